"""Forms of deciding about a plan and of changing a campaign's kind."""

from __future__ import annotations

from wtforms import HiddenField

from planner.i18n import mark
from planner.web.fields import Paragraph, RecordChoice
from planner.web.forms import PlannerForm


class DecisionForm(PlannerForm):
    """A decision about the plan with this number; a comment is needed unless it is approved."""

    number = HiddenField()
    comment = Paragraph(mark("Comment"))


class ChangeKindForm(PlannerForm):
    """The team that takes the campaign over."""

    team = RecordChoice(mark("Receiving team"))
    comment = Paragraph(mark("Reason"))
