"""The portfolio as PDF, in either language."""

from __future__ import annotations

from flask import Response

from planner import briefs, text
from planner.accounts.models import KIND_NAMES
from planner.extensions import db
from planner.i18n import Text, translate
from planner.objectives.words import OBJECTIVE_STATE_NAMES
from planner.web.briefs.views import asked_language, composer, edition_for, printed
from planner.web.errors import Answer
from planner.web.gate import actor
from planner.web.portfolio.views import PORTFOLIO, asked, bp

__all__ = ["bp"]


@bp.get("/portfolio.pdf")
def paper() -> Response | Answer:
    """What the portfolio counts for the reader, on paper: `language` th or en."""
    wanted = asked_language()
    found = briefs.portfolio_paper.gather(db.session, asked(), actor=actor(), edition=edition_for(wanted))
    title = translate(wanted, PORTFOLIO)
    composed = composer().paper(
        "portfolio",
        found.reader,
        told=found,
        title=Text(title, wanted, False),
        made_on=found.made_on,
        organisation=found.organisation,
        states=briefs.portfolio_paper.STATES,
        state_names=OBJECTIVE_STATE_NAMES,
        kind_names=KIND_NAMES,
    )
    year = briefs.writer.Writer(found.reader).year(found.made_on.replace(year=found.scope.year, day=1))
    return printed(
        composed,
        text.content_disposition(
            "inline", f"{title} {year}.pdf", plain_stem=f"portfolio-{found.scope.year}-{wanted}"
        ),
    )
