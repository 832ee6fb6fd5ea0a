"""The calendar: month, week, agenda, timeline and year, by address alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from flask import Blueprint, render_template, url_for

from planner import clock, dates
from planner.accounts.models import Kind
from planner.calendar import paper
from planner.calendar.entries import Bar, Entry, entries, marks
from planner.calendar.filters import Filters, campaigns_of, is_wanted
from planner.calendar.looking import GROUP_NAMES, SPAN_NAMES, VIEW_NAMES, Span, View
from planner.calendar.offers import Offer, is_offered, running
from planner.events.timing import Window
from planner.extensions import db
from planner.feeds.models import Holder
from planner.holidays import window
from planner.promotions import queries as promotions
from planner.sources import queries as sources
from planner.sources.queries import Laid
from planner.web import day_notes, language
from planner.web.calendar import month, timeline, week, year
from planner.web.calendar.asked import VIEW_KEYS, Asked
from planner.web.calendar.options import Offered
from planner.web.calendar.shown import Drawing
from planner.web.gate import actor
from planner.web.language import say

bp = Blueprint("calendar", __name__)


@bp.get("/calendar")
def index() -> str:
    """The days asked for, in the view asked for. The same address shows the same to whoever may see it."""
    asked, offered = asked_and_offered()
    first_on, last_on = asked.days
    wanted = _wanted(offered, asked.filters)
    days = window.between(db.session, first_on, last_on, team_ids=_teams_looked_at(asked))
    drawing = Drawing(asked, days)
    return render_template(
        f"calendar/{asked.view}.html",
        asked=asked,
        title=_title(asked),
        unconfirmed=[_year(year) for year in days.unconfirmed_years],
        subscribe_address=_subscribe_address(asked),
        views=[
            (asked.address(view, asked.on), say(name), view is asked.view)
            for view, name in VIEW_NAMES.items()
        ],
        view_keys=[VIEW_KEYS[view] for view in VIEW_NAMES],
        steps=(asked.address(asked.view, asked.before), asked.address(asked.view, asked.after)),
        today_address=asked.address(asked.view, asked.today),
        is_fine=asked.is_fine or asked.filters.is_fine,
        options=offered.lists(is_fine=asked.is_fine or asked.filters.is_fine),
        may_plan=drawing.planning is None or bool(drawing.planning),
        kinds=list(Kind),
        cleared=asked.address(asked.view, asked.on, with_filters=False),
        **SHOWN[asked.view](asked, drawing, wanted),
    )


def asked_and_offered(instead: Mapping[View, View] | None = None) -> tuple[Asked, Offered]:
    """What the address asks for, without what is not there for the reader, and what could be asked for.

    `instead` of some views others are looked at.
    """
    found = Asked.of_request()
    found = replace(found, view=(instead or {}).get(found.view, found.view))
    lasting = running(db.session, *found.days, actor=actor(), now=clock.now())
    offered = Offered(found, lasting.bars, lasting.offers)
    return found.narrowed(offered.known(found.filters)), offered


def looked_at() -> Asked:
    """What the address asks for, without what is not there for the reader."""
    return asked_and_offered()[0]


@dataclass(frozen=True)
class Wanted:
    """What is shown of what lasts."""

    bars: Sequence[Bar]
    offers: Sequence[Offer]


def _wanted(offered: Offered, filters: Filters) -> Wanted:
    """The campaigns and the promotions that are shown as bars."""
    bars = [bar for bar in offered.running if is_wanted(bar, filters)]
    offers = [offer for offer in offered.offers if is_offered(offer, filters)]
    if filters.public_id is None:
        return Wanted(bars, offers)
    theirs = set(db.session.scalars(campaigns_of(filters.public_id)))
    return Wanted(
        [bar for bar in bars if bar.campaign_id in theirs],
        [offer for offer in offers if offer.campaign_id in theirs],
    )


# ── Each view ───────────────────────────────────────────────────────────────────────────────────────────


def _of_month(asked: Asked, drawing: Drawing, wanted: Wanted) -> dict[str, Any]:
    found = _entries(asked)
    placed = drawing.placed(found, _laid(asked))
    weeks = month.drawn(drawing, placed, wanted.bars, wanted.offers)
    return {
        "count": len(found),
        "weekdays": [(_weekday(day, "abbreviated"), _weekday(day, "wide")) for day in asked.weeks[0]],
        "weeks": weeks,
        "paper": paper.size_for(one.load for one in weeks),
        "days": drawing.agenda(placed, *_month_days(asked)),
        "quiet": drawing.quiet(),
        "offers": drawing.offered(_within(wanted.offers, *_month_days(asked))),
    }


def _of_week(asked: Asked, drawing: Drawing, wanted: Wanted) -> dict[str, Any]:
    found = _entries(asked)
    placed = drawing.placed(found, _laid(asked))
    return {
        "count": len(found),
        "week": week.drawn(drawing, placed, wanted.bars, wanted.offers),
        "days": drawing.agenda(placed, *asked.days),
        "quiet": drawing.quiet(),
        "offers": drawing.offered(wanted.offers),
    }


def _of_agenda(asked: Asked, drawing: Drawing, wanted: Wanted) -> dict[str, Any]:
    found = _entries(asked)
    return {
        "count": len(found),
        "days": drawing.agenda(drawing.placed(found, _laid(asked)), *asked.days),
        "running": drawing.running(wanted.bars),
        "quiet": drawing.quiet(),
        "offers": drawing.offered(wanted.offers),
    }


def _of_timeline(asked: Asked, drawing: Drawing, wanted: Wanted) -> dict[str, Any]:
    placings = timeline.ordered(asked, drawing, wanted.bars)
    on_page = [bar for _, bar in timeline.on_page(asked, placings)]
    shown = {bar.campaign_id for bar in on_page}
    selling = {bar.campaign_id for bar in on_page if bar.kind == Kind.EXCHANGE}
    window = _window(asked)
    found = marks(db.session, window, actor=actor(), filters=asked.filters, campaigns=sorted(shown))
    offered = promotions.between(db.session, selling, window.since, window.until)
    return {
        "count": len(found),
        "timeline": timeline.drawn(asked, drawing, placings, found, offered),
        "spans": _choices(asked, "span", SPAN_NAMES, asked.span),
        "groups": _choices(asked, "group", GROUP_NAMES, asked.group),
    }


def _of_year(asked: Asked, drawing: Drawing, wanted: Wanted) -> dict[str, Any]:
    found = marks(db.session, _window(asked), actor=actor(), filters=asked.filters)
    return {
        "count": len(found),
        "year": year.drawn(asked, drawing, found, wanted.offers),
        "offers": drawing.offered(wanted.offers),
    }


SHOWN: dict[View, Callable[[Asked, Drawing, Wanted], dict[str, Any]]] = {
    View.MONTH: _of_month,
    View.WEEK: _of_week,
    View.AGENDA: _of_agenda,
    View.TIMELINE: _of_timeline,
    View.YEAR: _of_year,
}


def _within(offers: Sequence[Offer], first_on: date, last_on: date) -> list[Offer]:
    return [offer for offer in offers if offer.start_on <= last_on and offer.end_on >= first_on]


def _window(asked: Asked) -> Window:
    return Window.of_days(*asked.days, language.zone())


def _entries(asked: Asked) -> list[Entry]:
    return entries(db.session, _window(asked), actor=actor(), filters=asked.filters)


def _laid(asked: Asked) -> list[Laid]:
    """What calendars of others hold on these days, where the reader wants to see it."""
    return sources.layers(db.session, _window(asked), actor()) if asked.is_laid_over else []


def _choices(
    asked: Asked, key: str, names: Mapping[Any, str], chosen: StrEnum
) -> list[tuple[str, str, bool]]:
    """The addresses of the same days set otherwise."""
    return [(asked.address_with(**{key: one.value}), say(name), one is chosen) for one, name in names.items()]


# ── What stands about them ──────────────────────────────────────────────────────────────────────────────


def _teams_looked_at(asked: Asked) -> set[int]:
    """Whose marked days are shown: one's own teams' and the one that is looked at."""
    wanted = asked.filters.team_id
    return {*day_notes.own_teams(), *([] if wanted is None else [wanted])}


def _year(year: int) -> tuple[str, str]:
    """A year by its name and the page of its holidays."""
    named = dates.format_year(year, language.language(), language.era())
    return named, url_for("holidays.index", year=year)


def _subscribe_address(asked: Asked) -> str:
    """Where a feed of one's own is made that carries what is shown: a copy, which does not follow the view."""
    given: dict[str, Any] = {**asked.kept()}
    return url_for("feeds.new", holder=Holder.USER.value, **given)


def _title(asked: Asked) -> str:
    if asked.view is View.MONTH:
        return dates.format_month(asked.on.year, asked.on.month, language.language(), language.era())
    if asked.view is View.YEAR or (asked.view is View.TIMELINE and asked.span is Span.YEAR):
        return dates.format_year(asked.on.year, language.language(), language.era(), is_long=True)
    return dates.format_range(*asked.days, language.language(), language.era())


def _month_days(asked: Asked) -> tuple[date, date]:
    """The days of the month alone, for those who read it as a list."""
    days = [day for week in asked.weeks for day in week if day.month == asked.on.month]
    return days[0], days[-1]


def _weekday(day: date, width: str) -> str:
    return dates.weekday_name(
        day.weekday(), language.language(), "wide" if width == "wide" else "abbreviated"
    )
