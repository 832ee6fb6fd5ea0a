"""A communal campaign from the first thought to a calendar outside, and nowhere a word about a return."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.accounts.models import Kind
from tests.briefs.reading import bare
from tests.journeys import returns, steps, story
from tests.journeys.conftest import PASSWORD, Pair
from tests.journeys.hands import Hands
from tests.journeys.steps import COMMUNAL

pytestmark = [pytest.mark.browser, pytest.mark.pdf]

SECTIONS = ("about", "why", "need", "strategy", "lessons")


def test_a_communal_campaign_is_planned_approved_followed_and_printed(
    pairs: dict[Kind, Pair], mouse: Callable[..., Hands], tmp_path: Path
) -> None:
    people = pairs[Kind.COMMUNAL]
    planner = mouse()
    steps.sign_in(planner, people.planner.email, PASSWORD)
    home, event = story.plan_whole(planner, COMMUNAL)
    steps.take_step(planner, home, "submit")
    approver = mouse()
    steps.sign_in(approver, people.approver.email, PASSWORD)
    assert steps.switch_language(approver) == "th"
    steps.approve(approver, home)
    steps.take_step(planner, home, "start")
    feed = steps.make_feed(planner, home)
    held = story.follow_outside(planner, COMMUNAL, event, steps.address_of(planner, feed))
    assert str(held.events[0]["SUMMARY"]) == COMMUNAL.event_en
    printed = story.briefs(planner, home, tmp_path)
    for section in SECTIONS:
        planner.go(f"{home}/edit/{section}")
    planner.go(f"{home}/objectives/new")
    for language in ("th", "en"):
        internal, outward = printed[language, "internal"].text, printed[language, "outward"].text
        for text in (COMMUNAL.title_th, COMMUNAL.title_en):
            assert bare(text) in internal
        need = COMMUNAL.own[f"need_statement_{language}"]
        for text in (need, getattr(COMMUNAL, f"purpose_{language}"), getattr(COMMUNAL, f"event_{language}")):
            assert bare(text) in internal
            assert bare(text) in outward
        for text in (
            getattr(COMMUNAL, f"stakeholder_{language}"),
            getattr(COMMUNAL, f"objective_{language}"),
            getattr(people.approver, "family_th" if language == "th" else "family_latin"),
        ):
            assert bare(text) in internal
            assert bare(text) not in outward
    assert {address: found for address, html in planner.seen if (found := returns.controls(html))} == {}
    assert {address: found for address, html in planner.seen if (found := returns.words(html))} == {}
    assert returns.words(held.body.decode()) == []
    for copy in printed.values():
        assert [label for label in returns.LABELS if bare(label) in copy.text] == []
