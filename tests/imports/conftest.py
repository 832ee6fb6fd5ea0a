"""A folder for lists, and somebody who brings them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner.accounts.models import User
from planner.imports import actions, looking, outcomes
from planner.imports.actions import Brought, Choice
from planner.imports.models import Import, OnMatch
from planner.imports.outcomes import Outcome, OutcomeKind
from planner.imports.reading import LARGEST_FILE
from planner.lists.columns import ListKind
from planner.uploads.folder import Folder
from tests.factories import Office

USUAL = {"category": "media", "interest_or_concern": "ข่าวโครงการของเรา"}


@dataclass
class Desk:
    """Where somebody brings lists, without pages."""

    session: Session
    folder: Folder
    actor_id: int
    settings: dict[str, Any] = field(default_factory=lambda: dict(USUAL))

    @property
    def actor(self) -> User:
        """Whoever sits here, with what they may do, as it is now."""
        wanted = select(User).where(User.id == self.actor_id).options(selectinload(User.memberships))
        return self.session.scalars(wanted.execution_options(populate_existing=True)).one()

    def bring(
        self,
        content: bytes,
        *,
        kind: ListKind = ListKind.STAKEHOLDERS,
        mapping: dict[str, str] | None = None,
        on_match: OnMatch = OnMatch.UPDATE,
        name: str = "รายชื่อ.csv",
        promotion_id: int | None = None,
    ) -> Import:
        """Bring a file, and look through it; `mapping` says what some headings mean."""
        stored = self.folder.keep(io.BytesIO(content), largest=LARGEST_FILE)
        one = actions.bring(
            self.session, Brought(kind, name, stored, promotion_id), self.folder, actor=self.actor
        )
        given = mapping or {}
        keys = [given.get(heading, key) for heading, key in zip(one.heading, one.mapping, strict=True)]
        actions.choose(self.session, one, Choice(keys, on_match, self.settings), actor=self.actor)
        actions.look_through(self.session, one, self.folder)
        self.session.commit()
        return one

    def take_in(self, one: Import) -> Import:
        """Take it in."""
        actions.take_in(self.session, one, self.folder, actor=self.actor)
        self.session.commit()
        return one

    def take_back(self, one: Import) -> Import:
        """Undo it."""
        actions.take_back(self.session, one, actor=self.actor)
        self.session.commit()
        return one

    def outcomes(self, one: Import, kind: OutcomeKind | None = None) -> list[Outcome]:
        """What becomes of its rows."""
        return list(outcomes.each(self.folder.file(one.stored_as, looking.OUTCOMES), kind))

    def reasons(self, one: Import) -> dict[int, list[str]]:
        """Why rows are refused, in English, by their line."""
        return {
            found.line: [note.message % note.values if note.values else note.message for note in found.notes]
            for found in self.outcomes(one, OutcomeKind.REFUSED)
        }


@pytest.fixture
def desk(session: Session, office: Office, tmp_path: Path) -> Desk:
    """The owner's desk."""
    session.commit()
    return Desk(session, Folder(tmp_path), office.owner.id)
