"""What templates are given: filters that escape, a sandbox that holds, names that must exist."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError
from jinja2.exceptions import SecurityError

from yousaid.model.edition import Count, Withdrawn
from yousaid.rendering.environment import PageEnvironment, page_environment


@pytest.fixture
def environment(tmp_path: Path) -> PageEnvironment:
    """Return the environment of an empty theme."""
    return page_environment(tmp_path)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ day|date }}", "6 August 2018"),
        ("{{ '2026-10'|month }} {{ '2017'|month }}", "October 2026 2017"),
        ("{{ 1234|number }} {{ 2.50|number }} {{ 3.0|number }} {{ -0.001|number }}", "1,234 2.5 3 0"),
        ("{{ shown|count }} {{ hidden|count }}", "1,200 *"),
        ("{{ 'Hello {name}, {x}'|fill(name='<b>') }}", "Hello &lt;b&gt;, {x}"),
        ("{{ '<i>{n}</i>'|fill(n=2) }}", "&lt;i&gt;2&lt;/i&gt;"),
        ("{{ 'One & two\n\n  \nThree'|paragraphs }}", "<p>One &amp; two</p>\n<p>Three</p>"),
        ("{{ 1|plural('person', 'people') }} {{ 2|plural('person', 'people') }}", "person people"),
        ("{{ words.items }}", "a label"),
        ("{{ '<script>alert(1)</script>' }}", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_filters(environment: PageEnvironment, template: str, expected: str) -> None:
    """Each filter writes as the NHS style asks, and escapes what people wrote."""
    given = {
        "day": date(2018, 8, 6),
        "shown": Count(1200),
        "hidden": Count(None),
        "words": {"items": "a label"},
    }
    assert environment.from_string(template).render(given) == expected


@pytest.mark.parametrize("template", ["{{ nobody }}", "{{ item.nobody }}", "{{ words.nobody }}"])
def test_a_name_that_is_not_there_is_an_error(environment: PageEnvironment, template: str) -> None:
    """A misspelt name never becomes an empty page."""
    with pytest.raises(UndefinedError):
        environment.from_string(template).render(item=Withdrawn(slug="x", on=date(2026, 1, 1)), words={})


@pytest.mark.parametrize(
    "template",
    [
        "{{ item.__class__ }}",
        "{{ item.__struct_config__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ words.__class__ }}",
        "{{ (1).__class__.__base__ }}",
    ],
)
def test_the_sandbox_holds(environment: PageEnvironment, template: str) -> None:
    """A theme cannot get from a value to what lies behind it."""
    with pytest.raises((SecurityError, UndefinedError)):
        environment.from_string(template).render(item=Withdrawn(slug="x", on=date(2026, 1, 1)), words={})


def test_a_template_cannot_change_what_it_is_given(environment: PageEnvironment) -> None:
    """Lists and dicts are for reading."""
    with pytest.raises(SecurityError):
        environment.from_string("{{ things.append(1) }}").render(things=[])


def test_a_link_does_not_lead_out_of_the_theme(tmp_path: Path) -> None:
    """A symbolic link to a file elsewhere is not a template."""
    theme = tmp_path / "theme"
    theme.mkdir()
    (tmp_path / "secret.html").write_text("secret")
    (theme / "way-out.html").symlink_to(tmp_path / "secret.html")
    with pytest.raises(TemplateNotFound):
        page_environment(theme).get_template("way-out.html")
