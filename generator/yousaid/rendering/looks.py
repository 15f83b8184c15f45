"""A theme's folder, read: its assets and its words."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec
import yaml

from yousaid.model.look import Look
from yousaid.model.site import Brand
from yousaid.problems import Problem, did_you_mean

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes text only, and is written in C where PyYAML has it."""
_FIRST: Final = "en"
"""The language whose labels are complete."""


class ThemeUnusable(Exception):  # noqa: N818 - it says what happened, as OutputRefused does
    """A theme that cannot be used; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def find_theme(name: str, folders: tuple[Path, ...]) -> Path:
    """Return the folder of a theme, from the first of the folders that holds it. Raises `ThemeUnusable`."""
    for folder in folders:
        if (folder / name / "templates").is_dir():
            return folder / name
    known = {path.parent.name for folder in folders for path in folder.glob("*/templates")}
    message = f"There is no theme called “{name}”."
    raise ThemeUnusable(Problem(code="YS804", message=message, hint=did_you_mean(name, known), path="site.yaml"))


def read_look(folder: Path, brand: Brand) -> Look:
    """Return what planning needs to know of the theme. Raises `ThemeUnusable` when its words cannot be read."""
    labels = {path.stem: _labels(path) for path in sorted((folder / "labels").glob("*.yaml"))}
    if _FIRST not in labels:
        message = f"The theme “{folder.name}” has no labels/{_FIRST}.yaml."
        raise ThemeUnusable(Problem(code="YS805", message=message, hint="Add the file with all its words."))
    seed = msgspec.msgpack.encode(brand)
    assets = {path.name: _digest(path, seed) for path in sorted((folder / "assets").iterdir()) if path.is_file()}
    return Look(name=folder.name, assets=assets, templates=_templates(folder / "templates"), labels=labels)


def _digest(path: Path, seed: bytes) -> str:
    """Return a digest of all that an asset's bytes depend on: an asset that is a template also shows the brand."""
    more = seed if path.suffix == ".jinja" else b""
    return blake2b(path.read_bytes() + more, digest_size=16).hexdigest()


def _templates(folder: Path) -> str:
    found = blake2b(digest_size=16)
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
