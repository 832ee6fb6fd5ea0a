"""Where a stakeholder stands: power against interest, and salience. Tables of cases, nothing else.

Power and interest are judged from 1 to 5. Four and five count as high, one to three as low: the middle of the
scale is "neither", and neither is not a reason to spend a key player's attention. Power counts as present for
salience from the same mark, so the two readings never contradict each other about the same person.
"""

from __future__ import annotations

from typing import Final

from planner.stakeholders.words import PowerInterest, Salience

LOWEST: Final = 1
HIGHEST: Final = 5
HIGH_FROM: Final = 4

# (power is high, interest is high): Mendelow's grid
QUADRANTS: Final[dict[tuple[bool, bool], PowerInterest]] = {
    (False, False): PowerInterest.MINIMAL_EFFORT,
    (False, True): PowerInterest.KEEP_INFORMED,
    (True, False): PowerInterest.KEEP_SATISFIED,
    (True, True): PowerInterest.KEY_PLAYER,
}

# (power, legitimacy, urgency): Mitchell, Agle and Wood's classes
CLASSES: Final[dict[tuple[bool, bool, bool], Salience]] = {
    (False, False, False): Salience.NONSTAKEHOLDER,
    (True, False, False): Salience.DORMANT,
    (False, True, False): Salience.DISCRETIONARY,
    (False, False, True): Salience.DEMANDING,
    (True, True, False): Salience.DOMINANT,
    (True, False, True): Salience.DANGEROUS,
    (False, True, True): Salience.DEPENDENT,
    (True, True, True): Salience.DEFINITIVE,
}


def is_high(mark: int) -> bool:
    """Whether a mark from 1 to 5 counts as high."""
    return mark >= HIGH_FROM


def power_interest(power: int | None, interest: int | None) -> PowerInterest | None:
    """What their power and interest together ask for; None while either is not assessed."""
    if power is None or interest is None:
        return None
    return QUADRANTS[is_high(power), is_high(interest)]


def salience(power: int | None, has_legitimacy: bool | None, has_urgency: bool | None) -> Salience | None:
    """How much their claim weighs; None while any of the three is not assessed."""
    if power is None or has_legitimacy is None or has_urgency is None:
        return None
    return CLASSES[is_high(power), has_legitimacy, has_urgency]
