"""The search index: a classic script, so that it works from a shared drive."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import msgspec

from yousaid.model.edition import VisibleStory
from yousaid.planning.addresses import Kind, address
from yousaid.planning.plan import Plan
from yousaid.rendering.markup import shown_text
from yousaid.rendering.names import Names
from yousaid.rendering.search_words import words_in


def search_index(plan: Plan, names: Names) -> bytes:
    """Return the script that sets `window.yousaidIndex` to the places, the stories, and the words of each.

    Words have the numbers of what they stand in: the places come first, then the stories.
    """
    places = [[address(Kind.PLACE, one.id), one.name, names.place(one.parent)] for one in plan.edition.places]
    called = {one.id: " | ".join((one.name, *one.aliases)) for one in plan.edition.places}
    stories = []
    texts = list(called.values())
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
        texts.append(_text(story, called.get(story.place, "")))
    data = msgspec.json.encode({"places": places, "stories": stories, "words": msgspec.Raw(_words_of(tuple(texts)))})
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


def _text(story: VisibleStory, place: str) -> str:
    parts = [
        story.title,
        story.ref,
        place,
        story.you_said,
        story.what_matters,
        story.difference,
        shown_text(story.body),
    ]
    for action in story.actions:
        parts += [action.text, action.why, action.instead]
    for words in story.translations:
        parts += [words.title, words.you_said, *(action.text for action in words.actions)]
    return " ".join(parts)
