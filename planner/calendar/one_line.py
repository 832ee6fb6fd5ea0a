"""An event in one line, as people say it: `แถลงข่าว 24/11/2569 10:00-12:00 @โรงแรม #มหกรรม`.

Thai and English, either era, either kind of digits, mixed as they come. What is clear is understood, what people mean
different things by is asked about with its choices, and never guessed. Pure: today and the zone are given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from planner import text
from planner.calendar import line_day_forms, line_days, line_hours, line_when
from planner.calendar.line_day_forms import Found, Spoken
from planner.calendar.line_days import Days
from planner.calendar.line_hours import At, Clock, Hours, Pair
from planner.calendar.line_parts import Asking, Choice, Mistake, Piece, Question, Rest, Unclear
from planner.calendar.line_types import type_in
from planner.calendar.line_when import Span
from planner.events.when import When
from planner.events.words import EventType
from planner.i18n import mark

__all__ = ["LONGEST", "Choice", "Mistake", "Question", "Understood", "read"]

LONGEST = 400
"""Characters of a line; a pasted page is not searched for an event."""
LONGEST_TITLE = 200
LONGEST_VENUE = 300

TOO_MANY = mark(
    "Too many days or times are written. Write one event; what repeats is set on its page afterwards."
)
TOO_LONG = mark("Shorten the line to %(max)s characters; it has %(n)s.")
NO_DAY = mark("Write the day, too, for example 24/11/2569, 24 Nov 2026, tomorrow or Friday.")
NO_TITLE = mark("Write what it is, too, for example “Press conference”.")
LONG_TITLE = mark("Shorten the title to %(max)s characters; it has %(n)s.")
NO_START = mark("Write when it begins, too, for example 10:00-12:00.")
WHICH_DAY = mark("No day is written. On which is it?")
WHICH_DAYS = mark("Several days are written. Which is meant?")
WHICH_HOURS = mark("Several times are written. Which is meant?")
DOTTED = mark("“%(typed)s” may be a time or a day. Which is meant?")
BARE = mark("“%(typed)s” may be hours or days. Which is meant?")
HOW_LONG = mark("No end is written. How long does it last?")
WHOLE_OR_HOURS = mark("Both “all day” and hours are written. Which is meant?")

BARE_HOURS = mark("“%(typed)s” may be hours. Which is meant?")
A_TIME = mark("A time")
A_DAY = mark("A day and a month")
HOURS_OF_DAY = mark("Hours: %(time)s–%(until)s")
SOME_DAYS = mark("Days: %(first)s to %(last)s of the month")
AS_WRITTEN = "“%(typed)s”"
FROM_TO = mark("From “%(typed)s” to “%(until)s”")
OF_TITLE = mark("Neither: it belongs to the title")
MINUTES = mark("%(minutes)s minutes")
MOMENT = mark("No time at all: it is a moment, such as a deadline")
WITH_HOURS = mark("With the hours")

_VENUE = re.compile(r'(?:(?<=\s)|^)@\s?(?:["“”]([^"“”]*)["“”]|([^\s@#"“”]+))')
_TAG = re.compile(r'(?:(?<=\s)|^)#\s?(?:["“”]([^"“”]*)["“”]|([^\s@#"“”]+))')
_QUOTED = re.compile(r'["“”][^"“”]*["“”]')
_ALL_DAY = re.compile(r"(?<![a-z])(?:all|whole)[\s-]day(?![a-z])|(?:ตลอด)?ทั้งวัน|เต็มวัน|ตลอดวัน", re.IGNORECASE)
_UNTIL = re.compile(r"(?:(?<![a-z])(?:until|till)(?![a-z])|จนถึง|ถึง)\s*$", re.IGNORECASE)
_HAS_THAI = re.compile("[\u0e00-\u0e7f]")
MOST = 6
"""Days or times offered to choose from."""
LENGTHS = (30, 60, 90, 120, 180)


@dataclass(frozen=True)
class Understood:
    """What the line says. It can be saved once `is_clear`."""

    line: str
    title: str = ""
    type: EventType | None = None
    when: When | None = None
    venue: str = ""
    tags: tuple[str, ...] = ()
    sources: Mapping[Piece, Sequence[str]] | None = None
    """What each came from, as it stands in the line."""
    questions: Sequence[Question] = ()
    mistakes: Sequence[Mistake] = ()

    @property
    def is_clear(self) -> bool:
        """Whether nothing is open and nothing wrong."""
        return self.when is not None and not self.mistakes and all(one.chosen for one in self.questions)

    @property
    def title_th(self) -> str | None:
        return self.title if _HAS_THAI.search(self.title) else None

    @property
    def title_en(self) -> str | None:
        return None if self.title_th else self.title or None

    @property
    def venue_th(self) -> str | None:
        return self.venue if _HAS_THAI.search(self.venue) else None

    @property
    def venue_en(self) -> str | None:
        return None if self.venue_th else self.venue or None


def read(line: str, *, today: date, zone: str, answers: Mapping[str, str] | None = None) -> Understood:
    """What a line says. `zone` is that of the event's clocks, `answers` are values of choices by question."""
    line = text.clean(line)
    if len(line) > LONGEST:
        return Understood(line, mistakes=[Mistake(TOO_LONG, {"max": LONGEST, "n": len(line)})])
    return _Reader(line, today, zone, answers or {}).understood()


class _Reader:
    """The reading of one line."""

    def __init__(self, line: str, today: date, zone: str, answers: Mapping[str, str]) -> None:
        self.rest = Rest(line)
        self.today = today
        self.zone = zone
        self.asking = Asking(answers)
        self.venues = self._marked(_VENUE, Piece.VENUE)
        self.tags = self._marked(_TAG, Piece.CAMPAIGN)
        self._find()

    def _marked(self, pattern: re.Pattern[str], piece: Piece) -> list[str]:
        found = []
        for match in self.rest.found(pattern):
            start, end = match.span(1) if match[1] is not None else match.span(2)
            if said := self.rest.line[start:end].strip():
                found.append(said)
                self.rest.take(piece, *match.span())
        return found

    def _find(self) -> None:
        """Everything that may be a day or a time; what it means comes after. Words in quotation marks are title."""
        looked = self.looked = Rest(self.rest.line)
        looked.plain = self.rest.plain
        for match in looked.found(_QUOTED):
            looked.hide(*match.span())
        self.all_day = [match.span() for match in looked.found(_ALL_DAY)]
        for span in self.all_day:
            looked.hide(*span)
        self.written = line_day_forms.find_written(looked)
        self.spoken = line_day_forms.find_spoken(looked)
        self.lengths = line_hours.find_lengths(looked)
        self.hours = line_hours.find_hours(looked)
        self.pairs = line_hours.find_pairs(looked)
        self.found: list[tuple[Days, list[tuple[int, int]]]] = []
        self.is_through = False

    def understood(self) -> Understood:
        """Days and hours each as far as they are clear, then both together."""
        when = None
        with suppress(Unclear):
            self._settle()
            when = self._when()
        title = self._title()
        return Understood(
            line=self.rest.line,
            title=title,
            type=type_in(title),
            when=when,
            venue=" ".join(self.venues)[:LONGEST_VENUE],
            tags=tuple(dict.fromkeys(self.tags)),
            sources=self.rest.sources,
            questions=tuple(self.asking.questions),
            mistakes=tuple(self.asking.mistakes),
        )

    def _title(self) -> str:
        title = self.rest.title()
        if not title:
            self.asking.mistakes.append(Mistake(NO_TITLE))
        elif len(title) > LONGEST_TITLE:
            self.asking.mistakes.append(Mistake(LONG_TITLE, {"max": LONGEST_TITLE, "n": len(title)}))
        return title

    def _when(self) -> When:
        days: Days | None = None
        span: Span | None = None
        unclear = 0
        try:
            days = self._days()
        except Unclear:
            unclear += 1
        try:
            span = self._span()
        except Unclear:
            unclear += 1
        if unclear or days is None:
            raise Unclear
        if span is None:
            return line_when.whole_days(days, self.zone)
        return line_when.together(days, span, self.zone, self.asking)

    # ── what may be a day as well as a time ──

    def _settle(self) -> None:
        """Ask about what could be either, as long as it could fill a place that is still empty."""
        if not (self.written or self.spoken):
            dotted = next((one for one in self.hours if one.may_be_days), None)
            if dotted is not None:
                self._settle_dotted(dotted)
        has_days = bool(self.written or self.spoken)
        if self.pairs and not (has_days and self.hours):
            self._settle_pair(self.pairs[0], may_be_days=not has_days, may_be_hours=not self.hours)

    def _settle_dotted(self, hours: Hours) -> None:
        """“10.11” is eleven past ten or 10 November; “31.12” is a day alone."""
        typed = self.rest.line[hours.clocks[0].start : hours.clocks[-1].end]
        if all(clock.minutes for clock in hours.clocks):
            choices = [Choice("time", A_TIME), Choice("day", A_DAY)]
            if self.asking.choose("dotted", DOTTED, choices, typed=typed) == "time":
                return
        self.hours.remove(hours)
        for clock in hours.clocks:
            assert clock.day_and_month is not None  # noqa: S101 - it may be a day
            day, month = clock.day_and_month
            self.written.append(Found(clock.start, clock.end, clock.typed, day, month=month))

    def _settle_pair(self, pair: Pair, *, may_be_days: bool, may_be_hours: bool) -> None:
        """“10-12” alone is hours, days, or a number of something."""
        choices = []
        if may_be_hours:
            choices += [
                Choice(f"{start}-{end}", HOURS_OF_DAY, {"time": At(start), "until": At(end)})
                for start, end in pair.hours
            ]
        if may_be_days:
            choices.append(Choice("days", SOME_DAYS, {"first": pair.first, "last": pair.last}))
        choices.append(Choice("title", OF_TITLE))
        typed = self.rest.line[pair.start : pair.end]
        value = self.asking.choose("pair", BARE if may_be_days else BARE_HOURS, choices, typed=typed)
        if value == "days":
            self.written = [Found(pair.start, pair.end, typed, pair.first, pair.last)]
        elif value != "title":
            start, end = map(int, value.split("-"))
            place = (pair.start, pair.end, typed, "24")
            self.hours = [Hours(Clock(*place, (start,)), Clock(*place, (end,)))]

    # ── days ──

    def _days(self) -> Days:
        found = self._written_days()
        found += [
            (line_days.resolve_spoken(one, self.asking, self.today), [(one.start, one.end)])
            for one in self.spoken
            if not self._is_beside(one)
        ]
        if not found:
            return self._no_day()
        if len({days for days, _ in found}) > 1:
            found = [self._one_of(found)]
        for _, spans in found:
            for start, end in spans:
                self.rest.take(Piece.DAY, start, end)
        return found[0][0]

    def _is_beside(self, spoken: Spoken) -> bool:
        """Whether a weekday only says which day of the week a written day is."""
        return bool(self.written) and spoken.weekday is not None and not spoken.which

    def _written_days(self) -> list[tuple[Days, list[tuple[int, int]]]]:
        """The days written with figures, those with “to” between them together."""
        groups: list[list[Found]] = []
        for one in self.written:
            if groups and len(groups[-1]) == 1 and self.looked.is_joined(groups[-1][0].end, one.start):
                groups[-1].append(one)
            else:
                groups.append([one])
        found = []
        for number, group in enumerate(groups):
            place = f"-{number + 1}" if number else ""
            if len(group) > 1:
                days = line_days.resolve_range(group[0], group[1], self.asking, self.today, place=place)
                # a time between the two belongs to the first
                between = [one for one in self.hours if group[0].end <= one.start.start < group[1].start]
                self.is_through = bool(between)
            else:
                days = line_days.resolve(group[0], self.asking, self.today, place=place)
            places = (place, f"{place}-last")
            parts = [
                line_days.part_of(one, self.asking, place=own)
                for one, own in zip(group, places, strict=False)
            ]
            found.append((days, parts))
        return [self._with_weekday(*found[0]), *found[1:]] if len(found) == 1 else found

    def _with_weekday(self, days: Days, spans: list[tuple[int, int]]) -> tuple[Days, list[tuple[int, int]]]:
        """A weekday elsewhere in the line agrees with the day, or is asked about."""
        for one in self.spoken:
            if self._is_beside(one):
                days = line_days.expect_weekday(days, one.weekday, one.typed, self.asking)
                if days[0].weekday() == one.weekday:
                    spans = [*spans, (one.start, one.end)]
        return days, spans

    def _one_of(self, found: list[tuple[Days, list[tuple[int, int]]]]) -> tuple[Days, list[tuple[int, int]]]:
        """Of several days one, or all from the first to the last."""
        if len(found) > MOST:
            self.asking.explain(TOO_MANY)
        whole = min(days[0] for days, _ in found), max(days[1] for days, _ in found)
        offered = [*(days for days, _ in found), whole]
        value = line_days.chosen(self.asking, "days", WHICH_DAYS, offered)
        for days, spans in found:
            if days == value:
                return days, spans
        return whole, [span for _, spans in found for span in spans]

    def _no_day(self) -> Days:
        if not (self.hours or self.lengths or self.all_day):
            self.asking.explain(NO_DAY)
        coming = [self.today + timedelta(days=ahead) for ahead in range(3)]
        return line_days.chosen(self.asking, "day", WHICH_DAY, [(day, day) for day in coming])

    # ── hours ──

    def _span(self) -> Span | None:
        """From when to when; none for whole days."""
        hours = self._one_of_hours()
        if hours is not None and self.all_day:
            choices = [Choice("whole", line_when.WHOLE_DAYS), Choice("hours", WITH_HOURS)]
            if self.asking.choose("whole", WHOLE_OR_HOURS, choices) == "whole":
                hours = None
        for start, end in self.all_day:
            self.rest.take(Piece.HOURS, start, end)
        if hours is None:
            if self.lengths and not self.all_day:
                self.asking.explain(NO_START)
            return None
        if hours.end is None and _UNTIL.search(self.rest.plain[: hours.start.start]):
            self.asking.explain(NO_START)
        start = line_hours.resolve(hours.start, self.asking)
        end = (
            start + self._length()
            if hours.end is None
            else line_hours.resolve(hours.end, self.asking, place="-end")
        )
        for clock in hours.clocks:
            self.rest.take(Piece.HOURS, clock.start, clock.end)
        return Span(start, end, self.is_through and hours.end is not None)

    def _one_of_hours(self) -> Hours | None:
        if len(self.hours) <= 1:
            return self.hours[0] if self.hours else None
        if len(self.hours) > MOST:
            self.asking.explain(TOO_MANY)
        choices = [
            Choice(str(place), AS_WRITTEN, {"typed": self.rest.line[one.start.start : one.clocks[-1].end]})
            for place, one in enumerate(self.hours)
        ]
        first, second = self.hours[0].start, self.hours[-1].start
        if len(self.hours) == 2 and not (self.hours[0].end or self.hours[1].end):
            choices.append(Choice("both", FROM_TO, {"typed": first.typed, "until": second.typed}))
        value = self.asking.choose("hours", WHICH_HOURS, choices)
        return Hours(first, second) if value == "both" else self.hours[int(value)]

    def _length(self) -> int:
        if self.lengths:
            one = self.lengths[0]
            self.rest.take(Piece.HOURS, one.start, one.end)
            return one.minutes
        choices = [Choice(str(minutes), MINUTES, {"minutes": minutes}) for minutes in LENGTHS]
        return int(self.asking.choose("length", HOW_LONG, [*choices, Choice("0", MOMENT)]))
