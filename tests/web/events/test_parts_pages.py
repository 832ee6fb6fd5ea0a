"""Attached stakeholders and the run sheet, on the page of an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.events.models import Attachment, Event, RunSheetItem
from planner.stakeholders.models import Stakeholder
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def village(session: Session, campaign: Campaign) -> Stakeholder:
    """A stakeholder of the campaign."""
    made = factories.stakeholder(session, organisation_name_th="หมู่บ้านหนองบัว", organisation_name_en="Nong Bua")
    factories.participation(session, campaign, made)
    session.commit()
    return made


def _attachments(session: Session) -> list[Attachment]:
    rows = select(Attachment).order_by(Attachment.id).execution_options(populate_existing=True)
    found = list(session.scalars(rows))
    session.commit()
    return found


def _items(session: Session) -> list[RunSheetItem]:
    rows = select(RunSheetItem).order_by(RunSheetItem.id).execution_options(populate_existing=True)
    found = list(session.scalars(rows))
    session.commit()
    return found


def test_a_stakeholder_is_found_attached_given_a_role_and_detached(
    visit: Visit, session: Session, office: Office, event: Event, village: Stakeholder
) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/events/{event.id}/attachments/new?q=หนองบัว")
    shown = owner.follow(owner.fill(page, stakeholder=village.id, role="speaker"))
    assert "Nong Bua" in shown.text
    assert "Speaker" in shown.text
    [made] = _attachments(session)
    home = f"/events/{event.id}/attachments/{made.id}"
    owner.press(f"{home}/edit", f"{home}/edit", role="vip")
    assert _attachments(session)[0].role == "vip"
    owner.press(f"{home}/edit", f"{home}/detach")
    assert _attachments(session) == []


def test_one_who_is_not_to_be_contacted_is_marked(
    visit: Visit, session: Session, office: Office, event: Event, village: Stakeholder
) -> None:
    village.do_not_contact = True
    session.commit()
    owner = visit(office.owner)
    page = owner.get(f"/events/{event.id}/attachments/new")
    assert "Nong Bua (do not contact)" in page.text
    shown = owner.follow(owner.fill(page, stakeholder=village.id, role="guest"))
    assert "Do not contact" in shown.text


def test_nobody_is_attached_twice_by_a_form_sent_twice(
    visit: Visit, session: Session, office: Office, event: Event, village: Stakeholder
) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/events/{event.id}/attachments/new")
    for _ in range(2):
        owner.fill(page, stakeholder=village.id, role="guest")
    assert len(_attachments(session)) == 1


@pytest.mark.parametrize("wrong", [{"stakeholder": "424242"}, {"stakeholder": ""}, {"role": "king"}])
def test_only_what_is_offered_can_be_attached(
    visit: Visit,
    session: Session,
    office: Office,
    event: Event,
    village: Stakeholder,
    *,
    wrong: dict[str, Any],
) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/events/{event.id}/attachments/new")
    sent = page.form(holding="stakeholder").filled(stakeholder=village.id, role="guest")
    answer = owner.post(
        f"/events/{event.id}/attachments/new", {**sent, **{k: [v] for k, v in wrong.items()}}, status=422
    )
    assert f'href="#{next(iter(wrong))}"' in answer.html
    assert _attachments(session) == []


def test_a_search_that_finds_nobody_says_so(visit: Visit, office: Office, event: Event) -> None:
    page = visit(office.owner).get(f"/events/{event.id}/attachments/new?q=%00%25_zzz")
    assert "Nobody is found who is not attached yet." in page.text


STEP: dict[str, Any] = {
    "starts_at": "9.00",
    "duration_minutes": "30",
    "title": "Doors",
    "what_happens": "Open\r\nGreet",
    "responsible": "Field team",
    "state": "planned",
}


def test_a_run_sheet_grows_step_by_step(visit: Visit, session: Session, office: Office, event: Event) -> None:
    owner = visit(office.owner)
    new = f"/events/{event.id}/run-sheet/new"
    owner.press(new, new, **STEP)
    [first] = _items(session)
    page = owner.follow(
        owner.press(new, new, **{**STEP, "title": "Speech", "starts_at": "9:15", "depends_on_id": first.id})
    )
    assert "overlaps by 15 minutes" in page.text
    assert "starts too early" in page.text
    edit = f"/events/{event.id}/run-sheet/{first.id}"
    page = owner.follow(owner.press(f"{edit}/edit", f"{edit}/edit", duration_minutes="10"))
    assert "5 minutes free before" in page.text
    owner.press(f"{edit}/edit", f"{edit}/remove")
    [left] = _items(session)
    assert (left.title, left.depends_on_id) == ("Speech", None)


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts_at": "half past"}, "starts_at"),
        ({"starts_at": ""}, "starts_at"),
        ({"duration_minutes": "-5"}, "duration_minutes"),
        ({"duration_minutes": "1441"}, "duration_minutes"),
        ({"duration_minutes": "1.5"}, "duration_minutes"),
        ({"title": ""}, "title"),
        ({"depends_on_id": "77"}, "depends_on_id"),
    ],
)
def test_a_step_that_cannot_be_is_explained(
    visit: Visit,
    session: Session,
    office: Office,
    event: Event,
    *,
    wrong: dict[str, Any],
    field: str,
    language: str,
) -> None:
    office.owner.language = language  # type: ignore[assignment]
    session.commit()
    owner = visit(office.owner)
    new = f"/events/{event.id}/run-sheet/new"
    answer = owner.press(new, new, **{**STEP, **wrong, "status": 422})
    assert f'href="#{field}"' in answer.html
    assert answer.form(new).values["responsible"] == ["Field team"]
    assert _items(session) == []


def test_a_step_changed_by_two_shows_both(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner, mate = visit(office.owner), visit(office.mate)
    new = f"/events/{event.id}/run-sheet/new"
    owner.press(new, new, **STEP)
    [item] = _items(session)
    edit = f"/events/{event.id}/run-sheet/{item.id}/edit"
    page = owner.get(edit)
    mate.press(edit, edit, title="Gates")
    answer = owner.fill(page, edit, title="Entrance", status=409)
    assert "Gates" in answer.text
    owner.fill(answer, edit)
    assert _items(session)[0].title == "Entrance"


def test_a_step_of_another_event_is_not_there(
    visit: Visit, session: Session, office: Office, campaign: Campaign, event: Event
) -> None:
    owner = visit(office.owner)
    new = f"/events/{event.id}/run-sheet/new"
    owner.press(new, new, **STEP)
    [item] = _items(session)
    other = factories.event(session, campaign)
    session.commit()
    owner.get(f"/events/{other.id}/run-sheet/{item.id}/edit", status=404)
