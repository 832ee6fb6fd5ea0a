"""The brief as a PDF."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, g, request
from werkzeug.exceptions import BadRequest

from planner import briefs, clock, text
from planner.briefs.copies import COPY_NAMES, Copy
from planner.dates import Era
from planner.extensions import db
from planner.feeds import queries as feeds
from planner.feeds.models import Feed
from planner.i18n import LANGUAGE_NAMES, Language, Text, pick, translate
from planner.web import gate, language
from planner.web.errors import Answer, page
from planner.web.feeds.views import address_of
from planner.web.language import say
from planner.web.monitoring.views import figures

if TYPE_CHECKING:
    from planner.briefs.content import Brief
    from planner.briefs.gather import Edition
    from planner.briefs.page import Composer
    from planner.briefs.press import Press

bp = Blueprint("briefs", __name__)
log = logging.getLogger("planner.briefs")
_making = Lock()


@bp.get("/campaigns/<int:id>/brief.pdf")
def show(id: int) -> Response | Answer:
    """The finished PDF: `language` th or en, `copy` internal or outward; else the reader's language, internal."""
    wanted = asked_language()
    copy = asked_copy()
    brief = _gathered(id, wanted, copy)
    return printed(composer().page(brief), file_name(brief, id))


def printed(composed: str, disposition: str) -> Response | Answer:
    """A composed page as PDF under a name, or why it is not printed now."""
    # the page is composed; nobody else should wait for the database while it is printed
    db.session.rollback()
    try:
        pdf = press().pdf(composed)
    except briefs.press.NotPrinted as refused:
        if isinstance(refused, briefs.press.PdfFailed):
            log.error("request %s: %s: %s", g.get("request_id"), request.path, refused.reason)
        return page(503, say(refused.message, **refused.values), retry_after=refused.retry_after_s)
    answer = Response(pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = disposition
    return answer


def file_name(brief: Brief, campaign_id: int) -> str:
    """Content-Disposition of a brief: the four copies of one campaign have four names, in letters and in ASCII.

    The outward one tells no code, for that tells the kind.
    """
    wanted = brief.reader.language
    code = brief.cover.code if isinstance(brief, briefs.inside.InternalBrief) else None
    copy = Copy.INTERNAL if code else Copy.OUTWARD
    which = f", {translate(wanted, LANGUAGE_NAMES[wanted])}, {translate(wanted, COPY_NAMES[copy])}"
    title = text.shortened(brief.title.text, text.LONGEST_NAME - len(which)).rstrip(" .")
    plain = code or text.ascii_filename(brief.title.text, str(campaign_id))
    return text.content_disposition(
        "inline", f"{title}{which}.pdf", plain_stem=f"brief-{plain}-{wanted}-{copy}"
    )


def asked_language() -> Language:
    """The language that a document is asked for in; the reader's where none is."""
    asked = request.args.get("language", language.language())
    if asked not in set(Language):
        raise BadRequest
    return Language(asked)


def asked_copy() -> Copy:
    asked = request.args.get("copy", Copy.INTERNAL)
    if asked not in set(Copy):
        raise BadRequest
    return Copy(asked)


def _gathered(campaign_id: int, wanted: Language, copy: Copy) -> Brief:
    actor = gate.actor()
    if copy == Copy.INTERNAL:
        feed = feeds.own_for(db.session, campaign_id, actor=actor)
    else:
        feed = feeds.open_for(db.session, campaign_id)
    edition = edition_for(wanted, feed)
    if copy == Copy.INTERNAL:
        return briefs.gather.internal(db.session, campaign_id, actor=actor, edition=edition)
    return briefs.outward.outward(db.session, campaign_id, actor=actor, edition=edition, at=clock.now())


def edition_for(wanted: Language, feed: Feed | None = None, *, era: Era | None = None) -> Edition:
    """Language, era, clocks, day and organisation of a document for the reader, with the feed it names."""
    actor = gate.actor()
    return briefs.gather.Edition(
        reader=briefs.shapes.Reader(wanted, era or actor.date_era, actor.timezone),
        made_on=clock.today(actor.timezone),
        organisation=organisation(wanted),
        feed=briefs.shapes.FeedCode(Text(feed.name, feed.language, False), address_of(feed))
        if feed
        else None,
    )


def organisation(wanted: Language) -> Text:
    """The organisation's name, as the settings give it."""
    return pick(current_app.config["ORGANISATION_TH"], current_app.config["ORGANISATION_EN"], wanted)


def press() -> Press:
    """This process's press, made when the first brief is asked for."""
    with _making:
        found: Press | None = current_app.extensions.get("press")
        if found is None:
            folder = Path(current_app.config["DATA_DIR"]) / "briefs"
            found = current_app.extensions["press"] = briefs.press.Press(
                folder, Path(str(current_app.static_folder)), told=figures().brief
            )
        return found


def composer() -> Composer:
    """This process's composer; its templates stay compiled."""
    with _making:
        found: Composer | None = current_app.extensions.get("composer")
        if found is None:
            templates = Path(current_app.root_path) / str(current_app.template_folder)
            found = current_app.extensions["composer"] = briefs.page.Composer(templates)
        return found
