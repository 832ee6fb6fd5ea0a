"""A preview in words: every day as it was and as it becomes, what comes along, and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner import dates
from planner.accounts.models import Kind
from planner.i18n import Text, mark, pick_of
from planner.plans.beginning import Preview
from planner.plans.dated import DATED_KIND_NAMES, Dated, DatedKind
from planner.plans.pattern import PART_NAMES, Part, Pattern
from planner.web import day_notes, language
from planner.web.language import say

ROLLED = mark("Moved from %(day)s, which is a holiday.")
WITH_ITS_EVENT = mark("Moves with its event.")
LEFT_OUT = mark("Left out: it would be on a holiday, and the series has the next working day anyway.")
WEEKEND = mark("On a weekend now.")
DAY = mark("Day %(number)s, %(weekday)s")
BEFORE = mark("%(days)s days before, %(weekday)s")

STAYS = (
    mark("Results: measurements, and the baselines that were last year’s"),
    mark("Money committed and spent"),
    mark("Approver, decisions and comments"),
    mark("Lessons and history"),
    mark("Who looks after single events"),
)
OF_PROMOTIONS = mark("Redemptions, codes, tills and permits of promotions")
GONE = mark("Stakeholders no longer in use: %(count)s")
OF_KIND = {DatedKind.OBJECTIVE, DatedKind.EVENT}
WITH_EVENT = {DatedKind.EMBARGO, DatedKind.RSVP}


@dataclass(frozen=True)
class Row:
    """One line of the table. `now` is None for what is left out."""

    kind: str
    title: Text | None
    was: str
    now: str | None
    notes: list[str]
    is_moved: bool


def rows(preview: Preview, *, counts_days: bool) -> list[Row]:
    """Every dated thing. `counts_days`: the pattern is nobody's campaign, so its days are numbers."""
    firsts = {(one.of, one.was, one.now) for one in preview.laid.lines if one.kind == DatedKind.EVENT}
    return [
        _row(one, preview, counts_days)
        for one in preview.laid.lines
        # the first time of a series stands in the line of the event itself
        if _is_told(one, preview)
        and (one.kind != DatedKind.OCCURRENCE or (one.of, one.was, one.now) not in firsts)
    ]


def along(pattern: Pattern) -> list[tuple[str, int]]:
    """How many of what comes along; parts of events by their sum."""
    events = pattern.events
    found = {
        Part.PUBLICS: len(pattern.parts),
        Part.MESSAGES: len(pattern.messages),
        Part.OBJECTIVES: len(pattern.goals),
        Part.EVENTS: len(events),
        Part.RUN_SHEETS: sum(1 for event in events if event.steps),
        Part.CHECKLISTS: sum(1 for event in events if event.checks),
        Part.ATTACHED: sum(len(event.attached) for event in events),
        Part.LINKS: len(pattern.links) + sum(len(event.links) for event in events),
        Part.BUDGET: len(pattern.budget),
    }
    if pattern.kind == Kind.EXCHANGE:
        found[Part.PROMOTIONS] = len(pattern.promotions)
    return [(say(PART_NAMES[part]), count) for part, count in found.items()]


def staying(preview: Preview, whole: Pattern) -> list[str]:
    """What does not come along: results, what was not chosen, and who is no longer there."""
    had, has = dict(along(whole)), dict(along(preview.laid.pattern))
    unchosen = [f"{name}: {count}" for name, count in had.items() if count and not has[name]]
    gone = [say(GONE, count=preview.gone)] if preview.gone else []
    stays = [*STAYS, *([OF_PROMOTIONS] if whole.promotions else [])]
    results = [] if preview.source.campaign is None else [say(one) for one in stays]
    return [*results, *unchosen, *gone]


def unconfirmed(preview: Preview) -> str:
    """The years, in the reader's era, whose holidays nobody has confirmed."""
    era = language.era()
    first, last = preview.laid.start_on.year, max(one.now or one.asked for one in preview.laid.lines).year
    years = [year for year in preview.days.unconfirmed_years if first <= year <= last]
    return ", ".join(str(year if era == dates.Era.CE else year + 543) for year in years)


def _is_told(one: Dated, preview: Preview) -> bool:
    """Of the occurrences of a series those alone that are not as the series says, or on a holiday."""
    if one.kind != DatedKind.OCCURRENCE:
        return True
    return one.is_own or one.is_rolled or one.asked in preview.days.days_off


def _row(one: Dated, preview: Preview, counts_days: bool) -> Row:
    start_on = preview.laid.pattern.start_on
    was = _counted(one.was, start_on) if counts_days else _days(one.was, one.was_last)
    return Row(
        kind=say(DATED_KIND_NAMES[one.kind]),
        title=_title(one, preview.laid.pattern),
        was=was,
        now=None if one.now is None else _days(one.now, one.now_last),
        notes=list(_notes(one, preview)),
        is_moved=one.is_rolled,
    )


def _title(one: Dated, pattern: Pattern) -> Text | None:
    if one.kind == DatedKind.OBJECTIVE:
        return pick_of(pattern.goals[one.of], "statement", language.language())
    if one.kind in {DatedKind.CAMPAIGN, DatedKind.CAMPAIGN_EMBARGO}:
        return None
    if one.kind == DatedKind.PROMOTION:
        return pick_of(pattern.promotions[one.of], "name", language.language())
    return pick_of(pattern.events[one.of], "title", language.language())


def _notes(one: Dated, preview: Preview) -> Iterator[str]:
    if one.now is None:
        yield say(LEFT_OUT)
        yield from day_notes.said(preview.days, one.asked)
        return
    if one.kind in WITH_EVENT and one.is_rolled:
        yield say(WITH_ITS_EVENT)
    elif one.is_rolled:
        yield say(ROLLED, day=_days(one.asked))
        yield from day_notes.said(preview.days, one.asked)
    yield from day_notes.said(preview.days, one.now)
    if one.now.weekday() >= 5 and one.was.weekday() < 5:
        yield say(WEEKEND)


def _days(first: date, last: date | None = None) -> str:
    return dates.format_range(first, last or first, language.language(), language.era(), style="weekday")


def _counted(on: date, start_on: date) -> str:
    """The day of a plan that is nobody's yet, counted from its first, which is day 1."""
    number = (on - start_on).days
    weekday = dates.weekday_name(on.weekday(), language.language())
    if number < 0:
        return say(BEFORE, days=-number, weekday=weekday)
    return say(DAY, number=number + 1, weekday=weekday)
