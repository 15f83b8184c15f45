"""The page at the top of the output folder that leads to each audience's site. It is part of none of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from yousaid.model.site import Site
from yousaid.planning.plan import Plan
from yousaid.rendering.environment import page_environment
from yousaid.rendering.looks import Chain
from yousaid.rendering.names import Linker, Names


class Choice(Struct, frozen=True):
    """One audience's site."""

    name: str
    title: str
    href: str


def chooser(site: Site, plans: Sequence[Plan], theme: Chain) -> bytes:
    """Return the page as UTF-8, in the looks of the first plan's site. There must be at least one plan."""
    first = plans[0]
    language = site.languages[0]
    choices = [
        Choice(audience.name, audience.title, f"{audience.folder or audience.id}/index.html")
        for audience in site.audiences
    ]
    template = page_environment(*(folder / "templates" for folder in theme)).get_template("chooser.html")
    return template.render(
        organisation=site.organisation,
        choices=choices,
        lang=language.code,
        dir=language.direction,
        t=Names(first, language.code).labels,
        link=Linker(first, f"{first.edition.folder}/"),
    ).encode()
