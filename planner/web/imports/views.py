"""From a file to records: bringing it, saying what its columns are, looking through it, taking it in or back."""

from __future__ import annotations

import math
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from werkzeug.wrappers import Response as Answer

from planner import text
from planner.accounts import permissions
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.imports import actions, at_work, looking, outcomes, reading, redemption_lists
from planner.imports.actions import Brought, Choice
from planner.imports.models import Import, ImportState, OnMatch
from planner.imports.outcomes import OutcomeKind
from planner.jobs import actions as jobs
from planner.lists import columns as lists
from planner.lists.columns import ListKind
from planner.promotions import access as promotions
from planner.promotions.models import Promotion
from planner.uploads.folder import Folder
from planner.web import errors, language
from planner.web.gate import actor
from planner.web.imports import shown
from planner.web.imports.forms import BringForm, BringRedemptionsForm, ColumnsForm, ReadingForm, columns_form
from planner.web.language import say, say_with
from planner.web.saving import acting, saving

bp = Blueprint("imports", __name__)

Shown = str | tuple[str, int] | Answer | errors.Answer
LARGEST_BODY = reading.LARGEST_FILE + 512 * 1024
PAGE_SIZE = 50
ALL_LISTS = mark("Lists brought in")
REDEEMED = mark("What was redeemed")
HOMES = {
    ListKind.STAKEHOLDERS: "stakeholders.index",
    ListKind.EVENTS: "calendar.index",
    ListKind.CAMPAIGNS: "campaigns.index",
}
TAKE_CARE = mark("Wait a minute: five lists a minute can be brought.")


@bp.before_app_request
def _let_files_in() -> None:
    """Only where files are brought may a body be larger than a form; said before anything reads it."""
    if request.endpoint == "imports.new":
        request.max_content_length = LARGEST_BODY


@bp.get("/imports")
def index() -> Shown:
    """The lists that one has brought."""
    permissions.demand(actor(), "list:bring")
    return render_template("imports/index.html", lists=actions.brought_by(db.session, actor()))


@bp.route("/imports/new", methods=["GET", "POST"])
def new() -> Shown:
    """Bring a list; of what was redeemed, the one of a promotion."""
    permissions.demand(actor(), "list:bring")
    promotion = _promotion(request.args.get("promotion", type=int))
    wait = actions.wait(db.session, actor()) if request.method == "POST" else None
    if wait is not None:
        return errors.page(429, say(TAKE_CARE), retry_after=max(1, math.ceil(wait.total_seconds())))
    form = _bring_form(promotion)
    if form.validate_on_submit():
        stored_as = None
        with saving(form) as saved:
            stored_as = _folder().keep(form.file.data.stream, largest=reading.LARGEST_FILE)
            data = Brought(
                ListKind.REDEMPTIONS if promotion else form["kind"].data,
                form.file.data.filename or "",
                stored_as,
                promotion.id if promotion else None,
            )
            made = actions.bring(db.session, data, _folder(), actor=actor())
            saved.at(url_for("imports.columns", id=made.id))
        if saved:
            return saved.redirect()
        _folder().drop(stored_as)
        promotion = _promotion(request.args.get("promotion", type=int))
    return render_template(
        "imports/new.html", form=form, promotion=promotion, columns=_columns_of(promotion)
    ), form.status


@bp.route("/imports/<int:id>/columns", methods=["GET", "POST"])
def columns(id: int) -> Shown:
    """Say what each column is, then look through the list."""
    one = actions.shown(db.session, id, actor=actor())
    if one.state in {ImportState.APPLIED, ImportState.UNDONE}:
        return redirect(url_for("imports.show", id=id))
    table = reading.table(_folder().file(one.stored_as), looking.chosen(one).how, one.kind)
    form = columns_form(one, _samples(one, table))
    if form.validate_on_submit():
        with saving(form) as saved:
            _choose(one, form)
            saved.at(_look_through(one))
        if saved:
            return saved.redirect()
        one = actions.shown(db.session, id, actor=actor())
    looked = reading.look(_folder().file(one.stored_as))
    return (
        render_template(
            "imports/columns.html",
            one=one,
            form=form,
            reading_form=_reading_form(one, looked),
            looked=looked,
            width=len(one.heading),
            crumbs=_crumbs(_promotion_of(one)),
            said=say_with,
        ),
        form.status,
    )


@bp.post("/imports/<int:id>/reading")
def read_as(id: int) -> Shown:
    """Read the file in other letters, with another separator, or another sheet of it."""
    one = actions.shown(db.session, id, actor=actor())
    looked = reading.look(_folder().file(one.stored_as))
    form = ReadingForm()
    form.offer(looked)
    with acting():
        how = actions.how_of(one, **form.chosen)
        actions.read_as(db.session, one, how, _folder())
    return redirect(url_for("imports.columns", id=id))


@bp.get("/imports/<int:id>")
def show(id: int) -> Shown:
    """What looking through came to, row by row, or what came of it."""
    one = actions.shown(db.session, id, actor=actor())
    if one.state == ImportState.BROUGHT:
        return redirect(url_for("imports.columns", id=id))
    asked = request.args.get("show")
    kind = OutcomeKind(asked) if asked in set(OutcomeKind) else None
    number = min(max(1, request.args.get("page", 1, type=int)), 10_000)
    count = (
        one.found.get(kind.value, 0) if kind else sum(one.found.get(each.value, 0) for each in OutcomeKind)
    )
    promotion = _promotion_of(one)
    has_rows = _folder().has(one.stored_as, looking.OUTCOMES)
    rows = (
        outcomes.page(_folder().file(one.stored_as, looking.OUTCOMES), kind, number, PAGE_SIZE)
        if has_rows
        else []
    )
    return render_template(
        "imports/show.html",
        one=one,
        promotion=promotion,
        crumbs=_crumbs(promotion),
        records=_records(one),
        kind=kind,
        tab_links=[_tab(one, each, kind) for each in _kinds(one)],
        lines=shown.lines(db.session, one.kind, rows),
        has_rows=has_rows,
        has_refused=_folder().has(one.stored_as, looking.REFUSED),
        left_out=shown.left_out(one),
        changes_most=actions.changes_most(one),
        number=number,
        count=max(1, -(-count // PAGE_SIZE)),
        page_url=lambda place: url_for("imports.show", id=id, show=asked if kind else None, page=place),
    )


@bp.post("/imports/<int:id>/take-in")
def take_in(id: int) -> Shown:
    """Take the whole list in, or nothing of it."""
    one = actions.shown(db.session, id, actor=actor())
    if actions.is_much(one):
        return _ask(one, at_work.TAKE_IN)
    with acting() as done:
        actions.take_in(db.session, one, _folder(), actor=actor())
    if done:
        _folder().drop(one.stored_as, parts=("", looking.ROWS))
    return redirect(url_for("imports.show", id=id))


@bp.post("/imports/<int:id>/take-back")
def take_back(id: int) -> Shown:
    """Undo the whole import, row by row."""
    one = actions.shown(db.session, id, actor=actor())
    if one.found.get("created", 0) + one.found.get("updated", 0) > looking.FEW:
        return _ask(one, at_work.TAKE_BACK)
    with acting():
        actions.take_back(db.session, one, actor=actor())
    return redirect(url_for("imports.show", id=id))


@bp.post("/imports/<int:id>/drop")
def drop(id: int) -> Shown:
    """Throw a list away that was not taken in, and its file."""
    one = actions.shown(db.session, id, actor=actor())
    stored_as = one.stored_as
    with acting() as done:
        actions.drop(db.session, one)
    if done:
        _folder().drop(stored_as)
    return redirect(url_for("imports.index"))


@bp.get("/imports/<int:id>/refused.csv")
def refused(id: int) -> Response:
    """The refused rows with their reasons, to be corrected and brought again."""
    one = actions.shown(db.session, id, actor=actor())
    _folder().file(one.stored_as, looking.REFUSED)
    rows = looking.refused(_folder(), one.stored_as)
    answer = Response(stream_with_context(shown.refused_csv(one, rows)), mimetype="text/csv")
    stem = one.file_name.rpartition(".")[0] or one.file_name
    name = f"{text.shortened(stem, 60)} – {say(shown.REASON)}.csv"
    answer.headers["Content-Disposition"] = text.content_disposition(
        "attachment", name, plain_stem=f"refused-{one.id}"
    )
    return answer


def _promotion(promotion_id: int | None) -> Promotion | None:
    """The promotion that a list is to be of, where one is asked for."""
    if promotion_id is None:
        return None
    redemption_lists.terms(db.session, promotion_id, actor=actor())
    g.part = "campaigns"
    return promotions.shown(db.session, promotion_id, actor=actor())


def _promotion_of(one: Import) -> Promotion | None:
    """The promotion that a list is of, if it is of one; whoever sees the list sees that."""
    if one.promotion_id is None:
        return None
    g.part = "campaigns"
    return promotions.shown(db.session, one.promotion_id, actor=actor())


def _crumbs(promotion: Promotion | None) -> list[tuple[str, Any]]:
    """The way back: to the promotion that a list is of, else to all lists."""
    if promotion is None:
        return [(url_for("imports.index"), say(ALL_LISTS))]
    name = pick_of(promotion, "name", language.language())
    return [
        (url_for("promotions.show", id=promotion.id), name),
        (url_for("promotions.redeemed", id=promotion.id), say(REDEEMED)),
    ]


def _records(one: Import) -> str:
    """Where the records stand that the list made."""
    if one.kind == ListKind.REDEMPTIONS:
        return url_for("promotions.redeemed", id=one.promotion_id)
    return url_for(HOMES[one.kind])


def _kinds(one: Import) -> list[OutcomeKind]:
    """What may become of a row; what was redeemed is never changed by a list."""
    never = {OutcomeKind.UPDATED} if one.kind == ListKind.REDEMPTIONS else set()
    return [kind for kind in OutcomeKind if kind not in never]


def _bring_form(promotion: Promotion | None) -> BringForm | BringRedemptionsForm:
    if promotion is not None:
        return BringRedemptionsForm()
    asked = request.args.get("kind")
    return BringForm(data={"kind": ListKind(asked) if asked in set(ListKind) else ListKind.STAKEHOLDERS})


def _columns_of(promotion: Promotion | None) -> list[str]:
    """What the columns of a list of redemptions are called, for somebody who makes one."""
    if promotion is None:
        return []
    return [one.name(language.language()) for one in lists.LISTS[ListKind.REDEMPTIONS] if one.comes_in]


def _tab(one: Import, kind: OutcomeKind, chosen: OutcomeKind | None) -> tuple[str, str, bool]:
    label = f"{shown.kind_name(one.kind, kind)} ({one.found.get(kind.value, 0):,})"
    return url_for("imports.show", id=one.id, show=kind.value), label, kind == chosen


def _choose(one: Import, form: ColumnsForm) -> None:
    on_match = form.on_match.data if form.on_match else None
    data = Choice(form.mapping(len(one.heading)), on_match or OnMatch.UPDATE, form.settings())
    actions.choose(db.session, one, data, actor=actor())


def _look_through(one: Import) -> str:
    """Look through it now, or ask a worker to; where that can be seen."""
    location = url_for("imports.show", id=one.id)
    if not actions.is_much(one):
        actions.look_through(db.session, one, _folder())
        return location
    return url_for("jobs.show", id=_job(one, at_work.LOOK))


def _ask(one: Import, kind: str) -> Answer:
    with acting() as done:
        if kind == at_work.TAKE_IN:
            actions.expect_open(one)
        job_id = _job(one, kind)
        done.at(url_for("jobs.show", id=job_id))
    return done.redirect() if done else redirect(url_for("imports.show", id=one.id))


def _job(one: Import, kind: str) -> int:
    payload: dict[str, Any] = {"import_id": one.id, "actor_id": actor().id}
    location = url_for("imports.show", id=one.id)
    total = 2 * one.row_count
    made = jobs.ask(db.session, kind, payload, made_by_id=actor().id, location=location, total=total)
    one.job_id = made.id
    return made.id


def _samples(one: Import, table: reading.Table) -> list[str]:
    """For each column, what stands in its first filled cells."""
    found = []
    for place in range(len(one.heading)):
        cells = [row.cells[place] for row in table.sample if place < len(row.cells) and row.cells[place]]
        found.append(" · ".join(text.shortened(cell, 40) for cell in cells[:3]))
    return found


def _reading_form(one: Import, looked: reading.Looked) -> ReadingForm:
    form = ReadingForm(
        formdata=None, data={"encoding": one.encoding, "separator": one.separator, "sheet": one.sheet}
    )
    form.offer(looked)
    return form


def _folder() -> Folder:
    return Folder(current_app.config["DATA_DIR"])
