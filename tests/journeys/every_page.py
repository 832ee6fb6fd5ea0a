"""Every page of the planner, each in the states that look different, as addresses within the living example.

A new route that answers GET and stands neither in `PAGES` nor in `FILES` fails the suite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from planner import dates
from planner.accounts import links
from planner.accounts.models import Discipline, Kind, LinkPurpose, Membership, Role, Team, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage, Participation
from planner.events import links as named_links
from planner.events.links import LinkData
from planner.events.models import Attachment, Event, RunSheetItem
from planner.feeds.models import Feed, Holder
from planner.holidays.models import Holiday, MarkedDays
from planner.imports.folder import Folder
from planner.objectives.models import Measurement, Objective
from planner.plans import comments
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests.journeys import under_way


class Asker(StrEnum):
    """Who opens a page."""

    PLANNER = "planner"
    SELLER = "seller"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    STRANGER = "stranger"


class Sight(NamedTuple):
    """A page, and who sees it."""

    endpoint: str
    path: str
    asker: Asker = Asker.PLANNER


_CAMPAIGN_PARTS = ("about", "why", "strategy", "lessons")

# Addresses by endpoint; names in braces are ids of the example's things (`places`).
PAGES: dict[str, tuple[str, ...]] = {
    "accounts.link": ("stranger /links/{owner_link}", "stranger /links/{reset_link}"),
    "accounts.sign_in": ("stranger /sign-in",),
    "affiliations.edit": ("/stakeholders/{person}/affiliations/{affiliation}/edit",),
    "affiliations.new": ("/stakeholders/{person}/affiliations/new",),
    "briefs.programme": ("/events/{stepped_event}/programme", "/events/{event}/programme"),
    "briefs.sheet": ("/campaigns/{running}/approval-sheet", "approver /campaigns/{in_review}/approval-sheet"),
    "calendar.index": (
        "/calendar",
        "/calendar?view=agenda",
        "/calendar?view=month&kind=exchange&on=2026-01-01",
        "/calendar?view=agenda&on=2019-01-01",
    ),
    "campaigns.edit": (
        *(f"/campaigns/{{draft}}/edit/{part}" for part in (*_CAMPAIGN_PARTS, "need")),
        *(f"seller /campaigns/{{running_exchange}}/edit/{part}" for part in ("why", "offer")),
    ),
    "campaigns.edit_budget_line": ("/budget-lines/{budget_line}/edit",),
    "campaigns.edit_message": ("/messages/{message}/edit",),
    "campaigns.edit_participation": ("/participations/{participation}/edit",),
    "campaigns.index": (
        "/campaigns",
        "/campaigns?q=%E0%B8%99%E0%B9%89%E0%B8%B3",
        "/campaigns?q=nothing+like+it",
    ),
    "campaigns.new": (
        "/campaigns/new",
        "/campaigns/new?kind=communal",
        "seller /campaigns/new?kind=exchange",
    ),
    "campaigns.new_budget_line": ("/campaigns/{draft}/budget-lines/new",),
    "campaigns.new_message": ("/campaigns/{draft}/messages/new",),
    "campaigns.new_participation": (
        "/campaigns/{draft}/participations/new",
        "/campaigns/{draft}/participations/new?q=nobody",
    ),
    "campaigns.stakeholder_map": ("/campaigns/{running}/stakeholder-map",),
    "campaigns.show": (
        "/campaigns/{draft}",
        "/campaigns/{running}",
        "/campaigns/{evaluated}",
        "seller /campaigns/{running_exchange}",
        "approver /campaigns/{in_review}",
        "/campaigns/{paused}",
    ),
    "consents.new": ("/stakeholders/{person}/consents/new",),
    "custody.duplicates_index": ("/stakeholders/duplicates",),
    "custody.merge": ("/stakeholders/{person}/merge/{other_person}",),
    "events.attach": ("/events/{event}/attachments/new",),
    "events.begin": ("/events/new",),
    "events.edit": tuple(
        f"/events/{{event}}/edit/{part}" for part in ("about", "place", "sharing", "preparation")
    ),
    "events.edit_attachment": ("/events/{attached_event}/attachments/{attachment}/edit",),
    "events.edit_step": ("/events/{stepped_event}/run-sheet/{step}/edit",),
    "events.move": ("/events/{event}/move", "/events/{series}/move"),
    "events.new": ("/campaigns/{draft}/events/new",),
    "events.new_step": ("/events/{event}/run-sheet/new",),
    "events.occurrence": ("/events/{series}/occurrences/{occurrence}",),
    "events.repeat": ("/events/{series}/edit/repetition", "/events/{event}/edit/repetition"),
    "events.show": (
        "/events/{event}",
        "/events/{series}",
        "/events/{stepped_event}",
        "/events/{cancelled_event}",
        "/events/{abroad_event}",
    ),
    "exports.archive": ("administrator /archive",),
    "exports.of_campaign": ("/campaigns/{running}/export",),
    "feeds.edit": ("/feeds/{open_feed}/edit", "/feeds/{own_feed}/edit"),
    "feeds.index": ("/feeds",),
    "feeds.new": (
        "/feeds/new",
        "/feeds/new?holder=user",
        "/feeds/new?holder=open",
        "/feeds/new?holder=stakeholder",
        "/feeds/new?stakeholder={person}",
    ),
    "feeds.show": (
        "/feeds/{open_feed}",
        "/feeds/{own_feed}",
        "/feeds/{stakeholders_feed}",
        "/feeds/{withdrawn_feed}",
    ),
    "holidays.countries": ("administrator /holidays/countries",),
    "holidays.edit": ("administrator /holidays/{holiday}/edit",),
    "holidays.index": ("/holidays", "administrator /holidays", "administrator /holidays?year=2575"),
    "holidays.new": ("administrator /holidays/new",),
    "home.index": ("/", "approver /", "administrator /"),
    "imports.columns": ("/imports/{brought}/columns", "/imports/{events_list}/columns"),
    "imports.index": ("/imports", "seller /imports"),
    "imports.new": ("/imports/new", "/imports/new?kind=events"),
    "imports.show": (
        "/imports/{looked_through}",
        "/imports/{looked_through}?show=refused",
        "/imports/{taken_in}",
        "/imports/{taken_back}",
        "/imports/{known_already}",
    ),
    "jobs.show": ("/jobs/{job}", "/jobs/{failed_job}"),
    "links.edit": ("/links/{link}/edit",),
    "links.new": ("/campaigns/{draft}/links/new",),
    "links.new_on_event": ("/events/{event}/links/new",),
    "marked_days.edit": ("/marked-days/{marked}/edit",),
    "marked_days.index": ("/marked-days",),
    "marked_days.new": ("/marked-days/new",),
    "measurements.edit": ("/measurements/{measurement}/edit",),
    "measurements.new": ("/objectives/{objective}/measurements/new",),
    "metrics.new": ("/campaigns/{draft}/metrics/new", "seller /campaigns/{running_exchange}/metrics/new"),
    "objectives.edit": ("/objectives/{objective}/edit",),
    "objectives.new": ("/campaigns/{draft}/objectives/new",),
    "objectives.show": ("/objectives/{objective}", "/objectives/{unmeasured}"),
    "people.deactivate": (
        "administrator /people/{colleague}/deactivate",
        "administrator /people/{boss}/deactivate",
    ),
    "people.edit": ("administrator /people/{colleague}/edit",),
    "people.edit_membership": ("administrator /memberships/{membership}/edit",),
    "people.hand_over": (
        "administrator /people/{colleague}/hand-over",
        "administrator /people/{boss}/hand-over",
    ),
    "people.index": (
        "administrator /people",
        "administrator /people?rank=approver&state=invited",
        "administrator /people?q=nothing+like+it",
    ),
    "people.new": ("administrator /people/new",),
    "people.new_membership": ("administrator /people/{colleague}/memberships/new",),
    "people.show": ("administrator /people/{colleague}", "administrator /people/{boss}"),
    "plans.change_kind": ("administrator /campaigns/{draft}/change-kind",),
    "plans.comment": ("/campaigns/{running}/comments/new",),
    "plans.edit_comment": ("/comments/{comment}/edit",),
    "plans.review": ("approver /campaigns/{in_review}/review",),
    "profile.edit": ("/profile",),
    "profile.password": ("/profile/password",),
    "search.index": ("/search", "/search?q=%E0%B8%99%E0%B9%89%E0%B8%B3", "/search?q=nothing+like+it"),
    "teams.edit": ("administrator /teams/{team}/edit",),
    "teams.index": ("administrator /teams",),
    "teams.new": ("administrator /teams/new",),
    "teams.show": ("administrator /teams/{team}",),
    "stakeholders.edit": tuple(
        f"/stakeholders/{{{who}}}/edit/{part}"
        for who, part in (
            ("person", "who"),
            ("organisation", "who"),
            ("person", "reach"),
            ("person", "assessment"),
            ("person", "contact"),
            ("person", "background"),
        )
    ),
    "stakeholders.index": ("/stakeholders", "/stakeholders?kind=person", "/stakeholders?q=nothing+like+it"),
    "stakeholders.map": ("/stakeholders/map", "/stakeholders/map?category=media"),
    "stakeholders.new": (
        "/stakeholders/new",
        *(f"/stakeholders/new?kind={kind}" for kind in StakeholderKind),
    ),
    "stakeholders.show": (
        "/stakeholders/{person}",
        "/stakeholders/{organisation}",
        "/stakeholders/{public}",
        "/stakeholders/{barred}",
    ),
}

# What answers GET and is no page: files and what machines ask for.
FILES = {
    "briefs.programme_file",
    "briefs.sheet_file",
    "briefs.show",
    "feeds.campaign_file",
    "feeds.event_file",
    "health.alive",
    "health.icon",
    "health.ready",
    "health.robots",
    "holidays.on",
    "imports.refused",
    "monitoring.show",
}

Places = dict[str, int | str]


def sights(places: Places) -> Iterator[Sight]:
    """Every page with the example's own ids in its address."""
    for endpoint, paths in PAGES.items():
        for path in paths:
            asker, _, rest = path.rpartition(" ")
            yield Sight(endpoint, rest.format_map(places), Asker(asker or Asker.PLANNER))


def people(session: Session) -> dict[Asker, User]:
    """Who opens them; the planner is whoever has a draft to go on with."""
    has_draft = (
        select(User).join(Campaign, Campaign.owner_id == User.id).where(Campaign.status == Status.DRAFT)
    )
    return {
        Asker.PLANNER: session.scalars(has_draft.options(selectinload(User.memberships))).one(),
        Asker.SELLER: _member(session, Role.PLANNER),
        Asker.APPROVER: _member(session, Role.APPROVER),
        Asker.ADMINISTRATOR: session.scalars(select(User).where(User.is_administrator)).one(),
    }


def _member(session: Session, role: Role) -> User:
    """Somebody of the marketing team."""
    question = (
        select(User).join(Membership, Membership.user_id == User.id).join(Team, Team.id == Membership.team_id)
    )
    of_team = question.where(Team.discipline == Discipline.MARKETING_PR, Membership.role == role)
    return session.scalars(of_team.order_by(User.id).limit(1)).one()


def places(session: Session, planner: User, data_dir: str) -> Places:
    """Ids of the example's things, by what they are here for; all of the corporate team where that matters.

    What the example lacks, because nobody has it for long, is made: lists under way, work, a comment just written.
    """

    def one(question: Select[int]) -> int:
        found = session.scalars(question.limit(1)).first()
        assert found is not None, f"the example has nothing for {question}"
        return found

    def campaign(status: Status, kind: Kind) -> int:
        return one(select(Campaign.id).where(Campaign.status == status, Campaign.kind == kind))

    running = campaign(Status.ACTIVE, Kind.COMMUNAL)
    return {
        "draft": campaign(Status.DRAFT, Kind.COMMUNAL),
        "running": running,
        "evaluated": campaign(Status.EVALUATED, Kind.COMMUNAL),
        "running_exchange": campaign(Status.ACTIVE, Kind.EXCHANGE),
        "in_review": campaign(Status.IN_REVIEW, Kind.EXCHANGE),
        "paused": campaign(Status.PAUSED, Kind.EXCHANGE),
        **_parts(one, running),
        **_events(session, one, running),
        **_stakeholders(one),
        **_feeds(one, planner),
        **_people(one, planner),
        **_days_and_links(one, planner),
        **under_way.places(session, planner, Folder(data_dir)),
        "link": named_links.add(
            session,
            session.get_one(Campaign, running),
            LinkData(label_en="Map", address="https://maps.example/here", is_outward=True),
            actor=planner,
        ).id,
        "comment": _comment(session, running, planner),
        "owner_link": links.make(session, LinkPurpose.OWNER, None, actor=None),
        "reset_link": links.make(session, LinkPurpose.RESET, planner, actor=None),
    }


def _comment(session: Session, campaign_id: int, planner: User) -> int:
    """A comment that can still be changed when the last page is opened, however long that takes."""
    written = comments.write(session, campaign_id, "Well told", actor=planner)
    written.created_at += timedelta(hours=1)
    return written.id


One = Callable[[Select[int]], int]


def _people(one: One, planner: User) -> Places:
    membership = select(Membership.id).where(Membership.user_id == planner.id)
    return {
        "colleague": planner.id,
        "boss": one(select(User.id).where(User.is_administrator)),
        "membership": one(membership),
        "team": one(select(Team.id).order_by(Team.id)),
    }


def _days_and_links(one: One, planner: User) -> Places:
    return {
        "holiday": one(select(Holiday.id)),
        "marked": one(select(MarkedDays.id).where(MarkedDays.team_id.in_(planner.team_ids))),
    }


def _parts(one: One, running: int) -> Places:
    measured = select(Measurement.objective_id)
    of_it = select(Objective.id).where(Objective.campaign_id == running)
    return {
        "budget_line": one(select(BudgetLine.id).where(BudgetLine.campaign_id == running)),
        "message": one(select(KeyMessage.id).where(KeyMessage.campaign_id == running)),
        "participation": one(select(Participation.id).where(Participation.campaign_id == running)),
        "objective": one(of_it.where(Objective.id.in_(measured))),
        "unmeasured": one(of_it.where(Objective.id.not_in(measured))),
        "measurement": one(select(Measurement.id).where(Measurement.objective_id.in_(of_it))),
    }


def _events(session: Session, one: One, running: int) -> Places:
    of_it = select(Event.id).where(Event.campaign_id == running)
    once = of_it.where(Event.recurrence.is_(None), Event.spans_from > func.current_date())
    # a series without an end comes again whenever this runs
    endless = of_it.where(Event.recurrence.is_not(None), Event.spans_until.is_(None))
    series = session.get_one(Event, one(endless.where(Event.all_day_start.is_(None))))
    assert series.starts_at is not None
    attached = one(select(Attachment.id).where(Attachment.event_id.in_(of_it)))
    step = one(select(RunSheetItem.id).where(RunSheetItem.event_id.in_(of_it)))
    return {
        "event": one(once),
        "series": series.id,
        "occurrence": series.starts_at.astimezone(dates.zone(series.timezone)).date().isoformat(),
        "attachment": attached,
        "attached_event": session.get_one(Attachment, attached).event_id,
        "step": step,
        "stepped_event": session.get_one(RunSheetItem, step).event_id,
        "cancelled_event": one(select(Event.id).where(Event.status == "cancelled")),
        "abroad_event": one(select(Event.id).where(Event.timezone == "Europe/London")),
    }


def _stakeholders(one: One) -> Places:
    affiliation = select(Affiliation.id).order_by(Affiliation.id)
    return {
        "affiliation": one(affiliation),
        "person": one(select(Affiliation.person_id).order_by(Affiliation.id)),
        "other_person": one(select(Affiliation.person_id).order_by(Affiliation.id.desc())),
        "organisation": one(select(Stakeholder.id).where(Stakeholder.kind == StakeholderKind.ORGANISATION)),
        "public": one(select(Stakeholder.id).where(Stakeholder.kind == StakeholderKind.PUBLIC)),
        "barred": one(select(Stakeholder.id).where(Stakeholder.do_not_contact)),
    }


def _feeds(one: One, planner: User) -> Places:
    used = select(Feed.id).where(Feed.withdrawn_at.is_(None))
    return {
        "open_feed": one(used.where(Feed.holder == Holder.OPEN)),
        "own_feed": one(used.where(Feed.holder == Holder.USER, Feed.user_id == planner.id)),
        "stakeholders_feed": one(used.where(Feed.holder == Holder.STAKEHOLDER)),
        "withdrawn_feed": one(select(Feed.id).where(Feed.withdrawn_at.is_not(None))),
    }
