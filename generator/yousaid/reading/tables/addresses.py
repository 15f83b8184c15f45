"""The addresses of stories that are rows: each keeps its own, whatever becomes of the table around it.

A row with a number (`ref`) has the address of that number. Any other has one that its own words make, and nothing
else: never its place in the table, never what the other rows say. So no address passes from one story to another.
A file beside the table keeps the address of each row with what the row says, so that a row whose words are mended is
known again. A build reads it; only a command of its own writes it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import count
from typing import Final

from msgspec import Struct

from yousaid.problems import Problem, rows_named
from yousaid.reading.documents import MOST_ALIKE, Entry
from yousaid.reading.names import LONGEST_SLUG, check_slug, fold, slugify
from yousaid.reading.refusals import RefusedError
from yousaid.reading.strictyaml import Data
from yousaid.reading.tables.keptrows import KeptRow
from yousaid.reading.tables.knowing import Known, Row, know
from yousaid.reading.words import show

_DIGITS: Final = 6
_NOT_TOLD_APART: Final = "YS513"
_RENUMBERED: Final = "YS517"


class Settled(Struct, frozen=True):
    """Which rows of a table have which addresses."""

    kept: tuple[KeptRow, ...]
    """What the file should keep now, by address: the rows as they are."""
    gone: tuple[KeptRow, ...]
    """Kept addresses that no row is known to have."""
    lacking: tuple[int, ...]
    """Rows without a number whose address is not kept."""
    changed: tuple[int, ...]
    """Rows without a number that were changed since their address was kept."""
    problems: tuple[Problem, ...]
    """About kept addresses. What is wrong with a row stands in the row's own report."""


class TableAddresses(Struct, frozen=True):
    """The addresses of the rows of a table, and the file that keeps them."""

    table: str
    """The table's file, from the content folder, with `/`."""
    disk: str
    """Where the file that keeps the addresses is on disk. It need not be there."""
    settled: Settled
    is_sound: bool
    """Whether all that the file says now could be understood, or there is none."""


def settle(found: Sequence[Entry], kept: Sequence[KeptRow], path: str) -> Settled:
    """Give each story of a table its address, and say what the file at `path` that keeps them should say now.

    The address is written into the stories' data. Rows that cannot be told apart are held back.
    """
    rows = [row_of(entry) for entry in found]
    _report_twins(rows)
    known = know(rows, kept)
    _report_renumbered(rows, known)
    taken = {address for one in kept for address in one.addresses} | {row.slug for row in rows if row.slug}
    now: list[KeptRow] = []
    for at, row in enumerate(rows):
        before = known.rows.get(at, ())
        address = row.slug or (before[0].address if before else _own_address(row, taken))
        earlier = tuple(dict.fromkeys(one for old in before for one in old.addresses if one != address))
        row.entry.data["slug"] = address
        taken.add(address)
        if earlier:
            row.entry.data["aliases"] = list(earlier)
        if at not in known.unsure and not _is_unclear(row):
            now.append(_as_kept(row, address, earlier))
    living = {id(one) for before in known.rows.values() for one in before}
    gone = tuple(one for one in kept if id(one) not in living)
    return Settled(
        kept=tuple(sorted(now, key=lambda one: one.address)),
        gone=gone,
        lacking=tuple(row.line for at, row in enumerate(rows) if at not in known.rows and not row.slug and not row.ref),
        changed=tuple(rows[at].line for at in sorted(known.changed) if not rows[at].slug and not rows[at].ref),
        problems=tuple(_about_gone(gone, rows, known, path)) if rows else (),
    )


def row_of(entry: Entry) -> Row:
    """Return what the address of a story from a table depends on."""
    data = entry.data
    actions = data.get("actions")
    action: Data = actions[0] if isinstance(actions, list) and actions else {}
    said, title = _plain(data.get("you_said")), _plain(data.get("title"))
    did = _plain(action.get("text") if isinstance(action, dict) else "")
    heading = "" if (said or did).startswith(title) else title
    month = str(data.get("date", ""))[:7]
    return Row(
        entry=entry,
        cells=(_plain(data.get("place")), month, heading, said, did),
        ref=str(data.get("ref", "")).strip(),
        slug=str(data.get("slug", "")).strip(),
    )


def _plain(value: Data | None) -> str:
    """Return the words of a cell without capitals and marks; of one that has only marks, their codes."""
    text = value if isinstance(value, str) else ""
    return fold(text) or " ".join(f"u{ord(sign):x}" for sign in unicodedata.normalize("NFC", text) if sign.strip())


def _own_address(row: Row, taken: Collection[str]) -> str:
    """Return the address that a row's own number or words make. Kept addresses are never used a second time."""
    ward, month, heading, said, did = row.cells
    if row.ref:
        stem, words = slugify(row.ref), row.ref.casefold()
        if stem == words and stem not in taken and _is_address(stem):
            return stem
    else:
        stem, words = slugify(f"{ward} {month} {heading or said or did}"), "\n".join(row.cells)
    found = (f"{_cut(stem)}-{_digest(words, number)}" for number in count())
    return next(one for one in found if one not in taken)


def _digest(words: str, number: int) -> str:
    again = f"{number}\n" if number else ""
    return blake2b((again + words).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()[:_DIGITS]


def _cut(stem: str) -> str:
    """Return a slug with room for a digest after it."""
    longest = LONGEST_SLUG - _DIGITS - 1
    cut = stem if len(stem) <= longest else (stem[: longest + 1].rpartition("-")[0] or stem[:longest])
    return cut.strip("-") or "story"


def _is_address(slug: str) -> bool:
    try:
        check_slug(slug)
    except RefusedError:
        return False
    return True


def _as_kept(row: Row, address: str, earlier: tuple[str, ...]) -> KeptRow:
    ward, month, heading, said, did = row.cells
    return KeptRow(
        address=address, earlier=earlier, ref=row.ref, ward=ward, month=month, heading=heading, said=said, did=did
    )


def _is_unclear(row: Row) -> bool:
    return any(problem.code in {_NOT_TOLD_APART, _RENUMBERED} for problem in row.entry.report.problems)


def _report_twins(rows: Sequence[Row]) -> None:
    """Report rows without a number that say the same."""
    same: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if not row.slug and not row.ref:
            same.setdefault(row.cells, []).append(row)
    for twins in same.values():
        for row in twins if len(twins) > 1 else ():
            others = rows_named([other.line for other in twins if other is not row])
            message = (
                f"this row says the same as {others}, about the same ward and month. Nobody can tell which is meant."
            )
            hint = "Delete the rows that are wrong, or give each a number of its own in a column “Ref”."
            row.entry.report.at_value(_NOT_TOLD_APART, ("you_said",), message, hint)


def _report_renumbered(rows: Sequence[Row], known: Known) -> None:
    """Report rows with the number of one story and the words of another."""
    for at, (numbered, worded) in known.renumbered.items():
        row = rows[at]
        message = f"this row has the number {show(row.ref)}, which belonged to another: {_words(numbered)}."
        hint = (
            f"Give the row back its own number{f' {show(worded.ref)}' if worded.ref else ''}. If the number is right, "
            f"write the story's address in a column “Address”: {worded.address} for {_words(worded)}, "
            f"{numbered.address} for {_words(numbered)}."
        )
        row.entry.report.at_value(_RENUMBERED, ("ref",), message, hint)


def _about_gone(gone: Sequence[KeptRow], rows: Sequence[Row], known: Known, path: str) -> Iterator[Problem]:
    """Yield a problem for each kept address that no row has: its page is no longer made."""
    named: Mapping[int, list[int]] = {id(one): [] for one in gone}
    for at, every in known.unsure.items():
        for one in every:
            named[id(one)].append(rows[at].line)
    for one in gone[:MOST_ALIKE]:
        message = f"The address {show(one.address)} was that of {_words(one)}. No row of the table says that now."
        if found := named[id(one)]:
            message = f"The address {show(one.address)} was that of {_words(one)}. "
            message += f"Perhaps {rows_named(found, ' or ')} is meant, and nobody can tell."
        hint = (
            f"If a row was changed, write {one.address} in it, in a column “Address”. "
            "If the story is gone, run “yousaid addresses --forget”."
        )
        yield Problem(code="YS516", path=path, line=one.origin.line, message=message, hint=hint)


def _words(one: KeptRow) -> str:
    about = ", ".join(part for part in (one.ward, one.month) if part)
    return show(one.heading or one.said or one.did) + (f" ({about})" if about else "")
