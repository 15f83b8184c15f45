"""No small number is given away: what is published is read back from the files, and a reader works at it.

Whole small trusts go through the real build: two audiences, a hospital with wards, months and a year. The reader opens
every page, poster, feed, data file and search index of every public site, collects what is said about each place and
month, and looks for a hidden count that stands alone in a sum. That what is hidden together can be more than one number
is proved in tests/figures/test_hiding.py, for every small world; and here, that nothing published tells such worlds
apart.
"""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builds import build_site
from tests.figures.test_hiding import World, hidings, seen
from tests.sites import story, write
from tests.trees import differences, tree
from yousaid.figures.fft import ANSWERS
from yousaid.figures.hiding import PAIRS

SITE = """\
organisation: {{name: Teaselbridge NHS Trust}}
contact: {{name: Patient Experience Team}}
audiences:
  - id: patients
    name: Patients and carers
    title: You said, we did
    suppression: {{min_responses: {least}, rounding: {rounding}}}
    posters: {{kinds: [ward], sizes: [a4]}}
  - id: public
    name: Partners
    title: You said, we did
    suppression: {{smallest: {smallest}}}
    posters: {{kinds: [ward], sizes: [a4]}}
"""
PLACES = """\
- {id: general, name: The General, kind: site}
- {id: willow, name: Willow Ward, parent: general}
- {id: maple, name: Maple Ward, parent: general}
"""
COUNTS = st.tuples(st.integers(0, 30), st.sampled_from([0, 0, 3, 9]), *[st.sampled_from([0, 0, 0, 1, 2, 4, 6])] * 4)


def summary(place: str, period: str, counts: tuple[int, ...], audiences: str = "patients, public") -> str:
    """Return a feedback summary."""
    answers = ", ".join(f"{name}: {count}" for name, count in zip(ANSWERS, counts, strict=True))
    return f"- place: {place}\n  period: {period}\n  audiences: [{audiences}]\n  fft: {{{answers}}}\n"


def published(folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Return what the data files of a site say about each place and month."""
    text = (folder / "data" / "feedback.csv").read_text("utf-8-sig")
    rows = {(row["place"], row["period"]): row for row in csv.DictReader(io.StringIO(text))}
    for other in json.loads((folder / "data" / "feedback.json").read_text("utf-8")):
        row = rows[other["place"], other["period"]]
        assert {key: "" if value is None else str(value) for key, value in other.items()} == row
    return rows


def numbers_on_pages(folder: Path, name: str) -> str:
    """Return the words of every page and poster of a site that speak of a place, without their marks."""
    pages = [path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))]
    return " ".join(re.sub(r"<[^>]+>|\s+", " ", page) for page in pages if name in page)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(willow=COUNTS, maple=COUNTS, february=COUNTS)
def test_what_is_published_gives_no_small_count_away(
    tmp_path_factory: pytest.TempPathFactory,
    willow: tuple[int, ...],
    maple: tuple[int, ...],
    february: tuple[int, ...],
) -> None:
    """Both sites are read back: hidden counts stand nowhere, and their sum is never known for one alone."""
    folder = tmp_path_factory.mktemp("trust")
    general = tuple(map(sum, zip(willow, maple, strict=True)))
    year = tuple(map(sum, zip(willow, february, strict=True)))
    feedback = (
        summary("willow", "2026-01", willow)
        + summary("maple", "2026-01", maple)
        + summary("general", "2026-01", general)
        + summary("willow", "2026-02", february)
        + summary("willow", "2026", year)
    )
    files = {
        "site.yaml": SITE.format(least=5, rounding=0, smallest=8),
        "places.yaml": PLACES,
        "feedback/all.yaml": feedback,
    }
    outcome = build_site(write(folder / "content", files), folder / "site")
    assert not outcome.errors, outcome.problems
    sites = [published(folder / "site" / name) for name in ("patients", "public")]
    true = {
        ("willow", "2026-01"): willow,
        ("maple", "2026-01"): maple,
        ("general", "2026-01"): general,
        ("willow", "2026-02"): february,
        ("willow", "2026"): year,
    }
    for key, counts in true.items():
        rows = [site[key] for site in sites]
        for at, name in enumerate(ANSWERS):
            if 0 < counts[at] < 5:
                assert {row[name] for row in rows} == {"*"}
        if 0 < sum(counts) < 5:
            assert {row["total"] for row in rows} == {"*"}
    # the group of a hospital and its wards, and of a year and its months: of what is hidden, never exactly one
    for whole, parts in (
        (("general", "2026-01"), [("willow", "2026-01"), ("maple", "2026-01")]),
        (("willow", "2026"), [("willow", "2026-01"), ("willow", "2026-02")]),
    ):
        for name in (*ANSWERS, "total"):
            shown = [any(site[key][name] != "*" for site in sites) for key in (whole, *parts)]
            assert shown.count(False) != 1, (
                whole,
                name,
                [site[key][name] for site in sites for key in (whole, *parts)],
            )
    # and within a table: of a pair whose sum a percentage tells, never exactly one
    for key in true:
        for pair in (("very_good", "good"), ("poor", "very_poor"), ("neither", "dont_know")):
            shown = [any(site[key][name] != "*" for site in sites) for name in pair]
            assert shown.count(False) != 1


FEW = st.tuples(st.integers(5, 30), st.sampled_from([0, 3, 9]), *[st.sampled_from([0, 0, 1, 2, 4, 6])] * 4)
MONTHS = [f"2025-{month:02}" for month in range(2, 13)] + ["2026-01", "2026-02"]


SHIFTS = (
    {"willow": 1, "general": 1},
    {"maple": 1, "general": 1},
    {"willow": 1, "maple": -1},
)
"""How answers can move within a pair, so that the hospital stays the sum of its wards."""


def another_world(world: World) -> World | None:
    """Return a trust with other hidden counts that looks the same to a reader of both sites; None if there is none.

    tests/figures/test_hiding.py proves for all small trusts that there is one for every hidden count.
    """
    view = [seen(world, hidings(world, PARENTS, smallest)) for smallest in (5, 8)]
    for shift, (first, second), by in product(SHIFTS, PAIRS, (-4, -3, -2, -1, 1, 2, 3, 4)):
        other = dict(world)
        for place, sign in shift.items():
            counts = list(world[place, "2026-01"])
            counts[first] += sign * by
            counts[second] -= sign * by
            other[place, "2026-01"] = tuple(counts)
        possible = min(map(min, other.values())) >= 0
        if possible and [seen(other, hidings(other, PARENTS, smallest)) for smallest in (5, 8)] == view:
            return other
    return None


PARENTS = {"willow": "general", "maple": "general"}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(willow=FEW, maple=FEW)
def test_trusts_that_must_look_alike_are_the_same_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, willow: tuple[int, ...], maple: tuple[int, ...]
) -> None:
    """Other hidden counts change no byte of any page, chart, alt text, file, feed, search index or poster."""
    world = {("willow", "2026-01"): willow, ("maple", "2026-01"): maple}
    world["general", "2026-01"] = tuple(map(sum, zip(willow, maple, strict=True)))
    world |= {("willow", month): (40 + at % 3, 9, 0, 0, 0, 6) for at, month in enumerate(MONTHS) if month != "2026-01"}
    other = another_world(world)
    if other is None:
        return
    trees = []
    for one in (world, other):
        folder = tmp_path_factory.mktemp("trust")
        files = {
            "site.yaml": SITE.format(least=5, rounding=5, smallest=8),
            "places.yaml": PLACES,
            "feedback/all.yaml": "".join(summary(*key, counts) for key, counts in one.items()),
            "stories/doors.md": story(place="willow", you_said="Noisy.", audiences="[patients, public]"),
        }
        outcome = build_site(write(folder / "content", files), folder / "site")
        assert not outcome.errors, outcome.problems
        trees.append(tree(folder / "site"))
    assert differences(*trees) == []
    assert any(path.endswith(".pdf") for path in trees[0])
    assert b"<svg" in trees[0]["patients/places/willow.html"]


def test_pages_posters_and_files_say_the_same(tmp_path):
    """No page, alt text, poster, feed or search index holds a count that the data files hide."""
    files = {
        "site.yaml": SITE.format(least=5, rounding=0, smallest=5),
        "places.yaml": PLACES,
        "feedback/all.yaml": summary("willow", "2026-10", (83, 3, 0, 0, 0, 0))
        + summary("maple", "2026-10", (2, 0, 0, 0, 0, 0)),
    }
    outcome = build_site(write(tmp_path / "content", files), tmp_path / "site")
    assert not outcome.errors
    for path in (tmp_path / "site" / "patients").rglob("*"):
        if path.suffix in {".html", ".csv", ".json", ".js", ".xml"}:
            words = re.sub(r"<[^>]+>", " ", path.read_text("utf-8-sig"))
            assert not re.search(r"(?<![\w.:/#-])83(?![\w.:-])", words), path
    said = numbers_on_pages(tmp_path / "site" / "patients", "Willow Ward")
    assert "All 86 people who answered" in said
    assert "A few people answered" in numbers_on_pages(tmp_path / "site" / "patients", "Maple Ward")


def test_two_sites_that_would_give_a_number_away_together(tmp_path):
    """The hospital for one site and its wards for another: the hospital is held back, and its line is named."""
    files = {
        "site.yaml": SITE.format(least=5, rounding=0, smallest=5),
        "places.yaml": PLACES,
        "feedback/wards.yaml": summary("willow", "2026-01", (20, 9, 0, 6, 2, 0), "public")
        + summary("maple", "2026-01", (20, 9, 0, 6, 9, 0), "public"),
        "feedback/site.yaml": summary("general", "2026-01", (40, 18, 0, 12, 11, 0), "patients"),
    }
    outcome = build_site(write(tmp_path / "content", files), tmp_path / "site")
    assert [(one.code, one.path, one.line) for one in outcome.problems] == [("YS609", "feedback/site.yaml", 4)]
    assert published(tmp_path / "site" / "patients") == {}


def test_old_answers_and_impossible_rates_are_told(tmp_path):
    """Answers to the question of before April 2020, and more answers than people, are each named at their line."""
    counts = summary("willow", "2020-03", (20, 9, 0, 6, 2, 0)) + summary("willow", "2020", (20, 9, 0, 6, 2, 0))
    good = summary("willow", "2020-04", (20, 9, 0, 6, 2, 0)) + summary("willow", "2021", (20, 9, 0, 6, 2, 0))
    many = summary("maple", "2026-01", (20, 9, 0, 6, 2, 0)).replace("dont_know: 0", "dont_know: 0, eligible: 36")
    files = {
        "site.yaml": SITE.format(least=5, rounding=0, smallest=5),
        "places.yaml": PLACES,
        "feedback/all.yaml": counts + good + many,
    }
    outcome = build_site(write(tmp_path / "content", files), tmp_path / "site")
    assert [(one.code, one.line) for one in outcome.problems] == [("YS608", 2), ("YS608", 6), ("YS312", 20)]
    assert set(published(tmp_path / "site" / "patients")) == {("willow", "2020-04"), ("willow", "2021")}
