"""The press: pages in, finished PDFs out, two at a time, never for longer than is decent.

Printing takes a processor for seconds, so it happens in processes of their own that may be killed, with a cap on
their memory. Two print at once in one instance, however many processes the instance runs: the places are locked
files in the data folder. A process that has printed waits a while for the next page, for starting costs a second.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from planner.briefs import frames, libraries
from planner.briefs.pdf import ASSETS
from planner.briefs.shelf import Shelf
from planner.i18n import mark

PLACES = 2
LIMIT_S = 30
MEMORY_BYTES = 512 * 1024 * 1024
WAIT_S = 10.0
"""How long somebody waits for a free place before being asked to come back."""

WAITING = 3
"""How many wait in one process: each holds one of the few threads that answer pages."""

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "planner.briefs.pdf")


class NotPrinted(Exception):
    """There is no PDF now; `message` says why, `retry_after_s` when asking again makes sense, if ever."""

    message = mark("The PDF could not be made. Please tell the person who looks after the planner.")
    retry_after_s: int | None = None

    def __init__(self, **values: object) -> None:
        super().__init__(self.message % values if values else self.message)
        self.values = values


class PdfUnavailable(NotPrinted):
    """System libraries are missing; `values["command"]` installs them on Debian and Ubuntu."""

    message = mark(
        "PDF briefs are off on this machine, because system libraries are missing (%(missing)s). "
        "Whoever runs the planner can install them with: %(command)s"
    )


class PdfBusy(NotPrinted):
    """All places are taken."""

    message = mark("Other briefs are being printed just now. Please try again in a moment.")
    retry_after_s = 10


class PdfTooLong(NotPrinted):
    """The page was not done within the limit and its process was killed."""

    message = mark(
        "This brief was not ready after %(seconds)s seconds and was stopped. Shorten its longest texts or lists."
    )
    retry_after_s = 60


class PdfTooBig(NotPrinted):
    """The page wanted more memory than a brief may have."""

    message = mark("This brief needs more memory than a brief may have. Shorten its longest texts or lists.")


class PdfFailed(NotPrinted):
    """The page could not be laid out: ours to mend. The cause is in `reason`, for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class _Printer:
    """One PDF process, started with nothing of ours: no settings, no secrets, a folder of its own."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="samphan-pdf-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(  # noqa: S603 our own module, no shell, no word from a page
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            cwd=self._scratch.name,
            env={
                "PATH": os.defpath,
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "HOME": self._scratch.name,
                "TMPDIR": self._scratch.name,
                "XDG_CACHE_HOME": str(folder),
            },
            start_new_session=True,
        )
        self._requests = cast(IO[bytes], self._process.stdin)
        self._answers = cast(IO[bytes], self._process.stdout)
        self.has_printed = False

    def print(self, page: bytes, limit_s: float) -> tuple[frames.Kind, bytes]:
        """What the process answered; `TimeoutError` when it was killed, `EOFError` when it died by itself."""
        late = threading.Event()
        clock = threading.Timer(limit_s, self._too_late, [late])
        clock.daemon = True
        clock.start()
        try:
            frames.send(self._requests, frames.Kind.PAGE, page)
            answer = frames.receive(self._answers)
        except (EOFError, OSError) as gone:
            if late.is_set():
                raise TimeoutError from gone
            raise EOFError from gone
        finally:
            clock.cancel()
        self.has_printed = True
        return answer

    def _too_late(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def close(self) -> int:
        """End the process if it has not ended by itself; says how it ended, as `subprocess` does."""
        self._requests.close()
        self._answers.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            # it goes when nobody can ask any more; one that died by itself has its own ending to tell
            self._process.wait(0.2)
        self._process.kill()
        ending = self._process.wait()
        self._scratch.cleanup()
        return ending


class Press:
    """Prints pages for one instance. One in a process is enough; it is safe to use from many threads.

    `folder` is for this alone (finished PDFs, locks); `static` is where the packaged fonts and style stand; `told` is
    told of each page whether it was `printed`, `kept` from earlier or `failed`, and after how many seconds.
    """

    def __init__(
        self,
        folder: Path,
        static: Path,
        *,
        limit_s: float = LIMIT_S,
        memory_bytes: int = MEMORY_BYTES,
        wait_s: float = WAIT_S,
        command: Sequence[str] = COMMAND,
        told: Callable[[str, float], None] = lambda _outcome, _seconds: None,
    ) -> None:
        here = Path(__file__).parent
        materials = [*(static / path for path in ASSETS.values()), here / "pdf.py", here / "thai_map.py"]
        self.shelf = Shelf(folder / "finished", *materials)
        self._folder = folder
        self._told = told
        self._limit_s = limit_s
        self._wait_s = wait_s
        self._command = (*command, str(static.resolve()), str(memory_bytes), str(int(limit_s) + 5))
        self._change = threading.Condition()
        self._waiting = 0
        self._at_work: set[str] = set()
        self._idle: list[_Printer] = []
        atexit.register(self.close)

    def pdf(self, page: str) -> bytes:
        """The page as a PDF, from the shelf or freshly printed; raises a kind of `NotPrinted`."""
        begun = time.perf_counter()
        outcome = "failed"
        try:
            pdf, outcome = self._pdf(page)
        finally:
            self._told(outcome, time.perf_counter() - begun)
        return pdf

    def _pdf(self, page: str) -> tuple[bytes, str]:
        name = self.shelf.mark(page)
        finished = self.shelf.get(name)
        if finished is not None:
            return finished, "kept"
        with self._place(name):
            # somebody may have printed the same page while this one waited
            finished = self.shelf.get(name)
            if finished is not None:
                return finished, "kept"
            finished = self._print(page.encode())
            self.shelf.keep(name, finished)
        return finished, "printed"

    def close(self) -> None:
        """End the waiting processes; safe to call more than once, and the press can be used again."""
        with self._change:
            idle, self._idle = self._idle, []
        for printer in idle:
            printer.close()

    @contextlib.contextmanager
    def _place(self, name: str) -> Iterator[None]:
        lock = self._wait_for_place(name)
        try:
            yield
        finally:
            os.close(lock)
            with self._change:
                self._at_work.discard(name)
                self._change.notify_all()

    def _wait_for_place(self, name: str) -> int:
        """An open, locked place of the two; closing it frees it, and so does the death of this process."""
        deadline = time.monotonic() + self._wait_s
        with self._change:
            if self._waiting >= WAITING:
                raise PdfBusy
            self._waiting += 1
            try:
                while True:
                    if name not in self._at_work:
                        lock = self._free_place()
                        if lock is not None:
                            self._at_work.add(name)
                            return lock
                    rest = deadline - time.monotonic()
                    if rest <= 0:
                        raise PdfBusy
                    # places of other processes free themselves without telling us
                    self._change.wait(min(rest, 0.2))
            finally:
                self._waiting -= 1

    def _free_place(self) -> int | None:
        for number in range(PLACES):
            place = os.open(self._folder / f"place-{number + 1}", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(place)
            else:
                return place
        return None

    def _print(self, page: bytes) -> bytes:
        while True:
            printer = self._ready_printer()
            has_printed = printer.has_printed
            try:
                kind, body = printer.print(page, self._limit_s)
            except TimeoutError:
                printer.close()
                raise PdfTooLong(seconds=round(self._limit_s)) from None
            except EOFError:
                # one that has printed before may have retired between two pages; a new one has no reason to
                ending = printer.close()
                if not has_printed:
                    raise _reason_of(ending) from None
            except BaseException:
                printer.close()
                raise
            else:
                return self._outcome(printer, kind, body)

    def _ready_printer(self) -> _Printer:
        with self._change:
            if self._idle:
                return self._idle.pop()
        return _Printer(self._command, self._folder)

    def _outcome(self, printer: _Printer, kind: frames.Kind, body: bytes) -> bytes:
        if kind in (frames.Kind.PDF, frames.Kind.FAILED):
            with self._change:
                self._idle.append(printer)
        else:
            printer.close()
        if kind is frames.Kind.MISSING:
            raise PdfUnavailable(missing=", ".join(json.loads(body)), command=libraries.INSTALL)
        if kind is frames.Kind.TOO_BIG:
            raise PdfTooBig
        if kind is frames.Kind.FAILED:
            raise PdfFailed(body.decode())
        return body


def _reason_of(ending: int) -> NotPrinted:
    """Why a process died by itself: libraries below Python abort where memory runs out."""
    if ending == -signal.SIGXCPU:
        return PdfTooLong(seconds=LIMIT_S)
    return PdfTooBig() if ending < 0 else PdfFailed(f"the PDF process ended with {ending}")
