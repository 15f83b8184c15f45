"""Files of other people, and files of ours that they changed: none is ever lost."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from tests.output.sites import PAGES, build, kept, site
from yousaid.problems import Problem


def codes(problems: Iterable[Problem]) -> list[str]:
    """Return the codes of the problems."""
    return [problem.code for problem in problems]


def test_a_page_changed_by_hand_is_kept_aside_and_replaced(tmp_path: Path) -> None:
    """The new page takes its place, their words are under `.yousaid/kept`, and both are named."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / "patients" / "index.html").write_bytes(b"my own words")
    changes = build(root, PAGES | {"patients/index.html": b"new home"})
    assert site(root)["patients/index.html"] == b"new home"
    assert kept(root) == {b"my own words"}
    [problem] = changes.problems
    assert problem.code == "YS803"
    assert "site/patients/index.html" in problem.message
    [file] = (root / ".yousaid" / "kept").rglob("*.html")
    assert file.relative_to(tmp_path).as_posix() in problem.hint
    assert changes.kept == changes.changed == ("patients/index.html",)


def test_a_page_changed_by_hand_is_put_right_although_the_content_did_not_change(tmp_path: Path) -> None:
    """An incremental build gives what a clean one gives, also for a change of the same length."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / "patients" / "index.html").write_bytes(b"PATIENTS HOME")
    build(root, PAGES)
    assert site(root) == PAGES
    assert kept(root) == {b"PATIENTS HOME"}


def test_two_changes_by_hand_of_one_page_are_both_kept(tmp_path: Path) -> None:
    """The second copy does not overwrite the first, nor a kept file that somebody changed."""
    root = tmp_path / "site"
    for words in (b"one", b"two"):
        build(root, PAGES)
        (root / "patients" / "index.html").write_bytes(words)
    build(root, PAGES)
    [first] = (file for file in (root / ".yousaid" / "kept").rglob("*.html") if file.read_bytes() == b"one")
    first.write_bytes(b"one, and more")
    (root / "patients" / "index.html").write_bytes(b"one")
    build(root, PAGES)
    assert kept(root) == {b"one", b"one, and more", b"two"}


def test_a_stale_page_changed_by_hand_stays_and_is_named_each_time(tmp_path: Path) -> None:
    """It is not ours to delete; but whoever withdrew the story must hear of it until it is gone."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / "staff" / "stories" / "quiet.html").write_bytes(b"mine")
    fewer = {path: data for path, data in PAGES.items() if path != "staff/stories/quiet.html"}
    for _ in range(2):
        changes = build(root, fewer)
        assert changes.kept == ("staff/stories/quiet.html",)
        assert codes(changes.problems) == ["YS803"]
    assert site(root)["staff/stories/quiet.html"] == b"mine"
    (root / "staff" / "stories" / "quiet.html").unlink()
    assert build(root, fewer).problems == ()
    assert not (root / "staff" / "stories").exists()


def test_a_file_of_somebody_in_the_way_is_not_overwritten(tmp_path: Path) -> None:
    """The page is not written, and is when the file is gone."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / "patients" / "pages").mkdir()
    (root / "patients" / "pages" / "new.html").write_bytes(b"theirs")
    pages = PAGES | {"patients/pages/new.html": b"ours"}
    changes = build(root, pages)
    assert site(root)["patients/pages/new.html"] == b"theirs"
    assert changes.kept == ("patients/pages/new.html",)
    assert codes(changes.problems) == ["YS803"]
    (root / "patients" / "pages" / "new.html").unlink()
    assert build(root, pages).added == ("patients/pages/new.html",)
    assert site(root) == pages


def test_a_file_with_the_very_bytes_of_the_page_becomes_ours(tmp_path: Path) -> None:
    """A copy that somebody put back is as good as our own, and nothing is lost when it goes."""
    root = tmp_path / "site"
    build(root, {"index.html": b"choose"})
    (root / "patients").mkdir()
    (root / "patients" / "index.html").write_bytes(PAGES["patients/index.html"])
    assert build(root, PAGES).problems == ()
    build(root, {"index.html": b"choose"})
    assert site(root) == {"index.html": b"choose"}


def test_files_of_somebody_beside_ours_survive_everything(tmp_path: Path) -> None:
    """Building, rebuilding and pruning pass them by without a word."""
    root = tmp_path / "site"
    build(root, PAGES)
    theirs = {"patients/CNAME": b"a", "patients/stories/notes.docx": b"b", "old/page.html": b"c", "robots.txt": b"d"}
    for path, data in theirs.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    assert build(root, PAGES | {"patients/index.html": b"new"}).problems == ()
    assert build(root, {}).problems == ()
    assert site(root) == theirs


def test_a_folder_of_somebody_where_a_page_goes(tmp_path: Path) -> None:
    """It stays with all that is in it."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / "patients" / "new.html").mkdir()
    (root / "patients" / "new.html" / "x").write_bytes(b"theirs")
    changes = build(root, PAGES | {"patients/new.html": b"ours"})
    assert changes.kept == ("patients/new.html",)
    assert site(root) == PAGES | {"patients/new.html/x": b"theirs"}


def test_a_file_of_somebody_where_a_folder_goes(tmp_path: Path) -> None:
    """It stays, and the pages below it are named."""
    root = tmp_path / "site"
    build(root, {"index.html": b"choose"})
    (root / "patients").write_bytes(b"theirs")
    changes = build(root, PAGES)
    assert site(root)["patients"] == b"theirs"
    assert set(changes.kept) == {path for path in PAGES if path.startswith("patients/")}
    assert site(root)["staff/index.html"] == PAGES["staff/index.html"]


def test_a_link_in_the_place_of_a_folder_is_not_followed_out(tmp_path: Path) -> None:
    """Neither writing nor pruning reaches what the link leads to."""
    root, outside = tmp_path / "site", tmp_path / "outside"
    build(root, PAGES)
    (root / "staff").rename(outside)
    (root / "staff").symlink_to(outside, target_is_directory=True)
    before = site(outside)
    build(root, PAGES | {"staff/index.html": b"new", "staff/pages/new.html": b"new"})
    assert site(outside) == before
    changes = build(root, {"index.html": b"choose"})
    assert site(outside) == before
    assert set(changes.kept) == set(PAGES) & {f"staff/{path}" for path in before}
    assert (root / "staff").is_symlink()


def test_a_link_in_the_place_of_a_page_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What it leads to keeps its bytes, and the link itself is kept aside."""
    root, outside = tmp_path / "site", tmp_path / "outside.html"
    build(root, PAGES)
    outside.write_bytes(PAGES["patients/index.html"])
    (root / "patients" / "index.html").unlink()
    (root / "patients" / "index.html").symlink_to(outside)
    build(root, PAGES | {"patients/index.html": b"new"})
    assert outside.read_bytes() == PAGES["patients/index.html"]
    assert (root / "patients" / "index.html").read_bytes() == b"new"
    assert not (root / "patients" / "index.html").is_symlink()
    [link] = (root / ".yousaid" / "kept").rglob("*.html")
    assert link.is_symlink()


def test_a_page_that_was_only_touched_is_still_ours(tmp_path: Path) -> None:
    """A copied or restored folder has other times and the same bytes: no warning, and stale pages still go."""
    root = tmp_path / "site"
    build(root, PAGES)
    for path in PAGES:
        os.utime(root / path, ns=(10**18, 10**18))
    assert build(root, PAGES).unchanged == tuple(sorted(PAGES))
    for path in PAGES:
        os.utime(root / path, ns=(2 * 10**18, 2 * 10**18))
    assert build(root, {}).problems == ()
    assert site(root) == {}


def test_a_page_deleted_by_hand_comes_back(tmp_path: Path) -> None:
    """A file that is gone is written again, and a whole folder too."""
    root = tmp_path / "site"
    build(root, PAGES)
    (root / "patients" / "index.html").unlink()
    (root / "staff").rename(tmp_path / "elsewhere")
    changes = build(root, PAGES)
    assert site(root) == PAGES
    assert changes.problems == ()


def change_unseen(file: Path, data: bytes) -> None:
    """Change a file within one tick of the disk's clock: its length and time stay what they were."""
    times = file.stat()
    assert len(data) == times.st_size
    file.write_bytes(data)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_a_change_right_after_a_build_is_seen(tmp_path: Path) -> None:
    """A file that is as young as the manifest is known by its bytes, because its time may be that of two versions."""
    root = tmp_path / "site"
    build(root, PAGES)
    change_unseen(root / "patients" / "index.html", b"PATIENTS HOME")
    build(root, PAGES)
    assert site(root) == PAGES
    assert kept(root) == {b"PATIENTS HOME"}


def test_a_change_that_a_build_of_another_audience_did_not_look_at_is_seen_later(tmp_path: Path) -> None:
    """A manifest that is written again does not vouch for files that nobody looked at."""
    root = tmp_path / "site"
    build(root, PAGES)
    change_unseen(root / "staff" / "index.html", b"STAFF HOME")
    build(root, {"patients/index.html": b"new"}, ["patients"])
    manifest = root / ".yousaid" / "manifest.json"
    later = manifest.stat().st_mtime_ns + 10**10
    os.utime(manifest, ns=(later, later))
    build(root, PAGES)
    assert site(root) == PAGES
    assert kept(root) == {b"STAFF HOME"}
