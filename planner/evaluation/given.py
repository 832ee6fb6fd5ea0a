"""What is counted from contributions: hours, value, people reached; each with what is missing from it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from planner import money
from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.contributions import queries, statement
from planner.contributions.statement import Statement
from planner.contributions.words import Form
from planner.evaluation.figures import BAHT, Counted, Told
from planner.i18n import mark
from planner.objectives.words import Method

FROM_CONTRIBUTIONS = mark("Counted from what was noted as given. Contributions: %(count)s.")
UNVALUED = mark("Contributions that have no value yet: %(count)s.")
OTHER_MONEY = mark("Contributions in other currencies are left out: %(currencies)s.")
NOT_REACHED = mark("Contributions that do not say how many were reached: %(count)s.")
TWICE = mark("Whoever was reached by several contributions is counted several times.")


def hours_volunteered(session: Session, campaign: Campaign, _now: datetime) -> Counted | None:
    """Hours of paid and of own time together."""
    told = _told(session, campaign)
    rows = [one for one in told.rows if one.form == Form.TIME]
    if not rows:
        return None
    return Counted(value=told.total.hours, method=Method.ATTENDANCE_COUNT, source=_source(len(rows)))


def contribution_value(session: Session, campaign: Campaign, _now: datetime) -> Counted | None:
    """What was given in baht, without what managing it cost."""
    told = _told(session, campaign)
    if not told.given.entries:
        return None
    others = sorted(set(told.given.value) - {money.HOME_CURRENCY})
    missing = [Told(OTHER_MONEY, {"currencies": ", ".join(others)})] if others else []
    if told.given.unvalued:
        missing.append(Told(UNVALUED, {"count": told.given.unvalued}))
    baht = told.given.value.get(money.HOME_CURRENCY)
    return Counted(
        value=None if baht is None else Decimal(baht) / BAHT,
        method=Method.FINANCIAL_RECORD,
        source=_source(told.given.entries),
        missing=missing,
    )


def people_reached(session: Session, campaign: Campaign, _now: datetime) -> Counted | None:
    """Those whom contributions say they reached."""
    told = _told(session, campaign)
    counted = [one for one in told.rows if one.people_reached is not None]
    if not counted:
        return None
    silent = told.total.entries - len(counted)
    missing = [Told(NOT_REACHED, {"count": silent})] if silent else []
    if len(counted) > 1:
        missing.append(Told(TWICE, {}))
    return Counted(
        value=Decimal(told.total.people_reached),
        method=Method.OBSERVATION,
        source=_source(len(counted)),
        missing=missing,
    )


def _told(session: Session, campaign: Campaign) -> Statement:
    """Of a communal campaign; an exchange campaign gives nothing."""
    gives = campaign.kind == Kind.COMMUNAL
    return statement.counted(queries.contributions_of(session, campaign.id) if gives else ())


def _source(count: int) -> Told:
    return Told(FROM_CONTRIBUTIONS, {"count": count})
