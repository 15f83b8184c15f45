"""The plan: every file of a site, once, at an address that does not change."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tests.posters.samples import THEME, one_poster
from tests.posters.samples import edition as posters_edition
from tests.posters.samples import story as posters_story
from tests.records import STAFF, edition, story
from yousaid.model.edition import Edition
from yousaid.model.page import Page
from yousaid.model.site import Brand
from yousaid.model.states import Status
from yousaid.model.story import Action, Block, Photo, Translation
from yousaid.planning.pictures import Picture, widths_for
from yousaid.planning.plan import DATA_TABLES, Plan, plan_for
from yousaid.planning.posters.records import Poster
from yousaid.rendering.looks import read_look

LOOK = replace(
    read_look((THEME,), Brand()),
    assets={"site.css": "0123456789abcdef", "brand.css.jinja": "fedcba9876543210"},
    labels={},
)


class Sheet(Struct, frozen=True):
    """A sheet of a poster, as far as planning knows it."""

    name: str
    poster: Poster
    number: int = 1


def plan(found: Edition, *sheets: Sheet) -> Plan:
    """Return the plan of an edition with one picture."""
    return plan_for(found, LOOK, {"d1": Picture("bed.jpg", 1200, 800)}, sheets)


def paths(found: Edition) -> set[str]:
    """Return the paths of an edition's site."""
    return {output.path for output in plan(found).outputs}


def test_a_site_without_stories_has_its_fixed_pages() -> None:
    """Nothing is missing on the first day: lists, search, how to tell us, data and the places."""
    assert paths(edition()) == {
        "404.html",
        "accessibility.html",
        "assets/brand.fedcba98.css",
        "assets/search-index.js",
        "assets/site.01234567.css",
        "data/index.html",
        "data/metadata.json",
        *(f"data/{table}.{ending}" for table in DATA_TABLES for ending in ("csv", "json")),
        "index.html",
        "months/index.html",
        "places/fairhaven.html",
        "places/index.html",
        "places/rehab.html",
        "places/willow.html",
        "search.html",
        "status/cant-change.html",
        "status/index.html",
        "stories/index.html",
        "tell-us.html",
        "themes/index.html",
    }


def test_a_story_has_its_page_and_stands_in_its_lists() -> None:
    """A page for the story, its translation and its earlier address; lists for its theme, status and month."""
    one = story(
        date=date(2026, 10, 31),
        themes=("discharge",),
        place="willow",
        aliases=("noisy-nights",),
        photos=(Photo(file="bed.jpg", alt="A bed"),),
        translations=(Translation(title="Nosweithiau", language="cy", we_did="x"),),
    )
    assert paths(edition(one)) - paths(edition()) == {
        "images/d1-480.jpg",
        "images/d1-960.jpg",
        "images/d1-1200.jpg",
        "months/2026-10.html",
        "status/done.html",
        "stories/noisy-nights.html",
        "stories/quieter-nights.cy.html",
        "stories/quieter-nights.html",
        "themes/discharge.html",
    }


def test_stories_without_month_or_action_have_lists_too() -> None:
    """A story without a date is under "undated", one without an action under "heard"."""
    found = paths(edition(story(actions=())))
    assert {"months/undated.html", "status/heard.html"} <= found


def test_cant_change_has_one_page() -> None:
    """The list of refusals is the page that explains them, not a second list."""
    refused = Action(text="No.", status=Status.CANT_CHANGE, why="Fire rules.", who_decides="Board", instead="Ask us.")
    outputs = [output for output in plan(edition(story(actions=(refused,)))).outputs if "cant" in output.path]
    assert [output.kind for output in outputs] == ["cant-change"]


def test_two_things_with_one_address_are_reported_together() -> None:
    """An earlier address that is another story's own: the story gets it, and both are named."""
    found = plan(edition(story(slug="a", aliases=("B", "b")), story(slug="b", title="The other")))
    assert [(one.path, one.titles) for one in found.collisions] == [
        ("stories/b.html", ("The other", "B (an earlier address of a)", "b (an earlier address of a)"))
    ]
    assert len({output.path.casefold() for output in found.outputs}) == len(found.outputs)


def test_feeds_and_sitemap_need_an_address() -> None:
    """They hold whole web addresses, so a site without one has none of them."""
    there = replace(STAFF, address="https://x.example.org/")
    kinds = {output.kind for output in plan(edition(audience=there)).outputs}
    assert {"feed-atom", "feed-json", "sitemap"} <= kinds
    assert not {"feed-atom", "feed-json", "sitemap"} & {output.kind for output in plan(edition()).outputs}


def test_a_sheet_has_a_page_and_a_pdf() -> None:
    """Each sheet is listed, has its page with the same words, its PDF and picture, and goes into print runs."""
    poster = one_poster(posters_edition(posters_story()))
    found = {output.path for output in plan(edition(), Sheet("willow-2026-11-a4", poster)).outputs}
    assert {
        "posters/index.csv",
        "posters/index.html",
        "posters/willow-2026-11-a4.html",
        "posters/willow-2026-11-a4.pdf",
        "posters/thumbnails/willow-2026-11-a4.png",
        "posters/print/willow.pdf",
        "posters/print/all-a4.pdf",
    } <= found


def test_shelves_hold_what_belongs_to_a_site() -> None:
    """A hospital's page lists the stories of its wards; a team that belongs to no hospital is not on it."""
    shelves = plan(edition(story(slug="a", place="willow"), story(slug="b", place="rehab"))).shelves
    assert [one.slug for one in shelves.places["fairhaven"]] == ["a"]
    assert [one.slug for one in shelves.places["rehab"]] == ["b"]


def test_pages_of_others_are_not_planned() -> None:
    """A page for staff has no address on the patients' site."""
    page = Page(title="Guide", slug="guide", audiences=("staff",), body=(Block("x"),))
    assert "pages/guide.html" not in paths(edition(pages=(page,)))
    assert "pages/guide.html" in {output.path for output in plan(edition(audience=STAFF, pages=(page,))).outputs}


def test_photos_are_never_made_wider_than_they_are() -> None:
    """A photo of 700 pixels comes in 480 and 700; one of 4,000 in 480, 960 and 1,600."""
    assert widths_for(Picture("a", 700, 500)) == (480, 700)
    assert widths_for(Picture("a", 4000, 3000)) == (480, 960, 1600)
    assert widths_for(Picture("a", 300, 300)) == (300,)
