"""The theme `clear`: its templates, its words, its colours and its script."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import yaml
from jinja2 import meta, nodes

from yousaid.figures.fft import ANSWERS
from yousaid.figures.spc import Assurance
from yousaid.model.edition import Count, FftAnswer, FftFigures
from yousaid.model.states import CheckResult, FactorKind, Source, SpcProfile, Status, Way
from yousaid.planning.addresses import HEARD, Kind
from yousaid.rendering.charts import SENTENCES
from yousaid.rendering.data import TABLES, label_of
from yousaid.rendering.environment import page_environment
from yousaid.rendering.looks import read_settings
from yousaid.rendering.views import StepKind, StepState

ROOT = Path(__file__).parents[2]
THEME = ROOT / "themes" / "clear"
PROGRAM = ROOT / "generator" / "yousaid"
ENVIRONMENT = page_environment(THEME / "templates")
PAGES = sorted(name for name in ENVIRONMENT.list_templates() if name.endswith(".html"))
LANGUAGES = sorted(path.stem for path in (THEME / "labels").glob("*.yaml") if path.stem != "en")

FAMILIES = {
    "chart_": SENTENCES,
    "chart_profile_": SpcProfile,
    "chart_target_": Assurance,
    "factor_": FactorKind,
    "fft_": ANSWERS,
    "result_": CheckResult,
    "source_": Source,
    "status_means_": (*Status, HEARD),
    "step_": StepKind,
    "step_is_": StepState,
    "way_": Way,
}
"""The start of a label's key, in a template, to what the key may end in."""

OTHERS_OWN = ("poster_", "chooser_", "loop_")
"""Labels of pages that are never translated: posters have words of their own, and the chooser is for one person."""


@cache
def labels(language: str) -> dict[str, str]:
    """Return the words of one language."""
    loaded = yaml.load((THEME / "labels" / f"{language}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def source(name: str) -> str:
    """Return the text of a template."""
    return (THEME / "templates" / name).read_text("utf-8")


@cache
def keys_in(name: str) -> frozenset[str]:
    """Return the keys of the labels that a template may show."""
    tree = ENVIRONMENT.parse(source(name))
    found = {
        one.attr for one in tree.find_all(nodes.Getattr) if isinstance(one.node, nodes.Name) and one.node.name == "t"
    }
    for one in tree.find_all(nodes.Getitem):
        if not (isinstance(one.node, nodes.Name) and one.node.name == "t"):
            continue
        if isinstance(one.arg, nodes.Const):
            found.add(one.arg.value)
        else:
            assert isinstance(one.arg, nodes.Concat), f"{name}:{one.lineno}: a key that nobody can check"
            start = one.arg.nodes[0].as_const()
            found |= {start + str(end).replace("-", "_") for end in FAMILIES[start]}
    return frozenset(found)


def parts_of(name: str) -> set[str]:
    """Return a template and all that it is made of."""
    known, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one not in known:
            known.add(one)
            used = meta.find_referenced_templates(ENVIRONMENT.parse(source(one)))
            waiting += [part for part in used if part] + re.findall(r'once\("([^"]+)"\)', source(one))
    return known


@cache
def keys_in_program() -> frozenset[str]:
    """Return the keys of the labels that the program itself looks up, spelt out or put together."""
    texts: set[str] = {str(one).replace("-", "_") for one in (*Status, HEARD, *Kind)}
    texts |= {f"{label_of(table)}{end}" for table in TABLES for end in ("", "_about")}
    patterns: set[str] = set()
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr) and len(node.values) == 2:
                pieces = [
                    "{}" if isinstance(one, ast.FormattedValue) else str(getattr(one, "value", ""))
                    for one in node.values
                ]
                patterns.add("".join(pieces))
    made = {
        pattern.replace("{}", text)
        for pattern in patterns
        if re.fullmatch(r"(\{\}_[a-z_]+|[a-z_]+_\{\})", pattern)
        for text in texts
    }
    return frozenset(texts | made)


@pytest.mark.parametrize("name", PAGES)
def test_every_template_compiles(name: str) -> None:
    """A slip in the syntax of any template shows here, also of one that the demonstration does not use."""
    ENVIRONMENT.get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_every_label_in_a_template_exists(name: str) -> None:
    """A template that asks for a word that English lacks would stop the build."""
    assert keys_in(name) - labels("en").keys() == set()


def test_no_label_is_unused() -> None:
    """A word that no template and no part of the program asks for is taken out of en.yaml."""
    used = frozenset(chain.from_iterable(keys_in(name) for name in PAGES)) | keys_in_program()
    assert labels("en").keys() - used == set()


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_no_label_is_written_twice(language: str) -> None:
    """Of two lines with one key, the second wins without a word said."""
    text = (THEME / "labels" / f"{language}.yaml").read_text("utf-8")
    keys = re.findall(r"^(\w+):", text, re.MULTILINE)
    assert sorted(keys) == sorted(labels(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_have_only_keys_that_english_has(language: str) -> None:
    """A misspelt key would leave English on the page without a word said."""
    assert labels(language).keys() - labels("en").keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_story_has_all_its_words(language: str) -> None:
    """No English word of the theme is left on a story page in another language."""
    parts = parts_of("translation.html") | parts_of("parts/story-main.html")
    needed = {key for part in parts for key in keys_in(part)}
    needed |= {key for key in labels("en") if key.startswith("menu_") or key in {f"status_{one}" for one in _slugs()}}
    missing = {key for key in needed if not key.startswith(OTHERS_OWN)} - labels(language).keys()
    assert missing == set()


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_labels_hold_the_slots_that_english_holds(language: str) -> None:
    """A translation that lost {date} or {n} would lose the fact."""
    english = labels("en")
    slots = re.compile(r"\{\w+\}")
    wrong = {
        key for key, text in labels(language).items() if set(slots.findall(text)) != set(slots.findall(english[key]))
    }
    assert wrong == set()
    assert all(len(labels(language)[key].split(", ")) == 12 for key in ("month_names", "day_months"))


@pytest.mark.parametrize("name", PAGES)
def test_templates_hold_nothing_that_the_policy_forbids(name: str) -> None:
    """No way round the escaping, no script or style in the page, and nothing loaded from elsewhere."""
    text = source(name)
    assert not re.search(r"\|\s*safe\b|\{%-?\s*autoescape|Markup\(", text)
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text, re.IGNORECASE)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)", text)
    assert not re.search(r"<(?:script|img|link|source|iframe)\b[^>]*(?:src|href|srcset)=[\"'](?:https?:)?//", text)


@pytest.mark.parametrize("name", PAGES)
def test_templates_hold_no_words_of_their_own(name: str) -> None:
    """Every word that a reader sees comes from the labels or the content, so that it can be changed and translated."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source(name), flags=re.DOTALL)
    text = re.sub(r"<[^<>]*>", " ", text)
    assert re.findall(r"[^\W\d_]{2,}", text) == []


@pytest.mark.parametrize("path", sorted((THEME / "assets").iterdir()), ids=lambda path: path.name)
def test_assets_load_nothing_from_elsewhere(path: Path) -> None:
    """A style sheet, script or picture asks nobody else for anything."""
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"@import|url\(|https?://|\beval\(|innerHTML|new Function", text)


# Colours

THEMES = {"clear": (THEME,), "bold": (ROOT / "themes" / "bold", THEME)}
BLOCK = re.compile(r"(@media \([^{]+)?\{?\s*:root \{([^}]*)\}")
PROPERTY = re.compile(r"(--[\w-]+): (black|white);")
NAMED = {"black": "#000000", "white": "#ffffff"}
SURFACES = ("--page", "--card")
ON_SURFACES = ("--text", "--muted", "--heading", "--link", "--link-visited", "--link-hover")
STATUSES = ("done", "in-progress", "planned", "cant-change", "explained", "heard")


@cache
def colours(theme: str) -> dict[str, dict[str, str]]:
    """Return the colours of each way of looking at the site: light, dark, and both with more contrast."""
    settings = read_settings(THEMES[theme])
    blocks: dict[str, dict[str, str]] = {}
    for query, body in BLOCK.findall((THEME / "assets" / "site.css").read_text("utf-8")):
        which = " ".join(word for word in ("more", "dark") if f": {word})" in query)
        blocks[which] = {name: NAMED[colour] for name, colour in PROPERTY.findall(body)}
    light, dark = (
        {f"--{name.replace('_', '-')}": getattr(one, name) for name in one.__struct_fields__} | blocks[""]
        for one in (settings.colours, settings.dark)
    )
    more = blocks["more"]
    return {
        "light": light,
        "dark": dark,
        "light, more contrast": light | more,
        "dark, more contrast": dark | more | blocks["more dark"],
    }


def pairs() -> Iterator[tuple[str, str]]:
    """Yield each pair of text and ground: those that a rule names together, and text on the surfaces of the page."""
    sheets = [path for folders in THEMES.values() for path in (folders[0] / "assets").glob("*.css")]
    css = "".join(path.read_text("utf-8") for path in sheets if path.name in {"site.css", "bold.css"})
    for body in re.findall(r"\{([^{}]*)\}", css):
        texts = re.findall(r"(?<![\w-])color: var\((--[\w-]+)\)", body)
        grounds = re.findall(r"background: var\((--[\w-]+)\)", body)
        yield from ((text, ground) for text in texts for ground in grounds if "--status" not in (text, ground))
    for surface in SURFACES:
        yield from ((text, surface) for text in ON_SURFACES)
    for ground in ("--accent-ground", "--voice"):
        yield from ((text, ground) for text in ("--heading", "--link", "--link-visited", "--link-hover"))
    for status in STATUSES:
        yield f"--{status}", f"--{status}-ground"
        yield f"--{status}", "--card"


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("look", ["light", "dark", "light, more contrast", "dark, more contrast"])
def test_text_can_be_read_on_its_ground(theme: str, look: str) -> None:
    """Every pair of text and ground reaches 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    found = colours(theme)[look]
    poor = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in pairs()}
    assert {pair: round(ratio, 2) for pair, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_of_the_light_look_has_a_dark_one_where_it_must(theme: str) -> None:
    """Grounds and text of statuses turn dark together."""
    looks = colours(theme)
    names = [f"--{status}{end}" for status in STATUSES for end in ("", "-ground")]
    assert [name for name in (*SURFACES, *ON_SURFACES, *names) if looks["light"][name] == looks["dark"][name]] == []


@pytest.mark.parametrize(
    "path", sorted(path for folders in THEMES.values() for path in (folders[0] / "assets").glob("*.css*")), ids=str
)
def test_style_sheets_hold_no_colour_of_their_own(path: Path) -> None:
    """A colour in a style sheet could not be changed in theme.yaml."""
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text("utf-8")) == []


# What pages say


def figures(values: Iterable[int | None], *, positive: int | None, tenths: int | None, total: int | None) -> FftFigures:
    """Return FFT figures with these counts; None is hidden."""
    answers = tuple(FftAnswer(key, Count(value), None) for key, value in zip(ANSWERS, values, strict=True))
    return FftFigures(
        answers=answers,
        total=Count(total),
        positive=positive,
        negative=None,
        tenths=tenths,
        all_positive=positive == 100,
        eligible=None,
        responded=None,
    )


GOOD = "said their care was good or very good."
HIDDEN = "A few people answered in October 2026. We do not show very small numbers, so that nobody can be recognised."


@pytest.mark.parametrize(
    ("positive", "tenths", "total", "said"),
    [
        (91, 9, 42, f"Of 42 people who answered in October 2026, about 9 in 10 (91%) {GOOD}"),
        (100, 10, 42, f"All 42 people who answered in October 2026 {GOOD}"),
        (97, 10, 42, f"Of 42 people who answered in October 2026, nearly all (97%) {GOOD}"),
        (3, 0, 42, f"Of 42 people who answered in October 2026, fewer than 1 in 10 (3%) {GOOD}"),
        (None, None, 7, "7 people answered in October 2026. That is too few to work out a share."),
        (None, None, 1, "1 person answered in October 2026. That is too few to work out a share."),
        (None, None, 0, "Nobody answered in October 2026."),
        (None, None, None, HIDDEN),
    ],
)
def test_fft_answers_are_told_in_words(positive: int | None, tenths: int | None, total: int | None, said: str) -> None:
    """The number of people is always said, a share of too few never, and no small number is given away."""
    fft = figures((5, 0, 0, 0, 0, 0), positive=positive, tenths=tenths, total=total)
    assert str(_macro("parts/fft.html", "in_words")(fft, "2026-10", labels("en"))).strip() == said


def test_a_hidden_answer_has_no_bar_and_a_note() -> None:
    """A bar of no length would say "nobody": a hidden count is a star, and the star is explained."""
    fft = figures((12, None, 0, None, 0, 0), positive=80, tenths=8, total=20)
    html = str(_macro("parts/fft.html", "answers_table")(fft, "2026-10", labels("en")))
    assert html.count("<svg") == 0
    assert html.count('<td class="n">*</td>') == 4
    assert labels("en")["fft_star"] in html


def test_headings_follow_the_status() -> None:
    """Nothing that is only planned stands under "We did"."""
    heading = _macro("parts/actions.html", "heading")
    said = [str(heading(status, labels("en"))) for status in Status]
    assert said == ["We did", "We are doing", "We plan to", "We can’t change this, and why", "How it works"]


def test_each_status_has_a_shape_of_its_own() -> None:
    """Colour is never the only sign."""
    icon = _macro("parts/macros.html", "icon")
    assert len({str(icon(str(status))) for status in (*Status, HEARD)}) == 6


def test_each_status_has_a_fill_of_its_own() -> None:
    """Two statuses can be told apart in a chart in black and white."""
    statuses = [str(status) for status in (*Status, HEARD)]
    text = str(_macro("parts/standing.html", "fills")(statuses))
    fills = re.findall(r'id="fill-([\w-]+)" class="s-\1"(.*?)</pattern>', text, re.DOTALL)
    assert [status for status, _ in fills] == statuses
    assert len({fill for _, fill in fills}) == 6


def test_each_target_has_a_sign_of_its_own() -> None:
    """Met, missed and now and then can be told apart without colour."""
    assert len({str(_macro("parts/measures.html", "aimed")(str(one))) for one in Assurance}) == 3


def test_each_state_of_a_step_has_a_sign_of_its_own() -> None:
    """How far a step has come can be told without colour."""
    sign = _macro("parts/concern.html", "sign")
    assert len({str(sign(str(state))) for state in StepState}) == 5


def _macro(template: str, name: str) -> Callable[..., str]:
    macro: Callable[..., str] = getattr(ENVIRONMENT.get_template(template).module, name)
    return macro


def _slugs() -> list[str]:
    return [str(one).replace("-", "_") for one in (*Status, HEARD)]
