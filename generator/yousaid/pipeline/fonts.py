"""The fonts of posters, with a problem for each of the organisation's own that cannot be used."""

from __future__ import annotations

from pathlib import Path

from yousaid.problems import Problem, did_you_mean
from yousaid.rendering.fonts import Fonts, FontUnusable, families_in, font_files, fonts_with


def find_fonts(folder: Path, wanted: str) -> tuple[Fonts, tuple[Problem, ...]]:
    """Return the installed fonts with those in the folder, the wanted family first, and what is wrong with them."""
    problems: list[Problem] = []
    families: dict[Path, tuple[str, ...]] = {}
    for file in font_files(folder):
        try:
            families[file] = families_in(file)
        except FontUnusable as fault:
            problems.append(_unreadable(file.relative_to(folder).as_posix(), fault))
    known = sorted({family for found in families.values() for family in found})
    if wanted and wanted not in known:
        problems.append(_unknown(wanted, known))
    return fonts_with(families, wanted), tuple(problems)


def _unreadable(file: str, fault: FontUnusable) -> Problem:
    return Problem(
        code="YS810",
        message=f"The file fonts/{file} is not a font that can be read: {fault}.",
        hint="Save it again from where it came from, or take it out. Until then, posters are made without it.",
    )


def _unknown(wanted: str, known: list[str]) -> Problem:
    found = f"It has: {', '.join(known)}." if known else "Put its .ttf or .otf files there."
    return Problem(
        code="YS809",
        message=f"The folder “fonts” has no font “{wanted}”, which “poster_font” in site.yaml asks for.",
        hint=f"{did_you_mean(wanted, known)} {found} Until then, posters are in Arimo.".strip(),
    )
