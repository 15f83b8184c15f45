"""A withdrawn quote is nowhere after the next build: not on a page, not on a poster, not in what is kept."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from tests.builds import build_site
from tests.sites import site, story

CANARY = "Canarybird"


def text_of(path: Path) -> str:
    """Return the text of a file: of a PDF what can be read, of anything else its bytes."""
    if path.suffix == ".pdf" or path.read_bytes()[16:20] == b"%PDF":
        data = path.read_bytes()
        pdf = pypdfium2.PdfDocument(data[data.index(b"%PDF") :])
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)
    return path.read_bytes().decode("utf-8", "replace")


def holding(folder: Path) -> list[str]:
    """Return the files below a folder that hold the secret."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.relative_to(folder).as_posix() for path in files if CANARY in text_of(path)]


def quoted(withdrawn: str) -> str:
    """Return a story with a quote."""
    consent = "{reference: C-1, given: 2026-01-01" + (f", withdrawn: {withdrawn}" if withdrawn else "") + "}"
    return story(
        quotes=f'[{{text: "{CANARY} sang", consent: {consent}}}]', we_did="A.", place="willow", date="2026-11-01"
    )


def test_nothing_of_a_withdrawn_quote_is_left(tmp_path: Path) -> None:
    """First it is on the page and on posters; after the withdrawal it is in no byte below the output folder."""
    content = site(tmp_path, more={"stories/bird.md": quoted("")})
    build_site(content)
    before = holding(tmp_path / "site")
    assert "patients/stories/bird.html" in before
    assert any(path.endswith(".pdf") for path in before)
    assert any(path.startswith(".yousaid/") for path in before)
    (content / "stories" / "bird.md").write_text(quoted("2026-11-20"))
    build_site(content)
    assert holding(tmp_path / "site") == []
