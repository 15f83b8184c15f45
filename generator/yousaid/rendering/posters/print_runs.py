"""PDFs put together and marked for the print shop. Nothing is packed again, so the bytes are the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from typing import TYPE_CHECKING, Final

from msgspec import json

from yousaid import VERSION
from yousaid.planning.posters.runs import PrintRun

if TYPE_CHECKING:
    import pikepdf

_POINTS_PER_MM: Final = 72 / 25.4
_MARKS: Final = 14.0
"""How far the paper goes beyond the edge of a poster for the print shop, on each side, in millimetres."""
_BLEED: Final = 3.0


def run_key(run: PrintRun) -> str:
    """Return a digest of all that the bytes of a run depend on."""
    parts = (VERSION, version("pikepdf"), run.title, run.language, [(one.key, one.words.title) for one in run.sheets])
    return sha256(json.encode(parts)).hexdigest()


def merged(run: PrintRun, pdf_of: Callable[[str], bytes]) -> bytes:
    """Return the sheets of a run as one tagged PDF, with a bookmark for each; `pdf_of` gives a PDF by its key."""
    import pikepdf  # noqa: PLC0415 - slow to load, and not every build needs it

    with pikepdf.new() as book, ExitStack() as opened:
        tags: list[pikepdf.Object] = []
        numbers: list[object] = []
        for sheet in run.sheets:
            one = opened.enter_context(pikepdf.open(BytesIO(pdf_of(sheet.key))))
            _append(book, one, sheet.poster.language, tags, numbers)
        _tag(book, tags, numbers)
        book.Root.Lang = pikepdf.String(run.language)
        book.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True, PrintScaling=pikepdf.Name("/None"))
        book.docinfo["/Title"] = run.title
        with book.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(sheet.words.title, at) for at, sheet in enumerate(run.sheets))
        return _saved(book)


def with_boxes(data: bytes) -> bytes:
    """Return a one-page PDF for the print shop with the boxes that say where to cut and how far the colour runs."""
    import pikepdf  # noqa: PLC0415 - as above

    with pikepdf.open(BytesIO(data)) as sheet:
        page = sheet.pages[0]
        box = [float(edge) for edge in page.mediabox]
        page.obj.TrimBox = _inside(box, _MARKS)
        page.obj.BleedBox = _inside(box, _MARKS - _BLEED)
        return _saved(sheet)


def _inside(box: Iterable[float], by: float) -> pikepdf.Array:
    import pikepdf  # noqa: PLC0415 - as above

    left, bottom, right, top = box
    inset = by * _POINTS_PER_MM
    return pikepdf.Array([round(edge, 3) for edge in (left + inset, bottom + inset, right - inset, top - inset)])


def _append(
    book: pikepdf.Pdf, one: pikepdf.Pdf, language: str, tags: list[pikepdf.Object], numbers: list[object]
) -> None:
    """Add the only page of a PDF, and its tags with their numbers moved behind those that are there."""
    import pikepdf  # noqa: PLC0415 - as above

    behind = len(numbers) // 2
    book.pages.append(one.pages[0])
    tree = one.Root.get("/StructTreeRoot")
    if tree is None:
        return
    copied = book.copy_foreign(one.make_indirect(tree))
    page = book.pages[-1].obj
    if "/StructParents" in page:
        page.StructParents = int(page.StructParents) + behind
    for note in page.get("/Annots", ()):
        if "/StructParent" in note:
            note.StructParent = int(note.StructParent) + behind
    for at, (_, parents) in enumerate(sorted(_numbered(copied.ParentTree))):
        numbers += [behind + at, parents]
    top = copied.K
    for element in top if isinstance(top, pikepdf.Array) else (top,):
        element.Lang = element.get("/Lang", pikepdf.String(language))
        tags.append(element)


def _numbered(tree: pikepdf.Object) -> list[tuple[int, pikepdf.Object]]:
    """Return the entries of a number tree."""
    own = list(tree.get("/Nums", ()))
    pairs = [(int(number), found) for number, found in zip(own[::2], own[1::2], strict=True)]
    return pairs + [pair for kid in tree.get("/Kids", ()) for pair in _numbered(kid)]


def _tag(book: pikepdf.Pdf, tags: list[pikepdf.Object], numbers: list[object]) -> None:
    import pikepdf  # noqa: PLC0415 - as above

    tree = book.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructTreeRoot,
            K=pikepdf.Array(tags),
            ParentTree=pikepdf.Dictionary(Nums=pikepdf.Array(numbers)),
            ParentTreeNextKey=len(numbers) // 2,
        )
    )
    for element in tags:
        element.P = tree
    book.Root.StructTreeRoot = tree
    book.Root.MarkInfo = pikepdf.Dictionary(Marked=True)


def _saved(book: pikepdf.Pdf) -> bytes:
    """Return the file as bytes: how tightly a stream is packed differs by machine, so that is left as it came."""
    import pikepdf  # noqa: PLC0415 - as above

    out = BytesIO()
    book.save(
        out,
        deterministic_id=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        fix_metadata_version=False,
    )
    return out.getvalue()
