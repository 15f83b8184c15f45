"""The search index: a classic script, so that it works from a shared drive."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import Final

import msgspec

from yousaid.model.edition import VisibleStory
from yousaid.planning.addresses import Kind, address
from yousaid.planning.plan import Plan
from yousaid.rendering.names import Names

_WORD: Final = re.compile(r"[^\W_]{2,}")
_PLAIN_WORD: Final = re.compile(r"[a-z0-9]{2,}")
_PLAIN: Final = str.maketrans("‘’“”–—…£", "        ")
"""What is no part of a word, and stands in many English texts that are ASCII but for it."""


def search_index(plan: Plan, names: Names) -> bytes:
    """Return the script that sets `window.yousaidIndex` to the stories and the words in them."""
    stories = []
    texts = []
    for story in plan.edition.stories:
        place = names.place(story.place)
        stories.append(
            [
                address(Kind.STORY, story.slug),
                story.title,
                place,
                names.month_words(story.month) if story.month else "",
                ", ".join(names.status(one) for one in story.statuses),
                story.summary,
            ]
        )
        texts.append(_text(story, place))
    data = msgspec.json.encode({"stories": stories, "words": msgspec.Raw(_words_of(tuple(texts)))})
    # "</" cannot end a script file, but somebody may paste the file into a page
    return b"window.yousaidIndex = " + data.replace(b"</", b"<\\/") + b";\n"


@lru_cache(maxsize=4)
def _words_of(texts: tuple[str, ...]) -> bytes:
    """Return, as JSON, the numbers of the texts that each word stands in. Audiences that read the same share it."""
    words: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for word in words_in(text):
            words[word].append(number)
    return msgspec.json.encode(dict(sorted(words.items())))


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text as they are searched: small letters without accents, at least 2 letters."""
    plain = text.translate(_PLAIN)
    if plain.isascii():
        return frozenset(_PLAIN_WORD.findall(plain.lower()))
    return frozenset(_WORD.findall(_without_accents(text).lower()))


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _text(story: VisibleStory, place: str) -> str:
    parts = [story.title, story.ref, place, story.you_said, story.what_matters, story.difference, story.body]
    for action in story.actions:
        parts += [action.text, action.why, action.instead]
    for words in story.translations:
        parts += [words.title, words.you_said, *(action.text for action in words.actions)]
    return " ".join(parts)
