"""Phone numbers and email addresses at which nobody would be reached: a figure too few, an address cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yousaid.checks.context import Context, Keys
from yousaid.model.library import Library
from yousaid.model.story import Origin
from yousaid.problems import Problem

_EMAIL: Final = re.compile(r"[^\s@<>()\[\],;:\"]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_WITH_AT: Final = re.compile(r"\S*[@\uff20]\S*")
_AROUND: Final = "<>()[],.;:!?“”‘’\"'"
_NATIONAL: Final = re.compile(r"(?<![\d+:./(-])\(?0[\d ()\u00a0\u2011-]*\d(?!\d|[:./]\d)")
_ABROAD: Final = re.compile(r"\+[\d ()\u00a0\u2011-]*\d")
_LETTER_FOR_FIGURE: Final = re.compile(r"\b[OolI]\d{3}|\d[OolI](?=\d)|\d{3}[OolI]\b")
_SHORT: Final = ("0800", "0845", "0500")
"""Beginnings of numbers that may be short."""


def check(library: Library, context: Context) -> Iterator[Problem]:
    """Yield a warning for each that is wrong, in the settings, places and stories."""
    for origin, keys, text, kind in _contacts(library):
        for message, hint in _faults(text, kind):
            yield context.problem("YS812", origin, keys, message, hint)


def _contacts(library: Library) -> Iterator[tuple[Origin, Keys, str, str]]:
    site = library.site
    origin = Origin(next((path for path in ("site.yaml", "site.yml") if path in library.texts), "site.yaml"))
    yield origin, ("contact", "phone"), site.contact.phone, "phone"
    yield origin, ("contact", "email"), site.contact.email, "email"
    for number, route in enumerate(site.feedback):
        yield origin, ("feedback", number, "phone"), route.phone, "phone"
        yield origin, ("feedback", number, "email"), route.email, "email"
    for place in library.places:
        yield place.origin, ("contact",), place.contact, "either"
    for story in library.stories:
        yield story.origin, ("contact",), story.contact, "either"


def _faults(text: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in a text, with what to write instead."""
    if not text:
        return
    if kind == "email":
        if not _EMAIL.fullmatch(text):
            yield f"“{text}” is not a whole email address.", "Write it as pals@example.nhs.uk, and nothing else."
        return
    if kind == "phone" and "@" in text:
        yield f"“{text}” is an email address, not a phone number.", "Write it under “email”."
        return
    if kind == "phone" and sum(sign.isdecimal() for sign in text) < 3:
        yield f"“{text}” is not a phone number.", "Write it as 01632 960 140, or as Ext 4421."
        return
    for found in _WITH_AT.findall(text):
        address = found.strip(_AROUND).removeprefix("mailto:")
        is_name = address.startswith("@") and "." not in address  # of an account, as on a social network
        if not is_name and not _EMAIL.fullmatch(address):
            yield f"“{address}” is not a whole email address.", "Write it as pals@example.nhs.uk."
    if _LETTER_FOR_FIGURE.search(text):
        yield f"There is a letter among the figures of “{text}”.", "Write 0 in place of O, and 1 in place of l or I."
    yield from _numbers(text)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    for found in _NATIONAL.findall(text):
        figures = re.sub(r"\D", "", found)
        fewest = 7 if figures.startswith(_SHORT) else 10
        if len(figures) >= 5 and not fewest <= len(figures) <= 11:
            message = f"The phone number “{found}” has {len(figures)} figures. Most have 11."
            yield message, "Look whether a figure is missing, or stands there twice. Put “or” between two numbers."
    for found in _ABROAD.findall(text):
        figures = re.sub(r"\D", "", found.replace("(0)", ""))
        if not 8 <= len(figures) <= 15 or (figures.startswith("44") and not 11 <= len(figures) <= 12):
            message = f"The phone number “{found}” has {len(figures)} figures after the +. Most have 12."
            yield message, "Look whether a figure is missing, or stands there twice. Put “or” between two numbers."
