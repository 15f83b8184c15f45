"""Series: sorted by month however they were written; a month twice, and months among years, are errors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sites import site
from yousaid.model.library import Library
from yousaid.pipeline.readiness import read_and_check
from yousaid.problems import Problem

TODAY = date(2026, 11, 20)
STORY = "---\ntitle: A title\ndate: 2026-11-02\naudiences: [patients]\nmeasures:\n  - name: Calls\n    series:\n"
SUMMARY = "audiences: [patients]\nperiod: 2026-10\ntitle: Calls\nmeasures:\n  - name: Calls\n    series:\n"


def read(tmp_path: Path, periods: list[str], kind: str = "story") -> tuple[Library, list[Problem]]:
    """Return a project with a series of these periods, valued 0, 1, 2 in their written order, and its problems."""
    points = "".join(f"      - {{period: {one}, value: {at}}}\n" for at, one in enumerate(periods))
    path = "stories/x.md" if kind == "story" else "feedback/x.yaml"
    text = f"{STORY}{points}---\n" if kind == "story" else SUMMARY + points
    library, problems = read_and_check(site(tmp_path, more={path: text}), TODAY)
    assert library is not None
    return library, [one for one in problems if one.path == path]


@pytest.mark.parametrize("kind", ["story", "summary"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations(["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]))
def test_however_it_is_written_the_oldest_comes_first(tmp_path: Path, kind: str, periods: list[str]) -> None:
    """Fails when stories or summaries keep the order of the file, or values part from their months."""
    library, problems = read(tmp_path, periods, kind)
    assert problems == []
    every = [*library.stories, *library.summaries]
    (series,) = [measure.series for one in every for measure in one.measures]
    assert [one.period for one in series] == sorted(periods)
    assert [one.value for one in series] == [periods.index(one) for one in sorted(periods)]


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        (["2026-01", "2026-02", "2026-01"], [(10, "YS624", "January 2026 stands twice in this series: see line 8.")]),
        (
            ["2026-01", "2026-01", "2026-01"],
            [
                (9, "YS624", "January 2026 stands twice in this series: see line 8."),
                (10, "YS624", "January 2026 stands twice in this series: see line 8."),
            ],
        ),
        (["2024", "2025", "2024"], [(10, "YS624", "2024 stands twice in this series: see line 8.")]),
        (["2025", "2026-01"], [(9, "YS625", "This series has months and years: “2025” and “2026-01”.")]),
        (
            ["2026-01", "2025", "2024", "2026-01"],
            [
                (9, "YS625", "This series has months and years: “2026-01” and “2025”."),
                (11, "YS624", "January 2026 stands twice in this series: see line 8."),
            ],
        ),
        (
            ["2026-10", "2062-03", "2026-09"],
            [(9, "YS621", "This is a figure of March 2062, and that has not come yet.")],
        ),
        (["2027-01", "2026-12"], [(8, "YS621", None), (9, "YS621", None)]),
    ],
)
def test_what_no_chart_can_be_drawn_from(
    tmp_path: Path, periods: list[str], found: list[tuple[int, str, str | None]]
) -> None:
    """Fails when a month twice, a month among years or a month ahead is passed over, or told at the wrong line."""
    library, problems = read(tmp_path, periods)
    assert [
        (one.line, one.code, one.message if said else None) for one, (_, _, said) in zip(problems, found, strict=True)
    ] == found
    assert [one.slug for one in library.stories] == ["quieter-nights"]


def test_new_limits_may_begin_at_any_figure_but_the_oldest(tmp_path: Path) -> None:
    """Fails when what comes first in the file, and not in time, is taken for the oldest."""
    rebase = "    rebase: [{{period: {}, why: We moved.}}]\n"
    points = "      - {period: 2026-03, value: 1}\n      - {period: 2026-02, value: 2}\n"
    for period, codes in (("2026-03", []), ("2026-02", ["YS306"])):
        text = STORY + points + rebase.format(period) + "---\n"
        _, problems = read_and_check(site(tmp_path, more={"stories/x.md": text}), TODAY)
        assert [one.code for one in problems if one.path == "stories/x.md"] == codes
