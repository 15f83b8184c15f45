"""Languages that pages are written in and that the theme has no words for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yousaid.model.edition import Edition
from yousaid.model.look import Look
from yousaid.problems import Problem
from yousaid.rendering.names import own_labels


def without_words(worn: Sequence[tuple[Edition, Look]]) -> Iterator[Problem]:
    """Yield a problem for each language of pages whose headings and buttons are in English, once."""
    told: set[str] = set()
    for edition, look in worn:
        own, *others = edition.languages
        written = {words.language for story in edition.stories for words in story.translations}
        for language in [own, *(one for one in others if one.code in written)]:
            missing = needed_in(look, language.code) - own_labels(edition, look, language.code)
            if missing and language.code not in told:
                told.add(language.code)
                first = min(missing)
                yield Problem(
                    code="YS313",
                    path="site.yaml",
                    message=f"Headings and buttons on pages in {language.name} are in English, and say so to screen "
                    f"readers: the theme lacks {len(missing)} words in “{language.code}”.",
                    hint=f"Under “languages” in site.yaml, give “{language.code}” the “labels” with a translation of "
                    f"each, as “{first}: …” for “{look.labels['en'][first]}”. Missing: {', '.join(sorted(missing))}.",
                )


def needed_in(look: Look, language: str) -> set[str]:
    """Return the words that pages in a translation show: those that the theme has in every other language."""
    others = [set(labels) for code, labels in look.labels.items() if code not in {"en", language}]
    return set.intersection(*others) if others else set(look.labels["en"])
