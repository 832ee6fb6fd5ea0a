"""Where each event stands in the bytes of a feed, so that the next bytes take over what has not changed."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

Bytes = bytes | memoryview


def packed(head: int, parts: Mapping[int, Bytes]) -> bytes:
    """The length of what stands before the events, then each event's id and length in order."""
    numbers = array("q", [head])
    for event_id, body in parts.items():
        numbers.append(event_id)
        numbers.append(len(body))
    return numbers.tobytes()


def taken_apart(layout: bytes, body: bytes) -> dict[int, Bytes]:
    """The bytes of each event, by id, in place: nothing is copied."""
    numbers = array("q", layout).tolist()
    whole, at = memoryview(body), numbers[0]
    parts: dict[int, Bytes] = {}
    for event_id, length in zip(numbers[1::2], numbers[2::2], strict=True):
        parts[event_id] = whole[at : at + length]
        at += length
    return parts
