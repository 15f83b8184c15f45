"""A theme as it lies on disk: what planning needs to know of it, and its settings."""

from __future__ import annotations

from msgspec import Struct

from yousaid.model.states import PaperSize


class Colours(Struct, frozen=True, kw_only=True):
    """The colours of site and poster, each as #rrggbb. A ground is what text stands on."""

    brand: str
    """The masthead, and headings of posters. It carries white text. The `colour` under `brand` in site.yaml wins."""
    page: str
    """Behind everything."""
    card: str
    """Behind stories, tables and boxes."""
    text: str
    """Text, on the site and on posters."""
    muted: str
    """Text that matters less: dates, captions, notes."""
    heading: str
    """Headings."""
    line: str
    """Thin lines between things."""
    edge: str
    """Lines that must be seen: of a field to fill in, of a chart."""
    link: str
    """Links."""
    link_visited: str
    """Links that the reader has followed."""
    link_hover: str
    """Links under the pointer."""
    focus: str
    """Behind what the keyboard has reached."""
    on_focus: str
    """Text on it."""
    accent: str
    """Thick lines and shapes that liven the page up. It carries no text."""
    accent_ground: str
    """The top of the home page, and invitations."""
    on_accent: str
    """Text on them."""
    voice: str
    """Behind what people said."""
    voice_edge: str
    """The line around it."""
    voice_text: str
    """Text of what people said."""
    button: str
    """Buttons."""
    on_button: str
    """Text on buttons."""
    done: str
    """“Done”: its word, its sign and its line."""
    done_ground: str
    """Behind “done”."""
    in_progress: str
    """“In progress”."""
    in_progress_ground: str
    """Behind “in progress”."""
    planned: str
    """“Planned”."""
    planned_ground: str
    """Behind “planned”."""
    cant_change: str
    """“We can't change this”."""
    cant_change_ground: str
    """Behind “we can't change this”."""
    explained: str
    """“Explained”."""
    explained_ground: str
    """Behind “explained”."""
    heard: str
    """“We heard you”."""
    heard_ground: str
    """Behind “we heard you”."""
    person_1: str
    """A person in a picture."""
    person_2: str
    """Another person in a picture."""


class SiteType(Struct, frozen=True, kw_only=True):
    """Type and shape of the pages."""

    font: tuple[str, ...]
    """Fonts, the one to use first at the front. They must be on the reader's computer. Ends in sans-serif or serif."""
    size: float
    """The text on a phone, in pixels of a browser whose own text has 16: from 16 to 24."""
    size_wide: float
    """The text on wider screens, likewise."""
    hero: float
    """The heading of the home page, in times the text: from 1.2 to 6. Headings are a little smaller on a phone."""
    h1: float
    """The heading of a page: from 1.2 to 5."""
    h2: float
    """The headings under it: from 1 to 4."""
    h3: float
    """The headings under those: from 1 to 3."""
    heading_weight: float
    """How heavy headings are, as in CSS: from 400, which is normal, to 900."""
    radius: float
    """How round corners are, in times the text: from 0, which is square, to 3."""
    border: float
    """How thick the lines of boxes are, in pixels: from 1 to 8."""


class PaperType(Struct, frozen=True, kw_only=True):
    """How large the text of “You said” and “We did” is on one size of paper, in points: from 18 to 400."""

    floor: float
    """Never smaller than this. What does not fit then goes onto another sheet."""
    target: float
    """The chart and the quotation are there only if the text can be this large."""
    ceiling: float
    """Never larger than this."""


class PosterType(Struct, frozen=True, kw_only=True):
    """Type on the posters. All sizes follow the text, which is as large as fits."""

    smallest: float
    """Nothing on a poster is smaller, in points: from 18 to 36."""
    small: float
    """Dates, contact and number, in times the text: from 0.5 to 1."""
    ward_heading: float
    """The heading of a ward's poster, in times the text: from 1 to 4."""
    ward_heading_least: float
    """The least that it aims at on A4, in points: from 18 to 90."""
    story_heading: float
    """The heading of a story's poster, in times the text: from 1 to 4."""
    story_heading_least: float
    """The least that it aims at on A4, in points: from 18 to 90."""
    pair_heading: float
    """The title of a story on a ward's poster, in times the text: from 1 to 3."""
    said_heading: float
    """“You said” and “We did”, in times the text: from 1 to 3."""
    tell_heading: float
    """“How to tell us”, in times the small text: from 1 to 3."""
    series: float
    """The words at the top, in times the small text: from 1 to 3."""
    with_chart: float
    """A chart stands on a sheet only if the text can be this large, in points: from 18 to 400."""
    sizes: dict[PaperSize, PaperType]
    """The size of the text for each size of paper."""


class ThemeSettings(Struct, frozen=True, kw_only=True):
    """What theme.yaml says, together with the themes that it is based on."""

    name: str
    """What the theme is called."""
    based_on: str = ""
    """The theme that gives all that this one lacks, such as clear. Without it, a theme must be whole."""
    colours: Colours
    """The colours in daylight, and on paper."""
    dark: Colours
    """The colours on a screen that is set to dark. Write only those that differ."""
    site: SiteType
    """Type and shape of the pages."""
    poster: PosterType
    """Type on the posters."""


class Look(Struct, frozen=True, kw_only=True):
    """The files and words of a visual theme (a theme that feedback is about is a `Theme`)."""

    name: str
    """The theme's name, such as "clear"."""
    settings: ThemeSettings
    """Its colours and type sizes."""
    assets: dict[str, str]
    """File name to a digest of all that its bytes depend on."""
    templates: str
    """A digest of all its templates, and of those that it is based on."""
    labels: dict[str, dict[str, str]]
    """Language code to its words, key by key; languages lack no key, as missing ones come from the first."""
