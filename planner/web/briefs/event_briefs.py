"""The brief of an event as PDF: the run sheet and all about the day for the house, or what guests may read."""

from __future__ import annotations

from datetime import date

from flask import Response, request, url_for
from werkzeug.exceptions import BadRequest

from planner import briefs, clock, text
from planner.briefs.copies import COPY_NAMES, Copy
from planner.dates import usual_era
from planner.errors import Refusal
from planner.events import links, queries
from planner.events.models import Event
from planner.extensions import db
from planner.feeds import queries as feeds
from planner.i18n import LANGUAGE_NAMES, Language, Text, mark, translate
from planner.web.briefs.views import asked_copy, asked_language, bp, composer, edition_for, printed
from planner.web.days import iso_day
from planner.web.errors import Answer
from planner.web.gate import actor
from planner.web.language import say

FILE_NAME = mark("Event brief")
NOT_OUT = mark(
    "This event may not be known outside yet, so there is no outward copy of its brief. "
    "Look at who may see it, at its embargo and at how its campaign stands."
)


@bp.get("/events/<int:id>/brief.pdf")
def event_file(id: int) -> Response | Answer:
    """The finished PDF: `language` th or en, `copy` internal or outward, `on` the day of a series."""
    wanted, copy, on = asked_language(), asked_copy(), _asked_day()
    composed, title = _inside(id, wanted, on) if copy == Copy.INTERNAL else _outside(id, wanted, on)
    which = f", {translate(wanted, LANGUAGE_NAMES[wanted])}, {translate(wanted, COPY_NAMES[copy])}"
    start = f"{translate(wanted, FILE_NAME)} {title.text}"
    stem = text.shortened(start, text.LONGEST_NAME - len(which)).rstrip(" .")
    plain = "-".join(["event-brief", str(id), *([on.isoformat()] if on else []), wanted, copy])
    return printed(composed, text.content_disposition("inline", f"{stem}{which}.pdf", plain_stem=plain))


def copies(event: Event, *, is_given_out: bool) -> list[tuple[str, str]]:
    """The copies that the page of an event offers; outward ones where those outside may know of it."""
    offered = [Copy.INTERNAL, Copy.OUTWARD] if is_given_out else [Copy.INTERNAL]
    return [
        (
            f"{say(LANGUAGE_NAMES[tongue])}, {say(COPY_NAMES[copy])}",
            url_for("briefs.event_file", id=event.id, language=tongue.value, copy=copy.value),
        )
        for copy in offered
        for tongue in Language
    ]


def _asked_day() -> date | None:
    asked = request.args.get("on")
    if asked is None:
        return None
    day = iso_day(asked)
    if day is None:
        raise BadRequest
    return day


def _inside(id: int, wanted: Language, on: date | None) -> tuple[str, Text]:
    brief = briefs.event_brief.gathered(
        db.session, id, actor=actor(), edition=edition_for(wanted), at=clock.now(), on=on
    )
    composed = composer().paper(
        "event",
        brief.reader,
        brief=brief,
        title=brief.title,
        made_on=brief.made_on,
        organisation=brief.organisation,
    )
    return composed, brief.title


def _outside(id: int, wanted: Language, on: date | None) -> tuple[str, Text]:
    """Like the programme: guests read it, so its years are counted as their language usually counts them.

    :raises Refusal: where those outside may not know of the event.
    """
    at = clock.now()
    event = queries.shown(db.session, id, actor=actor())
    day = briefs.event_brief.day_of(event, on, at)
    if not briefs.programme.is_given_out(event, event.campaign, at):
        raise Refusal(NOT_OUT)
    feed = feeds.open_for(db.session, event.campaign_id)
    edition = edition_for(wanted, feed, era=usual_era(wanted))
    told = briefs.programme.told(event, links.of(db.session, event), edition=edition, at=at, day=day)
    composed = composer().paper(
        "event_outward",
        told.reader,
        told=told,
        title=told.event.title,
        made_on=told.made_on,
        organisation=told.organisation,
    )
    return composed, told.event.title
