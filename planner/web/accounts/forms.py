"""Forms of signing in, setting a password and of one's own profile."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, PasswordField

from planner.accounts.actions import Profile
from planner.accounts.models import Discipline, WeekStart
from planner.accounts.passwords import SHORTEST
from planner.dates import Era
from planner.i18n import Language, mark
from planner.web.fields import Choice, Line, Needed, Zone
from planner.web.forms import PlannerForm
from planner.web.language import say

PASSWORD_HINT = mark(
    "At least %(n)s characters, of any kind and in any script. A sentence is easy to remember."
)


class SignInForm(PlannerForm):
    """E-mail and password."""

    email = Line(mark("E-mail"), needed=True, longest=254)
    password = PasswordField(mark("Password"), validators=[Needed()])
    next = HiddenField()


class PasswordForm(PlannerForm):
    """A new password, by a one-time link."""

    password = PasswordField(mark("New password"), validators=[Needed()])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.password.description = say(PASSWORD_HINT, n=SHORTEST)


class OwnerForm(PasswordForm):
    """The first person of a new planner."""

    given_th = Line(mark("Given name, in Thai"), longest=120)
    family_th = Line(mark("Family name, in Thai"), longest=120)
    given_latin = Line(mark("Given name, in Latin letters"), longest=120)
    family_latin = Line(mark("Family name, in Latin letters"), longest=120)
    email = Line(mark("E-mail"), needed=True, longest=254)
    discipline = Choice(mark("Your team"), Discipline)


class ChangePasswordForm(PasswordForm):
    """A new password, knowing the current one."""

    current = PasswordField(mark("Current password"), validators=[Needed()])


class ProfileForm(PlannerForm):
    """One's own names and ways of reading."""

    given_th = Line(mark("Given name, in Thai"), longest=120)
    family_th = Line(mark("Family name, in Thai"), longest=120)
    given_latin = Line(mark("Given name, in Latin letters"), longest=120)
    family_latin = Line(mark("Family name, in Latin letters"), longest=120)
    position = Line(mark("Position"))
    language = Choice(mark("Language"), Language)
    date_era = Choice(mark("Years are written in"), Era)
    timezone = Zone(mark("Time zone"), needed=True)
    week_start = Choice(mark("The week begins on"), WeekStart)

    def to_data(self) -> Profile:
        """What to save."""
        return Profile(**{key: self[key].data for key in Profile.__dataclass_fields__})
