"""Tills: opened, shown with their link, renewed and closed by planners; and the page that a shop opens by the link.

The shop's page is for strangers. The secret in its address is the authority, so its forms carry no token of a session
and need no cookie: who does not know the address cannot have somebody else's browser send anything to it. It tells
nothing but what outsiders may read (`domain` rules of outward fields): name, offer, terms and time, and how many are
left.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from planner import clock
from planner.errors import NotFound
from planner.extensions import csrf, db
from planner.i18n import Language, mark
from planner.promotions import access, queries, tills
from planner.promotions.models import LONGEST_CODE, Promotion, Till
from planner.promotions.redeeming import LONGEST_PLACE
from planner.promotions.tills import Entry, Link, NewTill, Seals
from planner.promotions.words import SalesChannel
from planner.tokens import secrets
from planner.tokens.guessing import Counter, network
from planner.web import fields, gate, language
from planner.web.feeds.views import qr_of
from planner.web.forms import OnceForm, PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.promotions import shown
from planner.web.promotions.blueprint import bp
from planner.web.promotions.codes import Answer
from planner.web.saving import acting, saving
from planner.web.stepping import seen_version

Shown = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]

WRONG = Counter(30)
"""Addresses that nobody gave out, tried from one place."""
SENT = Counter(120)
"""Whatever is sent through one link: more is no shop, but somebody who guesses codes."""

OPENED = mark("The till is open. Give its link to the shop.")
RENEWED = mark("The link is new. The one before opens nothing any more.")
CLOSED = mark("Closed. Its link opens nothing any more; what it entered stays.")
GONE = mark("This link opens no till")
ASK = mark(
    "It was renewed, closed, or copied in part. Ask whoever gave it to you for a new one. Nothing was counted."
)
NOT_YET = mark("This till is not open yet")
LATER = mark("The offer may not be told yet. Come back when it has begun. Nothing was counted.")
TOO_OFTEN = mark("Too many tries")
WAIT = mark("Wait a minute, then try again. Nothing was counted.")


class NewTillForm(OnceForm):
    """A till to be opened."""

    place = fields.Line(
        mark("Place"), needed=True, longest=LONGEST_PLACE, description=mark("As it stands in the figures.")
    )
    channel = fields.Choice(mark("Channel"), SalesChannel)

    def to_data(self) -> NewTill:
        """For the action; call after validation."""
        return NewTill(place=self.place.data or "", channel=self.channel.data)


class EntryForm(PlannerForm):
    """What a shop enters. `number` tells this form from every other: two taps send it twice, and it counts once."""

    number = HiddenField()
    code = fields.Line(mark("Offer code"), longest=LONGEST_CODE)
    quantity = fields.Whole(mark("How many"), lowest=1, needed=True)
    value = fields.Amount(mark("Amount paid"))

    def __init__(self, promotion: Promotion, **kwargs: Any) -> None:
        self.promotion = promotion
        super().__init__(data={"quantity": 1}, meta={"csrf": False}, **kwargs)
        if not self.number.data:
            self.number.data = secrets.new("entry")

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Read the controls; an amount is in the promotion's currency."""
        self.value.currency = self.promotion.currency
        super().process(*args, **kwargs)

    def to_data(self) -> Entry:
        """For the action; call after validation."""
        return Entry(
            number=self.number.data or "",
            quantity=int(self.quantity.data or 1),
            value_minor=self.value.data,
            code=self.code.data,
        )


# ── for planners ────────────────────────────────────────────────────────────────────────────────────────


@bp.route("/promotions/<int:id>/tills/new", methods=["GET", "POST"])
def new_till(id: int) -> Answer:
    """Open a till for a shop."""
    promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    form = NewTillForm()
    if form.validate_on_submit():
        with saving(form) as saved:
            till = tills.open_one(db.session, id, form.to_data(), actor=actor())
            saved.at(url_for("promotions.show_till", id=id, till_id=till.id))
        if saved:
            flash(say(OPENED), "done")
            return saved.redirect()
        promotion = access.to_edit(db.session, id, actor=actor(), version=None)
    body = render_template(
        "promotions/tills_new.html", form=form, promotion=promotion, campaign=promotion.campaign
    )
    return body, form.status


@bp.get("/promotions/<int:id>/tills/<int:till_id>")
def show_till(id: int, till_id: int) -> str:
    """A till's link, to be copied or scanned by the shop; its renewal and its end."""
    till = tills.to_edit(db.session, id, till_id, actor=actor())
    address = f"{current_app.config['BASE_URL']}/tills/{_seals().token(till)}"
    return render_template(
        "promotions/tills.html",
        till=till,
        promotion=till.promotion,
        campaign=till.promotion.campaign,
        address=address,
        is_told=tills.may_be_told(till.promotion.campaign, clock.now()),
        qr=qr_of(address),
    )


@bp.post("/promotions/<int:id>/tills/<int:till_id>/renew")
def renew_till(id: int, till_id: int) -> Response:
    """Give the till a new link."""
    with acting() as done:
        tills.renew(db.session, id, till_id, actor=actor(), version=seen_version())
    if done:
        flash(say(RENEWED), "done")
    return redirect(url_for("promotions.show_till", id=id, till_id=till_id))


@bp.post("/promotions/<int:id>/tills/<int:till_id>/close")
def close_till(id: int, till_id: int) -> Response:
    """End the till."""
    with acting() as done:
        tills.close(db.session, id, till_id, actor=actor(), version=seen_version())
    if done:
        flash(say(CLOSED), "done")
    return redirect(url_for("promotions.show_till", id=id, till_id=till_id))


# ── for the shop ────────────────────────────────────────────────────────────────────────────────────────


@bp.route("/tills/<till_token>", methods=["GET", "POST"])
@csrf.exempt
@gate.public
def till(till_token: str) -> Shown:
    """The shop's page: what is offered, how many are left, and one more with one tap."""
    return _with_till(till_token, lambda link, till: _enter(till_token, link, till))


@bp.post("/tills/<till_token>/undo")
@csrf.exempt
@gate.public
def till_undo(till_token: str) -> Shown:
    """Take out what this till entered a moment ago."""
    return _with_till(till_token, lambda link, till: _undo(till_token, link, till))


def _enter(token: str, link: Link, till: Till) -> Shown:
    form = EntryForm(till.promotion)
    if form.validate_on_submit():
        with saving(form) as saved:
            made = tills.redeem(db.session, link, form.to_data())
            saved.at(_address(token, done=_seals().receipt(link.till_id, made.id)))
        if saved:
            return saved.redirect()
        with acting():
            tills.note_refused(db.session, link, form.code.data)
        till = tills.by_link(db.session, link)
        # nothing was counted: what is sent next is an entry of its own
        form.number.data = secrets.new("entry")
    return _page(token, till, form), form.status


def _undo(token: str, link: Link, till: Till) -> Shown:
    receipt = request.form.get("receipt", "")
    form = PlannerForm(meta={"csrf": False})
    with saving(form) as saved:
        tills.take_back(db.session, link, _seals().receipted(link.till_id, receipt))
        saved.at(_address(token, taken=1))
    if saved:
        return saved.redirect()
    till = tills.by_link(db.session, link)
    again = EntryForm(till.promotion, formdata=None)
    again.messages = form.messages
    return _page(token, till, again), 422


def _page(token: str, till: Till, form: EntryForm) -> str:
    promotion, seals = till.promotion, _seals()
    receipt = request.args.get("done", "") if request.method == "GET" else ""
    return render_template(
        "promotions/till.html",
        till=till,
        promotion=promotion,
        stands=queries.standings(db.session, [promotion], now=clock.now())[0],
        asks_code=tills.asks_code(db.session, promotion),
        needs_code=tills.needs_code(db.session, promotion),
        form=form,
        entered=tills.entered(db.session, till, seals.receipted(till.id, receipt)),
        receipt=receipt,
        has_taken_out=request.method == "GET" and "taken" in request.args,
        send_to=_address(token),
        undo_at=url_for("promotions.till_undo", till_token=token, **_tongue()),
        shown=shown,
        **_frame(),
    )


def _with_till(token: str, go: Callable[[Link, Till], Shown]) -> Shown:
    """Whatever a link that opens a till is for; else one answer to whoever has none, so that nobody learns anything."""
    asked, now = request.args.get("language"), clock.now()
    if asked in set(Language):
        g.language = asked
    link = _seals().read(token)
    try:
        till = tills.by_link(db.session, link)
        if not tills.may_be_told(till.promotion.campaign, now):
            return render_template(
                "promotions/till_gone.html", title=say(NOT_YET), advice=say(LATER), **_frame()
            ), 403
        if link is not None and (request.method != "POST" or SENT.allows(link, now)):
            return go(link, till)
    except NotFound:
        db.session.rollback()
        if WRONG.allows(network(request.remote_addr or ""), now):
            return render_template(
                "promotions/till_gone.html", title=say(GONE), advice=say(ASK), **_frame()
            ), 404
    body = render_template("promotions/till_gone.html", title=say(TOO_OFTEN), advice=say(WAIT), **_frame())
    return body, 429, {"Retry-After": "60"}


def _frame() -> dict[str, Any]:
    """The switch of languages; it begins the page anew."""
    values = dict(request.view_args or {})
    return {
        "language": language.language(),
        "language_links": [
            (one.value, url_for("promotions.till", **values, language=one.value)) for one in Language
        ],
    }


def _tongue() -> dict[str, Any]:
    """The language asked for goes along: there is no cookie to keep it."""
    return {"language": language.language()} if request.args.get("language") in set(Language) else {}


def _address(token: str, **more: Any) -> str:
    return url_for("promotions.till", till_token=token, **_tongue(), **more)


def _seals() -> Seals:
    config = current_app.config
    return Seals(config["SECRET_KEY"], config.get("SECRET_KEY_FALLBACKS") or ())
