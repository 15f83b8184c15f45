"""A theme as it lies on disk: what planning needs to know of it."""

from __future__ import annotations

from msgspec import Struct


class Look(Struct, frozen=True, kw_only=True):
    """The files and words of a visual theme (a theme that feedback is about is a `Theme`)."""

    name: str
    """The theme's name, such as "clear"."""
    assets: dict[str, str]
    """File name to a digest of all that its bytes depend on."""
    templates: str
    """A digest of all its templates."""
    labels: dict[str, dict[str, str]]
    """Language code to its words, key by key; languages lack no key, as missing ones come from the first."""
