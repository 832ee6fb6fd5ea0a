"""What may leave the house: a place for every outward field (domain §5) and for no other.

An internal word has nowhere to stand in these classes; the internal copy is made of others, and neither can be turned
into the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from planner.briefs.shapes import DayOff, FeedCode, PublicContact, Reader, When, Word
from planner.i18n import Text


@dataclass(frozen=True, slots=True)
class OutwardEvent:
    """An event as anyone may know it. `status` is a word only when it is not simply on."""

    title: Text
    when: When
    type: Word
    status: Word | None = None
    is_cancelled: bool = False
    public_text: Text | None = None
    venue: Text | None = None
    address: Text | None = None
    online_url: str | None = None
    contact: PublicContact | None = None


@dataclass(frozen=True, slots=True)
class OutwardBrief:
    """A copy for people outside. There is no kind here, no plan number, no owner, no money.

    `need` stands on communal campaigns, `offer` and `terms` on exchange ones; the reader is not told which is
    which. `partners` are those who agreed to be listed. `feed` is the campaign's open feed, if it has one.
    """

    reader: Reader
    made_on: date
    organisation: Text
    title: Text
    other_title: Text | None
    starts_on: date
    ends_on: date
    purpose: Text
    benefit_to_public: Text
    need: Text | None = None
    offer: Text | None = None
    terms: Text | None = None
    messages: tuple[Text, ...] = ()
    partners: tuple[Text, ...] = ()
    events: tuple[OutwardEvent, ...] = ()
    days_off: tuple[DayOff, ...] = ()
    contact: PublicContact | None = None
    feed: FeedCode | None = None


@dataclass(frozen=True, slots=True)
class OutwardLink:
    """A named address that guests may read."""

    name: Text
    address: str


@dataclass(frozen=True, slots=True)
class ProgrammeStep:
    """What guests are told of one step of the day: when on the wall, what happens, and who speaks."""

    starts: time
    ends: time
    text: Text
    speaker: Text | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """An event as its guests are told of it, step by step.

    `is_given_out` says whether the event may be known outside by now; until then the copy is for the house.
    `feed` is the campaign's open feed, where anyone may know of the event.
    """

    reader: Reader
    made_on: date
    organisation: Text
    event: OutwardEvent
    other_title: Text | None
    is_given_out: bool
    steps: tuple[ProgrammeStep, ...] = ()
    links: tuple[OutwardLink, ...] = ()
    feed: FeedCode | None = None
