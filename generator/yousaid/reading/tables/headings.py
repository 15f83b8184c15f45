"""What the columns of a table mean: the headings that we know, a site's own, and guesses that nobody relies on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Final

from msgspec import Struct

from yousaid.figures.fft import ANSWERS
from yousaid.reading.names import fold
from yousaid.reading.tables.sheets import Row, Sheet

FFT_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "ward": (
        "ward", "ward name", "ward or clinic", "ward clinic", "ward or department", "ward department", "unit",
        "unit name", "department", "department name", "clinic", "clinic name", "location", "location name",
        "location 1",
        "team", "team name", "service", "service name", "area", "place", "ward or service", "ward or team",
    ),
    "site": ("site", "site name", "hospital", "hospital name", "hospital site", "location 2"),
    "site_code": ("site code", "site ods code"),
    "trust": ("trust", "trust name", "organisation", "organisation name", "org name", "provider", "provider name"),
    "trust_code": ("trust code", "org code", "organisation code", "provider code", "ods code"),
    "month": (
        "month", "period", "date", "reporting period", "reporting month", "month year", "month of response",
        "periodname",
        "period name", "response date", "date of response", "survey date", "date completed", "completed",
        "completed date",
        "date submitted", "submitted", "submission date", "completion time", "timestamp", "response received",
        "date received", "discharge date", "date of discharge",
    ),
    "year": ("year", "yearnumber", "year number", "financial year"),
    "very_good": ("very good",),
    "good": ("good",),
    "neither": ("neither good nor poor", "neither", "neither good or poor", "neither good nor bad"),
    "poor": ("poor",),
    "very_poor": ("very poor", "very bad"),
    "dont_know": ("dont know", "do not know", "unsure"),
    "no_answer": ("no answer", "not answered", "no response", "unanswered", "blank", "skipped", "left blank"),
    "total": (
        "total responses", "total", "responses", "total answers", "number of responses", "n", "all responses",
        "total number of responses", "response count",
    ),
    "eligible": (
        "total eligible", "eligible", "eligible patients", "number eligible", "number of eligible patients",
        "discharges", "total discharges", "eligible discharges",
    ),
    "answer": (
        "answer", "response", "rating", "fft answer", "fft response", "fft rating", "fft score", "fft", "score",
        "experience", "overall experience", "overall how was your experience of our service",
        "thinking about your experience overall how was your experience of our service",
    ),
    "count": ("count", "number", "number of answers", "answers", "frequency"),
    "id": ("response id", "id", "survey id", "response number", "record id", "submission id", "unique id"),
    "method": (
        "method", "mode", "mode of collection", "collection method", "channel",
    ),
    "speciality": ("first speciality", "first specialty", "speciality", "specialty"),
}  # fmt: skip
"""What each column of an FFT table may be called. Percentages are never read: they are worked out from the counts."""

PAIR_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "place": FFT_COLUMNS["ward"],
    "title": ("title", "heading", "headline"),
    "you_said": ("you said", "what you said", "you told us", "feedback", "what people said", "comment theme"),
    "we_did": ("we did", "what we did", "we are doing", "action", "action taken", "our response", "together we did"),
    "status": ("status", "progress", "action status", "rag"),
    "month": ("month", "date", "period", "month year"),
    "audiences": ("audiences", "audience", "for", "who may see it"),
    "themes": ("theme", "themes", "category", "topic"),
    "owner": ("owner", "lead", "responsible", "action owner", "by whom"),
    "due": ("due", "due date", "by when", "target date", "planned for"),
    "why": ("why", "why not", "reason", "reason why not"),
    "who_decides": ("who decides", "decided by", "decision by"),
    "instead": ("instead", "what we can do instead"),
    "difference": ("difference", "outcome", "impact", "what changed", "difference made"),
    "source": ("source", "feedback source", "how we heard"),
    "ref": ("ref", "reference", "reference number"),
    "slug": ("slug", "address"),
    "withdrawn": (
        "withdrawn", "withdrawn on", "withdrawn date", "date withdrawn", "withdrawal", "withdrawal date",
        "when withdrawn", "date of withdrawal", "consent withdrawn", "taken back", "taken back on",
        "removed", "removed on", "retracted",
    ),
    "draft": ("draft", "is draft", "draft only", "still a draft"),
    "expires": (
        "expires", "expires on", "expiry", "expiry date", "expiration date", "date of expiry", "show until",
        "publish until", "published until", "display until", "remove on", "remove after", "take down", "take down on",
        "take down date", "unpublish", "unpublish on",
    ),
    "publish_from": (
        "publish from", "published from", "publish on", "publish after", "publish date", "publication date",
        "date to publish", "not before", "not to be published before", "show from", "display from", "go live",
        "go live date",
        "embargo", "embargoed", "embargo until", "embargoed until", "embargo date", "hold until",
    ),
}  # fmt: skip
"""What each column of a table of pairs may be called."""

HIDING: Final = ("withdrawn", "draft", "expires", "publish_from")
"""The columns of a table of pairs that keep a row from readers."""

NOT_READ: Final = "not_read"
"""What the settings say of a heading whose column is left out on purpose."""

OLD_ANSWERS: Final = frozenset(
    {"extremely likely", "likely", "neither likely nor unlikely", "unlikely", "extremely unlikely"}
)
"""The answers to the question that was asked until March 2020."""

ONCE: Final = frozenset({*ANSWERS, "answer", "eligible", "you_said", "we_did", *HIDING})
"""What only one column of a table can mean: of two, nobody can tell which counts."""

HEADER_ROWS: Final = 60
"""How far down the headings may stand: NHS England's tables have a dozen rows of titles above them."""
_PERCENT: Final = re.compile(r"%|\b(?:per ?cent(?:age)?|prop(?:ortion)?|pos|neg)\b", re.IGNORECASE)
_AROUND: Final = re.compile(
    r"^(?:[1-6] |(?:total|count|number) (?:of )?|no of )?(.+?)(?: (?:sum|count|total|responses|number))?$"
)
_CLOSE: Final = 0.72
LONGEST: Final = 200
"""How many characters of a heading are looked at."""
MANY: Final = 3
"""So many known headings in one row are headings, and no figures."""
_MONTHS: Final = frozenset({"month", "year"})


class Names(Struct, frozen=True):
    """What headings mean, folded."""

    known: dict[str, str]
    """The headings that we know."""
    own: dict[str, str]
    """A site's own, which always win."""


class Header(Struct, frozen=True):
    """The headings of one sheet, understood."""

    row: int
    """The row under which the figures start."""
    columns: dict[str, int]
    """What is known: its meaning, and its column."""
    headings: tuple[str, ...]
    """All headings as they are written."""
    guesses: dict[str, str]
    """Headings that perhaps mean something: as it is written, and the meaning. They are not used."""
    above: tuple[str, ...]
    """What stands above the headings, row by row."""
    twice: tuple[str, ...]
    """Headings that mean one thing and stand over two columns, both of them; nothing when there are none."""
    names: Names
    """What headings mean, for those that stand further down."""
    doubtful: tuple[tuple[str, str, str], ...]
    """A meaning that two columns can have: the heading that is used, the one that is not, and the meaning."""
    earlier: int
    """The row of other headings further up, under which something stands; 0 when there are none."""
    old: bool
    """Whether these are answers to the question that was asked until March 2020."""

    def heading(self, meaning: str) -> str:
        """Return the heading of a column, or nothing when the table has no such column."""
        return self.headings[self.columns[meaning]] if meaning in self.columns else ""


def find_header(sheet: Sheet, known: Mapping[str, Iterable[str]], own: Mapping[str, str]) -> Header | None:
    """Return the headings of a sheet: the row, or two rows, in which the most of them are known.

    `known` is what each column may be called; `own` are a site's headings and what they mean. None when no row holds
    two headings that are known.
    """
    names = _names(known, own)
    rows = [list(row) for row in islice(sheet.rows(), HEADER_ROWS)]
    best: tuple[int, int, int, Row] | None = None
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else []
        for deep, headings in ((1, row), (2, _stacked(row, below))):
            score = len(set(meanings_in(headings, names).values()))
            if score >= 2 and (best is None or (score, best[2]) > (best[0], deep)):
                best = (score, at, deep, headings)
    if best is None:
        return None
    _, at, deep, headings = best
    meanings = meanings_in(headings, names)
    columns, twice, doubtful = _chosen(headings, meanings, names)
    left = [text for column, text in enumerate(headings) if column not in meanings and text]
    return Header(
        row=at + deep,
        columns=columns,
        headings=tuple(headings),
        guesses=_guesses(left, {**names.known, **names.own}, set(columns)),
        above=tuple(" ".join(text for text in row if text) for row in rows[:at] if any(row)),
        twice=twice,
        names=names,
        doubtful=doubtful,
        earlier=_earlier(rows[:at], names),
        old=len(OLD_ANSWERS & {_plain(text) for text in headings}) >= 3,
    )


def _names(known: Mapping[str, Iterable[str]], own: Mapping[str, str]) -> Names:
    """Return what headings mean in a table of this kind. Other meanings in the settings are for other tables."""
    same = {"ward": "place", "place": "ward"}
    meant = {fold(heading[:LONGEST]): meaning for heading, meaning in own.items()}
    ours = {
        heading: meaning if meaning in known else same.get(meaning, "")
        for heading, meaning in meant.items()
        if meaning in known or same.get(meaning) in known or meaning == NOT_READ
    }
    return Names({fold(name): meaning for meaning, every in known.items() for name in every}, ours)


def _chosen(
    headings: Sequence[str], meanings: Mapping[int, str], names: Names
) -> tuple[dict[str, int], tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """Return the column of each meaning, headings that are there twice, and headings of which one is let go.

    A heading of the settings wins over all others with its meaning.
    """
    columns: dict[str, int] = {}
    twice: list[str] = []
    doubtful: list[tuple[str, str, str]] = []
    for meaning in dict.fromkeys(meanings.values()):
        every = [column for column, one in meanings.items() if one == meaning]
        ours = [column for column in every if fold(headings[column][:LONGEST]) in names.own]
        first, *others = ours or every
        columns[meaning] = first
        if others and (ours or meaning in ONCE):
            twice += (headings[first], headings[others[0]])
        elif others and meaning not in _MONTHS:
            doubtful.append((headings[first], headings[others[0]], meaning))
    return columns, tuple(twice), tuple(doubtful)


def _earlier(rows: Sequence[Row], names: Names) -> int:
    """Return the row of headings further up, under which at least a row stands that is none of headings."""
    scores = [len(set(meanings_in(row, names).values())) for row in rows]
    full = (at for at, score in enumerate(scores) if score >= MANY and any(rows[at + 1 :] and rows[at + 1]))
    return next((at + 1 for at in full if scores[at + 1] < 2), 0)


def _stacked(row: Row, below: Row) -> Row:
    """Return headings that stand in two rows: the lower one counts, where there is one."""
    width = max(len(row), len(below))
    padded = [[*one, *[""] * (width - len(one))] for one in (row, below)]
    return [lower or upper for upper, lower in zip(*padded, strict=True)]


def meanings_in(headings: Sequence[str], names: Names) -> dict[int, str]:
    """Return the columns whose heading is known, and what each means."""
    return {column: meaning for column, text in enumerate(headings) if (meaning := _meaning(text, names))}


def _meaning(text: str, names: Names) -> str:
    plain = fold(text[:LONGEST])
    if plain in names.own:
        return names.own[plain]
    if _PERCENT.search(text.replace("_", " ")):
        return ""
    return names.known.get(plain) or names.known.get(_plain(text), "")


def _plain(text: str) -> str:
    """Return a heading without what raw extracts put around it: “1 Very Good SUM” becomes “very good”."""
    found = _AROUND.match(fold(text[:LONGEST]))
    return found[1] if found else ""


def _guesses(left: Iterable[str], names: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """Return what headings perhaps mean, where nothing else has that meaning."""
    guesses: dict[str, str] = {}
    for text in left:
        if _PERCENT.search(text):
            continue
        near = get_close_matches(_plain(text), names, n=1, cutoff=_CLOSE)
        if near and names[near[0]] and names[near[0]] not in taken and names[near[0]] not in guesses.values():
            guesses[text] = names[near[0]]
    return guesses


def is_wide(header: Header) -> bool:
    """Tell whether the table has a column for each answer."""
    return sum(answer in header.columns for answer in ANSWERS) >= 2
