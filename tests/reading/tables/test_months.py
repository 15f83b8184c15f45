"""The month of a table: its own column, else its titles, its sheet and the file's name; and the order of its days."""

from __future__ import annotations

import pytest

from tests.reading.tables.books import workbook
from tests.reading.tables.table import LONG, ROW, WIDE, Case
from tests.reading.tables.test_fft import project
from yousaid.reading.library import read_library
from yousaid.reading.tables.mentions import months_in_name, months_mentioned

BARE = WIDE.replace(",Month", "")


def read(folder, table: str | bytes, file: str = "fft.csv"):
    """Return the months with figures, and each problem as code and message."""
    reading = read_library(project(folder, Case("", table, file=file)))
    return [one.period for one in reading.library.summaries], [(one.code, one.message) for one in reading.problems]


@pytest.mark.parametrize(
    ("name", "months"),
    [
        ("fft-2026-10", ["2026-10"]),
        ("fft_oct26", ["2026-10"]),
        ("FFT October 2026", ["2026-10"]),
        ("2026-10 fft", ["2026-10"]),
        ("202610", ["2026-10"]),
        ("fft-10-2026", ["2026-10"]),
        ("FFT_102026", ["2026-10"]),
        ("fft 2026 10", ["2026-10"]),
        ("FFTOct2026", ["2026-10"]),
        ("2026 October", ["2026-10"]),
        ("Sept 2026", ["2026-09"]),
        ("ft.2026.10", ["2026-10"]),
        ("fft-2026-10 (1)", ["2026-10"]),
        ("fft-2026-10-v2", ["2026-10"]),
        ("Ward 3 Oct 2026", ["2026-10"]),
        ("fft export oct-26", ["2026-10"]),
        ("fft-2026-10 exported 2026-11-03", ["2026-10"]),
        ("fft-01-10-2026-to-31-10-2026", ["2026-10"]),
        ("fft 2026-09 and 2026-10", ["2026-09", "2026-10"]),
        ("Oct-Nov 2026", ["2026-10", "2026-11"]),
        ("Dec-Jan 2027", ["2026-12", "2027-01"]),
        ("april2025-march2026", ["2025-04", "2026-03"]),
        ("fft-2026-11-03", []),
        ("FFT 20261103", []),
        ("fft 3rd Nov 2026", []),
        ("report_as_at_2026-11", []),
        ("Q3 2026-27", []),
        ("Q3-2026", []),
        ("fft 2026-27", []),
        ("fft 2026", []),
        ("Week 40 2026", []),
        ("november", []),
    ],
)
def test_the_month_of_a_name(name, months):
    """As people name their files. A day, a year, a quarter or a week is no month.

    Breaks when “fft-2026” is taken for a month and its year, so that 2026-10 is lost; and with each pattern.
    """
    assert list(months_in_name(name)) == months


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("Friends and Family Test, October 2026", ["2026-10"]),
        ("Friends and Family Test, October 2026. Printed 2 Nov 2026", ["2026-10"]),
        ("Data extracted for October 2026", ["2026-10"]),
        ("Report generated on Tuesday, 3 November 2026 for the month of October 2026", ["2026-10"]),
        ("Results for every ward in October 2026 as at November 2026", ["2026-10"]),
        ("Period: 01/10/2026 to 31/10/2026", ["2026-10"]),
        ("10/01/2026 - 10/31/2026", ["2026-10"]),
        ("1 to 31 October 2026", ["2026-10"]),
        ("Month: 2026-10-01", ["2026-10"]),
        ("Ward 7 October 2025", ["2025-10"]),
        ("April 2026 - October 2026", ["2026-04", "2026-10"]),
        ("October and November 2025", ["2025-10", "2025-11"]),
        ("Printed on 3 November 2026", []),
        ("Report run: 03/11/2026", []),
        ("Report run: November 2026", []),
        ("Data extracted November 2026", []),
        ("Data refreshed: 2026-11-03 08:12", []),
        ("As at: Nov-26", []),
        ("Published: 10 December 2026", []),
        ("November 3, 2026", []),
        ("Issued: 5th of November 2026", []),
        ("Date: 3/11/26", []),
        ("You may 25 times", []),
        ("Q3 2026/27", []),
    ],
)
def test_the_month_of_a_title(title, months):
    """A day on which something was printed, run or published is no month.

    Breaks when days, or the words before a month, are not looked at.
    """
    assert list(months_mentioned(title)) == months


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("Printed on 3 November 2026", "fft-2026-10.csv"),
        ("Report run:,November 2026", "FFT October 2026.csv"),
        ("October 2026", "fft.csv"),
        ("October 2026", "fft_oct26.csv"),
    ],
)
def test_a_whole_table_has_the_month_of_its_title_or_file(title, file, tmp_path):
    """For a column an answer and for a row an answer alike. Breaks when only one of the two layouts asks for it."""
    assert read(tmp_path / "a", f"{title}\n\n{BARE}Willow,{ROW}\n", file) == (["2026-10"], [])
    single = f"{title}\n\nWard,Response\nWillow,Good\nWillow,Poor\n"
    assert read(tmp_path / "b", single, file) == (["2026-10"], [])


def test_titles_and_names_that_disagree_are_an_error(tmp_path):
    """Both are named with where they stand. Breaks when the first that is found wins."""
    found = read(tmp_path / "a", f"FFT September 2026\n\n{BARE}Willow,{ROW}\n", "fft-2026-10.csv")
    message = (
        "The title “FFT September 2026” says September 2026, and the file's name fft-2026-10.csv says October 2026. "
        "Nobody can tell which month the figures are about."
    )
    assert found == ([], [("YS113", message)])
    book = workbook({"Sep 2026": [BARE.strip().split(","), ["Willow", 12, 3, 0, 1, 0, 2]]})
    assert [code for code, _ in read(tmp_path / "b", book, "fft-oct-2026.xlsx")[1]] == ["YS113"]
    months, problems = read(tmp_path / "c", f"{BARE}Willow,{ROW}\n", "fft 2026-09 and 2026-10.csv")
    assert (months, [code for code, _ in problems]) == ([], ["YS113"])


def test_rows_win_over_a_name_that_speaks_of_another_month(tmp_path):
    """The column counts, and both are named. Breaks when nobody compares them; a name of a span is no mistake."""
    rows = f"Willow,2026-09,{ROW}\nMaple,2026-09,{ROW}\n"
    months, problems = read(tmp_path / "a", WIDE + rows, "fft-2026-10.csv")
    message = (
        "The file's name fft-2026-10.csv says October 2026, but the rows are about September 2026. The rows count."
    )
    assert (months, problems) == (["2026-09", "2026-09"], [("YS114", message)])
    assert read(tmp_path / "b", WIDE + rows, "fft sep 2026.csv")[1] == []
    assert read(tmp_path / "c", WIDE + rows, "fft april 2026 - october 2026.csv")[1][0][0] == "YS114"
    more = "".join(f"Willow,2026-{month:02},{ROW}\n" for month in range(4, 11))
    assert read(tmp_path / "d", WIDE + more, "fft april 2026 - october 2026.csv")[1] == []


def days(*texts: str) -> str:
    """Return a table with one answer on each of these days."""
    return LONG + "".join(f"{text},Willow,Good,\n" for text in texts)


def test_one_day_decides_the_order_for_all(tmp_path):
    """13/04/2026 proves the day first, 04/13/2026 the month, wherever it stands; that is said.

    Breaks when each day is read by itself: 03/04/2026 would be April in both.
    """
    assert read(tmp_path / "a", days("03/04/2026", "13/04/2026")) == (["2026-04"], [])
    months, problems = read(tmp_path / "b", days("03/04/2026", "3/13/2026"))
    assert months == ["2026-03"]
    message = "All days of this table are read with the month first, as only that can be meant by “3/13/2026”."
    assert problems == [("YS117", message)]
    wide = WIDE + f"Willow,03/04/2026 09:00,{ROW}\nMaple,03/31/2026 10:00,{ROW}\n"
    assert read(tmp_path / "c", wide)[0] == ["2026-03", "2026-03"]
    total = WIDE + f"Willow,03/10/2026,{ROW}\nTotal,03/31/2026,{ROW}\n"
    assert read(tmp_path / "d", total)[0] == ["2026-03"]


def test_both_orders_in_one_table_are_an_error(tmp_path):
    """Nothing of it is used, and both days are named. Breaks when those that can be read are."""
    months, problems = read(tmp_path, days("03/04/2026", "13/04/2026", "04/13/2026"))
    assert months == []
    assert [code for code, _ in problems] == ["YS115", "YS304"]
    assert "In “13/04/2026” the day comes first, and in “04/13/2026” the month." in problems[0][1]


def test_days_that_fit_the_month_of_the_file_only_the_other_way_are_an_error(tmp_path):
    """Without a day that proves the order, British order is taken, unless what the table is named after says no.

    Breaks when nobody compares; a table of the first of each month is no riddle.
    """
    found = read(tmp_path / "a", days("03/01/2026", "03/02/2026", "03/11/2026"), "fft-2026-03.csv")
    message = (
        "With the day first, the days are of 3 months from January 2026 to November 2026; with the month first, "
        "of March 2026. Nobody can tell which. Nothing of this table is used."
    )
    assert found == ([], [("YS116", message)])
    assert read(tmp_path / "b", days("10/01/2026", "10/02/2026", "10/05/2026"))[1][0][0] == "YS116"
    firsts = read(tmp_path / "c", days("01/01/2026", "01/02/2026", "01/03/2026"))
    assert firsts == (["2026-01", "2026-02", "2026-03"], [])
    assert read(tmp_path / "d", days("03/04/2026", "05/04/2026"), "fft-2026-04.csv") == (["2026-04"], [])
    assert read(tmp_path / "e", days("2026-04-03", "2026-04-13")) == (["2026-04"], [])
