"""The history of a record as a page shows it: sentences, moments, and what changed in words.

The log keeps keys and plain values; here each is read back by the column it came from, so that a state is shown by
its name, a day in the reader's era, and a person by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from flask import url_for
from sqlalchemy import JSON, Boolean, Column, Date, Time, select
from sqlalchemy.orm import Session

from planner import dates, money
from planner.accounts.models import Team, User
from planner.activity import queries
from planner.activity.models import ActivityEntry
from planner.activity.words import WORDS
from planner.campaigns.models import Campaign
from planner.campaigns.words import Iso26000, Strategy
from planner.custody import undoing
from planner.db import Base, Instant, Keyed, Quantity
from planner.events import recurrence_words
from planner.events.models import Event
from planner.events.recurrence_rule import Rule
from planner.events.visibility import seen_by
from planner.events.words import EventType
from planner.i18n import mark, pick
from planner.stakeholders.models import Stakeholder
from planner.web import context, gate, language
from planner.web.field_names import field_name
from planner.web.language import say

COMMAND_LINE = mark("The command line")
YES, NO = mark("Yes"), mark("No")

# lists of keys have no vocabulary in their column
_LISTS: dict[tuple[str, str], type[StrEnum]] = {
    ("campaign", "iso26000"): Iso26000,
    ("contribution", "iso26000"): Iso26000,
    ("participation", "strategies"): Strategy,
    ("feed", "types"): EventType,
}
_NAMED: dict[str, tuple[type[Any], str]] = {
    "user": (User, "name"),
    "team": (Team, "name"),
    "stakeholder": (Stakeholder, "name"),
    "campaign": (Campaign, "title"),
}

Change = tuple[str, str, str]
Names = dict[tuple[str, int], str]


@dataclass(frozen=True)
class Entry:
    """One deed, ready to be read: the sentence, when, a note, and (field, before, after)."""

    sentence: str
    at: datetime
    note: str | None = None
    changes: list[Change] = field(default_factory=list)
    undo: str | None = None  # the address that takes it back


def entries(
    session: Session,
    record_type: str,
    record_id: int,
    *,
    limit: int = 50,
    subjects: Collection[str] | None = None,
    hidden: Collection[str] = (),
) -> list[Entry]:
    """The entries a record stands in, newest first, in the reader's language. A handful of statements, always.

    `subjects` leaves out deeds done to other types of record: those about things the reader may not see. Changes of
    the `hidden` fields are left out: what a record no longer has is not to be read there.
    """
    found = _permitted(
        session, queries.history(session, record_type, record_id, limit=limit, subjects=subjects)
    )
    names = _names(session, found)
    newest = undoing.newest(session, found, actor=gate.actor())
    shown = [_entry(one, names, record_type, hidden) for one in found]
    return [
        replace(line, undo=url_for("custody.undo", id=one.id)) if one.id == newest else line
        for one, line in zip(found, shown, strict=True)
    ]


def in_words(session: Session, record_type: str, changes: Mapping[str, list[Any]]) -> list[Change]:
    """Pairs of plain values by column, as a history would tell them: (field, before, after), in their order."""
    told = ActivityEntry(subject_type=record_type, subject_id=0, changes=dict(changes), values={})
    return _changes(told, _names(session, [told]), ())


def _permitted(session: Session, found: Sequence[ActivityEntry]) -> list[ActivityEntry]:
    """Without the entries about events that the reader may not see, though they may see the campaign."""
    wanted = {one.subject_id for one in found if one.subject_type == "event"}
    if not wanted:
        return list(found)
    seen = set(
        session.scalars(
            select(Event.id)
            .join(Campaign, Campaign.id == Event.campaign_id)
            .where(Event.id.in_(wanted), seen_by(gate.actor()))
        )
    )
    # one that was deleted was entered only where all its readers might know of it
    return [
        one
        for one in found
        if one.subject_type != "event" or one.subject_id in seen or one.verb == "event.deleted"
    ]


def _entry(one: ActivityEntry, names: Names, record_type: str, hidden: Collection[str]) -> Entry:
    actor = say(COMMAND_LINE) if one.actor_id is None else names.get(("user", one.actor_id), "–")
    sentence = _sentence(one, actor, names)
    what = pick(one.values.get("name_th"), one.values.get("name_en"), language.language()).text
    if what and one.subject_type != record_type:
        sentence = f"{sentence}: {what}"
    return Entry(sentence, one.at, one.note, _changes(one, names, hidden))


def _sentence(one: ActivityEntry, actor: str, names: Names) -> str:
    values = {key: _value(value) for key, value in one.values.items()}
    if one.verb not in {undoing.UNDONE, undoing.REDONE}:
        return say(WORDS[one.verb], actor=actor, **values)
    by = one.values.get("undone_by")
    whose = say(COMMAND_LINE) if by is None else names.get(("user", by), "–")
    deed = say(WORDS[one.values["undone"]], **{**values, "actor": whose})
    return say(WORDS[one.verb], actor=actor, deed=deed)


def _value(value: Any) -> Any:
    """A value of the sentence: days are written as the reader writes them."""
    if isinstance(value, str) and len(value) == 10:
        try:
            return context.day(date.fromisoformat(value))
        except ValueError:
            return value
    return value


def _changes(one: ActivityEntry, names: Names, hidden: Collection[str]) -> list[Change]:
    table = Base.metadata.tables.get(one.subject_type)
    changes = []
    for key, (before, after) in one.changes.items():
        if key in hidden:
            continue
        column = None if table is None else table.columns.get(key)
        shown = [_shown(one, key, column, value, names) for value in (before, after)]
        changes.append((field_name(one.subject_type, key), shown[0], shown[1]))
    return changes


def _shown(one: ActivityEntry, key: str, column: Column[Any] | None, value: Any, names: Names) -> str:
    if value is None or value in ("", []):
        return ""
    if key.endswith("_minor"):
        return money.format_amount(value, one.values.get("currency") or "THB", language.language())
    if column is None:
        return str(value)
    if column.key == "recurrence":
        return recurrence_words.words(Rule.parse(value), language.language(), language.era())
    target = _target(column)
    if target is not None:
        return names.get((target, value), "–")
    if isinstance(column.type, JSON) and isinstance(value, list):
        return ", ".join(_listed(one.subject_type, key, item) for item in value)
    return _scalar(column, value)


def _scalar(column: Column[Any], value: Any) -> str:
    try:
        match column.type:
            case Keyed():
                return context.name(column.type.vocabulary(value))
            case Boolean():
                return say(YES if value else NO)
            case Instant():
                return context.instant(datetime.fromisoformat(value))
            case Date():
                return context.day(date.fromisoformat(value))
            case Time():
                return dates.format_time(time.fromisoformat(value), language.language())
            case Quantity():
                return context.quantity(Decimal(value))
    except (ValueError, ArithmeticError):
        # a key that the vocabulary of today no longer has
        return str(value)
    return str(value)


def _listed(record_type: str, key: str, item: Any) -> str:
    vocabulary = _LISTS.get((record_type, key))
    if vocabulary is None or item not in set(vocabulary):
        return str(item)
    return context.name(vocabulary(item))


def _target(column: Column[Any]) -> str | None:
    for key in column.foreign_keys:
        name = key.column.table.name
        return name if name in _NAMED else None
    return None


def _names(session: Session, found: Iterable[ActivityEntry]) -> Names:
    """Names of the people and records the entries mention: one statement for each table mentioned."""
    wanted: dict[str, set[int]] = {}
    for one in found:
        if one.actor_id is not None:
            wanted.setdefault("user", set()).add(one.actor_id)
        if isinstance(one.values.get("undone_by"), int):
            wanted.setdefault("user", set()).add(one.values["undone_by"])
        table = Base.metadata.tables.get(one.subject_type)
        for key, pair in one.changes.items():
            column = None if table is None else table.columns.get(key)
            target = None if column is None else _target(column)
            if target is not None:
                wanted.setdefault(target, set()).update(v for v in pair if isinstance(v, int))
    names: Names = {}
    for name, ids in wanted.items():
        model, key = _NAMED[name]
        for record in session.scalars(select(model).where(model.id.in_(ids))):
            names[(name, record.id)] = pick(
                getattr(record, f"{key}_th"), getattr(record, f"{key}_en"), language.language()
            ).text
    return names
