"""What the telling knows so far: who and what has been made, by the keys the example calls them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.cli.example.days import Days
from planner.stakeholders.models import Stakeholder


@dataclass
class World:
    """The database the example is told into. People are kept with their memberships; of the rest, ids."""

    session: Session
    days: Days
    people: dict[str, User] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)
    stakeholders: dict[str, int] = field(default_factory=dict)
    campaigns: dict[str, int] = field(default_factory=dict)

    def stakeholder(self, key: str) -> Stakeholder:
        """A stakeholder taken up before."""
        return self.session.get_one(Stakeholder, self.stakeholders[key])


class Deed(NamedTuple):
    """Something done on a day counted from today. Of one day's deeds, those told first are done first."""

    on: int
    do: Callable[[World], object]
