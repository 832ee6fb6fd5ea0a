"""The programme (กำหนดการ) of an event: what its guests are told, and nothing of how it is run.

The run sheet itself never leaves the house. A step stands in the programme when words for guests were written for it,
and only those words do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.briefs import outward
from planner.briefs.gather import Edition, when
from planner.briefs.outside import OutwardEvent, OutwardLink, Programme, ProgrammeStep
from planner.briefs.shapes import Reader, as_written
from planner.campaigns.models import Campaign
from planner.events import links, queries, run_sheet, stored
from planner.events.models import Event, NamedLink, Override
from planner.events.recurrence import Occurrence
from planner.events.visibility import Outward, is_called_off, outward_state
from planner.events.words import EVENT_STATUS_NAMES, EventStatus, ItemState
from planner.i18n import Text, pick


def gather(session: Session, event_id: int, *, actor: User, edition: Edition, at: datetime) -> Programme:
    """The programme of an event that the actor may see; of a series, that of its next day. `at` (aware) is now.

    :raises NotFound: where there is no such event for the actor.
    """
    found = queries.shown(session, event_id, actor=actor)
    return told(found, links.of(session, found), edition=edition, at=at)


def told(
    event: Event,
    named: Iterable[NamedLink],
    *,
    edition: Edition,
    at: datetime,
    day: Occurrence | None = None,
) -> Programme:
    """The same for an event with all its parts, and its links; of a series, that of `day` where one is given."""
    reader = edition.reader
    outwardly = outward.event(event, reader)
    coming = None
    if event.recurrence:
        coming = day or queries.next_of(stored.series_of(event), at, event.timezone)
    if coming is not None:
        outwardly = _on(outwardly, event, coming, reader)
    if is_called_off(event.status, event.campaign.status):
        outwardly = _stands(outwardly, EventStatus.CANCELLED)
    return Programme(
        reader=reader,
        made_on=edition.made_on,
        organisation=edition.organisation,
        event=outwardly,
        other_title=_other_title(event, reader),
        is_given_out=is_given_out(event, event.campaign, at),
        steps=tuple(_steps(event, reader)),
        links=tuple(
            OutwardLink(pick(one.label_th, one.label_en, reader.language), one.address)
            for one in named
            if one.is_outward
        ),
        feed=edition.feed if is_open(event, event.campaign, at) else None,
    )


def is_given_out(event: Event, campaign: Campaign, at: datetime) -> bool:
    """Whether those who take part in the campaign may know of the event at an instant."""
    state = outward_state(event, campaign, is_participant=True, is_attached=False, at=at)
    return state != Outward.HIDDEN


def is_open(event: Event, campaign: Campaign, at: datetime) -> bool:
    """Whether anyone may know of it: only then does its programme name the open feed."""
    state = outward_state(event, campaign, is_participant=False, is_attached=False, at=at)
    return state == Outward.SHOWN


def _on(outwardly: OutwardEvent, event: Event, coming: Occurrence, reader: Reader) -> OutwardEvent:
    """One day of a series, with what differs on it."""
    timing = when(coming.timing, None, reader)
    override = next((row for row in event.overrides if row.on == coming.on), None)
    if override is None:
        return replace(outwardly, when=timing)
    that_day = replace(
        outwardly,
        when=timing,
        title=_text(override, "title", reader) or outwardly.title,
        public_text=_text(override, "public_text", reader) or outwardly.public_text,
        venue=_text(override, "venue", reader) or outwardly.venue,
    )
    return that_day if override.status is None else _stands(that_day, override.status)


def _stands(one: OutwardEvent, status: EventStatus) -> OutwardEvent:
    """The event with a word for how it stands, where it is not simply on."""
    word = None if status == EventStatus.CONFIRMED else EVENT_STATUS_NAMES[status]
    return replace(one, status=word, is_cancelled=status == EventStatus.CANCELLED)


def _text(override: Override, key: str, reader: Reader) -> Text | None:
    found = pick(getattr(override, f"{key}_th"), getattr(override, f"{key}_en"), reader.language)
    return found if found.text else None


def _other_title(event: Event, reader: Reader) -> Text | None:
    if not (event.title_th and event.title_en):
        return None
    return pick(event.title_th, event.title_en, "en" if reader.language == "th" else "th")


def _steps(event: Event, reader: Reader) -> Iterable[ProgrammeStep]:
    for step in run_sheet.laid_out(event.run_sheet, stored.timing_of(event)):
        item = step.item
        words = pick(item.programme_th, item.programme_en, reader.language)
        if words.text and item.state != ItemState.DROPPED:
            yield ProgrammeStep(item.starts_at, step.ends_at, words, as_written(item.speaker))
