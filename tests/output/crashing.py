"""Kills a real process at each of its file operations, and makes each of them fail; run as a program of its own.

Every trial is a forked child of this one-threaded program, so that a kill is a kill and hundreds take seconds.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import filelock  # noqa: F401 - so that no trial counts the opening of its modules

from tests.output.sites import FOLDERS, PAGES, build, kept, site
from yousaid.output.cleaning import clean
from yousaid.output.refusal import OutputRefused
from yousaid.output.room import open_output

OPERATIONS = {"open", "write", "flush", "fsync", "close", "replace", "rename", "unlink", "mkdir", "rmdir"}
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir"}
"""Folders that cannot be removed stay, and files that cannot be read count as changed: other tests show that."""
NOT_REACHED = 3
EDITED = b"changed by hand"
FOREIGN = {"patients/notes.docx": b"theirs", "staff/pages/in-the-way.html": b"theirs too", "robots.txt": b"theirs"}
OLD = PAGES | {"patients/stories/stale.html": b"stale", "staff/old/page.html": b"stale"}
NEW = PAGES | {
    "patients/index.html": b"a new home",
    "patients/stories/index.html": b"a new list",
    "patients/stories/another.html": b"a new story",
    "patients/assets/site.aaaaaaaa.css": b"new css",
    "staff/index.html": b"a new staff home",
    "staff/pages/in-the-way.html": b"a page that cannot be written",
    "staff/old": b"a page where a folder was",
    "board/index.html": b"board",
    "board/stories/quiet.html": b"board story",
}
EVERY = (*FOLDERS, "board")


def prepare_empty(root: Path) -> None:
    """Leave the folder as it is: nothing is there yet."""


def prepare_old(root: Path) -> None:
    """Make an old site, with files of other people, and one of ours that somebody changed."""
    build(root, OLD, EVERY)
    for path, data in FOREIGN.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    (root / "patients/index.html").write_bytes(EDITED)


def publish_new(root: Path) -> None:
    """Publish the new site."""
    build(root, NEW, EVERY)


def recover(root: Path) -> None:
    """Only open the output, which finishes what was interrupted."""
    with open_output(root):
        pass


def whole(root: Path) -> bool:
    """Whether every live file is one that somebody or some build wrote in full."""
    known = {*OLD.items(), *NEW.items(), *FOREIGN.items(), ("patients/index.html", EDITED)}
    return set(site(root).items()) <= known


def old_sites(prepared: Path) -> list[dict[str, bytes]]:
    """Return what the folder may look like when nothing was published."""
    return [site(prepared)]


def new_site(prepared: Path) -> dict[str, bytes]:
    """Return what the folder looks like when everything was published."""
    return NEW | (FOREIGN if site(prepared) else {})


def in_child(work: Callable[[], None]) -> int:
    """Do the work in a forked child; return its wait status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except OutputRefused:
            os._exit(1)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            sys.stderr.flush()
            os._exit(2)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def killed_before(number: int, work: Callable[[], None]) -> bool:
    """Do the work in a process that dies just before its n-th file operation; return whether it got that far."""
    left = number

    def profile(_frame: FrameType, event: str, called: Any) -> None:
        nonlocal left
        if event == "c_call" and called.__name__ in OPERATIONS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def doomed() -> None:
        sys.setprofile(profile)
        work()

    status = in_child(doomed)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return os.WIFSIGNALED(status)


def failed_from(number: int, code: int, work: Callable[[], None], *, lasting: bool) -> int:
    """Do the work in a process whose n-th file operation fails, and all after it when lasting; return the status."""
    left = number

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        # What the file operation is about must be the site: importing and /dev/null go on as usual.
        reads = event == "open" and not int(arguments[2]) & (os.O_WRONLY | os.O_RDWR)
        if event in EVENTS and not reads and "/site" in str(arguments[0]):
            left -= 1
            if left == 0 or (left < 0 and lasting):
                raise OSError(code, os.strerror(code))

    def doomed() -> None:
        sys.addaudithook(hook)
        work()
        if left > 0:
            os._exit(NOT_REACHED)

    return in_child(doomed)


def trials(folder: Path, prepared: Path) -> Iterator[tuple[int, Path]]:
    """Give one fresh copy of the prepared folder after another."""
    for number in count(1):
        root = folder / "trial" / "site"
        shutil.rmtree(root.parent, ignore_errors=True)
        root.parent.mkdir(parents=True)
        if prepared.exists():
            shutil.copytree(prepared, root)
        yield number, root


def check(prepared: Path, root: Path) -> str:
    """Check a folder after a fault: whole at once, old or new after the next run, new after the next build."""
    assert whole(root), site(root)
    recover(root)
    found = site(root)
    is_new = found == new_site(prepared)
    assert is_new or found in old_sites(prepared), found
    assert not (root / ".yousaid/staging").exists()
    assert not (root / ".yousaid/journal.json").exists()
    assert not list(root.rglob("*.new"))
    build(root, NEW, EVERY)
    assert site(root) == new_site(prepared)
    if site(prepared):
        assert kept(root) == {EDITED}
    clean(root)
    assert site(root) == (FOREIGN if site(prepared) else {})
    return "new" if is_new else "old"


def kill_everywhere(folder: Path, prepare: Callable[[Path], None]) -> None:
    """Kill a publication at every operation."""
    prepared = folder / "prepared" / "site"
    prepare(prepared)
    outcomes = []
    for number, root in trials(folder, prepared):
        killed = killed_before(number, partial(publish_new, root))
        outcomes.append(check(prepared, root))
        if not killed:
            break
    assert outcomes == sorted(outcomes, reverse=True), "once it begins to be new it stays so"
    report(outcomes)


def kill_recovery_everywhere(folder: Path) -> None:
    """Kill a publication in its middle, and then the run that finishes it at every operation."""
    whole_run, half = folder / "whole" / "site", folder / "half" / "site"
    prepare_old(whole_run)
    halves = 0
    for start in count(1):
        shutil.rmtree(half.parent, ignore_errors=True)
        shutil.copytree(whole_run, half)
        if not killed_before(start, partial(publish_new, half)):
            break
        mixed = site(half)
        if mixed in (site(whole_run), NEW | FOREIGN) or start % 13:
            continue
        halves += 1
        for number, root in trials(folder, half):
            killed = killed_before(number, partial(recover, root))
            assert check(whole_run, root) == "new"
            if not killed:
                break
    report(["new"] * halves)


def fail_everywhere(folder: Path) -> None:
    """Make every operation fail, once or for good, with the faults that disks have."""
    prepared = folder / "prepared" / "site"
    prepare_old(prepared)
    outcomes = []
    for code, lasting in ((errno.ENOSPC, True), (errno.EIO, False)):
        for number, root in trials(folder, prepared):
            status = failed_from(number, code, partial(publish_new, root), lasting=lasting)
            assert status in {0, 1 << 8, NOT_REACHED << 8}, (number, status)
            outcomes.append(check(prepared, root))
            if status == NOT_REACHED << 8:
                break
    report(outcomes)


def report(outcomes: list[str]) -> None:
    """Say how many trials there were, and how many ended with the old and with the new site."""
    sys.stdout.write(f"{len(outcomes)} {outcomes.count('old')} {outcomes.count('new')}\n")


def main() -> None:
    """Run the series named on the command line in the folder named there."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    series, folder = sys.argv[1], Path(sys.argv[2])
    match series:
        case "first":
            kill_everywhere(folder, prepare_empty)
        case "next":
            kill_everywhere(folder, prepare_old)
        case "recovery":
            kill_recovery_everywhere(folder)
        case "faults":
            fail_everywhere(folder)


if __name__ == "__main__":
    main()
