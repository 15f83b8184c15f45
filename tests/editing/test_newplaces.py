"""`--add-places`: one ward for all spellings of its name, what is there stays byte for byte, and all is read back."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.bad_input.table import CASES, Case
from tests.sites import site, write
from tests.trees import tree
from yousaid.cli.main import cli
from yousaid.editing.newplaces import CannotAdd, new_places, with_places
from yousaid.reading.library import read_library
from yousaid.reading.places import place_register
from yousaid.reading.tables.summaries import Unknown

FOR_ALL = {"site.yaml": "tables:\n  figures_for: [patients]\n  pairs_for: [patients]\n"}
SPELLINGS = ["Maple Ward", "maple ward ", "Maple-Ward", "Maple  Ward", "Maple Ward.", "MAPLE", "Ward Maple", "maple"]


def run(*words: str) -> tuple[int, str]:
    """Run the command; return its exit code and all that it printed."""
    result = CliRunner().invoke(cli, [*words, "--today", "2026-11-23"])
    return result.exit_code, result.output


def project(folder: Path, rows: str, head: str = "Ward,You said,We did,Month\n") -> tuple[Path, str]:
    """Write a project and a table beside it; return the content folder and the table's path."""
    content = site(folder)
    (content / "site.yaml").write_text((content / "site.yaml").read_text() + FOR_ALL["site.yaml"])
    write(folder, {"list.csv": head + rows})
    return content, str(folder / "list.csv")


def added(content: Path) -> list[str]:
    """Return the id of each place that was added to the good project."""
    return [place.id for place in read_library(content).library.places][2:]


def test_all_spellings_of_a_name_are_one_ward_and_all_are_found(tmp_path):
    """Eight spellings in a table of pairs: one place, eight stories about it, and nothing to complain of."""
    rows = "".join(f"{name},Thing {number} is wrong.,Put right.,Oct-26\n" for number, name in enumerate(SPELLINGS))
    content, table = project(tmp_path, rows)
    code, output = run("import", table, "--content", str(content), "--add-places")
    assert (code, added(content)) == (0, ["maple-ward"]), output
    assert "Added to places.yaml: Maple Ward." in output
    stories = [one for one in read_library(content).library.stories if one.title.startswith("Thing")]
    assert {one.place for one in stories} == {"maple-ward"}
    assert len(stories) == len(SPELLINGS)


def test_a_spelling_of_a_ward_that_is_there_is_not_added(tmp_path):
    """It stops only itself, and says under which place to write it; that advice solves it."""
    content, table = project(tmp_path, "WILLOW,Too loud.,Ear plugs.,Oct-26\nMaple Ward,Too hot.,Fans.,Oct-26\n")
    (content / "places.yaml").write_text((content / "places.yaml").read_text().replace("id: willow", "id: w7"))
    code, output = run("import", table, "--content", str(content), "--add-places")
    assert (code, added(content)) == (1, ["maple-ward"])
    assert (
        "“WILLOW” cannot be added to places.yaml. It looks like “Willow Ward” (w7), which is there already." in output
    )
    text = (content / "places.yaml").read_text()
    (content / "places.yaml").write_text(text.replace("[Ward 7]", "[Ward 7, WILLOW]"))
    code, output = run("import", table, "--content", str(content), "--add-places", "--replace")
    assert (code, added(content)) == (0, ["maple-ward"]), output


LONG = "The ward for people who wait for an operation on the hip or on the knee"
ODD = {
    "NULL": "null", "CON": "con-ward", "index": "index-ward", "Nul": "nul-ward", "no": "no", "123": "123",
    f"{LONG} A": LONG.lower().replace(" ", "-")[:58].rstrip("-"), "علي": "ward", "太吵病房": "ward-2",
    "Ward: 5 # quiet": "ward-5-quiet", "- dash": "dash", '"Quoted"': "quoted", "'t Hof": "t-hof", "@home": "home",
    "a: b": "a-b", "{x}": "x", "[y]": "y", "Birch\N{NO-BREAK SPACE}Ward": "birch-ward", "&anchor": "and-anchor",
    "*alias": "alias", "!tag": "tag", "%percent": "percent", "2026-10-01": "2026-10-01", "1e3": "1e3",
}  # fmt: skip


def test_odd_names_become_places_that_are_read_back(tmp_path):
    """What YAML, Windows or an address would take for something else; each row then has its place."""
    rows = "".join(
        f'"{name.replace(chr(34), chr(34) * 2)}",A{at} is bad.,Better.,Oct-26\n' for at, name in enumerate(ODD)
    )
    content, table = project(tmp_path, rows)
    code, output = run("import", table, "--content", str(content), "--add-places")
    assert code == 0, output
    found = added(content)
    assert len(found) == len(ODD)
    assert {"null", "con-ward", "index-ward", "nul-ward", "ward"} <= set(found)
    assert all(len(one) <= 60 for one in found)


@pytest.mark.parametrize("name", ["..", "😀", "---", "::: staff", "¿?"])
def test_a_name_that_cannot_be_one_stops_only_itself(name, tmp_path):
    """It is named, with what to do; the other new ward is added and its row is read."""
    content, table = project(tmp_path, f"{name},Too loud.,Ear plugs.,Oct-26\nMaple Ward,Too hot.,Fans.,Oct-26\n")
    code, output = run("import", table, "--content", str(content), "--add-places")
    assert (code, added(content)) == (1, ["maple-ward"]), output
    assert f"“{name}” cannot be added to places.yaml." in output or "YS4" in output


def test_two_long_names_that_shorten_alike_are_two_places():
    """Sixty letters are alike: each has an id of its own that fits an address."""
    unknown = [Unknown(f"{LONG} {end}", "") for end in ("north", "south", "east")]
    new = new_places((), unknown, "list.csv")
    assert new.problems == ()
    assert len({place.id for place in new.places}) == 3
    assert all(len(place.id) <= 60 for place in new.places)


def test_two_sites_with_a_ward_of_one_name():
    """Two ids, each under its site; spellings of a site are one site."""
    unknown = [Unknown("Ward 1", "Heron House"), Unknown("Ward 1", "Kestrel"), Unknown("ward 1.", "KESTREL.")]
    new = new_places((), unknown, "list.csv")
    assert new.problems == ()
    assert [(place.id, place.parent) for place in new.places] == [
        ("heron-house", ""),
        ("kestrel", ""),
        ("ward-1", "heron-house"),
        ("ward-1-kestrel", "kestrel"),
    ]
    register = place_register(new.places)
    assert register.at_site("WARD 1", "Kestrel") == "ward-1-kestrel"


@settings(max_examples=150, deadline=None)
@given(names=st.lists(st.text(min_size=1, max_size=70), max_size=4))
@example(names=["yes", "null", "~", "# x", "- a", "a: b", "\u202eabc", "\x85", "\ufeffx", "\ud800"])
def test_any_name_is_read_back_exactly_or_refused_by_name(names, tmp_path_factory):
    """Every name that was taken finds its place in what is written; every other one has a problem."""
    path = tmp_path_factory.mktemp("places") / "places.yaml"
    new = new_places((), [Unknown(name, "") for name in names], "list.csv")
    if not new.places:
        assert new.problems or not names
        return
    path.write_bytes(with_places(path, new.places))
    write(path.parent, {"site.yaml": (site(path.parent / "base") / "site.yaml").read_bytes()})
    places = read_library(path.parent).library.places
    assert [(one.id, one.name, one.aliases) for one in places] == [
        (one.id, one.name, one.aliases) for one in new.places
    ]
    register = place_register(places)
    refused = sum("cannot be added" in problem.message for problem in new.problems)
    unknown = [name for name in names if not register.meant(name)]
    assert bool(unknown) == bool(refused)


FILES = {
    "comments and Windows line ends": b"# Ours\r\n- id: a # first\r\n  name: 'A'\r\n# last note",
    "a byte order mark": codecs.BOM_UTF8 + b"- id: a\n  name: A\n",
    "UTF-16": "\ufeff- id: a\r\n  name: \u00c4rzte\r\n".encode("utf-16-le"),
    "the old Windows encoding": "- id: a\n  name: Ärzte\n".encode("cp1252"),
    "a list that stands further in": b"  - id: a\n    name: A\n",
    "only a note": b"# no places yet\n",
    "no line end": b"- id: a\n  name: A",
}


@pytest.mark.parametrize("raw", FILES.values(), ids=FILES)
def test_what_is_there_stays_byte_for_byte(raw, tmp_path):
    """Comments, encoding, line ends and margins: new places are added in the same way, and all are read."""
    content = site(tmp_path)
    path = content / "places.yaml"
    path.write_bytes(raw)
    new = new_places((), [Unknown("Café Ward", "")], "list.csv").places
    after = with_places(path, new)
    assert after.startswith(raw)
    path.write_bytes(after)
    (*there, place) = read_library(content).library.places
    assert len(there) == raw.replace(b"\0", b"").count(b"- id")
    assert (place.id, place.name) == ("cafe-ward", "Café Ward")
    if b"\r" in raw:
        assert after.count(b"\n") == after.count(b"\r")


def test_a_letter_that_the_file_cannot_hold_is_said(tmp_path):
    """Arabic does not go into a file in the old Windows encoding: nothing is written, and what to do is said."""
    path = tmp_path / "places.yaml"
    path.write_bytes("- id: a\n  name: Ärzte\n".encode("cp1252"))
    with pytest.raises(CannotAdd, match="Save it as UTF-8 first"):
        with_places(path, new_places((), [Unknown("علي", "")], "list.csv").places)


PAIRS = [case for case in CASES if set(case.files) == {"stories/x.csv"}]


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case.name)
def test_a_preview_tells_what_build_would_tell(case: Case, tmp_path, monkeypatch):
    """The table lies beside the content folder: the same codes and lines as when it lies in it."""
    monkeypatch.chdir(tmp_path)
    files = {**case.project}
    write(tmp_path, {"x.csv": files.pop("stories/x.csv")})
    content = write(tmp_path / "content", files)
    before = tree(content)
    _, output = run("import", "x.csv", "--preview")
    for _, line, code in case.expected:
        assert f"{code} x.csv{f':{line}' if line else ''}" in output
    assert tree(content) == before


def test_a_preview_tells_of_posters_fonts_and_other_files(tmp_path, monkeypatch):
    """Too long, a letter without a font, a number that another story has, an unknown ward: before anything is there."""
    monkeypatch.chdir(tmp_path)
    long = "It is far too loud at night. " * 80
    head = "Ward,You said,We did,Month,Ref,Address\n"
    rows = (
        f"Willow,{long},Lids.,Oct-26,1,\nWillow,The sign said \U00012000.,Lids.,Oct-26,2,\nOak,Too hot,Fans,Oct-26,3,\n"
    )
    content, _ = project(tmp_path, rows + "Willow,Twice,Once,Oct-26,4,quieter-nights\n", head)
    before = tree(content)
    code, output = run("import", "list.csv", "--preview", "--add-places")
    assert code == 0
    assert tree(content) == before
    for told in ("Would be added to places.yaml: Oak.", "YS702 list.csv:3", "YS503 stories/quieter-nights.md"):
        assert told in output
    assert "YS701 list.csv:2" in output or "YS703 list.csv:2" in output
    assert "YS501" not in output
    assert "YS501 list.csv:4" in run("import", "list.csv", "--preview")[1]
