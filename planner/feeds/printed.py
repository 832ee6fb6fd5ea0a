"""What a feed prints, already chosen for its reader: allow-listed, in one language, with every name in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.events.recurrence_rule import Rule
from planner.events.timing import Timing
from planner.events.words import EventStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is read of an event or of one occurrence."""

    title: str
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    status: EventStatus = EventStatus.CONFIRMED
    is_transparent: bool = False
    """Takes nobody's time: campaign spans. Whole days and what is cancelled never do."""
    is_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedOverride:
    """One occurrence that differs: the local day it goes by, and all it is now."""

    on: date
    timing: Timing
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedEvent:
    """An event with all its occurrences.

    `sequence` and `last_modified_at` must rise with every change to anything printed, names of campaign
    and venue included: Google and ICSx5 keep the old event otherwise.
    """

    uid: str
    sequence: int
    created_at: datetime
    last_modified_at: datetime
    timing: Timing
    content: Content
    rule: Rule | None = None
    excluded: frozenset[date] = frozenset()
    overrides: tuple[PrintedOverride, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarHead:
    """How a subscribed calendar introduces itself.

    `first_year` to `last_year` is what the feed shows: zones whose clocks follow no standing rule are
    written out for those years.
    """

    name: str
    timezone: str
    first_year: int
    last_year: int
    color: str = "teal"
    """A CSS3 colour name (RFC 7986 5.9)."""
    refresh: timedelta = timedelta(hours=1)
