"""Everything the organisation keeps, in one archive, for administrators."""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response

from planner.accounts import permissions
from planner.exports import archive, pacing
from planner.extensions import db
from planner.web import gate
from planner.web.errors import Answer
from planner.web.exports.sending import as_reader_after_commit, download, too_many
from planner.web.exports.views import bp

# the routes take the blueprint from here, so that the views of this module are on it
__all__ = ["bp"]


@bp.get("/archive", endpoint="archive")
def show_archive() -> str:
    """What the archive holds and what it leaves out."""
    permissions.demand(gate.actor(), "archive:export")
    return render_template("exports/archive.html")


@bp.post("/archive", endpoint="make_archive")
def archive_made() -> Response | Answer:
    """The archive itself, made while the person waits, on disk rather than in memory."""
    permissions.demand(gate.actor(), "archive:export")
    refused = too_many()
    if refused is not None:
        return refused
    pacing.note_archive(db.session, actor=gate.actor())
    as_reader_after_commit()
    return download(archive.made(db.session), "archive.zip", "samphan-archive", "application/zip")
