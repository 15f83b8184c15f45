"""Signs from Word in YAML: named where they stand, and the advice, followed to the letter, mends the file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import BASE, files_of, write
from yousaid.problems import Severity
from yousaid.reading.library import read_library
from yousaid.reading.strictyaml import parse
from yousaid.reading.yamlpaste import faults_of

BLANKS = ["\u00a0", "\u2007", "\u202f", "\u2009", "\u3000", "\u2003", "\t"]
GOOD = [
    "title: Quieter nights",
    "place: willow",
    "audiences: [patients, staff]",
    "heard:",
    "  source: fft",
    "themes:",
    "  - parking",
    "  - discharge",
    "actions:",
    "  - text: Bins are emptied later",
    "    status: done",
    "quotes:",
    "  - text: It was loud",
    "    consent: {reference: C-14, given: 2026-01-05}",
    "you_said: |",
    "  It is too noisy",
]
PLACES = [(at, line.index(sign) + 1, sign) for at, line in enumerate(GOOD) for sign in (": ", "- ") if sign in line]
_ADVICE = re.compile(r"Write(?:, with (\d+) spaces before it)?: (.*)")


def text_of(lines):
    """Return a story with these lines as its keys."""
    return "---\n" + "\n".join(lines) + "\n---\nText.\n"


def problems_of(tmp_path, lines):
    """Return the errors of the story when it is read with a small project."""
    write(tmp_path, files_of(BASE) | {"stories/x.md": text_of(lines)})
    return [one for one in read_library(tmp_path).problems if one.severity is Severity.ERROR]


def followed(lines, problem):
    """Return the lines with a problem's advice followed to the letter."""
    advice = _ADVICE.fullmatch(problem.hint)
    assert advice is not None, problem.hint
    changed = list(lines)
    changed[problem.line - 2] = " " * int(advice[1] or 0) + advice[2]
    return changed


def mend(tmp_path, lines):
    """Follow all advice until there is no error; return the lines and the first problems."""
    first = problems_of(tmp_path, lines)
    found = first
    for _ in range(4):
        for problem in found:
            assert problem.code == "YS208", problem
            lines = followed(lines, problem)
        found = problems_of(tmp_path, lines)
        if not found:
            return lines, first
    raise AssertionError(found)


def test_the_good_story_is_good(tmp_path):
    """The tests below change one sign in it."""
    assert problems_of(tmp_path, GOOD) == []


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(("at", "column", "sign"), PLACES)
def test_an_odd_blank_after_a_colon_or_a_dash(tmp_path, blank, at, column, sign):
    """Fails when the blank is not looked for there, when it is pointed at wrongly, or when the advice does not help."""
    lines = list(GOOD)
    lines[at] = lines[at].replace(sign, sign[0] + blank, 1)
    mended, first = mend(tmp_path, lines)
    assert [(one.line, one.column) for one in first] == [(at + 2, column + 1)]
    assert mended == GOOD


@pytest.mark.parametrize("blank", BLANKS[:-1])
@pytest.mark.parametrize("at", [at for at, line in enumerate(GOOD) if line.startswith("  ")])
def test_odd_blanks_for_indentation(tmp_path, blank, at):
    """Fails when a key or a dash behind an odd blank is taken for another key, or for text."""
    lines = list(GOOD)
    lines[at] = lines[at].replace("  ", blank * 2, 1)
    if at == len(GOOD) - 1:
        return  # the text of a block: see the next test
    mended, first = mend(tmp_path, lines)
    assert (first[0].line, first[0].column) == (at + 2, 1)
    assert mended == GOOD


@pytest.mark.parametrize(
    ("at", "line", "column"),
    [
        (0, "title\u00a0: Quieter nights", 6),
        (0, "title:\u00a0\u00a0Quieter nights", 7),
        (0, "title：Quieter nights", 6),
        (0, "title： Quieter nights", 6),
        (0, "“title”: Quieter nights", 1),
        (0, "\u00a0title: Quieter nights", 1),
        (0, "\u200btitle: Quieter nights", 1),
        (0, "title:\u200b Quieter nights", 7),
        (1, "place： willow", 6),
        (1, "place: ‘willow’", 8),
        (1, "place: \"willow”", 15),
        (1, "place: “willow\"", 8),
        (2, "audiences: [“patients”, “staff”]", 13),
        (2, "audiences: [patients, ‘staff’]", 23),
        (2, "audiences: [patients; staff]", 21),
        (2, "audiences: [patients，staff]", 21),
        (2, "audiences: ［patients, staff］", 12),
        (2, "audiences: [patients,\u00a0staff]", 22),
        (2, "audiences: [patients, staff]\u00a0", 29),
        (2, "audiences: [patients, \u200bstaff]", 23),
        (2, "audiences:\t[patients,\tstaff]", 11),
        (2, "audiences: \u00a0[patients, staff]", 12),
        (3, "heard:\u00a0", 7),
        (6, "  – parking", 3),
        (6, "  •\tparking", 3),
        (6, "  \uf0b7\u00a0parking", 3),
        (6, "  −\u00a0parking", 3),
        (6, "  -\u00a0“parking”", 4),
        (9, "  – text: Bins are emptied later", 3),
        (9, "  •\u00a0text: Bins are emptied later", 3),
        (10, "    status:\u00a0“done”", 12),
        (13, "    consent: {reference:\u00a0C-14, given: 2026-01-05}", 25),
        (13, "    consent: {reference: C-14; given: 2026-01-05}", 30),
        (13, "    consent: {reference: “C-14”, given: 2026-01-05}", 26),
        (14, "you\u00a0said: |", 4),
        (14, "you_said:\u00a0|", 10),
        (14, "you_said: |\u00a0", 12),
    ],
)  # fmt: skip
def test_other_signs_from_word(tmp_path, at, line, column):
    """Each stands on its own line and column, and the advice mends it. Fails when a kind is not looked for."""
    lines = list(GOOD)
    lines[at] = line
    mended, first = mend(tmp_path, lines)
    assert (first[0].line, first[0].column) == (at + 2, column), first[0]
    assert parse("\n".join(mended)).data == parse("\n".join(GOOD)).data or "\u00a0\u00a0" in line


@pytest.mark.parametrize(
    "lines",
    [
        ["title: “Quieter” nights", "you_said: “Too loud”"],
        ["you_said: |", "  “Too\u00a0loud”", "  •\tbins", "  title：x", "\u3000", "we_did: –\u00a0later"],
        ["you_said:", "  • bins", "  • doors"],
        ["you_said: Open", "  – they said – at 5\u00a0pm"],
        ["summary: 24\u00a0hours a day", "contact: Ward\u00a07, 01632\u00a0960", "ref: YS–1"],
        ["# –\u00a0a note：“x”", "title: A"],
        ["you_said: 中文，说：“好”", "  他说：好"],
        ["quotes:", "  - text: “Loud”", "    by: ‘A’"],
        ["url: https://a.example/x;y", "themes: ['a;b', \"c；d\"]"],
    ],
)
def test_text_may_hold_all_of_them(lines):
    """Fails when text is taken for YAML's signs."""
    assert faults_of("\n".join(lines))[1] == []


def test_keys_with_capitals_are_named_and_not_missed_too(tmp_path):
    """Fails when a key that is only spelled in another way is reported as missing as well."""
    found = problems_of(tmp_path, ["Title: A", "Audiences: [patients]", "You said: X", "We-did: Y"])
    assert [(one.line, one.code, one.hint) for one in found] == [
        (2, "YS301", "Did you mean “title”?"),
        (3, "YS301", "Did you mean “audiences”?"),
        (4, "YS301", "Did you mean “you_said”?"),
        (5, "YS301", "Did you mean “we_did”?"),
    ]


@given(st.lists(st.text(st.sampled_from("ab:：-–•\t\u00a0\u200b [];“”‘\"'|#{}"), max_size=14), max_size=6))
def test_mending_ends(lines):
    """What is as it should be stays so, whatever stands there: advice that is followed gives no advice again."""
    better, faults = faults_of("\n".join(lines))
    again, more = faults_of(better)
    assert len({fault.line for fault in faults}) == len(faults)
    assert (again, more) == (better, []) or faults_of(again)[1] == []
