"""One figure, told in many places: page, poster, board's sheet, CSV and JSON never differ."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.builds import build_site
from tests.sites import write
from yousaid.figures.fft import whole_per_cent

SETTINGS = """\
organisation:
  name: Teaselbridge NHS Trust
contact:
  name: Patient Experience Team
audiences:
  - id: board
    name: The board
    title: You said, we did
    public: false
    reports: [loop]
    suppression: {rule: none}
    posters:
      kinds: [ward, board]
      sizes: [a3]
tables:
  figures_for: [board]
"""
PLACES = """\
- {id: general, name: The General, kind: site}
- {id: maple, name: Maple Ward, parent: general}
- {id: willow, name: Willow Ward, parent: general}
"""
STORY = (
    "---\ntitle: Quieter nights\nplace: willow\naudiences: [board]\nyou_said: It is noisy.\nwe_did: Bins wait.\n---\n"
)
HEAD = "Site,Ward,Month,Very good,Good,Neither good nor poor,Poor,Very poor,Don't know,Total,Eligible\n"
MONTHS = [f"2025-{month:02}" for month in range(9, 13)] + [f"2026-{month:02}" for month in range(1, 11)]
WARDS = {
    (ward, month): (20 + at % 4 + extra, 5, 1, 1, 0, 2)
    for extra, ward in enumerate(("Maple Ward", "Willow Ward"))
    for at, month in enumerate(MONTHS)
}
OWN = (400, 110, 12, 6, 4, 4)
"""The organisation's own answers of a month: 536, of whom some are from wards that no table shows."""


def rows(figures: dict[tuple[str, str], tuple[int, ...]]) -> str:
    """Return a table of wards."""
    return HEAD + "".join(
        f"The General,{ward},{month},{','.join(map(str, counts))},{sum(counts)},{2 * sum(counts)}\n"
        for (ward, month), counts in figures.items()
    )


def words(path: Path) -> str:
    """Return the text of a page on one line."""
    text = re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))
    return " ".join(text.replace("\u00a0", " ").split())


def built(folder: Path, own: dict[str, tuple[int, ...]]) -> Path:
    """Build the board's site with the wards' table and the organisation's own, and return its folder."""
    files = {
        "site.yaml": SETTINGS,
        "places.yaml": PLACES,
        "stories/nights.md": STORY,
        "feedback/wards.csv": rows(WARDS),
    }
    if own:
        head = HEAD.replace("Site,Ward", "Organisation")
        text = "".join(
            f"Teaselbridge NHS Trust,{month},{','.join(map(str, one))},{sum(one)},2000\n" for month, one in own.items()
        )
        files["feedback/whole.csv"] = head + text
    write(folder / "content", files)
    outcome = build_site(folder / "content")
    assert [(one.code, one.message) for one in outcome.problems if one.code.startswith(("YS1", "YS3", "YS5"))] == []
    return folder / "site" / "board"


def data(site: Path, name: str) -> list[dict[str, str]]:
    """Return a data table, which is the same as CSV and as JSON."""
    made = list(csv.DictReader((site / "data" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()))
    again = json.loads((site / "data" / f"{name}.json").read_text(encoding="utf-8"))
    assert made == [{key: "" if value is None else str(value) for key, value in row.items()} for row in again]
    return made


@pytest.mark.parametrize("months_with_own", [MONTHS, [], MONTHS[-2:]], ids=["own", "none", "two months"])
def test_every_output_tells_the_same_figures(months_with_own, tmp_path):
    """A ward on its page, its poster and in the data; the organisation on the board's sheet, its chart and in the data.

    Breaks when one output adds up what another has as it was published, or counts other months or places.
    """
    site = built(tmp_path, dict.fromkeys(months_with_own, OWN))
    feedback = {(row["place"], row["period"]): row for row in data(site, "feedback")}
    last = MONTHS[-1]
    for place, name in (("maple", "Maple Ward"), ("willow", "Willow Ward")):
        counts = WARDS[name, last]
        row = feedback[place, last]
        assert (int(row["total"]), int(row["eligible"]), row["response_per_cent"]) == (
            sum(counts),
            2 * sum(counts),
            "50",
        )
        line = f"Of {sum(counts)} people who answered in October 2026, about 9 in 10"
        assert line in words(site / "places" / f"{place}.html")
    line = f"Of {sum(WARDS['Willow Ward', last])} people who answered in October 2026, about 9 in 10"
    (poster,) = (site / "posters").glob("willow-*.html")
    assert line in words(poster)
    together = [
        tuple(map(sum, zip(*(WARDS[ward, month] for ward in ("Maple Ward", "Willow Ward")), strict=True)))
        for month in MONTHS
    ]
    told = " ".join(words(sheet) for sheet in sorted((site / "posters").glob("loop-*.html")))
    chart = {row["period"]: row for row in data(site, "feedback-chart") if not row["place"]}
    if months_with_own:
        assert f"Of {sum(OWN)} people who answered in October 2026" in told
        assert "added up" not in told
        assert f"Of {sum(OWN)} people who answered in October 2026" in words(site / "measures.html")
        assert feedback["", last]["total"] == str(sum(OWN))
    else:
        assert f"Of {sum(together[-1])} people who answered in October 2026" in told
        assert "added up: 2." in told
        assert ("", last) not in feedback
    if len(months_with_own) == 2:
        assert chart == {}
        return
    expected = [OWN] * len(MONTHS) if months_with_own else together
    assert list(chart) == MONTHS
    for month, counts in zip(MONTHS, expected, strict=True):
        assert int(chart[month]["n"]) == sum(counts)
        assert int(chart[month]["value"]) == whole_per_cent(counts[0] + counts[1], sum(counts))
        assert chart[month]["added_up"] == ("" if months_with_own else "2")
