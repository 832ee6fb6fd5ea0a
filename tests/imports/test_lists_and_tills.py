"""A list taken in while shops redeem, at the edge of the quota: never oversold, and the counts are a recount."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from planner import clock, dates
from planner.accounts import queries as people
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.errors import Refusal
from planner.imports import actions
from planner.imports.models import Import, ImportState
from planner.lists.columns import ListKind
from planner.promotions import listed, redeeming
from planner.promotions.models import Redemption
from planner.promotions.redeeming import Redeemed
from planner.uploads.folder import Folder
from tests import factories
from tests.factories import Office
from tests.imports.conftest import Desk
from tests.promotions.test_redeeming import expect_counted

QUOTA = 60
ROWS = 40
TILLS = 3
EACH = 15


@dataclass
class Shop:
    """Those who redeem of one promotion at once, each with a session of their own; each says how many went in."""

    engine: Engine
    desk: Desk
    promotion_id: int
    together: Barrier

    def take_in(self, import_id: int) -> int:
        """A list."""
        with Session(self.engine) as own:
            self.together.wait()
            try:
                actor = people.person(own, self.desk.actor_id)
                actions.take_in(own, own.get_one(Import, import_id), self.desk.folder, actor=actor)
                own.commit()
            except Refusal as no:
                own.rollback()
                return 0 if no.message == listed.CHANGED_SINCE else -1_000
            return ROWS

    def redeem(self) -> int:
        """One after the other."""
        self.together.wait()
        done = 0
        for _ in range(EACH):
            with Session(self.engine) as own:
                try:
                    now = Redeemed(redeemed_at=clock.now())
                    actor = people.person(own, self.desk.actor_id)
                    redeeming.enter(own, self.promotion_id, now, actor=actor)
                    own.commit()
                    done += 1
                except Refusal:
                    own.rollback()
        return done


@pytest.mark.parametrize("lists", [1, 2])
def test_lists_and_tills_at_once_never_go_beyond_the_quota(
    session: Session, office: Office, tmp_path: Path, lists: int
) -> None:
    running = {"status": Status.ACTIVE}
    selling = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE, **running)
    promotion = factories.promotion(session, selling, quota_total=QUOTA)
    session.commit()
    key, zone = promotion.id, dates.zone(promotion.timezone)
    today, _ = dates.instant_to_local(clock.now(), zone)
    desk = Desk(session, Folder(tmp_path), office.outsider.id, {})
    brought = []
    for number in range(lists):
        rows = "".join(f"{today},{number}-{row}\n" for row in range(ROWS))
        one = desk.bring(f"date,receipt\n{rows}".encode(), kind=ListKind.REDEMPTIONS, promotion_id=key)
        brought.append(one.id)
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    session.commit()
    shop = Shop(engine, desk, key, Barrier(TILLS + lists))
    with ThreadPoolExecutor(TILLS + lists) as hands:
        told = [hands.submit(shop.redeem) for _ in range(TILLS)]
        told += [hands.submit(shop.take_in, one) for one in brought]
        acknowledged = sum(one.result(60) for one in told)
    assert redeemed(session, key) == acknowledged <= QUOTA
    applied = [one for one in brought if session.get_one(Import, one).state == ImportState.APPLIED]
    session.rollback()
    for import_id in applied:
        desk.take_back(session.get_one(Import, import_id))
    assert redeemed(session, key) == acknowledged - ROWS * len(applied)


def redeemed(session: Session, key: int) -> int:
    """What the entries come to; the counts that are kept say the same."""
    session.expire_all()
    expect_counted(session, key)
    wanted = select(func.sum(Redemption.quantity)).where(Redemption.promotion_id == key)
    found = session.scalar(wanted) or 0
    session.rollback()
    return found
