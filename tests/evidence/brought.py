"""Files as people and other people's programs make them: honest ones, and ones that want something."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms, PngImagePlugin

SECRET = "13.7563 Somchai’s own camera"
HIDDEN = b"HIDDEN-WORDS"
"""Stands wherever a maker's program may write; never in anything that is kept."""

ZIP = b"PK\x03\x04"


def picture(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (400, 300), **given: Any) -> bytes:
    """A picture: left half dark, right half light."""
    drawn = Image.new("L", size, 40)
    drawn.paste(220, (size[0] // 2, 0, *size))
    file = io.BytesIO()
    drawn.convert(mode).save(file, kind, **given)
    return file.getvalue()


def photo() -> bytes:
    """From a telephone: held upright, place and camera in it, XMP, a comment, a thumbnail, and a ZIP behind it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = HIDDEN.decode()
    exif[0x9286] = HIDDEN.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (13.0, 45.0, 22.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta>" + HIDDEN + b"</x:xmpmeta>"
    return picture(exif=exif, comment=HIDDEN, xmp=xmp, icc_profile=profile) + zipped()


def screenshot() -> bytes:
    """A PNG with words in it, short and long, and something through which one sees."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", HIDDEN.decode())
    told.add_itxt("XML:com.adobe.xmp", HIDDEN.decode(), zip=True)
    return picture("PNG", "RGBA", pnginfo=told)


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of a few bytes that says it is as large as a field."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 1_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


def zipped(name: str = "a.txt") -> bytes:
    """A ZIP with something in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, HIDDEN)
    return file.getvalue()


def moving(kind: str) -> bytes:
    """Two pictures one after the other: dark, then light."""
    file = io.BytesIO()
    first, then = Image.new("RGB", (60, 40), (20, 20, 20)), Image.new("RGB", (60, 40), (240, 240, 240))
    first.save(file, kind, save_all=True, append_images=[then], duration=100)
    return file.getvalue()


def paper(*pages: str, **how: Any) -> bytes:
    """A PDF with a word on each page."""
    file = io.BytesIO()
    _pages(*(pages or ("Receipt",))).save(file, **how)
    return file.getvalue()


def _pages(*words: str) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for word in words:
        page = pdf.add_blank_page(page_size=(300, 200))
        page.obj.Resources = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        page.obj.Contents = pdf.make_stream(f"BT /F1 24 Tf 20 100 Td ({word}) Tj ET".encode())
    return pdf


def hostile_paper() -> bytes:
    """A PDF that does all that a PDF can do, and tells all that it can tell."""
    pdf = _pages("Receipt", "Second")
    root, page = pdf.Root, pdf.pages[0].obj
    word = HIDDEN.decode()
    script = Dictionary(S=Name.JavaScript, JS=f"app.alert('{word}')")
    launch = Dictionary(S=Name.Launch, F=f"{word}.exe")
    root.OpenAction = pdf.make_indirect(script)
    root.AA = Dictionary(WC=script)
    root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([word, pdf.make_indirect(script)])),
        Dests=Dictionary(Names=Array(["there", Array([page, Name.Fit])])),
    )
    pdf.attachments[f"{word}.exe"] = b"MZ" + HIDDEN
    pdf.docinfo["/Author"] = word
    pdf.docinfo["/Producer"] = word
    with pdf.open_metadata() as told:
        told["dc:creator"] = [word]
    root.PieceInfo = Dictionary(App=Dictionary(Private=word))
    root.AcroForm = Dictionary(
        Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Tx, T="f", V="kept", AA=Dictionary(K=script)))]),
        XFA=pdf.make_stream(HIDDEN),
    )
    signed = Dictionary(Type=Name.Sig, Name=word, Contents=word, M="D:20260101")
    root.AcroForm.Fields.append(
        pdf.make_indirect(Dictionary(FT=Name.Sig, T="s", V=pdf.make_indirect(signed)))
    )
    root.Outlines = pdf.make_indirect(
        Dictionary(First=pdf.make_indirect(Dictionary(Title="Open", A=launch)), Count=1)
    )
    page.Thumb = pdf.make_stream(HIDDEN, Width=1, Height=1)
    page.LastModified = word
    page.AA = Dictionary(O=Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]), Next=Array([script, launch])))
    page.Metadata = pdf.make_stream(HIDDEN, Type=Name.Metadata)

    def note(subtype: Name, **given: Any) -> Dictionary:
        return Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array([0, 0, 9, 9]), **given)

    web = Dictionary(S=Name.URI, URI="https://example.org/report", Next=script)
    page.Annots = Array(
        [
            note(Name.Link, A=web),
            note(Name.Link, A=Dictionary(S=Name.URI, URI=f"javascript:{word}")),
            note(Name.Link, A=Dictionary(S=Name.GoToR, F=f"\\\\{word}\\share")),
            note(Name.Link, A=Dictionary(S=Name.SubmitForm, F=f"https://{word}.example")),
            note(Name.Link, PA=Dictionary(S=Name.URI, URI=f"https://{word}.example")),
            note(Name.FileAttachment, FS=Dictionary(F="x", EF=Dictionary(F=pdf.make_stream(HIDDEN)))),
            note(Name.RichMedia, RichMediaContent=Dictionary(Assets=word)),
            note(Name.Text, Contents="A note on the page", T=word, M=word, NM=word, RC=word),
        ]
    )
    shown = pdf.make_stream(
        photo(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=400,
        Height=300,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
        Metadata=pdf.make_stream(HIDDEN),
    )
    outside = pdf.make_stream(b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), F=f"\\\\{word}\\x")
    page.Resources.XObject = Dictionary(I1=shown, O1=outside)
    file = io.BytesIO()
    pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return file.getvalue()


def changed_since() -> bytes:
    """A PDF to whose end a later revision was added: what the first one held is still in it."""
    first = paper("Receipt").replace(b"%%EOF", b"%" + HIDDEN + b"\n%%EOF")
    before = int(first.rpartition(b"startxref\n")[2].split()[0])
    added = b"99 0 obj\n(" + HIDDEN + b")\nendobj\n"
    at = len(first) + len(added)
    size = b"100"
    return (
        first
        + added
        + b"xref\n99 1\n%010d 00000 n \n" % len(first)
        + b"trailer\n<< /Size "
        + size
        + b" /Root 1 0 R /Prev %d >>\n" % before
        + b"startxref\n%d\n%%%%EOF\n" % at
    )


def packed(count: int = 200_000_000) -> bytes:
    """A PDF whose list of objects is packed a thousand times over."""
    once = zlib.compress(b"\0" * (count // 100))
    return (
        b"%PDF-1.5\n1 0 obj\n<< /Type /XRef /Size 5 /W [1 2 1] /Root 2 0 R /Filter [/FlateDecode] /Length "
        + str(len(once)).encode()
        + b" >>\nstream\n"
        + once
        + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    )


def cut(content: bytes) -> st.SearchStrategy[bytes]:
    """The file up to anywhere."""
    return st.integers(0, len(content)).map(lambda length: content[:length])
