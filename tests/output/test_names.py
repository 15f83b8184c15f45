"""Which paths can be files, and in which order files go live."""

from __future__ import annotations

import pytest

from yousaid.output.names import check_path, fold, going_live
from yousaid.output.refusal import OutputRefused


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "patients/stories/quieter-nights.cy.html",
        "patients/posters/willow-ward-a3_2.pdf",
        "patients/stories/console.html",
        "patients/stories/com10.html",
        "patients/pages/caffè.html",
        "a" * 150,
    ],
)
def test_a_path_that_every_disk_can_hold_is_taken(path: str) -> None:
    """Ordinary names pass, also those that only begin like a Windows device."""
    check_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "//server/share/x",
        "../x.html",
        "patients/../../x.html",
        "patients/./x.html",
        "patients//x.html",
        "patients/",
        "patients\\x.html",
        "..\\x",
        "C:/x.html",
        "C:x.html",
        "patients/x.html:stream",
        "patients/CON",
        "patients/aux.html",
        "con/index.html",
        "patients/COM1.txt",
        "patients/lpt9",
        "patients/com¹.html",
        "patients/conin$",
        "patients/nul .html",
        "patients/x.",
        "patients/x ",
        "patients./x",
        ".yousaid/manifest.json",
        "patients/.hidden",
        "patients/ x",
        "patients/a\x00b",
        "patients/a\nb",
        "patients/a\u202eb.html",
        "patients/a\u200bb.html",
        "patients/a\ud800b.html",
        'patients/"x".html',
        "patients/what?.html",
        "a" * 151,
    ],
)
def test_a_path_that_leaves_the_root_or_that_some_disk_cannot_hold_is_refused(path: str) -> None:
    """Each row is a way out of the folder or a name that Windows, SharePoint or a reader's eyes get wrong."""
    with pytest.raises(OutputRefused) as caught:
        check_path(path)
    assert caught.value.problem.code == "YS309"
    assert caught.value.problem.message.isprintable()


def test_two_names_that_some_disk_takes_for_one_file_fold_to_the_same() -> None:
    """Capitals, sharp s and composed letters do not part two files; other letters do."""
    assert fold("Straße/É.html") == fold("STRASSE/E\u0301.html")
    assert fold("patients/A.html") == fold("patients/a.html")
    assert fold("patients/a.html") != fold("patients/b.html")


def test_nothing_goes_live_before_what_it_links_to() -> None:
    """Assets, then leaf pages, then lists from the inside out, then feeds and search; the chooser after the homes."""
    paths = [
        "staff/search.html",
        "index.html",
        "staff/feed.json",
        "staff/assets/search-index.js",
        "staff/index.html",
        "staff/stories/index.html",
        "staff/stories/quiet.html",
        "staff/images/0a-360.jpg",
        "staff/assets/site.css",
    ]
    assert sorted(paths, key=going_live) == [
        "staff/assets/site.css",
        "staff/images/0a-360.jpg",
        "staff/stories/quiet.html",
        "staff/stories/index.html",
        "staff/index.html",
        "index.html",
        "staff/assets/search-index.js",
        "staff/feed.json",
        "staff/search.html",
    ]
