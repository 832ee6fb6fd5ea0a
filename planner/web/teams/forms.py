"""The form of a team."""

from __future__ import annotations

from typing import Any, ClassVar

from planner.accounts.models import Discipline, Kind
from planner.campaigns.teams import TeamData
from planner.i18n import mark
from planner.web.fields import Choice, Choices, Line
from planner.web.forms import OnceForm, PlannerForm


class TeamForm(PlannerForm):
    """Names, discipline, and the kinds of campaign it runs."""

    needed_pairs: ClassVar[tuple[str, ...]] = ("name",)

    name_th = Line(mark("Name (Thai)"))
    name_en = Line(mark("Name (English)"))
    discipline = Choice(mark("Discipline"), Discipline)
    kinds = Choices(mark("Kinds of campaign it runs"), Kind)

    @classmethod
    def prefill(cls, record: Any) -> dict[str, Any]:
        """The team as it is."""
        return {**super().prefill(record), "kinds": [kind.value for kind in record.kinds]}

    def to_data(self) -> TeamData:
        """What to save."""
        return TeamData(
            name_th=self.name_th.data,
            name_en=self.name_en.data,
            discipline=self.discipline.data,
            kinds=tuple(Kind(key) for key in self.kinds.data or ()),
        )


class NewTeamForm(OnceForm, TeamForm):
    """A new team."""
