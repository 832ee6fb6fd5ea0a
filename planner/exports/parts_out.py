"""What a campaign holds, as lists that go out. The caller has made sure that the reader may see the campaign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner import money
from planner.accounts.models import Kind
from planner.campaigns import budget
from planner.campaigns.models import BudgetLine, Campaign, Participation
from planner.contributions import queries as contributions
from planner.exports.going_out import Reader, sheet
from planner.exports.writing import Sheet
from planner.i18n import mark, pick_of, translate
from planner.lists import part_columns
from planner.lists.column import Column
from planner.objectives import metrics, progress, queries
from planner.stakeholders.models import Stakeholder


class Part(StrEnum):
    """A list within a campaign."""

    PARTICIPATIONS = "participations"
    OBJECTIVES = "objectives"
    MEASUREMENTS = "measurements"
    BUDGET = "budget"
    NEEDS = "needs"
    HISTORY = "history"


PART_NAMES: dict[Part, str] = {
    Part.PARTICIPATIONS: mark("Who takes part"),
    Part.OBJECTIVES: mark("Objectives"),
    Part.MEASUREMENTS: mark("Measurements"),
    Part.BUDGET: mark("Budget"),
    Part.NEEDS: mark("Needs"),
    Part.HISTORY: mark("History"),
}
COLUMNS: dict[Part, tuple[Column, ...]] = {
    Part.PARTICIPATIONS: part_columns.PARTICIPATIONS,
    Part.OBJECTIVES: part_columns.OBJECTIVES,
    Part.MEASUREMENTS: part_columns.MEASUREMENTS,
    Part.BUDGET: part_columns.BUDGET,
    Part.NEEDS: part_columns.NEEDS,
    Part.HISTORY: part_columns.HISTORY,
}
ONLY_OF = {Part.NEEDS: Kind.COMMUNAL}
"""The kind of campaign that alone has such a list."""

Values = Iterator[dict[str, Any]]


def parts_of(kind: Kind) -> dict[Part, str]:
    """The lists that a campaign of a kind holds, by what they are called."""
    return {part: name for part, name in PART_NAMES.items() if ONLY_OF.get(part, kind) == kind}


def of_campaign(session: Session, campaign: Campaign, part: Part, reader: Reader, *, today: date) -> Sheet:
    """A list of the campaign that its records tell; its history is told by `named`, from sentences."""
    found: dict[Part, Values] = {
        Part.PARTICIPATIONS: _participations(session, campaign.id),
        Part.OBJECTIVES: _objectives(session, campaign, reader, today),
        Part.MEASUREMENTS: _measurements(session, campaign.id, reader),
        Part.BUDGET: _budget(session, campaign.id),
        Part.NEEDS: _needs(session, campaign, reader),
    }
    return named(part, found[part], reader)


def named(part: Part, values: Values, reader: Reader) -> Sheet:
    """Values by key under the headings of a part."""
    return sheet(translate(reader.language, PART_NAMES[part]), COLUMNS[part], values, reader.language)


def _participations(session: Session, campaign_id: int) -> Values:
    found = session.scalars(
        select(Participation)
        .join(Participation.stakeholder)
        .where(Participation.campaign_id == campaign_id)
        .options(joinedload(Participation.stakeholder), joinedload(Participation.message))
        # as on the campaign's page
        .order_by(Participation.id)
    )
    for one in found:
        who: Stakeholder = one.stakeholder
        message = one.message
        yield {
            "number": who.id,
            "name_th": who.name_th,
            "name_en": who.name_en,
            "kind": who.kind,
            "category": who.category,
            "role": one.role,
            "engagement_desired": one.engagement_desired,
            "strategies": one.strategies,
            "message_th": message.text_th if message else None,
            "message_en": message.text_en if message else None,
            "why_them": one.why_them,
        }


def _objectives(session: Session, campaign: Campaign, reader: Reader, today: date) -> Values:
    for place, one in enumerate(queries.of_campaign(session, campaign.id), 1):
        standing = progress.of(one, campaign_start_on=campaign.start_on, today=today)
        same = (
            "statement_th",
            "statement_en",
            "stage",
            "pillar",
            "effect",
            "direction",
            "not_measured_reason",
        )
        figures = ("baseline", "baseline_on", "baseline_source", "target", "due_on")
        yield {
            **{key: getattr(one, key) for key in (*same, *figures)},
            "position": place,
            "metric": metrics.name_of(one, reader.language).text,
            "unit": metrics.unit_of(one, reader.language),
            "public": pick_of(one.public, "name", reader.language).text if one.public else None,
            "latest": standing.now.value if standing.now else None,
            "latest_on": standing.now.on if standing.now else None,
            "state": standing.state,
        }


def _measurements(session: Session, campaign_id: int, reader: Reader) -> Values:
    same = (
        "measured_on",
        "period_start_on",
        "value",
        "numerator",
        "denominator",
        "n",
        "method",
        "source",
        "note",
    )
    for place, objective in enumerate(queries.of_campaign(session, campaign_id), 1):
        for one in objective.measurements:
            yield {
                **{key: getattr(one, key) for key in same},
                "position": place,
                "statement_th": objective.statement_th,
                "statement_en": objective.statement_en,
                "unit": metrics.unit_of(objective, reader.language),
            }


def _budget(session: Session, campaign_id: int) -> Values:
    lines = session.scalars(
        select(BudgetLine)
        .where(BudgetLine.campaign_id == campaign_id)
        .options(selectinload(BudgetLine.entries))
        .order_by(BudgetLine.position, BudgetLine.id)
    )
    for place, one in enumerate(lines, 1):
        digits = money.MINOR_DIGITS[one.currency]
        figures = budget.figures(one)
        sums = {key: Decimal(getattr(figures, key)).scaleb(-digits) for key in SUMS}
        yield {
            "position": place,
            "category": one.category,
            "currency": one.currency,
            "entries": len(one.entries),
            **sums,
        }


def _needs(session: Session, campaign: Campaign, reader: Reader) -> Values:
    same = (
        "stated_on",
        "text",
        "state",
        "response",
        "answered_on",
        "declined_reason",
        "outcome",
        "outcome_on",
    )
    for one in contributions.needs_of_campaign(session, campaign):
        who, by = one.stated_by_record, one.contribution
        yield {
            **{key: getattr(one, key) for key in same},
            "stated_by": pick_of(who, "name", reader.language).text if who else one.stated_by,
            "contribution_th": by.description_th if by else None,
            "contribution_en": by.description_en if by else None,
        }


SUMS = ("planned", "committed", "actual", "forecast", "variance")
