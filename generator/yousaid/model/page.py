"""A page of its own, such as "About"."""

from __future__ import annotations

from msgspec import Struct

from yousaid.model.story import Block, Origin


class Page(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page that is not a story."""

    title: str
    """The heading."""
    audiences: tuple[str, ...]
    """Who may read it: the ids from site.yaml. Left out, nobody may."""
    slug: str = ""
    """The last part of its address. Left out, the file's name."""
    summary: str = ""
    """One sentence that says what the page is for."""
    menu: bool = False
    """Whether it stands in the menu at the top, not only at the foot."""
    body: tuple[Block, ...] = ()
    """The text under the front matter; not a key."""
    origin: Origin = Origin("")
    """Where it came from; not a key."""
