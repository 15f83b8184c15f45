"""The cache: what it gives back is what was put there, or nothing."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from yousaid.output.cache import Cache

KEY = "0123456789abcdef" * 2
OTHER = "fedcba9876543210" * 2


def test_what_was_put_is_found_again(tmp_path: Path) -> None:
    """Also empty bytes, and by another Cache of the same folder."""
    Cache(tmp_path / "cache").put(KEY, b"poster")
    Cache(tmp_path / "cache").put(OTHER, b"")
    assert Cache(tmp_path / "cache").get(KEY) == b"poster"
    assert Cache(tmp_path / "cache").get(OTHER) == b""
    assert Cache(tmp_path / "cache").get("00" * 16) is None


def test_the_last_bytes_win(tmp_path: Path) -> None:
    """A key that is put again has the new bytes, and no other file is left over."""
    cache = Cache(tmp_path)
    for data in (b"one", b"two"):
        cache.put(KEY, data)
    assert cache.get(KEY) == b"two"
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


def test_every_damaged_byte_is_noticed(tmp_path: Path) -> None:
    """A flipped byte anywhere, a cut end or bytes added: the entry is as good as lost, and can be put again."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"a poster, let us say")
    [file] = (file for file in tmp_path.rglob("*") if file.is_file())
    whole = file.read_bytes()
    flipped = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for damaged in [*flipped, *(whole[:end] for end in range(len(whole))), whole + b"!"]:
        file.write_bytes(damaged)
        assert cache.get(KEY) is None
    cache.put(KEY, b"a poster, let us say")
    assert cache.get(KEY) == b"a poster, let us say"


def test_an_entry_under_another_key_is_not_believed(tmp_path: Path) -> None:
    """A file that was renamed is whole, but it is not what its name says."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"mine")
    cache.put(OTHER, b"theirs")
    (tmp_path / KEY[:2] / KEY[2:]).write_bytes((tmp_path / OTHER[:2] / OTHER[2:]).read_bytes())
    assert cache.get(KEY) is None


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "ABCDEF0123", "0123", "g" * 32, "a" * 129, f"{KEY}\n"])
def test_a_key_is_hex_digits(tmp_path: Path, key: str) -> None:
    """No key can lead out of the folder."""
    with pytest.raises(ValueError, match="hex digits"):
        Cache(tmp_path).put(key, b"x")
    with pytest.raises(ValueError, match="hex digits"):
        Cache(tmp_path).get(key)


def test_pruning_leaves_only_what_is_used(tmp_path: Path) -> None:
    """Unused entries, emptied folders and what an interrupted build left all go."""
    cache = Cache(tmp_path)
    cache.put(KEY, b"used")
    cache.put(OTHER, b"unused")
    (tmp_path / KEY[:2] / "01234567-1-1-0.new").write_bytes(b"half")
    cache.prune([KEY])
    assert cache.get(KEY) == b"used"
    assert [path.name for path in tmp_path.rglob("*")] == [KEY[:2], KEY[2:]]


def test_pruning_a_cache_that_is_not_there(tmp_path: Path) -> None:
    """The first build has nothing to prune."""
    Cache(tmp_path / "cache").prune([])
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    """With a file in the place of its folder nothing is kept, and nothing fails."""
    (tmp_path / "cache").write_bytes(b"a file")
    cache = Cache(tmp_path / "cache")
    cache.put(KEY, b"x")
    assert cache.get(KEY) is None


_PUT = """
import sys
from pathlib import Path
from yousaid.output.cache import Cache

cache = Cache(Path(sys.argv[1]))
for round in range(200):
    cache.put("ab" * 16, sys.argv[2].encode() * 5000)
    found = cache.get("ab" * 16)
    assert found is not None and len(set(found)) == 1 and len(found) == 5000, found
"""


def test_processes_and_threads_may_share_a_cache(tmp_path: Path) -> None:
    """Whoever puts and gets the same key at once finds whole entries, never a mixture or none."""
    processes = [subprocess.Popen([sys.executable, "-c", _PUT, str(tmp_path), word]) for word in "ab"]
    assert [process.wait() for process in processes] == [0, 0]
    cache = Cache(tmp_path)

    def put_and_get(number: int) -> bytes | None:
        cache.put(KEY, bytes([number]) * 5000)
        return cache.get(KEY)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(put_and_get, range(100)))
    assert all(data is not None and len(set(data)) == 1 and len(data) == 5000 for data in found)
