"""Calendars are fetched from public places alone, within bounds; seen against real servers on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest

from planner.errors import Refusal
from planner.sources import fetching
from planner.sources.fetching import Address, Known, fetch, is_public, onward, place_of
from planner.sources.read import LARGEST_FILE
from tests.sources.calendars import calendar, event

WHOLE = calendar(event())
Answer = Callable[[BaseHTTPRequestHandler], None]


def here_too(address: Address) -> bool:
    """What the tests allow: this machine, where their server is."""
    return address.is_loopback or is_public(address)


class Server:
    """A server on this machine that answers as it is told, and remembers what it was asked."""

    def __init__(self, pages: dict[str, Answer]) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append((self.path, {key.casefold(): value for key, value in self.headers.items()}))
                pages[self.path.partition("?")[0]](self)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def address(self, path: str = "/") -> str:
        """Where a page is."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def serving(**pages: Answer) -> Iterator[Server]:
    """A server with these pages."""
    server = Server({f"/{name}": page for name, page in pages.items()})
    thread = threading.Thread(target=server.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.server.shutdown()
        thread.join()
        server.server.server_close()


def saying(content: bytes, status: int = 200, **headers: str) -> Answer:
    """An answer with this content."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for key, value in {"Content_Length": str(len(content)), **headers}.items():
            handler.send_header(key.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def sending_on(location: str, status: int = 302) -> Answer:
    """An answer that sends the asker on."""
    return saying(b"", status, Location=location)


def why_not(address: str, **values: Any) -> str:
    """Why it cannot be fetched."""
    with pytest.raises(Refusal) as found:
        fetch(address, **values)
    return str(found.value)


def test_a_calendar_is_fetched_with_no_credentials_and_with_what_is_known_of_it() -> None:
    with serving(cal=saying(WHOLE, ETag='"one"', Last_Modified="Mon, 04 Jan 2027 00:00:00 GMT")) as server:
        first = fetch(server.address("/cal?key=a b".replace(" ", "%20")), reachable=here_too)
        assert first.content == WHOLE
        fetch(server.address("/cal"), first.known, reachable=here_too)
        (path, headers), (_, again) = server.asked
    assert path == "/cal?key=a%20b"
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert not {"cookie", "authorization", "referer", "if-none-match"} & headers.keys()
    assert (again["if-none-match"], again["if-modified-since"]) == ('"one"', "Mon, 04 Jan 2027 00:00:00 GMT")


def test_what_has_not_changed_is_not_sent_again() -> None:
    with serving(cal=saying(b"", 304)) as server:
        known = Known(etag='"one"')
        found = fetch(server.address("/cal"), known, reachable=here_too)
    assert (found.content, found.known) == (None, known)


def test_a_calendar_that_comes_packed_is_unpacked() -> None:
    with serving(cal=saying(gzip.compress(WHOLE), Content_Encoding="gzip")) as server:
        assert fetch(server.address("/cal"), reachable=here_too).content == WHOLE


def test_it_goes_where_it_is_sent_but_not_for_ever() -> None:
    with serving(
        a=sending_on("/b"), b=sending_on("c", 301), c=saying(WHOLE), loop=sending_on("/loop")
    ) as server:
        assert fetch(server.address("/a"), reachable=here_too).content == WHOLE
        assert "more than 5 times" in why_not(server.address("/loop"), reachable=here_too)
        assert len([path for path, _ in server.asked if path == "/loop"]) == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (saying(b"", 401), "wants a name and a password"),
        (saying(b"", 403), "wants a name and a password"),
        (saying(b"", 404), "has no calendar at this address"),
        (saying(b"", 410), "has no calendar at this address"),
        (saying(b"", 500), "answered with the error 500"),
        (saying(b"", 204), "answered with the error 204"),
        (saying(b"", 302, Location="file:///etc/passwd"), "Give a full address"),
        (saying(b"x" * (LARGEST_FILE + 1)), "larger than 10 MB"),
        (saying(gzip.compress(b"\0" * (LARGEST_FILE * 40)), Content_Encoding="gzip"), "larger than 10 MB"),
        (saying(b"no gzip", Content_Encoding="gzip"), "cannot be understood"),
        (saying(gzip.compress(WHOLE)[:-9], Content_Encoding="gzip"), "cannot be understood"),
        (saying(b"BEGIN", 200, Content_Length="500"), "cannot be understood"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "cannot be understood"),
        (
            lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500),
            "cannot be understood",
        ),
        (lambda handler: handler.connection.shutdown(socket.SHUT_RDWR), "cannot be understood"),
    ],
)
def test_what_goes_wrong_is_said(page: Answer, reason: str) -> None:
    with serving(cal=page) as server:
        assert reason in why_not(server.address("/cal"), reachable=here_too)


def slowly(handler: BaseHTTPRequestHandler) -> None:
    """A letter now and then, for as long as anybody listens."""
    handler.send_response(200)
    handler.end_headers()
    waiting = threading.Event()
    try:
        while not waiting.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()
    except OSError:
        return


def never(handler: BaseHTTPRequestHandler) -> None:
    """A header now and then, and never the last one."""
    waiting = threading.Event()
    try:
        while not waiting.wait(0.05):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if not handler.close_connection else b"")
            handler.wfile.flush()
    except OSError:
        return


@pytest.mark.parametrize("page", [slowly, never])
def test_whoever_answers_too_slowly_is_not_waited_for(page: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TOTAL_S", 0.4)
    with serving(cal=page) as server:
        why = why_not(server.address("/cal"), reachable=here_too)
    assert "longer than" in why or "cannot be understood" in why


PRIVATE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",  # noqa: S104 - not bound to, asked for
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "fec0::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_within_is_public(address: str) -> None:
    assert not is_public(ip_address(address))
    host = f"[{address}]" if ":" in address else address
    assert "is not a public address" in why_not(f"http://{host}/cal.ics")


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_addresses_on_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"])
def test_no_other_way_of_writing_this_machine_helps(host: str) -> None:
    why = why_not(f"http://{host}:65000/")
    assert "is not a public address" in why or "There is no server" in why


def test_without_the_tests_own_leave_their_server_is_never_asked() -> None:
    with serving(cal=saying(WHOLE)) as server:
        assert "is not a public address" in why_not(server.address("/cal"))
        assert server.asked == []


def answering(found: dict[str, list[str]]) -> Callable[..., list[Any]]:
    """A resolver of names that knows these alone; what it knows of a name changes each time it is asked."""
    asked: dict[str, int] = {}

    def resolve(host: str, port: int, **_: object) -> list[Any]:
        turn = asked[host] = asked.get(host, -1) + 1
        all_ = found[host]
        some = all_[min(turn, len(all_) - 1)].split()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in some]

    return resolve


def test_a_name_of_several_addresses_is_refused_for_one_that_is_not_public(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering({"mixed.example": ["93.184.215.14 10.0.0.1"]}))
    assert "mixed.example is not a public address" in why_not("https://mixed.example/cal.ics")


def test_the_connection_goes_to_the_address_that_was_checked_whatever_the_name_means_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connected: list[Any] = []

    def connect(address: Any, **_: object) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError

    names = answering({"rebinding.example": ["93.184.215.14", "127.0.0.1"]})
    monkeypatch.setattr(socket, "getaddrinfo", names)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert "does not answer" in why_not("http://rebinding.example/cal.ics")
    assert connected == [("93.184.215.14", 80)]
    # asked again, the name means this machine, and is refused before anything is connected to
    assert "is not a public address" in why_not("http://rebinding.example/cal.ics")
    assert len(connected) == 1


def test_whoever_sends_us_on_to_this_office_is_not_followed() -> None:
    for inside in ("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:65000/"):
        with serving(cal=sending_on(inside)) as server:
            assert "is not a public address" in why_not(
                server.address("/cal"), reachable=here_too_but_not_there
            )


def here_too_but_not_there(address: Address) -> bool:
    """The tests' server alone."""
    return str(address) == "127.0.0.1"


def test_nobody_is_led_from_a_safe_address_to_one_that_is_not() -> None:
    safe, unsafe = place_of("https://safe.example/a/cal.ics"), place_of("http://unsafe.example/cal.ics")
    with pytest.raises(Refusal, match="to one that is not"):
        onward(safe, "http://safe.example/cal.ics")
    assert onward(unsafe, "https://safe.example/a/cal.ics") == safe
    assert onward(safe, "../b.ics?c=d").path == "/b.ics?c=d"
    assert onward(safe, "//other.example/x").host == "other.example"


def test_a_server_that_cannot_prove_who_it_is_is_not_believed() -> None:
    with serving(cal=saying(WHOLE)) as server:
        address = server.address("/cal").replace("http://", "https://")
        assert "cannot prove" in why_not(address, reachable=here_too)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "Give a full address"),
        ("cal.example/a.ics", "Give a full address"),
        ("ftp://cal.example/a.ics", "Give a full address"),
        ("file:///etc/passwd", "Give a full address"),
        ("javascript:alert(1)", "Give a full address"),
        ("https://", "Give a full address"),
        ("https://cal.example:99999/", "Give a full address"),
        ("https://cal.example\\@10.0.0.1/", "Give a full address"),
        ("https://" + "x" * 70 + ".example/", "Give a full address"),
        ("https://me:secret@cal.example/a.ics", "name or a password"),
        ("http://cal.example:25/", "from port 25"),
        ("http://cal.example:22/", "from port 22"),
    ],
)
def test_an_address_that_is_none_says_so(written: str, reason: str) -> None:
    assert reason in why_not(written)


def test_addresses_are_asked_as_they_are_meant() -> None:
    assert place_of("webcal://Cal.Example/a.ics") == fetching.Place(True, "cal.example", 443, "/a.ics")
    assert place_of("http://ปฏิทิน.example/งาน.ics?q=ก").host == "xn--g3cqgf0kb.example"
    assert place_of("http://a.example/งาน.ics").path == "/%E0%B8%87%E0%B8%B2%E0%B8%99.ics"
    assert place_of("https://a.example/x%20y?key=%2F").path == "/x%20y?key=%2F"
