"""What exchange campaigns offered, over many of them: promotions, how often they were redeemed, and for how much."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.portfolio.scope import Cell, Scope, counted, quarter_of
from planner.promotions import tallies
from planner.promotions.models import Promotion, RedemptionTally


@dataclass
class Offered:
    """What a group of campaigns offered. Money in minor units, by currency, never added up.

    `valued` is how many of the `entries` of redemptions say a value; where it is less, `value` is a part of it.
    """

    promotions: int = 0
    redeemed: int = 0
    entries: int = 0
    valued: int = 0
    value: dict[str, int] = field(default_factory=dict)

    @property
    def unvalued(self) -> int:
        """How many entries do not say what came back."""
        return self.entries - self.valued

    def take(self, other: Offered) -> None:
        """Add another group's."""
        self.promotions += other.promotions
        self.redeemed += other.redeemed
        self.entries += other.entries
        self.valued += other.valued
        for currency, minor in other.value.items():
            self.value[currency] = self.value.get(currency, 0) + minor


def by_cell(session: Session, scope: Scope, *, actor: User) -> dict[Cell, Offered]:
    """What was offered and redeemed in each quarter and team, also of promotions withdrawn since. One statement."""
    by = (quarter_of(scope.year), Campaign.kind, Campaign.team_id, Promotion.currency)
    asked = (
        select(*by, func.count(distinct(Promotion.id)), *tallies.SUMS)
        .select_from(Promotion)
        .join(Campaign, Campaign.id == Promotion.campaign_id)
        .outerjoin(RedemptionTally, RedemptionTally.promotion_id == Promotion.id)
        .where(*counted(scope, actor))
        .group_by(*by)
    )
    found: dict[Cell, Offered] = {}
    for quarter, kind, team_id, currency, promotions, *sums in session.execute(asked):
        held = tallies.summed(sums)
        value = {currency: held.value_minor} if held.valued else {}
        one = Offered(promotions, held.quantity, held.entries, held.valued, value)
        found.setdefault(Cell(quarter, kind, team_id), Offered()).take(one)
    return found
