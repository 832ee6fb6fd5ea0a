"""What colleagues say about a numbered plan: the thread that stands beside its decision."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from planner import clock, text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns import lifecycle
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.errors import NotAllowed, NotFound, Refusal, expect_version
from planner.i18n import mark
from planner.plans.models import PlanComment, PlanSnapshot

LONGEST = 2_000
EDITABLE = timedelta(minutes=10)
"""How long a comment may be changed: later, others may have answered it."""

NO_TEXT = mark("Write what you want to say.")
TOO_LONG = mark("Shorten this to %(max)s characters; it has %(n)s.")
NO_PLAN = mark("No plan has been sent yet, so there is nothing to comment on.")
TOO_LATE = mark("A comment can be changed for ten minutes. Withdraw it, or write another one.")
WITHDRAWN = mark("This comment was withdrawn.")


def write(
    session: Session, campaign_id: int, said: str | None, *, actor: User, number: int | None = None
) -> PlanComment:
    """Comment on a plan of a campaign: the one with this number, else the newest."""
    campaign = _open(session, campaign_id, actor)
    wanted = select(PlanSnapshot).where(PlanSnapshot.campaign_id == campaign.id)
    if number is not None:
        wanted = wanted.where(PlanSnapshot.number == number)
    plan = session.scalars(wanted.order_by(PlanSnapshot.number.desc()).limit(1)).one_or_none()
    if plan is None:
        raise Refusal(NO_PLAN)
    comment = PlanComment(
        snapshot_id=plan.id, written_by_id=actor.id, written_at=clock.now(), text=_cleaned(said)
    )
    session.add(comment)
    log.record(
        session,
        verb="plan_comment.written",
        subject=comment,
        actor=actor,
        about=[campaign],
        number=plan.number,
    )
    return comment


def revise(
    session: Session, comment_id: int, said: str | None, *, actor: User, version: int | None = None
) -> PlanComment:
    """Change one's own words, within ten minutes."""
    comment, campaign = _own(session, comment_id, actor)
    expect_version(comment.version, version)
    if not may_revise(comment, actor, clock.now()):
        raise Refusal(TOO_LATE)
    cleaned = _cleaned(said)
    if cleaned != comment.text:
        comment.text, comment.edited_at = cleaned, clock.now()
        _record(session, "plan_comment.revised", comment, campaign, actor)
    return comment


def withdraw(session: Session, comment_id: int, *, actor: User, version: int | None = None) -> PlanComment:
    """Take one's own words back, at any time; that there were some stays to be seen."""
    comment, campaign = _own(session, comment_id, actor)
    expect_version(comment.version, version)
    comment.text, comment.withdrawn_at = None, clock.now()
    _record(session, "plan_comment.withdrawn", comment, campaign, actor)
    return comment


def may_revise(comment: PlanComment, actor: User, now: datetime) -> bool:
    """Whether somebody may change a comment now."""
    is_fresh = now - comment.written_at <= EDITABLE
    return comment.written_by_id == actor.id and comment.withdrawn_at is None and is_fresh


def one(session: Session, comment_id: int, *, actor: User) -> tuple[PlanComment, Campaign]:
    """A comment with its plan and writer, and its campaign.

    :raises NotFound: where there is none of a campaign that the actor may see.
    """
    found = session.execute(
        select(PlanComment, Campaign)
        .join(PlanComment.snapshot)
        .join(Campaign, Campaign.id == PlanSnapshot.campaign_id)
        .where(PlanComment.id == comment_id, visible_to(actor))
        .options(joinedload(PlanComment.snapshot), joinedload(Campaign.team))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found.PlanComment, found.Campaign


def of_campaign(session: Session, campaign_id: int) -> list[PlanComment]:
    """Every comment on the plans of a campaign the caller has been shown, oldest first, with who wrote it."""
    found = list(
        session.scalars(
            select(PlanComment)
            .join(PlanComment.snapshot)
            .where(PlanSnapshot.campaign_id == campaign_id)
            .order_by(PlanComment.id)
            .options(joinedload(PlanComment.snapshot))
        )
    )
    campaigns.with_people(session, found, "written_by")
    return found


def _own(session: Session, comment_id: int, actor: User) -> tuple[PlanComment, Campaign]:
    comment, campaign = one(session, comment_id, actor=actor)
    permissions.demand(actor, "campaign:comment", campaign)
    lifecycle.expect_open(campaign.status)
    if comment.written_by_id != actor.id:
        raise NotAllowed("comment:own")
    if comment.withdrawn_at is not None:
        raise Refusal(WITHDRAWN)
    return comment, campaign


def _open(session: Session, campaign_id: int, actor: User) -> Campaign:
    campaign = campaigns.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:comment", campaign)
    lifecycle.expect_open(campaign.status)
    return campaign


def _cleaned(said: str | None) -> str:
    cleaned = text.clean(said or "", multiline=True)
    if not cleaned:
        raise Refusal(NO_TEXT, field="text")
    if len(cleaned) > LONGEST:
        raise Refusal(TOO_LONG, field="text", max=LONGEST, n=len(cleaned))
    return cleaned


def _record(session: Session, verb: str, comment: PlanComment, campaign: Campaign, actor: User) -> None:
    """The history says that it was changed; the words stand in the thread alone."""
    log.record(
        session,
        verb=verb,
        subject=comment,
        actor=actor,
        changes={},
        about=[campaign],
        number=comment.snapshot.number,
    )
