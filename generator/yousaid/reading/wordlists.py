"""Lists the way Word and Outlook paste them: bullets and numbers before a tab or a no-break space.

They become the lists that we know, in the text under the front matter and in every field of several lines; the writer
is told once for each text.
"""

from __future__ import annotations

import re
from typing import Final

from yousaid.model.story import Block
from yousaid.reading import positions
from yousaid.reading.documents import Entry, Report
from yousaid.reading.plainmarks import report_marks
from yousaid.reading.positions import Keys
from yousaid.reading.strictyaml import Data

PROSE: Final = {
    *("you_said", "we_did", "text", "why", "instead", "what_matters", "difference", "note", "staff_experience", "said"),
}
"""The fields whose text may be of several paragraphs and lists."""

_GAP: Final = r"[\t\u00a0\u2002-\u200a\u202f\u3000]"
_SURE: Final = "•‣◦●○▪■□➢➤►▶✓✔✗❖⁃∙\uf020-\uf0ff"
"""Signs that start a line of a list only."""
_BLANKS: Final = r"[ \t\u00a0\u2002-\u200b\u202f\u3000]*"
_ITEM: Final = re.compile(
    rf"(?P<indent>[ \t\u00a0]*)(?:"
    rf"(?P<sure>[{_SURE}]){_BLANKS}"
    rf"|(?P<mark>[-–—−·*+o§Ø¨]){_BLANKS}{_GAP}{_BLANKS}"
    rf"|(?P<dot>·)[ ]+"
    rf"|\(?(?P<number>\d{{1,2}})[.)]{_BLANKS}{_GAP}{_BLANKS}"
    rf"|\(?(?P<letter>[a-z]|[ivx]{{2,4}})[.)]{_BLANKS}{_GAP}{_BLANKS}"
    rf")(?=[^\s:])(?P<text>.*)"
)
_TYPED: Final = re.compile(r"(?P<indent> *)(?:(?P<mark>[–—−])|\(?(?P<number>\d{1,2})\)) +(?=[^\s:])(?P<text>.*)")
"""A dash or a number that somebody typed: a list when the next line has one too."""
_CODE: Final = re.compile(r" {0,3}(```|~~~)")
_JOINED: Final = re.compile(rf"(?:(?<=:)|(?<=[.;,])|^){_BLANKS}[{_SURE}]{_GAP}*{_BLANKS}|[ \t\u00a0]*[{_SURE}]\t")
_INNER: Final = re.compile(rf"[ \t\u00a0]+(?=[{_SURE}]{_BLANKS}\S)")
_MAYBE: Final = re.compile(rf"[{_SURE}·–—−]|{_GAP}|\d\)")
_MESSAGE: Final = "This is a bullet or number from Word. It is shown as a list."
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_DEEPER: Final = frozenset("o§◦▪○■□⁃–\uf0a7\uf06f")
"""What Word has for the second and third level."""


def tidied(entry: Entry) -> Entry:
    """Return a record whose fields have lists where lists were pasted, and tell the writer of them and of Markdown."""
    report_marks(entry)
    found: list[Keys] = []
    data = _tidied(entry.data, (), found)
    for keys in found:
        _tell(entry.report, keys)
    return Entry(data, entry.origin, entry.report) if found and isinstance(data, dict) else entry


def _tidied(value: Data, keys: Keys, found: list[Keys]) -> Data:
    if isinstance(value, dict):
        return {key: _tidied(one, (*keys, key), found) for key, one in value.items()}
    if isinstance(value, list):
        return [_tidied(one, (*keys, at), found) for at, one in enumerate(value)]
    if not keys or keys[-1] not in PROSE or _MAYBE.search(value) is None:
        return value
    better, first = as_lists(_taken_apart(value).split("\n"))
    if first is None:
        return value
    found.append(keys)
    return "\n".join(better)


def _taken_apart(text: str) -> str:
    """Return text in which YAML has joined the lines of a list with a line for each bullet again."""
    lines = text.split("\n")
    return "\n".join(_INNER.sub("\n", line) if _JOINED.search(line) else line for line in lines)


def _tell(report: Report, keys: Keys) -> None:
    """Report the first line of a field that was taken for an item."""
    document = report.document
    way = keys if report.index is None else (report.index, *keys)
    spot = positions.locate(document.front, way, document.front_line)
    lines = positions.lines_of(document.text)
    for line in range(spot.line, min(spot.last_line, len(lines)) + 1):
        start = spot.column - 1 if line == spot.line else 0
        rest = lines[line - 1][start:]
        mark = _ITEM.match(rest) or _TYPED.match(rest) or _JOINED.search(rest) or _INNER.search(rest)
        if mark is not None:
            column = start + mark.start() + len(mark[0]) - len(mark[0].lstrip()) + 1
            _report(report, line, column, lines[line - 1][column - 1 :])
            return
    report.at_value("YS209", keys, _MESSAGE, "Nothing needs doing. To be sure, write a hyphen and a space before each.")


def _report(report: Report, line: int, column: int, text: str) -> None:
    item = _ITEM.match(text) or _TYPED.match(text)
    words = " ".join(item["text"].split()) if item is not None else ""
    first = "1." if item is not None and item["number"] else "-"
    example = f": {first} {words[:60]}" if words else ""
    what = "a hyphen" if first == "-" else "the number, a full stop"
    hint = f"Nothing needs doing. To be sure, write {what} and a space before each{example}"
    report.at_line("YS209", line, column, _MESSAGE, hint)


def tidied_blocks(blocks: tuple[Block, ...], report: Report) -> tuple[Block, ...]:
    """Return the text under the front matter with lists where lists were pasted, and tell the writer of the first."""
    better: list[Block] = []
    told = False
    for block in blocks:
        if _MAYBE.search(block.text) is None:
            better.append(block)
            continue
        before = block.text.split("\n")
        lines, first = as_lists(before)
        if first is not None and not told:
            bare = before[first].lstrip()
            _report(report, block.line + first, len(before[first]) - len(bare) + 1, bare)
            told = True
        better.append(block if first is None else Block("\n".join(lines), block.audiences, block.line))
    return tuple(better)


def as_lists(lines: list[str]) -> tuple[list[str], int | None]:
    """Return lines with pasted items as items of ours, and the number of the first that was one; None when none was."""
    better: list[str] = []
    first: int | None = None
    marks: list[tuple[int, str]] = []  # of the items that are open, outermost first: how deep and with what
    code = ""
    for number, line in enumerate(lines):
        fence = _CODE.match(line)
        if fence is not None:
            code = "" if code == fence[1] else code or fence[1]
        item = None if code or fence else _ITEM.match(line) or _typed(lines, number)
        if item is None:
            if line.strip() and not line.startswith((" ", "\t")):
                marks.clear()
            better.append(line)
            continue
        first = number if first is None else first
        kind = _kind(item)
        if better and not better[-1].strip() and all(one != kind for _, one in marks):
            marks.clear()
        indent = len(item["indent"].expandtabs(4))
        while len(marks) > 1 and (marks[-1][1] != kind and any(one == kind for _, one in marks)):
            marks.pop()
        while marks and indent + 1 < marks[-1][0]:
            marks.pop()
        if not marks or indent > marks[-1][0] + 1 or _is_deeper(kind, marks[-1][1]):
            marks.append((indent, kind))
        else:
            marks[-1] = (marks[-1][0], kind)
        mark = f"{_number(item)}. " if kind in {"1", "a"} else "- "
        better.append("  " * (len(marks) - 1) + mark + " ".join(item["text"].split()))
    return better, first


def _typed(lines: list[str], number: int) -> re.Match[str] | None:
    """Return the item on a line that has a typed dash or number, when a line beside it has one too."""
    item = _TYPED.match(lines[number])
    if item is None:
        return None
    beside = [lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines)]
    return item if any(_kind(other) == _kind(item) for line in beside if (other := _TYPED.match(line))) else None


def _kind(item: re.Match[str]) -> str:
    """Return what an item starts with: a sign, "1" for a number or "a" for a letter."""
    groups = item.groupdict()
    if groups.get("number"):
        return "1"
    if groups.get("letter"):
        return "a"
    return groups.get("sure") or groups.get("mark") or groups.get("dot") or "-"


def _number(item: re.Match[str]) -> int:
    """Return the number of an item that has one, or a letter."""
    groups = item.groupdict()
    if groups["number"]:
        return int(groups["number"])
    letter = groups.get("letter") or "a"
    return _ROMAN.index(letter) + 1 if letter in _ROMAN else ord(letter[0]) - ord("a") + 1


def _is_deeper(kind: str, above: str) -> bool:
    """Tell whether an item with this sign belongs under one with that."""
    return kind != above and (
        (kind in _DEEPER and above not in _DEEPER)
        or (kind == "a" and above == "1")
        or (kind in {"§", "▪", "\uf0a7"} and above in {"o", "◦", "○", "\uf06f"})
    )
