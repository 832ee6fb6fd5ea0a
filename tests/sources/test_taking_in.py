"""A calendar into a campaign: looked at, taken in whole, taken in again, changed on either side, taken back."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Role, User
from planner.activity.models import ActivityEntry
from planner.activity.queries import history
from planner.custody import deletion, undoing
from planner.errors import NotAllowed, NotFound, Refusal
from planner.events import actions as events
from planner.events import series
from planner.events.actions import Place, Step
from planner.events.models import Event
from planner.events.words import EventStatus, Visibility
from planner.sources import actions
from planner.sources.models import CalendarImport, ForeignEvent, ImportState
from planner.uploads.folder import Folder
from tests import factories
from tests.factories import Office
from tests.sources.calendars import calendar, event, said
from tests.sources.conftest import Desk, everything

pytestmark = pytest.mark.database

SERIES = event(
    "DTSTART;TZID=Asia/Tokyo:20270104T090000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY;COUNT=8",
    "EXDATE;TZID=Asia/Tokyo:20270125T090000",
    uid="series",
    title="ประชุมทีม",
)
MOVED = event(
    "RECURRENCE-ID;TZID=Asia/Tokyo:20270111T090000",
    "DTSTART;TZID=Asia/Tokyo:20270112T100000",
    "DURATION:PT2H",
    uid="series",
    title="Moved",
)
CALLED_OFF = event("RECURRENCE-ID:20270118T000000Z", "STATUS:CANCELLED", uid="series")
FAIR = event(
    "DTSTART;VALUE=DATE:20270201",
    "DTEND;VALUE=DATE:20270204",
    "LOCATION:ศูนย์ประชุม",
    "DESCRIPTION:Bring the keys",
    "URL:https://fair.example/2027",
    uid="fair",
    title="Trade fair",
)
TASK = "BEGIN:VTODO\nSUMMARY:Book a room\nEND:VTODO"
WHOLE = calendar(SERIES, MOVED, CALLED_OFF, FAIR, TASK)


def changed(title: str = "Trade fair, longer") -> bytes:
    """The same calendar, with the fair a day longer under another title."""
    return calendar(
        SERIES, MOVED, CALLED_OFF, FAIR.replace("20270204", "20270205").replace("Trade fair", title)
    )


def fair(desk: Desk) -> Event:
    """The fair as it stands."""
    return next(one for one in desk.events() if one.venue_th == "ศูนย์ประชุม")


def test_what_is_new_is_shown_first_and_then_becomes_tentative_events_of_the_team(desk: Desk) -> None:
    one = desk.bring(WHOLE)
    assert desk.kinds(one) == ["created", "created", "refused"]
    assert desk.events() == []
    one = desk.take_in(one)
    assert one.state == ImportState.APPLIED
    meeting, trade_fair = desk.events()
    assert (meeting.title_th, meeting.status, meeting.visibility) == ("ประชุมทีม", "tentative", "team")
    assert (meeting.timezone, meeting.recurrence) == ("Asia/Tokyo", "FREQ=WEEKLY;BYDAY=MO;COUNT=8")
    assert [row.on for row in meeting.exclusions] == [date(2027, 1, 25)]
    first, second = meeting.overrides
    assert (first.title_en, first.starts_at) == ("Moved", datetime(2027, 1, 12, 1, tzinfo=UTC))
    assert (second.on, second.status) == (date(2027, 1, 18), EventStatus.CANCELLED)
    assert (trade_fair.title_en, trade_fair.all_day_end) == ("Trade fair", date(2027, 2, 3))
    assert (trade_fair.internal_note, trade_fair.public_text_en) == ("Bring the keys", None)
    assert trade_fair.online_url == "https://fair.example/2027"
    assert "series" not in meeting.uid


def test_its_history_tells_who_took_what_in(desk: Desk) -> None:
    one = desk.take_in(desk.bring(WHOLE))
    entry = desk.session.get_one(ActivityEntry, one.entry_id)
    assert (entry.verb, entry.actor_id) == ("calendar.taken_in", desk.actor_id)
    assert entry.values == {"name": "calendar.ics", "created": 2, "updated": 0, "left": 0, "refused": 1}
    for event_ in desk.events():
        assert [line.id for line in history(desk.session, "event", event_.id)] == [entry.id]
        assert event_.created_by_id == desk.actor_id
    assert entry.id in [line.id for line in history(desk.session, "campaign", desk.campaign_id)]
    desk.take_in(desk.bring(changed()))
    (revised, _) = history(desk.session, "event", fair(desk).id)
    assert (revised.verb, revised.changes["all_day_end"]) == ("event.revised", ["2027-02-03", "2027-02-04"])


def test_taking_it_in_twice_changes_nothing(desk: Desk) -> None:
    desk.take_in(desk.bring(WHOLE))
    before = everything(desk.session, without=frozenset())
    again = desk.bring(WHOLE)
    assert desk.kinds(again) == ["unchanged", "unchanged", "refused"]
    with pytest.raises(Refusal, match="nothing to take in"):
        desk.take_in(again)
    desk.session.rollback()
    assert everything(desk.session, without=frozenset()) == before


def test_undoing_it_leaves_the_database_as_it_was_row_for_row(desk: Desk) -> None:
    before = everything(desk.session, without=frozenset())
    one = desk.take_in(desk.bring(WHOLE))
    assert everything(desk.session, without=frozenset()) != before
    undone = desk.undo(one)
    assert everything(desk.session, without=frozenset()) == before
    assert desk.session.get_one(CalendarImport, one.id).state == ImportState.UNDONE
    # and undoing that brings all of it back
    undoing.undo(desk.session, undone.id, actor=desk.actor)
    desk.session.commit()
    desk.session.expire_all()
    assert desk.session.get_one(CalendarImport, one.id).state == ImportState.APPLIED
    assert desk.kinds(desk.bring(WHOLE)) == ["unchanged", "unchanged", "refused"]


def test_what_changed_there_changes_its_event_and_undoing_changes_it_back(desk: Desk) -> None:
    desk.take_in(desk.bring(WHOLE))
    before = everything(desk.session)
    one = desk.bring(changed())
    assert desk.kinds(one) == ["unchanged", "updated"]
    one = desk.take_in(one)
    assert (fair(desk).title_en, fair(desk).all_day_end) == ("Trade fair, longer", date(2027, 2, 4))
    assert desk.kinds(desk.bring(changed())) == ["unchanged", "unchanged"]
    desk.undo(one)
    assert everything(desk.session) == before
    assert desk.kinds(desk.bring(changed())) == ["unchanged", "updated"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda session, one, actor: events.revise(
            session,
            one.id,
            Place(venue_th="ศูนย์ประชุม", venue_en="Hall 3", address=None, online_url=one.online_url),
            actor=actor,
        ),
        lambda session, one, actor: events.step(session, one.id, Step.CANCEL, actor=actor),
    ],
)
def test_what_somebody_here_changed_too_is_left_unless_it_is_chosen(
    desk: Desk, edit: Callable[[Session, Event, User], Any]
) -> None:
    desk.take_in(desk.bring(WHOLE))
    edit(desk.session, fair(desk), desk.actor)
    desk.session.commit()
    # as long as nothing changed there, what changed here stands
    assert desk.kinds(desk.bring(WHOLE)) == ["unchanged", "unchanged", "refused"]
    one = desk.bring(changed())
    assert desk.kinds(one) == ["unchanged", "changed_here"]
    with pytest.raises(Refusal, match="nothing to take in"):
        desk.take_in(one)
    desk.session.rollback()
    assert fair(desk).title_en == "Trade fair"
    (theirs,) = actions.changed_here(one, desk.folder)
    before = everything(desk.session)
    one = desk.take_in(one, theirs.event_id or 0)
    assert (fair(desk).title_en, fair(desk).venue_en, fair(desk).status) == (
        "Trade fair, longer",
        None,
        "tentative",
    )
    desk.undo(one)
    assert everything(desk.session) == before


def test_confirming_an_event_or_showing_it_to_more_is_no_change_to_what_was_taken(desk: Desk) -> None:
    desk.take_in(desk.bring(WHOLE))
    events.step(desk.session, fair(desk).id, Step.CONFIRM, actor=desk.actor)
    desk.session.commit()
    one = desk.bring(changed())
    assert desk.kinds(one) == ["unchanged", "updated"]
    desk.take_in(one)
    assert fair(desk).status == EventStatus.CONFIRMED


def test_an_occurrence_changed_here_counts_as_changed_here(desk: Desk) -> None:
    desk.take_in(desk.bring(WHOLE))
    meeting = desk.events()[0]
    series.leave_out(desk.session, meeting.id, date(2027, 2, 1), actor=desk.actor)
    desk.session.commit()
    shorter = WHOLE.replace(b"COUNT=8", b"COUNT=9")
    assert desk.kinds(desk.bring(shorter)) == ["changed_here", "unchanged", "refused"]


def test_what_was_cancelled_there_is_cancelled_here_if_it_is_here(desk: Desk) -> None:
    off = calendar(FAIR.replace("END:VEVENT", "STATUS:CANCELLED\nEND:VEVENT"))
    unknown = desk.bring(off)
    assert [said(*_reason(desk, unknown))] == ["It was cancelled, and it is not here."]
    desk.take_in(desk.bring(WHOLE))
    desk.take_in(desk.bring(off))
    assert fair(desk).status == EventStatus.CANCELLED
    by_method = calendar(FAIR, lines=["METHOD:CANCEL"])
    assert desk.kinds(desk.bring(by_method)) == ["unchanged"]
    desk.take_in(desk.bring(WHOLE))
    assert fair(desk).status == EventStatus.TENTATIVE


def _reason(desk: Desk, one: CalendarImport) -> tuple[str, Any]:
    (outcome,) = desk.outcomes(one)
    return outcome.notes[0].message, outcome.notes[0].values


def test_what_went_out_of_this_planner_does_not_come_in_again(desk: Desk, office: Office) -> None:
    desk.take_in(desk.bring(WHOLE))
    one = desk.bring(calendar(event(uid=fair(desk).uid)))
    assert "an event of this planner already" in said(*_reason(desk, one))


def test_what_is_private_there_is_not_shown_to_more_than_the_team(desk: Desk) -> None:
    private = calendar(event("CLASS:PRIVATE", uid="a"), event(uid="b"))
    desk.take_in(desk.bring(private, visibility=Visibility.PUBLIC))
    assert [one.visibility for one in desk.events()] == ["team", "public"]


def test_the_same_calendar_goes_into_another_campaign_by_itself(desk: Desk, office: Office) -> None:
    desk.take_in(desk.bring(WHOLE))
    other = factories.campaign(desk.session, office.corporate, office.owner)
    desk.session.commit()
    assert desk.kinds(desk.bring(WHOLE, campaign_id=other.id)) == ["created", "created", "refused"]


def test_an_event_deleted_here_is_new_again(desk: Desk) -> None:
    desk.take_in(desk.bring(WHOLE))
    deletion.delete_event(desk.session, fair(desk).id, actor=desk.actor)
    desk.session.commit()
    assert desk.session.scalar(select(func.count()).select_from(ForeignEvent)) == 1
    assert desk.kinds(desk.bring(WHOLE)) == ["unchanged", "created", "refused"]
    # brought back, it is known again
    deleted = select(ActivityEntry.id).where(ActivityEntry.verb == "event.deleted")
    undoing.undo(desk.session, desk.session.scalars(deleted).one(), actor=desk.actor)
    desk.session.commit()
    assert desk.kinds(desk.bring(WHOLE)) == ["unchanged", "unchanged", "refused"]


def test_a_draft_goes_with_what_was_taken_into_it(desk: Desk) -> None:
    one = desk.take_in(desk.bring(WHOLE))
    deletion.delete_campaign(desk.session, desk.campaign_id, actor=desk.actor)
    desk.session.commit()
    assert desk.session.scalar(select(func.count()).select_from(ForeignEvent)) == 0
    assert actions.campaign_of(desk.session, one, actor=desk.actor) is None


def test_what_changed_here_between_looking_and_taking_in_is_looked_at_again(desk: Desk) -> None:
    desk.take_in(desk.bring(WHOLE))
    one = desk.bring(changed())
    events.step(desk.session, fair(desk).id, Step.CANCEL, actor=desk.actor)
    desk.session.commit()
    with pytest.raises(Refusal, match="has changed since the calendar was read"):
        desk.take_in(one)
    desk.session.rollback()
    actions.read_through(desk.session, one, desk.folder, actor=desk.actor)
    assert desk.kinds(one) == ["unchanged", "changed_here"]


def test_nothing_is_written_where_the_file_is_not_the_one_that_was_read(desk: Desk) -> None:
    before = everything(desk.session, without=frozenset())
    one = desk.bring(WHOLE)
    desk.folder.file(one.stored_as).write_bytes(changed())
    with pytest.raises(Refusal):
        desk.take_in(one)
    desk.session.rollback()
    assert everything(desk.session, without=frozenset()) == before


def test_a_calendar_is_taken_in_once(desk: Desk) -> None:
    one = desk.take_in(desk.bring(WHOLE))
    for step in (
        lambda: desk.take_in(one),
        lambda: actions.read_through(desk.session, one, desk.folder, actor=desk.actor),
        lambda: actions.drop(desk.session, one),
    ):
        with pytest.raises(Refusal, match="taken in already"):
            step()


def test_what_was_not_read_is_not_taken_in_and_what_was_not_taken_in_is_not_taken_back(desk: Desk) -> None:
    one = desk.bring(WHOLE)
    with pytest.raises(Refusal, match="not taken in"):
        actions.act_of(one)
    one.state = ImportState.BROUGHT
    desk.session.commit()
    with pytest.raises(Refusal, match="has not been read yet"):
        desk.take_in(one)


def test_a_calendar_is_thrown_away_before_it_is_taken_in(desk: Desk) -> None:
    one = desk.bring(WHOLE)
    actions.drop(desk.session, one)
    desk.session.commit()
    assert actions.brought_by(desk.session, desk.actor) == []


def test_a_file_larger_than_may_be_brought_leaves_nothing_behind(desk: Desk) -> None:
    with pytest.raises(Refusal, match="year by year"):
        desk.folder.keep(io.BytesIO(b"x" * 11), largest=10)
    assert list(desk.folder.path.iterdir()) == []


def test_five_calendars_a_minute_are_enough(desk: Desk) -> None:
    for _ in range(actions.PER_MINUTE):
        assert actions.wait(desk.session, desk.actor) is None
        desk.bring(WHOLE)
    assert actions.wait(desk.session, desk.actor) is not None


def test_nobody_brings_a_calendar_into_a_campaign_they_do_not_plan_in(
    desk: Desk, office: Office, tmp_path: Path
) -> None:
    for who, no in ((office.viewer, NotAllowed), (office.outsider, NotAllowed)):
        theirs = Desk(desk.session, Folder(tmp_path, actions.SHELF), who.id, desk.campaign_id)
        with pytest.raises((no, NotFound)):
            theirs.bring(WHOLE)
        desk.session.rollback()


def test_whoever_lost_their_role_takes_nothing_in_any_more(desk: Desk, office: Office) -> None:
    one = desk.bring(WHOLE)
    desk.actor.memberships[0].role = Role.VIEWER
    desk.session.commit()
    with pytest.raises(NotAllowed):
        desk.take_in(one)


def test_nobody_hides_events_from_themselves(desk: Desk) -> None:
    with pytest.raises(Refusal, match="You would not see the event any more"):
        desk.bring(WHOLE, visibility=Visibility.RESTRICTED)


def test_only_who_brought_it_and_administrators_see_it(desk: Desk, office: Office) -> None:
    one = desk.bring(WHOLE)
    assert actions.shown(desk.session, one.id, actor=office.administrator).id == one.id
    for who in (office.owner, office.outsider):
        with pytest.raises(NotFound):
            actions.shown(desk.session, one.id, actor=who)


def test_an_event_kept_from_whoever_brings_it_again_is_not_touched(desk: Desk, office: Office) -> None:
    desk.take_in(desk.bring(WHOLE))
    fair(desk).visibility = Visibility.RESTRICTED
    desk.session.commit()
    one = desk.bring(changed())
    assert desk.kinds(one) == ["unchanged", "refused"]
