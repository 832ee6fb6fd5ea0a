"""Adding, changing and taking out what a campaign consists of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.models import BudgetLine, Campaign, KeyMessage, Participation
from planner.campaigns.words import ParticipationRole
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]
M = TypeVar("M", Participation, KeyMessage, BudgetLine, Campaign)


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A draft of the owner's."""
    made = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    return made


def seen(session: Session, model: type[M], key: int) -> M:
    """The record as the application left it."""
    found = session.get_one(model, key)
    session.refresh(found)
    # end the reading: the next page may want to write
    session.commit()
    return found


def of(
    session: Session, model: type[Participation | KeyMessage | BudgetLine], campaign: Campaign
) -> list[int]:
    found = list(session.scalars(select(model.id).where(model.campaign_id == campaign.id).order_by(model.id)))
    # end the reading: the next page may want to write
    session.commit()
    return found


# ── Participations ──────────────────────────────────────────────────────────────────────────────────────


def test_a_stakeholder_is_found_and_added(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    factories.stakeholder(session, organisation_name_th="ชุมชนบ้านปากคลอง")
    wanted = factories.stakeholder(session, organisation_name_th="มูลนิธิรักษ์ทะเล")
    session.commit()
    visitor = visit(office.mate)
    page = visitor.get(f"/campaigns/{campaign.id}/participations/new?q=รักษ์")
    assert "ชุมชนบ้านปากคลอง" not in page.text
    answer = visitor.fill(page, stakeholder=wanted.id, role="partner")
    assert answer.location == f"/campaigns/{campaign.id}#whom"
    [one] = of(session, Participation, campaign)
    made = seen(session, Participation, one)
    assert (made.stakeholder_id, made.role) == (wanted.id, ParticipationRole.PARTNER)


def test_who_takes_part_is_not_offered_again(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    factories.participation(
        session, campaign, factories.stakeholder(session, organisation_name_en="Twice Ltd")
    )
    session.commit()
    page = visit(office.owner).get(f"/campaigns/{campaign.id}/participations/new?q=twice")
    assert "Twice Ltd" not in page.text
    assert "No stakeholder of that name" in page.text


def test_an_addition_sent_twice_adds_once(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    who = factories.stakeholder(session)
    session.commit()
    visitor = visit(office.owner)
    form = visitor.get(f"/campaigns/{campaign.id}/participations/new").form(holding="stakeholder")
    for _ in range(2):
        answer = visitor.post(form.action, form.filled(stakeholder=who.id))
        assert answer.location == f"/campaigns/{campaign.id}#whom"
    assert len(of(session, Participation, campaign)) == 1


def test_nobody_chosen_is_explained(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    factories.stakeholder(session)
    session.commit()
    visitor = visit(office.owner)
    page = visitor.get(f"/campaigns/{campaign.id}/participations/new")
    refused = visitor.fill(page, status=422, role="media")
    assert "Fill this in." in refused.text
    assert refused.form(holding="role").values["role"] == ["media"]


@pytest.mark.parametrize("language", ["th", "en"])
def test_how_somebody_takes_part_is_filled_in_on_its_row(
    visit: Visit, session: Session, office: Office, campaign: Campaign, language: str
) -> None:
    office.owner.language = language  # type: ignore[assignment] # the column takes the key
    one = factories.participation(session, campaign, factories.stakeholder(session))
    message = KeyMessage(campaign_id=campaign.id, position=1, text_en="Water")
    session.add(message)
    session.commit()
    visitor = visit(office.owner, language=language)
    page = visitor.get(f"/participations/{one.id}/edit")
    visitor.fill(
        page,
        engagement_desired="involve",
        strategies=["openness", "assurances"],
        why_them="They know",
        message=message.id,
    )
    changed = seen(session, Participation, one.id)
    assert changed.strategies == ["openness", "assurances"]
    assert changed.message_id == message.id


def test_a_stale_participation_shows_both(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    one = factories.participation(session, campaign, factories.stakeholder(session))
    session.commit()
    first, second = visit(office.owner), visit(office.mate)
    mine = second.get(f"/participations/{one.id}/edit")
    first.press(f"/participations/{one.id}/edit", f"/participations/{one.id}/edit", why_them="Theirs")
    conflict = second.fill(mine, status=409, why_them="Mine")
    assert "Theirs" in conflict.text
    assert conflict.form(holding="why_them").values["why_them"] == ["Mine"]


def test_somebody_is_taken_out(visit: Visit, session: Session, office: Office, campaign: Campaign) -> None:
    one = factories.participation(session, campaign, factories.stakeholder(session))
    session.commit()
    visitor = visit(office.owner)
    answer = visitor.press(f"/participations/{one.id}/edit", f"/participations/{one.id}/remove")
    assert "Removed." in visitor.follow(answer).text
    assert of(session, Participation, campaign) == []


# ── Key messages ────────────────────────────────────────────────────────────────────────────────────────


def add_message(visitor: Visitor, campaign: Campaign, **values: Any) -> None:
    visitor.fill(visitor.get(f"/campaigns/{campaign.id}/messages/new"), **values)


def test_messages_are_written_moved_and_removed(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    for words in ("หนึ่ง", "สอง"):
        add_message(visitor, campaign, text_th=words, is_public="y")
    first, second = of(session, KeyMessage, campaign)
    page = f"/campaigns/{campaign.id}"
    answer = visitor.press(page, f"/messages/{second}/move-up")
    assert answer.location.endswith(f"#message-{second}")
    shown = visitor.get(page).text
    assert shown.index("สอง") < shown.index("หนึ่ง")
    visitor.press(page, f"/messages/{second}/move-down")
    visitor.press(f"/messages/{first}/edit", f"/messages/{first}/remove")
    assert of(session, KeyMessage, campaign) == [second]
    assert seen(session, KeyMessage, second).is_public


def test_a_message_needs_words(visit: Visit, session: Session, office: Office, campaign: Campaign) -> None:
    visitor = visit(office.owner)
    page = visitor.get(f"/campaigns/{campaign.id}/messages/new")
    refused = visitor.fill(page, status=422, text_th="", proof_en="A study")
    assert "Fill this in, in Thai or in English." in refused.text
    assert refused.form(holding="proof_en").values["proof_en"] == ["A study"]


def test_a_message_is_for_everyone_or_for_one_who_takes_part(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    who = factories.stakeholder(session)
    factories.participation(session, campaign, who)
    session.commit()
    visitor = visit(office.owner)
    add_message(visitor, campaign, text_en="For you", public=str(who.id))
    [one] = of(session, KeyMessage, campaign)
    assert seen(session, KeyMessage, one).public_id == who.id
    visitor.fill(visitor.get(f"/messages/{one}/edit"), public="")
    assert seen(session, KeyMessage, one).public_id is None


def test_a_message_sent_twice_is_one(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    form = visitor.get(f"/campaigns/{campaign.id}/messages/new").form(holding="text_en")
    for _ in range(2):
        visitor.post(form.action, form.filled(text_en="Once"))
    assert len(of(session, KeyMessage, campaign)) == 1


# ── Budget ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_line_is_added_in_its_own_currency_and_totalled(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    for currency, amount in (("THB", "1,250,000.50"), ("JPY", "5,000")):
        page = visitor.get(f"/campaigns/{campaign.id}/budget-lines/new")
        visitor.fill(page, category="Boats", currency=currency, planned=amount)
    thb, jpy = (seen(session, BudgetLine, one) for one in of(session, BudgetLine, campaign))
    assert (thb.planned_minor, jpy.planned_minor) == (125_000_050, 5_000)
    shown = visitor.get(f"/campaigns/{campaign.id}").text
    assert "1,250,000.50" in shown
    assert "(JPY)" in shown


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"planned": "a lot"}, "amount"),
        ({"planned": "-5"}, "cannot be negative"),
        ({"planned": "1,00"}, "Commas part thousands"),
        ({"category": ""}, "Fill this in."),
        ({"currency": "XXX"}, "Choose one from the list."),
        ({"currency": "JPY", "planned": "5.50"}, "no decimal places"),
    ],
)
def test_money_that_is_none_is_explained_and_kept(
    visit: Visit,
    session: Session,
    office: Office,
    campaign: Campaign,
    values: dict[str, str],
    message: str,
) -> None:
    visitor = visit(office.owner)
    form = visitor.get(f"/campaigns/{campaign.id}/budget-lines/new").form(holding="category")
    sent = {**form.filled(category="Boats"), **{key: [value] for key, value in values.items()}}
    page = visitor.post(form.action, sent, status=422)
    assert message in page.text
    if "planned" in values:
        assert page.form(holding="planned").values["planned"] == [values["planned"]]
    assert of(session, BudgetLine, campaign) == []


def test_a_line_is_changed_in_the_currency_it_has(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    line = BudgetLine(
        campaign_id=campaign.id, position=1, category="Prize", currency="JPY", planned_minor=5_000
    )
    session.add(line)
    session.commit()
    visitor = visit(office.owner)
    page = visitor.get(f"/budget-lines/{line.id}/edit")
    assert page.form(holding="planned").values["planned"] == ["5,000"]
    visitor.fill(page, actual="4,800")
    line = seen(session, BudgetLine, line.id)
    assert (line.planned_minor, line.actual_minor) == (5_000, 4_800)
    visitor.press(f"/budget-lines/{line.id}/edit", f"/budget-lines/{line.id}/remove")
    assert of(session, BudgetLine, campaign) == []


def test_no_budget_is_said_by_one_button_and_taken_back_by_another(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    page, step = f"/campaigns/{campaign.id}", f"/campaigns/{campaign.id}/no-budget"
    assert "This campaign has no budget." in visitor.follow(visitor.press(page, step)).text
    assert seen(session, Campaign, campaign.id).has_no_budget
    visitor.press(page, step)
    assert not seen(session, Campaign, campaign.id).has_no_budget


# ── Who may ─────────────────────────────────────────────────────────────────────────────────────────────


def addresses(session: Session, campaign: Campaign) -> tuple[list[str], list[str]]:
    one = factories.participation(session, campaign, factories.stakeholder(session))
    message = KeyMessage(campaign_id=campaign.id, position=1, text_en="x")
    line = BudgetLine(campaign_id=campaign.id, position=1, category="x")
    session.add_all([message, line])
    session.commit()
    forms = [
        f"/campaigns/{campaign.id}/participations/new",
        f"/campaigns/{campaign.id}/messages/new",
        f"/campaigns/{campaign.id}/budget-lines/new",
        f"/participations/{one.id}/edit",
        f"/messages/{message.id}/edit",
        f"/budget-lines/{line.id}/edit",
    ]
    steps = [
        f"/participations/{one.id}/remove",
        f"/messages/{message.id}/move-up",
        f"/messages/{message.id}/move-down",
        f"/messages/{message.id}/remove",
        f"/budget-lines/{line.id}/remove",
        f"/campaigns/{campaign.id}/no-budget",
    ]
    return forms, steps


def test_team_mates_may_and_viewers_and_outsiders_may_not(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    forms, steps = addresses(session, campaign)
    for path in forms:
        visit(office.mate).get(path)
        for who in (office.viewer, office.outsider):
            visit(who).get(path, status=403)
    for who in (office.viewer, office.outsider):
        visitor = visit(who)
        token = visitor.get("/profile").form(holding="csrf_token").values["csrf_token"]
        for path in steps:
            visitor.post(path, {"csrf_token": token}, status=403)


def test_a_step_is_not_taken_by_opening_its_address(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    _, steps = addresses(session, campaign)
    for path in steps:
        visit(office.owner).get(path, status=405)


def test_the_parts_of_a_hidden_campaign_are_not_found(visit: Visit, session: Session, office: Office) -> None:
    forms, _ = addresses(session, office.noise)
    for path in forms:
        visit(office.owner).get(path, status=404)


def test_an_archived_campaign_takes_nothing_in(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    campaign.status = "archived"  # type: ignore[assignment] # the column takes the key
    forms, _ = addresses(session, campaign)
    for path in forms:
        visit(office.owner).get(path, status=422)
