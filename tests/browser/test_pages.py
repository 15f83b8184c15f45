"""Pages in a real browser, opened from a folder as on a shared drive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest

from tests.builds import build_site
from tests.sites import BASE, files_of, picture, site, story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.chromium

ATTACK = (
    '<script>alert(1)</script><img src=x onerror=alert(2)><a href=\\"javascript:alert(3)\\">x</a>\\" onload=\\"alert(4)'
)
"""Text that would run if anything treated it as more than text, as it stands in YAML between double quotes."""

BODY = """
<script>alert(5)</script>

[click](javascript:alert(6)) ![x](https://tracker.example/x.png) <img src="https://tracker.example/y.png">

<svg onload="alert(7)"></svg> <iframe src="https://tracker.example/"></iframe> <div style="position:fixed">x</div>
"""


WARD = {
    "heard": "{source: survey, period: 2026-05, people: 25, groups: [carers]}",
    "actions": (
        f'[{{text: "{ATTACK}", status: done, date: 2026-06-01, owner: "{ATTACK}", check_on: 2026-11-02}}, '
        f'{{text: "{ATTACK}", status: in progress}}, '
        f'{{text: "{ATTACK}", status: planned, promised: 2026-08-01, date: 2026-12-01}}, '
        f'{{text: "{ATTACK}", status: cant-change, why: "{ATTACK}", who_decides: "{ATTACK}", instead: "{ATTACK}"}}, '
        f'{{text: "{ATTACK}", status: explained}}]'
    ),
    "measures": f'[{{name: "{ATTACK}", before: 1234567.89, after: -0.5, unit: "{ATTACK}", n: 48}}]',
    "checked": f'{{on: 2026-09-28, result: working, note: "{ATTACK}"}}',
    "made_with": f'{{who: "{ATTACK}", way: pdsa, what: "{ATTACK}"}}',
    "challenges": f'[{{kind: time, text: "{ATTACK}"}}]',
    "helped": f'[{{kind: other, text: "{ATTACK}"}}]',
    "cycles": f'[{{plan: "{ATTACK}", do: "{ATTACK}", study: "{ATTACK}", act: "{ATTACK}"}}]',
    "staff_experience": f'"{ATTACK}"',
}
"""What the page of a ward shows of a story, all of it an attack."""

FIELDS = "heard, what_matters, quotes, photos, difference, checked, measures, made_with, owner, contact"
SETTINGS = (
    f"    reports: [my-ward, loop]\n    fields: [{FIELDS}, challenges, helped, cycles, staff_experience]\n"
    "    posters: {kinds: [story, ward, board], sizes: [a3]}\n"
)
MONTHS = (*(f"2025-{month:02}" for month in range(10, 13)), *(f"2026-{month:02}" for month in range(1, 11)))
ORGANISATION = (
    "period: 2026\naudiences: [patients]\nmeasures:\n"
    f'  - {{name: "{ATTACK}", unit: "%", loop: true, staff_group: "{ATTACK}", source: "{ATTACK}", '
    "series: [{period: 2025, value: 50}, {period: 2026, value: 60}]}\n"
    f'  - {{name: "{ATTACK}", unit: "%", loop: true, better: higher, target: 70, source: "{ATTACK}", '
    f'rebase: [{{period: 2026-05, why: "{ATTACK}"}}], '
    f"series: [{', '.join(f'{{period: {month}, value: {50 + at}}}' for at, month in enumerate(MONTHS))}]}}\n"
)
"""Measures of the whole organisation: a table of groups of staff, and a chart."""
TABLE = "Ward,Month,Very good,Good,Neither good nor poor,Poor,Very poor,Don't know\n" + "".join(
    f"Willow Ward,{month},{30 + at % 4},9,0,0,0,{at % 3}\n" for at, month in enumerate(MONTHS)
)
RAW = ATTACK.replace('\\"', '""')
PAIRS = f'Ward,You said,We did,Status,Owner\nMaple Ward,"{RAW}","{RAW}",planned,"{RAW}"\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a project in which every field of a story is an attack, and return the patients' site."""
    folder = tmp_path_factory.mktemp("attack")
    keys = {
        "title": f'"{ATTACK}"',
        "you_said": f'"{ATTACK}"',
        "summary": f'"{ATTACK}"',
        "what_matters": f'"{ATTACK}"',
        "difference": f'"{ATTACK}"',
        "contact": f'"{ATTACK}"',
        "place": "willow",
        "date": "2026-11-01",
        "ref": "YS-1",
        "themes": "[discharge, being-kept-informed]",
        "slug": "attack",
        "quotes": f'[{{text: "{ATTACK}", by: "{ATTACK}", consent: {{reference: C-1, given: 2026-01-01}}}}]',
        "photos": f'[{{file: bed.png, alt: "{ATTACK}", caption: "{ATTACK}"}}]',
    }
    settings = files_of(BASE)["site.yaml"].replace("  - id: patients\n", f"  - id: patients\n{SETTINGS}")
    settings += f'groups: [{{id: carers, name: "{ATTACK}"}}]\n'
    settings += "tables: {figures_for: [patients], pairs_for: [patients]}\n"
    more = {
        "site.yaml": settings,
        "places.yaml": files_of(BASE)["places.yaml"] + "- {id: maple, name: Maple Ward, parent: general}\n",
        "stories/attack.md": story(**keys, **WARD) + BODY,
        "feedback/organisation.yaml": ORGANISATION,
        "feedback/fft.csv": TABLE,
        "stories/pairs.csv": PAIRS,
        "stories/elsewhere.md": story(title="Elsewhere", place="maple", themes="[discharge]", date="2026-09-01"),
        "images/bed.png": picture(size=(600, 400)),
    }
    content = site(folder, more=more)
    outcome = build_site(content)
    assert outcome.errors == 0, outcome.problems
    return folder / "site" / "patients"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a new page of the browser."""
    opened = browser.new_page()
    yield opened
    opened.close()


def test_nothing_that_people_wrote_runs_or_loads_from_elsewhere(built: Path, page: Page) -> None:
    """No dialog, no script error, no refused request and no request off-site, on any page."""
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: heard.append(f"console {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error {error}"))
    page.on("request", lambda request: request.url.startswith(("file:", "data:")) or heard.append(request.url))
    pages = sorted(built.rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        page.goto(path.as_uri())
    assert heard == []


def test_search_finds_a_story_as_it_is_typed(built: Path, page: Page) -> None:
    """From a folder, with a classic script: part of a word is enough, and words that are nowhere find nothing."""
    page.goto((built / "search.html").as_uri())
    page.get_by_role("searchbox").fill("noi nigh")
    results = page.locator("main a", has_text="Quieter nights")
    results.first.wait_for()
    results.first.click()
    assert page.url.endswith("stories/quieter-nights.html")
    page.goto((built / "search.html").as_uri())
    page.get_by_role("searchbox").fill("zeppelin")
    page.wait_for_timeout(300)
    assert page.locator("main a", has_text="Quieter nights").count() == 0


SEARCHED = """\
-- places.yaml --
- {id: general, name: General Hospital, kind: site}
- {id: emergency, name: A&E, parent: general, kind: service, aliases: [ED, Casualty]}
- {id: willow, name: Willow Ward, parent: general, aliases: [Ward 7, W7]}
-- stories/shorter-waits.md --
---
title: Shorter waits in A&E
place: emergency
date: 2026-11-01
audiences: [patients]
you_said: I waited 9 hours. The X-ray was at 5am. Staff don’t wear badges.
we_did: Mr O’Brien’s children's corner has toys, and the tŷ bach and łóżko have signs.
---
-- stories/quieter-nights.md --
---
title: Quieter nights
place: willow
date: 2026-11-02
audiences: [patients]
you_said: It is noisy.
we_did: We emptied the bins, and talk on the x ray line.
---
"""
WAITS, NIGHTS = "Shorter waits in A&E", "Quieter nights"
NOTHING, TOO_SHORT = (
    "We found nothing with all these words. You can try this.",
    "Write at least 2 letters, or a number.",
)


@pytest.mark.parametrize(
    ("typed", "titles", "said"),
    [
        ("A&E a&e a+e ae casualty ED", ["A&E", WAITS], ""),
        ("W7 ward7 ward-7 WILLOW", ["Willow Ward", NIGHTS], ""),
        ("dont don't don’t DON`T childrens children's children toy toys", [WAITS], ""),
        ("xray x-ray X‑ray xrays", [NIGHTS, WAITS], ""),
        ("tŷ TY bach lozko Łóżko O'Brien obriens brien", [WAITS], ""),
        ("5am 9 badge", [WAITS], ""),
        ("emptied-bins bin", [NIGHTS], ""),
        ("zeppelin 99 constructor __proto__", [], NOTHING),
        ("& x ’ < …", [], TOO_SHORT),
        (("a & e", "A and E", "  a&e  "), ["A&E", WAITS], ""),
        (("ward 7", "7 willow", "w 7"), ["Willow Ward", NIGHTS], ""),
        (("X ray", "ray x-ray"), [NIGHTS, WAITS], ""),
        (("5 am", "9 hours", "ty bach"), [WAITS], ""),
        (("noisy zeppelin",), [], NOTHING),
    ],
)
def test_search_finds_words_however_they_are_typed(
    searched: Path, page: Page, typed: str | tuple[str, ...], titles: list[str], said: str
) -> None:
    """Breaks when the page takes words apart otherwise than the index, when wards do not come first, or in silence."""
    page.goto((searched / "search.html").as_uri())
    words = typed.split() if isinstance(typed, str) else typed
    found = {}
    for one in words:
        page.get_by_role("searchbox").fill(one)
        found[one] = page.locator("#search-found .row-title").all_inner_texts()
        assert page.locator("#search-help").is_visible() == (said == NOTHING)
    assert found == dict.fromkeys(words, titles)
    if said:
        page.get_by_text(said).wait_for()


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a project to search, and return the patients' site."""
    folder = tmp_path_factory.mktemp("searched")
    build_site(site(folder, SEARCHED))
    return folder / "site" / "patients"


def test_without_javascript_every_page_can_be_reached_and_read(built: Path, browser: Browser) -> None:
    """Following links alone, from the home page, leads to every page but those for lost readers."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    seen: set[str] = set()
    queue = [(built / "index.html").as_uri()]
    while queue:
        address = queue.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        assert page.locator("h1").inner_text().strip()
        for link in page.locator("a[href]").all():
            whole = urldefrag(urljoin(address, link.get_attribute("href") or "")).url
            if whole.startswith(built.as_uri()) and whole.endswith(".html"):
                queue.append(whole)
    context.close()
    every = {path.as_uri() for path in built.rglob("*.html")}
    assert every - seen == {(built / "404.html").as_uri()}


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_runs_off_the_side(built: Path, browser: Browser, width: int) -> None:
    """At 320 pixels, which is a page at 400 per cent, nobody has to scroll sideways, whatever they open."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in sorted(built.rglob("*.html")):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
    page.close()


def test_the_way_of_a_concern_is_read_out_step_by_step(built: Path, page: Page) -> None:
    """The picture of how far a thing has come is a list with a line above it, in words, for those who cannot see it."""
    page.goto((built / "my-ward" / "willow.html").as_uri())
    steps = page.locator(".steps-line").first
    assert steps.evaluate("(list) => list.previousElementSibling.textContent") == "How far it has come"
    said = [one.text_content() for one in steps.get_by_role("listitem").all()]
    assert said == ["Heard: yes", "Decided: yes", "By whom: yes", "Changed: partly", "Checked: overdue"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("my-ward/willow.html", "Where things stand, by the month of the story"),
        ("status/index.html", "Where things stand, by the month of the story"),
        ("themes/index.html", "How many stories and summaries speak of each theme"),
    ],
)
def test_drawings_have_names_and_fit_a_phone(built: Path, browser: Browser, path: str, name: str) -> None:
    """A drawing is a picture with a name; at 320 pixels none of its words is cut off or under 9 pixels high."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto((built / path).as_uri())
    drawing = page.get_by_role("img", name=name, exact=True)
    assert drawing.count() == 1
    boxes = drawing.locator("text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right, box.height])"
    )
    assert len(boxes) > 2
    assert all(left >= 0 and right <= 320 and height >= 9 for left, right, height in boxes), boxes
    page.close()
