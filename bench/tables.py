"""A table of a million answers, read by yousaid, against Python's `csv.reader` merely going through the same file.

    python -m bench.tables --rows 1000000 --rounds 5
    python -m bench.tables --short

Prints medians, ratios and memory, and judges nothing. Each run is a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bench.speed import Cost, run

_LONG_AGO: Final = 1_000_000_000
"""A file that was written just now is not remembered, as it may be written again in the same tick of the clock."""
_WARDS: Final = 40
_FIRST: Final = date(2016, 10, 1)
_DAYS: Final = 3652
_ANSWERS: Final = ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know")
_WEIGHTS: Final = (60, 22, 6, 4, 3, 5)
_COMMENT: Final = (
    "staff were kind and the ward was clean but we waited long for the medicine to come up from the pharmacy parking "
    "was hard to find thank you to everybody on nights who brought tea and listened when I could not sleep"
)
_MERELY: Final = (
    "import csv, sys\n"
    "with open(sys.argv[1], encoding='utf-8', newline='') as file:\n"
    "    for row in csv.reader(file):\n"
    "        pass\n"
)
_TALLY: Final = (
    "import sys\n"
    "from yousaid.model.site import Tables\n"
    "from yousaid.reading.files import File\n"
    "from yousaid.reading.tables.kept import tally\n"
    "from yousaid.reading.tables.read import tally_table\n"
    "read = tally if sys.argv[2] == 'again' else tally_table\n"
    "table = read(File('feedback/answers.csv', sys.argv[1]), Tables())\n"
    "assert not table.problems and sum(sum(one.counts) for one in table.tallied) == int(sys.argv[3])\n"
)


def write_answers(path: Path, rows: int) -> None:
    """Write an export of ten years with a row for each answer: day, ward, answer, comment. It is always the same."""
    words = _COMMENT.split()
    chance = random.Random(7)  # noqa: S311 - no secret
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Response date", "Ward", "Response", "Comment"])
        for _ in range(rows):
            day = _FIRST + timedelta(days=chance.randrange(_DAYS))
            comment = " ".join(chance.choices(words, k=chance.randrange(30)))
            answer = chance.choices(_ANSWERS, _WEIGHTS)[0]
            writer.writerow([f"{day:%d/%m/%Y}", f"Ward {chance.randrange(_WARDS) + 1}", answer, comment])
    os.utime(path, (_LONG_AGO, _LONG_AGO))


def measure(table: Path, rows: int, rounds: int) -> dict[str, list[Cost]]:
    """Return what each way of reading took, round by round."""
    ways = {"csv.reader": [_MERELY], "yousaid": [_TALLY, "new"], "yousaid, unchanged": [_TALLY, "again"]}
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    run([sys.executable, "-c", _TALLY, str(table), "again", str(rows)], table.parent)
    for _ in range(rounds):
        for name, (code, *how) in ways.items():
            costs[name].append(run([sys.executable, "-c", code, str(table), *how, str(rows)], table.parent))
    return costs


def report(costs: dict[str, list[Cost]]) -> str:
    """Return the medians as lines of text, each with its ratio to `csv.reader`."""
    middle = {name: statistics.median(cost.wall for cost in every) for name, every in costs.items()}
    base = middle["csv.reader"]
    return "\n".join(
        f"{name:20}{middle[name]:8.2f} s{middle[name] / base:8.2f} x csv.reader"
        f"{max(cost.peak for cost in every):8.0f} MB"
        for name, every in costs.items()
    )


def main() -> None:
    """Write the table, read it, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--short", action="store_true", help="20,000 rows and one round")
    parser.add_argument("--folder", type=Path, help="where the table is written")
    asked = parser.parse_args()
    rows, rounds = (20_000, 1) if asked.short else (asked.rows, asked.rounds)
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        table = Path(folder) / "answers.csv"
        write_answers(table, rows)
        print(f"{rows:,} rows, {table.stat().st_size / 1e6:.0f} MB, {rounds} rounds")
        print(report(measure(table, rows, rounds)))


if __name__ == "__main__":
    main()
