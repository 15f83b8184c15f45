"""The report “Is the loop closed?” outside the sites: for the terminal and for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from yousaid.editions import edition_for
from yousaid.figures.loop import Loop, lines_of, loop_of
from yousaid.model.library import Library
from yousaid.model.site import Audience
from yousaid.model.states import ReportKind
from yousaid.pipeline.request import NoSuchAudience
from yousaid.problems import did_you_mean
from yousaid.rendering.data_rows import loop_rows, open_rows, silence_rows, slip_rows
from yousaid.rendering.looks import find_theme, read_look
from yousaid.rendering.loop_words import LineWords, line_words
from yousaid.rendering.names import labels_for
from yousaid.resources import theme_folders


class Report(Struct, frozen=True, kw_only=True):
    """What the report says of one audience's site."""

    audience: str
    """The audience's name."""
    lines: tuple[LineWords, ...]
    """The figures in words, as on its page."""
    loop: Loop
    labels: Mapping[str, str]
    """The words of its theme."""
    data: dict[str, list[dict[str, Any]]]
    """The rows of its data files."""


def report_on(library: Library, content: Path, today: date, wanted: str | None) -> Report:
    """Return the report of an audience; None means the first that has it on its site.

    Raises `NoSuchAudience`, with a message that says which there are, and `ThemeUnusable`.
    """
    edition = edition_for(library, _audience(library, wanted), today)
    look = read_look(find_theme(edition.theme, theme_folders(content)), edition.brand)
    labels = labels_for(edition, look, edition.languages[0].code)
    loop = loop_of(edition)
    return Report(
        audience=edition.name,
        lines=tuple(line_words(line, labels) for line in lines_of(loop)),
        loop=loop,
        labels=labels,
        data={
            "figures": loop_rows(edition),
            "open": open_rows(edition),
            "slips": slip_rows(edition),
            "silence": silence_rows(edition),
        },
    )


def _audience(library: Library, wanted: str | None) -> Audience:
    having = {one.id: one for one in library.site.audiences if ReportKind.LOOP in one.reports}
    if wanted is None and having:
        return next(iter(having.values()))
    if wanted in having:
        return having[wanted]
    if any(one.id == wanted for one in library.site.audiences):
        raise NoSuchAudience(f"“{wanted}” does not get this report. Write reports: [loop] under it in site.yaml.")
    if not having:
        raise NoSuchAudience("No audience gets this report. Write reports: [loop] under one in site.yaml.")
    raise NoSuchAudience(f"There is no audience “{wanted}”. {did_you_mean(str(wanted), having)}")
