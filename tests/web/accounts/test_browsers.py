"""What people call their browsers."""

from __future__ import annotations

import pytest

from planner.web.accounts import browsers

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("program", "called"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        (f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/140.0 Mobile Safari/537.36 Line/14.1", "LINE · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) CriOS/140.0 Safari/604.1", "Chrome · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18 Safari/605.1", "Safari · macOS"),
        ("curl/8.5", "curl/8.5"),
        ("x" * 300, "x" * 60),
        ("", ""),
    ],
)  # fmt: skip
def test_a_browser_is_called_by_its_name(program: str, called: str) -> None:
    assert browsers.name(program) == called
