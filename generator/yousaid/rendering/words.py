"""A story's words in the language of a page: its own, or those of a translation."""

from __future__ import annotations

from msgspec.structs import replace

from yousaid.model.edition import VisibleStory, VisibleTranslation
from yousaid.rendering.views import ActionText, StoryWords


def own_actions(story: VisibleStory) -> tuple[ActionText, ...]:
    """Return a story's actions in its own words."""
    return tuple(
        ActionText(action=one, text=one.text, why=one.why, who_decides=one.who_decides, instead=one.instead)
        for one in story.actions
    )


def own_words(story: VisibleStory, language: str) -> StoryWords:
    """Return a story in its own words, which are in the site's language."""
    return StoryWords(
        title=story.title,
        you_said=story.you_said,
        actions=own_actions(story),
        what_matters=story.what_matters,
        difference=story.difference,
        quotes=story.quotes,
        note="",
        body=story.body,
        language=language,
        translated=False,
    )


def translated_words(story: VisibleStory, words: VisibleTranslation) -> StoryWords:
    """Return a story in the words of a translation."""
    return StoryWords(
        title=words.title,
        you_said=words.you_said,
        actions=tuple(
            ActionText(action=one, text=said.text, why=said.why, who_decides=said.who_decides, instead=said.instead)
            for one, said in zip(story.actions, words.actions, strict=True)
        ),
        what_matters=words.what_matters,
        difference=words.difference,
        quotes=tuple(
            replace(quote, text=text) for quote, text in zip(story.quotes, words.quotes, strict=bool(words.quotes))
        ),
        note=words.note,
        body=words.body,
        language=words.language,
        translated=True,
    )
