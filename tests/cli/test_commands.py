"""The command, as people use it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from tests.sites import site, story
from tests.trees import tree
from yousaid.cli.main import cli
from yousaid.cli.report import show_problems
from yousaid.problems import Problem

NO_POSTERS = """\
-- site.yaml --
organisation:
  name: Teaselbridge NHS Trust
contact:
  name: Patient Experience Team
audiences:
  - id: patients
    name: Patients and carers
    title: You said, we did
    posters: {kinds: []}
  - id: staff
    name: Staff
    title: You said, together we did
    public: false
    posters: {kinds: []}
"""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a small project."""
    monkeypatch.chdir(tmp_path)
    return site(tmp_path, NO_POSTERS)


def run(*arguments: str, answers: str = "") -> Result:
    """Run the command; what it did not expect is an error of the test."""
    return CliRunner().invoke(cli, arguments, input=answers, catch_exceptions=False)


def test_build_makes_the_sites_and_says_so(content: Path) -> None:
    """The table at the end counts what each audience got, and the exit code is 0."""
    result = run("build", "--today", "2026-11-23")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:3] == [
        "                     Stories  Pages  Posters  Not shown",
        "Patients and carers        1     18        0  –",
        "Staff                      1     17        0  –",
    ]
    assert Path("site/patients/stories/quieter-nights.html").is_file()


def test_an_error_holds_back_its_story_and_nothing_else(content: Path) -> None:
    """The other story is there, the exit code is 1, and the fault has its line."""
    (content / "stories" / "broken.md").write_text(story(place="wilow"))
    result = run("build", "--today", "2026-11-23")
    assert result.exit_code == 1
    assert "YS501 stories/broken.md:4:8" in result.stderr
    assert "Did you mean “willow”?" in result.stderr
    assert Path("site/patients/stories/quieter-nights.html").is_file()
    assert not Path("site/patients/stories/broken.html").exists()


def test_strict_builds_nothing_when_there_is_an_error(content: Path) -> None:
    """The site is as it was, byte for byte."""
    run("build", "--today", "2026-11-23")
    before = tree(Path("site"))
    (content / "stories" / "broken.md").write_text(story(place="wilow"))
    result = run("build", "--strict", "--today", "2027-11-23")
    assert result.exit_code == 1
    assert "Nothing was written. The sites are as they were." in result.stderr
    assert tree(Path("site")) == before


def test_dry_run_lists_what_would_be_made_and_writes_nothing(content: Path) -> None:
    """The plan is printed, and there is no output folder."""
    result = run("build", "--dry-run", "--today", "2026-11-23")
    assert result.exit_code == 0
    assert "patients/stories/quieter-nights.html" in result.stdout.splitlines()
    assert "staff/index.html" in result.stdout.splitlines()
    assert not Path("site").exists()


def test_one_audience_alone(content: Path) -> None:
    """Only the site that was asked for is made; the other stays as it is."""
    run("build", "--today", "2026-11-23")
    before = tree(Path("site/staff"))
    (content / "stories" / "second.md").write_text(story(audiences="[patients, staff]"))
    assert run("build", "--audience", "patients", "--today", "2026-11-23").exit_code == 0
    assert Path("site/patients/stories/second.html").is_file()
    assert tree(Path("site/staff")) == before


def test_an_audience_that_does_not_exist_is_wrong_usage(content: Path) -> None:
    """The nearest one is named, and the exit code is 2."""
    result = run("build", "--audience", "pateints")
    assert result.exit_code == 2
    assert "There is no audience “pateints”. Did you mean “patients”?" in result.stderr


def test_json_for_other_programs(content: Path) -> None:
    """Problems, audiences and changes as one JSON document on standard output, and nothing else there."""
    (content / "stories" / "broken.md").write_text(story(place="wilow"))
    data = json.loads(run("build", "--format", "json", "--today", "2026-11-23").stdout)
    assert [one["code"] for one in data["problems"] if one["severity"] == "error"] == ["YS501"]
    assert data["audiences"][0]["stories"] == 1
    assert "patients/index.html" in data["changes"]["added"]
    assert json.loads(run("check", "--format", "json").stdout)["problems"][0]["code"] == "YS501"


def test_no_content_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody in the wrong folder is told so, and how to start."""
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.exit_code == 1
    assert "YS801" in result.stderr
    assert "yousaid init" in result.stderr


def test_a_date_that_is_not_one(content: Path) -> None:
    """The wrong day is wrong usage, with what to write."""
    result = run("build", "--today", "31/10/2026")
    assert result.exit_code == 2
    assert "“31/10/2026” is not a date. Write it as 2026-10-31." in result.stderr


def test_check_writes_nothing(content: Path) -> None:
    """It counts what it read, and leaves no folder behind."""
    result = run("check", "--today", "2026-11-23")
    assert result.exit_code == 0
    assert result.stdout == "1 story and 1 feedback summary read.\n1 hint.\n"
    assert not Path("site").exists()


def test_list_names_what_needs_attention(content: Path) -> None:
    """Drafts, embargoed, expired, withdrawn and due stories, with their day and file."""
    for name, keys in {
        "draft": {"draft": "true"},
        "later": {"publish_from": "2027-01-11"},
        "past": {"expires": "2026-11-01"},
        "gone": {"withdrawn": "2026-11-02"},
        "review": {"review_by": "2026-11-03"},
        "fine": {"review_by": "2027-11-03"},
    }.items():
        (content / "stories" / f"{name}.md").write_text(story(title=name, **keys))
    result = run("list", "--today", "2026-11-23")
    assert result.stdout == (
        "           Date        Story   File\n"
        "drafts                 draft   stories/draft.md\n"
        "embargoed  2027-01-11  later   stories/later.md\n"
        "expired    2026-11-01  past    stories/past.md\n"
        "withdrawn  2026-11-02  gone    stories/gone.md\n"
        "due        2026-11-03  review  stories/review.md\n"
    )
    assert [one["slug"] for one in json.loads(run("list", "due", "--format", "json").stdout)["stories"]] == ["review"]


def test_new_story_asks_and_writes_a_file_that_passes_check(content: Path) -> None:
    """The ward is understood by another of its names, and the story is on the right sites and nowhere else."""
    answers = "\n".join(
        ["Hot drinks at night", "Ward 7", "staff", "I'd like tea: at 3am.", "done", "There is a trolley."]
    )
    result = run("new", "story", "--today", "2026-11-23", answers=answers + "\n")
    assert result.exit_code == 0, result.output
    assert (content / "stories" / "2026-11" / "hot-drinks-at-night.md").read_text("utf-8") == (
        "---\n"
        "title: Hot drinks at night\n"
        "place: willow\n"
        "audiences: [staff]\n"
        "date: 2026-11-23\n"
        'you_said: "I\'d like tea: at 3am."\n'
        "we_did: There is a trolley.\n"
        "---\n"
    )
    assert run("check").exit_code == 0
    run("build", "--today", "2026-11-23")
    assert Path("site/staff/stories/hot-drinks-at-night.html").is_file()
    assert "trolley" not in "".join(
        path.read_text("utf-8")
        for path in Path("site/patients").rglob("*.*")
        if path.suffix in {".html", ".js", ".csv"}
    )


def test_new_story_asks_why_when_it_cannot_be_changed(content: Path) -> None:
    """A refusal is not complete without why, who decides, and what can be done instead."""
    answers = [
        "Single rooms",
        "",
        "patients staff",
        "I want a room.",
        "can't change",
        "A room for everyone.",
        "No space.",
        "The board.",
        "Ask us.",
    ]
    result = run("new", "story", "--today", "2026-11-23", answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    text = (content / "stories" / "2026-11" / "single-rooms.md").read_text("utf-8")
    assert '  - text: A room for everyone.\n    status: "can\'t change"\n    why: No space.\n' in text
    assert "place" not in text


def test_new_story_asks_again_after_a_wrong_answer(content: Path) -> None:
    """A ward that is not known is asked for again, with the nearest name."""
    answers = ["T", "Wilow Ward", "willow", "nobody", "patients", "Noise.", "nothing yet"]
    result = run("new", "story", "--today", "2026-11-23", answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert "There is no place called “Wilow Ward”. Did you mean “Willow Ward”?" in result.output
    assert "There is no audience “nobody”." in result.output


def test_new_story_without_words_and_without_an_answer_asks_again(content: Path) -> None:
    """Fails when nothing said and nothing done makes a file: it would be an error (YS903) from the start."""
    answers = ["Tea", "", "patients", "", "nothing yet", "", "  ", "The tea is cold."]
    result = run("new", "story", "--today", "2026-11-23", answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert "YS903" not in result.output
    assert result.output.count("must say what people told you") == 3
    assert "you_said: The tea is cold.\n" in (content / "stories" / "2026-11" / "tea.md").read_text("utf-8")
    asked = (
        "--title",
        "Milk",
        "--place",
        "none",
        "--audience",
        "patients",
        "--you-said",
        "",
        "--status",
        "nothing yet",
    )
    assert run("new", "story", *asked, answers="").exit_code == 1
    assert not list((content / "stories" / "2026-11").glob("ice*"))


def test_new_never_writes_over_a_file(content: Path) -> None:
    """The second story of the same name gets a number."""
    for _ in range(2):
        run(
            *("new", "story", "--today", "2026-11-23", "--title", "Tea", "--place", "none", "--audience", "patients"),
            *("--you-said", "x", "--status", "nothing yet"),
        )
    assert sorted(path.name for path in (content / "stories" / "2026-11").iterdir()) == ["tea-2.md", "tea.md"]


def test_new_summary_and_page(content: Path) -> None:
    """A month's FFT answers and a page, each in its folder, each without a problem."""
    counts = "\n".join(["30", "10", "", "", "1", "2"])
    result = run(
        "new", "summary", "--place", "Ward 7", "--period", "2026-09", "--audience", "patients", answers=counts + "\n"
    )
    assert result.exit_code == 0, result.output
    assert (
        (content / "feedback" / "willow-2026-09.yaml")
        .read_text("utf-8")
        .endswith("fft:\n  very_good: 30\n  good: 10\n  neither: 0\n  poor: 0\n  very_poor: 1\n  dont_know: 2\n")
    )
    assert run("new", "page", "--title", "Who we are", "--audience", "patients").exit_code == 0
    assert (content / "pages" / "who-we-are.md").is_file()


def test_init_copies_the_demonstration_and_never_changes_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new folder gets the demonstration; a folder that has content is left alone."""
    monkeypatch.chdir(tmp_path)
    assert run("init", "ours").exit_code == 0
    assert len(list(Path("ours/content/stories").rglob("*.md"))) > 30
    assert run("check", "--content", "ours/content").exit_code == 0
    assert run("init", "ours").exit_code == 1
    assert run("init", "--blank", "bare").exit_code == 0
    assert not Path("bare/content/stories").exists()
    assert run("check", "--content", "bare/content").exit_code == 0


def test_clean_takes_away_what_was_made_and_nothing_else(content: Path) -> None:
    """Our files go; a file that somebody put there stays and is named."""
    run("build", "--today", "2026-11-23")
    Path("site/patients/notes.txt").write_text("mine")
    result = run("clean")
    assert result.exit_code == 0
    assert [path for path in Path("site").rglob("*") if path.is_file()] == [Path("site/patients/notes.txt")]
    assert "patients/notes.txt" in result.output


def test_every_command_has_examples() -> None:
    """Somebody who reads the help of a command finds at least one line to copy."""

    def helps(arguments: tuple[str, ...]) -> str:
        return run(*arguments, "--help").stdout

    for name in ("init", "new", "check", "build", "serve", "list", "clean"):
        assert f"yousaid {name}" in helps((name,)).split("Examples:")[1]
    for name in ("story", "summary", "page"):
        assert f"yousaid new {name}" in helps(("new", name)).split("Examples:")[1]


def test_a_fault_in_a_theme_is_a_sentence_with_the_template_and_line(content: Path) -> None:
    """A theme beside the content that names something that is not there is told, and nothing is written."""
    shutil.copytree(ROOT / "themes" / "clear", Path("themes") / "ours")
    (Path("themes") / "ours" / "templates" / "tell-us.html").write_text("one\n{{ nobody }}\n")
    settings = (
        (content / "site.yaml").read_text().replace("    title: You said, we did", "    theme: ours\n    title: x")
    )
    (content / "site.yaml").write_text(settings)
    result = run("build", "--today", "2026-11-23")
    assert result.exit_code == 1
    assert (
        "error YS805 themes/ours/templates/tell-us.html:2\n"
        "  2 | {{ nobody }}\n"
        "The theme “ours” cannot make tell-us.html: 'nobody' is undefined.\n"
    ) in result.stderr
    assert not Path("site/patients").exists()


def test_a_theme_that_does_not_exist(content: Path) -> None:
    """The nearest name is offered."""
    settings = (
        (content / "site.yaml").read_text().replace("    title: You said, we did", "    theme: claer\n    title: x")
    )
    (content / "site.yaml").write_text(settings)
    assert "There is no theme called “claer”.\nDid you mean “clear”?" in run("build").stderr


def test_problems_alike_are_counted_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Breaks when 16,368 rows of one table fill the terminal, or when those left out are not counted."""
    many = [Problem(code="YS110", message="Wrong.", path="a.csv", line=line) for line in range(1, 1101)]
    show_problems([*many, Problem(code="YS110", message="Other.", path="b.csv", line=1)])
    said = capsys.readouterr().err
    assert said.count("Wrong.") == 20
    assert "… and 1,080 more like this (YS110) in a.csv." in said
    assert said.count("Other.") == 1
