"""Translations: files beside a story, with a language code before the ending."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from yousaid.model.story import ActionWords, Story, Translation
from yousaid.reading.copies import original
from yousaid.reading.documents import Entry
from yousaid.reading.fences import read_body, refuse_fences
from yousaid.reading.fields import read_fields
from yousaid.reading.registers import Registers
from yousaid.reading.words import show, suggest

_NAME: Final = re.compile(r"(?P<stem>.*[^/])\.(?P<code>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)(?P<ending>\.[mM][dD])")


class Target(Struct, frozen=True):
    """What a file's name says that it translates."""

    path: str
    """The story's file."""
    code: str
    """The language."""
    name: str = ""
    """The right name, when the file has a copy's name, such as x.cy (1).md."""


def target_of(path: str) -> Target | None:
    """Return the story's file and the language when this is the name of a translation."""
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    wanted = original(stem) + dot + ending
    found, meant = _NAME.fullmatch(path), _NAME.fullmatch(folder + slash + wanted)
    if found is not None and (meant is None or meant["code"] == found["code"]):
        return Target(found["stem"] + found["ending"], found["code"])
    return None if meant is None else Target(meant["stem"] + meant["ending"], meant["code"], wanted)


def read_translation(
    entry: Entry, target: Target, stories: Mapping[str, Story | None], registers: Registers
) -> Translation | None:
    """Return the translation, or None when its report holds an error or its story is held back.

    `stories` has each story's file, with None for one that is held back.
    """
    report = entry.report
    read = read_fields(entry.data, Translation, (), report)
    refuse_fences(entry, registers.names)
    body = read_body(report.document, registers.names, report)
    if not target.name and registers.languages is not None and target.code not in registers.languages:
        message = f"The file's name says that this is in the language {show(target.code)}, which is not in site.yaml."
        hint = f"{suggest(target.code, registers.languages)} If it is no translation, take the dot out of its name."
        report.at_line("YS506", 1, 1, message, hint)
    if target.name:
        message = f"This looks like a copy of a translation: the language {show(target.code)} must stand before .md."
        report.at_line("YS506", 1, 1, message, f"Rename it to {target.name}, or delete it.")
    elif target.path not in stories:
        message = (
            f"This is a translation of {show(PurePosixPath(target.path).name)}, but there is no such story beside it."
        )
        hint = "Give it the name of its story, with the language code before .md, or delete it."
        report.at_line("YS506", 1, 1, message, hint)
    if "we_did" in read and "actions" in read:
        message = "The translation has both we_did and actions."
        report.at_key(
            "YS311", ("we_did",), message, "Keep we_did when the story has one action, and actions otherwise."
        )
    story = stories.get(target.path)
    if story is not None and not report.held:
        _check_in_step(entry, read, story)
    if story is None or report.held:
        return None
    actions = read.pop("actions", None) or tuple(ActionWords(text=text) for text in [read.get("we_did")] if text)
    return Translation(**read, actions=actions, language=target.code, body=body, origin=entry.origin)


def _check_in_step(entry: Entry, read: dict[str, Any], story: Story) -> None:
    """Report words for more or fewer actions or quotes than the story has."""
    report = entry.report
    name = "actions" if "actions" in read else "we_did"
    written = len(read["actions"]) if "actions" in read else int("we_did" in read)
    if written != len(story.actions):
        message = f"The story has {_count(len(story.actions), 'action')}, but its translation has {written or 'none'}."
        hint = "Write actions: with as many entries as the story has, in the same order. we_did counts as the first."
        report.at_key("YS507", (name,) if name in read else (), message, hint)
    quotes = len(read.get("quotes", ()))
    if quotes not in (0, len(story.quotes)):
        message = f"The story has {_count(len(story.quotes), 'quote')}, but its translation has {quotes}."
        hint = "Translate every quote, in the same order, or none."
        report.at_key("YS507", ("quotes",), message, hint)


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def with_translations(story: Story, found: Sequence[Translation], languages: Sequence[str]) -> Story:
    """Return the story with its translations in the order of the site's languages."""
    order = {code: number for number, code in enumerate(languages)}
    return replace(story, translations=tuple(sorted(found, key=lambda one: order[one.language])))
