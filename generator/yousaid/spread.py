"""Work spread over processes: small jobs stay in this one, large ones go to a pool.

The result never depends on which: every piece of work is pure, and results come back in the order of the pieces.
A worker may be ended from outside, by a system short of memory or by a virus scanner: what it did is done again.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from multiprocessing.context import BaseContext
from typing import Any, Final, Literal, TypeVar

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")

AHEAD: Final = 4
"""How many pieces each worker has been given, or has done, before the oldest result is taken."""
_LIFE: Final = 200
"""How many pieces each worker does before new ones take over: what it gathered in memory goes with it."""
_TRIES: Final = 2
"""How often a piece that was at work when a worker ended is tried alone."""

Start = Literal["quick", "spawn"]
"""How processes are started: as quickly as the system can, or each from nothing."""

_prepare: Callable[[], Callable[[Any], Any]] | None = None
_worker: Callable[[Any], Any] | None = None


class WorkerLost(Exception):  # noqa: N818 - it says what happened
    """A process ended again and again while it did the same piece, alone; the message is for people.

    All results before that piece's have been yielded.
    """

    def __init__(self) -> None:
        super().__init__(
            "The computer ended a part of yousaid several times while it worked. It may be short of memory, or a virus "
            "scanner may have stopped it. Close other programs, or use “--jobs 1”, and try again."
        )


def default_jobs() -> int:
    """Return how many processes to use when nobody says: one for each processor, 4 at most."""
    return min(os.cpu_count() or 1, 4)


def start_for(library: str) -> Start:
    """Return how processes are started for work with a library that, once loaded, forbids to fork the process."""
    return "spawn" if library in sys.modules else "quick"


def spread(
    pieces: Sequence[_Piece],
    prepare: Callable[[], Callable[[_Piece], _Result]],
    jobs: int,
    start: Start = "quick",
) -> Iterator[_Result]:
    """Yield the result of each piece, in order.

    `prepare` is called once in each process and returns what does the work; it must be picklable. With one job, or
    one piece, all is done here. `start` is how processes are started: see `start_for`.

    Raises WorkerLost when a piece ends its process whenever it is done.
    """
    if jobs < 2 or len(pieces) < 2:
        yield from map(prepare(), pieces)
        return
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - costs 40 ms, and small jobs do without

    gc.freeze()  # what stands now is shared with forked workers as long as nobody writes to it, and collecting does
    context = multiprocessing.get_context(_QUICK if start == "quick" else start)
    at = 0
    while at < len(pieces):
        try:
            for result in _by_pool(pieces[at : at + jobs * _LIFE], prepare, jobs, context):
                at += 1
                yield result
        except BrokenProcessPool:
            for piece in pieces[at : at + jobs * AHEAD]:  # one of these was at work
                result = _alone(piece, prepare, context)
                at += 1
                yield result


STARTS_AT_ONCE: Final = sys.platform == "linux"
"""Whether workers are forked: they start at once and are handed everything. Elsewhere that is not safe or not there."""
_QUICK: Final = "fork" if STARTS_AT_ONCE else "spawn"


def _by_pool(
    pieces: Sequence[_Piece], prepare: Callable[[], Callable[[_Piece], _Result]], jobs: int, context: BaseContext
) -> Iterator[_Result]:
    """Yield the results from workers of one pool. Raises BrokenProcessPool when one of them ends."""
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415 - as above

    pool = ProcessPoolExecutor(min(jobs, len(pieces)), context, _start_worker, (prepare,))
    try:
        waiting = iter(pieces)
        given: deque[Future[_Result]] = deque(pool.submit(_do, piece) for piece in islice(waiting, jobs * AHEAD))
        while given:
            result = given.popleft().result()
            given.extend(pool.submit(_do, piece) for piece in islice(waiting, 1))
            yield result
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(piece: _Piece, prepare: Callable[[], Callable[[_Piece], _Result]], context: BaseContext) -> _Result:
    """Return the result of a piece that has a process for itself. Raises WorkerLost when that ends each time."""
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above

    for _ in range(_TRIES):
        try:
            [result] = _by_pool([piece], prepare, 1, context)
        except BrokenProcessPool:
            continue
        return result
    raise WorkerLost


def _start_worker(prepare: Callable[[], Callable[[Any], Any]]) -> None:
    global _prepare, _worker
    _prepare, _worker = prepare, None


def _do(piece: Any) -> Any:  # noqa: ANN401 - whatever the pieces are
    global _worker  # noqa: PLW0603 - as above
    if _worker is None:  # prepared here, a fault comes back as what it is, not as the end of the worker
        if _prepare is None:
            raise RuntimeError("a worker was not started")
        _worker = _prepare()
    return _worker(piece)
