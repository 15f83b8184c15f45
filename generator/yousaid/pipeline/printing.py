"""Posters and slide shows made in processes of their own, unless the cache holds them from an earlier build.

With more than one job Typst does not work in this process: its memory goes when its process goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol, TypeVar

from yousaid.pipeline.request import Progress
from yousaid.spread import WorkerLost, spread, start_for

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

    def unmade(self, planned: _Planned_contra, /) -> _Made_co:
        """Return what stands in for something that ends its process whenever it is laid out."""


def make_all(
    planned: Sequence[_P],
    prepare: Callable[[], Maker[_P, _M]],
    jobs: int,
    progress: Progress,
    keep: Callable[[_P, _M], _M] = lambda _, made: made,
) -> tuple[_M, ...]:
    """Return all that is planned, laid out, in order. `prepare` must be picklable.

    `keep` takes what is planned and what was made of it, and returns it as it is kept until all is made.
    """
    maker = prepare()

    def remembered(one: _P) -> _M | None:
        found = maker.remembered(one)
        return None if found is None else keep(one, found)

    known = [remembered(one) for one in planned]
    wanted = [one for one, found in zip(planned, known, strict=True) if found is None]
    progress.advance(len(planned) - len(wanted))
    made = _made(wanted, maker, partial(_layer, prepare), jobs)
    found: list[_M] = []
    for one, before in zip(planned, known, strict=True):
        if before is None:
            found.append(keep(one, next(made)))
            progress.advance()
        else:
            found.append(before)
    return tuple(found)


def _made(
    wanted: Sequence[_P], maker: Maker[_P, _M], prepare: Callable[[], Callable[[_P], _M]], jobs: int
) -> Iterator[_M]:
    """Yield each thing that is wanted, laid out. One that ends its process whenever it is made holds no other back."""
    at = 0
    while at < len(wanted):
        try:
            for made in spread(wanted[at:], prepare, jobs, start=start_for("typst")):
                at += 1
                yield made
        except WorkerLost:
            yield maker.unmade(wanted[at])
            at += 1


def _layer(prepare: Callable[[], Maker[_P, _M]]) -> Callable[[_P], _M]:
    return prepare().lay_out
