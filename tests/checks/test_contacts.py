"""Phone numbers and email addresses: what people really write passes, and what leads to nobody is told."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sites import site
from yousaid.pipeline.readiness import read_and_check

FINE = [
    "Nurse in charge, 01632 960 107", "Ext 4421", "bleep 123", "0300 123 4567 (option 2)", "+44 (0)1632 960 107",
    "+44 1632 960107", "01632 960 107 or 01632 960 108", "01632 960107 ext. 12", "(01632) 960107", "01632-960-107",
    "Dial 111", "Text 60777", "0800 1111", "0845 46 47", "Open 09:00 to 17:00", "From 01/12/2026", "@ourtrust",
    "pals@example.nhs.uk", "PALS <pals@example.nhs.uk>, 01632 960 142.", "o'neil@example.org", "Ward clerk", "Bay 0",
]  # fmt: skip
WRONG = [
    "pals@example", "pals@", "pals @example.nhs.uk", "pals@example..uk", "pals＠example.nhs.uk", "a@b@example.uk",
    "pals@example.nhs.u", "01632 960 7", "01632 960 1070", "01632 960 107 01632 960 108", "O1632 960 107",
    "01632 96O 107", "+44 1632 960", "+1 23",
]  # fmt: skip


def told(folder, where: str, text: str) -> list[tuple[str, int]]:
    """Return file and line of each warning about a contact that stands in a place, a story or the settings."""
    content = site(folder)
    quoted = "'" + text.replace("'", "''") + "'"
    if where == "place":
        with (content / "places.yaml").open("a", encoding="utf-8") as file:
            file.write(f"  contact: {quoted}\n")
    else:
        path = content / "site.yaml"
        new = f"  name: Patient Experience Team\n  {where}: {quoted}\n"
        path.write_text(path.read_text("utf-8").replace("  name: Patient Experience Team\n", new), "utf-8")
    library, problems = read_and_check(content, date(2026, 11, 23))
    assert library is not None
    return [(one.path, one.line) for one in problems if one.code == "YS812"]


@pytest.mark.parametrize("text", FINE)
def test_what_people_write_passes(text, tmp_path):
    """A rule that takes an extension, a time, a date or a short number for a mistake fails here."""
    assert told(tmp_path, "place", text) == []


@pytest.mark.parametrize("text", WRONG)
def test_what_leads_to_nobody_is_told(text, tmp_path):
    """A warning with the line, once or more; nothing is held back."""
    assert set(told(tmp_path, "place", text)) == {("places.yaml", 8)}


def test_the_settings_have_a_key_for_each(tmp_path):
    """A number under email, an address under phone, words under either."""
    for number, (key, text, count) in enumerate(
        [
            ("email", "pals@example.nhs.uk", 0), ("email", "mailto:pals@example.nhs.uk", 1),
            ("email", "01632 960 140", 1),
            ("phone", "Ext 4421", 0), ("phone", "pals@example.nhs.uk", 1), ("phone", "ask at the desk", 1),
        ]
    ):  # fmt: skip
        assert told(tmp_path / str(number), key, text) == [("site.yaml", 5)] * count
