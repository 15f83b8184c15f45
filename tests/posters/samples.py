"""Small editions and presses for the tests of posters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from tests.builds import Silence
from yousaid.model.edition import (
    Count,
    Edition,
    FftFigures,
    VisibleAction,
    VisiblePlace,
    VisibleQuote,
    VisibleStory,
    VisibleSummary,
)
from yousaid.model.site import Accessibility, Brand, Charts, Contact, Language, Organisation, Posters
from yousaid.model.states import Orientation, PaperSize, PlaceKind, PosterKind, Status, Variant
from yousaid.output.cache import Cache
from yousaid.pipeline.posters import Printed, lay_out_posters
from yousaid.planning.posters.choosing import posters_for
from yousaid.planning.posters.records import Poster
from yousaid.rendering.cache import MemoryCache
from yousaid.rendering.fonts import Fonts, installed_fonts
from yousaid.rendering.looks import read_look
from yousaid.rendering.names import labels_for
from yousaid.rendering.posters.press import Layout, Press
from yousaid.rendering.posters.words import labels_of
from yousaid.resources import themes_folder

THEME = themes_folder() / "clear"
TODAY = date(2026, 11, 23)
ADDRESS = "https://ys.example.nhs.uk/"
WORDS = ("It was too noisy at night", "and nobody could sleep", "before 2am", "in the bay by the door")


def action(text: str = "Bins are now emptied after 7am.", **changes: object) -> VisibleAction:
    """Return an action that is done, with some of it changed."""
    bare = VisibleAction(
        text=text,
        status=Status.DONE,
        date=None,
        promised=None,
        owner="",
        check_on=None,
        why="",
        who_decides="",
        instead="",
        look_again=None,
    )
    return replace(bare, **changes)


def story(slug: str = "quieter-nights", *given: VisibleAction, **changes: object) -> VisibleStory:
    """Return a story of Willow Ward with these actions, and some of it changed."""
    bare = VisibleStory(
        slug=slug,
        ref="",
        title="Quieter nights",
        place="willow",
        date=date(2026, 10, 5),
        month="2026-10",
        summary="",
        you_said="It is too noisy at night. Bins were emptied at 5am.",
        actions=given or (action(),),
        statuses=(),
        waiting=False,
        heard=None,
        themes=(),
        what_matters="",
        quotes=(),
        photos=(),
        difference="",
        checked=None,
        measures=(),
        made_with=None,
        challenges=(),
        helped=(),
        cycles=(),
        staff_experience="",
        contact="",
        review_by=None,
        on_poster=True,
        aliases=(),
        translations=(),
        body="",
    )
    return replace(bare, **changes)


def place(key: str = "willow", name: str = "Willow Ward", **changes: object) -> VisiblePlace:
    """Return a ward, with some of it changed."""
    bare = VisiblePlace(
        id=key,
        name=name,
        parent="",
        kind=PlaceKind.WARD,
        contact="Nurse in charge, 01632 960 107",
        owner="Ward Manager",
    )
    return replace(bare, **changes)


def quote(text: str = "I slept through.", *, on_poster: bool = True) -> VisibleQuote:
    """Return a patient's words."""
    return VisibleQuote(text=text, by="patient", on_poster=on_poster)


def summary(period: str = "2026-10", total: int | None = 128, **figures: int | None) -> VisibleSummary:
    """Return Willow Ward's FFT answers of a month."""
    rates = {"positive": 91, "negative": 2, "tenths": 9, "eligible": None, "responded": None, **figures}
    rates["all_positive"] = rates["positive"] == 100
    return VisibleSummary(
        place="willow",
        period=period,
        title="",
        fft=FftFigures(answers=(), total=Count(total), **rates),
        heard=(),
        quotes=(),
        measures=(),
        body="",
    )


def edition(*stories: VisibleStory, **changes: object) -> Edition:
    """Return the patients' edition of these stories, with some of it changed."""
    bare = Edition(
        audience="patients",
        name="Patients and carers",
        title="You said, we did",
        intro="",
        folder="patients",
        theme="clear",
        public=True,
        address=ADDRESS,
        labels={},
        fields=frozenset(),
        reports=frozenset(),
        groups=(),
        posters=Posters(),
        organisation=Organisation(name="Teaselbridge NHS Trust"),
        contact=Contact(name="Patient Experience Team", phone="01632 960 140", email="experience@example.nhs.uk"),
        brand=Brand(colour="#005eb8"),
        formats="",
        feedback=(),
        languages=(Language(code="en", name="English"),),
        accessibility=Accessibility(),
        status_words={},
        charts=Charts(),
        places=(place(),),
        themes=(),
        stories=stories,
        summaries=(),
        pages=(),
        withdrawn=(),
        today=TODAY,
    )
    return replace(bare, **changes)


def one_poster(
    shown: Edition,
    kind: PosterKind = PosterKind.WARD,
    size: PaperSize = PaperSize.A4,
    orientation: Orientation = Orientation.PORTRAIT,
    variant: Variant = Variant.STANDARD,
) -> Poster:
    """Return the edition's first poster of that kind, in that format, whatever its settings ask for."""
    asked = replace(shown.posters, kinds=(kind,), sizes=(size,), orientations=(orientation,), variants=(variant,))
    return posters_for(replace(shown, posters=asked))[0]


def press(theme: Path = THEME, cache: MemoryCache | None = None, fonts: Fonts | None = None, **labels: str) -> Press:
    """Return a press with the theme's English words, some of them changed."""
    look = read_look((theme,), Brand())
    spoken = {code: labels_of({**labels_for(edition(), look, code), **labels}) for code in look.labels}
    return Press((theme,), look.settings, spoken, cache or MemoryCache(), fonts or installed_fonts())


def lay_out_all(shown: Edition, folder: Path, *, theme: Path = THEME, jobs: int = 1) -> Printed:
    """Return all posters of an edition, with a cache in this folder."""
    look = read_look((theme,), shown.brand)
    return lay_out_posters(shown, look, (theme,), Cache(folder), installed_fonts(), jobs=jobs, progress=Silence())


def words(count: int, start: int = 0) -> str:
    """Return a text of so many words."""
    known = " ".join(WORDS).split()
    return " ".join(known[(start + at) % len(known)] for at in range(count))


def names(layouts: Iterable[Layout]) -> list[str]:
    """Return the names of all sheets."""
    return [sheet.name for layout in layouts for sheet in layout.sheets]
