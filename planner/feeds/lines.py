"""Content lines of iCalendar: escaping, folding, moments, links (RFC 5545 3.1 and 3.3).

Our own, because a feed must not break on what people write: icalendar 7.3.0 turns a typed `\\N` into a new
line, lets control characters through and folds character by character, which is most of what it costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from urllib.parse import quote, urlsplit, urlunsplit

from planner.dates import zone as clocks

LINE = 75
"""Octets in a line without its end (RFC 5545 3.1); a continuation spends one on its leading space."""

_BACKSLASH = ord("\\")
# Line ends of every kind become one; what has no place in TEXT (3.3.11) is dropped. Text is cleaned where
# it comes in, but one row that was not must never take the whole feed away.
_TEXT = str.maketrans(
    {
        "\\": "\\\\",
        ";": "\\;",
        ",": "\\,",
        "\n": "\\n",
        "\u0085": "\\n",
        "\u2028": "\\n",
        "\u2029": "\\n",
        "\ufffd": None,
        **{chr(code): None for code in [*range(9), *range(11, 32), *range(127, 133), *range(134, 160)]},
    }
)


def text(value: str) -> str:
    """A TEXT value (3.3.11): what is special is escaped, in one pass, so that nothing is escaped twice."""
    return value.replace("\r\n", "\n").translate(_TEXT)


def one_line(value: str) -> str:
    """Without line ends, for names that programs show in one line."""
    return " ".join(value.split())


def uri(value: str) -> str:
    """A link as a URI: ASCII, so an international host in its ASCII form and the rest percent-encoded.

    >>> uri("https://example.org/งาน?a=1&b=2")
    'https://example.org/%E0%B8%87%E0%B8%B2%E0%B8%99?a=1&b=2'
    """
    try:
        parts = urlsplit(value)
        if not parts.netloc.isascii():
            value = urlunsplit(parts._replace(netloc=parts.netloc.encode("idna").decode("ascii")))
    except ValueError:
        pass  # no host at all: links are checked where they come in, here they only must not break the line
    # what is a percent sign already is taken for an encoding already
    return quote(value, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")


def day(value: date) -> str:
    """A DATE value: ASCII digits and the common era, whatever the locale."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


def utc(at: datetime) -> str:
    """A DATE-TIME in form 2, UTC (3.3.5)."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def moment(name: str, at: datetime, zone: str) -> str:
    """A property whose value is an instant on the clocks of a zone: form 3, local time with TZID (3.3.5).

    In UTC where the zone is UTC, and in the hour that clocks show twice, the second time round: form 3
    always means the first (3.3.5), so nothing else tells the second.
    """
    local = at.astimezone(clocks(zone))
    if zone == "UTC" or local.fold:
        return f"{name}:{utc(at)}"
    return f"{name};TZID={zone}:{local:%Y%m%dT%H%M%S}"


def folded(lines: Iterable[str]) -> bytes:
    """Lines as they are sent: UTF-8, CRLF, folded to 75 octets.

    Never inside a character and never between a backslash and what it escapes: programs that
    unfold late would refuse the file or show debris.
    """
    return b"".join(_fold(line.encode("utf-8", "replace")) for line in lines)


def _fold(line: bytes) -> bytes:
    if len(line) <= LINE:
        return line + b"\r\n"
    pieces, start, room = [], 0, LINE
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:
            end -= 1
        backslashes = end
        while line[backslashes - 1] == _BACKSLASH:
            backslashes -= 1
        end -= (end - backslashes) % 2
        pieces.append(line[start:end])
        start, room = end, LINE - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
