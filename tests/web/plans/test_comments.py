"""The thread of a plan on its pages, and steps that keep what was said along when they are refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.models import Campaign
from planner.plans import actions, comments
from planner.plans.models import PlanComment, PlanSnapshot
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def sent(session: Session, office: Office) -> Campaign:
    """A plan in review that only its team may know of."""
    made = factories.ready_campaign(session, office.corporate, office.owner, confidentiality="team")
    actions.submit(session, made.id, actor=office.owner)
    session.commit()
    return made


def written(session: Session) -> list[PlanComment]:
    session.rollback()
    return list(
        session.scalars(
            select(PlanComment).order_by(PlanComment.id).execution_options(populate_existing=True)
        )
    )


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("page", ["", "/review"])
def test_a_comment_is_written_where_the_plan_is_read(
    visit: Visit, session: Session, office: Office, sent: Campaign, language: str, page: str
) -> None:
    visitor = visit(office.approver, language=language)
    answer = visitor.press(f"/campaigns/{sent.id}{page}", "/comments/new", text="งบพิมพ์สูงไป\nลดได้ไหม")
    [said] = written(session)
    assert answer.location == f"/campaigns/{sent.id}#comment-{said.id}"
    assert "งบพิมพ์สูงไป" in visitor.follow(answer).text
    assert "งบพิมพ์สูงไป" in visit(office.viewer, language=language).get(f"/campaigns/{sent.id}").text


def test_sent_twice_it_is_one_comment(visit: Visit, session: Session, office: Office, sent: Campaign) -> None:
    visitor = visit(office.mate)
    form = visitor.get(f"/campaigns/{sent.id}").form("/comments/new")
    answers = [visitor.post(form.action, form.filled(text="Once")) for _ in range(2)]
    assert len(written(session)) == 1
    assert answers[0].location == answers[1].location


def test_nothing_said_and_too_much_said_are_explained_and_kept(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    visitor = visit(office.mate)
    empty = visitor.press(f"/campaigns/{sent.id}", "/comments/new", text="  ", status=422)
    assert "Fill this in." in empty.text
    long = visitor.fill(empty, "/comments/new", text="x" * 2_001, status=422)
    assert "Shorten this to 2000 characters" in long.text
    assert long.form("/comments/new").values["text"] == ["x" * 2_001]
    assert written(session) == []


def test_viewers_are_offered_no_comment_and_outsiders_find_nothing(
    visit: Visit, office: Office, sent: Campaign
) -> None:
    page = visit(office.viewer).get(f"/campaigns/{sent.id}")
    assert not [form for form in page.all("form") if "/comments/new" in form.get("action", "")]
    visit(office.viewer).get(f"/campaigns/{sent.id}/comments/new", status=403)
    visit(office.outsider).get(f"/campaigns/{sent.id}/comments/new", status=404)


def test_ones_own_words_are_changed_and_withdrawn_by_nobody_else(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    said = comments.write(session, sent.id, "First words", actor=office.mate)
    session.commit()
    mate, home = visit(office.mate), f"/campaigns/{sent.id}"
    form_page = mate.get(f"/comments/{said.id}/edit")
    mate.fill(form_page, f"/comments/{said.id}/edit", text="Better words")
    assert "Better words" in mate.get(home).text
    stale = mate.fill(form_page, f"/comments/{said.id}/edit", text="Words from before", status=409)
    assert "Better words" in stale.text
    assert "Words from before" in stale.text
    assert f"/comments/{said.id}/edit" not in visit(office.owner).get(home).links()
    visit(office.owner).get(f"/comments/{said.id}/edit", status=403)
    visit(office.outsider).get(f"/comments/{said.id}/edit", status=404)
    visit(office.mate).get(f"/comments/{said.id}/withdraw", status=405)
    shown = mate.follow(mate.press(home, f"/comments/{said.id}/withdraw"))
    assert "Better words" not in shown.text
    assert "Withdrawn" in shown.text


def test_after_ten_minutes_only_withdrawing_is_offered(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    said = comments.write(session, sent.id, "Old words", actor=office.mate)
    said.written_at -= timedelta(minutes=11)
    session.commit()
    mate = visit(office.mate)
    page = mate.get(f"/campaigns/{sent.id}")
    assert f"/comments/{said.id}/edit" not in page.links()
    assert "for ten minutes" in mate.get(f"/comments/{said.id}/edit", status=422).text
    mate.fill(page, f"/comments/{said.id}/withdraw")


# ── Steps with a comment ────────────────────────────────────────────────────────────────────────────────


def test_a_note_to_the_approver_goes_along_with_the_plan(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    owner = visit(office.owner)
    owner.press(f"/campaigns/{made.id}", f"/campaigns/{made.id}/submit", comment="Please by Friday")
    told = visit(office.approver).get(f"/campaigns/{made.id}/review").text
    assert "Please by Friday" in told
    session.rollback()
    assert session.scalars(select(PlanSnapshot.comment)).one() == "Please by Friday"


def test_the_reason_of_a_refused_cancellation_is_kept(visit: Visit, session: Session, office: Office) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    owner, cancel = visit(office.owner), f"/campaigns/{made.id}/cancel"
    page = owner.get(f"/campaigns/{made.id}")
    made.title_en = "Changed meanwhile"
    session.commit()
    kept = owner.fill(page, cancel, comment="The river took the bridge", status=409)
    assert kept.form(cancel).values["comment"] == ["The river took the bridge"]
    assert "Someone changed this a moment ago" in kept.text
    owner.fill(kept, cancel)
    session.expire_all()
    assert session.get_one(Campaign, made.id).status == Status.CANCELLED
    assert "The river took the bridge" in owner.get(f"/campaigns/{made.id}").text


def test_a_step_that_is_no_longer_there_keeps_what_was_said(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    owner = visit(office.owner)
    page = owner.get(f"/campaigns/{made.id}")
    form = page.form(f"/campaigns/{made.id}/cancel")
    actions.move(session, made.id, Step.CANCEL, actor=office.mate)
    session.commit()
    values = {**form.filled(comment="Too late"), "version": [""]}
    told = owner.post(form.action, values, status=422)
    assert told.form(form.action).values["comment"] == ["Too late"]
    assert "This cannot be done while the campaign stands at" in told.text


def test_the_reason_of_a_refused_cancellation_of_an_event_is_kept(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.campaign(session, office.corporate, office.owner)
    event = factories.event(session, made)
    session.commit()
    owner, cancel = visit(office.owner), f"/events/{event.id}/cancel"
    page = owner.get(f"/events/{event.id}")
    event.title_en = "Changed meanwhile"
    session.commit()
    kept = owner.fill(page, cancel, comment="ฝนตกหนัก", status=409)
    assert kept.form(cancel).values["comment"] == ["ฝนตกหนัก"]
    owner.fill(kept, cancel)
    assert "ฝนตกหนัก" in owner.get(f"/events/{event.id}").text
