"""What the copies of a brief share: whom they are written for, amounts, times, contacts.

`Text` is content with the language it is really in. `Word` is an English message of the catalogue (the name of a
role, a stage, a state), put into the reader's language when the page is composed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from planner.dates import Era
from planner.i18n import Language, Text

Word = str
"""An English message, marked for the catalogue where it was written."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a copy is written: language, the era of its years, and where its clocks hang (IANA)."""

    language: Language
    era: Era
    zone: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the smallest unit of an ISO 4217 currency."""

    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class When:
    """When something takes place: either instants with the IANA zone of the place, or whole days.

    `repeats` says in words how it goes on (“every Tuesday”), already in the reader's language.
    """

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class DayOff:
    """A holiday inside the campaign's time."""

    on: date
    name: Text
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class FeedCode:
    """The address of a calendar feed, printed as a QR code and in letters."""

    name: Text
    address: str


@dataclass(frozen=True, slots=True)
class PublicContact:
    """Whom an outsider may turn to."""

    name: Text
    details: tuple[str, ...] = ()


def as_written(text: str | None) -> Text | None:
    """A note kept in one language only, with that language told by its letters."""
    if not text:
        return None
    is_thai = any("\u0e00" <= letter <= "\u0e7f" for letter in text)
    return Text(text, Language.TH if is_thai else Language.EN, False)
