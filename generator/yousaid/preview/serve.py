"""Builds, shows, and builds again whenever a file changes, until somebody presses Ctrl and C."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, sleep
from typing import Final

from yousaid.output.refusal import OutputRefused
from yousaid.pipeline.request import Outcome
from yousaid.preview.server import serving
from yousaid.preview.watching import Watch

_PAUSE: Final = 0.3
"""Seconds between two looks at the files."""
_SHARE: Final = 5
"""How many times as long as a look the pause is at least: looking through a slow network drive takes a while."""


def serve(
    root: Path,
    build: Callable[[], Outcome],
    watched: Callable[[], Iterable[Path]],
    port: int,
    announce: Callable[[str], None],
) -> None:
    """Serve the root on this computer; build again when a watched file changes; return when interrupted.

    `announce` is told where the preview is, and how each build went. When a build is refused, the old pages stay and
    the browser says why. Raises NoFreePort; other exceptions of `build` end the preview.
    """
    with serving(root, port) as server:
        try:
            watch = Watch(watched)
            outcome = _outcome_of(build)
            server.news.tell(outcome)
            announce(f"The preview is at http://127.0.0.1:{server.server_port}/ ({_summary(outcome)}).")
            announce("Save a file and the browser shows the change. Press Ctrl and C to stop.")
            while True:
                _wait_for_change(watch)
                outcome = _outcome_of(build)
                server.news.tell(outcome)
                announce(f"Made again: {_summary(outcome)}.")
        except KeyboardInterrupt:
            announce("The preview has stopped.")


def _wait_for_change(watch: Watch) -> None:
    pause = _PAUSE
    while True:
        sleep(pause)
        before = perf_counter()
        if watch.changed():
            return
        pause = max(_PAUSE, _SHARE * (perf_counter() - before))


def _outcome_of(build: Callable[[], Outcome]) -> Outcome:
    try:
        return build()
    except OutputRefused as refused:
        return Outcome(problems=(refused.problem,))


def _summary(outcome: Outcome) -> str:
    if not outcome.problems:
        return "no problems"
    count = "1 problem" if len(outcome.problems) == 1 else f"{len(outcome.problems)} problems"
    return f"{count}, shown in the browser"
