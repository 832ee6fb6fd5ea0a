"""What people do with objectives and measurements. Changing an approved plan's is allowed: the plan then shows it.

An objective comes with its campaign loaded, a measurement with its objective and that one's campaign.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock, text
from planner.accounts import permissions
from planner.accounts.models import Kind, User
from planner.activity import log
from planner.campaigns import lifecycle
from planner.campaigns.models import Campaign, Participation
from planner.errors import Refusal, expect_version
from planner.i18n import mark
from planner.objectives import metrics, setting
from planner.objectives.models import Measurement, Objective, OwnMetric
from planner.objectives.setting import MeasurementData, ObjectiveData

UNIT_LIMIT = 60


@dataclass(frozen=True)
class NewMetric:
    """A metric of the campaign's own: its name in either language, its unit, and whether it is a return."""

    unit: str
    name_th: str | None = None
    name_en: str | None = None
    is_return: bool = False


def set(session: Session, campaign: Campaign, data: ObjectiveData, *, actor: User) -> Objective:  # noqa: A001 - objectives are set, and the call reads so
    """Say what success of a campaign is."""
    _expect_open(campaign, actor)
    columns = _columns(session, campaign, data, actor)
    last = session.scalar(select(func.max(Objective.position)).where(Objective.campaign_id == campaign.id))
    made = Objective(campaign=campaign, position=(last or 0) + 1, **columns)
    session.add(made)
    _log(session, made, "objective.set", actor)
    return made


def revise(
    session: Session, objective: Objective, data: ObjectiveData, *, actor: User, version: int | None = None
) -> None:
    """Say it anew. Figures measured before stay, so what they measure cannot change any more."""
    _expect_open(objective.campaign, actor)
    expect_version(objective.version, version)
    columns = _columns(session, objective.campaign, data, actor)
    measured = ("metric", "own_metric_id", "unit")
    if any(columns[key] != getattr(objective, key) for key in measured) and _is_measured(session, objective):
        raise Refusal(
            mark("It has figures in its metric and unit. Remove them first, or set another objective."),
            field="metric",
        )
    for key, value in columns.items():
        if getattr(objective, key) != value:
            setattr(objective, key, value)
    if log.differences(objective):
        _log(session, objective, "objective.revised", actor)


def remove(session: Session, objective: Objective, *, actor: User, version: int | None = None) -> None:
    """Take an objective out of the plan; one that was measured stays."""
    _expect_open(objective.campaign, actor)
    expect_version(objective.version, version)
    if _is_measured(session, objective):
        raise Refusal(
            mark(
                "It has been measured. Remove its figures first, or leave it: a missed objective teaches too."
            )
        )
    _log(session, objective, "objective.removed", actor)
    session.delete(objective)
    session.flush()


def mark_not_measured(
    session: Session, objective: Objective, reason: str, *, actor: User, version: int | None = None
) -> None:
    """Say that it will not be measured, and why."""
    _expect_open(objective.campaign, actor)
    expect_version(objective.version, version)
    why = text.clean(reason, multiline=True)
    if not why:
        raise Refusal(mark("Say why it was not measured."), field="comment")
    if _is_measured(session, objective):
        raise Refusal(mark("It has been measured: its figures say how it stands."))
    objective.not_measured_reason = why
    _log(session, objective, "objective.marked_not_measured", actor, note=why)


def measure_after_all(
    session: Session, objective: Objective, *, actor: User, version: int | None = None
) -> None:
    """Take back that it will not be measured."""
    _expect_open(objective.campaign, actor)
    expect_version(objective.version, version)
    if objective.not_measured_reason is None:
        return
    objective.not_measured_reason = None
    _log(session, objective, "objective.measured_again", actor)


def add_metric(session: Session, campaign: Campaign, data: NewMetric, *, actor: User) -> OwnMetric:
    """Add a metric of the campaign's own."""
    _expect_open(campaign, actor)
    names = {key: text.clean(getattr(data, key) or "") or None for key in ("name_th", "name_en")}
    if not any(names.values()):
        raise Refusal(mark("Give the metric a name, in Thai or in English."), field="name")
    unit = text.clean(data.unit)[:UNIT_LIMIT]
    if not unit:
        raise Refusal(mark("Say in which unit it is measured."), field="unit")
    made = OwnMetric(campaign_id=campaign.id, unit=unit, is_return=data.is_return, **names)
    if campaign.kind == Kind.COMMUNAL:
        metrics.expect_fitting(campaign.kind, None, made)
    session.add(made)
    log.record(session, verb="metric.added", subject=made, actor=actor, about=[campaign], **_named(names))
    return made


def measure(session: Session, objective: Objective, data: MeasurementData, *, actor: User) -> Measurement:
    """Write down a figure with its method and source."""
    _expect_open(objective.campaign, actor)
    if objective.not_measured_reason is not None:
        raise Refusal(mark("It is marked as not measured. Take that back first."))
    made = Measurement(objective=objective, **_measured(objective, data, actor))
    session.add(made)
    _log_measurement(session, made, "measurement.recorded", actor)
    return made


def revise_measurement(
    session: Session,
    measurement: Measurement,
    data: MeasurementData,
    *,
    actor: User,
    version: int | None = None,
) -> None:
    """Correct a figure."""
    _expect_open(measurement.objective.campaign, actor)
    expect_version(measurement.version, version)
    for key, value in _measured(measurement.objective, data, actor).items():
        if getattr(measurement, key) != value:
            setattr(measurement, key, value)
    if log.differences(measurement):
        _log_measurement(session, measurement, "measurement.revised", actor)


def remove_measurement(
    session: Session, measurement: Measurement, *, actor: User, version: int | None = None
) -> None:
    """Take a figure back; the history keeps what it was."""
    _expect_open(measurement.objective.campaign, actor)
    expect_version(measurement.version, version)
    was: dict[str, list[Any]] = {
        key: [getattr(measurement, key), None] for key in ("value", "measured_on", "method", "source")
    }
    _log_measurement(session, measurement, "measurement.removed", actor, changes=was)
    session.delete(measurement)
    session.flush()


def _expect_open(campaign: Campaign, actor: User) -> None:
    permissions.demand(actor, "objective:edit", campaign)
    lifecycle.expect_open(campaign.status)


def _columns(session: Session, campaign: Campaign, data: ObjectiveData, actor: User) -> dict[str, Any]:
    own = None
    if data.own_metric_id is not None:
        own = session.get(OwnMetric, data.own_metric_id)
        if own is None or own.campaign_id != campaign.id:
            raise Refusal(mark("Choose a metric of this campaign."), field="metric")
    if data.public_id is not None and not _takes_part(session, campaign, data.public_id):
        raise Refusal(mark("Choose somebody who takes part in the campaign."), field="public")
    metrics.expect_fitting(campaign.kind, metrics.METRICS.get(data.metric or ""), own)
    return setting.objective_columns(
        data, own, campaign_start_on=campaign.start_on, today=clock.today(actor.timezone)
    )


def _measured(objective: Objective, data: MeasurementData, actor: User) -> dict[str, Any]:
    if data.method not in metrics.methods_for(objective.campaign.kind):
        raise Refusal(metrics.NO_SALES, field="method")
    return setting.measurement_columns(
        data, metrics.of(objective), objective.unit, today=clock.today(actor.timezone)
    )


def _takes_part(session: Session, campaign: Campaign, stakeholder_id: int) -> bool:
    found = select(Participation.id).where(
        Participation.campaign_id == campaign.id, Participation.stakeholder_id == stakeholder_id
    )
    return session.scalars(found).first() is not None


def _is_measured(session: Session, objective: Objective) -> bool:
    found = select(Measurement.id).where(Measurement.objective_id == objective.id)
    return session.scalars(found.limit(1)).first() is not None


def _log(session: Session, objective: Objective, verb: str, actor: User, *, note: str | None = None) -> None:
    log.record(
        session,
        verb=verb,
        subject=objective,
        actor=actor,
        about=[objective.campaign],
        note=note,
        **_statements(objective),
    )


def _log_measurement(
    session: Session,
    measurement: Measurement,
    verb: str,
    actor: User,
    *,
    changes: dict[str, list[Any]] | None = None,
) -> None:
    objective = measurement.objective
    log.record(
        session,
        verb=verb,
        subject=measurement,
        actor=actor,
        about=[objective, objective.campaign],
        changes=changes,
        **{key: f"{name} – {measurement.value:f}" for key, name in _statements(objective).items() if name},
    )


def _statements(objective: Objective) -> dict[str, Any]:
    return _named({"name_th": objective.statement_th, "name_en": objective.statement_en})


def _named(names: dict[str, str | None]) -> dict[str, Any]:
    """What the history calls the subject, where it stands in another record's."""
    return {key: (name or "")[:200] or None for key, name in names.items()}
