"""Where nothing may be written, and that nothing is changed there."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.output.sites import PAGES, build, everything
from yousaid.output.cleaning import clean
from yousaid.output.refusal import OutputRefused
from yousaid.output.room import open_output


def refusal(root: Path, *protected: Path) -> OutputRefused:
    """Return how the folder is refused, for a build and alike for cleaning."""
    with pytest.raises(OutputRefused) as cleaning:
        clean(root, protected)
    with pytest.raises(OutputRefused) as building, open_output(root, protected):
        pass
    assert building.value.problem == cleaning.value.problem
    assert building.value.problem.message.endswith(".")
    assert building.value.problem.hint.endswith(".")
    return building.value


def test_a_folder_of_somebody_is_refused_and_not_touched(tmp_path: Path) -> None:
    """A thousand documents stay as they are, and not even our own folder is made."""
    for number in range(5):
        (tmp_path / f"report {number}.docx").write_bytes(b"x")
    before = everything(tmp_path)
    with pytest.raises(OutputRefused) as error, open_output(tmp_path):
        pass
    assert error.value.problem.code == "YS802"
    assert "“report 0.docx”, “report 1.docx”, “report 2.docx” and 2 more" in error.value.problem.message
    assert everything(tmp_path) == before
    assert not (tmp_path / ".yousaid").exists()


def test_a_folder_that_only_looks_like_ours_is_refused(tmp_path: Path) -> None:
    """A `.yousaid` folder without a manifest does not make somebody's files ours."""
    (tmp_path / ".yousaid").mkdir()
    (tmp_path / "report.docx").write_bytes(b"x")
    assert refusal(tmp_path).problem.code == "YS802"


@pytest.mark.parametrize("name", [".gitignore", ".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_version_control_and_file_managers_put_there_does_not_count(tmp_path: Path, name: str) -> None:
    """A folder with only such a file is empty to the person who chose it."""
    (tmp_path / name).write_bytes(b"x")
    build(tmp_path, PAGES)
    assert (tmp_path / name).read_bytes() == b"x"


@pytest.mark.parametrize("root", [Path("/"), Path.home(), Path.home().parent])
def test_a_disk_and_a_home_folder_are_refused(root: Path) -> None:
    """Also when they are empty or hold our own folder."""
    assert refusal(root).problem.code == "YS802"


def test_the_home_folder_is_refused_through_a_link(tmp_path: Path) -> None:
    """Where a link leads is what counts."""
    (tmp_path / "site").symlink_to(Path.home(), target_is_directory=True)
    assert refusal(tmp_path / "site").problem.code == "YS802"


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_the_top_of_a_git_repository_is_refused(tmp_path: Path, kind: str) -> None:
    """A clone has a `.git` folder, a worktree or submodule a `.git` file."""
    if kind == "folder":
        (tmp_path / ".git").mkdir()
    else:
        (tmp_path / ".git").write_text("gitdir: elsewhere")
    error = refusal(tmp_path)
    assert error.problem.code == "YS802"
    assert "Git" in error.problem.message


@pytest.mark.parametrize("root", ["content", "content/site", "."])
def test_a_protected_folder_is_refused_with_all_that_it_is_in_and_has_in_it(tmp_path: Path, root: str) -> None:
    """Neither the content folder itself, nor a folder in it, nor one around it."""
    content = tmp_path / "content"
    content.mkdir()
    error = refusal(tmp_path / root, content)
    assert error.problem.code == "YS802"
    assert "“content”" in error.problem.message


def test_a_folder_beside_the_content_is_fine(tmp_path: Path) -> None:
    """A name that only begins the same is another folder."""
    (tmp_path / "content").mkdir()
    with open_output(tmp_path / "content-site", [tmp_path / "content", tmp_path / "themes"]):
        pass


@pytest.mark.parametrize("place", ["site", "."])
def test_a_file_where_a_folder_is_needed(tmp_path: Path, place: str) -> None:
    """The output folder, or the one above it, is a file: a sentence, and the file is as it was."""
    (tmp_path / "site").write_bytes(b"a file")
    root = tmp_path / "site" if place == "site" else tmp_path / "site" / "deeper"
    assert refusal_of_build(root).problem.code == "YS806"
    assert (tmp_path / "site").read_bytes() == b"a file"


def refusal_of_build(root: Path) -> OutputRefused:
    """Return how a build into the folder is refused."""
    with pytest.raises(OutputRefused) as caught, open_output(root):
        pass
    return caught.value


@pytest.mark.parametrize("name", [".yousaid", ".yousaid/lock", ".yousaid/manifest.json", ".yousaid/journal.json"])
def test_something_else_in_the_place_of_our_own_files(tmp_path: Path, name: str) -> None:
    """A file for our folder, or a folder for one of our files, is a sentence and never a traceback."""
    root = tmp_path / "site"
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    if name == ".yousaid":
        (root / name).write_bytes(b"theirs")
    else:
        (root / name).mkdir()
    assert refusal_of_build(root).problem.code in {"YS802", "YS806"}


def test_a_link_in_the_place_of_our_own_folder_is_refused(tmp_path: Path) -> None:
    """Nothing of ours is written through it."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".yousaid").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert refusal(tmp_path / "site").problem.code == "YS802"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_the_place_of_the_stage(tmp_path: Path) -> None:
    """What cannot be staged is refused with the name of the page."""
    with open_output(tmp_path / "site") as room:
        (tmp_path / "site" / ".yousaid" / "staging").write_bytes(b"x")
        with pytest.raises(OutputRefused, match="patients/index") as caught:
            room.put("patients/index.html", b"x")
    assert caught.value.problem.code == "YS806"


@pytest.mark.parametrize(
    "text", ["", "{", '{"version": 2, "files": {}}', '{"version": 1, "files": {"a": [1]}}', "\udcff"]
)
def test_a_damaged_manifest_or_one_of_a_newer_version_is_refused(tmp_path: Path, text: str) -> None:
    """Without it nobody knows which files are ours, so none is touched."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / ".yousaid" / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    before = everything(root)
    assert refusal(root).problem.code == "YS802"
    assert everything(root) == before


def test_a_damaged_journal_is_as_good_as_none(tmp_path: Path) -> None:
    """Every file is compared in any case, so the next build puts everything right."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / ".yousaid" / "journal.json").write_bytes(b"{")
    changed = PAGES | {"patients/index.html": b"new"}
    assert build(root, changed).problems == ()
    assert not (root / ".yousaid" / "journal.json").exists()


_NO_PERMISSION = """
import os, sys
from pathlib import Path
import filelock
from yousaid.output.refusal import OutputRefused
from yousaid.output.room import open_output

if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with open_output(Path(sys.argv[1])):
        print("opened")
except OutputRefused as error:
    print(error.problem.code, error)
"""


def test_no_permission_is_a_sentence() -> None:
    """Run as somebody without rights, since the administrator may write anywhere."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        for root in (Path(folder), Path(folder) / "site"):
            done = subprocess.run(
                [sys.executable, "-c", _NO_PERMISSION, str(root)], capture_output=True, text=True, check=True
            )
            assert done.stdout.startswith("YS806")
            assert "you do not have permission" in done.stdout
        assert list(Path(folder).iterdir()) == []


_TOO_LARGE = """
import resource, signal, sys
from pathlib import Path
from yousaid.output.refusal import OutputRefused
from yousaid.output.room import open_output

pages = {"index.html": b"small", "patients/index.html": b"x" * 100_000}
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
try:
    with open_output(Path(sys.argv[1])) as room:
        room.publish([room.put(path, data) for path, data in pages.items()], ["", "patients"])
except OutputRefused as error:
    print(error.problem.code, error)
"""


def test_a_disk_that_takes_no_more_leaves_the_old_site(tmp_path: Path) -> None:
    """The page that did not fit is named, the site is as it was, and the next build with room is fine."""
    root = tmp_path / "site"
    build(root, PAGES)
    before = everything(root)
    done = subprocess.run([sys.executable, "-c", _TOO_LARGE, str(root)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("YS806 “site/patients/index.html” cannot be written")
    assert everything(root) == before
    assert build(root, PAGES).unchanged == tuple(sorted(PAGES))
