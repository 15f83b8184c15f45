"""The examples of the documentation, tried: what is shown as right is right, and what is shown as wrong is wrong."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import click
import pytest
from PIL import Image

from tests.docs.pages import PAGES, ROOT, Example, example_files, examples, read, sections
from yousaid.cli.main import cli
from yousaid.pipeline.build import dry_run
from yousaid.pipeline.readiness import read_and_check
from yousaid.pipeline.request import Request
from yousaid.problems import KINDS, format_problem
from yousaid.reading.library import read_library

TODAY = date(2026, 11, 23)
GUIDES = ("installing.md", "writing.md")
_KEY = re.compile(r"^(?=[A-Za-z_]+:)", re.MULTILINE)
_FILE = re.compile(r"^(?:Before|After), the file `(content/[^`]+)`:$")
_IN_FILE = re.compile(r"^(?:Before|After), in `(content/[^`]+)`:$")
_BASE = {
    "title": "title: Quieter nights\n",
    "place": "place: willow\n",
    "date": "date: 2026-11-09\n",
    "audiences": "audiences: [patients]\n",
    "you_said": "you_said: It is too noisy at night.\n",
    "we_did": "we_did: Bins are emptied after 7am.\n",
}
_PLANNED = {"YS508", "YS509", "YS520", "YS701", "YS702", "YS703", "YS707", "YS708", "YS804", "YS805", "YS808", "YS809"}
"""Codes that only a build finds."""


class Quiet:
    """Progress that nobody looks at."""

    def step(self, name: str, of: int = 0) -> None:
        """Say nothing."""

    def advance(self, by: int = 1) -> None:
        """Say nothing."""


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files and pictures; return the content folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    images = root / "content" / "images"
    images.mkdir(parents=True, exist_ok=True)
    for name in ("night-pack.jpg", "night-pack.gif"):
        Image.new("RGB", (640, 480), "navy").save(images / name)
    return root / "content"


def test_the_files_that_the_guides_show_are_a_project_without_problems(tmp_path: Path) -> None:
    """A whole file in a guide that cannot be read as it stands is found: a slip in a key, a date, a place."""
    files = example_files(*GUIDES)
    reading = read_library(write(tmp_path, files))
    assert reading.problems == ()
    library = reading.library
    assert library is not None
    shown = {one.origin.path for one in (*library.stories, *library.summaries, *library.pages)}
    shown |= {words.origin.path for one in library.stories for words in one.translations}
    shown |= {"site.yaml", "places.yaml"}
    assert shown == {path.removeprefix("content/") for path in files}


def settings_and_places() -> dict[str, str]:
    """Return the site.yaml and places.yaml that the guides show."""
    files = example_files(*GUIDES)
    return {name: files[name] for name in ("content/site.yaml", "content/places.yaml")}


def blocks(text: str) -> dict[str, str]:
    """Return YAML by its outermost keys."""
    return {block.partition(":")[0]: block for block in _KEY.split(text) if block.strip()}


def merged(base: dict[str, str], snippet: str) -> str:
    """Return YAML with the keys of a snippet in place of those of the base."""
    kept = [text for key, text in base.items() if key not in blocks(snippet)]
    return "".join(kept) + snippet


def project_of(example: Example) -> dict[str, str]:
    """Return the files of a small project with an example of problems.md in its place."""
    story = "content/stories/nights.md"
    files = settings_and_places() | {story: f"---\n{merged(_BASE, '')}---\n"}
    if match := _FILE.match(example.label):
        return files | {match[1]: example.text}
    match = _IN_FILE.match(example.label)
    if match and match[1] == "content/places.yaml":
        return files | {match[1]: files[match[1]] + "\n" + example.text}
    if match:
        return files | {match[1]: merged(blocks(files[match[1]]), example.text)}
    if example.label.endswith(", in the text:"):
        return files | {story: files[story] + example.text}
    return files | {story: f"---\n{merged(_BASE, example.text)}---\n"}


def codes_in(root: Path, code: str, example: Example) -> set[str]:
    """Return the codes of all problems of the small project."""
    content = write(root, project_of(example))
    if code in _PLANNED:
        request = Request(content=content, output=root / "site", today=TODAY, audiences=("patients",))
        return {problem.code for problem in dry_run(request, Quiet()).problems}
    return {problem.code for problem in read_and_check(content, TODAY)[1]}


def tried() -> list[tuple[str, Example, Example]]:
    """Return the before and after of each code whose examples are content, not words about it."""
    found = []
    for code, text in sections(read("problems.md"), 2).items():
        shown = [one for one in examples(text) if one.label.startswith(("Before", "After"))]
        if code in KINDS and all(one.language in {"yaml", "markdown", "csv"} for one in shown):
            found += [(code, shown[at], shown[at + 1]) for at in range(0, len(shown), 2)]
    return found


def test_most_examples_of_problems_are_tried() -> None:
    """A page whose examples are mostly words about files, which no test can try, is found."""
    assert len({code for code, _, _ in tried()}) > len(KINDS) * 2 // 3


@pytest.mark.parametrize(
    ("code", "before", "after"), tried(), ids=lambda value: value if isinstance(value, str) else value.label[:1]
)
def test_the_examples_of_problems_are_true(code: str, before: Example, after: Example, tmp_path: Path) -> None:
    """A “before” that does not give its code, or an “after” that gives any error or still gives it, is found."""
    assert before.label.startswith("Before")
    assert after.label.startswith("After")
    assert code in codes_in(tmp_path / "before", code, before)
    left = codes_in(tmp_path / "after", code, after)
    assert code not in left
    assert {one for one in left if KINDS[one].severity == "error"} == set()


def test_the_examples_of_the_readme_can_be_read(tmp_path: Path) -> None:
    """A slip in the first story or the actions that a visitor sees is found."""
    whole, actions = (one for one in examples((ROOT / "README.md").read_text("utf-8")) if one.language == "yaml")
    story = f"---\n{merged(_BASE, actions.text)}---\n"
    files = {"content/stories/first.md": whole.text, "content/stories/second.md": story}
    reading = read_library(write(tmp_path, settings_and_places() | files))
    assert reading.problems == ()


def shown_commands() -> list[str]:
    """Return every command line that a page shows in a fence, without the words beside it."""
    lines = [
        line.strip() for path in PAGES for one in examples(path.read_text("utf-8")) for line in one.text.split("\n")
    ]
    found = (re.split(r" {2,}| > | && ", line) for line in lines)
    return sorted({one for parts in found for one in parts if re.match(r"(py -m )?yousaid( |$)", one)})


@pytest.mark.parametrize("line", shown_commands())
def test_the_commands_that_are_shown_can_be_typed(line: str) -> None:
    """A command or option that a page shows, but that the program does not take, is found."""
    words = shlex.split(line.removeprefix("py -m "))[1:]
    command: click.Command = cli
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        _, found, words = command.resolve_command(click.Context(command), words)
        assert found is not None
        command = found
    if not isinstance(command, click.Group):
        command.make_context(line, words)
    else:
        assert words in ([], ["--version"], ["--help"])


def test_the_first_problem_that_is_shown_looks_as_it_does_on_a_terminal(tmp_path: Path) -> None:
    """A change to how problems are written, or to this one, is found."""
    story = example_files(*GUIDES)["content/stories/quieter-nights.md"].replace("[patients,", "[patient,")
    content = write(tmp_path, settings_and_places() | {"content/stories/quieter-nights.md": story})
    (problem,) = read_library(content).problems
    assert format_problem(problem) + "\n" == examples(read("problems.md"))[0].text
