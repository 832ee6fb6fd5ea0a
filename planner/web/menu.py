"""The one navigation."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, request, url_for

from planner import clock
from planner.accounts import permissions
from planner.accounts.models import User
from planner.extensions import db
from planner.i18n import mark
from planner.plans import waiting
from planner.web.gate import actor
from planner.web.language import say

ENTRIES = (
    ("home.index", mark("Home")),
    ("calendar.index", mark("Calendar")),
    ("campaigns.index", mark("Campaigns")),
    ("stakeholders.index", mark("Stakeholders")),
)

# pages that stand beneath those of another part; one page otherwise than the rest of its feature
BENEATH = {
    "affiliations": "stakeholders",
    "consents": "stakeholders",
    "custody": "stakeholders",
    "clashes": "calendar",
    "events": "calendar",
    "feeds": "calendar",
    "imports": "stakeholders",
    "holidays": "calendar",
    "sources": "calendar",
    "layers": "calendar",
    "saved_views": "calendar",
    "marked_days": "calendar",
    "metrics": "campaigns",
    "objectives": "campaigns",
    "patterns": "campaigns",
    "measurements": "campaigns",
    "promotions": "campaigns",
    "contributions": "campaigns",
    "plans": "campaigns",
    "portfolio": "campaigns",
    "guard": "campaigns",
    "briefs": "campaigns",
    "briefs.calendar": "calendar",
    "links": "campaigns",
}


# what stands in a person's own menu, and which permission shows it
OWN_ENTRIES: tuple[tuple[str, str, str | None], ...] = (
    ("portfolio.index", mark("Portfolio"), None),
    ("contributions.index", mark("Contributions"), "contribution:follow"),
    ("promotions.index", mark("Promotions"), "promotion:follow"),
    ("feeds.index", mark("Calendar feeds"), None),
    ("layers.index", mark("Calendars laid over"), None),
    ("sources.index", mark("Calendars brought in"), "list:bring"),
    ("holidays.index", mark("Holidays"), None),
    ("people.index", mark("People"), "user:manage"),
    ("teams.index", mark("Teams"), "team:manage"),
    ("exports.archive", mark("Everything in one archive"), "archive:export"),
)


@dataclass(frozen=True)
class Entry:
    """One place to go."""

    endpoint: str
    label: str
    is_current: bool
    count: int = 0


def menu() -> list[Entry]:
    """The places, the one the reader is in marked, with how much waits at home."""
    feature = (request.endpoint or "").partition(".")[0]
    # a page may know better, as that of a list which is of something else than most lists
    here = g.get("part") or BENEATH.get(request.endpoint or "") or BENEATH.get(feature, feature)
    return [
        Entry(
            endpoint,
            say(label),
            endpoint.partition(".")[0] == here,
            _waiting() if endpoint == "home.index" else 0,
        )
        for endpoint, label in ENTRIES
    ]


def _waiting() -> int:
    """How much waits for the reader: one statement a request, whatever is rendered in it."""
    if "waiting_count" not in g:
        g.waiting_count = waiting.count(db.session, actor(), now=clock.now())
    return int(g.waiting_count)


def own_links(user: User | None) -> list[tuple[str, str]]:
    """The person's own menu: (address, label) of what they may open."""
    return [
        (url_for(endpoint), say(label))
        for endpoint, label, permission in OWN_ENTRIES
        if permission is None or (user is not None and permissions.may(user, permission))
    ]
