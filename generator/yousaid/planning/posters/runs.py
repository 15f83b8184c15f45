"""Print runs: sheets that go through the printer in one go, as one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct

from yousaid.model.states import Variant

MOST_SHEETS: Final = 500
"""The most sheets of one file: more are split into volumes, so that no printer and no memory chokes on them."""


class PrintRun(Struct, frozen=True, kw_only=True):
    """Sheets in the order in which their files stand in the folder."""

    name: str
    """The stem of its file: `willow`, `all-a4`, `all-a3-landscape`, `all-a4-2`."""
    place: str
    """The id of the place that it is for; nothing when it is for one paper."""
    about: str
    """The name of the place, or the paper: "A3 landscape"."""
    volume: int
    """Which part of the run it is; 0 when it is whole."""
    title: str
    """What the file is called inside."""
    language: str
    """The language of the title."""
    sheets: tuple[Any, ...]


def print_runs(title: str, language: str, sheets: Iterable[Any]) -> tuple[PrintRun, ...]:
    """Return a run for each place, and one for each paper: a printer's tray has one paper."""
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for sheet in sorted(sheets, key=lambda one: (one.poster.name, one.number)):
        poster = sheet.poster
        if poster.place_id:
            groups.setdefault((poster.place_id, poster.place_id, poster.place), []).append(sheet)
        paper = _paper(sheet)
        groups.setdefault((f"all-{'-'.join(paper)}", "", " ".join((paper[0].upper(), *paper[1:]))), []).append(sheet)
    return tuple(
        PrintRun(
            name=f"{name}-{volume}" if volume else name,
            place=place,
            about=about,
            volume=volume,
            title=f"{title} – {about}",
            language=language,
            sheets=part,
        )
        for (name, place, about), group in sorted(groups.items(), key=lambda item: item[0])
        for volume, part in _volumes(group)
    )


def _paper(sheet: Any) -> tuple[str, ...]:  # noqa: ANN401 - planning knows no more of a sheet than this
    """Return what must lie in the tray: paper for the print shop is larger, to be cut."""
    form = sheet.poster.format
    is_cut = (str(form.variant),) if form.variant is Variant.PRINT_SHOP else ()
    turned = (str(form.orientation),) if form.orientation.value != "portrait" else ()
    return (str(form.size), *turned, *is_cut)


def _volumes(sheets: list[Any]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    if len(sheets) <= MOST_SHEETS:
        yield 0, tuple(sheets)
        return
    for number, at in enumerate(range(0, len(sheets), MOST_SHEETS), 1):
        yield number, tuple(sheets[at : at + MOST_SHEETS])
