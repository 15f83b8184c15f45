"""Small numbers on their own account: which counts may be shown. What else is hidden with them is in `hiding`.

Source of the rule: NHS England's published Friends and Family Test tables. Counts of 1 to 4 become `*`, 0 is shown.
"""

from __future__ import annotations

from typing import Final

from yousaid.model.site import Suppression
from yousaid.model.states import Rule

SMALLEST_SHOWN: Final = 5
"""Counts below this, other than 0, are hidden; an audience may ask for more."""


def is_small(count: int, suppression: Suppression) -> bool:
    """Return whether the count must be hidden on its own account."""
    return suppression.rule is Rule.NHS_ENGLAND_FFT and 0 < count < suppression.smallest


def rounded(count: int, suppression: Suppression) -> int:
    """Return the count as it is shown: to the nearest 5 or 10, halves up, where the audience's rule says so."""
    step = suppression.rounding
    return count if step < 2 else (2 * count + step) // (2 * step) * step
