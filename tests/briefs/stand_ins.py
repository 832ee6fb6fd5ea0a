"""Processes that stand where the PDF process stands, to see how the press treats the good and the bad ones."""

from __future__ import annotations

import sys
from pathlib import Path

# Each is given what the real one is given, and speaks as it does.
START = """
import io, json, os, sys, time
from pathlib import Path
from planner.briefs import frames
requests, answers = open(0, "rb", buffering=0), open(1, "wb", buffering=0)
here = Path(__file__).parent
def note(word):
    with (here / "notes").open("a") as notes:
        notes.write(word + chr(10))
def next_page():
    return frames.receive(requests)[1].decode()
def give(page):
    frames.send(answers, frames.Kind.PDF, b"%PDF-1.7 " + page.encode() + b" %%EOF")
"""

SLOW = """
while True:
    page = next_page()
    note(f"start {time.monotonic()}")
    time.sleep(0.6)
    note(f"end {time.monotonic()}")
    give(page)
"""
STUCK = """
next_page()
note(str(os.getpid()))
while True:
    time.sleep(60)
"""
RETIRES = """
note(str(os.getpid()))
give(next_page())
"""
CURIOUS = """
page = next_page()
note(json.dumps(dict(os.environ)))
give(page)
"""
QUITS = "sys.exit(3)"
BARE = """
import ctypes
from planner.briefs import libraries, pdf
def without_pango(file):
    if "pango" in file:
        raise OSError(file)
    return ctypes.CDLL(file)
missing = libraries.missing
libraries.missing = lambda: missing(without_pango)
sys.exit(pdf.main(sys.argv[1:]))
"""


def stand_in(folder: Path, does: str) -> tuple[str, ...]:
    """The command of a process that does this; it notes what it sees in `folder/notes`."""
    folder.mkdir(exist_ok=True)
    script = folder / "stand_in.py"
    script.write_text(START + does)
    return sys.executable, str(script)


def notes(folder: Path) -> list[str]:
    file = folder / "notes"
    return file.read_text().splitlines() if file.exists() else []
