"""Open data: every table and chart as files, with what their columns mean, and nothing that others may not see."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.builds import build_site
from tests.conftest import ROOT
from tests.sites import site, story
from yousaid.rendering.data import TABLES, csv_bytes

SMALL = """\
-- stories/quieter-nights.md --
---
title: Quieter nights
place: willow
audiences: [patients, staff]
date: 2026-10-31
heard: {source: pals, period: 2026-09, people: 3}
themes: [discharge]
you_said: It is too noisy.
actions:
  - text: Bins are emptied after 7am.
    status: done
    date: 2026-10-01
    owner: Ward Manager
  - text: We asked for softer lids.
    status: planned
    promised: 2026-11-30
    date: 2027-01-31
    audiences: [staff]
measures:
  - name: Steps at night
    before: -4
    after: 2.5
    unit: steps
    n: 12
    better: lower
challenges:
  - kind: time
    text: Nobody had any.
---
-- feedback/willow.yaml --
- place: willow
  period: 2026-10
  audiences: [patients, staff]
  fft: {very_good: 30, good: 3, neither: 0, poor: 0, very_poor: 0, dont_know: 0, eligible: 66}
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small project once."""
    folder = tmp_path_factory.mktemp("data")
    outcome = build_site(site(folder, SMALL))
    assert not outcome.errors, outcome.problems
    return folder / "site"


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "stories",
            [
                "slug,ref,title,place,month,statuses,themes,source,people,you_said,address",
                "quieter-nights,,Quieter nights,willow,2026-10,done,discharge,pals,*,It is too noisy.,",
            ],
        ),
        (
            "actions",
            [
                "slug,place,number,status,text,date,promised,owner,why,who_decides,instead",
                "quieter-nights,willow,1,done,Bins are emptied after 7am.,2026-10-01,,,,,",
            ],
        ),
        (
            "places",
            [
                "place,name,kind,parent,address",
                "general,Teaselbridge General Hospital,site,,",
                "willow,Willow Ward,ward,general,",
            ],
        ),
        (
            "feedback",
            [
                "place,period,very_good,good,neither,poor,very_poor,dont_know,total,positive_per_cent,"
                "negative_per_cent,eligible,response_per_cent",
                "willow,2026-10,*,*,0,0,0,0,33,100,0,66,50",
            ],
        ),
        ("feedback-chart", ["place,period,value,n,mean,lower,upper,finding,added_up"]),
        (
            "measures",
            [
                "slug,place,measure,staff_group,period,value,unit,n,better,target,mean,lower,upper,finding,source",
                "quieter-nights,willow,Steps at night,,before,-4,steps,12,lower,,,,,,",
                "quieter-nights,willow,Steps at night,,after,2.5,steps,12,lower,,,,,,",
            ],
        ),
        ("statuses", ["place,month,status,count", ",2026-10,done,1", "willow,2026-10,done,1"]),
        ("themes", ["theme_name,stories,summaries,from,to", "Discharge,1,0,2025-12,2026-11"]),
    ],
)
def test_the_files_of_patients(table: str, rows: list[str], sites: Path) -> None:
    """Exactly these rows; nothing of what only staff may see, and a negative number stays a number."""
    data = (sites / "patients" / "data" / f"{table}.csv").read_bytes()
    assert data == ("\ufeff" + "".join(f"{row}\r\n" for row in rows)).encode()
    values = json.loads((sites / "patients" / "data" / f"{table}.json").read_bytes())
    assert [["" if value is None else str(value) for value in row.values()] for row in values] == list(
        csv.reader(io.StringIO("\n".join(rows[1:])))
    )


def test_staff_see_more_in_the_same_files(sites: Path) -> None:
    """The same tables hold what staff see beside: another action, with the day that was promised first."""
    rows = (sites / "staff" / "data" / "actions.csv").read_text("utf-8-sig").splitlines()
    assert rows[2] == "quieter-nights,willow,2,planned,We asked for softer lids.,2027-01-31,2026-11-30,,,,"


def test_every_file_is_described_for_programs(tmp_path: Path) -> None:
    """CSV on the Web (W3C, 2015): each file has its schema, its header is that of the schema, and every value fits."""
    outcome = build_site(ROOT / "content", tmp_path / "site", date(2026, 11, 23), audiences=("board",))
    assert not outcome.errors
    folder = tmp_path / "site" / "board" / "data"
    described = json.loads((folder / "metadata.json").read_bytes())
    assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert {table["url"] for table in described["tables"]} == {path.name for path in folder.glob("*.csv")}
    assert set(TABLES) == {path.stem for path in folder.glob("*.csv")}
    for table in described["tables"]:
        assert table["dc:title"]
        assert table["dc:description"].endswith(".")
        columns = table["tableSchema"]["columns"]
        reader = csv.DictReader(io.StringIO((folder / table["url"]).read_text("utf-8-sig")))
        assert reader.fieldnames == [column["name"] for column in columns] == [column["titles"] for column in columns]
        assert len(set(reader.fieldnames)) == len(columns)
        rows = list(reader)
        assert rows, table["url"]
        for column in columns:
            assert re.fullmatch(r"[a-z_]+", column["name"])
            assert column["dc:description"].endswith(".")
            fits = _FITS[column["datatype"]]
            for row in rows:
                assert row[column["name"]] in column["null"] or fits.fullmatch(row[column["name"]]), (table["url"], row)
        key = table["tableSchema"].get("primaryKey", [])
        assert set(key) <= set(reader.fieldnames)
        keys = [tuple(row[name] for name in key) for row in rows]
        assert not key or (len(set(keys)) == len(keys) and all(all(one) for one in keys)), table["url"]


_FITS = {
    "string": re.compile(r".*", re.DOTALL),
    "integer": re.compile(r"-?\d+"),
    "decimal": re.compile(r"-?\d+(\.\d{1,4})?"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
}


def test_the_page_names_every_file(sites: Path) -> None:
    """Each table has its heading, its two files and how many rows they hold."""
    page = (sites / "patients" / "data" / "index.html").read_text("utf-8")
    for name in ("stories", "actions", "places", "feedback", "measures", "statuses", "themes"):
        assert f'<a href="../data/{name}.csv">' in page
        assert f'<a href="../data/{name}.json">' in page
    assert "<h2>Measures</h2>" in page
    assert page.count("2 rows") == 3
    assert "loop" not in page


def test_a_chart_with_limits_is_in_the_files(tmp_path: Path) -> None:
    """13 months make a chart: each point has the average, its limits and what it says."""
    months = [f"2025-{month:02}" for month in range(10, 13)] + [f"2026-{month:02}" for month in range(1, 11)]
    answers = "neither: 0, poor: 0, very_poor: 0, dont_know: {bad}"
    feedback = "".join(
        f"- place: willow\n  period: {month}\n  audiences: [patients]\n"
        f"  fft: {{very_good: {80 + at % 2}, good: 0, {answers.format(bad=20 - at % 2)}}}\n"
        for at, month in enumerate(months)
    )
    build_site(site(tmp_path, f"-- feedback/willow.yaml --\n{feedback}"))
    text = (tmp_path / "site" / "patients" / "data" / "feedback-chart.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["period"] for row in rows] == months
    assert {row["n"] for row in rows} == {"100"}
    assert [row["value"] for row in rows][:2] == ["80", "81"]
    assert {(row["mean"], row["lower"], row["upper"], row["finding"]) for row in rows} == {
        ("80.4615", "77.8015", "83.1215", "common")
    }
    assert "<svg" in (tmp_path / "site" / "patients" / "places" / "willow.html").read_text("utf-8")


def test_an_fft_chart_has_new_limits_and_a_target_where_they_are_asked_for(tmp_path: Path) -> None:
    """places.yaml says when limits begin anew, and why; site.yaml says what is aimed at; page and file follow."""
    months = [f"2025-{month:02}" for month in range(9, 13)] + [f"2026-{month:02}" for month in range(1, 11)]
    feedback = "".join(
        f"- place: willow\n  period: {month}\n  audiences: [patients]\n"
        f"  fft: {{very_good: {60 + 25 * (at > 6) + at % 2}, good: 0, neither: {40 - 25 * (at > 6) - at % 2}, poor: 0, "
        "very_poor: 0, dont_know: 0}\n"
        for at, month in enumerate(months)
    )
    content = site(tmp_path, f"-- feedback/willow.yaml --\n{feedback}")
    places = content / "places.yaml"
    places.write_text(places.read_text() + "  fft_rebase: [{period: 2026-04, why: The doors were closed at night.}]\n")
    settings = content / "site.yaml"
    settings.write_text(settings.read_text() + "charts: {fft_target: 70}\n")
    outcome = build_site(content)
    assert not outcome.errors, outcome.problems
    text = (tmp_path / "site" / "patients" / "data" / "feedback-chart.csv").read_text("utf-8-sig")
    assert [row["mean"] for row in csv.DictReader(io.StringIO(text))] == ["60.4286"] * 7 + ["85.5714"] * 7
    page = (tmp_path / "site" / "patients" / "places" / "willow.html").read_text("utf-8")
    assert "New limits from April 2026:" in page
    assert "The doors were closed at night." in page
    assert "the target of 70% is met" in page


def test_words_are_no_formulas_and_numbers_are_numbers() -> None:
    """A text that a spreadsheet would run gets a quote in front; a number below nothing does not."""
    assert csv_bytes(["a", "b"], [{"a": "-x", "b": -4}]).decode("utf-8-sig").splitlines()[1] == "'-x,-4"
    assert story()
