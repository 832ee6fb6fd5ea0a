"""Having a file cleaned: one at a time, in a process of its own, for no longer than is decent."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from planner.contributions.cleaning.kinds import LARGEST, Cleaned, MediaType, Reason, Unclean

LIMIT_S = 20
WAIT_S = 20
MEMORY_BYTES = 768 * 1024 * 1024
ROOT = Path(__file__).parents[3]
COMMAND = (sys.executable, "-m", "planner.contributions.cleaning.process")

log = logging.getLogger("planner.contributions")
_place = threading.Lock()


class Busy(Exception):
    """Others' files are being cleaned, and that takes long."""


def clean(content: bytes, *, limit_s: float = LIMIT_S, memory_bytes: int = MEMORY_BYTES) -> Cleaned:
    """The file as it is kept. Asks nothing of the database, and may take seconds.

    Raises:
        Unclean: it is not taken, and why.
        Busy: its turn did not come.
    """
    if not content:
        raise Unclean(Reason.EMPTY)
    if len(content) > LARGEST:
        raise Unclean(Reason.TOO_LARGE)
    if not _place.acquire(timeout=WAIT_S):
        raise Busy
    try:
        with tempfile.TemporaryDirectory(prefix="samphan-file-", ignore_cleanup_errors=True) as scratch:
            answered = subprocess.run(  # noqa: S603 - our own module, no shell, no word from a file
                [*COMMAND, str(memory_bytes), str(int(limit_s) + 1)],
                input=content,
                stdout=subprocess.PIPE,
                # what libraries say of strange files is nobody's business
                stderr=subprocess.DEVNULL,
                timeout=limit_s,
                check=False,
                cwd=scratch,
                env={
                    "PATH": os.defpath,
                    "LANG": "C.UTF-8",
                    "PYTHONPATH": str(ROOT),
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "TMPDIR": scratch,
                },
                start_new_session=True,
            )
    except subprocess.TimeoutExpired:
        raise Unclean(Reason.TOO_MUCH) from None
    finally:
        _place.release()
    return _outcome(answered.stdout, answered.returncode)


def _outcome(said: bytes, ending: int) -> Cleaned:
    head, _, body = said.partition(b"\n")
    word = head.decode(errors="replace")
    if word in set(MediaType) and ending == 0:
        return Cleaned(body, MediaType(word))
    if word in set(Reason):
        raise Unclean(Reason(word))
    # killed at a limit; or a mishap of ours, which whoever looks after the planner reads in the log
    log.info("a file could not be cleaned: its process ended with %s", ending)
    raise Unclean(Reason.TOO_MUCH if ending < 0 else Reason.DAMAGED)
