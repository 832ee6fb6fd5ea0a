"""The page of one stakeholder: everything known, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns import participations
from planner.events.models import Attachment
from planner.events.words import AttachmentRole, Visibility
from planner.stakeholders import actions
from planner.stakeholders.actions import NewAffiliation, Place, Said
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.sections import Assessment, Background
from planner.stakeholders.words import (
    Attitude,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    Engagement,
    StakeholderKind,
    StakeholderStatus,
)
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def manee(session: Session, office: Office) -> Stakeholder:
    made = factories.stakeholder(
        session,
        kind=StakeholderKind.PERSON,
        given_th="มานี",
        family_th="รักไทย",
        given_latin="Manee",
        family_latin="Rakthai",
        interest_or_concern="Wants raw data",
        phones=["+66812345678"],
        emails=["manee@canalpost.example.com"],
    )
    session.commit()
    return made


def test_everyone_signed_in_reads_it_in_either_language(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    page = visit(office.viewer).get(f"/stakeholders/{manee.id}")
    assert page.heading == "Manee Rakthai"
    for told in ("มานี รักไทย", "Khun Manee", "Wants raw data", "081 234 5678", "Not assessed yet"):
        assert told in page.text
    assert "tel:+66812345678" in page.links()
    page = visit(office.viewer, language="th").get(f"/stakeholders/{manee.id}")
    assert page.heading == "มานี รักไทย"
    assert "คุณมานี" in page.text


def test_nobody_is_shown_who_is_not_there(visit: Visit, office: Office) -> None:
    visit(office.owner).get("/stakeholders/999999", status=404)
    visit(office.owner).get("/stakeholders/99999999999999999999", status=404)


def test_a_reader_without_a_plan_has_nothing_to_press(
    visit: Visit, office: Office, manee: Stakeholder
) -> None:
    page = visit(office.viewer).get(f"/stakeholders/{manee.id}")
    assert not [link for link in page.links() if f"/stakeholders/{manee.id}/" in link]
    assert not [form for form in page.all("form") if f"/stakeholders/{manee.id}" in form.get("action", "")]


def test_the_assessment_is_told_in_plain_words(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    judged = Assessment(2, 5, True, True, Attitude.CRITIC, Engagement.INFORM, Engagement.INVOLVE)
    actions.assess(session, manee, judged, actor=office.owner)
    session.commit()
    page = visit(office.viewer).get(f"/stakeholders/{manee.id}")
    for told in (
        "Keep informed: Much interest, little power",
        "Dependent: Legitimacy and urgency",
        "2 of 5",
        "Critic",
    ):
        assert told in page.text


def test_whoever_must_not_be_contacted_is_unmistakable_and_has_no_links_to_write_by(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    actions.bar_contact(session, manee, "Asked on 3 May.\nNews goes to the desk.", actor=office.owner)
    session.commit()
    page = visit(office.viewer).get(f"/stakeholders/{manee.id}")
    assert "Do not contact" in page.text
    assert "Asked on 3 May." in page.text
    assert not [link for link in page.links() if link.startswith(("tel:", "mailto:"))]
    assert not [link for link in page.links() if "/feeds/new" in link]


def test_both_ends_of_an_affiliation_show_it(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    desk = factories.stakeholder(session, organisation_name_en="The Canal Post", organisation_name_th=None)
    place = Place(None, "Editor", date(2024, 5, 1), None)
    actions.affiliate(session, NewAffiliation(manee, desk, place), actor=office.owner)
    session.commit()
    visitor = visit(office.viewer)
    page = visitor.get(f"/stakeholders/{manee.id}")
    assert f"/stakeholders/{desk.id}" in page.links()
    assert "since 1 May" in page.text
    page = visitor.get(f"/stakeholders/{desk.id}")
    assert f"/stakeholders/{manee.id}" in page.links()
    assert "Editor" in page.text


def test_consents_stand_by_purpose_and_the_newest_holds(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    for state, days in ((ConsentState.GIVEN, 9), (ConsentState.WITHDRAWN, 2)):
        at = clock.now() - timedelta(days=days)
        said = Said(ConsentPurpose.NEWSLETTERS, state, ConsentMethod.PAPER, "2026-05", at)
        actions.record_consent(session, manee, said, actor=office.owner)
    session.commit()
    page = visit(office.viewer).get(f"/stakeholders/{manee.id}")
    assert "Newsletters Consent withdrawn" in page.text
    assert "Surveys Not asked" in page.text
    assert "Everything they said" in page.text


def test_it_lists_only_the_campaigns_and_events_that_the_reader_may_see(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    open_one = factories.campaign(session, office.corporate, office.owner, title_en="Open water")
    own = factories.campaign(
        session, office.corporate, office.owner, title_en="House matter", confidentiality="team"
    )
    secret = factories.campaign(
        session, office.corporate, office.owner, title_en="Quiet talks", confidentiality="restricted"
    )
    for campaign in (open_one, own, secret):
        participations.add(
            session,
            campaign.id,
            participations.NewParticipation(manee.id, "beneficiary", why_them="Planted reason"),  # type: ignore[arg-type]
            actor=office.owner,
        )
        for visibility in (Visibility.PUBLIC, Visibility.TEAM):
            event = factories.event(
                session, campaign, title_en=f"{campaign.title_en} {visibility}", visibility=visibility
            )
            session.add(Attachment(event_id=event.id, stakeholder_id=manee.id, role=AttachmentRole.SPEAKER))
    session.commit()
    seen = {
        "owner": {
            "Open water",
            "House matter",
            "Quiet talks",
            "Open water team",
            "House matter team",
            "Quiet talks public",
        },
        "mate": {"Open water", "House matter", "Open water team", "House matter team"},
        "outsider": {"Open water", "Open water public"},
        "viewer": {"Open water", "House matter", "House matter public"},
    }
    titles = {"Open water", "House matter", "Quiet talks"}
    titles |= {f"{title} {kind}" for title in titles for kind in ("public", "team")}
    for who, expected in seen.items():
        text = visit(getattr(office, who)).get(f"/stakeholders/{manee.id}").text
        assert {title for title in titles if title in text} >= expected
        if who == "outsider":
            assert not {"House matter", "Quiet talks", "Open water team"} & {t for t in titles if t in text}
            # the history of a campaign is told there, not here
            assert "Planted reason" not in text
        if who in {"mate", "viewer"}:
            assert "Quiet talks" not in text


def test_what_is_to_come_stands_before_what_is_over(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner, Kind.COMMUNAL)
    now = datetime.now(UTC).replace(microsecond=0)
    for title, days in (("Over", -9), ("Later", 20), ("Soon", 2)):
        start = now + timedelta(days=days)
        event = factories.event(
            session,
            campaign,
            title_en=f"{title} meeting",
            starts_at=start,
            ends_at=start + timedelta(hours=1),
        )
        session.add(Attachment(event_id=event.id, stakeholder_id=manee.id))
    session.commit()
    text = visit(office.owner).get(f"/stakeholders/{manee.id}").text
    assert text.index("Soon meeting") < text.index("Later meeting") < text.index("Over meeting")


def test_what_is_not_known_yet_is_offered_to_those_who_can_say(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    page = visit(office.owner).get(f"/stakeholders/{manee.id}")
    assert "Not known yet" in page.text
    assert f"/stakeholders/{manee.id}/edit/assessment" in page.links()
    assert f"/stakeholders/{manee.id}/consents/new" in page.links()
    actions.retire(session, manee, actor=office.owner)
    session.commit()
    page = visit(office.owner).get(f"/stakeholders/{manee.id}")
    assert "Not known yet" not in page.text
    assert "Inactive" in page.text


def test_the_history_tells_who_did_what(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    actions.revise(session, manee, Background(origin_channel="The hearing"), actor=office.owner)
    actions.assess(session, manee, Assessment(power=4), actor=office.outsider)
    session.commit()
    text = visit(office.viewer).get(f"/stakeholders/{manee.id}").text
    assert f"{office.outsider.name_en} assessed this stakeholder" in text
    assert f"{office.owner.name_en} changed this stakeholder" in text


def test_somebody_erased_can_be_read_but_not_written_about(
    visit: Visit, office: Office, session: Session
) -> None:
    gone = factories.stakeholder(session, status=StakeholderStatus.ERASED)
    session.commit()
    page = visit(office.owner).get(f"/stakeholders/{gone.id}")
    assert "Erased" in page.text
    assert not [link for link in page.links() if f"/stakeholders/{gone.id}/" in link]
