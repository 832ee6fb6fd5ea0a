"""What the page of a campaign shows beyond its own columns: ways elsewhere, and names of lists of keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for

from planner.accounts import permissions
from planner.accounts.models import Role, User
from planner.campaigns.models import Campaign
from planner.campaigns.words import (
    ISO26000_NAMES,
    SDG_NAMES,
    STRATEGY_NAMES,
    Confidentiality,
    Iso26000,
    Sdg,
    Strategy,
)
from planner.custody import deletion
from planner.errors import Refusal
from planner.extensions import db
from planner.i18n import mark
from planner.plans.kind_change import CHANGEABLE
from planner.web import language
from planner.web.language import say

PLANNING = frozenset({Role.PLANNER, Role.APPROVER})
COPIES = (
    ("th", "internal", mark("Brief in Thai, internal")),
    ("en", "internal", mark("Brief in English, internal")),
    ("th", "outward", mark("Brief in Thai, for outsiders")),
    ("en", "outward", mark("Brief in English, for outsiders")),
)


def values(campaign: Campaign, actor: User, *, has_plan: bool) -> dict[str, Any]:
    """For the template."""
    return {
        "links": links(campaign, has_plan=has_plan),
        "may_change_kind": campaign.status in CHANGEABLE
        and permissions.may(actor, "campaign:change_kind", campaign),
        "may_copy": actor.is_administrator
        or any(one.role in PLANNING and one.team.runs(campaign.kind) for one in actor.memberships),
        "may_keep": campaign.confidentiality != Confidentiality.RESTRICTED
        and permissions.may(actor, "template:edit", campaign),
        "stays": stays(deletion.why_campaign_stays(db.session, campaign))
        if permissions.may(actor, "campaign:edit", campaign)
        else None,
        "strategy_names": _strategies,
        "goal_names": _goals,
        "subject_names": _subjects,
    }


def stays(refusal: Refusal | None) -> str | None:
    """Why the record cannot be deleted, in words; None where it can."""
    return None if refusal is None else say(refusal.message, **refusal.values)


def links(campaign: Campaign, *, has_plan: bool) -> dict[str, Any]:
    """Ways from the campaign to its documents, its calendar and what is made beneath it."""
    key = campaign.id
    more = [
        (say(label), url_for("briefs.show", id=key, language=tongue, copy=copy))
        for tongue, copy, label in COPIES
        if (tongue, copy) != (language.language(), "internal")
    ]
    if has_plan:
        more.append((say(mark("Approval sheet")), url_for("briefs.sheet", id=key)))
    more += [
        (say(mark("Calendar file (.ics)")), url_for("feeds.campaign_file", id=key)),
        (say(mark("Calendar feed of this campaign")), url_for("feeds.new", campaign=key)),
    ]
    return {
        "brief": url_for("briefs.show", id=key, language=language.language(), copy="internal"),
        "more": more,
        "new_event": url_for("events.new", campaign_id=key),
        "new_objective": url_for("objectives.new", campaign_id=key),
    }


def _strategies(keys: Iterable[str]) -> str:
    return ", ".join(say(STRATEGY_NAMES[Strategy(key)]) for key in keys)


def _goals(numbers: Iterable[int]) -> str:
    return ", ".join(say(SDG_NAMES[Sdg(str(number))]) for number in numbers)


def _subjects(keys: Iterable[str]) -> str:
    return ", ".join(say(ISO26000_NAMES[Iso26000(key)]) for key in keys)
