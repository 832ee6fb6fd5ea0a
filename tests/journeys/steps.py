"""What people do with the planner, one function a deed, through its own pages and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from planner import clock
from planner.accounts.models import Kind
from tests.journeys.hands import Hands

ZONE = "Asia/Bangkok"


@dataclass(frozen=True)
class Plan:
    """What somebody has in mind for a campaign; every text in both languages, so that either can be looked for."""

    kind: Kind
    title_th: str
    title_en: str
    purpose_th: str
    purpose_en: str
    situation_th: str
    situation_en: str
    benefit_th: str
    benefit_en: str
    message_th: str
    message_en: str
    stakeholder_th: str
    stakeholder_en: str
    role: str
    event_th: str
    event_en: str
    objective_th: str
    objective_en: str
    metric: str
    own: Mapping[str, str] = field(default_factory=dict)
    own_choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def begins_on(self) -> date:
        """Next month, so that nothing is over while the story is told."""
        return clock.today(ZONE) + timedelta(days=20)

    @property
    def ends_on(self) -> date:
        return self.begins_on + timedelta(days=120)


COMMUNAL = Plan(
    kind=Kind.COMMUNAL,
    title_th="น้ำดื่มสะอาดเพื่อโรงเรียนบ้านน้ำพุ",
    title_en="Clean drinking water for Ban Nam Phu school",
    purpose_th="ให้เด็กทุกคนมีน้ำดื่มที่สะอาดตลอดปี",
    purpose_en="Every child has clean water to drink all year",
    situation_th="บ่อน้ำแห้งทุกเดือนเมษายน",
    situation_en="The wells run dry every April",
    benefit_th="เด็ก 214 คนไม่ต้องซื้อน้ำดื่มอีก",
    benefit_en="No more bought water for 214 children",
    message_th="น้ำสะอาดคือสิทธิของเด็กทุกคน",
    message_en="Clean water is every child's right",
    stakeholder_th="มูลนิธิลุ่มน้ำแควน้อย",
    stakeholder_en="Khwae Noi Basin Foundation",
    role="beneficiary",
    event_th="วันอาสาติดตั้งเครื่องกรองน้ำ",
    event_en="Volunteer day: fitting water filters",
    objective_th="เด็กที่มีน้ำดื่มสะอาดเพิ่มจาก 0 เป็น 214 คน",
    objective_en="Children with clean water: from 0 to 214",
    metric="people_reached",
    own={
        "need_statement_th": "ผู้อำนวยการขอเครื่องกรองน้ำก่อนหน้าแล้ง",
        "need_statement_en": "The head teacher asks for filters before the dry season",
    },
    own_choices={"need_source": "stated_by_stakeholder"},
)
EXCHANGE = Plan(
    kind=Kind.EXCHANGE,
    title_th="ชิมก่อนใคร ชาใบหม่อนอินทรีย์",
    title_en="Be first to taste organic mulberry tea",
    purpose_th="ให้คนกรุงเทพฯ รู้จักและได้ลองชาใบหม่อน",
    purpose_en="Let people in Bangkok know and try mulberry tea",
    situation_th="ผลสำรวจเดือนก่อนพบว่ามีคนรู้จักร้อยละ 12",
    situation_en="Last month's survey found that 12 percent know it",
    benefit_th="ได้ชิมฟรีและซื้อในราคาแนะนำ",
    benefit_en="A free taste and an opening price",
    message_th="หอมใบหม่อน อ่อนโยนต่อดิน",
    message_en="The scent of mulberry, gentle on the soil",
    stakeholder_th="กลุ่มคนทำงานย่านสีลม",
    stakeholder_en="Office workers of Silom",
    role="target_public",
    event_th="ชิมชาที่สถานีศาลาแดง",
    event_en="Tasting at Sala Daeng station",
    objective_th="ยอดแลกคูปองจาก 0 เป็น 1,500 ใบ",
    objective_en="Coupons redeemed: from 0 to 1,500",
    metric="redemptions",
    own={
        "offer_summary_th": "ซื้อหนึ่งกล่อง แถมหนึ่งกล่อง",
        "offer_summary_en": "One box bought, one box free",
        "terms_th": "หนึ่งสิทธิ์ต่อคน",
        "terms_en": "Once per person",
        "expected_return_value": "250000",
    },
    own_choices={"expected_return_type": "sales", "attribution_method": "promo_code"},
)


# ── Coming and going ────────────────────────────────────────────────────────────────────────────────────


def sign_in(hands: Hands, email: str, password: str) -> None:
    """By the form, from the page a stranger is sent to."""
    hands.go("/")
    assert hands.path().startswith("/sign-in")
    hands.write("email", email)
    hands.write("password", password)
    hands.send()
    assert hands.path() == "/"


def sign_out(hands: Hands) -> None:
    """By the person's own menu."""
    hands.press('form[action="/sign-out"] button')
    assert hands.path().startswith("/sign-in")


def switch_language(hands: Hands) -> str:
    """To the other language; returns it."""
    before = hands.page.locator("html").get_attribute("lang")
    path = hands.path()
    hands.press('form[action="/language"] button')
    after = hands.page.locator("html").get_attribute("lang")
    assert {before, after} == {"th", "en"}
    assert hands.path() == path
    return str(after)


def search(hands: Hands, words: str) -> None:
    """By the box in the bar."""
    hands.write("q", words, within="header")
    hands.press("header form[role=search] button")
    assert hands.path().startswith("/search?")


# ── Planning ────────────────────────────────────────────────────────────────────────────────────────────


def add_stakeholder(hands: Hands, plan: Plan) -> str:
    """A stakeholder of the plan; returns where its page is."""
    hands.follow('nav a[href="/stakeholders"]')
    hands.follow('main a[href^="/stakeholders/new"]')
    kind = "public" if plan.kind is Kind.EXCHANGE else "organisation"
    hands.follow(f'main a[href*="kind={kind}"]')
    hands.write("name_th", plan.stakeholder_th)
    hands.write("name_en", plan.stakeholder_en)
    hands.choose("category", "general_public" if kind == "public" else "community")
    hands.write("interest_or_concern", "What it costs them, and who answers when something breaks")
    hands.write("email", "office@khwae-noi.example")
    hands.send()
    assert plan.stakeholder_en in hands.text() or plan.stakeholder_th in hands.text()
    return hands.path()


def begin_campaign(hands: Hands, plan: Plan) -> str:
    """Through the first form; returns where the campaign's page is."""
    hands.follow('nav a[href="/campaigns"]')
    hands.follow('main a[href^="/campaigns/new"]')
    hands.follow(f'main a[href$="kind={plan.kind}"]')
    hands.write("title_th", plan.title_th)
    hands.write("title_en", plan.title_en)
    hands.write("start_on", buddhist(plan.begins_on))
    hands.write("end_on", plan.ends_on.strftime("%d/%m/%Y"))
    hands.write("purpose_th", plan.purpose_th)
    hands.write("purpose_en", plan.purpose_en)
    hands.send()
    assert re.fullmatch(r"/campaigns/\d+", hands.path())
    return hands.path()


def fill_what_is_missing(hands: Hands, plan: Plan, home: str) -> list[str]:
    """Follow the page's own list until review lacks nothing; returns the addresses it led to."""
    led_to: list[str] = []
    hands.go(home)
    while hands.page.locator(".missing .is-missing a").count():
        address = str(hands.page.locator(".missing .is-missing a").first.get_attribute("href"))
        assert address not in led_to, f"{address} was filled in, and is still said to be missing"
        led_to.append(address)
        kind = address.partition("#")[2] or address.rstrip("/").removesuffix("/new").rpartition("/")[2]
        if "#" not in address:
            hands.follow(f'.missing .is-missing a[href="{address}"]')
        MISSING[kind](hands, plan)
        if hands.path() != home:
            hands.go(home)
    return led_to


def _why(hands: Hands, plan: Plan) -> None:
    hands.write("situation_th", plan.situation_th)
    hands.write("situation_en", plan.situation_en)
    hands.write("benefit_to_public_th", plan.benefit_th)
    hands.write("benefit_to_public_en", plan.benefit_en)
    hands.send()


def _whom(hands: Hands, plan: Plan) -> None:
    hands.write("q", plan.stakeholder_th)
    hands.press("main form.search-box button")
    value = hands.page.locator('main input[name="stakeholder"]').first.get_attribute("value")
    hands.choose("stakeholder", str(value))
    hands.choose("role", plan.role)
    hands.send()


def _objective(hands: Hands, plan: Plan) -> None:
    hands.write("statement_th", plan.objective_th)
    hands.write("statement_en", plan.objective_en)
    hands.choose("metric", plan.metric)
    hands.write("baseline", "0")
    hands.write("target", "214")
    hands.write("due_on", buddhist(plan.ends_on))
    hands.send()


def _say(hands: Hands, plan: Plan) -> None:
    hands.write("text_th", plan.message_th)
    hands.write("text_en", plan.message_en)
    hands.tick("is_public")
    hands.send()


def _own(hands: Hands, plan: Plan) -> None:
    for name, text in plan.own.items():
        hands.write(name, text)
    for name, value in plan.own_choices.items():
        hands.choose(name, value)
    hands.send()


def _cost(hands: Hands, plan: Plan) -> None:
    hands.follow('main a[href$="/budget-lines/new"]')
    hands.write("category", "Printing")
    hands.write("planned", "45,000")
    hands.send()


MISSING: dict[str, Callable[[Hands, Plan], None]] = {
    "why": _why,
    "participations": _whom,
    "objectives": _objective,
    "messages": _say,
    "need": _own,
    "offer": _own,
    "cost": _cost,
}


def measure(hands: Hands, home: str, value: str) -> None:
    """Record a figure for the campaign's objective."""
    hands.go(home)
    hands.follow('main a.objective-link, main a[href^="/objectives/"]')
    hands.follow('main a[href$="/measurements/new"]')
    hands.write("measured_on", buddhist(clock.today(ZONE)))
    hands.write("value", value)
    hands.choose("method", "attendance_count")
    hands.write("source", "Register of the school")
    hands.send()
    assert value in hands.text()


# ── Scheduling ──────────────────────────────────────────────────────────────────────────────────────────


def add_event(hands: Hands, plan: Plan, home: str, *, visibility: str = "public") -> str:
    """An event of two hours on the campaign's first day; returns where its page is."""
    hands.go(home)
    hands.follow(f'main a[href="{home}/events/new"]')
    hands.write("title_th", plan.event_th)
    hands.write("title_en", plan.event_en)
    hands.write("start_on", buddhist(plan.begins_on))
    hands.write("start_time", "09:30")
    hands.write("end_time", "11:30")
    hands.choose("visibility", visibility)
    hands.send()
    assert re.fullmatch(r"/events/\d+", hands.path())
    return hands.path()


def repeat_event(hands: Hands, event: str, times: int) -> None:
    """Let it come again every week."""
    hands.go(event)
    hands.follow(f'main a[href="{event}/edit/repetition"]')
    hands.choose("frequency", "weekly")
    hands.choose("ends", "count")
    hands.write("count", str(times))
    hands.send()


def move_occurrence(hands: Hands, event: str, on: date, to: date, at: str) -> None:
    """Move one of a series to another day and time."""
    hands.go(event)
    hands.follow(f'main a[href="{event}/occurrences/{on.isoformat()}"]')
    hands.write("start_on", buddhist(to))
    hands.write("end_on", buddhist(to))
    hands.write("start_time", at)
    hands.write("end_time", "15:00")
    hands.choose("scope", "this")
    hands.send()


def move_event(hands: Hands, event: str, to: date) -> None:
    """Move a whole event to another day, by its form."""
    hands.go(event)
    hands.follow(f'main a[href="{event}/move"]')
    hands.write("start_on", buddhist(to))
    hands.write("end_on", buddhist(to))
    hands.send()


# ── Steps of the plan ───────────────────────────────────────────────────────────────────────────────────


def take_step(hands: Hands, home: str, step: str) -> None:
    """One step that is a button on the campaign's page."""
    hands.go(home)
    hands.press(f'main form[action="{home}/{step}"] button')


def approve(hands: Hands, home: str) -> None:
    """Read what is to be decided, from the person's own first page, and approve it."""
    hands.go("/")
    hands.follow(f'main a[href="{home}/review"]')
    hands.write("comment", "Go ahead")
    hands.send()


# ── Letting others follow ───────────────────────────────────────────────────────────────────────────────


def make_feed(hands: Hands, home: str) -> str:
    """A feed of the campaign, open to anyone who has its link; returns where its page is."""
    hands.go(home)
    hands.follow('main a[href^="/feeds/new?campaign="]')
    hands.follow('main a[href*="holder=open"]')
    hands.send()
    assert re.fullmatch(r"/feeds/\d+", hands.path())
    return hands.path()


def address_of(hands: Hands, feed: str) -> str:
    """The address to subscribe to, as it can be copied from the feed's page."""
    hands.go(feed)
    return hands.page.locator("main input[readonly]").input_value()


def withdraw_feed(hands: Hands, feed: str) -> None:
    """End a feed."""
    hands.go(feed)
    hands.press(f'main form[action="{feed}/withdraw"] button')


def brief(hands: Hands, home: str, language: str, copy: str) -> bytes:
    """The finished PDF behind one of the campaign page's links."""
    hands.go(home)
    return hands.fetch(f'main a[href*="/brief.pdf"][href*="language={language}"][href*="copy={copy}"]')


def buddhist(on: date) -> str:
    """A day as most people here write it."""
    return f"{on.day}/{on.month}/{on.year + 543}"
