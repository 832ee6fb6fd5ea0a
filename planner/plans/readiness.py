"""What a plan still lacks for its next step: pure rules over a campaign and its objectives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.i18n import mark
from planner.objectives.models import Objective


class Place(StrEnum):
    """The section of the campaign's page where a thing is filled in; also the anchor there."""

    WHY = "why"
    NEED = "need"
    OFFER = "offer"
    WHOM = "whom"
    SUCCESS = "success"
    SAY = "say"
    COST = "cost"
    LESSONS = "lessons"


@dataclass(frozen=True)
class Requirement:
    """One thing that a step needs, whether it is there, and where it is filled in."""

    label: str
    place: Place
    is_there: bool


SITUATION = mark("Situation")
BENEFIT = mark("Benefit to the public")
PARTICIPATION = mark("Someone it is for")
OBJECTIVE = mark("An objective with baseline and target")
MESSAGE = mark("A key message")
BUDGET = mark("Budget lines, or “no budget”")
NEED = mark("The need")
NEED_SOURCE = mark("Who says that there is a need")
OFFER = mark("The offer")
RETURN = mark("The expected return, and how it is traced")
LESSONS = mark("Lessons")
MEASURED = mark("Every objective measured, or marked as not measured")


def before_review(
    campaign: Campaign, objectives: Sequence[Objective], *, kind: Kind | None = None
) -> list[Requirement]:
    """What review needs (`domain.md` §7); needs participations, messages and budget lines loaded.

    `kind` asks what would be needed if the campaign were of that kind.
    """
    return [
        Requirement(SITUATION, Place.WHY, _said(campaign, "situation")),
        Requirement(BENEFIT, Place.WHY, _said(campaign, "benefit_to_public")),
        *_of_kind(campaign, kind or campaign.kind),
        Requirement(PARTICIPATION, Place.WHOM, bool(campaign.participations)),
        # the target is part of every objective; the baseline may be "not known yet" until now
        Requirement(OBJECTIVE, Place.SUCCESS, any(one.baseline is not None for one in objectives)),
        Requirement(MESSAGE, Place.SAY, bool(campaign.messages)),
        Requirement(BUDGET, Place.COST, campaign.has_no_budget or bool(campaign.budget_lines)),
    ]


def _of_kind(campaign: Campaign, kind: Kind) -> list[Requirement]:
    if kind == Kind.COMMUNAL:
        return [
            Requirement(NEED, Place.NEED, _said(campaign, "need_statement")),
            Requirement(NEED_SOURCE, Place.NEED, campaign.need_source is not None),
        ]
    expects = (
        campaign.expected_return_type is not None
        and campaign.expected_return_value is not None
        and campaign.attribution_method is not None
    )
    return [
        Requirement(OFFER, Place.OFFER, _said(campaign, "offer_summary")),
        Requirement(RETURN, Place.OFFER, expects),
    ]


def before_evaluation(campaign: Campaign, objectives: Sequence[Objective]) -> list[Requirement]:
    """What recording the result needs; needs the objectives' measurements loaded."""
    return [
        Requirement(LESSONS, Place.LESSONS, _said(campaign, "lessons")),
        Requirement(
            MEASURED,
            Place.SUCCESS,
            all(bool(one.measurements) or one.not_measured_reason is not None for one in objectives),
        ),
    ]


def without_baseline(objectives: Sequence[Objective]) -> list[Objective]:
    """The objectives whose starting point is not known: no hindrance to review, but a gap to be seen."""
    return [one for one in objectives if one.baseline is None]


def missing(requirements: Sequence[Requirement]) -> list[Requirement]:
    """Those that are not there."""
    return [one for one in requirements if not one.is_there]


def _said(campaign: Campaign, stem: str) -> bool:
    return bool(getattr(campaign, f"{stem}_th") or getattr(campaign, f"{stem}_en"))
