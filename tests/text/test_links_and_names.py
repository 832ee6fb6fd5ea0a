"""Links lead where they say, and files carry their real names without breaking a header."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import text


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/",
        "HTTPS://Example.org/path?a=1&b=2#part",
        "https://example.org:8443/",
        "https://งาน.ไทย/ข่าว",
        "https://example.org/%E0%B8%87%E0%B8%B2%E0%B8%99",
        "https://[2001:db8::1]/",
        "https://example.org/a@b",
        "mailto:press@example.org",
        "mailto:press@example.org?subject=News%20desk",
    ],
)
def test_a_plain_link_is_kept(url: str) -> None:
    assert text.is_safe_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)",
        "JaVaScRiPt&colon;alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "webcal://example.org/feed.ics",
        "//example.org",
        "/\\example.org",
        "\\\\example.org",
        "https:example.org",
        "https:/example.org",
        "https:\\\\example.org",
        "https://",
        "https:///path",
        "https://?query",
        "https://:80/",
        "https://exa mple.org",
        "https://example.org/\r\nSet-Cookie:a=b",
        "https://example.org/%0d%0aSet-Cookie:a=b",
        "https://example.org/\u202egpj.exe",
        "https://exam\u200bple.org",
        "https://bank.example@evil.example/",
        "https://user:secret@example.org/",
        "https://bank.example%40evil.example/",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://[2001:db8::1/",
        'https://example.org/"onmouseover="alert(1)',
        "https://example.org/<script>",
        "https://example.org/\ud800",
        "mailto:",
        "mailto:nobody",
        "mailto:a@example.org,b@example.org?bcc=c@example.org",
        "mailto:a@example.org?bcc=c@example.org",
        "mailto:a@example.org%0d%0aBcc:c@example.org",
        "mailto:a@example.org?subject=x&bcc=c@example.org",
        "mailto:a@example.org?subject=x%0d%0aBcc:c@example.org",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_a_link_that_hides_something_is_refused(url: str) -> None:
    assert not text.is_safe_link(url)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CSR plan 2026", "CSR-plan-2026"),
        ("แผน CSR ปลูกป่า 2569", "CSR-2569"),
        ("Été à Paris", "Ete-a-Paris"),
        ("../../etc/passwd", "etc-passwd"),
        ("งาน", "campaign-12"),
        ("งาน 2569", "campaign-12"),
        ("", "campaign-12"),
        ("…", "campaign-12"),
        ("Q4", "Q4"),
        ("x" * 300, "x" * text.LONGEST_NAME),
    ],
)
def test_a_file_has_a_useful_name_in_ascii(title: str, expected: str) -> None:
    assert text.ascii_filename(title, "campaign-12") == expected


@pytest.mark.parametrize(
    ("filename", "plain", "real"),
    [
        ("event.ics", "event.ics", None),
        ("งาน.ics", "event-7.ics", "งาน.ics"),
        ("แผน CSR ปลูกป่า.pdf", "event-7.pdf", "แผน CSR ปลูกป่า.pdf"),
        ('a"b;c.pdf', "a-b-c.pdf", "a b c.pdf"),
        ("one\r\nSet-Cookie: x=1.pdf", "one-Set-Cookie-x-1.pdf", "one Set-Cookie x=1.pdf"),
        ("../../secret.pdf", "secret.pdf", None),
        ("..\\..\\secret.pdf", "secret.pdf", None),
        ("press kit.v2 final", "press-kit-v2-final", "press kit.v2 final"),
        (".ics", "event-7.ics", None),
        ("", "event-7", None),
        ("a\ud800b.pdf", "ab.pdf", None),
    ],
)
def test_a_download_keeps_its_real_name_beside_a_plain_one(
    filename: str, plain: str, real: str | None
) -> None:
    if filename.startswith("แผน"):
        plain = "CSR.pdf"
    header = text.content_disposition("attachment", filename, fallback="event-7")
    assert re.match(r'attachment; filename="([^"]*)"', header)[1] == plain  # type: ignore[index]
    coded = re.search(r"filename\*=UTF-8''(.*)$", header)
    assert (unquote(coded[1]) if coded else None) == real


def test_a_long_thai_name_is_not_cut_between_a_letter_and_its_mark() -> None:
    header = text.content_disposition("inline", "ก" * (text.LONGEST_NAME - 1) + "ที่นี่.pdf")
    name = unquote(header.rpartition("''")[2])
    assert name == "ก" * (text.LONGEST_NAME - 1) + ".pdf"


@given(st.text(st.characters(codec=None), max_size=300), st.sampled_from(["attachment", "inline"]))
def test_whatever_a_file_is_called_the_header_is_one_line_of_ascii(
    filename: str, kind: Literal["attachment", "inline"]
) -> None:
    header = text.content_disposition(kind, filename)
    assert re.fullmatch(
        rf"{kind}; filename=\"[A-Za-z0-9.-]+\"(; filename\*=UTF-8''[A-Za-z0-9%._~-]+)?", header
    )
