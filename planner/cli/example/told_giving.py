"""What the communal campaigns were asked for and what they gave, told on the days it happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from planner.campaigns.words import Iso26000
from planner.cli.example.shapes import Both
from planner.cli.example.world import Deed, World
from planner.contributions import giving, needs
from planner.contributions.giving import Gift, Goals, NewContribution, Results
from planner.contributions.needs import Answer, NeedData, Outcome
from planner.contributions.valuing import Worth
from planner.contributions.words import Form, ImpactDepth, Motivation, SubjectArea, ValuationBasis

INVESTMENT = Motivation.COMMUNITY_INVESTMENT
NOTHING_YET = Results()


@dataclass(frozen=True)
class _Given:
    """A contribution of a campaign; `on` is counted from today, money is in satang."""

    key: str
    of: str
    by: str
    on: int
    form: Form
    to: str
    said: Both
    worth: Worth
    place: str
    subject: SubjectArea
    results: Results = NOTHING_YET
    sdg: tuple[int, ...] = ()
    motivation: Motivation = INVESTMENT


@dataclass(frozen=True)
class _Asked:
    """A need, and what became of it: answered by a contribution and perhaps heard of, declined, or open."""

    of: str
    by: str
    on: int
    who: str
    text: str
    accepted: int | None = None
    answered: tuple[int, str, str] | None = None
    heard: tuple[int, str] | None = None
    declined: tuple[int, str] | None = None


def _worth(basis: ValuationBasis, satang: int | None = None, **more: object) -> Worth:
    return Worth(currency="THB", value_minor=satang, valuation_basis=basis, **more)  # type: ignore[arg-type]


PAID, COST, RATE = ValuationBasis.ACTUAL_COST, ValuationBasis.COST_TO_COMPANY, ValuationBasis.HOURLY_RATE
GIVEN = (
    _Given(
        key="filters",
        of="water",
        by="kroekphon",
        on=-180,
        form=Form.CASH,
        to="school_river",
        said=Both("เครื่องกรองน้ำสามชุดพร้อมติดตั้ง", "Three water filters with installation"),
        worth=_worth(PAID, 21_600_000, valuation_note="ใบเสร็จร้านและค่าแรงช่างในตำบล"),
        place="ท่าตะเคียน",
        subject=SubjectArea.HEALTH,
        results=Results(
            people_reached=612,
            organisations_supported=3,
            impact_depth=ImpactDepth.IMPROVE,
            leverage_organisations_minor=4_000_000,
        ),
        sdg=(3, 6),
    ),
    _Given(
        key="filter_hands",
        of="water",
        by="kroekphon",
        on=-150,
        form=Form.TIME,
        to="school_river",
        said=Both("พนักงานสอนเปลี่ยนไส้กรองและตรวจน้ำ", "Staff taught changing filters and testing water"),
        worth=_worth(RATE, hours=Decimal(96), people=12, in_paid_time=True, hourly_rate_minor=28_000),
        place="ท่าตะเคียน",
        subject=SubjectArea.HEALTH,
        results=Results(people_reached=40),
        sdg=(4, 6),
    ),
    _Given(
        key="fridges",
        of="kitchens",
        by="praewa",
        on=-96,
        form=Form.CASH,
        to="school",
        said=Both(
            "ตู้เย็น อ่างล้าง และโต๊ะสเตนเลสของครัวโรงเรียน", "Fridge, sinks and steel tables for the school kitchen"
        ),
        worth=_worth(PAID, 38_450_000, valuation_note="ใบเสร็จสามใบ"),
        place="ท่าตะเคียน",
        subject=SubjectArea.EDUCATION_YOUNG_PEOPLE,
        results=Results(people_reached=318, organisations_supported=1, impact_depth=ImpactDepth.IMPROVE),
        sdg=(2, 3, 4),
    ),
    _Given(
        key="rice",
        of="kitchens",
        by="praewa",
        on=-60,
        form=Form.IN_KIND,
        to="school_hill",
        said=Both("ข้าวสาร 1,200 กิโลกรัม", "1,200 kg of rice"),
        worth=_worth(COST, 4_560_000, valuation_note="ต้นทุนหน้าโรงสี ไม่ใช่ราคาขาย"),
        place="เขาแก้ว",
        subject=SubjectArea.EDUCATION_YOUNG_PEOPLE,
        results=Results(people_reached=168),
        sdg=(2,),
        motivation=Motivation.CHARITABLE_GIFT,
    ),
    _Given(
        key="cooking",
        of="kitchens",
        by="praewa",
        on=-40,
        form=Form.TIME,
        to="school",
        said=Both("อาสาช่วยครัววันเสาร์ นอกเวลางาน", "Volunteers in the kitchen on Saturdays, in their own time"),
        worth=Worth(currency="THB", hours=Decimal(144), people=24, in_paid_time=False),
        place="ท่าตะเคียน",
        subject=SubjectArea.EDUCATION_YOUNG_PEOPLE,
        sdg=(2, 17),
    ),
    _Given(
        key="garden",
        of="kitchens",
        by="praewa",
        on=-22,
        form=Form.CASH,
        to="school_hill",
        said=Both("แปลงผักและระบบน้ำหยด", "A vegetable garden with drip watering"),
        worth=_worth(PAID, 6_800_000),
        place="เขาแก้ว",
        subject=SubjectArea.ENVIRONMENT,
        results=Results(environment_amount=Decimal(240), environment_unit="ตร.ม. แปลงผัก"),
        sdg=(2, 12),
    ),
    _Given(
        key="running",
        of="kitchens",
        by="praewa",
        on=-20,
        form=Form.MANAGEMENT_COST,
        to="school",
        said=Both("ค่าเดินทางและเวลาของผู้ประสานงาน", "Travel and time of the coordinator"),
        worth=_worth(COST, 2_150_000),
        place="ท่าตะเคียน",
        subject=SubjectArea.EDUCATION_YOUNG_PEOPLE,
    ),
)
ASKED = (
    _Asked(
        of="kitchens",
        by="praewa",
        on=-118,
        who="school",
        text="ครัวเราไม่มีที่ล้างจานกับตู้เย็น ของสดซื้อมาต้องใช้ให้หมดวันนั้น",
        accepted=-110,
        answered=(-90, "fridges", "ติดตั้งอ่างล้าง ตู้เย็น และโต๊ะเตรียมอาหาร คณะกรรมการครัวเป็นผู้เลือก"),
        heard=(-45, "ซื้อของสดสัปดาห์ละสองครั้งได้แล้ว ไม่ต้องทิ้ง แต่อ่างล้างเตี้ยไปสำหรับครู"),
    ),
    _Asked(
        of="kitchens",
        by="praewa",
        on=-75,
        who="school_hill",
        text="ข้าวไม่พอถึงสิ้นเทอม เด็กพักนอนเพิ่มอีกยี่สิบคน",
        accepted=-70,
        answered=(-58, "rice", "ส่งข้าวสารให้ถึงสิ้นเทอม พร้อมขนส่งถึงโรงเรียน"),
    ),
    _Asked(
        of="kitchens",
        by="praewa",
        on=-52,
        who="parents",
        text="อยากให้จ่ายค่าอาหารเย็นด้วย",
        declined=(-44, "งบปีนี้พอสำหรับมื้อกลางวันเท่านั้น เทศบาลรับไปพิจารณาในปีหน้า"),
    ),
    _Asked(
        of="kitchens",
        by="praewa",
        on=-26,
        who="saengduean",
        text="ขอเครื่องชั่งน้ำหนักที่ตรง เครื่องเดิมเพี้ยนไปสองกิโล",
        accepted=-24,
    ),
    _Asked(
        of="kitchens",
        by="praewa",
        on=-6,
        who="villagers",
        text="รถส่งของเข้าซอยช่วงเด็กเลิกเรียน อันตราย ขอเปลี่ยนเวลา",
    ),
)


def deeds() -> Iterator[Deed]:
    """Each thing was given, each need stated and answered, on the day it was."""
    made: dict[str, int] = {}
    for one in GIVEN:
        yield Deed(one.on, partial(_give, one, made))
    for need in ASKED:
        stated: dict[str, int] = {}
        yield Deed(need.on, partial(_state, need, stated))
        if need.accepted is not None:
            yield Deed(need.accepted, partial(_accept, need, stated))
        if need.answered is not None:
            yield Deed(need.answered[0], partial(_answer, need, stated, made))
        if need.heard is not None:
            yield Deed(need.heard[0], partial(_hear, need, stated))
        if need.declined is not None:
            yield Deed(need.declined[0], partial(_decline, need, stated))


def _give(one: _Given, made: dict[str, int], world: World) -> None:
    session, who = world.session, world.people[one.by]
    gift = Gift(
        motivation=one.motivation,
        subject_area=one.subject,
        contributed_on=world.days.entered_on(one.on),
        description_th=one.said.th,
        description_en=one.said.en,
        recipient_id=world.stakeholders[one.to],
        place=one.place,
    )
    data = NewContribution(campaign_id=world.campaigns[one.of], form=one.form, gift=gift, worth=one.worth)
    key = made[one.key] = giving.note(session, data, actor=who).id
    giving.revise(session, key, one.results, actor=who)
    goals = Goals(sdg=one.sdg, iso26000=(Iso26000.COMMUNITY_INVOLVEMENT_DEVELOPMENT,))
    giving.revise(session, key, goals, actor=who)


def _state(need: _Asked, stated: dict[str, int], world: World) -> None:
    data = NeedData(
        text=need.text, stated_on=world.days.entered_on(need.on), stated_by_id=world.stakeholders[need.who]
    )
    made = needs.state(world.session, world.campaigns[need.of], data, actor=world.people[need.by])
    stated["id"] = made.id


def _accept(need: _Asked, stated: dict[str, int], world: World) -> None:
    needs.accept(world.session, stated["id"], actor=world.people[need.by])


def _answer(need: _Asked, stated: dict[str, int], made: dict[str, int], world: World) -> None:
    assert need.answered is not None  # noqa: S101 - told only where it is
    on, key, text = need.answered
    data = Answer(response=text, answered_on=world.days.entered_on(on), contribution_id=made[key])
    needs.answer(world.session, stated["id"], data, actor=world.people[need.by])


def _hear(need: _Asked, stated: dict[str, int], world: World) -> None:
    assert need.heard is not None  # noqa: S101 - told only where it is
    data = Outcome(outcome=need.heard[1], outcome_on=world.days.entered_on(need.heard[0]))
    needs.hear(world.session, stated["id"], data, actor=world.people[need.by])


def _decline(need: _Asked, stated: dict[str, int], world: World) -> None:
    assert need.declined is not None  # noqa: S101 - told only where it is
    needs.decline(world.session, stated["id"], actor=world.people[need.by], reason=need.declined[1])
