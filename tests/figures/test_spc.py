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


@pytest.mark.parametrize("places", [1, 2, 3])
@pytest.mark.parametrize("length", [2, 13, 19, 24, 36])
def test_a_series_in_which_nothing_changes_says_nothing(places: int, length: int) -> None:
    """Fails when the mean is worked out in binary: 0.9 thirteen times over then lies above its own average."""
    for number in range(-20, 1000, 7 if length > 13 else 1):
        value = number / 10**places
        for profile in SpcProfile:
            spc = judge([value] * length, profile, screened=True, better=Better.HIGHER, target=value)
            assert (spc.standing_out, spc.side, spc.assurance) == (0, None, Assurance.PASS), value
            assert {(one.lower, one.mean, one.upper) for one in spc.segments} == {(value, value, value)}


_TENTHS = st.lists(st.integers(-400, 400), min_size=2, max_size=30)


@given(_TENTHS, st.sampled_from(list(SpcProfile)), st.integers(-3000, 3000), st.integers(0, 6), st.booleans())
def test_decimals_say_what_whole_numbers_say(
    values: list[int], profile: SpcProfile, moved: int, places: int, screened: bool
) -> None:
    """Fails when 12.3 and 123 are judged differently, or a series says something else after a move by 0.1."""
    whole = judge(values, profile, screened=screened, better=Better.LOWER, target=values[0])
    decimal = judge(
        [(value + moved) / 10**places for value in values],
        profile,
        screened=screened,
        better=Better.LOWER,
        target=(values[0] + moved) / 10**places,
    )
    assert (decimal.variations, decimal.side, decimal.assurance) == (whole.variations, whole.side, whole.assurance)


@given(_TENTHS, st.sampled_from(list(SpcProfile)), st.booleans())
def test_upside_down_good_is_bad(values: list[int], profile: SpcProfile, screened: bool) -> None:
    """Fails when one side of the mean is held to another rule than the other."""
    plain = judge(values, profile, screened=screened, better=Better.HIGHER)
    turned = judge([-value for value in values], profile, screened=screened, better=Better.LOWER)
    assert plain.variations == turned.variations
    assert (plain.side, turned.side) in {(None, None), (Side.HIGH, Side.LOW), (Side.LOW, Side.HIGH)}


def test_two_of_three_exactly_at_two_sigma_are_not_beyond_it() -> None:
    """Fails when a rounding tips what lies on a line: in binary, 2/3 of 2.66 ranges is not two sigma."""
    for places in range(5):
        spc = judge([value / 10**places for value in (0, 133, 133, 0, 133, 0, 133, 133, 0)], SpcProfile.MDC)
        whole = judge([0, 133, 133, 0, 133, 0, 133, 133, 0], SpcProfile.MDC)
        assert spc.variations == whole.variations
