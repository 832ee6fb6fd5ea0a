"""Recording what somebody said about one purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.i18n import Language
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import ConsentMethod, ConsentPurpose, ConsentState, StakeholderKind
from tests import factories
from tests.factories import Office
from tests.pages import Visitor
from tests.web.stakeholders.read import again

Visit = Callable[..., Visitor]
SAID: dict[str, Any] = {
    "purpose": "newsletters",
    "state": "given",
    "method": "spoken_noted",
    "text_version": "2026-05",
    "language": "en",
    "said_on": "4/5/2569",
    "said_time": "9.30",
}


@pytest.fixture
def manee(session: Session, office: Office) -> Stakeholder:
    made = factories.stakeholder(session, kind=StakeholderKind.PERSON)
    session.commit()
    return made


def new(one: Stakeholder) -> str:
    return f"/stakeholders/{one.id}/consents/new"


def test_a_word_is_written_down_with_its_moment_on_the_readers_clock(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    visitor = visit(office.outsider)
    answer = visitor.fill(visitor.get(f"{new(manee)}?purpose=newsletters"), new(manee), **SAID)
    assert "Newsletters Consent given" in visitor.follow(answer).text
    made = again(session, manee).consents[0]
    assert (made.purpose, made.state, made.method) == (
        ConsentPurpose.NEWSLETTERS,
        ConsentState.GIVEN,
        ConsentMethod.SPOKEN_NOTED,
    )
    assert (made.language, made.said_at) == (Language.EN, datetime(2026, 5, 4, 2, 30, tzinfo=UTC))


def test_the_form_begins_with_now_and_the_purpose_asked_for(
    visit: Visit, office: Office, manee: Stakeholder
) -> None:
    values = visit(office.owner).get(f"{new(manee)}?purpose=surveys").form(new(manee)).values
    assert values["purpose"] == ["surveys"]
    assert values["language"] == ["th"]
    assert values["said_on"][0]
    assert values["said_time"][0]
    visit(office.owner).get(f"{new(manee)}?purpose=robots")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"said_on": "4/5/2700"}, "not come yet"),
        ({"said_on": ""}, "Fill this in"),
        ({"said_time": "9"}, "Time"),
        ({"text_version": " "}, "Fill this in"),
        ({"state": "not_asked"}, "Choose one from the list"),
        ({"state": None}, "Fill this in"),
        ({"purpose": "spam"}, "Choose one from the list"),
    ],
)
def test_what_nobody_said_is_refused_and_the_rest_is_kept(
    visit: Visit,
    office: Office,
    session: Session,
    manee: Stakeholder,
    wrong: dict[str, Any],
    told: str,
) -> None:
    for language in ("en", "th"):
        visitor = visit(office.owner, language=language)
        page = visitor.fill(visitor.get(new(manee)), new(manee), status=422, **{**SAID, **wrong})
        assert language == "th" or told in page.text
        assert page.form(new(manee)).values["method"] == ["spoken_noted"]
    assert again(session, manee).consents == []


def test_a_form_sent_twice_is_one_word(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(new(manee))
    assert visitor.fill(page, new(manee), **SAID).location == visitor.fill(page, new(manee), **SAID).location
    assert len(again(session, manee).consents) == 1


def test_a_viewer_may_not(visit: Visit, office: Office, manee: Stakeholder) -> None:
    visit(office.viewer).get(new(manee), status=403)
    visit(office.owner).get("/stakeholders/999999/consents/new", status=404)
