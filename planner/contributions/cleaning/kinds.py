"""What comes out of cleaning: a file of one of three kinds, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LARGEST = 10 * 1024 * 1024
"""In bytes; of what is brought, and of what is kept."""

MOST_PIXELS = 40_000_000
MOST_PAGES = 200


class MediaType(StrEnum):
    """The kinds of files that are kept."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"


ENDINGS = {MediaType.JPEG: ".jpg", MediaType.PNG: ".png", MediaType.PDF: ".pdf"}


class Reason(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    ANOTHER_KIND = "another kind"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too many pixels"
    LOCKED = "locked"
    TOO_MANY_PAGES = "too many pages"
    TOO_MUCH = "too much work"
    UNFIT = "unfit"


class Unclean(Exception):
    """The file is not taken."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Cleaned:
    """A file as it is kept."""

    content: bytes
    media_type: MediaType


_IMAGES = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"))


def image_format(content: bytes) -> str | None:
    """Which kind of image its first bytes say it is, in Pillow's words; None for what is no image that is taken."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    return next((name for magic, name in _IMAGES if content.startswith(magic)), None)


def is_pdf(content: bytes) -> bool:
    """Whether it begins as a PDF does."""
    return content.startswith(b"%PDF-")
