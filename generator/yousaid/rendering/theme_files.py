"""theme.yaml: which themes a theme is made of, and its settings, checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from yousaid.figures.contrast import ENOUGH, WHITE, contrast, in_words, is_colour
from yousaid.model.look import Colours, PaperType, PosterType, SiteType, ThemeSettings
from yousaid.model.states import PaperSize
from yousaid.problems import Problem
from yousaid.reading.documents import Entry, Report, entries, open_document
from yousaid.reading.encodings import decode
from yousaid.reading.fields import read_fields
from yousaid.reading.files import File, read_bytes
from yousaid.reading.positions import Keys
from yousaid.reading.strictyaml import Data
from yousaid.reading.words import show

FILE: Final = "theme.yaml"
_CAP: Final = 64 * 1024
_FONT: Final = re.compile(r"[A-Za-z][A-Za-z0-9 -]*")
_LAST_FONTS: Final = ("sans-serif", "serif")

_SITE: Final = {
    "size": (16, 24),
    "size_wide": (16, 28),
    "hero": (1.2, 6),
    "h1": (1.2, 5),
    "h2": (1, 4),
    "h3": (1, 3),
    "heading_weight": (400, 900),
    "radius": (0, 3),
    "border": (1, 8),
}
_POINTS: Final = (18, 400)
"""The smallest type that can be read on a wall, and type that fills a sheet."""
_POSTER: Final = {
    "smallest": (18, 36),
    "small": (0.5, 1),
    "ward_heading": (1, 4),
    "ward_heading_least": (18, 90),
    "story_heading": (1, 4),
    "story_heading_least": (18, 90),
    "pair_heading": (1, 3),
    "said_heading": (1, 3),
    "tell_heading": (1, 3),
    "series": (1, 3),
    "with_chart": _POINTS,
}
_STATUSES: Final = ("done", "in_progress", "planned", "cant_change", "explained", "heard")
_READ_ON: Final = {
    **dict.fromkeys(("text", "muted"), ("page", "card")),
    **dict.fromkeys(("heading", "link", "link_visited", "link_hover"), ("page", "card", "accent_ground", "voice")),
    **{status: (f"{status}_ground", "card") for status in _STATUSES},
    "on_focus": ("focus",),
    "on_accent": ("accent_ground",),
    "voice_text": ("voice",),
    "on_button": ("button",),
}
"""Text to all that it stands on."""
_ON_PAPER: Final = ("brand", "text", "muted", *_STATUSES)
"""What is printed on white; the brand also carries white text."""


def settings_file(theme: Path) -> tuple[Entry | None, list[Problem]]:
    """Return what a theme's own theme.yaml says, as plain data, and the problems with it."""
    path = f"themes/{theme.name}/{FILE}"
    raw = read_bytes(File(path, str(theme / FILE)), _CAP)
    if isinstance(raw, Problem):
        return None, [raw]
    text, problems = decode(raw, path)
    document, more = open_document(path, text) if text is not None else (None, [])
    found, rest = entries(document, "a theme") if document is not None else ([], [])
    return (found[0] if found and found[0].origin.index is None else None), [*problems, *more, *rest]


def merged(base: Data | None, own: Data) -> Data:
    """Return the data of a theme over that of the theme it is based on, key by key."""
    if not isinstance(base, dict) or not isinstance(own, dict):
        return own
    return {**base, **{key: merged(base.get(key), value) for key, value in own.items()}}


def read_theme(entry: Entry, data: dict[str, Data]) -> ThemeSettings | None:
    """Return the settings, or None when the report of the entry then holds what is wrong.

    `data` is what the entry says over what it is based on. That was found good, so all that is wrong is of the entry.
    """
    report = entry.report
    light, dark = data.get("colours"), data.get("dark", {})
    if isinstance(light, dict) and isinstance(dark, dict):
        known = {key: value for key, value in light.items() if key in Colours.__struct_fields__}
        data = {**data, "dark": {**known, **dark}}
    settings = read_fields(data, ThemeSettings, (), report)
    if report.held:
        return None
    found = ThemeSettings(**settings)
    _check_colours(found.colours, ("colours",), report)
    _check_colours(found.dark, ("dark",), report, known=found.colours)
    _check_site(found.site, report)
    _check_poster(found.poster, report)
    if not report.held:
        _check_contrast(found.colours, ("colours",), entry)
        _check_contrast(found.dark, ("dark", "colours"), entry)
        _check_paper(found.colours, report)
    return None if report.held else found


def _check_colours(colours: Colours, way: Keys, report: Report, known: Colours | None = None) -> None:
    """Report what is no colour, unless `known` holds it too."""
    for name in Colours.__struct_fields__:
        colour = getattr(colours, name)
        if not is_colour(colour) and colour != getattr(known, name, None):
            hint = 'Write # and 6 figures or letters a to f, in quotation marks, as "#005eb8".'
            report.at_value("YS303", (*way, name), f"{show(colour)} is not a colour.", hint)


def _check_contrast(colours: Colours, blocks: tuple[str, ...], entry: Entry) -> None:
    """Report each text that cannot be read on its ground, at whichever of the two this theme sets."""
    for text, grounds in _READ_ON.items():
        for ground in grounds:
            one, other = getattr(colours, text), getattr(colours, ground)
            if (ratio := contrast(one, other)) < ENOUGH:
                entry.report.at_value(
                    "YS303",
                    _written(entry.data, blocks, (text, ground)),
                    f"“{text}” ({one}) on “{ground}” ({other}) is hard to read under {show(blocks[0])}: "
                    f"the contrast is {in_words(ratio)}, and {ENOUGH} is needed.",
                    "Make one of the two darker, or the other lighter.",
                )


def _written(data: Mapping[str, Data], blocks: Iterable[str], names: Iterable[str]) -> Keys:
    """Return the way to the first of these colours that the file itself sets."""
    ways = ((block, name) for block in blocks for name in names if name in _block(data, block))
    return next(ways, ("colours",))


def _block(data: Mapping[str, Data], name: str) -> dict[str, Data]:
    block = data.get(name)
    return block if isinstance(block, dict) else {}


def _check_paper(colours: Colours, report: Report) -> None:
    for name in _ON_PAPER:
        colour = getattr(colours, name)
        if (ratio := contrast(colour, WHITE)) < ENOUGH:
            message = (
                f"“{name}” ({colour}) is hard to read on white paper: "
                f"the contrast is {in_words(ratio)}, and {ENOUGH} is needed."
            )
            report.at_value("YS303", ("colours", name), message, "Choose a darker colour.")


def _check_site(site: SiteType, report: Report) -> None:
    _check_limits(site, _SITE, ("site",), report)
    for number, font in enumerate(site.font):
        if _FONT.fullmatch(font) is None:
            hint = "Write its name in letters, figures, spaces and hyphens only."
            report.at_value("YS303", ("site", "font", number), f"{show(font)} is not the name of a font.", hint)
    if not site.font or site.font[-1] not in _LAST_FONTS:
        hint = "Write sans-serif or serif last: it is used where none of the others is there."
        report.at_value("YS303", ("site", "font"), "The list of fonts does not end with one that is everywhere.", hint)


def _check_poster(poster: PosterType, report: Report) -> None:
    _check_limits(poster, _POSTER, ("poster",), report)
    for size in PaperSize:
        way = ("poster", "sizes", str(size))
        paper = poster.sizes.get(size)
        if paper is None:
            message = f"The sizes of the text on {size.upper()} are missing."
            report.at_key("YS302", way, message, "Write floor, target and ceiling for it.")
            continue
        before = len(report.problems)
        _check_limits(paper, dict.fromkeys(PaperType.__struct_fields__, _POINTS), way, report)
        if len(report.problems) == before and not paper.floor <= paper.target <= paper.ceiling:
            message = f"On {size.upper()}, the sizes do not rise from floor to target and ceiling."
            report.at_value("YS305", way, message, "Write the smallest under floor and the largest under ceiling.")


def _check_limits(record: Struct, limits: Mapping[str, tuple[float, float]], way: Keys, report: Report) -> None:
    for name, (least, most) in limits.items():
        value = getattr(record, name)
        if not least <= value <= most:
            message = f"“{name}” is {value:g}, and cannot be."
            report.at_value("YS305", (*way, name), message, f"Write a number from {least:g} to {most:g}.")


def in_a_circle(chain: Iterable[Path], entry: Entry) -> Problem:
    """Return the problem of a theme that is based on one that is itself based on it."""
    names = ", ".join(f"“{theme.name}” on “{base}”" for theme, base in _steps(chain, str(entry.data["based_on"])))
    message = f"These themes are based on each other in a circle: {names}."
    entry.report.at_value("YS808", ("based_on",), message, "Take “based_on” out of one of them.")
    return entry.report.problems[-1]


def _steps(chain: Iterable[Path], last: str) -> Iterator[tuple[Path, str]]:
    """Yield each theme with the name of the one that it is based on."""
    themes = list(chain)
    yield from zip(themes, [*(theme.name for theme in themes[1:]), last], strict=True)
