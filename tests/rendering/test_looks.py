"""Themes on disk: their settings, and what comes from the theme that they are based on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

from tests.posters.samples import edition, one_poster, story
from yousaid.model.site import Brand
from yousaid.problems import Problem
from yousaid.rendering.cache import MemoryCache
from yousaid.rendering.environment import page_environment
from yousaid.rendering.fonts import installed_fonts
from yousaid.rendering.looks import ThemeUnusable, asset_file, find_theme, read_look
from yousaid.rendering.names import labels_for
from yousaid.rendering.posters.press import Press
from yousaid.rendering.posters.words import labels_of
from yousaid.resources import themes_folder

BASED = "name: Ours\nbased_on: clear\n"


def theme(root: Path, text: str = BASED, name: str = "ours", **files: str) -> tuple[Path, ...]:
    """Write a theme and return the folders in which it is then found."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "theme.yaml").write_text(text, "utf-8")
    for path, words in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(words, "utf-8")
    return (root, themes_folder())


def wrong(root: Path, text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a theme."""
    with pytest.raises(ThemeUnusable) as caught:
        read_look(find_theme("ours", theme(root, text)), Brand())
    return caught.value.problems


def test_what_a_theme_lacks_comes_from_the_one_it_is_based_on(tmp_path: Path) -> None:
    """Settings are laid over each other key by key; dark follows a colour that is changed only in daylight."""
    folders = theme(
        tmp_path,
        BASED + 'colours:\n  accent: "#123456"\ndark:\n  page: "#000000"\n',
        **{"labels/en.yaml": "we_did: Together we did\n", "assets/ours.css": "a {}"},
    )
    chain = find_theme("ours", folders)
    look = read_look(chain, Brand())
    base = read_look(chain[1:], Brand())
    assert [folder.name for folder in chain] == ["ours", "clear"]
    assert (look.settings.name, look.settings.colours.accent, look.settings.dark.accent) == (
        "Ours",
        "#123456",
        "#123456",
    )
    assert (look.settings.dark.page, look.settings.dark.card) == ("#000000", base.settings.dark.card)
    assert look.settings.poster == base.settings.poster
    assert look.labels["en"] == {**base.labels["en"], "we_did": "Together we did"}
    assert set(look.assets) == {*base.assets, "ours.css"}
    assert asset_file(chain, "site.css") == chain[1] / "assets" / "site.css"


def test_templates_are_found_along_the_chain(tmp_path: Path) -> None:
    """A theme's own file comes first, and the other theme's file of the same name stays within reach."""
    chain = find_theme(
        "ours",
        theme(
            tmp_path,
            **{"templates/parts/people.html": '<b>{% include "clear/parts/people.html" %}</b>', "templates/a.html": ""},
        ),
    )
    environment = page_environment(*(folder / "templates" for folder in chain))
    drawn = environment.get_template("clear/parts/people.html").render()
    assert environment.get_template("parts/people.html").render() == f"<b>{drawn}</b>"
    assert environment.get_template("base.html").filename == str(chain[1] / "templates" / "base.html")
    with pytest.raises(TemplateNotFound):
        environment.get_template("clear/a.html")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_link_out_of_any_folder_of_the_chain_is_not_followed(tmp_path: Path) -> None:
    """Neither the theme's own folder nor that of the theme it is based on leads elsewhere."""
    (tmp_path / "secret.html").write_text("secret")
    theme(tmp_path / "themes", "name: Base\nbased_on: clear\n", "base", **{"templates/x.html": ""})
    folders = theme(tmp_path / "themes", "name: Ours\nbased_on: base\n", **{"templates/y.html": ""})
    chain = find_theme("ours", folders)
    for number, folder in enumerate(chain[:2]):
        (folder / "templates" / f"out{number}.html").symlink_to(tmp_path / "secret.html")
    environment = page_environment(*(folder / "templates" for folder in chain))
    for name in ("out0.html", "out1.html", "base/out1.html"):
        with pytest.raises(TemplateNotFound):
            environment.get_template(name)


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("colours:\n  acent: '#123456'\n", "YS301", 4, "Did you mean “accent”?"),
        ("colours:\n  accent: red\n", "YS303", 4, "“red” is not a colour."),
        ("colours:\n  muted: '#8a8a8a'\n", "YS303", 4, "the contrast is 3.4, and 4.5 is needed."),
        ("colours:\n  card: '#000000'\n", "YS303", 4, "“text” (#212b32) on “card” (#000000)"),
        ("dark:\n  text: '#222222'\n", "YS303", 4, "under “dark”"),
        ("poster:\n  smallest: 17\n", "YS305", 4, "Write a number from 18 to 36."),
        ("poster:\n  sizes:\n    a4: {floor: 30}\n", "YS305", 5, "do not rise"),
        ("site:\n  size: large\n", "YS305", 4, "“large” is not a number."),
        ("site:\n  font: [Arial]\n", "YS303", 4, "Write sans-serif or serif last"),
        ("site:\n  font: ['x; } body {', serif]\n", "YS303", 4, "is not the name of a font."),
    ],
)
def test_a_setting_that_cannot_be_is_a_sentence_with_its_line(
    tmp_path: Path, text: str, code: str, line: int, said: str
) -> None:
    """Each check of theme.yaml, with the file and the line at which the author looks."""
    found = wrong(tmp_path, BASED + text)
    assert {(one.path, one.line) for one in found} == {("themes/ours/theme.yaml", line)}
    assert code in {one.code for one in found}
    assert any(said in one.message + one.hint for one in found), found


def test_what_is_printed_must_be_read_on_white(tmp_path: Path) -> None:
    """A theme whose pages are black still prints on white paper."""
    (found,) = wrong(tmp_path, BASED + "colours:\n  brand: '#00a499'\n")
    assert "on white paper: the contrast is 3.1" in found.message


def test_a_circle_of_themes_is_named(tmp_path: Path) -> None:
    """Two themes that are based on each other are a problem, not a build without end."""
    theme(tmp_path, "name: Theirs\nbased_on: ours\n", "theirs")
    with pytest.raises(ThemeUnusable) as caught:
        find_theme("ours", theme(tmp_path, "name: Ours\nbased_on: theirs\n"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path, problem.line) == ("YS808", "themes/theirs/theme.yaml", 2)
    assert "“ours” on “theirs”, “theirs” on “ours”" in problem.message


def test_a_base_that_is_not_there_and_a_theme_without_settings(tmp_path: Path) -> None:
    """Both are told with what to write."""
    (missing,) = wrong(tmp_path, "name: Ours\nbased_on: claer\n")
    assert (missing.code, missing.line, missing.hint) == ("YS804", 2, "Did you mean “clear”?")
    (tmp_path / "bare" / "templates").mkdir(parents=True)
    with pytest.raises(ThemeUnusable, match=r"has no theme\.yaml"):
        find_theme("bare", (tmp_path,))


def test_a_poster_is_made_again_only_for_settings_that_it_shows(tmp_path: Path) -> None:
    """A printed colour gives another key and another PDF; the size of a heading on the site gives neither."""
    made = []
    for text in ("", "site:\n  h1: 3\ndark:\n  page: '#000000'\n", "colours:\n  text: '#000000'\n"):
        chain = find_theme("ours", theme(tmp_path, BASED + text))
        look = read_look(chain, Brand())
        words = {"en": labels_of(labels_for(edition(), look, "en"))}
        press = Press(chain, look.settings, words, MemoryCache(), installed_fonts())
        layout = press.lay_out(one_poster(edition(story())))
        made.append((layout.key, layout.sheets[0].key))
    assert made[0] == made[1]
    assert not set(made[0]) & set(made[2])
