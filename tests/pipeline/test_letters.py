"""Letters that posters cannot show are told once, where they stand."""

from __future__ import annotations

from pathlib import Path

from tests.builds import TODAY, Silence
from tests.sites import BASE, files_of, site, story
from yousaid.pipeline.build import dry_run
from yousaid.pipeline.request import Request


def test_a_letter_is_told_once_whatever_it_keeps_off(tmp_path: Path) -> None:
    """Breaks when each poster, paper, slide and audience names the same emoji, or a ward's name, again."""
    settings = files_of(BASE)["site.yaml"]
    for name in ("patients", "staff"):
        settings = settings.replace(
            f"- id: {name}\n", f"- id: {name}\n    posters: {{screens: true, sizes: [a4, a3]}}\n"
        )
    more = {
        "site.yaml": settings,
        "places.yaml": files_of(BASE)["places.yaml"] + "- {id: five, name: ਪੰਜ Ward, parent: general}\n",
        "stories/thanks.md": story(
            title="Thanks", place="willow", audiences="[patients, staff]", you_said="Ta 👍🏽 🇬🇧", we_did="Fine 🙂."
        ),
        "stories/five.md": story(
            title="Five", place="five", audiences="[patients, staff]", you_said="It was loud.", we_did="It is quiet."
        ),
    }
    outcome = dry_run(Request(content=site(tmp_path, more=more), output=tmp_path / "site", today=TODAY), Silence())
    found = [(one.path, one.line, one.message) for one in outcome.problems if one.code == "YS702"]
    assert found == [
        (
            "places.yaml",
            8,
            "The name “ਪੰਜ Ward” has Gurmukhi letters that the fonts of posters do not have: “ਪ” (Gurmukhi letter pa, "
            "U+0A2A) and 2 more.",
        ),
        (
            "stories/thanks.md",
            1,
            "The story “Thanks” has signs that the fonts of posters do not have: "
            "“👍🏽” (Thumbs up sign, U+1F44D U+1F3FD), “🇬🇧” (Regional indicator symbol letter g, U+1F1EC U+1F1E7), "
            "“🙂” (Slightly smiling face, U+1F642).",
        ),
    ]
