"""Rows of lists of redemptions: every way to write a moment, refused rows given back in order, pages of long lists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.errors import NotAllowed, NotFound, Refusal
from planner.imports import actions, looking, outcomes
from planner.imports.models import Import
from planner.imports.outcomes import OutcomeKind
from planner.lists.columns import ListKind
from planner.promotions.models import Redemption
from planner.uploads.folder import Folder
from tests import factories
from tests.factories import Office
from tests.imports.conftest import Desk

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=7)


class Counter(Desk):
    """Marketing's desk, with a promotion that holds since New Year and a hundred of it."""

    promotion_id: int

    def list(self, *lines: str, **means: str) -> Import:
        """Bring a list of the promotion and look through it."""
        content = "\n".join(lines).encode()
        return self.bring(content, kind=ListKind.REDEMPTIONS, promotion_id=self.promotion_id, mapping=means)


@pytest.fixture
def counter(session: Session, office: Office, tmp_path: Path) -> Counter:
    """Where the lists are brought."""
    campaign = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    promotion = factories.promotion(session, campaign, starts_at=NEW_YEAR, quota_total=100)
    session.commit()
    made = Counter(session, Folder(tmp_path), office.outsider.id, {})
    made.promotion_id = promotion.id
    return made


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-05-01 14:30", "2026-05-01T07:30"),
        ("2026-05-01T14:30:59+07:00", "2026-05-01T07:30"),
        ("2026-05-01T07:30:00Z", "2026-05-01T07:30"),
        ("2569-05-01T14:30:00.250+0700", "2026-05-01T07:30"),
        ("1/5/2569 14:30:59", "2026-05-01T07:30"),
        ("๑ พ.ค. ๒๕๖๙ เวลา ๑๔.๓๐ น.", "2026-05-01T07:30"),
        ("1 May 2026, 2:30 pm", "2026-05-01T07:30"),
        ("46143.604166667", "2026-05-01T07:30"),
        ("46143", "2026-04-30T17:00"),
        ("1/5/2569", "2026-04-30T17:00"),
        ("2026-05-01 00:00:00", "2026-04-30T17:00"),
        ("1/1/2569", "2025-12-31T17:00"),
    ],
)
def test_a_day_and_its_time_in_one_column(counter: Counter, typed: str, instant: str) -> None:
    counter.take_in(counter.list("timestamp,qty", f'"{typed}",1'))
    (at,) = counter.session.scalars(select(Redemption.redeemed_at).order_by(Redemption.id))
    assert at.replace(tzinfo=None).isoformat(timespec="minutes") == instant


def test_without_a_column_that_says_when_the_list_is_not_looked_through(counter: Counter) -> None:
    with pytest.raises(Refusal, match="which column holds the day"):
        counter.list("จำนวน,สาขา", "1,สยาม")
    counter.session.rollback()
    assert counter.list("จำนวน,ใช้เมื่อ", "1,1/5/2569", ใช้เมื่อ="redeemed_on").found["created"] == 1
    # what was said is remembered
    assert counter.list("จำนวน,ใช้เมื่อ", "1,2/5/2569").mapping == ["quantity", "redeemed_on"]


def test_refused_rows_are_given_back_in_their_order_with_their_cells(counter: Counter) -> None:
    rows = [
        "1/5/2569,1,ก",
        "31/2/2569,1,ข",
        "1/5/2569,-2,ค",
        "2/5/2569,99,ง",
        "3/5/2569,1",
        '4/5/2569,1,"จ, ""ฉ"""',
    ]
    one = counter.list("วันที่,จำนวน,สาขา", *rows)
    assert (one.found["created"], one.found["refused"]) == (2, 4)
    given = list(looking.refused(counter.folder, one.stored_as))
    assert [(line, cells) for line, cells, _ in given] == [
        (3, ["31/2/2569", "1", "ข"]),
        (4, ["1/5/2569", "-2", "ค"]),
        (6, ["3/5/2569", "1"]),
        (7, ["4/5/2569", "1", 'จ, "ฉ"']),
    ]
    assert all(reasons for _, _, reasons in given)
    # whoever corrects them and brings them again gets in what fits
    counter.take_in(one)
    again = counter.list("วันที่,จำนวน,สาขา", "28/2/2569,1,ข", rows[0])
    assert (again.found["created"], again.found["unchanged"], again.found["refused"]) == (0, 1, 1)


def test_pages_of_a_long_list_follow_each_other(counter: Counter) -> None:
    lines = [f"1/5/2569,{n % 3 or 'x'},R-{n},created" for n in range(1, 100)]
    one = counter.list("วันที่,จำนวน,เลขที่ใบเสร็จ,หมายเหตุ", *lines)
    path = counter.folder.file(one.stored_as, looking.OUTCOMES)
    for kind in (None, OutcomeKind.CREATED, OutcomeKind.REFUSED, OutcomeKind.UPDATED):
        whole = [found.line for found in outcomes.each(path, kind)]
        paged = [found.line for page in range(1, 12) for found in outcomes.page(path, kind, page, 10)]
        assert paged == whole
        assert kind is None or len(whole) == one.found[kind.value]


def test_whoever_left_the_team_takes_nothing_in(counter: Counter, session: Session) -> None:
    one = counter.list("วันที่,สาขา", "1/5/2569,สยาม")
    for membership in list(counter.actor.memberships):
        session.delete(membership)
    session.commit()
    with pytest.raises((NotAllowed, NotFound)):
        actions.take_in(session, one, counter.folder, actor=counter.actor)
    session.rollback()
    assert session.scalars(select(Redemption.id).order_by(Redemption.id)).all() == []
