"""The approval sheet on screen and on paper: one page, its plan's own figures, lines to sign on, in either language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.campaigns import actions as campaigns
from planner.campaigns import budget, messages
from planner.campaigns.actions import Revision
from planner.campaigns.budget import LineData
from planner.campaigns.kinds import Section
from planner.campaigns.messages import MessageData
from planner.campaigns.models import Campaign
from planner.plans import actions, queries
from planner.plans.models import DecisionKind
from planner.plans.snapshot import stamp
from tests import factories
from tests.briefs.reading import Printed, bare
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def sent(session: Session, office: Office) -> Campaign:
    """A plan in review that only its team may know of, with money in it."""
    office.owner.position, office.approver.position = "เจ้าหน้าที่สื่อสารองค์กร", "ผู้อำนวยการฝ่าย"
    made = factories.ready_campaign(
        session,
        office.corporate,
        office.owner,
        title_th="น้ำดื่มสะอาดเพื่อชุมชนริมน้ำ",
        title_en="Clean water by the river",
        purpose_th="ให้คนริมน้ำมีน้ำดื่มที่สะอาดตลอดปี",
        confidentiality="team",
        has_no_budget=False,
        risks="INTERNALMARK",
    )
    budget.add(session, made.id, LineData("เครื่องกรอง", planned_minor=1_234_500_00), actor=office.owner)
    actions.submit(session, made.id, actor=office.owner, comment="ขอภายในวันศุกร์")
    session.commit()
    return made


def plan_stamp(session: Session, campaign: Campaign) -> str:
    found = stamp(queries.snapshots(session, campaign.id)[0].digest)
    session.rollback()
    return found


def paper(visitor: Visitor, campaign: Campaign, folder: Path, language: str, more: str = "") -> Printed:
    answer = visitor.get(f"/campaigns/{campaign.id}/approval-sheet.pdf?language={language}{more}").response
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    return Printed(answer.data, folder)


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["th", "en"])
def test_one_page_says_what_is_signed_and_leaves_room_to_sign(
    visit: Visit, session: Session, office: Office, sent: Campaign, tmp_path: Path, language: str
) -> None:
    printed = paper(visit(office.viewer), sent, tmp_path, language)
    assert printed.info["Pages"] == "1"
    text = printed.text
    words = {
        "th": [
            "น้ำดื่มสะอาดเพื่อชุมชนริมน้ำ",
            "ให้คนริมน้ำมีน้ำดื่มที่สะอาดตลอดปี",
            "฿1,234,500",
            "ผู้เสนอ",
            "ผู้อนุมัติ",
            "วันที่",
            office.owner.name_th,
        ],
        "en": [
            "Clean water by the river",
            "THB 1,234,500",
            "Proposed by",
            "Agreed by",
            "Approved by",
            "Date",
            "BE",
            office.owner.name_en,
        ],
    }[language]
    for word in [*words, sent.code, "เจ้าหน้าที่สื่อสารองค์กร", "ขอภายในวันศุกร์", plan_stamp(session, sent)]:
        assert bare(word or "") in text, word
    assert text.count("." * 30) >= 3  # a line to sign on for each of three
    assert "INTERNALMARK" not in text


@pytest.mark.pdf
def test_who_agrees_is_chosen_left_open_or_left_out(
    visit: Visit, office: Office, sent: Campaign, tmp_path: Path
) -> None:
    visitor = visit(office.owner)
    named = paper(visitor, sent, tmp_path, "en", f"&reviewer={office.mate.id}").text
    assert bare(office.mate.name_en or "") in named
    alone = paper(visitor, sent, tmp_path, "en", "&reviewer=none").text
    assert bare("Agreed by") not in alone
    for nobody in (office.outsider.id, office.owner.id, "x", 10**12):
        text = paper(visitor, sent, tmp_path, "en", f"&reviewer={nobody}").text
        assert bare("Agreed by") in text
        assert bare(office.outsider.name_en or "") not in text


def grown(session: Session, office: Office, campaign: Campaign) -> None:
    """The plan approved, then changed as far as plans go, and sent again."""
    actions.decide(session, campaign.id, DecisionKind.APPROVE, actor=office.approver)
    about = {
        "title_th": "โครงการน้ำดื่มสะอาด" * 10,
        "title_en": "Clean drinking water for everybody " * 5,
        "end_on": campaign.end_on + timedelta(days=30),
    }
    campaigns.revise(session, campaign.id, Revision(Section.ABOUT, about), actor=office.owner)
    why = {"purpose_th": "ให้ชุมชนริมน้ำทุกแห่งมีน้ำดื่มที่สะอาด " * 60, "purpose_en": "So that all drink. " * 90}
    campaigns.revise(session, campaign.id, Revision(Section.WHY, why), actor=office.owner)
    for n in range(20):
        messages.add(session, campaign.id, MessageData(text_th=f"น้ำคือสิทธิ {n} " * 40), actor=office.owner)
    for currency in ("USD", "EUR", "JPY"):
        budget.add(session, campaign.id, LineData("ค่าใช้จ่าย", currency, 500_00), actor=office.owner)
    actions.submit_changes(session, campaign.id, actor=office.owner, comment="ยาวมาก " * 400)
    session.commit()


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["th", "en"])
def test_however_long_the_plan_the_signatures_stand_on_the_one_page(
    visit: Visit, session: Session, office: Office, sent: Campaign, tmp_path: Path, language: str
) -> None:
    grown(session, office, sent)
    printed = paper(visit(office.owner), sent, tmp_path, language)
    assert printed.info["Pages"] == "1"
    approved_by = {"th": "ผู้อนุมัติ", "en": "Approved by"}[language]
    assert bare(approved_by) in printed.text
    assert bare(plan_stamp(session, sent)) in printed.text


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_shows_the_same_and_leads_to_the_files(
    visit: Visit, session: Session, office: Office, sent: Campaign, language: str
) -> None:
    grown(session, office, sent)
    page = visit(office.approver, language=language).get(f"/campaigns/{sent.id}/approval-sheet")
    links = page.links()
    for tongue in ("th", "en"):
        assert f"/campaigns/{sent.id}/approval-sheet.pdf?language={tongue}" in links
    assert f"/campaigns/{sent.id}/approval-sheet?reviewer={office.mate.id}" in links
    assert plan_stamp(session, sent) in page.text
    if language == "en":
        assert "Different from plan 1" in page.text
        assert "more differences, on screen" in page.text


def test_what_changed_after_the_plan_was_sent_is_said_and_not_signed(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    budget.add(session, sent.id, LineData("Later", planned_minor=1_00), actor=office.owner)
    session.commit()
    page = visit(office.owner).get(f"/campaigns/{sent.id}/approval-sheet").text
    assert "The campaign was changed after this plan was sent." in page
    assert "THB 1,234,500" in page


def test_the_sheet_is_reached_from_where_the_plan_is(visit: Visit, office: Office, sent: Campaign) -> None:
    sheet = f"/campaigns/{sent.id}/approval-sheet"
    assert sheet in visit(office.approver).get(f"/campaigns/{sent.id}/review").links()
    for who in (office.owner, office.viewer):
        assert sheet in visit(who).get(f"/campaigns/{sent.id}").links()


def test_only_those_who_see_the_campaign_find_its_sheet_and_only_once_there_is_a_plan(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    draft = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    outsiders: list[User] = [office.outsider, office.outside_approver]
    for who, campaign in [*((who, sent) for who in outsiders), (office.owner, draft)]:
        for ending in ("", ".pdf"):
            visit(who).get(f"/campaigns/{campaign.id}/approval-sheet{ending}", status=404)
    assert (
        f"/campaigns/{draft.id}/approval-sheet"
        not in visit(office.owner).get(f"/campaigns/{draft.id}").links()
    )
    visit(office.owner).get(f"/campaigns/{sent.id}/approval-sheet.pdf?language=de", status=400)
