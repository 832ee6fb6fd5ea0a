"""What needs the person who signed in next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Blueprint, render_template, url_for

from planner import clock, dates, money
from planner.accounts import people
from planner.campaigns import queries as campaigns
from planner.contributions import queries as needs
from planner.contributions.queries import Waiting
from planner.events import queries as events
from planner.events.timing import midnight
from planner.extensions import db
from planner.holidays import queries as holidays
from planner.i18n import mark, pick_of
from planner.plans import overdue, waiting
from planner.plans import queries as plans
from planner.plans.overdue import Overdue
from planner.portfolio import money as budgets
from planner.portfolio.money import OverLine
from planner.promotions import pressing
from planner.promotions.pressing import CONCERN_NAMES, Pressing
from planner.web import context, language
from planner.web.contributions.shown import quoted
from planner.web.gate import actor
from planner.web.language import say
from planner.web.plans import next_step

bp = Blueprint("home", __name__)

DAYS_AHEAD = timedelta(days=7)

TO_START = mark("Was to start on %(day)s; not started yet")
TO_COMPLETE = mark("Was to end on %(day)s; not completed yet")
TO_CONFIRM = mark("Is over, and was never confirmed")
ANSWERS_DUE = mark("Answers were due %(at)s")
TO_MEASURE = mark("Was due on %(day)s; nothing measured yet")
LINE_OVER = mark("%(line)s: %(over)s over plan")
NEED_WAITS = mark("Stated on %(day)s; not answered yet")
NO_APPROVER = mark("Nobody in the team “%(name)s” can approve a plan")
YEAR_TO_CONFIRM = mark("The holidays of %(year)s are not confirmed yet")


@dataclass(frozen=True)
class Row:
    """One line: what it is about, why it stands here, and where it is done."""

    address: str
    about: object
    why: str
    kind: str | None = None


@bp.get("/")
def index() -> str:
    """What waits, what is late, the week to come, what plans lack; or three first steps. As many statements, always."""
    now, today = clock.now(), clock.today(language.zone())
    since, until = (midnight(day, language.zone()) for day in (today, today + DAYS_AHEAD))
    return render_template(
        "home/index.html",
        is_empty=campaigns.is_empty(db.session, actor=actor()),
        waiting=[
            (campaign, plan, url_for("plans.review", id=campaign.id))
            for campaign, plan in waiting.to_decide(db.session, actor())
        ],
        sent_back=waiting.sent_back(db.session, actor(), now=now),
        to_look_after=_to_look_after(today),
        pressing=_pressing(pressing.of(db.session, actor(), now=now)),
        needs=_needs(needs.waiting(db.session, actor(), today=today)),
        over=_over(budgets.over_of(db.session, actor=actor())),
        late=_late(overdue.of(db.session, actor(), now=now, today=today)),
        drafts=[
            (
                one.campaign,
                [(say(gap.label), next_step.address(one.campaign, gap)) for gap in one.missing],
            )
            for one in plans.unfinished_of(db.session, actor())
        ],
        events=events.upcoming(db.session, actor=actor(), since=since, until=until),
        today=today,
        last=today + DAYS_AHEAD - timedelta(days=1),
    )


def _pressing(found: list[Pressing]) -> list[Row]:
    """Promotions that want something done soon, and what."""
    return [
        Row(
            url_for("promotions.show", id=one.promotion.id),
            context.pick(one.promotion, "name"),
            " · ".join(say(CONCERN_NAMES[concern]) for concern in one.concerns),
            one.promotion.campaign.kind,
        )
        for one in found
    ]


def _needs(found: list[Waiting]) -> list[Row]:
    """Needs that wait long for an answer, and for how long."""
    return [
        Row(
            url_for("contributions.need", id=one.need.id),
            quoted(one.need),
            say(NEED_WAITS, day=context.day(one.since)),
            one.need.campaign.kind,
        )
        for one in found
    ]


def _over(found: list[OverLine]) -> list[Row]:
    """Budget lines that cost more than was planned, or will, and by how much."""
    return [
        Row(
            url_for("campaigns.show", id=one.campaign_id, _anchor=f"line-{one.line_id}"),
            context.pick(one, "title"),
            say(LINE_OVER, line=one.category, over=_excess(one)),
            one.kind,
        )
        for one in found
    ]


def _excess(one: OverLine) -> str:
    """By how much at the most: of what is forecast and what is paid already, the larger."""
    figures = one.sum.figures
    over = max(figures.forecast, figures.actual) - figures.planned
    return money.format_amount(over, one.sum.currency, language.language())


def _late(found: Overdue) -> list[Row]:
    """What is late, each with the way to where it is done."""
    rows = [
        Row(
            url_for("campaigns.show", id=one.id),
            context.pick(one, "title"),
            say(TO_START, day=context.day(one.start_on)),
            one.kind,
        )
        for one in found.to_start
    ]
    rows += [
        Row(
            url_for("campaigns.show", id=one.id),
            context.pick(one, "title"),
            say(TO_COMPLETE, day=context.day(one.end_on)),
            one.kind,
        )
        for one in found.to_complete
    ]
    rows += [
        Row(url_for("events.show", id=one.id), context.pick(one, "title"), say(TO_CONFIRM), one.campaign.kind)
        for one in found.to_confirm
    ]
    rows += [
        Row(
            url_for("events.show", id=one.id, _anchor="attached"),
            context.pick(one, "title"),
            say(ANSWERS_DUE, at=_at(one.rsvp_due_at, one.timezone)),
            one.campaign.kind,
        )
        for one in found.answers_due
    ]
    return rows + [
        Row(
            url_for("measurements.new", objective_id=one.id),
            context.pick(one, "statement"),
            say(TO_MEASURE, day=context.day(one.due_on)),
            one.campaign.kind,
        )
        for one in found.to_measure
    ]


def _at(moment: datetime | None, zone: str) -> str:
    return context.instant(moment, zone)


def _to_look_after(today: date) -> list[Row]:
    """What only an administrator can put right."""
    if not actor().is_administrator:
        return []
    rows = [
        Row(
            url_for("teams.show", id=team.id),
            say(NO_APPROVER, name=pick_of(team, "name", language.language()).text),
            "",
        )
        for team in people.teams_without_approver(db.session)
    ]
    year = holidays.year_to_confirm(db.session, today)
    if year is not None:
        told = dates.format_year(year, language.language(), language.era())
        rows.append(Row(url_for("holidays.index", year=year), say(YEAR_TO_CONFIRM, year=told), ""))
    return rows
