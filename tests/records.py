"""Small records for tests: a story, and an edition of a few."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from yousaid.editions import edition_for
from yousaid.model.edition import Edition
from yousaid.model.library import Library
from yousaid.model.places import Place
from yousaid.model.site import Audience, Contact, Organisation, Site
from yousaid.model.states import PlaceKind, Status
from yousaid.model.story import Action, Consent, Story
from yousaid.model.themes import NATIONAL_THEMES

TODAY = date(2026, 11, 23)
CONSENT = Consent(reference="C-1", given=date(2026, 1, 5))
PATIENTS = Audience(id="patients", name="Patients", title="For patients")
STAFF = Audience(id="staff", name="Staff", title="For staff", public=False, fields=("owner", "quotes"))


def story(**changes: object) -> Story:
    """Return a small story for patients and staff, with some of it changed."""
    return replace(
        Story(
            title="Quieter nights",
            slug="quieter-nights",
            audiences=("patients", "staff"),
            you_said="It is noisy.",
            actions=(Action(text="Bins wait until 7am.", status=Status.DONE, owner="Ward manager"),),
        ),
        **changes,
    )


PLACES = (
    Place(id="fairhaven", name="Fairhaven Hospital", kind=PlaceKind.SITE),
    Place(id="willow", name="Willow Ward", parent="fairhaven"),
    Place(id="rehab", name="Home rehabilitation", kind=PlaceKind.TEAM),
)


def edition(*stories: Story, audience: Audience = PATIENTS, **changes: object) -> Edition:
    """Return the audience's edition of these stories."""
    site = Site(
        organisation=Organisation(name="Fairhaven"), audiences=(PATIENTS, STAFF), contact=Contact(name="Experience")
    )
    library = Library(
        site=site,
        **{
            "stories": stories,
            "places": PLACES,
            "themes": NATIONAL_THEMES,
            "images": {"bed.jpg": "d1"},
            **changes,
        },
    )
    return edition_for(library, audience, TODAY)
