"""The links in a text as people wrote it, and addresses that lead nowhere wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from msgspec import Struct

_LINK: Final = re.compile(
    r"\]\(\s*(?:<([^>\n]*)>|((?:[^()\n]|\([^()\n]*\))*?))(?:\s+[\"'(][^\n]*?[\"')])?\s*\)"
    r"|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)"
    r"|<a\s[^>]*?href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
    r"|<((?:https?|mailto):[^\s<>]+)>",
    re.MULTILINE | re.IGNORECASE,
)
"""A link in Markdown: inline, in a reference, in HTML, bare. One of its groups is the address."""
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+.!\"'-])")
_EMAIL: Final = re.compile(r"[^@\s/:?#]+@[^@\s/:?#]+\.[a-z]{2,}(\?[^\s]*)?", re.IGNORECASE)
_PHONE: Final = re.compile(r"\+?[\d\s().-]{7,}")
_WEB: Final = re.compile(
    r"(?:www\.[^\s/]+|[\w-]+(?:\.[\w-]+)*\.(?:uk|com|org|net|gov|edu|info|wales|cymru|scot|ie|eu|int))(?:[/?#:]\S*)?",
    re.IGNORECASE,
)
_DISK: Final = re.compile(r"[a-z]:[\\/]|[a-z]:[^/]|file:|\\|//[^/]+/.*", re.IGNORECASE)
_SLIPS: Final = re.compile(r"(?:h?t?tps?|https?)[:;]{1,2}[/\\]{0,3}(?=[\w.-]+\.)", re.IGNORECASE)


class Wrong(Struct, frozen=True):
    """What is wrong with a link."""

    code: str
    what: str
    """The rest of a sentence that begins with the link."""
    hint: str


def links_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where the address of each link starts, the address as it is written, and as a browser has it."""
    for found in _LINK.finditer(text):
        number = next((at for at in range(1, _LINK.groups + 1) if found[at] is not None), 0)
        if number:
            target = found[number].strip()
            yield found.start(number), target, unescape(_ESCAPED.sub(r"\1", target))


def wrong_address(target: str) -> Wrong | None:
    """Return what is wrong with an address that leads nowhere from any page, or None."""
    if _EMAIL.fullmatch(target):
        return Wrong("YS509", "leads to no page: it is an email address.", f"Write “mailto:{target}”.")
    if _PHONE.fullmatch(target) and sum(letter.isdigit() for letter in target) >= len("1234567"):
        number = "".join(letter for letter in target if letter.isdigit() or letter == "+")
        return Wrong("YS509", "leads to no page: it is a phone number.", f"Write “tel:{number}”.")
    if _WEB.fullmatch(target):
        return Wrong("YS509", "leads to no page: it is a web address without its start.", f"Write “https://{target}”.")
    slip = _SLIPS.match(target)
    if slip and not target.lower().startswith(("http://", "https://")):
        return Wrong("YS509", "leads to no page: it starts wrongly.", f"Write “https://{target[slip.end() :]}”.")
    if _DISK.match(target):
        return Wrong(
            "YS521",
            "leads to a file on your computer or network, where readers cannot open it.",
            "Put the file on your website, and write its address, starting with https://. Or take the link out.",
        )
    return None
