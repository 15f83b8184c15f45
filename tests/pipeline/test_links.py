"""Links in texts: each that leads nowhere is named where it stands, and following the hint mends it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builds import TODAY, Silence
from tests.sites import files_of, site
from yousaid.pipeline.build import dry_run
from yousaid.pipeline.request import Outcome, Request

SITE = files_of("""\
-- site.yaml --
organisation:
  name: Teaselbridge NHS Trust
contact:
  name: Patient Experience Team
languages: [{code: en, name: English}, {code: cy, name: Cymraeg}]
audiences:
  - {id: patients, name: Patients, title: Said, posters: {kinds: []}, address: "https://ourtrust.example/patients/"}
  - {id: staff, name: Staff, title: Said, posters: {kinds: []}, public: false, folder: internal}
-- stories/linked.md --
---
title: Linked
place: willow
date: 2026-11-01
audiences: [patients]
you_said: It is loud.
we_did: It is quiet.
---
## Quiet nights

Words [a link](TARGET) and [the same again](TARGET).
-- stories/quieter-nights.md --
---
title: Quieter nights on Willow Ward
place: willow
date: 2026-11-01
audiences: [patients, staff]
you_said: It is too noisy at night.
we_did: Bins are now emptied after 7am.
---
## How it went

We asked again.
""")

WELSH = "---\ntitle: Tawel\nyou_said: Swn.\nwe_did: Tawel.\n---\n"
ABOUT = "---\ntitle: About\naudiences: [patients]\n---\n"

MENDED = {
    "stories/quieter-nights.html": "quieter-nights.html",
    "/stories/quieter-nights.html": "quieter-nights.html",
    "quieter-nights.md": "quieter-nights.html",
    "../content/stories/quieter-nights.md": "quieter-nights.html",
    "quieter-nights": "quieter-nights.html",
    "Quieter-Nights.html": "quieter-nights.html",
    "quiter-nights.html": "quieter-nights.html",
    "../patients/stories/quieter-nights.html": "quieter-nights.html",
    "places/willow.html": "../places/willow.html",
    "willow.html": "../places/willow.html",
    "../places": "../places/index.html",
    "about.md": "../pages/about.html",
    "pages/about": "../pages/about.html",
    "https://ourtrust.example/patients/stories/quieter-night.html": "quieter-nights.html",
    "https://OurTrust.example/patients/about.html": "../pages/about.html",
    "team@ourtrust.example": "mailto:team@ourtrust.example",
    "team@ourtrust.example?subject=Hello": "mailto:team@ourtrust.example?subject=Hello",
    "01632 960 140": "tel:01632960140",
    "+44 1632 960140": "tel:+441632960140",
    "www.nhs.uk": "https://www.nhs.uk",
    "nhs.uk/conditions/": "https://nhs.uk/conditions/",
    "htp://www.nhs.uk/x": "https://www.nhs.uk/x",
    "#quiet-nights": "#text-quiet-nights",
    "#quite-nights": "#text-quiet-nights",
    "#Quiet-Nights": "#text-quiet-nights",
    "quieter-nights.html#how-it-went": "quieter-nights.html#text-how-it-went",
    "quieter-nights.html#nope": "quieter-nights.html",
}
"""Links that lead nowhere, and what the first suggestion makes of them."""

FINE = (
    "quieter-nights.html",
    "quieter-nights.html#text-how-it-went",
    "quieter-nights.html?print=1",
    "../places/",
    "../index.html",
    "./quieter-nights.html",
    "#text-quiet-nights",
    "#main",
    "#top",
    "https://ourtrust.example/patients/",
    "https://ourtrust.example/patients",
    "http://ourtrust.example/patients/stories/quieter-nights.html#text-how-it-went",
    "https://ourtrust.example/",
    "https://www.nhs.uk/conditions/#x",
    "mailto:team@ourtrust.example",
    "tel:01632960140",
    "linked.cy.html",
)


def planned(content: Path, audiences: tuple[str, ...] = ()) -> Outcome:
    """Return what a build would do."""
    return dry_run(Request(content=content, output=content / "site", today=TODAY, audiences=audiences), Silence())


def built(folder: Path, target: str) -> list[tuple[str, int, int, str, str]]:
    """Return what a build says of a story with the link twice."""
    more = {path: text.replace("TARGET", target) for path, text in SITE.items()}
    more["stories/linked.cy.md"] = WELSH
    outcome = planned(site(folder, more=more), ("patients",))
    return [
        (problem.code, problem.line, problem.column, problem.message, problem.hint)
        for problem in outcome.problems
        if problem.code[:3] != "YS6" and problem.code[:3] != "YS7"
    ]


@pytest.mark.parametrize(("target", "mended"), MENDED.items())
def test_following_the_hint_mends_the_link(tmp_path: Path, target: str, mended: str) -> None:
    """Breaks when a hint is written from the top of the site, or a link that stands twice is named once."""
    found = built(tmp_path, target)
    assert [one[1:3] for one in found] == [(11, 16), (11, 39 + len(target))]
    assert {one[0] for one in found} == {"YS520" if "#" in target else "YS509"}
    suggested = re.findall("“(.*?)”", found[0][4])
    assert 1 <= len(suggested) <= 3
    assert suggested[0] == mended
    for number, one in enumerate(suggested):
        assert built(tmp_path / str(number), one) == []


@pytest.mark.parametrize("target", FINE)
def test_a_link_that_leads_somewhere_is_no_problem(tmp_path: Path, target: str) -> None:
    """Breaks when a page, a part of it, or an address of ours or of others is taken for a dead one."""
    assert built(tmp_path, target) == []


@pytest.mark.parametrize(
    ("target", "code", "hint"),
    [
        ("C:\\Users\\me\\menu.pdf", "YS521", "Put the file on your website"),
        ("\\\\server\\share\\menu.docx", "YS521", "Put the file on your website"),
        ("file:///C:/menu.pdf", "YS521", "Put the file on your website"),
        ("//server/share/menu.pdf", "YS521", "Put the file on your website"),
        ("menu.pdf", "YS509", "Files are not part of the site"),
        ("javascript:alert(1)", "YS902", "Write an address that starts with https://"),
        ("../../internal/index.html", "YS509", "Take the link out, or write it in words for staff only"),
        ("", "YS509", "Write one between the brackets"),
        ("xyzzy-plugh-frotz", "YS509", "Take the link out, or link to a page that is there"),
        ("#xyzzy", "YS520", "Take the link out, or add the heading"),
    ],
)
def test_what_no_page_can_mend_is_said(tmp_path: Path, target: str, code: str, hint: str) -> None:
    """Breaks when a file of a computer, another site or nothing at all gets a list of pages as advice."""
    found = built(tmp_path, target)
    assert {one[0] for one in found} == {code}
    assert all(one[4].startswith(hint) for one in found)
    assert found[0][1] == 11


def test_a_note_to_which_nothing_points_is_named(tmp_path: Path) -> None:
    """No page shows it. Fails when it is left out in silence, or when what points to it in a fence does not count."""
    fence = "A[^1].\n\n::: staff\nB[^2].\n\n[^2]: Two.\n:::\n\n[^1]: One.\n"
    nights = {
        "stories/quieter-nights.md": SITE["stories/quieter-nights.md"] + fence,
        "pages/about.md": f"{ABOUT}A[^1].\n\n[^1]: One.\n[^c]: Three.\n",
    }
    found = [one for one in planned(site(tmp_path, more=nights)).problems if one.code == "YS902"]
    assert [(one.excerpt, one.column, one.message, one.hint) for one in found] == [
        (
            "[^c]: Three.",
            1,
            "Something in this text is not shown: the note [^c], because nothing points to it.",
            "Write [^c] in the text where the note belongs, or delete the note.",
        )
    ]


def test_links_in_translations_pages_and_fences_are_named_where_they_stand(tmp_path: Path) -> None:
    """Breaks when only stories are looked at, or when a link is looked for from the start of the file."""
    nights = SITE["stories/quieter-nights.md"] + "A nope.html.\n\n::: staff\nSee\n[x](nope.html).\n:::\n"
    more = {
        "site.yaml": SITE["site.yaml"],
        "stories/quieter-nights.md": nights + "\n[r][1] and <a href='gone.html'>y</a>\n\n[1]: lost.html\n",
        "stories/quieter-nights.cy.md": f"{WELSH}Gweler [x](cy-nope.html).\n",
        "pages/about.md": f"{ABOUT}A `[x](code.html)` and \\[x](escaped.html).\n\n[x](no.html)\n",
    }
    outcome = planned(site(tmp_path, more=more))
    found = [
        (problem.path, problem.line, problem.column, re.search("“(.*?)”", problem.message)[1], problem.message[-9:])
        for problem in outcome.problems
        if problem.code == "YS509"
    ]
    assert found == [
        ("pages/about.md", 7, 5, "no.html", "patients."),
        ("stories/quieter-nights.cy.md", 6, 12, "cy-nope.html", "patients."),
        ("stories/quieter-nights.cy.md", 6, 12, "cy-nope.html", "or staff."),
        ("stories/quieter-nights.md", 16, 5, "nope.html", "or staff."),
        ("stories/quieter-nights.md", 19, 21, "gone.html", "patients."),
        ("stories/quieter-nights.md", 19, 21, "gone.html", "or staff."),
        ("stories/quieter-nights.md", 21, 6, "lost.html", "patients."),
        ("stories/quieter-nights.md", 21, 6, "lost.html", "or staff."),
    ]


def test_a_hint_of_many_choices_names_three(tmp_path: Path) -> None:
    """Breaks when a message lists 400 wards: the nearest are named, and how many others there are."""
    wards = "".join(f"- {{id: w{number}, name: Qq{number}}}\n" for number in range(400))
    outcome = planned(site(tmp_path, more={"places.yaml": wards}))
    hints = [problem.hint for problem in outcome.problems if problem.code == "YS501"]
    assert hints
    assert all(len(hint) < 300 for hint in hints), hints
