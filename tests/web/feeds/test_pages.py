"""The pages of feeds: making one, the page that tells how to subscribe, and its steps."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.extensions import db
from planner.feeds.links import Seals
from planner.feeds.models import Feed, Holder
from tests import factories
from tests.conftest import KEY
from tests.factories import Office
from tests.pages import Page, Visitor
from tests.programs import Program, feed, shown_campaign

Visit = Callable[..., Visitor]


def address_on(page: Page) -> str:
    (field,) = [one for one in page.all("input") if one.get("id") == "address"]
    return field.get("value", "")


def only_feed(session: Session) -> Feed:
    made = session.scalars(select(Feed).execution_options(populate_existing=True)).one()
    session.commit()
    return made


def test_a_planner_makes_a_feed_for_a_stakeholder_from_their_page(
    session: Session, office: Office, visit: Visit
) -> None:
    somebody = factories.stakeholder(
        session, language="en", date_era="both", organisation_name_en="Village A"
    )
    campaign = shown_campaign(session, office, title_en="Clean water")
    session.commit()
    visitor = visit(office.owner, language="th")
    form = visitor.get(f"/feeds/new?stakeholder={somebody.id}&campaign={campaign.id}")
    page = visitor.follow(visitor.fill(form, "/feeds/new", types=["webinar", "launch"]))
    made = only_feed(session)
    assert (made.holder, made.stakeholder_id, made.campaign_id) == (
        Holder.STAKEHOLDER,
        somebody.id,
        campaign.id,
    )
    assert (made.name, made.language, made.date_era) == ("Clean water", "en", "both"), (
        "as they read, not as we do"
    )
    assert made.types == ["launch", "webinar"]
    assert page.heading == "Clean water"
    assert Seals(KEY).token(made.id, 1) in address_on(page)


def test_a_planner_is_asked_first_who_the_feed_is_for(session: Session, office: Office, visit: Visit) -> None:
    somebody = factories.stakeholder(session, organisation_name_en="Riverside")
    factories.stakeholder(session, organisation_name_en="Hilltop")
    session.commit()
    visitor = visit(office.owner)
    links = visitor.get("/feeds/new?campaign=7").links()
    assert [f"/feeds/new?holder={holder}&campaign=7" in links for holder in Holder] == [True] * 3
    found = visitor.get("/feeds/new?holder=stakeholder&q=river&campaign=7")
    assert f"/feeds/new?stakeholder={somebody.id}&campaign=7" in found.links()
    assert "Hilltop" not in found.text
    assert "No stakeholder of that name" in visitor.get("/feeds/new?holder=stakeholder&q=nobody").text


def test_a_viewer_makes_one_of_their_own_and_none_for_others(
    session: Session, office: Office, visit: Visit
) -> None:
    somebody = factories.stakeholder(session)
    session.commit()
    visitor = visit(office.viewer)
    page = visitor.get("/feeds/new?kind=communal")
    visitor.fill(page, "/feeds/new", name="Mine")
    made = only_feed(session)
    assert (made.user_id, made.kind, made.name) == (office.viewer.id, Kind.COMMUNAL, "Mine")
    for path in ("/feeds/new?holder=open", f"/feeds/new?stakeholder={somebody.id}"):
        visitor.get(path, status=403)


def test_a_form_sent_twice_makes_one_feed(session: Session, office: Office, visit: Visit) -> None:
    visitor = visit(office.owner)
    form = visitor.get("/feeds/new?holder=open")
    assert visitor.fill(form, "/feeds/new").location == visitor.fill(form, "/feeds/new").location
    only_feed(session)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": ""}, "Fill this in."),
        ({"name": "x" * 300}, "Shorten this"),
        ({"campaign": "999999"}, "Choose one from the list."),
        ({"language": "de"}, "Choose one from the list."),
        ({"types": ["nonsense"]}, "Choose from the list."),
    ],
)
def test_what_cannot_be_is_explained_beside_the_field_and_kept(
    session: Session, office: Office, visit: Visit, values: dict[str, object], said: str
) -> None:
    visitor = visit(office.owner)
    form = visitor.get("/feeds/new?holder=open").form("/feeds/new")
    sent = {**form.filled(name="Kept"), **values}
    page = visitor.post(form.action, sent, status=422)
    assert said in page.text
    if "name" not in values:
        assert page.form("/feeds/new").values["name"] == ["Kept"]
    assert session.scalars(select(Feed)).all() == []


def test_the_page_of_a_feed_tells_how_to_subscribe_and_how_soon_changes_show(
    app: Flask, session: Session, office: Office, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "BASE_URL", "https://planner.example.org")
    public = feed(session, name="ปฏิทิน")
    page = visit(office.mate).get(f"/feeds/{public.id}", headers={"Host": "localhost:8000"})
    address = address_on(page)
    assert address == f"https://planner.example.org/feeds/{Seals(KEY).token(public.id, 1)}.ics"
    assert address.replace("https:", "webcal:") in page.links()
    for program in ("Google Calendar", "Outlook", "Apple", "Thunderbird"):
        assert program in page.text
    assert "4 to 24 hours" in page.text
    assert "phone or write" in page.text
    assert len(page.all("details")) >= 4
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.response.headers["Cache-Control"]


def test_the_code_is_drawn_here_and_without_styles(session: Session, office: Office, visit: Visit) -> None:
    public = feed(session)
    html = visit(office.owner).get(f"/feeds/{public.id}").html
    (code,) = re.findall(r"<svg[^>]*class=\"segno\".*?</svg>", html, re.DOTALL)
    assert "style" not in code
    assert "<image" not in code


def test_nothing_on_the_page_comes_from_elsewhere(session: Session, office: Office, visit: Visit) -> None:
    public = feed(session)
    page = visit(office.owner).get(f"/feeds/{public.id}")
    for tag, key in (("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src")):
        assert not [one.get(key) for one in page.all(tag) if not (one.get(key) or "/").startswith("/")]


def test_the_page_says_when_the_feed_was_last_fetched_and_by_what(
    app: Flask, session: Session, office: Office, visit: Visit
) -> None:
    public = feed(session)
    visitor = visit(office.owner)
    assert "No calendar program has fetched it yet." in visitor.get(f"/feeds/{public.id}").text
    google = Program(app, "Google-Calendar-Importer <b>")
    google.fetch(public)
    google.close()
    page = visitor.get(f"/feeds/{public.id}")
    assert "Google Calendar" in page.text
    assert "Google-Calendar-Importer <b>" in page.text
    assert "Google Calendar" in visitor.get("/feeds").text


def test_what_a_feed_carries_is_changed_and_its_link_stays(
    program: Program, session: Session, office: Office, visit: Visit
) -> None:
    own = feed(session, Holder.USER, user_id=office.owner.id, types=["webinar"])
    program.fetch(own)
    visitor = visit(office.owner)
    before = address_on(visitor.get(f"/feeds/{own.id}"))
    form = visitor.get(f"/feeds/{own.id}/edit")
    visitor.fill(
        form, f"/feeds/{own.id}/edit", name="Renamed", types=[], kind="exchange", shows_cancelled=None
    )
    page = visitor.get(f"/feeds/{own.id}")
    assert (page.heading, address_on(page)) == ("Renamed", before)
    made = only_feed(session)
    assert (made.types, made.kind, made.shows_cancelled) == ([], Kind.EXCHANGE, False)
    assert program.fetch(own).one("NAME") == "Renamed"


def test_two_people_who_change_one_feed_are_shown_both_versions(
    session: Session, office: Office, visit: Visit
) -> None:
    public = feed(session)
    first, second = visit(office.owner), visit(office.mate)
    path = f"/feeds/{public.id}/edit"
    forms = [first.get(path), second.get(path)]
    first.fill(forms[0], path, name="Theirs <i>")
    page = second.fill(forms[1], path, name="Mine", status=409)
    assert "Theirs <i>" in page.text
    assert page.form(path).values["name"] == ["Mine"]
    second.fill(page, path, name="Mine")
    assert only_feed(session).name == "Mine"


def test_a_link_is_renewed_and_a_feed_withdrawn_from_its_page(
    program: Program, session: Session, office: Office, visit: Visit
) -> None:
    public = feed(session)
    visitor = visit(office.owner)
    before = address_on(visitor.get(f"/feeds/{public.id}"))
    page = visitor.follow(visitor.press(f"/feeds/{public.id}", f"/feeds/{public.id}/renew"))
    assert "The link is new." in page.text
    assert address_on(page) != before
    program.fetch(public, version=1)
    program.fetch(public, version=2)
    page = visitor.follow(
        visitor.press(f"/feeds/{public.id}", f"/feeds/{public.id}/withdraw", gone_at_once="1")
    )
    assert "Withdrawn" in page.text
    assert "cal_" not in page.html
    program.fetch(public, version=2, status=410)
    visitor.get(f"/feeds/{public.id}/edit")
    for step in ("renew", "withdraw"):
        assert f"/feeds/{public.id}/{step}" not in page.html


def test_a_step_from_a_page_of_yesterday_is_told_so(session: Session, office: Office, visit: Visit) -> None:
    public = feed(session)
    visitor = visit(office.owner)
    page = visitor.get(f"/feeds/{public.id}")
    visitor.fill(page, f"/feeds/{public.id}/renew")
    again = visitor.follow(visitor.fill(page, f"/feeds/{public.id}/renew"))
    assert "Someone changed this a moment ago" in again.text
    assert only_feed(session).secret_version == 2


def test_forms_of_pages_that_send_no_referrer_work_over_https(
    session: Session, office: Office, visit: Visit
) -> None:
    public = feed(session)
    visitor = visit(office.owner)
    form = visitor.get(f"/feeds/{public.id}").form(f"/feeds/{public.id}/renew")
    answer = visitor.client.post(form.action, data=form.filled(), base_url="https://localhost")
    assert answer.status_code == 302
    assert only_feed(session).secret_version == 2


def test_whoever_may_not_see_a_feed_finds_nothing_there(
    session: Session, office: Office, visit: Visit
) -> None:
    own = feed(session, Holder.USER, user_id=office.owner.id)
    public = feed(session)
    strangers = [(office.mate, own), (office.approver, own), (office.outsider, own), (office.viewer, public)]
    for person, one in strangers:
        visitor = visit(person)
        page = visitor.get("/feeds")
        assert f"/feeds/{one.id}" not in page.links()
        visitor.get(f"/feeds/{one.id}", status=404)
        visitor.get(f"/feeds/{one.id}/edit", status=404)
        token = visitor.get("/feeds/new?holder=user").form("/feeds/new").values["csrf_token"]
        for step in ("renew", "withdraw"):
            visitor.post(f"/feeds/{one.id}/{step}", {"csrf_token": token, "version": 1}, status=404)
    session.refresh(own)
    assert (own.secret_version, own.withdrawn_at) == (1, None)
    session.commit()


def test_a_planner_of_another_team_sees_the_feed_of_a_campaign_and_changes_nothing_of_it(
    session: Session, office: Office, visit: Visit
) -> None:
    one = feed(session, campaign_id=shown_campaign(session, office).id, created_by_id=office.owner.id)
    visitor = visit(office.outsider)
    page = visitor.get(f"/feeds/{one.id}")
    assert Seals(KEY).token(one.id, 1) in address_on(page)
    token = visitor.get("/feeds/new?holder=user").form("/feeds/new").values["csrf_token"]
    visitor.get(f"/feeds/{one.id}/edit", status=403)
    for step in ("edit", "renew", "withdraw"):
        assert f"/feeds/{one.id}/{step}" not in page.html
        visitor.post(f"/feeds/{one.id}/{step}", {"csrf_token": token, "version": 1}, status=403)
    session.refresh(one)
    assert (one.version, one.secret_version, one.withdrawn_at) == (1, 1, None)
    session.commit()


def test_strangers_are_sent_to_sign_in_and_steps_are_not_taken_by_looking(
    session: Session, office: Office, visit: Visit
) -> None:
    public = feed(session)
    for path in ("/feeds", "/feeds/new", f"/feeds/{public.id}", f"/feeds/{public.id}/edit"):
        assert "/sign-in" in visit().get(path, status=302).location
    for step in ("renew", "withdraw"):
        visit(office.owner).get(f"/feeds/{public.id}/{step}", status=405)


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_is_there_in_both_languages(
    session: Session, office: Office, visit: Visit, language: str
) -> None:
    campaign = shown_campaign(session, office)
    somebody = factories.stakeholder(session)
    feeds = [
        feed(session, Holder.USER, user_id=office.owner.id, kind=Kind.COMMUNAL, types=["launch"]),
        feed(session, Holder.STAKEHOLDER, stakeholder_id=somebody.id, campaign_id=campaign.id),
        feed(session, shows_cancelled=False),
    ]
    visitor = visit(office.owner, language=language)
    paths = ["/feeds", "/feeds/new", "/feeds/new?holder=stakeholder", "/feeds/new?holder=open"]
    paths += [f"/feeds/{one.id}{more}" for one in feeds for more in ("", "/edit")]
    for path in paths:
        assert visitor.get(path).root is not None


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    app: Flask, session: Session, office: Office, visit: Visit
) -> None:
    campaign = shown_campaign(session, office)
    visitor = visit(office.owner)
    with app.app_context():
        engine = db.engine

    def asked() -> int:
        heard: list[str] = []

        def note(*args: object) -> None:
            heard.append(str(args[2]))

        event.listen(engine, "before_cursor_execute", note)
        visitor.get("/feeds")
        event.remove(engine, "before_cursor_execute", note)
        return len(heard)

    feed(session)
    asked()
    few = asked()
    for _ in range(15):
        somebody = factories.stakeholder(session)
        feed(session, Holder.STAKEHOLDER, stakeholder_id=somebody.id, campaign_id=campaign.id)
    assert asked() == few


def test_a_feed_is_found_among_many_by_its_own_name_or_its_holders(
    session: Session, office: Office, visit: Visit
) -> None:
    river = factories.stakeholder(session, organisation_name_en="Riverside", organisation_name_th="ริมน้ำ")
    feed(session, Holder.STAKEHOLDER, stakeholder_id=river.id, name="แผนงาน")
    for number in range(120):
        feed(session, name=f"Open {number:03}")
    visitor = visit(office.owner)
    page = visitor.get("/feeds")
    assert "Open 099" in page.text
    assert "Open 100" not in page.text
    for query in ("riverside", "ริมน้ำ", "แผน งาน"):
        found = visitor.get(f"/feeds?q={query}")
        assert "Riverside" in found.text
        assert "Open 0" not in found.text
    assert "Open 110" in visitor.get("/feeds?q=open+110").text
    assert "No feed of that name" in visitor.get("/feeds?q=nothing").text


@pytest.mark.parametrize("value", ["0", "-1", "99999999999999999999", "x", "%00", "1e9"])
def test_an_address_that_leads_nowhere_is_never_a_mishap(
    session: Session, office: Office, visit: Visit, value: str
) -> None:
    visitor = visit(office.owner)
    for query in (f"campaign={value}&holder=open", f"holder={value}", f"kind={value}", f"q={value}"):
        visitor.get(f"/feeds/new?{query}")
    assert visitor.client.get(f"/feeds/new?stakeholder={value}").status_code in {200, 404}


def test_a_feed_that_more_people_see_than_its_campaign_does_not_tell_what_the_campaign_is_called(
    session: Session, office: Office, visit: Visit
) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner, confidentiality="team")
    campaign.title_en = campaign.title_th = "Moving the harbour"
    made = feed(session, Holder.OPEN, campaign_id=campaign.id, name="Harbour days")
    session.commit()
    for path in ("/feeds", f"/feeds/{made.id}"):
        assert "Moving the harbour" in visit(office.mate).get(path).text
        page = visit(office.outsider).get(path)
        assert "Harbour days" in page.text
        assert "Moving the harbour" not in page.html
        assert "A campaign that you cannot see" in page.text
