"""Views of the calendar that colleagues keep, for themselves and for their teams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from planner.accounts.models import Discipline
from planner.calendar import saved_views
from planner.calendar.saved_views import Named
from planner.cli.example.people import CORPORATE, MARKETING
from planner.cli.example.world import Deed, World

_KEPT = -60


@dataclass(frozen=True)
class _Kept:
    """Whose view it is, what it is called, whom it is shared with, and what it shows, of which team alone."""

    by: str
    name: str
    shown: dict[str, str]
    shared_with: Discipline | None = None
    of: Discipline | None = None


VIEWS = (
    _Kept("praewa", "งานชุมชนรายสัปดาห์", {"view": "week", "kind": "communal"}, CORPORATE, CORPORATE),
    _Kept("orawan", "แถลงข่าวทุกแผนงาน", {"view": "agenda", "type": "press_conference"}, CORPORATE),
    _Kept("orawan", "ภาพรวมทั้งปีตามทีม", {"view": "timeline", "span": "year", "group": "team"}),
    _Kept("phanuphong", "แผนการตลาดไตรมาสนี้", {"view": "timeline", "kind": "exchange"}, MARKETING),
    _Kept("hannah", "What is not certain yet", {"view": "agenda", "status": "tentative"}, of=MARKETING),
)


def deeds() -> Iterator[Deed]:
    """Each is saved on a day of its own."""
    for nth, one in enumerate(VIEWS):
        yield Deed(_KEPT + 4 * nth, partial(_save, one))


def _save(one: _Kept, world: World) -> None:
    team_id = world.teams[one.shared_with] if one.shared_with else None
    narrowed = {"team": str(world.teams[one.of])} if one.of else {}
    data = Named(one.name, team_id)
    saved_views.save(world.session, data, {**one.shown, **narrowed}, actor=world.people[one.by])
