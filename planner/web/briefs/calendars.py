"""The calendar as PDF: asked for by days, language, era and copy, with the filters that the calendar has."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as Redirection

from planner import briefs, clock, dates, text
from planner.briefs.copies import COPY_NAMES, Copy
from planner.calendar import grid, told
from planner.calendar.looking import View
from planner.dates import Era
from planner.errors import Refusal
from planner.extensions import db
from planner.i18n import LANGUAGE_NAMES, Language, Text, mark, translate
from planner.web import fields, language
from planner.web.briefs.views import asked_copy, asked_language, bp, composer, edition_for, printed
from planner.web.calendar.asked import Asked
from planner.web.calendar.views import looked_at
from planner.web.days import iso_day
from planner.web.errors import Answer
from planner.web.forms import PlannerForm
from planner.web.gate import actor
from planner.web.language import say

if TYPE_CHECKING:
    from planner.briefs.calendar_gather import Wanted
    from planner.briefs.calendar_shapes import CalendarPaper

TITLE = mark("Calendar of events")
NO_DAYS = mark("Say from which day to which the calendar goes.")


class CalendarForm(PlannerForm):
    """Which days, and for whom. It only asks for a file."""

    version = None  # type: ignore[assignment] # it is about no record

    first = fields.Day(mark("First day"), needed=True, as_it_was=True)
    last = fields.Day(mark("Last day"), needed=True, as_it_was=True)
    copy = fields.RadioChoice(mark("Which copy"), Copy)
    language = fields.RadioChoice(mark("Language"), Language)
    era = fields.RadioChoice(mark("Years are written in"), Era)

    def __init__(self, **usual: Any) -> None:
        self.is_asked = "first" in request.args
        formdata = request.args if self.is_asked else None
        super().__init__(data=usual, formdata=formdata, meta={"csrf": False})


@bp.get("/calendar/print", endpoint="calendar")
def calendar_page() -> str | tuple[str, int] | Redirection:
    """Ask which days and for whom; once that is said, lead to the file."""
    asked = looked_at()
    first, last = _usual(asked)
    form = CalendarForm(
        first=first,
        last=last,
        copy=Copy.INTERNAL,
        language=Language(language.language()),
        era=language.era(),
    )
    if form.is_asked and form.validate() and _is_possible(form, asked):
        return redirect(url_for("briefs.calendar_file", **_given(form, asked)))
    known = told.known(db.session, [asked.filters], actor=actor())
    page = render_template(
        "calendar/print.html",
        form=form,
        filters=told.told(asked.filters, known, language.language()),
        kept=asked.kept(),
        back=asked.address(asked.view, asked.on),
    )
    return page, 422 if form.is_asked else 200


@bp.get("/calendar.pdf", endpoint="calendar_file")
def calendar_file() -> Response | Answer:
    """The finished PDF of the days from `first` to `last`, both included; `language`, `era` and `copy` as asked.

    :raises Refusal: where the days are too many, or hold more events than fit.
    """
    tongue, copy, era = asked_language(), asked_copy(), _asked_era()
    wanted = briefs.calendar_gather.Wanted(*_asked_days(), looked_at().filters)
    edition = edition_for(tongue, era=era)
    if copy == Copy.INTERNAL:
        paper = briefs.calendar_gather.inside(
            db.session, wanted, actor=actor(), edition=edition, at=clock.now()
        )
    else:
        paper = briefs.calendar_gather.outside(
            db.session, wanted, actor=actor(), edition=edition, at=clock.now()
        )
    title = Text(_title(paper), tongue, False)
    composed = composer().paper(
        "calendar",
        paper.reader,
        paper=paper,
        title=title,
        made_on=paper.made_on,
        organisation=paper.organisation,
    )
    return printed(composed, _file_name(title, wanted, tongue, copy))


def _usual(asked: Asked) -> tuple[date, date]:
    """The days that the calendar shows; of a month its own."""
    if asked.view is View.MONTH:
        first = asked.on.replace(day=1)
        return first, grid.next_month(first) - grid.DAY
    return asked.days


def _is_possible(form: CalendarForm, asked: Asked) -> bool:
    """Whether there is such a paper; if not, the form says why."""
    first, last = form.first.data, form.last.data
    if first is None or last is None:
        return False
    try:
        briefs.calendar_gather.Wanted(first, last, asked.filters)
    except Refusal as refusal:
        form.refuse(say(refusal.message, **refusal.values), field=refusal.field)
        return False
    return True


def _given(form: CalendarForm, asked: Asked) -> dict[str, Any]:
    """What was chosen, as it stands in the file's address."""
    days = {key: form[key].data.isoformat() for key in ("first", "last")}
    return days | {key: form[key].data.value for key in ("copy", "language", "era")} | asked.kept()


def _asked_days() -> tuple[date, date]:
    first, last = (iso_day(request.args.get(key)) for key in ("first", "last"))
    if first is None or last is None:
        raise Refusal(NO_DAYS)
    return first, last


def _asked_era() -> Era:
    asked = request.args.get("era", language.era())
    if asked not in set(Era):
        raise BadRequest
    return Era(asked)


def _title(paper: CalendarPaper) -> str:
    reader = paper.reader
    first, last = paper.first_on, paper.last_on
    is_month = first.day == 1 and last == grid.next_month(first) - grid.DAY
    days = (
        dates.format_month(first.year, first.month, reader.language, reader.era)
        if is_month
        else dates.format_range(first, last, reader.language, reader.era)
    )
    return f"{translate(reader.language, TITLE)} {days}"


def _file_name(title: Text, wanted: Wanted, tongue: Language, copy: Copy) -> str:
    which = f", {translate(tongue, LANGUAGE_NAMES[tongue])}, {translate(tongue, COPY_NAMES[copy])}"
    stem = text.shortened(title.text, text.LONGEST_NAME - len(which)).rstrip(" .")
    plain = f"calendar-{wanted.first_on.isoformat()}-{wanted.last_on.isoformat()}-{tongue}-{copy}"
    return text.content_disposition("inline", f"{stem}{which}.pdf", plain_stem=plain)
