"""Plain data to records, field by field, so that every mistake is reported with its place.

The records of the model say which keys there are, which are needed and what each holds; this module turns that
into readers, once for each record. `msgspec.convert` does not do here: it stops at the first mistake, and out of
text it takes "1" for yes, "1e3" for 1000 and "null" for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from yousaid.model.story import Block, Origin, Translation
from yousaid.reading import dates, values
from yousaid.reading.audiences import read_audiences
from yousaid.reading.documents import Report
from yousaid.reading.positions import Keys
from yousaid.reading.refusals import BAD, RefusedError
from yousaid.reading.strictyaml import Data
from yousaid.reading.words import OTHER_KEYS, noun_of, show, squeeze, suggest

ReadText: TypeAlias = Callable[[str], object]
"""Reads one value that is not empty; raises RefusedError."""
ReadData: TypeAlias = "Callable[[Data, Keys, Report], object]"
"""Reads any value; reports what is wrong with it and returns BAD."""

_ONE_LINE: Final = ("name", "place", "slug", "ref", "id", "alt", "caption", "file", "unit", "code", "by", "folder")
_BY_NAME: Final[dict[str, ReadText]] = {
    "title": values.read_title,
    "period": dates.read_period,
    **dict.fromkeys(_ONE_LINE, values.read_line),
}
_BY_TYPE: Final[dict[object, ReadText]] = {
    int: values.read_whole,
    float: values.read_number,
    bool: values.read_yes,
    date: dates.read_date,
}
_NOT_KEYS: Final = (Origin, tuple[Block, ...], tuple[Translation, ...])


class Slot(Struct, frozen=True):
    """How the value of one key is read: as text, or in another way."""

    text: ReadText | None
    data: ReadData
    is_plain: bool = False
    """Whether any text will do, as it is."""
    needed: bool = False


class Shape(Struct, frozen=True):
    """The keys of one record."""

    noun: str
    slots: dict[str, Slot]
    needed: tuple[str, ...]


@cache
def shape_of(record: type[Struct]) -> Shape:
    """Return the keys of a record and how each is read."""
    slots = {info.name: _slot(info) for info in fields(record) if not _is_no_key(record, info)}
    needed = tuple(name for name, slot in slots.items() if slot.needed)
    return Shape(noun_of(record.__name__), slots, needed)


def _is_no_key(record: type[Struct], info: FieldInfo) -> bool:
    return info.type in _NOT_KEYS or (record is Translation and info.name == "language")


def _slot(info: FieldInfo) -> Slot:
    needed = info.default is NODEFAULT and info.default_factory is NODEFAULT
    reader = _reader(info.type, info.name)
    return Slot(reader.text, reader.data, reader.is_plain, needed)


def _reader(kind: Any, name: str) -> Slot:  # noqa: ANN401 - a type as the model writes it
    """Return how a value of this type is read."""
    choices = [choice for choice in get_args(kind) if choice is not type(None)]
    if type(None) in get_args(kind):
        return _reader(choices[0], name)
    origin = get_origin(kind)
    if origin is tuple:
        return Slot(
            None, read_audiences if name == "audiences" and choices[0] is str else _list_reader(choices[0], name)
        )
    if origin is dict:
        return Slot(None, _map_reader(choices[0], choices[1]))
    if origin is None and issubclass(kind, Struct):
        return Slot(None, _record_reader(kind))
    return _text_slot(_text_reader(kind, name))


def _text_reader(kind: Any, name: str) -> ReadText:  # noqa: ANN401
    """Return how a single value of this type is read."""
    if kind is str:
        return _BY_NAME.get(name, str)
    if get_origin(kind) is Literal:
        return values.word_reader({choice: choice for choice in get_args(kind)})
    if issubclass(kind, Enum):
        return values.word_reader({member.value: member for member in kind})
    return _BY_TYPE[kind]


def _text_slot(read: ReadText) -> Slot:
    def read_data(value: Data, keys: Keys, report: Report) -> object:
        if isinstance(value, str):
            try:
                return read(value.strip())
            except RefusedError as refused:
                report.at_value(refused.code, keys, refused.message, refused.hint)
                return BAD
        what = "A list stands" if isinstance(value, list) else "Keys stand"
        report.at_value("YS303", keys, f"{what} here, but a single value belongs here.", "Write one value.")
        return BAD

    return Slot(read, read_data, read is str)


def _list_reader(kind: Any, name: str) -> ReadData:  # noqa: ANN401
    reader = _reader(kind, name)

    def read_list(value: Data, keys: Keys, report: Report) -> object:
        if not isinstance(value, list):
            hint = f"Write {keys[-1]}: [{value}]" if isinstance(value, str) and len(value) < 60 else ""
            if isinstance(value, dict) or reader.text is None:
                hint = "Start each entry with a dash and a space, on a line of its own."
            report.at_value("YS303", keys, f"{show(keys[-1])} is a list, but this is not.", hint)
            return BAD
        items: list[Any] = [
            item.strip()
            if reader.is_plain and type(item) is str and item.strip()
            else _read_item(reader, item, (*keys, number), report)
            for number, item in enumerate(value)
        ]
        return BAD if BAD in items else tuple(items)

    return read_list


def _read_item(reader: Slot, item: Data, keys: Keys, report: Report) -> object:
    if item in ("", {}, []) or (isinstance(item, str) and not item.strip()):
        report.at_value(
            "YS307", keys, "This entry of the list is empty.", "Write something after the dash, or delete it."
        )
        return BAD
    return reader.data(item, keys, report)


def _map_reader(key_kind: Any, kind: Any) -> ReadData:  # noqa: ANN401
    key_reader, reader = _reader(key_kind, ""), _reader(kind, "")

    def read_map(value: Data, keys: Keys, report: Report) -> object:
        if not isinstance(value, dict):
            report.at_value("YS303", keys, "Keys belong here, each with a value.", "Write them below, 2 spaces in.")
            return BAD
        read: dict[object, object] = {}
        for key, item in value.items():
            try:
                word = key_reader.text(key) if key_reader.text else key
                if word in read:
                    raise RefusedError("YS203", f"{show(key)} stands here a second time.", "Keep one of the two.")
            except RefusedError as refused:
                report.at_key(refused.code, (*keys, key), refused.message, refused.hint)
                continue
            if item in ({}, []) or (isinstance(item, str) and not item.strip()):
                _no_value(key, (*keys, key), report)
            else:
                read[word] = reader.data(item, (*keys, key), report)
        return BAD if BAD in read.values() or len(read) < len(value) else read

    return read_map


def _record_reader(kind: type[Struct]) -> ReadData:
    def read_nested(value: Data, keys: Keys, report: Report) -> object:
        if not isinstance(value, dict):
            shape = shape_of(kind)
            hint = f"Write its keys below, 2 spaces in: {', '.join(shape.needed or shape.slots)}."
            report.at_value("YS303", keys, f"The keys of {shape.noun} belong here.", hint)
            return BAD
        before = len(report.problems)
        read = read_fields(value, kind, keys, report)
        return BAD if len(report.problems) > before else kind(**read)

    return read_nested


def read_fields(data: dict[str, Data], record: type[Struct], keys: Keys, report: Report) -> dict[str, Any]:
    """Return the good values of a record by key, and report the others: unknown, missing, empty or wrong."""
    shape = shape_of(record)
    slots = shape.slots
    read: dict[str, Any] = {}
    meant: set[str] = set()
    for name, value in data.items():
        slot = slots.get(name)
        if slot is None:
            meant.add(_unknown_key(name, shape, keys, report))
        elif type(value) is not str or slot.text is None:
            if type(value) is str and not value.strip():
                _empty(name, slot, (*keys, name), report)
            elif (good := slot.data(value, (*keys, name), report)) is not BAD:
                read[name] = good
        elif not (text := value.strip()):
            _empty(name, slot, (*keys, name), report)
        elif slot.is_plain:
            read[name] = text
        else:
            try:
                read[name] = slot.text(text)
            except RefusedError as refused:
                report.at_value(refused.code, (*keys, name), refused.message, refused.hint)
    for name in shape.needed:
        if name not in data and name not in meant:
            _missing(name, shape, keys, report)
    return read


def _unknown_key(name: str, shape: Shape, keys: Keys, report: Report) -> str:
    """Report a key that there is not. Return the key that was meant when it is only spelled in another way."""
    same = next((known for known in shape.slots if squeeze(known) == squeeze(name)), "")
    other = OTHER_KEYS.get(name.casefold().replace(" ", "_").replace("-", "_"), "")
    hint = f"Write {other} instead." if other in shape.slots else suggest(name, shape.slots)
    report.at_key("YS301", (*keys, name), f"{show(name)} is not a key of {shape.noun}.", hint or "Delete it.")
    return same


def _missing(name: str, shape: Shape, keys: Keys, report: Report) -> None:
    if name == "audiences" and shape.noun != "the settings":
        message = "There are no audiences here, so nobody may read it."
        report.at_key("YS401", keys, message, "Write audiences: and a list, as [patients, staff].")
        return
    report.at_key("YS302", keys, f"{show(name)} is missing from {shape.noun}.", f"Write {name}: and its value.")


def _empty(name: str, slot: Slot, keys: Keys, report: Report) -> None:
    """Report a key with nothing after it. It never means no: perhaps it waits for a day that somebody looks up."""
    if name == "audiences" and slot.data is read_audiences:
        read_audiences([], keys, report)
    else:
        _no_value(name, keys, report, needed=slot.needed)


def _no_value(name: str, keys: Keys, report: Report, *, needed: bool = False) -> None:
    hint = "Write one after the colon." if needed else "Write one after the colon, or delete the line."
    message = f"{show(name)} has no value."
    if word := report.written_as_nothing(keys):
        message = f"{show(name)} has no value: {word} means nothing here."
        hint += f' If the word is meant, write "{word}" in quotation marks.'
    report.at_key("YS307", keys, message, hint)
