"""What FFT figures and charts add to a build: 200 wards and 36 months, with and without their table.

    python -m bench.figures --wards 200 --months 36 --rounds 3
    python -m bench.figures --short

Builds the same project twice in turn: once without feedback, once with a table of FFT answers that every ward's page
draws. Prints medians and the difference, and judges nothing. Each build goes to a new folder.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.speed import run

_TODAY: Final = "2026-11-23"
_SITE: Final = """\
organisation: {name: Bench NHS Trust}
contact: {name: Patient Experience Team, phone: 01632 960 140}
audiences:
  - {id: patients, name: Patients, title: You said, posters: {kinds: []}}
  - {id: staff, name: Staff, title: You said, public: false, reports: [loop, my-ward], posters: {kinds: []}}
  - {id: board, name: Board, title: You said, public: false, reports: [loop], posters: {kinds: []}}
tables: {figures_for: [patients, staff, board]}
"""


def write_project(content: Path, wards: int) -> None:
    """Write a trust of ten sites with so many wards, and a story for each ward."""
    (content / "stories").mkdir(parents=True)
    (content / "site.yaml").write_text(_SITE, encoding="utf-8")
    places = [f"- {{id: site-{number}, name: Site {number}, kind: site}}" for number in range(10)]
    places += [f"- {{id: ward-{number}, name: Ward {number}, parent: site-{number % 10}}}" for number in range(wards)]
    (content / "places.yaml").write_text("\n".join(places) + "\n", encoding="utf-8")
    for number in range(wards):
        text = (
            f"---\ntitle: A story of ward {number}\nplace: ward-{number}\naudiences: [patients, staff, board]\n"
            f"date: 2026-10-01\nyou_said: It is too noisy.\nwe_did: We closed the doors.\n---\n"
        )
        (content / "stories" / f"story-{number}.md").write_text(text, encoding="utf-8")


def write_table(content: Path, wards: int, months: int) -> None:
    """Write the FFT answers of all wards and months as a trust's system gives them out; always the same ones."""
    chance = random.Random(3)  # noqa: S311 - no secret
    rows = ["Ward,Month,Very good,Good,Neither good nor poor,Poor,Very poor,Don't know"]
    for at in range(months):
        month = (2023 * 12 + 10 + at) // 12, (10 + at) % 12 + 1
        for number in range(wards):
            counts = [chance.randrange(20, 60), chance.randrange(5, 20), *(chance.randrange(6) for _ in range(4))]
            rows.append(f"Ward {number},{month[0]}-{month[1]:02},{','.join(map(str, counts))}")
    (content / "feedback").mkdir()
    (content / "feedback" / "fft.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """Build both projects in turn, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wards", type=int, default=200)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="10 wards, 14 months and one round")
    parser.add_argument("--folder", type=Path, help="where the projects and the sites go")
    asked = parser.parse_args()
    wards, months, rounds = (10, 14, 1) if asked.short else (asked.wards, asked.months, asked.rounds)
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name)
        for kind in ("without", "with"):
            write_project(folder / kind, wards)
        write_table(folder / "with", wards, months)
        walls: dict[str, list[float]] = {"without": [], "with": []}
        peak = 0.0
        for number in range(rounds):
            for kind, taken in walls.items():
                output = str(folder / f"{kind}-{number}")
                words = ["build", "--content", str(folder / kind), "--output", output, "--today", _TODAY]
                cost = run([sys.executable, "-m", "yousaid", *words], folder)
                taken.append(cost.wall)
                peak = max(peak, cost.peak)
        middle = {kind: statistics.median(taken) for kind, taken in walls.items()}
        print(f"{wards} wards, {months} months, three sites, {rounds} rounds")
        print(f"without figures {middle['without']:6.2f} s")
        print(
            f"with figures    {middle['with']:6.2f} s, {middle['with'] - middle['without']:.2f} s more, {peak:.0f} MB"
        )


if __name__ == "__main__":
    main()
