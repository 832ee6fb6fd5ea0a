"""Lists of what was redeemed of one promotion: every row judged by the rules of entering it by hand.

A row's cells are read once, when the list is looked through, and wait beside the upload as what would be entered; so
taking in reads no workbook while others wait for the promotion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from planner import dates, money
from planner.accounts.models import User
from planner.activity.models import ActivityEntry
from planner.errors import Refusal, Unreadable
from planner.i18n import mark
from planner.imports import outcomes, reading, waiting
from planner.imports.cells import Cells, Understood
from planner.imports.looking import OUTCOMES, ROWS, TELL_EVERY, Chosen, Looked, Tell, silent
from planner.imports.outcomes import Outcome, OutcomeKind
from planner.imports.rows import Wrong
from planner.promotions import access, listed, redeeming
from planner.promotions.listed import Fate, Judged, Listed, Rows, Unread
from planner.promotions.words import SalesChannel
from planner.uploads.folder import Folder

MOST = 200_000
"""Rows of one list: what a chain of shops redeems in a busy month."""
NO_DAY = mark("Say on which day it was redeemed.")
OTHER_DAY = mark("There is no such day in the calendar of this place.")
Amiss = dict[int, tuple[str, list[Wrong]]]
"""Rows that cannot be read, by their lines: what they are known by, and what is wrong with them."""
KINDS = {
    Fate.NEW: OutcomeKind.CREATED,
    Fate.KNOWN: OutcomeKind.UNCHANGED,
    Fate.REFUSED: OutcomeKind.REFUSED,
}


@dataclass(frozen=True)
class Terms:
    """What is needed of the promotion to read a list of it: copied, so that it is read without the database."""

    promotion_id: int
    version: int
    timezone: str
    currency: str
    starts_at: datetime


def terms(session: Session, promotion_id: int | None, *, actor: User) -> Terms:
    """Those of the promotion that a list is of and is to be added to. Raises `NotFound`, `NotAllowed`, `Refusal`."""
    one = access.to_edit(session, promotion_id or 0, actor=actor, version=None)
    redeeming.expect_open_to_it(one)
    return Terms(one.id, one.version, one.timezone, one.currency, one.starts_at)


def understand(folder: Folder, want: Chosen, held: Terms, tell: Tell = silent) -> None:
    """Read the upload once and keep what its rows say. Asks nothing of the database."""
    reader = _Reader(want, held)
    rows = reading.rows(
        folder.file(want.stored_as), want.how, want.heading_line, len(want.heading), most=MOST
    )
    with folder.writing(want.stored_as, ROWS) as file:
        for count, row in enumerate(rows):
            if count % TELL_EVERY == 0:
                tell(count, 2 * want.row_count)
            said, wrong = reader.said(reader.cells.one(row))
            file.write(f"{waiting.said_line(row.line, said, wrong, row.cells)}\n")


def plan(
    session: Session, folder: Folder, want: Chosen, held: Terms, *, actor: User, tell: Tell = silent
) -> Looked:
    """What taking the list in would do, row by row. Only reads the database."""
    found: Counter[str] = Counter({kind.value: 0 for kind in OutcomeKind})
    digest = sha256()
    source = folder.file(want.stored_as, ROWS)
    wrong: Amiss = {}
    headings = Cells(want.kind, want.heading, want.mapping).headings
    judged = listed.look_through(session, held.promotion_id, _waiting(source, wrong), actor=actor)
    with folder.writing(want.stored_as, OUTCOMES) as file:
        for count, one in enumerate(judged):
            if count % TELL_EVERY == 0:
                tell(want.row_count + count, 2 * want.row_count)
            outcome = _outcome(one, held, wrong, headings)
            found[outcome.kind.value] += 1
            outcomes.keep(outcome, file, digest)
    return Looked(dict(found), digest.hexdigest(), {"promotion_version": held.version})


def take_in(
    session: Session, folder: Folder, want: Chosen, held: Terms, *, found: Mapping[str, int], actor: User
) -> ActivityEntry:
    """Write what is new. Raises `Refusal` where that is no longer what the person saw (`found`)."""
    if held.version != found.get("promotion_version"):
        raise Refusal(listed.CHANGED_SINCE)
    seen = Counter({fate: found[kind.value] for fate, kind in KINDS.items()})
    source = folder.file(want.stored_as, ROWS)
    return listed.take_in(session, held.promotion_id, _waiting(source), seen=seen, actor=actor)


def _waiting(source: Path, wrong: Amiss | None = None) -> Rows:
    """The rows that wait, as they would be entered; what is `wrong` with a row stands there by its line."""
    for line, said, reasons in waiting.said(source):
        if reasons:
            if wrong is not None:
                wrong[line] = _label(said), reasons
            yield Unread(line)
            continue
        at = datetime.fromtimestamp(said.pop("at"), UTC)
        channel = SalesChannel(said.pop("channel")) if "channel" in said else None
        yield Listed(line=line, redeemed_at=at, channel=channel, **said)


def _label(said: Mapping[str, Any]) -> str:
    """What a row is known by, also one that cannot be read whole."""
    return " · ".join(said[key] for key in ("reference", "code", "place") if said.get(key))


def _outcome(one: Judged, held: Terms, wrong: Amiss, headings: dict[str, str]) -> Outcome:
    row, kind = one.row, KINDS[one.fate]
    if isinstance(row, Unread):
        label, notes = wrong.pop(row.line)
        return Outcome(row.line, kind, label, notes=notes)
    label = _label(vars(row))
    if one.refusal is not None:
        no = one.refusal
        about = headings.get(no.field or "", "")
        return Outcome(row.line, kind, label, notes=[Wrong(no.message, dict(no.values), about)])
    if one.fate == Fate.KNOWN:
        return Outcome(row.line, kind, label)
    on, at = dates.instant_to_local(row.redeemed_at, dates.zone(held.timezone))
    digits = money.MINOR_DIGITS[held.currency]
    told = {
        "redeemed_on": on.isoformat(),
        "redeemed_time": at.strftime("%H:%M"),
        "quantity": row.quantity,
        "value": None if row.value_minor is None else f"{Decimal(row.value_minor).scaleb(-digits):f}",
        "channel": row.channel and row.channel.value,
        "place": row.place,
        "code": row.code,
        "reference": row.reference,
        "note": row.note,
    }
    changes = {key: [None, value] for key, value in told.items() if value is not None}
    return Outcome(row.line, kind, label, changes=changes)


class _Reader:
    """Reads the cells of rows as what would be entered of one promotion."""

    def __init__(self, want: Chosen, held: Terms) -> None:
        self.cells = Cells(want.kind, want.heading, want.mapping, is_plain=False)
        self.zone, self.currency, self.starts_at = dates.zone(held.timezone), held.currency, held.starts_at
        self.first_day, _ = dates.instant_to_local(self.starts_at, self.zone)

    def said(self, row: Understood) -> tuple[dict[str, Any], list[Wrong]]:
        """What the row says, plain as JSON holds it, and what is wrong with it."""
        given, wrong = dict(row.values), list(row.wrong)
        on, at = given.pop("redeemed_on", None), given.pop("redeemed_time", None)
        try:
            given["at"] = int(self._instant(on, at).timestamp())
        except (Unreadable, OverflowError) as no:
            if not row.wrong:
                wrong.append(
                    Wrong(getattr(no, "message", OTHER_DAY), {}, self.cells.headings.get("redeemed_on", ""))
                )
        try:
            if "value" in given:
                given["value_minor"] = money.parse_amount(given.pop("value"), self.currency)
        except Unreadable as no:
            wrong.append(Wrong(no.message, dict(no.values), self.cells.headings["value"]))
        return given, wrong

    def _instant(self, on: date | datetime | None, at: time | None) -> datetime:
        if isinstance(on, datetime) and on.tzinfo is not None:
            return on.astimezone(UTC)
        if on is None:
            raise Unreadable(NO_DAY)
        if isinstance(on, datetime):
            # a column of its own says it better
            return self._instant(on.date(), at or on.time())
        if at is not None:
            return dates.local_to_instant(on, at, self.zone)
        # the first moment that the promotion covers: it has come, and is the same when the list is brought again
        midnight = dates.local_to_instant(on, time(), self.zone)
        return max(midnight, self.starts_at) if on == self.first_day else midnight
