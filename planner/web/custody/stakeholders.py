"""Likely duplicates among the stakeholders, and merging two of them."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.accounts import permissions
from planner.activity.images import plain
from planner.custody import duplicates, merging
from planner.custody.duplicates import REASON_NAMES
from planner.custody.merging import Preview
from planner.errors import NotFound, Refusal
from planner.extensions import db
from planner.i18n import mark
from planner.stakeholders import reach
from planner.stakeholders.models import Stakeholder
from planner.web import history, language
from planner.web.custody.blueprint import bp
from planner.web.custody.forms import MergeForm, merge_form
from planner.web.gate import actor
from planner.web.history import Change
from planner.web.language import say
from planner.web.saving import saving

__all__ = ["bp"]

Shown = str | Response | tuple[str, int]

MERGED = mark("Merged.")
HELD: dict[str, str] = {
    "affiliation": mark("Affiliations"),
    "attachment": mark("Events they are attached to"),
    "consent": mark("Consents"),
    "feed": mark("Calendar feeds"),
    "key_message": mark("Key messages for them"),
    "objective": mark("Objectives about them"),
    "participation": mark("Campaigns they take part in"),
    "stakeholder": mark("Records merged into it before"),
}
MORE = mark("Other records")


@bp.get("/stakeholders/duplicates")
def duplicates_index() -> str:
    """Pairs that may be one and the same, the likeliest first."""
    permissions.demand(actor(), "stakeholder:edit")
    found = duplicates.pairs(db.session, page=request.args.get("page", 1, type=int))
    return render_template(
        "custody/duplicates.html",
        found=found,
        reasons=_reasons,
        before=_page(found.number - 1) if found.number > 1 else None,
        after=_page(found.number + 1) if found.number < found.count else None,
    )


@bp.route("/stakeholders/<int:id>/merge/<int:other_id>", methods=["GET", "POST"])
def merge(id: int, other_id: int) -> Shown:
    """Merge the other into this one: choose field by field, see what moves, then do it."""
    shown, form, said = _asked(id, other_id)
    if form.validate_on_submit():
        with saving(form) as saved:
            filled = [one.key for one in shown.differences if one.takes_dropped]
            merging.merge(db.session, form.to_data(id, other_id, filled), actor=actor())
            saved.at(url_for("stakeholders.show", id=id))
        if saved:
            flash(say(MERGED), "done")
            return saved.redirect()
        was = form
        shown, form, said = _asked(id, other_id)
        form.is_stale, form.messages = was.is_stale, was.messages
        form.version.data = str(shown.keeps.version)
        form.other_version.data = str(shown.drops.version)
    body = render_template(
        "custody/merge.html",
        form=form,
        shown=shown,
        filled=[said[one.key][::2] for one in shown.differences if one.takes_dropped],
        phones=[reach.shown_phone(one, language.language()) for one in shown.gathered["phones"]],
        moves=_counted(shown.moves),
        joins=_counted(shown.joins),
    )
    return body, form.status


def _asked(id: int, other_id: int) -> tuple[Preview, MergeForm, dict[str, Change]]:
    """What merging would do, the form, and by column what it is called and what each of the two says."""
    try:
        shown = merging.preview(db.session, id, other_id, actor=actor())
    except Refusal as refusal:
        # merged meanwhile, or an address made up by hand
        raise NotFound from refusal
    changes = {one.key: [plain(one.kept), plain(one.dropped)] for one in shown.differences}
    lines = history.in_words(db.session, Stakeholder.__tablename__, changes)
    said = dict(zip(changes, lines, strict=True))
    return shown, merge_form(shown, said), said


def _counted(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(say(HELD.get(table, MORE)), number) for table, number in counts.items()]


def _reasons(reasons: tuple[duplicates.Reason, ...]) -> str:
    return ", ".join(say(REASON_NAMES[one]) for one in reasons)


def _page(number: int) -> str:
    return url_for("custody.duplicates_index", page=number)
