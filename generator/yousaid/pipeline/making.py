"""Render and stage: every planned output of every site, spread over processes when it is worth it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Final

import msgspec

from yousaid import VERSION
from yousaid.output.records import Written
from yousaid.output.stage import Stage
from yousaid.pipeline.planned import SitePlan
from yousaid.pipeline.request import Progress, Request
from yousaid.planning.addresses import Kind
from yousaid.planning.plan import Output, Plan
from yousaid.rendering.cache import Cache, NothingToPrint
from yousaid.rendering.environment import page_environment
from yousaid.rendering.pages import PagePress, SharedParts
from yousaid.rendering.posters.print_runs import run_key
from yousaid.rendering.render import Press
from yousaid.spread import spread

_WORTH_SPREADING: Final = 500
"""The fewest outputs for which a second process gains more than it costs to start."""
_PIECE: Final = 64
"""How many outputs a process takes at a time."""

Piece = tuple[tuple[int, int], ...]
"""Outputs by the number of their site and their number in its plan."""


def render_sites(
    sites: Sequence[SitePlan], request: Request, stage: Stage, cache: Cache, progress: Progress
) -> Iterator[Written]:
    """Yield what was staged for each output of each site."""
    order = _in_order(sites)
    progress.step("Making pages", len(order))
    jobs = request.jobs if len(order) >= _WORTH_SPREADING else 1
    keys = tuple(_key_of(site.plan) for site in sites)
    prepare = partial(_renderer, tuple(sites), keys, request.content / "images", stage, cache)
    for done in spread([tuple(order[at : at + _PIECE]) for at in range(0, len(order), _PIECE)], prepare, jobs):
        progress.advance(len(done))
        yield from done


def try_pages(sites: Sequence[SitePlan], progress: Progress) -> None:
    """Render every page and asset and keep none of them. Raises `ThemeUnusable`, as making the sites would."""
    order = [
        (site, at)
        for site, at in _in_order(sites)
        if (kind := sites[site].plan.outputs[at].kind).is_page or kind is Kind.ASSET
    ]
    progress.step("Trying pages", len(order))
    render = _renderer(tuple(sites), ("",) * len(sites), Path(), _Nowhere(), NothingToPrint())
    for at in range(0, len(order), _PIECE):
        progress.advance(len(render(tuple(order[at : at + _PIECE]))))


class _Nowhere:
    """Takes outputs, and keeps none."""

    def put(self, path: str, data: bytes, key: str = "") -> Written:
        """Let the bytes go."""
        return Written(path, "", len(data), key)

    def fresh(self, path: str, key: str) -> None:
        """Return that nothing is there."""


def _in_order(sites: Sequence[SitePlan]) -> list[tuple[int, int]]:
    """Return all outputs, what is alike in all audiences next to each other: it shares the work on texts and rows."""
    found = [
        (_weight(output), output.kind, output.key, site, at)
        for site, planned in enumerate(sites)
        for at, output in enumerate(planned.plan.outputs)
    ]
    return [(site, at) for _, _, _, site, at in sorted(found)]


def _weight(output: Output) -> int:
    """Return where an output stands in the queue: the longest work first, so that no process is left with it."""
    if output.kind is Kind.IMAGE:
        return 0
    return 2 if output.kind is Kind.STORY else 1


def _renderer(
    sites: tuple[SitePlan, ...], keys: tuple[str, ...], images: Path, stage: Stage | _Nowhere, cache: Cache
) -> Callable[[Piece], list[Written]]:
    """Return what renders and stages a piece, in this process."""
    environments = {site.theme: page_environment(*(one / "templates" for one in site.theme)) for site in sites}
    shared = SharedParts()
    pages = [PagePress(site.plan, environments[site.theme], shared) for site in sites]
    presses = [Press(site.plan, site.theme, images, cache, press) for site, press in zip(sites, pages, strict=True)]

    def render(piece: Piece) -> list[Written]:
        written = []
        for site, at in piece:
            plan = sites[site].plan
            planned = plan.outputs[at]
            path = f"{plan.edition.folder}/{planned.path}"
            key = _own_key(planned) or keys[site]
            fresh = stage.fresh(path, key)
            written.append(fresh or stage.put(path, presses[site].render(planned), key))
        return written

    return render


def _own_key(output: Output) -> str:
    """Return a digest of all that the bytes of a print depend on; nothing for what depends on the whole site."""
    if output.kind is Kind.PRINT_RUN:
        return run_key(output.subject)
    if output.kind is Kind.POSTER_PDF:
        return str(output.subject.key)
    return str(output.subject.thumbnail_key) if output.kind is Kind.POSTER_THUMBNAIL else ""


def _key_of(plan: Plan) -> str:
    """Return a digest of all that the bytes of a site depend on: while it stays, no page need be made again.

    Shelves and outputs are left out: they follow from the rest, and hold every story many times over.
    """
    programs = {name: version(name) for name in ("jinja2", "markdown", "nh3", "pillow", "segno")}
    made_from = (VERSION, programs, plan.edition, plan.look, plan.pictures, plan.sheets, plan.shows)
    everything = msgspec.msgpack.encode(made_from, order="deterministic")
    return blake2b(everything, digest_size=16).hexdigest()
