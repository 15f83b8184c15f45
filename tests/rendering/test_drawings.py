"""Charts of before and after, of statuses and of themes: true to the figures, and every figure is told."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.builds import build_site
from tests.records import PATIENTS, TODAY, edition
from tests.records import story as a_story
from tests.sites import site, story
from yousaid.figures.days import last_months
from yousaid.model.edition import VisibleStory
from yousaid.model.feedback import FeedbackSummary, ThemeHeard
from yousaid.model.states import Status
from yousaid.model.story import Action, Measure
from yousaid.rendering.changes import Change, change_of
from yousaid.rendering.spoken import spoken_of
from yousaid.rendering.standing import standing_of

VALUES = st.floats(-1e6, 1e6).map(lambda value: round(value, 2))
MONTHS = [f"2025-{month:02}" for month in range(10, 13)] + [f"2026-{month:02}" for month in range(1, 13)]
MADE = st.builds(
    lambda month, statuses: (month, statuses),
    st.sampled_from(MONTHS),
    st.lists(st.sampled_from(list(Status)), max_size=4),
)


def drawn(before: float, after: float, unit: str = "") -> Change:
    """Return the drawing of a measure."""
    change = change_of(Measure(name="Waits", before=before, after=after, unit=unit))
    assert change is not None
    return change


def visible(*made: tuple[str, list[Status]]) -> list[VisibleStory]:
    """Return stories of those months, each with actions of those statuses."""
    stories = []
    for number, (month, statuses) in enumerate(made):
        actions = tuple(Action(text="It.", status=one, why="a", who_decides="b", instead="c") for one in statuses)
        stories.append(a_story(slug=f"s{number}", date=date.fromisoformat(f"{month}-09"), actions=actions))
    return list(edition(*stories).stories)


def test_the_last_months_end_with_that_of_the_day() -> None:
    """Fails when a year's end is stepped over wrongly."""
    assert last_months(date(2026, 2, 28), 4) == ("2025-11", "2025-12", "2026-01", "2026-02")


@given(VALUES, VALUES)
def test_bars_are_as_long_as_their_values(before: float, after: float) -> None:
    """Fails when a bar does not start at nothing, is not in proportion, or runs out of the drawing."""
    change = drawn(before, after)
    longest = max(bar.width for bar in change.bars)
    most = max(abs(before), abs(after))
    for bar, value in zip(change.bars, (before, after), strict=True):
        assert bar.value == value
        assert bar.width * most == pytest.approx(abs(value) * longest, abs=0.11 * max(most, 1))
        assert change.zero == pytest.approx(bar.x + bar.width if value < 0 else bar.x, abs=0.11)
        assert -0.11 <= bar.x <= bar.x + bar.width <= change.width + 0.11
        assert 0 < bar.y < bar.y + change.bar < change.height


@pytest.mark.parametrize(
    ("before", "after", "unit", "whole", "widths"),
    [
        (52, 23, "%", True, [187.2, 82.8]),
        (0, 0, "%", True, [0, 0]),
        (0, 0, "minutes", False, [0, 0]),
        (310, 155, "minutes", False, [360, 180]),
        (120, 60, "%", False, [360, 180]),
        (-10, 30, "", False, [90, 270]),
    ],
)
def test_a_share_is_measured_against_the_whole(
    before: float, after: float, unit: str, widths: list[float], *, whole: bool
) -> None:
    """Fails when 23% fills a drawing, or when what is no share is held against 100."""
    change = drawn(before, after, unit)
    assert (change.whole, [bar.width for bar in change.bars]) == (whole, widths)


def test_one_value_is_no_change() -> None:
    """Fails when something is drawn for a measure that was taken once."""
    assert change_of(Measure(name="Waits", before=3)) is None
    assert change_of(Measure(name="Waits", after=3)) is None


@given(st.lists(MADE, max_size=25))
def test_columns_are_as_high_as_their_months_and_hold_every_status(made: list[tuple[str, list[Status]]]) -> None:
    """Fails when a block is out of proportion, out of the drawing or lost, or an older month is drawn."""
    standing = standing_of(visible(*made), TODAY)
    months = last_months(TODAY, 12)
    wanted = [str(one) for month, statuses in made if month in months for one in statuses or ["heard"]]
    if standing is None:
        assert wanted == []
        return
    assert [column.month for column in standing.columns] == list(months)
    assert sum(column.total for column in standing.columns) == len(wanted) == sum(standing.totals)
    assert dict(zip(standing.statuses, standing.totals, strict=True)) == {one: wanted.count(one) for one in set(wanted)}
    ground, top = standing.ticks[0], standing.ticks[-1]
    one_thing = (ground.y - top.y) / top.value
    assert max(column.total for column in standing.columns) <= top.value
    assert 3 <= len(standing.ticks) <= 6 or top.value <= 2
    for column in standing.columns:
        assert standing.left <= column.x < column.middle < column.x + standing.column <= standing.right
        foot = ground.y
        counts = dict(zip(standing.statuses, column.counts, strict=True))
        assert {one: count for one, count in counts.items() if count} == {
            block.status: round(block.height / one_thing) for block in column.blocks
        }
        for block in column.blocks:
            assert block.height == pytest.approx(counts[block.status] * one_thing, abs=0.11)
            assert block.y + block.height == pytest.approx(foot, abs=0.11)
            foot = block.y
        assert column.top == foot


def test_themes_stand_in_the_order_of_the_register() -> None:
    """Fails when the most frequent comes first, an old story is counted, or a summary is not."""
    stories = (
        a_story(slug="a", date=date(2026, 10, 1), themes=("discharge", "parking")),
        a_story(slug="b", date=date(2026, 9, 1), themes=("parking",)),
        a_story(slug="c", date=date(2025, 11, 30), themes=("parking", "medication")),
    )
    heard = (ThemeHeard(theme="parking", said="Full."), ThemeHeard(theme="parking", said="Dear."))
    summaries = tuple(
        FeedbackSummary(audiences=(audience,), period=period, heard=heard)
        for audience, period in (("patients", "2026-08"), ("staff", "2026-08"), ("patients", "2025"))
    )
    spoken = spoken_of(edition(*stories, audience=PATIENTS, summaries=summaries))
    assert spoken is not None
    assert [(bar.name, bar.stories, bar.summaries, bar.count) for bar in spoken.bars] == [
        ("Discharge", 1, 0, 1),
        ("Parking", 2, 1, 3),
    ]
    small, large = spoken.bars
    assert large.width == pytest.approx(3 * small.width, abs=0.2)
    assert small.bar + spoken.thick < large.y < spoken.height
    assert spoken_of(replace(edition(), today=date(2026, 11, 23))) is None


@given(st.lists(st.integers(0, 60), min_size=1, max_size=4))
def test_bars_of_themes_are_in_proportion_and_in_the_drawing(counts: list[int]) -> None:
    """Fails when a bar is out of proportion or leaves no room for its number."""
    ids = ("feeling-safe", "staff-manner", "discharge", "being-kept-informed")
    stories = [
        a_story(slug=f"{theme}-{number}", date=date(2026, 10, 1), themes=(theme,))
        for theme, count in zip(ids, counts, strict=False)
        for number in range(count)
    ]
    spoken = spoken_of(edition(*stories))
    if spoken is None:
        assert sum(counts) == 0
        return
    longest = max(bar.width for bar in spoken.bars)
    for bar in spoken.bars:
        assert bar.width == pytest.approx(longest * bar.count / max(counts), abs=0.11)
        assert bar.width < spoken.width - 40
        assert bar.y + (len(bar.lines) - 1) * spoken.line < bar.bar < spoken.height - spoken.thick + 1
        assert " ".join(bar.lines) == bar.name


SITE = {
    "stories/quieter-nights.md": story(
        title="Quieter nights",
        date="2026-10-12",
        themes="[sensory-experience]",
        you_said="It is noisy.",
        actions="[{text: Bins wait., status: done}, {text: Hinges., status: planned, date: 2027-01-04}]",
        measures='[{name: Woken by noise, before: 52, after: 23, unit: "%", n: 48}]',
    ),
    "stories/clock.md": story(
        title="A clock", date="2026-09-02", themes="[sensory-experience]", you_said="What day is it?"
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the patients' site of two stories."""
    folder = tmp_path_factory.mktemp("drawings")
    assert build_site(site(folder, more=SITE)).errors == 0
    return folder / "site" / "patients"


@pytest.mark.parametrize(
    ("page", "title", "description"),
    [
        ("stories/quieter-nights.html", "Woken by noise", "Two bars. Before: 52%. After: 23%."),
        (
            "status/index.html",
            "Where things stand, by the month of the story",
            "Columns from December 2025 to November 2026. Each column is a month, and each part of it a status. "
            "Every figure is in the table below.",
        ),
        (
            "themes/index.html",
            "How many stories and summaries speak of each theme",
            "Bars for December 2025 to November 2026, in the order of the list of themes. "
            "Every figure is in the table below.",
        ),
    ],
)
def test_every_drawing_has_a_title_and_a_description(built: Path, page: str, title: str, description: str) -> None:
    """Fails when a drawing is not named for somebody who cannot see it."""
    text = (built / page).read_text("utf-8")
    ((one, two),) = re.findall(
        r'<svg class="chart[^>]* role="img" aria-labelledby="(.+?)" aria-describedby="(.+?)">', text
    )
    assert f'<title id="{one}">{title}</title>' in text
    assert f'<desc id="{two}">{description}</desc>' in text
    assert "<figcaption>" in text


def test_every_figure_drawn_is_in_the_table(built: Path) -> None:
    """Fails when a number stands in a drawing only."""
    status = (built / "status" / "index.html").read_text("utf-8")
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', status)
    assert len(rows) == 12
    told = {month: [int(one) for one in re.findall(r">(\d+)<", cells)] for month, cells in rows}
    assert {month: counts for month, counts in told.items() if any(counts)} == {
        "October 2026": [1, 1, 0, 2],
        "September 2026": [0, 0, 1, 1],
    }
    assert re.findall(r'class="chart-middle"[^>]*>(\d+)<', status) == ["1", "2"]
    key = re.findall(r"</svg>([\w ]+): <strong>(\d+)</strong>", status)
    assert key == [("Done", "1"), ("Planned", "1"), ("Heard", "1")]
    themes = (built / "themes" / "index.html").read_text("utf-8")
    assert re.findall(r'class="chart-strong"[^>]*>(\d+)<', themes) == ["2"]
    assert re.search(r'<th scope="row">Sensory experience</th>(<td class="n">\d+</td>){3}', themes)
    assert "How often people speak of something does not say how much it matters." in themes
