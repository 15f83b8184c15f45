"""Where the files are that come with the program: the themes and the starter content."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent
_SOURCE: Final = _PACKAGE.parent.parent


def themes_folder() -> Path:
    """Return the folder of the themes: inside the installed package, else at the top of the source tree."""
    return _first(_PACKAGE / "themes", _SOURCE / "themes")


def starter_content() -> Path:
    """Return the demonstration content that `yousaid init` copies from."""
    return _first(_PACKAGE / "content", _SOURCE / "content")


def _first(installed: Path, source: Path) -> Path:
    return installed if installed.is_dir() else source


def theme_folders(content: Path) -> tuple[Path, ...]:
    """Return where themes are looked for: beside the content folder first, then those that come with the program."""
    return (content.parent / "themes", themes_folder())


def fonts_folder(content: Path) -> Path:
    """Return where the organisation's own fonts are looked for: beside the content folder. It need not be there."""
    return content.parent / "fonts"


def protected_folders(content: Path) -> tuple[Path, ...]:
    """Return the folders that nothing may be written to or removed from."""
    return (content, fonts_folder(content), *theme_folders(content))
