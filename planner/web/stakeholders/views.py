"""The list of stakeholders, taking one up, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from planner import clock, dates, text
from planner.accounts import permissions
from planner.campaigns import taking_part
from planner.custody import duplicates, merging
from planner.events import attached
from planner.extensions import db
from planner.i18n import mark
from planner.stakeholders import actions, assessment, consents, naming, queries, reach
from planner.stakeholders import words as vocabulary
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.queries import Reading, Wanted
from planner.stakeholders.words import (
    Attitude,
    Category,
    ConsentPurpose,
    PowerInterest,
    Salience,
    StakeholderKind,
    StakeholderStatus,
)
from planner.web import context, history, language, once
from planner.web.gate import actor
from planner.web.language import say
from planner.web.saving import saving
from planner.web.stakeholders.forms import NEW_FORMS, new_data

bp = Blueprint("stakeholders", __name__)

MARKS: dict[str | None, int] = {str(one): one for one in range(assessment.LOWEST, assessment.HIGHEST + 1)}
Shown = str | Response | tuple[str, int]
Key = TypeVar("Key", bound=StrEnum)

# what is done in a campaign or at an event is told there, to those who may see it
OWN_HISTORY = ("stakeholder", "affiliation", "consent", "list_import")


@bp.get("/stakeholders")
def index() -> Shown:
    """Everyone taken up, in Thai order, searched and filtered by the address."""
    wanted = wanted_from(request.args)
    number = request.args.get("page", 1, type=int)
    listing = queries.listed(db.session, wanted, page=number)
    kept = {key: str(value) for key in Wanted.__dataclass_fields__ if (value := request.args.get(key))}
    return render_template(
        "stakeholders/index.html",
        listing=listing,
        wanted=wanted,
        counts=queries.counts(db.session),
        words=vocabulary,
        before=_page(kept, listing.number - 1) if listing.number > 1 else None,
        after=_page(kept, listing.number + 1) if listing.number < listing.count else None,
        kept=kept,
        quadrant_of=quadrant_of,
        options_of=options_of,
    )


@bp.route("/stakeholders/new", methods=["GET", "POST"])
def new() -> Shown:
    """Take somebody up: first what they are, then who."""
    permissions.demand(actor(), "stakeholder:edit")
    kind = _key(StakeholderKind, request.values.get("kind"))
    if kind is None:
        return render_template("stakeholders/choose_kind.html", words=vocabulary), 200
    form = NEW_FORMS[kind]()
    known: list[duplicates.Match] = []
    if form.validate_on_submit():
        once.refuse_second(form)
        known = duplicates.similar(db.session, duplicates.of_new(new_data(form, kind)))
        # who is known may be whom this very form made a moment ago, while we looked
        once.refuse_second(form)
    if form.is_submitted() and form.status == 200 and form.has_seen(one.stakeholder.id for one in known):
        with saving(form) as saved:
            made = actions.add(db.session, new_data(form, kind), actor=actor())
            saved.at(url_for("stakeholders.show", id=made.id))
        if saved:
            return saved.redirect()
    body = render_template(
        "stakeholders/new.html", form=form, kind=kind, words=vocabulary, known=known, reasons=_reasons
    )
    return body, form.status


def _reasons(match: duplicates.Match) -> str:
    return ", ".join(say(duplicates.REASON_NAMES[one]) for one in match.reasons)


@bp.get("/stakeholders/<int:id>")
def show(id: int) -> Shown:
    """Everything about one stakeholder that the reader may see."""
    stakeholder = queries.shown(db.session, id)
    if stakeholder.merged_into_id is not None:
        return redirect(url_for("stakeholders.show", id=merging.survivor(db.session, stakeholder).id))
    is_person = stakeholder.kind == StakeholderKind.PERSON
    standing = consents.standing(stakeholder.consents)
    return render_template(
        "stakeholders/show.html",
        stakeholder=stakeholder,
        called=naming.address(stakeholder, language.language()),
        quadrant=quadrant_of(stakeholder),
        salience=assessment.salience(stakeholder.power, stakeholder.has_legitimacy, stakeholder.has_urgency),
        emails=[(email, email) for email in stakeholder.emails],
        phones=[(phone, reach.shown_phone(phone, language.language())) for phone in stakeholder.phones],
        zone=dates.zone_label(stakeholder.timezone, language.language(), clock.now()),
        places=sorted(stakeholder.affiliations, key=lambda place: place.ended_on is not None),
        people=[] if is_person else queries.people_of(db.session, id),
        standing=[(purpose, standing.get(purpose)) for purpose in ConsentPurpose],
        said=sorted(stakeholder.consents, key=lambda one: (one.said_at, one.id), reverse=True),
        participations=taking_part.of_stakeholder(db.session, id, actor=actor()),
        attachments=attached.of_stakeholder(db.session, id, actor=actor(), now=clock.now()),
        gaps=gaps_of(stakeholder),
        entries=history.entries(db.session, "stakeholder", id, subjects=OWN_HISTORY),
        words=vocabulary,
    )


def quadrant_of(stakeholder: Stakeholder) -> vocabulary.PowerInterest | None:
    """Where they stand in the power–interest grid."""
    return assessment.power_interest(stakeholder.power, stakeholder.interest)


def gaps_of(stakeholder: Stakeholder) -> list[tuple[bool, str, str]]:
    """What the page still lacks: is it there, what it is, where to fill it in. Empty when nothing is missing."""
    at = {
        key: url_for("stakeholders.edit", id=stakeholder.id, section=key) for key in ("reach", "assessment")
    }
    is_judged = quadrant_of(stakeholder) is not None
    is_weighed = None not in {stakeholder.has_legitimacy, stakeholder.has_urgency}
    gaps = [
        (is_judged, say(mark("Power and interest")), at["assessment"]),
        (is_weighed, say(mark("Legitimacy and urgency")), at["assessment"]),
        (stakeholder.attitude is not None, say(mark("Attitude")), at["assessment"]),
        (stakeholder.engagement_desired is not None, say(mark("Desired engagement")), at["assessment"]),
        (stakeholder.preferred_channel is not None, say(mark("Preferred way to reach them")), at["reach"]),
    ]
    if stakeholder.kind == StakeholderKind.PERSON and not stakeholder.do_not_contact:
        is_asked = any(one.purpose == ConsentPurpose.EVENT_INVITATIONS for one in stakeholder.consents)
        gaps.append(
            (
                is_asked,
                say(mark("Whether they wish to be invited")),
                url_for("consents.new", stakeholder_id=stakeholder.id),
            )
        )
    return [] if all(is_there for is_there, _, _ in gaps) else gaps


def wanted_from(args: MultiDict[str, str]) -> Wanted:
    """The filters of an address; what is not understood is left out."""
    return Wanted(
        q=text.clean(args.get("q", ""))[:200],
        kind=_key(StakeholderKind, args.get("kind")),
        category=_key(Category, args.get("category")),
        status=_key(StakeholderStatus, args.get("status")),
        attitude=_key(Attitude, args.get("attitude")),
        unassessed=args.get("unassessed") == "1",
        do_not_contact=args.get("do_not_contact") == "1",
        lacks=_key(Reading, args.get("unassessed")),
        quadrant=_key(PowerInterest, args.get("quadrant")),
        salience=_key(Salience, args.get("salience")),
        power=MARKS.get(args.get("power")),
        interest=MARKS.get(args.get("interest")),
    )


def options_of(words: type[StrEnum], counted: Mapping[Any, int] | None = None) -> list[tuple[str, ...]]:
    """The choices of a filter: key, name, and where there are any, how many."""
    counted = counted or {}
    return [
        (one.value, context.name(one), *((str(counted[one]),) if counted.get(one) else ())) for one in words
    ]


def _key(words: type[Key], given: str | None) -> Key | None:
    return words(given) if given in set(words) else None


def _page(kept: dict[str, Any], number: int) -> str:
    return url_for("stakeholders.index", **kept, page=number)
