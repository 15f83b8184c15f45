"""The texts of a record of words: all of them, or with places at which a long word may break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from math import ceil
from typing import Final

from msgspec import Struct

LONGEST_WORD: Final = 18
"""The most letters of a word that are kept together on one line of a pair."""

LONGEST_NAME: Final = 30
"""The same at the foot, where lines are long and email addresses stand."""

_BLANKS: Final = re.compile(r"([ \n])")
_SOFT: Final = "\u200b"
_JOINERS: Final = "\u200c\u200d"
_VIRAMA: Final = 9
"""The combining class of the sign that joins 2 consonants of an Indian script into one shape."""

_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean: Typst knows where their lines may break."""

_AFTER: Final = re.compile(r"(?<=[/@.\-_=&?,:;+])(?=[^/@.\-_=&?,:;+\s])")


def soften(text: str, longest: int) -> str:
    """Return the text with places at which a line may break in words of more letters than that."""
    words = (_SOFT.join(_pieces(word, longest)) if len(word) > longest else word for word in _BLANKS.split(text))
    return "".join(words)


def softened(words: Struct, longest: int) -> dict[str, object]:
    """Return a record as a mapping, with every text in it softened."""
    return {field: _softened(getattr(words, field), longest) for field in words.__struct_fields__}


def texts_of(value: object) -> Iterator[str]:
    """Return every text in a record of words, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from texts_of(getattr(value, field))


def _softened(value: object, longest: int) -> object:
    if isinstance(value, str):
        return soften(value, longest)
    if isinstance(value, tuple):
        return tuple(_softened(one, longest) for one in value)
    return softened(value, longest) if isinstance(value, Struct) else value


def _pieces(word: str, longest: int) -> Iterator[str]:
    """Return the pieces of a long word: between its signs if it has some, else about equally long."""
    for piece in _AFTER.split(word):
        size = ceil(len(piece) / ceil(len(piece) / longest))
        start = 0
        for end in range(1, len(piece)):
            if end - start >= size and _may_break(piece[end - 1], piece[end]):
                yield piece[start:end]
                start = end
        yield piece[start:]


def _may_break(before: str, after: str) -> bool:
    """Return whether a line may break between 2 characters: never within what is written as one shape."""
    is_mark = unicodedata.category(after).startswith("M") or after in _JOINERS
    is_joined = before in _JOINERS or unicodedata.combining(before) == _VIRAMA
    return not (is_mark or is_joined or _UNSPACED.match(before) or _UNSPACED.match(after))
