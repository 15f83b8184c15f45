"""A table that is looked at as if it lay in the content folder, before anybody puts it there."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from yousaid.model.site import Tables
from yousaid.reading.files import File, Folder
from yousaid.reading.tables.keptrows import kept_beside


class Trial(Struct, frozen=True, kw_only=True):
    """A table, and what is asked for with it."""

    table: File
    """Its path is the one that it would have in the content folder."""
    audiences: tuple[str, ...] = ()
    """Who may see what it holds; empty for what site.yaml says."""
    places: File | None = None
    """What stands in for places.yaml."""

    def laid_into(self, folder: Folder) -> Folder:
        """Return the folder with the table in it, once."""
        kept = File(kept_beside(self.table.path), kept_beside(self.table.disk))
        has_kept = self.table.path.startswith("stories/") and Path(kept.disk).is_file()
        new = (self.table, kept) if has_kept else (self.table,)
        paths = {file.path for file in new}
        place = self.table.path.partition("/")[0]
        there = getattr(folder, place)
        files = sorted([*(file for file in there if file.path not in paths), *new], key=lambda file: file.path)
        return replace(folder, **{place: tuple(files)}, places=self.places or folder.places)

    def told(self, tables: Tables) -> Tables:
        """Return the settings for tables, with the audiences that were asked for."""
        if not self.audiences:
            return tables
        return replace(tables, figures_for=self.audiences, pairs_for=self.audiences)
