"""SPC charts: limits and signals as the reference programs find them, and what must hold for any series."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yousaid.figures.spc import Assurance, Side, Variation, judge
from yousaid.model.states import Better, SpcProfile

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "from_fetch" / "spc_series_with_limits.json"
WAYS = {"increase": Better.HIGHER, "decrease": Better.LOWER, "neutral": None}
TYPES = {
    "common_cause": Variation.COMMON,
    "special_cause_improvement": Variation.IMPROVEMENT,
    "special_cause_concern": Variation.CONCERN,
}
TARGETS = {"consistent_fail": Assurance.FAIL, "consistent_pass": Assurance.PASS, None: None}
EXPECTED = {SpcProfile.MDC: "mdc_7_6", SpcProfile.NHSRPLOTTHEDOTS: "nhsrplotthedots"}


@pytest.mark.parametrize("profile", SpcProfile)
@pytest.mark.parametrize("mode", ["screened", "unscreened"])
def test_england_series_have_the_expected_limits_and_signals(profile: SpcProfile, mode: str) -> None:
    """Fails when a constant, a rule or the order of rules is wrong in either profile."""
    if not SAMPLE.exists():
        pytest.skip("the sample of England's series is not on this computer")
    for case in json.loads(SAMPLE.read_text("utf-8"))["cases"]:
        given_in, expected = case["input"], case["expected"][mode]
        dates = [date.fromisoformat(day) for day in given_in["dates"]]
        spc = judge(
            given_in["values"],
            profile,
            screened=mode == "screened",
            better=WAYS[given_in["improvement"]],
            target=given_in["target"],
            starts=[dates.index(date.fromisoformat(day)) for day in given_in["rebase_dates"]],
        )
        for segment, wanted in zip(spc.segments, expected["segments"], strict=True):
            assert (segment.first, segment.last) == (wanted["first"], wanted["last"])
            limits = (segment.mean, segment.lower, segment.upper)
            assert limits == pytest.approx((wanted["mean"], wanted["lower"], wanted["upper"]), rel=1e-6)
        said: dict[str, Any] = expected[EXPECTED[profile]]
        assert list(spc.variations) == [TYPES[word.removesuffix("(conflict)")] for word in said["point_type"]]
        assert spc.assurance == TARGETS[said["assurance_icon"]]


def test_a_small_series_by_hand() -> None:
    """Fails when the limits are not the mean and 2.66 average moving ranges: here 5 and 5 and 1."""
    spc = judge([4, 6, 4, 6, 4, 6, 5], SpcProfile.MDC, better=Better.LOWER, target=12)
    (segment,) = spc.segments
    assert segment.mean == 5
    assert segment.upper == pytest.approx(5 + 2.66 * 11 / 6)
    assert spc.now is Variation.COMMON
    assert spc.side is None
    assert spc.assurance is Assurance.PASS


@pytest.mark.parametrize(
    ("last", "better", "variation", "side"),
    [
        (30, Better.HIGHER, Variation.IMPROVEMENT, Side.HIGH),
        (30, Better.LOWER, Variation.CONCERN, Side.HIGH),
        (-20, Better.LOWER, Variation.IMPROVEMENT, Side.LOW),
        (30, None, Variation.SPECIAL, Side.HIGH),
    ],
)
def test_what_a_point_beyond_a_limit_means(
    last: float, better: Better | None, variation: Variation, side: Side
) -> None:
    """Fails when high is taken for good whatever is better."""
    spc = judge([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, last], SpcProfile.MDC, better=better)
    assert (spc.now, spc.side) == (variation, side)


@pytest.mark.parametrize(("profile", "found"), [(SpcProfile.MDC, True), (SpcProfile.NHSRPLOTTHEDOTS, False)])
def test_a_trend_of_six_is_one_in_one_profile_only(profile: SpcProfile, *, found: bool) -> None:
    """Fails when the two profiles have one length of trend."""
    values = [10, 18, 9, 19, 10, 18, 9, 11, 12, 13, 14, 15, 10, 18]
    kinds = judge(values, profile).variations
    assert (kinds[6:12] == (Variation.SPECIAL,) * 6) is found


def test_equal_figures_are_no_trend_and_a_point_on_the_mean_ends_a_shift() -> None:
    """Fails when ties count as rises, or a point on the mean as one above it."""
    assert set(judge([5.0] * 20, SpcProfile.MDC).variations) == {Variation.COMMON}
    kinds = judge([4, 6, 4, 6, 6, 6, 5, 6, 6, 6, 4, 4, 4, 4], SpcProfile.MDC).variations
    assert set(kinds) == {Variation.COMMON}


_SERIES = st.lists(st.integers(0, 40), min_size=2, max_size=40)


@given(_SERIES, st.sampled_from(list(SpcProfile)), st.integers(-50, 50), st.sampled_from([0.5, 2, 4]), st.booleans())
def test_moving_and_stretching_a_series_changes_no_signal(
    values: list[int], profile: SpcProfile, shift: int, scale: float, screened: bool
) -> None:
    """Fails when a rule depends on the size of the figures or on where they start."""
    plain = judge([value * 64.0 for value in values], profile, screened=screened, better=Better.HIGHER)
    moved = judge([value * 64.0 * scale for value in values], profile, screened=screened, better=Better.HIGHER)
    assert moved.variations == plain.variations
    shifted = judge([value * 64.0 + shift * 64 for value in values], profile, screened=screened)
    assert [one.mean - shift * 64 for one in shifted.segments] == pytest.approx([one.mean for one in plain.segments])
    widths = [one.upper - one.lower for one in plain.segments]
    assert [one.upper - one.lower for one in shifted.segments] == pytest.approx(widths, abs=1e-9)


@given(_SERIES, _SERIES, st.sampled_from(list(SpcProfile)))
def test_new_limits_are_two_charts_side_by_side(before: list[int], after: list[int], profile: SpcProfile) -> None:
    """Fails when a rule looks across the point where limits begin anew."""
    both = judge([*before, *after], profile, starts=[len(before)])
    assert both.variations == judge(before, profile).variations + judge(after, profile).variations
