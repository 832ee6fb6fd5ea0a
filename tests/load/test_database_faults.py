"""C of the hardening table, on PostgreSQL: cut off, refusing, slow, silent or read-only, and back without a restart."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests import requirements_here
from tests.journeys.own_server import OwnServer
from tests.load.clerks import Clerk, Journal, let_in, signed_in
from tests.load.faultproxy import FaultProxy
from tests.own_database import own_database

pytestmark = [
    pytest.mark.database,
    pytest.mark.long,
    pytest.mark.skipif(requirements_here.postgres_url() is None, reason="SQLite has no network"),
]

BACK_WITHIN_S = 3.0
PAGES = ("/", "/campaigns", "/calendar")


@pytest.fixture
def far(tmp_path: Path) -> Iterator[tuple[OwnServer, FaultProxy, str]]:
    """The planner, the network between it and its database, and the database's own address."""
    with ExitStack() as stack:
        url = make_url(stack.enter_context(own_database(tmp_path)))
        proxy = FaultProxy(str(url.host), int(url.port or 5432))
        stack.callback(proxy.close)
        through = url.set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)
        server = OwnServer(tmp_path, through)
        stack.callback(server.kill)
        server.run("db", "upgrade")
        let_in(server)
        server.start()
        yield server, proxy, url.render_as_string(hide_password=False)


def ask(server: OwnServer, path: str, cookie: str) -> tuple[int, str, float]:
    """Status, page and seconds of a page asked for, Retry-After insisted on where it is owed."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    assert answer.status in {200, 503}
    assert answer.status == 200 or int(answer.headers["Retry-After"]) > 0
    return answer.status, page, time.monotonic() - begun


def expect_back(server: OwnServer, cookie: str) -> float:
    """Seconds until every page answers again."""
    begun = time.monotonic()
    while any(ask(server, path, cookie)[0] != 200 for path in PAGES):
        assert time.monotonic() - begun < BACK_WITHIN_S
    return time.monotonic() - begun


def test_connections_that_were_cut_are_made_anew_before_anyone_notices(
    far: tuple[OwnServer, FaultProxy, str],
) -> None:
    server, proxy, _ = far
    cookie = signed_in(server)
    expect_back(server, cookie)
    for _ in range(5):
        proxy.cut()
        assert {ask(server, path, cookie)[0] for path in PAGES} == {200}


def test_a_database_that_refuses_is_told_in_words_and_found_again(
    far: tuple[OwnServer, FaultProxy, str],
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    server, proxy, _ = far
    cookie = signed_in(server)
    proxy.mode = "refuse"
    proxy.cut()
    for path in PAGES:
        status, page, seconds = ask(server, path, cookie)
        assert status == 503
        assert "ข้อมูลของคุณไม่สูญหาย" in page
        assert seconds < 1
    assert ask(server, "/healthz", cookie)[0] == 200
    assert not server.is_ready()
    proxy.mode = "pass"
    record_testsuite_property("back after refusing, s", round(expect_back(server, cookie), 2))


def test_a_database_that_says_nothing_is_given_up_after_five_seconds(
    far: tuple[OwnServer, FaultProxy, str],
) -> None:
    server, proxy, _ = far
    cookie = signed_in(server)
    proxy.cut()
    proxy.mode = "blackhole"
    status, _, seconds = ask(server, "/campaigns", cookie)
    assert status == 503
    assert seconds < 12
    proxy.mode = "pass"
    expect_back(server, cookie)


def test_a_slow_one_is_only_slow(far: tuple[OwnServer, FaultProxy, str]) -> None:
    server, proxy, _ = far
    cookie = signed_in(server)
    expect_back(server, cookie)
    proxy.mode = "delay"
    assert ask(server, "/campaigns", cookie)[0] == 200
    proxy.mode = "pass"


def test_read_only_it_is_read_and_says_why_nothing_is_written(
    far: tuple[OwnServer, FaultProxy, str], tmp_path: Path
) -> None:
    """A9."""
    server, proxy, url = far
    cookie = signed_in(server)
    journal = Journal(tmp_path / "journal")
    clerk = Clerk(server, "Clerk", cookie, journal, most=1)
    name = make_url(url).database
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    proxy.cut()
    assert {ask(server, path, cookie)[0] for path in PAGES} == {200}
    clerk.start()
    while not clerk.answers[503]:
        assert clerk.is_alive()
    with engine.connect() as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(text(f"ALTER DATABASE {name} RESET default_transaction_read_only"))
    engine.dispose()
    proxy.cut()
    clerk.join(30)
    assert set(clerk.answers) == {503, 302}
    assert journal.close() != {}
