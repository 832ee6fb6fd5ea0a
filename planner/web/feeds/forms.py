"""Forms about subscriptions, and how a link that must end is ended."""

from __future__ import annotations

from typing import Any

from planner.accounts.models import Kind
from planner.campaigns.words import PesoChannel, Strategy
from planner.dates import Era
from planner.events.words import EventStatus, EventType, Visibility
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
    shows_holidays = Tick(
        mark("Show holidays"), description=mark("Of the years that an administrator has confirmed.")
    )
    shows_awareness = Tick(mark("Show awareness days"))


class _Own:
    """For people who sign in only: none of it is told outside."""

    kind = Choice(mark("Kind"), Kind, needed=False, empty=mark("Both kinds"))
    team = RecordChoice(mark("Team"), needed=False, empty=mark("All"))
    state = Choice(mark("State"), EventStatus, needed=False, empty=mark("All"))
    owner = RecordChoice(mark("Owner"), needed=False, empty=mark("All"))
    public = RecordChoice(mark("Public group"), needed=False, empty=mark("All"))
    visibility = Choice(mark("Who may see it"), Visibility, needed=False, empty=mark("All"))
    strategy = Choice(mark("Strategy"), Strategy, needed=False, empty=mark("All"))
    channel = Choice(mark("Channel"), PesoChannel, needed=False, empty=mark("All"))
    shows_sensitive = Tick(
        mark("Show sensitive periods"),
        description=mark("The organisation’s and your own teams’. They never stand in a feed for others."),
    )

    @property
    def folded(self) -> list[Any]:
        """The rarer choices."""
        return [self[key] for key in RARE]  # type: ignore[index] # of a form

    @property
    def is_unfolded(self) -> bool:
        """Whether one of them is set, or wrong."""
        return any(field.data or field.errors for field in self.folded)


RARE = ("state", "owner", "public", "visibility", "strategy", "channel")


class NewFeedForm(_Contents, OnceForm):
    """A feed for those outside is made."""


class NewOwnFeedForm(_Contents, _Own, OnceForm):
    """A feed for oneself is made."""


class FeedForm(_Contents, PlannerForm):
    """A feed for those outside is changed."""


class OwnFeedForm(_Contents, _Own, PlannerForm):
    """A feed of one's own is changed."""

    @classmethod
    def prefill(cls, record: Feed) -> dict[str, Any]:
        """The controls' values."""
        return {**super().prefill(record), "state": record.status}


def contents(form: Any) -> Contents:
    """What was typed, of any of the forms above; call after validation."""
    own: dict[str, Any] = {}
    if isinstance(form, _Own):
        own = {key: form[key].data for key in ("kind", "visibility", "strategy", "channel")}  # type: ignore[index] # of a form
        own |= {f"{key}_id": form[key].data for key in ("team", "owner", "public")}  # type: ignore[index] # as above
        own["status"] = form.state.data
        own["shows_sensitive"] = bool(form.shows_sensitive.data)
    return Contents(
        name=form.name.data or "",
        campaign_id=form.campaign.data,
        types=tuple(EventType(key) for key in form.types.data or ()),
        language=form.language.data,
        date_era=form.date_era.data,
        shows_cancelled=bool(form.shows_cancelled.data),
        shows_holidays=bool(form.shows_holidays.data),
        shows_awareness=bool(form.shows_awareness.data),
        **own,
    )
