"""Copies of files: none of them is used, and what is no copy is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builds import build_site
from tests.sites import BASE, files_of, write
from yousaid.reading.copies import original
from yousaid.reading.library import read_library

STORY = """\
---
title: Food came cold
place: willow
date: 2026-10-01
audiences: [patients, staff]
you_said: COLDFOOD My husband got cold food.
we_did: Trolleys are heated.
---
"""
WITHDRAWN = STORY.replace("audiences", "withdrawn: 2026-11-15\naudiences")
MADE = [
    "bad-food-LAPTOP-4KQ2",
    "bad-food-DESKTOP-ABC123",
    "bad-food-DESKTOP-ABC123-2",
    "bad-food-laptop-4kq2",
    "bad-food-LAPTOP-ABCDEFGH",
    "bad-food-PC01",
    "bad-food-WIN-0A1B2C3D4E5",
    "bad-food (1)",
    "bad-food(2)",
    "bad-food - Copy",
    "bad-food - Copy (2)",
    "bad-food - Copy - Copy",
    "bad-food - Copy-LAPTOP-4KQ2 (1)",
    "bad-food - Kopie",
    "bad-food - Copie (3)",
    "bad-food - Copi",
    "bad-food - نسخة",
    "Copy of bad-food",
    "Copy (2) of bad-food",
    "Copy of Copy of bad-food",
    "Kopie von bad-food",
    "Copie de bad-food",
    "bad-food copy",
    "bad-food copy 2",
    "bad-food (conflicted copy 2026-11-20)",
    "bad-food (conflicted copy 2026-11-20 101010)",
    "bad-food (Ann's conflicted copy 2026-11-20)",
    "bad-food (Case Conflict 1)",
    "bad-food (SFConflict ann@example.nhs.uk 2026-11-20-10-10-10)",
    "bad-food_conflict-20261120-101010",
    "bad-food.sync-conflict-20261120-101010-ABCDEFG",
    "BAD-FOOD (1)",
]
"""Names that programs give to copies of bad-food."""
ODD = [
    "bad-food-OLD",
    "bad-food_backup",
    "bad-food-old",
    "bad-food.bak2".removesuffix("2"),
    "bad-food 2",
    "bad-food-WARD7-PC",
    "bad-food-RXH-L001234",
    "bad-food-Anns-MacBook-Pro",
    "copy-of-bad-food",
]
"""Names that only may be a copy's."""


def reading_of(tmp_path, files):
    """Return what reading the small project with more files gives."""
    return read_library(write(tmp_path, files_of(BASE) | files))


def shown(reading):
    """Return the slugs of the stories that are used."""
    return [story.slug for story in reading.library.stories]


@pytest.mark.parametrize("name", [*MADE, *ODD])
def test_nothing_that_was_withdrawn_comes_back_from_a_copy(tmp_path, name):
    """Fails when `original` or `_ODD` does not know the name, or when a copy is not held back in library.py."""
    reading = reading_of(tmp_path, {"stories/bad-food.md": WITHDRAWN, f"stories/{name}.md": STORY})
    (problem,) = reading.problems
    assert (problem.path, problem.code) == ("stories/bad-food.md", "YS130")
    assert f"“stories/{name}.md” is a copy of this story, going by the name." in problem.message[:200] or len(name) > 40
    assert shown(reading) == ["quieter-nights"]


@pytest.mark.parametrize("name", MADE)
def test_a_copy_elsewhere_is_found_and_a_copy_alone_is_a_story(tmp_path, name):
    """Fails when only the folder of the original is looked at; or when a name alone holds a story back."""
    reading = reading_of(tmp_path, {"stories/2026/bad-food.md": WITHDRAWN, f"stories/{name}.md": STORY})
    assert [one.code for one in reading.problems] == ["YS130"]
    alone = reading_of(tmp_path / "alone", {f"stories/{name}.md": STORY + "slug"})
    assert len(shown(alone)) == 2
    assert [one.code for one in alone.problems] == (["YS131"] if not name.lower().endswith("food copy") else [])


@pytest.mark.parametrize(
    "name",
    ["ward-12", "clinic-b", "ward-2", "ward (rebuilt)", "ward-A4", "ward-old", "ward-laptop-trolleys", "ward-pcs",
     "wards", "ward 2", "copy-of-ward", "ward-COVID", "a-copy", "copying", "ward-backup-plan", "ward-conflicts"],
)  # fmt: skip
def test_other_names_are_no_copies(tmp_path, name):
    """Fails when a pattern takes what is a word or number for a copy's mark."""
    other = STORY.replace("Food came cold", "Another thing").replace("COLDFOOD My husband got", "We had")
    other = other.replace("heated", "now cleaned")
    reading = reading_of(tmp_path, {"stories/ward.md": STORY, f"stories/{name}.md": other})
    assert reading.problems == ()
    assert len(shown(reading)) == 3


def test_names_that_are_numbered_need_no_first_one(tmp_path):
    """Fails when two copies' names without an original are copies whatever they say."""
    files = {f"stories/ward ({n}).md": STORY.replace("cold", f"too cold {n}").replace("heated", str(n)) for n in (1, 2)}
    assert [one.code for one in reading_of(tmp_path, files).problems] == ["YS131", "YS131"]
    same = {f"stories/ward ({n}).md": STORY for n in (1, 2)}
    assert [one.code for one in reading_of(tmp_path / "same", same).problems] == ["YS130"]


def test_a_message_names_all_copies_and_its_advice_helps(tmp_path):
    """Fails when a copy is left out of the message, or when what it says to keep is not the original's name."""
    copies = ["Copy of quieter-nights.md", "quieter-nights (1).md", "quieter-nights - Copy.md"]
    files = files_of(BASE)
    text = files["stories/quieter-nights.md"]
    reading = read_library(write(tmp_path, files | {f"stories/{name}": text for name in copies}))
    (problem,) = reading.problems
    assert problem.message == (
        "“stories/Copy of quieter-nights.md”, “stories/quieter-nights (1).md”, “stories/quieter-nights - Copy.md” are "
        "copies of this story, going by the name. None is used, so that nothing that was withdrawn comes back."
    )
    assert problem.hint == (
        "Keep the right one under the name quieter-nights.md, and delete the others. If one of them is another story, "
        "give it a name of its own."
    )
    for name in copies:
        (tmp_path / "stories" / name).unlink()
    assert read_library(tmp_path).problems == ()


@pytest.mark.parametrize("name", ["quieter-nights.cy (1)", "quieter-nights.cy-LAPTOP-4KQ2", "quieter-nights (1).cy",
                                  "quieter-nights.cy - Copy", "Copy of quieter-nights.cy"])  # fmt: skip
def test_copies_of_translations(tmp_path, name):
    """Fails when a copy of a translation is taken for a story, or for a language."""
    words = "---\ntitle: Nosweithiau tawelach\nyou_said: Mae'n rhy swnllyd.\nwe_did: Gwagio.\n---\n"
    reading = reading_of(tmp_path, {"stories/quieter-nights.cy.md": words, f"stories/{name}.md": words})
    assert [(one.path, one.code) for one in reading.problems] == [("stories/quieter-nights.cy.md", "YS130")]
    assert [len(story.translations) for story in reading.library.stories] == [0]
    alone = reading_of(tmp_path / "alone", {f"stories/{name}.md": words})
    assert [one.code for one in alone.problems if one.severity == "error"] == ["YS506"]
    assert shown(alone) == ["quieter-nights"]


@pytest.mark.parametrize(
    ("name", "copy"),
    [("site", "site-LAPTOP-4KQ2.yaml"), ("site", "Copy of site.yml"), ("site", "site-RXH-WL12.yaml"),
     ("places", "places (1).yaml"), ("places", "places - Copy.yaml"), ("places", "places copy.yaml")],
)  # fmt: skip
def test_copies_of_settings_change_nothing_that_is_published(tmp_path, name, copy):
    """Fails when a copy of site.yaml or places.yaml is passed over in silence, or the other one is used."""
    files = files_of(BASE)
    reading = read_library(write(tmp_path, files | {copy: files[f"{name}.yaml"]}))
    assert [(one.path, one.code) for one in reading.problems] == [(f"{name}.yaml", "YS130")]
    assert copy in reading.problems[0].message
    assert reading.library is None


def test_what_was_put_aside_is_named(tmp_path):
    """Fails when old settings and copied folders are passed over in silence, or something that is neither is named."""
    files = dict.fromkeys(["site-old.yaml", "places_2025.yaml", "sites.yaml", "placeholder.yaml"], "a: b\n")
    more = {"stories - Copy/x.md": STORY, "notes/x.md": STORY, "pages (1)/x.md": ""}
    reading = reading_of(tmp_path, files | more)
    expected = ["pages (1)", "places_2025.yaml", "site-old.yaml", "stories - Copy"]
    assert [(one.path, one.code) for one in reading.problems] == [(path, "YS109") for path in expected]


def test_copies_of_tables_and_pages(tmp_path):
    """Fails when feedback is counted twice, or a page stands twice."""
    table = "Month,Ward,Very good,Good\n2026-09,Willow Ward,40,20\n"
    more = {"feedback/fft.csv": table, "feedback/fft (1).csv": table.replace("40", "41"), "pages/about (1).md": "x"}
    files = files_of(BASE)
    more["pages/about (1).md"] = files["pages/about.md"]
    reading = reading_of(tmp_path, more)
    assert {(one.path, one.code) for one in reading.problems} >= {
        ("feedback/fft.csv", "YS130"), ("pages/about.md", "YS130")}  # fmt: skip
    assert [summary for summary in reading.library.summaries if summary.fft] == []
    assert reading.library.pages == ()


def test_droppings_are_passed_over(tmp_path):
    """Fails when `_DROPPINGS` lacks one; or when a person's file or folder is passed over with them."""
    names = ["desktop.ini", "Thumbs.db", ".DS_Store", "x.tmp", "~WRL0001.tmp", "x.md~", "x.md.bak", "~$x.docx",
             "._x.md", ".~lock.list.xlsx#", "#x.md#", ".x.md.swp", "x.md.orig", "4F2A9C00", "Icon\r", "ehthumbs.db",
             "__MACOSX/x.md", "@eaDir/x.md", "x.xlsx.crdownload", "$RECYCLE.BIN/x.md"]  # fmt: skip
    folders = ("stories", "feedback", "pages")
    reading = reading_of(tmp_path, {f"{folder}/{name}": STORY for folder in folders for name in names})
    assert reading.problems == ()
    people = reading_of(tmp_path / "people", {"stories/x.md.old": "", "stories/2025.bak/x.txt": "x"})
    assert [one.path for one in people.problems] == ["stories/2025.bak/x.txt", "stories/x.md.old"]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (WITHDRAWN, STORY, "YS132"),
        (WITHDRAWN.replace("heated", "heated: yes"), STORY, "YS132"),
        (STORY, STORY.replace("we_did: ", "we_did: Now, "), "YS132"),
        (STORY.replace("audiences", "ref: YS-1\naudiences"), "---\ntitle: X\nref: ys-1\naudiences: [staff]\n---\n",
         "YS503"),
        (STORY.replace("audiences", "slug: x\nref: : YS-1\naudiences"), STORY.replace("title: F", "slug: x\ntitle: H"),
         "YS503"),
    ],
)  # fmt: skip
def test_one_story_under_two_names_is_shown_by_neither(tmp_path, first, second, code):
    """Fails when only names are compared, or when a slip in the one that was withdrawn lets the other out."""
    reading = reading_of(tmp_path, {"stories/bad-food.md": first, "stories/trolleys.md": second})
    assert shown(reading) == ["quieter-nights"]
    assert {one.path for one in reading.problems if one.code == code} == {"stories/bad-food.md", "stories/trolleys.md"}


def test_two_wards_may_have_one_story(tmp_path):
    """Fails when the place or the day does not count."""
    more = {"stories/a.md": STORY, "stories/b.md": STORY.replace("willow", "general"),
            "stories/c.md": STORY.replace("-10-", "-11-")}  # fmt: skip
    assert reading_of(tmp_path, more).problems == ()


def test_a_quote_that_was_withdrawn_in_one_story_is_shown_by_no_other(tmp_path):
    """Fails when consent is looked at in each story by itself."""
    quote = "quotes:\n  - text: {}\n    consent: {{reference: C-1, given: 2026-01-05{}}}\naudiences"
    gone = STORY.replace("audiences", quote.format("Nobody came when I rang.", ", withdrawn: 2026-11-01"))
    kept = STORY.replace("audiences", quote.format("Nobody came, when I rang!", "")).replace("Food came", "Nights are")
    reading = reading_of(tmp_path, {"stories/a.md": gone, "stories/b.md": kept})
    (problem,) = reading.problems
    assert (problem.path, problem.line, problem.code) == ("stories/b.md", 6, "YS133")
    assert problem.message == "The consent for this quote was withdrawn: see stories/a.md."
    assert shown(reading) == ["a", "quieter-nights"]


def test_a_build_shows_no_copy(tmp_path):
    """Fails when what is held back in reading is shown by a later step."""
    content = write(tmp_path / "content", files_of(BASE) | {"stories/bad-food.md": WITHDRAWN,
                                                            "stories/bad-food-LAPTOP-4KQ2.md": STORY})  # fmt: skip
    build_site(content)
    pages = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert pages
    assert not [path for path in pages if b"COLDFOOD" in path.read_bytes()]


@given(st.text(alphabet="abc-1 .()", min_size=1, max_size=12), st.lists(st.sampled_from([" - Copy", " (1)", "-PC01"])))
def test_marks_may_stand_behind_each_other(stem, marks):
    """The original of a copy is the original of the name, however many marks there are; and it is its own original."""
    own = original(stem)
    assert original(own) == own
    if stem == own and stem.strip():
        assert original(stem + "".join(marks)) in {stem, stem.rstrip()}
