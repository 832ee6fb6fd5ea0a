"""The calendar: month and agenda, by address alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, render_template, url_for
from sqlalchemy import select

from planner import dates, text
from planner.accounts import permissions
from planner.accounts.models import Kind, Team
from planner.calendar.entries import Bar, Filters, bars, entries, is_wanted
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.events.timing import Window
from planner.events.words import EventStatus, EventType
from planner.extensions import db
from planner.feeds.models import Holder
from planner.holidays import window
from planner.i18n import pick
from planner.web import context, day_notes, language
from planner.web.calendar.asked import VIEW_NAMES, Asked, View
from planner.web.calendar.shown import Drawing
from planner.web.gate import actor
from planner.web.language import say

bp = Blueprint("calendar", __name__)

Options = list[tuple[object, str]]


@bp.get("/calendar")
def index() -> str:
    """The month, or the days from one on. The same address shows the same days to whoever may see them."""
    asked = Asked.of_request()
    first_on, last_on = asked.days
    running = bars(db.session, first_on, last_on, actor=actor())
    teams, campaigns = _teams(running, asked), _campaigns(running, asked)
    asked = asked.narrowed(_known(asked.filters, teams, campaigns))
    found = entries(
        db.session,
        Window.of_days(first_on, last_on, language.zone()),
        actor=actor(),
        filters=asked.filters,
    )
    wanted = [bar for bar in running if is_wanted(bar, asked.filters)]
    days = window.between(db.session, first_on, last_on, team_ids=_teams_looked_at(asked))
    drawing = Drawing(asked, days)
    placed = drawing.placed(found)
    month = _month_days(asked)
    return render_template(
        f"calendar/{asked.view}.html",
        asked=asked,
        title=_title(asked),
        weekdays=[(_weekday(day, "abbreviated"), _weekday(day, "wide")) for day in asked.weeks[0]],
        weeks=drawing.weeks(placed, wanted) if asked.view is View.MONTH else [],
        days=drawing.agenda(placed, *(month if asked.view is View.MONTH else (first_on, last_on))),
        running=drawing.running(wanted) if asked.view is View.AGENDA else [],
        quiet=drawing.quiet(),
        unconfirmed=[_year(year) for year in days.unconfirmed_years],
        subscribe_address=_subscribe_address(asked.filters),
        count=len(found),
        views=[
            (asked.address(view, asked.on), say(name), view is asked.view)
            for view, name in VIEW_NAMES.items()
        ],
        steps=(asked.address(asked.view, asked.before), asked.address(asked.view, asked.after)),
        today_address=asked.address(asked.view, asked.today),
        options=_options(teams, campaigns),
        may_plan=_may_plan(),
        kinds=list(Kind),
        cleared=asked.address(asked.view, asked.on, with_filters=False),
    )


def _teams_looked_at(asked: Asked) -> set[int]:
    """Whose marked days are shown: one's own teams' and the one that is looked at."""
    wanted = asked.filters.team_id
    return {*day_notes.own_teams(), *([] if wanted is None else [wanted])}


def _year(year: int) -> tuple[str, str]:
    """A year by its name and the page of its holidays."""
    named = dates.format_year(year, language.language(), language.era())
    return named, url_for("holidays.index", year=year)


def _subscribe_address(filters: Filters) -> str:
    """Where a feed of one's own is made that carries what is shown, as far as a feed can be narrowed."""
    kept = {"kind": filters.kind, "campaign": filters.campaign_id, "types": filters.type}
    given: dict[str, Any] = {key: str(value) for key, value in kept.items() if value is not None}
    return url_for("feeds.new", holder=Holder.USER.value, **given)


def looked_at() -> Asked:
    """What the address asks for, without what is not there for the reader."""
    found = Asked.of_request()
    running = bars(db.session, *found.days, actor=actor())
    return found.narrowed(_known(found.filters, _teams(running, found), _campaigns(running, found)))


def _options(teams: Options, campaigns: Options) -> dict[str, Options]:
    """What each filter offers."""
    return {
        "kind": [(kind.value, context.name(kind)) for kind in Kind],
        "team": teams,
        "campaign": campaigns,
        "type": [(one.value, context.name(one)) for one in EventType],
        "status": [(one.value, context.name(one)) for one in EventStatus],
    }


def _may_plan() -> bool:
    """Whether the reader plans in any team."""
    teams = actor().memberships
    return actor().is_administrator or any(permissions.may(actor(), "event:edit", team) for team in teams)


def _title(asked: Asked) -> str:
    if asked.view is View.MONTH:
        return dates.format_month(asked.on.year, asked.on.month, language.language(), language.era())
    return dates.format_range(*asked.days, language.language(), language.era())


def _month_days(asked: Asked) -> tuple[date, date]:
    """The days of the month alone, for those who read it as a list."""
    days = [day for week in asked.weeks for day in week if day.month == asked.on.month]
    return days[0], days[-1]


def _weekday(day: date, width: str) -> str:
    return dates.weekday_name(
        day.weekday(), language.language(), "wide" if width == "wide" else "abbreviated"
    )


def _teams(running: list[Bar], asked: Asked) -> Options:
    """The teams that have something on these days, one's own, and the one that is looked at."""
    found = {bar.team_id: (bar.team_name_th, bar.team_name_en) for bar in running}
    found |= {m.team_id: (m.team.name_th, m.team.name_en) for m in actor().memberships}
    wanted = asked.filters.team_id
    if wanted is not None and wanted not in found:
        row = db.session.execute(select(Team.name_th, Team.name_en).where(Team.id == wanted)).one_or_none()
        found |= {wanted: (row.name_th, row.name_en)} if row else {}
    named = [(key, pick(*names, language.language()).text) for key, names in found.items()]
    return sorted(named, key=lambda option: text.thai_sort_key(option[1]))


def _campaigns(running: list[Bar], asked: Asked) -> Options:
    """The campaigns of these days, and the one that is looked at."""
    found = {bar.campaign_id: (bar.title_th, bar.title_en) for bar in running}
    wanted = asked.filters.campaign_id
    if wanted is not None and wanted not in found:
        row = db.session.execute(
            select(Campaign.title_th, Campaign.title_en).where(Campaign.id == wanted, visible_to(actor()))
        ).one_or_none()
        found |= {wanted: (row.title_th, row.title_en)} if row else {}
    return [(key, pick(*titles, language.language()).text) for key, titles in found.items()]


def _known(filters: Filters, teams: Options, campaigns: Options) -> Filters:
    """The filters without a team or campaign that is not there for this reader."""
    return replace(
        filters,
        team_id=filters.team_id if filters.team_id in {key for key, _ in teams} else None,
        campaign_id=filters.campaign_id if filters.campaign_id in {key for key, _ in campaigns} else None,
    )
