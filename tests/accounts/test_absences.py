"""One notes when one is away oneself; nobody reads why in the history."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import absences
from planner.accounts.absences import AbsenceData
from planner.accounts.models import Absence
from planner.activity.models import ActivityEntry
from planner.errors import NotFound, Refusal
from tests.calendar.clashing_events import DAY
from tests.factories import Office


def test_one_notes_when_one_is_away_oneself(session: Session, office: Office) -> None:
    made = absences.add(session, AbsenceData(DAY, DAY, "Surgery"), actor=office.mate)
    session.commit()
    assert [one.id for one in absences.of(session, office.mate, since=DAY)] == [made.id]
    assert not absences.of(session, office.mate, since=DAY + timedelta(days=1))
    with pytest.raises(NotFound):
        absences.remove(session, made.id, actor=office.administrator)
    absences.remove(session, made.id, actor=office.mate)
    session.commit()
    assert not list(session.scalars(select(Absence).order_by(Absence.id)))
    notes = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id)).all()
    assert "Surgery" not in str([(one.note, one.changes, one.values) for one in notes])


@pytest.mark.parametrize("days", [-1, 366])
def test_an_absence_has_an_end(session: Session, office: Office, days: int) -> None:
    with pytest.raises(Refusal) as refused:
        absences.add(session, AbsenceData(DAY, DAY + timedelta(days=days)), actor=office.mate)
    assert refused.value.field == "last_on"
