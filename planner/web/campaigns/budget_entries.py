"""The documents beneath a budget line: purchase orders, invoices, receipts, credit notes."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from planner.accounts import permissions
from planner.accounts.models import User
from planner.campaigns import budget_entries, lifecycle, queries
from planner.campaigns.budget_entries import EntryData
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign
from planner.campaigns.words import EntryKind
from planner.extensions import db
from planner.i18n import mark
from planner.web.campaigns.blueprint import bp
from planner.web.campaigns.parts import ADDED, REMOVED, SAVED, seen_version
from planner.web.fields import Amount, Choice, Day, Line, Paragraph, Tick
from planner.web.forms import OnceForm, PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving

Answer = str | Response | tuple[str, int]


class EntryForm(PlannerForm):
    """One document; its amount is in the line's currency."""

    kind = Choice(mark("What it says"), EntryKind)
    document = Line(
        mark("Document"),
        needed=True,
        longest=budget_entries.LONGEST_DOCUMENT,
        description=mark("The number of the order, invoice or receipt."),
    )
    amount = Amount(mark("Amount"), needed=True)
    dated_on = Day(mark("Date of the document"), needed=True)
    is_credit = Tick(mark("Credit note"), description=mark("Money that comes back: it is taken away."))
    supplier = Line(mark("Supplier"), longest=budget_entries.LONGEST_SUPPLIER)
    note = Paragraph(mark("Note"), longest=budget_entries.LONGEST_NOTE)

    def __init__(self, *, currency: str, **kwargs: Any) -> None:
        self.currency = currency
        super().__init__(**kwargs)

    def process(self, *args: Any, **kwargs: Any) -> None:
        """The amount is read in the line's currency, which is known before anything is read."""
        self.amount.currency = self.currency
        super().process(*args, **kwargs)

    @classmethod
    def prefill(cls, record: BudgetEntry) -> dict[str, Any]:
        """The controls' values."""
        keys = ("kind", "document", "dated_on", "is_credit", "supplier", "note")
        return {**{key: getattr(record, key) for key in keys}, "amount": record.amount_minor}

    def to_data(self) -> EntryData:
        """For the action; call after validation."""
        return EntryData(
            kind=EntryKind(self.kind.data),
            document=self.document.data or "",
            amount_minor=self.amount.data or 0,
            dated_on=self.dated_on.data,
            is_credit=self.is_credit.data,
            supplier=self.supplier.data,
            note=self.note.data,
            version=self.seen_version if self.record is not None else None,
        )


class NewEntryForm(EntryForm, OnceForm):
    """A document to be entered."""


@bp.route("/budget-lines/<int:budget_line_id>/entries/new", methods=["GET", "POST"])
def new_budget_entry(budget_line_id: int) -> Answer:
    """Enter a document under a line."""
    line = _open(queries.budget_line(db.session, budget_line_id, actor=actor()))
    form = NewEntryForm(currency=line.currency)
    if form.validate_on_submit():
        with saving(form) as saved:
            budget_entries.add(db.session, budget_line_id, form.to_data(), actor=actor())
            saved.at(_home(line))
        if saved:
            flash(say(ADDED), "done")
            return saved.redirect()
        line = _open(queries.budget_line(db.session, budget_line_id, actor=actor()))
    body = render_template("campaigns/new_budget_entry.html", form=form, line=line, campaign=line.campaign)
    return body, form.status


@bp.route("/budget-entries/<int:id>/edit", methods=["GET", "POST"])
def edit_budget_entry(id: int) -> Answer:
    """Put right what was entered."""
    entry = queries.budget_entry(db.session, id, actor=actor())
    line = _open(entry.line)
    form = EntryForm(currency=line.currency, record=entry)
    if form.validate_on_submit():
        with saving(form) as saved:
            budget_entries.revise(db.session, id, form.to_data(), actor=actor())
            saved.at(_home(line))
        if saved:
            flash(say(SAVED), "done")
            return saved.redirect()
        form.record = entry = queries.budget_entry(db.session, id, actor=actor())
        line = _open(entry.line)
    body = render_template(
        "campaigns/edit_budget_entry.html", form=form, entry=entry, line=line, campaign=line.campaign
    )
    return body, form.status


@bp.post("/budget-entries/<int:id>/remove")
def remove_budget_entry(id: int) -> Response:
    """Take an entry out."""
    back = _home(queries.budget_entry(db.session, id, actor=actor()).line)
    with acting() as done:
        budget_entries.remove(db.session, id, actor=actor(), version=seen_version())
    if done:
        flash(say(REMOVED), "done")
    return redirect(back)


def enterers(campaign: Campaign) -> dict[int, User]:
    """Who entered the documents of a campaign, by id."""
    wanted = {entry.created_by_id for line in campaign.budget_lines for entry in line.entries} - {None}
    found = db.session.scalars(select(User).where(User.id.in_(wanted))) if wanted else ()
    return {one.id: one for one in found}


def _open(line: BudgetLine) -> BudgetLine:
    permissions.demand(actor(), "campaign:edit", line.campaign)
    lifecycle.expect_open(line.campaign.status)
    return line


def _home(line: BudgetLine) -> str:
    return url_for("campaigns.show", id=line.campaign_id, _anchor=f"line-{line.id}")
