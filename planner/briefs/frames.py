"""How the planner and its PDF process talk over a pipe: one letter, a length, and so many bytes."""

from __future__ import annotations

import struct
from enum import Enum
from typing import Protocol

HEAD = struct.Struct(">cI")


class Kind(Enum):
    """What a frame carries."""

    PAGE = b"H"
    PDF = b"P"
    MISSING = b"M"
    TOO_BIG = b"B"
    FAILED = b"F"


class Source(Protocol):
    """Something read from, which may give fewer bytes than asked for."""

    def read(self, size: int, /) -> bytes | None: ...


class Sink(Protocol):
    """Something written to, which may take fewer bytes than given."""

    def write(self, data: bytes | memoryview, /) -> int | None: ...

    def flush(self) -> None: ...


def send(sink: Sink, kind: Kind, body: bytes) -> None:
    """Write one frame; raises `OSError` when nobody reads any more."""
    rest = memoryview(HEAD.pack(kind.value, len(body)) + body)
    while rest:
        rest = rest[sink.write(rest) or 0 :]
    sink.flush()


def receive(source: Source) -> tuple[Kind, bytes]:
    """Read one frame; raises `EOFError` when the other side went away."""
    letter, length = HEAD.unpack(_exactly(source, HEAD.size))
    return Kind(letter), _exactly(source, length)


def _exactly(source: Source, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = source.read(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
