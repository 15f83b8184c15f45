"""Tables as trusts give them out, good and broken: the figures that each must give, and the problems."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from tests.reading.tables.books import workbook

WIDE = "Ward,Month,Very good,Good,Neither good nor poor,Poor,Very poor,Don't know\n"
TOTAL = WIDE.replace("\n", ",Total responses\n")
LONG = "Date,Ward,Response,Comment\n"
WILLOW = {("willow", "2025-10"): (12, 3, 0, 1, 0, 2)}
ROW = "12,3,0,1,0,2"

Figures = dict[tuple[str, str], tuple[int, ...]]
Expected = tuple[int, str, str]
"""The row, the code, and words of the message: the cell's name."""


@dataclass(frozen=True)
class Case:
    """One table."""

    name: str
    content: str | bytes
    figures: Figures = field(default_factory=dict)
    """The six answers of each place and month that must be read; nothing else may be."""
    problems: list[Expected] = field(default_factory=list)
    file: str = "fft.csv"
    settings: str = ""
    """More lines under `tables:` in site.yaml."""


def _month(text: str, *, good: bool = True) -> Case:
    problems = [] if good else [(2, "YS304", "Cell B2 (Month)")]
    return Case(f"the month {text}", WIDE + f'Willow Ward,"{text}",{ROW}\n', WILLOW if good else {}, problems)


def _count(text: str, value: int | None, code: str = "YS305") -> Case:
    """Return a table with a count of very good answers written in some way."""
    figures = {} if value is None else {("willow", "2025-10"): (value, 3, 0, 1, 0, 2)}
    problems = [] if value is not None else [(2, code, "Cell C2 (Very good)" if code != "YS112" else "Cell A2 (Ward)")]
    return Case(f"the count {text!r}", WIDE + f'Willow Ward,2025-10,"{text}",3,0,1,0,2\n', figures, problems)


MONTHS = [
    *(_month(text) for text in ("2025-10", "Oct-25", "October 2025", "01/10/2025", "Oct 2025", "october-2025")),
    *(_month(text) for text in ("31/10/2025", "1/10/25", "10/2025", "2025-10-31", "2025-10-01 00:00:00", "2025/10")),
    *(_month(text) for text in ("2025-10-07T13:45:10Z", "7 October 2025", "Oct '25", "07.10.2025", "OCT/25")),
    *(
        _month(text, good=False)
        for text in ("13/13/2025", "45931", "2025", "soon", "31/02/2025", "2025-13", "Okt 2025")
    ),
    Case(
        "a financial year and the name of a month",
        "Ward,Yearnumber,Periodname,1 Very Good SUM,2 Good SUM,3 Neither Good Nor Poor SUM,4 Poor SUM,5 Very Poor SUM,"
        f"6 Dont Know SUM\nWillow Ward,2025_26,OCTOBER,{ROW}\nWillow Ward,2025_26,JANUARY,1,1,1,1,1,1\n",
        {**WILLOW, ("willow", "2026-01"): (1, 1, 1, 1, 1, 1)},
    ),
    Case(
        "the month in the file's name",
        WIDE.replace(",Month", "") + f"Willow Ward,{ROW}\n",
        WILLOW,
        file="FFT_Oct_2025.csv",
    ),
    Case(
        "the month in a title",
        f"Friends and Family Test,,\nOctober 2025,,\n\n{WIDE.replace(',Month', '')}Willow Ward,{ROW}\n",
        WILLOW,
    ),
    Case(
        "two months in a title",
        f"October 2025 and November 2025\n\n{WIDE.replace(',Month', '')}Willow Ward,{ROW}\n",
        problems=[(3, "YS113", "names October 2025 and November 2025. Nobody can tell which month")],
    ),
    Case(
        "a month in which it was published",
        f"October 2025 (published November 2025)\n\n{WIDE.replace(',Month', '')}Willow Ward,{ROW}\n",
        WILLOW,
    ),
    Case("no month", WIDE.replace(",Month", "") + f"Willow Ward,{ROW}\n", problems=[(1, "YS111", "which month")]),
]

COUNTS = [
    *(
        _count(text, value)
        for text, value in (("1,234", 1234), ("12.0", 12), (" 12 ", 12), ("0", 0), ("1,234.00", 1234))
    ),
    *(_count(text, None) for text in ("twelve", "12.5", "-3", "1.234", "12%", "=5+7", "#REF!", "1,23", "1e3", "١٢")),
    *(_count(text, None, "YS112") for text in ("*", "-", "<5")),
    _count("", None, "YS307"),
    _count("\0001", None),
    Case(
        "empty cells that the total explains",
        TOTAL + "Willow Ward,2025-10,12,3,,1,,2,18\n",
        WILLOW,
    ),
    Case(
        "empty cells that the total does not explain",
        TOTAL + "Willow Ward,2025-10,12,3,,1,,2,19\n",
        problems=[(2, "YS312", "Cell I2 (Total responses) says 19")],
    ),
    Case(
        "people who left the question out, in the total and not in it",
        TOTAL.replace(",Total", ",Not answered,Total") + f"Willow,2025-10,{ROW},4,22\nWillow,2025-09,{ROW},4,18\n",
        {**WILLOW, ("willow", "2025-09"): WILLOW["willow", "2025-10"]},
    ),
    Case("a ward that was closed", TOTAL + f"Willow Ward,2025-10,{ROW},18\nMaple,2025-10,,,,,,,\n", WILLOW),
    Case(
        "several wrong cells in a row, and a good row after it",
        WIDE + f"Maple,2025-10,x,3,y,1,0,2\nWillow Ward,2025-10,{ROW}\n",
        WILLOW,
        [(2, "YS305", "Cell C2 (Very good)"), (2, "YS305", "Cell E2 (Neither good nor poor)")],
    ),
    Case(
        "text in the eligible",
        WIDE[:-1] + f",Eligible\nWillow Ward,2025-10,{ROW},many\n",
        {},
        [(2, "YS305", "Cell I2")],
    ),
]

FORM = [
    Case("semicolons", (WIDE + f"Willow Ward,2025-10,{ROW}\n").replace(",", ";"), WILLOW),
    Case("tabs", (WIDE + f"Willow Ward,2025-10,{ROW}\n").replace(",", "\t"), WILLOW, file="fft.tsv"),
    Case("UTF-8 with a mark", "\ufeff" + WIDE + f"Willow Ward,2025-10,{ROW}\n", WILLOW),
    Case("UTF-16", (WIDE + f"Willow Ward,2025-10,{ROW}\n").replace(",", "\t").encode("utf-16"), WILLOW),
    Case(
        "Windows-1252",
        (WIDE.replace("'", "’") + f"Café Ward,2025-10,{ROW}\n").encode("cp1252"),
        {("cafe", "2025-10"): WILLOW["willow", "2025-10"]},
        [(0, "YS102", "old Windows encoding")],
    ),
    Case("a picture called .csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x81\x8d", {}, [(0, "YS101", "not text")]),
    Case("UTF-16 without a mark", (WIDE + "a,b\n").encode("utf-16-le"), {}, [(0, "YS101", "not text")]),
    Case("nothing at all", "", {}, [(0, "YS106", "empty")]),
    Case("line ends of Windows", (WIDE + f"Willow Ward,2025-10,{ROW}\n").replace("\n", "\r\n"), WILLOW),
    Case("line ends of old Macs", (WIDE + f"Willow Ward,2025-10,{ROW}\n").replace("\n", "\r"), WILLOW),
    Case("blank lines", "\n\n" + WIDE + f"\n,,,\nWillow Ward,2025-10,{ROW}\n\n", WILLOW),
    Case("short rows", TOTAL + "Willow Ward,2025-10,15,3\n", {}, [(2, "YS307", f"Cell {at}2") for at in "EFGH"]),
    Case(
        "a quotation mark that is never closed",
        WIDE + f'"Maple,2025-10,{ROW}\nWillow Ward,2025-10,{ROW}\n',
        WILLOW,
        [(2, "YS110", "never closed")],
    ),
    Case(
        "a quotation mark that the next one seems to close",
        LONG + '07/10/2025,Maple,Good,"Kind staff\n08/10/2025,Maple,Good,"Slow food"\n09/10/2025,Willow Ward,Good,\n',
        {("maple", "2025-10"): (0, 1, 0, 0, 0, 0), ("willow", "2025-10"): (0, 1, 0, 0, 0, 0)},
        [(2, "YS110", "never closed")],
    ),
    Case("commas in quotation marks", WIDE + f'"Willow, Ward",2025-10,{ROW}\n', WILLOW),
]  # fmt: skip

HEADINGS = [
    Case("headings in small letters", WIDE.lower().replace(" ", "_") + f"willow,2025-10,{ROW}\n", WILLOW),
    Case("columns in another order", "Good,Ward,Very good,Poor,Neither,Very poor,Dont know,Period\n3,Willow,12,1,0,0,2,Oct-25\n", WILLOW),
    Case(
        "percentages beside the counts",
        WIDE[:-1] + f",% Very good,Very good %,Percentage positive,Prop_Pos\nWillow,2025-10,{ROW},67%,67,83%,0.83\n",
        WILLOW,
    ),
    Case(
        "two columns with one heading",
        WIDE[:-1] + f",Very good\nWillow,2025-10,{ROW},67\n",
        problems=[(1, "YS111", "The columns “Very good” and “Very good” mean the same")],
    ),
    Case("no ward", WIDE[5:] + f"2025-10,{ROW}\n", problems=[(1, "YS111", "which ward")]),
    Case("no “Don't know”", WIDE.replace(",Don't know", "") + "Willow,2025-10,12,3,0,1,0\n", problems=[(0, "YS111", "Dont know")]),
    Case(
        "no “Don't know”, but a total",
        TOTAL.replace(",Don't know", "") + "Willow,2025-10,12,3,0,1,0,16\nMaple,2025-10,12,3,0,1,0,18\n",
        {("willow", "2025-10"): (12, 3, 0, 1, 0, 0)},
        [(3, "YS312", "Cell H3")],
    ),
    Case(
        "a heading with a slip",
        WIDE.replace("Ward", "Wrad") + f"Willow,2025-10,{ROW}\n",
        problems=[(1, "YS111", "which ward")],
    ),
    Case(
        "a heading of our own",
        WIDE.replace("Ward", "Where") + f"Willow,2025-10,{ROW}\n",
        WILLOW,
        settings="  headings:\n    Where: ward\n",
    ),
    Case(
        "the old question",
        "Ward,Month,Extremely likely,Likely,Neither likely nor unlikely,Unlikely,Extremely unlikely,Don't know\n"
        f"Willow,2019-10,{ROW}\n",
        problems=[(0, "YS111", "until March 2020")],
    ),
    Case("a letter", "Dear all,\nplease find attached the figures.\n", problems=[(0, "YS111", "No row of this table")]),
    Case(
        "headings in two rows",
        ",,Breakdown of responses,,,,,\nWard,Month,,,,,,\n,,Very good,Good,Neither good nor poor,Poor,Very poor,Don't know\n"
        f"Willow,2025-10,{ROW}\n",
        WILLOW,
    ),
]  # fmt: skip

PLACES = [
    Case("another name of a ward", WIDE + f"Ward 7,2025-10,{ROW}\n", WILLOW),
    Case("a ward and its site", "Site," + WIDE + f"Kestrel,Ward 1,2025-10,{ROW}\n", {("k1", "2025-10"): WILLOW["willow", "2025-10"]}),
    Case("a ward of two sites", WIDE + f"Ward 1,2025-10,{ROW}\n", problems=[(2, "YS501", "Cell A2 (Ward)")]),
    Case(
        "an unknown ward, three times",
        WIDE + f"Wilow Ward,2025-08,{ROW}\nWilow Ward,2025-09,{ROW}\nWilow Ward,2025-10,{ROW}\nWillow,2025-10,{ROW}\n",
        WILLOW,
        [(2, "YS501", "“Wilow Ward” in places.yaml (3 rows)")],
    ),
    Case("no ward in a row", WIDE + f",2025-10,{ROW}\nWillow,2025-10,{ROW}\n", WILLOW, [(2, "YS307", "Cell A2 (Ward)")]),
    Case(
        "total rows",
        WIDE + f"Willow,2025-10,{ROW}\nTotal,2025-10,99,9,9,9,9,9\nGrand total,,9,9,9,9,9,9\nAll wards,2025-10,9,9,9,9,9,9\n",
        WILLOW,
    ),
    Case("sites only", WIDE.replace("Ward", "Site name") + f"The General,2025-10,{ROW}\n", {("general", "2025-10"): WILLOW["willow", "2025-10"]}),
    Case(
        "a row twice",
        WIDE + f"Willow,2025-10,{ROW}\nWard 7,Oct-25,{ROW}\n",
        WILLOW,
        [(3, "YS512", "Cell A3 (Ward): this row says the same as row 2")],
    ),
    Case(
        "two rows that speak against each other",
        WIDE + f"Willow,2025-10,{ROW}\nWillow,2025-10,1,1,1,1,1,1\nMaple,2025-10,{ROW}\n",
        {("maple", "2025-10"): WILLOW["willow", "2025-10"]},
        [(3, "YS511", "Cell A3 (Ward): row 2 has other figures")],
    ),
    Case(
        "two rows for two ways of asking",
        "Method," + WIDE + f"SMS,Willow,2025-10,{ROW}\nPaper,Willow,2025-10,1,1,1,1,1,1\n",
        {("willow", "2025-10"): (13, 4, 1, 2, 1, 3)},
    ),
    Case(
        "a table of all trusts",
        "Trust code,Trust name," + WIDE
        + f"RXX,Teaselbridge NHS Trust,Willow,2025-10,{ROW}\nRYY,Other NHS Trust,Willow,2025-10,9,9,9,9,9,9\n"
        "-,England (including independent sector),,2025-10,9,9,9,9,9,9\n-,Selection (excluding suppressed data),,2025-10,9,9,9,9,9,9\n",
        WILLOW,
    ),
    Case(
        "a table of other trusts",
        "Trust code,Trust name," + WIDE + f"RZZ,One NHS Trust,Willow,2025-10,{ROW}\nRYY,Other NHS Trust,Willow,2025-10,{ROW}\n",
        problems=[(0, "YS501", "2 trusts, and none of them")],
    ),
    Case(
        "a table of trusts: ours is the whole organisation",
        WIDE.replace("Ward", "Trust name") + f"Teaselbridge NHS Trust,2025-10,{ROW}\nOther NHS Trust,2025-10,9,9,9,9,9,9\n",
        {("", "2025-10"): WILLOW["willow", "2025-10"]},
    ),
]  # fmt: skip

_ANSWERS = ["Very good", "Very good", "Good", "Dont know", "5 Very poor", "neither good nor poor"]

SINGLE = [
    Case(
        "the upload of a dashboard, whose question_1 is a comment",
        "date,location_1,question_1,fft_score\n2025-10-01,Willow,It was good,5\n2025-10-02,Willow,Good,4\n",
        {("willow", "2025-10"): (1, 1, 0, 0, 0, 0)},
        settings="  answers:\n    5: very_good\n    4: good\n",
    ),
    Case("two columns of answers", "Date,Ward,Response,Rating\n2025-10-01,Willow,Good,Good\n", problems=[(1, "YS111", "“Response” and “Rating”")]),
    Case(
        "one row an answer",
        LONG + "".join(f"0{at + 1}/10/2025 09:30,Willow,{text},Kind but slow\n" for at, text in enumerate(_ANSWERS)),
        {("willow", "2025-10"): (2, 1, 1, 0, 1, 1)},
    ),
    Case(
        "an answer that is a number",
        LONG + "2025-10-01,Willow,5,\n2025-10-02,Willow,Good,\n2025-10-02,Willow,5,\n",
        {("willow", "2025-10"): (0, 1, 0, 0, 0, 0)},
        [(2, "YS306", "Cell C2 (Response): “5” is none of the six answers, and nobody can tell which is meant. 1 more row")],
    ),
    Case(
        "an answer that is a number, and what it means",
        LONG + "2025-10-01,Willow,5,\n2025-10-02,Willow,1,\n",
        {("willow", "2025-10"): (1, 0, 0, 0, 1, 0)},
        settings="  answers:\n    5: very_good\n    1: very_poor\n",
    ),
    Case("a comment without an answer", LONG + "2025-10-01,Willow,,Lovely\n2025-10-01,Willow,Good,\n", {("willow", "2025-10"): (0, 1, 0, 0, 0, 0)}),
    Case(
        "an old answer",
        LONG + "2019-10-01,Willow,Extremely likely,\n2025-10-01,Willow,Good,\n",
        {("willow", "2025-10"): (0, 1, 0, 0, 0, 0)},
        [(2, "YS306", "until March 2020")],
    ),
    Case(
        "days that cannot be read",
        LONG + "13/13/2025,Willow,Good,\n13/13/2025,Willow,Good,\n01/10/2025,Willow,Good,\n",
        {("willow", "2025-10"): (0, 1, 0, 0, 0, 0)},
        [(2, "YS304", "Cell A2 (Date): “13/13/2025” is not a month that can be read. 1 more row")],
    ),
    Case(
        "an answer with the number of another",
        "Response ID," + LONG + "1,2025-10-01,Willow,Good,\n2,2025-10-01,Willow,Good,\n1,2025-10-01,Willow,Good,\n,2025-10-01,Willow,Good,\n,2025-10-01,Willow,Good,\n",
        {("willow", "2025-10"): (0, 4, 0, 0, 0, 0)},
        [(4, "YS512", "Cell A4 (Response ID)")],
    ),
    Case(
        "how many gave each answer",
        "Ward,Month,Answer,Count\nWillow,2025-10,Very good,12\nWillow,2025-10,Good,3\nWillow,2025-10,Poor,x\nWillow,2025-10,Don't know,2\n",
        {},
        [(4, "YS305", "Cell D4 (Count)")],
    ),
    Case("two names of one ward", LONG + "2025-10-01,Willow Ward,Good,\n2025-10-02,Ward 7,Good,\n", {("willow", "2025-10"): (0, 2, 0, 0, 0, 0)}),
    Case("no day", "Ward,Response\nWillow,Good\n", problems=[(1, "YS111", "which month")]),
    Case("an answer about no ward", LONG + "2025-10-01,,Good,\n2025-10-01,Willow,Good,\n", {("willow", "2025-10"): (0, 1, 0, 0, 0, 0)}, [(2, "YS307", "Cell B2 (Ward)")]),
    Case("a comment of 2 MB", LONG + f"2025-10-01,Maple,Good,\"{'a' * 2_000_000}\"\n2025-10-01,Willow,Good,\n", {("willow", "2025-10"): (0, 1, 0, 0, 0, 0)}, [(2, "YS110", "cannot be read")]),
]  # fmt: skip

_PUBLISHED = [
    ["Friends and Family Test"],
    ["Inpatients, by ward"],
    [],
    ["ICB Code", "Trust Code", "Trust Name", "Site Code", "Site Name", "Ward Name", "Total Responses", "Total Eligible",
     "Percentage Positive", "Percentage Negative", "Breakdown of Responses"],
    [None, None, None, None, None, None, None, None, None, None,
     "Very Good", "Good", "Neither Good nor Poor", "Poor", "Very Poor", "Don't Know"],
    [None, None, "England (including Independent Sector Providers)", None, None, None, 99, 999, 0.95, 0.02, 90, 9, 0, 0, 0, 0],
    [None, None, "Selection (excluding suppressed data)", None, None, None, 99, 999, 0.95, 0.02, 90, 9, 0, 0, 0, 0],
    ["QXX", "RXX", "TEASELBRIDGE NHS TRUST", "RXX01", "The General", "Willow Ward", 18, 40, 0.83, 0.06, 12, 3, 0, 1, 0, 2],
    ["QXX", "RXX", "TEASELBRIDGE NHS TRUST", "RXX01", "The General", "Maple", "*", 40, "-", "-", "*", "*", 0, 0, 0, 0],
    ["QYY", "RYY", "OTHER NHS TRUST", "RYY01", "Other", "Willow Ward", 18, 40, 0.83, 0.06, 12, 3, 0, 1, 0, 2],
    ["QYY", "RYY", "OTHER NHS TRUST", "RYY01", "Other", "Birch", "*", 40, "-", "-", "*", "*", 0, 0, 0, 0],
]  # fmt: skip

_HEAD = [
    "Total Responses",
    "Total Eligible",
    "Very Good",
    "Good",
    "Neither Good nor Poor",
    "Poor",
    "Very Poor",
    "Don't Know",
]
_FIGURES = [18, 40, 12, 3, 0, 1, 0, 2]
_SHEETS = {
    "Summary": [["England", *_HEAD], ["October 2025", *_FIGURES]],
    "ICB": [["ICB Code", "ICB Name", *_HEAD], ["QXX", "SOMEWHERE ICB", *_FIGURES]],
    "Trusts": [["ICB Code", "Trust Code", "Trust Name", *_HEAD], ["QXX", "RXX", "TEASELBRIDGE NHS TRUST", *_FIGURES]],
    "Sites": [
        ["Trust Code", "Trust Name", "Site Code", "Site Name", *_HEAD],
        ["RXX", "TEASELBRIDGE NHS TRUST", "RXX01", "The General", *_FIGURES],
    ],
    "Wards": [
        ["Trust Code", "Trust Name", "Site Code", "Site Name", "Ward Name", *_HEAD],
        ["RXX", "TEASELBRIDGE NHS TRUST", "RXX01", "The General", "Willow Ward", *_FIGURES],
    ],
}

BOOKS = [
    Case(
        "all sheets of NHS England's workbook",
        workbook(_SHEETS),
        {(place, "2025-10"): WILLOW["willow", "2025-10"] for place in ("", "general", "willow")},
        file="fft-inpatient-oct-2025.xlsx",
    ),
    Case(
        "NHS England's workbook",
        workbook({"Notes": [["FFT data"], ["October 2025"]], "Wards": _PUBLISHED}),
        WILLOW,
        [(9, "YS112", "Cell F9 (Ward Name) of the sheet “Wards”")],
        file="fft-inpatient.xlsx",
    ),
    Case(
        "days and numbers as Excel keeps them",
        workbook({"Export": [WIDE.strip().split(","), ["Willow", datetime.date(2025, 10, 1), 12.0, 3, 0, 1.0, 0, 2]]}),
        WILLOW,
        file="fft.xlsx",
    ),
    Case(
        "two sheets of figures",
        workbook(
            {
                "October": [WIDE.strip().split(","), ["Willow", "2025-10", 12, 3, 0, 1, 0, 2]],
                "September": [WIDE.strip().split(","), ["Willow", "2025-09", 1, 1, 1, 1, 1, "x"]],
            }
        ),
        WILLOW,
        [(2, "YS305", "Cell H2 (Don't know) of the sheet “September” holds “x”")],
        file="fft.xlsx",
    ),
    Case(
        "a hidden sheet",
        workbook(
            {
                "October": [WIDE.strip().split(","), ["Willow", "2025-10", 12, 3, 0, 1, 0, 2]],
                "Old": [WIDE.strip().split(","), ["Willow", "2025-09", 1, 1, 1, 1, 1, 1]],
            },
            hidden=["Old"],
        ),
        WILLOW,
        [(0, "YS124", "Sheet “Old”: nothing is read of it, as the whole sheet is hidden.")],
        file="fft.xlsx",
    ),
    Case(
        "a formula that nobody worked out",
        workbook({"October": [WIDE.strip().split(","), ["Willow", "2025-10", "=5+7", 3, 0, 1, 0, 2]]}),
        {},
        [(2, "YS305", "Cell C2 (Very good) of the sheet “October” holds a formula, “=5+7”, and no number")],
        file="fft.xlsx",
    ),
    Case("a workbook with a password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, {}, [(0, "YS110", "password")], file="fft.xlsx"),
    Case("a workbook that breaks off", workbook({"A": [["Ward"]]})[:-300], {}, [(0, "YS110", "cannot be read")], file="fft.xlsx"),
    Case("a workbook without figures", workbook({"A": [["Hello"]]}), {}, [(0, "YS111", "No row of this table")], file="fft.xlsx"),
    Case(
        "a cell far away",
        workbook({"A": [WIDE.strip().split(","), ["Willow", "2025-10", 12, 3, 0, 1, 0, 2, *[None] * 400, "x"]]}),
        WILLOW,
        file="fft.xlsx",
    ),
]  # fmt: skip

CASES = [*MONTHS, *COUNTS, *FORM, *HEADINGS, *PLACES, *SINGLE, *BOOKS]
"""All tables."""
