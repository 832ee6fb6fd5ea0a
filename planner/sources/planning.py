"""What taking a calendar in would do: each item against the events that came from it before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.events.timing import Timed
from planner.events.visibility import may_see
from planner.i18n import mark
from planner.sources.items import Item, Reason, Refused, digest_of
from planner.sources.models import ForeignEvent
from planner.sources.outcomes import Outcome, OutcomeKind
from planner.sources.understand import Understood

_CHUNK = 400

OURS = mark("It is an event of this planner already: a feed of ours carries it.")
CANCELLED = mark("It was cancelled, and it is not here.")
OUT_OF_SIGHT = mark("You may not see the event that it was taken in as. Ask the owner of the campaign.")
CANCELS = mark("It was cancelled: the event here will be cancelled.")

Key = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """An event that came from a foreign one, and the note of that."""

    foreign: ForeignEvent
    event: Event


def key_of(item: Item) -> Key:
    """By what an item is known the next time."""
    return item.uid, item.occurrence


def plan(session: Session, found: Understood, campaign: Campaign, *, actor: User) -> list[Outcome]:
    """What becomes of everything in the file, in its order."""
    taken = known(session, campaign, found.items)
    ours = _ours(session, found.items)
    outcomes = [_of_item(one, taken.get(key_of(one)), ours, campaign, actor) for one in found.items]
    outcomes += [_of_refused(one) for one in found.refused]
    return sorted(outcomes, key=lambda one: one.line)


def known(session: Session, campaign: Campaign, items: Iterable[Item]) -> dict[Key, Known]:
    """The campaign's events that came from these items before."""
    found: dict[Key, Known] = {}
    for some in _in_parts(sorted({one.uid for one in items})):
        asked = (
            select(ForeignEvent, Event)
            .join(Event, Event.id == ForeignEvent.event_id)
            .where(Event.campaign_id == campaign.id, ForeignEvent.uid.in_(some))
            .options(selectinload(Event.exclusions), selectinload(Event.overrides))
            .order_by(ForeignEvent.id)
        )
        for foreign, event in session.execute(asked):
            found[foreign.uid, foreign.occurrence] = Known(foreign, event)
    return found


def _ours(session: Session, items: Iterable[Item]) -> set[str]:
    """The UIDs that are those of our own events: what went out comes back."""
    found: set[str] = set()
    for some in _in_parts(sorted({one.uid for one in items})):
        found |= set(session.scalars(select(Event.uid).where(Event.uid.in_(some))))
    return found


def _of_item(item: Item, was: Known | None, ours: set[str], campaign: Campaign, actor: User) -> Outcome:
    notes = list(item.notes)
    if item.uid in ours:
        return _said(item, OutcomeKind.REFUSED, [Reason(OURS)])
    if was is None:
        if item.is_cancelled:
            return _said(item, OutcomeKind.REFUSED, [Reason(CANCELLED)])
        return _said(item, OutcomeKind.CREATED, notes)
    if not may_see(actor, was.event.visibility, campaign):
        return _said(item, OutcomeKind.REFUSED, [Reason(OUT_OF_SIGHT)])
    kind = _compared(item, was)
    if item.is_cancelled and kind in {OutcomeKind.UPDATED, OutcomeKind.CHANGED_HERE}:
        notes.append(Reason(CANCELS))
    said = _said(item, kind, notes)
    said.event_id, said.version = was.event.id, was.event.version
    return said


def _compared(item: Item, was: Known) -> OutcomeKind:
    """Whether the item changed since it was taken, and whether somebody here changed the event since."""
    now, here = item.digest, digest_of(was.event)
    if now in {was.foreign.taken_digest, here}:
        return OutcomeKind.UNCHANGED
    return OutcomeKind.UPDATED if here == was.foreign.taken_digest else OutcomeKind.CHANGED_HERE


def _said(item: Item, kind: OutcomeKind, notes: list[Reason]) -> Outcome:
    timing = item.series.timing
    return Outcome(
        key="\t".join(key_of(item)),
        kind=kind,
        label=item.label,
        line=item.line,
        start=(timing.starts_at if isinstance(timing, Timed) else timing.first_on).isoformat(),
        end=(timing.ends_at if isinstance(timing, Timed) else timing.last_on).isoformat(),
        zone=timing.zone if isinstance(timing, Timed) else "",
        rule=item.series.rule.text() if item.series.rule else "",
        digest=item.digest,
        notes=notes,
    )


def _of_refused(one: Refused) -> Outcome:
    return Outcome(f"line {one.line}", OutcomeKind.REFUSED, one.label, one.line, notes=[one.reason])


def _in_parts(values: Sequence[str]) -> Iterator[list[str]]:
    source = iter(values)
    while some := list(islice(source, _CHUNK)):
        yield some


def by_key(items: Iterable[Item]) -> Mapping[str, Item]:
    """The items by the keys of their outcomes."""
    return {"\t".join(key_of(one)): one for one in items}
