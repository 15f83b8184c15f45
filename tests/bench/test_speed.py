"""The bench measures what it says it measures."""

from __future__ import annotations

import os
import sys

import pytest
from bench.speed import Cost, median, report, run

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="the bench needs Linux or macOS")


def test_a_run_counts_what_its_children_do(tmp_path):
    """Breaks when work moves to a second process and is no longer counted."""
    work = "sum(range(30_000_000))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    nothing = run([sys.executable, "-c", "pass"], tmp_path)
    cost = run([sys.executable, "-c", code], tmp_path)
    assert cost.cpu > 2 * nothing.cpu
    assert cost.wall > 0


def test_memory_is_that_of_the_largest_process(tmp_path):
    """Breaks when the unit is wrong, or a child's memory is not seen."""
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'b\"x\" * 200_000_000'], check=True)"
    assert 190 < run([sys.executable, "-c", code], tmp_path).peak < 300


def test_a_failing_program_is_no_figure(tmp_path):
    """Breaks when a build that stops at once counts as a quick one."""
    with pytest.raises(RuntimeError, match="no such story"):
        run([sys.executable, "-c", "raise SystemExit('no such story')"], tmp_path)


def test_figures_are_medians_and_ratios(capsys):
    """Breaks when a mean, or the wrong base, gets into the table."""
    hugo = [Cost(2.0, 4.0, 100.0), Cost(20.0, 4.0, 90.0), Cost(2.0, 4.0, 90.0)]
    ours = [Cost(1.0, 3.0, 50.0), Cost(1.0, 3.0, 60.0), Cost(1.0, 3.0, 40.0)]
    assert median(hugo) == Cost(2.0, 4.0, 100.0)
    report({"hugo, three times": hugo, "yousaid, three sites": ours})
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert last[-3:] == ["60", "0.50", "0.75"]
