"""Columns that keep a row of a table of pairs from readers, and columns that nobody reads."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.builds import build_site
from tests.reading.tables.books import altered
from tests.reading.tables.test_hidden import WHITE
from tests.reading.tables.test_pairs import read
from tests.sites import site

HEAD = "Ward,You said,We did,Month,"
ROW = "Willow,SECRET is noisy,Ear plugs,Oct-26,"


def days(story: object) -> dict[str, object]:
    """Return what keeps a story from readers."""
    return {name: getattr(story, name) for name in ("withdrawn", "draft", "expires", "publish_from")}


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Withdrawn", "withdrawn"), ("WITHDRAWN?", "withdrawn"), ("Withdrawn on", "withdrawn"),
        ("Date withdrawn", "withdrawn"), ("Consent withdrawn", "withdrawn"), ("Withdrwan", "withdrawn"),
        ("Withdrawn by", "withdrawn"), ("withdrawn_date", "withdrawn"), ("Expires", "expires"),
        ("Expiry date", "expires"), ("Take down on", "expires"), ("Expirey date", "expires"),
        ("Publish from", "publish_from"), ("Embargo", "publish_from"), ("Embargoed until", "publish_from"),
        ("publish_from", "publish_from"), ("Publish form", "publish_from"),
    ],
)  # fmt: skip
def test_a_day_in_a_column_is_the_key_of_the_story(heading, key, tmp_path):
    """Fails when a heading, or one with a slip in it, is passed over: the row would be shown."""
    reading = read(tmp_path, f"{HEAD}{heading}\n{ROW}14/11/2026\n{ROW.replace('SECRET', 'Ward')}\n")
    assert reading.problems == ()
    marked, other = sorted(reading.library.stories, key=lambda one: one.origin.line)
    nothing = {"withdrawn": None, "draft": False, "expires": None, "publish_from": None}
    assert days(marked) == {**nothing, key: date(2026, 11, 14)}
    assert days(other) == nothing


@pytest.mark.parametrize("heading", ["Withdrawn", "Expires", "Publish from"])
@pytest.mark.parametrize(
    "said",
    ["yes", "x", "ja", "no", "-", "n/a", "?", "0", "TRUE", "✓", "Withdrawn", "Smarch 26", "31/02/2026", "\u200b"],
)
def test_what_is_no_day_holds_the_row_back_by_name(heading, said, tmp_path):
    """Fails when what cannot be read counts as nothing: a “yes” under Withdrawn would be shown to everybody."""
    reading = read(tmp_path, f"{HEAD}{heading}\n{ROW}{said}\nWillow,Dark,Lamps,Oct-26,\n")
    assert [one.title for one in reading.library.stories] == ["Dark"]
    (problem,) = reading.problems
    assert (problem.line, problem.code) == (2, "YS304")
    assert problem.message.startswith(f"Cell E2 ({heading}): ")
    assert "2026-10-31" in problem.hint
    assert "the cell empty" in problem.hint


@pytest.mark.parametrize(
    ("said", "is_draft"),
    [("yes", True), ("Yes", True), ("x", True), ("ja", True), ("Draft", True), ("✓", True), ("1", True),
     ("no", False), ("N", False), ("", False), ("maybe", None), ("-", None), ("2026-10-31", None)],
)  # fmt: skip
def test_a_column_that_says_draft(said, is_draft, tmp_path):
    """Fails when a mark in the column Draft is passed over, or when what is neither yes nor no is shown."""
    reading = read(tmp_path, f"{HEAD}Draft\n{ROW}{said}\n")
    if is_draft is None:
        assert reading.library.stories == ()
        assert [(one.line, one.code) for one in reading.problems] == [(2, "YS303")]
        return
    assert reading.problems == ()
    assert [one.draft for one in reading.library.stories] == [is_draft]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.text(min_size=1).filter(lambda text: text.strip(" \t\r\n")))
@example(said="=TODAY()")
@example(said="12")
def test_whatever_stands_under_withdrawn_keeps_the_row_from_readers(said, tmp_path_factory):
    """Fails when any text at all under Withdrawn leaves a story that can be shown."""
    quoted = said.replace('"', '""')
    content = f'{HEAD}Withdrawn\n{ROW}"{quoted}"\n'.encode("utf-8", "replace")
    reading = read(tmp_path_factory.mktemp("odd"), content)
    assert all(one.withdrawn is not None for one in reading.library.stories) or not said.strip()


def test_two_columns_a_hidden_one_and_a_white_cell_are_no_reason_to_show(tmp_path):
    """Fails when the first of two columns counts, or when what nobody can see counts as not said."""
    two = read(tmp_path / "two", f"{HEAD}Withdrawn,Withdrawn on\n{ROW},2026-11-01\n")
    assert (two.library.stories, [one.code for one in two.problems]) == ((), ["YS111"])
    rows = [[*HEAD.strip(",").split(","), "Withdrawn"], [*ROW.strip(",").split(","), "2026-11-01"]]
    hidden = altered(rows, lambda sheet: setattr(sheet.column_dimensions["E"], "hidden", True))
    found = read(tmp_path / "hidden", hidden, "pairs.xlsx")
    assert (found.library.stories, [one.code for one in found.problems]) == ((), ["YS124", "YS111"])
    white = altered(rows, lambda sheet: setattr(sheet["E2"], "font", WHITE))
    found = read(tmp_path / "white", white, "pairs.xlsx")
    assert (found.library.stories, [one.code for one in found.problems]) == ((), ["YS124", "YS307"])


@pytest.mark.parametrize(
    ("head", "row", "held"),
    [
        ("Withdrawn", "2026-11-01", 0), ("Draft", "yes", 0), ("Expires", "2026-11-01", 0),
        ("Publish from", "2026-12-24", 0), ("Status", "draft", 0), ("Status", "withdrawn", 1), ("Withdrawn", "yes", 1),
    ],
)  # fmt: skip
def test_a_marked_row_is_in_no_file_that_a_reader_gets(head, row, held, tmp_path):
    """Fails when any of these columns does not reach the edition: the words would stand on a page or in the data."""
    content = site(tmp_path, more={"stories/list.csv": f"{HEAD}Audiences,{head}\n{ROW}patients,{row}\n"})
    outcome = build_site(content)
    assert sum(one.code in {"YS304", "YS306"} for one in outcome.problems) == held
    files = [one for one in (tmp_path / "site" / "patients").rglob("*") if one.is_file()]
    assert files
    assert not [one for one in files if b"SECRET is noisy" in one.read_bytes()]


@pytest.mark.parametrize(
    ("status", "is_held"),
    [("Done", True), ("Planned", True), ("In progress", True), ("can't change", True), ("Withdrawn", True),
     ("TBC", True), ("To do", False), ("Not started", False), ("", False)],
)  # fmt: skip
def test_a_status_without_an_action_is_not_passed_over(status, is_held, tmp_path):
    """Fails when “Done” beside an empty “We did” is dropped: the page would say that nothing is decided yet."""
    reading = read(tmp_path, f"Ward,You said,We did,Status,Month\nWillow,Noisy,,{status},Oct-26\n")
    assert [(one.line, one.code) for one in reading.problems] == [(2, "YS302")] * is_held
    assert len(reading.library.stories) == (not is_held)


def test_a_column_that_nobody_reads_is_named_once(tmp_path):
    """Fails when a filled column is passed over in silence, an empty one is named, or the words in it are shown."""
    head = "Ward,You said,We did,Month,Comments: ours,Empty,,Ward phone\n"
    rows = "".join(f"Willow,Noisy {at},Ear plugs,Oct-26,SECRET,,SECRET,{at}\n" for at in range(3))
    reading = read(tmp_path / "one", head + rows)
    (problem,) = reading.problems
    assert (problem.code, problem.line) == ("YS128", 1)
    assert problem.message == (
        "The columns “Comments: ours”, G (without a heading) and “Ward phone” are not read: "
        "nothing says what they mean."
    )
    assert "“'Comments: ours': not_read”" in problem.hint
    assert "SECRET" not in str(reading.problems)
    more = "  pairs_for: [patients]\n  headings: {'Comments: ours': not_read, Ward phone: not_read}\n"
    reading = read(tmp_path / "two", head.replace(",,", ",Notes on G,") + rows, settings=more)
    assert ["“Notes on G”" in one.message for one in reading.problems] == [True]
    assert len(reading.library.stories) == 3


def test_a_heading_that_is_left_out_on_purpose_is_left_out(tmp_path):
    """Fails when a heading that the settings leave out is read because the program knows it, or thinks it does."""
    more = "  pairs_for: [patients]\n  headings: {Owner: not_read, Withdrawn by: not_read}\n"
    reading = read(tmp_path, f"{HEAD}Owner,Withdrawn by\n{ROW}Ward manager,SECRET\n", settings=more)
    assert reading.problems == ()
    (one,) = reading.library.stories
    assert (one.actions[0].owner, one.withdrawn) == ("", None)
