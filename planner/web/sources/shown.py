"""What becomes of each item of a calendar, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from planner import dates
from planner.events import recurrence_words
from planner.events.recurrence_rule import Rule
from planner.sources.outcomes import Outcome
from planner.web import context, language
from planner.web.language import say_with


@dataclass(frozen=True)
class Line:
    """An item and what becomes of it, in the reader's words."""

    outcome: Outcome
    when: str
    repeats: str
    notes: list[str]


def lines(found: Iterable[Outcome]) -> list[Line]:
    """Ready to be read."""
    return [
        Line(one, _when(one), _repeats(one), [say_with(note.message, note.values) for note in one.notes])
        for one in found
    ]


def _when(one: Outcome) -> str:
    """The days of what has no times, else the start on its own clocks, named where they are not the reader's."""
    if not one.start:
        return ""
    if one.zone:
        at = datetime.fromisoformat(one.start)
        said = context.instant(at, one.zone)
        is_own = one.zone == language.zone()
        return said if is_own else f"{said} · {dates.zone_label(one.zone, language.language(), at)}"
    first, last = date.fromisoformat(one.start), date.fromisoformat(one.end)
    return context.day(first) if first == last else context.span(first, last)


def _repeats(one: Outcome) -> str:
    return (
        recurrence_words.words(Rule.parse(one.rule), language.language(), language.era()) if one.rule else ""
    )
