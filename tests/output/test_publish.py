"""What a publication writes, leaves and removes."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from tests.output.sites import FOLDERS, PAGES, build, everything, site
from yousaid.output.refusal import OutputRefused
from yousaid.output.room import open_output


def test_a_first_build_puts_everything_in_place(tmp_path: Path) -> None:
    """The published folders hold the pages and nothing of our own."""
    changes = build(tmp_path / "site", PAGES)
    assert site(tmp_path / "site") == PAGES
    assert changes.added == tuple(sorted(PAGES))
    assert changes.problems == ()
    assert sorted(file.name for file in (tmp_path / "site" / ".yousaid").iterdir()) == ["lock", "manifest.json"]


def test_nothing_is_live_before_publishing(tmp_path: Path) -> None:
    """What was only put is not in the site, and is swept away when the build ends without publishing."""
    with open_output(tmp_path / "site") as room:
        room.put("patients/index.html", b"new")
        assert site(tmp_path / "site") == {}
    assert everything(tmp_path / "site") == {".yousaid/lock": b""}


def test_a_build_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    """An exception between putting and publishing changes no live file."""
    root = tmp_path / "site"
    build(root, PAGES)
    before = everything(root)

    def fail() -> None:
        with open_output(root) as room:
            room.put("patients/index.html", b"new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert everything(root) == before


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    """A second build writes one changed page, one new page, removes one stale page, and touches no other file."""
    root = tmp_path / "site"
    build(root, PAGES)
    times = {path: (root / path).stat().st_mtime_ns for path in PAGES}
    pages = PAGES | {"staff/index.html": b"other", "staff/pages/new.html": b"new"}
    del pages["patients/stories/quiet.html"]
    changes = build(root, pages)
    assert site(root) == pages
    assert (changes.added, changes.changed) == (("staff/pages/new.html",), ("staff/index.html",))
    assert changes.removed == ("patients/stories/quiet.html",)
    assert set(changes.unchanged) == set(PAGES) - {"staff/index.html", "patients/stories/quiet.html"}
    assert {path: (root / path).stat().st_mtime_ns for path in changes.unchanged} == {
        path: times[path] for path in changes.unchanged
    }


def test_a_build_without_changes_writes_nothing(tmp_path: Path) -> None:
    """Once the files are older than a disk's clock tick, not even the manifest is written again."""
    root = tmp_path / "site"
    build(root, PAGES)
    for path in PAGES:
        os.utime(root / path, ns=(10**18, 10**18))
    build(root, PAGES)
    before = {path: (root / path).stat().st_mtime_ns for path in everything(root)}
    changes = build(root, PAGES)
    assert len(changes.unchanged) == len(PAGES)
    assert {path: (root / path).stat().st_mtime_ns for path in everything(root)} == before


def test_a_build_of_one_audience_leaves_the_others_alone(tmp_path: Path) -> None:
    """Stale files go only in the folders that the build covers; the others stay and stay ours."""
    root = tmp_path / "site"
    build(root, PAGES)
    changes = build(root, {"patients/index.html": b"patients home"}, ["patients"])
    assert set(site(root)) == {"patients/index.html", "index.html", "staff/index.html", "staff/stories/quiet.html"}
    assert set(changes.removed) == {path for path in PAGES if path.startswith("patients/")} - {"patients/index.html"}
    build(root, {"index.html": b"choose"})
    assert site(root) == {"index.html": b"choose"}


def test_the_folder_of_an_audience_that_is_gone_can_be_covered(tmp_path: Path) -> None:
    """A full build covers `room.folders` too, so the pages of a dropped audience do not stay for ever."""
    root = tmp_path / "site"
    build(root, PAGES)
    with open_output(root) as room:
        assert room.folders == set(FOLDERS)
        room.publish([room.put("patients/index.html", b"p")], {"patients", *room.folders})
    assert site(root) == {"patients/index.html": b"p"}


def test_folders_that_become_empty_go_and_others_stay(tmp_path: Path) -> None:
    """Our emptied folders are removed from the inside out; one with a file of somebody in it is not."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / "patients" / "stories" / "notes.txt").write_text("mine")
    build(root, {"index.html": b"choose"})
    folders = {folder.relative_to(root).as_posix() for folder in root.rglob("*") if folder.is_dir()}
    assert folders - {".yousaid"} == {"patients", "patients/stories"}


def test_a_page_outside_the_folders_of_the_build_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    """Otherwise the next build of that folder would prune a page that this one wrote."""
    with pytest.raises(ValueError, match=r"staff/x\.html"), open_output(tmp_path / "site") as room:
        room.publish([room.put("staff/x.html", b"x")], ["patients"])


def test_a_room_is_published_once(tmp_path: Path) -> None:
    """A second publication would compare with a manifest that is out of date."""
    with open_output(tmp_path / "site") as room:
        room.publish([], FOLDERS)
        with pytest.raises(RuntimeError):
            room.publish([], FOLDERS)


def test_a_page_put_twice_has_the_last_bytes(tmp_path: Path) -> None:
    """A job that ran again after its worker died wins over what the dead worker left."""
    with open_output(tmp_path / "site") as room:
        room.put("patients/index.html", b"a half-written page")
        room.publish([room.put("patients/index.html", b"whole")], FOLDERS)
    assert site(tmp_path / "site") == {"patients/index.html": b"whole"}


def test_what_is_on_the_stage_but_was_not_handed_over_is_not_published(tmp_path: Path) -> None:
    """Also when the whole folder is moved in one go: a dead worker's page does not slip in."""
    with open_output(tmp_path / "site") as room:
        room.put("patients/stories/left-over.html", b"left over")
        room.publish([room.put("patients/index.html", b"home")], FOLDERS)
    assert site(tmp_path / "site") == {"patients/index.html": b"home"}


def test_a_staged_page_that_is_not_whole_stops_the_publication(tmp_path: Path) -> None:
    """Nothing goes live when the stage does not hold what was handed over."""
    root = tmp_path / "site"
    build(root, PAGES)
    with open_output(root) as room:
        written = room.put("patients/index.html", b"a new home")
        [staged] = (root / ".yousaid" / "staging").glob("*/patients/index.html")
        staged.write_bytes(b"a new")
        with pytest.raises(OutputRefused, match="not written whole"):
            room.publish([written], FOLDERS)
    assert site(root) == PAGES


@pytest.mark.parametrize(
    ("first", "second"),
    [("patients/Quiet.html", "patients/quiet.html"), ("patients/Quie\u0301t.html", "patients/Quiét.html")],
)
def test_of_two_pages_that_some_disk_takes_for_one_only_one_is_written(tmp_path: Path, first: str, second: str) -> None:
    """Whatever the caller reported before: one file, whole, and a problem that names both."""
    root = tmp_path / "site"
    changes = build(root, {first: b"one", second: b"two"})
    assert len(site(root)) == 1
    [problem] = changes.problems
    assert problem.code == "YS508"
    assert first in problem.message
    assert second in problem.message


def test_a_page_may_change_its_capitals(tmp_path: Path) -> None:
    """The old name goes before the new one comes, because some disks take them for one file."""
    root = tmp_path / "site"
    build(root, {"patients/Quiet.html": b"one"})
    build(root, {"patients/quiet.html": b"two"})
    assert site(root) == {"patients/quiet.html": b"two"}


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    """What is stale and in the way goes first."""
    root = tmp_path / "site"
    build(root, {"patients/a": b"file", "patients/b/c": b"in a folder"})
    changes = build(root, {"patients/a/d": b"in a folder", "patients/b": b"file"})
    assert site(root) == {"patients/a/d": b"in a folder", "patients/b": b"file"}
    assert changes.problems == ()


def test_the_key_of_a_live_page_is_remembered(tmp_path: Path) -> None:
    """A page is fresh while its key and its bytes are the same, and not after either changed."""
    root = tmp_path / "site"
    with open_output(root) as room:
        assert room.fresh("index.html", "k1") is None
        room.publish([room.put("index.html", b"x", "k1")], FOLDERS)
    with open_output(root) as room:
        assert room.fresh("index.html", "k2") is None
        assert room.fresh("index.html", "") is None
        fresh = room.fresh("index.html", "k1")
        assert fresh is not None
        assert room.publish([fresh], FOLDERS).unchanged == ("index.html",)
    (root / "index.html").write_bytes(b"y")
    with open_output(root) as room:
        assert room.fresh("index.html", "k1") is None


def test_the_key_changes_although_the_bytes_do_not(tmp_path: Path) -> None:
    """The new key is remembered, or the page would be made again in every build."""
    root = tmp_path / "site"
    for key in ("k1", "k2"):
        with open_output(root) as room:
            room.publish([room.put("index.html", b"x", key)], FOLDERS)
    with open_output(root) as room:
        assert room.fresh("index.html", "k2") is not None


def test_the_same_site_has_the_same_manifest_in_whatever_order_it_was_made(tmp_path: Path) -> None:
    """Paths in the manifest are sorted."""
    for name, pages in (("a", PAGES), ("b", dict(reversed(PAGES.items())))):
        build(tmp_path / name, pages)
        for path in PAGES:
            os.utime(tmp_path / name / path, ns=(10**18, 10**18))
        build(tmp_path / name, pages)
    first, second = (tmp_path / name / ".yousaid" / "manifest.json" for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def test_a_large_file_is_written_whole(tmp_path: Path) -> None:
    """A file of more than one system call's worth arrives in full."""
    data = bytes(range(256)) * 40_000
    build(tmp_path / "site", {"patients/posters/big.pdf": data})
    assert site(tmp_path / "site") == {"patients/posters/big.pdf": data}


def test_a_pickled_stage_is_small(tmp_path: Path) -> None:
    """What goes to each worker does not grow with the site."""
    root = tmp_path / "site"
    build(root, PAGES | {f"patients/stories/{number}.html": b"x" for number in range(200)})
    with open_output(root) as room:
        assert len(pickle.dumps(room.stage)) < 500


def test_the_gitignore_is_left_alone(tmp_path: Path) -> None:
    """The folder that comes with the project has one, and still counts as empty."""
    root = tmp_path / "site"
    root.mkdir()
    (root / ".gitignore").write_text("*\n")
    build(root, PAGES)
    build(root, {})
    assert site(root) == {".gitignore": b"*\n"}
