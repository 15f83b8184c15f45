"""A slide show in a real browser, from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.builds import build_site
from tests.sites import BASE, files_of, site, story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.chromium
LONG = " ".join(["Multidisciplinary"] * 18) + "."
"""Words of which 2 stand on a line, or 1 where the window is narrow."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build a project with screens and return the address of a ward's show."""
    folder = tmp_path_factory.mktemp("screens")
    settings = files_of(BASE)["site.yaml"].replace(
        "  - id: patients\n", "  - id: patients\n    posters: {kinds: [], screens: true}\n"
    )
    days = {"review_by": "2026-11-25", "date": "2026-11-01"}
    told = story(title="Warm soup", place="willow", slug="soup", you_said="It was cold.", **days)
    long = story(title="Long words", place="willow", slug="long", date="2026-11-01", you_said=LONG)
    outcome = build_site(site(folder, more={"site.yaml": settings, "stories/soup.md": told, "stories/long.md": long}))
    assert outcome.errors == 0, outcome.problems
    return (folder / "site" / "patients" / "screens" / "willow.html").as_uri()


def opened(browser: Browser, address: str, day: str, motion: str = "no-preference") -> Page:
    """Return the show on a day, in a browser whose clock stands."""
    page = browser.new_page(reduced_motion=motion)  # type: ignore[arg-type]
    page.clock.install(time=f"{day}T09:00:00")
    page.goto(address)
    return page


def now(page: Page) -> str:
    """Return what stands on the slide that is shown."""
    assert page.locator(".slide.now").count() == 1
    return page.locator(".slide.now").text_content() or ""


def test_it_runs_pauses_and_goes_on(browser: Browser, address: str) -> None:
    """Slides turn by themselves; space stops them, says so, and nothing moves until it is pressed again."""
    page = opened(browser, address, "2026-11-23")
    first = now(page)
    page.clock.run_for(11_000)
    second = now(page)
    assert first != second
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play").wait_for()
    page.clock.run_for(60_000)
    assert now(page) == second
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").wait_for()
    page.clock.run_for(30_000)
    assert now(page) != second
    page.keyboard.press("Space")
    here = now(page)
    page.keyboard.press("ArrowLeft")
    assert now(page) != here
    page.close()


@pytest.mark.parametrize(("day", "there"), [("2026-11-25", True), ("2026-11-26", False)])
def test_a_slide_is_dropped_after_its_last_day(browser: Browser, address: str, day: str, there: bool) -> None:
    """By the clock of the screen, which may not have had a new page for weeks."""
    page = opened(browser, address, day)
    page.keyboard.press("Space")
    seen = set()
    for _ in range(page.locator(".slide").count()):
        seen.add(now(page))
        page.keyboard.press("ArrowRight")
    assert any("Warm soup" in text for text in seen) is there
    page.close()


def test_when_all_is_over_it_still_says_how_to_tell_us(browser: Browser, address: str) -> None:
    """A screen that nobody looks after shows nothing that is old."""
    page = opened(browser, address, "2030-01-01")
    assert "Tell us" in now(page)
    page.clock.run_for(30_000)  # the page is read again at the end of each round
    page.locator(".slide.now", has_text="Tell us").wait_for(state="attached")
    page.close()


def test_it_does_not_start_by_itself_for_those_who_want_no_motion(browser: Browser, address: str) -> None:
    """It waits for Play, and nothing fades."""
    page = opened(browser, address, "2026-11-23", "reduce")
    first = now(page)
    page.clock.run_for(60_000)
    assert now(page) == first
    assert page.locator(".slide:visible").count() == 1
    assert page.get_by_role("button", name="Play").count() == 1
    assert page.locator(".slide.now").evaluate("one => getComputedStyle(one).transitionDuration") == "0s"
    page.close()


def test_without_a_script_all_slides_can_be_read(browser: Browser, address: str) -> None:
    """They stand one below the other, and no button is there that would do nothing."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    assert page.locator(".slide:visible").count() == page.locator(".slide").count() > 3
    assert page.locator("button:visible").count() == 0
    page.context.close()
    assert Path(address.removeprefix("file://")).with_name("willow-01.png").exists()


@pytest.mark.parametrize("window", [(1920, 1080), (1366, 768), (1280, 1024), (1080, 1920), (900, 700)])
def test_no_slide_is_taller_than_its_window(browser: Browser, address: str, window: tuple[int, int]) -> None:
    """Nobody scrolls a screen on a wall: words become smaller where the window is narrow, also when it is turned."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(address)
    page.keyboard.press("Space")
    sizes = []
    for _ in range(page.locator(".slide").count()):
        page.set_viewport_size({"width": window[0], "height": window[1]})
        page.wait_for_function(f"innerWidth === {window[0]}")
        page.wait_for_function("document.documentElement.scrollHeight <= innerHeight + 1")
        sizes.append(page.locator(".slide.now").evaluate("one => one.style.getPropertyValue('--fit')"))
        page.keyboard.press("ArrowRight")
    assert min(map(float, sizes)) < 1 or window != (1080, 1920)
    page.close()
