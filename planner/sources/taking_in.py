"""Writing what a calendar holds: events made, events changed, and from which foreign ones they came."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.activity.models import ActivityAbout, ActivityEntry
from planner.campaigns.models import Campaign
from planner.events import access, stored
from planner.events.models import Event, Override
from planner.events.words import EventStatus, EventType, Visibility
from planner.sources import planning
from planner.sources.items import OWN_WORDS, WORDS, Item
from planner.sources.models import CalendarImport, ForeignEvent
from planner.sources.outcomes import Outcome, OutcomeKind

_WIDER = frozenset({Visibility.PUBLIC, Visibility.STAKEHOLDERS, Visibility.INVITED})


class Writer:
    """Writes one calendar's items into its campaign, in the transaction of its caller.

    New events are saved together, and one entry of the log stands in the history of each: as many entries as events
    would bury the campaign's history. What changes has an entry of its own, which tells what.
    """

    def __init__(
        self,
        session: Session,
        one: CalendarImport,
        campaign: Campaign,
        *,
        entry: ActivityEntry,
        actor: User,
    ) -> None:
        self._session, self._one, self._campaign, self._actor = session, one, campaign, actor
        self._entry = entry
        self._visibility = Visibility(one.settings["visibility"])

    def write(
        self, items: Collection[Item], outcomes: Iterable[Outcome], overwritten: Collection[int | None]
    ) -> None:
        """What is new, what changed, and of what changed here too those that are to be overwritten."""
        by_key = planning.by_key(items)
        taken = planning.known(self._session, self._campaign, items)
        new: list[Item] = []
        for outcome in outcomes:
            if outcome.kind == OutcomeKind.CREATED:
                new.append(by_key[outcome.key])
            elif outcome.kind == OutcomeKind.UPDATED or (
                outcome.kind == OutcomeKind.CHANGED_HERE and outcome.event_id in overwritten
            ):
                item = by_key[outcome.key]
                self._change(item, taken[planning.key_of(item)].foreign)
        self._make_all(new)
        self._session.flush()

    def _make_all(self, items: Sequence[Item]) -> None:
        events = [self._made(item) for item in items]
        self._session.add_all(events)
        self._session.flush()
        self._session.add_all(
            ForeignEvent(
                event_id=event.id,
                uid=item.uid,
                occurrence=item.occurrence,
                taken_digest=item.digest,
                import_id=self._one.id,
            )
            for event, item in zip(events, items, strict=True)
        )
        about = [
            {"entry_id": self._entry.id, "record_type": Event.__tablename__, "record_id": event.id}
            for event in events
        ]
        if about:
            self._session.execute(insert(ActivityAbout), about)

    def _made(self, item: Item) -> Event:
        visibility = self._visibility
        if item.is_private and visibility in _WIDER:
            visibility = Visibility.TEAM
        event = Event(
            campaign=self._campaign,
            visibility=visibility,
            type=EventType.MILESTONE,
            timezone=item.zone,
            status=EventStatus.TENTATIVE,
            exclusions=[],
            overrides=[],
            created_by_id=self._actor.id,
            updated_by_id=self._actor.id,
        )
        _fill(event, item)
        return event

    def _change(self, item: Item, foreign: ForeignEvent) -> None:
        event = access.to_edit(self._session, foreign.event_id, actor=self._actor, version=None)
        _fill(event, item)
        foreign.taken_digest, foreign.import_id = item.digest, self._one.id
        access.touch(event, self._actor)
        access.record(self._session, "event.revised", event, actor=self._actor)


def _fill(event: Event, item: Item) -> None:
    """Put all that an item says into an event, as `items.digest_of` reads it again."""
    for key in WORDS:
        setattr(event, key, item.words.get(key))
    if item.is_cancelled:
        event.status = EventStatus.CANCELLED
    elif event.status == EventStatus.CANCELLED:
        event.status = EventStatus.TENTATIVE
    event.timezone = item.zone
    known = {row.on: row for row in event.overrides}
    rows = []
    for on, one in item.series.overrides.items():
        row = known.get(on) or Override(on=on)
        words = item.own_words.get(on, {})
        for key in OWN_WORDS:
            setattr(row, key, words.get(key))
        row.status = EventStatus.CANCELLED if one.is_cancelled else None
        rows.append(row)
    event.overrides = rows
    stored.write_series(event, item.series)
