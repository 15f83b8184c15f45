"""How well a text can be told from what it stands on."""

from __future__ import annotations

import re
from typing import Final

ENOUGH: Final = 4.5
"""What WCAG 2.2 AA asks of text."""
WHITE: Final = "#ffffff"
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Tell whether this is a colour as #rrggbb."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str = WHITE) -> float:
    """Return the contrast of two #rrggbb colours, from 1 to 21, as WCAG 2.2 works it out."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def in_words(ratio: float) -> str:
    """Return a contrast with one decimal, never rounded up: 4.49 is not 4.5."""
    return str(int(ratio * 10) / 10)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
