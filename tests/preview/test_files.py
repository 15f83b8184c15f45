"""Which file an address asks for, and that none outside the published folders can be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from yousaid.preview.files import content_type, find


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site with something beside it that nobody may see."""
    root = tmp_path / "site"
    (root / "patients" / "stories").mkdir(parents=True)
    (root / ".yousaid").mkdir()
    for name in ("index.html", "patients/index.html", "patients/stories/caffè.html", ".yousaid/manifest.json"):
        (root / name).write_text(name)
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "index.html").write_text("secret")
    return root


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/patients/", "patients/index.html"),
        ("/patients/index.html", "patients/index.html"),
        ("/patients/stories/caff%C3%A8.html", "patients/stories/caffè.html"),
        ("/patients", "patients"),
    ],
)
def test_an_address_of_the_site_leads_to_its_file(root: Path, address: str, path: str) -> None:
    """Also the first page of a folder, and letters beyond ASCII."""
    assert find(root, address) == root / path


@pytest.mark.parametrize(
    "address",
    [
        "",
        "index.html",
        "*",
        "//index.html",
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/patients/../../secret.html",
        "/patients/..%2f..%2fsecret.html",
        "/..%5csecret.html",
        "/patients/./index.html",
        "/patients//index.html",
        "/.yousaid/manifest.json",
        "/index.html%00",
        "/index.html.",
        "/index.html%20",
        "/index.html::$DATA",
        "/C:/index.html",
        "/index.html/",
        "/index.html/x",
        "/patients/stories/",
        "/nowhere.html",
    ],
)
def test_no_other_address_leads_anywhere(root: Path, address: str) -> None:
    """Each row is a way out of the folder, to hidden files, or to another spelling of a name."""
    assert find(root, address) is None


def test_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    """Neither one to a file nor one to a folder, and neither at the end nor on the way."""
    (root / "secret.html").symlink_to(tmp_path / "secret.html")
    (root / "staff").symlink_to(tmp_path / "outside", target_is_directory=True)
    for address in ("/secret.html", "/staff", "/staff/", "/staff/index.html"):
        assert find(root, address) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("search-index.js", "text/javascript; charset=utf-8"),
        ("site.1f2e3d4c.CSS", "text/css; charset=utf-8"),
        ("mark.svg", "image/svg+xml; charset=utf-8"),
        ("a.pdf", "application/pdf"),
        ("stories.csv", "text/csv; charset=utf-8"),
        ("README", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_that_its_name_says(name: str, kind: str) -> None:
    """Whatever programs are installed: on Windows the system's own list may call a script plain text."""
    assert content_type(name) == kind
