"""Forms about subscriptions, and how a link that must end is ended."""

from __future__ import annotations

from typing import Any

from planner.accounts.models import Kind
from planner.dates import Era
from planner.events.words import EventType
from planner.feeds.actions import LONGEST_NAME, Contents
from planner.feeds.models import Feed
from planner.i18n import Language, mark
from planner.web.fields import Choice, Choices, Line, RecordChoice, Tick
from planner.web.forms import OnceForm, PlannerForm

NAME_MISSING = mark("Give the feed a name; calendar programs show it.")


class _Contents:
    """What a feed carries, and how it is written."""

    name = Line(
        mark("Name"),
        needed=True,
        longest=LONGEST_NAME,
        description=mark("Calendar programs show it; whoever holds the link reads it."),
    )
    campaign = RecordChoice(mark("Campaign"), needed=False, empty=mark("All campaigns"))
    types = Choices(mark("Types of event"), EventType)
    language = Choice(mark("Language"), Language)
    date_era = Choice(mark("Era of dates"), Era)
    shows_cancelled = Tick(
        mark("Show cancelled events for a month, marked as cancelled"),
        description=mark("Without it they are shown as cancelled without their names, then dropped."),
    )


class _Kind:
    """For people who sign in only: the kind is not told outside."""

    kind = Choice(mark("Kind"), Kind, needed=False, empty=mark("Both kinds"))


class NewFeedForm(_Contents, OnceForm):
    """A feed for those outside is made."""


class NewOwnFeedForm(_Contents, _Kind, OnceForm):
    """A feed for oneself is made."""


class _Editing(_Contents, PlannerForm):
    @classmethod
    def prefill(cls, record: Feed) -> dict[str, Any]:
        """The controls' values."""
        return {**super().prefill(record), "campaign": record.campaign_id}


class FeedForm(_Editing):
    """A feed for those outside is changed."""


class OwnFeedForm(_Editing, _Kind):
    """A feed of one's own is changed."""


def contents(form: Any) -> Contents:
    """What was typed, of any of the forms above; call after validation."""
    kind = form.kind.data if "kind" in form else None
    return Contents(
        name=form.name.data or "",
        campaign_id=form.campaign.data,
        kind=kind,
        types=tuple(EventType(key) for key in form.types.data or ()),
        language=form.language.data,
        date_era=form.date_era.data,
        shows_cancelled=bool(form.shows_cancelled.data),
    )
