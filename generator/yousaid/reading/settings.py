"""The settings in site.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from yousaid.figures.contrast import ENOUGH, contrast, in_words, is_colour
from yousaid.figures.fft import ANSWERS
from yousaid.figures.suppression import SMALLEST_SHOWN
from yousaid.model.site import STORY_PARTS, Audience, Brand, Charts, Group, Language, Site, Suppression, Tables, Theme
from yousaid.model.states import Rule
from yousaid.reading.documents import Entry, Report
from yousaid.reading.fences import refuse_fences
from yousaid.reading.fields import read_fields
from yousaid.reading.lookalikes import NO_NAMES, Names
from yousaid.reading.names import check_slug
from yousaid.reading.positions import Keys
from yousaid.reading.refusals import RefusedError
from yousaid.reading.strictyaml import Data
from yousaid.reading.tables.headings import FFT_COLUMNS, NOT_READ, PAIR_COLUMNS
from yousaid.reading.words import nearest, show, suggest

_ADDRESS: Final = re.compile(r"https?://[^\s/?#\"'<>]+(?:/[^\s?#\"'<>]*)?", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[^\s/?#\"'<>]+[^\s\"'<>]*", re.IGNORECASE)
_RIGHT_TO_LEFT: Final = re.compile(r"(?:ar|arc|ckb|dv|fa|he|iw|pnb|ps|sd|syr|ug|ur|yi)\b(?!-latn)", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST_CONSENT: Final = 25
_MOST_STORIES: Final = 50
_MOST_PER_CENT: Final = 100
_MOST_HIDDEN: Final = 100
_ENGLISH: Final = (Language(code="en", name="English"),)


class Settings(Struct, frozen=True):
    """What site.yaml says. With a mistake in it there is no site, but the other files are still looked at."""

    site: Site | None = None
    names: Names = NO_NAMES
    """The audiences, as a fence may name them."""
    languages: tuple[str, ...] | None = None
    """The languages' codes, likewise."""
    themes: tuple[Theme, ...] = ()
    tables: Tables = Tables()
    groups: frozenset[str] | None = None
    """The ids of the groups of people; None when they could not be read."""


def read_settings(entry: Entry) -> Settings:
    """Return what site.yaml says; its report holds what is wrong."""
    report = entry.report
    read = read_fields(entry.data, Site, (), report)
    for name in ("audiences", "languages"):
        if entry.data.get(name) == []:
            report.at_key("YS307", (name,), f"There is nothing in the list of {name}.", "Write at least one.")
    before = len(report.problems)
    audiences = _audiences(read.get("audiences", ()), report)
    known = frozenset(one.id for one in audiences) if audiences and len(report.problems) == before else None
    names = Names(known, frozenset(_called(entry.data)))
    refuse_fences(entry, names)
    languages: tuple[Language, ...] | None = read.get("languages", None if entry.data.get("languages") else _ENGLISH)
    themes: tuple[Theme, ...] = read.get("themes", ())
    _check_languages(languages or (), report)
    if languages:
        languages = read["languages"] = tuple(_turned(entry.data, at, one) for at, one in enumerate(languages))
    _check_posters(audiences, languages, report)
    _check_tables(read.get("tables", Tables()), known, report)
    target = read.get("charts", Charts()).fft_target
    if target is not None and not 0 < target <= _MOST_PER_CENT:
        message = f"{target:g} is not a share that you can aim at."
        report.at_value("YS305", ("charts", "fft_target"), message, "Write a number of per cent, as 90.")
    _check_brand(read.get("brand", Brand()), report)
    for number, route in enumerate(read.get("feedback", ())):
        _check(_web, route.web, ("feedback", number, "web"), report)
    for number, theme in enumerate(themes):
        _check(check_slug, theme.id, ("themes", number, "id"), report)
    _check_unique([theme.id for theme in themes], "themes", "id", report)
    groups: tuple[Group, ...] = read.get("groups", ())
    for number, group in enumerate(groups):
        _check(check_slug, group.id, ("groups", number, "id"), report)
    _check_unique([group.id for group in groups], "groups", "id", report)
    if not 1 <= read.get("consent_years", 1) <= _LONGEST_CONSENT:
        hint = f"Write a number of years from 1 to {_LONGEST_CONSENT}."
        report.at_value("YS305", ("consent_years",), "Consent lasts for some years, and not for ever.", hint)
    read["audiences"] = audiences
    read["languages"] = languages or _ENGLISH
    return Settings(
        None if report.held else Site(**read),
        names,
        None if languages is None else tuple(language.code for language in languages),
        themes,
        read.get("tables", Tables()),
        frozenset(group.id for group in read.get("groups", ())) if "groups" in read or not report.held else None,
    )


def _called(data: dict[str, Data]) -> Iterator[str]:
    """Yield all that the audiences are called, also those with a mistake."""
    audiences = data.get("audiences")
    for audience in audiences if isinstance(audiences, list) else ():
        words = [audience.get(key) for key in ("id", "name")] if isinstance(audience, dict) else []
        yield from (word for word in words if isinstance(word, str))


def _check(read: Callable[[str], str], text: str, keys: Keys, report: Report) -> str:
    """Return what the reader makes of the text, when there is one; report what it refuses."""
    if not text:
        return text
    try:
        return read(text)
    except RefusedError as refused:
        report.at_value(refused.code, keys, refused.message, refused.hint)
        return text


def _check_unique(words: Sequence[str], name: str, key: str, report: Report) -> None:
    seen: set[str] = set()
    for number, word in enumerate(words):
        if word.casefold() in seen:
            message = f"Two of the {name} have the {key} {show(word)}."
            report.at_value("YS503", (name, number, key), message, "Give one of them another.")
        seen.add(word.casefold())


def _audiences(audiences: Sequence[Audience], report: Report) -> tuple[Audience, ...]:
    """Return the audiences as the pages need them; report what is wrong with them, or between them."""
    _check_unique([audience.id for audience in audiences], "audiences", "id", report)
    if any(audience.folder for audience in audiences):
        _check_unique([audience.folder or audience.id for audience in audiences], "audiences", "folder", report)
    return tuple(_audience(audience, ("audiences", number), report) for number, audience in enumerate(audiences))


def _audience(audience: Audience, keys: Keys, report: Report) -> Audience:
    """Return the audience with its folder and address as the pages need them; report what is wrong with it."""
    _check(check_slug, audience.id, (*keys, "id"), report)
    _check(check_slug, audience.folder, (*keys, "folder"), report)
    _check(check_slug, audience.theme, (*keys, "theme"), report)
    for number, part in enumerate(audience.fields):
        if part not in STORY_PARTS:
            message = f"{show(part)} is not a part of a story that can be shown or left out."
            report.at_value("YS306", (*keys, "fields", number), message, suggest(part, STORY_PARTS))
    if not 1 <= audience.posters.stories <= _MOST_STORIES:
        message = f"{audience.posters.stories} stories do not make a poster."
        hint = f"Write a number from 1 to {_MOST_STORIES}."
        report.at_value("YS305", (*keys, "posters", "stories"), message, hint)
    if audience.public and audience.suppression.rule is Rule.NONE:
        message = f"Anybody may read the site for {show(audience.id)}, so small numbers must be hidden there."
        hint = "Take the rule out, or write “public: false” if only some people can reach the site."
        report.at_value("YS303", (*keys, "suppression", "rule"), message, hint)
    _check_suppression(audience.suppression, (*keys, "suppression"), report)
    address = _check(_site_address, audience.address, (*keys, "address"), report)
    return replace(audience, folder=audience.folder or audience.id, address=address)


def _check_suppression(suppression: Suppression, keys: Keys, report: Report) -> None:
    if not SMALLEST_SHOWN <= suppression.smallest <= _MOST_HIDDEN:
        message = f"{suppression.smallest} cannot be the smallest count that is shown."
        hint = f"Write a number from {SMALLEST_SHOWN}, which NHS England uses, to {_MOST_HIDDEN}."
        report.at_value("YS305", (*keys, "smallest"), message, hint)
    if suppression.rounding not in {0, 5, 10}:
        message = f"Counts are not rounded to {suppression.rounding}."
        report.at_value("YS305", (*keys, "rounding"), message, "Write 5 or 10, or take the line out.")
    if not 1 <= suppression.min_responses <= _MOST_HIDDEN:
        message = f"{suppression.min_responses} cannot be the fewest answers that make a percentage."
        report.at_value("YS305", (*keys, "min_responses"), message, f"Write a number from 1 to {_MOST_HIDDEN}.")


def _site_address(text: str) -> str:
    if _ADDRESS.fullmatch(text) is None:
        raise RefusedError(
            "YS303", f"{show(text)} is not the address of a site.", "Write it as https://www.example.nhs.uk/"
        )
    return text.rstrip("/") + "/"


def _web(text: str) -> str:
    if _WEB.fullmatch(text) is None:
        better = (
            f"https://{text}"
            if _WEB.fullmatch(f"https://{text}") and "." in text
            else "it as https://www.example.nhs.uk/"
        )
        raise RefusedError("YS303", f"{show(text)} is not a web address.", f"Write {better}")
    return text


def _turned(data: dict[str, Data], at: int, language: Language) -> Language:
    """Return a language with the direction of its script where none is written."""
    every = data.get("languages")
    written = every[at] if isinstance(every, list) and at < len(every) else {}
    if isinstance(written, dict) and "direction" not in written and _RIGHT_TO_LEFT.match(language.code):
        return replace(language, direction="rtl")
    return language


def _check_languages(languages: Sequence[Language], report: Report) -> None:
    for number, language in enumerate(languages):
        if _LANGUAGE.fullmatch(language.code) is None:
            hint = "Write 2 or 3 small letters, as en, cy or pl."
            message = f"{show(language.code)} is not the code of a language."
            report.at_value("YS303", ("languages", number, "code"), message, hint)
    _check_unique([language.code for language in languages], "languages", "code", report)


def _check_posters(audiences: Sequence[Audience], languages: Sequence[Language] | None, report: Report) -> None:
    """Report languages that posters are to share and that are not written in, and short addresses that are none."""
    codes = None if languages is None else [language.code for language in languages]
    for number, audience in enumerate(audiences):
        keys = ("audiences", number, "posters")
        for at, code in enumerate(audience.posters.bilingual):
            if codes is not None and code not in codes:
                message = f"{show(code)} is not one of the languages in site.yaml."
                report.at_value("YS306", (*keys, "bilingual", at), message, suggest(code, codes))
        for name, short in audience.posters.short_addresses.items():
            _check(_web, short, (*keys, "short_addresses", name), report)


def _check_tables(tables: Tables, known: frozenset[str] | None, report: Report) -> None:
    """Report audiences that do not exist, and meanings of headings and answers that do not."""
    for name in ("figures_for", "pairs_for"):
        for number, audience in enumerate(getattr(tables, name)):
            if known is not None and audience not in known:
                what = "the figures" if name == "figures_for" else "the stories"
                message = f"There is no audience {show(audience)} in site.yaml, so nobody may see {what}."
                report.at_value("YS402", ("tables", name, number), message, suggest(audience, known))
    choices = {"headings": {*FFT_COLUMNS, *PAIR_COLUMNS, NOT_READ}, "answers": set(ANSWERS)}
    for name, meanings in choices.items():
        for text, meaning in getattr(tables, name).items():
            if meaning not in meanings:
                message = f"{show(meaning)} is not what {'a heading' if name == 'headings' else 'an answer'} can mean."
                hint = nearest(meaning, meanings) or f"Write one of: {', '.join(sorted(meanings))}."
                report.at_value("YS306", ("tables", name, text), message, hint)


def _check_brand(brand: Brand, report: Report) -> None:
    way = ("brand", "colour")
    if not brand.colour:
        return
    if not is_colour(brand.colour):
        hint = 'Write # and 6 figures or letters a to f, in quotation marks, as "#005eb8".'
        report.at_value("YS303", way, f"{show(brand.colour)} is not a colour.", hint)
    elif (ratio := contrast(brand.colour)) < ENOUGH:
        measured = f"the contrast is {in_words(ratio)}, and {ENOUGH} is needed"
        message = f"White text on {brand.colour} is hard to read: {measured}."
        report.at_value("YS303", way, message, "Choose a darker colour.")
