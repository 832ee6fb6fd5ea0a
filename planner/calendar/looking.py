"""How the calendar is looked at, and how that stands in an address: its view, its filters, how it is set.

What an address says that nobody knows is as if it were not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from planner.accounts.models import Kind
from planner.calendar.filters import Filters
from planner.campaigns.words import PesoChannel, Strategy
from planner.events.words import EventStatus, EventType, Visibility
from planner.i18n import mark

K = TypeVar("K", bound=StrEnum)


class View(StrEnum):
    """How the days are shown."""

    MONTH = "month"
    WEEK = "week"
    AGENDA = "agenda"
    TIMELINE = "timeline"
    YEAR = "year"


VIEW_NAMES: dict[View, str] = {
    View.MONTH: mark("Month"),
    View.WEEK: mark("Week"),
    View.AGENDA: mark("Agenda"),
    View.TIMELINE: mark("Timeline"),
    View.YEAR: mark("Year"),
}


class Span(StrEnum):
    """How much of time a timeline holds."""

    QUARTER = "quarter"
    YEAR = "year"


SPAN_NAMES: dict[Span, str] = {Span.QUARTER: mark("Quarter"), Span.YEAR: mark("Year")}


class Group(StrEnum):
    """What the campaigns of a timeline are put together by."""

    KIND = "kind"
    TEAM = "team"
    PUBLIC = "public"


GROUP_NAMES: dict[Group, str] = {
    Group.KIND: mark("Kind"),
    Group.TEAM: mark("Team"),
    Group.PUBLIC: mark("Public group"),
}


def filters_of(given: Mapping[str, str]) -> Filters:
    """What an address narrows the calendar to."""
    return Filters(
        kind=key_of(Kind, given, "kind"),
        team_id=number_of(given, "team"),
        campaign_id=number_of(given, "campaign"),
        type=key_of(EventType, given, "type"),
        status=key_of(EventStatus, given, "status"),
        owner_id=number_of(given, "owner"),
        visibility=key_of(Visibility, given, "visibility"),
        public_id=number_of(given, "public"),
        strategy=key_of(Strategy, given, "strategy"),
        channel=key_of(PesoChannel, given, "channel"),
    )


def written(filters: Filters) -> dict[str, str]:
    """The filters as they stand in an address."""
    values = {
        "kind": filters.kind,
        "team": filters.team_id,
        "campaign": filters.campaign_id,
        "type": filters.type,
        "status": filters.status,
        "owner": filters.owner_id,
        "visibility": filters.visibility,
        "public": filters.public_id,
        "strategy": filters.strategy,
        "channel": filters.channel,
    }
    return {key: str(value) for key, value in values.items() if value is not None}


def view_of(given: Mapping[str, str]) -> View:
    """The view that an address asks for; the month where it names none."""
    return key_of(View, given, "view") or View.MONTH


def kept(given: Mapping[str, str]) -> dict[str, str]:
    """What is worth remembering of an address beside its view: no day, nothing that is as usual, no unknown key."""
    found = written(filters_of(given))
    if view_of(given) is View.TIMELINE:
        span, group = key_of(Span, given, "span"), key_of(Group, given, "group")
        found |= {"span": span.value} if span and span is not Span.QUARTER else {}
        found |= {"group": group.value} if group and group is not Group.KIND else {}
    if given.get("layers") == "1":
        found["layers"] = "1"
    return found


def key_of(vocabulary: type[K], given: Mapping[str, str], name: str) -> K | None:
    """A word of a vocabulary."""
    value = given.get(name, "")
    return vocabulary(value) if value in set(vocabulary) else None


def number_of(given: Mapping[str, str], name: str) -> int | None:
    """The number of a record."""
    value = given.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
