"""Laws of odd tables: whatever stands in them, nothing crashes, no row is lost in silence, no count is made up."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import IllegalCharacterError

from tests.reading.tables.books import workbook
from yousaid.model.site import Organisation, Tables
from yousaid.problems import KINDS, Problem, format_problem
from yousaid.reading.files import File
from yousaid.reading.tables.figures import read_figures
from yousaid.reading.tables.headings import FFT_COLUMNS, PAIR_COLUMNS
from yousaid.reading.tables.pairs import read_pairs
from yousaid.reading.tables.read import tally_table

ODD = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
OURS = Organisation(name="Teaselbridge NHS Trust", code="RXX")
TABLES = Tables(figures_for=("patients",), pairs_for=("patients",))

KNOWN = sorted({name for columns in (FFT_COLUMNS, PAIR_COLUMNS) for names in columns.values() for name in names})
LOOK_ALIKE = ["Wаrd", "Very  good", "VERY_GOOD", "good.", "Ward\u200b", "Very\u00a0good", "1 Very Good SUM", "% good"]
HEADINGS = st.one_of(
    st.sampled_from(KNOWN), st.sampled_from([*LOOK_ALIKE, "", " ", "a" * 5000, "=1+1", "{cell}", "Ward"]), st.text()
)
CELLS = st.one_of(
    st.sampled_from(
        ["", "0", "5", "12.0", "1,234", "1e3", "½", "１２", "-3", "12.5", "50%", "*", "-", "n/a", "<5", "=1+1", "#REF!"]
    ),
    st.sampled_from(
        ["Willow", "Total", "Good", "Very good", "2025-10", "Oct-25", "31/12/2025", "45931", "²", "٣", "TRUE"]
    ),
    st.sampled_from(
        [" ", "\u00a0", "\x00", "\x0b", "\ud7ff", "a\nb", '"', "'", "{cell}", "x" * 3000, "—", "; ; ; ; ; ;"]
    ),
    st.text(),
)
ROWS = st.lists(st.lists(CELLS, max_size=12), max_size=8)
PLAIN = st.sampled_from(
    ["0", "1", "7", "12", "12.0", "x", "", "*", "-1", "½", "#REF!", "1,234", "<5", "=2", "Ward", ";;;;;;;"]
)
ANSWERS = ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know"]


def read_all(folder: Path, content: bytes, name: str, tables: Tables = TABLES) -> list[Problem]:
    """Read a file as figures and as pairs, and return all problems; each can be shown."""
    (folder / name).write_bytes(content)
    figures = File(f"feedback/{name}", str(folder / name))
    pairs = read_pairs(File(f"stories/{name}", str(folder / name)), tables)
    problems = [
        *tally_table(figures, tables).problems,
        *read_figures([figures], tables, OURS, None)[1],
        *pairs.problems,
    ]
    problems += [problem for entry in pairs.entries for problem in entry.report.problems]
    for problem in problems:
        assert problem.code in KINDS
        assert format_problem(problem).encode("utf-8")
    return problems


def as_csv(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    """Return rows as a text file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding, "replace")


def as_workbook(rows: list[list[str]], data: st.DataObject) -> bytes:
    """Return rows as a workbook in which some are hidden, merged, struck out or numbers with a format."""
    book = Workbook()
    sheet = book.active
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            try:
                sheet.cell(at, column).value = float(text) if re.fullmatch("[0-9]{1,6}", text) else text[:32000]
            except IllegalCharacterError:
                sheet.cell(at, column).value = "?"
    places = st.tuples(st.integers(1, 8), st.integers(1, 12))
    for at, column in data.draw(st.lists(places, max_size=4)):
        change = data.draw(st.integers(0, 4))
        one = sheet.cell(at, column)
        if change == 0:
            sheet.row_dimensions[at].hidden = True
        elif change == 1:
            sheet.column_dimensions[one.column_letter].hidden = True
        elif change == 2:
            one.font = Font(strike=True)
        elif change == 3:
            one.number_format = data.draw(
                st.sampled_from(['"YS-"0000', "0%", ";;;", "dd/mm/yyyy", "[h]:mm", "@", '[<5]"*";0'])
            )
        else:
            sheet.merge_cells(start_row=at, start_column=column, end_row=at + 2, end_column=column + 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


SHORT = ["Ward", "Month", "Very good", "Good", "Total"]


@ODD
@given(
    headings=st.lists(HEADINGS, min_size=1, max_size=12),
    rows=ROWS,
    form=st.tuples(
        st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
    ),
    own=st.dictionaries(
        st.sampled_from([*KNOWN, "a"]), st.sampled_from(sorted({*FFT_COLUMNS, *PAIR_COLUMNS})), max_size=4
    ),
)
@example(headings=SHORT, rows=[["Willow", "2025-10", "1", "2", "*"]], form=(",", "utf-8"), own={})
@example(headings=SHORT, rows=[["Willow", "2025-10", "1", "2", "x"]], form=(",", "utf-8"), own={})
@example(headings=SHORT, rows=[["Willow", "2025-10", "1", "2", ""]], form=(",", "utf-8"), own={})
def test_no_text_file_crashes_it(headings, rows, form, own, tmp_path_factory) -> None:
    """Known, odd and repeated headings, ragged rows, any encoding, any settings. Fails on any exception."""
    content = as_csv([headings, *rows], *form)
    read_all(tmp_path_factory.mktemp("odd"), content, "fft.csv", Tables(figures_for=("patients",), headings=own))


@ODD
@given(headings=st.lists(HEADINGS, min_size=1, max_size=12), rows=ROWS, hidden=st.booleans(), data=st.data())
def test_no_workbook_crashes_it(headings, rows, hidden, data, tmp_path_factory) -> None:
    """The same in workbooks with hidden, merged, struck-out and formatted cells. Fails on any exception."""
    tables = Tables(figures_for=("patients",), pairs_for=("patients",), include_hidden=hidden)
    read_all(tmp_path_factory.mktemp("odd"), as_workbook([headings, *rows], data), "fft.xlsx", tables)


@ODD
@given(part=st.integers(0, 20), at=st.integers(0, 4000), new=st.binary(max_size=12), cut=st.integers(0, 60))
def test_no_damage_in_a_workbook_crashes_it(part, at, new, cut, tmp_path_factory) -> None:
    """Bytes written over, cut out or put into any part of a workbook; nothing of the file is trusted."""
    rows = [["Ward", "Month", *ANSWERS], ["Willow", "2025-10", 12, 3, 0, 1, 0, 2]]
    source = zipfile.ZipFile(io.BytesIO(workbook({"A": rows, "B": rows})))
    names = source.namelist()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in names:
            raw = source.read(name)
            if name == names[part % len(names)]:
                place = at % (len(raw) + 1)
                raw = raw[:place] + new + raw[place + cut :]
            target.writestr(name, raw)
    read_all(tmp_path_factory.mktemp("odd"), stream.getvalue(), "fft.xlsx")


@ODD
@given(
    rows=st.lists(st.lists(PLAIN, min_size=6, max_size=7), max_size=6),
    places=st.lists(st.sampled_from(["Willow", "Maple", ""]), min_size=6, max_size=6),
    separator=st.sampled_from(",;\t|"),
)
def test_no_row_of_figures_is_lost_in_silence(rows, places, separator, tmp_path_factory) -> None:
    """Each row is counted as it stands, or named, or says nothing. Fails when a row goes another way."""
    folder = tmp_path_factory.mktemp("odd")
    table = [[place, "2025-10", *row] for place, row in zip(places, rows, strict=False)]
    (folder / "fft.csv").write_bytes(as_csv([["Ward", "Month", *ANSWERS], *table], separator, "utf-8"))
    found = tally_table(File("feedback/fft.csv", str(folder / "fft.csv")), TABLES)
    counted = {one.row: one for one in found.tallied}
    named = {problem.line for problem in found.problems}
    for number, (place, _, *cells) in enumerate(table, 2):
        if number in counted and not counted[number].hidden:
            assert (counted[number].ward, list(counted[number].counts)) == (place, [naive(text) for text in cells[:6]])
            assert len(cells) == 6 or not cells[6]
        else:
            assert number in counted or number in named or not any(cells[:6])


def naive(text: str) -> int:
    """Return a count as anybody reads it."""
    return int(float(text.replace(",", "")))


@ODD
@given(
    rows=st.lists(
        st.tuples(*[st.sampled_from(["Willow", "", "Too noisy", "a, b", "=1", "#N/A", "Done", "Oct-26"])] * 5),
        max_size=8,
    ),
    spare=st.lists(st.sampled_from(["", "", "more"]), min_size=8, max_size=8),
)
def test_no_row_of_pairs_is_lost_in_silence(rows, spare, tmp_path_factory) -> None:
    """Each row of a list is a story with its own words, or is named, or holds one cell at most."""
    folder = tmp_path_factory.mktemp("odd")
    table = [[*row, *([more] if more else [])] for row, more in zip(rows, spare, strict=False)]
    text = as_csv([["Ward", "You said", "We did", "Status", "Month"], *table], ",", "utf-8")
    (folder / "list.csv").write_bytes(text)
    found = read_pairs(File("stories/list.csv", str(folder / "list.csv")), TABLES)
    stories = {entry.origin.line: entry.data for entry in found.entries}
    named = {problem.line for problem in found.problems}
    for number, row in enumerate(table, 2):
        if number in stories:
            assert len(row) == 5
            assert stories[number].get("you_said", "") == row[1]
        else:
            assert number in named or sum(map(bool, row)) <= 1
