"""Which letters the fonts of posters have."""

from __future__ import annotations

import pytest

from yousaid.rendering.fonts import describe, font_files, known_letters, missing_letters, read_letters


@pytest.mark.parametrize(
    "text",
    [
        "Plain English: 50% of £10 – “quoted”, it’s 5 × 3…",
        "ŵ ŷ Ŵ Ŷ â ê î ô û ẁ ẃ ẅ ỳ",
        "Zażółć gęślą jaźń, ŻÓŁĆ",
        "ăâîșț ĂÂÎȘȚ",
        "اردو میں ٹڈڑںھہےگچپ",
        "no\u00a0break, soft\u200bbreak, \u2066isolate\u2069",
    ],
)
def test_the_letters_of_our_languages_are_there(text: str) -> None:
    """English, Welsh, Polish, Romanian and Urdu can be printed."""
    assert missing_letters([text]) == ()


def test_missing_letters_come_once_in_their_order() -> None:
    """Each is named once, and first the one that comes first."""
    assert missing_letters(["a中b🙂", "🙂中"]) == ("中", "🙂")


def test_a_letter_is_described_by_name() -> None:
    """A writer who cannot see the letter can still find it."""
    assert describe("🙂") == "“🙂” (Slightly smiling face, U+1F642)"


def test_the_character_maps_are_read_whole() -> None:
    """Both kinds of map are read: the letters of Arimo are those that its makers list, above U+FFFF too."""
    arimo = read_letters(next(file for file in font_files() if file.name.startswith("Arimo")).read_bytes())
    assert {ord(letter) for letter in "AZazŵẅ€→"} <= arimo
    assert 0xFFFF not in known_letters()
    assert any(code > 0xFFFF for code in known_letters())


def test_a_file_without_a_map_is_refused() -> None:
    """A broken font is a fault, not a font without letters."""
    with pytest.raises(ValueError, match="no table cmap"):
        read_letters(bytes(12))
