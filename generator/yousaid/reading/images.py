"""The images folder: which files there are, and whether a picture can be used."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Final

from yousaid.reading.refusals import RefusedError
from yousaid.reading.words import show, suggest

_KINDS: Final = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_CAP: Final = 50 * 1024 * 1024
_SAVE_AS: Final = "Save it as a JPEG, PNG or WebP file, and use that."
_PUT_IT: Final = "Put the file in the images folder, or write the name of one that is there."
_NO_PICTURE: Final = {
    ".svg": "An SVG drawing can hold programs, so it is not used.",
    ".heic": "A HEIC picture from a phone does not open in every browser.",
    ".heif": "A HEIF picture from a phone does not open in every browser.",
    ".gif": "A GIF picture is not used: it may move.",
    ".pdf": "A PDF file is not a picture.",
}


class Gallery:
    """The files of the images folder. A file is opened when a record names it, and only once."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._refused: dict[str, RefusedError | None] = {}

    def check(self, name: str) -> str:
        """Return the name of a picture that can be used; raise RefusedError with what to do otherwise."""
        if name not in self._refused:
            try:
                self._look(name)
                self._refused[name] = None
            except RefusedError as refused:
                self._refused[name] = refused
        if (known := self._refused[name]) is not None:
            raise RefusedError(known.code, known.message, known.hint)
        return name

    def digests(self) -> dict[str, str]:
        """Return the digest of each file's bytes, by name."""
        found = {}
        for name, path in sorted(self._files.items()):
            try:
                found[name] = blake2b(path.read_bytes(), digest_size=16).hexdigest()
            except OSError:
                continue
        return found

    def _look(self, name: str) -> None:
        if "/" in name or "\\" in name:
            message = f"{show(name)} is a way through folders. A picture lies in the images folder itself."
            raise RefusedError("YS504", message, "Write the file's name only.")
        path = self._files.get(name)
        if path is None:
            message = f"There is no file {show(name)} in the images folder."
            raise RefusedError("YS504", message, self._near(name) or _PUT_IT)
        kind = _KINDS.get(path.suffix.casefold())
        if kind is None:
            message = _NO_PICTURE.get(path.suffix.casefold(), f"{show(name)} is not a kind of picture that is used.")
            raise RefusedError("YS505", message, _SAVE_AS)
        _decode(path, name, kind)

    def _near(self, name: str) -> str:
        """Return what was perhaps meant."""
        for other in self._files:
            if unicodedata.normalize("NFC", other) == unicodedata.normalize("NFC", name):
                return "A file there looks the same, but its accents are stored in another way. Rename it without them."
            if other.casefold() == name.casefold():
                return f"Did you mean “{other}”? Capitals count."
        return suggest(name, self._files, _PUT_IT)


def _decode(path: Path, name: str, kind: str) -> None:
    """Open the picture and read it to the end, at a small size where the format can do that."""
    from PIL import Image  # noqa: PLC0415 - Pillow is slow to load, and many projects have no pictures

    try:
        if path.stat().st_size > _CAP:
            raise RefusedError("YS505", f"{show(name)} is larger than 50 MB.", "Make the picture smaller.")
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=tuple(dict.fromkeys(_KINDS.values()))) as picture:
                found = picture.format
                if found == "JPEG":
                    picture.draft("RGB", (64, 64))
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RefusedError("YS505", f"{show(name)} has far too many pixels.", "Make the picture smaller.") from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        message = f"{show(name)} cannot be read as a picture: it is damaged, or of another kind than its name says."
        raise RefusedError(
            "YS505", message, "Open it in a picture program and save it again, or use another."
        ) from None
    if found != kind:
        message = f"{show(name)} is a {found} picture, but its name says {kind}."
        raise RefusedError("YS505", message, "Give it the ending that fits, and write that name here.")
