"""Which of several words about a consent holds."""

from __future__ import annotations

from datetime import UTC, datetime

from planner.stakeholders.consents import standing, state_of
from planner.stakeholders.models import Consent
from planner.stakeholders.words import ConsentPurpose, ConsentState

NEWS, INVITE = ConsentPurpose.NEWSLETTERS, ConsentPurpose.EVENT_INVITATIONS


def said(key: int, purpose: ConsentPurpose, state: ConsentState, day: int) -> Consent:
    return Consent(id=key, purpose=purpose, state=state, said_at=datetime(2026, 5, day, tzinfo=UTC))


def test_the_newest_word_holds_even_when_it_was_written_down_first() -> None:
    withdrawn, given = said(1, NEWS, ConsentState.WITHDRAWN, 20), said(2, NEWS, ConsentState.GIVEN, 4)
    assert standing([given, withdrawn]) == {NEWS: withdrawn}
    assert state_of([withdrawn, given], NEWS) == ConsentState.WITHDRAWN


def test_of_two_words_at_once_the_one_written_last_holds() -> None:
    first, second = said(1, NEWS, ConsentState.GIVEN, 4), said(2, NEWS, ConsentState.REFUSED, 4)
    assert standing([second, first]) == {NEWS: second}


def test_purposes_are_kept_apart_and_silence_is_not_consent() -> None:
    words = [said(1, NEWS, ConsentState.GIVEN, 4)]
    assert state_of(words, NEWS) == ConsentState.GIVEN
    assert state_of(words, INVITE) == ConsentState.NOT_ASKED
