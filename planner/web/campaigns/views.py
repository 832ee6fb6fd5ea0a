"""The list of campaigns, the first form, and the page that reads like the brief it becomes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from planner import clock, text
from planner.accounts import queries as people
from planner.accounts.models import KIND_MEANINGS, KIND_NAMES, Kind
from planner.campaigns import actions, budget, kinds, queries
from planner.campaigns.lifecycle import STATUS_NAMES, Status
from planner.campaigns.listing import PERIOD_NAMES, Filters, Listing, Period, Sort, listing
from planner.campaigns.models import Campaign
from planner.campaigns.words import FIELD_OF_WORK_NAMES, FieldOfWork
from planner.events import links
from planner.events import queries as events
from planner.extensions import db
from planner.i18n import pick_of
from planner.plans import guard, templates
from planner.plans import queries as plans
from planner.plans.shipped import shelf
from planner.web import history, language
from planner.web.campaigns import budget_entries as documents
from planner.web.campaigns import counted, page, parts, sections, timeline
from planner.web.campaigns import map as stakeholder_map
from planner.web.campaigns.blueprint import bp
from planner.web.campaigns.forms import NewCampaignForm
from planner.web.contributions import shown as contribution_pages
from planner.web.gate import actor
from planner.web.language import say
from planner.web.plans import comments, differences, next_step
from planner.web.plans import guard as guard_pages
from planner.web.promotions import shown as promotion_pages
from planner.web.saving import saving

__all__ = ["bp", "parts", "sections", "stakeholder_map"]

Answer = str | Response | tuple[str, int]
LATEST, WHOLE_HISTORY = 12, 1_000
# what the address of the list may hold; a stranger's `_scheme` or `endpoint` must not reach the builder of addresses
NARROWING = ("q", "kind", "status", "team", "mine", "field_of_work", "period", *counted.KEYS, "sort", "order")
K = TypeVar("K", bound=StrEnum)


@bp.get("/campaigns")
def index() -> str:
    """The campaigns one may see; search, filters, order and page stand in the address."""
    filters, sort, is_descending = asked()
    today = clock.today(language.zone())
    found = listing(
        db.session,
        filters,
        actor=actor(),
        today=today,
        sort=sort,
        is_descending=is_descending,
        page=_number("page") or 1,
    )
    return render_template(
        "campaigns/index.html",
        found=found,
        filters=filters,
        states=_states(found, filters),
        orders=_orders(sort, is_descending),
        pages=_pages(found),
        choices=_choices(),
        export_address=url_for("exports.all_campaigns", **dict[str, Any](narrowing())),
        kept={
            key: value
            for key, value in request.args.items()
            if key in {"status", "sort", "order", *counted.KEYS} and value
        },
        counted=counted.said(filters),
    )


@bp.route("/campaigns/new", methods=["GET", "POST"])
def new() -> Answer:
    """Begin a campaign; its kind stands in the address, and is chosen first where it does not."""
    kind = _key(Kind, "kind")
    if kind is None:
        return render_template("campaigns/choose_kind.html", kinds=_kinds_offered())
    form = NewCampaignForm()
    teams = people.teams_for(db.session, actor(), kind)
    form.team.offer((team.id, pick_of(team, "name", language.language()).text) for team in teams)
    if form.validate_on_submit():
        with saving(form) as saved:
            campaign = actions.plan(db.session, form.to_data(kind), actor=actor())
            saved.at(url_for("campaigns.show", id=campaign.id))
        if saved:
            return saved.redirect()
    body = render_template(
        "campaigns/new.html", form=form, kind=kind, teams=teams, meaning=say(KIND_MEANINGS[kind])
    )
    return body, form.status


@bp.get("/campaigns/<int:id>")
def show(id: int) -> str:
    """The page of one campaign."""
    campaign = queries.whole(db.session, id, actor=actor())
    objectives = plans.objectives_of(db.session, campaign.id)
    stands = plans.standing(db.session, campaign, objectives)
    coming = events.of_campaign(db.session, campaign.id, actor=actor(), now=clock.now())
    looked = guard.look(db.session, campaign, actor=actor())
    original, copies = queries.copies_about(db.session, campaign, actor=actor())
    return render_template(
        "campaigns/show.html",
        campaign=campaign,
        objectives=objectives,
        events=coming,
        standing=stands,
        changes=differences.rows(db.session, stands.changes),
        next=next_step.of(campaign, objectives, stands, actor()),
        gaps=[*next_step.gaps(campaign, objectives), *guard_pages.hints(campaign, looked)],
        totals=budget.totals(campaign.budget_lines),
        enterers=documents.enterers(campaign),
        parent=queries.parent_of(db.session, campaign, actor=actor()),
        parts=queries.parts_of(db.session, campaign, actor=actor()),
        original=original,
        copies=copies,
        strip=timeline.strip(campaign, coming),
        **page.values(campaign, actor(), has_plan=bool(stands.snapshots)),
        named_links=links.of(db.session, campaign),
        **promotion_pages.of_campaign(campaign),
        **contribution_pages.of_campaign(campaign),
        **guard_pages.panel(campaign, looked),
        **comments.thread(campaign, stands),
        **_history(campaign),
    )


def _history(campaign: Campaign) -> dict[str, Any]:
    """The latest deeds, or all of them where the address asks; one too many is read to know of more."""
    is_whole = request.args.get("history") == "all"
    found = history.entries(
        db.session,
        "campaign",
        campaign.id,
        limit=WHOLE_HISTORY if is_whole else LATEST + 1,
        hidden=kinds.SHAPES[kinds.other(campaign.kind)].fields,
    )
    has_more = not is_whole and len(found) > LATEST
    return {
        "history": found[:LATEST] if has_more else found,
        "whole_history": url_for("campaigns.show", id=campaign.id, history="all", _anchor="history")
        if has_more
        else None,
    }


# ── What stands in the address ──────────────────────────────────────────────────────────────────────────


def _key(vocabulary: type[K], name: str) -> K | None:
    """A key of a closed vocabulary; anything else is as if it were not there."""
    value = request.args.get(name, "")
    return vocabulary(value) if value in set(vocabulary) else None


def _number(name: str) -> int | None:
    value = request.args.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def asked() -> tuple[Filters, Sort, bool]:
    """What the list of this address shows: filters, order, and whether that is turned round."""
    return _filters(), _key(Sort, "sort") or Sort.TITLE, request.args.get("order") == "down"


def _filters() -> Filters:
    return Filters(
        q=text.clean(request.args.get("q", ""))[:200],
        kind=_key(Kind, "kind"),
        status=_key(Status, "status"),
        team_id=_number("team"),
        is_mine=request.args.get("mine") == "1",
        field_of_work=_key(FieldOfWork, "field_of_work"),
        period=_key(Period, "period"),
        **counted.asked(),
    )


def narrowing() -> dict[str, str]:
    """What of the address narrows and orders the list."""
    return {key: request.args[key] for key in NARROWING if request.args.get(key)}


def _address(**changed: Any) -> str:
    """This list with something changed; the page starts again unless it is what changes."""
    kept = narrowing()
    return url_for("campaigns.index", **{k: v for k, v in {**kept, **changed}.items() if v not in {None, ""}})


def _states(found: Listing, filters: Filters) -> list[dict[str, Any]]:
    """The states as words to narrow by, with how many there are; a state nothing is in is left out."""
    entries = [{"status": None, "count": found.all, "address": _address(status=None)}]
    entries += [
        {"status": status, "count": found.counts.get(status, 0), "address": _address(status=status.value)}
        for status in STATUS_NAMES
        if found.counts.get(status) or status == filters.status
    ]
    return [{**entry, "is_current": entry["status"] == filters.status} for entry in entries]


def _orders(sort: Sort, is_descending: bool) -> dict[str, dict[str, Any]]:
    """For the head of each column: the address that orders by it, and how it is ordered now."""
    return {
        key.value: {
            "sort": _address(sort=key.value, order="down" if key == sort and not is_descending else None),
            "order": None if key != sort else "descending" if is_descending else "ascending",
        }
        for key in Sort
    }


def _pages(found: Listing) -> dict[str, Any]:
    return {
        "number": found.page,
        "count": found.pages,
        "before": _address(page=found.page - 1) if found.page > 1 else None,
        "after": _address(page=found.page + 1) if found.page < found.pages else None,
    }


def _choices() -> dict[str, list[tuple[Any, str]]]:
    return {
        "kind": [(key.value, say(name)) for key, name in KIND_NAMES.items()],
        "team": [
            (team.id, pick_of(team, "name", language.language()).text) for team in people.teams(db.session)
        ],
        "field_of_work": [(key.value, say(name)) for key, name in FIELD_OF_WORK_NAMES.items()],
        "period": [(key.value, say(name)) for key, name in PERIOD_NAMES.items()],
    }


def _kinds_offered() -> list[dict[str, Any]]:
    """Both kinds with what they mean, and whether the person has a team that runs it."""
    return [
        {
            "kind": kind,
            "meaning": say(meaning),
            "teams": people.teams_for(db.session, actor(), kind),
            "address": url_for("campaigns.new", kind=kind.value),
            "kept": templates.offered(db.session, kind, actor=actor()),
            "shipped": shelf.of_kind(kind),
        }
        for kind, meaning in KIND_MEANINGS.items()
    ]
