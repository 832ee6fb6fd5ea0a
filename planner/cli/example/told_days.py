"""Holidays and marked days: the years around today taken over, the coming one not confirmed yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from planner.cli.example.people import CORPORATE, MARKETING
from planner.cli.example.world import Deed, World
from planner.holidays import actions, marking
from planner.holidays.marking import MarkedData
from planner.holidays.suggestions import BY_KEY
from planner.holidays.words import HOME, MarkKind

_KEEPER = "chayut"
_TAKEN_OVER, _MARKED, _NEXT_YEAR = -240, -200, -25


def deeds() -> Iterator[Deed]:
    """What the administrator and two planners do about days."""
    for years in (-1, 0):
        yield Deed(_TAKEN_OVER, partial(_confirm, years=years))
    yield Deed(_MARKED, _mark_quiet_days)
    yield Deed(_MARKED, _mark_exams)
    for key in ("environment", "soil", "volunteers"):
        yield Deed(_MARKED, partial(_take_up, key=key))
    yield Deed(_NEXT_YEAR, partial(_take_over, years=1))


def _take_over(world: World, *, years: int) -> None:
    year = world.days.today.year + years
    actions.take_over(world.session, HOME, year, actor=world.people[_KEEPER])


def _confirm(world: World, *, years: int) -> None:
    _take_over(world, years=years)
    year = world.days.today.year + years
    actions.confirm(world.session, HOME, year, actor=world.people[_KEEPER])


def _mark_quiet_days(world: World) -> None:
    """Every year over New Year, when accidents on the roads fill the news."""
    year = world.days.today.year - 1
    data = MarkedData(
        MarkKind.SENSITIVE,
        world.teams[MARKETING],
        date(year, 12, 29),
        date(year + 1, 1, 4),
        name_th="เจ็ดวันอันตราย",
        name_en="Seven days of road safety",
        why="ข่าวอุบัติเหตุเต็มทุกช่อง งดข้อความส่งเสริมการขายแบบรื่นเริง",
        recurs_yearly=True,
    )
    marking.add(world.session, data, actor=world.people["nattharika"])


def _mark_exams(world: World) -> None:
    """Once, soon: the schools the kitchens are in are not to be visited."""
    days = world.days
    data = MarkedData(
        MarkKind.SENSITIVE,
        world.teams[CORPORATE],
        days.plain(9),
        days.plain(13),
        name_th="สัปดาห์สอบของโรงเรียนในโครงการ",
        name_en="Exams at the schools we work with",
        why="ผู้อำนวยการโรงเรียนขอให้งดเยี่ยมและงดถ่ายภาพ",
    )
    marking.add(world.session, data, actor=world.people["praewa"])


def _take_up(world: World, *, key: str) -> None:
    year = world.days.today.year - 1
    team = world.teams[CORPORATE]
    marking.take_up(world.session, BY_KEY[key], team, year, actor=world.people["kroekphon"])
