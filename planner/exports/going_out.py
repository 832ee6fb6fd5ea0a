"""What each list holds when it goes out: the records the person sees, in the order in which they see them.

Whoever may not see a record does not get it here either, and whoever may read a record reads all of these columns
on its page, internal notes among them. Records are read a few hundred at a time; rows are made as they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner.accounts.models import User
from planner.calendar import entries as calendar
from planner.calendar.entries import Entry
from planner.calendar.filters import Filters
from planner.campaigns import listing
from planner.campaigns.models import Campaign
from planner.dates import Era
from planner.events import recurrence_words
from planner.events.models import Event
from planner.events.recurrence_rule import Rule
from planner.events.timing import AllDay, Timing, Window
from planner.exports.writing import Cell, Head, Sheet
from planner.i18n import Language, pick_of, translate
from planner.lists import columns
from planner.lists.column import Amount, Clock, Column, Day, Moment, Number, Whole
from planner.lists.columns import LIST_KIND_NAMES, ListKind
from planner.lists.stakeholder_columns import consent_key
from planner.stakeholders import consents, queries
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.stakeholders.queries import Wanted
from planner.stakeholders.words import (
    SET_ASIDE,
    STAKEHOLDER_STATUS_NAMES,
    ConsentPurpose,
    ConsentState,
    StakeholderKind,
    StakeholderStatus,
)

AT_ONCE = 300
"""Records read together: what a list takes in memory, however long it is."""


@dataclass(frozen=True)
class Reader:
    """For whom a list is written."""

    language: Language
    era: Era
    actor: User


def stakeholders(session: Session, wanted: Wanted, reader: Reader) -> Sheet:
    """Everyone wanted, in Thai order."""
    ids = session.scalars(queries.ids(wanted).order_by(Stakeholder.sort_key, Stakeholder.id)).all()
    loaded = select(Stakeholder).options(
        joinedload(Stakeholder.owner),
        selectinload(Stakeholder.consents),
        selectinload(Stakeholder.affiliations).joinedload(Affiliation.organisation),
    )
    found = in_batches(session, ids, loaded, Stakeholder)
    return sheet_of(ListKind.STAKEHOLDERS, (stakeholder_values(one, reader) for one in found), reader)


def stakeholder_values(one: Stakeholder, reader: Reader) -> dict[str, Any]:
    """A stakeholder by the keys of the columns; needs owner, consents, affiliations and their organisations."""
    is_person = one.kind == StakeholderKind.PERSON
    place = next((held for held in one.affiliations if held.ended_on is None), None)
    standing = consents.standing(one.consents)
    return {
        **_same(one, ListKind.STAKEHOLDERS),
        "number": one.id,
        "name_th": None if is_person else one.organisation_name_th,
        "name_en": None if is_person else one.organisation_name_en,
        "organisation": pick_of(place.organisation, "name", reader.language).text if place else None,
        "position_th": place.position_th if place else None,
        "position_en": place.position_en if place else None,
        "started_on": place.started_on if place else None,
        "owner": one.owner.email if one.owner else None,
        **{
            consent_key(purpose): said.state
            for purpose in ConsentPurpose
            if (said := standing.get(purpose)) is not None and said.state != ConsentState.NOT_ASKED
        },
    }


@dataclass(frozen=True)
class CampaignsAsked:
    """A list of campaigns as somebody looks at it."""

    filters: listing.Filters
    today: date
    sort: listing.Sort = listing.Sort.TITLE
    is_descending: bool = False


def campaigns(session: Session, asked: CampaignsAsked, reader: Reader) -> Sheet:
    """The campaigns that the list shows, on all its pages, in its order."""
    ids = listing.ids(
        session,
        asked.filters,
        actor=reader.actor,
        today=asked.today,
        sort=asked.sort,
        is_descending=asked.is_descending,
    )
    loaded = select(Campaign).options(joinedload(Campaign.team))
    found = in_batches(session, ids, loaded, Campaign, _with_emails(session))
    return sheet_of(ListKind.CAMPAIGNS, (campaign_values(one, reader) for one in found), reader)


def campaign_values(found: tuple[Campaign, dict[int, str]], reader: Reader) -> dict[str, Any]:
    """A campaign by the keys of the columns, with the e-mail addresses of its people; needs its team."""
    one, emails = found
    return {
        **_same(one, ListKind.CAMPAIGNS),
        "team": pick_of(one.team, "name", reader.language).text,
        "owner": emails.get(one.owner_id),
        "approver": emails.get(one.approver_id) if one.approver_id else None,
    }


def events(session: Session, window: Window, filters: Filters, reader: Reader) -> Sheet:
    """What the calendar shows of a window, by day and time, an occurrence a row."""
    found = calendar.entries(session, window, actor=reader.actor, filters=filters)
    return sheet_of(ListKind.EVENTS, _event_rows(session, found, reader), reader)


def _event_rows(session: Session, found: Sequence[Entry], reader: Reader) -> Iterator[dict[str, Any]]:
    for batch in _batched(found):
        loaded = select(Event).options(
            joinedload(Event.campaign), joinedload(Event.owner).load_only(User.email)
        )
        ids = {entry.event_id for entry in batch}
        held = {one.id: one for one in session.scalars(loaded.where(Event.id.in_(ids)))}
        for entry in batch:
            yield event_values(entry, held[entry.event_id], reader)


def event_values(entry: Entry, one: Event, reader: Reader) -> dict[str, Any]:
    """An occurrence by the keys of the columns; what it has of its own goes before its series'."""
    repeats = Rule.parse(one.recurrence) if one.recurrence else None
    return {
        **_same(one, ListKind.EVENTS),
        "campaign": one.campaign.code,
        "owner": one.owner.email if one.owner else None,
        "repeats": recurrence_words.words(repeats, reader.language, reader.era) if repeats else None,
        **{key: getattr(entry, key) for key in ("title_th", "title_en", "venue_th", "venue_en", "status")},
        **_timing(entry.timing),
    }


def _timing(timing: Timing) -> dict[str, Any]:
    """Days and times on the clocks of the event's own zone; whole days have no times."""
    if isinstance(timing, AllDay):
        return {"start_on": timing.first_on, "end_on": timing.last_on}
    start, end = timing.start_local, timing.end_local
    return {
        "start_on": start.date(),
        "start_time": start.time().replace(microsecond=0),
        "end_on": end.date(),
        "end_time": end.time().replace(microsecond=0),
    }


# ── What all lists share ─────────────────────────────────────────────────────────────────────────────────


def sheet_of(kind: ListKind, values: Iterable[dict[str, Any]], reader: Reader) -> Sheet:
    """A list of one of the kinds that come in again."""
    name = translate(reader.language, LIST_KIND_NAMES[kind])
    return sheet(name, columns.going_out(kind), values, reader.language)


def sheet(name: str, held: Sequence[Column], values: Iterable[dict[str, Any]], language: Language) -> Sheet:
    """Values by key as rows under the columns' headings."""
    heads = [Head(column.name(language), column.width) for column in held]
    rows = ([cell_of(column, one.get(column.key), language) for column in held] for one in values)
    return Sheet(name, heads, rows)


# what a spreadsheet knows by itself and may sort and add up
_PLAIN = (Day, Moment, Clock, Whole, Number, Amount)


def cell_of(column: Column, value: Any, language: Language) -> Cell:
    """The cell for a value: days, times and numbers as such, everything else in words."""
    if value is None or value in ("", []):
        return None
    if isinstance(column.value, _PLAIN):
        plain: Cell = value
        return plain
    if isinstance(value, StakeholderStatus) and value in SET_ASIDE:
        # nobody may write it into a list that comes in, so the column does not know it
        return translate(language, STAKEHOLDER_STATUS_NAMES[value])
    return column.write(value, language)


def in_batches(
    session: Session,
    ids: Sequence[int],
    loaded: Select[Any],
    model: Any,
    beside: Callable[[list[Any]], list[Any]] = list,
) -> Iterator[Any]:
    """The records of these ids in their order, a batch at a time; one that is gone meanwhile is left out."""
    for batch in _batched(ids):
        held = {one.id: one for one in session.scalars(loaded.where(model.id.in_(batch)))}
        yield from beside([held[key] for key in batch if key in held])


def _with_emails(session: Session) -> Callable[[list[Campaign]], list[tuple[Campaign, dict[int, str]]]]:
    """Not by joining users to records read afresh: the actor would forget their memberships."""

    def beside(found: list[Campaign]) -> list[tuple[Campaign, dict[int, str]]]:
        ids = {key for one in found for key in (one.owner_id, one.approver_id)} - {None}
        rows = session.execute(select(User.id, User.email).where(User.id.in_(ids)))
        emails = {row.id: row.email for row in rows}
        return [(one, emails) for one in found]

    return beside


def _same(one: Any, kind: ListKind) -> dict[str, Any]:
    """The columns of the list that are columns of the record."""
    held = inspect(type(one)).column_attrs
    return {column.key: getattr(one, column.key) for column in columns.going_out(kind) if column.key in held}


def _batched(found: Sequence[Any]) -> Iterator[list[Any]]:
    left = iter(found)
    while batch := list(islice(left, AT_ONCE)):
        yield batch
