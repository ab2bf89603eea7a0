"""PDFs are opened, searched for anything that acts, and written afresh with their pages alone.

Knows no Django: it runs in a program of its own (examine.py).
"""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from foundation.files.refused import ACTIVE, DAMAGED, LOCKED, PAGES, Refused

# What a PDF's own tables may unfold to; the limits are those of the whole process.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=16_000_000, png_max_memory=16_000_000, tiff_max_memory=16_000_000,
    run_length_max_memory=16_000_000, parser_max_nesting=100, max_stream_filters=4,
)  # fmt: skip
MOST_OBJECTS = 100_000
_HOLES = ("error decoding", "unfilterable")  # parts that could not be unpacked are missing

# Keys that carry a program, an attached file, or something done without being asked.
_ACTING = {
    "/JS", "/JavaScript", "/AA", "/XFA", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF",
    "/RichMedia", "/RichMediaContent", "/RichMediaSettings", "/Collection", "/FFilter",
}  # fmt: skip
# Kinds of action (/S) that only show another page of the same paper; the rest is refused.
_HARMLESS_ACTIONS = {"/GoTo", "/Named", "/URI"}
_OTHER_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE",
    "/Thread", "/Sound", "/Movie", "/Hide", "/SetOCGState", "/Rendition", "/Trans",
    "/GoTo3DView", "/RichMediaExecute", "/GoToDp",
}  # fmt: skip
_ACTING_KINDS = {
    "/RichMedia", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D", "/PS", "/EmbeddedFile",
}  # fmt: skip
_ACTIONS_IN = ("/A", "/PA", "/Next")


class Paper(NamedTuple):
    content: bytes
    pages: int


def rewrite(content: bytes, most_pages: int) -> Paper:
    """The pages, written afresh. Refused: locked, damaged, too long, or able to do something."""
    try:
        with _opened(content) as pdf:
            if pdf.is_encrypted:
                raise Refused(LOCKED)
            pages = len(pdf.pages)
            _refuse_length(pages, most_pages)
            _refuse_acting(pdf)
            return Paper(_written(pdf), pages)
    except Refused:
        raise
    except pikepdf.PasswordError as locked:
        raise Refused(LOCKED) from locked
    except Exception as broken:  # whatever a stranger's file does to the reader
        raise Refused(DAMAGED) from broken


def _opened(content: bytes) -> pikepdf.Pdf:
    """A file that would have to be mended is refused: nobody would see which page is missing."""
    return pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True)


def _refuse_length(pages: int, most: int) -> None:
    if pages == 0:
        raise Refused(DAMAGED)
    if pages > most:
        raise Refused(PAGES, pages)


def _refuse_acting(pdf: pikepdf.Pdf) -> None:
    """Look at every object, reachable or not, wherever the file hides it."""
    objects = pdf.objects
    if len(objects) > MOST_OBJECTS:
        raise Refused(DAMAGED)
    for thing in _dictionaries(objects):
        if _acts(thing):
            raise Refused(ACTIVE)
    if any(fault in line for line in pdf.get_warnings() for fault in _HOLES):
        raise Refused(DAMAGED)


def _dictionaries(objects: Any) -> Iterator[Any]:
    """Each dictionary once; what an object only points to comes with its own number."""
    waiting = list(objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            inner = [value for _key, value in thing.items()]
        elif isinstance(thing, pikepdf.Array):
            inner = list(thing)
        else:
            continue
        waiting += [value for value in inner if _holds(value) and not value.is_indirect]


def _holds(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)


def _acts(thing: Any) -> bool:
    keys = set(thing.keys())
    if keys & _ACTING or _name(thing, "/S") in _OTHER_ACTIONS:
        return True
    if keys & {"/Subtype", "/Type"} and {_name(thing, "/Subtype"), _name(thing, "/Type")} & (
        _ACTING_KINDS
    ):
        return True
    if isinstance(thing, pikepdf.Stream) and "/F" in keys:  # a stream kept in another file
        return True
    if any(_unknown_action(thing.get(key)) for key in _ACTIONS_IN if key in keys):
        return True
    opened = thing.get("/OpenAction")
    return isinstance(opened, pikepdf.Dictionary) and _name(opened, "/S") != "/GoTo"


def _unknown_action(action: Any) -> bool:
    """An action of a kind nobody has thought of; structure trees use /A for something else."""
    kind = _name(action, "/S") if isinstance(action, pikepdf.Dictionary) else ""
    return bool(kind) and kind not in _HARMLESS_ACTIONS


def _name(thing: Any, key: str) -> str:
    value = thing.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _written(pdf: pikepdf.Pdf) -> bytes:
    """Without links out, title, author, history; the same pages always give the same bytes."""
    for thing in _dictionaries(pdf.objects):
        for key in _ACTIONS_IN:
            action = thing.get(key)
            if isinstance(action, pikepdf.Dictionary) and _name(action, "/S") == "/URI":
                del thing[key]
        for trace in ("/Metadata", "/PieceInfo", "/LastModified"):
            if trace in thing:
                del thing[trace]
    for key in ("/URI", "/OpenAction"):
        if key in pdf.Root:
            del pdf.Root[key]
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    target = io.BytesIO()
    pdf.save(
        target, linearize=False, deterministic_id=True, preserve_pdfa=False,
        fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )  # fmt: skip
    return target.getvalue()
