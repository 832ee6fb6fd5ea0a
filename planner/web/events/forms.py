"""Forms about events: the first one, the sections, moving, run sheet, attached stakeholders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, Protocol

from planner import dates
from planner.campaigns.words import PesoChannel, Strategy
from planner.errors import Refusal
from planner.events import stored
from planner.events.actions import About, Afterwards, NewEvent, Place, Preparation, Section, Sharing
from planner.events.models import Event
from planner.events.run_sheet import Item
from planner.events.timing import instant
from planner.events.when import When
from planner.events.words import AttachmentRole, EventType, ItemState, Visibility
from planner.i18n import mark
from planner.web import fields
from planner.web.forms import OnceForm, PlannerForm

DAY_MISSING = mark("Give the day, too.")


class HasWhen(Protocol):
    """A form with the six controls of a time."""

    start_on: fields.Day
    start_time: fields.TimeOfDay
    end_on: fields.Day
    end_time: fields.TimeOfDay
    timezone: fields.Zone
    all_day: fields.Tick


def when_of(form: HasWhen) -> When:
    """The time as typed; what it means, and whether it can be, is `When`'s to say."""
    assert form.start_on.data is not None  # noqa: S101 - the control is needed
    return When(
        start_on=form.start_on.data,
        start_time=form.start_time.data,
        end_on=form.end_on.data,
        end_time=form.end_time.data,
        timezone=form.timezone.data or dates.HOME_ZONE,
        is_all_day=bool(form.all_day.data),
    )


def when_data(when: When) -> dict[str, Any]:
    """The six controls' values for a time.

    An end on the day of the start is left empty, so that it goes along when another day is typed for the start.
    """
    return {
        "start_on": when.start_on,
        "start_time": when.start_time,
        "end_on": None if when.end_on == when.start_on else when.end_on,
        "end_time": when.end_time,
        "timezone": when.timezone,
        "all_day": when.is_all_day,
    }


class NewEventForm(OnceForm):
    """What an event means nothing without."""

    needed_pairs = ("title",)

    title_th = fields.Line(mark("Title"))
    title_en = fields.Line(mark("Title"))
    start_on = fields.Day(mark("Starts on"), needed=True)
    start_time = fields.TimeOfDay(mark("Start time"))
    end_on = fields.Day(mark("Ends on"))
    end_time = fields.TimeOfDay(mark("End time"))
    timezone = fields.Zone(mark("Time zone"), needed=True)
    all_day = fields.Tick(mark("All day"))
    type = fields.Choice(mark("Type"), EventType, needed=False)
    venue_th = fields.Line(mark("Venue"), longest=300)
    venue_en = fields.Line(mark("Venue"), longest=300)
    visibility = fields.RadioChoice(mark("Visibility"), Visibility)

    def to_data(self, campaign_id: int) -> NewEvent:
        return NewEvent(
            campaign_id=campaign_id,
            when=when_of(self),
            visibility=self.visibility.data,
            title_th=self.title_th.data,
            title_en=self.title_en.data,
            type=self.type.data,
            venue_th=self.venue_th.data,
            venue_en=self.venue_en.data,
        )


class MoveForm(PlannerForm):
    """When a whole event is."""

    start_on = fields.Day(mark("Starts on"), needed=True)
    start_time = fields.TimeOfDay(mark("Start time"))
    end_on = fields.Day(mark("Ends on"))
    end_time = fields.TimeOfDay(mark("End time"))
    timezone = fields.Zone(mark("Time zone"), needed=True)
    all_day = fields.Tick(mark("All day"))

    @classmethod
    def prefill(cls, record: Event) -> dict[str, Any]:
        return when_data(When.of(stored.timing_of(record), record.timezone))


class SectionForm(PlannerForm):
    """One section of an event's page."""

    def to_data(self, event: Event) -> Section:
        raise NotImplementedError


class AboutForm(SectionForm):
    """What it is, as outsiders read it."""

    needed_pairs = ("title",)

    title_th = fields.Line(mark("Title"))
    title_en = fields.Line(mark("Title"))
    type = fields.Choice(mark("Type"), EventType)
    public_text_th = fields.Paragraph(mark("Public text"))
    public_text_en = fields.Paragraph(mark("Public text"))
    public_contact = fields.Line(
        mark("Public contact"),
        longest=300,
        description=mark("A name, phone or address that anyone may use. Outsiders read it."),
    )

    def to_data(self, event: Event) -> Section:
        return About(
            title_th=self.title_th.data,
            title_en=self.title_en.data,
            type=self.type.data,
            public_text_th=self.public_text_th.data,
            public_text_en=self.public_text_en.data,
            public_contact=self.public_contact.data,
        )


class PlaceForm(SectionForm):
    """Where it is."""

    venue_th = fields.Line(mark("Venue"), longest=300)
    venue_en = fields.Line(mark("Venue"), longest=300)
    address = fields.Paragraph(mark("Address"), longest=1_000)
    online_url = fields.Link(mark("Link"), description=mark("To join online, or to read more."))

    def to_data(self, event: Event) -> Section:
        return Place(
            venue_th=self.venue_th.data,
            venue_en=self.venue_en.data,
            address=self.address.data,
            online_url=self.online_url.data,
        )


class SharingForm(SectionForm):
    """Who may know of it, and from when."""

    visibility = fields.RadioChoice(mark("Visibility"), Visibility)
    embargo_until = fields.Day(mark("Embargo until"))
    embargo_until_time = fields.TimeOfDay(mark("Time"))

    @classmethod
    def prefill(cls, record: Event) -> dict[str, Any]:
        embargo = _split("embargo_until", record.embargo_until, record.timezone)
        return {"visibility": record.visibility, **embargo}

    def to_data(self, event: Event) -> Section:
        return Sharing(
            visibility=self.visibility.data,
            embargo_until=_joined(self.embargo_until, self.embargo_until_time, event.timezone),
        )


class PreparationForm(SectionForm):
    """What the team needs to know, and nobody else."""

    owner = fields.RecordChoice(mark("Owner"), needed=False)
    strategy = fields.Choice(mark("Cultivation strategy"), Strategy, needed=False)
    channel = fields.Choice(mark("Channel"), PesoChannel, needed=False)
    capacity = fields.Whole(mark("Capacity"), highest=10_000_000)
    rsvp_due_at = fields.Day(mark("Answer by"))
    rsvp_due_at_time = fields.TimeOfDay(mark("Time"))
    media_invited = fields.Tick(mark("Media invited"))
    photo_notice = fields.Paragraph(mark("Photo notice"))
    access_needs = fields.Paragraph(mark("Access needs"))
    internal_note = fields.Paragraph(mark("Internal note"))

    @classmethod
    def prefill(cls, record: Event) -> dict[str, Any]:
        return {
            **super().prefill(record),
            "owner": record.owner_id,
            "media_invited": record.is_media_invited,
            **_split("rsvp_due_at", record.rsvp_due_at, record.timezone),
        }

    def to_data(self, event: Event) -> Section:
        return Preparation(
            owner_id=self.owner.data,
            strategy=self.strategy.data,
            channel=self.channel.data,
            capacity=None if self.capacity.data is None else int(self.capacity.data),
            rsvp_due_at=_joined(self.rsvp_due_at, self.rsvp_due_at_time, event.timezone),
            is_media_invited=bool(self.media_invited.data),
            photo_notice=self.photo_notice.data,
            access_needs=self.access_needs.data,
            internal_note=self.internal_note.data,
        )


class AfterwardsForm(SectionForm):
    """Whom one met."""

    met_new_count = fields.Whole(mark("Met for the first time"))
    met_known_count = fields.Whole(mark("Known already"))

    def to_data(self, event: Event) -> Section:
        new, known = self.met_new_count.data, self.met_known_count.data
        return Afterwards(
            met_new_count=None if new is None else int(new),
            met_known_count=None if known is None else int(known),
        )


SECTIONS: Mapping[str, type[SectionForm]] = {
    "about": AboutForm,
    "place": PlaceForm,
    "sharing": SharingForm,
    "preparation": PreparationForm,
    "afterwards": AfterwardsForm,
}


class AttachForm(OnceForm):
    """Whom to attach, and as what."""

    stakeholder = fields.RecordChoice(mark("Stakeholder"))
    role = fields.Choice(mark("Role"), AttachmentRole)


class RoleForm(PlannerForm):
    """What somebody attached is at the event."""

    role = fields.Choice(mark("Role"), AttachmentRole)


class _StepControls:
    """One step of the run sheet."""

    starts_at = fields.TimeOfDay(mark("Start time"), needed=True)
    duration_minutes = fields.Whole(mark("Minutes"), needed=True, highest=1_440)
    title = fields.Line(mark("Step"), needed=True)
    what_happens = fields.Paragraph(mark("What happens"))
    responsible = fields.Line(mark("Responsible"))
    location = fields.Line(mark("Place"), longest=300)
    cue = fields.Paragraph(mark("Cue or equipment"))
    depends_on_id = fields.RecordChoice(mark("Depends on"), needed=False)
    contingency = fields.Paragraph(mark("If it fails"))
    state = fields.Choice(mark("State"), ItemState)
    programme_th = fields.Line(mark("In the programme"), longest=300)
    programme_en = fields.Line(mark("In the programme"), longest=300)
    speaker = fields.Line(mark("Speaker"), description=mark("Named in the programme."))

    def to_data(self) -> Item:
        assert self.starts_at.data is not None  # noqa: S101 - the control is needed
        return Item(
            starts_at=self.starts_at.data,
            duration_minutes=int(self.duration_minutes.data or 0),
            title=self.title.data or "",
            what_happens=self.what_happens.data,
            responsible=self.responsible.data,
            location=self.location.data,
            cue=self.cue.data,
            depends_on_id=self.depends_on_id.data,
            contingency=self.contingency.data,
            state=self.state.data,
            programme_th=self.programme_th.data,
            programme_en=self.programme_en.data,
            speaker=self.speaker.data,
        )


class NewStepForm(_StepControls, OnceForm):
    """A step to add."""


class StepForm(_StepControls, PlannerForm):
    """A step to change."""


def _split(key: str, at: datetime | None, zone: str) -> dict[str, Any]:
    """An instant as the two controls KEY and KEY_time."""
    if at is None:
        return {key: None, f"{key}_time": None}
    on, clock = dates.instant_to_local(at, dates.zone(zone))
    return {key: on, f"{key}_time": clock}


def _joined(day: fields.Day, at: fields.TimeOfDay, zone: str) -> datetime | None:
    """The instant that two controls mean; without a time, the beginning of the day."""
    if day.data is None:
        if at.data is not None:
            raise Refusal(DAY_MISSING, field=day.name)
        return None
    return instant(datetime.combine(day.data, at.data or time.min), zone)
