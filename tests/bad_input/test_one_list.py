"""One list of problems: what `build` tells, `check` and `build --dry-run` tell before it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.bad_input.table import CASES, GOOD, Case
from tests.sites import files_of, write
from tests.trees import tree
from yousaid.cli.main import cli

OF_THE_OUTPUT = {"YS802", "YS803", "YS806", "YS807"}
"""What is wrong with the output folder itself: only a build looks at it."""

PLANNED = """\
-- content/stories/dead-link.md --
---
title: A dead link
audiences: [patients]
date: 2026-10-01
---
See [this](nowhere.html).
-- content/stories/letters.md --
---
title: A story with a letter of no font
audiences: [patients]
date: 2026-10-01
you_said: The sign said \U00012000.
---
-- content/stories/first.md --
---
title: The first
audiences: [patients]
date: 2026-10-01
aliases: [same]
you_said: Something was wrong.
we_did: It was put right.
---
-- content/stories/second.md --
---
title: The second
audiences: [patients]
date: 2026-10-01
aliases: [same]
you_said: Another thing was wrong.
we_did: It was put right.
---
-- content/stories/long.md --
---
title: Too long for a poster
audiences: [patients]
date: 2026-10-01
you_said: LONG
---
""".replace("LONG", "It is far too loud at night for anybody who would like to sleep. " * 60)


def told(folder: Path, *words: str) -> set[str]:
    """Run a command in a folder; return each problem that it tells, as text."""
    result = CliRunner().invoke(cli, [*words, "--format", "json", "--today", "2026-11-23", "--jobs", "1"])
    found = json.loads(result.stdout)["problems"]
    assert result.exit_code == int(any(one["severity"] == "error" for one in found))
    return {json.dumps(one, sort_keys=True) for one in found if one["code"] not in OF_THE_OUTPUT}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all projects are built into, one after the other: what is alike is printed once."""
    return tmp_path_factory.mktemp("output") / "site"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_check_tells_what_build_tells(
    case: Case, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A problem that only a build finds, or that only a check tells, fails here."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "content", case.project)
    before = tree(tmp_path)
    checked = told(tmp_path, "check")
    assert tree(tmp_path) == before
    assert checked == told(tmp_path, "build", "--output", str(output))


THEME = {"themes/mine/theme.yaml": "name: Mine\nbased_on: clear\n"}
PROJECTS: dict[str, dict[str, str]] = {
    "what planning and laying out find": files_of(PLANNED),
    "a page of a theme": {**THEME, "themes/mine/templates/home.html": "{{ nothing_of_that_name }}\n"},
    "the poster of a theme": {**THEME, "themes/mine/templates/posters/sheet.typ": "#panic()\n"},
    "a theme that is not there": {},
    "a font that is none": {"fonts/Mine.ttf": "no font"},
}


@pytest.mark.parametrize("name", PROJECTS)
def test_what_only_a_build_came_upon_is_told_by_check(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dead links, letters without a font, too many words, one address for two, faults of themes and fonts."""
    monkeypatch.chdir(tmp_path)
    site = str(GOOD["site.yaml"])
    if "theme" in name:
        site = site.replace("    title: You said, we did\n", "    title: You said, we did\n    theme: mine\n", 1)
    write(tmp_path / "content", {**GOOD, "site.yaml": site})
    write(tmp_path, PROJECTS[name])
    before = tree(tmp_path)
    checked = told(tmp_path, "check")
    assert tree(tmp_path) == before
    assert checked == told(tmp_path, "build", "--dry-run")
    assert tree(tmp_path) == before
    assert checked == told(tmp_path, "build")
    codes = {json.loads(one)["code"] for one in checked}
    if name == "what planning and laying out find":
        assert {"YS508", "YS509", "YS701", "YS702"} <= codes | {"YS703"}
        assert {"YS508", "YS509", "YS702"} <= codes
    else:
        assert codes & {"YS804", "YS805", "YS810"}
