"""How many words are left on a poster: true to the word."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.posters.checking import PRESS
from tests.posters.samples import action, edition, one_poster, story, words
from yousaid.model.states import PaperSize, PosterKind
from yousaid.planning.posters.records import Poster
from yousaid.rendering.posters.fit import count_words
from yousaid.rendering.posters.room import with_words


def poster(count: int, size: PaperSize = PaperSize.A4) -> Poster:
    """Return the poster of a story with so many words."""
    told = story("told", action(words(count - count // 3, 3)), you_said=words(count // 3))
    return one_poster(edition(told), PosterKind.STORY, size)


@pytest.mark.parametrize(
    ("count", "size"), [(20, PaperSize.A4), (100, PaperSize.A4), (60, PaperSize.A3), (260, PaperSize.A4)]
)
def test_what_is_left_fits_and_one_word_more_does_not(count: int, size: PaperSize) -> None:
    """In type of the size that is aimed at, and in the smallest; also when words must go."""
    one = poster(count, size)
    room = PRESS.room(one)
    assert (room.said, room.did) == (count // 3, count - count // 3)
    assert room.left_at_target <= room.left_at_floor
    assert (room.left_at_floor < 0) == (count == 260)
    for left, smallest in ((room.left_at_floor, room.floor), (room.left_at_target, room.target)):
        sizes = [_size(one, count + left + more) for more in (0, 1)]
        assert (sizes[0] >= smallest, sizes[1] < smallest) == (True, True)


def _size(one: Poster, count: int) -> float:
    """Return the type size of the poster with so many words; 0 when they do not fit."""
    pair = with_words(one.pairs[0], count)
    assert count_words(pair) == count
    layout = PRESS.lay_out(replace(one, pairs=(pair,)))
    return layout.sheets[0].size if layout.sheets else 0
