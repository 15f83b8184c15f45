"""How posters are laid out: the largest type that fits, more sheets, what is left off, and what is remembered."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.posters.samples import (
    THEME,
    action,
    edition,
    lay_out_all,
    names,
    one_poster,
    place,
    press,
    quote,
    story,
    summary,
    words,
)
from yousaid.model.site import Posters
from yousaid.model.states import Orientation, PaperSize, PosterKind, Status, Variant
from yousaid.planning.posters.choosing import posters_for
from yousaid.planning.posters.records import Format
from yousaid.rendering.cache import MemoryCache
from yousaid.rendering.posters.fit import split
from yousaid.rendering.posters.press import sharing
from yousaid.rendering.posters.problems import Lost, too_long

FLOORS = {PaperSize.A4: 18, PaperSize.A3: 24, PaperSize.A2: 34, PaperSize.A1: 48}
CEILINGS = {PaperSize.A4: 36, PaperSize.A3: 54, PaperSize.A2: 76, PaperSize.A1: 108}
NEARLY = 0.001


def long_story(count: int, slug: str = "quieter-nights", **changes: object):
    """Return a story of that many words."""
    said = count // 3
    return story(slug, action(words(count - said, 3)), you_said=words(said), **changes)


@pytest.mark.parametrize("size", FLOORS)
def test_more_words_have_smaller_type(size: PaperSize) -> None:
    """The type is the largest that fits: at the ceiling for few words, near the floor for many, in steps between."""
    made = [
        press().lay_out(one_poster(edition(long_story(count)), PosterKind.STORY, size)) for count in (6, 60, 90, 130)
    ]
    sizes = [layout.sheets[0].size for layout in made]
    assert CEILINGS[size] - 2 < sizes[0] <= CEILINGS[size] + NEARLY
    assert sizes == sorted(set(sizes), reverse=True)
    assert sizes[-1] >= FLOORS[size] - NEARLY


@pytest.mark.parametrize("size", FLOORS)
def test_pairs_that_do_not_fit_go_on_another_sheet(size: PaperSize) -> None:
    """Each sheet is numbered, holds whole pairs in their order, and none goes under the floor."""
    stories = [long_story(60, f"s{number}", title=f"Story {number}") for number in range(4)]
    layout = press().lay_out(one_poster(edition(*stories), size=size))
    assert len(layout.sheets) > 1
    assert [pair.slug for sheet in layout.sheets for pair in sheet.pairs] == ["s0", "s1", "s2", "s3"]
    numbers = range(1, len(layout.sheets) + 1)
    assert [sheet.words.part for sheet in layout.sheets] == [f"Sheet {at} of {len(layout.sheets)}" for at in numbers]
    stem = f"willow-2026-11-{size}"
    assert names([layout]) == [stem, *(f"{stem}-{at}" for at in numbers[1:])]
    assert all(sheet.size >= FLOORS[size] - NEARLY for sheet in layout.sheets)
    assert (layout.problems, layout.lost) == ((), ())


def test_one_sheet_is_kept_to_while_it_can_be_read() -> None:
    """Two short pairs stay on one sheet although each alone could be larger, and nothing says "sheet 1"."""
    first, second = long_story(50, "a"), long_story(50, "b")
    (sheet,) = press().lay_out(one_poster(edition(first, second))).sheets
    (alone,) = press().lay_out(one_poster(edition(first))).sheets
    assert [pair.slug for pair in sheet.pairs] == ["a", "b"]
    assert sheet.size < 24 <= alone.size
    assert sheet.words.part == ""


def test_a_story_that_is_too_long_is_left_off_and_named() -> None:
    """The other story stays on the ward's poster; the problem has the story, the words over and the limit."""
    layout = press().lay_out(one_poster(edition(long_story(400, "long", title="Far too long"), story())))
    assert [pair.slug for sheet in layout.sheets for pair in sheet.pairs] == ["quieter-nights"]
    (lost,) = layout.lost
    assert lost.over + lost.limit == 400
    (problem,) = too_long(layout.lost)
    assert (problem.code, problem.path) == ("YS703", "long")
    assert problem.message == (
        f"“Far too long” has {lost.over} words too many for A4 at 18 pt. It was left off the poster of Willow Ward."
    )
    assert problem.hint == (
        f"Shorten “you_said”, “we_did” or what follows: {lost.limit} words fit, or write “poster: false”."
    )


def test_a_story_that_is_too_long_for_several_posters_is_named_once() -> None:
    """The problem has each paper that it is too long for, and the words that fit the smallest."""
    shown = edition(long_story(300), posters=Posters(kinds=(PosterKind.STORY,), sizes=(PaperSize.A5, PaperSize.A4)))
    lost = [one for poster in posters_for(shown) for one in press().lay_out(poster).lost]
    (problem,) = too_long(lost)
    (internal,) = too_long(lost, "Staff")
    card, sheet = lost
    assert internal.message == problem.message.replace("is made.", "is made for staff.")
    assert problem.message == (
        f"“Quieter nights” has {card.over} words too many for A5 at 18 pt and {sheet.over} words too many for A4 at "
        "18 pt. No such poster is made."
    )
    assert problem.hint.startswith(f"Shorten “you_said”, “we_did” or what follows: {card.limit} words fit")


def lost_piece(kind: PosterKind, title: str, form: Format, over: int, place: str = "Willow Ward") -> Lost:
    """Return a piece that has so many words too many for a paper."""
    return Lost(slug="x", title=title, kind=kind, place=place, format=form, over=over, limit=20, floor=18)


def test_a_story_that_is_too_long_for_many_papers_is_said_briefly() -> None:
    """Variants with one number are one paper, 3 papers are named, and the others counted."""
    papers = [
        (Format(PaperSize.A5), 70),
        (Format(PaperSize.A5, variant=Variant.NO_IMAGE), 70),
        (Format(PaperSize.A5, variant=Variant.LARGE_PRINT), 90),
        (Format(PaperSize.A4), 20),
        (Format(PaperSize.A4, variant=Variant.LARGE_PRINT), 30),
        (Format(PaperSize.A3, variant=Variant.LARGE_PRINT), 1),
    ]
    (problem,) = too_long(lost_piece(PosterKind.STORY, "Quiet", *paper) for paper in papers)
    assert problem.message == (
        "“Quiet” has 70 words too many for A5 at 18 pt, 90 words too many for A5, large print at 18 pt, 20 words too "
        "many for A4 at 18 pt and too many for 2 other papers. No such poster is made."
    )


def test_room_to_write_in_that_does_not_fit_is_said_once() -> None:
    """What has no words is not told to be shorter, and not once for each ward."""
    papers = [Format(PaperSize.A4, turned, Variant.LARGE_PRINT) for turned in Orientation]
    found = [lost_piece(PosterKind.BLANK, "", form, 0, ward) for ward in ("Robin", "Willow") for form in papers]
    (problem,) = too_long(found)
    assert (problem.code, problem.path) == ("YS703", "site.yaml")
    assert problem.message == "Room to write in does not fit on A4, large print and A4 landscape, large print."


def test_the_limit_is_true() -> None:
    """A story cut to the words that the problem allows has a poster; one word more has none."""
    poster = one_poster(edition(long_story(300)), PosterKind.STORY)
    layout = press().lay_out(poster)
    assert layout.sheets == ()
    (lost,) = layout.lost
    assert lost.slug == "quieter-nights"
    limit = lost.limit
    fits = {count: bool(press().lay_out(_first(poster, count)).sheets) for count in (limit, limit + 1)}
    assert fits == {limit: True, limit + 1: False}


def _first(poster, count: int):
    """Return the poster with the first words of its only pair."""
    (pair,) = poster.pairs
    said = pair.you_said.split()
    answer = pair.actions[0].text.split()[: count - len(said)]
    return replace(poster, pairs=(replace(pair, actions=(replace(pair.actions[0], text=" ".join(answer)),)),))


def test_a_letter_without_a_shape_keeps_its_story_off() -> None:
    """The problem names the story and the letter; the other story is printed."""
    layout = press().lay_out(one_poster(edition(story("smile", title="Thanks", you_said="Thanks 🙂"), story())))
    assert [pair.slug for sheet in layout.sheets for pair in sheet.pairs] == ["quieter-nights"]
    (problem,) = layout.problems
    assert (problem.code, problem.path) == ("YS702", "smile")
    assert "“Thanks”" in problem.message
    assert "U+1F642" in problem.message


def test_a_letter_without_a_shape_around_the_stories_stops_the_poster() -> None:
    """A place's name cannot be left off; the problem says which name."""
    layout = press().lay_out(one_poster(edition(story(), places=(place(name="ਪੰਜ Ward"),))))
    assert layout.sheets == ()
    assert {problem.code for problem in layout.problems} == {"YS702"}
    assert any(problem.message.startswith("“ਪੰਜ Ward” has Gurmukhi letters") for problem in layout.problems)


def test_a_quote_without_shapes_is_left_out() -> None:
    """The poster is printed without it, and a problem gives the quote."""
    layout = press().lay_out(one_poster(edition(story(quotes=(quote("ਪੰਜ"),)))))
    assert layout.sheets[0].words.quote is None
    assert [(problem.code, "“ਪੰਜ”" in problem.message) for problem in layout.problems] == [("YS702", True)]


def test_a_quote_stands_where_there_is_room() -> None:
    """It is on a short poster, on the last sheet only, and never makes the body smaller than its target."""
    short = press().lay_out(one_poster(edition(story(quotes=(quote(),)))))
    assert short.sheets[0].words.quote is not None
    assert short.sheets[0].size >= 24
    full = press().lay_out(one_poster(edition(long_story(110, quotes=(quote(),))), PosterKind.STORY))
    assert full.sheets[0].words.quote is None


def test_a_quote_stands_on_one_sheet() -> None:
    """It is not said again on every sheet."""
    stories = [long_story(20, "a", quotes=(quote(),)), long_story(150, "b"), long_story(20, "c")]
    layout = press().lay_out(one_poster(edition(*stories)))
    assert [sheet.words.quote is not None for sheet in layout.sheets] == [False, False, True]


def test_figures_stand_on_one_sheet() -> None:
    """The Friends and Family Test line is on the first sheet with room, in words and with n."""
    stories = [long_story(70, f"s{number}") for number in range(4)]
    layout = press().lay_out(one_poster(edition(*stories, summaries=(summary(),))))
    lines = [sheet.words.fft for sheet in layout.sheets]
    assert len(lines) > 1
    assert sum(bool(line) for line in lines) == 1
    assert "128 people" in lines[0]
    assert "about 9 in 10" in lines[0]


def test_figures_give_way_before_a_story_does() -> None:
    """Where a story fills the sheet, the figures are left off, and a hint says so."""
    poster = one_poster(edition(long_story(300), summaries=(summary(),)), PosterKind.WARD)
    (lost,) = press().lay_out(poster).lost
    layout = press().lay_out(_first(poster, lost.limit))
    assert [sheet.words.fft for sheet in layout.sheets] == [""]
    assert layout.figureless == poster.number


def test_no_stories_no_sheets() -> None:
    """When every story was left off, there is no empty sheet."""
    assert press().lay_out(one_poster(edition(long_story(400)))).sheets == ()


@pytest.mark.parametrize(
    ("heights", "room", "groups"),
    [
        ([10, 10, 10, 10], 32, [(0, 2), (2, 4)]),
        ([10, 10, 10], 100, [(0, 3)]),
        ([20, 10, 10, 20], 41, [(0, 2), (2, 4)]),
        ([30, 5, 5, 5], 31, [(0, 1), (1, 4)]),
        ([10], 5, [(0, 1)]),
    ],
)
def test_sheets_are_few_and_even(heights: list[float], room: float, groups: list[tuple[int, int]]) -> None:
    """The fewest sheets, the fullest as empty as can be; a gap of 1 stands between pairs."""
    assert split([(height, height + 5) for height in heights], room, 1) == groups


def test_a_sheet_has_one_arrangement() -> None:
    """Pairs that fit together only when some are stacked and some are not, do not fit together."""
    assert split([(10, 30), (30, 10)], 35, 0) == [(0, 1), (1, 2)]


@given(st.lists(st.integers(1, 9).map(float), min_size=1, max_size=9), st.integers(9, 30))
def test_the_fullest_sheet_is_as_empty_as_can_be(heights: list[float], room: int) -> None:
    """Breaks when the search for the smallest load stops early: every way to divide them is tried here."""
    groups = split([(one, one) for one in heights], room, 0)

    def ways(first: int, sheets: int) -> Iterator[float]:
        if sheets == 1:
            yield sum(heights[first:])
            return
        for last in range(first + 1, len(heights) - sheets + 2):
            yield from (max(sum(heights[first:last]), rest) for rest in ways(last, sheets - 1))

    assert min(ways(0, len(groups))) == max(sum(heights[first:last]) for first, last in groups) <= room
    assert all(min(ways(0, fewer)) > room for fewer in range(1, len(groups)))


def test_thousands_of_pieces_are_divided_too() -> None:
    """Breaks when every stretch of pieces is a load to be tried: of 5,000 there are 12 million."""
    groups = split([(3.0, 3.0)] * 5000, 35, 0)
    assert len(groups) == 455
    assert max(last - first for first, last in groups) == 11


class Counting(MemoryCache):
    """A cache that counts what is put into it."""

    def __init__(self) -> None:
        super().__init__()
        self.puts: list[str] = []

    def put(self, key: str, data: bytes) -> None:
        """Keep and count."""
        self.puts.append(key)
        super().put(key, data)


def test_what_did_not_change_is_not_made_again() -> None:
    """A second press with the same cache makes nothing, and gives the same layout and bytes."""
    cache = Counting()
    poster = one_poster(edition(story(), story("tea")))
    first = press(cache=cache).lay_out(poster)
    made = list(cache.puts)
    again = press(cache=cache)
    assert again.remembered(poster) == first
    assert again.lay_out(poster) == first
    assert cache.puts == made
    assert sorted(made) == sorted([first.key, *(key for sheet in first.sheets for key in sheet.keys)])
    assert all(again.pdf(sheet) == cache.get(sheet.key) for sheet in first.sheets)


def test_a_lost_pdf_is_made_again_the_same() -> None:
    """Layouts and PDFs may be lost one by one."""
    cache = MemoryCache()
    poster = one_poster(edition(story(quotes=(quote(),)), summaries=(summary(),)))
    layout = press(cache=cache).lay_out(poster)
    (sheet,) = layout.sheets
    bare = MemoryCache()
    assert press(cache=bare).remembered(poster) is None
    bare.put(layout.key, cache.get(layout.key) or b"")
    assert press(cache=bare).remembered(poster) is None
    assert press(cache=bare).lay_out(poster) == layout
    assert bare.get(sheet.key) == cache.get(sheet.key)


def test_a_damaged_layout_is_made_again() -> None:
    """What the cache gives back is looked at before it is believed."""
    cache = MemoryCache()
    poster = one_poster(edition(story()))
    layout = press(cache=cache).lay_out(poster)
    cache.put(layout.key, b'{"sheets": 1}')
    assert press(cache=cache).lay_out(poster) == layout


@pytest.mark.parametrize("label", ["you_said", "poster_tell_code", "month_names"])
def test_a_changed_word_makes_another_layout(label: str) -> None:
    """Words of the theme that stand on a sheet are part of its key."""
    poster = one_poster(edition(story()))
    first = press().lay_out(poster)
    other = press(**{label: "Changed, Changed" if label != "month_names" else ", ".join(["Month"] * 12)}).lay_out(
        poster
    )
    assert first.key != other.key
    assert first.sheets[0].key != other.sheets[0].key


def test_a_changed_template_makes_another_layout(tmp_path: Path) -> None:
    """A theme author sees a change at once, and only what it changes is printed again."""
    theme = tmp_path / "clear"
    shutil.copytree(THEME, theme)
    poster = one_poster(edition(story()))
    first = press(theme).lay_out(poster)
    settings = theme / "templates" / "posters" / "settings.typ"
    settings.write_text(settings.read_text("utf-8").replace("gutter = 5", "gutter = 6"), "utf-8")
    other = press(theme).lay_out(poster)
    assert (first.key, first.sheets[0].key) != (other.key, other.sheets[0].key)


def test_a_broken_template_is_a_problem(tmp_path: Path) -> None:
    """The poster is not made, the message says where the fault is, and it is not remembered."""
    theme = tmp_path / "clear"
    shutil.copytree(THEME, theme)
    file = theme / "templates" / "posters" / "sheet.typ"
    whole = file.read_text("utf-8")
    file.write_text(whole + "\n<< nobody >>", "utf-8")
    cache = MemoryCache()
    poster = one_poster(edition(story()))
    layout = press(theme, cache).lay_out(poster)
    assert layout.sheets == ()
    (problem,) = layout.problems
    assert problem.code == "YS805"
    assert problem.message.startswith("A poster of the kind “ward” cannot be made. The template posters/sheet.typ")
    assert "'nobody' is undefined" in problem.message
    assert cache.get(layout.key) is None


def test_a_layout_from_elsewhere_shares_what_was_planned() -> None:
    """A layout that came from another process keeps no copy of its poster, and is the same."""
    poster = one_poster(edition(*(long_story(60, f"s{number}") for number in range(4))))
    layout = press().lay_out(poster)
    copied = pickle.loads(pickle.dumps(layout))  # noqa: S301 - as processes hand it over
    shared = sharing(poster, copied)
    assert shared == layout
    assert len(shared.sheets) > 1
    assert all(sheet.poster is poster for sheet in shared.sheets)
    assert all(pair in map(id, poster.pairs) for sheet in shared.sheets for pair in map(id, sheet.pairs))


def test_threads_may_share_a_press() -> None:
    """Four threads give what one gives."""
    stories = [long_story(20 + 10 * number, f"s{number}") for number in range(3)]
    posters = posters_for(edition(*stories, posters=Posters(stories=3)))
    alone = [press().lay_out(poster) for poster in posters]
    shared = press()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(shared.lay_out, posters)) == alone


def test_every_status_has_its_heading() -> None:
    """Headings follow status, each once, in the order of the statuses; no action yet says that we heard."""
    actions = [action(f"About {status}.", status=status) for status in reversed(Status)]
    (sheet,) = press().lay_out(one_poster(edition(story("all", *actions, action("Again."))), size=PaperSize.A3)).sheets
    assert [(answer.heading, len(answer.actions)) for answer in sheet.words.pairs[0].answers] == [
        ("We did", 2),
        ("We are doing", 1),
        ("We plan to", 1),
        ("We can’t change this, and why", 1),
        ("How it works", 1),
    ]
    bare = replace(story(), actions=(), waiting=True)
    (sheet,) = press().lay_out(one_poster(edition(bare))).sheets
    assert [answer.heading for answer in sheet.words.pairs[0].answers] == ["We heard you"]


def test_posters_without_their_figures_are_named_in_one_hint(tmp_path: Path) -> None:
    """One hint for all posters of an audience, with the first 6 numbers."""
    poster = one_poster(edition(long_story(300), summaries=(summary(),)), PosterKind.WARD)
    (lost,) = press().lay_out(poster).lost
    places = tuple(place(f"w{number}", f"Ward {number}") for number in range(8))
    stories = tuple(long_story(lost.limit - 8, f"s{one.id}", place=one.id) for one in places)
    figures = tuple(replace(summary(), place=one.id) for one in places)
    wanted = Posters(kinds=(PosterKind.WARD,), sizes=(PaperSize.A4,))
    problems = lay_out_all(edition(*stories, places=places, summaries=figures, posters=wanted), tmp_path).problems
    assert [problem.message for problem in problems] == [
        "There was no room for the Friends and Family Test on 8 posters: W0-2026-11-A4, W1-2026-11-A4, W2-2026-11-A4, "
        "W3-2026-11-A4, W4-2026-11-A4, W5-2026-11-A4 and 2 more."
    ]
