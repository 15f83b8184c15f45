"""Feeds, sitemap, open data and the search index: what other programs read."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from msgspec.structs import replace

from tests.posters.samples import THEME
from tests.records import PATIENTS, edition, story
from yousaid.figures.days import MONTHS
from yousaid.model.edition import Edition
from yousaid.model.feedback import FeedbackSummary, FftCounts
from yousaid.model.site import Brand
from yousaid.model.states import CheckResult, Status
from yousaid.model.story import Action, Checked
from yousaid.planning.plan import Plan, plan_for
from yousaid.rendering.data import csv_bytes, data_file
from yousaid.rendering.feeds import atom_feed, json_feed, sitemap
from yousaid.rendering.looks import read_look
from yousaid.rendering.names import Names
from yousaid.rendering.search import search_index
from yousaid.rendering.search_words import words_in

HERE = replace(PATIENTS, address="https://ys.example.org/patients/")
LABELS = {
    "en": {
        "undated": "No date",
        "month_names": ", ".join(MONTHS),
        "day_months": ", ".join(MONTHS),
        **{f"status_{word}": word for word in ("done", "in_progress", "planned", "cant_change", "explained", "heard")},
    }
}


def plan(found: Edition) -> Plan:
    """Return the plan of an edition in a theme with a few words."""
    return plan_for(found, replace(read_look((THEME,), Brand()), assets={}, labels=LABELS), {}, ())


def test_the_atom_feed() -> None:
    """An entry for each story with its whole address, its day and its summary, escaped."""
    feed = atom_feed(plan(edition(story(date=date(2026, 10, 31), you_said="Bins & noise <5am"), audience=HERE)))
    ids = re.findall("<id>(urn:uuid:.{36})</id>", feed.decode())
    assert len(set(ids)) == 2
    assert feed.decode().replace(ids[0], "FEED").replace(ids[1], "STORY") == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        "  <title>For patients</title>\n"
        "  <id>FEED</id>\n"
        "  <updated>2026-10-31T00:00:00Z</updated>\n"
        '  <link rel="self" type="application/atom+xml" href="https://ys.example.org/patients/feed.xml" />\n'
        '  <link rel="alternate" type="text/html" href="https://ys.example.org/patients/" />\n'
        "  <author>\n"
        "    <name>Fairhaven</name>\n"
        "  </author>\n"
        "  <entry>\n"
        "    <title>Quieter nights</title>\n"
        "    <id>STORY</id>\n"
        '    <link rel="alternate" type="text/html" '
        'href="https://ys.example.org/patients/stories/quieter-nights.html" />\n'
        "    <updated>2026-10-31T00:00:00Z</updated>\n"
        "    <summary>Bins &amp; noise &lt;5am</summary>\n"
        "  </entry>\n"
        "</feed>\n"
    )


def test_the_json_feed() -> None:
    """The same stories as JSON Feed 1.1."""
    feed = json.loads(json_feed(plan(edition(story(date=date(2026, 10, 31)), audience=HERE))))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [(item["title"], item["date_published"]) for item in feed["items"]] == [
        ("Quieter nights", "2026-10-31T00:00:00Z")
    ]


def item_of(**changes: object) -> dict[str, str]:
    """Return the only story of a feed."""
    today = changes.pop("today", date(2026, 11, 23))
    here = replace(HERE, address=changes.pop("address", HERE.address))
    found = replace(edition(story(**changes), audience=here), today=today)
    (item,) = json.loads(json_feed(plan(found)))["items"]
    assert f"<id>{item['id']}</id>" in atom_feed(plan(found)).decode()
    return item


def test_the_id_of_a_story_outlives_its_address() -> None:
    """Breaks when a story that moves, or a site that does, is a new story to people who follow the feed."""
    usual = item_of()["id"]
    assert item_of(slug="nights", aliases=("quieter-nights",))["id"] == usual
    assert item_of(slug="still-nights", aliases=("quieter-nights", "nights"))["id"] == usual
    assert item_of(slug="nights", replaces=("quieter-nights",))["id"] == usual
    assert item_of(address="https://elsewhere.example/")["id"] == usual
    assert item_of(slug="a", ref="YS-1")["id"] == item_of(slug="b", ref="YS-1")["id"] != usual
    assert item_of(slug="nights")["id"] != usual


def test_a_story_is_updated_when_it_tells_of_a_later_day_and_only_then() -> None:
    """Breaks when a new build, a day that comes or a promise makes an old story new, or a kept promise does not."""
    told = {"date": date(2026, 10, 1)}
    done = Action(text="Done.", status=Status.DONE, date=date(2026, 10, 20))
    promise = Action(text="Soon.", status=Status.PLANNED, date=date(2026, 10, 30))
    checked = Checked(on=date(2026, 11, 2), result=CheckResult.WORKING)
    days = [
        item_of(**told, **more)["date_modified"][:10]
        for more in (
            {},
            {"today": date(2027, 3, 1)},
            {"actions": (promise,)},
            {"actions": (promise, done)},
            {"actions": (promise, done), "checked": checked},
        )
    ]
    assert days == ["2026-10-01", "2026-10-01", "2026-10-01", "2026-10-20", "2026-11-02"]
    assert item_of()["date_modified"] == item_of(today=date(2027, 3, 1))["date_modified"]
    assert "date_published" not in item_of()


def test_the_sitemap_leaves_out_what_is_not_for_finding() -> None:
    """Earlier addresses, withdrawn stories and the page for lost readers are not in it; a story has its day."""
    gone = story(slug="gone", withdrawn=date(2026, 1, 1))
    text = sitemap(plan(edition(story(date=date(2026, 10, 31), aliases=("old",)), gone, audience=HERE))).decode()
    assert "<loc>https://ys.example.org/patients/</loc>" in text
    assert "quieter-nights.html</loc>\n    <lastmod>2026-10-31</lastmod>" in text
    for path in ("old.html", "gone.html", "404.html"):
        assert path not in text


def test_feedback_data_hides_small_numbers() -> None:
    """A count of 3 is `*` in CSV and JSON alike, with its neighbour, and the percentage stays."""
    counts = FftCounts(very_good=30, good=3, neither=0, poor=0, very_poor=0, dont_know=0)
    summary = FeedbackSummary(audiences=("patients",), period="2026-10", place="willow", fft=counts)
    found = edition(summaries=(summary,))
    rows = list(csv.DictReader(io.StringIO(data_file("feedback.csv", found, {}).decode("utf-8-sig"))))
    assert rows == [
        {
            "place": "willow",
            "period": "2026-10",
            "very_good": "*",
            "good": "*",
            "neither": "0",
            "poor": "0",
            "very_poor": "0",
            "dont_know": "0",
            "total": "33",
            "positive_per_cent": "100",
            "negative_per_cent": "0",
            "eligible": "",
            "response_per_cent": "",
        }
    ]
    assert json.loads(data_file("feedback.json", found, {}))[0]["good"] == "*"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@cmd", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    """A cell that a spreadsheet would run gets a quote in front."""
    assert csv_bytes(["a"], [{"a": text}]).decode("utf-8-sig").splitlines()[1].strip('"').startswith("'")


def test_words_for_search() -> None:
    """Small letters, no accents, at least 2 letters; Urdu stays Urdu."""
    assert words_in("Tŷ bach, NHS 24 a I") == {"ty", "bach", "nhs", "24"}
    assert words_in("رات کو") == {"رات", "کو"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A&E", {"ae"}),
        ("in A & E.", {"in", "ina", "ae"}),
        ("X-ray", {"xray", "ray"}),
        ("X‑ray", {"xray", "ray"}),
        ("an x ray", {"an", "ray", "xray"}),
        ("don’t", {"dont", "don"}),
        ("DON'T", {"dont", "don"}),
        ("O’Brien’s", {"obriens", "brien"}),
        ("Ward A", {"ward", "warda"}),
        ("Ward 7", {"ward", "7"}),
        ("vitamin B12, B 12", {"vitamin", "b12", "12"}),
        ("Łóżko, Ærø, Straße", {"lozko", "aero", "strasse"}),
        ("Ｗａｒｄ ７", {"ward", "7"}),
        ("ওয়ার্ড", {"ওযরড"}),
        ("a_b 'quoted' --", {"ab", "quoted"}),
    ],
)
def test_words_are_found_however_they_are_typed(text: str, words: set[str]) -> None:
    """Breaks when what joins letters parts them, when a letter that stands alone is lost, or when an accent counts."""
    assert words_in(text) == words


def test_the_search_index_is_a_script_that_cannot_be_broken_out_of() -> None:
    """It is one assignment, finds a story by its words, and never holds the end of a script."""
    found = edition(story(place="willow", you_said="</script><script>alert(1)</script>"))
    script = search_index(plan(found), Names(plan(found), "en")).decode()
    assert "</" not in script
    index = json.loads(script.removeprefix("window.yousaidIndex = ").removesuffix(";\n"))
    assert index["stories"][0][:5] == ["stories/quieter-nights.html", "Quieter nights", "Willow Ward", "", "done"]
    at = [one[:2] for one in index["places"]].index(["places/willow.html", "Willow Ward"])
    assert index["words"]["willow"] == [at, len(index["places"])]
