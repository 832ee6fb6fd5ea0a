"""Forms for the gallery: one of every control."""

from __future__ import annotations

from wtforms import EmailField, FieldList, FormField
from wtforms import Form as Rows

from planner.campaigns.words import FieldOfWork
from planner.events.words import Visibility
from planner.i18n import mark
from planner.stakeholders.words import ConsentPurpose
from planner.web import fields
from planner.web.forms import PlannerForm


class MessageRow(Rows):
    """One key message."""

    text_th = fields.Line(mark("Message, Thai"))
    text_en = fields.Line(mark("Message, English"))


class SampleForm(PlannerForm):
    """Every control there is."""

    title_th = fields.Line(mark("Title"))
    title_en = fields.Line(mark("Title"))
    purpose_th = fields.Paragraph(mark("Purpose"))
    purpose_en = fields.Paragraph(mark("Purpose"))
    email = EmailField(mark("E-mail"))
    note = fields.Paragraph(mark("Note"))
    start_on = fields.Day(mark("Start"), needed=True)
    end_on = fields.Day(mark("End"), needed=True)
    start_time = fields.TimeOfDay(mark("Start time"))
    amount = fields.Amount(mark("Planned"))
    power = fields.Whole(mark("Power"), lowest=1, highest=5)
    target = fields.Number(mark("Target"))
    field_of_work = fields.Choice(mark("Field of work"), FieldOfWork, needed=False)
    visibility = fields.RadioChoice(mark("Visibility"), Visibility)
    purposes = fields.Choices(mark("Consent"), ConsentPurpose)
    all_day = fields.Tick(mark("All day"))
    messages_said = FieldList(FormField(MessageRow), min_entries=2)
