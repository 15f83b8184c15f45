"""Values become Typst literals and nothing else; templates are strict; faults are sentences."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from msgspec import Struct

from yousaid.rendering.fonts import installed_fonts
from yousaid.rendering.typst_engine import Desk, TypesettingError, TypstTemplates, engine_digest, literal

HOSTILE = [
    '"); #panic("in"); ("',
    "#panic()",
    "\\",
    '\\" + panic() + "',
    "]#panic()[",
    "$x$ *b* _i_ `r` @l <l> ~ -- /* c */ // d",
    '#import "@preview/x:1.0.0"',
    "<< x >> <% raw %> <# c #>",
    "\u0000\u0007\u007f\u0085\u2028\u2029\ufeff\u202e",
    "\n= Heading\n- item\n",
    'read("/etc/passwd")',
]


class Point(Struct):
    """A record, as templates get them."""

    x: int
    label: str


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """Return a desk for several tests."""
    with Desk(installed_fonts()) as found:
        yield found


def echo(desk: Desk, source: str) -> object:
    """Return what Typst takes the value of the source to be."""
    return desk.measure(source, object)


def templates(folder: Path, text: str) -> TypstTemplates:
    """Return the templates of a theme with one template."""
    (folder / "t.typ").write_text(text, "utf-8")
    return TypstTemplates(folder)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Willow, 7.", '"Willow, 7."'),
        ("Ŵyr tŷ", '"Ŵyr tŷ"'),
        ('a"b', '"a\\u{22}b"'),
        (True, "true"),
        (None, "none"),
        (-3, "(-3)"),
        (2.5, "2.5"),
        ((), "()"),
        (("a",), '("a", )'),
        ({}, "(:)"),
        ({"a b": [1]}, '("a b": (1, ))'),
        (Point(1, "#"), '("x": 1, "label": "\\u{23}")'),
    ],
)
def test_a_value_is_written_as_a_literal(value: object, expected: str) -> None:
    """Text is quoted, signs are numbers, lists of one stay lists."""
    assert literal(value) == expected


@pytest.mark.parametrize("value", [date(2026, 1, 1), Path(), {1}, b"x", float("nan"), float("inf"), 2**63, object()])
def test_other_values_are_refused(value: object) -> None:
    """What has no literal is an error, not its `str`."""
    with pytest.raises(TypeError, match="cannot be set in a poster"):
        literal(value)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_cannot_become_code(tmp_path: Path, desk: Desk, text: str) -> None:
    """In code and outside it, a template that sets hostile text prints that text: Typst gives it back unchanged."""
    found = templates(tmp_path, "<< text >>\n#metadata(<< text >>) <fit>")
    assert echo(desk, found.source("t.typ", text=text)) == text


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(given_values=st.lists(values, max_size=8))
@example(given_values=HOSTILE)
def test_every_value_comes_back_as_it_was(desk: Desk, given_values: list[object]) -> None:
    """Whatever the value, Typst reads the literal as exactly that value."""
    assert echo(desk, f"#metadata({literal(given_values)}) <fit>") == given_values


def test_a_name_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """A slip in a template is told, with the template's name."""
    with pytest.raises(TypesettingError, match=r"t\.typ cannot be used: 'nobody' is undefined") as fault:
        templates(tmp_path, "#let x = << nobody >>").source("t.typ")
    assert isinstance(fault.value.__cause__, UndefinedError)


def test_a_template_cannot_reach_into_python(tmp_path: Path) -> None:
    """The sandbox holds here as it does for pages."""
    with pytest.raises(TypesettingError, match="unsafe"):
        templates(tmp_path, "<< text.__class__.__mro__ >>").source("t.typ", text="a")


def test_a_fault_of_typst_is_a_sentence(desk: Desk) -> None:
    """The message says what Typst found, without a trace."""
    with pytest.raises(TypesettingError, match=r"Typst cannot set the poster: .*unclosed"):
        desk.pdf("#let x = (")


def test_a_template_that_measures_nothing_is_a_fault(desk: Desk) -> None:
    """A theme must say how a sheet fits, in the fields that are asked for."""
    with pytest.raises(TypesettingError, match="does not say how the poster fits"):
        desk.measure('#metadata("much") <fit>', int)


def test_a_letter_without_a_shape_is_refused(desk: Desk) -> None:
    """No system font helps out, and nothing is printed as a box."""
    with pytest.raises(TypesettingError):
        desk.pdf('#set document(title: "t")\n#set text(font: "Arimo", fallback: false)\n一')


@pytest.mark.parametrize("path", ["/etc/hostname", "../poster.typ", "/../../etc/hostname"])
def test_a_source_reads_no_file_outside_its_own_folder(desk: Desk, path: str) -> None:
    """The folder holds the source and nothing else."""
    with pytest.raises(TypesettingError):
        desk.measure(f'#metadata(read("{path}")) <fit>', str)


def test_desks_work_side_by_side() -> None:
    """Each thread has a compiler of its own and gets its own answer."""
    answers: dict[int, object] = {}

    def work(number: int) -> None:
        with Desk(installed_fonts()) as desk:
            answers[number] = [desk.measure(f"#metadata({number}{at}) <fit>", int) for at in range(5)]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: [number * 10 + at for at in range(5)] for number in range(1, 5)}


def test_a_digest_changes_with_the_text_of_a_template(tmp_path: Path) -> None:
    """A layout that was kept is not taken for that of a changed theme."""
    first = templates(tmp_path, "a").digest()
    assert templates(tmp_path, "a").digest() == first
    assert templates(tmp_path, "b").digest() != first
    assert len(engine_digest(installed_fonts())) == 64
