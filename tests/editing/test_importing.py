"""`yousaid import`: the same site as the table where it is, and nothing lost on the way."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.builds import build_site
from tests.reading.tables.books import workbook
from tests.reading.tables.table import LONG, WIDE
from tests.reading.tables.test_fft import PLACES, SITE
from tests.sites import write
from tests.trees import tree
from yousaid.cli.main import cli
from yousaid.figures.fft import ANSWERS
from yousaid.reading.library import read_library

FOR_ALL = SITE + "  pairs_for: [patients]\n"
FFT = (
    WIDE
    + "".join(f"Willow,2025-{month:02},{10 + month},3,0,1,0,{month}\n" for month in range(1, 13))
    + "Ward 1,2025-10,1,0,0,0,0,0\n".replace("Ward 1", "k1")
)
PAIRS = [
    ["Ward", "You said", "We did", "Status", "Month"],
    ["Willow", "The clock is wrong: “it always is”.", "- Put it right\n- Check it weekly", "Done", "Oct-25"],
    ["Maple", "#1 worry: parking", "Ask the council", "planned", "2025-09"],
]


def run(*words: str) -> tuple[int, str]:
    """Run the command; return its exit code and all that it printed."""
    result = CliRunner().invoke(cli, words)
    return result.exit_code, result.output


def project(folder: Path, **files: str | bytes) -> Path:
    """Write a project without feedback, and return its content folder."""
    return write(folder / "content", {"site.yaml": FOR_ALL, "places.yaml": PLACES, **files})


@pytest.mark.parametrize("table", [("fft.csv", FFT), ("pairs.xlsx", workbook({"Pairs": PAIRS}))], ids=["fft", "pairs"])
def test_both_ways_give_the_same_site(table, tmp_path):
    """A table that is read where it is and one that is imported: every byte of every page is the same."""
    name, content = table
    folder = "stories" if name.startswith("pairs") else "feedback"
    there = write(project(tmp_path / "there"), {f"{folder}/{name}": content})
    here = project(tmp_path / "here")
    write(tmp_path, {name: content})
    code, output = run("import", str(tmp_path / name), "--content", str(here))
    assert code == 0, output
    for place in (there, here):
        outcome = build_site(place)
        assert not outcome.errors, outcome.problems
    site = tree(tmp_path / "there" / "site")
    assert site == tree(tmp_path / "here" / "site")
    assert len(site) >= 25


def test_a_preview_writes_nothing_and_shows_how_it_is_understood(tmp_path):
    """Each heading with its meaning, guesses with what to write, and the first rows."""
    content = project(tmp_path)
    write(
        tmp_path,
        {"fft.csv": FFT.replace("Neither good nor poor", "Neither good nor por") + "Total,2025-12,9,9,9,9,9,9\n"},
    )
    code, output = run("import", str(tmp_path / "fft.csv"), "--content", str(content), "--preview")
    assert code == 0
    assert "fft.csv: no figures that can be used. The headings are in row 1." in output
    assert "E  Neither good nor por  not read; perhaps neither" in output
    assert "tables:\n  headings:\n    Neither good nor por: neither\n" in output
    assert "Nothing was written." in output
    assert not (content / "feedback").exists()


def test_the_real_sample_needs_no_editing(tmp_path):
    """110 rows of 16 wards of one large trust: imported as they are, and each number is on its ward's page."""
    sample = Path(__file__).parents[3] / "shared" / "data" / "from_fetch" / "fft_ward_month_counts_sample.csv"
    if not sample.exists():
        pytest.skip("the sample of a trust's figures is not on this computer")
    content = write(tmp_path / "content", {"site.yaml": FOR_ALL})
    code, output = run("import", str(sample), "--content", str(content), "--add-places")
    assert code == 0, output
    assert "110 summaries in 16 files" in output
    reading = read_library(content)
    assert reading.problems == ()
    assert len(reading.library.summaries) == 110
    with sample.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name, column in zip(ANSWERS, list(rows[0])[3:9], strict=True):
        assert sum(getattr(one.fft, name) for one in reading.library.summaries) == sum(int(row[column]) for row in rows)
    build_site(content)
    page = (tmp_path / "site" / "patients" / "places" / "main-outpatients-rvi.html").read_text("utf-8")
    last = next(row for row in reversed(rows) if row["ward"] == "Main Outpatients RVI")
    there = write(
        tmp_path / "there" / "content",
        {
            "site.yaml": FOR_ALL,
            "places.yaml": (content / "places.yaml").read_bytes(),
            "feedback/sample.csv": sample.read_bytes(),
        },
    )
    build_site(there)
    assert tree(tmp_path / "there" / "site") == tree(tmp_path / "site")
    assert f"All {last['total_answers']} people who answered in August 2022 said" in page
    assert '<th scope="row">January 2022</th><td class="n">73</td><td class="n">100%</td>' in page


def test_nothing_is_written_over(tmp_path):
    """A file of ours needs a word; a file of somebody else's is left alone whatever is said."""
    content = project(tmp_path)
    write(tmp_path, {"fft.csv": FFT})
    words = ("import", str(tmp_path / "fft.csv"), "--content", str(content))
    assert run(*words)[0] == 0
    code, output = run(*words)
    assert (code, "--replace" in output) == (2, True)
    assert run(*words, "--replace")[0] == 0
    own = content / "feedback" / "fft" / "willow.yaml"
    own.write_text("- place: willow\n")
    code, output = run(*words, "--replace")
    assert (code, "no import made" in output) == (2, True)
    assert own.read_text() == "- place: willow\n"


def test_wrong_words(tmp_path):
    """A file that is not there, one that is no table, an audience that does not exist, and nobody named."""
    content = project(tmp_path)
    write(tmp_path, {"fft.csv": FFT, "fft.txt": FFT})
    assert "There is no file" in run("import", "none.csv", "--content", str(content))[1]
    assert "is not a table" in run("import", str(tmp_path / "fft.txt"), "--content", str(content))[1]
    code, output = run("import", str(tmp_path / "fft.csv"), "--content", str(content), "--audience", "pateints")
    assert (code, "patients" in output) == (2, True)
    (content / "site.yaml").write_text(SITE.partition("tables:")[0])
    code, output = run("import", str(tmp_path / "fft.csv"), "--content", str(content))
    assert (code, "Nothing says who may see the figures" in output) == (2, True)
    code, output = run("import", str(tmp_path / "fft.csv"), "--content", str(content), "--audience", "patients")
    assert code == 0


def test_what_is_wrong_is_told_and_the_rest_is_written(tmp_path):
    """An unknown ward costs its own rows and the exit code, and no more."""
    content = project(tmp_path)
    write(tmp_path, {"fft.csv": FFT + "Wilow Ward,2025-10,1,1,1,1,1,1\n"})
    code, output = run("import", str(tmp_path / "fft.csv"), "--content", str(content))
    assert code == 1
    assert "Did you mean “Willow Ward”?" in output
    assert len(read_library(content).library.summaries) == 13


def test_what_is_wrong_with_the_written_files_is_told_at_once(tmp_path):
    """A pair about an unknown ward is written, and the line of the new file is named."""
    content = project(tmp_path)
    write(tmp_path, {"pairs.csv": "Ward,You said,We did\nWilow Ward,Too noisy,Ear plugs\nWillow,Too hot,Fans\n"})
    code, output = run("import", str(tmp_path / "pairs.csv"), "--content", str(content))
    assert code == 1
    assert "stories/pairs/wilow-ward.yaml:4" in output
    assert "2 stories in 2 files" in output


def test_places_that_cannot_be_added_are_not(tmp_path):
    """A places.yaml with a mistake stays as it is, and nothing else is written."""
    content = project(tmp_path)
    (content / "places.yaml").write_text("- id: willow\n  nam: Willow\n")
    write(tmp_path, {"fft.csv": FFT})
    code, output = run("import", str(tmp_path / "fft.csv"), "--content", str(content), "--add-places")
    assert (code, "Add them yourself" in output) == (2, True)
    assert (content / "places.yaml").read_text() == "- id: willow\n  nam: Willow\n"
    assert not (content / "feedback").exists()


def test_a_comment_is_nowhere(tmp_path):
    """Free text of a table is in no byte of any site and of no file that an import writes."""
    content = project(tmp_path)
    write(tmp_path, {"fft.csv": LONG + "2025-10-01,Willow,Good,Cormorant-canary\n"})
    write(content, {"feedback/in-place.csv": LONG + "2025-09-01,Willow,Good,Cormorant-canary\n"})
    assert run("import", str(tmp_path / "fft.csv"), "--content", str(content))[0] == 0
    build_site(content)
    written = [path for folder in ("site", "content/feedback/fft") for path in (tmp_path / folder).rglob("*")]
    assert all(b"canary" not in path.read_bytes() for path in written if path.is_file())
