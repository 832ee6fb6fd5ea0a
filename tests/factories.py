"""Things that are sensible unless the test says otherwise. Each is flushed, so it has an id."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Discipline, Kind, Membership, Role, Team, User
from planner.calendar.looking import View
from planner.calendar.models import SavedView
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign, KeyMessage, Participation
from planner.campaigns.words import EntryKind, ParticipationRole
from planner.contributions.models import Contribution, Need
from planner.contributions.words import Form, Motivation, SubjectArea, ValuationBasis
from planner.events.models import Event
from planner.events.words import EventStatus, EventType, Visibility
from planner.objectives.models import Objective
from planner.objectives.words import Direction, Stage
from planner.plans import pattern_json
from planner.plans.models import CampaignTemplate, PlanComment, PlanSnapshot
from planner.plans.shipped import shelf
from planner.promotions import codes, tallies
from planner.promotions.models import Promotion, PromotionCode, Redemption, Till
from planner.promotions.words import Mechanic, RedemptionSource, SalesChannel
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import Category, StakeholderKind

_count = itertools.count(1)
Made = TypeVar("Made")


def _made(session: Session, record: Made) -> Made:
    session.add(record)
    session.flush()
    return record


def team(
    session: Session, discipline: Discipline = Discipline.CORPORATE_COMMUNICATIONS, **values: Any
) -> Team:
    """A team that runs its discipline's kind."""
    is_corporate = discipline == Discipline.CORPORATE_COMMUNICATIONS
    given = {
        "name_th": "สื่อสารองค์กร" if is_corporate else "การตลาด",
        "name_en": "Corporate Communications" if is_corporate else "Marketing PR",
        "discipline": discipline,
        "runs_communal": is_corporate,
        "runs_exchange": not is_corporate,
    }
    return _made(session, Team(**{**given, **values}))


def user(session: Session, role: Role | None = None, in_team: Team | None = None, **values: Any) -> User:
    """Someone who signs in; with a role, a member of the team."""
    return _made(session, _someone(role, in_team, **values))


def _someone(role: Role | None = None, in_team: Team | None = None, **values: Any) -> User:
    n = next(_count)
    given = {
        "email": f"person{n}@example.org",
        "given_th": f"สมใจ{n}",
        "family_th": "ใจดี",
        "given_latin": f"Somjai{n}",
        "family_latin": "Jaidee",
        "language": "en",
        "memberships": [Membership(team_id=in_team.id, role=role)] if role and in_team else [],
    }
    return User(**{**given, **values})


def member(session: Session, who: User, of: Team, role: Role) -> User:
    """The person, a member of a further team."""
    who.memberships.append(Membership(team_id=of.id, role=role))
    session.flush()
    return who


def stakeholder(session: Session, **values: Any) -> Stakeholder:
    """An organisation, unless a person or a public is asked for."""
    n = next(_count)
    kind = values.get("kind", StakeholderKind.ORGANISATION)
    given: dict[str, Any] = {
        "kind": kind,
        "category": Category.COMMUNITY,
        "interest_or_concern": "Clean water for the village",
        "emails": [f"contact{n}@example.org"],
    }
    if kind == StakeholderKind.PERSON:
        given |= {
            "given_th": f"มานี{n}",
            "family_th": "รักไทย",
            "given_latin": f"Manee{n}",
            "family_latin": "Rakthai",
        }
    else:
        given |= {"organisation_name_th": f"มูลนิธิ {n}", "organisation_name_en": f"Foundation {n}"}
    return _made(session, Stakeholder(**{**given, **values}))


def campaign(
    session: Session, team: Team, owner: User, kind: Kind = Kind.COMMUNAL, **values: Any
) -> Campaign:
    """A draft of the kind, running for the next quarter."""
    n = next(_count)
    start = clock.today()
    given = {
        "code": f"{'C' if kind == Kind.COMMUNAL else 'X'}-TEST-{n:03}",
        "kind": kind,
        "title_th": f"โครงการน้ำสะอาด {n}",
        "title_en": f"Clean water {n}",
        "purpose_th": "ให้ชุมชนมีน้ำสะอาด",
        "purpose_en": "Clean water for the community",
        "owner_id": owner.id,
        "team_id": team.id,
        "start_on": start,
        "end_on": start + timedelta(days=90),
    }
    return _made(session, Campaign(**{**given, **values}))


def ready_campaign(
    session: Session, team: Team, owner: User, kind: Kind = Kind.COMMUNAL, **values: Any
) -> Campaign:
    """A draft with everything that review needs."""
    given: dict[str, Any] = {
        "situation_th": "ชุมชนขาดน้ำสะอาด",
        "situation_en": "The community lacks clean water",
        "benefit_to_public_th": "มีน้ำดื่มทุกวัน",
        "benefit_to_public_en": "Drinking water every day",
        "has_no_budget": True,
    }
    if kind == Kind.COMMUNAL:
        given |= {"need_statement_en": "Wells run dry in April", "need_source": "stated_by_stakeholder"}
    else:
        given |= {
            "offer_summary_en": "Buy one, get one",
            "expected_return_type": "sales",
            "expected_return_value": Decimal(100_000),
            "attribution_method": "promo_code",
        }
    made = campaign(session, team, owner, kind, **{**given, **values})
    participation(session, made, stakeholder(session))
    _made(session, KeyMessage(campaign_id=made.id, position=1, text_en="Water is a right", text_th="น้ำคือสิทธิ"))
    objective(session, made)
    return made


def participation(session: Session, of: Campaign, who: Stakeholder, **values: Any) -> Participation:
    """A stakeholder's part in a campaign."""
    given = {"campaign_id": of.id, "stakeholder_id": who.id, "role": ParticipationRole.BENEFICIARY}
    return _made(session, Participation(**{**given, **values}))


def budget_line(session: Session, of: Campaign, **values: Any) -> BudgetLine:
    """A line of a hundred baht planned, and nothing else known of it."""
    given: dict[str, Any] = {
        "campaign_id": of.id,
        "position": next(_count),
        "category": "Boats",
        "planned_minor": 100_00,
    }
    return _made(session, BudgetLine(**{**given, **values}))


def budget_entry(session: Session, of: BudgetLine, **values: Any) -> BudgetEntry:
    """An invoice of twenty baht, paid today."""
    given: dict[str, Any] = {
        "line_id": of.id,
        "kind": EntryKind.SPENT,
        "amount_minor": 20_00,
        "dated_on": clock.today(),
        "document": f"INV-{next(_count)}",
    }
    return _made(session, BudgetEntry(**{**given, **values}))


def comment(session: Session, of: Campaign, by: User, text: str = "Looks right") -> PlanComment:
    """Somebody's comment on the campaign's first plan, which is taken down if there is none."""
    plan = session.scalars(select(PlanSnapshot).where(PlanSnapshot.campaign_id == of.id)).first()
    if plan is None:
        content = {
            "kind": of.kind,
            "start_on": of.start_on.isoformat(),
            "end_on": of.end_on.isoformat(),
            "has_no_budget": of.has_no_budget,
            "messages": [],
            "budget_lines": [],
            "objectives": [],
        }
        now = datetime.now(UTC).replace(microsecond=0)
        plan = _made(
            session,
            PlanSnapshot(
                campaign_id=of.id,
                number=1,
                taken_at=now,
                submitted_by_id=by.id,
                content=content,
                digest="0" * 64,
            ),
        )
    return _made(
        session,
        PlanComment(
            snapshot_id=plan.id,
            written_by_id=by.id,
            written_at=datetime.now(UTC).replace(microsecond=0),
            text=text,
        ),
    )


def template(session: Session, of: Team) -> CampaignTemplate:
    """A communal pattern that the team keeps."""
    content = pattern_json.written(shelf.SHIPPED["community-event"].pattern)
    return _made(
        session,
        CampaignTemplate(
            team_id=of.id, kind=Kind.COMMUNAL, name_th="ทุกปี", name_en="Every year", pattern=content
        ),
    )


def saved_view(session: Session, by: User, of: Team | None) -> SavedView:
    """The week of what is communal, as somebody keeps it and perhaps shares it with a team."""
    values = {"view": View.WEEK, "query": {"kind": "communal"}, "team_id": of and of.id}
    return _made(session, SavedView(name=f"View {next(_count)}", user_id=by.id, **values))


def event(session: Session, of: Campaign, **values: Any) -> Event:
    """A confirmed public event of two hours, tomorrow in Bangkok."""
    # ten in the morning there; at home it may be another day by now
    tomorrow = datetime.combine(clock.today() + timedelta(days=1), time(3), UTC)
    given: dict[str, Any] = {
        "uid": f"{uuid.uuid4()}@samphan.test",
        "printed_at": datetime.now(UTC).replace(microsecond=0),
        "title_th": "แถลงข่าวเปิดโครงการ",
        "title_en": "Opening press conference",
        "type": EventType.PRESS_CONFERENCE,
        "campaign_id": of.id,
        "starts_at": tomorrow,
        "ends_at": tomorrow + timedelta(hours=2),
        "timezone": "Asia/Bangkok",
        "visibility": Visibility.PUBLIC,
        "status": EventStatus.CONFIRMED,
        "exclusions": [],
        "overrides": [],
    }
    filled = {**given, **values}
    if "spans_from" not in filled:
        first = filled["starts_at"] or datetime.combine(filled["all_day_start"], datetime.min.time(), UTC)
        last = filled["ends_at"] or datetime.combine(filled["all_day_end"], datetime.min.time(), UTC)
        filled["spans_from"] = first - timedelta(days=1)
        filled["spans_until"] = None if filled.get("recurrence") else last + timedelta(days=2)
    return _made(session, Event(**filled))


def contribution(session: Session, of: Campaign, **values: Any) -> Contribution:
    """Ten thousand baht given to a school today."""
    given: dict[str, Any] = {
        "campaign_id": of.id,
        "form": Form.CASH,
        "motivation": Motivation.COMMUNITY_INVESTMENT,
        "subject_area": SubjectArea.HEALTH,
        "description_th": "ค่าแว่นตา",
        "description_en": "Glasses",
        "recipient": "Ban Rai school",
        "contributed_on": clock.today(of.timezone),
        "value_minor": 1_000_000,
        "valuation_basis": ValuationBasis.ACTUAL_COST,
        "sdg": [],
        "iso26000": [],
    }
    return _made(session, Contribution(**{**given, **values}))


def need(session: Session, of: Campaign, **values: Any) -> Need:
    """What a head teacher said today."""
    given: dict[str, Any] = {
        "campaign_id": of.id,
        "text": "เด็กมองกระดานไม่เห็น",
        "stated_by": "ผอ. โรงเรียนบ้านไร่",
        "stated_on": clock.today(of.timezone),
    }
    return _made(session, Need(**{**given, **values}))


def promotion(session: Session, of: Campaign, **values: Any) -> Promotion:
    """A coupon of an exchange campaign, good since yesterday and for a month, without a quota."""
    midnight = datetime.combine(clock.today(), time(), UTC) - timedelta(hours=7)
    given: dict[str, Any] = {
        "campaign_id": of.id,
        "name_th": "คูปองลดราคา",
        "name_en": "Coupon",
        "mechanic": Mechanic.COUPON_CODE,
        "starts_at": midnight - timedelta(days=1),
        "ends_at": midnight + timedelta(days=30),
        "channels": [],
    }
    return _made(session, Promotion(**{**given, **values}))


def redemption(session: Session, of: Promotion, **values: Any) -> Redemption:
    """One of it, this moment, by hand; counted."""
    now = clock.now()
    given: dict[str, Any] = {
        "promotion_id": of.id,
        "redeemed_at": now,
        "redeemed_on": clock.today(of.timezone),
        "quantity": 1,
        "source": RedemptionSource.BY_HAND,
    }
    made = _made(session, Redemption(**{**given, **values}))
    tallies.recount(session, of.id, {made.redeemed_on}, {made.code})
    return made


def till(session: Session, of: Promotion, **values: Any) -> Till:
    """A shop's till at Siam, open."""
    given: dict[str, Any] = {"promotion_id": of.id, "place": "Siam", "channel": SalesChannel.SHOP}
    return _made(session, Till(**{**given, **values}))


def batch_code(session: Session, of: Promotion, **values: Any) -> PromotionCode:
    """The only code of a batch, good for one."""
    given: dict[str, Any] = {"promotion_id": of.id, "batch": 1, "code": codes.new(), "made_at": clock.now()}
    return _made(session, PromotionCode(**{**given, **values}))


def objective(session: Session, of: Campaign, **values: Any) -> Objective:
    """From 10 to 100 people reached by the campaign's end."""
    given = {
        "campaign_id": of.id,
        "position": 1,
        "statement_th": "เข้าถึงคน 100 คน",
        "statement_en": "Reach 100 people",
        "stage": Stage.OUTPUT,
        "metric": "people_reached",
        "unit": "people",
        "direction": Direction.INCREASE,
        "baseline": Decimal(10),
        "target": Decimal(100),
        "due_on": of.end_on,
    }
    return _made(session, Objective(**{**given, **values}))


@dataclass
class Office:
    """The standing cast of a corporate team; the outsider and their approver belong to marketing."""

    corporate: Team
    marketing: Team
    owner: User
    mate: User
    approver: User
    viewer: User
    outsider: User
    outside_approver: User
    administrator: User
    noise: Campaign


def office(session: Session) -> Office:
    """The cast, and noise: the other team has rows of everything, so a query that forgets its filter fails."""
    corporate = team(session)
    marketing = team(session, Discipline.MARKETING_PR)
    outsider = user(session, Role.PLANNER, marketing)
    noise = ready_campaign(
        session, marketing, outsider, Kind.EXCHANGE, confidentiality="team", title_en="Noise"
    )
    event(session, noise, title_en="Noise event", title_th="เสียงรบกวน", visibility=Visibility.TEAM)
    made = Office(
        corporate=corporate,
        marketing=marketing,
        owner=_someone(Role.PLANNER, corporate),
        mate=_someone(Role.PLANNER, corporate),
        approver=_someone(Role.APPROVER, corporate),
        viewer=_someone(Role.VIEWER, corporate),
        outsider=outsider,
        outside_approver=_someone(Role.APPROVER, marketing),
        administrator=_someone(is_administrator=True),
        noise=noise,
    )
    # all at once: nearly every test begins with them
    session.add_all(one for one in vars(made).values() if isinstance(one, User))
    session.commit()
    return made
