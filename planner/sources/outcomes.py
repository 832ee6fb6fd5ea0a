"""What becomes of each item of a calendar, and the file in which that waits to be looked at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from planner.i18n import mark
from planner.sources.items import Reason
from planner.uploads.folder import Folder

OUTCOMES = "outcomes"


class OutcomeKind(StrEnum):
    """What becomes of an item."""

    CREATED = "created"
    UPDATED = "updated"
    CHANGED_HERE = "changed_here"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


CALENDAR_OUTCOME_NAMES: dict[OutcomeKind, str] = {
    OutcomeKind.CREATED: mark("New"),
    OutcomeKind.UPDATED: mark("Changed"),
    OutcomeKind.CHANGED_HERE: mark("Changed here too"),
    OutcomeKind.UNCHANGED: mark("Unchanged"),
    OutcomeKind.REFUSED: mark("Refused"),
}


@dataclass
class Outcome:
    """What becomes of one item, plain as JSON holds it.

    `start`, `end` and `zone` say when it is (days where it is all day), `rule` whether it comes again. `digest` is
    that of what would be written, `version` that of the event it would be written to.
    """

    key: str
    kind: OutcomeKind
    label: str
    line: int
    start: str = ""
    end: str = ""
    zone: str = ""
    rule: str = ""
    digest: str = ""
    event_id: int | None = None
    version: int | None = None
    notes: list[Reason] = field(default_factory=list)

    @property
    def essence(self) -> str:
        """What is compared between the look and the deed."""
        return json.dumps([self.key, self.kind, self.digest, self.event_id, self.version])


def counted(found: Iterable[Outcome]) -> tuple[dict[str, int], str]:
    """How many there are of each kind, and the digest of all."""
    counts = {kind.value: 0 for kind in OutcomeKind}
    digest = sha256()
    for one in found:
        counts[one.kind] += 1
        digest.update(f"{one.essence}\n".encode())
    return counts, digest.hexdigest()


def keep(found: Iterable[Outcome], folder: Folder, name: str) -> None:
    """Write outcomes beside the upload."""
    with folder.writing(name, OUTCOMES) as file:
        for one in found:
            file.write(f"{json.dumps(asdict(one), ensure_ascii=False)}\n")


def page(path: Path, kind: OutcomeKind | None, number: int, size: int) -> list[Outcome]:
    """One page of the outcomes of a kind, or of all; read line by line."""
    first, found = (number - 1) * size, []
    for place, one in enumerate(each(path, kind)):
        if place >= first + size:
            break
        if place >= first:
            found.append(one)
    return found


def each(path: Path, kind: OutcomeKind | None = None) -> Iterator[Outcome]:
    """The outcomes of a kind, or all of them, in the order of the file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            parts: dict[str, Any] = json.loads(line)
            notes = [Reason(**note) for note in parts.pop("notes")]
            one = Outcome(**{**parts, "kind": OutcomeKind(parts["kind"])}, notes=notes)
            if kind is None or one.kind == kind:
                yield one
