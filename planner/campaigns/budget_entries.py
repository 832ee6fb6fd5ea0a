"""What was committed and spent under a budget line, entry by entry, each with its document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from planner import money, text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns import lifecycle, queries
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign
from planner.campaigns.words import EntryKind
from planner.errors import Refusal, expect_version
from planner.i18n import mark

LONGEST_DOCUMENT = 120
LONGEST_SUPPLIER = 200
LONGEST_NOTE = 2000

NO_DOCUMENT = mark("Give the number of the document: an entry without one is a figure typed in on the line.")
NO_DATE = mark("Give the date on the document.")
NO_AMOUNT = mark(
    "Write the amount on the document, above nought. For money that comes back, tick “Credit note”."
)
TOO_LONG = mark("Shorten this to %(max)s characters.")


@dataclass(frozen=True, kw_only=True)
class EntryData:
    """One document: what it says of the money, in minor units of the line's currency."""

    kind: EntryKind
    amount_minor: int
    dated_on: date | None
    document: str
    is_credit: bool = False
    supplier: str | None = None
    note: str | None = None
    version: int | None = None


def add(session: Session, line_id: int, data: EntryData, *, actor: User) -> BudgetEntry:
    """Enter a document under a line; from the first of its kind on, the figure is counted and not typed in."""
    line = queries.budget_line(session, line_id, actor=actor)
    _expect_open(line, actor)
    entry = BudgetEntry(line_id=line.id)
    _fill(entry, data)
    session.add(entry)
    changes = {"amount_minor": [None, entry.amount_minor], "kind": [None, entry.kind]}
    _record(session, "budget_entry.added", entry, line, actor=actor, changes=changes)
    session.expire(line, ["entries"])
    return entry


def revise(session: Session, entry_id: int, data: EntryData, *, actor: User) -> BudgetEntry:
    """Put right what was entered."""
    entry = queries.budget_entry(session, entry_id, actor=actor)
    _expect_open(entry.line, actor)
    expect_version(entry.version, data.version)
    with session.no_autoflush:
        _fill(entry, data)
    if session.is_modified(entry):
        _record(session, "budget_entry.revised", entry, entry.line, actor=actor)
    return entry


def remove(session: Session, entry_id: int, *, actor: User, version: int | None = None) -> Campaign:
    """Take an entry out; without the last of its kind, the figure that was typed in stands again."""
    entry = queries.budget_entry(session, entry_id, actor=actor)
    line = entry.line
    _expect_open(line, actor)
    expect_version(entry.version, version)
    session.delete(entry)
    changes = {"amount_minor": [entry.amount_minor, None], "kind": [entry.kind, None]}
    _record(session, "budget_entry.removed", entry, line, actor=actor, changes=changes)
    session.expire(line, ["entries"])
    return line.campaign


def _expect_open(line: BudgetLine, actor: User) -> None:
    """Whoever plans the campaign keeps its books, until it is archived: invoices come after the end."""
    permissions.demand(actor, "campaign:edit", line.campaign)
    lifecycle.expect_open(line.campaign.status)


def _fill(entry: BudgetEntry, data: EntryData) -> None:
    document = text.clean(data.document)
    if not document:
        raise Refusal(NO_DOCUMENT, field="document")
    if not 0 < data.amount_minor <= money.LARGEST:
        raise Refusal(NO_AMOUNT, field="amount")
    if data.dated_on is None:
        raise Refusal(NO_DATE, field="dated_on")
    values: dict[str, Any] = {
        "kind": data.kind,
        "is_credit": data.is_credit,
        "amount_minor": data.amount_minor,
        "dated_on": data.dated_on,
        "document": document,
        "supplier": text.clean(data.supplier or "") or None,
        "note": text.clean(data.note or "", multiline=True) or None,
    }
    for key, longest in (
        ("document", LONGEST_DOCUMENT),
        ("supplier", LONGEST_SUPPLIER),
        ("note", LONGEST_NOTE),
    ):
        if len(values[key] or "") > longest:
            raise Refusal(TOO_LONG, field=key, max=longest)
    for key, value in values.items():
        if getattr(entry, key) != value:
            setattr(entry, key, value)


def _record(
    session: Session, verb: str, entry: BudgetEntry, line: BudgetLine, *, actor: User, **noted: Any
) -> None:
    log.record(
        session,
        verb=verb,
        subject=entry,
        actor=actor,
        about=[line.campaign],
        name_th=line.category,
        name_en=line.category,
        currency=line.currency,
        document=entry.document,
        **noted,
    )
