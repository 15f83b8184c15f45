"""What can keep words off a poster, said in a sentence. The `path` is the slug of the story that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from yousaid.model.site import Language
from yousaid.model.states import Orientation, PosterKind, Variant
from yousaid.planning.posters.choosing import Untranslated
from yousaid.planning.posters.records import Format
from yousaid.problems import Problem
from yousaid.rendering.fonts import EXTRAS, Fonts, by_script, describe, missing_letters


def missing_letter(what: str, script: str, letters: tuple[str, ...], slug: str) -> Problem:
    """Return the problem that no font has some letters of a script. Emoji and other signs have no script."""
    first = describe(letters[0])
    more = f" and {len(letters) - 1:,} more" if len(letters) > 1 else ""
    if not script:
        signs = "a sign" if len(letters) == 1 else "signs"
        named = ", ".join(describe(letter) for letter in letters[:_NAMED])
        rest = f" and {len(letters) - _NAMED:,} more" if len(letters) > _NAMED else ""
        message = f"{what} has {signs} that the fonts of posters do not have: {named}{rest}."
        hint = "Take it out, or say it in words." if len(letters) == 1 else "Take them out, or say them in words."
    else:
        message = f"{what} has {script} letters that the fonts of posters do not have: {first}{more}."
        hint = _font_to_add(script)
    return Problem(code="YS702", message=message, hint=f"{hint} Until then, it is not printed.", path=slug)


def missing_around(texts: Iterable[str], fonts: Fonts) -> Iterator[Problem]:
    """Yield a problem for each text that is no story's, such as the name of a place, and has letters no font has."""
    for text in dict.fromkeys(texts):
        for script, letters in by_script(missing_letters((text,), fonts)).items():
            yield missing_letter(f"“{text}”", script, letters, "")


def _font_to_add(script: str) -> str:
    name = {"Han": "SC"}.get(script, script)
    own = f"ut a font that has them, such as Noto Sans {name}, in the folder “fonts” beside your content."
    extra = EXTRAS.get(script)
    return f'Run: pip install "yousaid[{extra}]". Or p{own}' if extra else f"P{own}"


_NAMED: Final = 6
"""How many stories or posters a message names before it counts the others."""


_ENOUGH: Final = 10
"""The fewest words that anything can be said in."""


class Lost(Struct, frozen=True, kw_only=True):
    """A piece of a poster that does not fit on a sheet of its own, so that it is not printed."""

    slug: str
    """The slug of the story; of what is no story, something else."""
    title: str
    kind: PosterKind
    place: str
    """The name of the place that the poster is about, or nothing."""
    format: Format
    over: int
    """How many words it has too many."""
    limit: int
    """How many words would fit."""
    floor: float
    """In type of that size, in points: the smallest."""


_UNTITLED: Final = {PosterKind.BLANK: "Room to write in", PosterKind.BOARD: "A figure for the board"}
"""What pieces without a title are."""


def too_long(lost: Iterable[Lost], audience: str = "") -> Iterator[Problem]:
    """Yield a problem for each story, or other piece, that is too long: it names the papers that go without.

    `audience` is the name of one that is not the public, whose posters say more: else one ward seems to be named twice.
    """
    whose = f" for {audience.lower()}" if audience else ""
    groups: dict[tuple[str, str, bool, str], list[Lost]] = {}
    for one in lost:
        alone = one.kind is PosterKind.STORY
        key = (one.slug, one.title, alone, "" if alone else one.place) if one.title else (one.kind, "", False, "")
        groups.setdefault(key, []).append(one)
    for (slug, title, alone, place), found in groups.items():
        if not title:
            yield _no_room(found)
            continue
        tightest = min(found, key=lambda one: one.limit)
        is_story = found[0].kind is not PosterKind.TELL_US
        where = "under “feedback” in site.yaml" if not is_story else "“you_said”, “we_did” or what follows"
        otherwise = ", or write “poster: false”" if is_story else ""
        yield Problem(
            code="YS701" if alone else "YS703",
            message=f"“{title}” has {_too_many(found)}. "
            f"{'No such poster is made' if alone else f'It was left off the poster of {place}'}{whose}.",
            hint=f"Shorten {where}: {_counted(tightest.limit)} fit{otherwise}."
            if tightest.limit >= _ENOUGH
            else "There is no room for it on this paper. Choose larger paper under “posters” in site.yaml.",
            path=slug if is_story else "site.yaml",
        )


def _no_room(found: Sequence[Lost]) -> Problem:
    """Return the problem that something without words of its own does not fit."""
    formats = [format_words(form) for form in dict.fromkeys(one.format for one in found)]
    return Problem(
        code="YS703",
        message=f"{_UNTITLED.get(found[0].kind, 'Something')} does not fit on {_listed(formats)}.",
        hint="It is left off. Choose larger paper under “posters” in site.yaml.",
        path="site.yaml",
    )


def _too_many(found: Iterable[Lost]) -> str:
    """Return how many words are too many on each paper; variants in which it is the same number are one paper."""
    worst = {one.format: one for one in sorted(found, key=lambda one: one.over)}
    papers: dict[object, Lost] = {}
    for form in dict.fromkeys(one.format for one in found):
        papers.setdefault((form.size, form.orientation, worst[form].over, worst[form].floor), worst[form])
    said = (
        f"{_counted(one.over)} too many for {format_words(one.format)} at {one.floor:.0f} pt" for one in papers.values()
    )
    return _listed(tuple(said), "too many for ")


_PAPERS: Final = 3
"""How many papers a message names before it counts the others."""


def _listed(texts: Sequence[str], before: str = "") -> str:
    """Return what is said of each paper as a list in words; of many, the first and how many others."""
    others = len(texts) - _PAPERS
    if others > 0:
        texts = [*texts[:_PAPERS], f"{before}{others} other {'papers' if others > 1 else 'paper'}"]
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def format_words(form: Format) -> str:
    """Return paper, orientation and variant as people say them: "A4 landscape, large print"."""
    turned = " landscape" if form.orientation is Orientation.LANDSCAPE else ""
    variant = f", {form.variant.replace('-', ' ')}" if form.variant is not Variant.STANDARD else ""
    return f"{form.size.upper()}{turned}{variant}"


def not_translated(found: Iterable[Untranslated], languages: Iterable[Language]) -> Iterator[Problem]:
    """Yield a problem for each language in which places ask for posters and some of their stories are not written."""
    names = {language.code: language.name for language in languages}
    missing: dict[str, dict[str, None]] = {}
    for one in found:
        missing.setdefault(one.language, {}).update(dict.fromkeys(one.slugs))
    for language, slugs in missing.items():
        first = next(iter(slugs))
        how_many = "1 story has" if len(slugs) == 1 else f"{len(slugs)} stories have"
        yield Problem(
            code="YS705",
            message=f"Posters are wanted in {names[language]}, but {how_many} no translation: {_named(tuple(slugs))}.",
            hint=f"Save one beside the story, as {first}.{language}.md. Until then, these posters do without it.",
            path="places.yaml",
        )


def no_words(language: str, missing: Sequence[str], english: Mapping[str, str], what: str) -> Problem:
    """Return the problem that the theme cannot say what posters, or slides, say in a language."""
    first = missing[0]
    return Problem(
        code="YS706",
        message=f"There are no {what} in “{language}”: the theme lacks {len(missing)} words that they need.",
        hint=f"Under “languages” in site.yaml, give “{language}” the “labels” with a translation of each, as "
        f"“{first}: …” for “{english[first]}”. Missing: {', '.join(missing)}.",
        path="site.yaml",
    )


def too_long_for_screen(title: str, words: int, show: str, slug: str) -> Problem:
    """Return the problem that a sentence of a story fills more than a slide."""
    return Problem(
        code="YS707",
        message=f"“{title}” is too long for a slide: {_counted(words)} in one sentence. Slides of {show} lack it.",
        hint="Make two or more sentences of it. Slides are readable with up to 35 words in a sentence.",
        path=slug,
    )


def too_many_slides(title: str, slides: int, slug: str) -> Problem:
    """Return the problem that a story is longer than anybody looks at a screen."""
    return Problem(
        code="YS708",
        message=f"“{title}” would take {slides:,} slides, and a story may take 20. It is not on any screen.",
        hint="Say it in fewer words: a slide holds about 35. What people want to read at leisure can stand in the text "
        "below the front matter, which is not on slides.",
        path=slug,
    )


def without_figures(numbers: Sequence[str]) -> Iterator[Problem]:
    """Yield the problem that the stories left no room for the figures on posters with these numbers; none for none."""
    if not numbers:
        return
    how_many = "the poster" if len(numbers) == 1 else f"{len(numbers):,} posters:"
    yield Problem(
        code="YS704",
        message=f"There was no room for the Friends and Family Test on {how_many} {_named(numbers)}.",
        hint="Shorten a story of the place, or show fewer under “posters” in site.yaml.",
    )


def unusable_template(what: str, fault: Exception) -> Problem:
    """Return the problem that the theme's templates cannot be turned into posters or a slide show."""
    return Problem(
        code="YS805",
        message=f"{what} cannot be made. {fault}",
        hint="Mend the theme, or take another under “theme” in site.yaml.",
    )


def not_made(what: str) -> Problem:
    """Return the problem that making a poster or slide show ended its process, again and again."""
    return Problem(
        code="YS709",
        message=f"{what} is not made: the computer ended the work on it several times.",
        hint="The computer may be short of memory, or a virus scanner may be in the way. Close other programs and "
        "build again. If only this is not made, tell the people who look after yousaid.",
    )


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _counted(words: int) -> str:
    return "1 word" if words == 1 else f"{words:,} words"
