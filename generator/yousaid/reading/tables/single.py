"""FFT tables with a row for each answer that somebody gave, or for each kind of answer and how many gave it.

A trust's export of ten years has a million rows, so this goes through them once, keeps only the tallies, and looks
closely only at texts that it has not met before. Comments stand in such tables; they are not even looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from yousaid.figures.fft import ANSWERS
from yousaid.reading.names import fold
from yousaid.reading.refusals import RefusedError
from yousaid.reading.tables.counts import count_in
from yousaid.reading.tables.headings import OLD_ANSWERS, Header
from yousaid.reading.tables.months import Days, month_of_year
from yousaid.reading.tables.rows import data_rows, is_merged
from yousaid.reading.tables.sheets import Cell, Findings, Row, Sheet, escaped
from yousaid.reading.tables.tally import Tallied, cell, is_total, places_of, shown
from yousaid.reading.words import show

_WORDS: Final = {
    "very good": "very_good",
    "good": "good",
    "neither good nor poor": "neither",
    "neither good or poor": "neither",
    "neither good nor bad": "neither",
    "neither": "neither",
    "poor": "poor",
    "very poor": "very_poor",
    "very bad": "very_poor",
    "dont know": "dont_know",
    "do not know": "dont_know",
}
_NO_ANSWER: Final = -1
_DAY: Final = 10
"""How many characters of a day and time make the day: 2025-10-31, 31/10/2025."""


def read_single(
    sheet: Sheet, header: Header, own: Mapping[str, str], days: Days, findings: Findings
) -> Iterator[Tallied]:
    """Yield what all rows about one place and month say together. `own` are a site's words for the answers."""
    places = places_of(header)
    main = places.main or 0
    for tally in _tallies(sheet, header, _Looker(header, own, days, findings), findings):
        texts = places.texts(tally.row)
        if is_total(texts):
            continue
        first = Cell(tally.number, main, heading=header.headings[main])
        if not cell(tally.row, main):
            message = "{cell} is empty, so nobody can tell what the answer is about."
            findings.at_cell("YS307", first, tally.row, message, "Name the ward or service.")
            continue
        yield Tallied(
            **texts,
            period=tally.period,
            counts=tuple(tally.counts),
            eligible=None,
            method="",
            speciality="",
            single=True,
            sheet=sheet.name,
            row=tally.number,
            column=main,
            heading=first.heading,
            excerpt=shown(tally.row, header),
            hidden=False,
        )


class _Tally:
    """The answers about one place and month, and the row that was first."""

    __slots__ = ("counts", "doubtful", "number", "period", "row")

    def __init__(self, period: str, number: int, row: Row) -> None:
        self.period = period
        self.number = number
        self.row = row
        self.counts = [0] * len(ANSWERS)
        self.doubtful = False


def _tallies(sheet: Sheet, header: Header, look: _Looker, findings: Findings) -> Iterable[_Tally]:
    """Return the tallies of a sheet. This loop is as long as the table, so it looks nothing up twice."""
    columns, places = header.columns, places_of(header)
    where = [one for name in places.__struct_fields__ if (one := getattr(places, name)) is not None]
    main, side, rest = where[0], where[1] if len(where) > 1 else where[0], where[2:]
    answer, year, identity = columns["answer"], columns.get("year"), columns.get("id")
    month, fixed = columns.get("month", answer), look.fixed
    count = columns.get("count", columns.get("total"))
    months = look.months if year is None else {}
    answers = look.answers
    widest = max(main, side, month, answer)
    tallies: dict[tuple[str, ...], _Tally] = {}
    for number, row in data_rows(sheet, header, findings):
        if len(row) <= widest:
            row.extend([""] * (widest + 1 - len(row)))
        period = fixed or months.get(row[month][:_DAY]) or look.month(number, row, year)
        given = answers.get(row[answer])
        if given is None:
            given = look.answer(number, row)
        if not period or given < 0 or (identity is not None and look.is_seen(number, row, identity)):
            continue
        key: tuple[str, ...] = (row[main], row[side], period)
        if rest:
            key = (*key, *(cell(row, one) for one in rest))
        tally = tallies.get(key)
        if tally is None:
            tally = tallies[key] = _Tally(period, number, row)
        many = 1 if count is None else look.count(sheet, number, row, count)
        if many is None:
            tally.doubtful = True
        else:
            tally.counts[given] += many
    look.tell()
    if count is not None and findings.lost:
        message = "a row that is left out can be about any ward and month, so no count of this table is used."
        findings.at_file("YS120", message, "Put the rows right that are named.")
        return ()
    return [tally for tally in tallies.values() if not tally.doubtful]


class _Looker:
    """Understands a text once, remembers it, and keeps what it could not understand until the end."""

    def __init__(self, header: Header, own: Mapping[str, str], days: Days, findings: Findings) -> None:
        self.months: dict[str, str] = {}
        """Months by the day's ten characters; nothing for one that cannot be read."""
        self.answers: dict[str, int] = {"": _NO_ANSWER}
        """The number of the answer, by the text of a cell."""
        self._days = days
        self._header = header
        self._findings = findings
        self._words = {**_WORDS, **{fold(text): answer for text, answer in own.items()}}
        self._texts: dict[str, str] = {}
        self._bad: dict[tuple[str, str, str], tuple[Cell, Row, RefusedError]] = {}
        self._times: dict[tuple[str, str, str], int] = {}
        self._seen: set[int] = set()

    @property
    def fixed(self) -> str:
        """The month of the whole sheet; nothing where each row has its own."""
        return self._days.fixed

    def month(self, number: int, row: Row, year: int | None) -> str:
        """Return the month of a row, or nothing when it cannot be read."""
        text = row[self._header.columns["month"]].strip()
        if year is None:
            day = _day_of(text)
            found = self._texts.get(day)
            if found is not None:
                return found
        try:
            found = self._days.month(text) if year is None else month_of_year(text, cell(row, year), self._days)
        except RefusedError as refused:
            self._refuse("month", text, number, row, refused)
            return ""
        if year is None:
            self._texts[day] = found
            if len(day) == _DAY == len(text[:_DAY]):
                self.months[day] = found
        return found

    def answer(self, number: int, row: Row) -> int:
        """Return the number of the answer in a row; less than 0 when there is none."""
        text = row[self._header.columns["answer"]]
        plain = fold(text)
        word = self._words.get(plain) or self._words.get(plain[2:] if plain[:1].isdigit() else plain)
        if word is not None:
            self.answers[text] = ANSWERS.index(word)
            return self.answers[text]
        if not plain:
            self.answers[text] = _NO_ANSWER
            return _NO_ANSWER
        self._refuse("answer", text.strip(), number, row, _no_answer(text))
        return _NO_ANSWER

    def count(self, sheet: Sheet, number: int, row: Row, column: int) -> int | None:
        """Return how many people gave the answer of a row; None when that cannot be read."""
        at = Cell(number, column, heading=self._header.headings[column])
        if is_merged(sheet, at, row, self._findings):
            return None
        try:
            found = count_in(cell(row, column))
        except RefusedError as refused:
            self._findings.at_cell(refused.code, at, row, f"{{cell}} {escaped(refused.message)}.", refused.hint)
            return None
        if found is None:
            hidden = RefusedError(
                "YS112", "The count is hidden, so the ward and month are left out.", "Use your own export."
            )
            self._refuse("count", "", number, row, hidden)
        return found

    def is_seen(self, number: int, row: Row, column: int) -> bool:
        """Tell whether an answer with this number has come before; it is then counted once."""
        text = cell(row, column)
        if not text or (mark := hash(text)) not in self._seen:
            if text:
                self._seen.add(mark)
            return False
        refused = RefusedError("YS512", "This answer has come before, so it is counted once.", "Delete the second row.")
        self._refuse("id", "", number, row, refused)
        return True

    def tell(self) -> None:
        """Report what could not be understood: each text once, with how often it stands there."""
        for key, (at, row, refused) in self._bad.items():
            more = self._times[key] - 1
            rows = f" {more} more rows say so too." if more > 1 else " 1 more row says so too." if more else ""
            message = f"{{cell}}: {escaped(refused.message)}{rows}"
            self._findings.at_cell(refused.code, at, row, message, refused.hint)

    def _refuse(self, name: str, text: str, number: int, row: Row, refused: RefusedError) -> None:
        key = (name, text, refused.code)
        if key not in self._bad:
            column = self._header.columns[name if name in self._header.columns else "answer"]
            self._bad[key] = (Cell(number, column, heading=self._header.headings[column]), row, refused)
        self._times[key] = self._times.get(key, 0) + 1


def _day_of(text: str) -> str:
    """Return a day without its time; the whole text when it is no day in figures."""
    day = text.replace("T", " ", 1).partition(" ")[0]
    return day if day.count("/") == 2 or day.count("-") == 2 or day.count(".") == 2 else text


def _no_answer(text: str) -> RefusedError:
    if fold(text) in OLD_ANSWERS:
        message = f"{show(text)} answers the question that was asked until March 2020."
        return RefusedError("YS306", message, "The two questions are never counted together. Take these rows out.")
    message = f"{show(text)} is none of the six answers, and nobody can tell which is meant."
    return RefusedError("YS306", message, "Write it in site.yaml under tables: answers:, as “5: very_good”.")
