"""Typst: from a Jinja template to Typst source, and from there to a PDF."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, TypeVar

from jinja2 import StrictUndefined, TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import MsgspecError, Struct, json

from yousaid.rendering.environment import template_loader
from yousaid.rendering.fonts import Fonts

if TYPE_CHECKING:
    import typst

_T = TypeVar("_T")

_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.;!?")
_LARGEST: Final = 2**63 - 1


class TypesettingError(Exception):
    """A template that cannot be turned into a poster; the message says why."""


def literal(value: object) -> str:
    """Return a value as a Typst literal, which can be nothing but that value wherever a template puts it.

    Raises TypeError for anything but text, numbers, booleans, None, lists, mappings and records of such.
    """
    match value:
        case Undefined():
            text = str(value)  # raises: the template named something that is not there
        case None | bool():
            text = {None: "none", True: "true", False: "false"}[value]
        case str():
            text = _quoted(value)
        case int() | float():
            text = _number(value)
        case Mapping():
            pairs = ", ".join(f"{_quoted(str(key))}: {literal(one)}" for key, one in value.items())
            text = f"({pairs})" if pairs else "(:)"
        case list() | tuple():
            text = f"({''.join(f'{literal(one)}, ' for one in value)})"
        case Struct():
            text = literal({field: getattr(value, field) for field in value.__struct_fields__})
        case _:
            message = f"a {type(value).__name__} cannot be set in a poster"
            raise TypeError(message)
    return text


def _quoted(text: str) -> str:
    """Return the text in quotes. Every sign that could mean something in Typst, in code or outside it, is a number."""
    return f'"{text.translate(_WRITTEN)}"'


class _Written(dict[int, str]):
    """How each character is written in a literal, by its number; found when it is first needed."""

    def __missing__(self, number: int) -> str:
        letter = chr(number)
        is_harmless = letter in _PLAIN or (letter > "\u009f" and letter.isprintable())
        self[number] = letter if is_harmless else f"\\u{{{number:x}}}"
        return self[number]


_WRITTEN: Final = _Written()


def _number(value: float) -> str:
    if not math.isfinite(value) or abs(value) > _LARGEST:
        message = f"{value} cannot be set in a poster"
        raise TypeError(message)
    return f"({value!r})" if value < 0 else repr(value)


class TypstTemplates:
    """The Typst templates of a theme, and those that it is based on: `<< value >>` sets a literal, `<% %>` steers."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._environment = ImmutableSandboxedEnvironment(
            loader=template_loader(folders),
            undefined=StrictUndefined,
            finalize=literal,
            autoescape=False,
            block_start_string="<%",
            block_end_string="%>",
            variable_start_string="<<",
            variable_end_string=">>",
            comment_start_string="<#",
            comment_end_string="#>",
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def digest(self) -> str:
        """Return a digest over the text of all the Typst templates."""
        found = sha256()
        for folder in self._folders:
            found.update(b"folder\0")
            for file in sorted(folder.rglob("*.typ")):
                found.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
        return found.hexdigest()

    def source(self, name: str, **values: object) -> str:
        """Return the Typst source that a template gives with these values.

        Raises TypesettingError when the template has a fault.
        """
        try:
            return self._environment.get_template(name).render(values)
        except (TemplateError, TypeError) as fault:
            message = f"The template {getattr(fault, 'name', None) or name} cannot be used: {fault}"
            raise TypesettingError(message) from fault


@cache
def _loaded(fonts: Fonts) -> typst.Fonts:
    import typst  # noqa: PLC0415 - 80 MB that a build without new posters does not need

    folders = sorted({str(file.parent) for file in fonts.files})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def engine_digest(fonts: Fonts) -> str:
    """Return a digest over everything but the source that a PDF's bytes depend on: Typst and the fonts."""
    return sha256(f"typst {version('typst')} {fonts.digest}".encode()).hexdigest()


class Desk:
    """A Typst compiler with a folder of its own, which holds the source and nothing else. For one thread."""

    def __init__(self, fonts: Fonts) -> None:
        import typst  # noqa: PLC0415 - as above

        self._folder = tempfile.TemporaryDirectory(prefix="yousaid-")
        self._file = Path(self._folder.name) / "poster.typ"
        self._file.touch()
        self._compiler = typst.Compiler(str(self._file), root=self._folder.name, font_paths=_loaded(fonts))

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._folder.cleanup()

    def measure(self, source: str, record: type[_T]) -> _T:
        """Lay the source out and return what it says of itself under the label `<fit>`.

        Raises TypesettingError when the source has a fault, or says something else than the record has fields for.
        """
        self._file.write_text(source, "utf-8")
        with _faults():
            said = self._compiler.query("<fit>", field="value", one=True)
        try:
            return json.decode(said, type=record)
        except MsgspecError as fault:
            message = f"The template does not say how the poster fits: {fault}."
            raise TypesettingError(message) from fault

    def pdf(self, source: str) -> bytes:
        """Return the source as a tagged PDF (PDF/UA-1).

        Raises TypesettingError when the source has a fault.
        """
        self._file.write_text(source, "utf-8")
        with _faults():
            data = self._compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
        if not isinstance(data, bytes):
            message = "Typst gave no PDF."
            raise TypesettingError(message)
        return data

    def png(self, source: str, ppi: float) -> bytes:
        """Return the only page of the source as a picture, with so many dots to an inch.

        Raises TypesettingError when the source has a fault.
        """
        self._file.write_text(source, "utf-8")
        with _faults():
            data = self._compiler.compile(format="png", ppi=ppi)
        if not isinstance(data, bytes):
            message = "Typst gave no picture of one page."
            raise TypesettingError(message)
        return data


@contextmanager
def _faults() -> Iterator[None]:
    """Turn Typst's own fault, which is a RuntimeError when it measures and a kind of it when it prints, into ours."""
    try:
        yield
    except RuntimeError as fault:
        hints = " ".join(getattr(fault, "hints", ()))
        message = f"Typst cannot set the poster: {getattr(fault, 'message', fault)}. {hints}".strip()
        raise TypesettingError(message) from fault
