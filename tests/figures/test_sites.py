"""Small numbers on whole small sites: what the checks say, and what the record of earlier editions changes."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from tests.builds import build_site
from tests.sites import write
from yousaid.cli.main import cli
from yousaid.pipeline.readiness import read_and_check
from yousaid.problems import Problem

SITE = """\
organisation: {name: Teaselbridge NHS Trust}
contact: {name: Patient Experience Team}
audiences:
  - {id: patients, name: Patients and carers, title: You said, we did, posters: {kinds: []}}
  - {id: board, name: The board, title: Our board, public: false, suppression: {rule: none}, posters: {kinds: []}}
""".replace("You said, we did", '"You said, we did"')
PLACES = """\
- {id: general, name: The General, kind: site}
- {id: willow, name: Willow Ward, parent: general}
- {id: maple, name: Maple Ward, parent: general}
- {id: heron, name: Heron Ward, parent: general}
"""
ANSWERS = ("very_good", "good", "neither", "poor", "very_poor", "dont_know")


def fft(place: str, period: str, *counts: int, audiences: str = "patients, board") -> str:
    """Return a feedback summary; answers that are left out are 0."""
    answers = ", ".join(f"{name}: {count}" for name, count in zip(ANSWERS, (*counts, *[0] * 6), strict=False))
    place = f"place: {place}\n  " if place else ""
    return f"- {place}period: {period}\n  audiences: [{audiences}]\n  fft: {{{answers}}}\n"


def project(folder: Path, feedback: str, **more: str) -> Path:
    """Write a small trust and return its content folder."""
    files = {"site.yaml": SITE, "places.yaml": PLACES, "feedback/all.yaml": feedback}
    return write(folder / "content", files | {name.replace("__", "."): text for name, text in more.items()})


def problems(content: Path) -> list[Problem]:
    """Return what `yousaid check` would say on 20 November 2026."""
    return list(read_and_check(content, date(2026, 11, 20))[1])


def shown(content: Path, folder: Path, audience: str = "patients") -> dict[tuple[str, str], str]:
    """Return the total that a site shows for each place and period."""
    build_site(content, folder)
    text = (folder / audience / "data" / "feedback.csv").read_text("utf-8-sig")
    return {(row["place"], row["period"]): row["total"] for row in csv.DictReader(io.StringIO(text))}


def record(content: Path) -> str:
    """Run `yousaid record` and return what it says."""
    result = CliRunner().invoke(cli, ["record", "--content", str(content), "--today", "2026-11-20"])
    assert result.exit_code == 0, result.output
    return result.output.replace(str(content), "content")


def test_a_year_less_its_months_gives_nobody_away(tmp_path):
    """Fails when a year is held against other years only: 50 less 48 are 2 people, so a month is hidden with them."""
    months = fft("willow", "2026-01", 40) + fft("willow", "2026-02", 8)
    content = project(tmp_path, months + fft("", "2026", 50))
    assert shown(content, tmp_path / "site") == {
        ("willow", "2026-01"): "40",
        ("willow", "2026-02"): "*",
        ("", "2026"): "50",
    }
    assert problems(content) == []


def test_what_cannot_be_covered_is_withheld_and_named(tmp_path):
    """Fails when the hospital's 8 stand over two wards of 1 to 4, which can then only be 4 and 4."""
    wards = fft("willow", "2026-01", 4) + fft("maple", "2026-01", 4)
    content = project(tmp_path, wards + fft("general", "2026-01", 8))
    assert set(shown(content, tmp_path / "site").values()) == {"*"}
    (problem,) = problems(content)
    assert (problem.code, problem.path, problem.line) == ("YS610", "feedback/all.yaml", 12)
    assert problem.message == (
        "These figures of The General, 2026-01 are not shown on the site for Patients and carers: with the others they "
        "would give away how few people answered: look at those of Maple Ward, 2026-01."
    )
    assert shown(content, tmp_path / "site", "board")["general", "2026-01"] == "8"


def test_figures_that_do_not_fit_are_withheld_and_named(tmp_path):
    """Fails when a hospital may hold less than its wards, or a ward's year may cut across its hospital's months."""
    less = fft("willow", "2026-01", 40) + fft("general", "2026-01", 30)
    cross = fft("general", "2025-03", 90) + fft("willow", "2025", 200)
    content = project(tmp_path, less + cross)
    assert shown(content, tmp_path / "site") == {
        ("willow", "2026-01"): "40",
        ("general", "2026-01"): "*",
        ("general", "2025-03"): "90",
        ("willow", "2025"): "*",
    }
    assert [(one.code, one.line, one.message.partition(": ")[2], one.hint) for one in problems(content)] == [
        (
            "YS610",
            8,
            "for one of the answers they count fewer people than those of Willow Ward, 2026-01 inside them.",
            "Put the wrong ones right, or take these out.",
        ),
        (
            "YS610",
            16,
            "there are also those of The General, 2025-03, which cut across them. Together they could give small "
            "numbers away.",
            "Add the figures of Willow Ward for the same months, or take these out.",
        ),
    ]
    mended = project(tmp_path, fft("willow", "2026-01", 40) + cross + fft("willow", "2025-03", 20))
    assert problems(mended) == []


def test_a_ward_for_the_board_only_is_not_told_by_the_others(tmp_path):
    """Fails when patients see the hospital and all wards but one: the hospital is held back, and the ward is named."""
    wards = fft("willow", "2026-01", 20, 9, 9) + fft("maple", "2026-01", 30, 9, 9, 9, 9, 9)
    secret = fft("heron", "2026-01", 20, 9, 0, 6, 9, audiences="board")
    content = project(tmp_path, wards + secret + fft("general", "2026-01", 70, 27, 18, 15, 18, 9))
    (problem,) = problems(content)
    assert (problem.code, problem.line) == ("YS612", 16)
    assert problem.message.startswith("The figures of Heron Ward for 2026-01 are not for the site for Patients and")
    assert ("general", "2026-01") not in shown(content, tmp_path / "site")


def test_what_was_published_is_held_against_a_later_edition(tmp_path):
    """Fails when the record changes nothing: with it the hospital is withheld, as 45 less last month's 42 are 3."""
    wards = fft("willow", "2026-01", 30) + fft("maple", "2026-01", 12) + fft("heron", "2026-01", 3)
    later = wards + fft("general", "2026-01", 45)
    content = project(tmp_path, wards)
    assert record(content) == ("content/published-figures.csv: 3 tables of figures, 3 new, 0 of which more is shown.\n")
    assert (content / "published-figures.csv").read_text("utf-8").splitlines() == [
        "audience,place,period,very_good,good,neither,poor,very_poor,dont_know,hidden",
        "patients,heron,2026-01,3,0,0,0,0,0,all",
        "patients,maple,2026-01,12,0,0,0,0,0,",
        "patients,willow,2026-01,30,0,0,0,0,0,",
    ]
    project(tmp_path, later)
    assert shown(content, tmp_path / "site")["general", "2026-01"] == "*"
    assert [one.code for one in problems(content)] == ["YS610"]
    (content / "published-figures.csv").unlink()
    assert shown(content, tmp_path / "site2") == {
        ("willow", "2026-01"): "30",
        ("maple", "2026-01"): "*",
        ("heron", "2026-01"): "*",
        ("general", "2026-01"): "45",
    }


def test_a_corrected_figure_is_named(tmp_path):
    """Fails when figures can change under their readers without a word; a hidden one may."""
    content = project(tmp_path, fft("willow", "2026-01", 30) + fft("heron", "2026-01", 3))
    record(content)
    project(tmp_path, fft("willow", "2026-01", 7) + fft("heron", "2026-01", 4))
    (problem,) = problems(content)
    assert (problem.code, problem.line) == ("YS611", 4)
    assert problem.message == (
        "These figures of Willow Ward, 2026-01 were published before with other numbers: 30 answers then, 7 now. "
        "Whoever kept the earlier page can compare the two."
    )
    assert record(content) == ("content/published-figures.csv: 4 tables of figures, 2 new, 0 of which more is shown.\n")


def test_a_record_that_cannot_be_used_stops_the_build(tmp_path):
    """Fails when a broken record counts as none: every bad row is named, and nothing is built."""
    content = project(tmp_path, fft("willow", "2026-01", 30))
    record(content)
    path = content / "published-figures.csv"
    path.write_text(path.read_text("utf-8") + "patients,willow,2026-02,x,0,0,0,0,0,\npatients\n", "utf-8")
    assert [(one.code, one.path, one.line) for one in problems(content)] == [
        ("YS613", "published-figures.csv", 3),
        ("YS613", "published-figures.csv", 4),
    ]
    build_site(content, tmp_path / "site")
    assert not (tmp_path / "site").exists()
    (content / "published-figures (1).csv").write_text("", "utf-8")
    assert "YS109" in {one.code for one in problems(content)}


def test_a_measure_of_few_people_is_left_out_and_named(tmp_path):
    """Fails when “Before 40%, after 20%, based on 5” is shown: that is 2 people and 1."""
    measures = "\n".join(
        f'    - {{name: {name}, unit: "{unit}", before: {before}, after: 60, n: {n}}}'
        for name, unit, before, n in [
            ("Five", "%", 40, 5),
            ("Two of 42", "%", 5, 42),
            ("Enough", "%", 40, 50),
            ("Minutes", "minutes", 40, 5),
            ("Very few", "minutes", 40, 3),
        ]
    )
    content = project(tmp_path, f"- period: 2026-01\n  audiences: [patients]\n  measures:\n{measures}\n")
    assert [(one.code, one.line) for one in problems(content)] == [("YS614", 4), ("YS614", 5), ("YS614", 8)]
    build_site(content, tmp_path / "site")
    page = (tmp_path / "site" / "patients" / "measures.html").read_text("utf-8")
    assert [name for name in ("Five", "Two of 42", "Enough", "Minutes", "Very few") if name in page] == [
        "Enough",
        "Minutes",
    ]
