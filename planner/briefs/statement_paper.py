"""The statement of what was given in a year, on paper: by form, subject, basis, goal and place, and every contribution.

An internal document: it counts what its reader may see, and says so. The basis of every value is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sqlalchemy.orm import Session

from planner import money
from planner.accounts import queries as people
from planner.accounts.models import User
from planner.briefs.gather import Edition
from planner.briefs.shapes import Money, Reader, Word
from planner.campaigns.words import ISO26000_NAMES, SDG_NAMES
from planner.contributions import statement
from planner.contributions.models import Contribution
from planner.contributions.statement import Scope, Statement, Sums
from planner.contributions.words import (
    FORM_NAMES,
    IMPACT_DEPTH_NAMES,
    LEVERAGE_NAMES,
    MOTIVATION_NAMES,
    SUBJECT_AREA_NAMES,
    VALUATION_BASIS_NAMES,
)
from planner.i18n import Text, mark, pick, pick_of

K = TypeVar("K")

OVERLAP = mark("One contribution may serve several goals: these lines overlap and are no parts of a whole.")
BY_FORM = mark("By form")
BY_SUBJECT = mark("By subject")
BY_MOTIVATION = mark("By motivation")
BY_BASIS = mark("By basis of the value")
BY_GOAL = mark("By goal")
BY_CORE_SUBJECT = mark("By subject of ISO 26000")
BY_PLACE = mark("By place")
NO_PLACE = mark("No place noted")
SUBJECTS_OVERLAP = mark(
    "One contribution may serve several subjects: these lines overlap and are no parts of a whole."
)
BY_DEPTH = mark("By depth of impact")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: a word of the catalogue or a name, and what it comes to."""

    word: Word | None
    name: Text | None
    entries: int
    value: tuple[Money, ...]
    unvalued: int
    hours: Decimal
    people_reached: int


@dataclass(frozen=True, slots=True)
class Group:
    """A table of the statement; `note` says how to read it."""

    heading: Word
    lines: tuple[Line, ...]
    note: Word | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One contribution."""

    on: date
    description: Text
    recipient: Text
    campaign: Text
    form: Word
    value: Money | None
    is_own_time: bool
    basis: Word | None
    basis_note: str | None
    hours: Decimal | None
    rate: Money | None


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is printed. Money by currency, never added up."""

    reader: Reader
    made_on: date
    organisation: Text
    year: int
    team: Text | None
    given: Line
    managing: Line
    total: Line
    groups: tuple[Group, ...]
    leverage: tuple[tuple[Word, tuple[Money, ...]], ...]
    environment: tuple[tuple[str, Decimal], ...]
    organisations_supported: int
    rows: tuple[Row, ...]


def gather(session: Session, scope: Scope, *, actor: User, edition: Edition) -> Paper:
    """What the page of the statement counts for the actor, for one language and era."""
    tongue = edition.reader.language
    told = statement.of(session, scope, actor=actor)
    teams = {one.id: pick_of(one, "name", tongue) for one in people.teams(session)}
    return Paper(
        reader=edition.reader,
        made_on=edition.made_on,
        organisation=edition.organisation,
        year=scope.year or edition.made_on.year,
        team=teams.get(scope.team_id or 0),
        given=line(told.given),
        managing=line(told.managing),
        total=line(told.total),
        groups=tuple(one for one in groups(told, edition.reader) if one.lines),
        leverage=tuple((LEVERAGE_NAMES[who], _money(held)) for who, held in told.leverage.items()),
        environment=tuple(told.environment.items()),
        organisations_supported=told.total.organisations_supported,
        rows=tuple(_row(one, edition.reader) for one in told.rows),
    )


def groups(told: Statement, reader: Reader) -> Iterable[Group]:
    """The tables, in the order in which they are read."""
    yield Group(BY_FORM, _named(told.by_form, FORM_NAMES))
    yield Group(BY_SUBJECT, _named(told.by_subject, SUBJECT_AREA_NAMES))
    yield Group(BY_BASIS, _named(told.by_basis, VALUATION_BASIS_NAMES))
    yield Group(BY_MOTIVATION, _named(told.by_motivation, MOTIVATION_NAMES))
    yield Group(BY_GOAL, _named(told.by_goal, SDG_NAMES), OVERLAP)
    yield Group(BY_CORE_SUBJECT, _named(told.by_core_subject, ISO26000_NAMES), SUBJECTS_OVERLAP)
    places = (line(sums, name=pick(place, place, reader.language)) for place, sums in told.by_place.items())
    # so that the lines come to what was given; where no place was noted at all there is nothing to tell apart
    without = (line(told.no_place, word=NO_PLACE),) if told.by_place and told.no_place.entries else ()
    yield Group(BY_PLACE, (*places, *without))
    yield Group(BY_DEPTH, _named(told.by_depth, IMPACT_DEPTH_NAMES))


def line(sums: Sums, *, word: Word | None = None, name: Text | None = None) -> Line:
    """A line of sums."""
    return Line(word, name, sums.entries, _money(sums.value), sums.unvalued, sums.hours, sums.people_reached)


def _named(held: Mapping[K, Sums], names: Mapping[K, Word]) -> tuple[Line, ...]:
    return tuple(line(sums, word=names[key]) for key, sums in held.items())


def _money(held: Mapping[str, int]) -> tuple[Money, ...]:
    """The baht first."""
    return tuple(Money(held[one], one) for one in money.MINOR_DIGITS if one in held)


def _row(one: Contribution, reader: Reader) -> Row:
    known = one.recipient_record
    return Row(
        on=one.contributed_on,
        description=pick_of(one, "description", reader.language),
        recipient=pick_of(known, "name", reader.language)
        if known is not None
        else pick(one.recipient, one.recipient, reader.language),
        campaign=pick_of(one.campaign, "title", reader.language),
        form=FORM_NAMES[one.form],
        value=Money(one.value_minor, one.currency) if one.value_minor is not None else None,
        is_own_time=one.in_paid_time is False,
        basis=VALUATION_BASIS_NAMES[one.valuation_basis] if one.valuation_basis else None,
        basis_note=one.valuation_note,
        hours=one.hours,
        rate=Money(one.hourly_rate_minor, one.currency) if one.hourly_rate_minor else None,
    )
