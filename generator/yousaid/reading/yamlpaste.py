"""What Word, Outlook and web pages put where YAML wants plain signs: odd blanks, dashes, quotation marks and colons.

YAML takes them for text and then stops somewhere else, or takes a wrong key or value without a word. So they are looked
for before it reads, and each line is shown as it should be. Text may hold them all: only signs that say how the text is
divided are looked at, and nothing under a key that ends with | or >.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from yousaid.reading.words import show
from yousaid.reading.yamlfaults import LONGEST, YamlFault

_BLANK: Final = "\t\u00a0\u1680\u180e\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
_NO_WIDTH: Final = re.compile("[\u180e\u200b-\u200f\u2060\ufeff]")
_AROUND: Final = re.compile(rf"\A[ {_BLANK}]+|[ {_BLANK}]+\Z")
_ANY_BLANK: Final = re.compile(f"[{_BLANK}]")
_DASHES: Final = "•‣◦●○▪■–—―−‐‑·*\uf020-\uf0ff"
_COLONS: Final = "：﹕∶ː"
_OPEN: Final = "“”„‟«»‘’‚‛"
SUSPECT: Final = re.compile(f"[{_BLANK}{_DASHES}{_COLONS}{_OPEN};；，、［］【】｛｝]")
"""A text without any of these is not looked at."""

_LEAD: Final = re.compile(rf"[ {_BLANK}]*(?:[-{_DASHES}][ {_BLANK}]+)*")
_KEY: Final = re.compile(
    rf"[^\s:{_COLONS}\"'#\[\]{{}},&!|>%@`-][^:{_COLONS}\"'#\[\]{{}},]{{0,60}}"
    rf"(?P<colon>:|[{_COLONS}])(?P<gap>[ {_BLANK}]*)"
)
_NAME: Final = re.compile(rf"[A-Za-z_ {_BLANK}{_OPEN}-]+")
_BLOCK: Final = re.compile(rf"[|>][-+0-9]*[ {_BLANK}]*(?:#.*)?\Z")
_ENDS: Final = "”“„‟»«\"’‘‚‛'"
_QUOTED: Final = re.compile(rf"(?P<open>[{_OPEN}\"'])(?P<word>[^{_ENDS}]*)(?P<close>[{_ENDS}])\Z")
_FREE: Final = {
    *("about", "act", "alt", "by", "caption", "contact", "difference", "do", "formats", "instead", "name", "note"),
    *("owner", "plan", "said", "short", "staff_experience", "study", "summary", "text", "title", "unit", "we_did"),
    *("what", "what_matters", "who", "who_decides", "why", "you_said"),
}
"""The keys of text, which may start with a quotation mark or a dash of its own."""
_LISTS: Final = {
    *("actions", "aliases", "audiences", "languages", "measures", "photos", "quotes", "rebase", "replaces", "series"),
    "themes",
}
_SENTENCES: Final = {
    "bullet": "A list in YAML starts with a hyphen, but {} stands here.",
    "colon": "{} looks like a colon, but YAML does not know it.",
    "quote": "{} is a curly quotation mark. YAML knows only straight ones and takes this one for a part of the word.",
    "mark": "{} stands here, where YAML wants another sign.",
}


def faults_of(text: str) -> tuple[str, list[YamlFault]]:
    """Return the text as it should be, and a fault for each line that should be another."""
    lines = text.split("\n")
    faults: list[YamlFault] = []
    for number, better in _better(lines):
        line = lines[number]
        faults.append(_fault(line, better, number + 1))
        lines[number] = better
    return "\n".join(lines), faults


def _better(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the number of each line that should be another, and that line."""
    skip = -1  # what is indented more is text under | or >
    empty = ""  # the key above, when it has no value on its line
    columns: set[int] = set()  # where keys start
    listed = ""  # the sign with which the list has started that goes on
    for number, line in enumerate(lines):
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if not bare.strip() or (skip >= 0 and indent > skip) or bare.startswith("#"):
            continue
        skip = -1
        lead = _LEAD.match(line)
        head = lead[0] if lead is not None else ""
        found = _KEY.match(line, len(head))
        if (
            found is not None
            and found["colon"] != ":"
            and _NAME.fullmatch(line, len(head), found.start("colon")) is None
        ):
            found = None  # text in Chinese has this colon
        sign = next((mark for mark in head if mark not in " -" and not _ANY_BLANK.match(mark)), "")
        if sign and not (_starts_list(empty, found is not None) or sign == listed):
            listed, empty = "", ""
            continue
        has_dash = bool(sign) or "-" in head
        listed = sign
        if found is not None:
            start = _plain(head)
            if _ANY_BLANK.match(head.lstrip(" ")) and not empty:
                # not the first key under another: it stands in the column of one that was there before
                bare_start = start.lstrip(" ")
                start = " " * max((at for at in columns if at <= len(start)), default=0) + bare_start
            better, key, value = _entry(line, head, start, found)
            columns.add(len(start))
            empty = "" if value else key
            if _BLOCK.match(value):
                skip = indent if not has_dash else len(head) - len(head.lstrip(" "))
        elif has_dash or empty:
            value = line[len(head) :]
            better = _plain(head) + (value if empty in _FREE else _plain_value(value, is_text=False))
            if not has_dash:
                better, empty = (better if head.strip(" ") or value[:1] in "[{" else line), ""
            if _BLOCK.match(value):
                skip = indent
        else:
            empty = ""
            continue
        if better != line:
            yield number, better


def _key(line: str, start: int) -> re.Match[str] | None:
    """Return the key that starts there. Text in Chinese has colons that are like YAML's: they are behind no word."""
    found = _KEY.match(line, start)
    is_key = found is not None and (found["colon"] == ":" or _NAME.fullmatch(line, start, found.start("colon")))
    return found if is_key else None


def _starts_list(empty: str, has_key: bool) -> bool:
    """Tell whether a dash that is none was meant as one: under the key of a list, or before a key."""
    return bool(empty) and empty not in _FREE and (has_key or empty in _LISTS)


def _plain(blanks: str) -> str:
    """Return blanks and dashes as YAML knows them."""
    if "\t" in blanks and not blanks.strip():
        return blanks  # a line that starts with a tab has a message of its own
    blanks = _ANY_BLANK.sub(" ", _NO_WIDTH.sub("", blanks.replace("\t", "  " if not blanks.strip() else " ")))
    return re.sub(f"[{_DASHES}]", "-", blanks)


def _entry(line: str, head: str, start: str, found: re.Match[str]) -> tuple[str, str, str]:
    """Return the line of a key as it should be, its key, and its value."""
    value = line[found.end() :]
    colon, gap = found["colon"], found["gap"]
    if colon == ":" and value and not gap:
        return line, "", value  # a time, an address, or a colon without a space, which has a message of its own
    name = line[len(head) : found.start("colon")]
    key = name.strip().strip(_OPEN)
    if _ANY_BLANK.search(key) or key != name or colon != ":":
        key = re.sub(rf"[ {_BLANK}]+", "_", _NO_WIDTH.sub("", key.strip(" " + "\u00a0"))).strip("_")
    value = _plain_value(value, is_text=key.casefold() in _FREE)
    gap = " " if colon != ":" or _ANY_BLANK.search(gap) else gap
    return f"{start}{key}:{gap if value else ''}{value}", key, value


def _plain_value(value: str, *, is_text: bool) -> str:
    """Return a value with the signs that YAML knows, where they are signs."""
    value = (
        value.strip(" ") if _ANY_BLANK.search(value) is None else re.sub(rf"\A[ {_BLANK}]+|[ {_BLANK}]+\Z", "", value)
    )
    if value[:1] in {"［", "【", "[", "{", "｛"} and not is_text:
        return _flow(value)
    if value[:1] == '"' and value[-1:] in {"”", "“"} and value.count('"') == 1:
        return value[:-1] + '"'
    quoted = _QUOTED.match(value)
    if not is_text and quoted is not None and (quoted["open"] in _OPEN or quoted["close"] in _OPEN):
        return quoted["word"].strip()
    return value


def _flow(value: str) -> str:
    """Return a list or record on one line with plain brackets, commas, blanks and quotation marks."""
    if "#" in value:
        return value
    if '"' not in value and "'" not in value:
        value = value.translate(str.maketrans("［］【】｛｝，、；：;", "[][]{},,,:,"))
    value = _ANY_BLANK.sub(" ", _NO_WIDTH.sub("", value))
    pieces = re.split(r"([\[\]{},])", value)
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: str) -> str:
    """Return one entry of a list on one line without curly quotation marks around it."""
    key, colon, word = piece.rpartition(": ")
    bare = word.strip()
    quoted = _QUOTED.match(bare)
    if quoted is None or not (quoted["open"] in _OPEN or quoted["close"] in _OPEN):
        return piece
    return key + colon + word.replace(bare, quoted["word"].strip())


def _fault(line: str, better: str, number: int) -> YamlFault:
    """Return the fault of a line, at the first character that should be another."""
    at = next((at for at, (one, two) in enumerate(zip(line, better, strict=False)) if one != two), 0)
    at = at if at or line[:1] != better[:1] else min(len(line), len(better)) if len(line) != len(better) else 0
    if at == len(better) or (line[at : at + 1] == " " and _ANY_BLANK.search(line, at)):
        found = _ANY_BLANK.search(line, at)
        at = found.start() if found is not None else at
    sign = line[at : at + 1]
    indent = len(better) - len(better.lstrip(" "))
    hint = f"Write{f', with {indent} spaces before it' if indent else ''}: {better.strip()}"
    if len(better) > LONGEST:
        hint = "Delete it and type the plain sign instead: a space, a hyphen, a colon or a straight quotation mark."
    return YamlFault("YS208", _sentence(sign), hint, number, at + 1)


def _sentence(sign: str) -> str:
    if _ANY_BLANK.match(sign):
        if sign == "\t":
            return "There is a tab here. YAML knows only spaces."
        name = unicodedata.name(sign, "blank").casefold()
        looks = "cannot be seen" if _NO_WIDTH.match(sign) else "looks like a space"
        return f"There is a character here that {looks}, but YAML does not know it: {name} (U+{ord(sign):04X})."
    for kind, signs in (("colon", _COLONS), ("quote", _OPEN)):
        if sign in signs:
            return _SENTENCES[kind].format(sign)
    if re.match(f"[{_DASHES}]", sign):
        return _SENTENCES["bullet"].format(sign if sign.isprintable() else f"U+{ord(sign):04X}")
    return _SENTENCES["mark"].format(show(sign))
