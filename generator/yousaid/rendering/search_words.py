"""The words of a text as they are searched. The search page (`search.js`) takes what people type apart in the same way.

People write A&E, a & e, X-ray, xray, don’t, dont, children's, Ward 7 and tŷ; each must find the others. So a word is in
small letters without accents; what an apostrophe, hyphen, full stop, slash or & joins is one word, and each of its
parts is one as well; and a letter that stands alone is joined to its neighbour.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_APOSTROPHES: Final = "'’‘ʼ′`´"
_JOINERS: Final = "&+/.·‐‑–_@-"
_UNACCENTED: Final = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that Unicode does not take apart."""
_LETTER: Final = r"[^\W_]"
_PART: Final = re.compile(rf"{_LETTER}+")
_WORD: Final = re.compile(rf"{_LETTER}+(?:[{_APOSTROPHES}{_JOINERS}]{_LETTER}+)*")
_APOSTROPHE: Final = re.compile(f"[{_APOSTROPHES}]")
_LONGEST: Final = 40
"""The longest word that is put together; what is longer is a web address."""
_PAIR: Final = re.compile(rf"(?<!{_LETTER})([^\W\d_])\s*(?:&|\+|\band\b)\s*([^\W\d_])(?!{_LETTER})", re.IGNORECASE)
_LONE_FIRST: Final = re.compile(rf"(?<![\w{_APOSTROPHES}{_JOINERS}])([B-HJ-Zb-hj-np-xz])\s+({_LETTER}+)")
"""A letter before a word, as in X ray; not those that are words themselves: a, i, o, y."""
_LONE_LAST: Final = re.compile(rf"({_LETTER}+)\s+([A-HJ-Z])(?![\w{_APOSTROPHES}{_JOINERS}])")
"""A capital letter after a word, as in Ward A; not I."""


def fold(text: str) -> str:
    """Return the text in small letters without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in apart if unicodedata.category(letter)[0] != "M")
    return plain.lower().translate(_UNACCENTED)


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text as they are searched: at least 2 letters, or a number."""
    words: set[str] = set()
    for match in set(_WORD.findall(fold(text))):
        _add(match, words)
    for pattern in (_PAIR, _LONE_FIRST, _LONE_LAST):
        words.update(fold(one + other) for one, other in pattern.findall(text))
    return frozenset(words)


def _add(word: str, words: set[str]) -> None:
    """Add a word, and when it is put together, its parts and the whole without what joins it."""
    parts = _PART.findall(word)
    words.update(part for part in parts if len(part) > 1 or part.isdigit())
    if len(parts) > 1:
        words.update(part for part in _PART.findall(_APOSTROPHE.sub("", word)) if len(part) > 1)
        whole = "".join(parts)
        if len(whole) <= _LONGEST:
            words.add(whole)
