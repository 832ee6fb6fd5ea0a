"""What a feed prints of an event: the outward fields alone, in its reader's language and era.

The allow-list of `domain.md` §5 is `COLUMNS`: nothing else of an event or its campaign is even read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from planner import dates
from planner.campaigns.lifecycle import SHOWN_OUTSIDE, Status
from planner.campaigns.models import Campaign
from planner.dates import Era
from planner.events import queries, stored
from planner.events.models import Event
from planner.events.recurrence_rule import Rule
from planner.events.recurrence_words import words
from planner.events.timing import AllDay, Timing
from planner.events.visibility import effective, is_called_off
from planner.events.words import EVENT_TYPE_NAMES, EventStatus, EventType, Visibility
from planner.feeds import narrowed
from planner.feeds.printed import Content, PrintedEvent, PrintedOverride
from planner.i18n import Language, mark, pick, translate
from planner.text import is_safe_link

COLUMNS = (
    Event.id,
    Event.uid,
    Event.sequence,
    Event.printed_at,
    Event.created_at,
    Event.title_th,
    Event.title_en,
    Event.public_text_th,
    Event.public_text_en,
    Event.type,
    Event.starts_at,
    Event.ends_at,
    Event.timezone,
    Event.all_day_start,
    Event.all_day_end,
    Event.recurrence,
    Event.venue_th,
    Event.venue_en,
    Event.address,
    Event.online_url,
    Event.status,
    Event.public_contact,
    Campaign.title_th.label("campaign_title_th"),
    Campaign.title_en.label("campaign_title_en"),
    # decide how it is sent, and are not printed
    Event.visibility,
    Campaign.confidentiality,
    Campaign.status.label("campaign_status"),
)
AT_ONCE = 500

WHEN = mark("When: %(when)s")
EACH = mark("Repeats: %(rule)s")
JOIN = mark("Join: %(link)s")
ASK = mark("Contact: %(contact)s")
PART_OF = mark("Part of: %(campaign)s")
COPY = mark("This is a copy made on %(day)s. It does not change when the plan does.")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a reader wants an event written; one event in one manner is one run of bytes, whoever's feed it is in.

    Where a `status` is asked for, only the occurrences of a series that stand so are written.
    `copied_on` is set in a file to keep, which says that it is one.
    """

    language: Language
    era: Era
    drops_cancelled: bool = False
    status: EventStatus | None = None
    copied_on: date | None = None

    @property
    def key(self) -> str:
        """A short name to keep the bytes under."""
        state = f"-{self.status}" if self.status else ""
        return f"{self.language}-{self.era}{'-drop' if self.drops_cancelled else ''}{state}"


def question(*more: Any, join: Sequence[tuple[Any, Any]] = ()) -> Executable:
    """Asks for the printed columns of the events `ids`, and `more` of what is outer-joined to them."""
    statement = select(*COLUMNS, *more).join(Campaign, Campaign.id == Event.campaign_id)
    for target, condition in join:
        statement = statement.outerjoin(target, condition)
    return statement.where(Event.id.in_(bindparam("ids", expanding=True)))


_PRINTED = question()


def rows(
    session: Session, ids: Sequence[int], asking: Executable = _PRINTED, **bound: object
) -> Iterator[Any]:
    """What is printed of events, by id: the answers to a `question`.

    Whoever asks has decided that the reader may see them.
    """
    for first in range(0, len(ids), AT_ONCE):
        some = list(ids[first : first + AT_ONCE])
        yield from session.connection().execute(asking, {**bound, "ids": some})


def differing(session: Session, found: Iterable[Any]) -> dict[int, queries.Exceptions]:
    """What differs from the rules of those that repeat, by event."""
    repeating = [row.id for row in found if row.recurrence]
    return queries.exceptions(session, repeating) if repeating else {}


def printed(row: Any, differs: queries.Exceptions | None, manner: Manner) -> PrintedEvent:
    """An event as its reader sees it."""
    timing = stored.timing_of(row)
    its = differs or queries.Exceptions([], [])
    series = stored.series(timing, row.recurrence, its.excluded, its.overrides, row.timezone)
    changed, alone = its.overrides, row
    if manner.status is not None and series.rule is not None:
        series, changed = narrowed.of(row, series, changed, manner.status)
        timing = series.timing
        if series.rule is None:
            # an occurrence that is left alone is written as itself
            (alone,), changed = changed, []
    rule = series.rule
    kept = [one for one in changed if not (manner.drops_cancelled and _is_cancelled(one))]
    dropped = {one.on for one in changed} - {one.on for one in kept}
    return PrintedEvent(
        uid=row.uid,
        sequence=row.sequence,
        created_at=row.created_at,
        last_modified_at=row.printed_at,
        timing=timing,
        content=_content(row, alone, timing, rule, manner),
        rule=rule,
        excluded=series.excluded | dropped,
        overrides=tuple(
            PrintedOverride(
                on=one.on,
                timing=series.timing_of(one.on),
                content=_content(row, one, series.timing_of(one.on), None, manner),
            )
            for one in kept
        ),
    )


def _is_cancelled(override: Any) -> bool:
    return bool(override.status == EventStatus.CANCELLED)


def _content(row: Any, one: Any, timing: Timing, rule: Rule | None, manner: Manner) -> Content:
    """Of an event, or of one of its occurrences (`one`), which says only what differs."""
    level = effective(row.visibility, row.confidentiality)
    return Content(
        title=_picked(row, one, "title", manner).strip()
        or translate(manner.language, EVENT_TYPE_NAMES[row.type]),
        description=_description(row, one, timing, rule, manner),
        location=_location(row, one, manner),
        url=_link(row),
        categories=_categories(row.type, manner),
        status=_status(one.status or row.status, row.campaign_status),
        is_private=level in {Visibility.TEAM, Visibility.RESTRICTED},
    )


def _categories(type_: EventType, manner: Manner) -> tuple[str, ...]:
    # a milestone is what stands where nobody chose a type: it must not be told to outsiders as a fact
    if type_ == EventType.MILESTONE:
        return ()
    return (translate(manner.language, EVENT_TYPE_NAMES[type_]),)


def _description(row: Any, one: Any, timing: Timing, rule: Rule | None, manner: Manner) -> str:
    language, link = manner.language, _link(row)
    campaign = pick(row.campaign_title_th, row.campaign_title_en, language).text
    said = [translate(language, WHEN, when=when(timing, language, manner.era))]
    if rule is not None:
        said.append(translate(language, EACH, rule=words(rule, language, manner.era)))
    if link:
        said.append(translate(language, JOIN, link=link))
    if row.public_contact:
        said.append(translate(language, ASK, contact=row.public_contact))
    if campaign:
        said.append(translate(language, PART_OF, campaign=campaign))
    if manner.copied_on is not None:
        day = dates.format_day(manner.copied_on, language, manner.era)
        said.append(translate(language, COPY, day=day))
    text = _picked(row, one, "public_text", manner)
    return "\n\n".join(part for part in (text, "\n".join(said)) if part)


def when(timing: Timing, language: Language, era: Era) -> str:
    """The time in words and in the reader's era, which calendar programs do not know."""
    if isinstance(timing, AllDay):
        return dates.format_range(timing.first_on, timing.last_on, language, era, style="weekday")
    return dates.format_span(
        timing.starts_at,
        timing.ends_at,
        dates.zone(timing.zone),
        language,
        era,
        style="weekday",
        reader_zone=dates.zone(dates.HOME_ZONE),
    )


def _location(row: Any, one: Any, manner: Manner) -> str:
    venue = _picked(row, one, "venue", manner)
    address = ", ".join(line.strip() for line in (row.address or "").splitlines() if line.strip())
    return ", ".join(part for part in (venue, address) if part) or _link(row)


def _link(row: Any) -> str:
    return row.online_url if row.online_url and is_safe_link(row.online_url) else ""


def _status(status: EventStatus, campaign: Status) -> EventStatus:
    """Called off with its campaign; not certain before its campaign is approved."""
    if is_called_off(status, campaign):
        return EventStatus.CANCELLED
    is_settled = campaign in SHOWN_OUTSIDE or campaign == Status.ARCHIVED
    return EventStatus.TENTATIVE if status == EventStatus.CONFIRMED and not is_settled else status


def _picked(row: Any, one: Any, key: str, manner: Manner) -> str:
    """The occurrence's text in the reader's language where it has one, else the series'; else the other language."""
    own = pick(getattr(one, f"{key}_th"), getattr(one, f"{key}_en"), manner.language).text
    return own or pick(getattr(row, f"{key}_th"), getattr(row, f"{key}_en"), manner.language).text
