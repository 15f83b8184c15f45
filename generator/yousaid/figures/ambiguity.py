"""Whether hidden numbers stay open for somebody who knows their sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def are_ambiguous(ways: Sequence[Sequence[int]], total: int) -> bool:
    """Tell whether each of some numbers could be more than one, for somebody who knows that they add up to `total`.

    `ways` are what each could be. Sets of possible sums are kept as the bits of whole numbers.
    """
    room = (1 << (total + 1)) - 1
    before = [1]
    for one in ways:
        before.append(_plus(before[-1], one) & room)
    after = 1
    for number in range(len(ways) - 1, -1, -1):
        missing = _mirrored(after, total)  # what the numbers before must add up to, when this one is 0
        open_ways = 0
        for way in ways[number]:
            if way <= total and before[number] & (missing >> way):
                open_ways += 1
                if open_ways == 2:
                    break
        if open_ways < 2:
            return False
        after = _plus(after, ways[number]) & room
    return True


def _mirrored(sums: int, total: int) -> int:
    """Return what is missing from each sum to the total."""
    width = total + 1
    return int(f"{sums & ((1 << width) - 1):0{width}b}"[::-1], 2)


def _plus(sums: int, ways: Iterable[int]) -> int:
    """Return the sums that come about when one more number is added."""
    if isinstance(ways, range) and ways.step == 1 and len(ways) > 8:
        return _smeared(sums, len(ways)) << ways.start
    found = 0
    for one in ways:
        found |= sums << one
    return found


def _smeared(sums: int, width: int) -> int:
    """Return the sums with 0, 1, ... `width` - 1 added."""
    done = 1
    while done < width:
        step = min(done, width - done)
        sums |= sums << step
        done += step
    return sums
