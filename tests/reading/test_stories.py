"""Stories, their translations, summaries and pages."""

from __future__ import annotations

import pytest

from tests.sites import picture, site, story
from yousaid.model.states import Source, Status, Use
from yousaid.model.story import ActionWords
from yousaid.reading.library import read_library


def read(folder, text="", more=None):
    """Return the library and the problems as path, line and code."""
    reading = read_library(site(folder, text, more))
    assert reading.library is not None
    return reading.library, [(one.path, one.line, one.code) for one in reading.problems]


def one(library, slug):
    """Return the story with this slug."""
    return next(story for story in library.stories if story.slug == slug)


FULL = """\
-- stories/2026/full.md --
---
title: A title
  on two lines
place: Ward 7, Teaselbridge General Hospital
audiences:
  - staff
  - patients
date: 2026-10-31
ref: YS-0042
you_said: |
  It is too noisy.

  Bins are emptied at 5am.
we_did: We moved the bins.
actions:
  - text: Soft-close lids
    status: Planned
    date: 2026-12-01
    owner: Head of Facilities
    audiences: [staff]
  - text: A new wall
    status: can’t change
    why: It holds the roof.
    who_decides: Head of Estates
    instead: Ear plugs
heard: {source: Care Opinion, period: 2026-09, people: 12}
themes: [Sensory experience, sensory-experience, "Activities / Parking"]
quotes:
  - text: “It was like a station.”
    by: patient
    consent: {reference: C-1, given: 2026-09-01, uses: [Web]}
photos:
  - {file: ward.png, alt: A ward}
checked: {on: 2026-11-01, result: not yet}
measures:
  - {name: Sleep, before: 61, after: 84.5, unit: "%", n: 120}
made_with: {who: 6 patients, how_many: 6, way: Always Event}
draft: no
poster: yes
aliases: [quiet]
---
For all.

::: staff
For staff.
:::
"""


def test_a_full_story_is_read(tmp_path):
    """Every kind of value arrives as what it is."""
    text = FULL.replace('"Activities / Parking"', "Parking")
    library, problems = read(tmp_path, text, {"images/ward.png": picture()})
    assert problems == []
    full = one(library, "full")
    assert full.title == "A title on two lines"
    assert full.place == "willow"
    assert full.audiences == ("staff", "patients")
    assert full.you_said == "It is too noisy.\n\nBins are emptied at 5am."
    assert [(action.text, action.status) for action in full.actions] == [
        ("We moved the bins.", Status.DONE),
        ("Soft-close lids", Status.PLANNED),
        ("A new wall", Status.CANT_CHANGE),
    ]
    assert full.we_did == "We moved the bins."
    assert full.actions[1].audiences == ("staff",)
    assert full.heard is not None
    assert (full.heard.source, full.heard.people) == (Source.CARE_OPINION, 12)
    assert full.themes == ("sensory-experience", "parking")
    assert full.quotes[0].consent.uses == (Use.WEB,)
    assert full.measures[0].after == 84.5
    assert (full.draft, full.poster) == (False, True)
    assert [(block.text, block.audiences, block.line) for block in full.body] == [
        ("For all.\n", None, 42),
        ("For staff.", ("staff",), 45),
    ]
    assert full.origin.path == "stories/2026/full.md"
    assert len(library.images["ward.png"]) == 32


def test_a_theme_needs_its_own_group(tmp_path):
    """A name under another group's heading is not guessed."""
    _, problems = read(tmp_path, FULL, {"images/ward.png": picture()})
    assert [code for *_, code in problems] == ["YS502"]


def test_a_mistake_holds_back_its_story_only(tmp_path):
    """The broken one is reported and left out; in a list, too."""
    listed = "".join(
        f"- title: {title}\n  audiences: [{name}]\n  we_did: X\n"
        for title, name in (("A", "staff"), ("B", "stff"), ("C", "staff"))
    )
    library, problems = read(tmp_path, "", {"stories/list.yaml": listed, "stories/x.md": story(place="nowhere")})
    assert [one.slug for one in library.stories] == ["a", "c", "quieter-nights"]
    assert problems == [("stories/list.yaml", 5, "YS402"), ("stories/x.md", 4, "YS501")]


def test_a_warning_holds_nothing_back(tmp_path):
    """Words behind a # are reported, and the story is there."""
    library, problems = read(tmp_path, "", {"stories/x.md": story(summary="Bay #4")})
    assert problems == [("stories/x.md", 4, "YS207")]
    assert one(library, "x").summary == "Bay"


def test_slugs_come_from_the_file_or_in_a_list_from_the_number_or_title(tmp_path):
    """A written slug comes first."""
    more = {
        "stories/Café – Größe.md": story(),
        "stories/y.md": story(slug="z"),
        "stories/single.yaml": "title: T\naudiences: [staff]\nwe_did: X\n",
        "stories/list.yml": "".join(
            f"- title: {title}\n  audiences: [staff]\n  we_did: X\n{more}"
            for title, more in (("One", "  ref: YS-1\n"), ("Two", "  slug: deux\n"), ("Drei", ""))
        ),
    }
    library, problems = read(tmp_path, "", more)
    assert problems == []
    assert [one.slug for one in library.stories] == [
        "cafe-grosse",
        "deux",
        "drei",
        "quieter-nights",
        "single",
        "ys-1",
        "z",
    ]


def test_both_of_two_stories_with_one_slug_are_held_back(tmp_path):
    """Each names the other's file."""
    reading = read_library(site(tmp_path, more={"stories/b/quieter-nights.md": story()}))
    assert reading.library is not None
    assert reading.library.stories == ()
    first, second = reading.problems
    assert "stories/quieter-nights.md" in first.message
    assert "stories/b/quieter-nights.md" in second.message


def test_parts_for_nobody_are_errors(tmp_path):
    """An empty or unknown list of audiences of a part is never taken for everybody."""
    for number, audiences in enumerate(["", "[]", "[stff]", "staff", "null", "[board]", "[staff, staff]"]):
        action = f"\n  - text: A\n    status: done\n    audiences: {audiences}"
        library, problems = read(tmp_path / str(number), "", {"stories/x.md": story(actions=action)})
        assert {path for path, *_ in problems} == {"stories/x.md"}, audiences
        assert [one.slug for one in library.stories] == ["quieter-nights"]


CY = """\
-- stories/quieter-nights.cy.md --
---
title: Nosweithiau tawelach
we_did: Wedi 7am.
note: Sample translation
---
Testun.

::: staff
Staff.
:::
"""


def test_a_translation_is_attached_to_its_story(tmp_path):
    """With its words as actions, its language from the file's name, and its fences."""
    library, problems = read(tmp_path, CY)
    assert problems == []
    (words,) = one(library, "quieter-nights").translations
    assert (words.language, words.title, words.note) == ("cy", "Nosweithiau tawelach", "Sample translation")
    assert words.actions == (ActionWords(text="Wedi 7am."),)
    assert [block.audiences for block in words.body] == [None, ("staff",)]
    assert words.origin.path == "stories/quieter-nights.cy.md"


def test_translations_stand_in_the_order_of_the_languages(tmp_path):
    """As in site.yaml, not as the files are called."""
    languages = (
        "languages:\n  - {code: en, name: English}\n  - {code: pl, name: Polski}\n  - {code: cy, name: Cymraeg}\n"
    )
    library, problems = read(tmp_path, CY + CY.replace(".cy.", ".pl."))
    assert [code for *_, code in problems] == ["YS506"]
    folder = site(tmp_path / "2", CY + CY.replace(".cy.", ".pl."))
    settings = (folder / "site.yaml").read_text()
    start, end = settings.index("languages:"), settings.index("audiences:")
    (folder / "site.yaml").write_text(settings[:start] + languages + settings[end:])
    library = read_library(folder).library
    assert library is not None
    assert [words.language for words in one(library, "quieter-nights").translations] == ["pl", "cy"]


def test_a_translation_that_is_wrong_leaves_its_story(tmp_path):
    """The story is shown without it."""
    library, problems = read(tmp_path, CY.replace("we_did: Wedi 7am.", "actions: [{text: a}, {text: b}]"))
    assert problems == [("stories/quieter-nights.cy.md", 3, "YS507")]
    assert one(library, "quieter-nights").translations == ()


def test_a_translation_of_a_story_that_is_held_back_says_nothing(tmp_path):
    """The story's own mistake is enough; the translation's own mistakes are told."""
    broken = "-- stories/quieter-nights.md --\n---\ntitle: A\n---\n"
    assert read(tmp_path, broken + CY)[1] == [("stories/quieter-nights.md", 2, "YS401")]
    both = read(tmp_path / "2", broken + CY.replace("::: staff", "::: stff"))[1]
    assert both == [("stories/quieter-nights.cy.md", 8, "YS404"), ("stories/quieter-nights.md", 2, "YS401")]


@pytest.mark.parametrize("name", ["v1.2.md", "ward.seven.md", "2018.08.md"])
def test_a_dot_in_a_name_is_no_language(tmp_path, name):
    """Only 2 or 3 letters are."""
    library, problems = read(tmp_path, "", {f"stories/{name}": story()})
    assert problems == []
    assert len(library.stories) == 2


def test_summaries_are_read_from_lists_and_text(tmp_path):
    """In the order of place and period."""
    text = (
        "- {place: Ward 7, period: 2026-09, audiences: [staff]}\n"
        "- place: Willow Ward\n  period: 2026-08\n  audiences: [staff]\n"
        "  fft: {very_good: 1, good: 0, neither: 0, poor: 0, very_poor: 0, dont_know: 0, eligible: 40}\n"
        "  heard: [{theme: Food and drink provision & facilities, said: Cold}]\n"
    )
    body = "---\nperiod: 2017\naudiences: [staff]\n---\nWords.\n::: staff\nMore.\n:::\n"
    library, problems = read(tmp_path, "", {"feedback/2026.yaml": text, "feedback/year.md": body})
    assert problems == []
    assert [(one.place, one.period) for one in library.summaries] == [
        ("", "2017"),
        ("willow", "2026-08"),
        ("willow", "2026-09"),
        ("willow", "2026-10"),
    ]
    second = library.summaries[1]
    assert second.fft is not None
    assert (second.fft.very_good, second.fft.eligible) == (1, 40)
    assert second.heard[0].theme == "food-and-drink"
    assert len(library.summaries[0].body) == 2


def test_pages_are_read(tmp_path):
    """By slug, with menu and body."""
    library, problems = read(
        tmp_path, "", {"pages/a b.md": "---\ntitle: T\naudiences: [staff]\nmenu: yes\n---\nText\n"}
    )
    assert problems == []
    assert [(page.slug, page.menu) for page in library.pages] == [("a-b", True), ("about", False)]
