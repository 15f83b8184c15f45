"""FFT tables: the right figures or a problem that names the cell, and never a silently wrong count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.reading.tables.table import CASES, WIDE, WILLOW, Case
from tests.sites import write
from yousaid.figures.fft import ANSWERS
from yousaid.pipeline.readiness import read_and_check
from yousaid.problems import KINDS
from yousaid.reading.library import read_library

SITE = """\
organisation:
  name: Teaselbridge NHS Trust
  code: RXX
contact:
  name: Patient Experience Team
audiences:
  - id: patients
    name: Patients and carers
    title: You said, we did
tables:
  figures_for: [patients]
"""
PLACES = """\
- id: general
  name: The General
  kind: site
- id: kestrel
  name: Kestrel
  kind: site
- id: willow
  name: Willow Ward
  parent: general
  aliases: [Ward 7, Willow]
- id: maple
  name: Maple
  parent: general
- id: cafe
  name: Café Ward
- id: g1
  name: Ward 1
  parent: general
- id: k1
  name: Ward 1
  parent: kestrel
"""


def project(folder: Path, case: Case) -> Path:
    """Write a project with one table, and return its content folder."""
    files = {"site.yaml": SITE + case.settings, "places.yaml": PLACES, f"feedback/{case.file}": case.content}
    return write(folder, files)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_table_gives_its_figures_and_its_problems(case: Case, tmp_path):
    """All figures, and row, code and cell of all problems, in one run."""
    reading = read_library(project(tmp_path, case))
    found = {
        (one.place, one.period): tuple(getattr(one.fft, name) for name in ANSWERS) for one in reading.library.summaries
    }
    assert found == case.figures
    assert [(one.line, one.code) for one in reading.problems] == [(row, code) for row, code, _ in case.problems]
    for problem, (_, _, words) in zip(reading.problems, case.problems, strict=True):
        assert words in problem.message
        assert problem.code in KINDS
        assert problem.message.endswith(".")
        assert problem.hint


def test_the_table_is_large():
    """At least 90 tables, each with a name of its own."""
    assert len({case.name for case in CASES}) == len(CASES) >= 90


def test_a_month_that_has_not_come_is_named_with_its_row(tmp_path):
    """The figures of next month are held back, and those of this month are used."""
    case = Case("", WIDE + "Willow,2025-10,1,1,1,1,1,1\nWillow,2025-11,1,1,1,1,1,1\nWillow,2025-12,1,1,1,1,1,1\n")
    library, problems = read_and_check(project(tmp_path, case), date(2025, 11, 30))
    assert [one.period for one in library.summaries] == ["2025-10", "2025-11"]
    assert [(one.path, one.line, one.code) for one in problems] == [("feedback/fft.csv", 4, "YS607")]


def test_the_caret_stands_under_the_cell(tmp_path):
    """Fails when line, column and excerpt of a problem do not belong together."""
    case = Case("", WIDE + "Willow,2025-10,12,3,oops,1,0,2\n")
    (problem,) = read_library(project(tmp_path, case)).problems
    assert problem.excerpt[problem.column - 1 :].startswith("oops | 1")
    assert problem.message == "Cell E2 (Neither good nor poor) holds “oops”, which is not a count."
    assert problem.hint == "Write a whole number in figures, as 12."


def test_what_is_near_is_named_but_numbers_are_no_slips(tmp_path):
    """Ward 8 is not a slip for Ward 7, but Wilow Ward is one for Willow Ward."""
    case = Case("", WIDE + "Ward 8,2025-10,1,1,1,1,1,1\nWilow Ward,2025-10,1,1,1,1,1,1\n")
    first, second = read_library(project(tmp_path, case)).problems
    assert "Did you mean" not in first.hint
    assert second.hint == "Did you mean “Willow Ward”? Then write “Wilow Ward” under its aliases."


def test_a_guess_is_offered_and_not_used(tmp_path):
    """A heading that is nearly right is named with what to write, and no figure is read by it."""
    case = Case("", WIDE.replace("Ward", "Wrad") + "Willow,2025-10,1,1,1,1,1,1\n")
    reading = read_library(project(tmp_path, case))
    assert reading.library.summaries == ()
    assert "Perhaps “Wrad” is meant: then write “Wrad: ward” there." in reading.problems[0].hint


def test_without_a_word_about_who_may_see_them_nobody_may(tmp_path):
    """Figures of a table are for nobody until site.yaml says for whom."""
    content = project(tmp_path, Case("", WIDE + "Willow,2025-10,1,1,1,1,1,1\n"))
    write(content, {"site.yaml": SITE.partition("tables:")[0]})
    reading = read_library(content)
    assert reading.library.summaries == ()
    assert [problem.code for problem in reading.problems] == ["YS401"]
    assert "figures_for" in reading.problems[0].hint


def test_figures_in_two_files_are_counted_in_neither(tmp_path):
    """A table and a summary about the same place and month are both named; other months and what people said stay."""
    content = project(tmp_path, Case("", WIDE + "Willow,2025-10,1,1,1,1,1,1\nWillow,2025-09,1,1,1,1,1,1\n"))
    counts = "".join(f"  {name}: 2\n" for name in ANSWERS)
    said = "heard:\n  - {theme: discharge, said: It took long.}\n"
    text = f"place: willow\nperiod: 2025-10\naudiences: [patients]\nfft:\n{counts}{said}"
    write(content, {"feedback/willow.yaml": text})
    reading = read_library(content)
    assert [(one.period, one.fft is None, len(one.heard)) for one in reading.library.summaries] == [
        ("2025-09", False, 0),
        ("2025-10", True, 1),
    ]
    assert [(one.path, one.code) for one in reading.problems] == [
        ("feedback/fft.csv", "YS511"),
        ("feedback/willow.yaml", "YS511"),
    ]


def test_the_same_figures_in_two_files_are_counted_once(tmp_path):
    """A month that was imported earlier and stands in the new export as well; what else was written stays."""
    content = project(tmp_path, Case("", WIDE + "Willow,2025-10,2,2,2,2,2,2\nWillow,2025-09,1,1,1,1,1,1\n"))
    counts = "".join(f"  {name}: 2\n" for name in ANSWERS)
    heard = "heard:\n  - {theme: discharge, said: It took long.}\n"
    text = f"place: willow\nperiod: 2025-10\naudiences: [patients]\nfft:\n{counts}{heard}"
    write(content, {"feedback/willow.yaml": text})
    reading = read_library(content)
    assert [(one.path, one.line, one.code) for one in reading.problems] == [("feedback/fft.csv", 2, "YS512")]
    assert [(one.period, one.fft.good, len(one.heard)) for one in reading.library.summaries] == [
        ("2025-09", 1, 0),
        ("2025-10", 2, 1),
    ]


def test_every_mistake_of_a_kind_is_told_a_hundred_times_at_most(tmp_path):
    """A million wrong cells do not drown everything else."""
    rows = "".join(f"Willow,2025-10,x{number},1,1,1,1,1\n" for number in range(300))
    reading = read_library(project(tmp_path, Case("", WIDE + rows + "Maple,2025-10,12,3,0,1,0,2\n")))
    assert len(reading.problems) == 100
    assert {one.place for one in reading.library.summaries} == {"maple"}
    assert WILLOW.keys() == {("willow", "2025-10")}
