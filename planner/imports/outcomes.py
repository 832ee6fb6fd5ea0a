"""What becomes of a row, and the file in which outcomes wait to be looked at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TextIO

from planner.i18n import Marked, mark
from planner.imports.rows import Wrong


class OutcomeKind(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


OUTCOME_KIND_NAMES: dict[OutcomeKind, str] = {
    OutcomeKind.CREATED: mark("New"),
    OutcomeKind.UPDATED: mark("Changed"),
    OutcomeKind.UNCHANGED: mark("Unchanged"),
    OutcomeKind.REFUSED: mark("Refused"),
}


class Hash(Protocol):
    """A digest that is being made."""

    def update(self, data: bytes, /) -> None: ...


@dataclass
class Outcome:
    """What becomes of one row, plain as JSON holds it.

    `changes` is {column: [before, after]}; `place` a known affiliation and its changes, `new_place` one to be made;
    `consents` {purpose: [before, after]}. `notes` are reasons where it is refused, else what people should know.
    """

    line: int
    kind: OutcomeKind
    label: str
    record_id: int | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    consents: dict[str, list[Any]] = field(default_factory=dict)
    consent_on: str | None = None
    place: dict[str, Any] = field(default_factory=dict)
    new_place: dict[str, Any] = field(default_factory=dict)
    version: int | None = None
    stakeholder_kind: str = ""
    notes: list[Wrong] = field(default_factory=list)

    @property
    def essence(self) -> str:
        """What is compared between the look and the deed: everything that would be written, and to what."""
        given = {key: value for key, value in vars(self).items() if value or value == 0}
        given.pop("notes", None)
        return canonical(given)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> str:
    """One JSON text for equal values."""
    return _ENCODER.encode(value)


def keep(outcome: Outcome, file: TextIO, digest: Hash) -> None:
    """Write the outcome as one line (its essence, a tab, its notes), and count it into the digest of all."""
    essence = outcome.essence
    digest.update(essence.encode())
    notes = canonical([vars(note) for note in outcome.notes]) if outcome.notes else ""
    file.write(f"{essence}\t{notes}\n")


def read(line: str) -> Outcome:
    """The outcome of a line."""
    essence, _, written = line.rstrip("\n").partition("\t")
    parts = {"label": "", **json.loads(essence)}
    notes = [wrong_of(note) for note in json.loads(written)] if written else []
    return Outcome(**{**parts, "kind": OutcomeKind(parts["kind"])}, notes=notes)


def wrong_of(parts: dict[str, Any]) -> Wrong:
    """A reason that was kept as JSON."""
    return Wrong(parts["message"], _marked(parts["values"]), parts["heading"])


def page(path: Path, kind: OutcomeKind | None, number: int, size: int) -> list[Outcome]:
    """One page of the outcomes of a kind, or of all; read line by line."""
    first = (number - 1) * size
    # what stands before is counted, not read
    return list(map(read, islice(_lines(path, kind), first, first + size)))


def each(path: Path, kind: OutcomeKind | None) -> Iterator[Outcome]:
    """The outcomes of a kind, or all of them."""
    yield from map(read, _lines(path, kind))


def _lines(path: Path, kind: OutcomeKind | None) -> Iterator[str]:
    """Its lines. A quotation mark within a text is escaped, so the sign stands for itself alone."""
    sign = "" if kind is None else f'"kind":"{kind.value}"'
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if sign in line)


def _marked(values: dict[str, Any]) -> dict[str, object]:
    """Lists in words are names of ours, which are translated where they are shown."""
    return {
        key: [Marked(one) for one in value] if isinstance(value, list) else _word(key, value)
        for key, value in values.items()
    }


def _word(key: str, value: Any) -> Any:
    return Marked(value) if key == "purpose" else value
