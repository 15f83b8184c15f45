"""Markdown and HTML in the front matter: its fields are plain text, so the signs would be shown as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from yousaid.reading.documents import Entry
from yousaid.reading.positions import Keys
from yousaid.reading.strictyaml import Data
from yousaid.reading.words import show

_NO_TEXT: Final = {"file", "web", "email", "address", "slug", "ref", "reference", "aliases", "replaces", "code"}
_MARKED: Final = re.compile(
    r"""\*\*(?=\S)(?P<strong>[^*\n]+)\*\*
      | (?<!\w)__(?=\S)(?P<bold>[^_\n]+)__(?!\w)
      | !?\[(?P<link>[^\]\n]+)\]\([^)\n]*\)
      | (?<![\w*])\*(?=[^\s*])(?P<star>[^*\n]*[^*\s])\*(?![\w*])
      | (?<![\w_/])_(?=[^\s_])(?P<line>[^_\n]*[^_\s])_(?![\w_])
      | `(?P<code>[^`\n]+)`
      | ^\#{1,6}[ ](?P<head>\S.*)
      | </?(?:a|b|br|em|i|p|strong|u|span|div)(?:\s[^<>\n]*)?/?>""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_MOST: Final = 3
"""How many are told of one field."""


def report_marks(entry: Entry) -> None:
    """Report Markdown and HTML in the fields of a record."""
    for keys, text in _texts(entry.data, ()):
        for found in islice(_MARKED.finditer(text), _MOST):
            field = next(key for key in reversed(keys) if isinstance(key, str))
            message = f"{show(found[0])} would be shown with its signs: {field} is plain text, and not Markdown."
            words = next((group for group in found.groups() if group), "")
            hint = f"Write: {words}" if words else "Delete it."
            if found["link"]:
                hint += "\nLinks may stand in the text under the front matter."
            entry.report.at_words("YS211", keys, found[0].split("\n")[0], message, hint)


def _texts(value: Data, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield each text that people read, and the way to it."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in _NO_TEXT:
                yield from _texts(one, (*keys, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _texts(one, (*keys, at))
    elif keys and isinstance(value, str):
        yield keys, value
