"""Objectives, the metrics a campaign adds of its own, and measurements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.campaigns.models import Campaign
from planner.db import Base, Keyed, Quantity, Record
from planner.objectives.words import Direction, Effect, Method, Pillar, Stage
from planner.stakeholders.models import Stakeholder


class OwnMetric(Record, Base):
    """A metric a campaign added to the starter list."""

    __tablename__ = "own_metric"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    name_th: Mapped[str | None] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(60))
    is_return: Mapped[bool] = mapped_column(default=False)


class Objective(Record, Base):
    """Baseline, target, date and metric. `metric` is a starter metric's key, else `own_metric` is set."""

    __tablename__ = "objective"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    position: Mapped[int]
    statement_th: Mapped[str | None] = mapped_column(Text)
    statement_en: Mapped[str | None] = mapped_column(Text)
    pillar: Mapped[Pillar | None] = mapped_column(Keyed(Pillar))
    effect: Mapped[Effect | None] = mapped_column(Keyed(Effect))
    stage: Mapped[Stage] = mapped_column(Keyed(Stage))
    public_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder.id"))
    metric: Mapped[str | None] = mapped_column(String(40))
    own_metric_id: Mapped[int | None] = mapped_column(ForeignKey("own_metric.id"))
    unit: Mapped[str] = mapped_column(String(60))
    direction: Mapped[Direction] = mapped_column(Keyed(Direction))
    baseline: Mapped[Decimal | None] = mapped_column(Quantity)
    baseline_on: Mapped[date | None]
    baseline_source: Mapped[str | None] = mapped_column(String(300))
    target: Mapped[Decimal] = mapped_column(Quantity)
    due_on: Mapped[date]
    not_measured_reason: Mapped[str | None] = mapped_column(Text)

    campaign: Mapped[Campaign] = relationship(lazy="raise")
    public: Mapped[Stakeholder | None] = relationship(lazy="raise")
    own_metric: Mapped[OwnMetric | None] = relationship(lazy="raise")
    measurements: Mapped[list[Measurement]] = relationship(
        lazy="raise", back_populates="objective", order_by="Measurement.measured_on, Measurement.id"
    )


class Measurement(Record, Base):
    """A figure, when it held, how it was got and from where; as a value or as a numerator over a denominator."""

    __tablename__ = "measurement"

    objective_id: Mapped[int] = mapped_column(ForeignKey("objective.id"), index=True)
    measured_on: Mapped[date]
    period_start_on: Mapped[date | None]
    value: Mapped[Decimal] = mapped_column(Quantity)
    numerator: Mapped[Decimal | None] = mapped_column(Quantity)
    denominator: Mapped[Decimal | None] = mapped_column(Quantity)
    n: Mapped[int | None]
    method: Mapped[Method] = mapped_column(Keyed(Method))
    source: Mapped[str] = mapped_column(String(300))
    note: Mapped[str | None] = mapped_column(Text)

    objective: Mapped[Objective] = relationship(lazy="raise", back_populates="measurements")
