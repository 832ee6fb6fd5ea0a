"""Lines that no program may misread: escaping, folding, links, moments."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.feeds import lines
from tests.events.moments import BANGKOK, LONDON, utc

WORDS = st.text(st.sampled_from("กขครน้่ำเa b\\;,:\n\"'😀é"), max_size=300)


def unfolded(data: bytes) -> str:
    return data.replace(b"\r\n ", b"").decode("utf-8").removesuffix("\r\n")


@given(WORDS)
@example("\\" * 200)
@example("ก" * 200)
@example("a" * 74 + "\\" * 3 + ";;")
@example("x" * 75)
@example("x" * 76)
def test_folding_can_be_undone_and_breaks_nothing(words: str) -> None:
    line = f"SUMMARY:{lines.text(words)}"
    folded = lines.folded([line])
    assert unfolded(folded) == line
    pieces = folded.removesuffix(b"\r\n").split(b"\r\n")
    for piece in pieces:
        assert len(piece) <= 75
        piece.decode("utf-8")
    for piece in pieces[:-1]:
        assert len(piece) >= 70  # no more lines than needed
        assert (len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0
    assert all(piece.startswith(b" ") for piece in pieces[1:])


def by_the_book(value: str) -> str:
    """TEXT read as RFC 5545 3.3.11 says."""
    out, chars = [], iter(value)
    for char in chars:
        if char == "\\":
            follower = next(chars)
            out.append("\n" if follower in "nN" else follower)
        else:
            assert char not in ";,\n"
            out.append(char)
    return "".join(out)


@given(WORDS)
@example("C:\\New folder\\;,")
def test_text_is_read_back_as_it_was_written(words: str) -> None:
    assert by_the_book(lines.text(words)) == words


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("a\r\nb\nc", "a\\nb\\nc"),
        ("a\u2028b\u2029c\u0085d", "a\\nb\\nc\\nd"),
        ("a\x00\x0b\x0c\x1f\x7f\x9f\ufffdb", "ab"),
        ("a\tb", "a\tb"),
        ("BEGIN:VEVENT\r\nX:1", "BEGIN:VEVENT\\nX:1"),
    ],
)
def test_what_would_cut_a_line_does_not_reach_the_file(raw: str, written: str) -> None:
    assert lines.text(raw) == written


def test_half_a_surrogate_does_not_take_the_feed_away() -> None:
    assert lines.folded(["SUMMARY:" + lines.text("a\ud83d")]) == b"SUMMARY:a?\r\n"


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/งาน", "https://example.org/%E0%B8%87%E0%B8%B2%E0%B8%99"),
        ("https://example.org/%E0%B8%87", "https://example.org/%E0%B8%87"),
        ("https://ไทย.example/a b", "https://xn--o3cw4h.example/a%20b"),
        ("mailto:a@b.example?subject=งาน", "mailto:a@b.example?subject=%E0%B8%87%E0%B8%B2%E0%B8%99"),
        ('https://example.org/"<>\\', "https://example.org/%22%3C%3E%5C"),
    ],
)
def test_a_link_is_a_uri(link: str, written: str) -> None:
    assert lines.uri(link) == written


@given(st.text(max_size=80))
def test_no_link_takes_the_feed_away(text: str) -> None:
    written = lines.uri(f"https://{text}")
    assert written.isascii()
    assert written.isprintable()
    assert " " not in written


@pytest.mark.parametrize(
    ("at", "zone", "written"),
    [
        (utc("2026-12-10 02:30"), BANGKOK, "DTSTART;TZID=Asia/Bangkok:20261210T093000"),
        (utc("2026-12-10 02:30"), "UTC", "DTSTART:20261210T023000Z"),
        (utc("2027-07-01 08:00"), LONDON, "DTSTART;TZID=Europe/London:20270701T090000"),
        # the hour the clocks show twice: only UTC can name its second time round
        (utc("2027-10-31 00:30"), LONDON, "DTSTART;TZID=Europe/London:20271031T013000"),
        (utc("2027-10-31 01:30"), LONDON, "DTSTART:20271031T013000Z"),
    ],
)
def test_a_moment_is_written_so_that_it_is_that_moment(at: datetime, zone: str, written: str) -> None:
    assert lines.moment("DTSTART", at, zone) == written


def test_days_are_ascii_and_of_the_common_era() -> None:
    assert lines.day(date(2026, 12, 1)) == "20261201"
    assert lines.one_line(" แผนงาน\r\n 2570\t") == "แผนงาน 2570"
