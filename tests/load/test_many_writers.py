"""B3, G18: eight and twenty who write at once, on SQLite through two processes: nobody is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.journeys.own_server import OwnServer
from tests.load import ackcheck
from tests.load.clerks import Clerk, Journal, let_in, signed_in
from tests.own_database import own_database

pytestmark = [pytest.mark.database, pytest.mark.long]

EACH = 20


@pytest.mark.parametrize("writers", [8, 20])
def test_nobody_who_writes_is_refused(
    writers: int, tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    with own_database(tmp_path) as url:
        server = OwnServer(tmp_path, url, workers=2)
        try:
            server.run("db", "upgrade")
            let_in(server)
            server.start()
            journal = Journal(tmp_path / "journal")
            cookie = signed_in(server)
            clerks = [Clerk(server, f"Clerk {n}", cookie, journal, most=EACH) for n in range(writers)]
            for clerk in clerks:
                clerk.start()
            for clerk in clerks:
                clerk.join(120)
        finally:
            server.kill()
        answers = sum((clerk.answers for clerk in clerks), Counter[int | None]())
        assert answers == {302: writers * EACH}
        engine = create_engine(url)
        assert ackcheck.check(engine, journal.close()).is_well
        assert ackcheck.changes(engine) == (writers * EACH, writers * EACH)
        engine.dispose()
        longest = max(clerk.longest_s for clerk in clerks)
        record_testsuite_property(f"{writers} writers, longest answer, s", round(longest, 2))
