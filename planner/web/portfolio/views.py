"""The portfolio and the pages that its figures lead to. What it shows stands in the address, to be shared."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock, dates, money
from planner.accounts import queries as people
from planner.accounts.models import KIND_NAMES, Kind, Team
from planner.campaigns.listing import LATE_NAMES, Late
from planner.exports import portfolio_out
from planner.extensions import db
from planner.i18n import LANGUAGE_NAMES, mark, pick_of
from planner.objectives.words import OBJECTIVE_STATE_NAMES, ObjectiveState
from planner.portfolio import balance, figures, given, waiting
from planner.portfolio import money as sums
from planner.portfolio.figures import Counted, Tally
from planner.portfolio.scope import QUARTERS, Scope
from planner.web import language
from planner.web.campaigns.counted import number
from planner.web.contributions import shown as contributed
from planner.web.errors import Answer
from planner.web.exports.sending import send
from planner.web.gate import actor
from planner.web.language import say

bp = Blueprint("portfolio", __name__)

PORTFOLIO = mark("Portfolio")
YEARS_BACK, YEARS_AHEAD = 5, 2
SHOWN_STATES = (ObjectiveState.MET, ObjectiveState.AT_RISK, ObjectiveState.NOT_MEASURED)


@bp.get("/portfolio")
def index() -> str:
    """Both kinds side by side. As many statements for many campaigns as for one."""
    scope, today = asked(), clock.today(language.zone())
    counted = figures.count(db.session, scope, actor=actor(), today=today)
    teams = people.teams(db.session)
    total = counted.of()
    return render_template(
        "portfolio/index.html",
        scope=scope,
        total=total,
        quarters=_groups(counted, scope, [({"quarter": one}, _quarter(one)) for one in scope.quarters]),
        teams=_groups(counted, scope, [({"team_id": one.id}, _name(one)) for one in _of(teams, counted)]),
        kinds=[(kind, counted.of(kind=kind)) for kind in scope.kinds],
        late=_late(scope, waiting.late(db.session, scope, actor=actor(), today=today)),
        waiting=waiting.for_whom(db.session, scope, actor=actor()),
        needs=given.needs(db.session, scope, actor=actor()),
        amounts=contributed.amounts,
        publics=balance.of_publics(db.session, scope, actor=actor()),
        categories=balance.of_categories(db.session, scope, actor=actor()),
        states=SHOWN_STATES,
        # the baht first, as everywhere
        currencies=[one for one in money.MINOR_DIGITS if one in total.money],
        both=tuple(Kind),
        choices=_choices(scope, teams, today.year),
        active=sum(one is not None for one in (scope.quarter, scope.team_id, scope.kind)),
        to_campaigns=to_campaigns,
        to_page=to_page,
        said=said_of(scope),
        papers=[
            (say(name), url_for("portfolio.paper", **{**narrowed(scope), "language": tongue.value}))
            for tongue, name in LANGUAGE_NAMES.items()
        ],
        export_address=url_for("portfolio.export", **narrowed(scope)),
    )


@bp.get("/portfolio/objectives")
def objectives() -> str:
    """The objectives that a figure of the portfolio counts."""
    scope, today = asked(), clock.today(language.zone())
    state = request.args.get("state", "")
    chosen = ObjectiveState(state) if state in set(ObjectiveState) else None
    found = figures.standings(db.session, scope, actor=actor(), today=today)
    return render_template(
        "portfolio/objectives.html",
        found=[one for one in found if chosen in {None, one.state}],
        chosen=chosen,
        states=OBJECTIVE_STATE_NAMES,
        said=said_of(scope),
        back=to_page("index", scope),
    )


@bp.get("/portfolio/money")
def of_money() -> str:
    """The money of each campaign that a figure of the portfolio counts."""
    scope = asked()
    currency = request.args.get("currency")
    is_over = request.args.get("over") == "1"
    found = sums.by_campaign(
        db.session,
        scope,
        actor=actor(),
        currency=currency if currency in money.MINOR_DIGITS else None,
        is_over=is_over,
    )
    tables: dict[str, list[sums.OfCampaign]] = {}
    for one in found:
        tables.setdefault(one.sum.currency, []).append(one)
    return render_template(
        "portfolio/money.html",
        tables=[
            (code, held, sum((one.sum for one in held[1:]), held[0].sum)) for code, held in tables.items()
        ],
        is_over=is_over,
        is_cut=len(found) == sums.MOST,
        said=said_of(scope),
        back=to_page("index", scope),
    )


@bp.post("/portfolio/export")
def export() -> Response | Answer:
    """The figures of the portfolio at this address, for a spreadsheet."""
    scope, today = asked(), clock.today(language.zone())
    return send(
        lambda session, reader: portfolio_out.figures(session, scope, reader, today=today),
        name=PORTFOLIO,
        plain="portfolio",
    )


# ── What stands in the address ──────────────────────────────────────────────────────────────────────────


def asked() -> Scope:
    """What the address asks for; what it cannot mean is as if it were not there, and the year is this one."""
    year, quarter, kind = number("year"), number("quarter"), request.args.get("kind", "")
    return Scope(
        year=year if year is not None and MINYEAR < year < MAXYEAR else clock.today(language.zone()).year,
        quarter=quarter if quarter in QUARTERS else None,
        team_id=number("team"),
        kind=Kind(kind) if kind in set(Kind) else None,
    )


def narrowed(scope: Scope, **more: Any) -> dict[str, Any]:
    """A scope, made narrower, as it stands in an address: of the portfolio and of the list of campaigns alike."""
    held = {
        "year": scope.year,
        "quarter": scope.quarter,
        "team": scope.team_id,
        "kind": scope.kind and scope.kind.value,
    }
    asked_for = {"team" if key == "team_id" else key: value for key, value in more.items()}
    return {key: value for key, value in {**held, **asked_for}.items() if value is not None}


def to_campaigns(scope: Scope, **more: Any) -> str:
    """The list of the campaigns that a figure counts."""
    return url_for("campaigns.index", **narrowed(scope, **more))


def to_page(endpoint: str, scope: Scope, **more: Any) -> str:
    """Another page of the portfolio, for as much of it."""
    return url_for(f"portfolio.{endpoint}", **narrowed(scope, **more))


def said_of(scope: Scope) -> str:
    """What is counted, in words."""
    year = dates.format_year(scope.year, language.language(), language.era())
    if scope.quarter is None:
        return say(mark("Campaigns that you may see and that begin in %(year)s."), year=year)
    return say(
        mark("Campaigns that you may see and that begin in quarter %(quarter)s of %(year)s."),
        quarter=scope.quarter,
        year=year,
    )


def _choices(scope: Scope, teams: list[Team], year: int) -> dict[str, list[tuple[Any, str]]]:
    years = sorted({scope.year, *range(year - YEARS_BACK, year + YEARS_AHEAD + 1)})
    return {
        "year": [(one, dates.format_year(one, language.language(), language.era())) for one in years],
        "quarter": [(one, _quarter(one)) for one in QUARTERS],
        "team": [(one.id, _name(one)) for one in teams],
        "kind": [(key.value, say(name)) for key, name in KIND_NAMES.items()],
    }


# ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────


def _groups(
    counted: Counted, scope: Scope, wanted: list[tuple[dict[str, int], str]]
) -> list[tuple[str, Kind, dict[str, Any], Tally]]:
    """A row for each group and kind in which there is a campaign: its name, what narrows to it, its figures."""
    return [
        (label, kind, {**narrowing, "kind": kind.value}, tally)
        for narrowing, label in wanted
        for kind in scope.kinds
        for tally in (counted.of(kind=kind, **narrowing),)
        if tally.all
    ]


def _late(scope: Scope, found: dict[tuple[Late, Kind], int]) -> list[tuple[str, Kind, int, str]]:
    return [
        (say(LATE_NAMES[step]), kind, count, to_campaigns(scope, kind=kind.value, late=step.value))
        for (step, kind), count in sorted(found.items())
    ]


def _of(teams: list[Team], counted: Counted) -> list[Team]:
    return [one for one in teams if one.id in counted.team_ids]


def _quarter(number_: int) -> str:
    return say(mark("Quarter %(quarter)s"), quarter=number_)


def _name(team: Team) -> str:
    return pick_of(team, "name", language.language()).text
