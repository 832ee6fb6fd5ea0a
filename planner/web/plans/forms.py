"""Forms of deciding about a plan, of commenting on it, of a step with a comment, and of changing a campaign's kind."""

from __future__ import annotations

from wtforms import HiddenField

from planner.i18n import mark
from planner.plans.comments import LONGEST
from planner.web.fields import Paragraph, RecordChoice
from planner.web.forms import OnceForm, PlannerForm


class DecisionForm(PlannerForm):
    """A decision about the plan with this number; a comment is needed unless it is approved."""

    number = HiddenField()
    comment = Paragraph(mark("Comment"))


class CommentForm(OnceForm):
    """A comment on the plan with this number. Its control is not named as the decision's: both share a page."""

    number = HiddenField()
    text = Paragraph(mark("Comment on the plan"), needed=True, longest=LONGEST)


class EditCommentForm(PlannerForm):
    """One's own words, to be changed."""

    text = Paragraph(mark("Comment on the plan"), needed=True, longest=LONGEST)


class ChangeKindForm(PlannerForm):
    """The team that takes the campaign over."""

    team = RecordChoice(mark("Receiving team"))
    comment = Paragraph(mark("Reason"))
