"""A campaign as part of another: at most three deep, never in a circle, for the same eyes."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.errors import Refusal
from planner.i18n import mark

DEEPEST = 3

ITSELF = mark("A campaign cannot be part of itself or of one of its own parts.")
TOO_DEEP = mark("Campaigns nest three deep at most.")
OTHER_EYES = mark("A campaign and the one it is part of must be shown to the same people.")
PARTS_OTHER_EYES = mark("This campaign has parts, and they must be shown to the same people as it is.")
NO_PARENT = mark("There is no such campaign to be part of.")

Row = tuple[int, int | None, Confidentiality, int]


def expect_fitting(session: Session, campaign: Campaign) -> None:
    """Refuse a parent, or a change of who sees the campaign, that breaks the family's rules."""
    children = _rows(session, Campaign.parent_id == campaign.id)
    for _, _, confidentiality, team_id in children:
        if not _same_eyes(campaign, confidentiality, team_id):
            raise Refusal(PARTS_OTHER_EYES, field="confidentiality")
    if campaign.parent_id is None:
        return
    chain = _chain(session, campaign)
    _, _, confidentiality, team_id = chain[0]
    if not _same_eyes(campaign, confidentiality, team_id):
        raise Refusal(OTHER_EYES, field="parent")
    if len(chain) + _height(session, campaign.id) > DEEPEST:
        raise Refusal(TOO_DEEP, field="parent")


def _chain(session: Session, campaign: Campaign) -> list[Row]:
    """The parent, its parent and so on; never more than one step too many."""
    chain: list[Row] = []
    above = campaign.parent_id
    while above is not None and len(chain) <= DEEPEST:
        if above == campaign.id:
            raise Refusal(ITSELF, field="parent")
        found = _rows(session, Campaign.id == above)
        if not found:
            raise Refusal(NO_PARENT, field="parent")
        chain.append(found[0])
        above = found[0][1]
    return chain


def _height(session: Session, campaign_id: int) -> int:
    """How many levels hang on the campaign, itself counted."""
    level, height = [campaign_id], 1
    while height <= DEEPEST:
        level = [row[0] for row in _rows(session, Campaign.parent_id.in_(level))]
        if not level:
            break
        height += 1
    return height


def _rows(session: Session, condition: object) -> list[Row]:
    return [
        (row[0], row[1], row[2], row[3])
        for row in session.execute(
            select(Campaign.id, Campaign.parent_id, Campaign.confidentiality, Campaign.team_id).where(
                condition  # type: ignore[arg-type]
            )
        )
    ]


def _same_eyes(campaign: Campaign, confidentiality: Confidentiality, team_id: int) -> bool:
    is_of_team = campaign.confidentiality in {Confidentiality.TEAM, Confidentiality.RESTRICTED}
    return campaign.confidentiality == confidentiality and (not is_of_team or campaign.team_id == team_id)
