"""Whether a folder may be an output folder at all, asked before anything is touched."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from yousaid.output.disk import is_folder, status
from yousaid.output.ledger import OURS
from yousaid.output.refusal import OutputRefused, refuse, refusing

HARMLESS: Final = frozenset({".gitignore", ".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini", OURS})
"""What may stand in the root although nobody published it; version control and file managers put it there."""

_CHOOSE: Final = "Choose another folder with --output: a new one, or an empty one."


def check_ground(root: Path, protected: Iterable[Path]) -> Path:
    """Return the root as an absolute path without links; raises OutputRefused where a build could do harm."""
    with refusing(root.name or str(root)):
        ground = root.resolve()
    shown = ground.name or str(ground)
    if ground == ground.parent:
        raise refuse("YS802", f"“{shown}” is a whole disk.", _CHOOSE)
    home = _home()
    if home is not None and (ground == home or ground in home.parents):
        raise refuse("YS802", f"“{shown}” is the home folder, or has it inside.", _CHOOSE)
    if os.path.lexists(ground / ".git"):
        raise refuse("YS802", f"“{shown}” is the top folder of a Git repository.", _CHOOSE)
    for folder in (folder.resolve() for folder in protected):
        if ground == folder or ground in folder.parents or folder in ground.parents:
            raise refuse(
                "YS802", f"“{shown}” and “{folder.name}” are the same folder, or one is in the other.", _CHOOSE
            )
    _check_ours(ground)
    return ground


def _check_ours(ground: Path) -> None:
    """Raise OutputRefused unless the folder is missing, empty, or has our own folder in it."""
    found = status(str(ground))
    if found is None:
        return
    if not is_folder(found):
        raise refuse("YS806", f"“{ground.name}” is a file, and a folder is needed.", _CHOOSE)
    ours = status(str(ground / OURS))
    if ours is None:
        check_nobodys(ground)
    elif not is_folder(ours):
        raise refuse("YS802", f"“{ground.name}/{OURS}” is a file or a link, and not our folder.", _CHOOSE)


def check_nobodys(ground: Path) -> None:
    """Raise OutputRefused (YS802) when files of somebody are in the folder, for one without a manifest of ours."""
    with refusing(ground.name):
        strangers = sorted({entry.name for entry in os.scandir(ground)} - HARMLESS)
    if strangers:
        raise _foreign(ground, strangers)


def _foreign(ground: Path, strangers: list[str]) -> OutputRefused:
    named = ", ".join(f"“{name}”" for name in strangers[:3])
    more = f" and {len(strangers) - 3} more" if len(strangers) > 3 else ""
    return refuse("YS802", f"“{ground.name}” has files that yousaid did not write: {named}{more}.", _CHOOSE)


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:
        return None
