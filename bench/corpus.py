"""A corpus of made-up stories, the same on every machine: for yousaid, and with the same words for Hugo.

    python -m bench.corpus FOLDER --stories 1000

writes FOLDER/yousaid/content and FOLDER/hugo. Forty wards, twelve themes, three audiences.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from bench.words import BODY_PARTS, DID, MATTERS, SAID, TABLE, THEMES, TITLES, WARD_NAMES

AUDIENCES: Final = ("patients", "staff", "board")
LAST_YEAR, LAST_MONTH = 2026, 10
TODAY: Final = "2026-10-31"
"""The day for which the corpus is built."""

_STATUSES: Final = ("done", "done", "done", "in progress", "planned", "explained")
_AHEAD: Final = ("in progress", "planned")
_SOURCES: Final = ("fft", "pals", "survey", "conversation", "care-opinion", "complaint")
_ANSWERS: Final = ("very_good", "good", "neither", "poor", "very_poor", "dont_know")


class Dice:
    """Choices that depend on a name and nothing else."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._throws = 0

    def below(self, limit: int) -> int:
        """Return a number from 0 up to, but not, the limit."""
        self._throws += 1
        digest = blake2b(f"{self._name}/{self._throws}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % limit

    def pick(self, choices: tuple[Any, ...]) -> Any:  # noqa: ANN401 - whatever the choices are
        """Return one of the choices."""
        return choices[self.below(len(choices))]


def months(stories: int) -> list[str]:
    """Return the months that a corpus of this size covers, newest first."""
    count = 6 if stories <= 100 else 12 if stories <= 1000 else 24
    last = LAST_YEAR * 12 + LAST_MONTH - 1
    return [f"{(last - back) // 12}-{(last - back) % 12 + 1:02}" for back in range(count)]


def wards() -> list[tuple[str, str]]:
    """Return the id and name of each ward."""
    return [(name.lower(), f"{name} Ward") for name in WARD_NAMES]


def story(number: int, stories: int, mix: str) -> tuple[str, dict[str, Any], str]:
    """Return the slug, the front matter and the body of a story."""
    dice = Dice(f"story {number}")
    ward, ward_name = dice.pick(tuple(wards()))
    month = dice.pick(tuple(months(stories)))
    theme = dice.pick(THEMES)
    title, said, did, status = (
        dice.pick(TITLES[theme]),
        dice.pick(SAID[theme]),
        dice.pick(DID[theme]),
        dice.pick(_STATUSES),
    )
    asked, better = 10 + dice.below(40), 2 + dice.below(8)
    audiences = AUDIENCES if mix == "all" else tuple(one for one in AUDIENCES if dice.below(3)) or AUDIENCES[:1]
    head = {
        "title": f"{title} on {ward_name}",
        "ref": f"YS-{number:05}",
        "place": ward,
        "audiences": list(audiences),
        "date": f"{month}-{1 + dice.below(28):02}",
        "you_said": said,
        "actions": [{"text": did, "status": status, "date": "2027-03-01" if status in _AHEAD else f"{month}-01"}],
        "heard": {"source": dice.pick(_SOURCES), "period": month, "people": 5 + dice.below(30)},
        "themes": [theme],
        "what_matters": dice.pick(MATTERS),
        "quotes": [
            {
                "text": "I noticed it at once, and so did the others.",
                "by": dice.pick(("patient", "daughter of a patient", "carer")),
                "consent": {"reference": f"C-{number:05}", "given": f"{month}-02"},
            }
        ],
        "difference": f"We asked {asked} people again. {better} in 10 said that it is better.",
        "measures": [
            {
                "name": "People who told us about it",
                "before": 12 + dice.below(20),
                "after": dice.below(12),
                "unit": "people",
                "n": asked,
            }
        ],
        "contact": f"{ward_name} manager, 01632 960 {number % 1000:03}",
        "review_by": "2027-06-30",
    }
    return f"{_slug(title)}-{number:05}", head, _body(dice, number, ward, ward_name)


def _slug(title: str) -> str:
    return "-".join(title.lower().replace("'", "").replace(",", "").split())


def _body(dice: Dice, number: int, ward: str, ward_name: str) -> str:
    """Return about a kilobyte of Markdown; every fourth holds a table."""
    parts = [dice.pick(choices) for choices in BODY_PARTS]
    if number % 4 == 0:
        parts.insert(3, TABLE.format(first=8 + dice.below(9), second=4 + dice.below(5), third=dice.below(4)))
    return "\n\n".join(parts).format(ward=ward, name=ward_name, people=3 + dice.below(9)) + "\n"


def feedback(ward: str, month: str) -> dict[str, Any]:
    """Return the feedback summary of a ward and month."""
    dice = Dice(f"feedback {ward} {month}")
    counts = dict(zip(_ANSWERS, (20, 14, 4, 3, 3, 2), strict=True))
    theme = dice.pick(THEMES)
    return {
        "place": ward,
        "period": month,
        "audiences": list(AUDIENCES),
        "fft": {answer: dice.below(most) for answer, most in counts.items()} | {"eligible": 60 + dice.below(40)},
        "heard": [{"theme": theme, "said": dice.pick(SAID[theme])}],
    }


def to_yaml(value: dict[str, Any] | list[Any], indent: str = "") -> str:
    """Return plain data as YAML. Texts stand in double quotes, which both programs read alike."""
    return "".join(_lines(value, indent))


def _lines(value: dict[str, Any] | list[Any], indent: str) -> Iterator[str]:
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in pairs:
        start = f"{indent}{key}:" if key else f"{indent}-"
        if isinstance(item, dict) and key is None:
            first, *rest = to_yaml(item, f"{indent}  ").splitlines(keepends=True)
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        elif isinstance(item, dict) or (isinstance(item, list) and item and isinstance(item[0], dict)):
            yield f"{start}\n{to_yaml(item, indent + '  ')}"
        else:
            yield f"{start} {_scalar(item)}\n"


def _scalar(item: Any) -> str:  # noqa: ANN401 - whatever a front matter holds
    if isinstance(item, str) and item[:4].isdigit() and item[4:5] == "-":
        return item
    return json.dumps(item, ensure_ascii=False)


def write_content(folder: Path, stories: int, mix: str = "all") -> None:
    """Write the corpus as content for yousaid, without posters."""
    for part in ("stories", "feedback"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(to_yaml(_site()), encoding="utf-8")
    places: list[dict[str, Any]] = [{"id": "general", "name": "Millbrook General Hospital", "kind": "site"}]
    places += [{"id": ward, "name": name, "parent": "general", "kind": "ward"} for ward, name in wards()]
    (folder / "places.yaml").write_text(to_yaml(places), encoding="utf-8")
    for number in range(stories):
        slug, head, body = story(number, stories, mix)
        _write(folder / "stories" / f"{slug}.md", head, body)
    for ward, _ in wards():
        for month in months(stories):
            path = folder / "feedback" / f"{ward}-{month}.yaml"
            path.write_text(to_yaml(feedback(ward, month)), encoding="utf-8")


def _site() -> dict[str, Any]:
    return {
        "organisation": {"name": "Millbrook NHS Trust"},
        "contact": {"name": "Patient Experience Team", "phone": "01632 960 001", "email": "experience@example.org"},
        "audiences": [
            {
                "id": audience,
                "name": audience.capitalize(),
                "title": "You said, we did",
                "public": audience == "patients",
                "address": f"https://{audience}.example.org/",
                "posters": {"kinds": []},
            }
            for audience in AUDIENCES
        ],
    }


def write_hugo(folder: Path, stories: int, mix: str = "all") -> None:
    """Write the same words as content and data for Hugo, beside its theme in bench/hugo."""
    (folder / "content" / "stories").mkdir(parents=True, exist_ok=True)
    for number in range(stories):
        slug, head, body = story(number, stories, mix)
        statuses = [action["status"] for action in head["actions"]]
        terms = {"wards": [head["place"]], "months": [head["heard"]["period"]], "statuses": statuses}
        _write(folder / "content" / "stories" / f"{slug}.md", head | terms, body)
    for ward, name in wards():
        (folder / "content" / "wards" / ward).mkdir(parents=True, exist_ok=True)
        _write(folder / "content" / "wards" / ward / "_index.md", {"title": name}, "")
        (folder / "data" / "feedback" / ward).mkdir(parents=True, exist_ok=True)
        for month in months(stories):
            path = folder / "data" / "feedback" / ward / f"{month}.yaml"
            path.write_text(to_yaml(feedback(ward, month)), encoding="utf-8")
    for source in sorted((Path(__file__).parent / "hugo").rglob("*")):
        if source.is_file():
            target = folder / source.relative_to(Path(__file__).parent / "hugo")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())


def _write(path: Path, head: dict[str, Any], body: str) -> None:
    path.write_text(f"---\n{to_yaml(head)}---\n\n{body}", encoding="utf-8")


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--audiences", choices=("all", "mixed"), default="all", help="who may read each story")
    options = parser.parse_args()
    write_content(options.folder / "yousaid" / "content", options.stories, options.audiences)
    write_hugo(options.folder / "hugo", options.stories, options.audiences)


if __name__ == "__main__":
    main()
