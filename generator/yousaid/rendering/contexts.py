"""What each kind of page gets beside what every page gets: its heading, its description and its own variables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from yousaid.figures.fft import CHART_MONTHS, fft_series
from yousaid.model.edition import VisiblePage, VisiblePlace, VisibleStory, Withdrawn
from yousaid.model.site import Theme
from yousaid.model.states import PlaceKind, PosterKind, Status
from yousaid.planning.addresses import HEARD, UNDATED, Kind
from yousaid.planning.pictures import widths_for
from yousaid.planning.plan import Output, Plan
from yousaid.planning.shelves import has_my_ward
from yousaid.rendering.data_pages import data_variables
from yousaid.rendering.environment import fill
from yousaid.rendering.loop_pages import loop_variables
from yousaid.rendering.names import Linker, Names
from yousaid.rendering.posters.pages import contents_of_poster, poster_links, poster_rows, run_rows
from yousaid.rendering.screens.pages import contents_of_screen, screen_link, screen_links
from yousaid.rendering.spoken import spoken_of
from yousaid.rendering.standing import standing_of
from yousaid.rendering.views import (
    Counted,
    FftMonth,
    Group,
    ItemAction,
    Nearby,
    ShownPhoto,
    Source,
    StoryWords,
)
from yousaid.rendering.wards import concern_of, heard_anything, ideas_for, ward_groups
from yousaid.rendering.words import own_words, translated_words

Given = tuple[str, str, dict[str, Any]]
"""A page's heading, its description and its own variables."""

_LATEST: Final = 8
"""The stories on the home page."""
_RELATED: Final = 3
"""The stories that a story leads on to."""


def _home(plan: Plan, output: Output, names: Names, link: Linker) -> Given:  # noqa: ARG001
    places = [_counted_place(place, plan, link) for place in plan.edition.places]
    extra = {
        "latest": plan.edition.stories[:_LATEST],
        "status_counts": _status_counts(plan, names, link),
        "open_places": tuple(place for place in places if place.count),
        "months": _months(plan, names, link),
    }
    return plan.edition.title, plan.edition.intro, extra


def _titled(key: str) -> Callable[[Plan, Output, Names, Linker], Given]:
    """Return the context of a page whose heading and description are labels and which has nothing of its own."""

    def given(plan: Plan, output: Output, names: Names, link: Linker) -> Given:  # noqa: ARG001
        return names.labels[f"{key}_title"], fill(names.labels[f"{key}_intro"], name=plan.edition.name), {}

    return given


def _with(
    key: str, extra: Callable[[Plan, Names, Linker], dict[str, Any]]
) -> Callable[[Plan, Output, Names, Linker], Given]:
    """Return the context of a page whose heading is a label and whose variables come from the whole plan."""
    titled = _titled(key)

    def given(plan: Plan, output: Output, names: Names, link: Linker) -> Given:
        title, description, _ = titled(plan, output, names, link)
        return title, description, extra(plan, names, link)

    return given


def _story(plan: Plan, output: Output, names: Names, link: Linker) -> Given:
    story: VisibleStory = output.subject
    words = own_words(story, plan.edition.languages[0].code)
    return story.title, story.summary, _story_variables(plan, story, words, link, names)


def _translation(plan: Plan, output: Output, names: Names, link: Linker) -> Given:
    story, translation = output.subject
    words = translated_words(story, translation)
    return words.title, words.you_said, _story_variables(plan, story, words, link, names)


def _story_variables(plan: Plan, story: VisibleStory, words: StoryWords, link: Linker, names: Names) -> dict[str, Any]:
    return {
        "story": story,
        "words": words,
        "poster_links": poster_links(plan.sheets, PosterKind.STORY, story.slug, names.labels, link),
        "related": tuple(_related(plan, story)),
        "photos": tuple(_photos(plan, story, link)),
    }


def _related(plan: Plan, story: VisibleStory) -> Iterator[VisibleStory]:
    """Yield the newest stories of other places that share a theme."""
    seen = {story.slug}
    for theme in story.themes:
        for other in plan.shelves.themes[theme]:
            if len(seen) > _RELATED:
                return
            if other.slug not in seen and other.place != story.place:
                seen.add(other.slug)
                yield other


def _photos(plan: Plan, story: VisibleStory, link: Linker) -> Iterator[ShownPhoto]:
    for photo in story.photos:
        picture = plan.pictures[photo.digest]
        widths = widths_for(picture)
        sources = tuple(Source(width, link(Kind.IMAGE, f"{photo.digest[:16]}-{width}")) for width in widths)
        middle = sources[min(1, len(sources) - 1)]
        yield ShownPhoto(
            photo=photo,
            sources=sources,
            width=middle.width,
            height=round(picture.height * middle.width / picture.width),
            src=middle.href,
        )


def _place(plan: Plan, output: Output, names: Names, link: Linker) -> Given:
    place: VisiblePlace = output.subject
    by_id = {one.id: one for one in plan.edition.places}
    summaries = plan.shelves.summaries.get(place.id, ())
    fft = tuple(FftMonth(one.period, one.fft) for one in summaries if one.fft is not None)
    children = (one for one in plan.edition.places if one.parent == place.id)
    extra = {
        "place": place,
        "parent": by_id.get(place.parent),
        "children": tuple(_counted_place(one, plan, link) for one in children),
        "stories": plan.shelves.places.get(place.id, ()),
        "latest_fft": fft[0] if fft else None,
        "fft_months": fft[:CHART_MONTHS],
        "fft_series": fft_series(
            [(one.period, one.fft.positive, one.fft.total.value) for one in fft],
            names.labels["fft_series"],
            plan.edition.charts.fft_target,
            place.fft_rebase,
        ),
        "summaries": summaries,
        "poster_links": poster_links(plan.sheets, PosterKind.WARD, place.id, names.labels, link),
        "screen": screen_link(plan, place.id, link),
        "my_ward": link(Kind.MY_WARD, place.id) if has_my_ward(place, plan.edition) else "",
    }
    return place.name, fill(names.labels["place_intro"], name=place.name), extra


def _my_ward(plan: Plan, output: Output, names: Names, link: Linker) -> Given:  # noqa: ARG001
    place: VisiblePlace = output.subject
    edition = plan.edition
    stories = plan.shelves.places.get(place.id, ())
    summaries = plan.shelves.summaries.get(place.id, ())
    extra = {
        "place": place,
        "concerns": tuple(concern_of(story, edition) for story in stories),
        "heard": heard_anything(summaries),
        "latest_fft": next((FftMonth(one.period, one.fft) for one in summaries if one.fft is not None), None),
        "standing": standing_of(stories, edition.today),
        "ideas": ideas_for(place.id, stories, summaries, edition),
    }
    title = fill(names.labels["my_ward_title"], name=place.name)
    return title, fill(names.labels["my_ward_intro"], name=place.name), extra


def _statuses(plan: Plan, names: Names, link: Linker) -> dict[str, Any]:
    standing = standing_of(plan.edition.stories, plan.edition.today)
    return {"status_counts": _status_counts(plan, names, link), "standing": standing}


def _theme(plan: Plan, output: Output, names: Names, link: Linker) -> Given:  # noqa: ARG001
    theme: Theme = output.subject
    extra = {"theme": theme, "stories": plan.shelves.themes[theme.id]}
    return theme.name, fill(names.labels["theme_intro"], name=theme.name), extra


def _status(plan: Plan, output: Output, names: Names, link: Linker) -> Given:  # noqa: ARG001
    word = names.status(output.subject)
    extra = {"status": output.subject, "word": word, "stories": plan.shelves.statuses[output.subject]}
    return word, fill(names.labels["status_intro"], name=word), extra


def _month(plan: Plan, output: Output, names: Names, link: Linker) -> Given:
    months = list(plan.shelves.months)
    at = months.index(output.subject)

    def nearby(position: int) -> Nearby | None:
        if not 0 <= position < len(months):
            return None
        return Nearby(names.month(months[position]), link(Kind.MONTH, months[position] or UNDATED))

    extra = {
        "month": output.subject,
        "stories": plan.shelves.months[output.subject],
        "newer": nearby(at - 1),
        "older": nearby(at + 1),
    }
    title = names.month(output.subject)
    return title, fill(names.labels["month_intro"], name=title), extra


def _page(plan: Plan, output: Output, names: Names, link: Linker) -> Given:  # noqa: ARG001
    item: VisiblePage = output.subject
    return item.title, item.summary, {"item": item}


def _withdrawn(plan: Plan, output: Output, names: Names, link: Linker) -> Given:  # noqa: ARG001
    item: Withdrawn = output.subject
    return names.labels["withdrawn_title"], "", {"item": item}


def _redirect(plan: Plan, output: Output, names: Names, link: Linker) -> Given:  # noqa: ARG001
    to = output.subject
    title = to.title if isinstance(to, VisibleStory) else names.labels["withdrawn_title"]
    kind = Kind.STORY if isinstance(to, VisibleStory) else Kind.WITHDRAWN
    return title, "", {"target": link(kind, to.slug), "target_title": title}


def _poster(plan: Plan, output: Output, names: Names, link: Linker) -> Given:  # noqa: ARG001
    return contents_of_poster(output.subject, link)


def _posters(plan: Plan, names: Names, link: Linker) -> dict[str, Any]:
    return {
        "posters": poster_rows(plan.sheets, names.labels, link),
        "runs": run_rows(plan, link),
        "register": link(Kind.POSTER_REGISTER),
        "screens": link(Kind.SCREENS) if plan.shows else "",
        "alone": plan.alone,
    }


def _status_counts(plan: Plan, names: Names, link: Linker) -> tuple[Counted, ...]:
    return tuple(
        Counted(
            status=str(status),
            word=names.status(status),
            count=len(plan.shelves.statuses[status]),
            href=link(Kind.STATUS, status),
        )
        for status in (*Status, HEARD)
        if status in plan.shelves.statuses
    )


def _months(plan: Plan, names: Names, link: Linker) -> tuple[Counted, ...]:
    return tuple(
        Counted(month=month, label=names.month(month), count=len(stories), href=link(Kind.MONTH, month or UNDATED))
        for month, stories in plan.shelves.months.items()
    )


def _place_groups(plan: Plan, names: Names, link: Linker) -> dict[str, Any]:  # noqa: ARG001
    """Return the places under the sites that they belong to; those that belong to none come last."""
    sites = [place for place in plan.edition.places if place.kind is PlaceKind.SITE]
    under = {site.id for site in sites}

    def counted(places: Iterable[VisiblePlace]) -> tuple[Counted, ...]:
        return tuple(_counted_place(place, plan, link) for place in places)

    groups = [
        Group(place=site, places=counted(one for one in plan.edition.places if one.parent == site.id)) for site in sites
    ]
    alone = counted(one for one in plan.edition.places if one.parent not in under and one.kind is not PlaceKind.SITE)
    return {"groups": (*groups, Group(places=alone)) if alone else tuple(groups)}


def _theme_groups(plan: Plan, names: Names, link: Linker) -> dict[str, Any]:  # noqa: ARG001
    groups: dict[str, list[Counted]] = {}
    for theme in plan.edition.themes:
        held = plan.shelves.themes.get(theme.id)
        if held:
            line = Counted(theme=theme, count=len(held), href=link(Kind.THEME, theme.id))
            groups.setdefault(theme.group, []).append(line)
    lists = tuple(Group(name=name, themes=tuple(lines)) for name, lines in groups.items())
    return {"groups": lists, "spoken": spoken_of(plan.edition)}


def _cant_change(plan: Plan, names: Names, link: Linker) -> dict[str, Any]:  # noqa: ARG001
    return {
        "items": tuple(
            ItemAction(story, action)
            for story in plan.shelves.statuses.get(Status.CANT_CHANGE, ())
            for action in story.actions
            if action.status is Status.CANT_CHANGE
        )
    }


def _counted_place(place: VisiblePlace, plan: Plan, link: Linker) -> Counted:
    return Counted(place=place, count=len(plan.shelves.places.get(place.id, ())), href=link(Kind.PLACE, place.id))


CONTEXTS: Final[dict[Kind, Callable[[Plan, Output, Names, Linker], Given]]] = {
    Kind.HOME: _home,
    Kind.STORIES: _with("stories", lambda plan, names, link: {"stories": plan.edition.stories}),  # noqa: ARG005
    Kind.STORY: _story,
    Kind.TRANSLATION: _translation,
    Kind.PLACES: _with("places", _place_groups),
    Kind.PLACE: _place,
    Kind.THEMES: _with("themes", _theme_groups),
    Kind.THEME: _theme,
    Kind.STATUSES: _with("statuses", _statuses),
    Kind.STATUS: _status,
    Kind.CANT_CHANGE: _with("cant_change", _cant_change),
    Kind.MONTHS: _with("months", lambda *given: {"months": _months(*given)}),
    Kind.MONTH: _month,
    Kind.MEASURES: _with("measures", lambda plan, *_: {"summaries": plan.shelves.summaries[""]}),
    Kind.LOOP: _with("loop", loop_variables),
    Kind.MY_WARDS: _with("my_wards", lambda plan, names, link: {"groups": ward_groups(plan, link)}),  # noqa: ARG005
    Kind.MY_WARD: _my_ward,
    Kind.DATA_INDEX: _with("data_index", data_variables),
    Kind.TELL_US: _titled("tell_us"),
    Kind.ACCESSIBILITY: _titled("accessibility"),
    Kind.SEARCH: _titled("search"),
    Kind.NOT_FOUND: _titled("not_found"),
    Kind.PAGE: _page,
    Kind.WITHDRAWN: _withdrawn,
    Kind.REDIRECT: _redirect,
    Kind.POSTERS: _with("posters", _posters),
    Kind.POSTER: _poster,
    Kind.SCREENS: _with("screens", screen_links),
    Kind.SCREEN: lambda plan, output, names, link: contents_of_screen(output.subject),  # noqa: ARG005
}
"""The context of every kind of page."""
