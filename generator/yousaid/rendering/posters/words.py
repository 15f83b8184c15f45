"""The words of a sheet, in the language of its poster: the same for the PDF and for the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from yousaid.model.site import Route
from yousaid.model.states import PosterKind, Status
from yousaid.model.story import Measure
from yousaid.planning.posters.records import FftLine, Pair, Poster, PosterAction, PosterQuote, Tongue
from yousaid.rendering.charts import SENTENCES, Chart
from yousaid.rendering.loop_words import LABELS as LOOP_LABELS
from yousaid.rendering.loop_words import line_words
from yousaid.rendering.phrases import Labels, date_words, fill, month_words
from yousaid.rendering.typography import smarten

HEARD: Final = "heard"
"""What stands for the status of a story that has no action yet."""

LABELS: Final = (
    "chart_alt_poster",
    *(f"chart_{one}" for one in SENTENCES),
    "day_months",
    "fft_all",
    "fft_hardly_any",
    "fft_nearly_all",
    "fft_series",
    "fft_series_together",
    "fft_tenths",
    "fft_together",
    "how_it_works",
    "month_names",
    "poster_by",
    "poster_difference",
    "poster_formats",
    "poster_heard",
    "poster_instead",
    "poster_made_with",
    "poster_owner",
    "poster_qr_alt",
    "poster_replace",
    "poster_tell",
    "poster_tell_code",
    "poster_tell_heading",
    "poster_why",
    "poster_blank_dates",
    "poster_cant_change",
    "poster_series",
    "poster_tell_us",
    "poster_thank_you",
    "posters_sheet",
    "we_are_doing",
    "we_cant_change",
    "we_did",
    "we_heard_you",
    "we_plan_to",
    "you_said",
)
"""The labels that a sheet in any language may show."""

BOARD_LABELS: Final = LOOP_LABELS
"""The labels of a sheet for the board, which is in the site's own language."""

Words = Mapping[str, Labels]
"""The labels by language."""

_KIND_HEADINGS: Final = {
    PosterKind.CANT_CHANGE: "poster_cant_change",
    PosterKind.THANK_YOU: "poster_thank_you",
    PosterKind.TELL_US: "poster_tell_us",
    PosterKind.BOARD: "loop_title",
}
"""The heading of a poster that is not called after a place or a story."""

_NAMED_AFTER_PLACE: Final = (PosterKind.WARD, PosterKind.BLANK)
_STANDING: Final = (PosterKind.TELL_US, PosterKind.BLANK)
"""Posters that are of no month."""

_HEADINGS: Final = {
    Status.DONE: "we_did",
    Status.IN_PROGRESS: "we_are_doing",
    Status.PLANNED: "we_plan_to",
    Status.CANT_CHANGE: "we_cant_change",
    Status.EXPLAINED: "how_it_works",
}
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d) (?=\d)")


class Note(Struct, frozen=True):
    """A sentence, with a word in bold before it or not."""

    label: str
    text: str


class ActionWords(Struct, frozen=True):
    """One action in words."""

    text: str
    notes: tuple[Note, ...]


class Answer(Struct, frozen=True, kw_only=True):
    """The actions of one status, under the heading of that status."""

    status: str
    """A status slug, or "heard"."""
    heading: str
    actions: tuple[ActionWords, ...]


class PairWords(Struct, frozen=True, kw_only=True):
    """One pair in words."""

    title: str
    """Nothing when the sheet's own heading says it."""
    month: str = ""
    said_heading: str = ""
    said: str = ""
    """Nothing when nobody said anything: the answers then stand alone."""
    figure: str = ""
    """On a sheet for the board: the figure, in place of what was said and done."""
    answers: tuple[Answer, ...] = ()
    notes: tuple[Note, ...] = ()
    charted: bool = False
    """Whether it is the sheet's chart: its words are the chart's."""
    blank: bool = False
    """Whether there is room to write beside the headings, and no words."""


class ChartWords(Struct, frozen=True, kw_only=True):
    """The words of the chart: what it says, and those in the drawing."""

    says: str
    alt: str
    """What stands in for the drawing; not printed on the sheet."""
    ticks: tuple[str, ...]
    first: str
    last: str


class SheetWords(Struct, frozen=True, kw_only=True):
    """All the words of one sheet in one language, in the order in which they are read."""

    title: str
    """The title of the document; not printed on the sheet."""
    language: str
    direction: str
    """ltr or rtl."""
    own_language: str
    """The language of `under`, `contact`, `quote` and, if it is a name, `heading`."""
    own_direction: str
    heading_own: bool
    """Whether the heading is a name, in the site's own language."""
    series: str
    month: str
    heading: str
    under: str
    fft: str
    chart: ChartWords | None
    pairs: tuple[PairWords, ...]
    quote: PosterQuote | None
    tell_heading: str
    tell: str
    contact: str
    formats: str
    qr_alt: str
    """What stands in for the QR code; not printed on the sheet."""
    address: str
    replace: str
    part: str
    """Which sheet of how many; nothing when there is one."""
    owner: str
    """Who looks after it, or nothing."""
    number: str
    second: SheetWords | None = None
    """The same sheet in a second language. Each part of it is read after the same part of the first language; what is
    in neither (`under`, `contact`, `address`, `number` and the drawing) is there once."""


def labels_of(labels: Labels) -> dict[str, str]:
    """Return the labels that a sheet may show: when another changes, no sheet does."""
    return {key: labels[key] for key in (*LABELS, *BOARD_LABELS)}


def words_of_sheet(
    poster: Poster,
    pairs: Sequence[Pair],
    words: Words,
    *,
    number: int = 1,
    of: int = 1,
    fft: FftLine | None = None,
    chart: Chart | None = None,
    quote: PosterQuote | None = None,
) -> SheetWords:
    """Return the words of sheet `number` of `of`, with these pairs, figures and quotation on it."""
    told = [list(pairs), [pair.also for pair in pairs if pair.also is not None]]
    first, *others = (
        _in_language(poster, tongue, its, words[tongue.code], part=(number, of), fft=fft, chart=chart, quote=quote)
        for tongue, its in zip(poster.tongues, told, strict=False)
    )
    return replace(first, second=others[0]) if others else first


def _in_language(
    poster: Poster,
    tongue: Tongue,
    pairs: Sequence[Pair],
    labels: Labels,
    *,
    part: tuple[int, int],
    fft: FftLine | None,
    chart: Chart | None,
    quote: PosterQuote | None,
) -> SheetWords:
    kind = poster.kind
    is_story = kind is PosterKind.STORY
    heading = tongue.title or labels[_KIND_HEADINGS[kind]]
    of_month = (pairs[0].month if is_story and pairs else "") or poster.month
    month = "" if kind in _STANDING else month_words(of_month, labels)
    place = poster.place if kind not in _NAMED_AFTER_PLACE else ""
    replaced = fill(labels["poster_replace"], date=date_words(poster.replace_after, labels))
    return SheetWords(
        title=", ".join(one for one in (heading, place if not is_story else "", month) if one),
        language=tongue.code,
        direction=tongue.direction,
        own_language=poster.own.code,
        own_direction=poster.own.direction,
        heading_own=kind in _NAMED_AFTER_PLACE,
        series=smarten(tongue.series or labels["poster_series"]),
        month=month,
        heading=smarten(heading),
        under=smarten(", ".join(one for one in (place, poster.organisation) if one)),
        fft=fft_words(fft, labels) if fft else "",
        chart=_chart(chart, labels, poster.over_time) if chart else None,
        pairs=tuple(_pair(pair, poster, labels) for pair in pairs),
        quote=PosterQuote(quoted(quote.text), smarten(quote.by)) if quote else None,
        tell_heading=labels["poster_tell_heading"],
        tell=labels["poster_tell_code" if poster.address else "poster_tell"],
        contact=whole_numbers(smarten(poster.contact)),
        formats=whole_numbers(smarten(tongue.formats) or labels["poster_formats"]),
        qr_alt=fill(labels["poster_qr_alt"], address=poster.address_words),
        address=poster.address_words,
        replace=labels["poster_blank_dates"] if kind is PosterKind.BLANK else replaced,
        part=words_of_part(*part, labels),
        owner=fill(labels["poster_owner"], owner=smarten(poster.owner)) if poster.owner else "",
        number=poster.number,
    )


def _chart(chart: Chart, labels: Labels, measure: Measure | None) -> ChartWords:
    finding = " ".join(
        fill(
            labels[f"chart_{one.key}"], n=one.n, out=one.out, month=month_words(one.month, labels) if one.month else ""
        )
        for one in (*chart.says, *chart.gaps)
    )
    name = labels[(measure.name if measure else "") or "fft_series"]
    return ChartWords(
        says=f"{name}: {finding}",
        alt=fill(labels["chart_alt_poster"], name=name, finding=finding),
        ticks=tuple(f"{tick.value:g}%" for tick in chart.ticks),
        first=month_words(chart.first, labels),
        last=month_words(chart.last, labels),
    )


def words_of_part(number: int, of: int, labels: Labels) -> str:
    """Return which sheet of how many it is, or nothing when there is one."""
    return fill(labels["posters_sheet"], n=number, of=of) if of > 1 else ""


def fft_words(fft: FftLine, labels: Labels) -> str:
    """Return the Friends and Family Test (FFT) line, with the number of people that it rests on."""
    if fft.all_positive:
        key = "fft_all"
    elif fft.tenths in (0, 10):
        key = "fft_nearly_all" if fft.tenths else "fft_hardly_any"
    else:
        key = "fft_tenths"
    month = month_words(fft.period, labels)
    words = fill(labels[key], n=f"{fft.total:,}", month=month, tenths=fft.tenths, percent=fft.positive)
    return f"{words} {fill(labels['fft_together'], places=fft.places)}" if fft.places else words


def whole_numbers(text: str) -> str:
    """Return the text with no-break spaces inside phone numbers, which are easily misread in two parts."""
    return _BETWEEN_DIGITS.sub("\u00a0", text)


def quoted(text: str) -> str:
    """Return somebody's own words in quotation marks, once."""
    return f"“{smarten(text).strip('“”')}”"


def _pair(pair: Pair, poster: Poster, labels: Labels) -> PairWords:
    if pair.line is not None:
        words = line_words(pair.line, labels)
        return PairWords(title=words.name, figure=words.figure, notes=(Note("", words.meaning),))
    if pair.route is not None:
        return PairWords(title=smarten(pair.title), notes=tuple(_route(pair.route)))
    if pair.charted:
        return PairWords(title="", charted=True)
    if pair.blank:
        return PairWords(title="", said_heading=labels["you_said"], answers=tuple(_to_tick(labels)), blank=True)
    told = words_of_pair(pair, labels)
    # On a story poster the heading of the sheet says the title, and its head the month.
    return replace(told, title="", month="") if poster.kind is PosterKind.STORY else told


def words_of_pair(pair: Pair, labels: Labels) -> PairWords:
    """Return what people said and what came of it in words, under the title and month of the story."""
    found = {status: tuple(one for one in pair.actions if one.status is status) for status in Status}
    answers = tuple(
        Answer(
            status=str(status),
            heading=labels[_HEADINGS[status]],
            actions=tuple(_action(action, labels) for action in actions),
        )
        for status, actions in found.items()
        if actions
    )
    notes = [Note(labels["poster_difference"], smarten(pair.difference))] if pair.difference else []
    if pair.made_with:
        notes.append(Note("", fill(labels["poster_made_with"], who=smarten(pair.made_with).rstrip("."))))
    return PairWords(
        title=smarten(pair.title),
        month=month_words(pair.month, labels) if pair.month else "",
        said_heading=labels["you_said"],
        said=smarten(pair.you_said),
        answers=answers or ((_no_answer_yet(labels),) if pair.waiting else ()),
        notes=tuple(notes),
    )


def _route(route: Route) -> Iterator[Note]:
    yield Note("", smarten(route.text))
    reached = (whole_numbers(route.phone), route.email, route.web.partition("://")[2].rstrip("/"))
    line = ", ".join(one for one in reached if one)
    if line:
        yield Note(line, "")


def _to_tick(labels: Labels) -> Iterator[Answer]:
    """Yield the headings of which somebody ticks one by hand."""
    for status in (Status.DONE, Status.IN_PROGRESS, Status.PLANNED, Status.CANT_CHANGE):
        yield Answer(status=str(status), heading=labels[_HEADINGS[status]], actions=())


def _action(action: PosterAction, labels: Labels) -> ActionWords:
    notes: list[Note] = []
    if action.by:
        notes.append(Note("", fill(labels["poster_by"], date=date_words(action.by, labels))))
    if action.why:
        notes.append(Note(labels["poster_why"], smarten(action.why)))
    if action.instead:
        notes.append(Note(labels["poster_instead"], smarten(action.instead)))
    return ActionWords(smarten(action.text), tuple(notes))


def _no_answer_yet(labels: Labels) -> Answer:
    words = ActionWords(labels["poster_heard"], ())
    return Answer(status=HEARD, heading=labels["we_heard_you"], actions=(words,))
