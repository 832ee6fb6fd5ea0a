"""Forms about series: the builder of a repetition, and one occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # new in 3.3, the types are of 3.2
from wtforms.validators import ValidationError

from planner import dates
from planner.errors import Unreadable
from planner.events import recurrence_words as ways
from planner.events import series, stored
from planner.events.models import Event
from planner.events.recurrence_rule import Frequency, Rule, Weekday, ordinal_of
from planner.events.repetition import Ends, InMonth, Repetition, ways_in_month
from planner.events.series import Change, Scope, Words
from planner.events.when import When
from planner.i18n import mark
from planner.web import fields, language
from planner.web.events.forms import when_data
from planner.web.fields import TEXT_LIMIT
from planner.web.forms import PlannerForm
from planner.web.language import say

MOST_DAYS = 500


class Weekdays(SelectMultipleField):
    """Days of the week, as checkboxes, in the order of the week."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        names = [
            SelectChoice(day.value, dates.weekday_name(day.place, language.language())) for day in Weekday
        ]
        super().__init__(label, choices=names, coerce=str, validate_choice=False, **kwargs)

    def pre_validate(self, form: object) -> None:
        if not set(self.data or ()) <= set(Weekday):
            raise ValidationError(say(mark("Choose from the list.")))


class Days(fields.Paragraph):
    """Several days, one a line, each in either era."""

    days: frozenset[date]

    def process_formdata(self, valuelist: Any) -> None:
        super().process_formdata(valuelist)
        lines = [line.strip() for line in (self.data or "").splitlines() if line.strip()]
        if len(lines) > MOST_DAYS:
            raise ValueError(say(mark("Leave out at most %(most)s days."), most=MOST_DAYS))
        self.days = frozenset()
        found = set()
        for line in lines:
            try:
                found.add(dates.parse_day(line).day)
            except Unreadable as wrong:
                said = say(wrong.message, **wrong.values)
                raise ValueError(say(mark("“%(line)s”: %(said)s"), line=line[:60], said=said)) from None
        self.days = frozenset(found)


class RepetitionForm(PlannerForm):
    """How often an event comes again. Without scripts all of it is in view; what does not apply is passed over."""

    frequency = fields.Choice(mark("Repeats"), Frequency, needed=False, empty=mark("Does not repeat"))
    interval = fields.Whole(
        mark("Interval"),
        highest=10_000,
        description=mark("2 means every second day, week, month or year."),
    )
    weekdays = Weekdays(mark("On these days of the week"))
    month_day = fields.RadioChoice(mark("Which day of the month"), InMonth, needed=False)
    ends = fields.RadioChoice(mark("Ends"), Ends)
    until = fields.Day(mark("Last day"))
    count = fields.Whole(mark("Times"), highest=1_000_000)
    excluded = Days(
        mark("Days left out"), longest=TEXT_LIMIT, description=mark("One day a line, such as 13/4/2570.")
    )

    def __init__(self, *, record: Event, **kwargs: Any) -> None:
        super().__init__(record=record, **kwargs)
        self.start = stored.timing_of(record).on
        self.month_day.choices = [
            SelectChoice(way.value, _way(way, self.start)) for way in ways_in_month(self.start)
        ]

    @classmethod
    def prefill(cls, record: Event) -> dict[str, Any]:
        rule = Rule.parse(record.recurrence) if record.recurrence else None
        built = Repetition.of(rule, stored.timing_of(record).on)
        return {
            "frequency": built.frequency,
            "interval": built.interval,
            "weekdays": [day.value for day in built.weekdays],
            "month_day": built.in_month,
            "ends": built.ends,
            "until": built.until,
            "count": built.count,
            "excluded": "\n".join(_written(row.on) for row in record.exclusions),
        }

    def rule(self) -> Rule | None:
        """The rule that was built. Refused beside the control at fault."""
        return Repetition(
            frequency=self.frequency.data,
            interval=None if self.interval.data is None else int(self.interval.data),
            weekdays=[Weekday(day) for day in self.weekdays.data or ()],
            in_month=self.month_day.data,
            ends=self.ends.data,
            until=self.until.data,
            count=None if self.count.data is None else int(self.count.data),
        ).rule(self.start)

    @property
    def days_left_out(self) -> frozenset[date]:
        """The days typed; none where nothing comes again."""
        return self.excluded.days if self.frequency.data else frozenset()


def _way(way: InMonth, start: date) -> str:
    """How a day is known in its month, in words: *day 24*, *the last Tuesday*."""
    if way is InMonth.DATE:
        return say(ways.DAY_OF_MONTH, day=start.day)
    if way is InMonth.LAST_DAY:
        return say(ways.LAST_DAY)
    ordinal = ordinal_of(start, prefer_last=way is InMonth.LAST_WEEKDAY)
    weekday = dates.weekday_name(start.weekday(), language.language())
    return say(ways.ORDINAL_WEEKDAYS[ordinal], weekday=weekday)


def _written(on: date) -> str:
    year = on.year if language.era() == dates.Era.CE else on.year + 543
    return f"{on.day}/{on.month}/{year}"


@dataclass(frozen=True)
class OneOf:
    """One occurrence, as a record for its form."""

    event: Event
    on: date

    @property
    def version(self) -> int:
        """The event's: its occurrences are changed through it."""
        return self.event.version


class OccurrenceForm(PlannerForm):
    """One occurrence: its time in the event's zone, its words, and how far a change reaches."""

    start_on = fields.Day(mark("Starts on"), needed=True)
    start_time = fields.TimeOfDay(mark("Start time"))
    end_on = fields.Day(mark("Ends on"))
    end_time = fields.TimeOfDay(mark("End time"))
    title_th = fields.Line(mark("Title"))
    title_en = fields.Line(mark("Title"))
    public_text_th = fields.Paragraph(mark("Public text"))
    public_text_en = fields.Paragraph(mark("Public text"))
    venue_th = fields.Line(mark("Venue"), longest=300)
    venue_en = fields.Line(mark("Venue"), longest=300)
    scope = fields.RadioChoice(mark("This changes"), Scope)

    @classmethod
    def prefill(cls, record: OneOf) -> dict[str, Any]:
        event, on = record.event, record.on
        when = When.of(stored.series_of(event).timing_of(on), event.timezone)
        said = series.words_of(event, on)
        kept = {key: value for key, value in when_data(when).items() if key not in {"timezone", "all_day"}}
        return {**kept, **{key: getattr(said, key) for key in series.WORDS}, "scope": Scope.THIS}

    def to_data(self, event: Event) -> Change:
        assert self.start_on.data is not None  # noqa: S101 - the control is needed
        when = When(
            start_on=self.start_on.data,
            start_time=self.start_time.data,
            end_on=self.end_on.data,
            end_time=self.end_time.data,
            timezone=event.timezone,
            is_all_day=event.all_day_start is not None,
        )
        words = Words(**{key: self[key].data for key in series.WORDS})
        return Change(when=when, words=words, scope=self.scope.data)
