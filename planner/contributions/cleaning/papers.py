"""A PDF written anew: its pages and the links in it; not who made it with what, and nothing that acts by itself.

Everything that can be reached from the first to the last object is gone through: what is not on the lists of what a
page needs is taken off, and objects that nothing names any more are not written. So nothing of earlier revisions stays.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

from planner.contributions.cleaning import kept_bytes
from planner.contributions.cleaning.kinds import (
    LARGEST,
    MOST_PAGES,
    Cleaned,
    MediaType,
    Reason,
    Unclean,
)

MOST_OBJECTS = 100_000
DEEPEST = 200
UNPACKED = 64 * 1024 * 1024

OF_THE_ROOT = frozenset(
    {
        "/Type",
        "/Version",
        "/Pages",
        "/PageLabels",
        "/Names",
        "/Dests",
        "/Outlines",
        "/AcroForm",
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/OCProperties",
        "/ViewerPreferences",
        "/PageLayout",
        "/OutputIntents",
    }
)
# who made it, what programs left for themselves; what acts, brings files along or fetches them
NEVER = frozenset(
    {
        "/AA",
        "/AF",
        "/Alternates",
        "/Collection",
        "/CreationDate",
        "/EF",
        "/EmbeddedFiles",
        "/ID",
        "/JS",
        "/JavaScript",
        "/LastModified",
        "/Metadata",
        "/OPI",
        "/OpenAction",
        "/PA",
        "/PieceInfo",
        "/RC",
        "/Ref",
        "/Renditions",
        "/Requirements",
        "/SpiderInfo",
        "/Thumb",
        "/URLS",
        "/XFA",
    }
)
ACTIONS = frozenset(
    {
        "/GoTo3DView",
        "/GoToDp",
        "/GoToE",
        "/GoToR",
        "/Hide",
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Movie",
        "/Named",
        "/Rendition",
        "/ResetForm",
        "/RichMediaExecute",
        "/SetOCGState",
        "/Sound",
        "/SubmitForm",
        "/Thread",
        "/Trans",
    }
)
"""Everything a PDF can do but going to another of its pages and, when it is clicked, to a web page."""

NOTES = frozenset(
    {"/3D", "/FileAttachment", "/Movie", "/PrinterMark", "/Projection", "/RichMedia", "/Screen"}
)
NOTES |= {"/Sound", "/TrapNet"}
"""Annotations that hold a file or play one."""

ADDRESSES = ("http://", "https://", "mailto:")


def clean(content: bytes) -> Cleaned:
    """The PDF, written anew. Raises `Unclean`."""
    set_qpdf_limits(flate_max_memory=UNPACKED, run_length_max_memory=UNPACKED, png_max_memory=UNPACKED)
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            count = _suits(pdf)
            with pikepdf.explicit_conversion():
                _strip(pdf)
            made = _written(pdf)
        if len(made) > LARGEST:
            raise Unclean(Reason.TOO_LARGE)
        with pikepdf.open(io.BytesIO(made), attempt_recovery=False) as again, pikepdf.explicit_conversion():
            if len(again.pages) != count or _remains(again):
                raise Unclean(Reason.UNFIT)
    except pikepdf.PasswordError:
        raise Unclean(Reason.LOCKED) from None
    except MemoryError:
        raise Unclean(Reason.TOO_MUCH) from None
    except (pikepdf.PikepdfError, ValueError, TypeError, AttributeError, LookupError, RuntimeError, OSError):
        # whatever stands where something else should
        raise Unclean(Reason.DAMAGED) from None
    return Cleaned(made, MediaType.PDF)


def _suits(pdf: Pdf) -> int:
    if pdf.is_encrypted:
        # also one that everybody may read and nobody may change: writing it anew would change it
        raise Unclean(Reason.LOCKED)
    count = len(pdf.pages)
    if not count:
        raise Unclean(Reason.DAMAGED)
    if count > MOST_PAGES:
        raise Unclean(Reason.TOO_MANY_PAGES)
    if len(pdf.objects) > MOST_OBJECTS:
        raise Unclean(Reason.TOO_MUCH)
    return count


def _written(pdf: Pdf) -> bytes:
    file = io.BytesIO()
    pdf.save(
        file,
        preserve_pdfa=False,
        fix_metadata_version=False,
        # streams go over as they are: nobody's bomb is unpacked
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        linearize=False,
        # the same file brought twice becomes the same file twice
        deterministic_id=True,
    )
    return file.getvalue()


def _strip(pdf: Pdf) -> None:
    for key in set(pdf.trailer.keys()) - {"/Root", "/Size"}:
        del pdf.trailer[key]
    root = pdf.Root
    for key in set(root.keys()) - OF_THE_ROOT:
        del root[key]
    names = root.get(Name.Names)
    if isinstance(names, Dictionary):
        for key in set(names.keys()) - {"/Dests"}:
            del names[key]
    elif names is not None:
        del root[Name.Names]
    for thing in _everything(pdf):
        _strip_one(thing)


def _strip_one(thing: Object) -> None:
    """Take off one dictionary what it may not hold."""
    if _acts(thing):
        for key in list(thing.keys()):
            del thing[key]
        return
    for key in set(thing.keys()) & NEVER:
        del thing[key]
    notes = thing.get(Name.Annots)
    if isinstance(notes, Array):
        thing[Name.Annots] = Array([note for note in notes if not _holds_files(note)])
    if _said(thing, "/FT") == "/Sig" or _said(thing, "/Type") in {"/Sig", "/DocTimeStamp"}:
        # a signature would no longer hold; what it looks like stays on the page
        for key in set(thing.keys()) - {
            "/FT",
            "/T",
            "/Type",
            "/Subtype",
            "/Rect",
            "/AP",
            "/P",
            "/F",
            "/Parent",
        }:
            del thing[key]
    elif "/Rect" in thing and "/Subtype" in thing and _said(thing, "/Subtype") != "/Widget":
        # who wrote a note, and when
        for key in {"/T", "/M", "/NM", "/FS"} & set(thing.keys()):
            del thing[key]
    if isinstance(thing, Stream):
        _strip_stream(thing)


def _strip_stream(stream: Stream) -> None:
    # its bytes are elsewhere: on somebody's disk, at an address
    for key in {"/F", "/FFilter", "/FDecodeParms", "/DL"} & set(stream.keys()):
        del stream[key]
    filters = stream.get(Name.Filter)
    first = filters[0] if isinstance(filters, Array) and len(filters) == 1 else filters
    kind = str(first) if isinstance(first, Name) else ""
    parameters = stream.get(Name.DecodeParms)
    if kind in {"/DCTDecode", "/DCT"}:
        _write(stream, kept_bytes.bare_jpeg(stream.read_raw_bytes()), Name.DCTDecode, parameters)
    elif kind == "/JPXDecode":
        _write(stream, kept_bytes.bare_jpeg2000(stream.read_raw_bytes()), Name.JPXDecode, parameters)


def _write(stream: Stream, content: bytes, kind: Name, parameters: Object | None) -> None:
    if isinstance(parameters, Dictionary | Array):
        stream.write(content, filter=kind, decode_parms=parameters)
    else:
        stream.write(content, filter=kind)


def _acts(thing: Object) -> bool:
    """Whether it is an action of another kind than going to a page or to the web."""
    kind = _said(thing, "/S")
    if kind == "/URI":
        address = thing.get(Name.URI)
        said = bytes(address) if isinstance(address, pikepdf.String) else b""
        return not said.decode("latin-1").strip().lower().startswith(ADDRESSES)
    return kind in ACTIONS


def _holds_files(note: Object) -> bool:
    return not isinstance(note, Dictionary) or _said(note, "/Subtype") in NOTES


def _said(thing: Object, key: str) -> str:
    value = thing.get(key)
    return str(value) if isinstance(value, Name) else ""


def _everything(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary and stream that the trailer leads to, once; those within come after those around them."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Object, int]] = [(pdf.Root, 0)]
    count = 0
    while waiting:
        thing, depth = waiting.pop()
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
            depth = 0
        count += 1
        if depth > DEEPEST or count > 20 * MOST_OBJECTS:
            raise Unclean(Reason.TOO_MUCH)
        if isinstance(thing, Dictionary | Stream):
            yield thing
            within = [thing[key] for key in thing.keys() if key != "/Length"]  # noqa: SIM118 - no mapping of Python's
        else:
            within = list(thing)
        waiting += [(each, depth + 1) for each in within if isinstance(each, Dictionary | Stream | Array)]


def _remains(pdf: Pdf) -> bool:
    """Whether anything is still there that was to be taken off."""
    if {"/Info", "/Prev", "/Encrypt"} & set(pdf.trailer.keys()):
        return True
    return any(
        _acts(thing) or set(thing.keys()) & (NEVER - {"/ID"}) or (isinstance(thing, Stream) and "/F" in thing)
        for thing in _everything(pdf)
    )
