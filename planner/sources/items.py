"""What is taken from a foreign calendar: one event of ours each, as plain values; and what is not, with the reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from planner.events import stored
from planner.events.models import Event
from planner.events.recurrence import Series
from planner.events.timing import Timed, Timing
from planner.events.words import EventStatus

WORDS = ("title_th", "title_en", "venue_th", "venue_en", "internal_note", "online_url")
"""The columns that an item fills. Its description is internal: whoever wrote it did not write for our publics."""
OWN_WORDS = ("title_th", "title_en", "venue_th", "venue_en")
"""What one occurrence may say of its own."""

Words = Mapping[str, str | None]


@dataclass(frozen=True)
class Reason:
    """Why something is not taken, or what people should know of it, in words (marked for translation)."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """What becomes one event. `own_words` are those of single occurrences; `zone` is that of whole days, too."""

    uid: str
    occurrence: str
    line: int
    words: Words
    series: Series
    zone: str
    own_words: Mapping[date, Words] = field(default_factory=dict)
    is_cancelled: bool = False
    is_private: bool = False
    notes: tuple[Reason, ...] = ()

    @property
    def label(self) -> str:
        """Its title."""
        return self.words.get("title_th") or self.words.get("title_en") or ""

    @property
    def digest(self) -> str:
        """That of all that would be written of it."""
        return _digest(self.words, self.series, self.own_words, is_cancelled=self.is_cancelled)


@dataclass(frozen=True)
class Refused:
    """What is not taken, and why."""

    line: int
    label: str
    reason: Reason


def digest_of(event: Event) -> str:
    """The same of an event as it stands: equal to its item's as long as nobody changed what was taken.

    Needs its exclusions and overrides loaded.
    """
    own = {
        row.on: {key: getattr(row, key) for key in OWN_WORDS if getattr(row, key)} for row in event.overrides
    }
    words = {key: getattr(event, key) for key in WORDS}
    is_cancelled = event.status == EventStatus.CANCELLED
    return _digest(words, stored.series_of(event), own, is_cancelled=is_cancelled)


def _digest(words: Words, series: Series, own: Mapping[date, Words], *, is_cancelled: bool) -> str:
    said = {
        "words": {key: words.get(key) or None for key in WORDS},
        "timing": _timing(series.timing),
        "rule": series.rule.text() if series.rule else None,
        "excluded": [day.isoformat() for day in sorted(series.excluded)],
        "overrides": [
            [
                day.isoformat(),
                _timing(one.timing),
                one.is_cancelled,
                {key: value for key, value in own.get(day, {}).items() if value},
            ]
            for day, one in sorted(series.overrides.items())
        ],
        "is_cancelled": is_cancelled,
    }
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _timing(timing: Timing | None) -> list[str] | None:
    if timing is None:
        return None
    if isinstance(timing, Timed):
        return [timing.starts_at.isoformat(), timing.ends_at.isoformat(), timing.zone]
    return [timing.first_on.isoformat(), timing.last_on.isoformat()]
