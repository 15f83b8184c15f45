"""Law 1: nobody can tell from one audience's site whether content for others exists."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.trees import differences, tree
from yousaid.cli.report import TerminalProgress
from yousaid.pipeline.build import build
from yousaid.pipeline.request import Request

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.xdist_group("demonstration")


def build_patients(content: Path, output: Path) -> dict[str, bytes]:
    """Build the patients' site alone and return its files."""
    request = Request(content=content, output=output, today=TODAY, audiences=("patients",), jobs=2)
    assert build(request, TerminalProgress()).errors == 0
    return tree(output / "patients")


def without_others(content: Path) -> None:
    """Take out of a copy of the demonstration everything that is not for patients, down to the settings."""
    for path in sorted(content.glob("stories/**/*.md")) + sorted(content.glob("pages/*.md")):
        head, body = _split(path)
        if "audiences" not in head:
            continue  # a translation: it goes when its story goes
        if "patients" not in head["audiences"]:
            for one in path.parent.glob(f"{path.stem}*.md"):
                one.unlink()
            continue
        path.write_text(f"---\n{_dump(_cut(head))}---\n{_unfenced(body)}", encoding="utf-8")
    for path in sorted(content.glob("stories/**/*.yaml")) + sorted(content.glob("feedback/*.yaml")):
        records = _load(path.read_text("utf-8"))
        many = records if isinstance(records, list) else [records]
        kept = [_cut(one) for one in many if "patients" in one["audiences"]]
        if kept:
            path.write_text(_dump(kept if isinstance(records, list) else kept[0]), encoding="utf-8")
        else:
            path.unlink()
    settings = _load((content / "site.yaml").read_text("utf-8"))
    settings["audiences"] = [one for one in settings["audiences"] if one["id"] == "patients"]
    settings["tables"]["figures_for"] = ["patients"]
    (content / "site.yaml").write_text(_dump(settings), encoding="utf-8")


def test_the_patients_site_does_not_change_when_everything_else_is_removed(tmp_path: Path) -> None:
    """Pages, search, feeds, data and posters are the same bytes without a word for staff or the board."""
    whole = build_patients(ROOT / "content", tmp_path / "whole")
    alone = tmp_path / "alone" / "content"
    shutil.copytree(ROOT / "content", alone)
    without_others(alone)
    only = build_patients(alone, tmp_path / "only")
    assert differences(whole, only) == []
    assert sum(path.endswith(".pdf") for path in whole) > 20
    assert sum(path.startswith("stories/") for path in whole) > 30


def _split(path: Path) -> tuple[dict[str, object], str]:
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    return _load(head), body


def _load(text: str) -> object:
    return yaml.load(text, Loader=yaml.BaseLoader)


def _dump(data: object) -> str:
    return yaml.dump(data, allow_unicode=True, sort_keys=False, width=10_000, default_style='"')


def _cut(record: dict[str, object]) -> dict[str, object]:
    """Return a record for patients only: no other audience is named, and nothing of theirs is in it."""
    cut = {**record, "audiences": ["patients"]}
    for key in ("quotes", "photos", "actions"):
        if key in cut:
            kept = [one for one in cut[key] if "patients" in one.get("audiences", ["patients"])]
            cut[key] = [{name: value for name, value in one.items() if name != "audiences"} for one in kept]
    return cut


def _unfenced(body: str) -> str:
    """Return a body without the fences for others; a fence that also names patients stays."""
    lines, inside, ours = [], False, True
    for line in body.split("\n"):
        if line.startswith(":::"):
            inside = not inside
            ours = not inside or "patients" in line
            if inside and ours:
                lines.append("::: patients")
            elif not inside and lines and lines[-1] != "":
                lines.append(":::") if _open(lines) else None
            continue
        if ours:
            lines.append(line)
    return "\n".join(lines)


def _open(lines: list[str]) -> bool:
    """Return whether a fence is still open."""
    return sum(line.startswith(":::") for line in lines) % 2 == 1
