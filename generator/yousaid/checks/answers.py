"""Stories that do not say what came of what was said, to all their readers or to some."""

from __future__ import annotations

from collections.abc import Iterator

from yousaid.checks.context import Context
from yousaid.figures.loop import is_praise
from yousaid.model.library import Library
from yousaid.model.story import Story
from yousaid.problems import Problem


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each story of which a reader cannot tell what came of it, or would read what is not true."""
    for story in library.stories:
        if story.draft or story.withdrawn is not None or not story.you_said or story.undecided or is_praise(story):
            continue
        if not story.actions and (story.body or story.difference):
            message = (
                "There is a text, but no we_did and no actions. Pages then say neither that something was done nor that"
                " nothing is decided yet, and the story is on no poster."
            )
            hint = "Write what you did under we_did: or actions:. If nothing is decided yet, write “undecided: yes”."
            yield context.problem("YS904", story.origin, ("you_said",), message, hint)
        elif story.actions and (left := _told_nothing(story)):
            message = f"All actions are for others, so {', '.join(left)} would read that nothing is decided yet."
            hint = "Write an action that they may read, or take them out of audiences."
            yield context.problem("YS904", story.origin, ("actions",), message, hint)


def _told_nothing(story: Story) -> list[str]:
    """Return the audiences of a story that see none of its actions."""
    if any(action.audiences is None for action in story.actions):
        return []
    told = {audience for action in story.actions for audience in action.audiences or ()}
    return [audience for audience in story.audiences if audience not in told]
