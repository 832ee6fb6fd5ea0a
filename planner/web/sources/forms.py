"""Forms of calendars coming in: a file, and an address that is laid over."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField

from planner.events.words import Visibility
from planner.i18n import mark
from planner.sources.layering import LayerData
from planner.web import fields
from planner.web.forms import OnceForm, PlannerForm
from planner.web.language import say

NO_FILE = mark("Choose the file.")


class BringForm(OnceForm):
    """The file, the campaign it goes into, and what holds for all its events."""

    file = FileField(
        mark("File"),
        description=mark(
            "An .ics file, at most 10 MB and 2,000 events: Google, Outlook and Apple all write one."
        ),
    )
    campaign = fields.RecordChoice(mark("Campaign that the events belong to"))
    timezone = fields.Zone(
        mark("Time zone of times that name none"),
        needed=True,
        description=mark("Most calendars name their zone."),
    )
    visibility = fields.RadioChoice(mark("Visibility"), Visibility)

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if not getattr(self.file.data, "filename", None):
            self.file.errors = [*self.file.errors, say(NO_FILE)]
            is_valid = False
        return is_valid


class LayerForm(PlannerForm):
    """What a calendar that is laid over is called, and where it is."""

    address = fields.Line(
        mark("Address of the calendar"),
        needed=True,
        longest=2_000,
        description=mark("The address of an .ics file on the internet: https://, http:// or webcal://."),
    )
    name = fields.Line(mark("Name"), description=mark("Without one it is called after its server."))
    timezone = fields.Zone(mark("Time zone of times that name none"), needed=True)

    def to_data(self, team_id: int | None = None) -> LayerData:
        return LayerData(self.name.data or "", self.address.data or "", self.timezone.data or "UTC", team_id)


class NewLayerForm(LayerForm, OnceForm):
    """The same, and for whom."""

    team = fields.RecordChoice(mark("For"), needed=False, empty=mark("Only for me"))
