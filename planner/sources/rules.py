"""An RRULE of any program as a rule of ours, or the reason why it is none.

Only what says the same is taken: a rule that we could keep but for a part of it is refused, because an event on wrong
days is worse than one that is brought in by hand. Nothing is counted out: what a rule comes to is found by arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.errors import Refusal
from planner.events.recurrence_rule import LAST, MAX_COUNT, ORDINALS, Frequency, Rule, Weekday
from planner.events.timing import Timed, Timing
from planner.i18n import mark

LONGEST = timedelta(days=36_525)
"""A hundred years. Whoever writes a later end means that there is none."""

NOT_A_RULE = mark("Its repetition cannot be read: %(rule)s.")
TOO_OFTEN = mark("It repeats more often than once a day, which no plan of events does.")
NOT_HELD = mark("It repeats in a way that cannot be kept here: %(rule)s.")
TOO_MANY_TIMES = mark("It repeats more than %(most)s times.")
ENDS_TOO_LATE = mark("It repeats for more than a hundred years.")

_FINER = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_KNOWN = frozenset(
    {
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "BYDAY",
        "BYMONTHDAY",
        "BYMONTH",
        "BYSETPOS",
        "BYHOUR",
        "BYMINUTE",
        "BYSECOND",
        "WKST",
    }
)
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}")
_BY_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?")
# no period of a frequency is longer: within so many times the interval a rule has a day, if it has another one at all
_PERIOD = {
    Frequency.DAILY: timedelta(days=1),
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.MONTHLY: timedelta(days=31),
    Frequency.YEARLY: timedelta(days=366),
}

Parts = Mapping[str, str]


def rule_of(written: str, timing: Timing, zone: ZoneInfo) -> Rule:
    """The rule of an event whose first time is this one, read by the clocks of `zone`. Raises `Refusal`."""
    parts = _parts(written)
    frequency = parts["FREQ"]
    if frequency in _FINER:
        raise Refusal(TOO_OFTEN)
    try:
        shape = _SHAPES[frequency](parts, timing.on)
        _expect_plain(parts, timing)
        rule = replace(shape, interval=_interval(parts))
        return _ended(rule, parts, timing, zone)
    except KeyError:
        raise Refusal(NOT_A_RULE, rule=_shown(written)) from None
    except ValueError:
        raise Refusal(NOT_HELD, rule=_shown(written)) from None


def last_within(rule: Rule, start: date, last: date) -> date | None:
    """The last day it falls on up to `last`: found from there backwards, however long ago it began."""
    reach = _PERIOD[rule.frequency] * rule.interval + timedelta(days=1)
    while True:
        since = max(start, last - reach) if last - date.min > reach else start
        found = max(rule.dates(start, since, last), default=None)
        if found is not None or since == start:
            return found
        reach *= 4


def _parts(written: str) -> Parts:
    found: dict[str, str] = {}
    for piece in written.upper().strip().strip(";").split(";"):
        key, sign, value = piece.partition("=")
        key, value = key.strip(), value.strip()
        if not sign or key in found or not value:
            raise Refusal(NOT_A_RULE, rule=_shown(written))
        if not key.startswith("X-"):
            found[key] = value
    if "FREQ" not in found or {"COUNT", "UNTIL"} <= found.keys():
        # RFC 5545 §3.3.10: both MUST NOT occur in the same rule
        raise Refusal(NOT_A_RULE, rule=_shown(written))
    if not found.keys() <= _KNOWN:
        raise Refusal(NOT_HELD, rule=_shown(written))
    return found


def _shown(written: str) -> str:
    return written if len(written) <= 80 else f"{written[:79]}…"


def _numbers(parts: Parts, key: str) -> list[int]:
    given = parts.get(key)
    if given is None:
        return []
    found = given.split(",")
    if not all(_NUMBER.fullmatch(one) for one in found):
        raise ValueError(given[:40])
    return [int(one) for one in found]


def _one(parts: Parts, key: str) -> int | None:
    found = _numbers(parts, key)
    if len(found) > 1:
        raise ValueError(key)
    return found[0] if found else None


def _interval(parts: Parts) -> int:
    found = _one(parts, "INTERVAL")
    return 1 if found is None else found


def _by_day(parts: Parts) -> list[tuple[int | None, Weekday]]:
    given = parts.get("BYDAY")
    if given is None:
        return []
    found = [_BY_DAY.fullmatch(one.strip()) for one in given.split(",")]
    if not all(found) or len(found) > 7:
        raise ValueError(given[:40])
    return [(int(one[1]) if one[1] else None, Weekday(one[2].lower())) for one in found if one]


def _expect_plain(parts: Parts, timing: Timing) -> None:
    """Times of day other than the event's own would be several occurrences a day."""
    own = timing.start_local.time() if isinstance(timing, Timed) else None
    for key, value in (
        ("BYHOUR", own and own.hour),
        ("BYMINUTE", own and own.minute),
        ("BYSECOND", own and own.second),
    ):
        if key in parts and _numbers(parts, key) != [value or 0]:
            raise ValueError(key)


def _daily(parts: Parts, _start: date) -> Rule:
    days = _by_day(parts)
    if _has(parts, "BYMONTHDAY", "BYMONTH", "BYSETPOS"):
        raise ValueError
    if not days:
        return Rule(frequency=Frequency.DAILY)
    # “every day that is a working day” is every week on those days
    if _interval(parts) != 1 or any(nth for nth, _ in days):
        raise ValueError
    return Rule(frequency=Frequency.WEEKLY, weekdays=tuple(day for _, day in days))


def _weekly(parts: Parts, start: date) -> Rule:
    days = _by_day(parts) or [(None, Weekday.of(start))]
    if _has(parts, "BYMONTHDAY", "BYMONTH", "BYSETPOS") or any(nth for nth, _ in days):
        raise ValueError
    weekdays = {day for _, day in days}
    begins = parts.get("WKST", "MO")
    if begins != "MO" and _interval(parts) > 1 and weekdays != {Weekday.of(start)}:
        # which week is the second one depends on the day on which weeks begin (RFC 5545 §3.3.10, WKST)
        raise ValueError(begins)
    return Rule(frequency=Frequency.WEEKLY, weekdays=tuple(weekdays))


def _monthly(parts: Parts, start: date) -> Rule:
    if _has(parts, "BYMONTH"):
        raise ValueError
    return _in_month(parts, start, Frequency.MONTHLY, None)


def _yearly(parts: Parts, start: date) -> Rule:
    month = _one(parts, "BYMONTH")
    if month is None and _has(parts, "BYDAY", "BYMONTHDAY"):
        # of the whole year, or of every month of it
        raise ValueError
    return _in_month(parts, start, Frequency.YEARLY, start.month if month is None else month)


def _in_month(parts: Parts, start: date, frequency: Frequency, month: int | None) -> Rule:
    days, month_day, place = _by_day(parts), _one(parts, "BYMONTHDAY"), _one(parts, "BYSETPOS")
    if not days:
        if place is not None:
            raise ValueError
        if month_day is None:
            month_day = start.day
        if month_day != LAST and month_day < 1:
            raise ValueError
        return Rule(frequency=frequency, month_day=month_day, month=month)
    if month_day is not None or len(days) != 1 or (days[0][0] is not None and place is not None):
        raise ValueError
    ordinal = days[0][0] or place
    if ordinal not in ORDINALS:
        raise ValueError
    return Rule(frequency=frequency, ordinal=ordinal, weekdays=(days[0][1],), month=month)


def _has(parts: Parts, *keys: str) -> bool:
    return any(key in parts for key in keys)


_SHAPES: Mapping[str, Callable[[Parts, date], Rule]] = {
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": _yearly,
}


def _ended(rule: Rule, parts: Parts, timing: Timing, zone: ZoneInfo) -> Rule:
    """The rule with its end. A day named as the end that is none of its days becomes the last one before."""
    count = _one(parts, "COUNT")
    if count is not None:
        if count > MAX_COUNT:
            raise Refusal(TOO_MANY_TIMES, most=f"{MAX_COUNT:,}")
        # a week has up to seven of its times
        periods = count // max(1, len(rule.weekdays))
        if _PERIOD[rule.frequency] * rule.interval * periods > LONGEST:
            raise Refusal(ENDS_TOO_LATE)
        return replace(rule, count=count)
    if "UNTIL" not in parts:
        return rule
    until = _until(parts["UNTIL"], timing, zone)
    if until > timing.on + LONGEST:
        return rule
    return replace(rule, until=last_within(rule, timing.on, until) or until)


def _until(written: str, timing: Timing, zone: ZoneInfo) -> date:
    """The last local day. UNTIL is an instant where the event has times (RFC 5545 §3.3.10), and includes it."""
    found = _UNTIL.fullmatch(written)
    if found is None:
        raise ValueError(written[:40])
    day = date.fromisoformat(found[1])
    if found[2] is None or not isinstance(timing, Timed):
        return day
    wall = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007 - read by a zone below
    if found[3]:
        wall = wall.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    is_before = wall.time() < timing.start_local.time()
    return wall.date() - timedelta(days=1) if is_before else wall.date()
