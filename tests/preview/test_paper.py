"""A poster on its paper: the real PDF, drawn, for this computer only."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.posters.checking import PRESS
from tests.posters.samples import edition, one_poster, story
from tests.preview.test_server import ask
from yousaid.preview.server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PAGE = "<!DOCTYPE html><html lang=en><head><title>x</title></head><body><h1>Willow</h1></body></html>"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a server of a site with one poster."""
    folder = tmp_path / "site" / "patients" / "posters"
    folder.mkdir(parents=True)
    (folder / "willow.html").write_text(PAGE)
    (folder / "index.html").write_text(PAGE)
    (folder / "willow.pdf").write_bytes(PRESS.pdf(PRESS.lay_out(one_poster(edition(story()))).sheets[0]))
    (tmp_path / "secret.pdf").write_bytes((folder / "willow.pdf").read_bytes())
    with serving(tmp_path / "site", 0) as server:
        yield server


def test_the_page_of_a_poster_leads_to_its_paper(server: Server) -> None:
    """And no other page does."""
    assert b'href="/-/paper/patients/posters/willow.html"' in ask(server, "GET", "/patients/posters/willow.html")[1]
    assert b"/-/paper" not in ask(server, "GET", "/patients/posters/index.html")[1]


def test_the_picture_is_the_pdf(server: Server) -> None:
    """An A4 sheet at 96 dots to an inch."""
    status, picture, _ = ask(server, "GET", "/-/paper/patients/posters/willow.png")
    assert (status, Image.open(BytesIO(picture)).size) == (200, (794, 1123))
    assert b"The paper is 210 by 297 mm." in ask(server, "GET", "/-/paper/patients/posters/willow.html")[1]


@pytest.mark.parametrize(
    "address",
    [
        "/-/paper/patients/posters/maple.html",
        "/-/paper/patients/posters/willow.pdf",
        "/-/paper/patients/posters/../../../secret.html",
        "/-/paper/patients/posters/%2e%2e/%2e%2e/%2e%2e/secret.png",
        "/-/paper/patients/posters/..%5c..%5csecret.png",
        "/-/paper",
    ],
)
def test_nothing_else_is_drawn(server: Server, address: str) -> None:
    """A poster that is not there, and paths out of the site."""
    assert ask(server, "GET", address)[0] == 404


@pytest.mark.chromium
def test_a_person_sees_the_sheet_and_its_edge(server: Server, browser: Browser) -> None:
    """The picture loads under the page's strict policy; the line at the edge can be taken away."""
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"http://127.0.0.1:{server.server_port}/-/paper/patients/posters/willow.html")
    page.wait_for_load_state()
    assert page.locator(".far").evaluate("image => image.naturalWidth") == 794
    assert page.locator(".far").evaluate("image => image.width") == 265
    edge = page.locator(".edge")
    assert edge.evaluate("line => line.getBBox().width") == 200
    page.get_by_label("Show the 5 mm that no office printer reaches").uncheck()
    assert edge.evaluate("line => getComputedStyle(line).display") == "none"
    page.close()
    assert said == []
