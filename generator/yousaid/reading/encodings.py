"""Bytes to text: UTF-8, UTF-16 with a mark, and the old Windows encoding; always LF and NFC, and nothing invisible."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from yousaid.problems import Problem

UNSHOWABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffd-\uffff]"
)
"""Characters that no text may hold: controls, marks that turn the reading direction round, and broken letters."""

_SAVE_AS_UTF8: Final = "Open the file in Notepad, choose Save as, and set the encoding to UTF-8."
_NOT_TEXT: Final = "Only plain text is read: a .md or .yaml file, saved as UTF-8 in Notepad or another text editor."
_IN_KEYS: Final = "Delete it and type a space."
_MOST: Final = 100
"""How many lines with unshowable characters are reported from one file."""
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None when it cannot be used, and what is wrong with it."""
    text, problems = _decoded(raw, path)
    if text is None:
        return None, problems
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.replace("\n", "").isprintable() or "\ufffd" in text:
        problems = [*unshowable(text, path), *problems]
        if any(problem.code == "YS107" for problem in problems):
            return None, problems
    if not text.strip():
        empty = Problem(
            code="YS106", path=path, message="This file is empty.", hint="Write something in it, or delete it."
        )
        return None, [empty]
    return text, problems


def _decoded(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Return the text in the encoding that the bytes are in."""
    try:
        text = raw.decode("utf-16" if raw.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        return _old_windows(raw, error.start, path)
    if "\0" in text:
        message = "This file is not text: it may be a Word file, a picture, or text in an unusual encoding."
        return None, [Problem(code="YS101", path=path, message=message, hint=_NOT_TEXT)]
    return text, []


def _old_windows(raw: bytes, start: int, path: str) -> tuple[str | None, list[Problem]]:
    """Return Windows-1252 text with a warning, or say that the file cannot be read."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or raw.startswith(_UTF16) or "\0" in text or _is_mixed(raw):
        line = raw.count(b"\n", 0, start) + 1
        message = "This file is not text that can be read: there are bytes here that belong to no letter."
        return None, [
            Problem(code="YS101", path=path, line=line, message=message, hint=_NOT_TEXT + " " + _SAVE_AS_UTF8)
        ]
    before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    excerpt = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[line - 1]
    message = "This file is in an old Windows encoding. It was read, but look at its curly quotes and accents."
    found = Problem(
        code="YS102", path=path, line=line, column=column, excerpt=excerpt, message=message, hint=_SAVE_AS_UTF8
    )
    return text, [found]


def _is_mixed(raw: bytes) -> bool:
    """Tell whether some letters are in UTF-8 after all, so that reading it as Windows-1252 would spoil them."""
    return any(ord(letter) > 127 for letter in raw.decode("utf-8", "ignore"))


def unshowable(text: str, path: str) -> list[Problem]:
    """Return a problem for the first unshowable character of each line, up to a hundred lines."""
    if UNSHOWABLE.search(text) is None:
        return []
    problems = []
    lines = text.split("\n")
    body = next((number for number, line in enumerate(lines[1:], 2) if line.startswith("---")), len(lines) + 1)
    for number, line in enumerate(lines, 1):
        found = UNSHOWABLE.search(line)
        if found is not None:
            message, hint = describe(found[0])
            problems.append(
                Problem(
                    code="YS107",
                    path=path,
                    line=number,
                    column=found.start() + 1,
                    excerpt=line[:1000],
                    message=message,
                    hint=_IN_KEYS if found[0] in "\x0b\u2028\u2029" and number < body else hint,
                )
            )
        if len(problems) == _MOST:
            break
    return problems


def describe(character: str) -> tuple[str, str]:
    """Return a sentence about an unshowable character, and what to do about it."""
    code = f"U+{ord(character):04X}"
    if character == "\ufffd":
        message = f"A letter was lost here: the file holds {code}, the mark for a letter that could not be read."
        return message, "Write the letter again."
    if character == "\x0b":
        return f"There is a line break from Word here ({code}).", "Delete it and press Enter."
    if character in "\u2028\u2029":
        return f"There is an invisible line break here ({code}).", "Delete it and press Enter."
    if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        message = f"There is an invisible character here ({code}) that changes the direction of the text."
        return message, "Delete it. The page sets the direction of each language itself."
    return f"There is an invisible character here ({code}).", "Delete it, and write the words around it again."
