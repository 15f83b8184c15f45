"""Tables of pairs, as most wards collect them: ward, you said, we did, status, month. A row is a story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from yousaid.model.site import Tables
from yousaid.model.story import Origin
from yousaid.problems import Problem
from yousaid.reading.documents import Document, Entry, Report
from yousaid.reading.files import File, cannot_open
from yousaid.reading.names import fold
from yousaid.reading.positions import Keys
from yousaid.reading.refusals import RefusedError
from yousaid.reading.strictyaml import Data
from yousaid.reading.tables.headings import HIDING, PAIR_COLUMNS, Header
from yousaid.reading.tables.months import date_in
from yousaid.reading.tables.read import open_table
from yousaid.reading.tables.rows import data_rows, is_doubtful
from yousaid.reading.tables.sheets import Cell, Findings, Row, Sheet, escaped
from yousaid.reading.tables.tally import cell, shown
from yousaid.reading.tables.withheld import is_draft, obeyed, read_withheld, tell_unread
from yousaid.reading.words import show

_LONGEST_TITLE: Final = 65
_SENTENCE_END: Final = re.compile(r"[.!?;\n]")
_STATUS: Final = {
    word: status
    for status, words in {
        "done": "done complete completed closed implemented finished yes green",
        "in progress": "ongoing started underway amber doing wip",
        "planned": "plan todo agreed scheduled upcoming",
        "can't change": "cannot declined no rejected",
    }.items()
    for word in words.split()
} | {
    "in progress": "in progress",
    "to do": "planned",
    "not started": "planned",
    "under way": "in progress",
    "cannot change": "can't change",
    "cant change": "can't change",
    "not possible": "can't change",
    "unable to change": "can't change",
}
"""What wards write for a status, and which of ours it is. Red is none: it means late to one ward and no to another."""
_OPEN: Final = frozenset({"to do", "todo", "not started"})
"""Words for a status that say no more than that nothing has come of it yet."""
_TEXTS: Final = ("place", "you_said", "difference", "ref", "slug")
_ERROR: Final = re.compile(
    r"#(?:(?:REF|VALUE|DIV/0|NULL|NUM|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN)!|NAME\?|N/A|GETTING_DATA)",
    re.IGNORECASE,
)
"""What Excel shows when a formula does not work."""
_ACTION: Final = {"we_did": "text", "owner": "owner", "why": "why", "who_decides": "who_decides", "instead": "instead"}


class Pairs(Struct, frozen=True):
    """What a table of pairs gives."""

    entries: tuple[Entry, ...]
    """A story each, as a writer would have written it: not yet checked, and mostly without an address."""
    problems: tuple[Problem, ...]


def read_pairs(file: File, tables: Tables) -> Pairs:
    """Return the stories of a table, and what is wrong with the table itself."""
    try:
        sheets, problems = open_table(file, PAIR_COLUMNS, tables)
        entries: list[Entry] = []
        good = [(sheet, obeyed(header)) for sheet, header in sheets if header is not None and has_pairs(header)]
        for sheet, header in good:
            findings = Findings(sheet, {*header.columns.values()})
            if not is_doubtful(header, findings):
                entries += _entries(sheet, header, tables, findings, len(entries))
            problems = [*problems, *findings.problems]
    except OSError as error:
        return Pairs((), (cannot_open(file.path, error),))
    if sheets and not good:
        message = "No row of this table holds the headings of pairs: Ward, You said, We did, Status and Month."
        hint = "Write them over the columns, or name your own in site.yaml under tables: headings:."
        problems = [*problems, Problem(code="YS111", path=file.path, message=message, hint=hint)]
    return Pairs(tuple(entries), tuple(problems))


def has_pairs(header: Header) -> bool:
    """Tell whether headings are those of a table of pairs."""
    return "you_said" in header.columns or "we_did" in header.columns


class RowReport(Report):
    """Collects the problems of one row: each is about a cell."""

    def __init__(self, sheet: Sheet, header: Header, number: int, row: Row, index: int) -> None:
        super().__init__(Document(sheet.path, "", "", 1), index)
        self._sheet = sheet
        self._header = header
        self._number = number
        self._row = row

    def at_value(self, code: str, keys: Keys, message: str, hint: str = "") -> None:
        """Add a problem with the cell that holds a value."""
        findings = Findings(self._sheet)
        at = next((column for key in reversed(keys) if (column := self._column(key)) is not None), 0)
        heading = self._header.headings[at] if at < len(self._header.headings) else ""
        place = Cell(self._number, at, heading=heading)
        findings.at_cell(code, place, shown(self._row, self._header), f"{{cell}}: {escaped(message)}", hint)
        self.problems += [replace(problem, item=self.index) for problem in findings.problems]

    at_key = at_value

    def at_words(self, code: str, keys: Keys, words: str, message: str, hint: str = "") -> None:  # noqa: ARG002
        """Add a problem with the cell that holds the words. A title that was made from a cell is that cell's matter."""
        if keys != ("title",) or "title" in self._header.columns:
            self.at_value(code, keys, message, hint)

    def at_line(self, code: str, line: int, column: int, message: str, hint: str = "") -> None:  # noqa: ARG002
        """Add a problem with the row."""
        self.at_value(code, (), message, hint)

    def _column(self, key: object) -> int | None:
        names = {"text": "we_did", "actions": "we_did", "date": "due"}
        return self._header.columns.get(str(key), self._header.columns.get(names.get(str(key), "")))


def _entries(sheet: Sheet, header: Header, tables: Tables, findings: Findings, start: int) -> Iterator[Entry]:
    """Yield the story of each row that says something."""
    seen: dict[tuple[str, ...], int] = {}
    filled: set[int] = set()
    index = start
    for number, row in data_rows(sheet, header, findings):
        filled |= {column for column, text in enumerate(row) if text.strip()}
        texts = {name: cell(row, column) for name, column in header.columns.items()}
        if not texts.get("you_said") and not texts.get("we_did"):
            _tell_silence(texts, number, row, header, findings)
            continue
        whole = tuple(texts.values())
        if whole in seen:
            at = Cell(number, header.columns.get("place", 0), heading=header.heading("place"))
            message = f"{{cell}}: this row says the same as row {seen[whole]}. It is used once."
            findings.at_cell("YS512", at, row, message, "Delete one of the two rows.")
            continue
        seen[whole] = number
        report = RowReport(sheet, header, number, row, index)
        _tell_formulas(texts, report)
        _tell_unseen(sheet, header, number, report)
        data = _story(texts, tables, report)
        if not data["audiences"]:
            at = Cell(number, header.columns.get("place", 0), heading=header.heading("place"))
            hint = "Add a column “Audiences”, or write tables: and pairs_for: [staff] in site.yaml."
            findings.at_cell("YS401", at, row, "{cell}: nothing says who may see this story, so nobody may.", hint)
            continue
        yield Entry(data, Origin(sheet.path, number, index), report)
        index += 1
    tell_unread(filled, header, findings)


def _tell_formulas(texts: Mapping[str, str], report: Report) -> None:
    """Report cells that hold a formula that nobody worked out, or what Excel writes when one does not work."""
    for name, text in texts.items():
        if text.startswith("=") or _ERROR.fullmatch(text):
            what = "a formula" if text.startswith("=") else "what Excel shows when a formula does not work"
            message = f"{show(text)} is {what}, and not what somebody wrote."
            report.at_value("YS123", (name,), message, "Write the words themselves, or save the file in Excel again.")


def _tell_unseen(sheet: Sheet, header: Header, number: int, report: Report) -> None:
    """Report cells that nobody can see, where reading on without them would say more, or something else."""
    for name in ("audiences", "status", *HIDING):
        if (number, header.columns.get(name, -1)) in sheet.unseen:
            message = "Nobody can see what stands in this cell, so the row is not used."
            report.at_value("YS307", (name,), message, "Write it so that it can be read: in black.")


def _tell_silence(texts: Mapping[str, str], number: int, row: Row, header: Header, findings: Findings) -> None:
    """Report a row that names more than one thing, but neither what people said nor what was done."""
    if sum(map(bool, texts.values())) > 1:
        main = next(name for name in ("you_said", "we_did") if name in header.columns)
        at = Cell(number, header.columns[main], heading=header.heading(main))
        message = "{cell} is empty, and so is what was done: this row is no story."
        findings.at_cell("YS127", at, shown(row, header), message, "Write what people said, or delete the row.")


def _story(texts: Mapping[str, str], tables: Tables, report: Report) -> dict[str, Data]:
    """Return the story of a row as a writer would have written it."""
    data: dict[str, Data] = {"title": texts.get("title") or _title(texts.get("you_said") or texts["we_did"])}
    data |= {name: texts[name] for name in _TEXTS if texts.get(name)}
    data["audiences"] = list(_listed(texts.get("audiences", "")) or tables.pairs_for)
    day = _day(texts.get("month", ""), ("month",), report)
    if day:
        data["date"] = day
    if texts.get("themes"):
        data["themes"] = list(_listed(texts["themes"], ";"))
    if texts.get("source"):
        data["heard"] = {"source": texts["source"], **({"period": day[:7]} if day else {})}
    data |= read_withheld(texts, report)
    action = _action(texts, report)
    if action:
        data["actions"] = [action]
    return data


def _action(texts: Mapping[str, str], report: Report) -> dict[str, Data]:
    """Return the action of a row; nothing when nothing is said about one."""
    action: dict[str, Data] = {ours: texts[name] for name, ours in _ACTION.items() if texts.get(name)}
    status = "" if is_draft(texts) else texts.get("status", "")
    if "text" not in action:
        if status and fold(status) not in _OPEN:
            message = f"The status is {show(status)}, but nothing says what was done."
            hint = "Write it in the column “We did”. If nothing is decided yet, leave the status empty."
            report.at_value("YS302", ("status",), message, hint)
        return {}
    action["status"] = _STATUS.get(fold(status), status) if status else "done"
    day = _day(texts.get("due", ""), ("due",), report)
    if day:
        action["date"] = day
    return action


def _day(text: str, keys: Keys, report: Report) -> str:
    try:
        return date_in(text) if text else ""
    except RefusedError as refused:
        report.at_value(refused.code, keys, refused.message, refused.hint)
        return ""


def _listed(text: str, marks: str = ",;") -> Sequence[str]:
    return [part for one in re.split(f"[{marks}]", text) if (part := one.strip())]


def _title(text: str) -> str:
    """Return the first sentence as a heading, cut between words where it is long."""
    sentence = _SENTENCE_END.split(text.strip(), 1)[0].strip() or text.strip()
    if len(sentence) <= _LONGEST_TITLE:
        return sentence
    cut = sentence[:_LONGEST_TITLE].rpartition(" ")[0] or sentence[: _LONGEST_TITLE - 1]
    return cut.rstrip(",;:–- ") + "…"
