"""Promotions of the exchange campaigns, and what was redeemed of them day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial

from planner import clock
from planner.cli.example.shapes import Both
from planner.cli.example.world import Deed, World
from planner.promotions import actions, redeeming
from planner.promotions.actions import Limits, NewPromotion, Offer, Period, Terms
from planner.promotions.redeeming import Redeemed
from planner.promotions.words import Mechanic, SalesChannel, ValueType


@dataclass(frozen=True)
class _Taken:
    """So many on a day, somewhere, for so much each in satang."""

    on: int
    quantity: int
    place: str
    channel: SalesChannel
    each: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class _Promoted:
    """A promotion of a campaign; days are counted from today."""

    of: str
    by: str
    planned: int
    start: int
    end: int
    name: Both
    text: Both
    terms: Both
    mechanic: Mechanic
    channels: tuple[SalesChannel, ...]
    value: tuple[Decimal, ValueType] | None = None
    code: str | None = None
    quota: int | None = None
    target: int | None = None
    cost: int | None = None
    taken: tuple[_Taken, ...] = ()


_CITIES = (("London", 4), ("Sydney", 3), ("Tokyo", 5), ("New York", 2))
_SAMPLES = tuple(
    _Taken(day, 3 + (day * 7 + place) % size, name, SalesChannel.EVENT)
    for place, (name, size) in enumerate(_CITIES)
    for day in range(-50 + 3 * place, -1, 6)
)
_ORDERS = (
    *(
        _Taken(day, 1 + (-day) % 2, "Trade portal", SalesChannel.WEBSITE, 1_850_000 + 40_000 * ((-day) % 7))
        for day in range(-34, 0, 4)
    ),
    _Taken(-9, 1, "London", SalesChannel.EVENT, 4_200_000, "สั่งหลังการชิม"),
)

PROMOTIONS = (
    _Promoted(
        of="buyers",
        by="hannah",
        planned=-80,
        start=-56,
        end=60,
        name=Both("ชุดตัวอย่างข้าวห้าสายพันธุ์", "Sample box of five varieties"),
        text=Both(
            "ชุดตัวอย่างขนาด 5 × 200 กรัม พร้อมใบข้อมูล สำหรับผู้ซื้อที่มาชิมหรือลงทะเบียน",
            "Five samples of 200 g with data sheets, for buyers who come to a tasting or register.",
        ),
        terms=Both("หนึ่งชุดต่อบริษัท จนกว่าของจะหมด", "One box a company, while stocks last."),
        mechanic=Mechanic.SAMPLE,
        channels=(SalesChannel.EVENT, SalesChannel.WEBSITE),
        value=(Decimal(1), ValueType.FREE_ITEM),
        quota=220,
        target=200,
        cost=38_000,
        taken=_SAMPLES,
    ),
    _Promoted(
        of="buyers",
        by="hannah",
        planned=-79,
        start=-40,
        end=90,
        name=Both("ลดร้อยละ 8 สำหรับคำสั่งซื้อแรก", "8% off a first order"),
        text=Both(
            "ผู้ซื้อรายใหม่ลดร้อยละ 8 ในคำสั่งซื้อแรก เมื่อแจ้งโค้ด",
            "New buyers take 8% off their first order with the code GRAIN8.",
        ),
        terms=Both("คำสั่งซื้อขั้นต่ำ 5 ตัน ไม่รวมค่าขนส่ง", "Orders of five tonnes or more; freight not included."),
        mechanic=Mechanic.COUPON_CODE,
        channels=(SalesChannel.WEBSITE, SalesChannel.EVENT),
        value=(Decimal(8), ValueType.PERCENT),
        code="GRAIN8",
        target=40,
        cost=120_000,
        taken=_ORDERS,
    ),
)


def deeds() -> Iterator[Deed]:
    """Each promotion is planned, filled in, and redeemed on the days it was."""
    for one in PROMOTIONS:
        made: dict[str, int] = {}
        yield Deed(one.planned, partial(_plan, one, made))
        for taken in one.taken:
            yield Deed(taken.on, partial(_enter, one, taken, made))


def _plan(one: _Promoted, made: dict[str, int], world: World) -> None:
    session, who = world.session, world.people[one.by]
    data = NewPromotion(
        campaign_id=world.campaigns[one.of],
        mechanic=one.mechanic,
        period=Period(start_on=world.days.plain(one.start), end_on=world.days.plain(one.end)),
        name_th=one.name.th,
        name_en=one.name.en,
        offer_text_th=one.text.th,
        offer_text_en=one.text.en,
    )
    key = made["id"] = actions.plan(session, data, actor=who).id
    value, value_type = one.value or (None, None)
    offer = Offer(
        name_th=one.name.th,
        name_en=one.name.en,
        mechanic=one.mechanic,
        offer_text_th=one.text.th,
        offer_text_en=one.text.en,
        value=value,
        value_type=value_type,
        code=one.code,
        channels=one.channels,
    )
    limits = Limits(
        quota_total=one.quota,
        quota_per_person=1,
        target_quantity=one.target,
        currency="THB",
        cost_per_unit_minor=one.cost,
    )
    terms = Terms(
        eligibility=None,
        terms_th=one.terms.th,
        terms_en=one.terms.en,
        permit_needed=False,
        permit_ref=None,
        permit_expires_on=None,
    )
    for section in (offer, limits, terms):
        actions.revise(session, key, section, actor=who)


def _enter(one: _Promoted, taken: _Taken, made: dict[str, int], world: World) -> None:
    data = Redeemed(
        redeemed_at=clock.now() - timedelta(minutes=20),
        quantity=taken.quantity,
        value_minor=None if taken.each is None else taken.each * taken.quantity,
        channel=taken.channel,
        place=taken.place,
        code=one.code,
        note=taken.note,
    )
    redeeming.enter(world.session, made["id"], data, actor=world.people[one.by])
