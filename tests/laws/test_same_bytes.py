"""Law 3: the same input gives the same bytes on any machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.trees import differences, tree

pytestmark = pytest.mark.xdist_group("demonstration")


def run_build(content: Path, output: Path, jobs: int, **environment: str) -> None:
    """Build in a process of its own, in that environment."""
    subprocess.run(
        [
            *(sys.executable, "-m", "yousaid.cli.main", "build"),
            *("--content", str(content), "--output", str(output)),
            *("--today", "2026-11-23", "--jobs", str(jobs), "--audience", "staff", "--audience", "board"),
        ],
        env={**os.environ, **environment},
        cwd=output.parent,
        check=True,
        capture_output=True,
    )


def test_another_folder_time_zone_locale_and_hash_seed_change_nothing(tmp_path: Path) -> None:
    """Two builds of the staff's and the board's sites, as different as two machines can be, are equal."""
    here, there = tmp_path / "here", tmp_path / "a folder with spaces" / "ŵ"
    here.mkdir()
    there.mkdir(parents=True)
    moved = there / "content"
    shutil.copytree(ROOT / "content", moved)
    run_build(ROOT / "content", here / "site", 2, TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    run_build(moved, there / "out", 1, TZ="Pacific/Kiritimati", PYTHONHASHSEED="77", LC_ALL="tr_TR.UTF-8")
    one, other = tree(here / "site"), tree(there / "out")
    assert differences(one, other) == []
    assert sum(path.endswith(".pdf") for path in one) >= 10
