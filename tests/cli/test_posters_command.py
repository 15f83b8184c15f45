"""`yousaid posters`: what is made, where it lies, and what is said of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from yousaid.cli.main import cli

SITE = """\
organisation: {name: Teaselbridge NHS Trust}
contact: {name: Patient Experience Team, phone: 01632 960 140}
languages:
  - {code: en, name: English}
  - {code: cy, name: Cymraeg}
audiences:
  - id: patients
    name: Patients
    title: You said, we did
    address: https://ys.example.nhs.uk/
    posters: {kinds: [story, ward], sizes: [a4]}
  - id: staff
    name: Staff
    title: You said, together we did
    public: false
    posters: {kinds: [ward], sizes: [a4]}
"""
PLACES = """\
- {id: willow, name: Willow Ward, aliases: [Ward 7]}
- {id: maple, name: Maple Ward, languages: [cy]}
"""
STORY = """\
---
title: TITLE
place: PLACE
date: 2026-10-05
audiences: [patients, staff]
you_said: It is too noisy at night.
we_did: Bins are now emptied after 7am.
---
"""
WELSH = "---\ntitle: Tawelach\nyou_said: Mae’n swnllyd.\nwe_did: Mae’r biniau’n cael eu gwagio ar ôl 7am.\n---\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content folder of a small trust."""
    folder = tmp_path / "content"
    texts = {
        "site.yaml": SITE,
        "places.yaml": PLACES,
        "stories/nights.md": STORY.replace("TITLE", "Quieter nights").replace("PLACE", "willow"),
        "stories/bins.md": STORY.replace("TITLE", "Quiet bins").replace("PLACE", "maple"),
        "stories/bins.cy.md": WELSH,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def posters(content: Path, *options: str, today: str = "2026-11-27") -> tuple[int, str, list[str]]:
    """Run the command. Return its exit code, what it says, and the PDFs that are there."""
    folder = content.parent / "posters"
    command = ("posters", "--content", str(content), "--output", str(folder), "--today", today, *options)
    said = CliRunner().invoke(cli, command)
    made = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf") if "print" not in path.parts)
    return said.exit_code, said.output.replace(str(folder), "posters"), made


def test_all_that_the_settings_ask_for(content: Path) -> None:
    """Each audience has a folder; a place has its posters in its other language too."""
    code, _, made = posters(content)
    assert code == 0
    assert made == [
        "patients/posters/bins-a4.pdf",
        "patients/posters/bins-cy-a4.pdf",
        "patients/posters/maple-2026-11-a4.pdf",
        "patients/posters/maple-2026-11-cy-a4.pdf",
        "patients/posters/nights-a4.pdf",
        "patients/posters/willow-2026-11-a4.pdf",
        "staff/posters/maple-2026-11-a4.pdf",
        "staff/posters/maple-2026-11-cy-a4.pdf",
        "staff/posters/willow-2026-11-a4.pdf",
    ]


def test_one_ward_by_a_name_that_people_use_on_paper_that_the_settings_lack(content: Path) -> None:
    """What is said leads to the sheets, to the contact sheet and to the file to print."""
    code, said, made = posters(content, "--ward", "ward 7", "--size", "a3", "--audience", "patients")
    assert (code, made) == (0, ["patients/posters/willow-2026-11-a3.pdf"])
    assert said == (
        "Patients: 1 sheet in posters/patients/posters.\n"
        "  To choose: open posters/patients/posters/index.html\n"
        "  To print Willow Ward in one go: posters/patients/posters/print/willow.pdf\n"
        "No problems.\n"
    )


def test_what_is_asked_for_last_is_all_that_is_there(content: Path) -> None:
    """Posters of ours that nobody asks for any more go, and a file of somebody else's stays."""
    posters(content)
    theirs = content.parent / "posters" / "patients" / "posters" / "notes.txt"
    theirs.write_text("ours")
    _, _, made = posters(content, "--story", "nights", "--variant", "black-and-white")
    assert made == ["patients/posters/nights-a4-black-and-white.pdf", "staff/posters/nights-a4-black-and-white.pdf"]
    assert theirs.read_text() == "ours"


def test_one_language(content: Path) -> None:
    """Only posters that speak it."""
    _, _, made = posters(content, "--language", "cy", "--audience", "staff")
    assert made == ["staff/posters/maple-2026-11-cy-a4.pdf"]


@pytest.mark.parametrize(
    ("option", "asked", "answer"),
    [
        ("--ward", "wilow", "There is no place “wilow” in places.yaml. Did you mean “willow”?"),
        ("--story", "night", "There is no story “night”. Did you mean “nights”?"),
        ("--language", "cz", "There is no language “cz”. Write one of: cy, en."),
        ("--audience", "patient", "There is no audience “patient”. Did you mean “patients”?"),
    ],
)
def test_what_there_is_not_is_said(content: Path, option: str, asked: str, answer: str) -> None:
    """With the nearest that there is; nothing is written."""
    code, said, made = posters(content, option, asked)
    assert (code, made) == (2, [])
    assert answer in said


def test_the_register_has_a_row_for_each_sheet(content: Path) -> None:
    """Number, ward, month, paper, language, edition, digest, the day it was made, and until when it hangs."""
    posters(content, "--ward", "maple", "--language", "cy", "--audience", "patients")
    text = (content.parent / "posters/patients/posters/index.csv").read_text("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    digest = row.pop("digest")
    assert len(digest) == 12
    assert row == {
        "number": "MAPLE-2026-11-CY-A4",
        "title": "Maple Ward",
        "kind": "ward",
        "place": "Maple Ward",
        "place_id": "maple",
        "month": "2026-11",
        "size": "a4",
        "orientation": "portrait",
        "variant": "standard",
        "languages": "cy",
        "edition": "patients",
        "sheet": "1",
        "sheets": "1",
        "made_on": "2026-11-27",
        "replace_after": "2026-12-31",
        "html": "posters/maple-2026-11-cy-a4.html",
        "pdf": "posters/maple-2026-11-cy-a4.pdf",
    }
    posters(content, "--ward", "maple", "--language", "cy", "--audience", "patients", today="2026-11-28")
    text = (content.parent / "posters/patients/posters/index.csv").read_text("utf-8-sig")
    (again,) = csv.DictReader(io.StringIO(text))
    assert (again["digest"], again["made_on"]) == (digest, "2026-11-28")


def test_print_runs_hold_every_sheet_once_in_order(content: Path) -> None:
    """One file a ward and one a paper, tagged, with a bookmark a sheet; the same bytes whenever it is made."""
    posters(content, "--audience", "patients", "--size", "a4", "--size", "a3")
    runs = content.parent / "posters/patients/posters/print"
    found = {}
    for file in sorted(runs.iterdir()):
        with pikepdf.open(file) as book, book.open_outline() as outline:
            found[file.stem] = (len(book.pages), [str(item.title) for item in outline.root])
            assert bool(book.Root.MarkInfo.Marked)
            assert len(book.Root.StructTreeRoot.K) == len(book.pages)
    sheets = {name: pages for name, (pages, _) in found.items()}
    assert sheets == {"all-a3": 6, "all-a4": 6, "maple": 8, "willow": 4}
    assert found["willow"][1][0].startswith("Quieter nights")
    before = {file.name: file.read_bytes() for file in runs.iterdir()}
    for file in runs.iterdir():
        file.unlink()
    posters(content, "--audience", "patients", "--size", "a4", "--size", "a3")
    assert {file.name: file.read_bytes() for file in runs.iterdir()} == before


def test_a_poster_for_the_print_shop_says_where_to_cut(content: Path) -> None:
    """The trim box is A4, the bleed box 3 mm larger on each side."""
    posters(content, "--story", "nights", "--variant", "print-shop", "--audience", "patients")
    with pikepdf.open(content.parent / "posters/patients/posters/nights-a4-print-shop.pdf") as sheet:
        page = sheet.pages[0]
        sizes = [
            [round((float(box[end + 2]) - float(box[end])) / 72 * 25.4, 1) for end in (0, 1)]
            for box in (page.trimbox, page.obj.BleedBox, page.mediabox)
        ]
    assert sizes == [[210, 297], [216, 303], [238, 325]]


def test_a_dry_run_writes_nothing(content: Path) -> None:
    """It lists what would be made."""
    code, said, made = posters(content, "--dry-run", "--ward", "willow")
    assert (code, made) == (0, [])
    assert said.splitlines()[:2] == ["patients/posters/willow-2026-11-a4.pdf", "staff/posters/willow-2026-11-a4.pdf"]


def test_the_contact_sheet_stands_alone(content: Path) -> None:
    """It shows each poster and leads to it, and to nothing that is not in the folder."""
    posters(content, "--audience", "patients")
    folder = content.parent / "posters/patients/posters"
    page = (folder / "index.html").read_text("utf-8")
    leads = [part.split('"')[0] for part in (*page.split('href="')[1:], *page.split('src="')[1:])]
    assert "../posters/thumbnails/nights-a4.png" in leads
    assert [lead for lead in leads if not lead.startswith(("#", "data:")) and not (folder / lead).exists()] == []
