"""A line as the reader sees it before it is saved: what was understood, from which words, and what is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from planner import clock, dates
from planner.calendar import line_campaigns, one_line
from planner.calendar.line_campaigns import Fit
from planner.calendar.line_hours import At
from planner.calendar.line_parts import Piece, Question
from planner.calendar.one_line import Understood
from planner.dates import Era
from planner.errors import Refusal
from planner.events.timing import AllDay, Timing
from planner.events.when import When
from planner.extensions import db
from planner.i18n import mark, pick
from planner.web import day_notes, language
from planner.web.gate import actor
from planner.web.language import say

WHICH_CAMPAIGN = mark("Which campaign does it belong to?")
WHICH_OF_TAG = mark("“#%(tag)s” fits several campaigns. Which is meant?")
NO_SUCH_TAG = mark("There is no campaign “#%(tag)s” in which you plan. Which is meant?")
NO_CAMPAIGN = mark("An event belongs to a campaign, and there is none yet in which you plan.")
WHOSE_CLOCKS = mark("The campaign’s clocks are not yours. On which do these hours stand?")
ALL_DAY = mark("%(days)s, all day")
PAST = mark("This day is past.")


class Option(NamedTuple):
    """One answer to a question."""

    value: str
    label: str
    lang: str


@dataclass(frozen=True)
class Asked:
    """A question with its answers, in the reader's language."""

    key: str
    text: str
    options: Sequence[Option]
    chosen: str | None


@dataclass
class Look:
    """A line looked at for its reader."""

    line: str
    understood: Understood
    questions: list[Asked]
    mistakes: list[str]
    campaign: Fit | None = None
    timing: Timing | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Whether it can be saved as it is."""
        is_answered = all(one.chosen for one in self.questions)
        return self.timing is not None and self.campaign is not None and is_answered and not self.mistakes

    @property
    def stamp(self) -> str:
        """What would be saved, in short: what was seen is what is saved, though a day may pass in between."""
        read = self.understood
        told = (read.title, read.type, read.when, read.venue, self.campaign and self.campaign.id)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]

    @property
    def answers(self) -> dict[str, str]:
        """The answers that were understood."""
        return {one.key: one.chosen for one in self.questions if one.chosen}

    def source(self, piece: str) -> str:
        """The words of the line that say this."""
        return " … ".join((self.understood.sources or {}).get(Piece(piece), ()))

    @property
    def when(self) -> str:
        """The time in words: the weekday, the day in both eras, the hours."""
        if self.timing is None:
            return ""
        if isinstance(self.timing, AllDay):
            return say(ALL_DAY, days=_days(self.timing.first_on, self.timing.last_on))
        return dates.format_span(
            self.timing.starts_at,
            self.timing.ends_at,
            dates.zone(self.timing.zone),
            language.language(),
            Era.BOTH,
            style="full",
            reader_zone=dates.zone(language.zone()),
        )

    @property
    def zone(self) -> str:
        """The zone of the hours; whole days have none."""
        if self.timing is None or isinstance(self.timing, AllDay):
            return ""
        return dates.zone_label(self.timing.zone, language.language(), self.timing.starts_at)

    @property
    def shown_on(self) -> date:
        """The day on which the reader's calendar shows it."""
        assert self.timing is not None  # noqa: S101 - it is clear
        return self.timing.days_in(language.zone())[0]


def look(line: str, answers: Mapping[str, str]) -> Look:
    """Everything a line says, and what it leaves open."""
    own = language.zone()
    today = clock.today(own)
    read = one_line.read(line, today=today, zone=own, answers=answers)
    found = Look(
        line=read.line,
        understood=read,
        questions=[],
        mistakes=[say(one.message, **one.values) for one in read.mistakes],
    )
    asked = _campaign(found, answers)
    if found.campaign is not None and found.campaign.timezone != own:
        zone, clocks = _zone(read.when, found.campaign.timezone, own, answers)
        found.understood = read = one_line.read(line, today=today, zone=zone, answers=answers)
        asked += clocks
    found.questions = [*map(_worded, read.questions), *asked]
    if read.when is not None:
        try:
            found.timing = read.when.timing()
        except Refusal as refusal:
            found.mistakes.append(say(refusal.message, **refusal.values))
    if found.timing is not None:
        found.notes = _notes(found.timing, read.when, found.campaign, today)
    return found


def _campaign(found: Look, answers: Mapping[str, str]) -> list[Asked]:
    """Find the campaign by the tag; ask where several fit, or none."""
    read = found.understood
    fits = [fit for tag in read.tags for fit in line_campaigns.called(db.session, tag, actor=actor())]
    fits = list(dict.fromkeys(fits))
    if len(fits) == 1:
        found.campaign = fits[0]
        return []
    tag = read.tags[0] if read.tags else ""
    question = WHICH_OF_TAG if fits else NO_SUCH_TAG if tag else WHICH_CAMPAIGN
    if not fits:
        on = read.when.start_on if read.when else None
        fits = line_campaigns.offered(db.session, on, actor=actor())
    if not fits:
        found.mistakes.append(say(NO_CAMPAIGN))
        return []
    answer = answers.get("campaign", "")
    found.campaign = next((fit for fit in fits if str(fit.id) == answer), None)
    if (
        found.campaign is None
        and answer.isascii()
        and answer.isdigit()
        and len(answer) < 10
        and not read.tags
    ):
        # chosen among others, before the day was known
        found.campaign = line_campaigns.one(db.session, int(answer), actor=actor())
        fits += [found.campaign] if found.campaign else []
    options = [Option(str(fit.id), *_title(fit)) for fit in fits]
    return [
        Asked("campaign", say(question, tag=tag), options, str(found.campaign.id) if found.campaign else None)
    ]


def _zone(when: When | None, theirs: str, own: str, answers: Mapping[str, str]) -> tuple[str, list[Asked]]:
    """Whose clocks the hours stand on; nothing to ask where both show the same."""
    if when is None or when.is_all_day or when.start_time is None:
        return theirs, []
    wall = datetime.combine(when.start_on, when.start_time)
    first, second = (
        dates.local_to_instant(wall.date(), wall.time(), dates.zone(one)) for one in (theirs, own)
    )
    if first == second:
        return theirs, []
    names = {
        one: dates.zone_label(one, language.language(), at) for one, at in ((theirs, first), (own, second))
    }
    chosen = answers.get("zone") if answers.get("zone") in names else None
    asked = Asked("zone", say(WHOSE_CLOCKS), [Option(one, name, "") for one, name in names.items()], chosen)
    return chosen or theirs, [asked]


def _notes(timing: Timing, when: When | None, campaign: Fit | None, today: date) -> list[str]:
    """Holidays, sensitive periods, and days that are past."""
    zone = when.timezone if when else language.zone()
    days = timing.days_in(zone)
    said = day_notes.of_event(timing, zone, campaign.team_id if campaign else 0, []).first
    return [*said, *([say(PAST)] if days[1] < today else [])]


def _worded(question: Question) -> Asked:
    """A question of the line in the reader's language."""
    options = [Option(one.value, say(one.message, **_values(one.values)), "") for one in question.choices]
    return Asked(question.key, say(question.message, **_values(question.values)), options, question.chosen)


def _values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _value(value) for key, value in values.items()}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return _days(*value)
    if isinstance(value, At):
        return _clock(value)
    return value


def _clock(minutes: int) -> str:
    at = (datetime.combine(date.min, time.min) + timedelta(minutes=minutes)).time()
    return dates.format_time(at, language.language())


def _days(first: date, last: date) -> str:
    return dates.format_range(first, last, language.language(), Era.BOTH, style="full")


def _title(fit: Fit) -> tuple[str, str]:
    title = pick(fit.title_th, fit.title_en, language.language())
    return f"{title.text} ({fit.code})", title.lang if title.is_fallback else ""
