"""Clashes in sentences: why, with what, and the nearest day on which nothing would be in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from sqlalchemy import select

from planner import dates
from planner.accounts.models import User
from planner.calendar import accepting
from planner.calendar.clash_facts import Facts
from planner.calendar.clash_queries import Looked
from planner.calendar.clash_sight import Told
from planner.calendar.clashes import Slot
from planner.calendar.models import ClashAcknowledgement
from planner.calendar.words import ClashRule
from planner.extensions import db
from planner.i18n import Text, mark, pick, pick_of
from planner.stakeholders.models import Stakeholder
from planner.web import context, language
from planner.web.events import shown
from planner.web.language import say

OVERLAP: dict[ClashRule, str] = {
    ClashRule.PERSON: mark("%(what)s is asked to both at the same time."),
    ClashRule.SPOKESPERSON: mark("%(what)s is to speak at one while the other goes on."),
    ClashRule.PUBLIC: mark("Both address %(what)s at the same time."),
    ClashRule.VENUE: mark("Both are at %(what)s at the same time."),
    ClashRule.PROMOTION: mark(
        "A promotion and a communal event address %(what)s at the same time: what is mixed is taken for an offer."
    ),
}
CLOSE: dict[ClashRule, str] = {
    ClashRule.PERSON: mark("%(what)s has less than an hour to get from one venue to the other."),
    ClashRule.SPOKESPERSON: mark("%(what)s has less than an hour to get from one venue to the other."),
    ClashRule.PUBLIC: mark("Two campaigns address %(what)s within two hours."),
}
TAKEN = mark("%(what)s is taken at that time by another event you cannot see.")
AWAY = mark("%(what)s is away: %(days)s.")
FULL = mark("%(guests)s guests are attached, and there are %(capacity)s places.")
OWN_EMBARGO = mark("It is public and begins before its embargo ends: %(at)s.")
BEFORE_THIS = mark("The other is public and comes before the embargo on this one ends: %(at)s.")
BEFORE_OTHER = mark("This one is public and comes before the embargo on the other ends: %(at)s.")
HOLIDAY = mark("%(day)s is a holiday: %(name)s.")
BRIDGE = mark("%(day)s lies between days off, so many will not be there.")
SENSITIVE = mark("%(days)s: %(name)s.")
NEW = mark("The new event")


@dataclass(frozen=True)
class Side:
    """An occurrence by its title and when it is."""

    title: Text
    when: str
    address: str | None
    kind: str


@dataclass(frozen=True)
class Line:
    """One clash, for a page."""

    rule: ClashRule
    why: str
    mine: Side
    other: Side | None
    key: str
    event_id: int | None
    free_on: date | None
    free_address: str | None
    is_accepted: bool
    acceptance: ClashAcknowledgement | None
    accepted_by: str
    may_reopen: bool


def of_looked(looked: Looked) -> list[Line]:
    """Every clash of one event, those nobody accepts first, each with the nearest free day."""
    said = _Said(looked.facts, looked.told)
    lines = [said.line(one, None if one.is_accepted else looked.free_on(one)) for one in looked.told]
    return sorted(lines, key=lambda line: line.is_accepted)


def of_period(told: list[Told], facts: Facts) -> list[Line]:
    """Every clash of a period, by day."""
    said = _Said(facts, told)
    return [said.line(one, None) for one in told]


class _Said:
    """What sentences about these clashes name, asked for once: stakeholders, colleagues, what was accepted."""

    def __init__(self, facts: Facts, told: list[Told]) -> None:
        self.facts = facts
        shared = {one.rule: set[int]() for one in told}
        for one in told:
            shared[one.rule].update(key for key in one.clash.shared if isinstance(key, int))
        users = shared.pop(ClashRule.AWAY, set())
        shared.pop(ClashRule.SENSITIVE, None)
        accepted = [one for one in told if one.is_accepted]
        # of an event that is not seen, nothing that was said on it
        seen = {side.event_id for one in accepted for side in (one.mine, one.other) if side is not None}
        rows = accepting.of_events(db.session, {key for key in seen if key is not None}) if seen else []
        self.accepted = {row.signature: row for row in reversed(rows)}
        users |= {row.created_by_id for row in rows if row.created_by_id is not None}
        self.stakeholders = _named(Stakeholder, set().union(*shared.values()) if shared else set())
        self.people = _named(User, users)

    def line(self, one: Told, free_on: date | None) -> Line:
        """The clash in words."""
        row = self.accepted.get(one.clash.signature) if one.is_accepted else None
        event_id = one.mine.event_id
        return Line(
            rule=one.rule,
            why=self._why(one),
            mine=self._side(one.mine),
            other=None if one.other is None else self._side(one.other),
            key=one.key,
            event_id=event_id,
            free_on=free_on,
            free_address=_free_address(one.mine, free_on),
            is_accepted=one.is_accepted,
            acceptance=row,
            accepted_by=self.people.get(row.created_by_id or 0, "") if row else "",
            may_reopen=row is not None and row.event_id == event_id,
        )

    def _side(self, slot: Slot) -> Side:
        about = self.facts.about.get(slot.event_id or 0)
        own = self.facts.titles.get((slot.event_id or 0, slot.on or date.min), (None, None))
        title = pick(
            own[0] or (about.title_th if about else None),
            own[1] or (about.title_en if about else None),
            language.language(),
        )
        if about is None:
            title = Text(say(NEW), language.language(), is_fallback=False)
        return Side(title, shown.when(slot.timing), _address(slot), slot.kind.value)

    def _why(self, one: Told) -> str:
        clash = one.clash
        if one.rule in OVERLAP:
            what = self._venue(one.mine) if one.rule is ClashRule.VENUE else _list(self._names(one))
            message = TAKEN if one.is_hidden else (CLOSE if clash.is_close else OVERLAP)[one.rule]
            return say(message, what=what)
        if one.rule is ClashRule.AWAY:
            return say(
                AWAY, what=_list(self.people.get(int(key), "") for key in clash.shared), days=_days(one)
            )
        if one.rule is ClashRule.CAPACITY:
            return say(FULL, guests=one.mine.guests, capacity=one.mine.capacity)
        if one.rule is ClashRule.EMBARGO:
            return self._embargo(one)
        return self._of_day(one)

    def _embargo(self, one: Told) -> str:
        kept = one.clash.slot
        if one.clash.other is None:
            known = [at for at in (kept.embargo_until, kept.campaign_embargo_until) if at is not None]
            return say(OWN_EMBARGO, at=_at(max(known)))
        assert kept.embargo_until is not None  # noqa: S101 - the rule is about it
        return say(BEFORE_THIS if one.mine is kept else BEFORE_OTHER, at=_at(kept.embargo_until))

    def _of_day(self, one: Told) -> str:
        days = self.facts.days
        if one.rule is ClashRule.BRIDGE:
            return say(BRIDGE, day=_days(one))
        if one.rule is ClashRule.HOLIDAY:
            off = (
                next((day for day in days.holidays if day.is_day_off and day.on == one.clash.first_on), None)
                if days
                else None
            )
            names = (off.name_th, off.name_en) if off else (None, None)
            return say(HOLIDAY, day=_days(one), name=pick(*names, language.language()).text)
        period = next((one_ for one_ in days.marked if one_.id in one.clash.shared), None) if days else None
        names = (period.name_th, period.name_en) if period else (None, None)
        return say(SENSITIVE, days=_days(one), name=pick(*names, language.language()).text)

    def _names(self, one: Told) -> Iterable[str]:
        return (self.stakeholders.get(int(key), "") for key in one.clash.shared)

    def _venue(self, slot: Slot) -> str:
        about = self.facts.about.get(slot.event_id or 0)
        named = pick(about.venue_th, about.venue_en, language.language()).text if about else ""
        return named or ", ".join(sorted(slot.venues))


def _named(model: Any, ids: set[int]) -> Mapping[int, str]:
    if not ids:
        return {}
    rows = db.session.scalars(select(model).where(model.id.in_(ids)))
    return {row.id: pick_of(row, "name", language.language()).text for row in rows}


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(name for name in names if name))


def _days(one: Told) -> str:
    first, last = one.clash.first_on, one.clash.last_on
    assert first is not None  # noqa: S101 - rules about days name them
    assert last is not None  # noqa: S101
    return dates.format_range(first, last, language.language(), language.era(), style="weekday")


def _at(at: datetime) -> str:
    return context.instant(at)


def _address(slot: Slot) -> str | None:
    if slot.event_id is None:
        return None
    return address(slot.event_id, slot.on)


def address(event_id: int, on: date | None) -> str:
    """The page of an occurrence, or of a promotion, which has its number below nought."""
    if event_id < 0:
        return url_for("promotions.show", id=-event_id)
    if on is None:
        return url_for("events.show", id=event_id)
    return url_for("events.occurrence", id=event_id, on=on.isoformat())


def _free_address(slot: Slot, free_on: date | None) -> str | None:
    """Where it is moved to that day; a series is not moved whole for one of its days."""
    if free_on is None or slot.event_id is None:
        return None
    if slot.on is not None:
        return _address(slot)
    return url_for("events.move", id=slot.event_id, on=free_on.isoformat())
