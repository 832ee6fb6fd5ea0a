"""A year of holidays: what the package says, what stands here, who confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answered

from planner import clock, dates, text
from planner.accounts import permissions
from planner.accounts import queries as accounts
from planner.extensions import db
from planner.holidays import actions, package, queries
from planner.holidays.comparing import compare
from planner.holidays.words import FIRST_YEAR, HOME, LAST_YEAR, HolidayKind
from planner.i18n import Language, mark
from planner.web import context, day_notes, history, language
from planner.web.days import iso_day, written_day
from planner.web.field_names import field_name
from planner.web.gate import actor
from planner.web.holidays.forms import CountryForm, HolidayForm, NewHolidayForm
from planner.web.language import say
from planner.web.saving import acting, saving

bp = Blueprint("holidays", __name__)

Shown = str | Answered | tuple[str, int]

YEARS_AROUND = 5

TAKEN = mark("Taken over. Days added: %(count)s. What was here before stays as it was.")
NOTHING_NEW = mark("Everything the package has is here already.")
CONFIRMED = mark("Confirmed. The year’s holidays count as certain now.")
REOPENED = mark("The year counts as not confirmed again.")
STRUCK_OFF = mark("Struck off. The day is shown nowhere any more.")
PUT_BACK = mark("Put back.")
NONE = mark("none")


@dataclass(frozen=True)
class Asked:
    """A country's year."""

    country: str
    year: int

    @property
    def address(self) -> str:
        """The page that shows it."""
        return url_for("holidays.index", country=self.country, year=self.year)

    @property
    def around(self) -> range:
        """Some years before and after."""
        return range(max(self.year - YEARS_AROUND, FIRST_YEAR), min(self.year + YEARS_AROUND, LAST_YEAR) + 1)

    def step(self, years: int) -> str | None:
        """The page of another year, as far as years go."""
        year = self.year + years
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return url_for("holidays.index", country=self.country, year=year)


@bp.get("/holidays")
def index() -> str:
    """A year, in either era; unknown years and countries are as if they were not there."""
    chosen = [HOME, *(one.country for one in queries.chosen(db.session))]
    asked = _asked(chosen)
    said = package.said(asked.country, asked.year)
    of_year = queries.year(db.session, asked.country, asked.year)
    rows = queries.of_year(db.session, asked.country, asked.year)
    found = compare(said, rows)
    confirmer = _name_of(of_year.confirmed_by_id) if of_year and of_year.confirmed_by_id else None
    return render_template(
        "holidays/index.html",
        asked=asked,
        year=_named_year(asked.year),
        years=[(year, _named_year(year)) for year in asked.around],
        countries=[(code, _country(code)) for code in chosen],
        country=_country(asked.country),
        of_year=of_year,
        is_taken_over=of_year is not None and of_year.taken_over_at is not None,
        confirmer=confirmer,
        can_tell=said is not None,
        is_said=bool(said),
        found=found,
        field_name=field_name,
        shown=_shown,
        may_manage=permissions.may(actor(), "holiday:manage"),
        entries=history.entries(db.session, "holiday_year", of_year.id) if of_year else [],
    )


@bp.get("/holidays/on/<string:on>")
def on(on: str) -> Response:
    """What a day is, in the reader's words, for the lines under a date field: a note and the next working day.

    Nothing where it is nothing, and none where the office works on it. Without markup: scripts put it in its place.
    """
    day = iso_day(on)
    after = day_notes.working_day_after(day)
    return jsonify(
        note=day_notes.note(day),
        offer="" if after is None else say(day_notes.NEXT_WORKING_DAY, day=context.day(after, "weekday")),
        value="" if after is None else written_day(after),
    )


@bp.post("/holidays/<string(length=2):country>/<int:year>/take-over")
def take_over(country: str, year: int) -> Answered:
    """Write down what the package has and this office has not."""
    with acting() as done:
        count = actions.take_over(db.session, country, year, actor=actor())
    if done:
        flash(say(TAKEN, count=count) if count else say(NOTHING_NEW), "done")
    return redirect(Asked(country, year).address)


@bp.post("/holidays/<string(length=2):country>/<int:year>/confirm")
def confirm(country: str, year: int) -> Answered:
    """Say that the year stands."""
    with acting() as done:
        actions.confirm(db.session, country, year, actor=actor(), version=_version())
    if done:
        undo = url_for("holidays.reopen", country=country, year=year)
        flash({"text": say(CONFIRMED), "undo": undo}, "done")  # type: ignore[arg-type] # a flash holds what JSON holds
    return redirect(Asked(country, year).address)


@bp.post("/holidays/<string(length=2):country>/<int:year>/reopen")
def reopen(country: str, year: int) -> Answered:
    """Take the confirmation back."""
    with acting() as done:
        actions.reopen(db.session, country, year, actor=actor(), version=_version())
    if done:
        flash(say(REOPENED), "done")
    return redirect(Asked(country, year).address)


@bp.route("/holidays/new", methods=["GET", "POST"])
def new() -> Shown:
    """Add a day that was announced, or that the package does not know."""
    permissions.demand(actor(), "holiday:manage")
    asked = _asked([HOME, *(one.country for one in queries.chosen(db.session))])
    form = NewHolidayForm(data={"kind": HolidayKind.PUBLIC, "on": iso_day(request.args.get("on"))})
    if form.validate_on_submit():
        with saving(form) as saved:
            made = actions.add(db.session, asked.country, form.to_data(), actor=actor())
            saved.at(_place(asked.country, made.on.year, made.id))
        if saved:
            return saved.redirect()
    body = render_template("holidays/new.html", form=form, asked=asked, country=_country(asked.country))
    return body, form.status


@bp.route("/holidays/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Shown:
    """Change a day or its names."""
    permissions.demand(actor(), "holiday:manage")
    holiday = queries.holiday(db.session, id)
    form = HolidayForm(record=holiday)
    if form.validate_on_submit():
        with saving(form) as saved:
            data = form.to_data()
            actions.revise(db.session, id, data, actor=actor(), version=form.seen_version)
            saved.at(_place(holiday.country, data.on.year, id))
        if saved:
            return saved.redirect()
        holiday = queries.holiday(db.session, id)
    body = render_template(
        "holidays/edit.html", form=form, holiday=holiday, asked=Asked(holiday.country, holiday.on.year)
    )
    return body, form.status


@bp.post("/holidays/<int:id>/strike-off")
def strike_off(id: int) -> Answered:
    """Take a day out of use."""
    with acting() as done:
        actions.strike_off(db.session, id, actor=actor(), version=_version())
    if done:
        undo = {"text": say(STRUCK_OFF), "undo": url_for("holidays.put_back", id=id)}
        flash(undo, "done")  # type: ignore[arg-type] # a flash holds what JSON holds
    return _to(id)


@bp.post("/holidays/<int:id>/put-back")
def put_back(id: int) -> Answered:
    """Take a day into use again."""
    with acting() as done:
        actions.put_back(db.session, id, actor=actor(), version=_version())
    if done:
        flash(say(PUT_BACK), "done")
    return _to(id)


@bp.route("/holidays/countries", methods=["GET", "POST"])
def countries() -> Shown:
    """The countries whose holidays are shown beside Thailand's."""
    permissions.demand(actor(), "holiday:manage")
    form = CountryForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.choose_country(db.session, _code(form.country.data or ""), actor=actor())
            saved.at(url_for("holidays.countries"))
        if saved:
            return saved.redirect()
    chosen = queries.chosen(db.session)
    held = {HOME, *(one.country for one in chosen)}
    offered = sorted(
        ((code, _country(code)) for code in package.countries() if code not in held),
        key=lambda one: text.thai_sort_key(one[1]),
    )
    named = [(one, _country(one.country)) for one in chosen]
    body = render_template("holidays/countries.html", form=form, chosen=named, offered=offered)
    return body, form.status


@bp.post("/holidays/countries/<int:id>/drop")
def drop_country(id: int) -> Answered:
    """Show a country's holidays no more."""
    with acting():
        actions.drop_country(db.session, id, actor=actor())
    return redirect(url_for("holidays.countries"))


def _asked(chosen: list[str]) -> Asked:
    country = request.args.get("country", HOME)
    return Asked(country if country in chosen else HOME, _year() or clock.today(language.zone()).year)


def _year() -> int | None:
    """The year asked for, of either era (`planner.dates`: 1900–2399 is the common one, 2400–2999 the Buddhist)."""
    typed = text.clean(request.args.get("year", "")).translate(text.THAI_DIGITS)
    if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
        return None
    year = int(typed)
    year = year - 543 if 2400 <= year <= 2999 else year
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _named_year(year: int) -> str:
    return dates.format_year(year, language.language(), language.era())


def _shown(value: object) -> str:
    """A compared value in words."""
    if isinstance(value, date):
        return dates.format_day(value, language.language(), language.era(), style="weekday")
    if isinstance(value, HolidayKind):
        return day_notes.kind_name(value)
    return str(value or say(NONE))


def _code(typed: str) -> str:
    """The code of a country that was typed by its code or by its name in either language."""
    wanted = typed.casefold()
    for code in package.countries():
        if wanted in {code.casefold(), *(package.country_name(code, one).casefold() for one in Language)}:
            return code
    return typed


def _country(code: str) -> str:
    return package.country_name(code, language.language())


def _name_of(user_id: int) -> str:
    return context.display_name(accounts.person(db.session, user_id)).text


def _version() -> int | None:
    return request.form.get("version", type=int)


def _place(country: str, year: int, holiday_id: int) -> str:
    return url_for("holidays.index", country=country, year=year, _anchor=f"holiday-{holiday_id}")


def _to(holiday_id: int) -> Answered:
    holiday = queries.holiday(db.session, holiday_id)
    return redirect(_place(holiday.country, holiday.on.year, holiday_id))
