"""Single values and records."""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from yousaid.model.feedback import FeedbackSummary
from yousaid.model.page import Page
from yousaid.model.places import Place
from yousaid.model.site import Site
from yousaid.model.states import Status
from yousaid.model.story import Measure, Story, Translation
from yousaid.reading import values
from yousaid.reading.dates import read_date, read_period
from yousaid.reading.documents import Document, Report
from yousaid.reading.fields import read_fields, shape_of
from yousaid.reading.refusals import RefusedError
from yousaid.reading.strictyaml import parse


def read(text: str, record=Story):
    """Return the values of a record, and the problems as code, line and column."""
    document = Document("x.yaml", text, text, 1)
    report = Report(document)
    found = read_fields(parse(text).data, record, (), report)
    return found, [(one.code, one.line, one.column) for one in report.problems], report.problems


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("31 October 2026", "2026-10-31"),
        ("31st of October 2026", "2026-10-31"),
        ("Saturday 31 October 2026", "2026-10-31"),
        ("Saturday, 31 Oct 2026", "2026-10-31"),
        ("October 31, 2026", "2026-10-31"),
        ("31/10/2026", "2026-10-31"),
        ("31.10.26", "2026-10-31"),
        ("10/31/2026", "2026-10-31"),
        ("3/4/2026", "2026-04-03"),
        ("2026/10/31", "2026-10-31"),
        ("2026-1-5", "2026-01-05"),
        ("2026-10-31T09:00:00Z", "2026-10-31"),
        ("20261031", "the year, the month and the day, as 2026-10-31"),
        ("tomorrow", "the year, the month and the day, as 2026-10-31"),
        ("2026-W01-1", "the year, the month and the day, as 2026-10-31"),
        ("٢٠٢٦-١٠-٣١", "the year, the month and the day, as 2026-10-31"),
    ],
)
def test_a_day_in_another_way_is_told_what_to_write(written, meant):
    """British order first; the exact text to write when it can be told."""
    with pytest.raises(RefusedError) as refused:
        read_date(written)
    assert (refused.value.code, refused.value.hint) == ("YS304", f"Write {meant}.")


@pytest.mark.parametrize("written", ["2026-02-30", "2026-13-01", "1999-12-31", "2101-01-01", "2026-00-10"])
def test_a_day_that_does_not_exist_is_refused(written):
    """Nor one outside of this century."""
    with pytest.raises(RefusedError, match=r"There is no|is not a day|probably a slip"):
        read_date(written)


def test_a_day_is_a_day():
    """29 February in a leap year, too."""
    assert read_date("2028-02-29") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("October 2026", "2026-10"),
        ("Sept 2026", "2026-09"),
        ("10/2026", "2026-10"),
        ("2026-10-31", "2026-10"),
        ("2026/1", "2026-01"),
    ],
)
def test_a_month_in_another_way_is_told_what_to_write(written, meant):
    """Months in words, with slashes, or with a day too many."""
    with pytest.raises(RefusedError) as refused:
        read_period(written)
    assert refused.value.hint == f"Write {meant}."


def test_a_month_or_a_year_is_a_period():
    """Both stay as written."""
    assert (read_period("2026-10"), read_period("2017")) == ("2026-10", "2017")


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text):
    """Counts are whole and not negative, numbers finite, and nothing else gets through."""
    for reader in (values.read_whole, values.read_number):
        try:
            number = reader(text)
        except RefusedError:
            continue
        assert isfinite(number)
        assert text.isascii()
        assert float(text) == number
        if reader is values.read_whole:
            assert text.isdigit()


@pytest.mark.parametrize(("written", "meant"), [("1,234", "1234"), ("84%", "84"), ("12 minutes", "12")])
def test_a_number_in_another_way_is_told_what_to_write(written, meant):
    """Commas go, units have a key of their own."""
    with pytest.raises(RefusedError, match="not a number") as refused:
        values.read_number(written)
    assert refused.value.hint.startswith(f"Write {meant}")


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("done", Status.DONE),
        ("Done", Status.DONE),
        ("In progress", Status.IN_PROGRESS),
        ("in_progress", Status.IN_PROGRESS),
        ("can't change", Status.CANT_CHANGE),
        ("can’t change", Status.CANT_CHANGE),
        ("cant-change", Status.CANT_CHANGE),
        ("Cannot change", Status.CANT_CHANGE),
    ],
)
def test_a_word_from_a_list_may_be_written_as_people_write(written, status):
    """Capitals, spaces, hyphens and both apostrophes."""
    reader = values.word_reader({member.value: member for member in Status})
    assert reader(written) is status


def test_values_keep_what_was_written():
    """Years, codes and times that stand in text stay text."""
    found, problems, _ = read("title: 2026\nsummary: NO\nyou_said: 22:22\nref: 007\ndraft: No\n")
    assert problems == [("YS401", 1, 1)]
    assert found == {"title": "2026", "summary": "NO", "you_said": "22:22", "ref": "007", "draft": False}


def test_a_key_with_nothing_after_it_is_an_error():
    """An empty place, an empty date, null and blanks. Fails when an empty value is taken for a missing key."""
    found, problems, _ = read(
        "title: A\naudiences: [a]\nplace:\ndate:\ncontact: null\nsummary: '  '\nheard: ''\nthemes:\nactions: ~\n"
    )
    assert problems == [("YS307", line, 1) for line in range(3, 10)]
    assert found == {"title": "A", "audiences": ("a",)}


def _keys_of(record, start="", end=""):
    """Yield a text in braces for each key of a record, and of the records in it, up to the key's value."""
    kinds = get_type_hints(record)
    for name in shape_of(record).slots:
        yield f"{start}{name}: ", end
        inner = next((kind for kind in (kinds[name], *get_args(kinds[name])) if is_record(kind)), None)
        if inner is not None:
            opened, closed = ("[{", "}]") if get_origin(kinds[name]) is tuple else ("{", "}")
            yield from _keys_of(inner, f"{start}{name}: {opened}", f" {closed}{end}")


def is_record(kind):
    """Tell whether this is a record of the model."""
    return isinstance(kind, type) and issubclass(kind, Struct)


@pytest.mark.parametrize("written", ["", "null", "Null", "NULL", "~", "''", '""', "' '"])
@pytest.mark.parametrize("record", [Story, Translation, FeedbackSummary, Page, Place, Site])
def test_every_key_of_every_record_needs_a_value(record, written):
    """In block and in braces, in records in records. Fails when one key is passed over."""
    for start, end in _keys_of(record):
        codes = {code for code, _, _ in read(f"{start}{written}{end}", record)[1]}
        assert codes & {"YS307", "YS401"}, start


def test_what_to_do_about_nothing_is_said():
    """The advice solves it: a value, no line, or quotation marks."""
    _, _, (needed, optional, word) = read("title:\naudiences: [a]\nplace:\nsummary: null\n")
    assert (needed.message, needed.hint) == ("“title” has no value.", "Write one after the colon.")
    assert optional.hint == "Write one after the colon, or delete the line."
    assert word.message == "“summary” has no value: null means nothing here."
    assert word.hint.endswith('If the word is meant, write "null" in quotation marks.')


def test_a_word_in_quotation_marks_is_text():
    """Even one that YAML has for nothing."""
    found, problems, _ = read("title: 'null'\naudiences: [a]\nsummary: \"~\"\nthemes: ['NULL', \"Null\"]\n")
    assert problems == []
    assert (found["title"], found["summary"], found["themes"]) == ("null", "~", ("NULL", "Null"))


def test_every_bad_field_is_reported_with_its_place():
    """Not only the first; also those of records in lists in the record."""
    text = (
        "title: []\naudiences: [a]\ndate: soon\nplase: x\nactions:\n  - text: A\n    status: fine\n"
        "    date: 1/2\n  - status: done\nquotes:\n  - text:\n    consent: {given: x}\n"
    )
    _, problems, _ = read(text)
    assert problems == [
        ("YS303", 1, 8),
        ("YS304", 3, 7),
        ("YS301", 4, 1),
        ("YS306", 7, 13),
        ("YS304", 8, 11),
        ("YS302", 9, 5),
        ("YS307", 11, 5),
        ("YS304", 12, 22),
        ("YS302", 12, 5),
    ]


@pytest.mark.parametrize("key", ["body", "translations", "origin"])
def test_what_the_program_fills_in_is_no_key(key):
    """A writer cannot set it."""
    assert key not in shape_of(Story).slots
    assert "language" not in shape_of(Translation).slots


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("yousaid", "Did you mean “you_said”?"),
        ("Title ", "Did you mean “title”?"),
        ("ward", "Write place instead."),
        ("tags", "Write themes instead."),
    ],
)
def test_an_unknown_key_is_told_what_was_meant(key, hint):
    """By the nearest key, or by what other programs call it."""
    _, _, problems = read(f"title: A\naudiences: [a]\n? '{key}'\n: x\n")
    assert [(one.code, one.hint) for one in problems] == [("YS301", hint)]


def test_numbers_in_text_become_numbers():
    """Counts whole, values with decimals."""
    found, problems, _ = read(
        "name: Sleep\nbefore: 61\nafter: -8.5\nn: 012\nseries:\n  - {period: 2026-10, value: 1}\n", Measure
    )
    assert problems == []
    assert (found["before"], found["after"], found["n"], found["series"][0].value) == (61.0, -8.5, 12, 1.0)


_DATA = st.recursive(
    st.one_of(st.text(max_size=8), st.sampled_from(["2026-10-31", "done", "1", "yes", "patients"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([*shape_of(Story).slots, "text", "status", "consent", "given", "x"]), inner, max_size=4
        ),
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*shape_of(Story).slots, "x"]), _DATA, max_size=6))
def test_any_data_gives_good_values_or_problems(data):
    """Whatever stands where, nothing but the right types comes out, and never an exception."""
    report = Report(Document("x.yaml", "", "", 1))
    found = read_fields(data, Story, (), report)
    if not report.problems:
        story = Story(**found)
        assert all(isinstance(one, str) for one in (story.title, story.place, *story.audiences, *story.themes))
        assert all(isinstance(one.status, Status) for one in story.actions)
        assert story.date is None or isinstance(story.date, date)
