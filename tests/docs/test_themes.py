"""What docs/themes.md tells theme authors, held against what templates really get."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from jinja2.defaults import DEFAULT_FILTERS
from markupsafe import Markup
from msgspec import Struct

from tests.docs.pages import ROOT, anchors, example_files, read, sections
from tests.docs.test_examples import TODAY, Quiet, write
from yousaid.model.edition import Count
from yousaid.pipeline.planned import plan_sites
from yousaid.pipeline.readiness import read_and_check
from yousaid.pipeline.request import Request
from yousaid.planning.addresses import Kind
from yousaid.rendering.cache import MemoryCache
from yousaid.rendering.environment import page_environment
from yousaid.rendering.pages import PagePress, SharedParts
from yousaid.rendering.posters.fit import Fit, Needed

TEMPLATES = ROOT / "themes" / "clear" / "templates"
PARTS = ("parts/story-row.html", "parts/story-main.html")
MORE = {
    "content/stories/gone.md": "---\ntitle: Gone\naudiences: [patients]\nwithdrawn: 2026-11-01\n---\n",
    "content/stories/moved.md": (
        "---\ntitle: Moved\naudiences: [patients]\naliases: [old]\nplace: general\nwe_did: X\n---\n"
    ),
    "content/feedback/all.yaml": (
        "audiences: [patients]\nperiod: 2026-10\nmeasures:\n  - name: Heard\n    after: 84\n    series:\n"
        "      - {period: 2026-09, value: 8}\n"
    ),
}
PATIENTS = "  - id: patients\n"
SCREENS = "    posters: {screens: true}\n"
REPORTS = "    reports: [my-ward, loop]\n"

Values = Mapping[str, object]


class Recorder:
    """Stands where the templates are, and writes down what each is given."""

    def __init__(self) -> None:
        self.given: dict[str, list[Values]] = {}
        self._name = ""

    def get_template(self, name: str) -> Recorder:
        """Return what is to be rendered: itself."""
        self._name = name
        return self

    def render(self, **values: object) -> str:
        """Write down the values, and ask for a row as a page would."""
        self.given.setdefault(self._name, []).append(values)
        story_row = values.get("story_row")
        if callable(story_row):
            story_row(values["site"].stories[0])
        return Markup()


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Values]]:
    """Return what each template is given for the pages of a small project that has every kind of page."""
    root = tmp_path_factory.mktemp("project")
    files = example_files("installing.md", "writing.md") | MORE
    files["content/site.yaml"] = files["content/site.yaml"].replace(PATIENTS, PATIENTS + REPORTS + SCREENS)
    content = write(root, files)
    library, problems = read_and_check(content, TODAY)
    assert library is not None
    assert [one for one in problems if one.severity == "error"] == []
    request = Request(content=content, output=root / "site", today=TODAY, audiences=("patients",))
    sites, _ = plan_sites(library, request, MemoryCache(), Quiet())
    recorder = Recorder()
    plan = sites[0].plan
    press = PagePress(plan, recorder, SharedParts())
    for output in plan.outputs:
        if output.kind.is_page:
            press.render(output)
    assert {kind for kind in Kind if kind.is_page} == {output.kind for output in plan.outputs if output.kind.is_page}
    return recorder.given


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the tables under a heading of themes.md, without the head of each table."""
    lines = [line for line in sections(read("themes.md"), 2)[heading].split("\n") if line.startswith("| `")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def code(cell: str) -> list[str]:
    """Return the names in code in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def test_every_template_is_described_and_there() -> None:
    """A template of the theme that the page does not name, or the other way round, is found."""
    there = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}
    named = {
        name for heading in ("What each template gets", "Posters") for row in rows(heading) for name in code(row[0])
    }
    assert {name for name in named if name.endswith((".html", ".typ"))} == there


def test_each_template_gets_the_variables_that_are_described(given: dict[str, list[Values]]) -> None:
    """A variable that a kind of page gets, but its line does not name, is found; so is one that it does not get."""
    shared = set.intersection(
        *(set(values) for name, all_values in given.items() for values in all_values if name not in PARTS)
    )
    described = {
        code(row[0])[0]: set(re.findall(r"`([a-z_]+)`", row[2]))
        for row in rows("What each template gets")
        if len(row) == 3
    }
    described["translation.html"] = described["story.html"]
    for name, all_values in given.items():
        own = set().union(*all_values) - (set() if name in PARTS else shared)
        assert own == described[name], name
    assert set(given) | {"chooser.html"} == {name for name in described if not name.startswith("base")}


def test_what_every_page_gets_is_described(given: dict[str, list[Values]]) -> None:
    """A variable or function of all pages without a line is found."""
    shared = set.intersection(
        *(set(values) for name, all_values in given.items() for values in all_values if name not in PARTS)
    )
    variables = {code(row[0])[0] for row in rows("What every page gets") if len(row) == 2}
    functions = {code(row[0])[0].partition("(")[0] for row in rows("Functions") if "(" in row[0]}
    assert variables | functions == shared


def test_what_a_sheet_must_say_of_itself_is_described() -> None:
    """A measurement that the program asks of a poster's template, but that the page does not name, is found."""
    assert {*Fit.__struct_fields__, *Needed.__struct_fields__} <= set(code(sections(read("themes.md"), 2)["Posters"]))


def test_every_filter_is_described() -> None:
    """A filter of ours without a line, or a line without its filter, is found."""
    ours = {name for name, made in page_environment(TEMPLATES).filters.items() if DEFAULT_FILTERS.get(name) is not made}
    assert {code(row[0])[0].replace("\\|", "|").partition("|")[2].partition("(")[0] for row in rows("Filters")} == ours


def test_every_kind_of_link_is_described() -> None:
    """A kind that templates can link to, but that no line names, is found."""
    assert sorted(name for row in rows("Functions") if "(" not in row[0] for name in code(row[0])) == sorted(Kind)


def records_in(value: object) -> Iterator[type[Struct]]:
    """Yield the type of every record in a value that a template is given."""
    if isinstance(value, Struct):
        yield type(value)
        for field in value.__struct_fields__:
            yield from records_in(getattr(value, field))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from records_in(one)
    else:
        assert value is None or callable(value) or isinstance(value, str | int | float | date | dict | frozenset)


def test_every_record_that_a_template_gets_has_a_table(given: dict[str, list[Values]]) -> None:
    """A record that reaches a template but has no table in theme-records.md is found; so is anything not plain."""
    found = {
        one for values in given.values() for each in values for value in each.values() for one in records_in(value)
    }
    assert Count in found
    assert {one.__name__.lower() for one in found} <= anchors(read("theme-records.md"))
