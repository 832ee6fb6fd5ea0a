"""Holidays and marked days in feeds, for who wants them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
import time_machine
import vobject
from sqlalchemy.orm import Session

from planner.accounts.models import Membership
from planner.errors import Refusal
from planner.feeds import actions, write
from planner.feeds.models import Feed, Holder
from planner.holidays import actions as holidays
from planner.holidays import marking
from planner.holidays.models import Holiday, HolidayYear, MarkedDays
from planner.holidays.words import MarkKind
from planner.i18n import Language
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import Program, Reply, feed, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
NOTHING = "ยังไม่มีกิจกรรมในปฏิทินนี้ / Nothing in this calendar yet"


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    """The time stands at ten in the morning of 24 November 2026 in Bangkok."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def holiday(session: Session, on: date, name: str, **values: Any) -> Holiday:
    given = {"country": "TH", "kind": "public", "name_en": name, "name_th": f"{name} ไทย", **values}
    made = Holiday(on=on, **given)
    session.add(made)
    session.flush()
    return made


def year(session: Session, of: int, *, is_confirmed: bool = True, country: str = "TH") -> HolidayYear:
    made = HolidayYear(
        country=country, year=of, taken_over_at=NOW, confirmed_at=NOW if is_confirmed else None
    )
    session.add(made)
    session.flush()
    return made


def marked(session: Session, name: str, kind: str = "awareness", **values: Any) -> MarkedDays:
    on = values.pop("on", date(2027, 3, 8))
    made = MarkedDays(kind=kind, start_on=on, end_on=values.pop("end_on", on), name_en=name, **values)
    session.add(made)
    session.flush()
    return made


def events_of(reply: Reply) -> dict[str, Any]:
    calendar: Any = icalendar.Calendar.from_ical(reply.body)
    return {str(one["UID"]): one for one in calendar.walk("VEVENT")}


def vobject_events(reply: Reply) -> list[Any]:
    (calendar,) = vobject.readComponents(reply.body.decode())
    return [*calendar.vevent_list]


def only(reply: Reply) -> Any:
    (one,) = events_of(reply).values()
    return one


def revised(session: Session, one: Feed, actor: Any, **values: Any) -> None:
    contents = actions.Contents(name="Mine", **{"language": Language.EN, **values})
    actions.revise(session, one, contents, version=one.version, actor=actor)
    session.commit()


def test_confirmed_holidays_stand_as_whole_days_that_take_nobodys_time(
    program: Program, session: Session, office: Office
) -> None:
    factories.event(session, shown_campaign(session, office), title_en="Opening")
    year(session, 2026)
    year(session, 2027, is_confirmed=False)
    holiday(session, date(2026, 12, 10), "Constitution Day")
    holiday(session, date(2026, 12, 31), "Struck off", is_struck_off=True)
    holiday(session, date(2027, 1, 1), "New Year")
    holiday(session, date(2026, 12, 25), "Elsewhere", country="SG")
    session.commit()
    assert "Constitution" not in program.fetch(feed(session)).text, "not unless somebody wants them"
    reply = program.fetch(feed(session, shows_holidays=True))
    assert conformance.check(reply.body) == []
    assert len(vobject_events(reply)) == 2
    assert sorted(reply.all("SUMMARY")) == ["Constitution Day", "Opening"]
    day = next(one for one in events_of(reply).values() if str(one["SUMMARY"]) == "Constitution Day")
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2026, 12, 10), date(2026, 12, 11))
    assert (day["TRANSP"], day["CLASS"], day["STATUS"]) == ("TRANSPARENT", "PUBLIC", "CONFIRMED")
    assert day["CATEGORIES"].cats == ["Public holiday"]
    assert "VALARM" not in reply.text
    thai = program.fetch(feed(session, shows_holidays=True, language="th"))
    assert "Constitution Day ไทย" in thai.all("SUMMARY")


def test_a_feed_of_nothing_but_days_has_no_note_that_there_is_nothing(
    program: Program, session: Session, office: Office
) -> None:
    year(session, 2026)
    holiday(session, date(2026, 12, 10), "Constitution Day")
    campaign = shown_campaign(session, office)
    session.commit()
    one = feed(session, campaign_id=campaign.id, shows_holidays=True)
    assert program.fetch(one).all("SUMMARY") == ["Constitution Day"]
    factories.event(session, campaign, title_en="Opening")
    session.commit()
    assert sorted(program.fetch(one).all("SUMMARY")) == ["Constitution Day", "Opening"]


def test_a_day_that_moves_or_is_renamed_is_the_same_day_and_newer(
    program: Program, session: Session, office: Office, traveller: time_machine.Traveller
) -> None:
    year(session, 2026)
    one = holiday(session, date(2026, 12, 10), "Constitution Day")
    session.commit()
    public = feed(session, shows_holidays=True, campaign_id=shown_campaign(session, office).id)
    session.commit()
    seen = [only(program.fetch(public))]
    for key, value in (("on", date(2026, 12, 11)), ("name_en", "The Constitution’s Day"), ("kind", "bank")):
        traveller.shift(60)
        setattr(one, key, value)
        session.commit()
        seen.append(only(program.fetch(public)))
    assert len({str(day["UID"]) for day in seen}) == 1
    assert [int(day["SEQUENCE"]) for day in seen] == [0, 1, 2, 3]
    assert sorted({day["LAST-MODIFIED"].dt for day in seen}) == [day["LAST-MODIFIED"].dt for day in seen]
    one.note = "announced"
    session.commit()
    assert int(only(program.fetch(public))["SEQUENCE"]) == 3, "nothing printed has changed"


@pytest.mark.parametrize("how", ["switched off", "struck off", "reopened"])
def test_a_day_that_leaves_is_called_off_and_newer_when_it_comes_back(
    program: Program, session: Session, office: Office, traveller: time_machine.Traveller, how: str
) -> None:
    of_year = year(session, 2026)
    one = holiday(session, date(2026, 12, 10), "Constitution Day")
    holiday(session, date(2026, 10, 23), "Over already")
    session.commit()
    mine = feed(
        session,
        Holder.USER,
        user_id=office.mate.id,
        shows_holidays=True,
        campaign_id=shown_campaign(session, office).id,
    )
    campaign_id = mine.campaign_id
    session.commit()
    first = program.fetch(mine)

    def there(*, is_there: bool) -> Reply:
        traveller.shift(60)
        if how == "switched off":
            revised(session, mine, office.mate, shows_holidays=is_there, campaign_id=campaign_id)
        elif how == "struck off":
            stand = holidays.put_back if is_there else holidays.strike_off
            stand(session, one.id, actor=office.administrator)
        else:
            change = holidays.confirm if is_there else holidays.reopen
            change(session, of_year.country, of_year.year, actor=office.administrator)
        session.commit()
        return program.fetch(mine)

    gone = there(is_there=False)
    back = there(is_there=True)
    uid = next(key for key, day in events_of(first).items() if str(day["SUMMARY"]) == "Constitution Day")
    days = [events_of(reply)[uid] for reply in (first, gone, back)]
    assert [str(day["SUMMARY"]) for day in days] == ["Constitution Day", write.GONE, "Constitution Day"]
    assert [str(day["STATUS"]) for day in days] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert int(days[0]["SEQUENCE"]) < int(days[1]["SEQUENCE"]) < int(days[2]["SEQUENCE"])
    assert days[0]["LAST-MODIFIED"].dt < days[1]["LAST-MODIFIED"].dt < days[2]["LAST-MODIFIED"].dt
    assert gone.all("SUMMARY").count(write.GONE) == 1, "nobody hears that what is over was called off"
    assert conformance.check(gone.body) == conformance.check(back.body) == []


def test_a_tombstone_is_forgotten_after_a_month(
    program: Program, session: Session, office: Office, traveller: time_machine.Traveller
) -> None:
    year(session, 2027)
    one = holiday(session, date(2027, 4, 13), "Songkran")
    session.commit()
    public = feed(session, shows_holidays=True, campaign_id=shown_campaign(session, office).id)
    program.fetch(public)
    one.is_struck_off = True
    session.commit()
    assert program.fetch(public).all("SUMMARY") == [write.GONE]
    traveller.shift(32 * 86_400)
    assert program.fetch(public).all("SUMMARY") == [NOTHING]


def test_a_number_given_again_is_not_the_same_day(
    program: Program, session: Session, office: Office, traveller: time_machine.Traveller
) -> None:
    one = marked(session, "Water Day", on=date(2027, 3, 22))
    session.commit()
    public = feed(session, shows_awareness=True, campaign_id=shown_campaign(session, office).id)
    before = only(program.fetch(public))
    key = one.id
    traveller.shift(60)
    marking.remove(session, one.id, actor=office.administrator)
    session.commit()
    again = marked(session, "Tree Day", on=date(2027, 5, 1), id=key)
    session.commit()
    assert again.id == key
    found = events_of(program.fetch(public))
    assert len(found) == 2
    assert str(found[str(before["UID"])]["SUMMARY"]) == write.GONE


def test_what_comes_back_every_year_is_a_day_of_each_year_of_the_window(
    program: Program, session: Session, office: Office
) -> None:
    marked(session, "Leap Day", on=date(2024, 2, 29), recurs_yearly=True)
    session.commit()
    public = feed(session, shows_awareness=True, campaign_id=shown_campaign(session, office).id)
    days = events_of(program.fetch(public))
    assert [day["DTSTART"].dt for day in days.values()] == [date(2027, 2, 28), date(2028, 2, 29)]
    assert len(days) == 2


def test_what_a_team_marks_is_for_its_own_people_and_what_is_sensitive_for_nobody_outside(
    program: Program, session: Session, office: Office
) -> None:
    somebody = factories.stakeholder(session)
    campaign = shown_campaign(session, office)
    marked(session, "World Water Day")
    marked(session, "Our day", team_id=office.corporate.id)
    marked(session, "Mourning", "sensitive", on=date(2027, 1, 4), end_on=date(2027, 1, 8))
    marked(session, "Our quiet week", "sensitive", team_id=office.corporate.id)
    session.commit()
    wanted: dict[str, Any] = {"shows_awareness": True, "campaign_id": campaign.id}

    def told(holder: Holder, **values: Any) -> list[str]:
        return sorted(program.fetch(feed(session, holder, **wanted, **values)).all("SUMMARY"))

    assert told(Holder.OPEN) == ["World Water Day"]
    assert told(Holder.STAKEHOLDER, stakeholder_id=somebody.id) == ["World Water Day"]
    of_mate = {"user_id": office.mate.id}
    assert told(Holder.USER, **of_mate) == ["Our day", "World Water Day"]
    everything = ["Mourning", "Our day", "Our quiet week", "World Water Day"]
    assert told(Holder.USER, shows_sensitive=True, **of_mate) == everything
    assert told(Holder.USER, shows_sensitive=True, user_id=office.outsider.id) == [
        "Mourning",
        "World Water Day",
    ]
    mine = feed(session, Holder.USER, shows_sensitive=True, **of_mate, campaign_id=campaign.id)
    assert set(program.fetch(mine).all("CLASS")) == {"PRIVATE"}
    for row in office.mate.memberships:
        session.delete(session.get_one(Membership, row.id))
    session.commit()
    assert "Our quiet week" not in program.fetch(mine).all("SUMMARY"), "whoever leaves a team"
    data = actions.Contents(name="Open", shows_sensitive=True)
    with pytest.raises(Refusal):
        actions.make(session, actions.Subscription(contents=data, holder=Holder.OPEN), actor=office.owner)


def test_a_change_of_days_makes_due_the_feeds_that_carry_days_alone(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office)
    factories.event(session, campaign, title_en="Opening")
    session.commit()
    plain, with_days = feed(session), feed(session, shows_holidays=True, shows_awareness=True)
    etags = [program.fetch(one).etag for one in (plain, with_days)]
    year(session, 2026)
    holiday(session, date(2026, 12, 10), "Constitution Day")
    marking.add(
        session,
        marking.MarkedData(MarkKind.AWARENESS, None, date(2027, 3, 22), date(2027, 3, 22), None, "W"),
        actor=office.administrator,
    )
    session.commit()
    program.fetch(plain, status=304, if_none_match=etags[0])
    reply = program.fetch(with_days, if_none_match=etags[1])
    assert sorted(reply.all("SUMMARY")) == ["Constitution Day", "Opening", "W"]
