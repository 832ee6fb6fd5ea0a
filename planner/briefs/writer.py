"""How figures, days and words are written in one copy of a brief: its reader's language, era and clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from babel.numbers import format_decimal

from planner import dates, money
from planner.briefs.shapes import Money, Reader, When, Word
from planner.i18n import Language, Text, translate

HOUR_MARK = " น."


@dataclass(frozen=True, slots=True)
class Writer:
    """Everything a brief's page asks for to write down a value for its reader."""

    reader: Reader

    @property
    def language(self) -> Language:
        return self.reader.language

    def word(self, word: Word | None, **values: object) -> str:
        """A message of the catalogue in the reader's language; empty for none."""
        return translate(self.language, word, **values) if word else ""

    def foreign(self, text: Text) -> str | None:
        """The language of a text when it is not the reader's, for its `lang`."""
        return text.lang if text.text and text.lang != self.language else None

    def day(self, day: date, style: dates.Style = "medium") -> str:
        return dates.format_day(day, self.language, self.reader.era, style=style)

    def days(self, start: date, end: date, style: dates.Style = "medium") -> str:
        return dates.format_range(start, end, self.language, self.reader.era, style=style)

    def short_days(self, start: date, end: date) -> list[str]:
        """Days without their year, for a narrow column: over the end of a month they take two lines."""
        return self.days(start, end, "short").replace(" – ", " –\n").split("\n")

    def month(self, day: date) -> str:
        return dates.format_month(day.year, day.month, self.language, self.reader.era)

    def month_name(self, day: date) -> str:
        return dates.month_name(day.month, self.language, "abbreviated")

    def weekday(self, day: date, *, is_short: bool = False) -> str:
        return dates.weekday_name(day.weekday(), self.language, "abbreviated" if is_short else "wide")

    def year(self, day: date) -> str:
        return dates.format_year(day.year, self.language, self.reader.era)

    def instant(self, at: datetime) -> str:
        return dates.format_instant(at, dates.zone(self.reader.zone), self.language, self.reader.era)

    def hours(self, start: time, end: time) -> str:
        """From one time on the wall to another; the Thai mark of the hour stands once."""
        first, last = (dates.format_time(at, self.language) for at in (start, end))
        return last if start == end else f"{first.removesuffix(HOUR_MARK)}–{last}"

    def when_in_full(self, when: When) -> list[str]:
        """The day with its weekday and, under it, the clock; what lasts over midnight stays in one line."""
        language, era = self.language, self.reader.era
        if when.starts_on is not None:
            last = when.ends_on or when.starts_on
            return [dates.format_range(when.starts_on, last, language, era, style="full")]
        if when.starts_at is None or when.ends_at is None or when.zone is None:
            return []
        zone, readers = dates.zone(when.zone), dates.zone(self.reader.zone)
        span = dates.format_span(
            when.starts_at, when.ends_at, zone, language, era, style="full", reader_zone=readers
        )
        first = dates.instant_to_local(when.starts_at, zone)[0]
        day = dates.format_day(first, language, era, style="full")
        is_one_day = span.startswith(day) and " – " not in span
        return [day, span.removeprefix(day).lstrip(", ")] if is_one_day else [span]

    def when(self, when: When) -> list[str]:
        """The day and, under it, the clock; a zone is named where the reader's clocks differ.

        What goes on past midnight stays in one line, for there each clock needs its day.
        """
        if when.starts_on is not None:
            return [self.days(when.starts_on, when.ends_on or when.starts_on)]
        if when.starts_at is None or when.zone is None:
            return []
        zone = dates.zone(when.zone)
        span = dates.format_span(
            when.starts_at,
            when.ends_at or when.starts_at,
            zone,
            self.language,
            self.reader.era,
            reader_zone=dates.zone(self.reader.zone),
        )
        day = self.day(dates.instant_to_local(when.starts_at, zone)[0])
        is_one_day = span.count(self.year(when.starts_at.astimezone(zone).date())) == 1
        return [day, span.removeprefix(day).lstrip(", ")] if is_one_day else [span]

    def number(self, value: Decimal | int) -> str:
        """A figure with thousands set apart and no more decimals than it has."""
        return format_decimal(value, locale=self.language.value, decimal_quantization=False)

    def amount(self, sum_: Money) -> str:
        """Money for a column that names its currency."""
        return money.format_number(sum_.amount_minor, sum_.currency)

    def money(self, sum_: Money) -> str:
        """Money by itself, with its currency: `฿1,250,000`, `THB 1,250,000`."""
        return money.format_amount(sum_.amount_minor, sum_.currency, self.language)


def day_of(when: When, reader: Reader) -> date | None:
    """The first day of something, on the clocks of the place where it happens."""
    if when.starts_on is not None:
        return when.starts_on
    if when.starts_at is None:
        return None
    return dates.instant_to_local(when.starts_at, dates.zone(when.zone or reader.zone))[0]


def last_day_of(when: When, reader: Reader) -> date | None:
    """The last day of something, on the clocks of the place where it happens."""
    if when.starts_on is not None:
        return when.ends_on or when.starts_on
    if when.starts_at is None:
        return None
    ends_at = when.ends_at or when.starts_at
    return dates.instant_to_local(ends_at, dates.zone(when.zone or reader.zone))[0]
