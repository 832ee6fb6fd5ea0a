"""Forms for the gallery: one of every control."""

from __future__ import annotations

from wtforms import EmailField, FieldList, FormField
from wtforms import Form as Rows

from planner.campaigns.words import FieldOfWork
from planner.events.words import Visibility
from planner.stakeholders.words import ConsentPurpose
from planner.web import fields
from planner.web.forms import PlannerForm


class MessageRow(Rows):
    """One key message."""

    text_th = fields.Line("Message, Thai")
    text_en = fields.Line("Message, English")


class SampleForm(PlannerForm):
    """Every control there is."""

    title_th = fields.Line("Title")
    title_en = fields.Line("Title")
    purpose_th = fields.Paragraph("Purpose")
    purpose_en = fields.Paragraph("Purpose")
    email = EmailField("E-mail")
    note = fields.Paragraph("Note")
    start_on = fields.Day("Start", needed=True)
    end_on = fields.Day("End", needed=True)
    start_time = fields.TimeOfDay("Start time")
    amount = fields.Amount("Planned")
    target = fields.Number("Target")
    field_of_work = fields.Choice("Field of work", FieldOfWork, needed=False)
    visibility = fields.RadioChoice("Visibility", Visibility)
    purposes = fields.Choices("Consent", ConsentPurpose)
    all_day = fields.Tick("All day")
    messages_said = FieldList(FormField(MessageRow), min_entries=2)
