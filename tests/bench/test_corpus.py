"""The bench builds the same words with both programs, and its corpus has no problems."""

from __future__ import annotations

from datetime import date

from bench.corpus import AUDIENCES, TODAY, months, story, to_yaml, wards, write_content, write_hugo

from tests.trees import tree
from yousaid.editions import edition_for
from yousaid.pipeline.readiness import read_and_check


def test_the_corpus_is_the_same_each_time(tmp_path):
    """Breaks when chance, a clock or a folder's order gets into the corpus."""
    for name in ("one", "two"):
        write_content(tmp_path / name / "content", 20)
        write_hugo(tmp_path / name / "hugo", 20)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_the_corpus_has_no_problems(tmp_path):
    """Breaks when a figure is measured on stories that are held back."""
    write_content(tmp_path / "content", 60)
    library, problems = read_and_check(tmp_path / "content", date.fromisoformat(TODAY))
    assert problems == ()
    assert library is not None
    for audience in library.site.audiences:
        edition = edition_for(library, audience, date.fromisoformat(TODAY))
        assert len(edition.stories) == 60
        assert len(edition.summaries) == len(wards()) * len(months(60))
        assert edition.posters.kinds == ()


def test_mixed_stories_are_not_for_everybody(tmp_path):
    """Breaks when the choice of audiences is not heeded."""
    chosen = [tuple(story(number, 100, "mixed")[1]["audiences"]) for number in range(60)]
    assert {audience for audiences in chosen for audience in audiences} == set(AUDIENCES)
    assert len(set(chosen)) > 3
    assert {tuple(story(number, 100, "all")[1]["audiences"]) for number in range(60)} == {AUDIENCES}


def test_stories_are_as_large_as_the_figures_say():
    """Breaks when the corpus shrinks, which flatters every program."""
    heads, bodies = [], []
    for number in range(200):
        _, head, body = story(number, 1000, "all")
        heads.append(len(to_yaml(head)))
        bodies.append(len(body))
    assert 850 < sum(heads) / 200 < 1050
    assert 850 < sum(bodies) / 200 < 1150
    assert sum("| --- |" in story(number, 1000, "all")[2] for number in range(200)) == 50


def test_hugo_gets_the_same_words(tmp_path):
    """Breaks when one of the two programs has less to do."""
    write_content(tmp_path / "content", 30)
    write_hugo(tmp_path / "hugo", 30)
    ours, theirs = tree(tmp_path / "content"), tree(tmp_path / "hugo")
    stories = [path for path in ours if path.startswith("stories/")]
    assert len(stories) == 30
    for path in stories:
        head, body = ours[path].split(b"\n---\n", 1)
        their_head, their_body = theirs[f"content/{path}"].split(b"\n---\n", 1)
        assert their_body == body
        assert their_head.startswith(head)
    assert sum(path.startswith("feedback/") for path in ours) == sum(path.startswith("data/") for path in theirs)
