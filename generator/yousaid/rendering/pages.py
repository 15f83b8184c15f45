"""Pages: one planned output becomes HTML, through a template that gets plain records and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from yousaid.model.edition import VisibleStory
from yousaid.model.site import Language
from yousaid.planning.addresses import Kind, address, root_of
from yousaid.planning.plan import Output, Plan
from yousaid.rendering.borrowed import spoken
from yousaid.rendering.changes import change_of
from yousaid.rendering.charts import Charter
from yousaid.rendering.contexts import CONTEXTS
from yousaid.rendering.environment import PageEnvironment
from yousaid.rendering.groups import groups_of
from yousaid.rendering.names import Linker, Names
from yousaid.rendering.views import Alternate, MenuItem, PageInfo

_TEMPLATES: Final = {Kind.POSTER: "posters/poster.html"}
"""Templates that are not named after their kind."""

_STORY_PAGES: Final = (Kind.STORY, Kind.TRANSLATION)
_STORIES_KEPT: Final = 64

_MENU: Final = (Kind.STORIES, Kind.PLACES, Kind.THEMES, Kind.CANT_CHANGE, Kind.TELL_US, Kind.SEARCH)
_MENU_IF_THERE: Final = (Kind.MEASURES, Kind.LOOP, Kind.MY_WARDS)


class SharedParts:
    """Parts of pages by all that they are made from, so that audiences which see the same need them made only once."""

    def __init__(self) -> None:
        self.rows: dict[object, Markup] = {}
        self._stories: dict[object, Markup] = {}

    def story(self, key: object, render: Callable[[], Markup]) -> Markup:
        """Return a story's part under its key, rendered when it is new. A story's pages come one after another."""
        part = self._stories.get(key)
        if part is None:
            part = render()
            if len(self._stories) >= _STORIES_KEPT:
                del self._stories[next(iter(self._stories))]
            self._stories[key] = part
        return part


class PagePress:
    """Renders the pages of one plan. What it remembers between pages only saves time."""

    def __init__(self, plan: Plan, environment: PageEnvironment, shared: SharedParts) -> None:
        self._plan = plan
        self._shared = shared
        self._environment = environment
        self._names = {language.code: Names(plan, language.code) for language in plan.edition.languages}
        self._links = {root: Linker(plan, root) for root in ("", "../")}
        self._charter = Charter(plan.edition.charts)
        self._parts: dict[tuple[str, str, str], Markup] = {}
        self._rows: dict[tuple[str, str, str], Markup] = {}
        self._menus: dict[tuple[str, str, str], tuple[MenuItem, ...]] = {}
        there = {output.kind for output in plan.outputs}
        self._menu_kinds = (*_MENU, *(kind for kind in _MENU_IF_THERE if kind in there))
        self._in_menu = {address(kind) for kind in self._menu_kinds}
        self._in_menu |= {address(Kind.PAGE, page.slug) for page in plan.edition.pages if page.menu}

    @property
    def names(self) -> Names:
        """The names in the site's own language."""
        return self._names[self._plan.edition.languages[0].code]

    def render(self, output: Output) -> bytes:
        """Return the page as UTF-8."""
        edition = self._plan.edition
        language = self._language(output)
        names = self._names[language.code]
        link = self._links[root_of(output.path)]
        title, description, variables = CONTEXTS[output.kind](self._plan, output, names, link)
        page = PageInfo(
            path=output.path,
            root=link.root,
            title=title,
            description=description,
            lang=language.code,
            dir=language.direction,
            kind=output.kind,
            canonical=edition.address + _lasting(output) if edition.address else "",
            in_menu=output.path in self._in_menu,
            alternates=self._alternates(output, link),
        )
        if output.kind in _STORY_PAGES:
            variables["story_main"] = self._story_main(variables, page.alternates, names, link)
        template = self._environment.get_template(_TEMPLATES.get(output.kind, f"{output.kind}.html"))
        text = template.render(
            site=edition,
            page=page,
            menu=self._menu(output.path, names, link),
            once=partial(self._once, link, names),
            story_row=partial(self._row, link, names),
            **self._shared_names(names, link),
            **variables,
        )
        return spoken(text).encode()

    def render_asset(self, source: str) -> bytes:
        """Return an asset that is itself a template, such as the colours."""
        look = self._plan.look.settings
        return self._environment.from_string(source).render(site=self._plan.edition, look=look).encode()

    def _once(self, link: Linker, names: Names, template: str) -> Markup:
        """Return a part that is the same on every page of a folder and language, rendered once."""
        key = (template, link.root, names.language)
        part = self._parts.get(key)
        if part is None:
            menu = self._menu("", names, link)
            part = self._parts[key] = self._part(template, names, link, site=self._plan.edition, menu=menu)
        return part

    def _row(self, link: Linker, names: Names, story: VisibleStory) -> Markup:
        """Return a story's row in a list, rendered once for all lists of a folder and language."""
        here = (names.language, link.root, story.slug)
        row = self._rows.get(here)
        if row is None:
            key = (names.voice, link.root, story)
            row = self._shared.rows.get(key) or self._part("parts/story-row.html", names, link, story=story)
            self._rows[here] = self._shared.rows[key] = row
        return row

    def _story_main(
        self, variables: dict[str, Any], alternates: tuple[Alternate, ...], names: Names, link: Linker
    ) -> Markup:
        """Return a story without the page around it. It is given no edition, so it cannot differ by audience."""
        given = {**variables, "alternates": alternates, "today": self._plan.edition.today}
        key = (names.voice, link.root, *given.values())
        return self._shared.story(key, partial(self._part, "parts/story-main.html", names, link, **given))

    def _part(self, template: str, names: Names, link: Linker, **given: object) -> Markup:
        text = self._environment.get_template(template).render(**given, **self._shared_names(names, link))
        return Markup(text)  # noqa: S704 - escaped by its template

    def _shared_names(self, names: Names, link: Linker) -> dict[str, object]:
        """Return what pages, rows and the parts of pages get alike."""
        return {
            "t": names.labels,
            "link": link,
            "chart_of": self._charter,
            "change_of": change_of,
            "groups_of": groups_of,
            "own_lang": names.own_lang,
            "day_words": names.day_words,
            "month_words": names.month_words,
            "place_name": names.place,
            "theme_name": names.theme,
            "status_word": names.status,
        }

    def _language(self, output: Output) -> Language:
        languages = self._plan.edition.languages
        if output.kind is Kind.TRANSLATION:
            return next(one for one in languages if one.code == output.subject[1].language)
        return languages[0]

    def _menu(self, path: str, names: Names, link: Linker) -> tuple[MenuItem, ...]:
        """Return the menu as it stands on the page with that path."""
        key = (path if path in self._in_menu else "", link.root, names.language)
        menu = self._menus.get(key)
        if menu is None:
            fixed = [(address(kind), names.labels[f"menu_{kind.replace('-', '_')}"], "") for kind in self._menu_kinds]
            pages = (page for page in self._plan.edition.pages if page.menu)
            written = [(address(Kind.PAGE, page.slug), page.title, names.own_lang) for page in pages]
            menu = tuple(MenuItem(label, link.root + to, to == path, lang) for to, label, lang in fixed + written)
            self._menus[key] = menu
        return menu

    def _alternates(self, output: Output, link: Linker) -> tuple[Alternate, ...]:
        if output.kind not in {Kind.STORY, Kind.TRANSLATION}:
            return ()
        story = output.subject if output.kind is Kind.STORY else output.subject[0]
        if not story.translations:
            return ()
        languages = self._plan.edition.languages
        written = {words.language: (Kind.TRANSLATION, f"{story.slug}.{words.language}") for words in story.translations}
        written[languages[0].code] = (Kind.STORY, story.slug)
        return tuple(
            Alternate(
                lang=language.code,
                name=language.name,
                href=link(*written[language.code]),
                dir=language.direction,
                current=address(*written[language.code]) == output.path,
            )
            for language in languages
            if language.code in written
        )


def _lasting(output: Output) -> str:
    """Return the address by which search engines should know a page: of an earlier address, the new one."""
    if output.kind is not Kind.REDIRECT:
        return output.path
    kind = Kind.STORY if isinstance(output.subject, VisibleStory) else Kind.WITHDRAWN
    return address(kind, output.subject.slug)
