"""The wards that posters are benched with, and the work of both programs: ours, and WeasyPrint's with a fit loop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment

from bench.corpus import Dice, to_yaml
from bench.figures import write_table
from bench.words import DID, SAID, THEMES, TITLES
from yousaid.editions import edition_for
from yousaid.output.cache import Cache
from yousaid.pipeline.posters import lay_out_posters
from yousaid.pipeline.readiness import read_and_check
from yousaid.rendering.charts import POSTER, draw
from yousaid.rendering.fonts import installed_fonts
from yousaid.rendering.looks import dressed, find_theme, read_look
from yousaid.rendering.posters.press import Layout, Sheet
from yousaid.rendering.qr import qr_code
from yousaid.resources import theme_folders
from yousaid.spread import spread

TODAY: Final = "2025-01-15"
"""The day for which posters are made: the month after the last of the figures."""
_MONTHS: Final = 14
_STORIES: Final = 2
_STATUSES: Final = ("done", "done", "in progress", "planned", "cant-change")


def write_wards(content: Path, wards: int) -> None:
    """Write a trust with so many wards, two stories for each, and figures that are enough for a chart."""
    (content / "stories").mkdir(parents=True)
    (content / "site.yaml").write_text(to_yaml(_site()), encoding="utf-8")
    places = [{"id": f"ward-{number}", "name": f"Ward {number}"} for number in range(wards)]
    (content / "places.yaml").write_text(to_yaml(places), encoding="utf-8")
    for number in range(wards * _STORIES):
        path = content / "stories" / f"story-{number}.md"
        path.write_text(f"---\n{to_yaml(_story(number))}---\n", encoding="utf-8")
    write_table(content, wards, _MONTHS)


def _site() -> dict[str, Any]:
    audience = {
        "id": "patients",
        "name": "Patients",
        "title": "You said, we did",
        "address": "https://patients.example.org/",
        "posters": {"kinds": ["ward"]},
    }
    return {
        "organisation": {"name": "Millbrook NHS Trust"},
        "contact": {"name": "Patient Experience Team", "phone": "01632 960 001"},
        "audiences": [audience],
        "tables": {"figures_for": ["patients"]},
    }


def _story(number: int) -> dict[str, Any]:
    dice = Dice(f"poster {number}")
    theme = dice.pick(THEMES)
    status = dice.pick(_STATUSES)
    action = {"text": dice.pick(DID[theme]), "status": status}
    action |= {"date": "2025-03-01"} if status in ("in progress", "planned") else {}
    if status == "cant-change":
        action |= {"who_decides": "The estates team"}
        action |= {"why": "The building is listed, so it stays as it is.", "instead": "Ask us for a fan or a blanket."}
    return {
        "title": dice.pick(TITLES[theme]),
        "place": f"ward-{number // _STORIES}",
        "audiences": ["patients"],
        "date": f"2024-12-{1 + dice.below(28):02}",
        "you_said": dice.pick(SAID[theme]),
        "actions": [action],
        "difference": f"{2 + dice.below(8)} in 10 people now say that it is better.",
    }


class Quiet:
    """Progress that nobody looks at."""

    def step(self, name: str, of: int = 0) -> None:
        """Begin a step."""

    def advance(self, by: int = 1) -> None:
        """Move the step on."""


def ours(content: Path, cache: Path, jobs: int) -> tuple[Layout, ...]:
    """Return the layouts of all posters of the content; their PDFs are then in the cache."""
    library, problems = read_and_check(content, date.fromisoformat(TODAY), jobs)
    if library is None or problems:
        raise RuntimeError(f"the corpus has problems: {problems[:3]}")
    edition = edition_for(library, library.site.audiences[0], date.fromisoformat(TODAY))
    theme = find_theme(edition.theme, theme_folders(content))
    look = read_look(theme, edition.brand)
    edition = dressed(edition, look)
    printed = lay_out_posters(edition, look, theme, Cache(cache), installed_fonts(), jobs=jobs, progress=Quiet())
    if not all(layout.sheets for layout in printed.layouts):
        raise RuntimeError(f"there are posters without a sheet: {printed.problems[:3]}")
    return printed.layouts


_SIZES: Final = {"a4": (18, 36), "a3": (24, 54)}
"""The smallest and the largest type of each paper, in points, as ours has them."""


def theirs(sheets: list[Sheet], folder: Path, jobs: int) -> list[tuple[int, int]]:
    """Print the same sheets with WeasyPrint into a folder. Return the layouts and type size of each; 0 is too full."""
    work = [(f"{sheet.name}.pdf", str(sheet.poster.format.size), _html(sheet)) for sheet in sheets]
    return list(spread(work, partial(_weasy, folder), jobs, start="spawn"))


def _html(sheet: Sheet) -> str:
    """Return the sheet as a page, with the words of ours. WeasyPrint is handed it: making it is not its work."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((Path(__file__).parent / "poster.html").read_text("utf-8"))
    poster, words = sheet.poster, sheet.words
    drawing = draw(poster.over_time, poster.charts, POSTER) if words.chart and poster.over_time else None
    return template.render(sheet=sheet, words=words, qr=qr_code(poster.address), drawing=drawing)


def _weasy(folder: Path) -> Callable[[tuple[str, str, str]], tuple[int, int]]:
    """Return what fits one sheet and prints it, as PDF/UA-1 like ours."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - only there for the bench
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - as above

    fonts = FontConfiguration()
    faces = f"@font-face{{font-family:Arimo;src:url({_arimo().as_uri()});font-weight:400 700}}"
    style = CSS(string=faces + (Path(__file__).parent / "poster.css").read_text("utf-8"), font_config=fonts)

    def fit(piece: tuple[str, str, str]) -> tuple[int, int]:
        name, paper, text = piece
        page = HTML(string=text)
        low, high = _SIZES[paper]
        best, found, layouts = None, 0, 0
        while low <= high:
            size = (low + high) // 2
            sized = CSS(string=f"@page {{size: {paper}}} body {{font-size: {size}pt}}", font_config=fonts)
            document = page.render(stylesheets=[style, sized], font_config=fonts, pdf_variant="pdf/ua-1")
            layouts += 1
            if len(document.pages) == 1:
                best, found, low = document, size, size + 1
            else:
                high = size - 1
        (best or document).write_pdf(folder / name, pdf_variant="pdf/ua-1")
        return layouts, found

    return fit


def _arimo() -> Path:
    """Return the file of the font, which holds all its weights; ours is set in the same."""
    return next(file for file in installed_fonts().files if file.name.startswith("Arimo"))
