"""Is the loop closed? What became of the concerns that were heard, from one edition alone.

A concern is a story in which people said something that was not wholly positive. It counts in the month in which it was
heard, or else told. The definitions stand beside the fields of `Loop`, and under every figure that readers see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from statistics import median
from typing import Final

from msgspec import Struct

from yousaid.figures.days import last_months
from yousaid.figures.fft import whole_per_cent
from yousaid.model.edition import Edition, VisibleAction, VisibleStory, VisibleSummary
from yousaid.model.states import Source, Status
from yousaid.model.story import Story

MONTHS: Final = 12
"""How many months are looked at: this one and those before it."""
FEWEST: Final = 10
"""The fewest concerns from which a percentage is worked out."""
MOST_OPEN: Final = 10
"""How many of the oldest open concerns are listed."""

PRAISE: Final = "positive-experience"
"""The national theme for what is wholly positive (QDC: positive experience and gratitude)."""
_MONTH: Final = len("2026-10")


class Share(Struct, frozen=True):
    """How many of the concerns."""

    key: str
    """answered, planned, changed, cant_change or checked."""
    count: int
    of: int
    percent: int | None
    """Whole per cent; None from fewer than 10 concerns."""


class Days(Struct, frozen=True):
    """From heard to changed, in days: from the first day of the month in which it was heard, so never too short."""

    median: int
    shortest: int
    longest: int
    of: int
    """How many concerns have both dates."""


class OpenConcern(Struct, frozen=True):
    """A concern about which nothing has been done, and nobody has said why not."""

    slug: str
    title: str
    place: str
    month: str
    """The month in which it was heard, as 2026-10."""


class Slip(Struct, frozen=True):
    """A promise that slipped: its day has passed, or was moved to a later one."""

    slug: str
    title: str
    text: str
    owner: str
    promised: date
    """The day that was promised first."""
    now: date | None
    """The day that it was moved to; None when the day passed and there is no new one."""
    days: int
    """By how many days it has slipped."""


class Silence(Struct, frozen=True):
    """When somebody was last heard."""

    key: str
    """The id of a place, a source or a group of people."""
    name: str
    """Its name; nothing for a source, which has a label."""
    last: str
    """The last month in which anything was heard, as 2026-10, or year where no month is known; nothing when never."""
    heard: tuple[bool, ...]
    """Whether anything was heard in each of the months, the oldest first."""


class Loop(Struct, frozen=True, kw_only=True):
    """What became of the concerns that were heard."""

    months: tuple[str, ...]
    """The months that are looked at, the oldest first."""
    concerns: int
    """Stories heard in these months in which people said something that was not wholly positive."""
    praise: int
    """Stories of these months that are left out because they are wholly positive."""
    unsaid: int
    """Stories of these months that are left out because they are about a change that nobody had asked for."""
    shares: tuple[Share, ...]
    """Of the concerns: answered (something is said about what comes of it), planned (something is planned or in
    progress), changed (at least one thing is done), cant_change (told why not), checked (people were asked again)."""
    days: Days | None
    """How long it took from heard to changed; None when no concern has both dates."""
    undated: int
    """Changed concerns without both dates."""
    open: int
    """Concerns of any month about which nothing is done, and nobody has said why not."""
    oldest: tuple[OpenConcern, ...]
    """The oldest of these."""
    slips: tuple[Slip, ...]
    """Promises that slipped, the longest first."""
    places: tuple[Silence, ...]
    """Wards, services and teams without others under them."""
    sources: tuple[Silence, ...]
    groups: tuple[Silence, ...]


def loop_of(edition: Edition) -> Loop:
    """Return what became of the concerns that this edition shows."""
    months = last_months(edition.today, MONTHS)
    told = [story for story in edition.stories if month_heard(story) in months]
    said = [story for story in told if story.you_said]
    concerns = [story for story in said if not is_praise(story)]
    durations = [days for story in concerns if (days := days_to_change(story)) is not None]
    waiting = [story for story in edition.stories if story.you_said and not is_praise(story) and is_open(story)]
    names = {place.id: place.name for place in edition.places}
    above = {place.parent for place in edition.places}
    heard, ways = _months_of_places(edition), _months_of_sources(edition)
    waiting.sort(key=lambda story: (month_heard(story) or "9999", story.slug))
    return Loop(
        months=months,
        concerns=len(concerns),
        praise=len(said) - len(concerns),
        unsaid=len(told) - len(said),
        shares=tuple(_share(key, concerns, test) for key, test in _tests(edition)),
        days=Days(round(median(durations)), min(durations), max(durations), len(durations)) if durations else None,
        undated=sum(1 for story in concerns if is_changed(story)) - len(durations),
        open=len(waiting),
        oldest=tuple(
            OpenConcern(story.slug, story.title, names.get(story.place, ""), month_heard(story))
            for story in waiting[:MOST_OPEN]
        ),
        slips=tuple(sorted(_slips(edition), key=lambda slip: (-slip.days, slip.slug, slip.text))),
        places=tuple(
            _silence(place.id, place.name, heard.get(place.id, ()), months)
            for place in edition.places
            if place.kind.is_ward and place.id not in above
        ),
        sources=tuple(_silence(str(source), "", ways.get(source, ()), months) for source in Source),
        groups=tuple(_silence(group.id, group.name, group.months, months) for group in edition.groups),
    )


def month_heard(story: VisibleStory) -> str:
    """Return the month in which it was heard, or else told, as 2026-10; nothing when neither is known."""
    period = story.heard.period if story.heard else ""
    return period if len(period) == _MONTH else story.month


def is_praise(story: Story | VisibleStory) -> bool:
    """Tell whether what people said was wholly positive."""
    return _source(story) is Source.COMPLIMENT or story.themes == (PRAISE,)


def is_changed(story: VisibleStory) -> bool:
    """Tell whether at least one thing is done."""
    return Status.DONE in story.statuses


def is_open(story: VisibleStory) -> bool:
    """Tell whether nothing is done, and nobody has said why not or how it works, in an action or in a text."""
    if not story.actions:
        return story.waiting
    return not {Status.DONE, Status.CANT_CHANGE, Status.EXPLAINED}.intersection(story.statuses)


def days_to_change(story: VisibleStory) -> int | None:
    """Return the days from the first of the month in which it was heard to the first change; None without both."""
    heard = story.heard.period if story.heard else ""
    done = [action.date for action in story.actions if action.status is Status.DONE and action.date is not None]
    if len(heard) != _MONTH or not done:
        return None
    days = (min(done) - date.fromisoformat(f"{heard}-01")).days
    return days if days >= 0 else None


def _tests(edition: Edition) -> Iterator[tuple[str, Callable[[VisibleStory], bool]]]:
    """Yield what is counted; what this audience does not see of a story is not counted."""
    yield "answered", lambda story: bool(story.actions)
    yield "planned", lambda story: any(status.is_promise for status in story.statuses)
    yield "changed", is_changed
    yield "cant_change", lambda story: Status.CANT_CHANGE in story.statuses
    if "checked" in edition.fields:
        yield "checked", lambda story: story.checked is not None and story.checked.on <= edition.today


def _share(key: str, concerns: Sequence[VisibleStory], test: Callable[[VisibleStory], bool]) -> Share:
    count = sum(1 for story in concerns if test(story))
    percent = whole_per_cent(count, len(concerns)) if len(concerns) >= FEWEST else None
    return Share(key, count, len(concerns), percent)


def _slips(edition: Edition) -> Iterator[Slip]:
    for story in edition.stories:
        for action in story.actions:
            first = action.promised or action.date
            if action.date is None or first is None:
                continue
            passed = action.status.is_promise and action.date < edition.today
            if passed:
                yield _slip(story, action, first, None, (edition.today - first).days)
            elif action.date > first:
                yield _slip(story, action, first, action.date, (action.date - first).days)


def _slip(story: VisibleStory, action: VisibleAction, first: date, now: date | None, days: int) -> Slip:
    return Slip(story.slug, story.title, action.text, action.owner, first, now, days)


def _source(story: Story | VisibleStory) -> Source | None:
    return story.heard.source if story.heard else None


def _answered(summary: VisibleSummary) -> bool:
    """Tell whether anybody answered the Friends and Family Test (FFT). A number that is hidden is somebody."""
    return summary.fft is not None and summary.fft.total.value != 0


def _months_of_sources(edition: Edition) -> dict[Source, list[str]]:
    """Return the months in which anything was heard in each way: in a story, or as answers to the FFT."""
    months: dict[Source, list[str]] = {}
    for story in edition.stories:
        if (source := _source(story)) is not None:
            months.setdefault(source, []).append(month_heard(story))
    months.setdefault(Source.FFT, []).extend(one.period for one in edition.summaries if _answered(one))
    return months


def _months_of_places(edition: Edition) -> dict[str, list[str]]:
    """Return the months in which anything was heard at each place: a story, answers to the FFT, or comments."""
    months: dict[str, list[str]] = {}
    for story in edition.stories:
        if story.you_said:
            months.setdefault(story.place, []).append(month_heard(story))
    for summary in edition.summaries:
        if summary.heard or summary.quotes or summary.body or _answered(summary):
            months.setdefault(summary.place, []).append(summary.period)
    return months


def _silence(key: str, name: str, heard: Iterable[str], months: Sequence[str]) -> Silence:
    known = {period for period in heard if period and period <= months[-1]}
    return Silence(key, name, max(known, default=""), tuple(month in known for month in months))


class Line(Struct, frozen=True, kw_only=True):
    """One figure about the loop, as every list of them shows it: a page, a poster, a file, the terminal."""

    key: str
    """concerns, the key of a share, days, open or slips."""
    count: int | None
    """The figure; None when it is not known."""
    of: int | None = None
    """What it is a part of, or rests on."""
    percent: int | None = None
    """Whole per cent of `of`; None when there is none to show."""
    least: int | None = None
    """The shortest, in days."""
    most: int | None = None
    """The longest, in days."""
    left_out: int = 0
    """How many are left out; for concerns, those that are wholly positive."""
    unsaid: int = 0
    """For concerns: the stories about a change that nobody had asked for."""
    first: str = ""
    """For concerns: the first of the months that are looked at."""
    last: str = ""
    """The last of them."""


def lines_of(loop: Loop) -> tuple[Line, ...]:
    """Return the figures in the order in which they are read."""
    days = loop.days
    return (
        Line(
            key="concerns",
            count=loop.concerns,
            left_out=loop.praise,
            unsaid=loop.unsaid,
            first=loop.months[0],
            last=loop.months[-1],
        ),
        *(Line(key=one.key, count=one.count, of=one.of, percent=one.percent) for one in loop.shares),
        Line(
            key="days",
            count=days.median if days else None,
            of=days.of if days else None,
            least=days.shortest if days else None,
            most=days.longest if days else None,
            left_out=loop.undated,
        ),
        Line(key="open", count=loop.open),
        Line(key="slips", count=len(loop.slips)),
    )
