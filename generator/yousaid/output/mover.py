"""Makes each move and removal of a publication, looking first at what stands there now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from itertools import count
from pathlib import Path, PurePosixPath

from yousaid.output.disk import Patience, digest_of_file, is_folder, is_held, modified_if_ours, remove_empty, status
from yousaid.output.ledger import OURS, Known, Ledger
from yousaid.output.records import Changes, Entry, Move
from yousaid.output.refusal import cannot_write, refusing
from yousaid.problems import Problem


class Standing(Enum):
    """What stands where one of our files goes."""

    NOTHING = auto()
    AS_LEFT = auto()
    ALREADY = auto()
    """The very bytes that are to be written."""
    EDITED = auto()
    """Our file, changed by somebody."""
    FOREIGN = auto()
    """Something that we did not write."""


class Mover:
    """Carries staged files to their places and stale ones away, and keeps account of both."""

    def __init__(self, ledger: Ledger, build: str, known: Known, staged: Mapping[str, int]) -> None:
        self._ledger = ledger
        # Text, because this is done for every file of the site and paths as objects take far longer.
        self._live = str(ledger.root) + os.sep
        self._staging = str(ledger.staging / build) + os.sep
        self._known = known
        self._staged = staged
        """The time of every staged file that is whole."""
        self.files = dict(known.files)
        """The manifest as it is to be."""
        self._patience = Patience()
        self._folders: dict[str, bool] = {"": True}
        self._emptied: set[str] = set()
        self._added: list[str] = []
        self._changed: list[str] = []
        self._unchanged: list[str] = []
        self._removed: list[str] = []
        self._kept: list[str] = []
        # A dictionary for its order and for saying everything once.
        self._problems: dict[Problem, None] = {}

    def changes(self, unchanged: Iterable[str] = ()) -> Changes:
        """Return the account, with the files that the caller did not hand over because they had not changed."""
        return Changes(
            added=tuple(sorted(self._added)),
            changed=tuple(sorted(self._changed)),
            unchanged=tuple(sorted([*self._unchanged, *unchanged])),
            removed=tuple(sorted(self._removed)),
            kept=tuple(sorted(set(self._kept))),
            problems=tuple(self._problems),
        )

    def place_folder(self, folder: str, moves: Sequence[Move]) -> bool:
        """Carry a whole staged folder to where nothing stands yet; return whether that could be done."""
        target = self._ledger.root / folder
        if status(str(target)) is not None or any(move.path not in self._staged for move in moves):
            return False
        try:
            Path(self._staging + folder).rename(target)
        except OSError:
            # A virus scanner looks into it, say: file by file it can still be done.
            return False
        for move in moves:
            self._enter(move)
            self._added.append(move.path)
        return True

    def place(self, move: Move) -> None:
        """Carry one staged file to its place, unless something of somebody else is there."""
        if move.path not in self._staged:
            self._account_for_missing(move)
            return
        match self._standing(move.path, move.digest):
            case Standing.NOTHING:
                self._carry(move, self._added)
            case Standing.AS_LEFT:
                self._carry(move, self._changed)
            case Standing.ALREADY:
                self.files[move.path] = Entry(move.digest, move.size, -1, move.key)
                self._unchanged.append(move.path)
            case Standing.EDITED:
                if self._keep_aside(move.path):
                    self._carry(move, self._changed)
            case Standing.FOREIGN:
                self._keep(
                    move.path,
                    f"“{self._shown(move.path)}” was not written: something that is not ours is in its place.",
                    "Move it elsewhere, and build again.",
                )

    def remove(self, path: str) -> None:
        """Remove a stale file, if it is still as we left it."""
        if path not in self.files:
            return
        match self._standing(path, ""):
            case Standing.NOTHING:
                del self.files[path]
                self._emptied.add(_parent(path))
            case Standing.AS_LEFT if self._unlink(path):
                del self.files[path]
                self._removed.append(path)
                self._emptied.add(_parent(path))
            case Standing.AS_LEFT:
                pass
            case _:
                self._keep(
                    path,
                    f"“{self._shown(path)}” is out of date, but somebody changed it, so it was left.",
                    "Delete it if it should no longer be there.",
                )

    def tidy(self) -> None:
        """Remove the folders that this emptied."""
        remove_empty(self._ledger.root, {folder for folder in self._emptied if self._is_ours(folder)})

    def report_aside(self, move: Move) -> None:
        """Say that the file that somebody changed is kept, and where."""
        self._keep(
            move.path,
            f"“{self._shown(move.path)}” was changed by somebody after the last build, and is replaced.",
            f"The changed file is kept as “{self._shown(move.aside)}”. Make the change in the content instead.",
        )

    def name_aside(self, path: str) -> str:
        """Return where a changed file of ours will be kept before it is replaced; "" when nobody changed it."""
        if self._standing(path, "") is not Standing.EDITED:
            return ""
        return self._aside(path)

    def _aside(self, path: str) -> str:
        """Return a name that is free, or that the same bytes are kept under already."""
        digest = digest_of_file(self._live + path)[:16]
        named = PurePosixPath(path)
        for number in count(1):
            mark = ".".join(filter(None, (digest, str(number) if number > 1 or not digest else "")))
            aside = f"{OURS}/kept/{named.with_name(f'{named.stem}.{mark}{named.suffix}')}"
            kept = self._live + aside
            if status(kept) is None or (digest and digest_of_file(kept).startswith(digest)):
                return aside
        raise AssertionError

    def _standing(self, path: str, wanted: str) -> Standing:
        """Return what stands at the path; `wanted` is the digest of the bytes that are to stand there."""
        if not self._is_ours(_parent(path)):
            return Standing.FOREIGN
        live = self._live + path
        entry = self._known.files.get(path)
        if entry is not None and modified_if_ours(live, entry, self._known.settled) is not None:
            return Standing.AS_LEFT
        found = status(live)
        if found is None:
            return Standing.NOTHING
        if wanted and modified_if_ours(live, Entry(wanted, found.st_size, -1), 0) is not None:
            return Standing.ALREADY
        return Standing.FOREIGN if entry is None or is_folder(found) else Standing.EDITED

    def _is_ours(self, folder: str) -> bool:
        """Whether the folder is missing, or is a real one below the root and not a link out of it."""
        known = self._folders.get(folder)
        if known is None:
            found = status(self._live + folder)
            known = self._is_ours(_parent(folder)) and (found is None or is_folder(found))
            self._folders[folder] = known
        return known

    def _carry(self, move: Move, account: list[str]) -> None:
        source, target = Path(self._staging + move.path), self._live + move.path
        try:
            try:
                source.replace(target)
            except OSError:
                Path(target).parent.mkdir(parents=True, exist_ok=True)
                self._patience.insist(lambda: source.replace(target))
        except OSError as error:
            self._held(move.path, error, "replaced")
            return
        self._enter(move)
        account.append(move.path)

    def _unlink(self, path: str) -> bool:
        try:
            self._patience.insist(Path(self._live + path).unlink)
        except OSError as error:
            self._held(path, error, "removed")
            return False
        return True

    def _keep_aside(self, path: str) -> bool:
        """Put the file that somebody changed where nothing can happen to it; return whether that could be done."""
        move = Move(path, "", 0, aside=self._aside(path))
        kept = Path(self._live + move.aside)
        with refusing(self._shown(move.aside)):
            kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._patience.insist(lambda: Path(self._live + path).replace(kept))
        except OSError as error:
            self._held(path, error, "replaced")
            return False
        self.report_aside(move)
        return True

    def _account_for_missing(self, move: Move) -> None:
        """Note a file that is not on the stage any more: it went live before the publication was interrupted.

        What stands there now is ours, whatever a power cut made of it: if it is not whole, it does not have the digest
        and the next build replaces it. A file that is still on the stage, but damaged, goes nowhere.
        """
        if status(self._staging + move.path) is None:
            self._enter(move)
            self._changed.append(move.path)

    def _enter(self, move: Move) -> None:
        modified = self._staged.get(move.path, -1)
        self.files[move.path] = Entry(move.digest, move.size, modified, move.key)

    def _keep(self, path: str, message: str, hint: str) -> None:
        self._kept.append(path)
        self._problems[Problem(code="YS803", message=message, hint=hint)] = None

    def _held(self, path: str, error: OSError, done: str) -> None:
        """Note that another program would not let go of a file; any other fault ends the publication."""
        if not is_held(error):
            raise cannot_write(self._shown(path), error) from error
        problem = Problem(
            code="YS806",
            message=f"“{self._shown(path)}” could not be {done}: another program holds it.",
            hint="Close it where it is open (a PDF reader, OneDrive, a virus scanner), and build again.",
        )
        self._problems[problem] = None

    def _shown(self, path: str) -> str:
        return self._ledger.shown(path)


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
