"""The stakeholder map: where everybody stands, of the whole organisation or of one campaign. Never outward."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request, url_for

from planner import clock, i18n
from planner.campaigns import queries as campaigns
from planner.campaigns import taking_part
from planner.campaigns.models import Campaign
from planner.charts import Caption
from planner.charts import stakeholder_map as drawing
from planner.charts.stakeholder_map import LINES, Picture, Point, Region, Spot
from planner.events import meetings
from planner.events.meetings import NEVER, Meetings
from planner.extensions import db
from planner.i18n import mark
from planner.stakeholders import assessment, mapping, queries
from planner.stakeholders import words as vocabulary
from planner.stakeholders.mapping import Cell, Group, Standing
from planner.stakeholders.queries import Reading, Wanted
from planner.stakeholders.words import PowerInterest, StakeholderStatus
from planner.web import context, language
from planner.web.gate import actor
from planner.web.language import say
from planner.web.stakeholders.editing import bp
from planner.web.stakeholders.views import options_of, wanted_from

# the routes take the blueprint from here, so that the view of this module is on it
__all__ = ["bp"]

NAMED = 12
"""Names in one line of a table; the rest is counted, with the way to them."""
MOST_LINES = 50

POWER, INTEREST = mark("Power"), mark("Interest")
LEGITIMACY, URGENCY = mark("Legitimacy"), mark("Urgency")
MORE = mark("%(num)s more")
FIELD = mark("%(name)s: %(num)s")
TOLD = mark(
    "%(num)s people, organisations and publics by their power and interest; the table below says the same."
)
TOLD_SALIENCE = mark(
    "Three circles, for power, legitimacy and urgency. Where they overlap stand those who have several; "
    "the table below says the same."
)

Lists = Callable[[dict[str, Any]], str | None]


@dataclass(frozen=True)
class Line:
    """A key player: when they were and will be met."""

    standing: Standing
    meetings: Meetings


@dataclass(frozen=True)
class Shown:
    """Everything the map's page shows. `list_at` leads to a list narrowed to these filters, where there is one."""

    people: Sequence[Standing]
    met: dict[int, Meetings]
    list_at: Lists
    lacking: dict[Reading, int] = field(default_factory=dict)

    @property
    def cells(self) -> list[Cell]:
        """Who stands where in the field."""
        return mapping.cells(self.people)

    @property
    def groups(self) -> list[Group]:
        """Who weighs what."""
        return mapping.groups(self.people)

    @property
    def key_players(self) -> list[Line]:
        """Those not met first, each part in Thai order."""
        lines = [Line(one, self.met.get(one.id, NEVER)) for one in self.people if one.is_key_player]
        return sorted(lines, key=lambda line: line.meetings.is_met)

    @property
    def unmet(self) -> int:
        """How many key players have no event with them."""
        return sum(not line.meetings.is_met for line in self.key_players)

    def is_open(self, one: Standing) -> bool:
        """Whether somebody is a key player whom nobody has met or is to meet."""
        return one.is_key_player and not self.met.get(one.id, NEVER).is_met


@bp.get("/stakeholders/map", endpoint="map")
def of_all() -> str:
    """All stakeholders in use, narrowed by kind and category."""
    asked = wanted_from(request.args)
    wanted = Wanted(kind=asked.kind, category=asked.category, status=StakeholderStatus.ACTIVE)
    kept = {key: value.value for key in ("kind", "category") if (value := getattr(wanted, key))}
    players = queries.ids(Wanted(**{**vars(wanted), "quadrant": PowerInterest.KEY_PLAYER}))
    people = queries.standings(db.session, wanted)
    shown = Shown(
        people,
        meetings.of_stakeholders(db.session, players, actor=actor(), now=clock.now()),
        lambda asked: url_for("stakeholders.index", **kept, status=StakeholderStatus.ACTIVE.value, **asked),
        lacking(people),
    )
    return render_template(
        "stakeholders/map.html",
        wanted=wanted,
        counts=queries.counts(db.session),
        options_of=options_of,
        **values(shown),
    )


def of_campaign(campaign_id: int) -> tuple[Campaign, dict[str, Any]]:
    """A campaign and the map of those who take part in it, for its page."""
    campaign = campaigns.shown(db.session, campaign_id, actor=actor())
    people = taking_part.standings(db.session, campaign_id)
    who = taking_part.ids(campaign_id)
    met = meetings.of_stakeholders(db.session, who, actor=actor(), now=clock.now())
    return campaign, values(Shown(people, met, _no_list, lacking(people)))


def _no_list(_asked: dict[str, Any]) -> None:
    """A campaign's map names everybody itself."""


def lacking(people: Sequence[Standing]) -> dict[Reading, int]:
    """How many cannot be placed in each reading."""
    return {
        Reading.POWER_INTEREST: sum(one.quadrant is None for one in people),
        Reading.SALIENCE: sum(one.salience is None for one in people),
    }


def values(shown: Shown) -> dict[str, Any]:
    """For the template."""
    return {
        "shown": shown,
        "field": field_of(shown),
        "circles": circles_of(shown),
        "gaps": mapping.gaps(shown.people),
        "words": vocabulary,
        "readings": Reading,
        "named": NAMED,
        "most": MOST_LINES,
        "since": clock.today(language.zone()) - meetings.REACH,
        "until": clock.today(language.zone()) + meetings.REACH,
    }


def field_of(shown: Shown) -> Picture:
    """The field of power and interest; what a cell has no room for is counted and leads on."""
    counted = dict.fromkeys(PowerInterest, 0)
    for cell in shown.cells:
        counted[cell.quadrant] += len(cell.people)
    fields = {
        held: (
            say(FIELD, name=context.name(quadrant), num=counted[quadrant]),
            shown.list_at({"quadrant": quadrant.value}) if counted[quadrant] else None,
        )
        for held, quadrant in assessment.QUADRANTS.items()
    }
    words = drawing.Words(say(POWER), say(INTEREST), fields)
    caption = Caption("power-interest", say(mark("Power and interest")), say(TOLD, num=sum(counted.values())))
    return drawing.power_interest([_spot(cell, shown) for cell in shown.cells], words, caption)


def _spot(cell: Cell, shown: Shown) -> Spot:
    # those who ask for attention are named first
    people = sorted(cell.people, key=lambda one: not shown.is_open(one))
    room = LINES if len(people) <= LINES else LINES - 1
    rest = len(people) - room
    return Spot(
        cell.power,
        cell.interest,
        tuple(_point(one, is_open=shown.is_open(one)) for one in people[:room]),
        more=say(MORE, num=rest) if rest > 0 else "",
        more_href=f"#{cell_id(cell)}" if rest > 0 else None,
    )


def _point(one: Standing, *, is_open: bool) -> Point:
    name = i18n.pick_of(one, "name", language.language())
    return Point(name.text, name.lang, url_for("stakeholders.show", id=one.id), is_open=is_open)


def cell_id(cell: Cell) -> str:
    """Where the table tells of a cell."""
    return f"cell-{cell.power}-{cell.interest}"


def circles_of(shown: Shown) -> Picture:
    """The circles of salience, with how many are in each region."""
    held = {salience: key for key, salience in assessment.CLASSES.items()}
    regions = [
        Region(
            held[group.salience],
            context.name(group.salience),
            str(len(group.people)),
            f"#salience-{group.salience}" if group.people else None,
        )
        for group in shown.groups
    ]
    caption = Caption("salience-circles", say(mark("Salience")), say(TOLD_SALIENCE))
    return drawing.salience(regions, (say(POWER), say(LEGITIMACY), say(URGENCY)), caption)
