"""Lists of events and of campaigns: each row through the very actions that people's forms go through.

To look through a list is to take it in and to go back to where it began: whatever a rule would say on the day is said
on the page before. That costs some milliseconds a row, so such lists are kept short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.errors import NotAllowed, NotFound, Refusal, Stale, Unreadable
from planner.i18n import mark
from planner.imports import campaign_lists, event_lists, outcomes, reading, waiting
from planner.imports.cells import Cells, Understood
from planner.imports.looking import OUTCOMES, ROWS, Chosen, Looked
from planner.imports.models import OnMatch
from planner.imports.outcomes import Outcome, OutcomeKind
from planner.imports.record_rows import Deed, changes_of
from planner.imports.rows import Wrong
from planner.lists.columns import ListKind
from planner.uploads.folder import Folder

MOST = 2_000

NOT_YOURS = mark(
    "You can read this, but only people of its team can change it. Ask its owner or an administrator."
)
NOT_HERE = mark("What this row names is not here, or is not shared with you.")
TWICE = mark("This is the same one as in row %(line)s.")

DEEDS: dict[ListKind, Callable[[Session, User], Callable[[dict[str, Any]], Deed]]] = {
    ListKind.EVENTS: event_lists.Events,
    ListKind.CAMPAIGNS: campaign_lists.Campaigns,
}


def understand(folder: Folder, want: Chosen) -> None:
    """Keep the rows as they came: who corrects refused ones gets their own cells back."""
    upload = folder.file(want.stored_as)
    with folder.writing(want.stored_as, ROWS) as file:
        for row in reading.rows(upload, want.how, want.heading_line, len(want.heading)):
            file.write(f"{waiting.bare_line(row.line, row.cells)}\n")


def plan(session: Session, folder: Folder, want: Chosen, actor: User) -> Looked:
    """What taking the list in would do: it is done, noted, and gone back on."""
    attempt = session.begin_nested()
    try:
        found = list(_done(session, folder, want, actor))
    finally:
        attempt.rollback()
    return _kept(folder, want, found)


def take_in(session: Session, folder: Folder, want: Chosen, actor: User) -> Looked:
    """Do it. What it came to is for the caller to compare with what the person saw."""
    return _kept(folder, want, list(_done(session, folder, want, actor)))


def _kept(folder: Folder, want: Chosen, found: Iterable[Outcome]) -> Looked:
    counted: Counter[str] = Counter({kind.value: 0 for kind in OutcomeKind})
    digest = sha256()
    with folder.writing(want.stored_as, OUTCOMES) as file:
        for one in found:
            counted[one.kind.value] += 1
            outcomes.keep(one, file, digest)
    return Looked(dict(counted), digest.hexdigest())


def _done(session: Session, folder: Folder, want: Chosen, actor: User) -> Iterator[Outcome]:
    cells = Cells(want.kind, want.heading, want.mapping, is_plain=False)
    rows = reading.rows(folder.file(want.stored_as), want.how, want.heading_line, len(want.heading))
    deeds = DEEDS[want.kind](session, actor)
    taken: dict[int, int] = {}
    for raw in rows:
        row = cells.one(raw)
        label = str(row.values.get("title_th") or row.values.get("title_en") or "")
        if row.wrong:
            yield Outcome(row.line, OutcomeKind.REFUSED, label, notes=list(row.wrong))
            continue
        with session.begin_nested() as part:
            try:
                found = _one(deeds, row, label, want, taken)
            except (Refusal, Unreadable) as no:
                found = _refused(row, label, Wrong(no.message, dict(no.values)))
            except NotAllowed:
                found = _refused(row, label, Wrong(NOT_YOURS))
            except (NotFound, Stale):
                found = _refused(row, label, Wrong(NOT_HERE))
            if found.kind == OutcomeKind.REFUSED:
                part.rollback()
        yield found


def _one(
    deeds: Callable[[dict[str, Any]], Deed], row: Understood, label: str, want: Chosen, taken: dict[int, int]
) -> Outcome:
    deed = deeds(row.values)
    if deed.record_id is not None and deed.record_id in taken:
        return _refused(row, label, Wrong(TWICE, {"line": taken[deed.record_id]}))
    changes = changes_of(deed)
    known_id = deed.record_id
    if known_id is not None and (not changes or want.rules.on_match == OnMatch.LEAVE):
        taken[known_id] = row.line
        return Outcome(row.line, OutcomeKind.UNCHANGED, label or deed.label, known_id)
    taken[deed.do()] = row.line
    kind = OutcomeKind.CREATED if known_id is None else OutcomeKind.UPDATED
    return Outcome(row.line, kind, label or deed.label, known_id, changes=changes)


def _refused(row: Understood, label: str, *wrong: Wrong) -> Outcome:
    return Outcome(row.line, OutcomeKind.REFUSED, label, notes=list(wrong))
