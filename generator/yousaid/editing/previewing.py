"""What a build would tell about a table, before anybody puts it into the content folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from yousaid.editing.importing import is_pairs
from yousaid.editing.newplaces import with_places
from yousaid.model.library import Library
from yousaid.model.places import Place
from yousaid.pipeline.build import look_over
from yousaid.pipeline.request import Progress, Request
from yousaid.problems import Problem, sort_problems
from yousaid.reading.files import File
from yousaid.reading.tables.keptrows import kept_beside
from yousaid.reading.trial import Trial


def problems_with(
    file: File,
    library: Library,
    request: Request,
    progress: Progress,
    *,
    audiences: Sequence[str] = (),
    new: Sequence[Place] = (),
    places: Path,
) -> tuple[Problem, ...]:
    """Return every problem that a build would tell because of a table, with new places at the end of the file `places`.

    Nothing is written into the content folder. Raises `CannotAdd` and OSError.
    """
    with TemporaryDirectory() as folder:
        draft = Path(folder) / places.name
        if new:
            draft.write_bytes(with_places(places, new))
        there = _path_in(request.content, file, library)
        trial = Trial(
            table=File(there, file.disk),
            audiences=tuple(audiences),
            places=File(places.name, str(draft)) if new else None,
        )
        found = look_over(replace(request, trial=trial), progress).outcome.problems
    own = {there, kept_beside(there)}
    others = {problem for problem in found if problem.path not in own}
    if others and not (request.content / there).exists():
        others -= set(look_over(request, progress).outcome.problems)
    mine = (problem for problem in found if problem.path in own or problem in others)
    return sort_problems(_named(problem, there, file.path) for problem in mine)


def _path_in(content: Path, file: File, library: Library) -> str:
    """Return the path that a table has in the content folder, or would have."""
    disk = Path(file.disk).resolve()
    if content.resolve() in disk.parents:
        return disk.relative_to(content.resolve()).as_posix()
    return f"{'stories' if is_pairs(file, library.site.tables) else 'feedback'}/{disk.name}"


def _named(problem: Problem, there: str, name: str) -> Problem:
    """Return a problem with the name of the table as the person knows it."""
    return replace(problem, path=name) if problem.path == there else problem
