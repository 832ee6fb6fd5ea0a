"""Bringing a calendar file, reading it, taking it into a campaign."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock, dates, text
from planner.accounts.models import User
from planner.activity import log
from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.errors import NotFound, Refusal
from planner.events import access
from planner.events.actions import OUT_OF_SIGHT
from planner.events.visibility import may_see
from planner.events.words import VISIBILITY_NAMES, Visibility
from planner.i18n import mark
from planner.sources import outcomes, planning, read, understand
from planner.sources.models import CalendarImport, ImportState
from planner.sources.outcomes import Outcome, OutcomeKind
from planner.sources.taking_in import Writer
from planner.sources.understand import Understood
from planner.uploads.encodings import Encoding
from planner.uploads.folder import Folder, Shelf

PER_MINUTE = 5
FEW = 150
"""So many events are made or changed while somebody waits for the page: about a second."""
SMALL_FILE = 100 * 1024
# names the lock under which calendars are taken in (PostgreSQL: an advisory lock is a number of the application's own)
TAKING_IN = 7_204_003
MOST_OVERWRITTEN = 200

SHELF = Shelf(
    "calendars",
    mark("The file was deleted; files are kept for a day at the longest. Bring the calendar again."),
    mark("The file is larger than 10 MB. Bring the calendar in pieces, for example year by year."),
)
NOT_OPEN = mark("This calendar was taken in already.")
NOT_READ = mark("The calendar has not been read yet.")
NOT_TAKEN_IN = mark("This calendar was not taken in, or was taken back already.")
NOTHING_NEW = mark("There is nothing to take in.")
CHANGED_SINCE = mark(
    "Something here has changed since the calendar was read. Read it again, and look at it once more."
)


@dataclass(frozen=True)
class Brought:
    """A file that lies in the folder, what it was called, and what is said of it."""

    campaign_id: int
    file_name: str
    stored_as: str
    timezone: str
    visibility: Visibility = Visibility.TEAM


def wait(session: Session, actor: User) -> timedelta | None:
    """How long the person must wait before bringing another one: at most five a minute."""
    since = clock.now() - timedelta(minutes=1)
    count, oldest = session.execute(
        select(func.count(), func.min(CalendarImport.created_at)).where(
            CalendarImport.created_by_id == actor.id, CalendarImport.created_at > since
        )
    ).one()
    return None if count < PER_MINUTE else oldest + timedelta(minutes=1) - clock.now()


def bring(session: Session, data: Brought, folder: Folder, *, actor: User) -> CalendarImport:
    """Note a calendar that was brought; it is read next. Raises `Refusal` where the actor would not see its events."""
    campaign = access.to_plan_in(session, data.campaign_id, actor=actor)
    if not may_see(actor, data.visibility, campaign):
        level, team = VISIBILITY_NAMES[data.visibility], VISIBILITY_NAMES[Visibility.TEAM]
        raise Refusal(OUT_OF_SIGHT, field="visibility", level=level, team=team)
    folder.sweep()
    made = CalendarImport(
        file_name=text.shortened(text.clean(data.file_name), 200) or "calendar",
        stored_as=data.stored_as,
        size=folder.file(data.stored_as).stat().st_size,
        settings={
            "campaign_id": campaign.id,
            "timezone": dates.zone(data.timezone).key,
            "visibility": data.visibility.value,
        },
        created_by_id=actor.id,
        updated_by_id=actor.id,
    )
    session.add(made)
    session.flush()
    return made


def read_through(session: Session, one: CalendarImport, folder: Folder, *, actor: User) -> None:
    """Read the file and plan what becomes of it. Raises `Refusal` where it is no calendar."""
    _note(one, *_planned(session, one, folder, understood(one, folder), actor))


def understood(one: CalendarImport, folder: Folder) -> tuple[Understood, Encoding]:
    """What the file says. Asks nothing of the database."""
    expect_open(one)
    book = read.read(folder.file(one.stored_as).read_bytes())
    return understand.understood(book, one.settings["timezone"]), book.encoding


def note_planned(
    session: Session, one: CalendarImport, folder: Folder, said: tuple[Understood, Encoding], *, actor: User
) -> None:
    """Plan what the file says against the events as they are."""
    _note(one, *_planned(session, one, folder, said, actor))


def take_in(
    session: Session, one: CalendarImport, folder: Folder, overwritten: Collection[int], *, actor: User
) -> ActivityEntry:
    """Write what was read, all of it in this transaction; `overwritten` are events changed here too.

    It is read and planned again against the events as they are now, and refused where that comes to something else
    than what the person saw.
    """
    campaign = access.to_plan_in(session, one.settings["campaign_id"], actor=actor)
    _wait_for_others(session)
    expect_open(one)
    if one.state != ImportState.READ:
        raise Refusal(NOT_READ)
    found, _ = understood(one, folder)
    planned = planning.plan(session, found, campaign, actor=actor)
    counts, digest = outcomes.counted(planned)
    if digest != one.digest:
        raise Refusal(CHANGED_SINCE)
    theirs = {
        each.event_id
        for each in planned
        if each.kind == OutcomeKind.CHANGED_HERE and each.event_id in overwritten
    }
    updated = counts[OutcomeKind.UPDATED] + len(theirs)
    if not counts[OutcomeKind.CREATED] and not updated:
        raise Refusal(NOTHING_NEW)
    one.state = ImportState.APPLIED
    entry = log.record(
        session,
        verb="calendar.taken_in",
        subject=one,
        actor=actor,
        changes={},
        about=[campaign],
        name=one.file_name,
        created=counts[OutcomeKind.CREATED],
        updated=updated,
        left=counts[OutcomeKind.CHANGED_HERE] - len(theirs),
        refused=counts[OutcomeKind.REFUSED],
    )
    one.entry_id = entry.id
    Writer(session, one, campaign, entry=entry, actor=actor).write(found.items, planned, theirs)
    return entry


def act_of(one: CalendarImport) -> int:
    """The entry of the act that took it in, to be undone. Raises `Refusal` where there is none."""
    if one.state != ImportState.APPLIED or one.entry_id is None:
        raise Refusal(NOT_TAKEN_IN)
    return one.entry_id


def changed_here(one: CalendarImport, folder: Folder) -> list[Outcome]:
    """What changed on both sides, to choose from."""
    if not folder.has(one.stored_as, outcomes.OUTCOMES):
        return []
    path = folder.file(one.stored_as, outcomes.OUTCOMES)
    return list(islice(outcomes.each(path, OutcomeKind.CHANGED_HERE), MOST_OVERWRITTEN))


def is_much_to_read(one: CalendarImport) -> bool:
    """Whether a file is too large to be read while somebody waits for the page."""
    return one.size > SMALL_FILE


def is_much_to_write(one: CalendarImport) -> bool:
    """Whether more would be written than while somebody waits for the page."""
    kinds = (OutcomeKind.CREATED, OutcomeKind.UPDATED, OutcomeKind.CHANGED_HERE)
    return sum(one.found.get(kind.value, 0) for kind in kinds) > FEW


def shown(session: Session, import_id: int, *, actor: User) -> CalendarImport:
    """A calendar that the actor brought; administrators see all. Raises `NotFound`."""
    found = session.get(CalendarImport, import_id)
    if found is None or (found.created_by_id != actor.id and not actor.is_administrator):
        raise NotFound
    return found


def brought_by(session: Session, actor: User, *, limit: int = 20) -> list[CalendarImport]:
    """The calendars that a person brought, newest first."""
    mine = select(CalendarImport).where(CalendarImport.created_by_id == actor.id)
    return list(session.scalars(mine.order_by(CalendarImport.id.desc()).limit(limit)))


def expect_open(one: CalendarImport) -> None:
    """Raise `Refusal` where the calendar was taken in already."""
    if one.state in {ImportState.APPLIED, ImportState.UNDONE}:
        raise Refusal(NOT_OPEN)


def drop(session: Session, one: CalendarImport) -> None:
    """Forget a calendar that was not taken in."""
    expect_open(one)
    session.delete(one)
    session.flush()


def campaign_of(session: Session, one: CalendarImport, *, actor: User) -> Campaign | None:
    """The campaign that it goes into; None where that is gone, or the actor may not see it."""
    wanted = select(Campaign).where(Campaign.id == one.settings.get("campaign_id"), visible_to(actor))
    return session.scalars(wanted).one_or_none()


def _planned(
    session: Session, one: CalendarImport, folder: Folder, said: tuple[Understood, Encoding], actor: User
) -> tuple[dict[str, int], str, dict[str, Any]]:
    campaign = access.to_plan_in(session, one.settings["campaign_id"], actor=actor)
    found, encoding = said
    planned = planning.plan(session, found, campaign, actor=actor)
    counts, digest = outcomes.counted(planned)
    outcomes.keep(planned, folder, one.stored_as or "")
    name = text.shortened(text.clean(found.name), 200)
    return counts, digest, {"calendar_name": name, "encoding": encoding.value}


def _note(one: CalendarImport, counts: dict[str, int], digest: str, settings: dict[str, Any]) -> None:
    one.state, one.found, one.digest = ImportState.READ, counts, digest
    one.settings = {**one.settings, **settings}


def _wait_for_others(session: Session) -> None:
    """Of two who take one calendar in at once the second sees what the first wrote. SQLite's writer is alone anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(TAKING_IN)))
