"""The living example's things that pages are opened for: ids by what they are here for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from planner import clock, dates
from planner.accounts import links
from planner.accounts.models import Kind, LinkPurpose, Membership, Team, User
from planner.calendar import saved_views
from planner.calendar.saved_views import Named as SavedAs
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign, KeyMessage, Participation
from planner.contributions.models import Contribution, Need
from planner.contributions.words import NeedState
from planner.events import links as named_links
from planner.events.links import LinkData
from planner.events.models import Attachment, ChecklistItem, Event, RunSheetItem
from planner.feeds.models import Feed, Holder
from planner.holidays.models import Holiday, MarkedDays
from planner.objectives.models import Measurement, Objective
from planner.plans import comments, templates
from planner.plans.templates import Names
from planner.promotions.models import Promotion, Redemption
from planner.promotions.tills import Seals
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.stakeholders.words import StakeholderKind
from planner.uploads.folder import Folder
from tests import factories
from tests.demo import KEY
from tests.journeys import under_way

Places = dict[str, int | str]


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
        "contribution": one(select(Contribution.id).order_by(Contribution.id.desc())),
        "need": one(select(Need.id).where(Need.state == NeedState.ANSWERED).order_by(Need.id)),
        "promotion": one(select(Redemption.promotion_id).order_by(Redemption.id)),
        **_till(session, one),
        "redemption": one(select(Redemption.id).order_by(Redemption.id)),
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
        "template": templates.keep(session, running, Names("ทุกปี", "Every year"), actor=planner).id,
        "view": _view(session, planner),
        "own_team": session.get_one(Campaign, running).team_id,
        # all that a preview asks for but the team
        "look": urlencode(
            {
                "anchor": "start",
                "on": "6 Apr 2027",
                "holidays": "roll",
                "parts": ["publics", "messages", "objectives", "events", "run_sheets", "attached", "budget"],
            },
            doseq=True,
        ),
        "owner_link": links.make(session, LinkPurpose.OWNER, None, actor=None),
        "reset_link": links.make(session, LinkPurpose.RESET, planner, actor=None),
    }


def _till(session: Session, one: One) -> Places:
    """A shop's till, and what lets it take back what it entered a moment ago."""
    promotion = session.get_one(Promotion, one(select(Redemption.promotion_id).order_by(Redemption.id)))
    till, seals = factories.till(session, promotion), Seals(KEY)
    made = factories.redemption(
        session, promotion, till_id=till.id, created_at=clock.now() + timedelta(hours=12)
    )
    return {
        "till": till.id,
        "till_token": seals.token(till),
        "till_receipt": seals.receipt(till.id, made.id),
    }


def _comment(session: Session, campaign_id: int, planner: User) -> int:
    """A comment that can still be changed when the last page is opened, however long that takes."""
    written = comments.write(session, campaign_id, "Well told", actor=planner)
    written.written_at += timedelta(hours=12)
    return written.id


def _view(session: Session, planner: User) -> int:
    """A view shared with the team, beside one that is not."""
    saved_views.save(session, SavedAs("เฉพาะของฉัน"), {"view": "agenda"}, actor=planner)
    (team_id, *_) = sorted(planner.team_ids)
    shown = {"view": "week", "kind": "communal", "team": str(team_id)}
    return saved_views.save(session, SavedAs("งานชุมชนของทีม", team_id), shown, actor=planner).id


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
        "budget_entry": one(
            select(BudgetEntry.id).join(BudgetEntry.line).where(BudgetLine.campaign_id == running)
        ),
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
    line = one(select(ChecklistItem.id).where(ChecklistItem.event_id.in_(of_it)))
    return {
        "event": one(once),
        "series": series.id,
        "occurrence": series.starts_at.astimezone(dates.zone(series.timezone)).date().isoformat(),
        "attachment": attached,
        "attached_event": session.get_one(Attachment, attached).event_id,
        "step": step,
        "line": line,
        "listed_event": session.get_one(ChecklistItem, line).event_id,
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
