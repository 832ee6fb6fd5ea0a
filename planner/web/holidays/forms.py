"""Forms about holidays and marked days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from planner.holidays.actions import HolidayData
from planner.holidays.marking import MarkedData
from planner.holidays.words import HolidayKind, MarkKind
from planner.i18n import mark
from planner.web.fields import Choice, Day, Line, Paragraph, RecordChoice, Tick
from planner.web.forms import OnceForm, PlannerForm

LONGEST_SHORT = 40
EVERYBODY = mark("The whole organisation")
NAME = mark("Name")


class _Holiday(PlannerForm):
    needed_pairs = ("name",)

    on = Day(mark("Day"), as_it_was=True, needed=True)
    kind = Choice(mark("Kind"), HolidayKind)
    name_th = Line(NAME, longest=400)
    name_en = Line(NAME, longest=400)
    short_name_th = Line(mark("Short name"), longest=LONGEST_SHORT)
    short_name_en = Line(mark("Short name"), longest=LONGEST_SHORT)
    note = Line(
        mark("Where it was announced"),
        description=mark("For example the cabinet resolution and its date, so that others can look it up."),
    )

    def to_data(self) -> HolidayData:
        """What was typed; call after validation."""
        return HolidayData(
            on=cast(date, self.on.data),
            kind=self.kind.data,
            name_th=self.name_th.data,
            name_en=self.name_en.data,
            short_name_th=self.short_name_th.data,
            short_name_en=self.short_name_en.data,
            note=self.note.data,
        )


class NewHolidayForm(_Holiday, OnceForm):
    """A holiday is added."""


class HolidayForm(_Holiday):
    """A holiday is changed."""


class CountryForm(PlannerForm):
    """A further country is chosen."""

    country = Line(mark("Country"), needed=True, longest=80)


class _Marked(PlannerForm):
    needed_pairs = ("name",)

    team = RecordChoice(mark("Applies to"), needed=False, empty=EVERYBODY)
    start_on = Day(mark("First day"), as_it_was=True, needed=True)
    name_th = Line(NAME)
    name_en = Line(NAME)
    why = Paragraph(mark("Reason"), longest=2_000)
    recurs_yearly = Tick(mark("Every year"))

    def offer_teams(self, teams: Iterable[tuple[int, str]], *, is_for_all: bool) -> None:
        """The teams it may be marked for; the whole organisation only where that may be chosen."""
        self.team.is_needed = not is_for_all
        self.team.offer(teams)
        if not is_for_all and self.team.choices:
            self.team.flags.required = True

    def to_data(self, kind: MarkKind) -> MarkedData:
        """What was typed; call after validation."""
        start = cast(date, self.start_on.data)
        end = self["end_on"].data if "end_on" in self else None
        return MarkedData(
            kind=kind,
            team_id=self.team.data,
            start_on=start,
            end_on=end or start,
            name_th=self.name_th.data,
            name_en=self.name_en.data,
            why=self.why.data,
            recurs_yearly=bool(self.recurs_yearly.data),
        )


class _Period:
    end_on = Day(mark("Last day"), as_it_was=True, description=mark("Without a last day it is one day long."))


class NewAwarenessForm(_Marked, OnceForm):
    """An awareness day is marked."""


class NewPeriodForm(_Marked, _Period, OnceForm):
    """A sensitive period is marked."""


class AwarenessForm(_Marked):
    """An awareness day is changed."""


class PeriodForm(_Marked, _Period):
    """A sensitive period is changed."""


NEW_FORMS: dict[MarkKind, type[_Marked]] = {
    MarkKind.SENSITIVE: NewPeriodForm,
    MarkKind.AWARENESS: NewAwarenessForm,
}
FORMS: dict[MarkKind, type[_Marked]] = {MarkKind.SENSITIVE: PeriodForm, MarkKind.AWARENESS: AwarenessForm}
