"""The one navigation."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

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
    "metrics": "campaigns",
    "objectives": "campaigns",
    "measurements": "campaigns",
    "plans": "campaigns",
    "briefs": "campaigns",
}


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
