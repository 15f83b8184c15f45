"""A ward is found by its site and its name: two sites may each have a “Ward 1”."""

from __future__ import annotations

import pytest

from tests.reading.tables.books import workbook
from tests.reading.tables.table import WIDE, Case
from tests.reading.tables.test_fft import PLACES, project
from tests.sites import write
from yousaid.editing.importing import import_table
from yousaid.figures.fft import ANSWERS
from yousaid.reading.files import File
from yousaid.reading.library import read_library

MORE = """\
- id: city
  name: City Hospital
  kind: site
  aliases: [RXX02, The City]
- id: city-care
  name: Care of older people
  kind: service
  parent: city
- id: c2
  name: Ward 2
  parent: city-care
- id: lings
  name: Lings Bar Hospital
  kind: site
- id: lings-ward
  name: Lings Bar Hospital
  parent: lings
- id: castle
  name: Castle Ward Castle House
"""
"""Beside The General with Ward 1 (g1) and Kestrel with Ward 1 (k1)."""
A, B = "12,3,0,1,0,2", "1,1,1,1,1,1"
FIRST, SECOND = (12, 3, 0, 1, 0, 2), (1, 1, 1, 1, 1, 1)
HEAD = f"Site code,Site name,{WIDE}"


def read(folder, table: str | bytes, file: str = "fft.csv"):
    """Return the figures by place, and each problem as code, message and hint."""
    content = project(folder, Case("", table, file=file))
    write(content, {"places.yaml": PLACES + MORE})
    reading = read_library(content)
    figures = {one.place: tuple(getattr(one.fft, name) for name in ANSWERS) for one in reading.library.summaries}
    return figures, [(one.code, one.message, one.hint) for one in reading.problems]


@pytest.mark.parametrize(
    ("where", "place"),
    [
        (",The General,Ward 1", "g1"),
        (",KESTREL,ward 1", "k1"),
        ("RXX02,City Hospital,Ward 2", "c2"),
        ("RXX02,,Ward 2", "c2"),
        (",The City,Ward 2", "c2"),
        (",city,WARD-2", "c2"),
        ("R99,City Hospital,Ward 2", "c2"),
        (",City Hospital,c2", "c2"),
        (",City Hospital,Ward 2 - City Hospital", "c2"),
        (",Care of older people,Ward 2", "c2"),
        (",,Willow", "willow"),
        (",,Kestrel - Ward 1", "k1"),
        (",,Ward 1 (The General)", "g1"),
        (",,Café Ward", "cafe"),
        (",Kestrel,Kestrel", "kestrel"),
        (",Lings Bar Hospital,Lings Bar Hospital", "lings-ward"),
        (",Castle House,Castle Ward", "castle"),
        (",Teaselbridge NHS Trust,Willow", "willow"),
        ("RXX,,Teaselbridge NHS Trust", ""),
    ],
)
def test_a_ward_is_found_by_its_site_and_its_name(where, place, tmp_path):
    """By name, code, alias or id of the site, at any depth; without a site the name alone must do.

    Breaks when a site is left out of the search, or only the site directly above is looked at.
    """
    assert read(tmp_path, f"{HEAD}{where},2025-10,{A}\n") == ({place: FIRST}, [])


@pytest.mark.parametrize(
    ("where", "words", "advice"),
    [
        (",Far Place,Willow", "“Willow” at “Far Place” is not in places.yaml", "Add “Far Place” to"),
        (",Far Hospital,Ward 1", "“Ward 1” at “Far Hospital” is not in", "If not, add it to places.yaml as a site."),
        ("R99,,Ward 1", "“Ward 1” at “R99” is not in places.yaml", "Add “R99” to places.yaml as a site"),
        (",Cty Hospital,Ward 2", "at “Cty Hospital” is not in", "“City Hospital”? Then write “Cty Hospital” under"),
        (",City Hospital,Willow", "of that name belongs to “The General”", "add it to places.yaml with “parent: city”"),
        (",City Hospital,Ward 1", "belongs to “The General” and “Kestrel”", "places.yaml with “parent: city”"),
        (",City Hospital,Café Ward", "belongs to no site", "If it is the same, write “parent: city” under it"),
        (",City Hospital,Ward 9", "“Ward 9” at “City Hospital” is not in places.yaml", "with “parent: city”"),
        (",Kestrel,g1", "“g1” at “Kestrel” is not in places.yaml", "with “parent: kestrel”"),
        ("RXX02,Kestrel,Ward 1", "“Kestrel” and “RXX02” are two different places", "Put the wrong one right"),
        (",,Ward 1", "“Ward 1” can mean “g1” (Ward 1, The General) or “k1” (Ward 1, Kestrel)", "a column “Site”"),
    ],
)  # fmt: skip
def test_a_ward_of_another_site_is_nobody_elses(where, words, advice, tmp_path):
    """A site that nobody knows, or another than places.yaml says: an error with the site, and no figure.

    Breaks when the name of the ward alone is enough where the table names a site.
    """
    rows = "".join(f"{where},2025-{month:02},{A}\n" for month in (8, 9, 10))
    figures, problems = read(tmp_path, HEAD + rows)
    assert figures == {}
    assert [code for code, _, _ in problems] == ["YS501"]
    ((_, message, hint),) = problems
    assert words in message
    assert "(3 rows), so its figures are left out." in message
    assert advice in hint


def test_two_wards_of_one_name_are_never_added_up(tmp_path):
    """One answer a row, sites by code only, a speciality beside them.

    Breaks when the site's code is not part of what a tally is kept by.
    """
    head = "Date,Site name,Site code,Ward,First Speciality,Response\n"
    rows = "01/10/2025,,RXX02,Ward 2,300,Good\n01/10/2025,,R99,Ward 2,300,Good\n02/10/2025,,RXX02,Ward 2,430,Good\n"
    figures, problems = read(tmp_path, head + rows)
    assert figures == {"c2": (0, 2, 0, 0, 0, 0)}
    assert [message for _, message, _ in problems] == [
        "Cell D3 (Ward): “Ward 2” at “R99” is not in places.yaml, so its figures are left out."
    ]


def test_a_speciality_is_no_way_of_asking(tmp_path):
    """Two rows of one ward with two specialities are not added up unasked, even when they say the same.

    Breaks when a speciality counts as a method of collection again. The hint, followed, adds them up.
    """
    head = ["Trust Code", "Site Code", "Site Name", "Ward Name", "Period", *"abcdef", "First Speciality"]
    head[5:11] = ["Very Good", "Good", "Neither Good nor Poor", "Poor", "Very Poor", "Don't Know"]
    first, second = (
        ["RXX", "RXX01", "The General", "Ward 1", "2025-10"],
        ["RXX", "RXX03", "Kestrel", "Ward 1", "2025-10"],
    )
    rows = [
        [*first, *FIRST, "300 - GENERAL MEDICINE"],
        [*first, *SECOND, "430 - GERIATRIC MEDICINE"],
        [*second, *SECOND, "300 - GENERAL MEDICINE"],
    ]
    table = workbook({"Wards": [head, *rows]})
    figures, problems = read(tmp_path, table, "fft.xlsx")
    assert figures == {"k1": SECOND}
    ((code, message, hint),) = problems
    assert (code, "row 2 has other figures for the same place" in message) == ("YS511", True)
    assert "“First Speciality: method”" in hint
    settings = (tmp_path / "site.yaml").read_text() + "  headings:\n    First Speciality: method\n"
    write(tmp_path, {"site.yaml": settings})
    added = {one.place: one.fft.very_good for one in read_library(tmp_path).library.summaries}
    assert added == {"g1": 13, "k1": 1}


def test_new_wards_of_one_name_are_added_each_to_its_site(tmp_path):
    """What --add-places writes is found again, each “Ward 1” at its site; one that can mean two is not added.

    Breaks when unknown places are kept by their name alone, or when ids are not made apart.
    """
    rows = (
        f",Far,Ward 1,2025-10,{A}\n,Near,Ward 1,2025-10,{B}\n,City Hospital,Ward 1,2025-10,{B}\n,,Ward 1,2025-10,{B}\n"
    )
    content = project(tmp_path, Case("", ""))
    (content / "feedback" / "fft.csv").unlink()
    write(content, {"places.yaml": PLACES + MORE})
    table = write(tmp_path / "elsewhere", {"fft.csv": HEAD + rows}) / "fft.csv"
    library = read_library(content).library
    plan = import_table(File("fft.csv", str(table)), library, content, (), add_places=True, may_replace=False)
    assert [(one.name, one.parent) for one in plan.places] == [
        ("Far", ""),
        ("Near", ""),
        ("Ward 1", plan.places[0].id),
        ("Ward 1", plan.places[1].id),
        ("Ward 1", "city"),
    ]
    assert len({one.id for one in plan.places}) == 5
    after = read_library(content)
    assert {one.place: one.fft.very_good for one in after.library.summaries} == {
        plan.places[2].id: 12,
        plan.places[3].id: 1,
        plan.places[4].id: 1,
    }
    assert [one.code for one in plan.problems] == ["YS501"]


def test_a_table_of_another_trust_only_is_not_ours(tmp_path):
    """One trust, and not ours: its figures are not the whole organisation's.

    Breaks when a table with a single trust is taken as it comes.
    """
    figures, problems = read(tmp_path, WIDE.replace("Ward", "Trust name") + f"Other NHS Trust,2025-10,{A}\n")
    assert figures == {}
    ((code, message, hint),) = problems
    assert code == "YS501"
    assert message == "This table is about “Other NHS Trust”, and that is not how “Teaselbridge NHS Trust” is named."
    assert "short_name" in hint


@pytest.mark.parametrize(("eligible", "sum_of"), [(("20", "30"), 50), (("20", ""), None), (("20", "20"), 40)])
def test_eligible_people_are_added_up_with_the_answers(eligible, sum_of, tmp_path):
    """Two ways of asking: both or neither, so that no rate is over 100 %.

    Breaks when the figure of one row stands for both.
    """
    head = f"Method,{WIDE.strip()},Eligible\n"
    rows = f"SMS,Willow,2025-10,{A},{eligible[0]}\nPaper,Willow,2025-10,{A},{eligible[1]}\n"
    content = project(tmp_path, Case("", head + rows))
    reading = read_library(content)
    assert [(one.fft.very_good, one.fft.eligible) for one in reading.library.summaries] == [(24, sum_of)]
    assert reading.problems == ()
