"""Laws of tables: however a table is laid out and written, the same figures come out; and nothing ever crashes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.tables.books import workbook
from tests.reading.tables.table import Case
from tests.reading.tables.test_fft import project
from yousaid.figures.days import MONTHS
from yousaid.figures.fft import ANSWERS
from yousaid.problems import KINDS
from yousaid.reading.library import read_library

FOLDERS = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
NAMES = {"willow": ["Willow Ward", "Ward 7", "willow"], "maple": ["Maple", "MAPLE"], "cafe": ["Café Ward"]}
HEADINGS = ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know"]
CELLS = ["Ward", "Month", *HEADINGS, "Willow", "2025-10", "5", "*", "", '"']
WRITTEN = [
    lambda year, month: f"{year}-{month:02}",
    lambda year, month: f"{MONTHS[month - 1]} {year}",
    lambda year, month: f"{MONTHS[month - 1][:3]}-{year % 100}",
    lambda year, month: f"01/{month:02}/{year}",
    lambda year, month: f"{month}/{year}",
    lambda year, month: f"{year}-{month:02}-28 23:59:59",
]
FIGURES = st.dictionaries(
    st.tuples(st.sampled_from(sorted(NAMES)), st.integers(2021, 2025), st.integers(1, 12)),
    st.lists(st.integers(0, 9), min_size=6, max_size=6).filter(sum),
    min_size=1,
    max_size=6,
)


def text_of(rows: list[list[object]], delimiter: str) -> str:
    """Return rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def found(folder, case: Case) -> tuple[Mapping[tuple[str, str], list[int]], list[str]]:
    """Return the figures that are read and the codes of the problems."""
    reading = read_library(project(folder, case))
    figures = {
        (one.place, one.period): [getattr(one.fft, name) for name in ANSWERS] for one in reading.library.summaries
    }
    return figures, [problem.code for problem in reading.problems]


@FOLDERS
@given(figures=FIGURES, data=st.data())
def test_every_way_to_write_a_table_gives_the_same_figures(figures, data, tmp_path_factory) -> None:
    """Wide or one row an answer, any delimiter and encoding, CSV or workbook, in any order of rows and columns."""
    wanted = {(place, f"{year}-{month:02}"): counts for (place, year, month), counts in figures.items()}
    written = data.draw(st.sampled_from(WRITTEN))
    rows: list[list[object]] = []
    for (place, year, month), counts in figures.items():
        name = data.draw(st.sampled_from(NAMES[place]))
        rows.append([name, written(year, month), *counts])
    if data.draw(st.booleans()):
        head: list[object] = ["Ward", "Month", *HEADINGS]
    else:
        head = ["Ward", "Response date", "Answer", "Comment"]
        rows = [
            [row[0], row[1], answer, "Slow, but kind;\nthank you"]
            for row in rows
            for answer, count in zip(HEADINGS, row[2:], strict=True)
            for _ in range(count)
        ]
    rows = data.draw(st.permutations(rows)) if len(rows) < 30 else rows
    order = data.draw(st.permutations(range(len(head))))
    table = [[row[at] for at in order] for row in [head, *rows]]
    table += [[] for _ in range(data.draw(st.integers(0, 2)))]
    if data.draw(st.booleans()):
        case = Case("", workbook({"Data": table}), file="fft.xlsx")
    else:
        text = text_of(table, data.draw(st.sampled_from(",;\t")))
        case = Case("", text.encode(data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))))
    got, codes = found(tmp_path_factory.mktemp("table"), case)
    assert got == wanted
    assert set(codes) <= {"YS102"}


@FOLDERS
@given(data=st.binary(max_size=400), name=st.sampled_from(["fft.csv", "fft.tsv", "fft.xlsx"]))
def test_no_bytes_crash_it(data: bytes, name: str, tmp_path_factory) -> None:
    """Any bytes give figures or problems with a code, and never an exception."""
    _, codes = found(tmp_path_factory.mktemp("bytes"), Case("", data, file=name))
    assert set(codes) <= set(KINDS)


@FOLDERS
@given(
    rows=st.lists(
        st.lists(
            st.one_of(st.sampled_from(["Ward", "Month", *HEADINGS, "Willow", "2025-10", "5", "*", "", '"']), st.text())
        ),
        max_size=8,
    )
)
def test_no_cells_crash_it(rows: list[list[str]], tmp_path_factory) -> None:
    """Any cells under any headings give figures or problems, and what is counted was written as a count."""
    figures, codes = found(tmp_path_factory.mktemp("cells"), Case("", text_of(rows, ",").encode("utf-8", "replace")))
    assert set(codes) <= set(KINDS)
    assert all(count >= 0 for counts in figures.values() for count in counts)
