"""From one planned output to its bytes. Pure: the same plan and output always give the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from typing import Final

from jinja2 import TemplateError

from yousaid.planning.addresses import Kind
from yousaid.planning.plan import Output, Plan
from yousaid.problems import Problem
from yousaid.rendering.cache import Cache, photo_key
from yousaid.rendering.data import csv_bytes, data_file
from yousaid.rendering.feeds import atom_feed, json_feed, sitemap
from yousaid.rendering.looks import Chain, ThemeUnusable, asset_file
from yousaid.rendering.pages import PagePress
from yousaid.rendering.posters.pages import REGISTER_COLUMNS, register_rows
from yousaid.rendering.posters.print_runs import merged
from yousaid.rendering.search import search_index


class Press:
    """Renders the outputs of one plan."""

    def __init__(self, plan: Plan, theme: Chain, images: Path, cache: Cache, pages: PagePress) -> None:
        self._plan = plan
        self._theme = theme
        self._images = images
        self._cache = cache
        self._pages = pages

    def render(self, output: Output) -> bytes:
        """Return the bytes of one output. Raises `ThemeUnusable` when a template has a fault."""
        try:
            if output.kind.is_page:
                return self._pages.render(output)
            return _MAKERS[output.kind](self, output)
        except (TemplateError, KeyError) as fault:
            raise ThemeUnusable(_fault(fault, output, self._theme)) from fault

    def _asset(self, output: Output) -> bytes:
        name: str = output.subject
        data = asset_file(self._theme, name).read_bytes()
        if name.endswith(".jinja"):
            return self._pages.render_asset(data.decode("utf-8"))
        return data

    def _image(self, output: Output) -> bytes:
        file, digest, width = output.subject
        key = photo_key(digest, width)
        data = self._cache.get(key)
        if data is None:
            from yousaid.rendering.photos import resize  # noqa: PLC0415 - Pillow is slow to load, and seldom needed

            data = resize((self._images / file).read_bytes(), width)
            self._cache.put(key, data)
        return data

    def _search(self, output: Output) -> bytes:  # noqa: ARG002
        return search_index(self._plan, self._pages.names)

    def _data(self, output: Output) -> bytes:
        return data_file(output.key, self._plan.edition, self._pages.names.labels)

    def _atom(self, output: Output) -> bytes:  # noqa: ARG002
        return atom_feed(self._plan)

    def _json_feed(self, output: Output) -> bytes:  # noqa: ARG002
        return json_feed(self._plan)

    def _sitemap(self, output: Output) -> bytes:  # noqa: ARG002
        return sitemap(self._plan)

    def _printed(self, output: Output) -> bytes:
        return self._kept(output.subject.key)

    def _thumbnail(self, output: Output) -> bytes:
        return self._kept(output.subject.thumbnail_key)

    def _print_run(self, output: Output) -> bytes:
        return merged(output.subject, self._kept)

    def _kept(self, key: str) -> bytes:
        data = self._cache.get(key)
        if data is None:
            raise LookupError(key)
        return data

    def _register(self, output: Output) -> bytes:  # noqa: ARG002
        return csv_bytes(REGISTER_COLUMNS, register_rows(self._plan))


def _fault(fault: TemplateError | KeyError, output: Output, theme: Chain) -> Problem:
    """Return the problem of a template that failed, with the template's file and line where Jinja knows them."""
    frames = [(file, frame) for frame in extract_tb(fault.__traceback__) if (file := _template(frame.filename, theme))]
    file, frame = frames[-1] if frames else ("", None)
    said = fault.message if isinstance(fault, TemplateError) else f"there is nothing called {fault}"
    return Problem(
        code="YS805",
        message=f"The theme “{theme[0].name}” cannot make {output.path}: {said}.",
        hint="Mend the template, or write another “theme” in site.yaml.",
        path=file,
        line=(frame.lineno or 0) if frame else 0,
        excerpt=(frame.line or "") if frame else "",
    )


def _template(filename: str, theme: Chain) -> str:
    """Return the path of a template from the folder of all themes, or nothing when it is none of this theme's."""
    file = Path(filename)
    return next((f"themes/{file.relative_to(one.parent).as_posix()}" for one in theme if file.is_relative_to(one)), "")


_MAKERS: Final[dict[Kind, Callable[[Press, Output], bytes]]] = {
    Kind.ASSET: Press._asset,
    Kind.IMAGE: Press._image,
    Kind.SEARCH_INDEX: Press._search,
    Kind.DATA: Press._data,
    Kind.FEED_ATOM: Press._atom,
    Kind.FEED_JSON: Press._json_feed,
    Kind.SITEMAP: Press._sitemap,
    Kind.POSTER_PDF: Press._printed,
    Kind.POSTER_THUMBNAIL: Press._thumbnail,
    Kind.PRINT_RUN: Press._print_run,
    Kind.SLIDE: Press._printed,
    Kind.POSTER_REGISTER: Press._register,
}
