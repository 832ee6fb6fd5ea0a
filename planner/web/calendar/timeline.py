"""A timeline as the template shows it: a line for each campaign, its span and its events on it, put together by group.

What stands on a line is drawn with places in per cent, so that it needs no scripts and no styles of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select

from planner import dates, text
from planner.accounts.models import Kind
from planner.calendar import grid
from planner.calendar.entries import Bar, Mark
from planner.calendar.looking import Group, Span, View
from planner.calendar.strips import Strip
from planner.campaigns.models import Participation
from planner.events.words import EventStatus
from planner.extensions import db
from planner.i18n import mark
from planner.promotions.actions import Period
from planner.promotions.models import Promotion
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import SET_ASIDE, StakeholderKind
from planner.web.calendar.asked import Asked
from planner.web.calendar.shown import Drawing
from planner.web.language import say

DAY = timedelta(days=1)
ROWS = 40
"""Lines to a page: what a page shows decides what it weighs."""

NO_PUBLIC = mark("No public named yet")


class Dot(NamedTuple):
    """The events of one day, at a place in per cent of the line."""

    middle: float
    css: str
    said: str


class Offered(NamedTuple):
    """A promotion on its campaign's line: begin and length in per cent."""

    address: str
    title: str
    lang: str
    days: str
    begins: float
    length: float


@dataclass(frozen=True)
class Line:
    """A campaign: its span (begin and length in per cent), whether it goes on outside, and its days with events."""

    address: str
    title: str
    lang: str
    kind: Kind
    said: str
    days: str
    begins: float
    length: float
    is_continued: bool
    goes_on: bool
    dots: Sequence[Dot]
    promotions: Sequence[Offered]
    count: int
    agenda: str


@dataclass(frozen=True)
class Grouped:
    """The lines that belong together."""

    name: str
    lang: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Timeline:
    """The groups of this page, how the months lie, and where today is; what came before and what follows."""

    groups: Sequence[Grouped]
    months: Sequence[tuple[float, str]]
    weeks: Sequence[float]
    holidays: Sequence[tuple[float, str]]
    today: float | None
    total: int
    earlier: str
    later: str


Placing = tuple[tuple[str, str], Bar]
"""The name of a group, in which language where that is not the reader's, and a campaign that stands in it."""


def ordered(asked: Asked, drawing: Drawing, bars: Iterable[Bar]) -> list[Placing]:
    """The campaigns in the order of their lines. By public one stands under each of its publics."""
    found = list(bars)
    if asked.group is Group.KIND:
        kinds = list(Kind)
        found.sort(key=lambda bar: (kinds.index(bar.kind), bar.start_on, bar.campaign_id))
        return [((drawing.kinds[bar.kind], ""), bar) for bar in found]
    if asked.group is Group.TEAM:
        named = {bar.team_id: drawing.words(bar.team_name_th, bar.team_name_en) for bar in found}
        found.sort(
            key=lambda bar: (
                text.thai_sort_key(named[bar.team_id][0]),
                bar.team_id,
                bar.start_on,
                bar.campaign_id,
            )
        )
        return [(named[bar.team_id], bar) for bar in found]
    return _by_public(drawing, found)


def _by_public(drawing: Drawing, bars: Sequence[Bar]) -> list[Placing]:
    """One statement. What is for no public stands last."""
    rows = db.session.execute(
        select(Participation.campaign_id, Stakeholder.organisation_name_th, Stakeholder.organisation_name_en)
        .join(Stakeholder, Stakeholder.id == Participation.stakeholder_id)
        .where(
            Participation.campaign_id.in_([bar.campaign_id for bar in bars]),
            Stakeholder.kind == StakeholderKind.PUBLIC,
            Stakeholder.status.not_in(SET_ASIDE),
        )
        .order_by(Stakeholder.sort_key, Stakeholder.id)
    ).all()
    by_id = {bar.campaign_id: bar for bar in bars}
    placed: dict[tuple[str, str], list[Bar]] = defaultdict(list)
    for campaign_id, th, en in rows:
        placed[drawing.words(th, en)].append(by_id[campaign_id])
    named = {campaign_id for campaign_id, _, _ in rows}
    placed[say(NO_PUBLIC), ""] = [bar for bar in bars if bar.campaign_id not in named]
    return [
        (name, bar)
        for name, group in placed.items()
        for bar in sorted(group, key=lambda bar: (bar.start_on, bar.campaign_id))
    ]


def on_page(asked: Asked, placings: Sequence[Placing]) -> Sequence[Placing]:
    """The lines of this page."""
    return placings[asked.skipped : asked.skipped + ROWS]


def drawn(
    asked: Asked,
    drawing: Drawing,
    placings: Sequence[Placing],
    marks: Iterable[Mark],
    promotions: Iterable[Promotion],
) -> Timeline:
    """The page of the timeline that is asked for; `marks` and `promotions` are those of its campaigns."""
    strip = Strip(*asked.days)
    by_campaign: dict[int, list[Mark]] = defaultdict(list)
    for one in marks:
        by_campaign[one.campaign_id].append(one)
    offered: dict[int, list[Offered]] = defaultdict(list)
    for promotion in promotions:
        offered[promotion.campaign_id].append(_offered(drawing, strip, promotion))
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for name, bar in on_page(asked, placings):
        line = _line(asked, drawing, strip, bar, by_campaign[bar.campaign_id])
        groups[name].append(replace(line, promotions=offered[bar.campaign_id]))
    before, behind = max(asked.skipped - ROWS, 0), asked.skipped + ROWS
    return Timeline(
        groups=[Grouped(*name, lines) for name, lines in groups.items()],
        months=[
            (strip.place(on), dates.month_name(on.month, drawing.language, "abbreviated"))
            for on in strip.months()
        ],
        weeks=_weeks(asked, strip),
        holidays=_holidays(drawing, strip),
        today=strip.middle(asked.today) if strip.first_on <= asked.today <= strip.last_on else None,
        total=len(placings),
        earlier=asked.address_with(skip=before) if asked.skipped else "",
        later=asked.address_with(skip=behind) if behind < len(placings) else "",
    )


def _line(asked: Asked, drawing: Drawing, strip: Strip, bar: Bar, marks: Sequence[Mark]) -> Line:
    title, lang = drawing.words(bar.title_th, bar.title_en)
    begins, length = strip.bar(bar.start_on, bar.end_on)
    first_on = max(
        strip.first_on, min((_first_day(one, drawing.zone) for one in marks), default=bar.start_on)
    )
    return Line(
        address=f"{drawing.campaign_address}{bar.campaign_id}",
        title=title,
        lang=lang,
        kind=bar.kind,
        said=drawing.kinds[bar.kind],
        days=dates.format_range(bar.start_on, bar.end_on, drawing.language, drawing.era),
        begins=begins,
        length=length,
        is_continued=bar.start_on < strip.first_on,
        goes_on=bar.end_on > strip.last_on,
        dots=_dots(drawing, strip, marks),
        promotions=(),
        count=len(marks),
        agenda=f"{asked.address(View.AGENDA, first_on, with_filters=False)}&campaign={bar.campaign_id}",
    )


def _offered(drawing: Drawing, strip: Strip, promotion: Promotion) -> Offered:
    """A promotion from its first to its last day, on its own clocks."""
    period = Period.of(promotion)
    title, lang = drawing.words(promotion.name_th, promotion.name_en)
    begins, length = strip.bar(min(period.start_on, strip.last_on), max(period.end_on, strip.first_on))
    days = dates.format_range(period.start_on, period.end_on, drawing.language, drawing.era)
    return Offered(f"{drawing.promotion_address}{promotion.id}", title, lang, days, begins, length)


def _first_day(one: Mark, zone: str) -> date:
    return grid.days_shown(one.timing, zone)[0]


def _dots(drawing: Drawing, strip: Strip, marks: Sequence[Mark]) -> list[Dot]:
    """One for each day on which something begins, or each week of a year: more could not be told apart."""
    step = 7 if drawing.asked.span is Span.YEAR else 1
    found: dict[int, list[tuple[date, Mark]]] = defaultdict(list)
    for one in marks:
        on = max(_first_day(one, drawing.zone), strip.first_on)
        found[(on - strip.first_on).days // step].append((on, one))
    dots = []
    for place, there in sorted(found.items()):
        middle = strip.first_on + DAY * (place * step + step // 2)
        first_on = min(on for on, _ in there)
        said = f"{dates.format_day(first_on, drawing.language, drawing.era, style='short')}: {len(there)}"
        dots.append(Dot(strip.middle(min(middle, strip.last_on)), _look(one for _, one in there), said))
    return dots


def _look(marks: Iterable[Mark]) -> str:
    """Filled where anything is certain, hollow where nothing is yet, a faint one where all of it was cancelled."""
    states = {one.status for one in marks}
    if EventStatus.CONFIRMED in states:
        return ""
    return "is-cancelled" if states == {EventStatus.CANCELLED} else "is-tentative"


def _weeks(asked: Asked, strip: Strip) -> list[float]:
    """Where the weeks of a quarter begin; in a year the months are lines enough."""
    if asked.span is Span.YEAR:
        return []
    first = asked.week[0].weekday()
    days = (strip.first_on + DAY * n for n in range(strip.days))
    return [strip.place(on) for on in days if on.weekday() == first]


def _holidays(drawing: Drawing, strip: Strip) -> list[tuple[float, str]]:
    """The days off with their names."""
    return [
        (
            strip.middle(on),
            f"{dates.format_day(on, drawing.language, drawing.era, style='short')} {notes[0].text}",
        )
        for on, notes in sorted(drawing.notes.items())
        if on in drawing.days_off and strip.first_on <= on <= strip.last_on
    ]
