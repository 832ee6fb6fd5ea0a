"""The week, the timeline and the year by their addresses, and the rarer filters.

In a November long past, where the noise of the office, which is always tomorrow, never comes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.campaigns.words import PesoChannel
from planner.events.words import EventStatus
from planner.sources.layers import CalendarLayer, LayerEvent
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.counting import statements
from tests.factories import Office
from tests.pages import Page, Visitor, words

Visit = Callable[..., Visitor]
WEEK = "/calendar?view=week&on=2020-11-24"
TIMELINE = "/calendar?view=timeline&on=2020-11-24"
YEAR = "/calendar?view=year&on=2020-11-24"


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A communal campaign from November 2020, open to all who sign in."""
    made = factories.campaign(
        session,
        office.corporate,
        office.owner,
        title_en="Clean water",
        title_th="น้ำสะอาด",
        start_on=date(2020, 11, 5),
        end_on=date(2021, 1, 20),
    )
    session.commit()
    return made


def _event(session: Session, campaign: Campaign, day: int, hour: int = 3, **values: object) -> int:
    start = datetime(2020, 11, day, hour, tzinfo=UTC)
    given = {"starts_at": start, "ends_at": start + timedelta(hours=1), "title_en": f"On {day}", **values}
    event = factories.event(session, campaign, **given)
    session.commit()
    return int(event.id)


def _with(page: Page, tag: str, css: str) -> list[Element]:
    return [one for one in page.all(tag) if css in one.get("class", "").split()]


# ── The week ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_week_is_hours_down_and_days_across(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    event_id = _event(
        session, campaign, 24, ends_at=datetime(2020, 11, 24, 5, 30, tzinfo=UTC), venue_en="The school"
    )
    page = visit(office.mate).get(WEEK)
    [cell] = _with(page, "td", "held")
    assert page.heading == "22–28 Nov BE 2563"
    assert words(cell) == "10:00–12:30 On 24 (Communal)The school"
    assert cell.get("rowspan") == "5"
    assert [a.get("href") for a in cell.iter("a")] == [f"/events/{event_id}"]
    assert len(_with(page, "th", "day-column")) == 7
    assert "/calendar?view=week&on=2020-11-17" in page.links()
    assert "/calendar?view=week&on=2020-12-01" in page.links()
    # the campaign lasts all the week: a bar above the hours
    assert "Clean water" in words(page.all("tbody")[0])


def test_what_overlaps_stands_side_by_side_and_what_finds_no_room_behind_a_link(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    for number in range(6):
        _event(session, campaign, 24, title_en=f"Same hour {number}")
    page = visit(office.mate).get(WEEK)
    assert len(_with(page, "td", "held")) == 4
    tuesday = next(th for th in _with(page, "th", "day-column") if th.get("data-on") == "2020-11-24")
    assert tuesday.get("colspan") == "4"
    assert "+2 more" in words(tuesday)


def test_what_runs_past_midnight_stands_in_both_days(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    # 22:00 to 2:00 in Bangkok
    _event(session, campaign, 24, 15, ends_at=datetime(2020, 11, 24, 19, tzinfo=UTC), title_en="Night market")
    page = visit(office.mate).get(WEEK)
    cells = _with(page, "td", "held")
    assert [words(cell) for cell in cells] == ["22:00–02:00 Night market (Communal)"] * 2
    assert ["is-continued" in cell.get("class", "") for cell in cells].count(True) == 1


# ── The timeline ────────────────────────────────────────────────────────────────────────────────────────


def _lines(page: Page) -> list[str]:
    return [words(row) for body in page.all("tbody") for row in body.iter("tr")]


def test_a_timeline_has_a_line_for_each_campaign_with_its_days_of_events(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    for day, status in (
        (10, EventStatus.CONFIRMED),
        (12, EventStatus.TENTATIVE),
        (12, EventStatus.CANCELLED),
    ):
        _event(session, campaign, day, status=status)
    page = visit(office.mate).get(TIMELINE)
    assert page.heading == "1 Oct – 31 Dec BE 2563"
    assert _lines(page) == [
        "Communal 1",
        "Clean water (Communal) 5 Nov BE 2563 – 20 Jan BE 2564 10 Nov: 112 Nov: 2 3 events of this campaign",
    ]
    rect = next(one for one in page.all("rect") if one.get("class") == "span-of")
    # from the 36th of 92 days to the end of the quarter
    assert (rect.get("x"), rect.get("width")) == ("38.04%", "61.96%")
    assert [dot.get("class") for dot in page.all("circle") if dot.get("r") == "4"] == [None, "is-tentative"]
    agenda = f"/calendar?view=agenda&on=2020-11-10&campaign={campaign.id}"
    assert agenda in page.links()


def test_the_promotions_of_a_campaign_stand_on_its_line_from_their_first_day_to_their_last(
    visit: Visit, session: Session, office: Office
) -> None:
    selling = factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        start_on=date(2020, 10, 1),
        end_on=date(2020, 12, 31),
    )
    midnight = datetime(2020, 11, 4, 17, tzinfo=UTC)
    shown = factories.promotion(
        session, selling, name_en="Ten off", starts_at=midnight, ends_at=midnight + timedelta(days=23)
    )
    factories.promotion(
        session, selling, starts_at=midnight + timedelta(days=99), ends_at=midnight + timedelta(days=120)
    )
    factories.promotion(
        session,
        selling,
        starts_at=midnight,
        ends_at=midnight + timedelta(days=3),
        withdrawn_at=midnight,
        withdrawn_reason="No",
    )
    session.commit()
    page = visit(office.outsider).get(TIMELINE)
    (bar,) = [one for one in page.all("rect") if one.get("class") == "promotion-of"]
    # the 36th to the 58th of 92 days
    assert (bar.get("x"), bar.get("width")) == ("38.04%", "25.0%")
    assert [one for one in page.links() if "/promotions/" in one] == [f"/promotions/{shown.id}"]
    assert any("Ten off 5–27 Nov BE 2563" in line for line in _lines(page))


def test_a_timeline_is_put_together_by_kind_team_or_public(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    sale = factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        title_en="Rice fair",
        start_on=date(2020, 11, 1),
        end_on=date(2020, 11, 9),
    )
    for name, ones in (("Farmers", (campaign, sale)), ("Buyers", (sale,))):
        public = factories.stakeholder(
            session, kind=StakeholderKind.PUBLIC, organisation_name_en=name, organisation_name_th=None
        )
        for one in ones:
            factories.participation(session, one, public)
    session.commit()
    reader = visit(office.mate)

    def grouped(by: str) -> list[str]:
        return [line.partition(" (")[0] for line in _lines(reader.get(f"{TIMELINE}&group={by}"))]

    assert grouped("kind") == ["Communal 1", "Clean water", "Exchange 1", "Rice fair"]
    assert grouped("team") == [
        f"{office.corporate.name_en} 1",
        "Clean water",
        f"{office.marketing.name_en} 1",
        "Rice fair",
    ]
    assert grouped("public") == ["Buyers 1", "Rice fair", "Farmers 2", "Rice fair", "Clean water"]


def test_a_long_timeline_is_turned_page_by_page(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    for _ in range(45):
        factories.campaign(
            session, office.corporate, office.owner, start_on=date(2020, 11, 6), end_on=date(2020, 11, 7)
        )
    session.commit()
    reader = visit(office.mate)
    first = reader.get(f"{TIMELINE}&span=year&group=team")
    following = next(link for link in first.links() if "skip=40" in link)
    second = reader.get(following)
    assert [len(_with(page, "td", "line")) for page in (first, second)] == [40, 6]
    assert "span=year" in following
    assert "group=team" in following
    assert any("skip=0" in link for link in second.links())


# ── The year ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_year_counts_the_events_of_each_day(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    for day in (10, 10, 12):
        _event(session, campaign, day)
    _event(session, campaign, 12, status=EventStatus.CANCELLED)
    page = visit(office.mate).get(YEAR)
    assert page.heading == "BE 2563"
    counted = {a.get("href", ""): words(a) for cell in page.all("td") for a in cell.iter("a")}
    assert counted == {
        "/calendar?view=agenda&on=2020-11-10": "2",
        "/calendar?view=agenda&on=2020-11-12": "1",
    }
    months = page.all("tbody")[0].iter("tr")
    assert [words(row) for row in months if "Nov" in words(row)] == ["Nov (November BE 2563)213"]
    assert "November BE 2563 3 in all; most on 10 Nov (2)" in [words(one) for one in page.all("li")]


# ── The rarer filters ───────────────────────────────────────────────────────────────────────────────────


def test_rarer_filters_are_offered_when_asked_for_and_stay_when_set(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    _event(session, campaign, 24, channel=PesoChannel.OWNED)
    _event(session, campaign, 25, channel=PesoChannel.PAID)
    reader = visit(office.mate)
    plain = reader.get(WEEK)
    assert "channel" not in {one.get("name") for one in plain.all("select")}
    more = next(link for link in plain.links() if "fine=1" in link)
    offered = reader.get(more)
    assert {"owner", "public", "visibility", "strategy", "channel"} <= {
        one.get("name") for one in offered.all("select")
    }
    narrowed = reader.get(f"{WEEK}&channel=owned&owner={office.owner.id}")
    assert [words(cell) for cell in _with(narrowed, "td", "held")] == ["10:00–11:00 On 24 (Communal)"]
    assert "/calendar?view=month&on=2020-11-24&owner=" in " ".join(narrowed.links())


@pytest.mark.parametrize(
    "asked", ["owner=9999", "public=9999", "visibility=nobody", "strategy=%00", "skip=-3", "skip=99999999"]
)
def test_what_is_not_there_is_passed_over(
    visit: Visit, office: Office, campaign: Campaign, asked: str
) -> None:
    page = visit(office.mate).get(f"{TIMELINE}&{asked}")
    assert page.status == 200
    if not asked.startswith("skip=9"):
        assert "Clean water" in words(page.all("main")[0])


def test_each_public_narrows_bars_and_events_alike(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    public = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    factories.campaign(
        session,
        office.corporate,
        office.owner,
        title_en="For nobody",
        start_on=date(2020, 11, 6),
        end_on=date(2020, 11, 7),
    )
    factories.participation(session, campaign, public)
    session.commit()
    page = visit(office.mate).get(f"{TIMELINE}&public={public.id}")
    said = words(page.all("table")[0])
    assert "Clean water" in said
    assert "For nobody" not in said


@pytest.mark.parametrize("view", ["week", "timeline", "timeline&group=public", "year"])
def test_a_view_asks_the_same_few_questions_however_much_there_is(
    visit: Visit, session: Session, office: Office, campaign: Campaign, view: str
) -> None:
    reader = visit(office.mate)
    reader.get("/calendar")
    asked = []
    for day in (10, 11, 12):
        for number in range(day):
            _event(session, campaign, day, title_en=f"{number} on {day}")
        with statements(session) as sent:
            reader.get(f"/calendar?view={view}&on=2020-11-10")
        asked.append(len(sent))
    assert len(set(asked)) == 1
    # the publics of the campaigns are one more
    assert asked[0] <= (8 if "public" in view else 7)


# ── Calendars of others ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def layer(session: Session, office: Office) -> CalendarLayer:
    """The mate's own layer: an hour on 24 November 2020 at 13:00 in Bangkok, and three whole days before."""
    made = CalendarLayer(
        name="City hall",
        address="https://example.org/city.ics",
        timezone="Asia/Bangkok",
        user_id=office.mate.id,
        created_by_id=office.mate.id,
        updated_by_id=office.mate.id,
    )
    session.add(made)
    session.flush()
    at = datetime(2020, 11, 24, 6, tzinfo=UTC)
    hour, days = timedelta(hours=1), timedelta(days=1)
    for title, times, spans in (
        ("Council sits", {"starts_at": at, "ends_at": at + hour}, (at, at + hour)),
        (
            "Fair <b>",
            {"all_day_start": date(2020, 11, 20), "all_day_end": date(2020, 11, 22)},
            (at - 5 * days, at - days),
        ),
    ):
        one = LayerEvent(
            layer_id=made.id,
            title=title,
            timezone="Asia/Bangkok",
            excluded=[],
            spans_from=spans[0],
            spans_until=spans[1],
            **times,
        )
        session.add(one)
    session.commit()
    return made


@pytest.mark.parametrize("view", ["month", "week", "agenda"])
def test_calendars_of_others_are_laid_over_where_the_reader_wants_them(
    visit: Visit, session: Session, office: Office, campaign: Campaign, layer: CalendarLayer, view: str
) -> None:
    _event(session, campaign, 24)
    address = f"/calendar?view={view}&on=2020-11-{20 if view == 'agenda' else 24}"
    reader = visit(office.mate)
    plain = reader.get(address)
    assert "Council sits" not in plain.text
    shown = reader.get(next(link for link in plain.links() if "layers=1" in link))
    said = words(shown.all("main")[0])
    assert "Council sits" in said
    assert "City hall" in said
    assert "Fair <b>" in said
    # nothing of it is ours: it cannot be moved, and other views keep the choice
    laid = [a for a in shown.all("a") if a.get("href") == "/layers"]
    assert laid
    assert not any(a.get("data-move") for a in laid)
    assert any("view=year" in link and "layers=1" in link for link in shown.links())
    assert any("layers=1" not in link and f"view={view}" in link for link in shown.links())
    assert "Council sits" not in visit(office.owner).get(f"{address}&layers=1").text
