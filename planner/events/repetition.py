"""A repetition as it is built in a form: from what was ticked and typed to a rule, and back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.errors import Refusal
from planner.events.recurrence_rule import LAST, Frequency, Rule, Weekday, ordinal_of
from planner.i18n import mark

NO_LAST_DAY = mark("Give the last day, or choose another way to end.")
NO_COUNT = mark("Say how many times, or choose another way to end.")


class Ends(StrEnum):
    """How a series ends."""

    NEVER = "never"
    UNTIL = "until"
    COUNT = "count"


ENDS_NAMES: dict[Ends, str] = {
    Ends.NEVER: mark("Never"),
    Ends.UNTIL: mark("On a day"),
    Ends.COUNT: mark("After so many times"),
}


class InMonth(StrEnum):
    """By what its day in a month or year is known."""

    DATE = "date"
    LAST_DAY = "last_day"
    WEEKDAY = "weekday"
    LAST_WEEKDAY = "last_weekday"


IN_MONTH_NAMES: dict[InMonth, str] = {
    InMonth.DATE: mark("The same date"),
    InMonth.LAST_DAY: mark("The last day"),
    InMonth.WEEKDAY: mark("The same weekday, counted from the start"),
    InMonth.LAST_WEEKDAY: mark("The last such weekday"),
}


def ways_in_month(start: date) -> list[InMonth]:
    """The ways in which a day can be known within its month: the 30th of April is also its last day."""
    is_last_day = (start + timedelta(days=1)).month != start.month
    is_either_weekday = ordinal_of(start) != ordinal_of(start, prefer_last=True)
    return [
        InMonth.DATE,
        *([InMonth.LAST_DAY] if is_last_day else []),
        InMonth.WEEKDAY,
        *([InMonth.LAST_WEEKDAY] if is_either_weekday else []),
    ]


@dataclass(frozen=True, kw_only=True)
class Repetition:
    """What the builder holds. Parts that the frequency does not ask for are passed over."""

    frequency: Frequency | None = None
    interval: int | None = 1
    weekdays: Collection[Weekday] = ()
    in_month: InMonth | None = None
    ends: Ends = Ends.NEVER
    until: date | None = None
    count: int | None = None

    @classmethod
    def of(cls, rule: Rule | None, start: date) -> Repetition:
        """As the builder shows a rule; without one it suggests what fits the start."""
        if rule is None:
            return cls(weekdays=(Weekday.of(start),), in_month=InMonth.DATE)
        if rule.ordinal is not None:
            is_last = rule.ordinal == LAST and InMonth.LAST_WEEKDAY in ways_in_month(start)
            in_month = InMonth.LAST_WEEKDAY if is_last else InMonth.WEEKDAY
        else:
            in_month = InMonth.LAST_DAY if rule.month_day == LAST else InMonth.DATE
        return cls(
            frequency=rule.frequency,
            interval=rule.interval,
            weekdays=rule.weekdays if rule.frequency is Frequency.WEEKLY else (Weekday.of(start),),
            in_month=in_month,
            ends=Ends.COUNT if rule.count else Ends.UNTIL if rule.until else Ends.NEVER,
            until=rule.until,
            count=rule.count,
        )

    def rule(self, start: date) -> Rule | None:
        """The rule it means for an event that starts on a day. Refused beside the control at fault."""
        if self.frequency is None:
            return None
        if self.ends is Ends.UNTIL and self.until is None:
            raise Refusal(NO_LAST_DAY, field="until")
        if self.ends is Ends.COUNT and self.count is None:
            raise Refusal(NO_COUNT, field="count")
        is_in_month = self.frequency in {Frequency.MONTHLY, Frequency.YEARLY}
        way = self.in_month if self.in_month in ways_in_month(start) else InMonth.DATE
        is_by_weekday = is_in_month and way in {InMonth.WEEKDAY, InMonth.LAST_WEEKDAY}
        weekdays: Collection[Weekday] = ()
        if self.frequency is Frequency.WEEKLY:
            weekdays = self.weekdays
        elif is_by_weekday:
            weekdays = (Weekday.of(start),)
        month_day = None
        if is_in_month and not is_by_weekday:
            month_day = LAST if way is InMonth.LAST_DAY else start.day
        return Rule(
            frequency=self.frequency,
            interval=1 if self.interval is None else self.interval,
            weekdays=tuple(weekdays),
            month_day=month_day,
            ordinal=ordinal_of(start, prefer_last=way is InMonth.LAST_WEEKDAY) if is_by_weekday else None,
            month=start.month if self.frequency is Frequency.YEARLY else None,
            count=self.count if self.ends is Ends.COUNT else None,
            until=self.until if self.ends is Ends.UNTIL else None,
        )
