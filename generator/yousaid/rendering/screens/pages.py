"""Slide shows as pages: the list of them, and the page that runs one."""

from __future__ import annotations

from typing import Any

from yousaid.planning.addresses import Kind
from yousaid.planning.plan import Plan
from yousaid.rendering.names import Linker, Names
from yousaid.rendering.qr import qr_code
from yousaid.rendering.screens.press import ShowLayout
from yousaid.rendering.views import ScreenLink, SlideLink


def screen_link(plan: Plan, place: str, link: Linker) -> str:
    """Return the address of a place's slide show, or nothing."""
    return next((link(Kind.SCREEN, one.name) for one in plan.shows if one.show.place_id == place), "")


def screen_links(plan: Plan, names: Names, link: Linker) -> dict[str, Any]:  # noqa: ARG001
    """Return every slide show with its pictures, for the list."""
    return {
        "screens": tuple(
            ScreenLink(
                name=layout.show.place or layout.show.organisation,
                href=link(Kind.SCREEN, layout.name),
                seconds=sum(slide.seconds for slide in layout.slides),
                slides=tuple(
                    SlideLink(
                        name=f"{slide.name}.png",
                        href=link(Kind.SLIDE, slide.name),
                        heading=slide.words.heading,
                        until=slide.words.until,
                    )
                    for slide in layout.slides
                ),
            )
            for layout in plan.shows
        )
    }


def contents_of_screen(layout: ShowLayout) -> tuple[str, str, dict[str, Any]]:
    """Return heading, description and variables of the page that runs a slide show."""
    show = layout.show
    title = f"{layout.slides[0].words.heading}: {show.place or show.organisation}"
    return title, "", {"slides": layout.slides, "qr": qr_code(show.address) if show.address else None}
