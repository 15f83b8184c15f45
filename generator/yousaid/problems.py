"""Problems as values: what is wrong, where, and what to write instead; and the register of their permanent codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from msgspec import Struct


class Severity(StrEnum):
    """How much a problem matters. An error holds its file back; a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Kind(Struct, frozen=True):
    """What a code stands for."""

    title: str
    """The problem in a few words, for the documentation."""
    severity: Severity = Severity.ERROR
    """How much it matters."""


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong, in one place."""

    code: str
    """The permanent code: a key of `KINDS`."""
    message: str
    """What is wrong, in a whole sentence."""
    hint: str = ""
    """What to write or do instead."""
    path: str = ""
    """The file, from the content folder, with `/`. Empty when it is about no file."""
    line: int = 0
    """The line; 1 is the first, 0 is the whole file."""
    column: int = 0
    """The column in characters; 1 is the first, 0 is the whole line."""
    excerpt: str = ""
    """The line as it stands in the file."""
    item: int | None = None
    """The place in the file's list, when the file holds one; 0 is the first."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return KINDS[self.code].severity

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """What problems are sorted by."""
        return (self.path, self.line, self.column, self.code, self.message)


_W: Final = Severity.WARNING
_H: Final = Severity.HINT

KINDS: Final[dict[str, Kind]] = {
    # 1: files and their text
    "YS101": Kind("The file is not text that can be read"),
    "YS102": Kind("The file is in an old Windows encoding", _W),
    "YS103": Kind("The file is too large"),
    "YS104": Kind("The file cannot be opened"),
    "YS105": Kind("The file is a link to somewhere else"),
    "YS106": Kind("The file is empty"),
    "YS107": Kind("A character that cannot be shown"),
    "YS108": Kind("A file that is needed is not there"),
    "YS109": Kind("A file that is not read", _W),
    "YS110": Kind("A table that cannot be read"),
    "YS111": Kind("Headings that do not say enough"),
    "YS112": Kind("Counts that were hidden before", _W),
    "YS113": Kind("Two months for one table"),
    "YS114": Kind("A table that is named after another month", _W),
    "YS115": Kind("Days and months in two orders"),
    "YS116": Kind("Days that can be read in two ways"),
    "YS117": Kind("Days that are read with the month first", _W),
    "YS120": Kind("A row with more cells than headings"),
    "YS121": Kind("A row that ends too early"),
    "YS122": Kind("Two columns for one thing", _W),
    "YS123": Kind("A formula or an error of Excel in place of words"),
    "YS124": Kind("Parts of a workbook that are hidden or struck out", _W),
    "YS125": Kind("Other headings in the middle of a table"),
    "YS126": Kind("A merged count"),
    "YS127": Kind("A row that says nothing", _W),
    "YS128": Kind("A column that is not read", _W),
    "YS130": Kind("Copies of a file"),
    "YS131": Kind("A name that is a copy's", _H),
    "YS132": Kind("One story under two names"),
    "YS133": Kind("Withdrawn words that stand elsewhere"),
    # 2: YAML and front matter
    "YS201": Kind("The front matter does not start or end"),
    "YS202": Kind("The YAML cannot be read"),
    "YS203": Kind("A key stands twice"),
    "YS204": Kind("An alias, anchor or tag"),
    "YS205": Kind("Nested too deep"),
    "YS206": Kind("A list or text stands where keys belong"),
    "YS207": Kind("Text after a # that is left out", _W),
    "YS208": Kind("A sign from Word where YAML wants a plain one"),
    "YS209": Kind("Bullets from Word", _H),
    "YS211": Kind("Markdown where text is shown as it is", _W),
    # 3: keys and values
    "YS301": Kind("An unknown key"),
    "YS302": Kind("A needed key is missing"),
    "YS303": Kind("The wrong kind of value"),
    "YS304": Kind("A date that is not a date"),
    "YS305": Kind("A number that is not a number"),
    "YS306": Kind("A word that is not on the list"),
    "YS307": Kind("A value that is empty"),
    "YS308": Kind("A value that is too long"),
    "YS309": Kind("A slug or id that cannot be an address"),
    "YS310": Kind("Dates in the wrong order"),
    "YS311": Kind("Two keys that say the same"),
    "YS312": Kind("Numbers that do not add up"),
    "YS313": Kind("A language that pages have no words in", _W),
    # 4: audiences and fences
    "YS401": Kind("The story has no audiences"),
    "YS402": Kind("An audience that does not exist"),
    "YS403": Kind("An audience named twice"),
    "YS404": Kind("A fence for an audience that does not exist"),
    "YS405": Kind("A fence that is not closed"),
    "YS406": Kind("A fence that closes nothing, or stands in another"),
    "YS407": Kind("What looks like a fence, where no fence can be"),
    "YS408": Kind("A note that some readers see without what points to it, or the other way round"),
    "YS409": Kind("Marks of code around a fence"),
    # 5: references
    "YS501": Kind("A place that is not in places.yaml"),
    "YS502": Kind("A theme that is not on the list"),
    "YS503": Kind("Two things with one id"),
    "YS504": Kind("An image that is not there"),
    "YS505": Kind("An image that cannot be used"),
    "YS506": Kind("A translation of nothing"),
    "YS507": Kind("A translation that does not match its story"),
    "YS508": Kind("Two pages with one address"),
    "YS509": Kind("A link that leads nowhere", _W),
    "YS510": Kind("Places that belong to each other in a circle"),
    "YS511": Kind("Figures for one place and month that stand twice"),
    "YS512": Kind("A row that stands twice", _W),
    "YS513": Kind("Rows that cannot be told apart"),
    "YS514": Kind("Addresses of rows that are not kept", _H),
    "YS516": Kind("A kept address whose row is gone", _W),
    "YS517": Kind("A row with the number of another story"),
    "YS518": Kind("Kept addresses without their table", _W),
    "YS520": Kind("A link to a heading that is not there", _W),
    "YS521": Kind("A link to a file on your computer", _W),
    # 6: consent and dates
    "YS601": Kind("Consent was withdrawn", _W),
    "YS602": Kind("Consent has run out", _W),
    "YS603": Kind("People in a photo, and no consent"),
    "YS604": Kind("Due for review", _W),
    "YS605": Kind("No date", _H),
    "YS606": Kind("A promise whose day has passed", _W),
    "YS607": Kind("A month that has not come yet"),
    "YS608": Kind("Answers to the old question"),
    "YS609": Kind("Small numbers that two sites give away"),
    "YS610": Kind("Figures that are withheld", _W),
    "YS611": Kind("Figures that were published with other numbers", _W),
    "YS612": Kind("Figures that others can work out"),
    "YS613": Kind("The record of published figures cannot be used"),
    "YS614": Kind("A measure of few people that is not shown", _H),
    "YS620": Kind("A withdrawal on a day that has not come"),
    "YS621": Kind("A day that has not come, told as past"),
    "YS622": Kind("Consent that has not begun", _W),
    "YS623": Kind("A story that waits for its day", _W),
    "YS624": Kind("A month that stands twice in a series"),
    "YS625": Kind("Months and years in one series"),
    # 7: posters
    "YS701": Kind("Too long for a poster", _W),
    "YS702": Kind("A letter that the poster's fonts do not have"),
    "YS703": Kind("A story that was left off a poster", _W),
    "YS704": Kind("Figures that were left off a poster", _H),
    "YS705": Kind("A story that a ward's language lacks", _H),
    "YS706": Kind("A language that posters cannot speak", _W),
    "YS709": Kind("A poster that could not be made"),
    "YS707": Kind("A sentence too long for a screen", _W),
    "YS708": Kind("A story too long for screens", _W),
    # 8: settings, themes and output
    "YS801": Kind("There is no content folder"),
    "YS802": Kind("The output folder is not ours"),
    "YS803": Kind("A file in the output was changed by somebody else", _W),
    "YS804": Kind("A theme that does not exist"),
    "YS805": Kind("A template that cannot be used"),
    "YS806": Kind("Nothing can be written there"),
    "YS807": Kind("Another build is running"),
    "YS808": Kind("Themes that are based on each other in a circle"),
    "YS809": Kind("A poster font that is not there", _W),
    "YS810": Kind("A font that cannot be read", _W),
    "YS811": Kind("A place that cannot be added"),
    "YS812": Kind("A phone number or email address that leads to nobody", _W),
    # 9: text and pages
    "YS901": Kind("A text that takes too long to turn into a page"),
    "YS902": Kind("Something in the text was left out because it is not safe", _W),
    "YS903": Kind("A story that says nothing"),
    "YS904": Kind("Nothing says what came of it", _W),
}
"""Every code with its meaning. A code never changes its meaning and is never used again."""


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by file, line and column, each only once."""
    return tuple(sorted(set(problems), key=lambda problem: problem.order))


_FEW: Final = 12
"""How many choices are all named."""
_NEAREST: Final = 3
"""How many are named of more."""


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return a sentence that names the nearest choice; when none is near, every choice, or of many the nearest."""
    known = sorted(choices)
    near = nearest(word, known, 1)
    if near:
        return f"Did you mean “{near[0]}”?"
    if len(known) > _FEW:
        named = nearest(word, known, _NEAREST, cutoff=0.0) or known[:_NEAREST]
        return f"Write one of: {', '.join(named)}, or one of {len(known) - len(named):,} others."
    return f"Write one of: {', '.join(known)}." if known else ""


def nearest(word: str, choices: Iterable[str], most: int, cutoff: float = 0.6) -> list[str]:
    """Return the choices that are nearest to a word, in any case of letters: the nearest first, and at most so many."""
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(choice.casefold(), choice)
    near = get_close_matches(word.casefold()[:_LONGEST_WORD], folded, n=most, cutoff=cutoff)
    return [folded[one] for one in near]


_LONGEST_WORD: Final = 200
"""How much of a word is compared: the work grows with its square."""


def one_of(choices: Sequence[str]) -> str:
    """Return choices in quotation marks, as a list with “or”."""
    quoted = [f"“{one}”" for one in choices]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


_MOST_ROWS: Final = 5


def rows_named(lines: Sequence[int], joining: str = " and ") -> str:
    """Return “row 3”, “rows 3, 5 and 9”, or “rows 3, 5, 9, 12, 20 and 40 more”."""
    if len(lines) == 1:
        return f"row {lines[0]}"
    shown = [str(line) for line in lines[:_MOST_ROWS]]
    last = f"{len(lines) - _MOST_ROWS} more" if len(lines) > _MOST_ROWS else shown.pop()
    return f"row{'' if joining == ' or ' else 's'} {', '.join(shown)}{joining}{last}"


_UNSHOWABLE: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WIDEST: Final = 100
"""How many characters of a long line are shown around the column."""


def _window(excerpt: str, column: int) -> tuple[str, int]:
    """Return the part of the line around the column that fits a terminal, and the column in it."""
    line = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", excerpt.rstrip())
    if len(line) <= _WIDEST:
        return line, column
    start = max(0, min(column - 1 - _WIDEST // 2, len(line) - _WIDEST))
    shown = line[start : start + _WIDEST]
    if start:
        shown = "…" + shown[1:]
    if start + _WIDEST < len(line):
        shown = shown[:-1] + "…"
    return shown, column - start


def _space_under(character: str) -> str:
    """Return what moves a caret as far as the character moved the cursor."""
    if character == "\t":
        return "\t"
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "


def format_problem(problem: Problem) -> str:
    """Return the problem for a terminal: the place, the line with a caret, the sentence and the hint."""
    numbers = [str(number) for number in (problem.line, problem.column) if number]
    place = ":".join([problem.path, *numbers]) if problem.path else ""
    lines = [" ".join(part for part in (problem.severity, problem.code, place) if part)]
    if problem.line and problem.excerpt.strip():
        shown, column = _window(problem.excerpt, problem.column)
        margin = f"  {problem.line} | "
        lines.append(margin + shown)
        if problem.column:
            before = shown[: column - 1].ljust(column - 1)
            lines.append(" " * (len(margin) - 2) + "| " + "".join(map(_space_under, before)) + "^")
    lines += [sentence for sentence in (problem.message, problem.hint) if sentence]
    return "\n".join(_UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", line) for line in lines)


def problem_data(problem: Problem) -> dict[str, str | int]:
    """Return the problem as plain data, for JSON."""
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
        "excerpt": problem.excerpt,
    }
