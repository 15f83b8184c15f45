"""The stage: new bytes wait there until everything is made. Workers in other processes put theirs there too."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from yousaid.output.disk import digest_of, modified_if_ours, write_new
from yousaid.output.ledger import Known, Ledger
from yousaid.output.names import check_path
from yousaid.output.records import Written
from yousaid.output.refusal import cannot_write


class Stage:
    """Takes the outputs of one build. Pickled it is two short texts; the manifest is read again over there."""

    def __init__(self, root: Path, build: str, known: Known) -> None:
        self._root = root
        self._build = build
        self._known = known
        # Text, because this is done for every file of the site and paths as objects take far longer.
        self._live = str(root) + os.sep
        self._staged = str(Ledger(root).staging / build) + os.sep

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return (_reopen, (str(self._root), self._build))

    def put(self, path: str, data: bytes, key: str = "") -> Written:
        """Stage the bytes, unless the live file has them already and is as we left it.

        Raises OutputRefused: YS309 for a path that cannot be a file, YS806 when the disk will not have it.
        """
        check_path(path)
        digest = digest_of(data)
        entry = self._known.files.get(path)
        if entry is not None and entry.digest == digest:
            modified = modified_if_ours(self._live + path, entry, self._known.settled)
            if modified is not None:
                return Written(path, digest, entry.size, key, modified)
        try:
            write_new(self._staged + path, data)
        except OSError as error:
            raise cannot_write(f"{self._root.name}/{path}", error) from error
        return Written(path, digest, len(data), key)

    def fresh(self, path: str, key: str) -> Written | None:
        """Return the record of the live file when it was made from the same key and is as we left it, else None."""
        entry = self._known.files.get(path)
        if entry is None or not key or entry.key != key:
            return None
        modified = modified_if_ours(self._live + path, entry, self._known.settled)
        return None if modified is None else Written(path, entry.digest, entry.size, key, modified)


@lru_cache(maxsize=4)
def _reopen(root: str, build: str) -> Stage:
    return Stage(Path(root), build, Ledger(Path(root)).read_manifest() or Known({}))
