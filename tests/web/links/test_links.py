"""Named links on a campaign and on an event: added, changed, ordered, removed, and shown where they belong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign
from planner.errors import Refusal
from planner.events import links
from planner.events.links import LinkData
from planner.events.models import Event, NamedLink
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    made = factories.ready_campaign(session, office.corporate, office.owner, confidentiality="team")
    session.commit()
    return made


@pytest.fixture
def event(session: Session, campaign: Campaign) -> Event:
    made = factories.event(session, campaign)
    session.commit()
    return made


def added(session: Session, holder: Campaign | Event, office: Office, *names: str) -> list[NamedLink]:
    made = [
        links.add(
            session, holder, LinkData(label_en=name, address=f"https://x.example/{name}"), actor=office.owner
        )
        for name in names
    ]
    session.commit()
    return made


def names(session: Session) -> list[str | None]:
    session.rollback()
    found = list(session.scalars(select(NamedLink.label_en).order_by(NamedLink.position)))
    session.rollback()
    return found


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("of", ["campaigns", "events"])
def test_a_link_is_added_once_and_shown_with_its_name(
    visit: Visit, session: Session, office: Office, campaign: Campaign, event: Event, of: str, language: str
) -> None:
    home = f"/{of}/{campaign.id if of == 'campaigns' else event.id}"
    visitor = visit(office.mate, language=language)
    form = visitor.get(f"{home}/links/new").form(holding="address")
    values = form.filled(label_th="แฟ้มภาพ", label_en="Photographs", address="https://files.example/a?b=1&c=2")
    answers = [visitor.post(form.action, values) for _ in range(2)]
    assert [answer.location for answer in answers] == [f"{home}#links"] * 2
    page = visitor.get(home)
    assert "https://files.example/a?b=1&c=2" in page.links()
    assert ("แฟ้มภาพ" if language == "th" else "Photographs") in page.text
    assert names(session) == ["Photographs"]
    verbs = list(
        session.scalars(select(ActivityEntry.verb).where(ActivityEntry.subject_type == "named_link"))
    )
    assert verbs == ["named_link.added"]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//evil.example", "ftp://files.example", "https://a@b.example", "file:///x"],
)
def test_only_addresses_that_may_be_opened_are_taken_and_the_rest_is_kept(
    visit: Visit, session: Session, office: Office, campaign: Campaign, address: str
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(f"/campaigns/{campaign.id}/links/new")
    again = visitor.fill(page, "/links/new", label_en="Map", address=address, status=422)
    assert "https://, http:// or mailto:" in again.text
    assert again.form("/links/new").values["address"] == [address]
    with pytest.raises(Refusal):
        links.add(session, campaign, LinkData(label_en="Map", address=address), actor=office.owner)
    assert names(session) == []


def test_mail_may_be_linked_and_a_link_has_a_name(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(f"/campaigns/{campaign.id}/links/new")
    nameless = visitor.fill(page, "/links/new", address="mailto:pr@example.org", status=422)
    visitor.fill(nameless, "/links/new", label_th="อีเมลทีม")
    assert "mailto:pr@example.org" in visitor.get(f"/campaigns/{campaign.id}").links()


def test_links_are_changed_ordered_and_removed(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    first, second, third = [one.id for one in added(session, campaign, office, "One", "Two", "Three")]
    visitor, home = visit(office.mate), f"/campaigns/{campaign.id}"
    visitor.press(home, f"/links/{third}/move-up")
    visitor.press(home, f"/links/{first}/move-down")
    assert names(session) == ["Three", "One", "Two"]
    page = visitor.get(f"/links/{second}/edit")
    visitor.fill(page, f"/links/{second}/edit", label_en="Two again")
    stale = visitor.fill(page, f"/links/{second}/edit", label_en="Two from before", status=409)
    assert "Two again" in stale.text
    visitor.press(f"/links/{second}/edit", f"/links/{second}/remove")
    assert names(session) == ["Three", "One"]
    told = visitor.get(home).text
    assert "removed a link: Two again" in told


def test_who_may_not_change_the_campaign_reads_its_links_and_outsiders_find_none(
    visit: Visit, session: Session, office: Office, campaign: Campaign, event: Event
) -> None:
    [link] = added(session, campaign, office, "Folder")
    [on_event] = added(session, event, office, "Hall")
    viewer = visit(office.viewer)
    assert "Folder" in viewer.get(f"/campaigns/{campaign.id}").text
    for path in (f"/links/{link.id}/edit", f"/links/{on_event.id}/edit", f"/events/{event.id}/links/new"):
        viewer.get(path, status=403)
        visit(office.outsider).get(path, status=404)
    viewer.get(f"/links/{link.id}/remove", status=405)


def test_an_endless_list_of_links_is_refused(session: Session, office: Office, campaign: Campaign) -> None:
    added(session, campaign, office, *(f"n{n}" for n in range(links.MOST)))
    with pytest.raises(Refusal, match="already"):
        added(session, campaign, office, "one more")
