"""The one navigation."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from planner.accounts import permissions
from planner.accounts.models import User
from planner.i18n import mark
from planner.web.language import say

ENTRIES = (
    ("home.index", mark("Home")),
    ("calendar.index", mark("Calendar")),
    ("campaigns.index", mark("Campaigns")),
    ("stakeholders.index", mark("Stakeholders")),
)

# pages that stand beneath those of another part
BENEATH = {
    "affiliations": "stakeholders",
    "consents": "stakeholders",
    "events": "calendar",
    "feeds": "calendar",
    "holidays": "calendar",
    "marked_days": "calendar",
    "metrics": "campaigns",
    "objectives": "campaigns",
    "measurements": "campaigns",
    "plans": "campaigns",
    "briefs": "campaigns",
}


# what stands in a person's own menu, and which permission shows it
OWN_ENTRIES: tuple[tuple[str, str, str | None], ...] = (
    ("feeds.index", mark("Calendar feeds"), None),
    ("holidays.index", mark("Holidays"), None),
    ("people.index", mark("People"), "user:manage"),
    ("teams.index", mark("Teams"), "team:manage"),
)


@dataclass(frozen=True)
class Entry:
    """One place to go."""

    endpoint: str
    label: str
    is_current: bool


def menu() -> list[Entry]:
    """The places, the one the reader is in marked."""
    here = (request.endpoint or "").partition(".")[0]
    here = BENEATH.get(here, here)
    return [Entry(endpoint, say(label), endpoint.partition(".")[0] == here) for endpoint, label in ENTRIES]


def own_links(user: User | None) -> list[tuple[str, str]]:
    """The person's own menu: (address, label) of what they may open."""
    return [
        (url_for(endpoint), say(label))
        for endpoint, label, permission in OWN_ENTRIES
        if permission is None or (user is not None and permissions.may(user, permission))
    ]
