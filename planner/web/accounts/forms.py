"""Forms of signing in and of one's own profile."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField

from planner.i18n import mark
from planner.web.fields import Line, Needed
from planner.web.forms import PlannerForm


class SignInForm(PlannerForm):
    """E-mail and password."""

    email = Line(mark("E-mail"), needed=True, longest=254)
    password = PasswordField(mark("Password"), validators=[Needed()])
    next = HiddenField()
