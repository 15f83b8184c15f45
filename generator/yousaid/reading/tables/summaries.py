"""FFT tables to feedback summaries: places are looked up, and each place and month is counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from yousaid.figures.fft import ANSWERS
from yousaid.model.feedback import FeedbackSummary, FftCounts
from yousaid.model.site import Organisation
from yousaid.model.story import Origin
from yousaid.problems import Problem
from yousaid.reading.names import Register, fold
from yousaid.reading.refusals import RefusedError
from yousaid.reading.tables.sheets import Cell, Findings, Sheet, escaped
from yousaid.reading.tables.tally import Tallied
from yousaid.reading.words import show


class Unknown(Struct, frozen=True):
    """A place of a table that is not in places.yaml."""

    name: str
    site: str


class Found(Struct, frozen=True):
    """What a table gives."""

    summaries: tuple[FeedbackSummary, ...]
    """One for each place and month, by place and period."""
    problems: tuple[Problem, ...]
    unknown: tuple[Unknown, ...]
    """The places that nobody knows, each once, in the order of the table."""


def summaries_of(
    path: str,
    tallied: Sequence[Tallied],
    organisation: Organisation | None,
    register: Register | None,
    audiences: tuple[str, ...],
) -> Found:
    """Return the summaries that a table's figures make. What cannot be used is told, and the rest is."""
    finder = _Finder(path, organisation, register)
    own = finder.own(tallied)
    finder.tell_hidden([one for one in own if one.hidden])
    by_place: dict[tuple[str, str], list[Tallied]] = {}
    for one in (one for one in own if not one.hidden):
        place = finder.place(one)
        if place is not None:
            by_place.setdefault((place, one.period), []).append(one)
    summaries: list[FeedbackSummary] = []
    for (place, period), every in sorted(by_place.items()):
        together = finder.together(every)
        if together is not None:
            counts, eligible, first = together
            summaries.append(
                FeedbackSummary(
                    audiences=audiences,
                    place=place,
                    period=period,
                    fft=FftCounts(**dict(zip(ANSWERS, counts, strict=True)), eligible=eligible),
                    origin=Origin(path, first.row, len(summaries)),
                )
            )
    return Found(tuple(summaries), tuple(finder.problems()), tuple(finder.unknown()))


class _Finder:
    """Looks up the places of one table."""

    def __init__(self, path: str, organisation: Organisation | None, register: Register | None) -> None:
        self._path = path
        self._organisation = organisation
        self._register = register
        self._findings: dict[str, Findings] = {}
        self._known: dict[tuple[str, str, str], str | None] = {}
        self._unknown: dict[tuple[str, str], tuple[Tallied, RefusedError, int]] = {}

    def own(self, tallied: Sequence[Tallied]) -> Sequence[Tallied]:
        """Return the rows of our own trust, where the table is about more than one."""
        trusts = {one.trust_code or one.trust for one in tallied} - {""}
        if len(trusts) < 2 or self._organisation is None:
            return tallied
        ours = {fold(name) for name in (self._organisation.name, self._organisation.short_name) if name}
        code = self._organisation.code.casefold()
        found = [one for one in tallied if fold(one.trust) in ours or (code and one.trust_code.casefold() == code)]
        if not found:
            message = f"This table is about {len(trusts)} trusts, and none of them is {show(self._organisation.name)}."
            hint = "Write the trust's code in site.yaml, under organisation:, as “code: RXX”."
            self._at(tallied[0]).at_file("YS501", message, hint)
        return found

    def tell_hidden(self, hidden: Sequence[Tallied]) -> None:
        """Report rows whose counts were hidden before: once for each sheet."""
        by_sheet: dict[str, list[Tallied]] = {}
        for one in hidden:
            by_sheet.setdefault(one.sheet, []).append(one)
        for first, *others in by_sheet.values():
            more = f" and {len(others)} more row{'s' if len(others) > 1 else ''} hold" if others else " holds"
            message = f"{{cell}}: this row{more} hidden counts, such as *, so the true figures are not known."
            hint = "These rows are left out. Use your own export: small numbers are hidden in it later."
            self._at_row("YS112", first, message, hint)

    def place(self, one: Tallied) -> str | None:
        """Return the id of the place that a row is about ("" for the whole organisation), or None."""
        key = (one.place, one.site, one.site_code)
        if key not in self._known:
            self._known[key] = self._look_up(one)
        found = self._known[key]
        again = self._unknown.get(key[:2]) if found is None else None
        if again is not None:
            self._unknown[key[:2]] = (again[0], again[1], again[2] + 1)
        return found

    def _look_up(self, one: Tallied) -> str | None:
        if not one.ward and not one.site and not one.site_code:
            return ""
        if self._register is None:
            return one.place
        refused: RefusedError | None = None
        around = [name for name in (one.site, one.site_code) if name and name != one.place]
        for name in (one.place, *(f"{one.place} {site}" for site in around)):
            try:
                return self._register.resolve(name)
            except RefusedError as fault:
                refused = refused or fault
        if refused is not None:
            self._unknown.setdefault((one.place, one.site), (one, refused, 0))
        return None

    def together(self, every: list[Tallied]) -> tuple[Sequence[int], int | None, Tallied] | None:
        """Return the counts of all rows about one place and month, or None when they speak against each other."""
        first = every[0]
        if len(every) == 1:
            return first.counts, first.eligible, first
        methods = {one.method for one in every}
        if all(one.single for one in every) or (len(methods) == len(every) and all(methods)):
            counts = [sum(column) for column in zip(*(one.counts for one in every), strict=True)]
            eligible = {one.eligible for one in every}
            return counts, eligible.pop() if len(eligible) == 1 else None, first
        same = all((one.counts, one.eligible) == (first.counts, first.eligible) for one in every)
        for other in every[1:]:
            self._twice(first, other, same=same)
        return (first.counts, first.eligible, first) if same else None

    def _twice(self, first: Tallied, other: Tallied, *, same: bool) -> None:
        where = f"row {first.row}" + (f" of the sheet “{first.sheet}”" if first.sheet != other.sheet else "")
        if same:
            message = f"{{cell}}: this row says the same as {where}. It is counted once."
            self._at_row("YS512", other, message, "Delete one of the two rows.")
            return
        message = f"{{cell}}: {where} has other figures for the same place and month. Neither is used."
        hint = "Delete the wrong one. If both count, add a column “Method” that says how they differ."
        self._at_row("YS511", other, message, hint)

    def unknown(self) -> Iterator[Unknown]:
        """Yield each place that nobody knows."""
        for name, site in self._unknown:
            yield Unknown(name, site)

    def problems(self) -> Iterator[Problem]:
        """Yield all problems: an unknown place once, at its first row."""
        for first, refused, rows in self._unknown.values():
            many = f" ({rows} rows)" if rows > 1 else ""
            if "?" in refused.hint:
                hint = f"{refused.hint} Then write {show(first.place)} under its aliases."
            else:
                hint = (
                    "Add it to places.yaml, as a new place or under the aliases of one. "
                    "“yousaid import --add-places” adds all new ones for you."
                )
            text = escaped(refused.message).removesuffix(".")
            message = f"{{cell}}: {text}{many}, so its figures are left out."
            self._at_row(refused.code, first, message, hint)
        for findings in self._findings.values():
            yield from findings.problems

    def _at(self, one: Tallied) -> Findings:
        if one.sheet not in self._findings:
            self._findings[one.sheet] = Findings(Sheet(self._path, one.sheet, lambda: iter(())))
        return self._findings[one.sheet]

    def _at_row(self, code: str, one: Tallied, message: str, hint: str) -> None:
        self._at(one).at_cell(code, Cell(one.row, one.column, heading=one.heading), one.excerpt, message, hint)


def as_written(summaries: Iterable[FeedbackSummary]) -> Iterator[dict[str, object]]:
    """Yield what a writer would write for each summary."""
    for one in summaries:
        counts = {} if one.fft is None else {name: getattr(one.fft, name) for name in ANSWERS}
        if one.fft is not None and one.fft.eligible is not None:
            counts["eligible"] = one.fft.eligible
        place = {"place": one.place} if one.place else {}
        yield {**place, "period": one.period, "audiences": list(one.audiences), "fft": counts}
