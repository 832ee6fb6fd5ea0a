"""Every route by everyone who may ask: seen, refused, or not there; and a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from planner.accounts import links, sessions
from planner.accounts.models import Absence, Kind, LinkPurpose, Membership, Role, User, UserSession
from planner.activity import log
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign, KeyMessage, Participation
from planner.contributions.words import NeedState
from planner.db import Base
from planner.events.models import Attachment, ChecklistItem, NamedLink, RunSheetItem
from planner.events.words import Visibility
from planner.feeds.models import Feed, Holder
from planner.holidays.models import Holiday, HolidayCountry, MarkedDays
from planner.holidays.words import HolidayKind, MarkKind
from planner.imports.models import Import, ImportState
from planner.jobs.models import Job
from planner.lists.columns import ListKind
from planner.objectives.models import Measurement
from planner.objectives.words import Method
from planner.promotions.tills import Seals
from planner.sources.layers import CalendarLayer
from planner.sources.models import CalendarImport
from planner.stakeholders.models import Affiliation
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.architecture.matrix import RULES, Answer, Who
from tests.conftest import KEY
from tests.evidence.given import proof
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]

# permissions are asked in Python, and what queries show is asked on both databases by the tests of each feature
pytestmark = pytest.mark.once

# rows that a refused request may leave: visits and tries
UNTOLD = {"user_session", "sign_in_attempt"}
DONE = {200, 302, 409, 422, 503}


class World:
    """One of everything, all of it the corporate team's alone."""

    def __init__(self, session: Session, office: Office) -> None:
        self.session, self.office = session, office
        campaign = factories.ready_campaign(session, office.corporate, office.owner, confidentiality="team")
        event = factories.event(
            session, campaign, visibility=Visibility.TEAM, recurrence="FREQ=WEEKLY;BYDAY=MO"
        )
        event.starts_at = event.starts_at and event.starts_at.replace(year=2027, month=1, day=4, hour=3)
        event.ends_at = event.starts_at and event.starts_at.replace(hour=5)
        event.spans_from, event.spans_until = event.starts_at, None  # type: ignore[assignment] # it is timed
        guest = factories.stakeholder(session)
        someone = factories.stakeholder(session, kind=StakeholderKind.PERSON)
        objective = factories.objective(session, campaign)
        measurement = Measurement(
            objective_id=objective.id,
            measured_on=date(2026, 11, 1),
            value=Decimal(5),
            method=Method.SURVEY,
            source="A survey",
        )
        feed = Feed(holder=Holder.USER, user_id=office.mate.id, name="Mine")
        line, paper = money_of(session, campaign)
        attachment = Attachment(event_id=event.id, stakeholder_id=guest.id)
        item = RunSheetItem(event_id=event.id, starts_at=time(9), duration_minutes=10, title="Doors")
        check = ChecklistItem(event_id=event.id, position=1, title="Water")
        affiliation = Affiliation(person_id=someone.id, organisation_id=guest.id)
        session.add_all([measurement, feed, attachment, item, check, affiliation])
        session.flush()
        message = session.scalars(select(KeyMessage).where(KeyMessage.campaign_id == campaign.id)).one()
        part = session.scalars(select(Participation).where(Participation.campaign_id == campaign.id)).one()
        own = session.scalars(select(UserSession).where(UserSession.user_id == office.mate.id)).first()
        # of somebody who holds nothing, and where nothing hangs on it
        someone_new = factories.user(session, Role.VIEWER, office.marketing)
        membership = session.scalars(select(Membership).where(Membership.user_id == someone_new.id)).one()
        holiday = Holiday(
            country="TH", on=date(2027, 1, 4), kind=HolidayKind.PUBLIC, name_en="A day of our own"
        )
        # chosen once for all: a second world finds the first one's
        country = session.scalars(select(HolidayCountry)).first() or HolidayCountry(country="JP")
        marked = MarkedDays(
            kind=MarkKind.SENSITIVE,
            team_id=office.corporate.id,
            start_on=date(2027, 1, 4),
            end_on=date(2027, 1, 9),
            name_en="Quiet days",
        )
        session.add_all([holiday, country, marked])
        session.flush()
        self.token = links.make(session, LinkPurpose.RESET, office.viewer, actor=None)
        link = NamedLink(campaign_id=campaign.id, position=1, label_en="Map", address="https://maps.example")
        comment = factories.comment(session, campaign, office.mate)
        template = factories.template(session, office.corporate)
        brought, job = under_way(office.mate)
        foreign, layer = from_elsewhere(campaign, office.mate)
        session.add_all([link, brought, job, foreign, layer])
        session.commit()
        twin = factories.stakeholder(session, kind=StakeholderKind.PERSON)
        act = retitled(session, campaign, office.mate)
        self.ids = {
            "campaigns": campaign.id,
            "custody.delete_campaign": campaign.id,
            "custody.delete_event": event.id,
            "custody.merge": someone.id,
            "custody.undo": act,
            "links": link.id,
            "imports": brought.id,
            "sources": foreign.id,
            "layers": layer.id,
            "saved_views": factories.saved_view(session, office.mate, office.corporate).id,
            "jobs": job.id,
            "patterns": template.id,
            "patterns.copy": campaign.id,
            "patterns.keep": campaign.id,
            "plans.edit_comment": comment.id,
            "plans.withdraw_comment": comment.id,
            "briefs.event_file": event.id,
            "briefs.programme": event.id,
            "briefs.programme_file": event.id,
            "plans": campaign.id,
            "guard": campaign.id,
            "briefs": campaign.id,
            "feeds": feed.id,
            "feeds.campaign_file": campaign.id,
            "events": event.id,
            **self.promoted(),
            "objectives": objective.id,
            "measurements": measurement.id,
            "stakeholders": someone.id,
            "affiliations": affiliation.id,
            "profile": own.id if own else 0,
            "profile.remove_absence": away(session, office.mate),
            "holidays": holiday.id,
            "holidays.drop_country": country.id,
            "marked_days": marked.id,
            "people": someone_new.id,
            "people.edit_membership": membership.id,
            "people.remove_membership": membership.id,
            "teams": office.corporate.id,
            "feeds.event_file": event.id,
            "exports": campaign.id,
            "exports.stakeholder_history": someone.id,
            "campaigns.edit_budget_line": line.id,
            "campaigns.remove_budget_line": line.id,
            "campaigns.edit_budget_entry": paper.id,
            "campaigns.remove_budget_entry": paper.id,
            "campaigns.edit_message": message.id,
            "campaigns.remove_message": message.id,
            "campaigns.move_message_up": message.id,
            "campaigns.move_message_down": message.id,
            "campaigns.edit_participation": part.id,
            "campaigns.remove_participation": part.id,
        }
        self.named: dict[str, Any] = {
            "campaign_id": campaign.id,
            "event_id": event.id,
            "objective_id": objective.id,
            "stakeholder_id": someone.id,
            "other_id": twin.id,
            "attachment_id": attachment.id,
            "item_id": item.id,
            "line_id": check.id,
            "budget_line_id": line.id,
            "on": "2027-01-11",
            "country": "TH",
            "key": "community-event",
            "year": 2027,
            "token": self.token,
            "batch": 1,
            "evidence_id": self.evidence.id,
            "till_id": self.till.id,
            "till_token": Seals(KEY).token(self.till),
        }

    def promoted(self) -> dict[str, int]:
        """A promotion of a running exchange campaign of the team, with a code, a till, and what was redeemed of it."""
        session, office, running = self.session, self.office, Status.ACTIVE
        selling = factories.campaign(
            session, office.corporate, office.owner, Kind.EXCHANGE, confidentiality="team", status=running
        )
        promotion = factories.promotion(session, selling)
        redemption = factories.redemption(session, promotion)
        factories.batch_code(session, promotion)
        self.till = factories.till(session, promotion)
        giving = factories.campaign(
            session, office.corporate, office.owner, confidentiality="team", status=running
        )
        given, need = factories.contribution(session, giving), factories.need(session, giving)
        answered = factories.need(session, giving, state=NeedState.ANSWERED)
        self.evidence = proof(session, given)
        session.commit()
        return {
            "contributions": given.id,
            **{f"contributions.{key}_need": need.id for key in ("edit", "answer", "accept", "decline")},
            "contributions.need": need.id,
            "contributions.remove_need": need.id,
            "contributions.hear_need": answered.id,
            "contributions.reopen_need": answered.id,
            "promotions": promotion.id,
            "promotions.correct": redemption.id,
            "promotions.take_out": redemption.id,
        }

    def path(self, app: Flask, rule: Rule) -> str:
        """The address of a rule for this world's things."""
        values: dict[str, Any] = dict(rule.defaults or {})
        for name in rule.arguments - values.keys():
            if name == "id":
                feature = rule.endpoint.partition(".")[0]
                values[name] = self.ids.get(rule.endpoint, self.ids.get(feature, 0))
            elif name in self.named:
                values[name] = self.named[name]
            else:
                values[name] = next(iter(getattr(rule._converters[name], "items", ["reach"])))
        built = app.url_map.bind("localhost").build(
            rule.endpoint, values, method=min(rule.methods or {"GET"})
        )
        return str(built)


def retitled(session: Session, campaign: Campaign, who: User) -> int:
    """An act that can be undone, committed by itself."""
    session.commit()
    campaign.title_en = "Another title"
    entry = log.record(session, verb="campaign.revised", subject=campaign, actor=who)
    session.commit()
    return entry.id


def away(session: Session, who: User) -> int:
    """Some days on which somebody is away; committed."""
    made = Absence(user_id=who.id, first_on=date(2027, 1, 4), last_on=date(2027, 1, 5))
    session.add(made)
    session.commit()
    return made.id


def from_elsewhere(campaign: Campaign, maker: User) -> tuple[CalendarImport, CalendarLayer]:
    """A calendar that somebody brought, and one that lies over their team's."""
    settings = {"campaign_id": campaign.id, "timezone": "Asia/Bangkok", "visibility": "team"}
    layer = CalendarLayer(
        name="City",
        address="https://city.example/a.ics",
        timezone="Asia/Bangkok",
        team_id=campaign.team_id,
    )
    return CalendarImport(file_name="talks.ics", settings=settings, created_by_id=maker.id), layer


def money_of(session: Session, campaign: Campaign) -> tuple[BudgetLine, BudgetEntry]:
    """A line that has no documents, and the document of another."""
    paper = factories.budget_entry(session, factories.budget_line(session, campaign))
    return factories.budget_line(session, campaign), paper


def under_way(maker: User) -> tuple[Import, Job]:
    """A list that was looked through, and work that waits."""
    found = {"created": 1, "updated": 0, "unchanged": 0, "refused": 0}
    brought = Import(kind=ListKind.STAKEHOLDERS, file_name="list.csv", found=found, created_by_id=maker.id)
    brought.state = ImportState.CHECKED
    return brought, Job(kind="lists.look", location="/imports", made_by_id=maker.id)


def rules(app: Flask) -> Iterator[Rule]:
    """Every route of the planner but static files and the gallery, which is for development."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and not rule.endpoint.startswith("gallery."):
            yield rule


def test_every_route_has_a_line_and_every_line_a_route(session_app: Flask) -> None:
    assert {rule.endpoint for rule in rules(session_app)} == set(RULES)


@pytest.fixture
def open_app(app: Flask) -> Iterator[Flask]:
    """The application without its forms' tokens: this is about who asks, and nobody forged anything."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.config["WTF_CSRF_ENABLED"] = True


@pytest.mark.parametrize("endpoint", sorted(RULES))
def test_everyone_gets_what_the_matrix_says(
    endpoint: str, open_app: Flask, session: Session, office: Office, visit: Visit
) -> None:
    sessions.begin(session, office.mate, program="another browser")
    world = World(session, office)
    people: dict[Who, User | None] = {
        Who.STRANGER: None,
        Who.LINK_HOLDER: None,
        Who.VIEWER: office.viewer,
        Who.MATE: office.mate,
        Who.APPROVER: office.approver,
        Who.OUTSIDER: office.outsider,
        Who.OUTSIDE_APPROVER: office.outside_approver,
        Who.ADMINISTRATOR: office.administrator,
    }
    for rule in rules(open_app):
        if rule.endpoint != endpoint:
            continue
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            before = checksum(session)
            for who, wanted in RULES[endpoint].items():
                if wanted != Answer.OK:
                    got = answer(visit(people[who]), world.path(open_app, rule), method)
                    assert got == wanted, f"{method} {rule.rule} by {who}"
            assert checksum(session) == before, f"{method} {rule.rule} changed something while refusing"
            for who, wanted in RULES[endpoint].items():
                if wanted == Answer.OK:
                    here = world if method == "GET" else World(session, office)
                    got = answer(visit(people[who]), here.path(open_app, rule), method)
                    assert got == wanted, f"{method} {rule.rule} by {who}"


def answer(visitor: Visitor, path: str, method: str) -> Answer | int:
    """What the visitor gets, in the matrix's words; a status that stands for none of them as it is."""
    response = visitor.client.open(path, method=method)
    location = response.headers.get("Location", "")
    if response.status_code == 302 and location.startswith("/sign-in") and not path.startswith("/sign-"):
        return Answer.SIGN_IN
    known = {403: Answer.FORBIDDEN, 404: Answer.MISSING, **dict.fromkeys(DONE, Answer.OK)}
    return known.get(response.status_code, response.status_code)


def checksum(session: Session) -> dict[str, list[str]]:
    """Every row of every table that a request could change."""
    session.rollback()
    return {
        table.name: sorted(repr(tuple(row)) for row in session.execute(table.select()))
        for table in Base.metadata.sorted_tables
        if table.name not in UNTOLD
    }
