"""The record of the figures that the sites show, for later editions: a small CSV file kept with the content.

Somebody who kept last month's page can take one from the other. So what was shown is written down by a command, when
the sites are published, and read by every build after it. A build itself never writes it.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from msgspec import Struct

from yousaid.figures.hiding import Hiding, named, names_of
from yousaid.figures.tables import hidden_for, tables_for
from yousaid.model.library import Library
from yousaid.model.published import PublishedFigures
from yousaid.model.states import Rule
from yousaid.output.disk import write_safely
from yousaid.reading.files import RECORD
from yousaid.reading.published import COLUMNS


class Recorded(Struct, frozen=True):
    """What a record holds, and what is new in it."""

    figures: tuple[PublishedFigures, ...]
    added: int
    """Tables that were not in it with these counts."""
    widened: int
    """Tables of which more is shown now."""


def recorded(library: Library) -> Recorded:
    """Return the record of earlier editions with what the sites show now. Nothing is taken out of it."""
    before = {_key(one): one for one in library.published}
    after = dict(before)
    for audience in library.site.audiences:
        if audience.suppression.rule is Rule.NONE:
            continue
        hidden = hidden_for(library, {audience.id}, audience.suppression.smallest).hidings
        for (place, period), counts in tables_for(library, {audience.id}).items():
            now = PublishedFigures(
                audience=audience.id,
                place=place,
                period=period,
                counts=counts,
                hidden=names_of(hidden[place, period]),
            )
            old = before.get(_key(now))
            after[_key(now)] = now if old is None else _shown_in_either(old, now)
    return Recorded(
        tuple(after[key] for key in sorted(after)),
        added=len(after) - len(before),
        widened=sum(1 for key, one in before.items() if after[key].hidden != one.hidden),
    )


def write_record(content: Path, figures: tuple[PublishedFigures, ...]) -> Path:
    """Write the record into the content folder, whole or not at all, and return its path. Raises OSError."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((one.audience, one.place, one.period, *one.counts, " ".join(one.hidden)) for one in figures)
    path = content / RECORD
    write_safely(path, text.getvalue().encode())
    return path


def _key(one: PublishedFigures) -> tuple[str, str, str, tuple[int, ...]]:
    return one.audience, one.place, one.period, one.counts


def _shown_in_either(old: PublishedFigures, now: PublishedFigures) -> PublishedFigures:
    first, second = named(old.hidden), named(now.hidden)
    if first.whole or second.whole:
        return old if second.whole else now
    both = Hiding(layers=first.layers & second.layers)
    return PublishedFigures(
        audience=now.audience, place=now.place, period=now.period, counts=now.counts, hidden=names_of(both)
    )
