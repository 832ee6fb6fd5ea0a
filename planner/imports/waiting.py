"""The rows of a list while they wait beside the upload to be planned: a line each, its parts between tabs.

JSON holds no tab, so that only the part that is wanted needs to be read. A line begins with a sign: what is read
first (organisations), what later, and in the end which e-mail addresses several rows share.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from planner.imports import outcomes
from planner.imports.outcomes import canonical
from planner.imports.people import PERSON, Prepared
from planner.imports.rows import Wrong

BODY, LATER, SHARED = "b", "p", "s"
_TAB = "\t"


def line_of(one: Prepared, cells: Sequence[str]) -> str:
    """A row of the list of stakeholders, with its cells as they came."""
    said = {key: value for key, value in one.said.items() if value not in (None, [], {})}
    wrong = canonical([vars(no) for no in one.wrong]) if one.wrong else ""
    sign = LATER if one.kind == PERSON else BODY
    return _TAB.join((sign, str(one.line), canonical(said), wrong, canonical(cells)))


def bare_line(line: int, cells: Sequence[str]) -> str:
    """A row of any other list: its cells alone wait."""
    return _TAB.join((LATER, str(line), "", "", canonical(cells)))


def said_line(line: int, said: dict[str, Any], wrong: Sequence[Wrong], cells: Sequence[str]) -> str:
    """A row of a list that is read once: what it says, or what is wrong with it, and its cells."""
    reasons = canonical([vars(no) for no in wrong]) if wrong else ""
    return _TAB.join((LATER, str(line), canonical(said), reasons, canonical(cells)))


def said(source: Path) -> Iterator[tuple[int, dict[str, Any], list[Wrong]]]:
    """The rows of such a list: line, what it says, what is wrong with it."""
    for parts in _lines(source, LATER):
        wrong = [outcomes.wrong_of(one) for one in json.loads(parts[3])] if parts[3] else []
        yield int(parts[1]), json.loads(parts[2]), wrong


def shared_line(emails: Counter[str]) -> str:
    """The addresses that more than one row has."""
    return f"{SHARED}{_TAB}{canonical({email: rows for email, rows in emails.items() if rows > 1})}"


def prepared(source: Path, sign: str) -> Iterator[Prepared]:
    """The rows of this sign, as what they say."""
    for parts in _lines(source, sign):
        said: dict[str, Any] = json.loads(parts[2])
        digest = blake2b(parts[2].encode(), digest_size=16).digest()
        wrong = [outcomes.wrong_of(one) for one in json.loads(parts[3])] if parts[3] else []
        yield Prepared(int(parts[1]), wrong=wrong, digest=digest, **{"columns": {}, **said})


def shared(source: Path) -> Counter[str]:
    """How many rows have each of the e-mail addresses that several have."""
    found: Counter[str] = Counter()
    for parts in _lines(source, SHARED):
        found.update(json.loads(parts[1]))
    return found


def cells(source: Path, lines: frozenset[int]) -> Iterator[tuple[int, list[str]]]:
    """The cells of these rows as they came, in the order of the file."""
    with source.open(encoding="utf-8") as file:
        for written in file:
            parts = written.split(_TAB)
            if parts[0] != SHARED and int(parts[1]) in lines:
                yield int(parts[1]), json.loads(parts[4])


def every(source: Path) -> Iterator[tuple[int, str]]:
    """Every row's line and its cells as they came, as JSON."""
    for parts in _lines(source, LATER):
        yield int(parts[1]), parts[4].rstrip("\n")


def _lines(source: Path, sign: str) -> Iterator[list[str]]:
    with source.open(encoding="utf-8") as file:
        for written in file:
            if written.startswith(sign):
                yield written.split(_TAB)
