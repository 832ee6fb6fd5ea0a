"""What the portfolio says was offered and redeemed equals a recount of the redemptions themselves."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns import queries
from planner.campaigns.lifecycle import Status
from planner.campaigns.listing import UNCOUNTED
from planner.campaigns.models import Campaign
from planner.portfolio import figures
from planner.portfolio.scope import Scope
from planner.promotions.models import CodeUse, Promotion, Redemption, RedemptionTally
from tests import factories
from tests.factories import Office

YEAR = 2027
TODAY = date(2027, 6, 1)

REDEMPTIONS = st.lists(
    st.tuples(
        st.integers(1, 9), st.none() | st.integers(0, 9_000), st.integers(0, 3), st.sampled_from(["", "Siam"])
    ),
    max_size=4,
)
PROMOTIONS = st.lists(st.tuples(st.sampled_from(["THB", "JPY"]), st.booleans(), REDEMPTIONS), max_size=3)
CAMPAIGNS = st.lists(
    st.tuples(
        st.integers(0, 364),
        st.sampled_from(list(Status)),
        st.sampled_from(["team", "restricted"]),
        PROMOTIONS,
    ),
    max_size=3,
)


@given(wanted=CAMPAIGNS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_offered_equals_a_recount_of_the_redemptions(
    session: Session, office: Office, wanted: list[Any]
) -> None:
    for table in (CodeUse, RedemptionTally, Redemption, Promotion):
        session.execute(delete(table))
    session.execute(delete(Campaign).where(Campaign.id != office.noise.id))
    for offset, status, confidentiality, promotions in wanted:
        start = date(YEAR, 1, 1) + timedelta(days=offset)
        dates = {"start_on": start, "end_on": start + timedelta(days=30)}
        campaign = factories.campaign(
            session,
            office.marketing,
            office.outsider,
            Kind.EXCHANGE,
            status=status,
            confidentiality=confidentiality,
            **dates,
        )
        for currency, is_withdrawn, redemptions in promotions:
            given: dict[str, Any] = {"withdrawn_at": clock.now()} if is_withdrawn else {}
            one = factories.promotion(session, campaign, currency=currency, **given)
            for quantity, value, days, place in redemptions:
                on = TODAY + timedelta(days=days)
                factories.redemption(
                    session, one, quantity=quantity, value_minor=value, redeemed_on=on, place=place or None
                )
    for actor in (office.owner, office.outsider):
        counted = figures.count(session, Scope(YEAR), actor=actor, today=TODAY)
        for quarter in range(1, 5):
            mine = [
                one
                for one in session.scalars(select(Campaign).where(queries.visible_to(actor)))
                if (one.start_on.year, (one.start_on.month + 2) // 3) == (YEAR, quarter)
                and one.status not in UNCOUNTED
            ]
            held = counted.of(quarter=quarter, kind=Kind.EXCHANGE).offered
            said = (held.promotions, held.redeemed, held.entries, held.valued, held.value)
            assert said == recount(session, mine)
        assert counted.of(kind=Kind.COMMUNAL).offered.promotions == 0


def recount(session: Session, campaigns: list[Campaign]) -> tuple[int, int, int, int, dict[str, int]]:
    """Promotion by promotion, from the entries."""
    promotions = redeemed = entries = valued = 0
    value: Counter[str] = Counter()
    for campaign in campaigns:
        for one in session.scalars(select(Promotion).where(Promotion.campaign_id == campaign.id)).all():
            promotions += 1
            for entry in session.scalars(select(Redemption).where(Redemption.promotion_id == one.id)):
                entries += 1
                redeemed += entry.quantity
                if entry.value_minor is not None:
                    valued += 1
                    value[one.currency] += entry.value_minor
    return promotions, redeemed, entries, valued, dict(value)
