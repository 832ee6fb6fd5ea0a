"""What steps and forms of events share: who may, what was sent along, and words about strange hours."""

from __future__ import annotations

from flask import flash, request

from planner import dates, text
from planner.accounts import permissions
from planner.campaigns import lifecycle
from planner.events.models import Event
from planner.i18n import mark
from planner.web import language
from planner.web.events.forms import HasWhen, when_of
from planner.web.gate import actor
from planner.web.language import say

LONGEST_REASON = 2_000
SKIPPED = mark(
    "On that day the clocks in %(city)s are put forward over %(time)s: the event stands an hour later."
)
TWICE = mark("On that day the clocks in %(city)s show %(time)s twice: the event is at the first of the two.")


def may_edit(event: Event) -> bool:
    """Whether the reader may change the event as its campaign stands."""
    is_open = event.campaign.status not in lifecycle.READ_ONLY
    return is_open and permissions.may(actor(), "event:edit", event.campaign)


def seen_version() -> int | None:
    """The version a step was taken from; one that cannot be is never the right one."""
    sent = request.form.get("version")
    if sent is None:
        return None
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def seen_reason() -> str | None:
    """The comment sent with a step."""
    return text.clean(request.form.get("comment", ""), multiline=True)[:LONGEST_REASON] or None


def tell_of_strange_hours(form: HasWhen) -> None:
    """Say so where the clocks do not show the time that was typed, or show it twice."""
    when = when_of(form)
    for key, how in when.strange_hours():
        at = when.start_time if key == "start_time" else when.end_time
        if at is not None:
            flash(
                say(
                    SKIPPED if how is dates.WallTime.SKIPPED else TWICE,
                    city=dates.zone_city(when.timezone, language.language()),
                    time=dates.format_time(at, language.language()),
                ),
                "warning",
            )
