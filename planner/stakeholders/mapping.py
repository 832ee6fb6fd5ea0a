"""The stakeholder map: who stands where, and how far engagement is from where it should be. Pure rules.

Both readings are made from the same judgements by `assessment`; nobody is placed who has not been judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.stakeholders import assessment
from planner.stakeholders.words import (
    Category,
    Engagement,
    PowerInterest,
    Salience,
    StakeholderKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A stakeholder as the map needs them: a row, not a record, so that thousands cost little.

    `engagement_desired` is the campaign's wish where the map is a campaign's and says one, else the general one.
    """

    id: int
    name_th: str | None
    name_en: str | None
    kind: StakeholderKind
    category: Category
    power: int | None
    interest: int | None
    has_legitimacy: bool | None
    has_urgency: bool | None
    engagement_current: Engagement | None
    engagement_desired: Engagement | None

    @property
    def quadrant(self) -> PowerInterest | None:
        """What their power and interest ask for."""
        return assessment.power_interest(self.power, self.interest)

    @property
    def salience(self) -> Salience | None:
        """How much their claim weighs."""
        return assessment.salience(self.power, self.has_legitimacy, self.has_urgency)

    @property
    def is_key_player(self) -> bool:
        """High power and high interest."""
        return self.quadrant == PowerInterest.KEY_PLAYER


@dataclass(frozen=True, slots=True)
class Cell:
    """Everyone with the same marks of power and interest, in the order given."""

    power: int
    interest: int
    people: tuple[Standing, ...]

    @property
    def quadrant(self) -> PowerInterest:
        """What the marks ask for."""
        return assessment.QUADRANTS[assessment.is_high(self.power), assessment.is_high(self.interest)]


@dataclass(frozen=True, slots=True)
class Group:
    """Everyone of one class of salience, in the order given."""

    salience: Salience
    people: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """How many steps of the spectrum of engagement someone still is from where they should be."""

    standing: Standing
    steps: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """Who is not engaged as far as wished, the furthest first, and how the others stand."""

    short: tuple[Gap, ...]
    beyond: tuple[Gap, ...]
    """Engaged further than wished: attention that may be missing elsewhere."""
    reached: int
    unknown: int
    """Those of whom the one or the other is not judged."""


def cells(people: Iterable[Standing]) -> list[Cell]:
    """The cells that hold somebody: most powerful first, then most interested."""
    held: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    for one in people:
        if one.power is not None and one.interest is not None:
            held[one.power, one.interest].append(one)
    return [Cell(*marks, tuple(held[marks])) for marks in sorted(held, reverse=True)]


def groups(people: Iterable[Standing]) -> list[Group]:
    """All eight classes, the weightiest first: an empty one says something too."""
    held: dict[Salience, list[Standing]] = defaultdict(list)
    for one in people:
        if one.salience is not None:
            held[one.salience].append(one)
    return [Group(salience, tuple(held[salience])) for salience in WEIGHTIEST_FIRST]


# attributes held: three, two, one, none (Mitchell, Agle and Wood 1997: definitive, expectant, latent)
WEIGHTIEST_FIRST: tuple[Salience, ...] = tuple(
    salience for held, salience in sorted(assessment.CLASSES.items(), key=lambda one: -sum(one[0]))
)

_STEPS: dict[Engagement, int] = {step: place for place, step in enumerate(Engagement)}


def gap(current: Engagement | None, desired: Engagement | None) -> int | None:
    """Steps still to go on the spectrum from inform to empower; below nought: further than wished."""
    if current is None or desired is None:
        return None
    return _STEPS[desired] - _STEPS[current]


def gaps(people: Sequence[Standing]) -> Gaps:
    """How engagement stands against what is wished. The order given decides among equals."""
    found = [(one, gap(one.engagement_current, one.engagement_desired)) for one in people]
    known = [Gap(one, steps) for one, steps in found if steps is not None]
    return Gaps(
        short=tuple(sorted((one for one in known if one.steps > 0), key=lambda one: -one.steps)),
        beyond=tuple(sorted((one for one in known if one.steps < 0), key=lambda one: one.steps)),
        reached=sum(one.steps == 0 for one in known),
        unknown=len(found) - len(known),
    )
