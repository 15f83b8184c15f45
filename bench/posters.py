"""Ward posters by yousaid against the same words through WeasyPrint with a fit loop, on the same machine.

    python -m bench.posters --wards 40
    python -m bench.posters --short
    python -m bench.posters --national

Prints ratios and memory, and judges nothing. Memory is the sum over all processes, read from /proc: it needs Linux.
`--national` runs the whole command for 10,000 posters and shows memory at ten points. WeasyPrint needs Pango; without
it, only ours is run.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from ctypes.util import find_library
from pathlib import Path
from typing import Final, NamedTuple

from bench.poster_work import TODAY, write_wards

_JOBS: Final = 2
_PAUSE: Final = 0.1
_OURS: Final = (
    "import sys; from pathlib import Path; from msgspec import msgpack; from bench.poster_work import ours\n"
    "if __name__ == '__main__':\n"
    "    layouts = ours(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))\n"
    "    sheets = [sheet for layout in layouts for sheet in layout.sheets]\n"
    "    Path(sys.argv[4]).write_bytes(msgpack.encode(sheets))\n"
)
_COMMAND: Final = "import sys; from yousaid.cli.main import main\nif __name__ == '__main__':\n    main()\n"
_THEIRS: Final = (
    "import sys; from pathlib import Path; from msgspec import msgpack; from bench.poster_work import theirs\n"
    "from yousaid.rendering.posters.press import Sheet\n"
    "if __name__ == '__main__':\n"
    "    sheets = msgpack.decode(Path(sys.argv[1]).read_bytes(), type=list[Sheet])\n"
    "    done = theirs(sheets, Path(sys.argv[2]), int(sys.argv[3]))\n"
    "    full = sum(size == 0 for _, size in done)\n"
    "    ours, fit = sum(one.size for one in sheets), sum(size for _, size in done) / max(1, len(done) - full)\n"
    "    print(f'WeasyPrint: {len(done)} sheets, {sum(n for n, _ in done)} layouts, {full} do not fit on a page')\n"
    "    print(f'type on average: ours {ours / len(sheets):.1f} pt, WeasyPrint {fit:.1f} pt where it fits')\n"
)


class Run(NamedTuple):
    """What a run took."""

    wall: float
    """Seconds on the clock."""
    memory: tuple[tuple[float, float], ...]
    """Seconds since the start, and megabytes of all its processes then."""

    @property
    def peak(self) -> float:
        """The most megabytes at any time."""
        return max(megabytes for _, megabytes in self.memory)


def watch(code: str, *words: object) -> Run:
    """Run Python code in a process and return what it and all its children took. Raises when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, *map(str, words)], cwd=Path(__file__).parent.parent)
    memory = [(0.0, 0.0)]
    while process.poll() is None:
        memory.append((time.perf_counter() - start, tree_memory(process.pid)))
        time.sleep(_PAUSE)
    wall = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"a run ended with {process.returncode}")
    return Run(wall, tuple(memory))


def tree_memory(root: int) -> float:
    """Return the megabytes that a process and all below it hold; a page that several share is counted once."""
    held = 0.0
    found = [root]
    for number in found:
        folder = Path(f"/proc/{number}")
        try:
            memory = (folder / "smaps_rollup").read_text()
            found += [int(child) for task in folder.glob("task/*/children") for child in task.read_text().split()]
        except OSError:
            continue  # it has ended since
        held += sum(int(line.split()[1]) for line in memory.splitlines() if line.startswith("Pss:")) / 1024
    return held


def files_in(folder: Path) -> dict[str, int]:
    """Return each file below a folder with the time when it was written."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def compare(folder: Path, wards: int) -> None:
    """Print the posters of so many wards with both programs, and ours once more; say what it took."""
    content, cache, sheets = folder / "content", folder / "cache", folder / "sheets"
    write_wards(content, wards)
    first = watch(_OURS, content, cache, _JOBS, sheets)
    made = files_in(cache)
    again = watch(_OURS, content, cache, _JOBS, sheets)
    changed = sum(made.get(name) != at for name, at in files_in(cache).items())
    print(f"{wards} wards, A4 and A3, {_JOBS} jobs, cold: {first.wall:.1f} s, peak {first.peak:.0f} MB")
    print(f"again, unchanged: {again.wall:.1f} s, {changed} files made, peak {again.peak:.0f} MB")
    if importlib.util.find_spec("weasyprint") is None or find_library("pango-1.0") is None:
        print("WeasyPrint or Pango is not installed: nothing to compare with")
        return
    (folder / "theirs").mkdir()
    theirs = watch(_THEIRS, sheets, folder / "theirs", _JOBS)
    print(f"WeasyPrint with a fit loop: {theirs.wall:.1f} s, peak {theirs.peak:.0f} MB")
    print(f"ours is {theirs.wall / first.wall:.1f} times faster")


def national(folder: Path, wards: int) -> None:
    """Make the posters of very many wards by the command, with all its pages; show memory at ten points of the run."""
    content, output = folder / "content", folder / "posters"
    write_wards(content, wards)
    run = watch(_COMMAND, "posters", "--content", content, "--output", output, "--today", TODAY, "--jobs", _JOBS)
    print(f"{wards * 2:,} posters: {run.wall:.0f} s, peak {run.peak:.0f} MB")
    for part in range(10):
        tenth = [megabytes for at, megabytes in run.memory if part <= at / run.wall * 10 < part + 1]
        print(f"  {part * 10:3} to {part * 10 + 10} %: {max(tenth, default=0):5.0f} MB at most")


def main() -> None:
    """Run the bench from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wards", type=int, help="40 when nobody says; with --national, 5,000")
    parser.add_argument("--national", action="store_true", help="10,000 posters, and memory over time")
    parser.add_argument("--short", action="store_true", help="2 wards; with --national, 20")
    parser.add_argument("--folder", type=Path, help="where the content and the posters go")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        if asked.national:
            national(Path(name), 20 if asked.short else asked.wards or 5000)
        else:
            compare(Path(name), 2 if asked.short else asked.wards or 40)


if __name__ == "__main__":
    main()
