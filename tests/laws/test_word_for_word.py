"""What people wrote comes out word for word: entries in the shapes that real ones have, on page and poster."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.builds import build_site
from tests.sites import BASE, files_of, write

ENTRIES = {
    "blunt": ("Why come in, when a phone call would do?", "The team is working towards calls for patients they suit."),
    "quoted": (
        "“Lonely” – that is how it feels in side rooms.",
        "Nurses (all of them) call in on every round; it's new.",
    ),
    "half": ("Not much choice of food, and not much of it.", ""),
    "other-half": ("", "The car park contractor – named on the page – has been asked to fit poles."),
    "listed": (
        "People told us:\n- doors bang\n- lights stay on\n- staff talk at 2am",
        "We offer:\n1. ear plugs\n2. masks",
    ),
    "paragraphs": ("It gets boring.\n\nI'd like a newspaper.", "A trolley comes round: Mondays and Fridays, 9.30am."),
    "from-word": ("We want:\n•\ttea\n•\tcoffee", "Now there are:\n-\u00a0tea\n-\u00a0coffee, from 7am"),
}


def straight(text):
    """Return a text on one line with straight apostrophes: a poster has curly ones, a page those that were written."""
    return " ".join(text.replace("’", "'").split())


class Words(HTMLParser):
    """Collects the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data):
        """Keep a text."""
        self.found.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Return the folder of the patients' site of all entries."""
    folder = tmp_path_factory.mktemp("entries")
    files = files_of(BASE)
    for name, texts in ENTRIES.items():
        keys = zip(("you_said", "we_did"), texts, strict=True)
        said = "".join(
            f"{key}: |\n" + "".join(f"  {line}\n" for line in text.split("\n")) for key, text in keys if text
        )
        files[f"stories/{name}.md"] = f"---\ntitle: Entry\nplace: willow\naudiences: [patients]\n{said}---\n"
    build_site(write(folder / "content", files))
    return folder / "site" / "patients"


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_comes_out_word_for_word(site, name):
    """Fails when a word is lost, changed or moved, or when a list or paragraph runs into the next."""
    shown = [site / f"stories/{name}.html", *site.glob(f"posters/{name}-*.html")]
    assert len(shown) > 1
    for page in shown:
        text = page.read_text("utf-8")
        words = Words()
        words.feed(text)
        found = straight("\n".join(words.found))
        for said in ENTRIES[name]:
            lines = [re.sub(r"^(?:[-•]\s|\d\.\s)", "", line) for line in said.split("\n") if line]
            assert straight(" ".join(lines)) in found
            items = [line for line in said.split("\n") if re.match(r"[-•]\s|\d\.\s", line)]
            for item in items:
                assert re.search(rf"<li>{re.escape(item[2:].strip())}\s*</li>", text), item
