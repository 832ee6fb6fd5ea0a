"""A request under a name that is not the planner's is refused in words, whatever it asks for."""

from __future__ import annotations

import pytest
from flask import Flask


@pytest.mark.parametrize("path", ["/sign-in", "/healthz", "/campaigns", "/nowhere"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_to_our_hosts_is_told_so_and_no_more(app: Flask, path: str, method: str) -> None:
    answer = app.test_client().open(path, method=method, base_url="http://evil.example")
    assert answer.status_code == 400
    assert answer.text == "This host is not served here.\n"
    assert "Content-Security-Policy" in answer.headers
