"""Records that are one and the same: by slug or number, by what they say, or by words that were withdrawn in one.

A record that cannot be used is looked at too, as far as it can be read: else mending one of two would publish, and a
slip in the one that was withdrawn would let the other out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, Final, Protocol

from yousaid.model.story import Origin
from yousaid.reading.documents import Document, Entry, Report
from yousaid.reading.files import TABLES
from yousaid.reading.names import fold, slugify
from yousaid.reading.positions import Keys
from yousaid.reading.strictyaml import Data
from yousaid.reading.words import show

_FEWEST: Final = 12
"""The fewest letters that two people do not say by chance."""

_LINE: Final = re.compile(r"^(slug|ref|title|you_said|place|date|withdrawn)[ \t]*:[ \t]*(.*)", re.MULTILINE)


class Read(Protocol):
    """A record, or None when it cannot be used, and what it was made from."""

    entry: Entry
    record: Any


def made_out(path: str, text: str) -> Entry:
    """Return what the lines of a story seem to say whose YAML cannot be read."""
    data: dict[str, Data] = dict(_LINE.findall(text))
    return Entry(data, Origin(path), Report(Document(path, text, text, 1)))


def report_same(pairs: Sequence[Read], key: str, noun: str, held: Collection[str]) -> None:
    """Report all records that share a slug or number with another. `held` are files that are held back anyway."""
    same: dict[str, list[Read]] = {}
    for pair in pairs:
        if word := _claimed(pair, key):
            folded = unicodedata.normalize("NFC", word)
            same.setdefault(folded if key == "slug" else folded.casefold(), []).append(pair)
    for alike in same.values():
        if len(alike) == 1 or all(pair.entry.origin.path in held for pair in alike):
            continue
        for pair in alike:
            other = next(one for one in alike if one is not pair).entry.origin
            message = f"Another {noun} has the {key} {show(_claimed(pair, key))} as well: see {_spot(other)}."
            pair.entry.report.at_key("YS503", (key,), message, f"Write {key}: and something else in one of them.")


def _claimed(pair: Read, key: str) -> str:
    """Return the slug or number of a record, or what one that cannot be used says that it is."""
    if pair.record is not None:
        return str(getattr(pair.record, key))
    origin = pair.entry.origin
    by_name = key == "slug" and origin.index is None
    return _text(pair.entry.data, key) or (slugify(PurePosixPath(origin.path).stem) if by_name else "")


def _spot(origin: Origin) -> str:
    return origin.path if origin.index is None else f"line {origin.line} of {origin.path}"


def _text(data: Data, key: str) -> str:
    value = data.get(key) if isinstance(data, dict) else None
    return value.strip() if isinstance(value, str) else ""


def report_retold(pairs: Sequence[Read], held: Collection[str]) -> None:
    """Report stories with the same title and words: of one place and day, or of which one was withdrawn."""
    same: dict[tuple[str, str], list[Read]] = {}
    for pair in pairs:
        title, said = _told(pair.entry)
        if title and len(said) >= _FEWEST and pair.entry.origin.path not in held:
            same.setdefault((title, said), []).append(pair)
    for alike in same.values():
        for pair in alike if len(alike) > 1 else ():
            other = next((one for one in alike if one is not pair and _is_retold(pair, one)), None)
            if other is not None and not any(problem.code == "YS503" for problem in pair.entry.report.problems):
                message = f"The same story stands in {_spot(other.entry.origin)}: it has this title and these words."
                message += " Neither is used, so that nothing that was withdrawn comes back."
                hint = "Delete one of the two. If they are two stories, give them different titles."
                pair.entry.report.at_key("YS132", ("title",), message, hint)


def _told(entry: Entry) -> tuple[str, str]:
    body = entry.report.document.body if entry.origin.index is None else ""
    return fold(_text(entry.data, "title")), fold(_text(entry.data, "you_said") or body)


def _is_retold(one: Read, other: Read) -> bool:
    if ("withdrawn" in one.entry.data) != ("withdrawn" in other.entry.data):
        return True
    if all(pair.entry.origin.path.casefold().endswith(TABLES) for pair in (one, other)):
        return False  # two people may say the same, and a table has a row for each
    return _where(one) == _where(other) and _text(one.entry.data, "date") == _text(other.entry.data, "date")


def _where(pair: Read) -> str:
    return str(pair.record.place) if pair.record is not None else fold(_text(pair.entry.data, "place"))


def report_withdrawn(pairs: Sequence[Read]) -> None:
    """Report quotes and photos that were withdrawn in one record and stand in another as if they were not."""
    withdrawn: dict[str, Origin] = {}
    for pair in pairs:
        for _, what, is_withdrawn in _shown(pair.entry.data):
            if is_withdrawn:
                withdrawn.setdefault(what, pair.entry.origin)
    for pair in pairs if withdrawn else ():
        for keys, what, is_withdrawn in _shown(pair.entry.data):
            if not is_withdrawn and what in withdrawn:
                noun = str(keys[0]).removesuffix("s")
                message = f"The consent for this {noun} was withdrawn: see {_spot(withdrawn[what])}."
                hint = f"Take the {noun} out here as well."
                pair.entry.report.at_value("YS133", keys, message, hint)


def _shown(data: dict[str, Data]) -> Iterator[tuple[Keys, str, bool]]:
    """Yield where each quote and photo stands, what is shown, and whether it was withdrawn."""
    for name, key in (("quotes", "text"), ("photos", "file")):
        parts = data.get(name)
        for number, part in enumerate(parts if isinstance(parts, list) else ()):
            text = _text(part, key)
            what = fold(text) if name == "quotes" else text.casefold()
            consent = part.get("consent") if isinstance(part, dict) else None
            if name == "photos" or len(what) >= _FEWEST:
                yield (name, number), f"{name} {what}", isinstance(consent, dict) and "withdrawn" in consent
