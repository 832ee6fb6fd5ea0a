"""One-off calendar files of a campaign and of an event."""

from __future__ import annotations

from flask import Response, request

from planner import text
from planner.dates import Era
from planner.extensions import db
from planner.feeds import files
from planner.feeds.files import File
from planner.i18n import Language
from planner.web import language
from planner.web.feeds.views import bp
from planner.web.gate import actor

# the routes take the blueprint from here, so that the views of this module are on it
__all__ = ["bp"]


@bp.get("/campaigns/<int:id>/calendar.ics")
def campaign_file(id: int) -> Response:
    """All events of a campaign that the reader may see, as a copy that will not update."""
    asked, era = _asked()
    return _sent(files.of_campaign(db.session, id, language=asked, era=era, actor=actor()), f"campaign-{id}")


@bp.get("/events/<int:id>.ics")
def event_file(id: int) -> Response:
    """One event with its occurrences, as a copy that will not update."""
    asked, era = _asked()
    return _sent(files.of_event(db.session, id, language=asked, era=era, actor=actor()), f"event-{id}")


def _asked() -> tuple[Language, Era | None]:
    """The language asked for, else the reader's; the reader's own era goes with their own language."""
    asked = request.args.get("language")
    if asked in set(Language) and asked != language.language():
        return Language(asked), None
    return Language(language.language()), language.era()


def _sent(file: File, fallback: str) -> Response:
    response = Response(file.body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = text.content_disposition(
        "attachment", file.name, fallback=f"{fallback}-copy"
    )
    return response
