"""Audiences of a record: who may read it. Anything doubtful means nobody, and an error."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from yousaid.reading.documents import Report
from yousaid.reading.positions import Keys
from yousaid.reading.refusals import BAD
from yousaid.reading.strictyaml import Data
from yousaid.reading.words import show, suggest


def read_audiences(value: Data, keys: Keys, report: Report) -> object:
    """Return the audiences as they are written; report an empty list, a single word and a word that stands twice."""
    if not isinstance(value, list):
        words = value.replace(",", " ").split() if isinstance(value, str) else ["patients", "staff"]
        message = "Audiences are a list, but this is not, so nobody may read it."
        report.at_value("YS303", keys, message, f"Write audiences: [{', '.join(words)[:80]}]")
        return BAD
    if not value:
        message = "There are no audiences here, so nobody may read it."
        report.at_key("YS401", keys, message, "Write a list, as [patients, staff].")
        return BAD
    found: list[str] = []
    good = True
    for number, item in enumerate(value):
        way = (*keys, number)
        if not isinstance(item, str) or not item.strip():
            report.at_value(
                "YS303", way, "Each audience is one word from site.yaml.", "Write a list, as [patients, staff]."
            )
            good = False
        elif item.strip() in found:
            report.at_value("YS403", way, f"The audience {show(item)} stands here twice.", "Keep one of the two.")
            good = False
        else:
            found.append(item.strip())
    return tuple(found) if good else BAD


def _check(named: Data, keys: Keys, known: Collection[str] | None, own: Collection[str] | None, report: Report) -> None:
    """Report audiences that do not exist, and those that are not among the record's own."""
    for number, item in enumerate(named if isinstance(named, list) else ()):
        audience = item.strip() if isinstance(item, str) else ""
        if audience and known is not None and audience not in known:
            message = f"There is no audience {show(audience)} in site.yaml, so nobody may read it."
            report.at_value("YS402", (*keys, number), message, suggest(audience, known))
        elif audience and own is not None and audience not in own:
            message = f"This is for {show(audience)}, but what it is part of is not."
            hint = f"Write one or more of: {', '.join(own)}." if own else ""
            report.at_value("YS402", (*keys, number), message, hint)


def check_known(data: dict[str, Data], known: Collection[str] | None, report: Report) -> None:
    """Report the audiences of a record that are not in site.yaml. `known` is None when site.yaml cannot be used."""
    _check(data.get("audiences", ""), ("audiences",), known, None, report)


def check_narrower(data: dict[str, Data], lists: Iterable[str], known: Collection[str] | None, report: Report) -> None:
    """Report parts of a record, such as quotes, that are for audiences whom the record itself is not for."""
    named = data.get("audiences")
    own = [item.strip() for item in named if isinstance(item, str)] if isinstance(named, list) else []
    for name in lists:
        parts = data.get(name)
        for number, part in enumerate(parts if isinstance(parts, list) else ()):
            if isinstance(part, dict) and "audiences" in part:
                _check(part["audiences"], (name, number, "audiences"), known, own, report)
