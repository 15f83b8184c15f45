"""What can keep words off a poster, said in a sentence. The `path` is the slug of the story that it is about."""

from __future__ import annotations

from yousaid.model.states import PosterKind
from yousaid.planning.posters import Poster
from yousaid.problems import Problem
from yousaid.rendering.fonts import describe
from yousaid.rendering.poster_fit import TooLong, count_words


def missing_letter(what: str, letter: str, slug: str) -> Problem:
    """Return the problem that no font has a letter."""
    return Problem(
        code="YS702",
        message=f"{what} has a letter that the fonts of posters do not have: {describe(letter)}.",
        hint="Take it out, or say it in words. Until then, it is not printed.",
        path=slug,
    )


def too_long(poster: Poster, lost: TooLong) -> Problem:
    """Return the problem that a pair does not fit on a sheet of its own."""
    words = count_words(lost.pair)
    paper = poster.size.upper()
    story = f"The story “{lost.pair.title}” is {_counted(words - lost.limit)} too long for an {paper} poster"
    if poster.kind is PosterKind.STORY:
        code, message = "YS701", f"{story}. The poster is not made."
    else:
        code, message = "YS703", f"{story} and was left off the one for {poster.title}."
    room = f"An {paper} sheet holds {_counted(lost.limit)} of it in type of {lost.floor:g} pt, the smallest there is."
    return Problem(
        code=code,
        message=message,
        hint=f"{room} Shorten “you_said”, “we_did” or what follows, or write “poster: false”.",
        path=lost.pair.slug,
    )


def without_figures(poster: Poster) -> Problem:
    """Return the problem that the stories left no room for the figures."""
    return Problem(
        code="YS704",
        message=f"There was no room for the Friends and Family Test on the poster {poster.number}.",
        hint="Shorten a story of this place, or show fewer under “posters” in site.yaml.",
    )


def unusable_template(poster: Poster, fault: Exception) -> Problem:
    """Return the problem that the theme's templates cannot be turned into the poster."""
    return Problem(
        code="YS805",
        message=f"The poster {poster.number} is not made. {fault}",
        hint="Mend the theme, or take another under “theme” in site.yaml.",
    )


def not_made(poster: Poster) -> Problem:
    """Return the problem that making the poster ended its process, again and again."""
    return Problem(
        code="YS709",
        message=f"The poster {poster.number} is not made: the computer ended the work on it several times.",
        hint="The computer may be short of memory, or a virus scanner may be in the way. Close other programs and "
        "build again. If only this poster is not made, tell the people who look after yousaid.",
    )


def _counted(words: int) -> str:
    return "1 word" if words == 1 else f"{words:,} words"
