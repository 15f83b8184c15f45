"""The addresses of rows: none ever leads to another story, whatever becomes of the table."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builds import build_site
from tests.reading.tables.books import workbook
from tests.reading.tables.test_fft import PLACES, SITE
from tests.sites import write
from tests.trees import tree
from yousaid.cli.main import cli
from yousaid.reading.library import read_library

HEAD = ["Ward", "You said", "We did", "Status", "Month", "Owner", "Title", "Ref", "Address"]
COLD = ["Willow", "The food is cold.", "Heated trolleys.", "Done", "Oct-26"]
SUPPER = ["Willow", "The food is cold.", "A later supper.", "Done", "Oct-26"]
BINS = ["Willow", "Teh bins bang.", "Soft lids.", "Done", "Oct-26"]
QUIET = ["Maple", "It is too quiet.", "Music in the day room.", "Done", "Sep-26"]
KEPT = "stories/list.addresses.yaml"


def table(*rows: list[str]) -> str:
    """Return a table of pairs as CSV."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEAD, *([*row, *[""] * (len(HEAD) - len(row))] for row in rows)])
    return text.getvalue()


def save(folder: Path, *rows: list[str], file: str = "list.csv") -> Path:
    """Write a project with one table of pairs, and return its content folder."""
    files = {"site.yaml": SITE + "  pairs_for: [patients]\n", "places.yaml": PLACES, f"stories/{file}": table(*rows)}
    return write(folder / "content", files)


def addresses(content: Path) -> dict[str, str]:
    """Return the address of each story, and every address that leads on to it, with what it says and what was done."""
    reading = read_library(content)
    found = {}
    for story in reading.library.stories:
        for one in (story.slug, *story.aliases):
            assert one not in found
            found[one] = " ".join([story.you_said, *(action.text for action in story.actions)])
    return found


def leading(content: Path, words: str) -> set[str]:
    """Return the addresses that lead to the story that says these words."""
    return {address for address, said in addresses(content).items() if words in said}


def codes(content: Path) -> list[tuple[str, str]]:
    """Return file and code of each problem of reading."""
    return [(problem.path, problem.code) for problem in read_library(content).problems]


def keep(content: Path, *more: str) -> str:
    """Run `yousaid addresses`, and return what it says."""
    result = CliRunner().invoke(cli, ["addresses", "--content", str(content), *more])
    return f"{result.exit_code} {result.output}"


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Willow", "Maple", "k1"]),
        st.sampled_from(["Too cold", "Too cold, and too dark", "Too loud!", "太吵", "😀", "🎉", "a" * 90, "a" * 91]),
        st.sampled_from(["Blankets", "Lamps", "", "😀"]),
        st.just(""),
        st.sampled_from(["Oct-26", "2026-09", ""]),
    ),
    unique=True,
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, data=st.data())
def test_an_address_never_moves_to_another_story(rows, data, tmp_path_factory):
    """Rows sorted, deleted and put back, without any file that keeps them: each address still says the same words.

    A number by order, or an address that is free of its digest while it is the only one, fails here.
    """
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    before = addresses(save(one, *map(list, rows)))
    some = data.draw(st.lists(st.sampled_from(rows), unique=True) if rows else st.just([]))
    after = addresses(save(other, *map(list, some)))
    assert len(before) == len(rows)
    assert after.items() <= before.items()
    assert len(after) == len(some)


def test_sorting_the_sheet_changes_no_byte(tmp_path):
    """Two rows that begin alike change places: the site is the same, file by file."""
    build_site(save(tmp_path / "a", COLD, SUPPER, BINS, QUIET))
    build_site(save(tmp_path / "b", QUIET, BINS, SUPPER, COLD))
    assert tree(tmp_path / "a" / "site") == tree(tmp_path / "b" / "site")


def test_capitals_marks_and_spaces_do_not_change_an_address(tmp_path):
    """What a spelling checker mends first needs no file that keeps anything."""
    before = set(addresses(save(tmp_path / "a", COLD)))
    other = ["willow ", "the food is  cold", "Heated trolleys!", "In progress", "2026-10"]
    assert set(addresses(save(tmp_path / "b", other))) == before


def test_a_row_with_a_number_has_the_address_of_its_number(tmp_path):
    """Whatever its words become. A number that is no address of its own gets one that no other number gets."""
    rows = [[*COLD, "", "", "YS-0042"], [*BINS, "", "", "YS 42"], [*QUIET, "", "", "con"], [*SUPPER, "", "", "七"]]
    before = addresses(save(tmp_path / "a", *rows))
    assert before["ys-0042"] == "The food is cold. Heated trolleys."
    rows = [[ward.upper(), "Other words.", did, *more] for ward, _, did, *more in rows]
    after = addresses(save(tmp_path / "b", *rows))
    assert set(before) == set(after)
    assert len(before) == 4


def test_rows_that_cannot_be_told_apart_are_held_back(tmp_path):
    """Two rows that differ in their status only: both are named, and a number for each solves it."""
    later = [*COLD[:3], "Planned", "Oct-26"]
    content = save(tmp_path, COLD, later, BINS)
    assert codes(content) == [("stories/list.csv", "YS513")] * 2
    message = "Cell B2 (You said): this row says the same as row 3, about the same ward and month. "
    assert read_library(content).problems[0].message == message + "Nobody can tell which is meant."
    assert list(addresses(content).values()) == ["Teh bins bang. Soft lids."]
    content = save(tmp_path, [*COLD, "", "", "1"], [*later, "", "", "2"], BINS)
    assert codes(content) == []
    assert len(addresses(content)) == 3


MENDED = {
    "a word": [*BINS[:1], "The bins bang.", *BINS[2:]],
    "the action": [*BINS[:2], "Soft lids on all bins, since Monday.", *BINS[3:]],
    "the month": [*BINS[:4], "Sep-26"],
    "the ward": ["Willow Ward", *BINS[1:]],
    "a word in two cells": [*BINS[:1], "The bins bang.", "Soft lidz.", *BINS[3:]],
    "a number is given": [*BINS, "", "", "YS-7"],
    "a title is given": [*BINS, "", "Quieter nights"],
    "an address is given": [*BINS[:1], "Bins are loud at night.", "New lids.", *BINS[3:], "", "", "", "quiet-bins"],
}


@pytest.mark.parametrize("row", MENDED.values(), ids=MENDED)
def test_a_row_that_is_mended_keeps_its_address(row, tmp_path):
    """Kept once, the address that was printed leads to the row, in any order and among other new rows."""
    content = save(tmp_path, COLD, SUPPER, BINS, QUIET)
    (printed,) = leading(content, "bins")
    assert "4 addresses are kept" in keep(content)
    if row[-1] == "quiet-bins":
        row = [*row[:-1], printed]
    save(tmp_path, ["Maple", "Too hot.", "Fans.", "Done", "Oct-26"], row, QUIET, SUPPER, COLD)
    assert codes(content) == []
    assert printed in leading(content, row[2])
    before = addresses(content)
    keep(content)
    assert addresses(content) == before


def test_an_address_that_a_row_names_leads_on_from_the_kept_one(tmp_path):
    """The words stay and the column “Address” says something else: both lead to the story, and it is kept so."""
    content = save(tmp_path, COLD, BINS)
    (printed,) = leading(content, "bins")
    keep(content)
    save(tmp_path, COLD, [*BINS, "", "", "", "quiet-bins"])
    assert leading(content, "bins") == {printed, "quiet-bins"}
    keep(content)
    save(tmp_path, COLD, [*BINS[:1], "Loud bins", "New ones", *BINS[3:], "", "", "", "quiet-bins"])
    assert leading(content, "bins") == {printed, "quiet-bins"}


def test_nothing_is_guessed_between_two(tmp_path):
    """Two rows alike lose an action each: no address passes, both are named, and the advice solves it."""
    content = save(tmp_path, COLD, SUPPER, BINS)
    before = {did: leading(content, did) for did in ("Heated", "supper")}
    keep(content)
    new = [[*COLD[:2], "Hot plates.", *COLD[3:]], [*COLD[:2], "Lunch at noon.", *COLD[3:]]]
    save(tmp_path, *new, BINS)
    assert codes(content) == [(KEPT, "YS516")] * 2
    assert not before["Heated"] & set(addresses(content))
    messages = [problem.message for problem in read_library(content).problems]
    assert all("Perhaps row 2 or 3 is meant, and nobody can tell." in message for message in messages)
    assert "No row has it now" in keep(content)
    assert codes(content) == [(KEPT, "YS516")] * 2
    (heated,), (supper,) = before.values()
    save(tmp_path, [*new[0], "", "", "", supper], [*new[1], "", "", "", heated], BINS)
    assert codes(content) == []
    assert (leading(content, "Hot plates"), leading(content, "Lunch")) == ({supper}, {heated})


@pytest.mark.parametrize(
    "row",
    [
        ["Willow", "Nobody answers the bell.", "Soft lids.", "Done", "Oct-26"],
        ["Willow", "Teh bins bang in bay 3.", "Quiet lids.", "Done", "Nov-26"],
        ["k1", "Teh bins bang.", "Soft lids.", "Done", "Oct-26"],
        ["Willow", "", "Soft lids.", "Done", "Oct-26"],
    ],
    ids=["another concern", "another month and action", "another ward", "nothing said"],
)
def test_another_story_in_the_same_row_gets_another_address(row, tmp_path):
    """The old address is not handed on: what was deleted is named, until it is forgotten."""
    content = save(tmp_path, COLD, BINS)
    (printed,) = leading(content, "bins")
    keep(content)
    save(tmp_path, COLD, row)
    assert codes(content) == [(KEPT, "YS516")]
    assert printed not in addresses(content)
    assert f"Forgotten: {printed}" in keep(content, "--forget")
    assert codes(content) == []
    save(tmp_path, COLD, row, BINS)
    assert leading(content, "bins") == {printed} or row[1].startswith("Teh")


def test_numbers_that_were_given_anew_after_sorting_are_found(tmp_path):
    """Row numbers as “Ref”, filled in again from 1 after a sort: held back, and nothing leads to another story."""
    content = save(tmp_path, [*COLD, "", "", "1"], [*BINS, "", "", "2"])
    keep(content)
    save(tmp_path, [*BINS, "", "", "1"], [*COLD, "", "", "2"])
    assert codes(content) == [("stories/list.csv", "YS517")] * 2
    assert addresses(content) == {}
    message = (
        "Cell H2 (Ref): this row has the number “1”, which belonged to another: “the food is cold” (willow, 2026-10)"
    )
    assert read_library(content).problems[0].message.startswith(message)
    save(tmp_path, [*BINS, "", "", "2"], [*COLD, "", "", "1"])
    assert leading(content, "bins") == {"2"}


def test_the_file_belongs_to_the_table_in_either_format(tmp_path):
    """A list that is saved as a workbook keeps its addresses; a table that goes leaves a file that is named."""
    content = save(tmp_path, COLD, BINS)
    keep(content)
    (printed,) = leading(content, "bins")
    (content / "stories/list.csv").unlink()
    write(
        content, {"stories/list.xlsx": workbook({"List": [HEAD[:5], [*BINS[:1], "The bins bang.", *BINS[2:]], COLD]})}
    )
    assert leading(content, "bins") == {printed}
    assert codes(content) == []
    (content / "stories/list.xlsx").rename(content / "stories/other.xlsx")
    assert codes(content) == [(KEPT, "YS518")]


def test_a_file_with_a_mistake_is_named_and_left_alone(tmp_path):
    """A kept address twice, one that is none, a word that is no key: errors there, and no command writes over it."""
    content = save(tmp_path, COLD, BINS)
    keep(content)
    text = (content / KEPT).read_text("utf-8")
    for bad, code in (("- address: ../x\n", "YS309"), ("- adress: x\n", "YS301"), ("- address: [", "YS202")):
        (content / KEPT).write_text(text + "\n" + bad, "utf-8")
        assert (KEPT, code) in codes(content)
        assert len(addresses(content)) == 2
        output = keep(content)
        assert output.startswith("1 ")
        assert "nothing was written, because there are mistakes in list.addresses.yaml" in output
        assert (content / KEPT).read_text("utf-8") == text + "\n" + bad


WORDS = [
    "no",
    "null",
    "~",
    "123",
    "- x",
    "a: b",
    "# x",
    "'",
    '"',
    "“",
    "yes",
    "@",
    "2026-10-01",
    "{}",
    "[",
    "مرحبا",
    "太吵",
    "é",
]


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)), min_size=1, max_size=5, unique=True))
def test_what_is_kept_is_read_back(rows, tmp_path_factory):
    """Words that mean something to YAML, other scripts and right-to-left ones: kept, every row is known again."""
    folder = tmp_path_factory.mktemp("kept")
    content = save(folder, *(["Willow", *row, "Done", "Oct-26"] for row in rows))
    found = addresses(content)
    assert keep(content).startswith(("0 ", "1 "))
    reading = read_library(content)
    (settled,) = (one.settled for one in reading.addresses)
    assert [one for one in codes(content) if one[0] == KEPT] == []
    assert (settled.gone, settled.lacking, settled.changed) == ((), (), ()) or (folder, "YS513") in codes(content)
    assert addresses(content) == found


def test_a_build_never_writes_the_file_and_check_says_what_to_run(tmp_path):
    """Rows that nothing keeps are named with the command; then there is nothing to say."""
    content = save(tmp_path, COLD, BINS)
    before = tree(content)
    outcome = build_site(content)
    assert tree(content) == before
    (problem,) = (one for one in outcome.problems if one.code == "YS514")
    assert problem.message.startswith("The address of 2 rows is not kept (rows 2 and 3).")
    assert "Run “yousaid addresses”" in problem.hint
    keep(content)
    assert "YS514" not in {one.code for one in build_site(content).problems}
