"""The calendar as PDF: every title in full, in both languages and eras; what outsiders may know, and no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.briefs import calendar_gather
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import PesoChannel
from planner.events.models import Event
from planner.events.words import EventStatus, Visibility
from planner.holidays.models import MarkedDays
from planner.holidays.words import MarkKind
from tests import factories
from tests.briefs.reading import Printed, bare
from tests.factories import Office
from tests.pages import Visitor, words
from tests.web.briefs.test_programme import MARK, marked

Visit = Callable[..., Visitor]
DAYS = "first=2020-11-01&last=2020-11-30"
LONG = "A press conference that goes on and on about every single thing that was done for clean water in the north"


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A communal campaign of November 2020, which anyone may know of."""
    return _campaign(session, office)


def _campaign(session: Session, office: Office, **values: Any) -> Campaign:
    given = {
        "title_en": "Clean water",
        "title_th": "น้ำสะอาด",
        "status": "active",
        "confidentiality": "public",
        "start_on": date(2020, 11, 5),
        "end_on": date(2021, 1, 20),
    }
    return factories.campaign(session, office.corporate, office.owner, **{**given, **values})


def _event(session: Session, campaign: Campaign, day: int, title: str, **values: Any) -> Event:
    starts = datetime(2020, 11, day, 2, 30, tzinfo=UTC)  # 09.30 in Bangkok
    given = {
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "title_en": title,
        "title_th": f"{title} ไทย",
        "venue_en": "School hall",
        "venue_th": "หอประชุมโรงเรียน",
    }
    return factories.event(session, campaign, **{**given, **values})


def paper(visitor: Visitor, folder: Path, query: str) -> Printed:
    answer = visitor.get(f"/calendar.pdf?{query}").response
    assert answer.mimetype == "application/pdf"
    return Printed(answer.data, folder)


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("language", "era", "told"),
    [
        ("en", "ce", ["November 2020", "Sunday", "School hall", "Clean water", "09:30–11:30", "Made on"]),
        ("en", "be", ["November BE 2563", "School hall"]),
        ("th", "be", ["พฤศจิกายน 2563", "วันอาทิตย์", "หอประชุมโรงเรียน", "น้ำสะอาด", "09.30–11.30 น."]),
        ("th", "ce", ["พฤศจิกายน ค.ศ. 2020", "หอประชุมโรงเรียน"]),
    ],
)
def test_every_title_stands_on_paper_in_full(
    visit: Visit,
    session: Session,
    office: Office,
    campaign: Campaign,
    tmp_path: Path,
    language: str,
    era: str,
    told: list[str],
) -> None:
    titles = [LONG, *(f"Meeting number {n}" for n in range(30))]
    for n, title in enumerate(titles):
        # a dozen on one day: more than the grid can hold of it
        _event(session, campaign, 12 if n < 14 else 1 + n % 28, title)
    _event(session, campaign, 3, "Called off", status=EventStatus.CANCELLED)
    _event(session, campaign, 4, "Every week", recurrence="FREQ=WEEKLY;BYDAY=WE")
    lasting = {"starts_at": None, "ends_at": None, "all_day_start": date(2020, 11, 28)}
    _event(session, campaign, 28, "A fair", **lasting, all_day_end=date(2020, 12, 2))
    session.commit()
    printed = paper(visit(office.owner), tmp_path, f"{DAYS}&language={language}&era={era}")
    for title in [*titles, "Called off", "A fair", *told]:
        shown = title if language == "en" or title in told else f"{title} ไทย"
        assert bare(shown) in printed.text, shown
    every_week = "Every week" if language == "en" else "Every week ไทย"
    # four Wednesdays, each in the list and, where there is room, in the grid
    assert printed.text.count(bare(every_week)) >= 4
    assert printed.info["Page size"].startswith("841.89 x 595.2")
    # the month takes one page, and the list follows
    key = "Struck through: cancelled" if language == "en" else "ขีดฆ่า: ยกเลิก"
    assert [bare(key) in bare(page) for page in printed.pages].index(False) == 1
    assert bare(LONG) not in bare(printed.pages[0])


@pytest.mark.pdf
def test_the_house_reads_what_it_is_narrowed_to_and_which_days_are_sensitive(
    visit: Visit, session: Session, office: Office, campaign: Campaign, tmp_path: Path
) -> None:
    other = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    _event(session, campaign, 10, "Ours")
    _event(session, other, 10, "Theirs")
    quiet = {"start_on": date(2020, 11, 9), "end_on": date(2020, 11, 13), "name_en": "Exam week"}
    session.add(MarkedDays(kind=MarkKind.SENSITIVE, team_id=office.corporate.id, **quiet))
    session.commit()
    query = f"{DAYS}&language=en&kind=communal&team={office.corporate.id}"
    printed = paper(visit(office.owner), tmp_path, query)
    for word in ("Kind: Communal", "Team: Corporate Communications", "Exam week", "Internal copy", "Ours"):
        assert bare(word) in printed.text, word
    assert "Theirs" not in printed.text
    assert printed.info["Title"] == "Calendar of events November BE 2563"


@pytest.mark.pdf
def test_nothing_internal_leaves_on_the_outward_copy(
    visit: Visit, session: Session, office: Office, tmp_path: Path
) -> None:
    near = {**marked(Campaign), "title_en": "Clean water", "title_th": "น้ำสะอาด"}
    campaign = _campaign(session, office, **near)
    hidden = {"title_en": MARK, "title_th": MARK}
    soon = datetime(2999, 1, 1, tzinfo=UTC)
    open_one = {**marked(Event), "venue_en": "School hall", "venue_th": "หอประชุม"}
    _event(session, campaign, 10, "Open day", **{**open_one, "title_en": "Open day", "title_th": "วันเปิดบ้าน"})
    for visibility in set(Visibility) - {Visibility.PUBLIC}:
        _event(session, campaign, 11, MARK, **hidden, visibility=visibility)
    _event(session, campaign, 12, MARK, **hidden, embargo_until=soon)
    for values in (
        {"status": "draft"},
        {"status": "cancelled"},
        {"confidentiality": "team"},
        {"embargo_until": soon},
    ):
        _event(session, _campaign(session, office, **{**hidden, **values}), 13, MARK, **hidden)
    quiet = {"start_on": date(2020, 11, 9), "end_on": date(2020, 11, 13), "name_en": MARK, "name_th": MARK}
    for kind, team in ((MarkKind.SENSITIVE, None), (MarkKind.AWARENESS, office.corporate.id)):
        session.add(MarkedDays(kind=kind, team_id=team, **quiet))
    session.commit()
    for visitor in (visit(office.owner), visit(office.administrator)):
        printed = paper(
            visitor, tmp_path, f"{DAYS}&language=en&copy=outward&kind=communal&owner={office.owner.id}"
        )
        assert bare("Open day") in printed.text
        for word in (MARK, "Communal", "Exchange", "Sensitive", "Internal", "Somjai", "Owner", "C-TEST"):
            assert bare(word) not in printed.text, word
            assert word.encode() not in printed.objects


@pytest.mark.pdf
def test_outside_nobody_hears_of_a_campaign_of_which_nothing_is_shown(
    visit: Visit, session: Session, office: Office, tmp_path: Path
) -> None:
    secret = _campaign(session, office, title_en="Surprise", title_th="Surprise", confidentiality="team")
    shown = _campaign(session, office)
    _event(session, secret, 10, "Secret meeting")
    _event(session, shown, 10, "Open day", channel=PesoChannel.OWNED)
    session.commit()
    visitor = visit(office.owner)
    query = f"{DAYS}&language=en&copy=outward"
    printed = paper(visitor, tmp_path, f"{query}&campaign={secret.id}")
    assert "Surprise" not in printed.text
    assert bare("There is no event in these days.") in printed.text
    printed = paper(visitor, tmp_path, f"{query}&campaign={shown.id}&channel=owned")
    assert bare("Campaign: Clean water") in printed.text
    assert bare("Channel") not in printed.text


@pytest.mark.pdf
def test_promotions_stand_beside_events_and_outside_only_those_of_public_campaigns(
    visit: Visit, session: Session, office: Office, tmp_path: Path
) -> None:
    held = {
        "starts_at": datetime(2020, 11, 9, 17, tzinfo=UTC),
        "ends_at": datetime(2020, 11, 20, 17, tzinfo=UTC),
    }
    coming = clock.now() + timedelta(days=1)
    for name, of, more in (
        ("Two for one", {}, {}),
        ("Team only", {"confidentiality": "team"}, {}),
        ("Not yet told", {"embargo_until": coming}, {}),
        ("Taken back", {}, {"withdrawn_at": clock.now()}),
    ):
        selling = factories.campaign(
            session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE, **of
        )
        named = {"name_en": name, "name_th": f"{name} ไทย"}
        factories.promotion(session, selling, code="FIZZ", quota_total=4711, **named, **held, **more)
    session.commit()
    visitor = visit(office.outsider)
    inside = paper(visitor, tmp_path, f"{DAYS}&language=en").text
    outside = paper(visitor, tmp_path, f"{DAYS}&language=en&copy=outward").text
    thai = paper(visitor, tmp_path, f"{DAYS}&language=th&copy=outward").text
    assert [bare(one) in inside for one in ("Two for one", "Team only", "Not yet told", "Taken back")] == [
        True,
        True,
        True,
        False,
    ]
    for said in (outside, thai):
        assert bare("Two for one") in said
        assert not [
            one for one in ("Team only", "Not yet told", "Taken back", "FIZZ", "4711") if bare(one) in said
        ]
    assert bare("Promotion · 10–20 Nov") in outside
    assert bare("Exchange") not in outside
    communal = paper(visitor, tmp_path, f"{DAYS}&language=en&kind=communal").text
    assert bare("Two for one") not in communal


@pytest.mark.pdf
def test_days_without_an_event_say_so(visit: Visit, office: Office, tmp_path: Path) -> None:
    printed = paper(visit(office.owner), tmp_path, "first=2019-02-10&last=2019-03-05&language=en&era=ce")
    assert bare("There is no event in these days.") in printed.text
    assert bare("February 2019") in printed.text
    assert bare("March 2019") in printed.text


@pytest.mark.pdf
def test_a_colleague_of_another_team_is_given_no_more_than_they_see(
    visit: Visit, session: Session, office: Office, campaign: Campaign, tmp_path: Path
) -> None:
    _event(session, campaign, 10, "For the team", visibility=Visibility.TEAM)
    session.commit()
    query = f"{DAYS}&language=en"
    assert bare("For the team") in paper(visit(office.mate), tmp_path, query).text
    assert bare("For the team") not in paper(visit(office.outsider), tmp_path, query).text


def test_more_events_than_anybody_would_wait_for_are_refused_with_their_number(
    visit: Visit, session: Session, office: Office, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    _event(session, campaign, 10, "One")
    _event(session, campaign, 11, "Two")
    session.commit()
    monkeypatch.setattr(calendar_gather, "MOST", 1)
    page = visit(office.owner).get(f"/calendar.pdf?{DAYS}", status=422)
    assert "there are 2 events; a calendar on paper holds at most 1" in page.text


@pytest.mark.pdf
def test_what_is_not_on_the_outward_copy_does_not_count_against_it(
    visit: Visit, session: Session, office: Office, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        _event(session, campaign, 10 + n, f"Inside {n}", visibility=Visibility.TEAM)
    _event(session, campaign, 20, "Open", visibility=Visibility.PUBLIC)
    session.commit()
    monkeypatch.setattr(calendar_gather, "MOST", 1)
    visitor = visit(office.owner)
    visitor.get(f"/calendar.pdf?{DAYS}&copy=outward")
    page = visitor.get(f"/calendar.pdf?{DAYS}", status=422)
    assert "there are 4 events" in page.text
    _event(session, campaign, 21, "Open too", visibility=Visibility.PUBLIC)
    session.commit()
    # nor is it told how many there are that nobody outside may know of
    page = visitor.get(f"/calendar.pdf?{DAYS}&copy=outward", status=422)
    assert "there are 2 events" in page.text


def test_the_form_leads_to_the_file_with_the_filters_of_the_calendar(visit: Visit, office: Office) -> None:
    visitor = visit(office.owner)
    calendar = visitor.get("/calendar?view=month&on=2020-11-24&kind=communal")
    address = next(link for link in calendar.links() if link.startswith("/calendar/print"))
    page = visitor.get(address)
    assert "Kind: Communal" in page.text
    assert [words(one) for one in page.all("a") if one.get("aria-current") == "page"] == ["Calendar"]
    form = page.form("/calendar/print")
    given = "&".join(f"{key}={value}" for key, values in form.values.items() for value in values)
    file = visitor.get(f"{form.action}?{given}".replace(" ", "+"), status=302)
    assert {key: values[0] for key, values in parse_qs(urlsplit(file.location).query).items()} == {
        "first": "2020-11-01",
        "last": "2020-11-30",
        "copy": "internal",
        "language": "en",
        "era": "be",
        "kind": "communal",
    }


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1 Nov 2020", "31 Oct 2020", "The last day is before the first."),
        ("1 Nov 2020", "2 Nov 2021", "A calendar on paper holds at most one year."),
        ("1 Nov 2020", "tomorrow-ish", "day"),
    ],
)
def test_days_that_do_not_fit_are_explained_and_stay_as_they_were_typed(
    visit: Visit, office: Office, first: str, last: str, said: str
) -> None:
    visitor = visit(office.owner)
    query = f"first={first}&last={last}&copy=outward&language=th&era=ce&kind=communal".replace(" ", "+")
    page = visitor.get(f"/calendar/print?{query}", status=422)
    assert said in page.text
    values = page.form("/calendar/print").values
    assert (values["last"], values["copy"], values["kind"]) == ([last], ["outward"], ["communal"])


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("first=2020-11-01&last=2020-10-31", 422),
        ("first=2020-11-01&last=2021-11-02", 422),
        ("first=x&last=2021-11-02", 422),
        ("", 422),
        (f"{DAYS}&language=de", 400),
        (f"{DAYS}&era=ad", 400),
        (f"{DAYS}&copy=secret", 400),
    ],
)
def test_an_address_that_asks_for_no_paper_is_refused(
    visit: Visit, office: Office, query: str, status: int
) -> None:
    visit(office.owner).get(f"/calendar.pdf?{query}", status=status)
