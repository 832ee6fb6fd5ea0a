"""The pages on which a campaign is copied, begun from a template, and kept as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.plans.models import CampaignTemplate
from planner.plans.shipped import shelf
from tests import factories
from tests.factories import Office
from tests.pages import Form, Page, Visitor, words

Visit = Callable[..., Visitor]
START = date(2026, 3, 2)


@pytest.fixture
def source(session: Session, office: Office) -> Campaign:
    """A campaign of ninety days with an opening on its eighth."""
    made = factories.ready_campaign(
        session, office.corporate, office.owner, start_on=START, end_on=START + timedelta(days=89)
    )
    factories.event(
        session,
        made,
        title_en="Opening",
        starts_at=datetime(2026, 3, 9, 2, tzinfo=UTC),
        ends_at=datetime(2026, 3, 9, 4, tzinfo=UTC),
    )
    session.commit()
    return made


def look(visitor: Visitor, path: str, *, status: int = 200, **values: Any) -> Page:
    """Fill in what is asked and look at what it comes to."""
    form = next(one for one in map_forms(visitor.get(path)) if one.method == "get" and "anchor" in one.names)
    assert form.action == path
    return visitor.get(f"{path}?{urlencode(form.filled(**values), doseq=True)}", status=status)


def map_forms(page: Page) -> list[Any]:
    """Every form of a page."""
    return [Form(element) for element in page.all("form")]


def table(page: Page) -> list[list[str]]:
    """The preview's rows, cell by cell."""
    body = page.all("tbody")[0]
    return [[words(cell) for cell in row] for row in body]


def campaigns(session: Session) -> int:
    """How many there are."""
    count = session.scalar(select(func.count()).select_from(Campaign)) or 0
    # what only reads must not hold up who writes
    session.commit()
    return count


def test_a_copy_is_looked_at_first_then_made_and_undone(
    visit: Visit, session: Session, source: Campaign, office: Office
) -> None:
    visitor = visit(office.mate)
    assert f"/campaigns/{source.id}/copy" in visitor.get(f"/campaigns/{source.id}").links()
    before = campaigns(session)
    page = look(visitor, f"/campaigns/{source.id}/copy", on="2/3/2570")
    assert campaigns(session) == before
    assert ["EventOpening", "Mon 9 Mar BE 2569", "Tue 9 Mar BE 2570", ""] in table(page)
    assert "Lessons and history" in page.text
    made = visitor.follow(visitor.fill(page, holding_seen(page)))
    assert "The copy is a draft of yours" in made.text
    session.expire_all()
    copy = session.scalars(select(Campaign).where(Campaign.cloned_from_id == source.id)).one()
    assert (copy.owner_id, copy.start_on) == (office.mate.id, date(2027, 3, 2))
    session.commit()
    # either page leads to the other
    assert "Copied from" in made.text
    assert f"/campaigns/{source.id}" in made.links()
    assert f"/campaigns/{copy.id}" in visitor.get(f"/campaigns/{source.id}").links()
    assert "Undone." in visitor.follow(visitor.fill(made, "/undo")).text
    assert campaigns(session) == before
    assert "Copies of it" not in visitor.get(f"/campaigns/{source.id}").text


def holding_seen(page: Page) -> str:
    """The action of the form that makes what is shown."""
    return str(page.form(holding="seen").action)


def test_sent_twice_it_is_made_once(visit: Visit, session: Session, source: Campaign, office: Office) -> None:
    visitor = visit(office.owner)
    page = look(visitor, f"/campaigns/{source.id}/copy")
    before = campaigns(session)
    first, second = (visitor.fill(page, holding_seen(page)).location for _ in range(2))
    assert first == second
    assert campaigns(session) == before + 1


def test_what_changed_since_it_was_looked_at_is_not_made(
    visit: Visit, session: Session, source: Campaign, office: Office
) -> None:
    visitor = visit(office.owner)
    page = look(visitor, f"/campaigns/{source.id}/copy")
    before = campaigns(session)
    source.risks = "A flood"
    session.commit()
    refused = visitor.fill(page, holding_seen(page), status=422)
    assert "has changed since you looked" in refused.text
    assert campaigns(session) == before
    # the page that says so shows what it comes to now
    visitor.fill(refused, holding_seen(refused))
    assert campaigns(session) == before + 1


def test_an_event_on_a_holiday_is_rolled_or_named(visit: Visit, source: Campaign, office: Office) -> None:
    visitor = visit(office.owner)
    # the opening would be on Songkran
    asked: dict[str, Any] = {"on": "6 Apr 2026"}
    rolled = table(look(visitor, f"/campaigns/{source.id}/copy", holidays="roll", **asked))
    opening = next(row for row in rolled if row[0] == "EventOpening")
    assert opening[2] == "Thu 16 Apr BE 2569"
    assert "Moved from Mon 13 Apr BE 2569" in opening[3]
    kept = table(look(visitor, f"/campaigns/{source.id}/copy", holidays="keep", **asked))
    opening = next(row for row in kept if row[0] == "EventOpening")
    assert opening[2] == "Mon 13 Apr BE 2569"
    assert "This is a holiday" in opening[3]


def test_what_is_typed_wrong_is_explained_and_kept(visit: Visit, source: Campaign, office: Office) -> None:
    visitor = visit(office.owner)
    page = look(visitor, f"/campaigns/{source.id}/copy", on="31/2/2570", status=422)
    assert "This month has no day 31" in page.text
    assert "31/2/2570" in page.html
    assert "Make the copy" not in page.text
    for query in ("on=1/1/2570&anchor=middle", "on=1/1/2570&team=99", "on=1/1/2570&parts=all", "on="):
        page = visitor.get(f"/campaigns/{source.id}/copy?{query}", status=422)
        assert "Make the copy" not in page.text


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_campaign_is_begun_from_each_template_that_comes_with_the_planner(
    visit: Visit, session: Session, office: Office, language: str
) -> None:
    for one in shelf.SHIPPED.values():
        who = office.owner if one.pattern.kind == Kind.COMMUNAL else office.outsider
        visitor = visit(who, language=language)
        path = f"/templates/{one.key}/begin"
        assert path in visitor.get("/campaigns/new").links()
        page = look(visitor, path, holidays="keep")
        visitor.follow(visitor.fill(page, holding_seen(page)))
        session.expire_all()
        made = session.scalars(select(Campaign).order_by(Campaign.id.desc()).limit(1)).one()
        assert (made.title_th, made.kind) == (one.pattern.basics.title_th, one.pattern.kind)
        count = select(func.count()).where(Event.campaign_id == made.id)
        assert session.scalar(count) == len(one.pattern.events)
        assert made.start_on.weekday() == 0


def test_a_template_is_offered_for_its_kind_alone(visit: Visit, office: Office) -> None:
    links = visit(office.owner).get("/campaigns/new").links()
    assert "/templates/community-event/begin" in links
    assert "/templates/press-tour/begin" not in links
    visit(office.owner).get("/templates/press-tour/begin", status=403)


def test_a_campaign_is_kept_as_a_template_used_renamed_and_removed(
    visit: Visit, session: Session, source: Campaign, office: Office
) -> None:
    visitor = visit(office.mate)
    page = visitor.get(f"/campaigns/{source.id}/keep-as-template")
    offered = visitor.follow(visitor.fill(page, "/keep-as-template", name_en="Water, every year"))
    template = session.scalars(select(CampaignTemplate)).one()
    assert f"/templates/{template.id}/begin" in offered.links()
    begun = look(visitor, f"/templates/{template.id}/begin")
    assert ["EventOpening", "Day 8, Monday"] in [row[:2] for row in table(begun)]
    visitor.fill(begun, holding_seen(begun))
    edit = f"/templates/{template.id}/edit"
    renamed = visitor.follow(visitor.fill(visitor.get(edit), edit, name_th="น้ำ", name_en=""))
    assert "น้ำ" in renamed.text
    gone = visitor.follow(visitor.fill(visitor.get(edit), "/remove"))
    assert f"/templates/{template.id}/begin" not in gone.links()
    back = visitor.follow(visitor.fill(gone, "/undo"))
    assert back.response.request.path == edit


def test_a_template_needs_a_name(visit: Visit, source: Campaign, office: Office) -> None:
    visitor = visit(office.mate)
    page = visitor.get(f"/campaigns/{source.id}/keep-as-template")
    refused = visitor.fill(page, "/keep-as-template", name_th="", name_en=" ", status=422)
    assert "in Thai or in English" in refused.text


def test_another_teams_template_is_not_found_and_its_viewers_have_none(
    visit: Visit, session: Session, source: Campaign, office: Office
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(f"/campaigns/{source.id}/keep-as-template")
    visitor.fill(page, "/keep-as-template")
    template = session.scalars(select(CampaignTemplate)).one()
    for who in (office.outsider, office.viewer):
        for path in ("begin", "edit"):
            visit(who).get(f"/templates/{template.id}/{path}", status=404)
    visit(office.viewer).get(f"/campaigns/{source.id}/copy", status=403)
    source.confidentiality = "team"  # type: ignore[assignment] # as it is stored
    session.commit()
    visit(office.outsider).get(f"/campaigns/{source.id}/copy", status=404)


def test_a_template_that_was_tampered_with_says_so(
    visit: Visit, session: Session, source: Campaign, office: Office
) -> None:
    visitor = visit(office.owner)
    visitor.fill(visitor.get(f"/campaigns/{source.id}/keep-as-template"), "/keep-as-template")
    template = session.scalars(select(CampaignTemplate)).one()
    template.pattern = {**template.pattern, "end": "soon"}
    session.commit()
    page = visitor.get(f"/templates/{template.id}/begin", status=422)
    assert "“end” is not as it should be" in page.text
