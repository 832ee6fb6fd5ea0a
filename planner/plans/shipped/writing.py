"""Short ways to write a shipped pattern down: both languages side by side, days counted from a Monday, day 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from planner.events.words import EventType
from planner.objectives.metrics import METRICS
from planner.objectives.words import Effect, Pillar
from planner.plans.pattern import Check, Goal, Line, Message, Moment, Occasion, Pattern, Repeats, Step, Times

MONDAY = date(2024, 1, 1)
"""The day 1 of every shipped pattern; which Monday does not matter."""


@dataclass(frozen=True)
class Shipped:
    """A pattern with its names; `about` says in a sentence what it holds."""

    key: str
    name_th: str
    name_en: str
    about_th: str
    about_en: str
    pattern: Pattern


def event(
    days: int | tuple[int, int],
    hours: str | None,
    kind: EventType,
    th: str,
    en: str,
    *,
    text: tuple[str, str] = ("", ""),
    venue: tuple[str, str] = ("", ""),
    answers_by: int | None = None,
    **more: Any,
) -> Occasion:
    """`days`: one, or the first and the last; `hours`: `09:00-12:00`, or none for whole days.

    `answers_by` is the day by whose end guests answer; `more` is whatever else an occasion says.
    """
    first, last = days if isinstance(days, tuple) else (days, days)
    starts, ends = (time.fromisoformat(part) for part in hours.split("-")) if hours else (None, None)
    return Occasion(
        title_th=th,
        title_en=en,
        public_text_th=text[0] or None,
        public_text_en=text[1] or None,
        type=kind,
        times=Times(first=first - 1, last=last - 1, starts=starts, ends=ends),
        venue_th=venue[0] or None,
        venue_en=venue[1] or None,
        rsvp_due=None if answers_by is None else Moment(day=answers_by - 1, at=time(17)),
        **more,
    )


def steps(*lines: tuple[str, int, str, str]) -> tuple[Step, ...]:
    """A run sheet: when, how many minutes, what in both languages (which guests read too), each after the last."""
    return tuple(
        Step(
            starts_at=time.fromisoformat(at),
            duration_minutes=minutes,
            title=th,
            programme_th=th,
            programme_en=en,
            waits_for=place - 1 if place else None,
        )
        for place, (at, minutes, th, en) in enumerate(lines)
    )


def checks(*lines: tuple[int, str]) -> tuple[Check, ...]:
    """A checklist: how many days before, and what."""
    return tuple(Check(title=th, days_before=before) for before, th in lines)


def message(th: str, en: str, proof_th: str = "", proof_en: str = "") -> Message:
    """A key message for everyone, which outsiders may read."""
    return Message(
        text_th=th,
        text_en=en,
        proof_th=proof_th or None,
        proof_en=proof_en or None,
        is_public=True,
    )


def goal(
    metric: str, target: int, due: int, th: str, en: str, *, pillar: Pillar, effect: Effect | None = None
) -> Goal:
    """An objective measured as its metric usually is."""
    usual = METRICS[metric]
    return Goal(
        statement_th=th,
        statement_en=en,
        pillar=pillar,
        effect=effect,
        stage=usual.stage,
        metric=metric,
        unit=usual.unit,
        direction=usual.direction,
        target=Decimal(target),
        due=due - 1,
    )


def baht(*lines: tuple[str, int]) -> tuple[Line, ...]:
    """What is planned, in whole baht."""
    return tuple(Line(category=category, planned_minor=amount * 100) for category, amount in lines)


def weekly(rule: str, until: int) -> Repeats:
    """Again and again until a day."""
    return Repeats(rule=rule, until=until - 1)
