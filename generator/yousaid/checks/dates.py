"""Dates that somebody must look at: reviews that are due, promises whose day has passed, stories without a date."""

from __future__ import annotations

from collections.abc import Iterator

from yousaid.checks.context import Context
from yousaid.figures.days import long_date
from yousaid.model.library import Library
from yousaid.model.story import Story
from yousaid.problems import Problem


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each date that needs a look."""
    for story in library.stories:
        if story.draft or story.withdrawn is not None:
            continue
        if story.expires is not None and story.expires < context.today:
            continue
        yield from _review(story, context)
        yield from _promises(story, context)
        if story.date is None:
            yield context.problem(
                "YS605",
                story.origin,
                ("title",),
                "The story has no date, so readers cannot tell how recent it is.",
                f"Add a line such as “date: {context.today.isoformat()}”.",
            )


def _review(story: Story, context: Context) -> Iterator[Problem]:
    if story.review_by is not None and story.review_by < context.today:
        yield context.problem(
            "YS604",
            story.origin,
            ("review_by",),
            f"The story was to be reviewed by {long_date(story.review_by)}.",
            "Check that it is still true, then write a new “review_by” date.",
        )


def _promises(story: Story, context: Context) -> Iterator[Problem]:
    for at, action in enumerate(story.actions):
        if action.status.is_promise and action.date is not None and action.date < context.today:
            # an action made from `we_did` comes first and is never open, so it moves the others along by one
            key = at - 1 if story.we_did else at
            yield context.problem(
                "YS606",
                story.origin,
                ("actions", key, "date"),
                f"This was planned for {long_date(action.date)}, and that day has passed.",
                "Say what happened: change “status” to done, or write the new date and why it moved.",
            )
