"""Fetching a calendar from an address that somebody typed: only from public places, within bounds, with no credentials.

The name is resolved here, every address it has must be public, and the connection goes to the very address that was
checked: whoever answers the name otherwise a moment later (DNS rebinding) is never asked. Each redirect is a new
address and is checked like the first one.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

from planner import text
from planner.errors import Refusal
from planner.i18n import mark
from planner.sources.read import LARGEST_FILE

TOTAL_S = 20.0
MOST_REDIRECTS = 5
PORTS = frozenset({80, 443})
FIRST_FREE_PORT = 1024
_CHUNK = 1 << 16

NOT_AN_ADDRESS = mark("Give a full address that begins with https://, http:// or webcal://.")
WITH_PASSWORD = mark("The address holds a name or a password. Use the calendar’s own secret address instead.")
PORT = mark("Calendars are not fetched from port %(port)s.")
UNKNOWN = mark("There is no server called %(host)s.")
NOT_PUBLIC = mark("%(host)s is not a public address. Only calendars on the internet are fetched.")
UNREACHABLE = mark("%(host)s does not answer.")
UNSAFE = mark("%(host)s cannot prove that it is itself (its certificate is not valid).")
TOO_SLOW = mark("It took longer than %(most)s seconds.")
TOO_LARGE = mark("The calendar is larger than 10 MB.")
TOO_MANY_REDIRECTS = mark("It was sent on more than %(most)s times.")
LESS_SAFE = mark("It was sent on from a safe address (https) to one that is not.")
SIGN_IN = mark("%(host)s wants a name and a password. Use the calendar’s secret address instead.")
MISSING = mark("%(host)s has no calendar at this address any more.")
ANSWERED = mark("%(host)s answered with the error %(status)s.")
BROKEN = mark("What %(host)s answered cannot be understood.")

Address = IPv4Address | IPv6Address
Reachable = Callable[[Address], bool]

_NAT64 = IPv6Network("64:ff9b::/96")
# special by the registries of RFC 6890, and called global by some releases of Python
_SPECIAL = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("fec0::/10"),
)


@dataclass(frozen=True)
class Known:
    """What was said of the calendar the last time it was fetched."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Fetched:
    """What came: the bytes, or None where nothing has changed since."""

    content: bytes | None
    known: Known


@dataclass(frozen=True)
class Place:
    """An address taken apart."""

    is_safe: bool
    host: str
    port: int
    path: str


def is_public(address: Address) -> bool:
    """Whether an address is on the internet, and not of this machine, this office, or the cloud that it runs in."""
    if isinstance(address, IPv6Address):
        # the same machine by another name (RFC 4291 §2.5.5.2), or reached through a translator (RFC 6052 §2.1)
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        for within in (address.sixtofour, (address.teredo or (None, None))[1]):
            if within is not None and not is_public(within):
                return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    )


def place_of(address: str) -> Place:
    """An address as it will be asked. Raises `Refusal` where it is none of ours to ask."""
    plain = text.clean(address)
    if plain.casefold().startswith("webcal:"):
        plain = f"https:{plain[7:]}"
    try:
        parts = urlsplit(plain)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except ValueError:
        raise Refusal(NOT_AN_ADDRESS, field="address") from None
    if parts.scheme not in {"http", "https"} or not host or any(sign in plain for sign in ' \\"<>'):
        raise Refusal(NOT_AN_ADDRESS, field="address")
    if parts.username is not None or parts.password is not None:
        raise Refusal(WITH_PASSWORD, field="address")
    port = port or (443 if parts.scheme == "https" else 80)
    if port not in PORTS and port < FIRST_FREE_PORT:
        raise Refusal(PORT, field="address", port=port)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return Place(parts.scheme == "https", host, port, path + query)


def fetch(address: str, known: Known | None = None, *, reachable: Reachable = is_public) -> Fetched:
    """The calendar at an address. Raises `Refusal` with the reason why it cannot be had.

    `reachable` says which addresses may be connected to; only tests, whose server is on this machine, say otherwise.
    """
    until = monotonic() + TOTAL_S
    place = place_of(address)
    for _ in range(MOST_REDIRECTS + 1):
        with _Asked(place, until, reachable) as asked:
            location = asked.ask(known or Known())
            if location is None:
                return asked.fetched(known or Known())
        place = onward(place, location)
    raise Refusal(TOO_MANY_REDIRECTS, most=MOST_REDIRECTS)


def onward(place: Place, location: str) -> Place:
    """Where an answer sends us on to. Raises `Refusal` where we do not go."""
    found = place_of(urljoin(_url(place), location))
    if place.is_safe and not found.is_safe:
        raise Refusal(LESS_SAFE)
    return found


def _url(place: Place) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    return f"{'https' if place.is_safe else 'http'}://{host}:{place.port}{place.path}"


def _resolved(place: Place, reachable: Reachable) -> str:
    """The address to connect to: of a name with several, all must be such that may be connected to."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except OSError:
        raise Refusal(UNKNOWN, host=place.host) from None
    plain = [str(one[4][0]).partition("%")[0] for one in found]
    if not plain or not all(reachable(ip_address(one)) for one in plain):
        raise Refusal(NOT_PUBLIC, host=place.host)
    return plain[0]


class _Asked:
    """One request to one checked address. Whatever the server does, it is over when the time is."""

    def __init__(self, place: Place, until: float, reachable: Reachable) -> None:
        self._place, self._until = place, until
        self._address = _resolved(place, reachable)
        self._is_late = False
        self._socket: socket.socket | None = None
        self._answer: http.client.HTTPResponse | None = None

    def __enter__(self) -> _Asked:
        # a server that sends a letter a second would keep every single wait short: the whole has an end, too
        self._alarm = threading.Timer(max(0.0, self._until - monotonic()), self._end)
        self._alarm.daemon = True
        self._alarm.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._alarm.cancel()
        if self._answer is not None:
            self._answer.close()
        if self._socket is not None:
            self._socket.close()

    def ask(self, known: Known) -> str | None:
        """Send the request and read the head of the answer; where it sends us on, if it does."""
        try:
            return self._asked(known)
        except ssl.SSLError:
            raise self._late() or Refusal(UNSAFE, host=self._place.host) from None
        except http.client.HTTPException:
            raise self._late() or Refusal(BROKEN, host=self._place.host) from None
        except OSError:
            raise self._late() or Refusal(UNREACHABLE, host=self._place.host) from None

    def fetched(self, known: Known) -> Fetched:
        """What it answered."""
        answer = self._answer
        if answer is None:
            raise Refusal(BROKEN, host=self._place.host)
        if answer.status == 304:
            return Fetched(None, known)
        self._expect_success(answer.status)
        etag, modified = answer.getheader("ETag"), answer.getheader("Last-Modified")
        now = Known(etag if etag and len(etag) <= 300 else None, modified[:100] if modified else None)
        try:
            return Fetched(self._body(answer), now)
        except (OSError, http.client.HTTPException, zlib.error):
            raise self._late() or Refusal(BROKEN, host=self._place.host) from None

    def _asked(self, known: Known) -> str | None:
        place = self._place
        self._socket = socket.create_connection((self._address, place.port), timeout=self._left())
        if place.is_safe:
            # the certificate must be that of the name, whichever address it was found at
            context = ssl.create_default_context()
            self._socket = context.wrap_socket(self._socket, server_hostname=place.host)
        connection = http.client.HTTPConnection(place.host, place.port)
        connection.sock = self._socket
        is_usual = place.port == (443 if place.is_safe else 80)
        host = f"[{place.host}]" if ":" in place.host else place.host
        connection.putrequest("GET", place.path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", host if is_usual else f"{host}:{place.port}")
        connection.putheader("Accept", "text/calendar, */*;q=0.5")
        connection.putheader("Accept-Encoding", "gzip")
        connection.putheader("User-Agent", "Samphan calendar reader")
        connection.putheader("Connection", "close")
        if known.etag:
            connection.putheader("If-None-Match", known.etag)
        if known.last_modified:
            connection.putheader("If-Modified-Since", known.last_modified)
        connection.endheaders()
        self._answer = connection.getresponse()
        if self._answer.status in {301, 302, 303, 307, 308}:
            return self._answer.getheader("Location") or ""
        return None

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        """The content, unpacked as it comes, so that what is small when packed is not large when it is not."""
        encoding = (answer.getheader("Content-Encoding") or "").strip().casefold()
        unpacking = zlib.decompressobj(47) if encoding in {"gzip", "x-gzip", "deflate"} else None
        found = bytearray()
        while chunk := answer.read1(_CHUNK):
            self._left()
            room = LARGEST_FILE + 1 - len(found)
            found += chunk if unpacking is None else unpacking.decompress(chunk, room)
            if len(found) > LARGEST_FILE:
                raise Refusal(TOO_LARGE)
        if self._is_late:
            raise Refusal(TOO_SLOW, most=round(TOTAL_S))
        if answer.length or (unpacking is not None and not unpacking.eof):
            raise Refusal(BROKEN, host=self._place.host)
        return bytes(found)

    def _expect_success(self, status: int) -> None:
        host = self._place.host
        if status in {401, 403}:
            raise Refusal(SIGN_IN, host=host)
        if status in {404, 410}:
            raise Refusal(MISSING, host=host)
        if status != 200:
            raise Refusal(ANSWERED, host=host, status=status)

    def _left(self) -> float:
        left = self._until - monotonic()
        if left <= 0:
            raise Refusal(TOO_SLOW, most=round(TOTAL_S))
        return left

    def _late(self) -> Refusal | None:
        is_over = self._is_late or monotonic() >= self._until
        return Refusal(TOO_SLOW, most=round(TOTAL_S)) if is_over else None

    def _end(self) -> None:
        self._is_late = True
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                # it has ended by itself
                return
