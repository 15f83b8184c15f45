"""What of a story stands on a poster, in one language or in two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

from msgspec.structs import replace

from yousaid.model.edition import VisibleAction, VisibleQuote, VisibleStory, VisibleTranslation
from yousaid.model.passages import flat, lines_of
from yousaid.model.story import ActionWords
from yousaid.planning.posters.records import Pair, PosterAction, PosterQuote

LONGEST_QUOTE: Final = 25
"""The most words of a quote that goes on a poster."""


def pair_of(story: VisibleStory, today: date, languages: Iterable[str], own: str) -> Pair:
    """Return the story as a pair in the languages, of which it has each; the first stands first."""
    first, *others = (_told(story, today, language, own) for language in languages)
    return replace(first, also=others[0]) if others else first


def is_told_in(story: VisibleStory, language: str, own: str) -> bool:
    """Tell whether the story has words in that language."""
    return language == own or _translation(story, language) is not None


def title_of(story: VisibleStory, language: str) -> str:
    """Return the story's title in a language that it has."""
    words = _translation(story, language)
    return plain(words.title if words else story.title)


def quote_of(quotes: Iterable[VisibleQuote]) -> PosterQuote | None:
    """Return the first quote that may be printed and is short enough."""
    for quote in quotes:
        if quote.on_poster and len(quote.text.split()) <= LONGEST_QUOTE:
            return PosterQuote(plain(quote.text), plain(quote.by))
    return None


def plain(text: str) -> str:
    """Return the text on one line, composed, so that a letter with an accent is one character."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _translation(story: VisibleStory, language: str) -> VisibleTranslation | None:
    return next((one for one in story.translations if one.language == language), None)


def _told(story: VisibleStory, today: date, language: str, own: str) -> Pair:
    words = None if language == own else _translation(story, language)
    texts = words.actions if words else (None,) * len(story.actions)
    told = words or story
    return Pair(
        slug=story.slug,
        title=plain(told.title),
        month=story.month,
        you_said=lines_of(told.you_said),
        actions=tuple(_action(action, text, today) for action, text in zip(story.actions, texts, strict=True)),
        waiting=story.waiting,
        difference=flat(told.difference),
        # Who made it with us is not translated: a poster in another language does without.
        made_with=plain(story.made_with.who) if story.made_with and not words else "",
    )


def _action(action: VisibleAction, words: ActionWords | None, today: date) -> PosterAction:
    promised = action.status.is_promise
    told = words or action
    return PosterAction(
        status=action.status,
        text=lines_of(told.text),
        by=action.date if promised and action.date and action.date >= today else None,
        why=flat(told.why),
        instead=flat(told.instead),
    )
