"""When one is away oneself: so that nobody plans on an owner or an approver who is not there."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.accounts import absences
from planner.accounts.absences import AbsenceData
from planner.extensions import db
from planner.i18n import mark
from planner.web.accounts.profile import bp
from planner.web.fields import Day, Line
from planner.web.forms import OnceForm
from planner.web.gate import actor
from planner.web.saving import acting, saving

__all__ = ["bp"]


class AbsenceForm(OnceForm):
    """From one day to another."""

    first_on = Day(mark("First day"), as_it_was=True, needed=True)
    last_on = Day(mark("Last day"), as_it_was=True, needed=True)
    note = Line(
        mark("Note"), longest=200, description=mark("For yourself. Colleagues are told the days alone.")
    )


@bp.route("/absences/new", methods=["GET", "POST"])
def new_absence() -> str | Response | tuple[str, int]:
    """Note some days on which one is away."""
    form = AbsenceForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            days = cast(date, form.first_on.data), cast(date, form.last_on.data)
            absences.add(db.session, AbsenceData(*days, form.note.data), actor=actor())
            saved.at(url_for("profile.edit", _anchor="absences"))
        if saved:
            return saved.redirect()
    return render_template("accounts/new_absence.html", form=form), form.status


@bp.post("/absences/<int:id>/remove")
def remove_absence(id: int) -> Response:
    """Be there after all."""
    with acting():
        absences.remove(db.session, id, actor=actor())
    return redirect(url_for("profile.edit", _anchor="absences"))
