"""Small numbers on their own account: which counts may be shown. What else is hidden with them is in `hiding`.

Source of the rule: NHS England's published Friends and Family Test tables. Counts of 1 to 4 become `*`, 0 is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from yousaid.model.site import Suppression
from yousaid.model.states import Rule

SMALLEST_SHOWN: Final = 5
"""Counts below this, other than 0, are hidden; an audience may ask for more."""


def is_small(count: int, suppression: Suppression) -> bool:
    """Return whether the count must be hidden on its own account."""
    return suppression.rule is Rule.NHS_ENGLAND_FFT and 0 < count < suppression.smallest


def rests_on_few(n: int | None, values: Iterable[float | None], unit: str, suppression: Suppression) -> bool:
    """Return whether numbers that rest on `n` people would tell what few of them said.

    A per cent of few people tells a count, so it needs as many people as a percentage of answers does, and must not
    stand for a small count itself: 5% of 42 is 2.
    """
    if n is None or suppression.rule is not Rule.NHS_ENGLAND_FFT or not n:
        return False
    if is_small(n, suppression):
        return True
    shares = [value for value in values if value is not None] if unit.strip() == "%" else []
    return bool(shares) and (
        n < suppression.min_responses or any(is_small(round(n * share / 100), suppression) for share in shares)
    )


def rounded(count: int, suppression: Suppression) -> int:
    """Return the count as it is shown: to the nearest 5 or 10, halves up, where the audience's rule says so."""
    step = suppression.rounding
    return count if step < 2 else (2 * count + step) // (2 * step) * step
