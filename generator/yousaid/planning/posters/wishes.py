"""Which of an edition's posters somebody asks for."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from yousaid.model.edition import Edition
from yousaid.model.states import Orientation, PaperSize, PosterKind, Variant
from yousaid.planning.posters.records import Poster

_NOT_ABOUT_PLACES = (PosterKind.STORY, PosterKind.BOARD)


class Wishes(Struct, frozen=True, kw_only=True):
    """What somebody asks for; what is left out is as site.yaml says."""

    places: tuple[str, ...] = ()
    """Ids of places; empty for all."""
    stories: tuple[str, ...] = ()
    """Slugs of stories; empty for all."""
    kinds: tuple[PosterKind, ...] = ()
    sizes: tuple[PaperSize, ...] = ()
    orientations: tuple[Orientation, ...] = ()
    variants: tuple[Variant, ...] = ()
    languages: tuple[str, ...] = ()
    """Codes of languages; a poster has at least one of them. Empty for all."""

    def settle(self, edition: Edition) -> Edition:
        """Return the edition with the posters' kinds and formats that are asked for in place of its own."""
        own = edition.posters
        posters = replace(
            own,
            kinds=self.kinds or self._kinds(own.kinds),
            sizes=self.sizes or own.sizes,
            orientations=self.orientations or own.orientations,
            variants=self.variants or own.variants,
        )
        return replace(edition, posters=posters)

    def keep(self, poster: Poster) -> bool:
        """Tell whether the poster is one of those."""
        spoken = not self.languages or any(tongue.code in self.languages for tongue in poster.tongues)
        return spoken and self._is_about(poster)

    def _is_about(self, poster: Poster) -> bool:
        if not self.places and not self.stories:
            return True
        if poster.kind is PosterKind.STORY and poster.about in self.stories:
            return True
        return poster.place_id in self.places and (
            poster.kind is not PosterKind.STORY or PosterKind.STORY in self.kinds
        )

    def _kinds(self, own: tuple[PosterKind, ...]) -> tuple[PosterKind, ...]:
        about_places = tuple(kind for kind in own if kind not in _NOT_ABOUT_PLACES) if self.places else ()
        about_stories = (PosterKind.STORY,) if self.stories else ()
        return (about_places + about_stories) if self.places or self.stories else own
