"""What a campaign says, field by field, for the mixed-message guard to read.

Every feature that brings texts of its own has one function here, and stands in `SOURCES`: a new one is read as soon as
it stands there. Not read: risks and lessons, which talk about the campaign, and notes for the house. Objectives are: a
target for leads stands nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.campaigns.models import Campaign, KeyMessage
from planner.contributions.models import Contribution, Need
from planner.events.models import Event, Override
from planner.events.visibility import seen_by
from planner.events.words import EventStatus
from planner.i18n import mark
from planner.objectives.models import Objective
from planner.promotions.models import Promotion

PLAN_FIELDS: Final = (
    "title",
    "situation",
    "purpose",
    "benefit_to_public",
    "benefit_to_organisation",
    "need_statement",
    "exit_plan",
    "offer_summary",
    "terms",
    "segment",
    "strategy_summary",
)


@dataclass(frozen=True)
class Said:
    """One text of a campaign: the record and the field it stands in. `on` is the day of a single occurrence.

    `home_id` is the record whose page leads to the form, where that is not the record itself.
    """

    campaign_id: int
    kind: Kind
    subject_type: str
    subject_id: int
    field: str
    text: str
    name_th: str | None = None
    name_en: str | None = None
    home_id: int | None = None
    on: str | None = None
    is_backed: bool = False


Source = Callable[[Session, Collection[int], User], Iterable[Said]]


def of_campaigns(session: Session, campaign_ids: Collection[int], actor: User) -> Iterator[Said]:
    """Every text of these campaigns that the actor may read, in reading order; of each source one statement."""
    if not campaign_ids:
        return
    backed = _backed(session, campaign_ids)
    for source in SOURCES.values():
        for said in source(session, campaign_ids, actor):
            # a promotion answers for itself; what the campaign says around it is answered for by any of its promotions
            if said.campaign_id in backed and said.subject_type != "promotion":
                said = replace(said, is_backed=True)  # noqa: PLW2901 - the same text, better known
            yield said


def _backed(session: Session, campaign_ids: Collection[int]) -> set[int]:
    """The campaigns with a promotion behind whose cause a contribution is recorded."""
    return set(
        session.scalars(
            select(Promotion.campaign_id).where(
                Promotion.campaign_id.in_(campaign_ids),
                Promotion.contribution_id.is_not(None),
                Promotion.withdrawn_at.is_(None),
            )
        )
    )


def _plans(session: Session, campaign_ids: Collection[int], _actor: User) -> Iterator[Said]:
    keys = _in_both(PLAN_FIELDS)
    asked = select(Campaign.id, Campaign.kind, *(getattr(Campaign, key) for key in keys))
    for row in session.execute(asked.where(Campaign.id.in_(campaign_ids)).order_by(Campaign.id)):
        yield from _fields(row, row.id, "campaign", keys)


def _messages(session: Session, campaign_ids: Collection[int], _actor: User) -> Iterator[Said]:
    keys = _in_both(("text", "proof"))
    asked = (
        select(
            KeyMessage.id, KeyMessage.campaign_id, Campaign.kind, *(getattr(KeyMessage, key) for key in keys)
        )
        .join(Campaign, Campaign.id == KeyMessage.campaign_id)
        .where(KeyMessage.campaign_id.in_(campaign_ids))
        .order_by(KeyMessage.campaign_id, KeyMessage.position, KeyMessage.id)
    )
    for row in session.execute(asked):
        yield from _fields(row, row.campaign_id, "key_message", keys)


def _objectives(session: Session, campaign_ids: Collection[int], _actor: User) -> Iterator[Said]:
    keys = _in_both(("statement",))
    asked = (
        select(Objective.id, Objective.campaign_id, Campaign.kind, *(getattr(Objective, key) for key in keys))
        .join(Campaign, Campaign.id == Objective.campaign_id)
        .where(Objective.campaign_id.in_(campaign_ids))
        .order_by(Objective.campaign_id, Objective.position, Objective.id)
    )
    for row in session.execute(asked):
        yield from _fields(row, row.campaign_id, "objective", keys)


def _events(session: Session, campaign_ids: Collection[int], actor: User) -> Iterator[Said]:
    """Events that are not cancelled, as far as the actor sees them."""
    keys = _in_both(("title", "public_text"))
    asked = (
        select(Event.id, Event.campaign_id, Campaign.kind, *(getattr(Event, key) for key in keys))
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(Event.campaign_id.in_(campaign_ids), Event.status != EventStatus.CANCELLED, seen_by(actor))
        .order_by(Event.campaign_id, Event.spans_from, Event.id)
    )
    for row in session.execute(asked):
        yield from _fields(row, row.campaign_id, "event", keys, name_th=row.title_th, name_en=row.title_en)


def _occurrences(session: Session, campaign_ids: Collection[int], actor: User) -> Iterator[Said]:
    """Single occurrences that say something of their own."""
    keys = _in_both(("title", "public_text"))
    asked = (
        select(
            Override.id,
            Override.event_id,
            Override.on,
            Event.campaign_id,
            Campaign.kind,
            Event.title_th.label("event_th"),
            Event.title_en.label("event_en"),
            *(getattr(Override, key) for key in keys),
        )
        .join(Event, Event.id == Override.event_id)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(Event.campaign_id.in_(campaign_ids), Event.status != EventStatus.CANCELLED, seen_by(actor))
        .order_by(Event.campaign_id, Override.event_id, Override.on)
    )
    for row in session.execute(asked):
        yield from _fields(
            row,
            row.campaign_id,
            "event_override",
            keys,
            name_th=row.event_th,
            name_en=row.event_en,
            home_id=row.event_id,
            on=row.on.isoformat(),
        )


def _contributions(session: Session, campaign_ids: Collection[int], _actor: User) -> Iterator[Said]:
    """What was given, and how it was valued; whoever sees the campaign sees it. Its motivation is read as well."""
    keys = [*_in_both(("description",)), "valuation_note"]
    asked = (
        select(
            Contribution.id,
            Contribution.campaign_id,
            Contribution.motivation,
            Campaign.kind,
            *(getattr(Contribution, key) for key in keys),
        )
        .join(Campaign, Campaign.id == Contribution.campaign_id)
        .where(Contribution.campaign_id.in_(campaign_ids))
        .order_by(Contribution.campaign_id, Contribution.contributed_on, Contribution.id)
    )
    for row in session.execute(asked):
        named = {"name_th": row.description_th, "name_en": row.description_en}
        yield from _fields(row, row.campaign_id, "contribution", keys, **named)
        yield Said(
            row.campaign_id, row.kind, "contribution", row.id, "motivation", row.motivation.value, **named
        )


def _needs(session: Session, campaign_ids: Collection[int], _actor: User) -> Iterator[Said]:
    """What was done about needs. The need itself and what they said of the answer are other people's words."""
    asked = (
        select(Need.id, Need.campaign_id, Campaign.kind, Need.response, Need.text)
        .join(Campaign, Campaign.id == Need.campaign_id)
        .where(Need.campaign_id.in_(campaign_ids))
        .order_by(Need.campaign_id, Need.stated_on, Need.id)
    )
    for row in session.execute(asked):
        yield from _fields(row, row.campaign_id, "need", ["response"], name_th=row.text, name_en=row.text)


def _promotions(session: Session, campaign_ids: Collection[int], _actor: User) -> Iterator[Said]:
    """Promotions that are not withdrawn; whoever sees the campaign sees them."""
    keys = _in_both(("name", "offer_text", "terms"))
    asked = (
        select(
            Promotion.id,
            Promotion.campaign_id,
            Promotion.contribution_id,
            Campaign.kind,
            *(getattr(Promotion, key) for key in keys),
        )
        .join(Campaign, Campaign.id == Promotion.campaign_id)
        .where(Promotion.campaign_id.in_(campaign_ids), Promotion.withdrawn_at.is_(None))
        .order_by(Promotion.campaign_id, Promotion.starts_at, Promotion.id)
    )
    for row in session.execute(asked):
        yield from _fields(
            row,
            row.campaign_id,
            "promotion",
            keys,
            name_th=row.name_th,
            name_en=row.name_en,
            is_backed=row.contribution_id is not None,
        )


def _in_both(stems: Sequence[str]) -> list[str]:
    return [f"{stem}_{language}" for stem in stems for language in ("th", "en")]


def _fields(
    row: Any, campaign_id: int, subject_type: str, keys: Sequence[str], **more: Any
) -> Iterator[Said]:
    for key in keys:
        if text := getattr(row, key):
            yield Said(campaign_id, row.kind, subject_type, row.id, key, text, **more)


_OF_CONTRIBUTIONS: Final = mark("contributions with their motivation")
_OF_NEEDS: Final = mark("what was done about needs")
_OF_PROMOTIONS: Final = mark("promotions with their terms")
SOURCES: Final[dict[str, Source]] = {
    mark("the plan’s texts"): _plans,
    mark("key messages with their proof"): _messages,
    mark("objectives"): _objectives,
    mark("events"): _events,
    mark("single occurrences"): _occurrences,
    _OF_CONTRIBUTIONS: _contributions,
    _OF_NEEDS: _needs,
    _OF_PROMOTIONS: _promotions,
}
"""What is read, by its name for people. A feature that brings texts adds itself here."""
OF_KIND: Final[dict[str, Kind]] = {
    _OF_CONTRIBUTIONS: Kind.COMMUNAL,
    _OF_NEEDS: Kind.COMMUNAL,
    _OF_PROMOTIONS: Kind.EXCHANGE,
}
"""Those that campaigns of one kind alone have."""


def names(kind: Kind) -> list[str]:
    """What is read of a campaign of the kind, in names for people."""
    return [name for name in SOURCES if OF_KIND.get(name, kind) == kind]
