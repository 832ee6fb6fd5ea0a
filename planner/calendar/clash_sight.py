"""Which clashes a person is told of, and how much of the other side.

`domain.md`, “Who sees an event”, decides: an event that somebody may not see is not there for them, neither its title
nor its hours nor that it is there. One thing is told nevertheless: that a person or a venue of *their own* event is
taken at that very time, as “another event you cannot see”. A double booking hurts people who are not in the know (a
speaker asked to two places, guests before a locked hall), and what is told is no more than a full diary or the hall's
own book would tell: taken, not by whom nor for what. It is told only to those who may change their own event, because
nobody else can do anything about it; and never for what is merely close, for a public, a promotion or an embargo,
where knowing of the clash would be knowing of the plan. It has no number and no hours in any page or address, and no
reason somebody gave for the other event is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from planner.accounts import permissions
from planner.accounts.models import User
from planner.calendar.clash_facts import About, Facts
from planner.calendar.clashes import Clash, Slot
from planner.calendar.words import ClashRule

TAKEN = frozenset({ClashRule.PERSON, ClashRule.SPOKESPERSON, ClashRule.VENUE})
"""What is told of an event that cannot be seen: that somebody or some place is taken."""


@dataclass(frozen=True, slots=True)
class Told:
    """A clash as one person is told of it, from the side of `mine`. `other` is None where there is none to be seen.

    `key` names it in a form: what was seen, and what moved since is another.
    """

    clash: Clash
    mine: Slot
    other: Slot | None
    is_hidden: bool
    is_accepted: bool
    key: str

    @property
    def rule(self) -> ClashRule:
        """Why."""
        return self.clash.rule


def told(
    facts: Facts, clashes: Iterable[Clash], *, actor: User, mine: Callable[[Slot], bool] = lambda _slot: True
) -> list[Told]:
    """What the actor is told, each clash once, by day; from the side that is `mine`, else from the earlier one."""
    found: dict[str, Told] = {}
    for clash in clashes:
        side = next((one for one in clash.sides if mine(one) and _sees(facts, one)), None)
        one = None if side is None else _from(facts, clash, side, actor)
        # of several that look alike to the reader, one that is still open
        if one is not None and (one.key not in found or found[one.key].is_accepted):
            found[one.key] = one
    return sorted(found.values(), key=lambda one: (one.mine.since, one.mine.event_id or 0, one.rule, one.key))


def marked(facts: Facts, clashes: Iterable[Clash], *, actor: User) -> set[tuple[int, date | None]]:
    """The occurrences that clash, each side that the actor is told of, where nobody accepts it."""
    accepted_on = {event_id for event_id, _signature in facts.accepted}
    found: set[tuple[int, date | None]] = set()
    for clash in clashes:
        for mine in clash.sides:
            if mine.event_id is None or (mine.event_id, mine.on) in found or not _sees(facts, mine):
                continue
            other = _other(clash, mine)
            is_hidden = other is not None and not _sees(facts, other)
            if is_hidden and not _is_told_as_taken(clash, mine, actor):
                continue
            sides = _seen_sides(mine, other, is_hidden=is_hidden)
            # a signature costs more than all the rest, and few clashes are accepted
            if accepted_on.isdisjoint(side.event_id for side in sides) or not _is_accepted(
                facts, clash, sides
            ):
                found.add((mine.event_id, mine.on))
    return found


def is_told(facts: Facts, clash: Clash, mine: Slot, *, actor: User) -> bool:
    """Whether the actor, whose side is `mine`, is told of a clash at all."""
    other = _other(clash, mine)
    return other is None or _sees(facts, other) or _is_told_as_taken(clash, mine, actor)


def _other(clash: Clash, mine: Slot) -> Slot | None:
    return clash.other if clash.slot is mine else clash.slot


def _seen_sides(mine: Slot, other: Slot | None, *, is_hidden: bool) -> list[Slot]:
    return [mine] if is_hidden or other is None else [mine, other]


def _is_accepted(facts: Facts, clash: Clash, sides: list[Slot]) -> bool:
    signature = clash.signature
    return any((side.event_id, signature) in facts.accepted for side in sides)


def _from(facts: Facts, clash: Clash, mine: Slot, actor: User) -> Told | None:
    other = _other(clash, mine)
    is_hidden = other is not None and not _sees(facts, other)
    if is_hidden and not _is_told_as_taken(clash, mine, actor):
        return None
    is_accepted = _is_accepted(facts, clash, _seen_sides(mine, other, is_hidden=is_hidden))
    if is_hidden and clash.rule in {ClashRule.PERSON, ClashRule.SPOKESPERSON}:
        # what somebody does at an event that one may not see is not to be read from the name of the rule
        speaks = not mine.speakers.isdisjoint(clash.shared)
        clash = replace(clash, rule=ClashRule.SPOKESPERSON if speaks else ClashRule.PERSON)
    # nothing of a hidden side is in the key, not even in a digest, from which it could be guessed
    taken = f"{clash.rule.value}~{mine.on or ''}~{'~'.join(map(str, clash.shared))}"
    return Told(
        clash,
        mine,
        None if is_hidden else other,
        is_hidden,
        is_accepted,
        taken if is_hidden else clash.signature,
    )


def _is_told_as_taken(clash: Clash, mine: Slot, actor: User) -> bool:
    return clash.rule in TAKEN and not clash.is_close and permissions.may(actor, "event:edit", mine)


def _sees(facts: Facts, slot: Slot) -> bool:
    # what is about to be made is the actor's own
    return slot.event_id is None or facts.about.get(slot.event_id, _UNKNOWN).is_seen


_UNKNOWN = About(None, None, None, None, is_seen=False, is_wanted=False)
