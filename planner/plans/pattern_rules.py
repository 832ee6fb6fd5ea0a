"""What must hold of a pattern so that a campaign can be made of it, whichever way it came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from sqlalchemy import String

from planner import dates, money, text
from planner.accounts.models import Kind
from planner.campaigns import kinds
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage, Participation
from planner.campaigns.words import Iso26000, Sdg
from planner.db import Base
from planner.errors import Refusal, Unreadable
from planner.events.checklist import EARLIEST
from planner.events.models import ChecklistItem, Event, NamedLink, Override, RunSheetItem
from planner.events.recurrence_rule import Rule
from planner.objectives.metrics import METRICS
from planner.objectives.models import Objective, OwnMetric
from planner.plans import pattern_offers
from planner.plans.pattern import (
    Basics,
    Changed,
    Check,
    Goal,
    Line,
    Measure,
    Message,
    Occasion,
    Pattern,
    Pointer,
    Repeats,
    Step,
    Taking,
    Times,
)
from planner.plans.pattern_offers import Offered
from planner.promotions.models import Promotion

MAX_DAYS = 3_660
"""No part of a campaign lies further than ten years from its first day."""
LONGEST = 20_000
"""Characters of one text."""
_BIG = 2**62
_DAY_MINUTES = 24 * 60

# whose columns say how long a text may be
TABLES: dict[type[Any], type[Base]] = {
    Basics: Campaign,
    Taking: Participation,
    Message: KeyMessage,
    Line: BudgetLine,
    Measure: OwnMetric,
    Goal: Objective,
    Pointer: NamedLink,
    Step: RunSheetItem,
    Check: ChecklistItem,
    Changed: Override,
    Occasion: Event,
    Offered: Promotion,
}


def broken(pattern: Pattern) -> str | None:
    """The place of the first thing that is not as it should be; None where everything is."""
    return next(_all_broken(pattern), None)


def _all_broken(pattern: Pattern) -> Iterator[str]:
    if not 0 <= pattern.end <= MAX_DAYS or not 1900 <= pattern.start_on.year <= 2400:
        yield "end"
    if pattern.embargo is not None and not _is_near(pattern.embargo.day):
        yield "embargo"
    yield from _basics(pattern)
    for name in ("parts", "messages", "metrics", "goals", "budget", "links", "events", "promotions"):
        for place, one in enumerate(getattr(pattern, name)):
            for inside in _lengths(one):
                yield f"{name}[{place}].{inside}"
    yield from _parts(pattern)
    yield from _goals(pattern)
    yield from _links("", pattern.links)
    yield from pattern_offers.broken(pattern.kind, pattern.promotions, MAX_DAYS)
    yield from (
        f"promotions[{place}].timezone"
        for place, one in enumerate(pattern.promotions)
        if not _is_zone(one.timezone)
    )
    for place, line in enumerate(pattern.budget):
        if (
            line.currency not in money.MINOR_DIGITS
            or not 0 <= line.planned_minor <= _BIG
            or not line.category
        ):
            yield f"budget[{place}]"
    for place, event in enumerate(pattern.events):
        for inside in _event(event):
            yield f"events[{place}].{inside}"


def _basics(pattern: Pattern) -> Iterator[str]:
    basics = pattern.basics
    yield from (f"basics.{inside}" for inside in _lengths(basics))
    values = {one.name: getattr(basics, one.name) for one in fields(basics)}
    try:
        kinds.expect_fields(pattern.kind, values)
    except Refusal as refused:
        yield f"basics.{refused.field}"
    yield from _failed(
        {
            "basics.title": bool(basics.title_th or basics.title_en),
            "basics.purpose": bool(basics.purpose_th or basics.purpose_en),
            "basics.seeks_no_benefit": not basics.seeks_no_benefit
            or not (basics.benefit_to_organisation_th or basics.benefit_to_organisation_en),
            "basics.has_no_budget": not (basics.has_no_budget and pattern.budget),
            "basics.timezone": _is_zone(basics.timezone),
            "basics.sdg": {str(number) for number in basics.sdg} <= set(Sdg),
            "basics.iso26000": set(basics.iso26000) <= set(Iso26000),
            "basics.beneficiaries_planned": _is_count(basics.beneficiaries_planned),
            "basics.expected_return_value": _is_figure(basics.expected_return_value),
        }
    )


def _failed(checks: Mapping[str, bool]) -> Iterator[str]:
    return (where for where, holds in checks.items() if not holds)


def _lengths(record: Any) -> Iterator[str]:
    """The names of texts that are longer than their column, or than any text."""
    table = TABLES.get(type(record))
    columns: Any = {} if table is None else table.__table__.columns
    for one in fields(record):
        value = getattr(record, one.name)
        if isinstance(value, str):
            kind = columns[one.name].type if one.name in columns else None
            longest = kind.length if isinstance(kind, String) and kind.length else LONGEST
            if len(value) > longest:
                yield one.name


def _parts(pattern: Pattern) -> Iterator[str]:
    here = [one.who for one in pattern.parts]
    if len(set(here)) != len(here):
        yield "parts"
    for place, part in enumerate(pattern.parts):
        if part.who < 1 or (part.message is not None and not 0 <= part.message < len(pattern.messages)):
            yield f"parts[{place}]"
    for name in ("messages", "goals"):
        for place, one in enumerate(getattr(pattern, name)):
            if one.public is not None and one.public not in here:
                yield f"{name}[{place}].public"
    for place, message in enumerate(pattern.messages):
        if not (message.text_th or message.text_en):
            yield f"messages[{place}]"


def _goals(pattern: Pattern) -> Iterator[str]:
    is_communal = pattern.kind == Kind.COMMUNAL
    for place, measure in enumerate(pattern.metrics):
        if not (measure.name_th or measure.name_en) or (is_communal and measure.is_return):
            yield f"metrics[{place}]"
    for place, goal in enumerate(pattern.goals):
        metric = METRICS.get(goal.metric or "")
        is_own = goal.own_metric is not None and 0 <= goal.own_metric < len(pattern.metrics)
        # one of the starter list, or one of its own
        is_one = (metric is not None) != is_own and (goal.metric is None) == (metric is None)
        if not is_one or (metric is not None and metric.is_return and is_communal):
            yield f"goals[{place}].metric"
        if not _is_near(goal.due):
            yield f"goals[{place}].due"
        if not (goal.statement_th or goal.statement_en):
            yield f"goals[{place}].statement"
        if not _is_figure(goal.target):
            yield f"goals[{place}].target"


def _links(where: str, links: Iterable[Pointer]) -> Iterator[str]:
    for place, link in enumerate(links):
        if not text.is_safe_link(link.address) or not (link.label_th or link.label_en):
            yield f"{where}links[{place}]"


def _event(event: Occasion) -> Iterator[str]:
    days = [moment.day for moment in (event.embargo, event.rsvp_due) if moment is not None]
    who = [guest.who for guest in event.attached]
    yield from _failed(
        {
            "title": bool(event.title_th or event.title_en),
            "timezone": _is_zone(event.timezone),
            "online_url": event.online_url is None or text.is_safe_link(event.online_url),
            "capacity": _is_count(event.capacity),
            "embargo": all(_is_near(day) for day in days),
            "times": _are_times(event.times),
            "attached": len(set(who)) == len(who) and all(one > 0 for one in who),
        }
    )
    if event.repeats is not None:
        yield from _repeats(event.repeats, event.times)
    yield from _steps(event.steps)
    yield from _checks(event.checks)
    yield from _links("", event.links)
    for place, link in enumerate(event.links):
        yield from (f"links[{place}].{inside}" for inside in _lengths(link))


def _repeats(repeats: Repeats, times: Times) -> Iterator[str]:
    try:
        rule = Rule.parse(repeats.rule)
    except ValueError:
        yield "repeats.rule"
        return
    if rule.until is not None or (rule.count is not None and repeats.until is not None):
        yield "repeats.rule"
    # a series may go on for long after the campaign
    if repeats.until is not None and not -MAX_DAYS <= repeats.until <= 10 * MAX_DAYS:
        yield "repeats.until"
    if not all(-MAX_DAYS <= day <= 10 * MAX_DAYS for day in repeats.left_out):
        yield "repeats.left_out"
    days = [one.on for one in repeats.changed]
    if len(set(days)) != len(days):
        yield "repeats.changed"
    for place, one in enumerate(repeats.changed):
        yield from (f"repeats.changed[{place}].{inside}" for inside in _lengths(one))
        is_alike = one.times is None or (one.times.starts is None) == (times.starts is None)
        if not is_alike or (one.times is not None and not _are_times(one.times, 10 * MAX_DAYS)):
            yield f"repeats.changed[{place}].times"
        if not -MAX_DAYS <= one.on <= 10 * MAX_DAYS:
            yield f"repeats.changed[{place}].on"


def _checks(checks: tuple[Check, ...]) -> Iterator[str]:
    for place, check in enumerate(checks):
        yield from (f"checks[{place}].{inside}" for inside in _lengths(check))
        days = check.days_before
        if not check.title or (days is not None and not 0 <= days <= EARLIEST):
            yield f"checks[{place}]"


def _steps(steps: tuple[Step, ...]) -> Iterator[str]:
    for place, step in enumerate(steps):
        yield from (f"steps[{place}].{inside}" for inside in _lengths(step))
        seen, after = {place}, step.waits_for
        while after is not None and 0 <= after < len(steps) and after not in seen:
            seen.add(after)
            after = steps[after].waits_for
        is_plain = step.title and 0 <= step.duration_minutes <= _DAY_MINUTES and step.starts_at.tzinfo is None
        if after is not None or not is_plain:
            yield f"steps[{place}]"


def _are_times(times: Times, most: int = MAX_DAYS) -> bool:
    is_ordered = -MAX_DAYS <= times.first <= times.last <= most
    is_whole = times.starts is None and times.ends is None
    if is_whole or times.starts is None or times.ends is None:
        return is_ordered and is_whole
    is_plain = times.starts.tzinfo is None and times.ends.tzinfo is None
    return is_ordered and is_plain and (times.first < times.last or times.starts <= times.ends)


def _is_count(number: int | None) -> bool:
    return number is None or 0 <= number < 2**31


def _is_figure(value: Decimal | None) -> bool:
    return value is None or (value.is_finite() and abs(value) <= 10**13)


def _is_near(day: int) -> bool:
    return -MAX_DAYS <= day <= MAX_DAYS


def _is_zone(name: str) -> bool:
    try:
        return bool(dates.zone(name).key == name)
    except Unreadable:
        return False
