"""New files in the content folder: front matter that `check` accepts, and a place that is still free."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

Value = str | Sequence[str] | Sequence[Mapping[str, str]]

_PLAIN: Final = re.compile(r"[A-Za-z][\w ,.()/’-]*", re.ASCII)
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}(-\d{2})?|\d+")
_NOT_IN_SLUG: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG: Final = 60


def front_matter(fields: Mapping[str, Value], body: str = "") -> str:
    """Return the text of a Markdown file: front matter with the fields that are not empty, then the body."""
    return f"---\n{yaml_text(fields)}---\n" + (f"\n{body.strip()}\n" if body.strip() else "")


def yaml_text(fields: Mapping[str, Value]) -> str:
    """Return fields as YAML that reads back as the same text."""
    lines = [line for key, value in fields.items() if value for line in _field(key, value)]
    return "\n".join(lines) + "\n"


def slug_of(title: str) -> str:
    """Return a title as the last part of an address: small letters, numbers and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    return _NOT_IN_SLUG.sub("-", plain).strip("-")[:_LONGEST_SLUG].strip("-") or "story"


def free_path(folder: Path, stem: str, ending: str = ".md", taken: Iterable[str] = ()) -> Path:
    """Return a path in the folder that no file has yet, with a number after the stem where it is needed."""
    used = set(taken)
    number = 1
    while True:
        name = stem if number == 1 else f"{stem[: _LONGEST_SLUG - 4]}-{number}"
        path = folder / f"{name}{ending}"
        if name not in used and not path.exists():
            return path
        number += 1


def write_new(path: Path, text: str) -> None:
    """Write a new file. Raises FileExistsError rather than change one that is there, and OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _field(key: str, value: Value) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {_scalar(value)}"]
    if all(isinstance(one, str) for one in value):
        return [f"{key}: [{', '.join(_scalar(str(one)) for one in value)}]"]
    lines = [f"{key}:"]
    for one in value:
        if isinstance(one, Mapping):
            given = [f"{name}: {_scalar(text)}" for name, text in one.items() if text]
            lines += [f"  - {given[0]}", *(f"    {line}" for line in given[1:])]
    return lines


def _scalar(text: str) -> str:
    """Return a text as one line of YAML: plain where nothing in it means anything to YAML, else in quotes."""
    one_line = " ".join(text.split())
    if _ISO_DATE.fullmatch(one_line) or (_PLAIN.fullmatch(one_line) and not one_line.endswith(" ")):
        return one_line
    return '"' + one_line.replace("\\", "\\\\").replace('"', '\\"') + '"'
