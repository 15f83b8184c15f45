"""What is hidden in a workbook, filtered out, struck out or invisible: never read, and named in one message a sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from tests.reading.tables.books import altered, workbook
from tests.reading.tables.table import WIDE
from tests.reading.tables.test_fft import PLACES, SITE
from tests.reading.tables.test_pairs import HEAD, PAIRS_FOR, read
from tests.sites import write
from yousaid.reading.library import Reading, read_library

PAIRS = [
    [*HEAD.strip().split(","), "Note"],
    ["Willow", "One", "Lamp", "Done", "Oct-26", "ok"],
    ["Willow", "SECRET", "Word with the nurse", "Done", "Oct-26", "Do not publish"],
    ["Maple", "Three", "Fan", "Planned", "Oct-26", "ok"],
]
FIGURES = [WIDE.strip().split(","), *(["Willow", f"2025-{month}", 12, 3, 0, 1, 0, 2] for month in ("08", "09", "10"))]
HIDDEN = "Sheet “Data”: nothing is read of {} (hidden, or left out by a filter)."
STRUCK = "Sheet “Data”: nothing is read of {} (struck out)."
UNSEEN = "Sheet “Data”: nothing is read of {} (written so that nobody can see it)."
STRIKE = Font(strike=True)
WHITE = Font(color="FFFFFFFF")


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def _filter(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:F4"
    sheet.auto_filter.add_filter_column(5, ["ok"])
    sheet.row_dimensions[3].hidden = True


def _flatten(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].height = 0


def _squeeze(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].height = 0.75


def _collapse(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(3, 3, hidden=True)


def _strike(sheet: Worksheet) -> None:
    for cell in sheet[3]:
        cell.font = STRIKE


def _strike_one(sheet: Worksheet) -> None:
    sheet["C3"].font = STRIKE


def _strike_a_word(sheet: Worksheet) -> None:
    sheet["B3"] = CellRichText("SECRET ", TextBlock(InlineFont(strike=True), "and more"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_hide, HIDDEN), (_filter, HIDDEN), (_flatten, HIDDEN), (_squeeze, HIDDEN), (_collapse, HIDDEN),
        (_strike, STRUCK), (_strike_one, STRUCK), (_strike_a_word, STRUCK),
    ],
)  # fmt: skip
def test_a_row_that_somebody_took_away_is_no_story_and_is_named(
    change: Callable[[Worksheet], None], message: str, tmp_path
):
    """Fails when `grids.left_out` leaves one of the ways out, or the message lacks sheet or row."""
    reading = read(tmp_path, altered(PAIRS, change), "pairs.xlsx")
    assert [one.title for one in reading.library.stories] == ["Three", "One"]
    assert [(one.line, one.code, one.message) for one in reading.problems] == [(3, "YS124", message.format("row 3"))]
    assert "include_hidden: true" in reading.problems[0].hint


@pytest.mark.parametrize("change", [_hide, _filter, _flatten, _collapse, _strike, _strike_a_word])
def test_what_the_hint_says_reads_it(change: Callable[[Worksheet], None], tmp_path):
    """Fails when `include_hidden` does not reach the reader of workbooks."""
    settings = PAIRS_FOR + "  include_hidden: true\n"
    reading = read(tmp_path, altered(PAIRS, change), "pairs.xlsx", settings)
    assert reading.problems == ()
    assert len(reading.library.stories) == 3


def figures(folder, content: bytes, settings: str = "") -> Reading:
    """Read a project with one workbook of figures."""
    files = {"site.yaml": SITE + settings, "places.yaml": PLACES, "feedback/fft.xlsx": content}
    return read_library(write(folder, files))


@pytest.mark.parametrize("change", [_hide, _flatten, _collapse, _strike, _strike_one])
def test_a_hidden_row_of_figures_is_not_added(change: Callable[[Worksheet], None], tmp_path):
    """Fails when a row of counts that nobody sees in Excel is counted; with `include_hidden`, it is."""
    content = altered(FIGURES, change)
    reading = figures(tmp_path, content)
    assert [one.period for one in reading.library.summaries] == ["2025-08", "2025-10"]
    assert [(one.line, one.code) for one in reading.problems] == [(3, "YS124")]
    again = figures(tmp_path, content, "  include_hidden: true\n")
    assert (len(again.library.summaries), again.problems) == (3, ())


def test_hidden_columns_with_all_that_a_group_spans(tmp_path):
    """A grouped range is written once, for its first column: its other columns are hidden as well.

    A month that is left out is missing, and says nothing else.
    """

    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions.group("G", "AZ", hidden=True)

    rows = [[*PAIRS[0][:5], "Note", "Difference", "Title"], *([*row, "SECRET", "SECRET"] for row in PAIRS[1:])]
    reading = read(tmp_path, altered(rows, hide), "pairs.xlsx")
    (problem,) = reading.problems
    assert problem.message == HIDDEN.format("columns G to H")
    assert {one.difference for one in reading.library.stories} == {""}
    assert sorted(one.title for one in reading.library.stories) == ["One", "SECRET", "Three"]


def test_a_column_of_no_width_is_hidden(tmp_path):
    """Fails when only the word hidden counts: Excel writes width 0 when somebody draws a column together."""

    def narrow(sheet: Worksheet) -> None:
        sheet.column_dimensions["F"].width = 0.1

    reading = read(tmp_path, altered(PAIRS, narrow), "pairs.xlsx")
    assert [one.message for one in reading.problems] == [HIDDEN.format("column F")]
    assert len(reading.library.stories) == 3


@pytest.mark.parametrize(
    ("heading", "said"), [("Audiences", "staff"), ("Status", "Planned"), ("Ward", "Willow"), ("Month", "Oct-26")]
)
def test_a_hidden_column_that_decides_holds_the_rows_back(heading: str, said: str, tmp_path):
    """Fails when a row falls back on what the settings say, because the column with its own audience is hidden."""
    rows = [["You said", "We did", heading], ["SECRET", "Word with the nurse", said]]
    content = altered(rows, lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True))
    reading = read(tmp_path, content, "pairs.xlsx")
    assert reading.library.stories == ()
    assert [one.code for one in reading.problems] == ["YS124", "YS111"]
    assert f"the column “{heading}” is hidden" in reading.problems[1].message


def test_an_audience_in_white_is_no_blank(tmp_path):
    """Fails when a row that says staff in white is shown to those whom the settings name."""
    rows = [["You said", "We did", "Audiences"], ["SECRET", "Word with the nurse", "staff"], ["Fine", "Lamp", ""]]
    reading = read(tmp_path, altered(rows, lambda sheet: setattr(sheet["C2"], "font", WHITE)), "pairs.xlsx")
    assert [one.title for one in reading.library.stories] == ["Fine"]
    assert [one.code for one in reading.problems] == ["YS124", "YS307"]


def test_a_hidden_ward_makes_no_figures_of_the_site(tmp_path):
    """Fails when rows about wards count as rows about their site, because the wards' column is hidden."""
    rows = [["Site", *FIGURES[0]], *(["The General", *row] for row in FIGURES[1:])]
    content = altered(rows, lambda sheet: setattr(sheet.column_dimensions["B"], "hidden", True))
    reading = figures(tmp_path, content)
    assert (reading.library.summaries, [one.code for one in reading.problems]) == ((), ["YS124", "YS111"])


def test_one_message_names_everything_of_a_sheet(tmp_path):
    """Fails when each row gets a message of its own, or a kind of hiding is forgotten in the one message."""

    def hide(sheet: Worksheet) -> None:
        for row in (3, 4, 5, 9):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["F"].hidden = True
        sheet["B7"].font = STRIKE

    rows = [PAIRS[0], *(["Willow", f"Number {number}", "Yes", "Done", "Oct-26", "x"] for number in range(2, 11))]
    reading = read(tmp_path, altered(rows, hide), "pairs.xlsx")
    (problem,) = reading.problems
    assert problem.message == (
        "Sheet “Data”: nothing is read of rows 3 to 5 and 9 and column F (hidden, or left out by a filter), "
        "and of row 7 (struck out)."
    )
    assert sorted(one.title for one in reading.library.stories) == ["Number 10", "Number 2", "Number 6", "Number 8"]


def test_empty_rows_and_columns_that_are_hidden_are_no_news(tmp_path):
    """Many people hide all that a table does not use."""

    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions.group("H", "XFD", hidden=True)
        for row in range(5, 30):
            sheet.row_dimensions[row].hidden = True

    assert read(tmp_path, altered(PAIRS, hide), "pairs.xlsx").problems == ()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_with_a_table_is_named_and_can_be_read(state: str, tmp_path):
    """Fails when a whole sheet of stories is passed over in silence, or a list for drop-downs is told."""

    def hide(sheet: Worksheet) -> None:
        second = sheet.parent.create_sheet("Later")
        for row in (PAIRS[0], ["Willow", "Later", "Soon", "Done", "Oct-26", "ok"]):
            second.append(row)
        words = sheet.parent.create_sheet("Lists")
        words.append(["Status", "Ward"])
        second.sheet_state = words.sheet_state = state

    content = altered(PAIRS, hide)
    reading = read(tmp_path, content, "pairs.xlsx")
    (problem,) = reading.problems
    assert problem.message == "Sheet “Later”: nothing is read of it, as the whole sheet is hidden."
    assert len(reading.library.stories) == 3
    again = read(tmp_path, content, "pairs.xlsx", PAIRS_FOR + "  include_hidden: true\n")
    assert "Later" in {one.title for one in again.library.stories}


def test_words_that_nobody_can_see_are_not_read(tmp_path):
    """White on white, a format that shows nothing, type of one point: each cell is named."""

    def hide(sheet: Worksheet) -> None:
        sheet["B2"].font = WHITE
        sheet["B3"].number_format = ";;;"
        sheet["B4"].font = Font(size=1)

    reading = read(tmp_path, altered(PAIRS, hide), "pairs.xlsx")
    (problem,) = reading.problems
    assert problem.message == UNSEEN.format("cell B2, B3, B4")
    assert {one.you_said for one in reading.library.stories} == {""}


def test_white_headings_on_a_colour_are_read(tmp_path):
    """Fails when white words count as hidden on a fill, or in a sheet whose table style colours the headings."""

    def paint(sheet: Worksheet) -> None:
        for cell in sheet[1]:
            cell.font, cell.fill = WHITE, PatternFill("solid", fgColor="FF005EB8")

    def style(sheet: Worksheet) -> None:
        for cell in sheet[1]:
            cell.font = WHITE
        table = Table(displayName="Pairs", ref="A1:F4")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
        sheet.add_table(table)

    for change in (paint, style):
        reading = read(tmp_path, altered(PAIRS, change), "pairs.xlsx")
        assert (reading.problems, len(reading.library.stories)) == ((), 3)


def test_numbers_stay_as_they_are_shown(tmp_path):
    """A reference 42 that is shown as YS-0042 is YS-0042; counts that are only grouped stay counts."""
    rows = [
        [*HEAD.strip().split(","), "Ref", "Difference"],
        ["Willow", "One", "Lamp", "Done", "Oct-26", 42, 0.95],
        ["Willow", "Two", "Fan", "Done", "Oct-26", 43, 1],
    ]

    def write_so(sheet: Worksheet) -> None:
        sheet["F2"].number_format = '"YS-"0000'
        sheet["F3"].number_format = "0000"
        sheet["G2"].number_format = "0%"

    reading = read(tmp_path, altered(rows, write_so), "pairs.xlsx")
    assert reading.problems == ()
    found = sorted((one.title, one.ref, one.difference) for one in reading.library.stories)
    assert found == [("One", "YS-0042", "95%"), ("Two", "0043", "1")]

    def group(sheet: Worksheet) -> None:
        for row in sheet["C2:H4"]:
            for cell in row:
                cell.number_format = '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-'

    counted = figures(tmp_path / "fft", altered(FIGURES, group))
    assert (counted.problems, counted.library.summaries[0].fft.neither) == ((), 0)


def test_a_share_is_no_count(tmp_path):
    """A cell that shows 100% holds the number 1: it must not become a count of 1."""
    rows = [FIGURES[0], ["Willow", "2025-10", 1, 0, 0, 0, 0, 0]]

    def percent(sheet: Worksheet) -> None:
        sheet["C2"].number_format = "0%"

    reading = figures(tmp_path, altered(rows, percent))
    assert reading.library.summaries == ()
    assert [(one.line, one.code) for one in reading.problems] == [(2, "YS305")]
    assert "“100%”" in reading.problems[0].message


def test_merged_cells_count_for_every_row(tmp_path):
    """A ward and a month that stand once beside three rows; a row that is merged whole is one row."""
    rows = [
        HEAD.strip().split(","),
        ["Willow", "One", "Lamp", "Done", "Oct-26"],
        [None, "Two", "Fan", "Done", None],
        [None, "Three", "Bell", "Done", None],
        [None, None, None, None, None],
        ["Maple", "Four", "Bed", "Done", "Nov-26"],
    ]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("E2:E4")
        for column in "ABCDE":
            sheet.merge_cells(f"{column}6:{column}7")

    reading = read(tmp_path, altered(rows, merge), "pairs.xlsx")
    assert reading.problems == ()
    found = sorted((one.title, one.place, str(one.date)) for one in reading.library.stories)
    assert found == [
        ("Four", "maple", "2026-11-01"),
        ("One", "willow", "2026-10-01"),
        ("Three", "willow", "2026-10-01"),
        ("Two", "willow", "2026-10-01"),
    ]


def test_a_merged_cell_that_starts_in_a_hidden_row_is_seen_in_the_others(tmp_path):
    """Excel shows the value of merged cells as long as one of their rows is shown."""
    rows = [
        HEAD.strip().split(","),
        ["Willow", "One", "Lamp", "Done", "Oct-26"],
        [None, "Two", "Fan", "Done", "Oct-26"],
    ]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[2].hidden = True

    reading = read(tmp_path, altered(rows, merge), "pairs.xlsx")
    assert [(one.title, one.place) for one in reading.library.stories] == [("Two", "willow")]


def damaged(part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """Return a workbook with one part of its file changed, or taken out."""
    source = zipfile.ZipFile(io.BytesIO(workbook({"A": FIGURES, "B": FIGURES})))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            raw = source.read(name)
            new = change(raw) if name.endswith(part) else raw
            if new is not None:
                target.writestr(name, new)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        damaged("sheet1.xml", lambda raw: None), damaged("sheet1.xml", lambda raw: raw[: len(raw) // 2]),
        damaged("sheet1.xml", lambda raw: b""),
        damaged("sheet1.xml", lambda raw: raw.replace(b'r="2"', b'r="99999999"')),
        damaged("sheet1.xml", lambda raw: raw.replace(b'r="3"', b'r="2"')),
        damaged("sheet1.xml", lambda raw: raw.replace(b't="n"', b't="s"')),
        damaged("workbook.xml", lambda raw: None), damaged("styles.xml", lambda raw: b"<a"),
        damaged("[Content_Types].xml", lambda raw: None), damaged("workbook.xml.rels", lambda raw: None),
    ],
)  # fmt: skip
def test_a_damaged_workbook_is_named_and_nothing_of_the_damaged_sheet_is_used(content: bytes, tmp_path):
    """Half a sheet is no sheet: what was read before the damage is not counted, and the other sheets are."""
    reading = figures(tmp_path, content)
    assert "YS110" in {one.code for one in reading.problems}
    assert "Traceback" not in "".join(one.message for one in reading.problems)
    assert len(reading.library.summaries) in {0, 3}


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("sheet1.xml", lambda raw: raw.replace(b'<row r="2">', b'<row r="2">' + b"<c/>" * 1_200_000)),
        ("styles.xml", lambda raw: raw.replace(b"<fonts", b" " * 34_000_000 + b"<fonts")),
    ],
)
def test_a_workbook_that_unpacks_to_far_too_much_is_refused(part: str, change: Callable[[bytes], bytes], tmp_path):
    """Fails when a small file can fill the memory: with empty cells, or with a part that is not looked at."""
    reading = figures(tmp_path, damaged(part, change))
    assert "YS103" in {one.code for one in reading.problems}
    assert len(reading.library.summaries) in {0, 3}
