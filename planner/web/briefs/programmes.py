"""The programme of an event: a page that prints, the same as PDF, and the words to paste into a chat."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Response, render_template, url_for

from planner import briefs, clock, text
from planner.dates import usual_era
from planner.events import links, queries
from planner.events.models import Event
from planner.extensions import db
from planner.feeds import queries as feeds
from planner.i18n import LANGUAGE_NAMES, Language, mark, translate
from planner.web import language
from planner.web.briefs import calendars, event_briefs, sheets, texts
from planner.web.briefs.views import asked_language, bp, composer, edition_for, printed
from planner.web.errors import Answer
from planner.web.events.steps import may_edit
from planner.web.feeds.views import qr_of
from planner.web.gate import actor
from planner.web.language import say

if TYPE_CHECKING:
    from planner.briefs.outside import Programme

__all__ = ["bp", "calendars", "event_briefs", "sheets"]

FILE_NAME = mark("Programme")


@bp.get("/events/<int:id>/programme", endpoint="programme")
def programme_page(id: int) -> str:
    """The programme on screen."""
    event = queries.shown(db.session, id, actor=actor())
    found = {tongue: _told(event, tongue) for tongue in Language}
    here = found[Language(language.language())]
    return render_template(
        "events/programme.html",
        event=event,
        told=here,
        write=briefs.writer.Writer(here.reader),
        may_edit=may_edit(event),
        qr=qr_of(here.feed.address) if here.feed else None,
        copies=_copies(id),
        texts=[texts.offered(tongue, briefs.plain.programme(told)) for tongue, told in found.items()],
    )


@bp.get("/events/<int:id>/programme.pdf", endpoint="programme_file")
def programme_file(id: int) -> Response | Answer:
    """The programme as PDF: `language` th or en."""
    wanted = asked_language()
    found = _told(queries.shown(db.session, id, actor=actor()), wanted)
    composed = composer().paper(
        "programme",
        found.reader,
        told=found,
        title=found.event.title,
        made_on=found.made_on,
        organisation=found.organisation,
    )
    name = text.shortened(f"{translate(wanted, FILE_NAME)} {found.event.title.text}", text.LONGEST_NAME)
    return printed(
        composed, text.content_disposition("inline", f"{name}.pdf", plain_stem=f"programme-{id}-{wanted}")
    )


def passing_on(event: Event, at: datetime) -> dict[str, Any]:
    """For the page of an event: its links, its programme, and its words for a chat in either language."""
    named = links.of(db.session, event)
    offered = []
    for tongue in Language:
        edition = edition_for(tongue, era=usual_era(tongue))
        told = briefs.programme.told(event, named, edition=edition, at=at)
        offered.append(texts.offered(tongue, briefs.plain.event(told)))
    return {
        "named_links": named,
        "texts": offered,
        "programme_copies": _copies(event.id),
        "brief_copies": event_briefs.copies(
            event, is_given_out=briefs.programme.is_given_out(event, event.campaign, at)
        ),
    }


def _told(event: Event, wanted: Language) -> Programme:
    """The programme in a language, its years as that language usually counts them: guests read it, not the planner."""
    feed = feeds.open_for(db.session, event.campaign_id)
    edition = edition_for(wanted, feed, era=usual_era(wanted))
    return briefs.programme.told(event, links.of(db.session, event), edition=edition, at=clock.now())


def _copies(id: int) -> list[tuple[str, str]]:
    return [
        (say(LANGUAGE_NAMES[tongue]), url_for("briefs.programme_file", id=id, language=tongue.value))
        for tongue in Language
    ]
