"""Files that prove a contribution: brought, opened, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_wtf.file import FileField
from sqlalchemy import select
from werkzeug.wrappers import Response

from planner import text
from planner.accounts.models import User
from planner.contributions import access, evidence, evidence_files
from planner.contributions.cleaning.kinds import LARGEST, MediaType
from planner.contributions.evidence import NewEvidence
from planner.contributions.models import Evidence
from planner.errors import NotFound
from planner.extensions import db
from planner.i18n import mark
from planner.uploads.folder import Folder
from planner.web import context
from planner.web.contributions.blueprint import bp
from planner.web.forms import OnceForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving
from planner.web.stepping import seen_version

Answer = str | Response | tuple[str, int]

LARGEST_BODY = LARGEST + 512 * 1024
NO_FILE = mark("Choose the file.")
ADDED = mark("“%(name)s” is here, without what its maker’s program had written into it.")
KILOBYTES, MEGABYTES = mark("%(size)s KB"), mark("%(size)s MB")
KIND_NAMES: dict[str, str] = {
    MediaType.JPEG: mark("Picture"),
    MediaType.PNG: mark("Picture"),
    MediaType.PDF: mark("PDF"),
}
TAKEN_OUT = mark("“%(name)s” is taken out.")
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""What a file may do where a browser opens it as a page: nothing."""


class EvidenceForm(OnceForm):
    """The file."""

    file = FileField(
        mark("File"),
        description=mark(
            "A picture (JPEG, PNG, WebP) or a PDF, at most 10 MB. Place, camera and author are taken off."
        ),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if not getattr(self.file.data, "filename", None):
            self.file.errors = [*self.file.errors, say(NO_FILE)]
            is_valid = False
        return is_valid


@dataclass(frozen=True)
class Line:
    """A file as the page of its contribution lists it."""

    file: Evidence
    about: str
    is_here: bool


@bp.context_processor
def _for_the_section() -> dict[str, Any]:
    """What `contributions/_evidence.html` asks for."""
    return {"evidence_lines": lines, "most_evidence": evidence.MOST_FILES}


def lines(found: Sequence[Evidence]) -> list[Line]:
    """Each file with its kind, its size, and who brought it when."""
    wanted = {one.created_by_id for one in found} - {None}
    people = {one.id: one for one in db.session.scalars(select(User).where(User.id.in_(wanted)))}
    return [
        Line(one, _about(one, people.get(one.created_by_id or 0)), files().has(one.stored_as))
        for one in found
    ]


def _about(one: Evidence, who: User | None) -> str:
    kind = say(KIND_NAMES[one.media_type]) if one.media_type in KIND_NAMES else one.media_type
    brought = context.instant(one.created_at)
    by = [context.display_name(who).text] if who is not None else []
    gone = [] if files().has(one.stored_as) else [say(evidence_files.GONE)]
    return " · ".join([kind, size(one.size), *by, brought, *gone])


def size(count: int) -> str:
    """How large a file is, in words."""
    if count < 1024 * 1024:
        return say(KILOBYTES, size=max(1, round(count / 1024)))
    return say(MEGABYTES, size=f"{count / 1024 / 1024:.1f}")


@bp.before_app_request
def _let_files_in() -> None:
    """Only where files are brought may a body be larger than a form; said before anything reads it."""
    if request.endpoint == "contributions.add_evidence":
        request.max_content_length = LARGEST_BODY


@bp.route("/contributions/<int:id>/evidence/new", methods=["GET", "POST"])
def add_evidence(id: int) -> Answer:
    """Bring a file that proves it."""
    one = access.contribution(db.session, id, actor=actor())
    access.to_edit(one, actor=actor(), version=None)
    form = EvidenceForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            evidence.expect_room(db.session, id, actor=actor())
            # cleaning takes seconds, and whoever writes meanwhile must not wait for it
            db.session.rollback()
            file = evidence.cleaned(form.file.data.stream.read(LARGEST + 1))
            data = NewEvidence(contribution_id=id, name=form.file.data.filename or "", file=file)
            made = evidence.add(db.session, files(), data, actor=actor())
            name = made.name
            saved.at(url_for("contributions.show", id=id, _anchor="evidence"))
        if saved:
            flash(say(ADDED, name=name), "done")
            return saved.redirect()
        one = access.contribution(db.session, id, actor=actor())
    body = render_template(
        "contributions/evidence_new.html", form=form, contribution=one, campaign=one.campaign
    )
    return body, form.status


@bp.get("/contributions/<int:id>/evidence/<int:evidence_id>", endpoint="evidence")
def evidence_file(id: int, evidence_id: int) -> Response:
    """The file: a picture to be looked at, a PDF to be kept. Never a page that does anything."""
    one = _of(id, evidence_id)
    is_picture = one.media_type.startswith("image/")
    answer = Response(files().file(one.stored_as).read_bytes(), mimetype=one.media_type)
    answer.set_etag(one.digest)
    headers = answer.headers
    headers["Content-Disposition"] = text.content_disposition(
        "inline" if is_picture else "attachment", one.name, fallback=f"evidence-{one.id}"
    )
    headers["Content-Security-Policy"] = POLICY
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # kept by the asking browser alone, and asked for each time: who may see it can change
    headers["Cache-Control"] = "private, no-cache"
    answer.vary.add("Cookie")
    return answer.make_conditional(request)


@bp.post("/contributions/<int:id>/evidence/<int:evidence_id>/remove")
def remove_evidence(id: int, evidence_id: int) -> Response:
    """Take a file out."""
    _of(id, evidence_id)
    with acting() as done:
        name = evidence.remove(db.session, evidence_id, actor=actor(), version=seen_version()).name
    if done:
        flash(say(TAKEN_OUT, name=name), "done")
    return redirect(url_for("contributions.show", id=id, _anchor="evidence"))


def files() -> Folder:
    """Where the files are."""
    return evidence_files.folder(current_app.config["DATA_DIR"])


def _of(id: int, evidence_id: int) -> Evidence:
    one = access.evidence(db.session, evidence_id, actor=actor())
    if one.contribution_id != id:
        raise NotFound
    return one
