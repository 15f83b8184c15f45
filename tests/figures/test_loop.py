"""Is the loop closed? Exact figures from a small trust, and the page, the files, the sheet and the command agree."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.builds import build_site
from tests.sites import site, story
from yousaid.cli.main import cli
from yousaid.editions import edition_for
from yousaid.figures.days import last_months
from yousaid.figures.loop import Line, Loop, lines_of, loop_of
from yousaid.reading.library import read_library

TODAY = date(2026, 11, 23)
SETTINGS = """\
-- site.yaml --
organisation: {name: Teaselbridge NHS Trust}
contact: {name: Patient Experience Team, phone: 01632 960 140}
groups:
  - {id: carers, name: Family and carers}
  - {id: deaf, name: Deaf people}
audiences:
  - id: patients
    name: Patients and carers
    title: You said, we did
  - id: board
    name: Board
    title: What we heard
    public: false
    reports: [loop]
    fields: [heard, checked, owner]
    posters: {kinds: [board], sizes: [a3]}
"""
_BOARD = {"audiences": "[board]", "place": "willow"}


def concern(title: str, source: str, month: str, *actions: str, **more: str) -> str:
    """Return a story that was heard in a month."""
    done = "[" + ", ".join(f"{{{one}}}" for one in actions) + "]" if actions else ""
    heard = f"{{source: {source}, period: {month}{more.pop('groups', '')}}}"
    return story(title=title, **_BOARD, you_said="Something.", heard=heard, actions=done, date="2026-11-02", **more)


CARERS = ", groups: [carers]"
LETTERS = "text: B, status: done, date: 2026-09-11"
WORKING = "{on: 2026-11-02, result: working}"
REFUSED = "text: F, status: can't change, why: A, who_decides: B, instead: C"
MOVED = "text: C, status: planned, promised: 2026-06-30, date: 2026-12-31"
LATE = "text: D, status: planned, date: 2026-11-01, owner: Head of Estates"
STORIES = {
    "stories/a.md": concern("Bins", "pals", "2026-10", "text: A, status: done, date: 2026-10-31", groups=CARERS),
    "stories/b.md": concern("Letters", "complaint", "2026-09", LETTERS, MOVED, checked=WORKING),
    "stories/c.md": concern("Beds", "pals", "2026-05", LATE),
    "stories/d.md": concern("Wifi", "fft", "2025-11", "text: E, status: in progress"),
    "stories/e.md": concern("Nothing yet", "survey", "2026-08"),
    "stories/f.md": concern("Rooms", "pals", "2026-08", REFUSED),
    "stories/g.md": concern("Thanks", "compliment", "2026-08"),
    "stories/h.md": concern("Kind", "fft", "2026-08", themes="[positive-experience]"),
    "stories/i.md": story(title="Our own idea", **_BOARD, we_did="Chairs.", date="2026-10-02"),
    "stories/j.md": concern("Undated", "pals", "2026-07", "text: G, status: done"),
    "stories/k.md": story(title="Not for the board", you_said="Noisy.", place="willow"),
    "stories/quieter-nights.md": story(title="Quiet"),
}


def loop_in(folder: Path, **more: str) -> Loop:
    """Return the loop of the small trust, as the board may see it."""
    library = read_library(site(folder, SETTINGS, {**STORIES, **FEEDBACK, **more})).library
    return loop_of(edition_for(library, library.site.audiences[1], TODAY))


FEEDBACK = {
    "feedback/willow.yaml": "place: willow\nperiod: 2026-10\naudiences: [patients]\n",
    "pages/about.md": "---\ntitle: About\naudiences: [patients]\n---\nWords.\n",
}


def test_the_figures(tmp_path):
    """6 concerns in 12 months: 2 others are wholly positive, 1 nobody asked for, 1 is older, 2 are for others."""
    loop = loop_in(tmp_path)
    assert (loop.concerns, loop.praise, loop.unsaid) == (6, 2, 1)
    assert {one.key: (one.count, one.of, one.percent) for one in loop.shares} == {
        "answered": (5, 6, None),
        "planned": (2, 6, None),
        "changed": (3, 6, None),
        "cant_change": (1, 6, None),
        "checked": (1, 6, None),
    }
    days = loop.days
    assert (days.median, days.shortest, days.longest, days.of, loop.undated) == (20, 10, 30, 2, 1)
    assert (loop.open, [(one.slug, one.month) for one in loop.oldest]) == (
        3,
        [("d", "2025-11"), ("c", "2026-05"), ("e", "2026-08")],
    )
    assert [(one.slug, one.owner, str(one.promised), str(one.now), one.days) for one in loop.slips] == [
        ("b", "", "2026-06-30", "2026-12-31", 184),
        ("c", "Head of Estates", "2026-11-01", "None", 22),
    ]


def test_the_map_of_silence(tmp_path):
    """Who was heard in which month; a site is no place that could be silent, and a group that never was heard is."""
    loop = loop_in(tmp_path)
    assert (loop.months[0], loop.months[-1], len(loop.months)) == ("2025-12", "2026-11", 12)
    (willow,) = loop.places
    assert (willow.key, willow.last) == ("willow", "2026-10")
    assert [month for month, heard in zip(loop.months, willow.heard, strict=True) if heard] == [
        "2026-05", "2026-07", "2026-08", "2026-09", "2026-10",
    ]  # fmt: skip
    last = {one.key: one.last for one in loop.sources}
    assert last["pals"] == "2026-10"
    assert last["fft"] == "2026-08"
    assert last["staff"] == ""
    assert {one.key: one.last for one in loop.groups} == {"carers": "2026-10", "deaf": ""}


FFT = "{very_good: VG, good: 0, neither: 0, poor: 0, very_poor: 0, dont_know: 0}"


@pytest.mark.parametrize(
    ("period", "very_good", "more", "place", "way"),
    [
        ("2026-11", 60, "", "2026-11", "2026-11"),
        ("2026-11", 2, "", "2026-11", "2026-11"),  # a hidden number is somebody all the same
        ("2026-11", 0, "", "2026-10", "2026-08"),
        ("2026", 60, "", "2026-10", "2026-08"),
        ("2026-11", 0, "heard:\n  - {theme: parking, said: It is dear.}\n", "2026-11", "2026-08"),
        ("2025-12", 60, "", "2026-10", "2026-08"),
    ],
)
def test_answers_and_comments_break_the_silence(tmp_path, *, period, very_good, more, place, way):
    """Fails when only stories count: a ward with 60 answers to the FFT is not silent, and neither is the FFT."""
    fft = FFT.replace("VG", str(very_good))
    text = f"place: willow\nperiod: {period}\naudiences: [board]\nfft: {fft}\n{more}"
    loop = loop_in(tmp_path, **{"feedback/more.yaml": text})
    (willow,) = loop.places
    assert willow.last == place
    assert willow.heard[-1] is (place == "2026-11")
    assert {one.key: one.last for one in loop.sources}["fft"] == way


def test_a_year_of_answers_is_not_never(tmp_path):
    """Fails when a ward whose answers are known by the year only is said never to have been heard."""
    text = f"place: willow\nperiod: 2025\naudiences: [board]\nfft: {FFT.replace('VG', '60')}\n"
    content = site(tmp_path, SETTINGS, {"feedback/willow.yaml": text, "stories/quieter-nights.md": story()})
    library = read_library(content).library
    loop = loop_of(edition_for(library, library.site.audiences[1], TODAY))
    (willow,) = loop.places
    assert (willow.last, any(willow.heard)) == ("2025", False)


def test_a_percentage_needs_ten_concerns(tmp_path):
    """With 10 concerns there is one, in whole per cent; with 9 there is none."""
    ten = {f"stories/more-{number}.md": concern(f"More {number}", "pals", "2026-03") for number in range(4)}
    answered = loop_in(tmp_path / "ten", **ten).shares[0]
    assert (answered.count, answered.of, answered.percent) == (5, 10, 50)
    ten.popitem()
    assert loop_in(tmp_path / "nine", **ten).shares[0].percent is None


def test_nothing_at_all_reads_well(tmp_path):
    """A trust that has heard nothing has zeros, and no division by them."""
    content = site(tmp_path, SETTINGS, {"stories/quieter-nights.md": story(), **FEEDBACK})
    edition = edition_for(read_library(content).library, read_library(content).library.site.audiences[1], TODAY)
    loop = loop_of(edition)
    assert (loop.concerns, loop.days, loop.open, loop.slips) == (0, None, 0, ())
    assert all(one.count == 0 and one.percent is None for one in loop.shares)
    assert not build_site(content, today=TODAY).errors
    page = (tmp_path / "site" / "board" / "loop.html").read_text("utf-8")
    assert "No concern is open." in page
    assert "No promise has slipped." in page


def test_page_files_sheet_and_command_say_the_same(tmp_path):
    """Each figure of the record stands, in the same words, on the page, on the sheets, in the file and the terminal."""
    content = site(tmp_path, SETTINGS, {**STORIES, **FEEDBACK})
    outcome = build_site(content, today=TODAY)
    assert not outcome.errors, outcome.problems
    board = tmp_path / "site" / "board"
    lines = lines_of(loop_in(tmp_path / "again"))
    words = {
        "concerns": "6", "answered": "5 of 6", "planned": "2 of 6", "changed": "3 of 6", "cant_change": "1 of 6",
        "checked": "1 of 6", "days": "20 (10 to 30)", "open": "3", "slips": "2",
    }  # fmt: skip
    assert [line.key for line in lines] == list(words)
    page = (board / "loop.html").read_text("utf-8")
    shown = dict(re.findall(r'<div class="key-([a-z-]+)"><dt>[^<]+</dt><dd><strong>([^<]+)</strong>', page))
    assert shown == {key.replace("_", "-"): figure for key, figure in words.items()}
    sheets = "".join(path.read_text("utf-8") for path in sorted((board / "posters").glob("loop-*.html")))
    on_paper = re.findall(r'<p class="figure">([^<]+)</p>', sheets)
    assert sorted(on_paper) == sorted(words.values())
    rows = list(csv.DictReader(io.StringIO((board / "data" / "loop.csv").read_text("utf-8-sig"))))
    assert [(row["figure"], row["value"], row["of"]) for row in rows] == [
        (line.key, str(line.count), "" if line.of is None else str(line.of)) for line in lines
    ]
    command = ("report", "--content", str(content), "--today", TODAY.isoformat())
    said = CliRunner().invoke(cli, command)
    assert said.exit_code == 0
    for name, figure in re.findall(r"<dt>([^<]+)</dt><dd><strong>([^<]+)</strong>", page):
        assert f"{name}: {figure}\n" in said.output
    data = json.loads(CliRunner().invoke(cli, (*command, "--format", "json")).output)
    assert [str(row["value"]) for row in data["figures"]] == [row["value"] for row in rows]
    assert len(data["silence"]) == 12 * (1 + 8 + 2)
    assert data["slips"][0]["days"] == 184


def test_only_those_who_get_the_report_see_it(tmp_path):
    """Patients have no page, no file and no word of it, and groups of people stand with no story of anybody."""
    content = site(tmp_path, SETTINGS, {**STORIES, **FEEDBACK})
    build_site(content, today=TODAY)
    patients = tmp_path / "site" / "patients"
    assert not list(patients.rglob("loop*"))
    for path in (tmp_path / "site").rglob("*.html"):
        if path.name != "loop.html":
            assert "Family and carers" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--audience", "patients"), "does not get this report"),
        (("--audience", "bord"), "There is no audience “bord”. Did you mean “board”?"),
    ],
)
def test_wrong_words(words, said, tmp_path):
    """An audience without the report, and one that does not exist."""
    content = site(tmp_path, SETTINGS, {**STORIES, **FEEDBACK})
    result = CliRunner().invoke(cli, ("report", "--content", str(content), *words))
    assert (result.exit_code, said in result.output) == (2, True)


def test_the_months_before_a_day():
    """Months go on over the turn of a year."""
    assert last_months(date(2026, 1, 31), 3) == ("2025-11", "2025-12", "2026-01")
    assert Line(key="open", count=1).of is None
