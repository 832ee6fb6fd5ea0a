"""The event that carries a series on: everything of the old one, under a name of its own."""

from __future__ import annotations

from datetime import date

from planner.events import stored
from planner.events.models import Attachment, ChecklistItem, Event, ExcludedDate, Override, RunSheetItem

CARRIED = (
    "title_th",
    "title_en",
    "public_text_th",
    "public_text_en",
    "internal_note",
    "type",
    "campaign_id",
    "timezone",
    "venue_th",
    "venue_en",
    "address",
    "online_url",
    "visibility",
    "embargo_until",
    "status",
    "status_reason",
    "strategy",
    "channel",
    "capacity",
    "public_contact",
    "owner_id",
    "is_media_invited",
    "photo_notice",
    "access_needs",
)
_OF_STEP = (
    "starts_at",
    "duration_minutes",
    "title",
    "what_happens",
    "responsible",
    "location",
    "cue",
    "contingency",
    "programme_th",
    "programme_en",
    "speaker",
)
# as for the run sheet: nothing of it is done yet
_OF_LINE = ("position", "title", "responsible", "days_before")


def continuing(event: Event, *, since: date) -> Event:
    """A new event that goes on where another ends, with its attached stakeholders, run sheet and checklist.

    What was left out or changed from that day on comes along, to be written with its series. Needs all parts of
    the event loaded.
    """
    later = Event(**{key: getattr(event, key) for key in CARRIED})
    later.campaign, later.continues_id = event.campaign, event.id
    later.exclusions = [ExcludedDate(on=row.on) for row in event.exclusions if row.on >= since]
    later.overrides = [
        Override(on=row.on, **stored.content_of(row)) for row in event.overrides if row.on >= since
    ]
    later.attachments = [
        Attachment(stakeholder_id=row.stakeholder_id, role=row.role) for row in event.attachments
    ]
    # what depends on what is left to be said anew: nothing of the new run sheet is done yet
    later.run_sheet = [
        RunSheetItem(**{key: getattr(row, key) for key in _OF_STEP}) for row in event.run_sheet
    ]
    later.checklist = [
        ChecklistItem(**{key: getattr(row, key) for key in _OF_LINE}) for row in event.checklist
    ]
    return later
