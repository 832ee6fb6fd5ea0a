"""Backups made one after another while people work, and the proof of each."""

from __future__ import annotations

import subprocess
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from tests.journeys.own_server import OwnServer
from tests.load import ackcheck
from tests.load.clerks import Journal
from tests.own_database import own_database
from tools.devtool.places import PYTHON, ROOT


@dataclass(frozen=True)
class Made:
    """A backup, and what was acknowledged before it began."""

    file: Path
    acknowledged: dict[str, str]


class Keeper(threading.Thread):
    """Makes backups until it is told to stop; each is killed at a random moment where `is_killed`."""

    def __init__(self, server: OwnServer, folder: Path, journal: Journal) -> None:
        super().__init__(daemon=True)
        self.server, self.folder, self.journal = server, folder, journal
        self.is_over = threading.Event()
        self.made: list[Made] = []
        self.mishaps: list[str] = []

    def run(self) -> None:
        while not self.is_over.is_set():
            file = self.folder / f"{len(self.made)}.backup"
            acknowledged = self.journal.so_far()
            try:
                self.server.run("backup", str(file), "--with-key")
            except subprocess.CalledProcessError as error:
                self.mishaps.append(error.stderr.decode())
                continue
            self.made.append(Made(file, acknowledged))

    def stop(self) -> list[Made]:
        """Let the last one end; all that were made."""
        self.is_over.set()
        self.join(timeout=60)
        assert not self.is_alive()
        return self.made


def kill_one_in_the_midst(server: OwnServer, file: Path, seconds: float) -> bool:
    """Begin a backup and kill it after a while; whether it had ended by then."""
    command = [str(PYTHON), "-m", "flask", "--app", "wsgi", "backup", str(file)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=server.settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    return True


def restored(stack: ExitStack, file: Path, folder: Path) -> tuple[OwnServer, str]:
    """A planner on an empty folder and an empty database, after one command; not yet started."""
    folder.mkdir()
    url = stack.enter_context(own_database(folder))
    server = OwnServer(folder, url)
    stack.callback(server.kill)
    server.run("restore", str(file))
    return server, url


def verdict(file: Path, folder: Path, acknowledged: dict[str, str]) -> ackcheck.Verdict:
    """Restore a backup and hold it against what was acknowledged before it began."""
    with ExitStack() as stack:
        _, url = restored(stack, file, folder)
        engine = create_engine(url)
        stack.callback(engine.dispose)
        return ackcheck.check(engine, acknowledged)
