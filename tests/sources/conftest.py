"""A folder for calendars, a campaign they go into, and somebody who brings them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner.accounts.models import User
from planner.activity import images
from planner.activity.models import ActivityEntry
from planner.custody import undoing
from planner.db import Base
from planner.events.models import Event
from planner.events.words import Visibility
from planner.sources import actions, outcomes
from planner.sources.actions import Brought
from planner.sources.models import CalendarImport
from planner.sources.outcomes import Outcome
from planner.sources.read import LARGEST_FILE
from planner.uploads.folder import Folder
from tests import factories
from tests.factories import Office
from tests.sources.calendars import HOME

# the log and what is kept for it, uploads under way, and what follows from other rows
ASIDE = frozenset(
    {
        "activity_entry",
        "activity_about",
        "kept_row",
        "calendar_import",
        "job",
        "user_session",
        "prepared_feed",
        "prepared_event",
        "prepared_body",
    }
)
# true of a row however often it came and went
FOLLOWS = frozenset({"version", "updated_at", "updated_by_id", "sequence", "printed_at"})


@dataclass
class Desk:
    """Where somebody brings calendars, without pages."""

    session: Session
    folder: Folder
    actor_id: int
    campaign_id: int

    @property
    def actor(self) -> User:
        """Whoever sits here, with what they may do, as it is now."""
        wanted = select(User).where(User.id == self.actor_id).options(selectinload(User.memberships))
        return self.session.scalars(wanted.execution_options(populate_existing=True)).one()

    def bring(self, content: bytes, **values: Any) -> CalendarImport:
        """Bring a file, and read it."""
        stored = self.folder.keep(io.BytesIO(content), largest=LARGEST_FILE)
        said = {"timezone": HOME, "visibility": Visibility.TEAM, "campaign_id": self.campaign_id, **values}
        data = Brought(file_name="calendar.ics", stored_as=stored, **said)
        one = actions.bring(self.session, data, self.folder, actor=self.actor)
        actions.read_through(self.session, one, self.folder, actor=self.actor)
        self.session.commit()
        return one

    def take_in(self, one: CalendarImport, *overwritten: int) -> CalendarImport:
        """Take it in."""
        one = self.session.get_one(CalendarImport, one.id)
        actions.take_in(self.session, one, self.folder, overwritten, actor=self.actor)
        self.session.commit()
        self.session.expunge_all()
        return self.session.get_one(CalendarImport, one.id)

    def undo(self, one: CalendarImport) -> ActivityEntry:
        """Take the whole import back."""
        entry = undoing.undo(self.session, one.entry_id or 0, actor=self.actor)
        self.session.commit()
        return entry

    def outcomes(self, one: CalendarImport) -> list[Outcome]:
        """What the person sees before taking it in."""
        return list(outcomes.each(self.folder.file(one.stored_as, outcomes.OUTCOMES)))

    def kinds(self, one: CalendarImport) -> list[str]:
        """What becomes of each item."""
        return [outcome.kind.value for outcome in self.outcomes(one)]

    def events(self) -> list[Event]:
        """The campaign's events as they stand."""
        self.session.expire_all()
        wanted = select(Event).where(Event.campaign_id == self.campaign_id).order_by(Event.id)
        loaded = wanted.options(selectinload(Event.exclusions), selectinload(Event.overrides))
        return list(self.session.scalars(loaded.execution_options(populate_existing=True)))


def everything(session: Session, *, without: frozenset[str] = FOLLOWS) -> dict[str, list[Any]]:
    """Every row of every table, but for what is aside and columns that follow from saving."""
    session.expunge_all()
    session.rollback()
    found: dict[str, list[Any]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in ASIDE:
            asked = select(table).order_by(*table.primary_key.columns)
            found[table.name] = [
                {str(key): images.plain(value) for key, value in row.items() if key not in without}
                for row in session.execute(asked).mappings()
            ]
    return found


@pytest.fixture
def desk(session: Session, office: Office, tmp_path: Path) -> Desk:
    """A team-mate's desk, with a campaign of the team."""
    campaign = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    return Desk(session, Folder(tmp_path, actions.SHELF), office.mate.id, campaign.id)
