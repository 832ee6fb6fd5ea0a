"""Taking stakeholders up, changing their sections, barring contact: the deeds and their entries in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from planner.activity import queries as activity
from planner.dates import Era
from planner.errors import NotAllowed, Refusal, Stale
from planner.i18n import Language
from planner.stakeholders import actions, queries
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.sections import Assessment, Background, Identity, NewStakeholder, Reach
from planner.stakeholders.words import (
    Attitude,
    Category,
    Channel,
    Engagement,
    StakeholderKind,
    StakeholderStatus,
)
from tests import factories
from tests.factories import Office

MANEE = NewStakeholder(
    kind=StakeholderKind.PERSON,
    category=Category.MEDIA,
    interest_or_concern="ขอข้อมูลดิบ",
    given_th="มานี",
    family_th="รักไทย",
    phone="081-234-5678",
)
NETWORK = NewStakeholder(
    kind=StakeholderKind.ORGANISATION,
    category=Category.COMMUNITY,
    interest_or_concern="The breakwater",
    name_th="เครือข่ายรักษ์ทะเล",
    email="Sea@Network.example.org",
)


def verbs(session: Session, stakeholder: Stakeholder) -> list[str]:
    return [entry.verb for entry in activity.history(session, "stakeholder", stakeholder.id)]


def test_a_planner_of_any_team_takes_somebody_up(session: Session, office: Office) -> None:
    made = actions.add(session, MANEE, actor=office.outsider)
    assert (made.name_th, made.name_en, made.phones) == ("มานี รักไทย", None, ["+66812345678"])
    assert made.created_by_id == office.outsider.id
    assert made.status == StakeholderStatus.ACTIVE
    assert made.power is None
    assert verbs(session, made) == ["stakeholder.added"]


def test_a_viewer_may_not(session: Session, office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.add(session, MANEE, actor=office.viewer)


def test_an_organisation_keeps_its_own_name_and_no_persons(session: Session, office: Office) -> None:
    made = actions.add(session, replace(NETWORK, given_th="มานี"), actor=office.owner)
    assert (made.name_th, made.given_th, made.emails) == ("เครือข่ายรักษ์ทะเล", None, ["Sea@network.example.org"])


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (replace(MANEE, given_th=" ", family_th="รักไทย"), "given_th"),
        (replace(NETWORK, name_th="\u200b"), "name_th"),
        (replace(MANEE, interest_or_concern="\n"), "interest_or_concern"),
        (replace(MANEE, phone=None), "email"),
        (replace(NETWORK, email=""), "email"),
        (replace(MANEE, phone="no"), "phone"),
        (replace(NETWORK, email="sea"), "email"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_written(
    session: Session, office: Office, data: NewStakeholder, field: str
) -> None:
    before = queries.counts(session).total
    with pytest.raises(Refusal) as refused:
        actions.add(session, data, actor=office.owner)
    assert refused.value.field == field
    assert queries.counts(session).total == before


def test_a_public_may_be_reached_only_through_others(session: Session, office: Office) -> None:
    data = replace(NETWORK, kind=StakeholderKind.PUBLIC, email=None)
    assert actions.add(session, data, actor=office.owner).emails == []


def test_names_are_said_anew_and_the_order_follows(session: Session, office: Office) -> None:
    made = actions.add(session, MANEE, actor=office.owner)
    identity = Identity(
        category=Category.ACADEMIC,
        interest_or_concern="ขอข้อมูลดิบ",
        given_th="ไพลิน",
        nickname_th="ไพ",
        title="ดร.",
    )
    actions.revise(session, made, identity, actor=office.outsider, version=made.version)
    assert (made.name_th, made.family_th, made.category) == ("ไพลิน", None, Category.ACADEMIC)
    assert queries.matching(session, "ไพ") == [made]
    entry = activity.history(session, "stakeholder", made.id)[0]
    assert entry.verb == "stakeholder.revised"
    assert entry.changes["given_th"] == ["มานี", "ไพลิน"]
    assert made.updated_by_id == office.outsider.id


def test_saving_what_already_stands_says_nothing(session: Session, office: Office) -> None:
    made = actions.add(session, NETWORK, actor=office.owner)
    version = made.version
    same = Reach(emails=("SEA@network.example.org".replace("SEA", "Sea"), "Sea@network.example.org"))
    actions.revise(session, made, same, actor=office.owner)
    assert (verbs(session, made), made.version) == (["stakeholder.added"], version)


def test_reach_is_read_whole_or_not_at_all(session: Session, office: Office) -> None:
    made = actions.add(session, MANEE, actor=office.owner)
    reach = Reach(
        emails=("a@example.org", "b@example.org", "a@example.org", " "),
        phones=("02 123 4567",),
        line_id="@manee",
        preferred_channel=Channel.LINE,
        language=Language.EN,
        date_era=Era.CE,
        timezone="Asia/Tokyo",
    )
    actions.revise(session, made, reach, actor=office.owner)
    assert made.emails == ["a@example.org", "b@example.org"]
    assert (made.phones, made.line_id, made.timezone) == (["+6621234567"], "@manee", "Asia/Tokyo")
    for wrong, field in (
        (replace(reach, phones=("02 123",)), "phones"),
        (replace(reach, timezone="Asia/Bangkock"), "timezone"),
        (Reach(), "emails"),
        (replace(reach, emails=tuple(f"{n}@example.org" for n in range(11))), "emails"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.revise(session, made, wrong, actor=office.owner)
        assert refused.value.field == field
    assert made.emails == ["a@example.org", "b@example.org"]


def test_what_the_office_remembers_is_kept(session: Session, office: Office) -> None:
    made = actions.add(session, MANEE, actor=office.owner)
    session.commit()
    background = Background(office.owner.id, "The hearing in August", True, "CRM-12", "Call after noon\n")
    actions.revise(session, made, background, actor=office.owner)
    assert (made.owner_id, made.internal_notes, made.is_self_selected) == (
        office.owner.id,
        "Call after noon",
        True,
    )


def test_an_assessment_may_be_made_in_parts_and_stays_on_its_scale(session: Session, office: Office) -> None:
    made = actions.add(session, MANEE, actor=office.owner)
    judged = Assessment(4, None, None, True, Attitude.CRITIC, None, Engagement.INVOLVE)
    actions.assess(session, made, judged, actor=office.outsider)
    assert (made.power, made.interest, made.has_legitimacy, made.has_urgency) == (4, None, None, True)
    assert verbs(session, made)[0] == "stakeholder.assessed"
    for power in (0, 6, -1):
        with pytest.raises(Refusal, match="1 to 5"):
            actions.assess(session, made, Assessment(power=power), actor=office.owner)


def test_whoever_must_not_be_contacted_is_barred_with_the_reason_in_the_log(
    session: Session, office: Office
) -> None:
    made = actions.add(session, MANEE, actor=office.owner)
    with pytest.raises(Refusal) as refused:
        actions.bar_contact(session, made, " \n", actor=office.owner)
    assert refused.value.field == "reason"
    actions.bar_contact(session, made, "Asked on 3 May", actor=office.owner)
    assert (made.do_not_contact, made.do_not_contact_reason) == (True, "Asked on 3 May")
    with pytest.raises(Refusal):
        actions.allow_contact(session, made, "", actor=office.owner)
    actions.allow_contact(session, made, "Wrote on 9 June", actor=office.owner)
    assert (made.do_not_contact, made.do_not_contact_reason) == (False, None)
    allowed, barred = activity.history(session, "stakeholder", made.id)[:2]
    assert (barred.verb, barred.note) == ("stakeholder.contact_barred", "Asked on 3 May")
    assert (allowed.verb, allowed.note) == ("stakeholder.contact_allowed", "Wrote on 9 June")


def test_somebody_set_aside_comes_back(session: Session, office: Office) -> None:
    made = actions.add(session, MANEE, actor=office.owner)
    actions.retire(session, made, actor=office.owner)
    assert made not in queries.matching(session, "มานี")
    actions.bring_back(session, made, actor=office.owner)
    assert made in queries.matching(session, "มานี")
    assert verbs(session, made)[:2] == ["stakeholder.returned", "stakeholder.retired"]


def test_whoever_saved_second_is_told(session: Session, office: Office) -> None:
    made = actions.add(session, MANEE, actor=office.owner)
    seen = made.version
    actions.assess(session, made, Assessment(power=5), actor=office.outsider, version=seen)
    with pytest.raises(Stale):
        actions.assess(session, made, Assessment(power=1), actor=office.owner, version=seen)


def test_nothing_is_written_about_somebody_erased(session: Session, office: Office) -> None:
    made = factories.stakeholder(session, status=StakeholderStatus.ERASED)
    with pytest.raises(Refusal, match="erased"):
        actions.assess(session, made, Assessment(power=5), actor=office.owner)
    with pytest.raises(Refusal, match="erased"):
        actions.bar_contact(session, made, "Why", actor=office.owner)
    with pytest.raises(Refusal, match="erased"):
        actions.bring_back(session, made, actor=office.owner)
