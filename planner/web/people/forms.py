"""Forms of inviting people, putting their details right, and giving them roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.accounts.actions import NewUser
from planner.accounts.administration import Details
from planner.accounts.models import Role, Team
from planner.custody.handing_over import CHARGE_NAMES, Lot
from planner.i18n import Language, mark
from planner.web import context
from planner.web.fields import Choice, Line, RecordChoice, Tick
from planner.web.forms import OnceForm, PlannerForm
from planner.web.language import say

IN_TEAM = mark("%(what)s · %(team)s")


class PersonForm(PlannerForm):
    """Who somebody is."""

    email = Line(mark("E-mail"), needed=True, longest=254)
    given_th = Line(mark("Given name, in Thai"), longest=120)
    family_th = Line(mark("Family name, in Thai"), longest=120)
    given_latin = Line(mark("Given name, in Latin letters"), longest=120)
    family_latin = Line(mark("Family name, in Latin letters"), longest=120)
    position = Line(mark("Position"))
    language = Choice(mark("Language"), Language)

    def to_details(self) -> Details:
        """What to save."""
        return Details(**{key: self[key].data for key in Details.__dataclass_fields__})


class InviteForm(OnceForm, PersonForm):
    """Somebody new, with a first role."""

    team = RecordChoice(mark("Team"), needed=False, empty=mark("No team yet"))
    role = Choice(mark("Role"), Role)
    is_administrator = Tick(
        mark("Administrator"), description=mark("Manages people and teams, and may edit everything.")
    )

    def to_data(self) -> NewUser:
        """Whom to let in."""
        return NewUser(**{key: self[key].data for key in NewUser.__dataclass_fields__})


class NewMembershipForm(OnceForm):
    """A role in a further team."""

    team = RecordChoice(mark("Team"))
    role = Choice(mark("Role"), Role)


class MembershipForm(PlannerForm):
    """Another role in the same team."""

    role = Choice(mark("Role"), Role)


def offer_teams(field: RecordChoice, teams: Sequence[Team]) -> None:
    """Offer teams that are in use."""
    field.offer((team.id, context.display_name(team).text) for team in teams if team.archived_at is None)


def hand_over_form(lots: Sequence[Lot], *, is_needed: bool, **kwargs: Any) -> PlannerForm:
    """A form that asks for each lot who takes it over; where not all are needed, what is left open stays."""
    empty = mark("Not chosen") if is_needed else mark("Stays as it is")
    controls = {
        lot.key: RecordChoice(label_of(lot), needed=is_needed and bool(lot.takers), empty=empty)
        for lot in lots
    }
    form: PlannerForm = type("HandOverForm", (PlannerForm,), controls)(**kwargs)
    for lot in lots:
        field = form[lot.key]
        field.offer((one.id, context.display_name(one).text) for one in lot.takers)  # type: ignore[attr-defined] # a choice of records
    return form


def label_of(lot: Lot) -> str:
    """What a lot is called, with its team where that decides who may hold it."""
    what = say(CHARGE_NAMES[lot.charge])
    return what if lot.team is None else say(IN_TEAM, what=what, team=context.display_name(lot.team).text)


def takers(form: PlannerForm, lots: Sequence[Lot]) -> dict[str, int]:
    """Who was chosen, by the lots' keys."""
    return {lot.key: form[lot.key].data for lot in lots if form[lot.key].data}
