"""A theme's folder, read with those that it is based on: its settings, its assets and its words."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final, TypeAlias

import msgspec
import yaml
from msgspec.structs import replace

from yousaid.model.edition import Edition
from yousaid.model.look import Look, ThemeSettings
from yousaid.model.site import Brand
from yousaid.problems import Problem, Severity, did_you_mean
from yousaid.reading.documents import Entry
from yousaid.reading.positions import locate
from yousaid.reading.strictyaml import Data
from yousaid.rendering.theme_files import FILE, in_a_circle, merged, read_theme, settings_file

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes text only, and is written in C where PyYAML has it."""
_FIRST: Final = "en"
"""The language whose labels are complete."""

Chain: TypeAlias = tuple[Path, ...]
"""The folders of a theme: its own first, then that of the theme it is based on, and so on."""


class ThemeUnusable(Exception):  # noqa: N818 - it says what happened, as OutputRefused does
    """A theme that cannot be used; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def find_theme(name: str, folders: tuple[Path, ...]) -> Chain:
    """Return the folders of a theme, each from the first of the folders that holds it. Raises `ThemeUnusable`."""
    chain = [_find(name, folders, "site.yaml", 0)]
    while True:
        entry = _entry(chain[-1])
        base = entry.data.get("based_on")
        if not isinstance(base, str) or not base.strip():
            return tuple(chain)
        found = _find(base.strip(), folders, entry.report.document.path, _line_of(entry, "based_on"))
        if found in chain:
            raise ThemeUnusable(in_a_circle(chain, entry))
        chain.append(found)


def _line_of(entry: Entry, key: str) -> int:
    return locate(entry.report.document.front, (key,)).line


def _find(name: str, folders: tuple[Path, ...], asked_in: str, line: int) -> Path:
    for folder in folders:
        if any((folder / name / part).exists() for part in (FILE, "templates")):
            return folder / name
    known = {path.parent.name for folder in folders for path in folder.glob(f"*/{FILE}")}
    message = f"There is no theme called “{name}”."
    hint = did_you_mean(name, known)
    raise ThemeUnusable(Problem(code="YS804", message=message, hint=hint, path=asked_in, line=line))


def _entry(theme: Path) -> Entry:
    """Return what theme.yaml says. Raises `ThemeUnusable` when it is not there, or cannot be read."""
    if not (theme / FILE).exists():
        message = f"The theme “{theme.name}” has no {FILE}."
        raise ThemeUnusable(
            Problem(code="YS805", message=message, hint=f"Write “name: {theme.name}” and “based_on: clear” in it.")
        )
    entry, problems = settings_file(theme)
    if entry is None or any(one.severity is Severity.ERROR for one in problems):
        raise ThemeUnusable(*problems)
    return entry


def read_settings(chain: Chain) -> ThemeSettings:
    """Return the settings of a theme, over those of the themes that it is based on. Raises `ThemeUnusable`."""
    data: dict[str, Data] = {}
    settings = None
    for theme in reversed(chain):
        entry = _entry(theme)
        inherited = {key: value for key, value in data.items() if key not in {"name", "based_on"}}
        data = {key: merged(inherited.get(key), value) for key, value in {**inherited, **entry.data}.items()}
        settings = read_theme(entry, data)
        if settings is None:
            raise ThemeUnusable(*entry.report.problems)
    assert settings is not None  # noqa: S101 - a chain holds at least the theme itself
    return settings


def read_look(chain: Chain, brand: Brand) -> Look:
    """Return what planning needs to know of the theme. Raises `ThemeUnusable` when it cannot be read."""
    settings = read_settings(chain)
    labels: dict[str, dict[str, str]] = {}
    assets: dict[str, str] = {}
    seed = msgspec.msgpack.encode((brand, settings), order="deterministic")
    for theme in reversed(chain):
        for path in sorted((theme / "labels").glob("*.yaml")):
            labels[path.stem] = {**labels.get(path.stem, {}), **_labels(path)}
        assets |= {path.name: _digest(path, seed) for path in sorted((theme / "assets").glob("*")) if path.is_file()}
    name = chain[0].name
    if _FIRST not in labels:
        message = f"The theme “{name}” has no labels/{_FIRST}.yaml."
        raise ThemeUnusable(Problem(code="YS805", message=message, hint="Add the file with all its words."))
    return Look(
        name=name,
        settings=settings,
        assets=dict(sorted(assets.items())),
        templates=_templates([theme / "templates" for theme in chain]),
        labels=labels,
    )


def dressed(edition: Edition, look: Look) -> Edition:
    """Return the edition in the theme's colour, unless site.yaml names the organisation's own."""
    return replace(edition, brand=Brand(colour=edition.brand.colour or look.settings.colours.brand))


def asset_file(chain: Chain, name: str) -> Path:
    """Return the file of an asset: the theme's own, or that of the nearest theme which has it."""
    return next(file for theme in chain if (file := theme / "assets" / name).is_file())


def _digest(path: Path, seed: bytes) -> str:
    """Return a digest of all that an asset's bytes depend on: an asset that is a template also shows the settings."""
    more = seed if path.suffix == ".jinja" else b""
    return blake2b(path.read_bytes() + more, digest_size=16).hexdigest()


def _templates(folders: Sequence[Path]) -> str:
    found = blake2b(digest_size=16)
    for folder in folders:
        found.update(b"folder\0")
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _labels(path: Path) -> dict[str, str]:
    try:
        loaded = yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - makes text only
        return msgspec.convert(loaded, dict[str, str])
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as fault:
        message = f"The words in {path.parent.parent.name}/labels/{path.name} cannot be read: {fault}"
        raise ThemeUnusable(Problem(code="YS805", message=message, hint="Write one “key: text” a line.")) from fault
