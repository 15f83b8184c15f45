"""Days and months that lie ahead, where only what has happened can stand.

Every day and month that people can write is named here, as one that tells what has happened or as one that may lie
ahead. A test goes through the model and finds the one that is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from yousaid.checks.context import Context, Keys
from yousaid.figures.days import first_day, long_date, month_name
from yousaid.model.feedback import FeedbackSummary
from yousaid.model.library import Library
from yousaid.model.site import Accessibility
from yousaid.model.states import Status
from yousaid.model.story import Action, Checked, Consent, Heard, Origin, Point, Rebase, Story
from yousaid.problems import Problem

Named = tuple[type[Struct], str]
"""A day or month by its record and key."""

PAST: Final[dict[Named, str]] = {
    (Action, "date"): "This was done on {day}",
    (Checked, "on"): "People were asked again on {day}",
    (Heard, "period"): "This was heard in {day}",
    (Point, "period"): "This is a figure of {day}",
    (Rebase, "period"): "Something changed in {day}",
    (Accessibility, "prepared"): "The statement was written on {day}",
    (Accessibility, "reviewed"): "The statement was last looked at on {day}",
}
"""What tells of something that has happened, and how it reads."""
_DECIDED: Final = "This was decided on {day}"
"""How the day of an action that is explained, or cannot be changed, reads."""
TOLD_ELSEWHERE: Final[frozenset[Named]] = frozenset(
    {
        (FeedbackSummary, "period"),
        (Story, "date"),
        (Story, "withdrawn"),
        (Consent, "given"),
        (Consent, "withdrawn"),
    }
)
"""What tells of something that has happened too, and has a message of its own: here, or in `periods`."""
MAY_BE_AHEAD: Final[frozenset[Named]] = frozenset(
    {
        (Action, "promised"),
        (Action, "check_on"),
        (Action, "look_again"),
        (Consent, "expires"),
        (Story, "publish_from"),
        (Story, "expires"),
        (Story, "review_by"),
    }
)
"""What speaks of a day to come."""

_SLACK: Final = timedelta(days=1)
"""Somewhere it is tomorrow already. A withdrawal is obeyed at once, so a day more or less is no fault in it."""


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a problem for each day that lies ahead and cannot."""
    for story in library.stories:
        shown = first_day(story)
        day = max(context.today, shown) if shown else context.today
        yield from _told_before(story, story.origin, day, context)
        yield from withdrawn_ahead(story.withdrawn, story.origin, ("withdrawn",), "story", context)
        yield from _waiting(story, context, is_table=story.origin.path not in library.texts)
    for summary in library.summaries:
        yield from _told_before(summary, summary.origin, context.today, context)
    for place in library.places:
        yield from _told_before(place, place.origin, context.today, context)
    origin = Origin("site.yaml")
    yield from _told_before(library.site.accessibility, origin, context.today, context, ("accessibility",))


def _told_before(record: Struct, origin: Origin, day: date, context: Context, keys: Keys = ()) -> Iterator[Problem]:
    """Yield a problem for each day or month in a record that is told as past, and begins after the day."""
    for found, name, value, way in days_in(record, keys):
        words = PAST.get((type(found), name))
        if words is None or (isinstance(found, Action) and found.status.is_promise):
            continue
        if (value.isoformat() if isinstance(value, date) else value) <= day.isoformat()[: len(str(value))]:
            continue
        told = long_date(value) if isinstance(value, date) else month_name(value)
        hint = "Look whether the year is right, and whether the day and the month have changed places."
        if isinstance(found, Action) and found.status is not Status.DONE:
            words = _DECIDED
        elif isinstance(found, Action):
            hint += " If it is still to come, write “status: planned”."
        elif isinstance(found, Checked):
            hint += " If it is still to come, take “checked” out and write “check_on” under the action."
        message = f"{words.format(day=told)}, and that has not come yet."
        if isinstance(found, Point):
            yield context.problem(
                "YS621", origin, way[:-2], message, hint, words=found.period
            )  # sorted when it was read
        else:
            yield context.problem("YS621", origin, _as_written(record, way), message, hint)


def _as_written(record: Struct, keys: Keys) -> Keys:
    """Return where a value stands in the file: an action made from `we_did` comes first and moves the others along."""
    if isinstance(record, Story) and record.we_did and keys[0] == "actions" and isinstance(keys[1], int):
        return ("actions", keys[1] - 1, *keys[2:])
    return keys


def withdrawn_ahead(day: date | None, origin: Origin, keys: Keys, what: str, context: Context) -> Iterator[Problem]:
    """Yield a problem for a withdrawal that is more than a day ahead. It is obeyed all the same, from today."""
    if day is not None and day > context.today + _SLACK:
        yield context.problem(
            "YS620",
            origin,
            keys,
            f"This {what} is withdrawn on {long_date(day)}, and that has not come yet. Nobody sees it from now on.",
            f"Write the day on which it was withdrawn, as {context.today.isoformat()}. If it is to be shown until a "
            "later day, write “expires” instead of “withdrawn”.",
        )


def _waiting(story: Story, context: Context, *, is_table: bool) -> Iterator[Problem]:
    """Yield a problem for a story that waits for its own day, when nothing else says that it is to wait."""
    if story.draft or story.withdrawn is not None or story.date is None or story.date <= context.today:
        return
    if story.publish_from is None or story.publish_from < story.date:
        yield context.problem(
            "YS623",
            story.origin,
            ("date",),
            f"The story is told on {long_date(story.date)}, so it is not shown until then.",
            "Look whether the year is right, and whether the day and the month have changed places."
            if is_table
            else "Look whether the year is right. If it is to wait, write the same day under “publish_from”.",
        )


def days_in(record: Struct, keys: Keys = ()) -> Iterator[tuple[Struct, str, date | str, Keys]]:
    """Yield every day and month in a record and in the records inside it: whose it is, its key, its value, the way."""
    for name, is_day in _parts(type(record)):
        value = getattr(record, name)
        if is_day:
            if value:
                yield record, name, value, (*keys, name)
        elif isinstance(value, tuple):
            for at, one in enumerate(value):
                yield from days_in(one, (*keys, name, at))
        elif value is not None:
            yield from days_in(value, (*keys, name))


@cache
def _parts(record: type[Struct]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a record that are a day or month (True), or hold one further in."""
    return tuple(
        (info.name, is_day(info))
        for info in fields(record)
        if is_day(info) or any(_parts(one) for one in records_in(info.type))
    )


def is_day(info: FieldInfo) -> bool:
    """Tell whether a field is a day, or a month or year."""
    return info.name == "period" or info.type is date or date in getattr(info.type, "__args__", ())


def records_in(kind: Any) -> Iterator[type[Struct]]:  # noqa: ANN401 - a type as the model writes it
    """Yield the records that a type names."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield kind
    else:
        for one in getattr(kind, "__args__", ()):
            yield from records_in(one)
