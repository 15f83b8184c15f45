"""The rows of the open data files, worked out from an edition: small numbers are already hidden in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from yousaid.figures.days import last_months
from yousaid.figures.fft import fft_series
from yousaid.figures.loop import Silence, lines_of, loop_of
from yousaid.model.edition import Count, Edition
from yousaid.model.states import ReportKind
from yousaid.model.story import Measure
from yousaid.planning.addresses import HEARD, Kind, address
from yousaid.planning.posters.feedback import months_together, over_time
from yousaid.rendering.charts import charted
from yousaid.rendering.spoken import spoken_of
from yousaid.rendering.standing import MONTHS

Row = dict[str, "str | int | float | None"]
HIDDEN = "*"


def story_rows(edition: Edition) -> list[Row]:
    """Return a row for each story, newest first."""
    return [
        {
            "slug": story.slug,
            "ref": story.ref,
            "title": story.title,
            "place": story.place,
            "month": story.month,
            "statuses": ", ".join(story.statuses),
            "themes": ", ".join(story.themes),
            "source": story.heard.source if story.heard else "",
            "people": (HIDDEN if people.value is None else people.value)
            if (people := story.heard.people if story.heard else None)
            else None,
            "you_said": story.you_said,
            "address": edition.address + address(Kind.STORY, story.slug) if edition.address else "",
        }
        for story in edition.stories
    ]


def action_rows(edition: Edition) -> list[Row]:
    """Return a row for each thing that is done, planned or refused, in the order of the stories."""
    return [
        {
            "slug": story.slug,
            "place": story.place,
            "number": number,
            "status": action.status,
            "text": action.text,
            "date": _day(action.date),
            "promised": _day(action.promised),
            "owner": action.owner,
            "why": action.why,
            "who_decides": action.who_decides,
            "instead": action.instead,
        }
        for story in edition.stories
        for number, action in enumerate(story.actions, 1)
    ]


def place_rows(edition: Edition) -> list[Row]:
    """Return a row for each place, in the order of the register."""
    return [
        {
            "place": place.id,
            "name": place.name,
            "kind": place.kind,
            "parent": place.parent,
            "address": edition.address + address(Kind.PLACE, place.id) if edition.address else "",
        }
        for place in edition.places
    ]


def feedback_rows(edition: Edition) -> list[Row]:
    """Return a row for each place and month with FFT answers; a hidden count is `*`, one that is not known is empty."""
    rows: list[Row] = []
    for summary in edition.summaries:
        if summary.fft is None:
            continue
        figures = summary.fft
        row: Row = {"place": summary.place, "period": summary.period}
        row |= {answer.key: _cell(answer.count) for answer in figures.answers}
        row |= {
            "total": _cell(figures.total),
            "positive_per_cent": figures.positive,
            "negative_per_cent": figures.negative,
            "eligible": figures.eligible,
            "response_per_cent": figures.responded,
        }
        rows.append(row)
    return rows


def fft_chart_rows(edition: Edition) -> list[Row]:
    """Return a row for each point of each chart of FFT answers over time, with its limits."""
    months: dict[str, list[tuple[str, int | None, int | None]]] = {}
    for summary in edition.summaries:
        if summary.fft is not None:
            point = (summary.period, summary.fft.positive, summary.fft.total.value)
            months.setdefault(summary.place, []).append(point)
    rows: list[Row] = []
    for one in edition.places:
        series = fft_series(months.get(one.id, ()), "", edition.charts.fft_target, one.fft_rebase)
        rows += _chart_rows(one.id, 0, series, edition)
    if ReportKind.LOOP in edition.reports:
        together = months_together(edition)
        places = len(together[0].places) if together else 0
        rows += _chart_rows("", places, over_time(together, edition), edition)
    return [{key: row.get(key) for key in ("place", "period", "value", "n", *_LIMITS, "added_up")} for row in rows]


def _chart_rows(place: str, added_up: int, series: Measure | None, edition: Edition) -> Iterator[Row]:
    """Yield the points of the chart of a place, or of the whole organisation; nothing when none is drawn."""
    for row in _series_rows(series, edition) if series else ():
        if "mean" in row:
            yield {"place": place, "added_up": added_up or None, **row}


def measure_rows(edition: Edition) -> list[Row]:
    """Return a row for each figure of each measure: before, after, and each point of a series with its limits."""
    rows: list[Row] = []
    for story in edition.stories:
        rows += ({"slug": story.slug, "place": story.place, **row} for row in _measure_rows(story.measures, edition))
    for summary in edition.summaries:
        rows += ({"slug": "", "place": summary.place, **row} for row in _measure_rows(summary.measures, edition))
    return [{key: row.get(key) for key in _MEASURE} for row in rows]


_LIMITS = ("mean", "lower", "upper", "finding")
_MEASURE = (
    "slug",
    "place",
    "measure",
    "staff_group",
    "period",
    "value",
    "unit",
    "n",
    "better",
    "target",
    *_LIMITS,
    "source",
)


def _measure_rows(measures: Iterable[Measure], edition: Edition) -> Iterator[Row]:
    for one in measures:
        common: Row = {
            "measure": one.name,
            "staff_group": one.staff_group,
            "unit": one.unit,
            "better": one.better or "",
            "target": _number(one.target),
            "source": one.source,
        }
        for period, value in (("before", one.before), ("after", one.after)):
            if value is not None:
                yield {**common, "period": period, "value": _number(value), "n": one.n}
        yield from ({**common, **row} for row in _series_rows(one, edition))


def _series_rows(measure: Measure, edition: Edition) -> Iterator[Row]:
    """Yield the points of a series; with their limits when it is drawn as a chart."""
    judged = charted(measure, edition.charts)
    for number, point in enumerate(measure.series):
        row: Row = {"period": point.period, "value": _number(point.value), "n": point.n}
        if judged is not None:
            segment = next(one for one in judged.segments if one.first <= number <= one.last)
            row |= {
                "mean": _number(segment.mean),
                "lower": _number(segment.lower),
                "upper": _number(segment.upper),
                "finding": judged.variations[number],
            }
        yield row


def status_rows(edition: Edition) -> list[Row]:
    """Return how many things have which status, by month of their story: the figures of the charts of statuses."""
    months = last_months(edition.today, MONTHS)
    counts = Counter(
        (place, story.month, status)
        for story in edition.stories
        if story.month in months
        for status in [str(action.status) for action in story.actions] or [HEARD] * story.waiting
        for place in {"", story.place}
    )
    order = {place.id: number for number, place in enumerate(edition.places)}
    keys = sorted(counts, key=lambda key: (order.get(key[0], -1), key[1], key[2]))
    return [{"place": key[0], "month": key[1], "status": key[2], "count": counts[key]} for key in keys]


def theme_rows(edition: Edition) -> list[Row]:
    """Return how many stories and summaries of 12 months speak of each theme, in the order of the register."""
    spoken = spoken_of(edition)
    if spoken is None:
        return []
    return [
        {
            "theme_name": bar.name,
            "stories": bar.stories,
            "summaries": bar.summaries,
            "from": spoken.first,
            "to": spoken.last,
        }
        for bar in spoken.bars
    ]


def loop_rows(edition: Edition) -> list[Row]:
    """Return a row for each figure about the loop."""
    return [
        {
            "figure": line.key,
            "value": line.count,
            "of": line.of,
            "per_cent": line.percent,
            "shortest": line.least,
            "longest": line.most,
            "left_out": line.left_out,
            "not_asked_for": line.unsaid,
            "from": line.first,
            "to": line.last,
        }
        for line in lines_of(loop_of(edition))
    ]


def open_rows(edition: Edition) -> list[Row]:
    """Return a row for each of the oldest open concerns."""
    loop = loop_of(edition)
    return [{"slug": one.slug, "title": one.title, "place_name": one.place, "month": one.month} for one in loop.oldest]


def slip_rows(edition: Edition) -> list[Row]:
    """Return a row for each promise that slipped."""
    return [
        {
            "slug": one.slug,
            "title": one.title,
            "text": one.text,
            "owner": one.owner,
            "promised": _day(one.promised),
            "date": _day(one.now),
            "days": one.days,
        }
        for one in loop_of(edition).slips
    ]


def silence_rows(edition: Edition) -> list[Row]:
    """Return a row for each place, source and group and each month: whether anything was heard."""
    loop = loop_of(edition)
    kinds: tuple[tuple[str, tuple[Silence, ...]], ...] = (
        ("place", loop.places),
        ("source", loop.sources),
        ("group", loop.groups),
    )
    return [
        {"kind": kind, "id": one.key, "name": one.name, "month": month, "heard": "yes" if heard else "no"}
        for kind, every in kinds
        for one in every
        for month, heard in zip(loop.months, one.heard, strict=True)
    ]


def _cell(count: Count) -> str | int:
    return HIDDEN if count.value is None else count.value


def _day(day: object) -> str:
    return "" if day is None else str(day)


def _number(value: float | None) -> int | float | None:
    """Return a number without a needless point, and with 4 decimals at most."""
    if value is None:
        return None
    short = round(value, 4)
    return int(short) if short == int(short) else short
