"""A whole folder: what is read, what is left alone, and in which order."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.sites import BASE, files_of, picture, site, story, write
from yousaid.figures.contrast import contrast as contrast_with_white
from yousaid.model.site import Language
from yousaid.model.states import Status
from yousaid.problems import Problem
from yousaid.reading.files import look_through
from yousaid.reading.library import read_library


def codes(reading):
    """Return path, line and code of each problem."""
    return [(one.path, one.line, one.code) for one in reading.problems]


def test_no_folder_is_one_problem(tmp_path):
    """And a file instead of a folder is the same."""
    write(tmp_path, {"file": "x"})
    for name in ("none", "file"):
        reading = read_library(tmp_path / name)
        assert reading.library is None
        assert codes(reading) == [("", 0, "YS801")]


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("site.yaml", "organisation: [", "YS202"),
        ("site.yaml", "- a: b\n", "YS206"),
        ("site.yaml", "[]\n", "YS206"),
        ("site.yaml", "text\n", "YS206"),
        ("site.yaml", "# nothing\n", "YS106"),
        ("places.yaml", "- id: [", "YS202"),
        ("places.yaml", "", "YS106"),
    ],
)
def test_settings_that_cannot_be_used_leave_no_library(tmp_path, path, content, code):
    """The stories are still looked at, but nothing is held against them that site.yaml would have to say."""
    reading = read_library(site(tmp_path, more={path: content, "stories/x.md": story(date="soon")}))
    assert reading.library is None
    assert [one for one in codes(reading) if one[0] != path] == [("stories/x.md", 4, "YS304")]
    assert {one[2] for one in codes(reading) if one[0] == path} == {code}


def test_a_project_needs_no_places(tmp_path):
    """A site without places.yaml has stories without places."""
    folder = write(tmp_path, {"site.yaml": files_of(BASE)["site.yaml"], "stories/x.md": story()})
    reading = read_library(folder)
    assert reading.problems == ()
    assert reading.library is not None
    assert len(reading.library.stories) == 1


def test_an_audience_of_broken_settings_is_still_known(tmp_path):
    """With another mistake in site.yaml, a misspelt audience in a story is reported in the same run."""
    folder = site(tmp_path, more={"stories/x.md": story(audiences="[pateints]")})
    settings = (folder / "site.yaml").read_text() + "formatz: x\n"
    (folder / "site.yaml").write_text(settings)
    assert codes(read_library(folder)) == [("site.yaml", 18, "YS301"), ("stories/x.md", 3, "YS402")]


def test_settings_get_their_defaults(tmp_path):
    """A folder is the id, an address ends in a slash, and a site without languages is English."""
    folder = site(tmp_path)
    text = (
        (folder / "site.yaml").read_text().replace("public: false", "public: false\n    address: HTTPS://x.example/ys")
    )
    start, end = text.index("languages:"), text.index("audiences:")
    (folder / "site.yaml").write_text(text[:start] + text[end:])
    library = read_library(folder).library
    assert library is not None
    assert [audience.folder for audience in library.site.audiences] == ["patients", "staff"]
    assert library.site.audiences[1].address == "HTTPS://x.example/ys/"
    assert library.site.languages == (Language(code="en", name="English"),)


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#005eb8", 6.38), ("#767676", 4.54)]
)
def test_contrast_is_what_wcag_says(colour, contrast):
    """Checked against published values."""
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.01)


def test_other_files_are_left_alone_or_named(tmp_path):
    """Hidden files and those of Windows and Word are nobody's business; others in our folders get a sentence."""
    more = dict.fromkeys(
        (
            "README.txt",
            "stories/.hidden.md",
            "stories/.git/x.md",
            "stories/~$x.docx",
            "stories/Thumbs.db",
            "stories/Desktop.ini",
            "images/.DS_Store",
            "notes/x.md",
            "stories/x.docx",
            "feedback/x.xls",
            "pages/x.CSV",
            "pages/x.yaml",
        ),
        "x",
    )
    reading = read_library(site(tmp_path, more=more))
    assert codes(reading) == [
        (path, 0, "YS109") for path in ("feedback/x.xls", "pages/x.CSV", "pages/x.yaml", "stories/x.docx")
    ]
    assert "save it as an Excel workbook (.xlsx)" in reading.problems[0].hint
    assert "Word" in reading.problems[3].hint
    assert reading.library is not None


def test_endings_may_be_in_capitals(tmp_path):
    """STORY.MD from an old program is a story."""
    reading = read_library(site(tmp_path, more={"stories/STORY.MD": story(), "stories/list.YML": "[]"}))
    assert reading.problems == ()
    assert reading.library is not None
    assert {one.slug for one in reading.library.stories} == {"story", "quieter-nights"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs the right to make links on Windows")
@pytest.mark.parametrize("path", ["site.yaml", "places.yaml", "stories/x.md", "stories/folder", "stories", "images"])
def test_links_are_refused(tmp_path, path):
    """Neither a file nor a folder of another place is published by accident."""
    folder = site(tmp_path)
    away = write(
        tmp_path / "away", {"site.yaml": "x", "secret.md": story(title="Secret"), "x.md": story(title="Secret")}
    )
    target = folder / path
    if target.is_dir():
        target.rename(tmp_path / "moved")
    elif target.exists():
        target.unlink()
    target.parent.mkdir(exist_ok=True)
    target.symlink_to(away if path in {"stories/folder", "stories", "images"} else away / "x.md")
    reading = read_library(folder)
    assert (path, 0, "YS105") in codes(reading)
    assert "Secret" not in repr(reading.library)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_opened(tmp_path):
    """It would wait for ever."""
    folder = site(tmp_path)
    os.mkfifo(folder / "stories/x.md")
    assert codes(read_library(folder)) == [("stories/x.md", 0, "YS104")]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path, monkeypatch):
    """The system's reason is in the sentence, and the rest is read."""
    folder = site(tmp_path, more={"stories/x.md": story()})
    real = os.open

    def no_open(path, flags, *more):
        if str(path).endswith("x.md"):
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *more)

    monkeypatch.setattr("yousaid.reading.files.os.open", no_open)
    reading = read_library(folder)
    assert codes(reading) == [("stories/x.md", 0, "YS104")]
    assert "permission denied" in reading.problems[0].message


def test_the_order_of_files_on_disk_does_not_matter(tmp_path, monkeypatch):
    """The same library from any folder order."""
    more = {f"stories/{name}.md": story(title=name) for name in ("b", "a", "ä", "Z", "10", "9")}
    folder = site(tmp_path, more=more)
    first = read_library(folder)
    real = os.scandir

    class Shuffled:
        """A folder listing in another order."""

        def __init__(self, path):
            self.entries = list(real(path))
            self.entries.sort(key=lambda entry: entry.name[::-1])

        def __enter__(self):
            return iter(self.entries)

        def __exit__(self, *_):
            return None

    monkeypatch.setattr("yousaid.reading.files.os.scandir", Shuffled)
    second = read_library(folder)
    assert first == second
    assert first.library is not None
    assert list(first.library.texts) == list(second.library.texts)


def test_names_are_compared_in_one_form(tmp_path):
    """A file from a Mac and one from Windows with the same name cannot both be there."""
    folder = site(tmp_path)
    for form in ("NFC", "NFD"):
        write(folder, {"stories/" + unicodedata.normalize(form, "é.md"): story()})
    problems = look_through(folder).problems
    if len(list((folder / "stories").iterdir())) == 3:
        assert [(one.path, one.code) for one in problems] == [("stories/é.md", "YS503")]


def test_images_are_listed_with_a_digest(tmp_path):
    """All pictures of the folder itself; equal bytes have equal digests."""
    more = {
        "images/a.png": picture(),
        "images/b.png": picture(),
        "images/c.webp": picture("WEBP"),
        "images/deep/d.png": picture(),
    }
    library = read_library(site(tmp_path, more=more)).library
    assert library is not None
    assert list(library.images) == ["a.png", "b.png", "c.webp"]
    assert library.images["a.png"] == library.images["b.png"] != library.images["c.webp"]


def test_problems_are_sorted_and_all_there(tmp_path):
    """From all files, by path and line."""
    more = {
        "stories/b.md": story(date="soon", plase="x"),
        "stories/a.md": "x",
        "places.yaml": "- id: a\n",
        "pages/p.md": "---\n",
    }
    reading = read_library(site(tmp_path, more=more))
    found = codes(reading)
    assert found == sorted(found)
    assert {path for path, *_ in found} == {
        "pages/p.md",
        "places.yaml",
        "stories/a.md",
        "stories/b.md",
        "stories/quieter-nights.md",
        "feedback/willow.yaml",
    }
    assert all(isinstance(one, Problem) for one in reading.problems)


def test_the_texts_of_all_files_are_kept(tmp_path):
    """So that checks can point at lines later."""
    library = read_library(site(tmp_path)).library
    assert library is not None
    assert set(library.texts) == set(files_of(BASE))


def test_nothing_slow_is_loaded_without_need():
    """Reading needs YAML and msgspec; Pillow is for projects with pictures."""
    slow = "{'PIL', 'jinja2', 'markdown', 'typst'}"
    script = f"import sys, yousaid.reading.library; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_picture_with_accents_stored_in_another_way_is_named(tmp_path):
    """Two names that look the same would puzzle anybody."""
    name = "caf\u00e9.png"
    folder = site(tmp_path, more={"stories/x.md": story(photos=f"[{{file: {name}, alt: A}}]")})
    write(folder, {"images/" + unicodedata.normalize("NFD", name): picture()})
    problems = read_library(folder).problems
    if (folder / "images" / name).exists():
        assert problems == ()
    else:
        assert [one.code for one in problems] == ["YS504"]
        assert "accents" in problems[0].hint


def test_a_status_renamed_twice_is_an_error(tmp_path):
    """Two ways to write one status are one status."""
    folder = site(tmp_path)
    text = (folder / "site.yaml").read_text()
    (folder / "site.yaml").write_text(text + "statuses:\n  in progress: Under way\n  in-progress: Doing it\n")
    assert codes(read_library(folder)) == [("site.yaml", 20, "YS203")]
    (folder / "site.yaml").write_text(text + "statuses:\n  In progress: Under way\n")
    library = read_library(folder).library
    assert library is not None
    assert library.site.statuses == {Status.IN_PROGRESS: "Under way"}


def test_several_processes_read_the_same_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when a text, a record or a problem is lost, doubled or out of order on its way from another process."""
    monkeypatch.setattr("yousaid.reading.library._WORTH_SPREADING", 2)
    monkeypatch.setattr("yousaid.reading.library._PIECE", 3)
    files = {f"stories/s{number}.md": story(title=f"Story {number}") for number in range(20)}
    files |= {"stories/a.md": story(date="soon"), "stories/b.yaml": "- title: [", "stories/c.md": "no front matter"}
    files |= {"stories/d.md": story(slug="s1"), "feedback/x.yaml": "period: 2026-13\n"}
    content = site(tmp_path, more=files)
    one, two = read_library(content), read_library(content, jobs=2)
    assert len(one.problems) > 5
    assert two.problems == one.problems
    assert two.library == one.library
