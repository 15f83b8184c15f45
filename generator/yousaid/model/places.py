"""The register of places."""

from __future__ import annotations

from msgspec import Struct

from yousaid.model.states import PlaceKind
from yousaid.model.story import Origin, Rebase


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A site, ward, service or team."""

    id: str
    """Its short id, used in addresses and poster numbers: small letters, numbers and hyphens."""
    name: str
    """Its name, as people know it."""
    parent: str = ""
    """The id of the place that it belongs to."""
    kind: PlaceKind = PlaceKind.WARD
    """What it is: organisation, site, ward, service, team."""
    aliases: tuple[str, ...] = ()
    """Other names that people write for it, such as "Ward 7" or "AMU". Readers can search for them."""
    languages: tuple[str, ...] = ()
    """The languages that its posters are wanted in, beside the site's own."""
    contact: str = ""
    """How to reach it: a role with a phone number or email address."""
    owner: str = ""
    """Who looks after its posters: a role."""
    fft_rebase: tuple[Rebase, ...] = ()
    """Months from which the limits of its FFT chart are worked out anew, each with the reason."""
    origin: Origin = Origin("")
    """Where it came from; not a key."""
