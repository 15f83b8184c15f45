"""Feedback summaries."""

from __future__ import annotations

from msgspec.structs import replace

from yousaid.figures.fft import values_of
from yousaid.model.feedback import FeedbackSummary
from yousaid.reading.audiences import check_known, check_narrower
from yousaid.reading.documents import Entry
from yousaid.reading.fences import read_body, refuse_fences
from yousaid.reading.fields import read_fields
from yousaid.reading.registers import Registers, resolve
from yousaid.reading.series import in_order
from yousaid.reading.stories import check_consent


def read_summary(entry: Entry, registers: Registers) -> FeedbackSummary | None:
    """Return the summary, or None when its report holds an error."""
    data, report = entry.data, entry.report
    read = read_fields(data, FeedbackSummary, (), report)
    refuse_fences(entry, registers.names)
    check_known(data, registers.audiences, report)
    check_narrower(data, ("quotes",), registers.audiences, report)
    read["place"] = resolve(registers.places, read.get("place", ""), ("place",), report)
    fft = read.get("fft")
    if fft is not None and fft.eligible is not None and fft.eligible < sum(values_of(fft)):
        message = f"{sum(values_of(fft))} people answered, but only {fft.eligible} could have."
        report.at_value("YS312", ("fft", "eligible"), message, "Put the wrong number right, or take “eligible” out.")
    if "heard" in read:
        read["heard"] = tuple(
            replace(one, theme=resolve(registers.themes, one.theme, ("heard", number, "theme"), report))
            for number, one in enumerate(read["heard"])
        )
    for number, quote in enumerate(read.get("quotes", ())):
        check_consent(quote, ("quotes", number), report)
    if "measures" in read:
        read["measures"] = in_order(read["measures"], report)
    body = read_body(report.document, registers.names, report)
    return None if report.held else FeedbackSummary(**read, body=body, origin=entry.origin)
