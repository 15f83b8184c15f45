"""Every broken project of the table gives exactly its problems when it is read."""

from __future__ import annotations

import pytest

from tests.bad_input.table import CASES, GOOD, Case
from tests.sites import write
from yousaid.problems import KINDS
from yousaid.reading.library import read_library


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_project_gives_its_problems(case: Case, tmp_path):
    """Path, line and code of all problems, in one run."""
    reading = read_library(write(tmp_path, case.project))
    assert sorted((one.path, one.line, one.code) for one in reading.problems) == sorted(case.expected)
    for problem in reading.problems:
        assert problem.code in KINDS
        assert problem.message.endswith(".")
        assert problem.hint


def test_the_table_is_large_enough():
    """At least 60 broken projects, each with a name of its own."""
    assert len({case.name for case in CASES}) == len(CASES) >= 60


def test_the_good_project_is_good(tmp_path):
    """What the cases are laid over has no problem itself."""
    reading = read_library(write(tmp_path, GOOD))
    assert reading.problems == ()
    assert reading.library is not None
    assert len(reading.library.stories) == 1
