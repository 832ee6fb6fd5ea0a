"""A1, A5, A6, A11, J4: whatever is killed, what the planner said yes to is there, once, whole, with its history.

In the gate eight seconds of it; `./dev test --long` kills for a minute each, the worker processes and then the whole
planner, with backups all the while, on both databases.
"""

from __future__ import annotations

import random
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from planner import db
from planner.feeds.links import Seals
from tests import factories
from tests.journeys.own_server import OwnServer
from tests.load import ackcheck, backups
from tests.load.clerks import Clerk, Journal, at_work, let_in
from tests.own_database import own_database
from tests.programs import feed, shown_campaign

pytestmark = pytest.mark.database

CLERKS = 8
BACKUPS = 10
PATIENCE_S = 240
chance = random.Random(8)  # noqa: S311 - when to kill is no secret


@pytest.fixture
def own_url(tmp_path: Path) -> Iterator[str]:
    """A database that the planner has to itself."""
    with own_database(tmp_path) as url:
        yield url


@pytest.fixture
def start(tmp_path: Path, own_url: str) -> Iterator[Callable[[int], OwnServer]]:
    """The planner running in so many processes, with one planner in it."""
    with ExitStack() as stack:

        def start(workers: int) -> OwnServer:
            server = OwnServer(tmp_path, own_url, workers=workers)
            stack.callback(server.kill)
            server.run("db", "upgrade")
            let_in(server)
            server.start()
            return server

        yield start


def kill_workers(server: OwnServer) -> None:
    """Now and then one of the processes that answer; where the server gives up, it is started again, as by systemd."""
    time.sleep(chance.uniform(0.2, 0.8))
    if server.has_ended():
        server.start()
    workers = server.workers()
    if workers:
        server.kill_one(chance.choice(workers))
    while not (server.has_ended() or server.is_ready()):
        time.sleep(0.05)


def kill_everything(server: OwnServer) -> None:
    """The server and all its processes at once, and started again."""
    time.sleep(chance.uniform(0.4, 2.5))
    server.kill()
    server.start()


def kill_either(server: OwnServer) -> None:
    """A worker, which the server brings back by itself; everything, where the last time was too short ago for that."""
    time.sleep(chance.uniform(0.4, 2.0))
    workers = server.workers()
    if server.has_settled() and workers:
        server.kill_one(workers[0])
    else:
        server.kill()
        server.start()


def write_while(
    server: OwnServer,
    journal: Journal,
    seconds: float,
    mishap: Callable[[OwnServer], None],
    is_enough: Callable[[], bool] = lambda: True,
) -> list[Clerk]:
    """Let everybody write while that happens over and over; at last the planner is killed as a whole."""
    with at_work(server, CLERKS, journal) as clerks:
        begun = time.monotonic()
        while time.monotonic() - begun < seconds or not (has_told(clerks, journal) and is_enough()):
            assert time.monotonic() - begun < seconds + PATIENCE_S, "next to nothing was ever done"
            mishap(server)
        time.sleep(chance.uniform(0.5, 1.5))
        server.kill()
    return clerks


def has_told(clerks: list[Clerk], journal: Journal) -> bool:
    """Whether enough happened to judge by, however busy the machine: things said yes to, and some of them twice."""
    return len(journal.so_far()) > CLERKS and sum(clerk.sent_again for clerk in clerks) > 0


def expect_all(url: str, acknowledged: dict[str, str]) -> ackcheck.Verdict:
    """Nothing lost, nothing twice, nothing half, and a line of history for each change."""
    engine = create_engine(url)
    verdict = ackcheck.check(engine, acknowledged)
    campaigns, lines = ackcheck.changes(engine)
    engine.dispose()
    assert (verdict.lost, verdict.doubled, verdict.half) == ([], [], [])
    assert campaigns == lines == verdict.stored
    return verdict


def test_nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed(
    start: Callable[[int], OwnServer], own_url: str, tmp_path: Path
) -> None:
    server = start(1)
    journal = Journal(tmp_path / "journal")
    write_while(server, journal, 4, kill_either)
    acknowledged = journal.close()
    server.start()
    expect_all(own_url, acknowledged)


def calendar_of_something_else(url: str, settings: dict[str, str]) -> str:
    """The path of a calendar that the clerks' campaigns are not in."""
    engine = create_engine(url)
    db.configure(engine)
    with Session(engine) as session:
        office = factories.office(session)
        campaign = shown_campaign(session, office, title_th="ปลูกป่าชายเลน")
        factories.event(session, campaign, title_th="วันปลูกป่า")
        made = feed(session, campaign_id=campaign.id)
        number = made.id
    engine.dispose()
    key = (Path(settings["PLANNER_DATA_DIR"]) / "secret-key").read_text()
    return f"/feeds/{Seals(key).token(number, 1)}.ics"


def fetched(server: OwnServer, path: str) -> tuple[bytes, str]:
    """A calendar's bytes and its validator."""
    with urllib.request.urlopen(f"{server.address}{path}", timeout=20) as answer:
        return answer.read(), answer.headers["ETag"]


@pytest.mark.long
@pytest.mark.parametrize("mishap", [kill_workers, kill_everything])
def test_a_minute_of_killing_with_backups_all_the_while(
    start: Callable[[int], OwnServer],
    own_url: str,
    tmp_path: Path,
    mishap: Callable[[OwnServer], None],
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    server = start(2 if mishap is kill_workers else 1)
    path = calendar_of_something_else(own_url, server.settings)
    before = fetched(server, path)
    journal = Journal(tmp_path / "journal")
    folder = tmp_path / "kept"
    folder.mkdir()
    keeper = backups.Keeper(server, folder, journal)
    keeper.start()
    clerks = write_while(server, journal, 60, mishap, lambda: len(keeper.made) >= BACKUPS)
    made = keeper.stop()
    acknowledged = journal.close()
    server.start()
    verdict = expect_all(own_url, acknowledged)
    assert keeper.mishaps == []
    for number, backup in enumerate(made):
        kept = backups.verdict(backup.file, tmp_path / f"restored-{number}", backup.acknowledged)
        assert kept.is_well, (number, kept)
    with ExitStack() as stack:
        again, _ = backups.restored(stack, made[-1].file, tmp_path / "again")
        # the address people use is part of what is said in a calendar
        again.settings["PLANNER_BASE_URL"] = server.address
        server.kill()
        again.port, again.address = server.port, server.address
        again.start()
        assert fetched(again, path) == before
    told = {
        "acknowledged": len(acknowledged),
        "stored": verdict.stored,
        "sent again": sum(clerk.sent_again for clerk in clerks),
        "backups": len(made),
        "starts": server.starts,
        "killed": server.killed,
    }
    record_testsuite_property(mishap.__name__, told)


@pytest.mark.long
def test_a_backup_that_is_killed_leaves_nothing_that_looks_like_one(
    start: Callable[[int], OwnServer], tmp_path: Path
) -> None:
    server = start(1)
    folder = tmp_path / "kept"
    folder.mkdir()
    journal = Journal(tmp_path / "journal")
    with at_work(server, CLERKS, journal):
        for n in range(8):
            file = folder / f"{n}.backup"
            has_ended = backups.kill_one_in_the_midst(server, file, 0.8 + n * 0.25)
            assert file.exists() or not has_ended
    journal.close()
    whole = sorted(folder.glob("*.backup"))
    for file in whole:
        assert backups.verdict(file, tmp_path / f"restored-{file.stem}", {}).is_well
    assert len(whole) < 8, "no kill came in time"
