"""How many words the writer of each story has left on its poster, before the poster is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from yousaid.editions import edition_for
from yousaid.model.library import Library
from yousaid.model.look import ThemeSettings
from yousaid.model.states import PosterKind
from yousaid.pipeline.fonts import find_fonts
from yousaid.pipeline.posters import words_in
from yousaid.pipeline.request import Progress, Request
from yousaid.planning.posters.choosing import posters_for
from yousaid.planning.posters.records import Format, Poster
from yousaid.rendering.cache import MemoryCache
from yousaid.rendering.fonts import Fonts
from yousaid.rendering.looks import Chain, dressed, find_theme, read_look
from yousaid.rendering.posters.press import Press
from yousaid.rendering.posters.room import Room
from yousaid.rendering.posters.words import BOARD_LABELS, LABELS, Words
from yousaid.resources import fonts_folder, theme_folders
from yousaid.spread import spread, start_for


def rooms_for(library: Library, request: Request, stories: tuple[str, ...], progress: Progress) -> Iterator[Room]:
    """Yield the room for each story on each paper that an audience's posters are printed on, each once.

    A story that several audiences see is measured as the first of them sees it, in the site's own language. `stories`
    are slugs; empty for all. Raises `ThemeUnusable`.
    """
    fonts, _ = find_fonts(fonts_folder(request.content), library.site.brand.poster_font)
    known: set[tuple[str, Format]] = set()
    for audience in library.site.audiences:
        edition = edition_for(library, audience, request.today)
        theme = find_theme(edition.theme, theme_folders(request.content))
        look = read_look(theme, edition.brand)
        edition = dressed(replace(edition, posters=replace(edition.posters, kinds=(PosterKind.STORY,))), look)
        own = edition.languages[0].code
        wanted = []
        for poster in posters_for(edition):
            key = (poster.about, poster.format)
            if poster.language == own and (not stories or poster.about in stories) and key not in known:
                known.add(key)
                wanted.append(poster)
        progress.step(f"Posters for {edition.name.lower()}", len(wanted))
        words, _ = words_in((own,), edition, look, needed=LABELS, shown=(*LABELS, *BOARD_LABELS), what="posters")
        measurer = partial(_measurer, theme, look.settings, words, fonts)
        for room in spread(wanted, measurer, request.jobs, start=start_for("typst")):
            progress.advance()
            yield room


def _measurer(theme: Chain, settings: ThemeSettings, words: Words, fonts: Fonts) -> Callable[[Poster], Room]:
    return Press(theme, settings, words, MemoryCache(), fonts).room
