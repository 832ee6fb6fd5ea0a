"""An exchange campaign from the first thought to a calendar outside; its return stays in the house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.accounts.models import Kind
from tests.briefs.reading import bare
from tests.journeys import returns, steps, story
from tests.journeys.conftest import PASSWORD, Pair
from tests.journeys.hands import Hands
from tests.journeys.steps import EXCHANGE

pytestmark = [pytest.mark.browser, pytest.mark.pdf]


def test_an_exchange_campaign_is_planned_approved_followed_and_printed(
    pairs: dict[Kind, Pair], mouse: Callable[..., Hands], tmp_path: Path
) -> None:
    people = pairs[Kind.EXCHANGE]
    planner = mouse()
    steps.sign_in(planner, people.planner.email, PASSWORD)
    assert steps.switch_language(planner) == "th"
    home, event = story.plan_whole(planner, EXCHANGE)
    steps.take_step(planner, home, "submit")
    approver = mouse()
    steps.sign_in(approver, people.approver.email, PASSWORD)
    steps.approve(approver, home)
    steps.take_step(planner, home, "start")
    feed = steps.make_feed(planner, home)
    held = story.follow_outside(planner, EXCHANGE, event, steps.address_of(planner, feed))
    assert str(held.events[0]["SUMMARY"]) == EXCHANGE.event_th
    printed = story.briefs(planner, home, tmp_path)
    for language in ("th", "en"):
        internal, outward = printed[language, "internal"].text, printed[language, "outward"].text
        for stem in ("title", "purpose", "event"):
            text = getattr(EXCHANGE, f"{stem}_{language}")
            assert bare(text) in internal
            assert bare(text) in outward
        for key in ("offer_summary", "terms"):
            assert bare(EXCHANGE.own[f"{key}_{language}"]) in internal
            assert bare(EXCHANGE.own[f"{key}_{language}"]) in outward
        for text in (
            getattr(EXCHANGE, f"stakeholder_{language}"),
            getattr(EXCHANGE, f"objective_{language}"),
            getattr(people.approver, "family_th" if language == "th" else "family_latin"),
            "250,000",
        ):
            assert bare(text) in internal
            assert bare(text) not in outward
    planner.go(home)
    assert returns.words(planner.text())
    assert returns.words(held.body.decode()) == []
    for language in ("th", "en"):
        outward = printed[language, "outward"].text
        assert [label for label in returns.LABELS if bare(label) in outward] == []
