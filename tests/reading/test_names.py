"""Names, slugs and registers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yousaid.model.places import Place
from yousaid.model.site import Theme
from yousaid.model.themes import NATIONAL_THEMES
from yousaid.reading.names import check_slug, fold, slugify
from yousaid.reading.places import find_place, place_register
from yousaid.reading.refusals import RefusedError
from yousaid.reading.registers import all_themes, theme_register

PLACES = (
    Place(id="lister", name="Lister Hospital"),
    Place(id="ward-9b", name="Ward 9B", parent="lister", aliases=("Ward 9B (Lister)", "St Mary’s")),
    Place(id="out-1", name="Outpatients", parent="lister"),
    Place(id="out-2", name="Outpatients"),
    Place(id="amu", name="Acute Medical Unit", aliases=("AMU", "A&E and AMU")),
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Quieter nights on Willow Ward", "quieter-nights-on-willow-ward"),
        ("Café Zürich — Straße", "cafe-zurich-strasse"),
        ("Łódź & Ærø", "lodz-and-aero"),
        ("It’s the children's ward", "its-the-childrens-ward"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
        ("ﬁnd №1", "find-no1"),
        ("اردو", ""),
        ("🙂", ""),
        ("a" * 61, "a" * 60),
        ("word " * 20, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_a_text_becomes_a_slug(text, slug):
    """Accents go, letters stay, and a long text is cut between words."""
    assert slugify(text) == slug


@given(st.text(max_size=200))
def test_a_slug_is_always_safe(text):
    """Small letters, numbers and hyphens, at most 60: nothing that leaves a folder."""
    slug = slugify(text)
    assert slug == "" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 60
    assert slugify(slug) == slug


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "A",
        "a_b",
        "a--b",
        "-a",
        "a-",
        "a b",
        "../a",
        "a/b",
        "a\\b",
        "a.",
        "café",
        "a\n",
        "con",
        "aux",
        "nul",
        "com1",
        "lpt9",
        "index",
        "a" * 61,
    ],
)
def test_what_cannot_stand_in_an_address_is_refused(slug):
    """Everything but the plain form, names of Windows devices, and the name of the list."""
    with pytest.raises(RefusedError) as refused:
        check_slug(slug)
    assert refused.value.code == "YS309"


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("ward-9b", "ward-9b"),
        ("WARD 9B", "ward-9b"),
        ("Ward 9B, Lister", "ward-9b"),
        ("Ward 9B (Lister)", "ward-9b"),
        ("Ward 9B - Lister Hospital", "ward-9b"),
        ("Ｗａｒｄ ９Ｂ", "ward-9b"),
        ("St Marys", "ward-9b"),
        ("St Mary's", "ward-9b"),
        ("amu", "amu"),
        ("A & E, AMU", "amu"),
        ("Outpatients (Lister Hospital)", "out-1"),
        ("out-2", "out-2"),
    ],
)
def test_a_place_is_found_by_what_people_write(written, place):
    """By id, name, other name, with the place around it, whatever the punctuation."""
    assert place_register(PLACES).resolve(written) == place
    found = find_place(written, PLACES)
    assert found is not None
    assert found.id == place


def test_two_places_of_one_name_are_not_guessed():
    """The ids are named instead."""
    with pytest.raises(RefusedError, match="more than one place") as refused:
        place_register(PLACES).resolve("Outpatients")
    assert refused.value.hint == "Write its id: out-1 or out-2."
    assert find_place("Outpatients", PLACES) is None


def test_an_unknown_place_is_told_what_was_meant():
    """By the nearest name."""
    with pytest.raises(RefusedError) as refused:
        place_register(PLACES).resolve("Acute Medical Unti")
    assert refused.value.hint == "Did you mean “Acute Medical Unit”?"


@given(st.text(max_size=40))
def test_folding_is_settled(text):
    """A folded name folds to itself, so that names can be compared."""
    assert fold(fold(text)) == fold(text)


def test_every_national_theme_is_found():
    """All 33, by id, by name, by group and name, and with & for and."""
    register = theme_register(NATIONAL_THEMES)
    assert len(NATIONAL_THEMES) == 33
    for theme in NATIONAL_THEMES:
        for written in (theme.id, theme.name, f"{theme.group} / {theme.name.replace(' and ', ' & ')}"):
            assert register.resolve(written) == theme.id
        assert check_slug(theme.id) == theme.id


def test_a_site_may_add_and_rename_themes():
    """A new id is added at the end; a known id keeps its place, its group, and its old name as a way to write it."""
    themes = all_themes(
        [Theme(id="parking", name="Getting here"), Theme(id="lost", name="Lost property", group="General")]
    )
    assert [theme.id for theme in themes] == [*(theme.id for theme in NATIONAL_THEMES), "lost"]
    renamed = next(theme for theme in themes if theme.id == "parking")
    assert renamed == Theme(id="parking", name="Getting here", group="Service location, travel and transport")
    assert theme_register(themes).resolve("Parking") == theme_register(themes).resolve("Getting here") == "parking"
