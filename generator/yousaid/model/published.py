"""The record of the figures that earlier editions showed. `yousaid record` writes it; nobody writes it by hand."""

from __future__ import annotations

from msgspec import Struct


class PublishedFigures(Struct, frozen=True, kw_only=True):
    """What an edition that is out showed of the Friends and Family Test (FFT) answers of one place and period."""

    audience: str
    """Whose site it was."""
    place: str
    """The place's id; nothing for the whole organisation."""
    period: str
    """The month or year."""
    counts: tuple[int, ...]
    """The six true counts, in the order of the question."""
    hidden: tuple[str, ...] = ()
    """What was not shown: all, or some of positive, negative, rest, division."""
