"""Lists on slides: no word is lost, an item is never joined to the next, and a list that goes on keeps its marks."""

from __future__ import annotations

from yousaid.rendering.posters.words import Note
from yousaid.rendering.screens.words import parts_of


def test_a_list_stays_a_list_on_a_slide():
    """Fails when sentences are joined across lines, or a number counts as a sentence."""
    text = (
        "They said:\n\n- The lights are on. All night.\n- doors bang\n\n1. Ask a nurse.\n2. Try it.\n\nThey want sleep."
    )
    ((note,),) = parts_of([Note("", text)])
    assert note.text == (
        "They said:\n\n- The lights are on. All night.\n\n- doors bang\n\n1. Ask a nurse.\n\n2. Try it.\n\n"
        "They want sleep."
    )


def test_a_list_over_two_slides():
    """Fails when the second slide loses the mark of its first item, or a word."""
    items = [f"- {' '.join(f'word{item}{word}' for word in range(12))}" for item in range(4)]
    parts = parts_of([Note("", "\n".join(items))])
    assert len(parts) == 2
    assert [line for (note,) in parts for line in note.text.split("\n\n")] == items
