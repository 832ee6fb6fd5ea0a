"""The outcomes of a list as a page shows them: names of fields, values, reasons, all in the reader's language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.i18n import Language, mark, pick
from planner.imports.models import Import
from planner.imports.outcomes import Outcome, OutcomeKind
from planner.imports.rows import Wrong
from planner.lists import columns
from planner.lists.column import Amount, Clock, Day, Key, Moment, Number
from planner.lists.columns import ListKind
from planner.lists.stakeholder_columns import consent_key
from planner.stakeholders.words import ConsentPurpose
from planner.web import context, language
from planner.web.language import say

REASON = mark("Why it was refused")
NEW_PLACE = mark("Belongs to")
HERE_ALREADY = mark("Here already")
_CALLED = {
    "organisation_name_th": "name_th",
    "organisation_name_en": "name_en",
    "owner_id": "owner",
    "approver_id": "approver",
    "team_id": "team",
}


@dataclass(frozen=True)
class Line:
    """A row of the list and what becomes of it."""

    outcome: Outcome
    kind: str
    changes: list[tuple[str, str, str]]
    notes: list[str]


def kind_name(kind: ListKind, outcome: OutcomeKind) -> str:
    """What becomes of a row, in words; a redemption that is known is not one that was changed or not."""
    is_known = kind == ListKind.REDEMPTIONS and outcome == OutcomeKind.UNCHANGED
    return say(HERE_ALREADY) if is_known else context.name(outcome)


def lines(session: Session, kind: ListKind, found: Iterable[Outcome]) -> list[Line]:
    """Ready to be read."""
    outcomes = list(found)
    people = _people(session, outcomes)
    return [
        Line(
            one,
            kind_name(kind, one.kind),
            list(_changes(kind, one, people)),
            [reason(note) for note in one.notes],
        )
        for one in outcomes
    ]


def reason(wrong: Wrong) -> str:
    """A reason in words, with the heading it is about."""
    said = say(wrong.message, **wrong.values)
    return f"{wrong.heading}: {said}" if wrong.heading else said


def left_out(one: Import) -> list[str]:
    """The headings of columns that nobody matched."""
    return [heading for heading, key in zip(one.heading, one.mapping, strict=True) if heading and not key]


def refused_csv(one: Import, rows: Iterable[tuple[int, list[str], list[Wrong]]]) -> Iterator[str]:
    """The refused rows as they came, each with its reasons in a column of its own; with a mark for Excel."""
    yield "\ufeff" + _csv([*one.heading, say(REASON)])
    for _, cells, wrong in rows:
        padded = [*cells, *("" for _ in one.heading)][: max(len(one.heading), len(cells))]
        yield _csv([*padded[: len(one.heading)], " · ".join(reason(no) for no in wrong)])


def _csv(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([columns.guarded(cell) for cell in cells])
    return buffer.getvalue()


def _changes(kind: ListKind, one: Outcome, people: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    for key, (before, after) in sorted(one.changes.items(), key=lambda pair: _place(kind, pair[0])):
        yield _name(kind, key), _shown(kind, key, before, people), _shown(kind, key, after, people)
    for purpose, (before, after) in one.consents.items():
        key = consent_key(ConsentPurpose(purpose))
        yield _name(kind, key), _shown(kind, key, before, people), _shown(kind, key, after, people)
    for key, (before, after) in one.place.get("changes", {}).items():
        yield _name(kind, key), _shown(kind, key, before, people), _shown(kind, key, after, people)
    if one.new_place:
        yield say(NEW_PLACE), "", one.new_place["name"]


def _place(kind: ListKind, key: str) -> int:
    """Where the field stands among the columns: fields are told in the order of the list."""
    return columns.LISTS[kind].index(columns.column(kind, _CALLED.get(key, key)))


def _name(kind: ListKind, key: str) -> str:
    return columns.column(kind, _CALLED.get(key, key)).name(language.language())


def _shown(kind: ListKind, key: str, value: Any, people: dict[int, str]) -> str:
    if value is None or value in ("", []):
        return ""
    if key in {"owner_id", "approver_id"}:
        return people.get(value, "–")
    if key == "team_id":
        return str(value)
    column = columns.column(kind, _CALLED.get(key, key))
    match column.value:
        case Key():
            names = {member.value: name for member, name in column.value.names.items()}
            return say(names[value]) if value in names else str(value)
        case Day() | Moment():
            return context.day(date.fromisoformat(value))
        case Clock():
            value = time.fromisoformat(value)
        case Number() | Amount():
            value = Decimal(value)
    return column.write(value, Language(language.language()))


def _people(session: Session, outcomes: Iterable[Outcome]) -> dict[int, str]:
    wanted = {
        value
        for one in outcomes
        for key in ("owner_id", "approver_id")
        for value in one.changes.get(key, ())
        if value
    }
    found = session.scalars(select(User).where(User.id.in_(wanted))) if wanted else ()
    return {one.id: pick(one.name_th, one.name_en, language.language()).text for one in found}
