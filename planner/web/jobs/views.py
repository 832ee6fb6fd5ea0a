"""How far a long piece of work is; when it is done, the way to what came of it."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template
from werkzeug.wrappers import Response as Answer

from planner.extensions import db
from planner.jobs import queries
from planner.jobs.models import JobState
from planner.web.gate import actor
from planner.web.language import say_with

bp = Blueprint("jobs", __name__)

LOOK_AGAIN_S = 2


@bp.get("/jobs/<int:id>")
def show(id: int) -> Response | Answer:
    """Progress in words and a bar. The page comes again by itself, without scripts, until the work has ended."""
    job = queries.shown(db.session, id, maker_id=actor().id)
    if job.state == JobState.DONE:
        return redirect(job.location)
    has_worker = queries.has_worker(db.session)
    page = make_response(render_template("jobs/show.html", job=job, has_worker=has_worker, said=say_with))
    if job.state != JobState.FAILED:
        page.headers["Refresh"] = str(LOOK_AGAIN_S)
    return page
