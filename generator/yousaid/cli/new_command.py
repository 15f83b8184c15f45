"""`yousaid new`: write a story, a feedback summary or a page by answering a few questions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click

from yousaid.cli import options

if TYPE_CHECKING:
    from yousaid.editing.writing import Value
    from yousaid.model.library import Library

_T = TypeVar("_T")
_STATUSES: Final = ("done", "in progress", "planned", "can't change", "explained", "nothing yet")
_QUESTIONS: Final = {
    "done": "What did you do about it?",
    "in progress": "What are you doing about it?",
    "planned": "What do you plan to do, and when?",
    "can't change": "What was asked for that you cannot change?",
    "explained": "How does it work, and what would help people to know?",
}
_ANSWERS: Final = {
    "very_good": "Very good",
    "good": "Good",
    "neither": "Neither good nor poor",
    "poor": "Poor",
    "very_poor": "Very poor",
    "dont_know": "Don't know",
}


@click.group("new")
def command() -> None:
    """Write a story, a feedback summary or a page. It asks what it needs to know.

    \b
    Examples:
      yousaid new story
      yousaid new summary
      yousaid new page
    """  # noqa: D301


@command.command("story")
@options.content
@options.today
@click.option("--title", help="The heading.")
@click.option("--place", help="The ward, service or site; a name that people use is enough. “none” for no place.")
@click.option("--audience", "audiences", multiple=True, help="Who may read it. May be given more than once.")
@click.option("--you-said", help="What people told you.")
@click.option("--status", type=click.Choice(_STATUSES), help="Where your answer stands.")
@click.option("--action", help="What you did, are doing or plan to do, or what you cannot change.")
@click.option("--why", help="Why you cannot change it.")
@click.option("--who-decides", help="Who decides about it.")
@click.option("--instead", help="What you can do instead.")
def story(
    *,
    content: Path,
    today: date,
    title: str | None,
    place: str | None,
    audiences: tuple[str, ...],
    you_said: str | None,
    status: str | None,
    action: str | None,
    why: str | None,
    who_decides: str | None,
    instead: str | None,
) -> None:
    """Write a story: what people said, and what came of it.

    \b
    Examples:
      yousaid new story
      yousaid new story --title "Quieter nights" --place willow --audience patients --audience staff
    """  # noqa: D301
    from yousaid.cli.report import library_of
    from yousaid.editing.writing import free_path, front_matter, slug_of

    library = library_of(content)
    title = title or _ask("What is the story called? A few words")
    where = _place(library, place)
    readers = _audiences(library, audiences)
    you_said = you_said if you_said is not None else _ask("What did people tell you? A sentence or two", default="")
    status = status or click.prompt("Where does your answer stand?", type=click.Choice(_STATUSES))
    while status not in _QUESTIONS and not you_said.strip():
        you_said = _ask("A story in which nothing came of it yet must say what people told you. What was it?")
    fields: dict[str, Value] = {
        "title": title,
        "place": where,
        "audiences": readers,
        "date": today.isoformat(),
        "you_said": you_said,
    }
    if status in _QUESTIONS:
        text = action or _ask(_QUESTIONS[status])
        if status == "done":
            fields["we_did"] = text
        else:
            refusal = _refusal(why, who_decides, instead) if status == "can't change" else {}
            fields["actions"] = [{"text": text, "status": status, **refusal}]
    folder = content / "stories" / today.strftime("%Y-%m")
    path = free_path(folder, slug_of(title), taken=[one.slug for one in library.stories])
    _write(path, front_matter(fields), content, today)


@command.command("summary")
@options.content
@options.today
@click.option("--place", help="The ward, service or site; a name that people use is enough.")
@click.option("--period", help="The month, as 2026-10.")
@click.option("--audience", "audiences", multiple=True, help="Who may read it. May be given more than once.")
def summary(*, content: Path, today: date, place: str | None, period: str | None, audiences: tuple[str, ...]) -> None:
    """Write a feedback summary: a month's Friends and Family Test (FFT) answers for one place.

    \b
    Examples:
      yousaid new summary
      yousaid new summary --place willow --period 2026-10
    """  # noqa: D301
    from yousaid.cli.report import library_of
    from yousaid.editing.writing import free_path, yaml_text

    library = library_of(content)
    where = _place(library, place)
    period = period or _ask("Which month is it for? Write it as 2026-10")
    readers = _audiences(library, audiences)
    click.echo("How many people gave each answer?")
    counts = {
        key: str(click.prompt(f"  {words}", type=click.IntRange(0), default=0)) for key, words in _ANSWERS.items()
    }
    text = yaml_text({"place": where, "period": period, "audiences": readers})
    text += "fft:\n" + "".join(f"  {key}: {count}\n" for key, count in counts.items())
    path = free_path(content / "feedback", f"{where or 'everywhere'}-{period}", ".yaml")
    _write(path, text, content, today)


@command.command("page")
@options.content
@options.today
@click.option("--title", help="The heading.")
@click.option("--audience", "audiences", multiple=True, help="Who may read it. May be given more than once.")
def page(*, content: Path, today: date, title: str | None, audiences: tuple[str, ...]) -> None:
    """Write a page that is not a story, such as “About us”.

    \b
    Examples:
      yousaid new page
      yousaid new page --title "About us" --audience patients
    """  # noqa: D301
    from yousaid.cli.report import library_of
    from yousaid.editing.writing import free_path, front_matter, slug_of

    library = library_of(content)
    title = title or _ask("What is the page called?")
    readers = _audiences(library, audiences)
    text = front_matter({"title": title, "audiences": readers}, "Write the page here.")
    path = free_path(content / "pages", slug_of(title), taken=[one.slug for one in library.pages])
    _write(path, text, content, today)


def _ask(question: str, default: str | None = None) -> str:
    """Ask until there is an answer. With a default, an empty answer will do."""
    return str(click.prompt(question, default=default, show_default=False)).strip()


def _place(library: Library, given: str | None) -> str:
    from yousaid.problems import did_you_mean
    from yousaid.reading.places import find_place

    names = [place.name for place in library.places]

    def understand(answer: str) -> str:
        if answer.strip().casefold() in {"", "none"}:
            return ""
        found = find_place(answer, library.places)
        if found is None:
            raise click.BadParameter(f"There is no place called “{answer}”. {did_you_mean(answer, names)}")
        return found.id

    return _answer(given, "Which ward, service or site is it about? Leave it empty for none", understand)


def _audiences(library: Library, given: Sequence[str]) -> list[str]:
    from yousaid.problems import did_you_mean

    known = [audience.id for audience in library.site.audiences]

    def understand(answer: str) -> list[str]:
        wanted = list(dict.fromkeys(answer.replace(",", " ").split()))
        for one in wanted:
            if one not in known:
                raise click.BadParameter(f"There is no audience “{one}”. {did_you_mean(one, known)}")
        if not wanted:
            raise click.BadParameter(f"Name at least one of: {', '.join(known)}.")
        return wanted

    return _answer(" ".join(given) or None, f"Who may read it? ({', '.join(known)})", understand)


def _answer(given: str | None, question: str, understand: Callable[[str], _T]) -> _T:
    if given is not None:
        return understand(given)
    answer: _T = click.prompt(question, default="", show_default=False, value_proc=understand)
    return answer


def _refusal(why: str | None, who_decides: str | None, instead: str | None) -> Mapping[str, str]:
    return {
        "why": why or _ask("Why can it not be changed?"),
        "who_decides": who_decides or _ask("Who decides about it?"),
        "instead": instead or _ask("What can you do instead?"),
    }


def _write(path: Path, text: str, content: Path, today: date) -> None:
    """Write the new file and say at once whether anything in it is wrong."""
    from yousaid.cli.report import show_problems
    from yousaid.editing.writing import write_new
    from yousaid.pipeline.readiness import read_and_check
    from yousaid.pipeline.request import count_errors

    try:
        write_new(path, text)
    except OSError as fault:
        click.echo(f"{path} cannot be written: {fault.strerror}.", err=True)
        sys.exit(1)
    click.echo(f"Written: {path}")
    here = path.relative_to(content).as_posix()
    problems = tuple(one for one in read_and_check(content, today)[1] if one.path == here)
    show_problems(problems)
    if count_errors(problems):
        sys.exit(1)
    click.echo("Open it to say more. Then run “yousaid build”.")
