"""Every page of the planner, each in the states that look different, as addresses within the living example.

A new route that answers GET and stands neither in `PAGES` nor in `FILES` fails the suite.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner.accounts.models import Discipline, Membership, Role, Team, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.stakeholders.words import StakeholderKind
from tests.journeys.places import Places


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
    "briefs.calendar": ("/calendar/print", "/calendar/print?view=week&kind=communal"),
    "briefs.programme": ("/events/{stepped_event}/programme", "/events/{event}/programme"),
    "briefs.sheet": ("/campaigns/{running}/approval-sheet", "approver /campaigns/{in_review}/approval-sheet"),
    "calendar.add": (
        "/calendar/add",
        "/calendar/add?line=Talk+24/11/2569+10:00-12:00+@Hotel",
        "/calendar/add?line=Talk+next+Friday+10-12+%23nothing",
        "/calendar/add?line=Talk+29/2/2566",
    ),
    "calendar.index": (
        "/calendar",
        "/calendar?view=agenda",
        "/calendar?view=month&kind=exchange&on=2026-01-01",
        "/calendar?view=agenda&on=2019-01-01",
        "/calendar?view=week",
        "/calendar?view=timeline",
        "/calendar?view=timeline&span=year&group=public",
        "/calendar?view=year",
        "/calendar?view=week&fine=1",
    ),
    "campaigns.edit": (
        *(f"/campaigns/{{draft}}/edit/{part}" for part in (*_CAMPAIGN_PARTS, "need")),
        *(f"seller /campaigns/{{running_exchange}}/edit/{part}" for part in ("why", "offer")),
    ),
    "campaigns.edit_budget_entry": ("/budget-entries/{budget_entry}/edit",),
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
    "campaigns.new_budget_entry": ("/budget-lines/{budget_line}/entries/new",),
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
    "clashes.index": ("/calendar/clashes", "/calendar/clashes?view=week&kind=exchange"),
    "clashes.of_move": ("/events/{event}/clashes?start_on=24/11/2569&all_day=y&timezone=Asia/Bangkok",),
    "clashes.of_new": ("/campaigns/{draft}/events/clashes",),
    "consents.new": ("/stakeholders/{person}/consents/new",),
    "custody.duplicates_index": ("/stakeholders/duplicates",),
    "custody.merge": ("/stakeholders/{person}/merge/{other_person}",),
    "events.attach": ("/events/{event}/attachments/new",),
    "events.begin": ("/events/new",),
    "events.day": (
        "/events/{stepped_event}/day",
        "/events/{listed_event}/day",
        "/events/{series}/day?on={occurrence}",
    ),
    "events.edit_line": ("/events/{listed_event}/checklist/{line}/edit",),
    "events.new_lines": ("/events/{event}/checklist/new",),
    "events.edit": tuple(
        f"/events/{{event}}/edit/{part}"
        for part in ("about", "place", "sharing", "preparation", "afterwards")
    ),
    "events.edit_attachment": ("/events/{attached_event}/attachments/{attachment}/edit",),
    "events.edit_step": ("/events/{stepped_event}/run-sheet/{step}/edit",),
    "events.move": ("/events/{event}/move", "/events/{series}/move"),
    "events.slide": ("/events/{event}/slide", "/events/{series}/slide?on={occurrence}"),
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
        "/feeds/new?holder=user&kind=communal&status=confirmed",
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
    "guard.show": ("/campaigns/{running}/guard", "/campaigns/{running_exchange}/guard"),
    "holidays.index": ("/holidays", "administrator /holidays", "administrator /holidays?year=2575"),
    "holidays.new": ("administrator /holidays/new",),
    "home.index": ("/", "approver /", "administrator /"),
    "imports.columns": (
        "/imports/{brought}/columns",
        "/imports/{events_list}/columns",
        "administrator /imports/{redeemed_list}/columns",
    ),
    "imports.index": ("/imports", "seller /imports"),
    "imports.new": (
        "/imports/new",
        "/imports/new?kind=events",
        "administrator /imports/new?promotion={promotion}",
    ),
    "imports.show": (
        "/imports/{looked_through}",
        "/imports/{looked_through}?show=refused",
        "/imports/{taken_in}",
        "/imports/{taken_back}",
        "/imports/{known_already}",
        "administrator /imports/{redeemed_list}",
        "administrator /imports/{redeemed_list}?show=refused",
    ),
    "layers.edit": ("/layers/{layer}/edit",),
    "layers.index": ("/layers", "approver /layers"),
    "layers.new": ("/layers/new",),
    "saved_views.edit": ("/calendar/views/{view}/edit",),
    "saved_views.index": (
        "/calendar/views",
        "/calendar/views?view=year&saved={view}",
        "seller /calendar/views?view=week&kind=exchange",
    ),
    "saved_views.new": ("/calendar/views/new?view=timeline&span=year&team={own_team}",),
    "sources.index": ("/calendars-in", "seller /calendars-in"),
    "sources.new": ("/calendars-in/new",),
    "sources.show": (
        "/calendars-in/{calendar_unread}",
        "/calendars-in/{calendar_read}",
        "/calendars-in/{calendar_read}?show=refused",
        "/calendars-in/{calendar_taken_in}",
        "/calendars-in/{calendar_changed_here}",
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
    "patterns.begin": ("/templates/{template}/begin", "/templates/{template}/begin?{look}&team={own_team}"),
    "patterns.begin_shipped": (
        "/templates/community-event/begin",
        "/templates/education-campaign/begin?{look}&team={own_team}",
    ),
    "patterns.copy": (
        "/campaigns/{running}/copy",
        "/campaigns/{running}/copy?{look}&team={own_team}",
    ),
    "patterns.edit": ("/templates/{template}/edit",),
    "patterns.keep": ("/campaigns/{running}/keep-as-template",),
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
    "contributions.add_evidence": ("administrator /contributions/{contribution}/evidence/new",),
    "contributions.index": ("/contributions",),
    "contributions.new": (
        "administrator /campaigns/{running}/contributions/new",
        *(
            f"administrator /campaigns/{{running}}/contributions/new?form={form}"
            for form in ("cash", "time", "in_kind", "management_cost")
        ),
    ),
    "contributions.show": ("administrator /contributions/{contribution}",),
    "contributions.edit": tuple(
        f"administrator /contributions/{{contribution}}/edit/{part}"
        for part in ("gift", "worth", "results", "goals")
    ),
    "contributions.new_need": ("administrator /campaigns/{running}/needs/new",),
    "contributions.need": ("administrator /needs/{need}",),
    "contributions.edit_need": ("administrator /needs/{need}/edit",),
    "contributions.answer_need": ("administrator /needs/{need}/answer",),
    "contributions.hear_need": ("administrator /needs/{need}/outcome",),
    "promotions.codes": (
        "administrator /promotions/{promotion}/codes",
        "/promotions/{promotion}/codes?q=FIZZ",
    ),
    "promotions.correct": ("administrator /redemptions/{redemption}/edit",),
    "promotions.edit": tuple(
        f"administrator /promotions/{{promotion}}/edit/{part}" for part in ("offer", "limits", "terms")
    ),
    "promotions.enter": ("administrator /promotions/{promotion}/redemptions/new",),
    "promotions.index": ("/promotions", "/promotions?when=coming", "/promotions?when=over"),
    "promotions.move": ("administrator /promotions/{promotion}/move",),
    "promotions.new": ("administrator /campaigns/{running_exchange}/promotions/new",),
    "promotions.new_codes": ("administrator /promotions/{promotion}/codes/new",),
    "promotions.new_till": ("administrator /promotions/{promotion}/tills/new",),
    "promotions.redeemed": ("/promotions/{promotion}/redemptions",),
    "promotions.show": ("administrator /promotions/{promotion}",),
    "promotions.show_till": ("administrator /promotions/{promotion}/tills/{till}",),
    "promotions.till": (
        "stranger /tills/{till_token}",
        "stranger /tills/{till_token}?done={till_receipt}",
    ),
    "portfolio.index": ("/portfolio",),
    "portfolio.mixed_messages": ("/portfolio/mixed-messages",),
    "portfolio.objectives": ("/portfolio/objectives",),
    "portfolio.of_money": ("/portfolio/money",),
    "profile.edit": ("/profile",),
    "profile.new_absence": ("/profile/absences/new",),
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
    "briefs.calendar_file",
    "briefs.event_file",
    "briefs.programme_file",
    "briefs.sheet_file",
    "briefs.show",
    "clashes.marks",
    "contributions.evidence",
    "feeds.campaign_file",
    "feeds.event_file",
    "health.alive",
    "health.icon",
    "health.ready",
    "health.robots",
    "holidays.on",
    "imports.refused",
    "monitoring.show",
    "contributions.paper",
    "portfolio.paper",
    "saved_views.show",
}


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
