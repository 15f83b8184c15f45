"""What the run after an interruption makes of a stage and a journal, also after a power cut."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.output.sites import FOLDERS, PAGES, build, everything, kept, site
from yousaid.output.ledger import Ledger
from yousaid.output.records import VERSION, Journal, Move
from yousaid.output.room import open_output

KEPT = ".yousaid/kept/patients/index.aaaa.html"


def interrupt(root: Path, pages: Mapping[str, bytes], aside: str = "") -> Path:
    """Leave the folder as a publication leaves it that was killed before its first move; return its stage."""
    with suppress(InterruptedError), open_output(root) as room:
        written = [room.put(path, data) for path, data in pages.items()]
        ledger = Ledger(root)
        [stage] = ledger.staging.iterdir()
        moves = tuple(Move(page.path, page.digest, page.size, aside=aside) for page in written if page.modified is None)
        ledger.write_journal(Journal(VERSION, stage.name, moves, ()))
        raise InterruptedError
    return stage


def test_what_was_interrupted_is_finished(tmp_path: Path) -> None:
    """Opening the output is enough; the build that follows has nothing to do."""
    root = tmp_path / "site"
    build(root, PAGES)
    new = PAGES | {"patients/index.html": b"new", "board/index.html": b"board"}
    interrupt(root, new)
    assert site(root) == PAGES
    with open_output(root) as room:
        assert site(root) == new
        assert room.found == ()
    assert len(build(root, new, (*FOLDERS, "board")).unchanged) == len(new)


def test_a_build_that_wants_something_else_still_gets_it(tmp_path: Path) -> None:
    """The interrupted publication does not win over the content of today."""
    root = tmp_path / "site"
    interrupt(root, {"index.html": b"choose", "board/index.html": b"board"})
    build(root, PAGES, (*FOLDERS, "board"))
    assert site(root) == PAGES


def test_a_stage_that_a_power_cut_damaged_goes_nowhere(tmp_path: Path) -> None:
    """Empty pages do not go live, neither alone nor with their folder; the next build makes them again."""
    root = tmp_path / "site"
    build(root, PAGES)
    new = PAGES | {"patients/index.html": b"new", "board/index.html": b"board", "board/a.html": b"a"}
    stage = interrupt(root, new)
    (stage / "patients" / "index.html").write_bytes(b"")
    (stage / "board" / "index.html").write_bytes(b"\0\0\0\0\0")
    with open_output(root):
        assert site(root) == PAGES | {"board/a.html": b"a"}
    assert build(root, new, (*FOLDERS, "board")).problems == ()
    assert site(root) == new
    assert kept(root) == set()


def test_a_page_that_a_power_cut_damaged_after_it_went_live_is_written_again(tmp_path: Path) -> None:
    """It is ours, so it is replaced; its bytes are kept aside, since nobody can tell what they are."""
    root = tmp_path / "site"
    build(root, PAGES)
    new = PAGES | {"patients/new.html": b"new"}
    stage = interrupt(root, new)
    (stage / "patients" / "new.html").unlink()
    (root / "patients" / "new.html").write_bytes(b"")
    build(root, new)
    assert site(root) == new
    assert kept(root) == {b""}


def test_a_file_that_was_kept_aside_before_the_interruption_is_named_after_it(tmp_path: Path) -> None:
    """Whoever changed the page hears where it is, although the build that moved it never said so."""
    root = tmp_path / "site"
    build(root, PAGES)
    interrupt(root, PAGES | {"patients/index.html": b"new"}, aside=KEPT)
    (root / KEPT).parent.mkdir(parents=True)
    (root / "patients" / "index.html").rename(root / KEPT)
    with open_output(root) as room:
        [problem] = room.found
    assert problem.code == "YS803"
    assert KEPT in problem.hint
    assert site(root)["patients/index.html"] == b"new"


def test_the_stage_is_gone_after_recovery(tmp_path: Path) -> None:
    """Neither the journal nor anything staged is left."""
    root = tmp_path / "site"
    interrupt(root, PAGES)
    with open_output(root):
        pass
    assert {path for path in everything(root) if path.startswith(".yousaid")} == {
        ".yousaid/lock",
        ".yousaid/manifest.json",
    }
