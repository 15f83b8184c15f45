"""What looks like a fence, and what does not."""

from __future__ import annotations

import json
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from tests.sites import BASE, files_of, write
from yousaid.model.feedback import FeedbackSummary
from yousaid.model.page import Page
from yousaid.model.places import Place
from yousaid.model.site import Site
from yousaid.model.story import Story, Translation
from yousaid.reading.fields import shape_of
from yousaid.reading.library import read_library
from yousaid.reading.lookalikes import NO_NAMES, Names, find_lookalikes
from yousaid.reading.strictyaml import parse

NAMES = Names(frozenset({"patients", "staff", "board"}), frozenset({"Patients and carers", "The board"}))

FENCES = [
    *("::: staff", "We did it. ::: staff Secret :::", "：：： staff", "1.2 ::: staff", ":: staff", "x :: staff"),
    *("x ::staff", "x : : staff", "x : : : staff", "x &#58;&#58; staff", "x &#x3a;&#x3A; staff", "x :&#58 staff"),
    *("x &colon;&colon;&colon; staff", "x &amp;colon;&colon;: staff", "x &Colon; staff", "x \\:\\:\\: staff"),
    *("x :\u200b: staff", "x :\u00ad:\u2060 staff", "x :\u200d\ufe0f: st\u200baff", "x <b>:</b><b>:</b> st<i>a</i>ff"),
    *(
        "x :<!-- -->: staff",
        "x **::** staff",
        "x ** : ** ** : ** **staff**",
        "x ::_staff_",
        "x ::**s**taff",
        "a :*:* staff",
    ),
    *("x ∷ staff", "⸬ staff", "⩴ staff", "x ꞉꞉ Staff", "x ∶∶ staff", 'x ːː "staff"', "x ˸˸ staff", "x ։։ staff"),
    *(
        "x ׃׃ staff",
        "x ᛬᛬ staff",
        "x ⁚⁚ staff",
        "x ፡፡ staff",
        "x ፥፥ staff",
        "x ﹕﹕ staff",
        "x ︓︓ staff",
        "x ᠄᠄ staff",
    ),
    *(
        "x ः ः staff",
        "x ⦂⦂ staff",
        "x ܃܃ staff",
        "x ︰︰ staff",
        "x :： staff",
        "x ⁝⁝ staff",
        "x ;;; staff",
        ";;; staff",
    ),
    *("x :; staff", "x ；； staff", "x :: patients and carers", "x :: Patients  and\n carers", "Note:: staff"),
    *("x :: ｓｔａｆｆ", "x :: stаff", "x :: stafff", "x :: stäff", "x :: ＳＴＡＦＦ", "x :: STAFF", "x :: for staff"),
    *(
        "x :: only for staff",
        "| a | ::: staff |",
        "# ::: staff",
        "> :: staff",
        "- :: staff",
        "1) :: staff",
        "<!-- ::: staff -->",
    ),
    *("![::: staff](x.png)", "[::: staff](x)", "`::: staff`", ": staff", "- : staff, board", "x [:](u)[:](v) staff"),
    *("::\nstaff", "x :\n: staff", "<b\n>::: staff", "x ::(staff)", "x ::{.staff}", "x :: “the board”", "::: nobody"),
    *("Secret :::", "：：：", "a\n\n  :::", '<p title=":: staff">x</p>', "::word", "2. :: word", "• :: word", "::1"),
    *(
        "x (:) (:) staff",
        "x ::\n\nstaff",
        "x ::\u2003staff",
        "x :\u2009:\u00a0staff",
        "x :\x07: staff",
        "x :: st\x07äff",
        "x :: st\x1faff",
        "x :: st\x9faff",
        "x :: staff\x0cx",
        "x :_: : nobody",
        "x :-:-: nobody",
        "x :: staff, board",
        "x :::staff",
    ),
]
TEXTS = [
    *("Time: 10:30", "foo::bar", "12::34", "See 2001:db8::1 for it", "Note: staff were kind", ":smile: :heart:"),
    *(
        ":smile::heart:",
        "We asked: staff said no",
        "A: B: staff",
        "Opening: 9:00-17:00; staff",
        "https://x.org/a:b: staff",
    ),
    *(
        "a :-) staff",
        "He said: “staff”",
        "1: staff",
        "Who: staff, patients",
        "&nbsp;staff; patients",
        "Ratio 1:2:3 staff",
    ),
    *("AT&T; staff", "std::vector of staff", "[^1]: Staff were asked", "[link]: https://x.y/z", "a;; b", "x :: 10:30"),
    *('(see: <a href="mailto:x@y.z">staff</a>)', "Monday: 9:30: staff arrive", "We heard you; we listened; staff too"),
    *("| Group | N |\n|:------|:-----:|\n| Staff | 3 |", "|:-:|:-:|\n|staff|x|", "> | :-- | --: |\n> | staff | x |"),
    *(
        "",
        "staff",
        "The board; the staff",
        "Staff: yes\nBoard: no",
        "::before is CSS"[2:],
        "10:30\n11:30\nstaff",
        "Ymholi: staff",
        "x :: them again",
    ),
    *(
        "We’ve asked: “Is it quieter?” Staff: yes",
        "Dywedoch: staff",
        "آپ نے کہا: staff",
        "a & b: staff",
        "a < b: staff",
    ),
]


@pytest.mark.parametrize("text", FENCES)
def test_what_looks_like_a_fence_is_found(text):
    """Each of these was shown to everybody, or would be. Fails when one sign, mark or place is forgotten."""
    assert list(find_lookalikes(text, NAMES))


@pytest.mark.parametrize("text", TEXTS)
def test_other_texts_are_left_alone(text):
    """A false alarm holds a good story back."""
    assert not list(find_lookalikes(text, NAMES))


def test_a_short_name_may_have_a_slip_too():
    """Names of 4 letters and more. Fails when only longer ones are looked for, or shorter ones too."""
    names = Names(frozenset({"pals", "gps"}))
    assert list(find_lookalikes("x :: palss", names))
    assert not list(find_lookalikes("x :: gpss", names))
    assert list(find_lookalikes("x :: gps", names))


def test_without_names_only_a_line_and_three_colons_tell():
    """When site.yaml cannot be read, nobody knows the audiences."""
    assert not list(find_lookalikes("x :: staff", NO_NAMES))
    assert list(find_lookalikes("x ::: staff", NO_NAMES))
    assert list(find_lookalikes(":: staff", NO_NAMES))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("one\ntwo ::: staff\nthree\n  :: x", [(1, 5), (3, 3)]),
        ("a\n\n：： staff", [(2, 1)]),
        ("a\nb &#58;&#58; staff", [(1, 3)]),
        ("a &#10;\nb ::: x", [(1, 3)]),
        ("a <b\nc>\nd ::: x", [(2, 3)]),
    ],
)
def test_the_line_and_the_column_are_told(text, places):
    """So that the writer finds it. Fails when a mark that is taken away takes its line break with it."""
    assert [(found.line, found.column) for found in find_lookalikes(text, NAMES)] == places


@pytest.mark.parametrize(
    "text",
    [
        *(
            one * 20_000
            for one in (":", ": ", ":     ", " ", "; ", "::x", "<", "&", "- ", "1 ", "|:-", "[](", "-|", "_")
        ),
        *(":" + one * 20_000 for one in (" ", "\n", "(", "\u200b", "staff ")),
    ],
    ids=range(19),
)
def test_no_text_takes_long(text):
    """Signs pasted by the thousand are looked through in a time that grows with their number, not with its square.

    Fails, by never ending, when a pattern goes back and forth over them.
    """
    list(find_lookalikes(text * 3, NAMES))


@given(st.text(max_size=60), st.sampled_from(["::: staff", "：： staff", "&#58;&#58; staff"]), st.text(max_size=60))
def test_whatever_stands_around_it(before, fence, after):
    """Nothing before or after it hides it, but letters that make another word of the name."""
    assert list(find_lookalikes(f"{before} {fence} {after}", NAMES))


def _texts_of(record: type[Struct], data: object = None):
    """Yield, for each text of a record and of the records in it, data that hold nothing else."""
    kinds = get_type_hints(record)
    for name in shape_of(record).slots:
        for inner in _values_of(kinds[name]):
            yield f"{name}{inner[0]}", {name: inner[1]}


def _values_of(kind: object):
    """Yield what could stand under a key of this type, with MARK for a text in it."""
    if kind is str:
        yield "", "MARK"
    elif isinstance(kind, type) and issubclass(kind, Struct):
        for name, data in _texts_of(kind):
            yield f".{name}", data
    elif get_origin(kind) is tuple:
        yield from ((f"[]{name}", [data]) for name, data in _values_of(get_args(kind)[0]))
    elif get_origin(kind) is dict:
        yield from ((f"{{}}{name}", {"a": data}) for name, data in _values_of(get_args(kind)[1]))
        yield "{key}", {"MARK": "a"}
    else:
        yield from (found for one in get_args(kind) if one is not type(None) for found in _values_of(one))


RECORDS = {
    "stories/x.md": Story,
    "stories/quieter-nights.cy.md": Translation,
    "feedback/x.yaml": FeedbackSummary,
    "pages/x.md": Page,
    "places.yaml": Place,
    "site.yaml": Site,
}
FIELDS = [(path, name, data) for path, record in RECORDS.items() for name, data in _texts_of(record)]
MARKS = ["::: staff", "x :: Patients and carers", "：：： staff", "x &#58;&#58; staff", "x\n\n  :\u200b: staff"]


def test_every_record_has_texts():
    """The walk over the records finds what is known to be there, deep inside too."""
    names = {name for _, name, _ in FIELDS}
    assert {"title", "quotes[].text", "actions[].why", "measures[].rebase[].why", "cycles[].plan"} <= names
    assert {"audiences[].labels{}", "audiences[].labels{key}", "feedback[].text", "contact.name"} <= names
    assert len(FIELDS) > 100


@pytest.mark.parametrize(("path", "name", "data"), FIELDS, ids=[f"{path}-{name}" for path, name, _ in FIELDS])
def test_every_text_that_a_person_writes_refuses_what_looks_like_a_fence(path, name, data, tmp_path):
    """Words for some readers only stand in bodies. Fails when a record, or a key of one, is not looked at."""
    for number, mark in enumerate(MARKS):
        files = files_of(BASE)
        written = json.loads(json.dumps(data).replace("MARK", json.dumps(mark)[1:-1]))
        whole = written
        if path == "places.yaml":
            whole = [*parse(files[path]).data, {"id": "x", "name": "X", **written}]
        elif path == "site.yaml":
            whole = parse(files[path]).data
            for key, value in written.items():
                whole[key] = [*whole[key], *value] if isinstance(whole.get(key), list) else value
        text = json.dumps(whole)
        files[path] = f"---\n{text}\n---\n" if path.endswith(".md") else text
        content = write(tmp_path / str(number), files)
        found = [one.path for one in read_library(content).problems if one.code == "YS407"]
        assert found == [path], mark


def test_cells_of_tables_refuse_what_looks_like_a_fence(tmp_path):
    """The row is held back, and is named. Fails when rows are not looked at as stories are."""
    files = files_of(BASE)
    files["stories/list.csv"] = (
        "Ward,You said,We did,Audiences,Owner\n"
        "Willow Ward,Noise at night,Bins moved,patients,Matron\n"
        "Willow Ward,Cold food :: staff Secret,Hot food,patients,Matron\n"
        'Willow Ward,Parking,"More spaces\n::: staff\nSecret\n:::",patients,Matron\n'
        "Willow Ward,Doors,Oiled,patients,：： staff\n"
    )
    reading = read_library(write(tmp_path, files))
    assert [(one.code, one.line) for one in reading.problems] == [("YS407", 3), ("YS407", 4), ("YS407", 5)]
    assert [one.you_said for one in reading.library.stories if one.origin.path == "stories/list.csv"] == [
        "Noise at night"
    ]


def test_the_line_of_the_value_is_named(tmp_path):
    """In a text of many lines it is the line where it stands."""
    files = files_of(BASE)
    files["stories/x.md"] = (
        "---\ntitle: A title\naudiences: [patients]\nyou_said: |\n  Noise.\n\n  ::: staff\n  Secret\n---\n"
    )
    (problem,) = read_library(write(tmp_path, files)).problems
    assert (problem.code, problem.line, problem.column) == ("YS407", 7, 3)
    assert problem.excerpt == "  ::: staff"
