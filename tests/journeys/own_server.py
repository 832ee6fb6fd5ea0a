"""The planner as it really runs: the server of `./dev`, in processes of its own, on a scratch data folder."""

from __future__ import annotations

import math
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from tools.devtool import serve
from tools.devtool.places import PYTHON, ROOT, environment

PATIENCE = 30
# granian ends itself when a worker dies within 5.5 seconds of having been brought back
SETTLES_IN = 6


class OwnServer:
    """A server that can be ended without a word, and started again on the same data."""

    def __init__(self, folder: Path, database_url: str | None = None, *, workers: int = 1) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.settings = environment(PLANNER_DATA_DIR=str(folder), PLANNER_BASE_URL=self.address)
        self.settings.pop("PLANNER_DATABASE_URL", None)
        if database_url is not None:
            self.settings["PLANNER_DATABASE_URL"] = database_url
        self._count = workers
        self.log = folder / "server.log"
        self.starts = self.killed = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._worker_died_at = -math.inf

    def run(self, *arguments: str, given: str = "") -> None:
        """A command of the planner's own command line."""
        command = [str(PYTHON), "-m", "flask", "--app", "wsgi", *arguments]
        subprocess.run(
            command, cwd=ROOT, env=self.settings, input=given.encode(), check=True, capture_output=True
        )

    def start(self) -> None:
        """Serve, and wait until the planner says it is ready."""
        self.starts += 1
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(),
                cwd=ROOT,
                env=self.settings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def is_ready(self) -> bool:
        """Whether the planner answers, its tables in order."""
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.HTTPError):
            return False

    def _command(self) -> list[str]:
        """As `./dev` starts it, with more processes where they are wanted."""
        command = serve.command("127.0.0.1", self.port)
        command[command.index("--workers") + 1] = str(self._count)
        return command

    def has_ended(self) -> bool:
        """Whether the server itself is gone, workers and all."""
        return self._process is None or self._process.poll() is not None

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        found: list[int] = []
        if self._process is None:
            return found
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(entry.read_text().rpartition(")")[2].split()[1])
                said = (entry.parent / "cmdline").read_bytes()
            except (OSError, ValueError):
                continue  # it ended while we looked
            if parent == self._process.pid and b"resource_tracker" not in said:
                found.append(int(entry.parent.name))
        return found

    def kill_one(self, worker: int) -> None:
        """End this worker at once, with no chance to tidy up, if it has not ended by itself."""
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        self.killed += 1
        self._worker_died_at = time.monotonic()

    def has_settled(self) -> bool:
        """Whether the worker may die without taking the server along."""
        return time.monotonic() - self._worker_died_at > SETTLES_IN

    def ask_to_end(self) -> None:
        """SIGTERM to the server, as systemd sends it."""
        assert self._process is not None
        self._process.terminate()

    def ended_with(self, seconds: float) -> int:
        """How the server ended, within so many seconds."""
        assert self._process is not None
        return self._process.wait(seconds)

    def kill(self) -> None:
        """End every process of the server at once."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None
