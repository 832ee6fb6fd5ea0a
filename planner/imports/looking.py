"""Looking through a list before anything is written: its rows understood once, then planned against the records.

Three parts lie beside the upload (`planner.uploads.folder`): `rows`, what each row says; `outcomes`, what would become
of it; `refused`, the cells of refused rows as they came, for the person to correct. Rows stream from file to file,
so that a long list takes little more memory than a short one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from planner.errors import Refusal
from planner.i18n import mark
from planner.imports import outcomes, people, reading, waiting
from planner.imports.cells import Cells
from planner.imports.models import Import, OnMatch
from planner.imports.outcomes import Outcome, OutcomeKind, canonical
from planner.imports.people import Usual
from planner.imports.planning import Planner, Rules
from planner.imports.reading import How
from planner.imports.rows import MOST_ROWS, Row, Wrong
from planner.lists.columns import ListKind
from planner.stakeholders.reach import same_email
from planner.uploads.encodings import Encoding
from planner.uploads.folder import Folder

# numbered by how they are written: what an older planner left is not there, and swept when its day is over
ROWS, OUTCOMES, REFUSED = "rows-2", "outcomes-2", "refused"
TELL_EVERY = 500
FEW = 300
"""Rows that are worked in the request itself; they take well under a second."""

DOUBLED = mark("Two columns are matched to “%(name)s”. Leave one of them out.")

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Looked:
    """What looking through came to: rows by outcome, a digest of all that would be written, how the log stood."""

    found: dict[str, int]
    digest: str
    as_of: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Chosen:
    """What is needed to read a list: copied from its record, so that the file is read without the database."""

    kind: ListKind
    stored_as: str
    file_name: str
    how: How
    heading: tuple[str, ...]
    heading_line: int
    mapping: tuple[str, ...]
    settings: dict[str, Any]
    row_count: int

    @property
    def rules(self) -> Rules:
        """What was chosen for the whole list."""
        given = self.settings
        usual = Usual(given.get("category"), given.get("interest_or_concern"), given.get("kind"))
        on_match = OnMatch(given.get("on_match", OnMatch.UPDATE))
        return Rules(usual, on_match, given.get("makes_bodies", True), self.file_name)


def chosen(one: Import) -> Chosen:
    """What was chosen for a list."""
    how = How(None if one.encoding is None else Encoding(one.encoding), one.separator, one.sheet)
    return Chosen(
        one.kind,
        one.stored_as or "",
        one.file_name,
        how,
        tuple(one.heading),
        one.heading_line,
        tuple(one.mapping),
        dict(one.settings),
        one.row_count,
    )


def silent(_done: int, _total: int) -> None:
    """Tells nobody."""


def understand(folder: Folder, want: Chosen, tell: Tell = silent) -> None:
    """Read the upload once and keep what its rows say. Raises `Refusal` where the file cannot be read to its end."""
    upload = folder.file(want.stored_as)
    cells = Cells(want.kind, want.heading, want.mapping)
    rows = reading.rows(upload, want.how, want.heading_line, len(want.heading))
    usual = want.rules.usual
    emails: Counter[str] = Counter()
    with folder.writing(want.stored_as, ROWS) as file:
        for count, (raw, row) in enumerate(_with_raw(rows, cells)):
            if count % TELL_EVERY == 0:
                tell(count, 2 * want.row_count)
            one = people.prepared(row, cells.keys, usual)
            emails.update({same_email(email) for email in one.columns.get("emails") or ()})
            file.write(f"{waiting.line_of(one, raw.cells)}\n")
        file.write(f"{waiting.shared_line(emails)}\n")


def plan(
    session: Session, folder: Folder, want: Chosen, tell: Tell = silent, *, locks: bool = False
) -> Looked:
    """Plan what was understood against the records as they are, and keep the outcomes. Only reads the database."""
    source = folder.file(want.stored_as, ROWS)
    planner = Planner(session, want.rules, waiting.shared(source), locks=locks)
    # organisations first: people of the same list may belong to them
    order = chain(waiting.prepared(source, waiting.BODY), waiting.prepared(source, waiting.LATER))
    found: Counter[str] = Counter({kind.value: 0 for kind in OutcomeKind})
    digest, done = sha256(), 0
    with folder.writing(want.stored_as, OUTCOMES) as file:
        for batch in planner.plan(order):
            for one in batch:
                found[one.kind.value] += 1
                found["noted"] += bool(one.notes) and one.kind != OutcomeKind.REFUSED
                outcomes.keep(one, file, digest)
            done += len(batch)
            tell(want.row_count + done, 2 * want.row_count)
    found["bodies"] = len(planner.new_bodies)
    return Looked(dict(found), digest.hexdigest())


def keep_refused(folder: Folder, want: Chosen) -> None:
    """Keep the cells of refused rows with their reasons, so that they can be corrected and brought again."""
    if want.kind == ListKind.REDEMPTIONS:
        _keep_refused_in_order(folder, want)
        return
    reasons = {
        one.line: [vars(note) for note in one.notes]
        for one in outcomes.each(folder.file(want.stored_as, OUTCOMES), OutcomeKind.REFUSED)
    }
    with folder.writing(want.stored_as, REFUSED) as file:
        source = folder.file(want.stored_as, ROWS)
        for line, cells in waiting.cells(source, frozenset(reasons)) if reasons else ():
            file.write(f"{canonical([line, cells, reasons[line]])}\n")


def _keep_refused_in_order(folder: Folder, want: Chosen) -> None:
    """The same where outcomes stand in the order of the rows: of the longest lists every row may be refused."""
    rows = waiting.every(folder.file(want.stored_as, ROWS))
    with folder.writing(want.stored_as, REFUSED) as file:
        for one in outcomes.each(folder.file(want.stored_as, OUTCOMES), OutcomeKind.REFUSED):
            cells = next(found for line, found in rows if line == one.line)
            reasons = canonical([vars(note) for note in one.notes])
            file.write(f"[{one.line},{cells},{reasons}]\n")


def refused(folder: Folder, stored_as: str | None) -> Iterator[tuple[int, list[str], list[Wrong]]]:
    """The refused rows: line, cells, reasons."""
    with folder.file(stored_as, REFUSED).open(encoding="utf-8") as file:
        for line in file:
            number, cells, reasons = json.loads(line)
            yield number, cells, [outcomes.wrong_of(reason) for reason in reasons]


def batches(folder: Folder, want: Chosen, size: int = 2_000) -> Iterator[list[Outcome]]:
    """The outcomes that were kept, some thousands at a time."""
    batch: list[Outcome] = []
    for one in outcomes.each(folder.file(want.stored_as, OUTCOMES), None):
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def expect_few_enough(path: Path, how: How, most: int = MOST_ROWS) -> int:
    """How many rows the file has beneath its heading, roughly. Raises `Refusal` where they are too many."""
    count = reading.count(path, how, most)
    if count > most + 1:
        raise Refusal(reading.TOO_MANY, field="file", most=f"{most:,}")
    return max(0, count - 1)


def _with_raw(rows: Iterable[Row], cells: Cells) -> Iterator[tuple[Row, Any]]:
    for row in rows:
        yield row, cells.one(row)
