"""The calendar by its address: month and agenda, filters, zones, who sees what, a constant number of statements.

Mostly in a November long past, where the noise of the office, which is always tomorrow, never comes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind, WeekStart
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.dates import Era
from planner.events import series
from planner.events.recurrence_rule import Rule
from planner.events.words import EventStatus, EventType, Visibility
from tests import factories
from tests.counting import statements
from tests.factories import Office
from tests.pages import Page, Visitor, words

Visit = Callable[..., Visitor]
MONTH = "/calendar?on=2020-11-24"
AGENDA = "/calendar?view=agenda&on=2020-11-24"


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A communal campaign in November 2020, open to all who sign in."""
    made = factories.campaign(
        session,
        office.corporate,
        office.owner,
        title_en="Clean water",
        title_th="น้ำสะอาด",
        start_on=date(2020, 11, 5),
        end_on=date(2020, 12, 20),
    )
    session.commit()
    return made


def _event(session: Session, campaign: Campaign, day: int, hour: int = 3, **values: object) -> int:
    start = datetime(2020, 11, day, hour, tzinfo=UTC)
    given = {"starts_at": start, "ends_at": start + timedelta(hours=1), "title_en": f"On {day}", **values}
    event = factories.event(session, campaign, **given)
    session.commit()
    return int(event.id)


def _days(page: Page) -> dict[str, str]:
    """The words of each day of the month's grid, by the address its number leads to."""
    found = {}
    for cell in page.all("td"):
        links = [a for a in cell.iter("a") if "day-number" in a.get("class", "")]
        if links:
            found[links[0].get("href", "").split("on=")[1][:10]] = words(cell)
    return found


def test_the_month_is_a_table_of_days(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    event_id = _event(session, campaign, 24, status=EventStatus.TENTATIVE)
    page = visit(office.mate).get(MONTH)
    days = _days(page)
    assert page.heading == "November BE 2563"
    assert len(days) == 35
    assert days["2020-11-24"] == "24 10:00 On 24 (Communal, Tentative)"
    assert f"/events/{event_id}" in page.links()
    assert "/calendar?view=month&on=2020-10-01" in page.links()
    assert "/calendar?view=month&on=2020-12-01" in page.links()


@pytest.mark.parametrize(
    ("week_start", "first", "number"),
    [(WeekStart.SUNDAY, "2020-11-01", "45"), (WeekStart.MONDAY, "2020-10-26", "44")],
)
def test_the_week_begins_where_the_reader_begins_it(
    visit: Visit,
    session: Session,
    office: Office,
    *,
    week_start: WeekStart,
    first: str,
    number: str,
) -> None:
    office.mate.week_start = week_start
    session.commit()
    page = visit(office.mate).get(MONTH)
    assert next(iter(_days(page))) == first
    numbers = [words(th) for th in page.all("th") if th.get("scope") == "rowgroup"]
    assert numbers[0] == number


@pytest.mark.parametrize(
    "asked",
    [
        "2020-13-01",
        "24/11/2563",
        "2563-11-24x",
        "",
        "2020-W48-2",
        "20201124",
        "０２０-11-24",
        "%00",
        "9" * 400,
    ],
)
def test_a_day_that_is_none_is_today(visit: Visit, office: Office, asked: str) -> None:
    page = visit(office.mate).get(f"/calendar?on={asked}")
    today = clock.today("Asia/Bangkok").isoformat()
    cell = next(td for td in page.all("td") if td.get("aria-current") == "date")
    assert today in cell.find(".//a").get("href", "")  # type: ignore[union-attr]


@pytest.mark.parametrize("asked", ["0001-01-01", "9999-12-31", "1900-01-01"])
def test_the_ends_of_time_are_kept_away_from(visit: Visit, office: Office, asked: str) -> None:
    visitor = visit(office.mate)
    visitor.get(f"/calendar?on={asked}")
    visitor.get(f"/calendar?view=agenda&on={asked}")


@pytest.mark.parametrize(
    "query",
    [
        "view=decade",
        "kind=friendly",
        "team=999999",
        "team=x",
        "team=-1",
        "campaign=999999999999999",
        "campaign=%F0%9F%92%A9",
        "type=party&status=unknown",
        "kind=communal&kind=exchange",
        "team=%27%20OR%201=1",
    ],
)
def test_filters_that_mean_nothing_are_passed_over(
    visit: Visit, session: Session, office: Office, campaign: Campaign, query: str
) -> None:
    _event(session, campaign, 24)
    assert "On 24" in visit(office.mate).get(f"{MONTH}&{query}").text


def test_filters_narrow_what_is_shown_and_stay_in_every_link(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    sale = factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        title_en="Sale",
        start_on=date(2020, 11, 1),
        end_on=date(2020, 11, 30),
    )
    _event(session, campaign, 10, title_en="Walk", type=EventType.COMMUNITY_EVENT)
    _event(session, sale, 11, title_en="Bargain", type=EventType.LAUNCH, status=EventStatus.TENTATIVE)
    visitor = visit(office.mate)
    for query, there, gone in (
        ("kind=communal", "Walk", "Bargain"),
        ("kind=exchange", "Bargain", "Walk"),
        (f"team={office.marketing.id}", "Bargain", "Walk"),
        (f"campaign={campaign.id}", "Walk", "Bargain"),
        ("type=launch", "Bargain", "Walk"),
        ("status=confirmed", "Walk", "Bargain"),
    ):
        for view in ("month", "agenda"):
            page = visitor.get(f"/calendar?view={view}&on=2020-11-01&{query}")
            table = " ".join([*_days(page).values()]) if view == "month" else page.text
            assert there in table, query
            assert gone not in table, query
            assert any(query in link and "on=2020-10" in link for link in page.links()), query
    both = visitor.get("/calendar?on=2020-11-01&kind=communal&type=launch")
    assert "Filters: 2 set" in both.text


def test_a_campaign_is_a_bar_over_its_days(visit: Visit, office: Office, campaign: Campaign) -> None:
    page = visit(office.mate).get(MONTH)
    bars = [
        (td.get("colspan"), words(td)) for td in page.all("td") if td.get("class") == "bar-cell" and words(td)
    ]
    assert bars == [
        ("3", "Clean water (Communal)"),
        ("7", "Clean water (Communal)"),
        ("7", "Clean water (Communal)"),
        ("7", "Clean water (Communal)"),
        ("7", "Clean water (Communal)"),
    ]
    assert f"/campaigns/{campaign.id}" in page.links()


def test_what_lasts_several_days_is_a_bar_too(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    _event(
        session,
        campaign,
        1,
        title_en="Exhibition",
        starts_at=None,
        ends_at=None,
        all_day_start=date(2020, 11, 20),
        all_day_end=date(2020, 11, 23),
    )
    page = visit(office.mate).get(MONTH)
    assert not any("Exhibition" in day for day in _days(page).values())
    spans = [td.get("colspan") for td in page.all("td") if "Exhibition" in words(td)]
    assert spans == ["2", "2"]
    agenda = visit(office.mate).get("/calendar?view=agenda&on=2020-11-21")
    [item] = [words(div) for div in agenda.all("div") if "agenda-item" in div.get("class", "")]
    assert item.startswith("until 23 Nov Exhibition")


def test_three_stand_in_a_day_and_the_rest_behind_a_link(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    for hour in range(6):
        _event(session, campaign, 24, hour, title_en=f"Nr {hour}")
    for hour in range(4):
        _event(session, campaign, 25, hour, title_en=f"Nr {hour}")
    page = visit(office.mate).get(MONTH)
    cells = {key: cell for key, cell in _days(page).items() if key in {"2020-11-24", "2020-11-25"}}
    assert "+3 more" in cells["2020-11-24"]
    assert "more" not in cells["2020-11-25"], "one more takes no more room than the words for it"
    hidden = [words(li) for li in page.all("li") if li.get("class") == "print-only"]
    assert [item[6:10] for item in hidden] == ["Nr 3", "Nr 4", "Nr 5"]
    assert "/calendar?view=agenda&on=2020-11-24" in page.links()


def test_the_agenda_begins_on_its_day(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    _event(session, campaign, 23)
    _event(session, campaign, 24, venue_en="Hall A")
    page = visit(office.mate).get(AGENDA)
    assert page.heading == "24 Nov – 21 Dec BE 2563"
    headings = [words(h2) for h2 in page.all("h2")]
    assert headings[:2] == ["Campaigns in these days", "Tue 24 Nov BE 2563"]
    assert "On 23" not in page.text
    items = [words(div) for div in page.all("div") if "agenda-item" in div.get("class", "")]
    assert items == ["10:00–11:00 On 24 (Communal) Hall A · Clean water"]


def test_an_empty_agenda_says_so(visit: Visit, office: Office) -> None:
    visitor = visit(office.mate)
    assert "No event in these days." in visitor.get("/calendar?view=agenda&on=1999-01-01").text
    narrowed = visitor.get("/calendar?view=agenda&on=1999-01-01&kind=communal")
    assert "No event in these days matches the filters." in narrowed.text
    assert "/calendar?view=agenda&on=1999-01-01" in narrowed.links()


def test_holidays_stand_in_their_days(visit: Visit, office: Office) -> None:
    page = visit(office.mate).get("/calendar?on=2026-12-01")
    assert _days(page)["2026-12-10"] == "10Constitution Day"
    assert "Songkran" in visit(office.mate).get("/calendar?view=agenda&on=2027-04-10").text


def test_times_are_the_readers_and_name_the_zone_where_it_differs(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    # 23:30 on the 24th in Bangkok is half past one on the 25th in Tokyo
    _event(session, campaign, 24, 16, title_en="Late", timezone="Asia/Bangkok")
    office.mate.timezone = "Asia/Tokyo"
    session.commit()
    visitor = visit(office.mate)
    assert "01:00 Late" in _days(visitor.get(MONTH))["2020-11-25"]
    agenda = visitor.get(AGENDA).text
    assert "24 Nov, 23:00 in Bangkok" in agenda
    assert "in Bangkok" not in visit(office.viewer).get(AGENDA).text


def test_thai_readers_read_thai_months_eras_and_hours(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    _event(session, campaign, 24, title_th=None, title_en="In English alone")
    office.mate.language = "th"  # type: ignore[assignment]
    office.mate.date_era = Era.BE
    session.commit()
    visitor = visit(office.mate, language="th")
    month = visitor.get(MONTH)
    assert month.heading == "พฤศจิกายน 2563"
    assert "10.00 In English alone" in _days(month)["2020-11-24"]
    assert 'lang="en">In English alone' in month.html
    agenda = visitor.get(AGENDA)
    assert "อ. 24 พ.ย. 2563" in agenda.text
    assert "10.00–11.00 น." in agenda.text


def test_an_occurrence_leads_to_its_own_page(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    event_id = _event(session, campaign, 3)
    series.repeat(session, event_id, Rule.parse("FREQ=WEEKLY;BYDAY=TU"), actor=office.owner)
    series.cancel(session, event_id, date(2020, 11, 24), series.Scope.THIS, actor=office.owner)
    session.commit()
    page = visit(office.mate).get(MONTH)
    assert f"/events/{event_id}/occurrences/2020-11-10" in page.links()
    chips = [a for a in page.all("a") if "2020-11-24" in a.get("href", "") and "chip" in a.get("class", "")]
    assert "is-cancelled" in chips[0].get("class", "")


def test_each_sees_their_own_calendar(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    _event(session, campaign, 3, title_en="For all", visibility=Visibility.STAKEHOLDERS)
    _event(session, campaign, 4, title_en="For the team", visibility=Visibility.INVITED)
    _event(session, campaign, 5, title_en="For two", visibility=Visibility.RESTRICTED)
    seen = {
        "viewer": {"For all", "For the team"},
        "outsider": {"For all"},
        "owner": {"For all", "For the team", "For two"},
        "administrator": {"For all", "For the team", "For two"},
    }
    for who, titles in seen.items():
        for address in (MONTH, "/calendar?view=agenda&on=2020-11-01"):
            text = visit(getattr(office, who)).get(address).text
            assert {title for title in ("For all", "For the team", "For two") if title in text} == titles
    visit().get(MONTH, status=302)


def test_only_those_who_plan_are_offered_a_new_event(visit: Visit, office: Office) -> None:
    assert "/events/new?on=2020-11-24" in visit(office.mate).get(MONTH).links()
    assert "/events/new?on=2020-11-24" not in visit(office.viewer).get(MONTH).links()


def test_a_campaign_called_off_is_no_bar(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    campaign.status = Status.CANCELLED
    _event(session, campaign, 24)
    page = visit(office.mate).get(MONTH)
    assert f"/campaigns/{campaign.id}" not in page.links()
    assert "On 24 (Communal, Cancelled)" in _days(page)["2020-11-24"]


@pytest.mark.parametrize("view", ["month", "agenda"])
def test_the_page_asks_the_same_few_questions_however_much_there_is(
    visit: Visit, session: Session, office: Office, campaign: Campaign, view: str
) -> None:
    visitor = visit(office.mate)
    counts = []
    for number in (2, 60):
        for n in range(number):
            event_id = _event(session, campaign, 1 + n % 28, n % 12)
            if n % 6 == 0:
                series.repeat(session, event_id, Rule.parse("FREQ=DAILY;COUNT=3"), actor=office.owner)
                series.cancel(
                    session,
                    event_id,
                    date(2020, 11, 1 + n % 28),
                    series.Scope.THIS,
                    actor=office.owner,
                )
            factories.campaign(
                session,
                office.corporate,
                office.owner,
                start_on=date(2020, 11, 1),
                end_on=date(2020, 11, 20),
            )
        session.commit()
        with statements(session) as sent:
            visitor.get(
                f"/calendar?view={view}&on=2020-11-01&team={office.corporate.id}&campaign={campaign.id}"
            )
        counts.append(len([text for text in sent if text.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 7
