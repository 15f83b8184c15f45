"""“My ward, my feedback”: how far each thing that a place heard has come, and what it may copy from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from yousaid.model.edition import Edition, VisiblePlace, VisibleStory, VisibleSummary
from yousaid.model.states import CheckResult, PlaceKind, Status
from yousaid.planning.addresses import Kind
from yousaid.planning.plan import Plan
from yousaid.rendering.names import Linker
from yousaid.rendering.views import Concern, Counted, Group, Idea, Step, StepKind, StepState
from yousaid.rendering.words import own_actions

_IDEAS: Final = 5
"""The ideas that a place is offered."""
_NO_THEME: Final = frozenset({"not-assigned", "labelling-not-possible"})
"""Themes that say that there is none: two stories that share one have nothing in common."""


def ward_groups(plan: Plan, link: Linker) -> tuple[Group, ...]:
    """Return the wards, services and teams under the sites that they belong to; those of no site come last."""
    places = plan.edition.places
    sites = [place for place in places if place.kind is PlaceKind.SITE]
    wards = [place for place in places if place.kind.is_ward]

    def counted(within: Iterable[VisiblePlace]) -> tuple[Counted, ...]:
        return tuple(
            Counted(place=one, count=len(plan.shelves.places.get(one.id, ())), href=link(Kind.MY_WARD, one.id))
            for one in within
        )

    groups = [Group(place=site, places=counted(one for one in wards if one.parent == site.id)) for site in sites]
    under = {site.id for site in sites}
    groups.append(Group(places=counted(one for one in wards if one.parent not in under)))
    return tuple(group for group in groups if group.places)


def concern_of(story: VisibleStory, edition: Edition) -> Concern:
    """Return a story as the way from what was heard to whether it worked."""
    owners = tuple(dict.fromkeys(one.owner for one in story.actions if one.owner))
    deciders = tuple(dict.fromkeys(one.who_decides for one in story.actions if one.who_decides))
    due = _check_due(story)
    return Concern(
        story=story,
        actions=own_actions(story),
        steps=tuple(_steps(story, edition, named=bool(owners or deciders), due=due)),
        owners=owners,
        deciders=deciders,
        check_due=due,
        overdue=due is not None and due < edition.today,
        changes=tuple(one for one in story.measures if one.before is not None and one.after is not None),
    )


def heard_anything(summaries: Iterable[VisibleSummary]) -> bool:
    """Return whether anybody told the place anything, as far as its summaries say; a hidden count is of somebody."""
    return any(
        one.heard or one.quotes or one.body or (one.fft is not None and one.fft.total.value != 0) for one in summaries
    )


def ideas_for(
    place: str, stories: Iterable[VisibleStory], summaries: Iterable[VisibleSummary], edition: Edition
) -> tuple[Idea, ...]:
    """Return what other places have done about what this place hears of, at most 5.

    What was asked about again and works comes first, then the newest. How often a theme is spoken of decides nothing,
    and neither does which place it comes from.
    """
    here = {theme for one in stories for theme in one.themes}
    here |= {said.theme for one in summaries for said in one.heard}
    found = []
    for story in edition.stories:
        shared = tuple(theme for theme in story.themes if theme in here - _NO_THEME)
        if shared and story.place not in {"", place} and _worth_copying(story):
            done = tuple(one for one in own_actions(story) if one.action.status is Status.DONE)
            found.append(Idea(story=story, themes=shared, actions=done))
    found.sort(key=lambda idea: not _works(idea.story))
    return tuple(found[:_IDEAS])


def _worth_copying(story: VisibleStory) -> bool:
    failed = story.checked is not None and story.checked.result is CheckResult.NOT_WORKING
    return Status.DONE in story.statuses and not failed


def _works(story: VisibleStory) -> bool:
    return story.checked is not None and story.checked.result is CheckResult.WORKING


def _check_due(story: VisibleStory) -> date | None:
    """Return the first day on which people are to be asked and have not been asked since."""
    asked = story.checked.on if story.checked else date.min
    return min((one.check_on for one in story.actions if one.check_on and one.check_on > asked), default=None)


def _steps(story: VisibleStory, edition: Edition, *, named: bool, due: date | None) -> Iterator[Step]:
    """Yield the steps; those whose words this audience does not see are left out, for it could not know of them."""
    yield Step(StepKind.HEARD, StepState.YES if story.you_said or story.heard else StepState.NOT_NEEDED)
    if story.actions or story.waiting:
        yield Step(StepKind.DECIDED, StepState.YES if story.actions else StepState.NO)
    if named or "owner" in edition.fields:
        yield Step(StepKind.BY_WHOM, StepState.YES if named else StepState.NO)
    if story.actions or story.waiting:
        yield Step(StepKind.CHANGED, _changed(story))
    if "checked" in edition.fields:
        yield Step(StepKind.CHECKED, _checked(story, late=due is not None and due < edition.today))


def _changed(story: VisibleStory) -> StepState:
    statuses = set(story.statuses)
    if statuses and statuses <= {Status.CANT_CHANGE, Status.EXPLAINED}:
        return StepState.NOT_NEEDED
    to_come = statuses & {Status.IN_PROGRESS, Status.PLANNED}
    if Status.DONE in statuses:
        return StepState.PARTLY if to_come else StepState.YES
    return StepState.PARTLY if Status.IN_PROGRESS in statuses else StepState.NO


def _checked(story: VisibleStory, *, late: bool) -> StepState:
    if late:
        return StepState.LATE
    if story.checked is None:
        return StepState.NOT_NEEDED if _changed(story) is StepState.NOT_NEEDED else StepState.NO
    return StepState.YES
