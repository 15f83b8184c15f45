"""Odd shapes of tables: no row is shifted, dropped or counted twice in silence."""

from __future__ import annotations

import pytest

from tests.reading.tables.books import altered
from tests.reading.tables.table import ROW, TOTAL, WIDE, WILLOW, Case
from tests.reading.tables.test_fft import project
from tests.reading.tables.test_pairs import HEAD, read
from yousaid.figures.fft import ANSWERS
from yousaid.reading.library import read_library

GOOD = f"Willow Ward,2025-10,{ROW}\n"
OWN = "  headings:\n    {}\n"
COUNT = "Ward,Month,Answer,Count\n"
NO_MONTH = WIDE.replace(",Month", "")
RIGHT = [*WIDE.strip().split(",")]
NUMBERS = [12, 3, 0, 1, 0, 2]

SHAPES = [
    Case("a comma in a name", WIDE + f"Ward 3, East,2025-10,{ROW}\n" + GOOD, WILLOW, [(2, "YS120", "Row 2 holds more cells")]),
    Case(
        "a comma in a name, where nothing else goes wrong",
        NO_MONTH + f"Ward 3, 7,{ROW}\nWillow Ward,{ROW}\n",
        WILLOW,
        [(2, "YS120", "Row 2 holds more cells than the table has headings")],
        file="FFT_Oct_2025.csv",
    ),
    Case("a comma in a number", WIDE + "Maple,2025-10,1,234,3,0,1,0,2\n" + GOOD, WILLOW, [(2, "YS120", "Row 2")]),
    Case(
        "a comma in a number, and a blank cell at the end",
        WIDE + "Maple,2025-10,1,234,3,0,1,0,\n" + GOOD,
        WILLOW,
        [(2, "YS120", "Row 2")],
    ),
    Case("blank cells at the end of a row", WIDE + f"Willow Ward,2025-10,{ROW},,\n", WILLOW),
    Case("blank cells at the end of all rows but the headings", WIDE + f"Willow Ward,2025-10,{ROW},\nMaple,2025-10,{ROW},\n",
         {**WILLOW, ("maple", "2025-10"): WILLOW["willow", "2025-10"]}),
    Case("blank headings at the end", WIDE.replace("\n", ",,\n") + f"Willow Ward,2025-10,{ROW},,\n", WILLOW),
    Case("a note without a heading", WIDE + f"Maple,2025-10,{ROW},closed in May\n" + GOOD, WILLOW, [(2, "YS120", "Row 2")]),
    Case("a semicolon in a number", (WIDE + "Maple,2025-10,1,234,3,0,1,0,2\n").replace(",", ";"), {}, [(2, "YS120", "Row 2")]),
    Case("one row with semicolons", WIDE + GOOD.replace(",", ";") + f"Maple,2025-10,{ROW}\n",
         {("maple", "2025-10"): WILLOW["willow", "2025-10"]}, [(2, "YS121", "Row 2 is one cell: a semicolon stands between")]),
    Case("one row with tabs", WIDE + GOOD.replace(",", "\t"), {}, [(2, "YS121", "Row 2 is one cell: a tab stands between")]),
    Case("quotation marks around a row", WIDE + f'"{GOOD.strip()}"\n', {}, [(2, "YS121", "or quotation marks around all")]),
    Case("a row that ends early", WIDE + "Maple,2025-10\n" + GOOD, WILLOW, [(2, "YS121", "Row 2 ends before the column “Very good”")]),
    Case("a row that ends before the last count", WIDE + "Maple,2025-10,12,3,0,1,0\n" + GOOD, WILLOW,
         [(2, "YS307", "Cell H2 (Don't know) is empty")]),
    Case("a footnote, and rows after it", WIDE + GOOD + f"Source: our own survey\nMaple,2025-10,{ROW}\n",
         {**WILLOW, ("maple", "2025-10"): WILLOW["willow", "2025-10"]}),
    Case("rows of spaces", WIDE + " , ,\u00a0, , , , , \n" + GOOD + "\t,\n", WILLOW),
    Case("the headings again", WIDE + GOOD + WIDE + f"Maple,2025-10,{ROW}\n",
         {**WILLOW, ("maple", "2025-10"): WILLOW["willow", "2025-10"]}),
    Case("the headings again, in small letters, one an answer", "Date,Ward,Response\n2025-10-01,Willow,Good\nDATE,ward,response\n2025-10-02,Willow,Good\n",
         {("willow", "2025-10"): (0, 2, 0, 0, 0, 0)}),
    Case(
        "other headings further down",
        WIDE + GOOD + WIDE.replace("Very good,Good", "Good,Very good") + f"Maple,2025-10,{ROW}\n",
        WILLOW,
        [(3, "YS125", "Row 3 holds other headings than row 1.")],
    ),
    Case(
        "more headings further down",
        WIDE + f"Maple,2025-10,{ROW}\n" + TOTAL + "Willow Ward,2025-10,12,3,0,1,0,2,18\n",
        WILLOW,
        [(1, "YS125", "row 1 holds other headings than row 3")],
    ),
    Case("no “Don't know”, and a hidden total", TOTAL.replace(",Don't know", "") + "Maple,2025-10,12,3,0,1,0,*\nWillow,2025-10,12,3,0,1,0,16\n",
         {("willow", "2025-10"): (12, 3, 0, 1, 0, 0)}, [(2, "YS112", "Cell A2 (Ward)")]),
    Case("no “Don't know”, and no total in a row", TOTAL.replace(",Don't know", "") + "Maple,2025-10,12,3,0,1,0,\n",
         {}, [(2, "YS307", "Cell H2 (Total responses) is empty, and there is no column for “Dont know”")]),
    Case("no “Don't know”, and a total that is none", TOTAL.replace(",Don't know", "") + "Maple,2025-10,12,3,0,1,0,x\n",
         {}, [(2, "YS305", "Cell H2 (Total responses)")]),
    Case("nothing but a total and two answers", "Ward,Month,Very good,Good,Total\nMaple,2025-10,1,2,*\nWillow,2025-10,1,2,3\n",
         {("willow", "2025-10"): (1, 2, 0, 0, 0, 0)}, [(2, "YS112", "Cell A2")]),
    Case("a hidden total beside all six answers", TOTAL + f"Willow,2025-10,{ROW},*\n", WILLOW),
    Case("a wrong number of silent people", TOTAL.replace(",Total", ",Not answered,Total") + f"Willow,2025-10,{ROW},many,18\n",
         {}, [(2, "YS305", "Cell I2 (Not answered)")]),
    Case("a heading of the settings wins over a guess", "Location 1,Location_3," + WIDE[5:] + f"Kestrel,Willow Ward,2025-10,{ROW}\n", WILLOW,
         settings=OWN.format("location_3: ward")),
    Case("a heading of the settings wins over a share", WIDE.replace("Good", "Pos %", 1) + GOOD, WILLOW, settings=OWN.format("'Pos %': good")),
    Case("a heading of the settings wins over another meaning", WIDE.replace("Ward", "Total") + GOOD, WILLOW, settings=OWN.format("Total: ward")),
    Case("two headings of the settings for one thing", "Where,Place," + WIDE[5:] + f"Willow,Maple,2025-10,{ROW}\n", {},
         [(1, "YS111", "The columns “Where” and “Place” mean the same")], settings="  headings:\n    Where: ward\n    Place: ward\n"),
    Case("two columns that can be the ward", "Ward,Service," + WIDE[5:] + f"Willow,Surgery,2025-10,{ROW}\n", WILLOW,
         [(1, "YS122", "the columns “Ward” and “Service” can both be the ward. “Ward” is used.")]),
    Case("two columns that can be the ward, and what the hint says", "Ward,Service," + WIDE[5:] + f"Willow,Surgery,2025-10,{ROW}\n", WILLOW,
         settings=OWN.format("Ward: ward")),
    Case("the end of a number that came apart", WIDE + "Maple,2025-10,1,034,3,0,1,0\n" + GOOD, WILLOW,
         [(2, "YS305", "Cell D2 (Good) holds “034”, which begins with 0")]),
    Case("a hidden count of one answer", COUNT + "Willow,2025-10,Good,12\nWillow,2025-10,Poor,*\nMaple,2025-10,Good,5\n",
         {("maple", "2025-10"): (0, 5, 0, 0, 0, 0)}, [(3, "YS112", "the ward and month are left out")]),
    Case("a row that came apart, one count a row", COUNT + "Willow,2025-10,Good,12\nWillow,2025-10,Very good,1,234\n", {},
         [(0, "YS120", "no count of this table is used"), (3, "YS120", "Row 3 holds more cells")]),
    Case("a workbook called .csv", b"PK\x03\x04" + b"\0" * 90, {}, [(0, "YS101", "This is a workbook")]),
    Case("an old workbook called .csv", b"\xd0\xcf\x11\xe0" + b"a" * 90, {}, [(0, "YS101", "This is an old workbook")]),
    Case("a row of a workbook with a cell too many", altered([RIGHT, ["Maple", "East", "2025-10", *NUMBERS]], lambda sheet: None), {},
         [(2, "YS120", "Row 2 of the sheet “Data” holds more cells")], file="fft.xlsx"),
    Case("a merged count", altered([RIGHT, ["Willow", "2025-10", *NUMBERS], ["Maple", "2025-10", None, 3, 0, 1, 0, 2]], lambda sheet: sheet.merge_cells("C2:C3")),
         {}, [(2, "YS126", "Cell C2 (Very good) of the sheet “Data” is merged"), (3, "YS126", "Cell C3")], file="fft.xlsx"),
    Case("an error of Excel as a count", altered([RIGHT, ["Willow", "2025-10", "#REF!", *NUMBERS[1:]]], lambda sheet: None), {},
         [(2, "YS305", "holds “#REF!”")], file="fft.xlsx"),
]  # fmt: skip


@pytest.mark.parametrize("case", SHAPES, ids=lambda case: case.name)
def test_a_table_of_an_odd_shape(case: Case, tmp_path):
    """Fails when a row is read though its cells do not stand under their headings, or is passed over in silence."""
    reading = read_library(project(tmp_path, case))
    found = {
        (one.place, one.period): tuple(getattr(one.fft, name) for name in ANSWERS) for one in reading.library.summaries
    }
    assert found == case.figures
    assert [(one.line, one.code) for one in reading.problems] == [(row, code) for row, code, _ in case.problems]
    for problem, (_, _, words) in zip(reading.problems, case.problems, strict=True):
        assert words in problem.message
        assert problem.hint


PAIRS = [
    ("a comma in a text", HEAD + "Willow,Too noisy, at night,Ear plugs,Done,Oct-26\n", [], [(2, "YS120")]),
    ("a comma in a text, nothing else wrong", "Ward,You said,We did\nWillow,Too noisy,at night,Ear plugs\n", [], [(2, "YS120")]),
    ("semicolons in one row", HEAD + "Willow;Too noisy;Ear plugs;Done;Oct-26\nMaple,A,B,Done,Oct-26\n", ["A"], [(2, "YS121")]),
    ("the headings again", HEAD + "Maple,A,B,Done,Oct-26\n" + HEAD + "Maple,C,D,Done,Oct-26\n", ["A", "C"], []),
    ("other headings", HEAD + "Maple,A,B,Done,Oct-26\nWard,We did,You said,Status,Month\nMaple,C,D,Done,Oct-26\n", ["A"], [(3, "YS125")]),
    ("a formula", HEAD + "Maple,=1+1,B,Done,Oct-26\n", [], [(2, "YS123")]),
    ("an error of Excel", HEAD + "Maple,A,#NAME?,Done,Oct-26\nMaple,#n/a,B,Done,Oct-26\n", [], [(2, "YS123"), (3, "YS123")]),
    ("a row without words", HEAD + "Maple,,,Done,Oct-26\nMaple,A,B,Done,Oct-26\n", ["A"], [(2, "YS127")]),
    ("a ward alone", HEAD + "Maple,,,,\nMaple,A,B,Done,Oct-26\n", ["A"], []),
    ("two columns of words", "Ward,You said,You told us,We did\nMaple,A,B,C\n", [], [(1, "YS111")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "titles", "problems"), PAIRS, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_table_of_pairs_of_an_odd_shape(
    name: str, text: str, titles: list[str], problems: list[tuple[int, str]], tmp_path
):
    """Fails when a row of words that came apart becomes a story, or a row is passed over in silence."""
    reading = read(tmp_path, text)
    assert sorted(one.title for one in reading.library.stories) == titles, name
    assert [(one.line, one.code) for one in reading.problems] == problems


def test_headings_of_the_settings_win_in_tables_of_pairs(tmp_path):
    """A heading that is known for something else, one of two for one thing, and the word ward for a place."""
    settings = "  pairs_for: [patients]\n  headings:\n    Unit: ward\n    Outcome: we_did\n    Feedback: you_said\n"
    text = "Area,Unit,You said,Feedback,Outcome,Month\nx,Willow,WRONG,Too noisy,Ear plugs,Oct-26\n"
    reading = read(tmp_path, text, settings=settings)
    assert reading.problems == ()
    (story,) = reading.library.stories
    assert (story.place, story.you_said, story.actions[0].text, story.difference) == (
        "willow",
        "Too noisy",
        "Ear plugs",
        "",
    )
