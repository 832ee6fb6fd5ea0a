"""The statement of a year: on the page, as PDF, as a list. What it shows stands in the address, to be shared."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import Any

from flask import Response as FlaskResponse
from flask import render_template, url_for
from werkzeug.wrappers import Response

from planner import briefs, dates, text
from planner.accounts import queries as people
from planner.accounts.models import Kind
from planner.contributions import statement
from planner.contributions.statement import Scope
from planner.exports import statement_out
from planner.extensions import db
from planner.i18n import LANGUAGE_NAMES, Language, Text, mark, pick_of, translate
from planner.web import language
from planner.web.briefs.views import asked_language, composer, edition_for, printed
from planner.web.campaigns.counted import number
from planner.web.contributions import shown
from planner.web.contributions.blueprint import bp
from planner.web.errors import Answer
from planner.web.exports.sending import send
from planner.web.gate import actor
from planner.web.language import say

STATEMENT = mark("Statement of contributions")


@bp.get("/contributions")
def index() -> str:
    """What was given in a year, counted; every line leads to what it counts."""
    scope = asked()
    told = shown.told(scope)
    reader = edition_for(Language(language.language())).reader
    teams = [one for one in people.teams(db.session) if one.runs(Kind.COMMUNAL)]
    return render_template(
        "contributions/index.html",
        scope=scope,
        told=told,
        lines=[briefs.statement_paper.line(one) for one in (told.given, told.managing, told.total)],
        groups=[one for one in briefs.statement_paper.groups(told, reader) if one.lines],
        year_name=_year(scope.year or 0),
        choices={
            "year": [(one, _year(one)) for one in _years(scope)],
            "team": [(one.id, pick_of(one, "name", language.language()).text) for one in teams],
        },
        active=sum(one is not None for one in (scope.team_id,)),
        papers=[
            (say(name), url_for("contributions.paper", **narrowed(scope), language=tongue.value))
            for tongue, name in LANGUAGE_NAMES.items()
        ],
        export_address=url_for("contributions.export", **narrowed(scope)),
        shown=shown,
    )


@bp.get("/contributions.pdf")
def paper() -> FlaskResponse | Answer:
    """What the statement counts for the reader, on paper: `language` th or en."""
    wanted = asked_language()
    found = briefs.statement_paper.gather(db.session, asked(), actor=actor(), edition=edition_for(wanted))
    title = translate(wanted, STATEMENT)
    composed = composer().paper(
        "statement",
        found.reader,
        told=found,
        title=Text(title, wanted, False),
        made_on=found.made_on,
        organisation=found.organisation,
    )
    year = briefs.writer.Writer(found.reader).year(found.made_on.replace(year=found.year, day=1))
    return printed(
        composed,
        text.content_disposition(
            "inline", f"{title} {year}.pdf", plain_stem=f"contributions-{found.year}-{wanted}"
        ),
    )


@bp.post("/contributions/export")
def export() -> Response | Answer:
    """The contributions of the statement at this address, for a spreadsheet."""
    scope = asked()
    return send(
        lambda session, reader: statement_out.contributions(session, scope, reader),
        name=statement_out.CONTRIBUTIONS,
        plain="contributions",
    )


def asked() -> Scope:
    """What the address asks for; the year is this one where it names none that can be."""
    year = number("year")
    return Scope(
        year=year if year is not None and MINYEAR < year < MAXYEAR else shown.this_year(),
        team_id=number("team"),
    )


def narrowed(scope: Scope) -> dict[str, Any]:
    """A scope as it stands in an address."""
    held = {"year": scope.year, "team": scope.team_id}
    return {key: value for key, value in held.items() if value is not None}


def _years(scope: Scope) -> list[int]:
    found = {*statement.years(db.session, actor=actor()), shown.this_year(), scope.year or 0}
    return sorted(found, reverse=True)


def _year(year: int) -> str:
    return dates.format_year(year, language.language(), language.era())
