"""The preview in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from yousaid.output.records import Changes
from yousaid.pipeline.request import Outcome
from yousaid.preview.server import serving
from yousaid.problems import Problem

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'\">"
    '<link rel="icon" href="data:,"><title>x</title></head><body><h1>{}</h1></body></html>'
)
_PROBLEM = Problem(code="YS302", message="“title” is missing.", path="stories/quiet.md", line=3)


@pytest.mark.chromium
def test_the_browser_shows_a_change_and_a_problem_without_being_asked(tmp_path: Path, browser: Browser) -> None:
    """Under the site's strict policy, and without a word on the console."""
    (tmp_path / "index.html").write_text(_PAGE.format("Old"))
    said: list[str] = []
    with serving(tmp_path, 0) as server:
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        (tmp_path / "index.html").write_text(_PAGE.format("New"))
        server.news.tell(Outcome(problems=(_PROBLEM,), changes=Changes()))
        page.get_by_role("heading", name="New").wait_for()
        region = page.get_by_role("region", name="1 error in the last build")
        region.get_by_text("line 3").wait_for()
        page.wait_for_load_state()  # words stand in the page before its style sheet has come
        assert region.evaluate("element => getComputedStyle(element).borderBottomWidth") == "4px"
        server.news.tell(Outcome(problems=(), changes=Changes()))
        region.wait_for(state="detached")
        page.close()
    assert said == []
