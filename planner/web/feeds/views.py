"""Pages of subscriptions: the list, making one, the page that tells how to subscribe, and its steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from planner import text
from planner.accounts import permissions
from planner.dates import Era
from planner.errors import NotFound
from planner.events.words import EventType
from planner.extensions import db
from planner.feeds import actions, preview, programs, queries
from planner.feeds.links import Seals
from planner.feeds.models import Feed, Holder
from planner.i18n import Language, mark, pick_of, translate
from planner.stakeholders import queries as stakeholders
from planner.stakeholders.models import Stakeholder
from planner.web import history, language
from planner.web.briefs import texts
from planner.web.calendar.asked import Asked
from planner.web.feeds import choices
from planner.web.feeds.forms import FeedForm, NewFeedForm, NewOwnFeedForm, OwnFeedForm, contents
from planner.web.forms import PlannerForm
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import acting, saving

bp = Blueprint("feeds", __name__)

Shown = str | Response | tuple[str, int]
Form = TypeVar("Form", bound=PlannerForm)

RENEWED = mark("The link is new. Give it to whoever is to keep the calendar.")
WITHDRAWN = mark("Withdrawn. Nobody gets anything from this feed any more.")
EVENTS = mark("Our events")

SHOWN_FIRST = (Holder.USER, Holder.STAKEHOLDER, Holder.OPEN)
MOST_SHOWN = 100
"""Of one group; the rest is found by searching."""


@bp.get("/feeds")
def index() -> str:
    """The subscriptions that the reader may see, by whose they are."""
    query = text.clean(request.args.get("q", ""))[:200]
    found = queries.listed(db.session, query, actor=actor())
    groups = [(holder, [one for one in found if one.holder == holder]) for holder in SHOWN_FIRST]
    return render_template(
        "feeds/index.html",
        groups=[(holder, feeds[:MOST_SHOWN], len(feeds)) for holder, feeds in groups],
        count=len(found),
        query=query,
        program=programs.known,
        narrowing=choices.narrowing,
        seen=queries.campaigns_seen(db.session, found, actor=actor()),
    )


@bp.route("/feeds/new", methods=["GET", "POST"])
def new() -> Shown:
    """Make a subscription: first for whom, then what it carries."""
    campaign = request.values.get("campaign", type=int)
    stakeholder = _stakeholder()
    holder = _holder(stakeholder)
    if holder is None:
        return render_template("feeds/choose_holder.html", campaign=campaign)
    if holder == Holder.STAKEHOLDER and stakeholder is None:
        query = text.clean(request.args.get("q", ""))[:200]
        found = stakeholders.matching(db.session, query)
        return render_template("feeds/choose_stakeholder.html", campaign=campaign, query=query, found=found)
    permissions.demand(actor(), "feed:make_own" if holder == Holder.USER else "feed:make_outward")
    form = _new_form(holder, stakeholder, campaign)
    if form.validate_on_submit():
        with saving(form) as saved:
            stakeholder_id = stakeholder.id if stakeholder else None
            data = actions.Subscription(contents=contents(form), holder=holder, stakeholder_id=stakeholder_id)
            feed = actions.make(db.session, data, actor=actor())
            saved.at(url_for("feeds.show", id=feed.id))
        if saved:
            return saved.redirect()
        stakeholder = _stakeholder()
    return render_template("feeds/new.html", form=form, holder=holder, stakeholder=stakeholder), form.status


@bp.get("/feeds/<int:id>")
def show(id: int) -> str:
    """How to subscribe, whether anybody does, and what the feed carries."""
    feed = queries.shown(db.session, id, actor=actor())
    address = address_of(feed)
    return render_template(
        "feeds/show.html",
        feed=feed,
        address=address,
        webcal="webcal" + address[address.index(":") :],
        qr=qr_of(address),
        program=programs.known(feed.last_fetched_by),
        types=choices.type_names(feed),
        narrowing=choices.narrowing(feed),
        seen=queries.campaigns_seen(db.session, [feed], actor=actor()),
        counted=None if feed.withdrawn_at else preview.of(db.session, feed),
        may_manage=actions.may_manage(db.session, feed, actor=actor()),
        entries=history.entries(db.session, "feed", id),
        # one's own calendar is nobody else's to follow
        texts=[] if feed.holder == Holder.USER else texts.inviting(feed.name, address),
    )


@bp.route("/feeds/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Shown:
    """Change what a feed carries; its link stays."""
    feed = _managed(id)
    form: PlannerForm = (OwnFeedForm if feed.holder == Holder.USER else FeedForm)(record=feed)
    choices.offer(form, choices.of_feed(feed))
    if form.validate_on_submit():
        with saving(form) as saved:
            actions.revise(db.session, feed, contents(form), version=form.seen_version, actor=actor())
            saved.at(url_for("feeds.show", id=id, _anchor="carries"))
        if saved:
            return saved.redirect()
        feed = _managed(id)
    return render_template("feeds/edit.html", form=form, feed=feed), form.status


@bp.post("/feeds/<int:id>/renew")
def renew(id: int) -> Response:
    """Give the feed a new link."""
    return _end(id, actions.renew, RENEWED)


@bp.post("/feeds/<int:id>/withdraw")
def withdraw(id: int) -> Response:
    """End the feed for good."""
    return _end(id, actions.withdraw, WITHDRAWN)


def address_of(feed: Feed) -> str:
    """The address to subscribe to, by the instance's own address and nobody else's."""
    config = current_app.config
    seals = Seals(config["SECRET_KEY"])
    return seals.address(config["BASE_URL"], feed.id, feed.secret_version)


def qr_of(address: str) -> Markup:
    """The address as a QR code: SVG without styles, dark on light in either theme so that cameras read it."""
    import segno  # noqa: PLC0415 a megabyte for who draws a code

    drawn = segno.make(address, error="m").svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    return Markup(drawn)  # noqa: S704 - the library's own drawing, which holds no text


def _end(id: int, end: Any, done: str) -> Response:
    feed = queries.shown(db.session, id, actor=actor())
    seen = request.form.get("version", type=int)
    with acting() as outcome:
        end(
            db.session,
            feed,
            version=-1 if seen is None else seen,
            actor=actor(),
            is_gone_at_once=request.form.get("gone_at_once") == "1",
        )
    if outcome:
        flash(say(done), "done")
    return redirect(url_for("feeds.show", id=id))


def _managed(id: int) -> Feed:
    """A feed that the reader may change, or at least see to be told that they may not."""
    feed = queries.shown(db.session, id, actor=actor())
    actions.expect_manager(db.session, feed, actor=actor())
    return feed


def _stakeholder() -> Stakeholder | None:
    """Whose feed is asked for, if it is somebody's who is there; only planners may ask."""
    wanted = request.values.get("stakeholder", type=int)
    if wanted is None:
        return None
    permissions.demand(actor(), "feed:make_outward")
    if not 0 < wanted < 2**31:
        raise NotFound
    return stakeholders.one(db.session, wanted)


def _holder(stakeholder: Stakeholder | None) -> Holder | None:
    """For whom: as asked for; for oneself where nothing else is possible, or what is asked for is for nobody else."""
    asked = request.values.get("holder", "")
    if stakeholder is not None:
        return Holder.STAKEHOLDER
    if asked in set(Holder):
        return Holder(asked)
    filters = replace(Asked.of_request().filters, campaign_id=None, type=None)
    is_own = bool(filters.count) or not permissions.may(actor(), "feed:make_outward")
    return Holder.USER if is_own else None


def _new_form(holder: Holder, stakeholder: Stakeholder | None, campaign_id: int | None) -> PlannerForm:
    """The form, filled in from the address: by the names that the calendar's filters have there."""
    lang, era = Language(language.language()), language.era()
    if stakeholder is not None:
        lang, era = stakeholder.language, stakeholder.date_era
    campaign = choices.campaign(campaign_id)
    asked = Asked.of_request().filters
    filters = replace(asked, campaign_id=campaign.id if campaign else None)
    types = [key for key in request.args.getlist("types") if key in set(EventType)]
    types += [asked.type.value] if asked.type and asked.type not in types else []
    filled: dict[str, Any] = {
        "name": pick_of(campaign, "title", lang).text if campaign else translate(lang, EVENTS),
        "campaign": filters.campaign_id,
        "language": lang,
        "date_era": Era(era),
        "shows_cancelled": True,
        "types": types,
    }
    if holder != Holder.USER:
        form: PlannerForm = NewFeedForm(data=filled)
        choices.offer(form, filters)
        return form
    filled |= {key: getattr(filters, key) for key in ("kind", "visibility", "strategy", "channel")}
    filled["state"] = filters.status
    filled |= {key: getattr(filters, f"{key}_id") for key in ("team", "owner", "public")}
    form = NewOwnFeedForm(data=filled)
    choices.offer(form, filters)
    if request.method == "GET":
        form.name.data = choices.proposed(filters, types, form) or filled["name"]
    return form
