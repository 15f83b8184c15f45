"""Charts: what is drawn where, and what a page says about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builds import build_site
from tests.sites import site, story
from yousaid.model.site import Charts
from yousaid.model.states import Better
from yousaid.model.story import Measure, Point, Rebase
from yousaid.rendering.charts import Charter

MONTHS = [f"2025-{month:02}" for month in range(1, 13)] + ["2026-01"]


def measure(*values: float, better: Better | None = None, rebase: tuple[Rebase, ...] = ()) -> Measure:
    """Return a measure with those figures, month after month."""
    series = tuple(Point(period, value) for period, value in zip(MONTHS, values, strict=False))
    return Measure(name="Sleep", series=series, better=better, target=20, rebase=rebase)


def test_twelve_figures_are_too_few() -> None:
    """Fails when a change is claimed from under 13 points."""
    assert Charter(Charts())(measure(*range(12))) is None
    assert Charter(Charts())(measure(*range(13))) is not None


def test_every_figure_is_inside_the_drawing_and_higher_is_further_up() -> None:
    """Fails when a point, a limit or the target falls outside, or the axis is upside down."""
    chart = Charter(Charts())(measure(*range(13), better=Better.HIGHER))
    assert chart is not None
    heights = [point.y for point in chart.markers]
    assert heights == sorted(heights, reverse=True)
    (limits,) = chart.limits
    assert chart.target is not None
    assert all(0 < y < chart.foot for y in (*heights, limits.upper, limits.lower, chart.target))
    assert all(chart.left <= point.x <= chart.right for point in chart.markers)
    assert (chart.finding, chart.side, chart.assurance) == ("improvement", "high", "fail")


def test_new_limits_begin_where_the_writer_says() -> None:
    """Fails when rebasing is lost on the way to the drawing."""
    rebase = (Rebase(period="2025-07", why="A new rota"),)
    chart = Charter(Charts())(measure(1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8, 9, rebase=rebase))
    assert chart is not None
    assert [limits.mean for limits in chart.limits] == sorted((one.mean for one in chart.limits), reverse=True)
    assert len(chart.limits) == 2
    assert chart.finding == "common"
    assert chart.rebased == rebase


@pytest.mark.parametrize(
    ("figures", "rules", "said", "drawn"),
    [
        ([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 30], "mdc", "Getting better: this is more than chance.", True),
        ([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5], "mdc", "No real change: the figures go up and down by chance.", True),
        ([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, -9], "nhsrplotthedots", "Getting worse: this is more than chance.", True),
        ([5, 6, 5], "mdc", "There are too few figures to tell a change from chance. It takes 13.", False),
    ],
)
def test_a_page_says_in_words_what_the_figures_say(
    tmp_path: Path, figures: list[int], rules: str, said: str, *, drawn: bool
) -> None:
    """Fails when a finding, the drawing, the table or the name of the rules does not reach the page."""
    points = ", ".join(f"{{period: {period}, value: {value}}}" for period, value in zip(MONTHS, figures, strict=False))
    text = story(measures=f"[{{name: Sleep, better: higher, series: [{points}]}}]")
    content = site(tmp_path, more={"stories/sleep.md": text})
    settings = content / "site.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}charts:\n  spc: {rules}\n", "utf-8")
    assert {one.code for one in build_site(content).problems} == {"YS605"}  # stories without a date
    page = (tmp_path / "site" / "patients" / "stories" / "sleep.html").read_text("utf-8")
    assert said in page
    assert ('<svg class="chart"' in page) is drawn
    assert (page.count('class="chart-point') == len(figures)) is drawn
    assert page.count('<td class="n">') == len(figures)
    assert ({"mdc": "Making Data Count", "nhsrplotthedots": "NHSRplotthedots"}[rules] in page) is drawn
