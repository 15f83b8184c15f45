"""Pages of their own, such as "About"."""

from __future__ import annotations

from yousaid.model.page import Page
from yousaid.reading.audiences import check_known
from yousaid.reading.documents import Entry
from yousaid.reading.fences import read_body, refuse_fences
from yousaid.reading.fields import read_fields
from yousaid.reading.registers import Registers
from yousaid.reading.stories import read_slug


def read_page(entry: Entry, registers: Registers) -> Page | None:
    """Return the page, or None when its report holds an error."""
    data, report = entry.data, entry.report
    read = read_fields(data, Page, (), report)
    refuse_fences(entry, registers.names)
    check_known(data, registers.audiences, report)
    read["slug"] = read_slug(entry, read)
    body = read_body(report.document, registers.names, report)
    return None if report.held else Page(**read, body=body, origin=entry.origin)
