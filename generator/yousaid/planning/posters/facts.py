"""What posters and slides both say beside stories: figures, whom to turn to, in which month, until when."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from yousaid.figures.fft import fft_series
from yousaid.model.edition import Edition, VisiblePlace
from yousaid.model.site import Contact
from yousaid.model.story import Measure
from yousaid.planning.posters.pairs import plain
from yousaid.planning.posters.records import FftLine, Tongue

_FFT_MONTHS: Final = 11
_CHART_MONTHS: Final = 24


def own_tongue(edition: Edition, title: str) -> Tongue:
    """Return the site's own language, with the heading that a poster has in it."""
    own = edition.languages[0]
    return Tongue(own.code, own.direction, plain(edition.title), title, plain(own.formats or edition.formats))


def fft_line(place: str, edition: Edition) -> FftLine | None:
    """Return the place's newest figures of the last 12 months that are large enough to be shown, or None."""
    oldest = month_of(month_end(edition.today, -_FFT_MONTHS))
    for summary in edition.summaries:
        fft = summary.fft
        if summary.place != place or summary.period < oldest or fft is None:
            continue
        if fft.positive is not None and fft.tenths is not None and fft.total.value is not None:
            return FftLine(
                period=summary.period, total=fft.total.value, all_positive=fft.all_positive, tenths=fft.tenths
            )
    return None


def over_time(place: VisiblePlace, edition: Edition) -> Measure | None:
    """Return the share of good answers over the last months."""
    months = [
        (one.period, one.fft.positive, one.fft.total.value)
        for one in edition.summaries
        if one.place == place.id and one.fft is not None
    ]
    return fft_series(months[:_CHART_MONTHS], "", edition.charts.fft_target, place.fft_rebase)


def contact_words(contact: Contact) -> str:
    """Return a team's name, phone number and email address in one line."""
    parts = (plain(contact.name), plain(contact.phone), plain(contact.email))
    return ", ".join(part for part in parts if part)


def month_of(day: date) -> str:
    """Return the day's month as 2026-11."""
    return f"{day.year:04}-{day.month:02}"


def month_end(day: date, ahead: int) -> date:
    """Return the last day of the month that many months ahead."""
    years, month = divmod(day.month - 1 + ahead, 12)
    year = day.year + years
    return date(year, month + 1, monthrange(year, month + 1)[1])
