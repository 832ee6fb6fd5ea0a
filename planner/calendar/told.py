"""What the calendar is narrowed to, in words: for lists of saved views and for paper, in whichever language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import KIND_NAMES, Team, User
from planner.calendar.filters import Filters
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.campaigns.words import PESO_CHANNEL_NAMES, STRATEGY_NAMES
from planner.events.words import EVENT_STATUS_NAMES, EVENT_TYPE_NAMES, VISIBILITY_NAMES
from planner.i18n import Text, mark, pick, translate
from planner.stakeholders.models import Stakeholder

Names = Mapping[int, tuple[str | None, str | None]]
"""What records are called in Thai and in English, by their numbers."""

GONE = mark("no longer there")


@dataclass(frozen=True)
class Known:
    """The names of the records that some filters name, as far as the reader may know them."""

    team_id: Names = field(default_factory=dict)
    campaign_id: Names = field(default_factory=dict)
    owner_id: Names = field(default_factory=dict)
    public_id: Names = field(default_factory=dict)


LABELS: dict[str, str] = {
    "kind": mark("Kind"),
    "team_id": mark("Team"),
    "campaign_id": mark("Campaign"),
    "type": mark("Type"),
    "status": mark("State"),
    "owner_id": mark("Owner"),
    "public_id": mark("Public group"),
    "visibility": mark("Who may see it"),
    "strategy": mark("Strategy"),
    "channel": mark("Channel"),
}
"""In the order in which the calendar offers them."""

_WORDS: dict[str, Mapping[Any, str]] = {
    "kind": KIND_NAMES,
    "type": EVENT_TYPE_NAMES,
    "status": EVENT_STATUS_NAMES,
    "visibility": VISIBILITY_NAMES,
    "strategy": STRATEGY_NAMES,
    "channel": PESO_CHANNEL_NAMES,
}


def known(session: Session, many: Iterable[Filters], *, actor: User) -> Known:
    """The names that are needed to tell these filters. One statement for each sort of record that they name."""
    wanted = list(many)

    def ids(key: str) -> set[int]:
        return {value for one in wanted if (value := getattr(one, key)) is not None}

    return Known(
        team_id=_named(session, Team, ids("team_id")),
        campaign_id=_campaigns(session, ids("campaign_id"), actor),
        owner_id=_named(session, User, ids("owner_id")),
        public_id=_named(session, Stakeholder, ids("public_id")),
    )


def told(filters: Filters, names: Known, language: str) -> list[tuple[str, Text]]:
    """What is set, each with its label, in a language. A record that the reader may not know of is no longer there."""
    found = []
    for key, label in LABELS.items():
        value = getattr(filters, key)
        if value is not None:
            found.append((translate(language, label), _said(key, value, names, language)))
    return found


def _said(key: str, value: object, names: Known, language: str) -> Text:
    if key in _WORDS:
        return Text(translate(language, _WORDS[key][value]), language, False)
    th, en = getattr(names, key).get(value, (None, None))
    return pick(th, en, language) if th or en else Text(translate(language, GONE), language, False)


def _named(session: Session, model: Any, ids: Collection[int]) -> Names:
    if not ids:
        return {}
    rows = session.scalars(select(model).where(model.id.in_(sorted(ids))).order_by(model.id))
    return {row.id: (row.name_th, row.name_en) for row in rows}


def _campaigns(session: Session, ids: Collection[int], actor: User) -> Names:
    if not ids:
        return {}
    asked = select(Campaign.id, Campaign.title_th, Campaign.title_en).where(
        Campaign.id.in_(sorted(ids)), campaigns.visible_to(actor)
    )
    return {row.id: (row.title_th, row.title_en) for row in session.execute(asked)}
