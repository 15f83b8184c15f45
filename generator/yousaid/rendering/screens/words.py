"""The words of slides, in the order in which they are shown: the same for the picture and for the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any, Final

from msgspec import Struct

from yousaid.model.passages import passages_of
from yousaid.planning.posters.records import Tongue
from yousaid.planning.screens import Show, Telling
from yousaid.rendering.phrases import Labels, fill, month_words
from yousaid.rendering.posters.fit import split
from yousaid.rendering.posters.words import Note, PairWords, Words, fft_words, quoted, whole_numbers, words_of_pair
from yousaid.rendering.typography import smarten

MOST_WORDS: Final = 35
"""The most words on a slide. A sentence of more stands alone on one, in smaller type."""
MOST_SLIDES: Final = 20
"""The most slides that a story may take: more than that is more than 3 minutes, and nobody waits for its end."""
_LEAST_SECONDS: Final = 10

LABELS: Final = (
    "day_months",
    "difference",
    "how_it_works",
    "month_names",
    "poster_by",
    "poster_difference",
    "poster_formats",
    "poster_heard",
    "poster_instead",
    "poster_made_with",
    "poster_qr_alt",
    "poster_series",
    "poster_tell",
    "poster_tell_code",
    "poster_tell_heading",
    "poster_why",
    "screen_part",
    "we_are_doing",
    "we_cant_change",
    "we_did",
    "we_heard_you",
    "we_plan_to",
    "you_said",
)
"""The labels that a slide in any language may show."""

OWN_LABELS: Final = (
    "fft_all",
    "fft_hardly_any",
    "fft_nearly_all",
    "fft_tenths",
    "quotes",
    "screen_fft",
)
"""Those of slides that are in the site's own language only."""

_SENTENCE: Final = re.compile(r"(?<=[.!?…۔؟।])([\"”’»)]*)\s+(?=[^\W\d_]|[\d\"“‘«(])")
_SHORTENED: Final = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|No|Prof|approx|e\.g|i\.e|tel|ext)|\b[A-Z])\.$", re.IGNORECASE)
_LONGEST_SHORTENED: Final = len("approx.")


class SlideWords(Struct, frozen=True, kw_only=True):
    """All the words of one slide, in the order in which they are read."""

    kind: str
    """title, said, answer, difference, fft, quote or tell."""
    language: str
    direction: str
    """ltr or rtl."""
    series: str
    """What all this is called; nothing on the title slide, whose heading says it."""
    place: str
    """The name of the place or organisation, in the site's own language."""
    own_language: str
    own_direction: str
    story: str = ""
    """The title of the story, or nothing."""
    heading: str
    status: str = ""
    """A status slug, or "heard", on slides of answers; else nothing."""
    texts: tuple[Note, ...] = ()
    contact: str = ""
    """Whom to turn to, in the site's own language; on the slide that says how to tell us."""
    formats: str = ""
    address: str = ""
    qr_alt: str = ""
    """What stands in for the QR code; not shown."""
    part: str = ""
    """Which slide of how many with this heading; nothing when there is one."""
    until: date | None
    """The last day on which it is shown; None when it always is."""
    slug: str = ""
    """The slug of its story, or nothing."""

    @property
    def words(self) -> int:
        """How many words are read on it."""
        texts = [self.story, self.heading, self.contact, self.formats, self.address]
        texts += [f"{note.label} {note.text}" for note in self.texts]
        return sum(len(text.split()) for text in texts)

    @property
    def seconds(self) -> int:
        """How long it is shown: half a second a word and 4 more, and never less than 10."""
        return max(_LEAST_SECONDS, ceil(self.words / 2 + 4))

    @property
    def is_full(self) -> bool:
        """Whether it has more words than a slide should, so that its type may be smaller."""
        return sum(len(f"{note.label} {note.text}".split()) for note in self.texts) > MOST_WORDS or self.kind == "tell"


def slides_of(show: Show, words: Words) -> tuple[SlideWords, ...]:
    """Return the show's slides in the languages that there are words for."""
    own = words[show.own.code]
    return (
        _title(show, own),
        *(
            slide
            for telling in show.tellings
            if telling.tongue.code in words
            for slide in _told(show, telling, words[telling.tongue.code])
        ),
        *_figures(show, own),
        *_quotation(show, own),
        *(_tell_us(show, tongue, words[tongue.code]) for tongue in show.tongues if tongue.code in words),
    )


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; they are the text when they are joined by spaces."""
    found: list[str] = []
    at = 0
    for match in _SENTENCE.finditer(text):
        end = match.end(1)
        # only the last few letters are looked at: else a text without an end of a sentence takes minutes
        shortened = _SHORTENED.search(text, max(at, end - _LONGEST_SHORTENED), end)
        if not shortened and not text[match.end()].islower():
            found.append(text[at:end])
            at = match.end()
    return [*found, text[at:]] if text[at:] else found


def parts_of(notes: Iterable[Note]) -> list[tuple[Note, ...]]:
    """Return the notes in parts of few enough words, divided between sentences and as evenly as can be."""
    pieces = [
        (number, Note(note.label if first else "", sentence))
        for number, note in enumerate(notes)
        for first, sentence in _with_first(_sentences(note.text))
    ]
    counts = [float(len(f"{note.label} {note.text}".split())) for _, note in pieces]
    if not pieces:
        return []
    return [_joined(pieces[first:last]) for first, last in split([(n, n) for n in counts], MOST_WORDS, 0)]


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text with its lists: the first of a line has its break and mark."""
    for at, passage in enumerate(passages_of(text)):
        mark = passage.line.removesuffix(passage.text)
        for number, sentence in enumerate(sentences_of(passage.text)):
            yield sentence if number else ("\n\n" if at else "") + mark + sentence


def _with_first(sentences: Iterable[str]) -> Iterator[tuple[bool, str]]:
    for number, sentence in enumerate(sentences):
        yield number == 0, sentence


def _joined(pieces: Sequence[tuple[int, Note]]) -> tuple[Note, ...]:
    """Return sentences as the paragraphs that they came from."""
    notes: dict[int, Note] = {}
    for number, piece in pieces:
        before = notes.get(number)
        joint = "" if piece.text.startswith("\n") else " "
        text = f"{before.text}{joint}{piece.text}" if before else piece.text.lstrip("\n")
        notes[number] = Note(before.label if before else piece.label, text)
    return tuple(notes.values())


def _title(show: Show, labels: Labels) -> SlideWords:
    series = smarten(show.own.series or labels["poster_series"])
    lines = dict.fromkeys((show.place, month_words(show.month, labels), show.organisation))
    texts = tuple(Note("", smarten(line)) for line in lines if line)
    return _slide(show, show.own, labels, "title", heading=series, texts=texts, series="", place="", until=show.until)


def _told(show: Show, telling: Telling, labels: Labels) -> Iterator[SlideWords]:
    pair: PairWords = words_of_pair(telling.pair, labels)
    of_kind: list[tuple[str, str, str, tuple[Note, ...]]] = [
        ("said", "", pair.said_heading, (Note("", pair.said),) if pair.said else ())
    ]
    for answer in pair.answers:
        notes = tuple(note for action in answer.actions for note in (Note("", action.text), *action.notes) if note.text)
        of_kind.append(("answer", answer.status, answer.heading, notes))
    ends = tuple(Note("", note.text) for note in pair.notes)
    if telling.pair.difference:
        of_kind.append(("difference", "", labels["difference"], ends))
    else:
        kind, status, heading, notes = of_kind.pop()
        of_kind.append((kind, status, heading, (*notes, *ends)))
    for kind, status, heading, notes in of_kind:
        parts = parts_of(notes)
        for number, texts in enumerate(parts, 1):
            part = fill(labels["screen_part"], n=number, of=len(parts)) if len(parts) > 1 else ""
            yield _slide(
                show,
                telling.tongue,
                labels,
                kind,
                heading=heading,
                status=status,
                texts=texts,
                part=part,
                story=pair.title,
                slug=telling.pair.slug,
                until=telling.until,
            )


def _figures(show: Show, labels: Labels) -> Iterator[SlideWords]:
    if show.fft is not None:
        texts = (Note("", fft_words(show.fft, labels)),)
        yield _slide(show, show.own, labels, "fft", heading=labels["screen_fft"], texts=texts, until=show.until)


def _quotation(show: Show, labels: Labels) -> Iterator[SlideWords]:
    if show.quote is not None:
        said = show.quote.quote
        texts = (Note("", quoted(said.text)), *((Note("", smarten(said.by)),) if said.by else ()))
        yield _slide(show, show.own, labels, "quote", heading=labels["quotes"], texts=texts, until=show.quote.until)


def _tell_us(show: Show, tongue: Tongue, labels: Labels) -> SlideWords:
    return _slide(
        show,
        tongue,
        labels,
        "tell",
        heading=labels["poster_tell_heading"],
        texts=(Note("", labels["poster_tell_code" if show.address else "poster_tell"]),),
        contact=whole_numbers(smarten(show.contact)),
        formats=whole_numbers(smarten(tongue.formats) or labels["poster_formats"]),
        address=show.address_words,
        qr_alt=fill(labels["poster_qr_alt"], address=show.address_words) if show.address else "",
        until=None,
    )


def _slide(show: Show, tongue: Tongue, labels: Labels, kind: str, **given: Any) -> SlideWords:  # noqa: ANN401 - fields of the record
    """Return a slide with what every slide shows."""
    usual: dict[str, Any] = {
        "series": smarten(tongue.series or labels["poster_series"]),
        "place": smarten(show.place or show.organisation),
    }
    return SlideWords(
        kind=kind,
        language=tongue.code,
        direction=tongue.direction,
        own_language=show.own.code,
        own_direction=show.own.direction,
        **{**usual, **given},
    )
