"""Charts: what is drawn where, and what a page says about it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.builds import build_site
from tests.conftest import ROOT
from tests.sites import site, story
from yousaid.figures.days import month_name
from yousaid.model.site import Charts
from yousaid.model.states import Better
from yousaid.model.story import Measure, Point, Rebase
from yousaid.rendering.charts import Chart, Charter, charted
from yousaid.rendering.phrases import fill

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


def chart_of(periods: list[str], values: list[float], **more: object) -> Chart:
    """Return the chart of a series."""
    series = tuple(Point(period, value) for period, value in zip(periods, values, strict=True))
    chart = Charter(Charts())(Measure(name="Sleep", series=series, **more))
    assert chart is not None
    return chart


def said(chart: Chart) -> str:
    """Return what stands beside a chart, in English."""
    labels = yaml.load((ROOT / "themes/clear/labels/en.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return " ".join(
        fill(labels[f"chart_{one.key}"], n=one.n, out=one.out, month=month_name(one.month))
        for one in (*chart.says, *chart.gaps)
    )


def months_from(year: int, count: int) -> list[str]:
    """Return so many months from January of a year on."""
    return [f"{year + at // 12}-{at % 12 + 1:02}" for at in range(count)]


def test_nothing_is_said_to_be_chance_beside_a_signal() -> None:
    """Fails when an ordinary last figure speaks for the whole series: 8 figures before it stand out."""
    values = [50, 52, 51, 53, 50, 52, 60, 70, 78, 80, 82, 84, 86, 60.0]
    chart = chart_of(months_from(2025, 14), values, unit="%", better=Better.HIGHER)
    assert chart.finding == "common"
    assert said(chart) == (
        "The latest figure is no different from what is usual. 13 of 14 figures stand out by more than chance."
    )


@given(st.lists(st.integers(0, 100), min_size=13, max_size=40), st.sampled_from([*Better, None]))
def test_by_chance_is_said_only_where_nothing_stands_out(values: list[int], better: Better | None) -> None:
    """Fails when a sentence about the last figure contradicts the one about the whole."""
    chart = chart_of(months_from(2023, len(values)), list(values), better=better)
    signals = [one for one in chart.markers if one.kind != "common"]
    assert ("by chance" in said(chart)) is (not signals and len(set(values)) > 1)
    assert ("is no different" in said(chart)) is (bool(signals) and chart.markers[-1].kind == "common")
    assert ("more than chance" in said(chart)) is bool(signals)


@pytest.mark.parametrize(
    ("periods", "words", "gaps"),
    [
        (months_from(2025, 13), "", 0),
        ([*months_from(2025, 11), "2026-01", "2026-02"], "1 month has no figure.", 1),
        ([*months_from(2025, 10), "2026-01", "2026-02", "2026-04"], "3 months have no figure.", 2),
        ([str(year) for year in range(2005, 2018)], "", 0),
        ([*(str(year) for year in range(2005, 2017)), "2019"], "2 years have no figure.", 1),
        ([f"{2020 + at // 4}-{at % 4 * 3 + 1:02}" for at in range(13)], "There is a figure every 3 months.", 0),
        (
            [f"{2020 + at // 4}-{at % 4 * 3 + 1:02}" for at in range(14) if at != 5],
            "There is a figure every 3 months. Once there is none.",
            1,
        ),
        ([str(2000 + 2 * at) for at in range(13)], "There is a figure every 2 years.", 0),
    ],
)
def test_months_without_a_figure_are_a_gap_and_counted(periods: list[str], words: str, gaps: int) -> None:
    """Fails when the line runs over a month that nobody knows, or the figures stand at equal distances all the same."""
    chart = chart_of(periods, [5, 6, 5, 7, 5, 6, 5, 7, 5, 6, 5, 7, 5])
    assert said(chart) == f"No real change: the figures go up and down by chance. {words}".strip()
    assert chart.path.count("M") == gaps + 1
    steps = [after.x - before.x for before, after in pairwise(chart.markers)]
    assert (max(steps) > 1.5 * min(steps)) is bool(gaps)


def test_figures_that_are_all_the_same_do_not_go_up_and_down() -> None:
    """Fails when 0.9 thirteen times over is getting worse, or goes up and down."""
    chart = chart_of(months_from(2025, 13), [0.9] * 13, better=Better.HIGHER)
    assert (chart.finding, said(chart)) == ("common", "No real change: all figures are the same.")


def test_limits_from_few_figures_say_so() -> None:
    """Fails when limits from 5 figures are told as if they were from 13."""
    rebase = (Rebase(period="2025-10", why="A new rota"),)
    values = [1, 2, 1, 2, 1, 2, 1, 2, 1, 9, 8, 9, 8, 9]
    chart = chart_of(months_from(2025, 14), values, rebase=rebase, target=20, better=Better.HIGHER)
    assert said(chart) == (
        "No real change: the figures go up and down by chance. "
        "The limits from January 2025 rest on 9 figures: too few to be sure. "
        "The limits from October 2025 rest on 5 figures: too few to be sure."
    )
    assert chart.assurance == "fail"


@pytest.mark.parametrize(
    ("values", "better", "target", "assurance"),
    [
        ([50] * 12 + [91], Better.HIGHER, 90, "hit-and-miss"),
        ([50, 51] * 7, Better.HIGHER, 90, "fail"),
        ([91] + [50, 51] * 7, Better.HIGHER, 90, "fail"),  # it is more than a year since
        ([95, 96] * 7 + [80], Better.HIGHER, 90, "hit-and-miss"),
        ([95, 96] * 7, Better.HIGHER, 90, "pass"),
        ([90] * 13, Better.HIGHER, 90, "pass"),
        ([90] * 13, Better.LOWER, 90, "pass"),
        ([90] * 13, Better.HIGHER, 90.1, "fail"),
        ([50] * 12 + [9], Better.LOWER, 10, "hit-and-miss"),
    ],
)
def test_what_is_said_of_a_target_fits_the_latest_figures(
    values: list[float], better: Better, target: float, assurance: str
) -> None:
    """Fails when a target is out of reach in words, and the last figure reaches it."""
    chart = chart_of(months_from(2025, len(values)), values, better=better, target=target)
    assert chart.assurance == assurance


@pytest.mark.parametrize(
    ("unit", "values", "least", "most"),
    [
        ("%", [99, 90] * 7, None, 100),
        ("% of patients", [1, 9] * 7, 0, None),
        ("per cent", [1, 99] * 7, 0, 100),
        ("% of beds", [99, 104] * 7, None, None),
        ("percentage points", [1, 9] * 7, None, None),
        ("minutes", [1, 9] * 7, 0, None),
        ("calls a day", [1, 9] * 7, 0, None),
        ("°C", [1, 9] * 7, None, None),
        ("", [1, 9] * 7, None, None),
    ],
)
def test_no_limit_lies_beyond_what_the_figures_can_be(
    unit: str, values: list[float], least: float | None, most: float | None
) -> None:
    """Fails when a share has a limit over 100 or under 0, or a limit is cut where nobody can tell."""
    series = tuple(Point(period, value) for period, value in zip(months_from(2025, 14), values, strict=True))
    spc = charted(Measure(name="x", unit=unit, series=series), Charts())
    assert spc is not None
    (segment,) = spc.segments
    width = 2.66 * abs(values[1] - values[0])
    mean = sum(values) / len(values)
    assert segment.lower == pytest.approx(least if least is not None else mean - width)
    assert segment.upper == pytest.approx(most if most is not None else mean + width)
    chart = Charter(Charts())(Measure(name="x", unit=unit, series=series))
    assert chart is not None
    assert all((least is None or one.value >= least) and (most is None or one.value <= most) for one in chart.ticks)
