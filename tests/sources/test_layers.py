"""Calendars of others laid over: whose they are, fetched anew by themselves, what failed, what lies in a window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.activity.models import ActivityEntry
from planner.cli.worker import Stop, run
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.events.timing import AllDay, Timed, Window
from planner.jobs import actions as jobs
from planner.jobs import runner
from planner.sources import fetching, layering, queries, refreshing
from planner.sources.fetching import Fetched, Known
from planner.sources.layering import LayerData
from planner.sources.layers import CalendarLayer, LayerEvent
from tests.factories import Office
from tests.sources.calendars import HOME, calendar, event

pytestmark = pytest.mark.database

TALK = event(
    "DTSTART;TZID=Asia/Tokyo:20270104T090000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY",
    "EXDATE;TZID=Asia/Tokyo:20270118T090000",
    uid="talk",
    title="Talk",
)
MOVED = event(
    "RECURRENCE-ID;TZID=Asia/Tokyo:20270111T090000",
    "DTSTART;TZID=Asia/Tokyo:20270113T090000",
    uid="talk",
    title="Talk, moved",
)
OFF = event("RECURRENCE-ID;TZID=Asia/Tokyo:20270125T090000", "STATUS:CANCELLED", uid="talk")
FAIR = event("DTSTART;VALUE=DATE:20270105", "DTEND;VALUE=DATE:20270108", uid="fair", title="มหกรรม")
GONE = event("STATUS:CANCELLED", uid="gone", title="Cancelled")
WHOLE = calendar(TALK, MOVED, OFF, FAIR, GONE, event("RRULE:FREQ=SECONDLY", uid="bomb"))
JANUARY = Window.of_days(date(2027, 1, 1), date(2027, 1, 31), HOME)
DATA = LayerData("City", "https://city.example/a.ics", HOME)


class Outside:
    """The world that calendars are fetched from, as each test has it."""

    def __init__(self, *answers: bytes | str | None) -> None:
        self.answers, self.asked = list(answers), list[tuple[str, Known]]()

    def __call__(self, address: str, known: Known) -> Fetched:
        self.asked.append((address, known))
        answer = self.answers.pop(0)
        if isinstance(answer, str):
            raise Refusal(answer, host="city.example")
        return Fetched(answer, Known(f'"{len(self.asked)}"', None))


def laid(session: Session, actor: User, content: bytes = WHOLE, **values: Any) -> CalendarLayer:
    """A layer that was fetched."""
    layer = layering.add(session, LayerData(**{**vars(DATA), **values}), actor=actor)
    refreshing.note(session, layer, Fetched(content, Known()))
    session.commit()
    return layer


def due(session: Session) -> None:
    """Let the time of all layers come."""
    table = CalendarLayer.__table__
    session.execute(update(table).values(due_at=clock.now() - timedelta(minutes=1)))  # type: ignore[arg-type]
    session.commit()


def fetched(session: Session, outside: Outside) -> int:
    """What a worker does when it looks for layers whose time has come."""
    session.commit()
    count = refreshing.refresh_due(session.get_bind().engine, outside)
    look_again(session)
    return count


def look_again(session: Session) -> None:
    """See layers as they were written meanwhile; people stay as they were loaded."""
    for one in session.identity_map.values():
        if isinstance(one, CalendarLayer):
            session.expire(one)


def test_what_lies_in_a_window_is_shown_with_its_title_its_time_and_its_source(
    session: Session, office: Office
) -> None:
    laid(session, office.mate)
    found = queries.layers(session, JANUARY, office.mate)
    assert [(one.title, one.timing.on, one.source) for one in found] == [
        ("Talk", date(2027, 1, 4), "City"),
        ("มหกรรม", date(2027, 1, 5), "City"),
        ("Talk, moved", date(2027, 1, 13), "City"),
    ]
    talk, fair, _ = (one.timing for one in found)
    assert isinstance(talk, Timed)
    assert (talk.zone, talk.start_local.hour) == ("Asia/Tokyo", 9)
    assert fair == AllDay(date(2027, 1, 5), date(2027, 1, 7))
    # the series goes on for ever, and is counted out for the window alone
    later = Window.of_days(date(2190, 3, 1), date(2190, 3, 31), HOME)
    assert {one.title for one in queries.layers(session, later, office.mate)} == {"Talk"}


def test_ones_own_is_seen_by_oneself_and_the_teams_by_the_team(session: Session, office: Office) -> None:
    laid(session, office.mate)
    laid(session, office.mate, name="Ours", team_id=office.corporate.id)
    for who, seen in (
        (office.mate, {"City", "Ours"}),
        (office.viewer, {"Ours"}),
        (office.administrator, {"Ours"}),
        (office.outsider, set()),
    ):
        assert {one.source for one in queries.layers(session, JANUARY, who)} == seen
        assert {layer.name for layer, _ in layering.listed(session, actor=who)} == seen


def test_only_who_plans_in_the_team_lays_calendars_over_it(session: Session, office: Office) -> None:
    ours = laid(session, office.mate, team_id=office.corporate.id)
    mine = laid(session, office.mate)
    for_team = LayerData("x", "https://x.example/", HOME, office.corporate.id)
    for who in (office.viewer, office.outsider):
        with pytest.raises(NotAllowed):
            layering.add(session, for_team, actor=who)
    with pytest.raises(NotAllowed):
        layering.remove(session, ours.id, actor=office.viewer)
    for layer, who in ((ours, office.outsider), (mine, office.owner), (mine, office.administrator)):
        with pytest.raises(NotFound):
            layering.remove(session, layer.id, actor=who)
    layering.add(session, DATA, actor=office.viewer)


@pytest.mark.parametrize("address", ["", "ftp://x.example/", "https://me:secret@x.example/", "http://x:25/"])
def test_an_address_that_cannot_be_fetched_is_refused_at_once(
    session: Session, office: Office, address: str
) -> None:
    with pytest.raises(Refusal):
        layering.add(session, LayerData("x", address, HOME), actor=office.mate)


def test_twenty_are_enough(session: Session, office: Office) -> None:
    for _ in range(layering.MOST):
        layering.add(session, DATA, actor=office.mate)
    with pytest.raises(Refusal, match="At most 20"):
        layering.add(session, DATA, actor=office.mate)
    layering.add(session, DATA, actor=office.owner)


def test_one_that_is_removed_is_shown_no_more_until_it_is_put_back(session: Session, office: Office) -> None:
    layer = laid(session, office.mate)
    layering.remove(session, layer.id, actor=office.mate)
    assert queries.layers(session, JANUARY, office.mate) == []
    with pytest.raises(Refusal, match="Put it back first"):
        layering.remove(session, layer.id, actor=office.mate)
    with pytest.raises(Refusal, match="Put it back first"):
        layering.revise(session, layer.id, DATA, actor=office.mate)
    layering.put_back(session, layer.id, actor=office.mate)
    layering.put_back(session, layer.id, actor=office.mate)
    assert len(queries.layers(session, JANUARY, office.mate)) == 3
    verbs = session.scalars(select(ActivityEntry.verb).order_by(ActivityEntry.id))
    assert [verb for verb in verbs if verb.startswith("calendar_layer.")] == [
        "calendar_layer.added",
        "calendar_layer.removed",
        "calendar_layer.put_back",
    ]


def test_no_history_tells_the_address(session: Session, office: Office) -> None:
    layer = laid(session, office.mate, address="https://city.example/private-0123456789/a.ics")
    other = LayerData("Other", "https://city.example/private-9876543210/a.ics", HOME)
    layering.revise(session, layer.id, other, actor=office.mate)
    session.commit()
    for entry in session.scalars(select(ActivityEntry).order_by(ActivityEntry.id)):
        assert "private-" not in f"{entry.changes}{entry.values}{entry.note}"


def test_the_second_of_two_who_change_it_is_told(session: Session, office: Office) -> None:
    layer = laid(session, office.mate)
    seen = layer.version
    layering.revise(session, layer.id, LayerData("New", DATA.address, HOME), actor=office.mate, version=seen)
    session.commit()
    with pytest.raises(Stale):
        layering.revise(session, layer.id, DATA, actor=office.mate, version=seen)
    # fetching it is no change that anybody's open form must know of
    session.refresh(layer)
    before = layer.version
    refreshing.note(session, layer, Fetched(WHOLE, Known()))
    assert layer.version == before


def test_a_worker_fetches_it_when_its_time_comes_and_asks_only_for_what_is_new(
    session: Session, office: Office
) -> None:
    layer = layering.add(session, DATA, actor=office.mate)
    session.commit()
    outside = Outside(WHOLE, None, WHOLE, calendar(FAIR))
    assert fetched(session, outside) == 1
    assert (layer.event_count, layer.refused_count, layer.failure) == (3, 1, None)
    assert fetched(session, outside) == 0, "its time has not come again"
    rows = _ids(session)
    for _ in range(2):
        due(session)
        assert fetched(session, outside) == 1
        assert _ids(session) == rows, "what is the same stays"
    due(session)
    fetched(session, outside)
    assert [one.title for one in queries.layers(session, JANUARY, office.mate)] == ["มหกรรม"]
    assert [known.etag for _, known in outside.asked] == [None, '"1"', '"1"', '"3"']


def _ids(session: Session) -> list[int]:
    return list(session.scalars(select(LayerEvent.id).order_by(LayerEvent.id)))


def test_what_failed_is_said_and_what_was_there_stays(session: Session, office: Office) -> None:
    layer = laid(session, office.mate)
    worked_at: datetime | None = layer.worked_at
    for outside in (Outside(fetching.UNREACHABLE), Outside(b"<html>Sign in</html>")):
        due(session)
        fetched(session, outside)
        assert layer.failure is not None
        assert layer.worked_at == worked_at
        assert layer.due_at > clock.now() + refreshing.EVERY
        assert len(queries.layers(session, JANUARY, office.mate)) == 3
    due(session)
    fetched(session, Outside(WHOLE))
    assert (layer.failure, layer.failure_values) == (None, {})


def test_one_that_was_removed_or_moved_meanwhile_is_not_overwritten(session: Session, office: Office) -> None:
    layer = layering.add(session, DATA, actor=office.mate)
    session.commit()
    engine, layer_id = session.get_bind().engine, layer.id

    def moving(address: str, known: Known) -> Fetched:
        with Session(engine) as other, other.begin():
            other.get_one(CalendarLayer, layer_id).address = "https://elsewhere.example/"
        return Fetched(WHOLE, Known())

    session.rollback()
    assert refreshing.refresh_due(engine, moving) == 1
    look_again(session)
    assert (layer.tried_at, session.scalar(select(func.count(LayerEvent.id)))) == (None, 0)


def test_another_address_is_fetched_as_if_nothing_were_known(session: Session, office: Office) -> None:
    layer = layering.add(session, DATA, actor=office.mate)
    session.commit()
    fetched(session, Outside(WHOLE))
    there = LayerData("City", "https://other.example/b.ics", HOME)
    layering.revise(session, layer.id, there, actor=office.mate)
    session.commit()
    outside = Outside(WHOLE)
    assert fetched(session, outside) == 1
    assert outside.asked == [("https://other.example/b.ics", Known(None, None))]


def test_whoever_asks_has_it_fetched_by_a_worker_at_once(session: Session, office: Office) -> None:
    layer = laid(session, office.mate)

    def ask(payload: dict[str, int], outside: Callable[[str, Known], Fetched]) -> str:
        job = jobs.ask(session, refreshing.REFRESH, payload, made_by_id=office.mate.id, location="/layers")
        session.commit()
        runner.work_one(session.get_bind().engine, refreshing.handlers(outside))
        session.refresh(job)
        return job.state.value

    assert ask({"layer_id": layer.id}, Outside(calendar(FAIR))) == "done"
    look_again(session)
    assert layer.event_count == 1
    assert ask({"layer_id": layer.id}, Outside(fetching.UNREACHABLE)) == "done"
    look_again(session)
    assert layer.failure == fetching.UNREACHABLE
    assert ask({"layer_id": 0}, Outside()) == "failed"


def test_a_worker_looks_for_them_as_soon_as_it_begins(session: Session) -> None:
    stop, looked = Stop(), list[bool]()

    def fetch() -> None:
        looked.append(True)
        stop.set()

    run(session.get_bind().engine, {}, stop, wanted=lambda: True, fetch=fetch)
    assert looked == [True]


def test_a_window_never_holds_more_than_anybody_can_look_at(session: Session, office: Office) -> None:
    daily = [event("DTSTART:20270101", "RRULE:FREQ=DAILY", uid=str(n)) for n in range(100)]
    laid(session, office.mate, calendar(*daily))
    found = queries.layers(session, JANUARY, office.mate)
    assert len(found) == queries.MOST
