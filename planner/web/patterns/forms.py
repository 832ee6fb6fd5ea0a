"""What is asked before a campaign is begun from a pattern, all of it in the address; and a template's names."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import HiddenField

from planner.i18n import mark
from planner.plans.beginning import Choices as Chosen
from planner.plans.laying_out import Anchor, OnHoliday
from planner.plans.pattern import Part
from planner.plans.templates import Names
from planner.web.fields import Choices, Day, Line, RadioChoice, RecordChoice
from planner.web.forms import OnceForm, PlannerForm


class LookForm(PlannerForm):
    """Which team, from which day, what comes along, and what about holidays. It only asks for a page."""

    version = None  # type: ignore[assignment] # it is about no record

    team = RecordChoice(mark("Team"))
    anchor = RadioChoice(mark("Which day is fixed"), Anchor)
    on = Day(mark("Day"), needed=True)
    parts = Choices(mark("What comes along"), Part)
    holidays = RadioChoice(mark("An event that would fall on a holiday"), OnHoliday)

    def __init__(self, **usual: Any) -> None:
        self.is_asked = "on" in request.args
        formdata = request.args if self.is_asked else None
        super().__init__(data=usual, formdata=formdata, meta={"csrf": False})

    def to_data(self) -> Chosen:
        """For the feature; call after validation."""
        if self.on.data is None:
            raise ValueError("an invalid form has no data")
        return Chosen(
            team_id=self.team.data,
            anchor=self.anchor.data,
            on=self.on.data,
            parts=frozenset(Part(key) for key in self.parts.data or ()),
            on_holiday=self.holidays.data,
        )


class BeginForm(OnceForm):
    """Make what was looked at."""

    seen = HiddenField()


class TemplateForm(PlannerForm):
    """What a template is called."""

    needed_pairs = ("name",)

    name_th = Line(mark("Name"))
    name_en = Line(mark("Name"))

    def to_data(self) -> Names:
        """For the feature; call after validation."""
        return Names(self.name_th.data, self.name_en.data)


class KeepForm(TemplateForm, OnceForm):
    """The names of a template that is kept anew."""
