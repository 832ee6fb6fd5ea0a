"""How much a subscription carries just now, for its page. Nothing is written, and no poll waits for it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from planner import clock
from planner.feeds import carries, days, offers
from planner.feeds.carries import Scope
from planner.feeds.models import Feed
from planner.feeds.moment import Moment


@dataclass(frozen=True, slots=True)
class Preview:
    """A series is one event; a time of marked days is one."""

    events: int
    holidays: int
    marked: int
    promotions: int


def of(session: Session, feed: Feed) -> Preview:
    """What a poll would find in it now."""
    moment = Moment(clock.now())
    found = days.shown(session, feed, moment.window)
    holidays = sum(map(days.is_holiday, found))
    events = carries.carried(session, feed.id, Scope.of(feed), moment, None)
    promotions = offers.shown(session, feed, moment)
    return Preview(len(events), holidays, len(found) - holidays, len(promotions))
