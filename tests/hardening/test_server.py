"""H5, at the server as it really runs: bodies in chunks, floods of headers, and bytes that are no HTTP."""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

import pytest

from tests.journeys.own_server import OwnServer

FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
CHUNK = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
END = b"0\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """The server of `./dev`, with nobody in it."""
    server = OwnServer(tmp_path_factory.mktemp("server"))
    server.run("db", "upgrade")
    server.start()
    yield server
    server.kill()


def ask(server: OwnServer, request: bytes, *, host: bool = True) -> tuple[int, bytes]:
    """Status and answer to bytes sent as they are; 0 where the line is closed without a word."""
    line, _, rest = request.partition(b"\r\n")
    named = b"Host: 127.0.0.1:%d\r\n" % server.port if host else b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        answer = b""
        # what is refused may be refused before all of it was sent
        with contextlib.suppress(OSError):
            connection.sendall(line + b"\r\n" + named + b"Connection: close\r\n" + rest)
        with contextlib.suppress(OSError):
            while some := connection.recv(65_536):
                answer += some
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    return int(found[1]) if found else 0, answer


REFUSALS = {
    "a body in chunks, over the limit": (
        b"POST /sign-in HTTP/1.1\r\n" + FORM + CHUNKED + b"\r\n" + CHUNK * 40 + END,
        {413},
    ),
    "a long body": (
        b"POST /sign-in HTTP/1.1\r\n" + FORM + b"Content-Length: 3000000\r\n\r\n" + b"x" * 3_000_000,
        {413},
    ),
    "ten thousand headers": (
        b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(10_000)) + b"\r\n",
        {400, 431},
    ),
    "a header of a million bytes": (b"GET / HTTP/1.1\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n", {400, 431}),
    "an address of a hundred thousand": (b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n", {400, 414}),
    "a length below nought": (b"POST /sign-in HTTP/1.1\r\nContent-Length: -1\r\n\r\n", {400}),
    "a length beyond numbers": (
        b"POST /sign-in HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        {400},
    ),
    "NUL in the address": (b"GET /\x00 HTTP/1.1\r\n\r\n", {400}),
    "bytes that are no UTF-8": (b"GET /campaigns/\xff\xfe HTTP/1.1\r\n\r\n", {400, 404}),
    "a cookie of such bytes": (b"GET /healthz HTTP/1.1\r\nCookie: samphan=\xff\xfe\r\n\r\n", {200, 400}),
    "a program of such bytes": (b"GET /sign-in HTTP/1.1\r\nUser-Agent: \xe0\xb8\x81\xff\r\n\r\n", {200, 400}),
    "no HTTP at all": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {0, 400}),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_too_much_or_no_request_is_refused(name: str, server: OwnServer) -> None:
    request, wanted = REFUSALS[name]
    status, answer = ask(server, request)
    assert status in wanted, answer[:200]
    assert ask(server, b"GET /healthz HTTP/1.1\r\n\r\n")[0] == 200


def test_a_host_must_be_named_and_be_ours(server: OwnServer) -> None:
    for named in (b"", b"Host: evil.example\r\n", b"Host: 127.0.0.1\r\nHost: evil.example\r\n"):
        status, answer = ask(server, b"GET /sign-in HTTP/1.1\r\n" + named + b"\r\n", host=False)
        assert status == 400
        assert b"evil" not in answer


def test_a_form_in_chunks_is_read_like_any_other(server: OwnServer) -> None:
    _, page = ask(server, b"GET /sign-in HTTP/1.1\r\n\r\n")
    cookie = re.search(rb"set-cookie: ([^;]+)", page, re.IGNORECASE)
    token = re.search(rb'name="csrf_token" value="([^"]+)"', page)
    assert cookie is not None
    assert token is not None
    form = urlencode(
        {"csrf_token": unescape(token[1].decode()), "email": "a@example.org", "password": "not the password"}
    ).encode()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (form[:7], form[7:]))
    head = b"POST /sign-in HTTP/1.1\r\n" + FORM + CHUNKED + b"Cookie: " + cookie[1] + b"\r\n\r\n"
    status, answer = ask(server, head + chunks + END)
    assert status == 422
    assert "อีเมลหรือรหัสผ่าน".encode() in answer
