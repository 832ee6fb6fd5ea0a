"""What the internal event brief says: how the day is run, for people of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from planner.briefs.inside import KeyMessage, Link
from planner.briefs.shapes import Reader, When, Word
from planner.i18n import Text


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody to turn to on the day, and how."""

    name: Text
    role: Word
    position: Text | None = None
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is part of the occasion, and what they are called to their face."""

    name: Text
    role: Word
    called: Text


@dataclass(frozen=True, slots=True)
class Met:
    """When somebody attached was last met and will next be met; this event may be either."""

    name: Text
    last_on: date | None = None
    last_at: Text | None = None
    next_on: date | None = None
    next_at: Text | None = None


@dataclass(frozen=True, slots=True)
class RunStep:
    """A step of the day, with the minutes free before it or those in which an earlier one still runs."""

    starts: time
    ends: time
    title: Text
    state: Word | None
    is_dropped: bool
    buffer_minutes: int = 0
    overlap_minutes: int = 0
    what_happens: Text | None = None
    cue: Text | None = None
    responsible: Text | None = None
    location: Text | None = None
    waits_for: Text | None = None
    starts_too_early: bool = False
    contingency: Text | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the checklist: by whom and by when, and whether somebody has seen to it."""

    title: Text
    responsible: Text | None
    due: date | None
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Media:
    """What concerns the press: whether and who is invited, until when nothing is told, what is said of photos."""

    is_invited: bool
    names: tuple[Text, ...] = ()
    embargo_until: datetime | None = None
    photo_notice: Text | None = None

    @property
    def says_something(self) -> bool:
        return self.is_invited or bool(self.names or self.embargo_until or self.photo_notice)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is and what it needs."""

    venue: Text | None
    address: Text | None
    online_url: str | None
    access_needs: Text | None
    note: Text | None


@dataclass(frozen=True, slots=True)
class EventBrief:
    """The internal copy. Papers with the same `stamp` were made from the same records, in either language."""

    reader: Reader
    made_on: date
    organisation: Text
    stamp: str
    title: Text
    other_title: Text | None
    campaign: Text
    code: str
    kind: Word
    is_communal: bool
    when: When
    type: Word
    status: Word
    is_cancelled: bool
    visibility: Word
    place: Place
    media: Media
    purpose: Text
    contacts: tuple[Reached, ...] = ()
    public_contact: Text | None = None
    public_text: Text | None = None
    guests: tuple[tuple[Word, int], ...] = ()
    capacity: int | None = None
    answer_by: datetime | None = None
    protocol: tuple[Present, ...] = ()
    set_up: tuple[RunStep, ...] = ()
    steps: tuple[RunStep, ...] = ()
    strike: tuple[RunStep, ...] = ()
    messages: tuple[KeyMessage, ...] = ()
    people: tuple[Met, ...] = ()
    links: tuple[Link, ...] = ()
    risks: Text | None = None
    checklist: tuple[Check, ...] = ()
    met_new_count: int | None = None
    met_known_count: int | None = None

    @property
    def fallbacks(self) -> tuple[RunStep, ...]:
        """The steps for which somebody wrote what to do if they fail."""
        every = (*self.set_up, *self.steps, *self.strike)
        return tuple(step for step in every if step.contingency and not step.is_dropped)
