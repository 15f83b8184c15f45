"""Work spread over processes: small jobs stay in this one, large ones go to a pool.

The result never depends on which: every piece of work is pure, and results come back in the order of the pieces.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Literal, TypeVar

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")

_worker: Callable[[Any], Any] | None = None


def default_jobs() -> int:
    """Return how many processes to use when nobody says: one for each processor, 4 at most."""
    return min(os.cpu_count() or 1, 4)


def spread(
    pieces: Sequence[_Piece],
    prepare: Callable[[], Callable[[_Piece], _Result]],
    jobs: int,
    start: Literal["quick", "spawn"] = "quick",
) -> Iterator[_Result]:
    """Yield the result of each piece, in order.

    `prepare` is called once in each process and returns what does the work; it must be picklable. With one job, or
    one piece, all is done here. `start` is how processes are started: "spawn" for work that cannot be forked.
    """
    if jobs < 2 or len(pieces) < 2:
        yield from map(prepare(), pieces)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - costs 40 ms, and small jobs do without

    gc.freeze()  # what stands now is shared with forked workers as long as nobody writes to it, and collecting does
    context = multiprocessing.get_context(_QUICK if start == "quick" else start)
    with ProcessPoolExecutor(min(jobs, len(pieces)), context, _start_worker, (prepare,)) as pool:
        yield from pool.map(_do, pieces)


STARTS_AT_ONCE: Final = sys.platform == "linux"
"""Whether workers are forked: they start at once and are handed everything. Elsewhere that is not safe or not there."""
_QUICK: Final = "fork" if STARTS_AT_ONCE else "spawn"


def _start_worker(prepare: Callable[[], Callable[[Any], Any]]) -> None:
    global _worker  # noqa: PLW0603 - a pool's worker is a process of its own
    _worker = prepare()


def _do(piece: Any) -> Any:  # noqa: ANN401 - whatever the pieces are
    if _worker is None:
        raise RuntimeError("a worker was not started")
    return _worker(piece)
