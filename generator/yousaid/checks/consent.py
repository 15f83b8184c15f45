"""Quotes and photos whose consent was withdrawn, has run out or has not begun.

They are shown to nobody; the writer is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from yousaid.checks.context import Context, Keys
from yousaid.checks.days import withdrawn_ahead
from yousaid.figures.days import consent_ends, long_date
from yousaid.model.library import Library
from yousaid.model.story import Consent, Origin
from yousaid.problems import Problem


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each consent that does not hold."""
    years = library.site.consent_years
    for origin, keys, consent in _consents(library):
        what = "quote" if keys[0] == "quotes" else "photo"
        ahead = tuple(withdrawn_ahead(consent.withdrawn, origin, (*keys, "withdrawn"), what, context))
        yield from ahead
        if consent.withdrawn is not None and not ahead:
            yield context.problem(
                "YS601",
                origin,
                (*keys, "withdrawn"),
                f"The consent for this {what} was withdrawn on {long_date(consent.withdrawn)}, so nobody sees it.",
                f"Take the {what} out of the file, and take down posters that still show it.",
            )
        elif consent.given > context.today and consent.withdrawn is None:
            yield context.problem(
                "YS622",
                origin,
                (*keys, "given"),
                f"The consent for this {what} was given on {long_date(consent.given)}, and that has not come yet. "
                "Nobody sees it until then.",
                "Look whether the year is right, and whether the day and the month have changed places.",
            )
        elif consent.withdrawn is None and consent_ends(consent, years) < context.today:
            yield context.problem(
                "YS602",
                origin,
                keys,
                f"The consent for this {what} ran out on {long_date(consent_ends(consent, years))}, so nobody sees it.",
                f"Ask again and write the new form under “consent”, or take the {what} out of the file.",
            )


def _consents(library: Library) -> Iterator[tuple[Origin, Keys, Consent]]:
    for origin, quotes in (
        *((story.origin, story.quotes) for story in library.stories),
        *((summary.origin, summary.quotes) for summary in library.summaries),
    ):
        for at, quote in enumerate(quotes):
            yield origin, ("quotes", at, "consent"), quote.consent
    for story in library.stories:
        for at, photo in enumerate(story.photos):
            if photo.consent is not None:
                yield story.origin, ("photos", at, "consent"), photo.consent
