"""Gathering one event, or one day of a series, into the internal copy of its brief.

The run sheet of a series is that of each of its days: the brief of a day takes time, title, venue and status from
that day and the steps from the series. Answers to invitations are not recorded yet, so the guests are counted by what
they are, and the brief says that it does not know who comes. Whoever asked not to be contacted, or is set aside, is
named without a number to call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import KIND_NAMES, Kind, User
from planner.briefs import gather
from planner.briefs.event_inside import Check, EventBrief, Media, Met, Place, Present, Reached, RunStep
from planner.briefs.gather import Edition, other_title, when
from planner.briefs.inside import Link
from planner.briefs.shapes import Reader, as_written
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.errors import NotFound
from planner.events import checklist, links, meetings, queries, run_sheet, stored
from planner.events.models import Attachment, Event, NamedLink, Override
from planner.events.recurrence import Occurrence
from planner.events.run_sheet import Part, Step
from planner.events.timing import Timing
from planner.events.visibility import effective, is_called_off
from planner.events.words import (
    ATTACHMENT_ROLE_NAMES,
    EVENT_STATUS_NAMES,
    EVENT_TYPE_NAMES,
    ITEM_STATE_NAMES,
    VISIBILITY_NAMES,
    AttachmentRole,
    EventStatus,
    ItemState,
)
from planner.i18n import Text, mark, pick, pick_of
from planner.plans import snapshot
from planner.stakeholders import naming
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import SET_ASIDE

LOOKS_AFTER = mark("Looks after the event")
LEADS = mark("Leads the campaign")

ON_CALL = (
    AttachmentRole.STAFF,
    AttachmentRole.CHAIR,
    AttachmentRole.SPEAKER,
    AttachmentRole.INTERPRETER,
    AttachmentRole.PARTNER,
)
"""Whom one may have to call on the day; guests and the press are not rung up from a run sheet."""

IN_PROTOCOL = (AttachmentRole.VIP, AttachmentRole.CHAIR, AttachmentRole.SPEAKER)


def day_of(event: Event, on: date | None, at: datetime) -> Occurrence:
    """The day of an event that is meant: the one named, else of a series the next after an instant, else its first.

    :raises NotFound: where the event has no such day.
    """
    series = stored.series_of(event)
    if on is not None:
        if not series.has(on):
            raise NotFound
        return Occurrence(on, series.timing_of(on))
    coming = queries.next_of(series, at, event.timezone) if event.recurrence else None
    return coming or Occurrence(series.timing.on, series.timing)


def gathered(
    session: Session, event_id: int, *, actor: User, edition: Edition, at: datetime, on: date | None = None
) -> EventBrief:
    """How the day is run, for who may see the event; `at` (aware, UTC) is now.

    :raises NotFound: where there is no such event for the actor, or it has no such day.
    """
    event = queries.shown(session, event_id, actor=actor)
    day = day_of(event, on, at)
    that_day = next((row for row in event.overrides if event.recurrence and row.on == day.on), None)
    campaign = campaigns.whole(session, event.campaign_id, actor=actor)
    reader, named = edition.reader, links.of(session, event)
    status = _status(event, that_day, campaign)
    attached = sorted(event.attachments, key=lambda one: (_rank(one), one.id))
    return EventBrief(
        reader=reader,
        made_on=edition.made_on,
        organisation=edition.organisation,
        stamp=_stamp(event, campaign, named, day),
        title=_said(event, that_day, "title", reader),
        other_title=None if _differs(that_day, "title") else other_title(event, reader),
        campaign=pick_of(campaign, "title", reader.language),
        code=campaign.code,
        kind=KIND_NAMES[campaign.kind],
        is_communal=campaign.kind == Kind.COMMUNAL,
        when=when(day.timing, None, reader),
        type=EVENT_TYPE_NAMES[event.type],
        status=EVENT_STATUS_NAMES[status],
        is_cancelled=status == EventStatus.CANCELLED,
        visibility=VISIBILITY_NAMES[effective(event.visibility, campaign.confidentiality)],
        place=_place(event, that_day, reader),
        media=_media(event, campaign, attached, reader),
        purpose=pick_of(campaign, "purpose", reader.language),
        contacts=tuple(_contacts(event, campaign, attached, reader)),
        public_contact=as_written(event.public_contact),
        public_text=_or_none(_said(event, that_day, "public_text", reader)),
        guests=tuple(_guests(attached)),
        capacity=event.capacity,
        answer_by=event.rsvp_due_at,
        protocol=tuple(_protocol(attached, reader)),
        messages=tuple(gather.messages(campaign, reader)),
        people=tuple(_people(session, event, attached, actor=actor, at=at, reader=reader)),
        links=tuple(
            Link(pick_of(one, "label", reader.language), one.address, one.is_outward) for one in named
        ),
        risks=as_written(campaign.risks),
        checklist=tuple(_checklist(event)),
        met_new_count=event.met_new_count,
        met_known_count=event.met_known_count,
        **_parts(event, day.timing),
    )


def _status(event: Event, that_day: Override | None, campaign: Campaign) -> EventStatus:
    if is_called_off(event.status, campaign.status):
        return EventStatus.CANCELLED
    return (that_day and that_day.status) or event.status


def _differs(that_day: Override | None, key: str) -> bool:
    return that_day is not None and bool(getattr(that_day, f"{key}_th") or getattr(that_day, f"{key}_en"))


def _said(event: Event, that_day: Override | None, key: str, reader: Reader) -> Text:
    """A text of the event, or the one that stands in its place on this day."""
    return pick_of(that_day if that_day and _differs(that_day, key) else event, key, reader.language)


def _or_none(found: Text) -> Text | None:
    return found if found.text else None


def _rank(one: Attachment) -> int:
    return list(AttachmentRole).index(one.role)


def _stamp(event: Event, campaign: Campaign, named: Iterable[NamedLink], day: Occurrence) -> str:
    """What tells two papers apart: the day, and every record that the brief is made of, by its version."""
    attached = event.attachments
    made_of: list[Any] = [
        event,
        campaign,
        *event.overrides,
        *event.run_sheet,
        *event.checklist,
        *attached,
        *campaign.messages,
        *named,
    ]
    made_of += [one.stakeholder for one in attached]
    rows = sorted((type(one).__name__, one.id, one.version) for one in made_of)
    return snapshot.stamp(snapshot.digest({"on": day.on.isoformat(), "rows": rows}))


def _place(event: Event, that_day: Override | None, reader: Reader) -> Place:
    return Place(
        venue=_or_none(_said(event, that_day, "venue", reader)),
        address=as_written(event.address),
        online_url=event.online_url,
        access_needs=as_written(event.access_needs),
        note=as_written(event.internal_note),
    )


def _media(event: Event, campaign: Campaign, attached: Iterable[Attachment], reader: Reader) -> Media:
    until = [one for one in (event.embargo_until, campaign.embargo_until) if one]
    return Media(
        is_invited=event.is_media_invited,
        names=tuple(_name(one, reader) for one in attached if one.role == AttachmentRole.MEDIA),
        embargo_until=max(until, default=None),
        photo_notice=as_written(event.photo_notice),
    )


def _contacts(
    event: Event, campaign: Campaign, attached: Iterable[Attachment], reader: Reader
) -> Iterator[Reached]:
    if event.owner:
        yield _colleague(event.owner, LOOKS_AFTER, reader)
    if campaign.owner_id != event.owner_id:
        yield _colleague(campaign.owner, LEADS, reader)
    for one in attached:
        if one.role in ON_CALL:
            yield Reached(
                _name(one, reader), ATTACHMENT_ROLE_NAMES[one.role], ways=tuple(_numbers(one.stakeholder))
            )


def _colleague(user: User, role: str, reader: Reader) -> Reached:
    known = gather.person(user, reader)
    return Reached(known.name, role, known.position, (user.email,))


def _numbers(who: Stakeholder) -> list[str]:
    return [] if who.do_not_contact or who.status in SET_ASIDE else who.phones


def _name(one: Attachment, reader: Reader) -> Text:
    return pick_of(one.stakeholder, "name", reader.language)


def _guests(attached: Iterable[Attachment]) -> Iterator[tuple[str, int]]:
    counted = Counter(one.role for one in attached)
    for role in AttachmentRole:
        if counted[role]:
            yield ATTACHMENT_ROLE_NAMES[role], counted[role]


def _protocol(attached: Iterable[Attachment], reader: Reader) -> Iterator[Present]:
    for role in IN_PROTOCOL:
        for one in attached:
            if one.role == role:
                called = naming.address(one.stakeholder, reader.language)
                yield Present(_name(one, reader), ATTACHMENT_ROLE_NAMES[role], called)


def _people(
    session: Session,
    event: Event,
    attached: Iterable[Attachment],
    *,
    actor: User,
    at: datetime,
    reader: Reader,
) -> Iterator[Met]:
    """Everybody attached, with their last and next meeting; this event may be either."""
    who = select(Attachment.stakeholder_id).where(Attachment.event_id == event.id)
    known = meetings.of_stakeholders(session, who, actor=actor, now=at)
    for one in attached:
        met = known.get(one.stakeholder_id, meetings.NEVER)
        last, coming = met.last, met.next
        yield Met(
            _name(one, reader),
            last.on if last else None,
            pick(last.title_th, last.title_en, reader.language) if last else None,
            coming.on if coming else None,
            pick(coming.title_th, coming.title_en, reader.language) if coming else None,
        )


def _parts(event: Event, timing: Timing) -> dict[str, tuple[RunStep, ...]]:
    """The run sheet in three: before doors open, the event, and after it."""
    steps: dict[Part, list[RunStep]] = {part: [] for part in Part}
    for step in run_sheet.laid_out(event.run_sheet, timing):
        steps[run_sheet.part_of(step.item, timing)].append(_step(step))
    return {
        "set_up": tuple(steps[Part.SET_UP]),
        "steps": tuple(steps[Part.EVENT]),
        "strike": tuple(steps[Part.STRIKE]),
    }


def _checklist(event: Event) -> Iterator[Check]:
    for one in event.checklist:
        title = as_written(one.title) or Text("", "th", False)
        due = checklist.due_on(one, event)
        yield Check(title, as_written(one.responsible), due, one.ticked_at is not None)


def _step(step: Step) -> RunStep:
    item = step.item
    return RunStep(
        starts=item.starts_at,
        ends=step.ends_at,
        title=as_written(item.title) or Text("", "th", False),
        state=None if item.state == ItemState.PLANNED else ITEM_STATE_NAMES[item.state],
        is_dropped=item.state == ItemState.DROPPED,
        buffer_minutes=step.buffer_minutes,
        overlap_minutes=step.overlap_minutes,
        what_happens=as_written(item.what_happens),
        cue=as_written(item.cue),
        responsible=as_written(item.responsible),
        location=as_written(item.location),
        waits_for=as_written(step.depends_on.title) if step.depends_on else None,
        starts_too_early=step.starts_too_early,
        contingency=as_written(item.contingency),
    )
