"""Beginning a campaign as a copy of another or from a template: choose, look at what it comes to, make it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.accounts import permissions
from planner.accounts import queries as people
from planner.accounts.models import Kind
from planner.campaigns import queries as campaigns
from planner.errors import NotAllowed, Refusal
from planner.extensions import db
from planner.i18n import Text, mark, pick_of
from planner.plans import beginning, cloning, templates
from planner.plans.beginning import Preview, Source
from planner.plans.laying_out import Anchor, OnHoliday
from planner.plans.models import CampaignTemplate
from planner.plans.pattern import Part
from planner.plans.shipped import shelf
from planner.web import language
from planner.web.gate import actor
from planner.web.language import say
from planner.web.patterns import shown
from planner.web.patterns.forms import BeginForm, KeepForm, LookForm, TemplateForm
from planner.web.saving import acting, saving

bp = Blueprint("patterns", __name__)

Answer = str | Response | tuple[str, int]

YEAR = timedelta(weeks=52)
"""A year later on the same day of the week."""
SOON = timedelta(weeks=4)
COPIED = mark("The copy is a draft of yours. Give it a title of its own, and set the baselines anew.")
BEGUN = mark(
    "The campaign is a draft of yours. Make it your own: whom it is for, what it says, what it costs."
)
KEPT = mark("Kept. Whoever plans in the team finds it where a campaign is begun.")
REMOVED = mark("Removed. Campaigns begun from it stay as they are.")


@bp.route("/campaigns/<int:id>/copy", methods=["GET", "POST"])
def copy(id: int) -> Answer:
    """Copy a campaign: a draft of one's own, all days moved alike."""
    taken = cloning.of_campaign(db.session, id, actor=actor())
    name = pick_of(taken.campaign, "title", language.language())
    usual = taken.campaign.start_on + YEAR
    source = Source(taken.pattern, taken.campaign)
    return _begin(Beginning(source=source, name=name, usual=usual, team_id=taken.campaign.team_id))


@bp.route("/templates/<int:id>/begin", methods=["GET", "POST"])
def begin(id: int) -> Answer:
    """Begin a campaign from a template that a team keeps."""
    template = templates.shown(db.session, id, actor=actor())
    name = pick_of(template, "name", language.language())
    source = templates.source(template)
    usual = _monday() + timedelta(days=source.pattern.start_on.weekday())
    return _begin(
        Beginning(source=source, name=name, usual=usual, team_id=template.team_id, template=template)
    )


_KEYS = ", ".join(f'"{key}"' for key in shelf.SHIPPED)


@bp.route(f"/templates/<any({_KEYS}):key>/begin", methods=["GET", "POST"])
def begin_shipped(key: str) -> Answer:
    """Begin a campaign from a template that comes with the planner."""
    one = shelf.SHIPPED[key]
    source = Source(one.pattern, name_th=one.name_th, name_en=one.name_en)
    about = pick_of(one, "about", language.language())
    return _begin(
        Beginning(source=source, name=pick_of(one, "name", language.language()), usual=_monday(), about=about)
    )


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What a page begins a campaign from, and what its form suggests."""

    source: Source
    name: Text
    usual: date
    team_id: int | None = None
    about: Text | None = None
    template: CampaignTemplate | None = None


def _begin(what: Beginning) -> Answer:
    """The form, and what it comes to where the address says enough; sent, that is made."""
    form = _form(what)
    preview = _preview(what, form)
    sending = BeginForm()
    if preview is not None and sending.validate_on_submit():
        with saving(sending) as saved:
            seen = sending.seen.data or ""
            made, entry = beginning.begin(db.session, what.source, form.to_data(), actor=actor(), seen=seen)
            saved.at(url_for("campaigns.show", id=made.id))
            way_back = url_for("custody.undo", id=entry.id)
        if saved:
            told = COPIED if what.source.campaign is not None else BEGUN
            flash({"text": say(told), "undo": way_back}, "done")  # type: ignore[arg-type] # told apart where shown
            return saved.redirect()
        preview = _preview(what, form)
    status = 422 if form.errors or form.messages else sending.status
    return _page(what, form, sending, preview), status


def _form(what: Beginning) -> LookForm:
    teams = people.teams_for(db.session, actor(), what.source.pattern.kind)
    if not teams:
        # nobody begins a campaign where they do not plan
        raise NotAllowed("campaign:plan")
    form = LookForm(
        team=what.team_id if what.team_id in {team.id for team in teams} else teams[0].id,
        anchor=Anchor.START,
        on=what.usual,
        parts=[part.value for part in Part],
        holidays=OnHoliday.ROLL,
    )
    if what.source.pattern.kind != Kind.EXCHANGE:
        # a communal campaign has none, and is not asked about them
        form.parts.leave_out(Part.PROMOTIONS)
    form.team.offer((team.id, pick_of(team, "name", language.language()).text) for team in teams)
    return form


def _preview(what: Beginning, form: LookForm) -> Preview | None:
    """What would be made; none where the address does not say enough, or what cannot be."""
    if not form.is_asked or not form.validate():
        return None
    try:
        return beginning.preview(db.session, what.source, form.to_data(), actor=actor())
    except Refusal as refusal:
        form.refuse(say(refusal.message, **refusal.values), field=refusal.field)
        return None


def _page(what: Beginning, form: LookForm, sending: BeginForm, preview: Preview | None) -> str:
    values: dict[str, object] = {}
    if preview is not None:
        sending.seen.data = beginning.digest(preview.laid)
        values = {
            "rows": shown.rows(preview, counts_days=what.source.campaign is None),
            "along": shown.along(preview.laid.pattern),
            "staying": shown.staying(preview, what.source.pattern),
            "unconfirmed": shown.unconfirmed(preview),
        }
    return render_template(
        "patterns/begin.html",
        what=what,
        form=form,
        sending=sending,
        preview=preview,
        whole=shown.along(what.source.pattern),
        length=what.source.pattern.end + 1,
        **values,
    )


@bp.route("/campaigns/<int:id>/keep-as-template", methods=["GET", "POST"])
def keep(id: int) -> Answer:
    """Keep a campaign's pattern for its team."""
    campaign = campaigns.shown(db.session, id, actor=actor())
    permissions.demand(actor(), "template:edit", campaign)
    form = KeepForm(data={"name_th": campaign.title_th, "name_en": campaign.title_en})
    if form.validate_on_submit():
        with saving(form) as saved:
            made = templates.keep(db.session, id, form.to_data(), actor=actor())
            saved.at(url_for("campaigns.new", _anchor=f"template-{made.id}"))
        if saved:
            flash(say(KEPT), "done")
            return saved.redirect()
        campaign = campaigns.shown(db.session, id, actor=actor())
    return render_template("patterns/keep.html", form=form, campaign=campaign), form.status


@bp.route("/templates/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> Answer:
    """Rename a template, or keep it no longer."""
    template = templates.shown(db.session, id, actor=actor())
    form = TemplateForm(record=template)
    if form.validate_on_submit():
        with saving(form) as saved:
            templates.rename(db.session, id, form.to_data(), actor=actor(), version=form.seen_version)
            saved.at(url_for("campaigns.new", _anchor=f"template-{id}"))
        if saved:
            return saved.redirect()
        form.record = template = templates.shown(db.session, id, actor=actor())
    return render_template("patterns/edit.html", form=form, template=template), form.status


@bp.post("/templates/<int:id>/remove")
def remove(id: int) -> Response:
    """Keep a template no longer."""
    with acting() as done:
        templates.remove(db.session, id, actor=actor(), version=request.form.get("version", type=int))
    if done:
        flash(say(REMOVED), "done")
    return redirect(url_for("campaigns.new"))


def _monday() -> date:
    """A Monday, as shipped patterns begin on one, some weeks from now."""
    soon = clock.today(language.zone()) + SOON
    return soon + timedelta(days=-soon.weekday() % 7)
