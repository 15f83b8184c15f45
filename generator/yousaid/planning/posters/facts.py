"""What posters and slides both say beside stories: whom to turn to, in which month, until when."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from yousaid.model.edition import Edition
from yousaid.model.site import Contact
from yousaid.planning.posters.pairs import plain
from yousaid.planning.posters.records import Tongue


def own_tongue(edition: Edition, title: str) -> Tongue:
    """Return the site's own language, with the heading that a poster has in it."""
    own = edition.languages[0]
    return Tongue(own.code, own.direction, plain(edition.title), title, plain(own.formats or edition.formats))


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
