"""Which consent holds: of all that a stakeholder said about a purpose, the newest."""

from __future__ import annotations

from collections.abc import Iterable

from planner.stakeholders.models import Consent
from planner.stakeholders.words import ConsentPurpose, ConsentState

# what somebody said; the other states are what nobody said, or what time did
SAID = (ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN, ConsentState.EXPIRED)


def standing(consents: Iterable[Consent]) -> dict[ConsentPurpose, Consent]:
    """For each purpose the consent that holds: the one said last, and of two said at once the one written last."""
    held: dict[ConsentPurpose, Consent] = {}
    for one in sorted(consents, key=lambda consent: (consent.said_at, consent.id)):
        held[one.purpose] = one
    return held


def state_of(consents: Iterable[Consent], purpose: ConsentPurpose) -> ConsentState:
    """Where the consent to one purpose stands; silence is not consent."""
    held = standing(consents).get(purpose)
    return held.state if held else ConsentState.NOT_ASKED
