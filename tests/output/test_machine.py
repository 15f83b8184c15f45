"""Any sequence of builds and of people's changes: clean equals incremental, and nothing of theirs is lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.output.sites import build, kept, site
from yousaid.output.disk import remove_empty
from yousaid.output.names import folder_of

FOLDERS = ("", "patients", "staff")
# Few paths, some of which want to be a file where another wants a folder, and bytes of one length: collisions are many.
PATHS = ("index.html", "patients/index.html", "patients/a", "patients/a/b", "staff/index.html", "staff/A", "staff/a")
OURS = (b"ours 1", b"ours 2", b"ours 3")
THEIRS = (b"them 1", b"them 2", b"ours 1")

paths = st.sampled_from(PATHS)


def blocks(one: str, other: str) -> bool:
    """Whether one path is a folder of the other."""
    return other.startswith(f"{one}/") or one.startswith(f"{other}/")


class Publishing(RuleBasedStateMachine):
    """A site, what people did to it, and what it should therefore hold."""

    @initialize()
    def start(self) -> None:
        """Begin with a site of one page: a folder of somebody else would be refused."""
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "site"
        self.pages = {"index.html": OURS[0]}
        """What the next build writes."""
        self.live = dict(self.pages)
        """What should be in the site."""
        self.ours = dict(self.pages)
        """What we know to have written, whether or not it is still there."""
        self.kept: set[bytes] = set()
        build(self.root, self.pages, FOLDERS)

    def teardown(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder)

    @rule(path=paths, data=st.sampled_from(OURS))
    def write_page(self, path: str, data: bytes) -> None:
        """Add or change a page, which takes the place of those that it cannot stand beside."""
        self.pages = {
            other: kept_data
            for other, kept_data in self.pages.items()
            if not blocks(path, other) and other.casefold() != path.casefold()
        }
        self.pages[path] = data

    @rule(path=paths)
    def drop_page(self, path: str) -> None:
        """Delete a page from the content."""
        self.pages.pop(path, None)

    @rule(path=st.sampled_from([*PATHS, "patients/theirs.docx", "other/x"]), data=st.sampled_from(THEIRS))
    def put_by_hand(self, path: str, data: bytes) -> None:
        """Put a file into the site, or change one that is there."""
        if any(blocks(path, other) for other in self.live):
            return
        if (self.root / path).is_dir():
            (self.root / path).rmdir()
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)
        self.live[path] = data

    @precondition(lambda self: self.live)
    @rule(data=st.data())
    def delete_by_hand(self, data: st.DataObject) -> None:
        """Delete a file from the site, and the folders that this empties: an empty one in the way is theirs, too."""
        path = data.draw(st.sampled_from(sorted(self.live)))
        (self.root / path).unlink()
        remove_empty(self.root, {path.rpartition("/")[0]} - {""})
        del self.live[path]

    @precondition(lambda self: self.live)
    @rule(data=st.data(), time=st.sampled_from([10**18, 10**18 + 10**6, 2 * 10**18]))
    def touch(self, data: st.DataObject, time: int) -> None:
        """Give a file another time, as copying and restoring do."""
        path = data.draw(st.sampled_from(sorted(self.live)))
        os.utime(self.root / path, ns=(time, time))

    @rule(covered=st.sampled_from([FOLDERS, ("patients",), ("", "staff")]))
    def publish(self, covered: tuple[str, ...]) -> None:
        """Build all or some audiences, and work out what that should lead to."""
        pages = {path: data for path, data in self.pages.items() if folder_of(path) in covered}
        named = set()
        for path in [path for path in self.ours if folder_of(path) in covered and path not in pages]:
            named |= self._prune(path)
        for path, data in pages.items():
            named |= self._place(path, data)
        changes = build(self.root, pages, covered)
        assert set(changes.kept) == named
        assert {problem.code for problem in changes.problems} == ({"YS803"} if named else set())

    def _prune(self, path: str) -> set[str]:
        if path in self.live and self.live[path] != self.ours[path]:
            return {path}
        if any(path.startswith(f"{other}/") for other in self.live):
            return {path}
        if any(other.startswith(f"{path}/") for other in self.live) or (self.root / path).is_dir():
            return {path}
        self.live.pop(path, None)
        del self.ours[path]
        return set()

    def _place(self, path: str, data: bytes) -> set[str]:
        if any(blocks(path, other) for other in self.live):
            return {path}
        there = self.live.get(path)
        named = set()
        if there is not None and there != data:
            if path not in self.ours:
                return {path}
            if there != self.ours[path]:
                self.kept.add(there)
                named.add(path)
        self.live[path] = self.ours[path] = data
        return named

    @invariant()
    def the_site_is_as_it_should_be(self) -> None:
        """After every step each file is there with its bytes, and no other is."""
        assert site(self.root) == self.live
        assert kept(self.root) == self.kept

    @rule()
    def a_clean_build_gives_the_same(self) -> None:
        """Compare what is ours and unchanged, byte for byte, with a build into an empty folder."""
        self.publish(FOLDERS)
        clean = self.folder / "clean"
        build(clean, self.pages, FOLDERS)
        ours = {path: data for path, data in self.live.items() if path in self.ours and self.ours[path] == data}
        written = site(clean)
        shutil.rmtree(clean)
        assert ours.items() <= written.items()
        theirs = self.live.keys() - ours.keys()
        missing = written.keys() - ours.keys()
        assert all(any(path == other or blocks(path, other) for other in theirs) for path in missing)


TestPublishing = Publishing.TestCase
TestPublishing.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
