"""FFT tables to feedback summaries: places are looked up, and each place and month is counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from yousaid.figures.fft import ANSWERS
from yousaid.model.feedback import FeedbackSummary, FftCounts
from yousaid.model.site import Organisation
from yousaid.model.story import Origin
from yousaid.problems import Problem
from yousaid.reading.names import fold
from yousaid.reading.places import PlaceRegister, UnknownPlaceError
from yousaid.reading.refusals import RefusedError
from yousaid.reading.tables.sheets import Cell, Findings, Sheet, escaped
from yousaid.reading.tables.tally import Tallied
from yousaid.reading.words import show


class Unknown(Struct, frozen=True):
    """A place of a table that is not in places.yaml."""

    name: str
    site: str
    """The site's name, or else its code; nothing where the table does not say."""


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
    register: PlaceRegister | None,
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

    def __init__(self, path: str, organisation: Organisation | None, register: PlaceRegister | None) -> None:
        self._path = path
        self._organisation = organisation
        self._register = register
        self._findings: dict[str, Findings] = {}
        self._names = frozenset(
            fold(name)
            for name in ((organisation.name, organisation.short_name, organisation.code) if organisation else ())
            if name
        )
        self._known: dict[tuple[str, str, str], str | None] = {}
        self._unknown: dict[tuple[str, str], tuple[Tallied, RefusedError, int]] = {}

    def own(self, tallied: Sequence[Tallied]) -> Sequence[Tallied]:
        """Return the rows of our own trust, where the table is about others, or about trusts only."""
        trusts = {one.trust_code or one.trust for one in tallied} - {""}
        whole = any(not one.ward and not one.site and not one.site_code for one in tallied)
        if self._organisation is None or not (len(trusts) > 1 or (trusts and whole)):
            return tallied
        found = [one for one in tallied if self._is_ours(one.trust) or self._is_ours(one.trust_code)]
        if not found:
            message = f"This table is about {len(trusts)} trusts, and none of them is {show(self._organisation.name)}."
            if len(trusts) == 1:
                named = show(tallied[0].trust or tallied[0].trust_code)
                message = f"This table is about {named}, and that is not how {show(self._organisation.name)} is named."
            hint = "Write the trust's code in site.yaml, under organisation:, as “code: RXX”."
            if not any(one.trust_code for one in tallied):
                hint = "If it is yours, write this name in site.yaml, under organisation:, as “short_name”."
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
        key = (one.ward, one.site, one.site_code)
        if key not in self._known:
            self._known[key] = self._look_up(one)
        found = self._known[key]
        again = self._unknown.get(_written(one)) if found is None else None
        if again is not None:
            self._unknown[_written(one)] = (again[0], again[1], again[2] + 1)
        return found

    def _look_up(self, one: Tallied) -> str | None:
        sites = tuple(text for text in (one.site, one.site_code) if text and not self._is_whole(text))
        if (not one.ward or self._is_whole(one.ward)) and not sites:
            return ""
        if self._register is None:
            return one.place
        try:
            return self._register.at_site(one.ward, *sites) if one.ward else self._register.site(*sites)
        except RefusedError as refused:
            self._unknown.setdefault(_written(one), (one, refused, 0))
            return None

    def _is_ours(self, text: str) -> bool:
        """Tell whether a text names our own organisation."""
        return fold(text) in self._names

    def _is_whole(self, text: str) -> bool:
        """Tell whether a text names our organisation, and no place of it that is called the same."""
        return self._is_ours(text) and not (self._register and self._register.meant(text))

    def together(self, every: list[Tallied]) -> tuple[Sequence[int], int | None, Tallied] | None:
        """Return the counts of all rows about one place and month, or None when they speak against each other."""
        first = every[0]
        if len(every) == 1:
            return first.counts, first.eligible, first
        methods = {one.method for one in every}
        if all(one.single for one in every) or (len(methods) == len(every) and all(methods)):
            counts = [sum(column) for column in zip(*(one.counts for one in every), strict=True)]
            eligible = [one.eligible for one in every if one.eligible is not None]
            # each row counts its own: without one of them, the rest would make a share of too few
            return counts, sum(eligible) if len(eligible) == len(every) else None, first
        same = all(_figures(one) == _figures(first) for one in every)
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
        if first.speciality != other.speciality:
            hint = "Delete the wrong one. If both count, name the heading of the speciality in site.yaml under tables: "
            hint += "headings:, as “First Speciality: method”: they are then added up."
        self._at_row("YS511", other, message, hint)

    def unknown(self) -> Iterator[Unknown]:
        """Yield each place that nobody knows. One that can mean several is not among them."""
        for first, refused, _ in self._unknown.values():
            if isinstance(refused, UnknownPlaceError):
                yield Unknown(first.place, first.site or first.site_code)

    def problems(self) -> Iterator[Problem]:
        """Yield all problems: an unknown place once, at its first row."""
        for first, refused, rows in self._unknown.values():
            many = f" ({rows} rows)" if rows > 1 else ""
            text = escaped(refused.message).removesuffix(".")
            self._at_row(refused.code, first, f"{{cell}}: {text}{many}, so its figures are left out.", refused.hint)
        for findings in self._findings.values():
            yield from findings.problems

    def _at(self, one: Tallied) -> Findings:
        if one.sheet not in self._findings:
            self._findings[one.sheet] = Findings(Sheet(self._path, one.sheet, lambda: iter(())))
        return self._findings[one.sheet]

    def _at_row(self, code: str, one: Tallied, message: str, hint: str) -> None:
        self._at(one).at_cell(code, Cell(one.row, one.column, heading=one.heading), one.excerpt, message, hint)


def _figures(one: Tallied) -> tuple[object, ...]:
    """Return what must be the same in two rows of one place and month that are one and the same row."""
    return one.counts, one.eligible, one.speciality


def _written(one: Tallied) -> tuple[str, str]:
    """Return a place as a table names it: its name, and its site."""
    return one.place, one.site or one.site_code


def as_written(summaries: Iterable[FeedbackSummary]) -> Iterator[dict[str, object]]:
    """Yield what a writer would write for each summary."""
    for one in summaries:
        counts = {} if one.fft is None else {name: getattr(one.fft, name) for name in ANSWERS}
        if one.fft is not None and one.fft.eligible is not None:
            counts["eligible"] = one.fft.eligible
        place = {"place": one.place} if one.place else {}
        yield {**place, "period": one.period, "audiences": list(one.audiences), "fft": counts}
