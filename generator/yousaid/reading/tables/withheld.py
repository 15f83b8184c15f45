"""What keeps a row of a table of pairs from readers, and the columns of such a table that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from msgspec.structs import replace

from yousaid.reading.documents import Report
from yousaid.reading.names import fold
from yousaid.reading.refusals import RefusedError
from yousaid.reading.strictyaml import Data
from yousaid.reading.tables.headings import HIDING, LONGEST, NOT_READ, Header, meanings_in
from yousaid.reading.tables.months import date_in
from yousaid.reading.tables.sheets import Findings, letters
from yousaid.reading.words import show

_DAYS: Final = {
    "withdrawn": "Write the day on which it was withdrawn, as 2026-10-31. Leave the cell empty where nothing was.",
    "expires": "Write the last day on which it is shown, as 2026-10-31, or leave the cell empty.",
    "publish_from": "Write the first day on which it is shown, as 2026-10-31, or leave the cell empty.",
}
_YES: Final = frozenset({"x", "y", "1", "✓", "✔", "☑", "draft", "ja", "yes", "true"})
_NO: Final = frozenset({"n", "0", "no", "false", "nein", "final"})
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 ]*")
_MOST: Final = 8
"""How many columns are named."""


def obeyed(header: Header) -> Header:
    """Return headings in which one that perhaps keeps rows from readers counts: “Withdrwan” is no reason to show."""
    guessed = {name: header.headings.index(text) for text, name in header.guesses.items() if name in HIDING}
    return replace(header, columns={**header.columns, **guessed})


def is_draft(texts: Mapping[str, str]) -> bool:
    """Tell whether the status of a row says that it is a draft."""
    return fold(texts.get("status", "")) == "draft"


def read_withheld(texts: Mapping[str, str], report: Report) -> dict[str, Data]:
    """Return what keeps the story of a row from readers. What cannot be read is an error, and holds the row back."""
    found: dict[str, Data] = {}
    for name, hint in _DAYS.items():
        if not (text := texts.get(name, "")):
            continue
        try:
            found[name] = date_in(text)
        except RefusedError as refused:
            message = refused.message if refused.hint.startswith("In Excel") else f"{show(text)} is not a day."
            report.at_value(refused.code, (name,), message, hint)
    draft = texts.get("draft", "")
    said = draft.strip(" .!()[]").casefold()
    if is_draft(texts) or said in _YES:
        found["draft"] = "yes"
    elif draft and said not in _NO:
        message = f"{show(draft)} is neither yes nor no, so nobody can tell whether this is a draft."
        report.at_value("YS303", ("draft",), message, "Write yes or no, or leave the cell empty.")
    return found


def tell_unread(filled: Collection[int], header: Header, findings: Findings) -> None:
    """Report the columns of a table in which something stands, and that nobody reads: once, and never what it is."""
    known = {*header.columns.values(), *meanings_in(header.headings, header.names)}
    texts = {at: " ".join(header.headings[at].split()) if at < len(header.headings) else "" for at in sorted(filled)}
    left = {
        at: text
        for at, text in texts.items()
        if at not in known and not (text and header.names.own.get(fold(text[:LONGEST])) == "")
    }
    if not left:
        return
    named = [show(text) if text else f"{letters(at)} (without a heading)" for at, text in left.items()]
    more = [f"{len(named) - _MOST} others"] if len(named) > _MOST else []
    *first, last = [*named[:_MOST], *more]
    every = f"{', '.join(first)} and {last}" if first else last
    one = len(named) == 1
    message = (
        f"The column{'' if one else 's'} {every} {'is' if one else 'are'} not read: nothing says what "
        f"{'it means' if one else 'they mean'}."
    )
    example = next(filter(None, left.values()), "Notes")
    plain = example if _PLAIN.fullmatch(example) else "'" + example.replace("'", "''") + "'"
    hint = (
        "If readers are to see what stands there, give it a heading that is known, such as You said or Outcome. "
        f"If not, write “{plain}: {NOT_READ}” in site.yaml under tables: headings:, or delete the column."
    )
    findings.at_file("YS128", message, hint, header.row)
