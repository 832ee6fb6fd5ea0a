"""An office with one of everything in it, and the addresses of all its pages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule as Route

from planner import clock
from planner.accounts import links
from planner.accounts.models import Absence, Kind, LinkPurpose, Membership, Role, User
from planner.activity import log
from planner.campaigns.lifecycle import Step
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage, Participation
from planner.events import actions as events
from planner.events import links as links_of
from planner.events import series
from planner.events.actions import NewEvent
from planner.events.links import LinkData
from planner.events.models import Attachment, ChecklistItem, Event, RunSheetItem
from planner.events.recurrence_rule import Frequency, Rule, Weekday
from planner.events.when import When
from planner.events.words import Visibility
from planner.feeds import actions as feeds
from planner.feeds.actions import Contents, Subscription
from planner.feeds.models import Feed, Holder
from planner.holidays import actions as holidays
from planner.holidays.models import Holiday, MarkedDays
from planner.holidays.words import MarkKind
from planner.imports.models import Import, ImportState
from planner.jobs.models import Job
from planner.lists.columns import ListKind
from planner.objectives.models import Measurement, OwnMetric
from planner.objectives.words import Method
from planner.plans import actions as plans
from planner.plans import comments, guard
from planner.plans.models import DecisionKind
from planner.sources.layers import CalendarLayer
from planner.sources.models import CalendarImport
from planner.sources.models import ImportState as SourceState
from planner.stakeholders.models import Affiliation, Consent
from planner.stakeholders.words import (
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    StakeholderKind,
    StakeholderStatus,
)
from tests import factories
from tests.factories import Office
from tests.hardening.sold import Sold

MONDAY = date(2027, 1, 4)
ON = ["2027-01-11", "2027-01-18", "2027-01-25"]
"""Three occurrences of the series."""


class Premises:
    """One of everything, of the corporate team unless it is an exchange campaign. Committed."""

    def __init__(self, session: Session, office: Office) -> None:
        self.session, self.office = session, office
        self.owner: User = office.owner
        self.organisation = factories.stakeholder(session)
        self.person = factories.stakeholder(session, kind=StakeholderKind.PERSON)
        self.spare = factories.stakeholder(session, kind=StakeholderKind.PERSON)
        self.retired = factories.stakeholder(session, status=StakeholderStatus.INACTIVE)
        self._stakeholder_parts()
        self.draft = self._campaign(Kind.COMMUNAL)
        self.exchange = self._campaign(Kind.EXCHANGE)
        self._campaign_parts()
        self._events()
        self._objective_parts()
        # one for each decision, and one to take back; and as many that run as there are ways to go on
        self.waiting, *waiting = [self._moved(Step.SUBMIT) for _ in range(5)]
        self.active, *active = [self._moved(Step.SUBMIT, Step.APPROVE, Step.START) for _ in range(3)]
        self.waiting_too, self.active_too = [one.id for one in waiting], [one.id for one in active]
        self.approved = self._moved(Step.SUBMIT, Step.APPROVE)
        self.changed = self._moved(Step.SUBMIT, Step.APPROVE, Step.START)
        self.changed.has_no_budget = False
        self._add(BudgetLine(campaign_id=self.changed.id, position=1, category="Print", planned_minor=5_00))
        self.done = self._moved(Step.SUBMIT, Step.APPROVE, Step.START, Step.COMPLETE)
        self.cancelled = self._moved(Step.CANCEL)
        self._event(_hour(date(2027, 1, 6)), self.active)
        self._mixed()
        self.sold = Sold(self.session, self.office)
        self._days()
        self.template = factories.template(self.session, self.office.corporate)
        self.comment = comments.write(self.session, self.active.id, "Well done", actor=self.owner)
        self.views = [
            factories.saved_view(self.session, self.owner, team) for team in (self.office.corporate, None)
        ]
        self.links = [
            links_of.add(
                self.session,
                holder,
                LinkData(label_en="Map", address="https://maps.example/here", is_outward=True),
                actor=self.owner,
            )
            # two of each, or none could be moved
            for holder in (self.draft, self.draft, self.event, self.event)
        ]
        self._lists()
        self.feeds = [self._feed(holder) for holder in Holder]
        self._accounts()
        self.token = links.make(session, LinkPurpose.RESET, office.viewer, actor=None)
        self._cared_for()
        session.commit()

    # ── what there is ──

    def _stakeholder_parts(self) -> None:
        self.affiliation = Affiliation(person_id=self.person.id, organisation_id=self.organisation.id)
        self.consent = Consent(
            stakeholder_id=self.person.id,
            purpose=ConsentPurpose.NEWSLETTERS,
            state=ConsentState.GIVEN,
            text_version="1",
            language="th",
            method=ConsentMethod.PAPER,
            said_at=datetime(2026, 1, 5, tzinfo=UTC),
        )
        self._add(self.affiliation, self.consent)

    def _cared_for(self) -> None:
        """A draft and an event that may go without a word, somebody taken up twice, and an act to take back."""
        self.passing = self._campaign(Kind.COMMUNAL)
        self.passing_event = self._event(_hour(date(2027, 1, 8)))
        self.twin = factories.stakeholder(self.session, kind=StakeholderKind.PERSON)
        self.session.commit()
        self.changed.risks = "A dry year"
        entry = log.record(self.session, verb="campaign.revised", subject=self.changed, actor=self.owner)
        self.act = entry.id

    def _lists(self) -> None:
        """A list looked through, one taken in, and work that waits; the files are gone, as they are after a day."""
        found = {"created": 1, "updated": 0, "unchanged": 0, "refused": 0}
        self.lists = [
            Import(
                kind=ListKind.STAKEHOLDERS,
                file_name="สื่อ.csv",
                state=state,
                found=found,
                created_by_id=self.owner.id,
            )
            for state in (ImportState.CHECKED, ImportState.APPLIED)
        ]
        self.job = Job(kind="lists.look", location="/imports", made_by_id=self.owner.id)
        settings = {"campaign_id": self.draft.id, "timezone": "Asia/Bangkok", "visibility": "team"}
        self.calendars = [
            CalendarImport(file_name="ปฏิทิน.ics", state=state, settings=settings, created_by_id=self.owner.id)
            for state in SourceState
        ]
        self.layers = [
            CalendarLayer(
                name="เมือง",
                address="https://city.example/a.ics",
                timezone="Asia/Bangkok",
                team_id=self.office.corporate.id,
                removed_at=removed_at,
            )
            for removed_at in (None, datetime(2026, 1, 5, tzinfo=UTC))
        ]
        self._add(*self.lists, *self.calendars, *self.layers, self.job)

    def _accounts(self) -> None:
        """People in every state, with somebody to spare for each way of leaving; and teams to put away."""
        self.office.administrator.password_hash = "known to them alone"
        of = self.office.corporate
        self.leaving = [factories.user(self.session, Role.PLANNER, of) for _ in range(2)]
        for who in self.leaving:
            factories.stakeholder(self.session, owner_id=who.id)
        self.gone = factories.user(self.session, is_active=False)
        self.second = factories.user(self.session, is_administrator=True)
        self.knowing = factories.user(self.session, Role.VIEWER, of, password_hash="known to them alone")
        links.make(self.session, LinkPurpose.INVITATION, self.leaving[0], actor=None)
        self.membership = self._one(select(Membership).where(Membership.user_id == self.knowing.id))
        self.absence = Absence(user_id=self.owner.id, first_on=MONDAY, last_on=MONDAY)
        self._add(self.absence)
        self.empty = factories.team(self.session)
        self.put_away = factories.team(self.session, archived_at=datetime(2026, 1, 5, tzinfo=UTC))

    def _campaign(self, kind: Kind) -> Campaign:
        team = self.office.corporate if kind == Kind.COMMUNAL else self.office.marketing
        owner = self.office.owner if kind == Kind.COMMUNAL else self.office.outsider
        return factories.ready_campaign(self.session, team, owner, kind)

    def _campaign_parts(self) -> None:
        of = self.draft.id
        self.message = self._one(select(KeyMessage).where(KeyMessage.campaign_id == of))
        self.part = self._one(select(Participation).where(Participation.campaign_id == of))
        self.line = BudgetLine(campaign_id=of, position=1, category="Print", planned_minor=100_00)
        second = KeyMessage(campaign_id=of, position=2, text_en="Every drop counts")
        self.draft.has_no_budget = False
        self._add(self.line, second)
        self.paper = factories.budget_entry(self.session, factories.budget_line(self.session, self.draft))

    def _events(self) -> None:
        self.event = self._event(_hour(date(2027, 1, 5)))
        self.series = self._event(_hour(MONDAY))
        series.repeat(
            self.session,
            self.series.id,
            Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.MO,)),
            actor=self.owner,
        )
        self._event(When(start_on=date(2027, 2, 1), end_on=date(2027, 2, 3), is_all_day=True))
        self.attachment = Attachment(event_id=self.event.id, stakeholder_id=self.organisation.id)
        self.item = RunSheetItem(
            event_id=self.event.id, starts_at=time(9), duration_minutes=10, title="Doors open"
        )
        self.check = ChecklistItem(event_id=self.event.id, position=1, title="Water for the guests")
        ticked = ChecklistItem(
            event_id=self.event.id,
            position=2,
            title="Chairs",
            ticked_at=clock.now(),
            ticked_by_id=self.owner.id,
        )
        self._add(self.attachment, self.item, self.check, ticked)

    def _event(self, when: When, of: Campaign | None = None, title: str = "A day out") -> Event:
        data = NewEvent(
            campaign_id=(of or self.draft).id, when=when, visibility=Visibility.PUBLIC, title_en=title
        )
        return events.plan(self.session, data, actor=self.owner)

    def _mixed(self) -> None:
        """Words that the guard asks about, and some that somebody stands by."""
        for day, title in ((11, "Order now"), (12, "Now 20% off"), (13, "Use our promo code")):
            self._event(_hour(date(2027, 1, day)), self.active, title)
        found = guard.look(self.session, self.active, actor=self.owner).findings
        guard.answer(self.session, self.active.id, found[0].key, "Meant so", actor=self.owner)
        self.findings = [one.key for one in found]

    def _objective_parts(self) -> None:
        self.objective = factories.objective(self.session, self.draft, position=2)
        self.unmeasured = factories.objective(
            self.session, self.draft, position=3, not_measured_reason="Nobody counted"
        )
        self.metric = OwnMetric(campaign_id=self.draft.id, name_en="Wells dug", unit="wells")
        self.measurement = Measurement(
            objective_id=self.objective.id,
            measured_on=date.today(),  # noqa: DTZ011 - any day will do
            value=Decimal(5),
            method=Method.SURVEY,
            source="A survey",
        )
        self._add(self.metric, self.measurement)

    def _moved(self, *steps: Step) -> Campaign:
        """A communal campaign that went these steps, the decision by the approver."""
        campaign = self._campaign(Kind.COMMUNAL)
        for step in steps:
            if step == Step.SUBMIT:
                plans.submit(self.session, campaign.id, actor=self.office.mate)
            elif step == Step.APPROVE:
                plans.decide(
                    self.session,
                    campaign.id,
                    DecisionKind.APPROVE,
                    actor=self.office.approver,
                    comment="Good",
                )
            else:
                plans.take(self.session, campaign.id, step, actor=self.office.mate, comment="So be it")
        return campaign

    def _feed(self, holder: Holder) -> Feed:
        data = Subscription(
            contents=Contents(name=f"Feed {holder.value}", campaign_id=self.active.id),
            holder=holder,
            stakeholder_id=self.organisation.id if holder == Holder.STAKEHOLDER else None,
        )
        return feeds.make(self.session, data, actor=self.office.mate)

    def _add(self, *records: Any) -> None:
        self.session.add_all(records)
        self.session.flush()

    def _one(self, statement: Any) -> Any:
        return self.session.scalars(statement).first()

    def _days(self) -> None:
        """A year of holidays, another country, and days that the team and everybody mark."""
        administrator = self.office.administrator
        holidays.take_over(self.session, "TH", MONDAY.year, actor=administrator)
        self.holiday = self._one(select(Holiday).order_by(Holiday.id))
        self.country = holidays.choose_country(self.session, "JP", actor=administrator)
        self.marked = [
            MarkedDays(
                kind=kind,
                team_id=self.office.corporate.id if kind is MarkKind.SENSITIVE else None,
                start_on=MONDAY,
                end_on=MONDAY,
                recurs_yearly=True,
                name_en="A day of ours",
            )
            for kind in MarkKind
        ]
        self._add(*self.marked)

    # ── where it is ──

    def ids(self, endpoint: str) -> list[int]:
        """The records that the `id` of an endpoint may name."""
        draft = [self.draft.id]
        campaigns = [
            *draft,
            self.exchange.id,
            self.waiting.id,
            *self.waiting_too,
            *self.active_too,
            self.active.id,
            self.approved.id,
            self.changed.id,
            self.done.id,
            self.cancelled.id,
        ]
        known: dict[str, list[int]] = {
            "plans.review": [self.waiting.id, *self.waiting_too],
            "campaigns.edit": [self.draft.id, self.exchange.id, self.done.id],
            "campaigns.edit_budget_line": [self.line.id],
            "campaigns.edit_budget_entry": [self.paper.id],
            "campaigns.edit_message": [self.message.id],
            "campaigns.edit_participation": [self.part.id],
            "briefs.show": [self.active.id],
            "briefs.sheet": [self.active.id, self.waiting.id],
            "briefs.sheet_file": [self.active.id],
            "briefs.event_file": [self.event.id, self.series.id],
            "briefs.programme": [self.event.id, self.series.id],
            "briefs.programme_file": [self.event.id],
            "links": [one.id for one in self.links],
            "plans.comment": [self.active.id, self.waiting.id],
            "guard": [self.active.id],
            "patterns": [self.template.id],
            "patterns.copy": [self.draft.id, self.exchange.id],
            "patterns.keep": [self.active.id],
            "plans.edit_comment": [self.comment.id],
            "plans.withdraw_comment": [self.comment.id],
            "feeds.campaign_file": [self.active.id, self.draft.id],
            "feeds.event_file": [self.event.id, self.series.id],
            "imports": [one.id for one in self.lists],
            "sources": [one.id for one in self.calendars],
            "layers": [one.id for one in self.layers],
            "saved_views": [one.id for one in self.views],
            "jobs": [self.job.id],
            "exports": [self.draft.id, self.exchange.id],
            "exports.stakeholder_history": [self.person.id],
            "feeds": [feed.id for feed in self.feeds],
            "campaigns": campaigns,
            "campaigns.show": [*campaigns, self.passing.id],
            # one of each that is sent nowhere and holds nothing, so that deleting it takes nothing from the others
            "custody.delete_campaign": [self.passing.id],
            "custody.delete_event": [self.passing_event.id],
            "custody.merge": [self.spare.id],
            "custody.undo": [self.act],
            "plans": [self.draft.id, self.exchange.id],
            **self.sold.ids(),
            "events": [self.event.id, self.series.id, self.passing_event.id],
            "objectives": [self.objective.id, self.unmeasured.id],
            "measurements": [self.measurement.id],
            "affiliations": [self.affiliation.id],
            "stakeholders": [self.person.id, self.organisation.id, self.retired.id],
            "profile": [0],
            "profile.remove_absence": [self.absence.id],
            "people.edit_membership": [self.membership.id],
            "people.remove_membership": [self.membership.id],
            "people": [one.id for one in (*self.leaving, self.gone, self.second, self.knowing)],
            "teams": [self.office.corporate.id, self.empty.id, self.put_away.id],
            "holidays": [self.holiday.id],
            "holidays.drop_country": [self.country.id],
            "marked_days": [one.id for one in self.marked],
        }
        return known.get(endpoint) or known[endpoint.partition(".")[0]]

    def values(self, rule: Route) -> Iterator[dict[str, Any]]:
        """Every set of an address's variables that names something of ours."""
        named: dict[str, list[Any]] = {
            "campaign_id": [self.draft.id, self.exchange.id],
            "event_id": [self.event.id],
            "objective_id": [self.objective.id],
            "stakeholder_id": [self.person.id, self.organisation.id],
            "other_id": [self.twin.id],
            "attachment_id": [self.attachment.id],
            "item_id": [self.item.id],
            "line_id": [self.check.id],
            "key": self.findings,
            "budget_line_id": [self.paper.line_id],
            "on": [*ON],
            "country": ["TH", "JP"],
            "year": [MONDAY.year],
            "token": [self.token],
            **self.sold.named(),
            # stakeholders.edit takes any text and knows these
            "section": ["who", "reach", "assessment", "contact", "background"],
        }
        names = sorted(rule.arguments - (rule.defaults or {}).keys())
        choices: list[list[Any]] = [
            self.ids(rule.endpoint)
            if name == "id"
            else list(getattr(rule._converters.get(name), "items", None) or named[name])
            for name in names
        ]
        asked = self._asked().get(rule.endpoint, {})
        for chosen in itertools.product(*choices):
            yield {**(rule.defaults or {}), **dict(zip(names, chosen, strict=True)), **asked}

    def _asked(self) -> dict[str, dict[str, Any]]:
        """What is to be made stands in the address of some pages; without it there is nothing to send."""
        look = {
            "team": self.office.corporate.id,
            "anchor": "start",
            "on": "4 Jan 2027",
            "parts": ["events", "messages"],
            "holidays": "roll",
        }
        begun = dict.fromkeys(("patterns.begin", "patterns.begin_shipped", "patterns.copy"), look)
        changed = {"view": "year", "saved": self.views[0].id}
        line = f"Talk 24/11/2569 #{self.draft.code}"
        return {"calendar.add": {"line": line}, "saved_views.index": changed, **begun, **self.sold.asked()}

    def addresses(self, app: Flask, method: str = "GET") -> Iterator[tuple[str, str]]:
        """Endpoint and address of every route that takes the method, for all that is here; some may be missing."""
        adapter = app.url_map.bind("localhost")
        for rule in rules(app):
            if method in (rule.methods or ()):
                for values in self.values(rule):
                    yield rule.endpoint, adapter.build(rule.endpoint, values, method=method)


def _hour(on: date) -> When:
    return When(start_on=on, start_time=time(9), end_time=time(10))


def rules(app: Flask) -> list[Route]:
    """Every route of the planner but static files and the gallery, which is for development."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not rule.endpoint.startswith("gallery.")
    ]
