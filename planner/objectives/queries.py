"""Questions about objectives. Whoever may see the campaign may read them; nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner.accounts.models import User
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign, Participation
from planner.errors import NotFound
from planner.i18n import mark
from planner.objectives.models import Measurement, Objective, OwnMetric
from planner.objectives.words import Stage
from planner.stakeholders.models import Stakeholder

OUTPUTS = frozenset({Stage.INPUT, Stage.ACTIVITY, Stage.OUTPUT})


class GapKind(StrEnum):
    """What is not known about an objective, or about all of a campaign's together."""

    NO_BASELINE = "no_baseline"
    NO_BASELINE_SOURCE = "no_baseline_source"
    NOT_MEASURED = "not_measured"
    OUTPUTS_ALONE = "outputs_alone"


GAP_NAMES: dict[GapKind, str] = {
    GapKind.NO_BASELINE: mark("The baseline is not known yet"),
    GapKind.NO_BASELINE_SOURCE: mark("The baseline has no date or no source"),
    GapKind.NOT_MEASURED: mark("It was due and has not been measured"),
    GapKind.OUTPUTS_ALONE: mark(
        "All objectives are about what we put out; none is about what changes in people"
    ),
}


@dataclass(frozen=True)
class Gap:
    """Something not known; of one objective, or of the campaign where there is none."""

    kind: GapKind
    objective: Objective | None = None


def of_campaign(session: Session, campaign_id: int) -> list[Objective]:
    """A campaign's objectives in their order, with metric, public and measurements. Two statements.

    The caller has made sure that the reader may see the campaign.
    """
    return list(
        session.scalars(
            select(Objective)
            .where(Objective.campaign_id == campaign_id)
            .options(
                joinedload(Objective.own_metric),
                joinedload(Objective.public),
                selectinload(Objective.measurements),
            )
            .order_by(Objective.position, Objective.id)
        )
    )


def shown(session: Session, objective_id: int, *, actor: User) -> Objective:
    """One objective with its campaign, metric, public and measurements. Raises `NotFound`."""
    found = session.scalars(
        select(Objective)
        .join(Objective.campaign)
        .where(Objective.id == objective_id, campaigns.visible_to(actor))
        .options(
            joinedload(Objective.campaign),
            joinedload(Objective.own_metric),
            joinedload(Objective.public),
            selectinload(Objective.measurements),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def measurement(session: Session, measurement_id: int, *, actor: User) -> Measurement:
    """One measurement with its objective and campaign. Raises `NotFound`."""
    found = session.scalars(
        select(Measurement)
        .join(Measurement.objective)
        .join(Campaign, Campaign.id == Objective.campaign_id)
        .where(Measurement.id == measurement_id, campaigns.visible_to(actor))
        .options(
            joinedload(Measurement.objective).options(
                joinedload(Objective.campaign), joinedload(Objective.own_metric)
            )
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def own_metrics(session: Session, campaign_id: int) -> list[OwnMetric]:
    """The metrics a campaign added, in the order they were added."""
    return list(
        session.scalars(select(OwnMetric).where(OwnMetric.campaign_id == campaign_id).order_by(OwnMetric.id))
    )


def publics(session: Session, campaign_id: int) -> list[Stakeholder]:
    """Whom an objective of the campaign may be about: those who take part, in Thai order."""
    return list(
        session.scalars(
            select(Stakeholder)
            .join(Participation, Participation.stakeholder_id == Stakeholder.id)
            .where(Participation.campaign_id == campaign_id)
            .order_by(Stakeholder.sort_key, Stakeholder.id)
        )
    )


def gaps(objectives: Sequence[Objective], *, today: date) -> list[Gap]:
    """What is not known about objectives; needs their measurements loaded."""
    found = [gap for objective in objectives for gap in _gaps_of(objective, today)]
    if objectives and all(objective.stage in OUTPUTS for objective in objectives):
        found.append(Gap(GapKind.OUTPUTS_ALONE))
    return found


def _gaps_of(objective: Objective, today: date) -> Iterable[Gap]:
    if objective.baseline is None:
        yield Gap(GapKind.NO_BASELINE, objective)
    elif objective.baseline_on is None or objective.baseline_source is None:
        yield Gap(GapKind.NO_BASELINE_SOURCE, objective)
    is_silent = not objective.measurements and objective.not_measured_reason is None
    if is_silent and today > objective.due_on:
        yield Gap(GapKind.NOT_MEASURED, objective)
