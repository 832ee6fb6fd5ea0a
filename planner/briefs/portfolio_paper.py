"""The portfolio on paper: both kinds side by side, money by currency, what is late and waits, balance and gaps.

An internal document: it counts what its reader may see, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from planner import money
from planner.accounts import queries as people
from planner.accounts.models import KIND_NAMES, Kind, User
from planner.briefs.gather import Edition
from planner.briefs.shapes import Money, Reader, Word
from planner.campaigns.budget import Figures
from planner.campaigns.listing import LATE_NAMES
from planner.contributions.words import NEED_STATE_NAMES
from planner.i18n import Text, pick_of
from planner.objectives.words import ObjectiveState
from planner.portfolio import balance, figures, given, mixed, waiting
from planner.portfolio.balance import Balance
from planner.portfolio.figures import Counted, Tally
from planner.portfolio.offered import Offered
from planner.portfolio.scope import Scope
from planner.stakeholders.words import CATEGORY_NAMES

STATES = (ObjectiveState.MET, ObjectiveState.AT_RISK, ObjectiveState.NOT_MEASURED)
AMOUNTS = ("planned", "committed", "actual", "forecast", "variance")


@dataclass(frozen=True, slots=True)
class Row:
    """A quarter or a team, of one kind. `quarter` where it is one, else `name`."""

    quarter: int | None
    name: Text | None
    kind: Word
    css: str
    campaigns: int
    uncounted: int
    events: int
    objectives: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """The same row's money in one currency."""

    of: Row
    amounts: tuple[Money, ...]
    over: int


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """The same row's promotions; `unvalued` of the redemptions do not say what came back."""

    of: Row
    promotions: int
    redeemed: int
    value: tuple[Money, ...]
    unvalued: int


@dataclass(frozen=True, slots=True)
class MixedRow:
    """A campaign in whose texts the guard found something."""

    title: Text
    kind: Word
    open: int
    answered: int


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """Of somebody, how many campaigns of each kind; `gap` is the kind that is missing."""

    name: Text | None
    word: Word | None
    balance: Balance


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is printed. Money by currency, never added up."""

    reader: Reader
    made_on: date
    organisation: Text
    scope: Scope
    team: Text | None
    quarters: tuple[Row, ...]
    teams: tuple[Row, ...]
    money: tuple[tuple[str, tuple[MoneyRow, ...]], ...]
    given: tuple[tuple[Row, int, tuple[Money, ...], Decimal], ...]
    needs: tuple[tuple[Word, int], ...]
    offered: tuple[OfferedRow, ...]
    mixed: tuple[MixedRow, ...]
    late: tuple[tuple[Word, Word, int], ...]
    waiting: tuple[tuple[Text, bool, int], ...]
    categories: tuple[BalanceRow, ...]
    publics: tuple[BalanceRow, ...]


def gather(session: Session, scope: Scope, *, actor: User, edition: Edition) -> Paper:
    """What the page of the portfolio counts for the actor, for one language and era."""
    tongue, today = edition.reader.language, edition.made_on
    counted = figures.count(session, scope, actor=actor, today=today)
    teams = {one.id: pick_of(one, "name", tongue) for one in people.teams(session)}
    quarters = _rows(counted, scope, dict.fromkeys(scope.quarters))
    late = waiting.late(session, scope, actor=actor, today=today)
    return Paper(
        reader=edition.reader,
        made_on=today,
        organisation=edition.organisation,
        scope=scope,
        team=teams.get(scope.team_id or 0),
        quarters=tuple(row for row, _ in quarters),
        teams=tuple(row for row, _ in _rows(counted, scope, teams)),
        money=_money(quarters),
        given=tuple(
            (row, tally.given.entries, _sums(tally.given.value), tally.given.hours)
            for row, tally in quarters
            if tally.given.entries
        ),
        needs=tuple(
            (NEED_STATE_NAMES[state], count)
            for state, count in given.needs(session, scope, actor=actor).items()
        ),
        offered=tuple(_offered(row, tally.offered) for row, tally in quarters if tally.offered.promotions),
        mixed=tuple(
            MixedRow(
                pick_of(one, "title", tongue), KIND_NAMES[one.kind], one.counts.open, one.counts.answered
            )
            for one in mixed.of_campaigns(session, scope, actor=actor)
        ),
        late=tuple(
            (LATE_NAMES[step], KIND_NAMES[kind], count) for (step, kind), count in sorted(late.items())
        ),
        waiting=tuple(
            (pick_of(one.approver or one.team, "name", tongue), one.approver is None, one.number)
            for one in waiting.for_whom(session, scope, actor=actor)
        ),
        categories=tuple(
            BalanceRow(None, CATEGORY_NAMES[category], held)
            for category, held in balance.of_categories(session, scope, actor=actor).items()
        ),
        publics=tuple(
            BalanceRow(pick_of(one, "name", tongue), None, one.balance)
            for one in balance.of_publics(session, scope, actor=actor)
        ),
    )


def _rows(
    counted: Counted, scope: Scope, groups: dict[int, Text] | dict[int, None]
) -> list[tuple[Row, Tally]]:
    """A row for each group, quarters where they have no name, and kind in which there is a campaign."""
    found = []
    for key, name in groups.items():
        for kind in scope.kinds:
            tally = counted.of(kind=kind, **({"quarter": key} if name is None else {"team_id": key}))
            if tally.all:
                found.append((_row(key if name is None else None, name, kind, tally), tally))
    return found


def _row(quarter: int | None, name: Text | None, kind: Kind, tally: Tally) -> Row:
    return Row(
        quarter,
        name,
        KIND_NAMES[kind],
        kind.value,
        tally.campaigns,
        tally.all - tally.campaigns,
        tally.events,
        tuple(tally.objectives[state] for state in STATES),
    )


def _offered(row: Row, held: Offered) -> OfferedRow:
    unvalued = held.unvalued if held.valued else 0
    return OfferedRow(row, held.promotions, held.redeemed, _sums(held.value), unvalued)


def _money(rows: list[tuple[Row, Tally]]) -> tuple[tuple[str, tuple[MoneyRow, ...]], ...]:
    """By currency, the baht first."""
    found = []
    for currency in money.MINOR_DIGITS:
        held = tuple(
            MoneyRow(row, _amounts(tally.money[currency].figures, currency), tally.money[currency].over)
            for row, tally in rows
            if currency in tally.money
        )
        if held:
            found.append((currency, held))
    return tuple(found)


def _sums(held: dict[str, int]) -> tuple[Money, ...]:
    """The baht first."""
    return tuple(Money(held[one], one) for one in money.MINOR_DIGITS if one in held)


def _amounts(held: Figures, currency: str) -> tuple[Money, ...]:
    return tuple(Money(getattr(held, key), currency) for key in AMOUNTS)
