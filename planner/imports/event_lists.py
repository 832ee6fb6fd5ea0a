"""A row of a list of events: which event it is about, and what it asks for."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import queries as people
from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.errors import Refusal
from planner.events import actions, queries, series
from planner.events.actions import About, NewEvent, Place, Preparation, Section, Sharing
from planner.events.models import Event
from planner.events.stored import timing_of
from planner.events.when import When
from planner.events.words import Visibility
from planner.i18n import mark
from planner.imports.record_rows import Deed

NO_CAMPAIGN = mark("Name the campaign by its code.")
NOT_A_CAMPAIGN = mark("There is no campaign %(code)s that you may see.")
NO_START = mark("Give the day on which it starts.")
NOBODY = mark("There is nobody of that name to choose.")
ELSEWHERE = mark("The event belongs to the campaign %(code)s; a list does not move it to another.")

_WHEN = ("start_on", "start_time", "end_on", "end_time", "timezone")
_SECTIONS: tuple[type[Section], ...] = (About, Place, Sharing, Preparation)


class Events:
    """Finds the event of each row among those that the actor may see."""

    def __init__(self, session: Session, actor: User) -> None:
        self.session, self.actor = session, actor

    def __call__(self, values: dict[str, Any]) -> Deed:
        """What the row asks for. Raises the planner's ways of saying no."""
        given = dict(values)
        uid, code = given.pop("uid", None), given.pop("campaign", None)
        if "owner" in given:
            given["owner_id"] = self._owner(given.pop("owner"))
        event = self._known(uid, code, given)
        if event is None:
            return Deed(None, "", given, partial(self._plan, code, given))
        if code is not None and code.casefold() != event.campaign.code.casefold():
            raise Refusal(ELSEWHERE, code=event.campaign.code)
        return Deed(
            event.id,
            event.title_th or event.title_en or "",
            given,
            partial(self._revise, event.id, given),
            _current(event),
        )

    def _known(self, uid: str | None, code: str | None, given: dict[str, Any]) -> Event | None:
        if uid is not None:
            found = self.session.scalars(select(Event.id).where(Event.uid == uid)).one_or_none()
            if found is not None:
                return queries.shown(self.session, found, actor=self.actor)
        titles = {key: given[key] for key in ("title_th", "title_en") if key in given}
        if code is None or not titles or "start_on" not in given:
            return None
        campaign = self._campaign(code)
        same = select(Event.id).where(Event.campaign_id == campaign.id).order_by(Event.id)
        for key, title in titles.items():
            same = same.where(getattr(Event, key) == title)
        for event_id in self.session.scalars(same):
            event = queries.shown(self.session, event_id, actor=self.actor)
            if _when(event).start_on == given["start_on"]:
                return event
        return None

    def _campaign(self, code: str | None) -> Campaign:
        if code is None:
            raise Refusal(NO_CAMPAIGN)
        wanted = select(Campaign).where(Campaign.code == code.upper(), visible_to(self.actor))
        found = self.session.scalars(wanted).one_or_none()
        if found is None:
            raise Refusal(NOT_A_CAMPAIGN, code=code)
        return found

    def _owner(self, email: str) -> int:
        found = people.by_email(self.session, email)
        if found is None or not found.is_active:
            raise Refusal(NOBODY)
        return found.id

    def _plan(self, code: str | None, given: dict[str, Any]) -> int:
        campaign = self._campaign(code)
        if "start_on" not in given:
            raise Refusal(NO_START)
        event = actions.plan(
            self.session,
            NewEvent(
                campaign_id=campaign.id,
                when=_asked(When(start_on=given["start_on"], timezone=self.actor.timezone), given),
                visibility=given.get("visibility", Visibility.TEAM),
                title_th=given.get("title_th"),
                title_en=given.get("title_en"),
                type=given.get("type"),
            ),
            actor=self.actor,
        )
        self._revise(event.id, {key: value for key, value in given.items() if key not in _WHEN})
        return event.id

    def _revise(self, event_id: int, given: dict[str, Any]) -> int:
        event = queries.shown(self.session, event_id, actor=self.actor)
        was = _when(event)
        if was != _asked(was, given):
            series.move(self.session, event_id, _asked(was, given), actor=self.actor)
            event = queries.shown(self.session, event_id, actor=self.actor)
        for section in _SECTIONS:
            keys = [field.name for field in fields(section)]
            current = {key: getattr(event, key) for key in keys}
            wanted = {**current, **{key: given[key] for key in keys if key in given}}
            if wanted != current:
                actions.revise(self.session, event_id, section(**wanted), actor=self.actor)
        return event_id


def _current(event: Event) -> dict[str, Any]:
    when = _when(event)
    own = {field.name for section in _SECTIONS for field in fields(section)}
    return {key: getattr(event, key) for key in own} | {key: getattr(when, key) for key in _WHEN}


def _when(event: Event) -> When:
    return When.of(timing_of(event), event.timezone)


def _asked(was: When, given: dict[str, Any]) -> When:
    """When the row says it is; a time makes it timed, and without one it stays as it was."""
    found = replace(was, **{key: given[key] for key in _WHEN if key in given})
    is_all_day = found.start_time is None and found.end_time is None
    if not is_all_day and found.end_time is None:
        found = replace(found, end_time=found.start_time)
    if "start_on" in given and "end_on" not in given and was.start_on != given["start_on"]:
        moved = given["start_on"] - was.start_on
        found = replace(found, end_on=None if was.end_on is None else was.end_on + moved)
    return replace(found, is_all_day=is_all_day)
