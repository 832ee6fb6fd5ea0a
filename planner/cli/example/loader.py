"""Telling the example: everything in the order of time, each deed as of its own day, through the features' actions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import actions as accounts
from planner.accounts import queries
from planner.accounts.actions import NewUser, Profile
from planner.accounts.models import Role
from planner.activity import kept
from planner.cli.example import (
    told_days,
    told_feeds,
    told_giving,
    told_occasions,
    told_plans,
    told_promotions,
    told_stakeholders,
    told_views,
)
from planner.cli.example.campaigns import PLANS
from planner.cli.example.days import Days
from planner.cli.example.people import COLLEAGUES, HOST
from planner.cli.example.shapes import Colleague
from planner.cli.example.stakeholders import STAKEHOLDERS
from planner.cli.example.world import Deed, World

_OPENED = -245
"""The day the office began to use the planner, from today."""


def load(session: Session) -> None:
    """Fill an empty database with the example, in the running transaction; the caller commits."""
    world = World(session, Days(clock.today()))
    days = world.days
    # a stable sort: of one day's deeds those told first stay first
    told = sorted(_story(), key=lambda deed: deed.on)
    for day, of_day in groupby(told, key=lambda deed: days.entered_on(deed.on)):
        todo = list(of_day)
        for nth, deed in enumerate(todo):
            with clock.told_at(days.office_hours(day, nth, len(todo))):
                deed.do(world)
                # each deed is an act of its own, to be undone by itself
                kept.end_act(session)
                # as in one's own request: each deed reads afresh what the one before it wrote
                session.expunge_all()


def _story() -> Iterator[Deed]:
    met = {one.key: one.met for one in STAKEHOLDERS}
    yield Deed(_OPENED, _open_office)
    yield from told_days.deeds()
    for known in STAKEHOLDERS:
        yield from told_stakeholders.deeds(known, met)
    for plan in PLANS:
        yield from told_plans.deeds(plan, met)
        yield from told_occasions.deeds(plan, met)
    yield from told_promotions.deeds()
    yield from told_giving.deeds()
    yield from told_feeds.deeds(COLLEAGUES, met)
    yield from told_views.deeds()


def _open_office(world: World) -> None:
    """The administrator lets everybody in; nobody has a password, so the one-click links are the only way."""
    session = world.session
    for discipline in dict.fromkeys(one.team for one in COLLEAGUES if one.team):
        world.teams[discipline] = accounts.found_team(session, discipline, actor=None).id
    for colleague in COLLEAGUES:
        _let_in(world, colleague)
    session.expunge_all()
    for colleague in COLLEAGUES:
        found = queries.by_email(session, address_of(colleague))
        if found is not None:
            world.people[colleague.key] = found


def _let_in(world: World, colleague: Colleague) -> None:
    session = world.session
    teams = {team.discipline: team for team in queries.teams(session)}
    first = next(iter(world.people.values()), None)
    data = NewUser(
        address_of(colleague),
        given_th=colleague.given.th,
        family_th=colleague.family.th,
        given_latin=colleague.given.en,
        family_latin=colleague.family.en,
        position=colleague.position,
        is_administrator=colleague.role is None,
        language=colleague.language,
    )
    user = accounts.add(session, data, actor=first)
    if colleague.team and colleague.role:
        accounts.join(session, user, teams[colleague.team], colleague.role, actor=first)
    if colleague.also_views:
        accounts.join(session, user, teams[colleague.also_views], Role.VIEWER, actor=first)
    accounts.revise_profile(session, user, _profile(colleague), version=user.version)
    world.people.setdefault(colleague.key, user)


def address_of(colleague: Colleague) -> str:
    """The e-mail address a colleague signs in with."""
    return f"{colleague.key}@{HOST}"


def _profile(colleague: Colleague) -> Profile:
    return Profile(
        given_th=colleague.given.th,
        family_th=colleague.family.th,
        given_latin=colleague.given.en,
        family_latin=colleague.family.en,
        position=colleague.position,
        language=colleague.language,
        date_era=colleague.era,
        timezone=colleague.zone,
        week_start=colleague.week_start,
    )
