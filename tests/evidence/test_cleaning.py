"""F14: what a file is, its content says; what it shows is kept, what its maker's program wrote into it is not."""

from __future__ import annotations

import io
import itertools
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from planner.contributions.cleaning import asking, images, kept_bytes, papers, process
from planner.contributions.cleaning.kinds import LARGEST, MOST_PAGES, Cleaned, MediaType, Reason, Unclean
from tests.evidence import brought
from tests.evidence.brought import HIDDEN, paper, picture


def kept(content: bytes) -> Cleaned:
    """The file as it is kept; in this process, for a hundred processes take long."""
    return process.clean(content)


def why(content: bytes) -> Reason:
    with pytest.raises(Unclean) as refused:
        kept(content)
    return refused.value.reason


def opened(content: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(content))
    found.load()
    return found


def grey(shown: Image.Image, place: tuple[int, int]) -> int:
    """How light it is there."""
    found = shown.convert("L").getpixel(place)
    assert isinstance(found, float | int)
    return int(found)


REFUSED = {
    "nothing": (b"", Reason.EMPTY),
    "one byte": (b"\xff", Reason.ANOTHER_KIND),
    "more than 10 MB": (picture() + b"\0" * LARGEST, Reason.TOO_LARGE),
    "php": (b"<?php system($_GET['c']); ?>", Reason.ANOTHER_KIND),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Reason.ANOTHER_KIND),
    "html": (b"<!doctype html><script>alert(1)</script>", Reason.ANOTHER_KIND),
    "gif that is a script": (b"GIF89a/*\0\0\0\0*/=1;alert(1)", Reason.ANOTHER_KIND),
    "gif": (picture("GIF"), Reason.ANOTHER_KIND),
    "bmp": (picture("BMP"), Reason.ANOTHER_KIND),
    "tiff": (picture("TIFF"), Reason.ANOTHER_KIND),
    "postscript": (b"%!PS-Adobe-3.0\n(%stdout) (w) file", Reason.ANOTHER_KIND),
    "zip": (brought.zipped(), Reason.ANOTHER_KIND),
    "docx": (brought.zipped("word/document.xml"), Reason.ANOTHER_KIND),
    "exe": (b"MZ" + b"\0" * 500, Reason.ANOTHER_KIND),
    "html that begins as a JPEG": (b"\xff\xd8\xff<script>alert(1)</script>", Reason.DAMAGED),
    "php that begins as a PNG": (b"\x89PNG\r\n\x1a\n<?php ?>", Reason.DAMAGED),
    "sound in WebP's box": (b"RIFF\x10\0\0\0WAVEfmt ", Reason.ANOTHER_KIND),
    "nothing in WebP's box": (b"RIFF\x10\0\0\0WEBPVP8 ", Reason.DAMAGED),
    "bomb": (brought.bomb(), Reason.TOO_MANY_PIXELS),
    "just too many pixels": (brought.bomb(40_001, 1_000), Reason.TOO_MANY_PIXELS),
    "cut JPEG": (picture(size=(900, 900))[:1_500], Reason.DAMAGED),
    "cut PNG": (picture("PNG", size=(900, 900))[:200], Reason.DAMAGED),
    "PDF in name alone": (b"%PDF-1.7 <script>alert(1)</script>", Reason.DAMAGED),
    "cut PDF": (paper()[:-200], Reason.DAMAGED),
    "PDF without pages": (
        paper().replace(b"/Count 1", b"/Count 0").replace(b"/Kids [", b"/Kidz ["),
        Reason.DAMAGED,
    ),
    "PDF for whoever has the password": (
        paper(encryption=pikepdf.Encryption(owner="a", user="b")),
        Reason.LOCKED,
    ),
    "PDF that must not be changed": (paper(encryption=pikepdf.Encryption(owner="a", user="")), Reason.LOCKED),
    "PDF of too many pages": (paper(*["x"] * (MOST_PAGES + 1)), Reason.TOO_MANY_PAGES),
    "PDF whose list of objects is a bomb": (brought.packed(), Reason.DAMAGED),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_taken(name: str) -> None:
    content, reason = REFUSED[name]
    assert why(content) == reason


# ── Images ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_photo_keeps_what_it_shows_upright_and_nothing_else() -> None:
    brought_in = brought.photo()
    assert HIDDEN in brought_in
    made = kept(brought_in)
    assert made.media_type == MediaType.JPEG
    shown = opened(made.content)
    # it lay on its side: what was left is up
    assert shown.size == (300, 400)
    assert grey(shown, (150, 50)) < 60
    assert grey(shown, (150, 350)) > 200
    assert dict(shown.getexif()) == {}
    for word in (HIDDEN, b"Exif", b"xmpmeta", b"ICC_PROFILE", b"PK\x03\x04"):
        assert word not in made.content
    assert made.content.endswith(b"\xff\xd9")


def test_a_screenshot_keeps_what_shows_through_and_none_of_its_words() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (20, 20), (200, 0, 0, 100)).save(file, "PNG")
    made = kept(file.getvalue())
    assert made.media_type == MediaType.PNG
    assert opened(made.content).getpixel((5, 5)) == (200, 0, 0, 100)
    told = kept(brought.screenshot())
    # nothing shows through: it is a photograph for all that anybody can see
    assert told.media_type == MediaType.JPEG
    assert HIDDEN not in told.content


WAYS = [
    *itertools.product(["JPEG"], ["L", "RGB", "CMYK"]),
    *itertools.product(["PNG"], ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"]),
    *itertools.product(["WEBP"], ["L", "RGB", "RGBA"]),
]


@pytest.mark.parametrize(("kind", "mode"), WAYS)
def test_every_way_of_writing_pixels_is_read(kind: str, mode: str) -> None:
    content = picture(kind, mode) if mode != "I;16" else _deep(kind)
    shown = opened(kept(content).content)
    assert shown.size == (400, 300)
    assert grey(shown, (50, 150)) < 90
    assert grey(shown, (350, 150)) > 160


def _deep(kind: str) -> bytes:
    """Sixteen bits a pixel."""
    drawn = Image.new("I;16", (400, 300), 40 * 257)
    drawn.paste(220 * 257, (200, 0, 400, 300))
    file = io.BytesIO()
    drawn.save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_is_kept(kind: str) -> None:
    shown = opened(kept(brought.moving(kind)).content)
    assert getattr(shown, "n_frames", 1) == 1
    assert grey(shown, (10, 10)) < 60


def test_a_large_picture_becomes_as_large_as_is_needed() -> None:
    made = kept(picture(size=(7_000, 5_000)))
    assert opened(made.content).size == (3_000, 2_143)
    thin = kept(picture("PNG", size=(20_000, 1)))
    assert opened(thin.content).size == (3_000, 1)


def test_what_stays_too_large_a_file_is_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "LARGEST", 4_000)
    file = io.BytesIO()
    Image.effect_noise((400, 400), 200).convert("RGB").save(file, "PNG")
    monkeypatch.setattr(images, "LONGEST_SIDES", (400, 60))
    assert max(opened(kept(file.getvalue()).content).size) == 60


def test_a_colour_profile_is_put_into_effect_and_one_that_is_none_is_left() -> None:
    file = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 30)).save(file, "JPEG", icc_profile=HIDDEN * 20)
    made = kept(file.getvalue())
    assert HIDDEN not in made.content
    assert opened(made.content).getpixel((5, 5))[0] > 180  # type: ignore[index]


@given(
    at=st.integers(0, 10_000),
    other=st.integers(1, 255),
    which=st.sampled_from([picture(), brought.screenshot()]),
)
def test_a_changed_byte_ends_in_a_picture_or_in_a_reason(at: int, other: int, which: bytes) -> None:
    at %= len(which)
    try:
        made = kept(which[:at] + bytes([which[at] ^ other]) + which[at + 1 :])
    except Unclean:
        return
    assert HIDDEN not in made.content
    opened(made.content)


# ── PDFs ────────────────────────────────────────────────────────────────────────────────────────────────


def texts(content: bytes) -> bytes:
    """All that a PDF holds, unpacked."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        file = io.BytesIO()
        del pdf.trailer["/ID"]
        pdf.save(
            file,
            static_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return file.getvalue()


def test_a_paper_keeps_its_pages_and_loses_what_it_does_and_who_made_it() -> None:
    hostile = brought.hostile_paper()
    assert hostile.count(HIDDEN) > 20
    made = kept(hostile)
    assert HIDDEN not in made.content
    said = texts(made.content)
    for word in (HIDDEN, b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/EmbeddedFile", b"/XFA"):
        assert word not in said, word
    for word in (
        b"/Metadata",
        b"/Author",
        b"/Info",
        b"/GoToR",
        b"/SubmitForm",
        b"/RichMedia",
        b"Exif",
        b"/AA",
    ):
        assert word not in said, word
    for word in (b"(Receipt)", b"(Second)", b"https://example.org/report", b"A note on the page", b"(kept)"):
        assert word in said, word
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert len(pdf.pages) == 2
        assert "there" in pikepdf.NameTree(pdf.Root.Names.Dests)
        held = pdf.pages[0].Resources.XObject.I1
        assert isinstance(held, pikepdf.Stream)
        shown = pikepdf.PdfImage(held).as_pil_image()
        assert shown.size == (400, 300)
        assert dict(shown.getexif()) == {}


def test_nothing_stays_of_earlier_revisions_nor_of_what_nothing_names() -> None:
    changed = brought.changed_since()
    assert changed.count(HIDDEN) == 2
    made = kept(changed)
    assert HIDDEN not in texts(made.content)
    assert made.content.count(b"%%EOF") == 1
    assert b"(Receipt)" in texts(made.content)


def test_what_is_behind_a_paper_is_not_kept() -> None:
    made = kept(paper() + brought.zipped())
    assert brought.ZIP not in made.content
    assert b"(Receipt)" in texts(made.content)


def test_the_same_file_becomes_the_same_file() -> None:
    for content in (paper("Receipt"), picture(), brought.photo(), brought.hostile_paper()):
        assert kept(content) == kept(content)


def test_cleaning_what_is_clean_changes_nothing_more_of_a_paper() -> None:
    once = kept(brought.hostile_paper())
    assert texts(kept(once.content).content) == texts(once.content)


def test_a_photo_within_a_paper_is_not_written_anew() -> None:
    plain = picture()
    assert kept_bytes.bare_jpeg(plain) == plain
    bare = kept_bytes.bare_jpeg(brought.photo())
    assert HIDDEN not in bare
    assert opened(bare).tobytes() == opened(plain).tobytes()


@given(brought.cut(picture()))
def test_half_a_photo_is_none(part: bytes) -> None:
    try:
        assert kept_bytes.bare_jpeg(part) == picture()
    except ValueError:
        assert len(part) < len(picture())


def test_a_progressive_photo_is_followed_to_its_end() -> None:
    plain = picture(progressive=True)
    assert kept_bytes.bare_jpeg(plain + HIDDEN) == plain


def test_words_beside_a_jpeg_2000_are_taken_off() -> None:
    plain = picture("JPEG2000")
    words = (8 + len(HIDDEN)).to_bytes(4, "big") + b"xml " + HIDDEN
    assert HIDDEN not in kept_bytes.bare_jpeg2000(plain + words)
    assert opened(kept_bytes.bare_jpeg2000(plain + words)).size == (400, 300)
    bare = b"\xff\x4f\xff\x51 as it is"
    assert kept_bytes.bare_jpeg2000(bare) == bare
    for broken in (b"", b"\0\0\0\5jP  "):
        with pytest.raises(ValueError, match=r"J|box"):
            kept_bytes.bare_jpeg2000(broken)


def test_a_paper_nested_without_end_is_refused() -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        deep = pikepdf.Array([])
        for _ in range(300):
            deep = pikepdf.Array([deep])
        pdf.pages[0].obj.Deep = deep
        file = io.BytesIO()
        pdf.save(file)
    assert why(file.getvalue()) in {Reason.TOO_MUCH, Reason.DAMAGED}


def test_a_paper_that_goes_round_in_circles_ends() -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(Title="a"))
        pdf.Root.Outlines.First = pdf.Root.Outlines
        file = io.BytesIO()
        pdf.save(file)
    assert b"(Receipt)" in texts(kept(file.getvalue()).content)


@given(at=st.integers(0, 100_000), other=st.integers(1, 255))
def test_a_changed_byte_ends_in_a_clean_paper_or_in_a_reason(at: int, other: int) -> None:
    whole = brought.hostile_paper()
    at %= len(whole)
    try:
        made = kept(whole[:at] + bytes([whole[at] ^ other]) + whole[at + 1 :])
    except Unclean:
        return
    with pikepdf.open(io.BytesIO(made.content)) as pdf, pikepdf.explicit_conversion():
        assert not papers._remains(pdf)


# ── The process ─────────────────────────────────────────────────────────────────────────────────────────


def test_files_are_cleaned_in_a_process_of_their_own() -> None:
    for content in (brought.photo(), brought.hostile_paper()):
        assert asking.clean(content) == kept(content)
    with pytest.raises(Unclean) as refused:
        asking.clean(brought.zipped())
    assert refused.value.reason == Reason.ANOTHER_KIND


def test_what_takes_too_long_or_too_much_is_ended_and_the_next_is_cleaned() -> None:
    large = picture("PNG", "RGBA", (6_000, 6_000))
    for limits in ({"limit_s": 0.01}, {"memory_bytes": 60 * 1024 * 1024}):
        with pytest.raises(Unclean) as refused:
            asking.clean(large, **limits)
        assert refused.value.reason in {Reason.TOO_MUCH, Reason.DAMAGED}
    assert asking.clean(picture()).media_type == MediaType.JPEG


def test_whoever_waits_too_long_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "WAIT_S", 0.01)
    with asking._place, pytest.raises(asking.Busy):
        asking.clean(picture())


def test_an_ending_without_a_word_is_a_refusal() -> None:
    for said, ending, reason in (
        (b"", -9, Reason.TOO_MUCH),
        (b"", 1, Reason.DAMAGED),
        (b"image/jpeg\nhalf", -9, Reason.TOO_MUCH),
    ):
        with pytest.raises(Unclean) as refused:
            asking._outcome(said, ending)
        assert refused.value.reason == reason


def test_a_bomb_within_a_paper_is_not_unpacked() -> None:
    """A gigabyte of nothing as the words of a page: it goes over as it came."""
    packed = zlib.compress(zlib.compress(b"\0" * 100_000_000, 9), 9)
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]))
        pdf.pages[0].obj.Contents = stream
        file = io.BytesIO()
        pdf.save(file, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    made = asking.clean(file.getvalue(), memory_bytes=120 * 1024 * 1024)
    assert len(made.content) < 10_000
