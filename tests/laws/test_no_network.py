"""Law 6: a build opens no connection, and no page asks for anything from another place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.sites import picture, site, story

_WATCHED = """
import sys
def watch(event, args):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        sys.stderr.write(f"NETWORK {event} {args}")
        sys.exit(99)
sys.addaudithook(watch)
from yousaid.cli.main import main
main()
"""


def test_a_build_with_photos_and_posters_opens_no_connection(tmp_path: Path) -> None:
    """Python itself would tell of a socket that connects or a name that is looked up."""
    site(
        tmp_path,
        more={
            "stories/photo.md": story(photos="[{file: bed.png, alt: A bed}]", place="willow", date="2026-11-01"),
            "images/bed.png": picture(),
        },
    )
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, "build", "--jobs", "1", "--today", "2026-11-23"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "site" / "patients" / "posters").glob("*.pdf"))
    assert list((tmp_path / "site" / "patients" / "images").glob("*.jpg"))
