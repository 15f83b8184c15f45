"""Small numbers: which counts may be shown.

Source of the rule: NHS England's published Friends and Family Test tables. Counts of 1 to 4 become `*`, 0 is shown,
and a second count is hidden where the first could otherwise be worked out by taking the others from their total.
"""

from __future__ import annotations

from typing import Final

from yousaid.model.states import Rule

SMALLEST_SHOWN: Final = 5
"""Counts below this, other than 0, are hidden."""


def is_small(count: int, rule: Rule) -> bool:
    """Return whether the count must be hidden on its own account."""
    return rule is Rule.NHS_ENGLAND_FFT and 0 < count < SMALLEST_SHOWN


def hidden_counts(counts: tuple[int, ...], groups: tuple[tuple[int, ...], ...], rule: Rule) -> frozenset[int]:
    """Return the positions of the counts to hide.

    `groups` are positions whose sums readers also know, such as the two positive answers behind a percentage.
    The total of all counts is taken as known: when what is hidden still gives itself away, hide the total too.
    """
    hidden = {position for position, count in enumerate(counts) if is_small(count, rule)}
    for group in (*groups, tuple(range(len(counts)))):
        while gives_away([counts[at] for at in group if at in hidden]):
            shown = [at for at in group if at not in hidden and counts[at] > 0]
            if not shown:
                break
            hidden.add(min(shown, key=lambda at: (counts[at], at)))
    return frozenset(hidden)


def gives_away(hidden: list[int]) -> bool:
    """Return whether their sum gives a hidden count away: it stands alone, or all are 1, or all are 4."""
    total = sum(hidden)
    return len(hidden) == 1 or (len(hidden) > 1 and total in {len(hidden), len(hidden) * (SMALLEST_SHOWN - 1)})
