"""Posters and slide shows made in processes of their own, unless the cache holds them from an earlier build.

Typst never works in this process: it cannot be forked once it has run, and its memory goes when its process goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from yousaid.pipeline.request import Progress
from yousaid.spread import spread

_Planned_contra = TypeVar("_Planned_contra", contravariant=True)
_Made_co = TypeVar("_Made_co", covariant=True)
_P = TypeVar("_P")
_M = TypeVar("_M")


class Maker(Protocol[_Planned_contra, _Made_co]):
    """What lays something out, and remembers what it laid out before."""

    def remembered(self, planned: _Planned_contra, /) -> _Made_co | None:
        """Return what the cache holds whole, else None."""

    def lay_out(self, planned: _Planned_contra, /) -> _Made_co:
        """Return it laid out afresh."""


def make_all(
    planned: Sequence[_P], prepare: Callable[[], Maker[_P, _M]], jobs: int, progress: Progress
) -> tuple[_M, ...]:
    """Return all that is planned, laid out, in order. `prepare` must be picklable."""
    maker = prepare()
    known = [maker.remembered(one) for one in planned]
    wanted = [one for one, found in zip(planned, known, strict=True) if found is None]
    progress.advance(len(planned) - len(wanted))
    made = spread(wanted, partial(_layer, prepare), jobs, start="spawn")
    found: list[_M] = []
    for one in known:
        if one is None:
            one = next(made)  # noqa: PLW2901 - the next that was not remembered
            progress.advance()
        found.append(one)
    return tuple(found)


def _layer(prepare: Callable[[], Maker[_P, _M]]) -> Callable[[_P], _M]:
    return prepare().lay_out
