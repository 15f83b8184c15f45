"""Numbers as a spreadsheet program shows them, where the format adds something to them: YS-0042, 0042, 95%."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final

_PART: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<space>[_*].)|\[(?P<bracket>[^\]]*)\]?|(?P<general>General)|'
    r"(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<exponent>E[+-])|(?P<text>@)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTIONS: Final = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]?|;|.', re.DOTALL)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_DASHES: Final = " -–—"
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": lambda one, two: one < two,
    "<=": lambda one, two: one <= two,
    ">": lambda one, two: one > two,
    ">=": lambda one, two: one >= two,
    "=": lambda one, two: one == two,
    "<>": lambda one, two: one != two,
}

_Part = tuple[str, str]
"""What a piece of a format is, and what it shows."""


def plain(value: float) -> str:
    """Return a number without a format: a whole number without a point."""
    if value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return f"{value:.15g}"


def formatted(value: float, code: str) -> str:
    """Return what a cell shows: nothing when its format hides the number.

    A format that only groups, rounds or colours changes nothing: what counts is the number itself.
    """
    parts = _section(value, code)
    kinds = [kind for kind, _ in parts]
    words = "".join(text for kind, text in parts if kind == "literal")
    if "digit" not in kinds and "general" not in kinds:
        bare = value == 0 and not words.strip(_DASHES)
        return plain(value) if bare else words.strip()
    if "exponent" in kinds or "/" in words or not _says_more(parts, words):
        return plain(value)
    if "general" in kinds:
        shown = "".join(plain(value) if kind == "general" else text for kind, text in parts)
        return shown.strip()
    shown = _digits(abs(value) * 100 ** words.count("%"), parts).strip()
    return f"-{shown}" if value < 0 and len(_sections(code)) == 1 else shown


def with_words(text: str, code: str) -> str:
    """Return a text with what the format puts around it: “Ward ” before 7."""
    for section in _sections(code):
        parts = _parts(section)
        if ("text", "") in parts and any(kind == "literal" and shown.strip() for kind, shown in parts):
            return "".join(text if kind == "text" else shown for kind, shown in parts)
    return text


def shows_no_text(code: str) -> bool:
    """Tell whether a format hides text: its fourth part is there and empty."""
    sections = _sections(code)
    return len(sections) > 3 and not _parts(sections[3])


def _says_more(parts: Sequence[_Part], words: str) -> bool:
    """Tell whether a format shows letters, figures, a share or leading zeros."""
    whole = [text for kind, text in takewhile(lambda part: part[0] != "point", parts) if kind == "digit"]
    return whole.count("0") > 1 or any(letter.isalnum() or letter == "%" for letter in words)


def _digits(value: float, parts: Sequence[_Part]) -> str:
    """Return the number in the places that the format has for its digits, and the words between them."""
    at = next((at for at, (kind, _) in enumerate(parts) if kind == "point"), len(parts))
    behind = sum(kind == "digit" for kind, _ in parts[at:])
    whole, _, fraction = f"{value:.{behind}f}".partition(".")
    whole = whole.lstrip("0")
    first = next((n for n, (kind, _) in enumerate(parts[:at]) if kind == "digit"), None)
    shown: list[str] = []
    for n in range(at - 1, -1, -1):
        kind, text = parts[n]
        if kind != "digit":
            shown.append(text)
        elif n == first:
            shown.append(whole or ("0" if text == "0" else ""))
        else:
            shown.append(whole[-1:] or ("0" if text == "0" else ""))
            whole = whole[:-1]
    shown.reverse()
    left = list(fraction)
    for kind, text in parts[at:]:
        shown.append(left.pop(0) if kind == "digit" else "." if kind == "point" and behind else text)
    return "".join(shown)


def _section(value: float, code: str) -> Sequence[_Part]:
    """Return the pieces of the part of a format that is meant for the number."""
    sections = _sections(code)
    conditions = [_CONDITION.search(" ".join(re.findall(r"\[([^\]]*)\]", one))) for one in sections]
    if any(conditions):
        for one, condition in zip(sections, conditions, strict=True):
            if condition is None or _COMPARE[condition[1]](value, float(condition[2])):
                return _parts(one)
        return _parts(sections[-1])
    if len(sections) > 1 and value < 0:
        return _parts(sections[1])
    if len(sections) > 2 and value == 0:
        return _parts(sections[2])
    return _parts(sections[0])


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[str, ...]:
    sections = [""]
    for found in _SECTIONS.finditer(code):
        if found[0] == ";":
            sections.append("")
        else:
            sections[-1] += found[0]
    return tuple(sections)


@lru_cache(maxsize=256)
def _parts(section: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    for found in _PART.finditer(section):
        kind, text = str(found.lastgroup), str(found[found.lastgroup or 0])
        if kind in {"quoted", "escaped", "literal"}:
            parts.append(("literal", text))
        elif kind == "bracket" and text.startswith("$"):
            parts.append(("literal", text[1:].partition("-")[0]))
        elif kind in {"digit", "general", "point", "exponent"}:
            parts.append((kind, text))
        elif kind == "text":
            parts.append((kind, ""))
    return tuple(parts)
