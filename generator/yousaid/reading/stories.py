"""Stories: plain data to records of the model, with all references resolved."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from yousaid.model.states import Status
from yousaid.model.story import Action, Consent, Heard, Photo, Quote, Story
from yousaid.reading.audiences import check_known, check_narrower
from yousaid.reading.documents import Entry, Report
from yousaid.reading.fences import read_body, refuse_fences
from yousaid.reading.fields import read_fields
from yousaid.reading.names import check_slug, slugify
from yousaid.reading.positions import Keys
from yousaid.reading.refusals import RefusedError
from yousaid.reading.registers import Registers, resolve, resolve_all
from yousaid.reading.series import in_order
from yousaid.reading.words import show, suggest

_SAYS: Final = ("you_said", "quotes", "what_matters", "staff_experience", "cycles", "measures", "photos")
_PARTS_FOR_SOME: Final = ("actions", "quotes", "photos")
_REASONS: Final = {
    "why": "why it cannot be changed",
    "who_decides": "who decides about it",
    "instead": "what you can do instead",
}


def read_story(entry: Entry, registers: Registers) -> Story | None:
    """Return the story, or None when its report holds an error."""
    data, report = entry.data, entry.report
    read = read_fields(data, Story, (), report)
    refuse_fences(entry, registers.names)
    check_known(data, registers.audiences, report)
    check_narrower(data, _PARTS_FOR_SOME, registers.audiences, report)
    read["place"] = resolve(registers.places, read.get("place", ""), ("place",), report)
    if "themes" in read:
        read["themes"] = resolve_all(registers.themes, read["themes"], ("themes",), report)
    _check_actions(read.get("actions", ()), report)
    _check_groups(read.get("heard"), registers.groups, report)
    if "we_did" in read:
        read["actions"] = (Action(text=read["we_did"], status=Status.DONE), *read.get("actions", ()))
    for number, quote in enumerate(read.get("quotes", ())):
        check_consent(quote, ("quotes", number), report)
    for number, photo in enumerate(read.get("photos", ())):
        _check_photo(photo, ("photos", number), registers, report)
    if "measures" in read:
        read["measures"] = in_order(read["measures"], report)
    check_order(read, "publish_from", "expires", (), report)
    read["slug"] = read_slug(entry, read)
    for name in ("aliases", "replaces"):
        for number, alias in enumerate(read.get(name, ())):
            check_address(alias, (name, number), report)
    body = read_body(report.document, registers.names, report)
    if not report.held:
        _check_said(read, bool(body), report)
    return None if report.held else Story(**read, body=body, origin=entry.origin)


def _check_said(read: dict[str, Any], has_body: bool, report: Report) -> None:
    """Report a story that says nothing, and one that says both that something came of it and that it is undecided."""
    told = [name for name in ("we_did", "actions", "difference", "checked") if read.get(name)]
    if not (told or has_body or read.get("draft") or read.get("withdrawn") or any(read.get(name) for name in _SAYS)):
        message = "This story has a title and says nothing: neither what people told you nor what you did."
        hint = "Write you_said: and what people told you, and we_did: and what came of it."
        report.at_key("YS903", ("title",), message, hint)
    if read.get("undecided") and told:
        message = f"{show('undecided')} says that nothing is decided yet, but {show(told[0])} tells what came of it."
        report.at_key("YS311", ("undecided",), message, "Keep the one that is true, and delete the other.")


def _check_actions(actions: tuple[Action, ...], report: Report) -> None:
    for number, action in enumerate(actions):
        if action.status.needs_reason:
            for name, meaning in _REASONS.items():
                if not getattr(action, name):
                    message = f"This action is “can't change”, but {show(name)} is missing."
                    report.at_value("YS302", ("actions", number, name), message, f"Write {name}: and {meaning}.")
        if action.promised and (action.date is None or action.promised > action.date):
            message = "The day that was promised first is later than the day that is planned now."
            if action.date is None:
                message = "The day that was promised first stands alone."
            hint = "Write the first day under promised:, and the day that it moved to under date:."
            report.at_value("YS310", ("actions", number, "promised"), message, hint)


def _check_groups(heard: Heard | None, known: frozenset[str] | None, report: Report) -> None:
    for number, group in enumerate(heard.groups if heard else ()):
        if known is not None and group not in known:
            message = f"There is no group of people {show(group)} in site.yaml."
            hint = suggest(group, known) or "List your groups in site.yaml, under groups:."
            report.at_value("YS306", ("heard", "groups", number), message, hint)


def check_consent(part: Quote | Photo, keys: Keys, report: Report) -> None:
    """Report consent that ends before it was given."""
    consent = part.consent
    if isinstance(consent, Consent):
        values = {"given": consent.given, "expires": consent.expires, "withdrawn": consent.withdrawn}
        check_order(values, "given", "expires", (*keys, "consent"), report)
        check_order(values, "given", "withdrawn", (*keys, "consent"), report)


def check_order(values: dict[str, Any], first: str, second: str, keys: Keys, report: Report) -> None:
    """Report two days of which the second comes before the first."""
    earlier, later = values.get(first), values.get(second)
    if isinstance(earlier, date) and isinstance(later, date) and later < earlier:
        message = f"{show(second)} is {later}, which is before {show(first)}: {earlier}."
        report.at_value("YS310", (*keys, second), message, "Put right whichever of the two is wrong.")


def _check_photo(photo: Photo, keys: Keys, registers: Registers, report: Report) -> None:
    check_consent(photo, keys, report)
    if photo.people and photo.consent is None:
        message = "There are people in this photo, but nobody's consent is written down."
        hint = "Write consent: with the reference of the signed form and the day it was given, or take the photo out."
        report.at_value("YS603", keys, message, hint)
    try:
        registers.gallery.check(photo.file)
    except RefusedError as refused:
        report.at_value(refused.code, (*keys, "file"), refused.message, refused.hint)


def read_slug(entry: Entry, read: dict[str, Any]) -> str:
    """Return the record's slug: as written, or from the file's name; in a list from its number or title."""
    if "slug" in read:
        check_address(read["slug"], ("slug",), entry.report)
        return str(read["slug"])
    if entry.origin.index is None:
        source = entry.origin.path.rpartition("/")[2].rpartition(".")[0]
        what = "the file's name"
    else:
        source = read.get("ref") or read.get("title", "")
        what = "the number or title"
        if not source:
            return ""
    slug = slugify(source)
    try:
        return check_slug(slug)
    except RefusedError:
        message = f"No address can be made from {what}, {show(source)}."
        entry.report.at_key("YS309", (), message, "Write slug: and a word or two, such as quieter-nights.")
        return ""


def check_address(slug: str, keys: Keys, report: Report) -> None:
    """Report a slug that cannot stand in an address."""
    try:
        check_slug(slug)
    except RefusedError as refused:
        report.at_value(refused.code, keys, refused.message, refused.hint)
