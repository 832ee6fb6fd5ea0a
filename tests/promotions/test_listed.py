"""A list of redemptions: judged as by hand, taken in once, never beyond the quota, and taken back whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock, money
from planner.accounts import queries as people
from planner.accounts.models import Kind, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.custody import undoing
from planner.errors import NotAllowed, NotFound, Refusal
from planner.promotions import codes, listed, redeeming, tallies
from planner.promotions.listed import Fate, Judged, Listed
from planner.promotions.models import Promotion, Redemption
from planner.promotions.redeeming import Redeemed
from planner.promotions.words import RedemptionSource, SalesChannel
from tests import factories
from tests.factories import Office
from tests.promotions.test_redeeming import expect_counted


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of marketing, and running."""
    made = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE)
    session.commit()
    return made


def _rows(*values: dict[str, Any], at: datetime | None = None) -> list[Listed]:
    now = at or clock.now()
    return [Listed(**{"line": line, "redeemed_at": now, **one}) for line, one in enumerate(values, 2)]


def _fates(judged: Sequence[Judged]) -> str:
    return "".join(one.fate.value[0] for one in judged)


def _look(session: Session, key: int, rows: Sequence[Listed], who: User) -> list[Judged]:
    return list(listed.look_through(session, key, rows, actor=who))


def _bring(session: Session, key: int, rows: Sequence[Listed], who: User) -> int:
    """Look through it and take it in, and hand back the entry's number."""
    seen = Counter(one.fate for one in _look(session, key, rows, who))
    entry = listed.take_in(session, key, rows, seen=seen, actor=who)
    session.commit()
    return entry.id


def _by_hand(session: Session, promotion: Promotion, row: Listed) -> str | None:
    """What entering the row by hand is answered; nothing where it is entered."""
    given = {key: value for key, value in vars(row).items() if key not in {"line", "reference", "number"}}
    try:
        redeeming.add(session, promotion, Redeemed(**given), source=RedemptionSource.BY_HAND)
    except Refusal as no:
        return str(no)
    return None


def test_rows_are_refused_as_by_hand_and_in_the_same_words(
    session: Session, office: Office, campaign: Campaign
) -> None:
    promotion = factories.promotion(session, campaign, quota_total=12, code="FIZZ")
    code = factories.batch_code(session, promotion).code
    other = factories.batch_code(session, promotion).code
    session.commit()
    rows = _rows(
        {"quantity": 5},
        {"quantity": 0},
        {"quantity": -3},
        {"quantity": redeeming.MOST + 1},
        {"redeemed_at": promotion.starts_at - timedelta(seconds=1)},
        {"redeemed_at": clock.now() + timedelta(hours=1)},
        {"code": " fizz "},
        {"code": code.lower()},
        {"code": code},
        {"code": other, "quantity": 2},
        {"code": codes.new()},
        {"code": "WRONG"},
        {"code": "X" * 500},
        {"quantity": 6},
        {"quantity": 5},
        {"quantity": 2},
    )
    judged = _look(session, promotion.id, rows, office.outsider)
    assert _fates(judged) == "nrrrrrnnrrrrrrnr"
    assert [one.refusal and str(one.refusal) for one in judged] == [
        _by_hand(session, promotion, row) for row in rows
    ]


def test_what_a_list_alone_may_get_wrong_is_refused(
    session: Session, office: Office, campaign: Campaign
) -> None:
    key = factories.promotion(session, campaign).id
    rows = _rows(
        {"value_minor": -1},
        {"value_minor": money.LARGEST + 1},
        {"value_minor": money.LARGEST},
        {"reference": "9" * 121},
        {"reference": "9" * 120},
    )
    judged = _look(session, key, rows, office.outsider)
    assert _fates(judged) == "rrnrn"
    assert [one.refusal.field for one in judged if one.refusal] == ["value", "value", "reference"]


def test_the_same_list_again_changes_nothing(session: Session, office: Office, campaign: Campaign) -> None:
    promotion = factories.promotion(session, campaign, quota_total=9)
    code, key = factories.batch_code(session, promotion).code, promotion.id
    session.commit()
    a1 = {"value_minor": 100}
    rows = _rows({"reference": "A1", **a1}, {"reference": " A1 "}, {}, {}, {"place": "Siam"}, {"code": code})
    assert _fates(_look(session, key, rows, office.outsider)) == "nknnnn"
    _bring(session, key, rows, office.outsider)
    assert tallies.of_one(session, key).quantity == 5
    assert _fates(_look(session, key, rows, office.outsider)) == "kkkkkk"
    assert _fates(_look(session, key, [*rows, replace(rows[2], line=9)], office.outsider)) == "kkkkkkn"
    # without its number it is known by what it says
    assert _fates(_look(session, key, [replace(rows[0], reference=None)], office.outsider)) == "k"


def test_rows_alike_are_told_apart_from_what_the_list_itself_wrote(
    session: Session, office: Office, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "BATCH", 2)
    key = factories.promotion(session, campaign).id
    session.commit()
    rows = _rows(*[{}] * 5)
    _bring(session, key, rows, office.outsider)
    assert tallies.of_one(session, key).quantity == 5
    assert _fates(_look(session, key, rows, office.outsider)) == "kkkkk"


def test_a_till_that_was_faster_is_not_oversold(session: Session, office: Office, campaign: Campaign) -> None:
    promotion = factories.promotion(session, campaign, quota_total=3)
    key = promotion.id
    session.commit()
    rows = _rows({"reference": "1"}, {"reference": "2"}, {"reference": "3"})
    seen = Counter(one.fate for one in _look(session, key, rows, office.outsider))
    redeeming.enter(session, key, Redeemed(redeemed_at=clock.now()), actor=office.outsider)
    session.commit()
    with pytest.raises(Refusal, match="Nothing was written"):
        listed.take_in(session, key, rows, seen=seen, actor=office.outsider)
    session.rollback()
    assert tallies.of_one(session, key).quantity == 1
    expect_counted(session, key)


def test_who_may_not_change_the_promotion_brings_no_list(
    session: Session, office: Office, campaign: Campaign
) -> None:
    key = factories.promotion(session, campaign).id
    session.commit()
    for who in (office.owner, office.viewer):
        with pytest.raises((NotAllowed, NotFound)):
            listed.take_in(session, key, _rows({}), seen=Counter({Fate.NEW: 1}), actor=who)
        with pytest.raises((NotAllowed, NotFound)):
            _look(session, key, _rows({}), who)
    mine = select(func.count()).where(Redemption.promotion_id == key)
    assert session.scalar(mine) == 0


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "quantity": st.integers(0, 4),
            "value_minor": st.one_of(st.none(), st.integers(-1, 9)),
            "channel": st.sampled_from([None, SalesChannel.SHOP]),
            "place": st.sampled_from([None, "Siam", "หาดใหญ่"]),
            "code": st.sampled_from([None, "FIZZ", "BATCH", "nonsense"]),
            "reference": st.sampled_from([None, None, *"123456"]),
            "hours": st.integers(0, 60),
        }
    ),
    max_size=9,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, second=ROWS, overlap=st.integers(0, 9), quota=st.one_of(st.none(), st.integers(1, 25)))
def test_the_counts_are_those_of_the_rows_after_lists_that_overlap_undo_and_redo(
    session: Session,
    office: Office,
    campaign: Campaign,
    first: list[dict[str, Any]],
    second: list[dict[str, Any]],
    overlap: int,
    quota: int | None,
) -> None:
    session.rollback()
    promotion = factories.promotion(session, campaign, quota_total=quota, code="FIZZ")
    key, code, who_id = promotion.id, factories.batch_code(session, promotion).code, office.outsider.id
    session.commit()
    now = clock.now()

    def made(rows: list[dict[str, Any]]) -> list[Listed]:
        return _rows(
            *(
                {name: value for name, value in one.items() if name != "hours"}
                | {"code": code if one["code"] == "BATCH" else one["code"]}
                | {"redeemed_at": now - timedelta(hours=one["hours"])}
                for one in rows
            )
        )

    def expect() -> list[tuple[Any, ...]]:
        expect_counted(session, key)
        wanted = select(Redemption).where(Redemption.promotion_id == key).order_by(Redemption.id)
        rows = session.scalars(wanted).all()
        assert quota is None or sum(one.quantity for one in rows) <= quota
        return [(one.id, one.redeemed_at, one.quantity, one.reference, one.code) for one in rows]

    who = people.person(session, who_id)
    _bring(session, key, made(first), who)
    after_first = expect()
    entry = _bring(session, key, made([*first[:overlap], *second]), who)
    after_second = expect()
    undone = undoing.undo(session, entry, actor=who).id if len(after_second) > len(after_first) else None
    session.commit()
    assert expect() == after_first
    if undone is not None:
        undoing.undo(session, undone, actor=who)
        session.commit()
        assert expect() == after_second
