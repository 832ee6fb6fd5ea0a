"""Photographs within a PDF: their bytes as they are, without what cameras wrote between them.

Nothing is unpacked, so nothing gets worse; what cannot be followed is left out of the file altogether.
"""

from __future__ import annotations

from collections.abc import Iterator

START, END, SCAN = 0xD8, 0xD9, 0xDA
# what says how the colours are meant stays (APP0, APP14); what else programs write between (APP1…, COM) does not
_WRITTEN_BY_PROGRAMS = {*range(0xE1, 0xEE), 0xEF, 0xFE}
_BARE = {0x01, *range(0xD0, 0xD8)}
# JPEG 2000: boxes that hold words (XMP, GPS) beside the picture
_WORDS = {b"xml ", b"uuid", b"uinf", b"asoc", b"lbl "}


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG without its makers' segments, up to its end. Raises `ValueError` where it is none."""
    if content[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    kept = bytearray(content[:2])
    for marker, segment in _segments(content):
        if marker not in _WRITTEN_BY_PROGRAMS:
            kept += segment
    return bytes(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while True:
        begin = at
        while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] == b"\xff":
            # padding
            at += 1
        if at + 2 > len(content) or content[at] != 0xFF:
            raise ValueError("cut off, or no segment")
        marker = content[at + 1]
        if marker == END:
            yield marker, b"\xff\xd9"
            return
        at += 2
        if marker not in _BARE:
            length = int.from_bytes(content[at : at + 2], "big")
            if length < 2 or at + length > len(content):
                raise ValueError("a segment longer than the file")
            at += length
        if marker == SCAN:
            at = _end_of_scan(content, at)
        yield marker, content[begin:at]


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next segment begins: FF 00 is a byte of the picture, FF D0 to D7 a mark within it."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise ValueError("no end")
        following = content[at + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7:
            return at
        at += 2


def bare_jpeg2000(content: bytes) -> bytes:
    """A JPEG 2000 without its boxes of words; the bare picture stream as it is. Raises `ValueError`."""
    if content[:4] == b"\xff\x4f\xff\x51":
        return content
    kept, at = bytearray(), 0
    while at + 8 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16], "big")
        length = length or len(content) - at
        if length < 8:
            raise ValueError("a box shorter than its head")
        if kind not in _WORDS:
            kept += content[at : at + length]
        at += length
    if not kept:
        raise ValueError("no JPEG 2000")
    return bytes(kept)
