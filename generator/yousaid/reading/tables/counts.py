"""Counts as tables write them."""

from __future__ import annotations

import re
from typing import Final

from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show

HIDDEN: Final = frozenset({"*", "**", "-", "–", "—", "c", "[c]", "<5", "< 5", "suppressed", "n/a", "na"})
"""What stands where a count was hidden, or is not known, before the table came to us."""
_WHOLE: Final = re.compile(r"[0-9]{1,9}(?:\.0{1,6})?|[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.0{1,6})?")
_PIECE: Final = re.compile(r"0[0-9]{2}")
"""What is left of 1,034 where the comma is taken for the end of a cell."""
_FORMULA: Final = (
    "Open the file in Excel and save it, so that the formula is worked out; or put the number itself there."
)
_HINT: Final = "Write a whole number in figures, as 12."


def count_in(text: str) -> int | None:
    """Return the count in a cell, or None when it is hidden; raise RefusedError for anything else."""
    plain = text.strip().replace("\u00a0", " ")
    if _PIECE.fullmatch(plain):
        hint = (
            f"If it is the end of a number such as 1,{plain}, put quotation marks around the number, or no comma in it."
        )
        raise RefusedError("YS305", f"holds {show(plain)}, which begins with 0", hint)
    if _WHOLE.fullmatch(plain):
        return int(plain.replace(",", "").replace(" ", "").partition(".")[0])
    if plain.casefold() in HIDDEN:
        return None
    if not plain:
        hint = "Write 0 if nobody gave this answer. If a formula stands there, open the file in Excel and save it."
        raise RefusedError("YS307", "is empty", hint)
    if plain.startswith("="):
        raise RefusedError("YS305", f"holds a formula, {show(plain)}, and no number", _FORMULA)
    if plain.startswith("#"):
        raise RefusedError("YS305", f"holds {show(plain)}: the formula there does not work", "Put the number there.")
    raise RefusedError("YS305", f"holds {show(plain)}, which is not a count", _HINT)
