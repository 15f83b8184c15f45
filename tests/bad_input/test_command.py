"""Every broken project of the table through the command: told in full, with exit code 1, and no site is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.bad_input.table import CASES, GOOD, Case
from tests.builds import build_site
from tests.sites import write
from tests.trees import tree
from yousaid.cli.main import cli
from yousaid.problems import KINDS, Severity


@pytest.fixture(scope="module")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the good project once and return its folder."""
    folder = tmp_path_factory.mktemp("good")
    assert build_site(write(folder / "content", GOOD)).errors == 0
    return folder / "site"


def is_error(case: Case) -> bool:
    """Return whether a case has an error, and not only warnings."""
    return any(KINDS[code].severity is Severity.ERROR for _, _, code in case.expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_project_is_told_and_nothing_is_lost(
    case: Case, good_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The right file, line and code, exit code 1, no traceback, and the site from before is as it was."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "content", case.project)
    shutil.copytree(good_site, tmp_path / "site")
    before = tree(tmp_path / "site")
    asked = ["build", "--strict"] if is_error(case) else ["check"]
    result = CliRunner().invoke(cli, [*asked, "--format", "json", "--today", "2026-11-23"], catch_exceptions=False)
    found = {(one["path"], one["line"], one["code"]) for one in json.loads(result.stdout)["problems"]}
    assert set(case.expected) <= found
    assert result.exit_code == int(is_error(case))
    assert tree(tmp_path / "site") == before
