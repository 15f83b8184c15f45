"""Names that every disk can hold, and the order in which files go live."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from yousaid.output.refusal import refuse

LONGEST: Final = 150
"""The most characters in a path: a network share and our own folders must fit in the 260 of Windows as well."""

_SEGMENT: Final = r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
_PLAIN: Final = re.compile(rf"(?:{_SEGMENT}/)*{_SEGMENT}")
_DEVICE: Final = re.compile(
    r"(?:^|/)(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:[./]|$)", re.IGNORECASE
)
_FORBIDDEN: Final = frozenset('<>:"|?*\\')
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def check_path(path: str) -> None:
    """Raise OutputRefused (YS309) unless the path stays below the root and every disk can hold it."""
    if len(path) <= LONGEST and _PLAIN.fullmatch(path) and not _DEVICE.search(path):
        return
    reason = _reason(path)
    if reason:
        shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path)
        raise refuse(
            "YS309", f"“{shown}” cannot be the name of a file: {reason}.", "Change the slug or id that it comes from."
        )


def _reason(path: str) -> str:
    """Return what is wrong with the path, or "" when nothing is."""
    segments = path.split("/")
    faults = {
        f"it has more than {LONGEST} characters": len(path) > LONGEST,
        'it has one of < > : " | ? * or a backslash': any(letter in _FORBIDDEN for letter in path),
        "it has a character that cannot be seen": any(unicodedata.category(letter) in _UNSEEN for letter in path),
        "a part of it is empty, or it starts at the top of the disk": "" in segments,
        "a part of it starts or ends with a dot or a space": any(part.strip(". ") != part for part in segments),
        "Windows keeps that name for itself": _DEVICE.search(path) is not None,
    }
    return next((reason for reason, holds in faults.items() if holds), "")


def fold(path: str) -> str:
    """Return what two paths share when some disk takes them for one file."""
    return (
        path.lower() if path.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    )


def folder_of(path: str) -> str:
    """Return the published folder that the path is in; "" for a file beside those folders."""
    return path.partition("/")[0] if "/" in path else ""


_LAST: Final = frozenset({"feed.xml", "feed.json", "sitemap.xml", "search.html", "assets/search-index.js"})


def going_live(path: str) -> tuple[int, int, str]:
    """Return what files are sorted by when they go live: nothing may link to what is not there yet."""
    inside = path.partition("/")[2] or path
    if inside in _LAST:
        return (3, 0, path)
    if inside.startswith(("assets/", "images/")):
        return (0, 0, path)
    if inside == "index.html" or inside.endswith("/index.html"):
        return (2, -path.count("/"), path)
    return (1, 0, path)
