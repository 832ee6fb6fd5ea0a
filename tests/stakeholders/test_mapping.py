"""The stakeholder map puts people where their judgements say, and nobody who was not judged."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from planner.stakeholders import mapping
from planner.stakeholders.mapping import Standing
from planner.stakeholders.words import Category, Engagement, PowerInterest, Salience, StakeholderKind

_ids = itertools.count(1)


def standing(
    power: int | None = None,
    interest: int | None = None,
    *,
    legitimacy: bool | None = None,
    urgency: bool | None = None,
    **other: Any,
) -> Standing:
    given = {
        "id": next(_ids),
        "name_th": "มานี",
        "name_en": None,
        "kind": StakeholderKind.PERSON,
        "category": Category.COMMUNITY,
        "engagement_current": None,
        "engagement_desired": None,
    }
    marks = {"power": power, "interest": interest, "has_legitimacy": legitimacy, "has_urgency": urgency}
    return Standing(**{**given, **marks, **other})


def test_those_with_the_same_marks_share_a_cell_in_the_order_given() -> None:
    first, second, other = standing(5, 4), standing(5, 4), standing(2, 1)
    found = mapping.cells([first, other, second])
    assert [(cell.power, cell.interest) for cell in found] == [(5, 4), (2, 1)]
    assert found[0].people == (first, second)
    assert [cell.quadrant for cell in found] == [PowerInterest.KEY_PLAYER, PowerInterest.MINIMAL_EFFORT]


def test_cells_go_from_the_most_powerful_and_then_from_the_most_interested() -> None:
    found = mapping.cells([standing(1, 5), standing(5, 1), standing(5, 3), standing(4, 5)])
    assert [(cell.power, cell.interest) for cell in found] == [(5, 3), (5, 1), (4, 5), (1, 5)]


@pytest.mark.parametrize(("power", "interest"), [(None, 5), (5, None), (None, None)])
def test_who_is_not_judged_on_both_scales_is_nowhere(power: int | None, interest: int | None) -> None:
    one = standing(power, interest)
    assert mapping.cells([one]) == []
    assert one.quadrant is None
    assert not one.is_key_player


@pytest.mark.parametrize(
    ("power", "interest", "is_key"), [(4, 4, True), (5, 5, True), (3, 5, False), (5, 3, False)]
)
def test_a_key_player_has_four_or_five_on_both_scales(power: int, interest: int, is_key: bool) -> None:
    assert standing(power, interest).is_key_player is is_key


def test_every_class_of_salience_is_told_the_weightiest_first_even_where_nobody_is_in_it() -> None:
    one = standing(5, legitimacy=True, urgency=True)
    found = mapping.groups([one, standing(4, legitimacy=None, urgency=True)])
    assert [len(group.people) for group in found] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert found[0].salience == Salience.DEFINITIVE
    assert {group.salience for group in found[1:4]} == {
        Salience.DOMINANT,
        Salience.DANGEROUS,
        Salience.DEPENDENT,
    }
    assert found[-1].salience == Salience.NONSTAKEHOLDER


@pytest.mark.parametrize(
    ("now", "wished", "steps"),
    [
        (Engagement.INFORM, Engagement.EMPOWER, 4),
        (Engagement.CONSULT, Engagement.INVOLVE, 1),
        (Engagement.INVOLVE, Engagement.INVOLVE, 0),
        (Engagement.COLLABORATE, Engagement.INFORM, -3),
        (None, Engagement.INFORM, None),
        (Engagement.INFORM, None, None),
    ],
)
def test_a_gap_counts_the_steps_of_the_spectrum(
    now: Engagement | None, wished: Engagement | None, steps: int | None
) -> None:
    assert mapping.gap(now, wished) == steps


def test_those_furthest_from_what_is_wished_stand_first_and_everyone_is_counted() -> None:
    def engaged(now: Engagement | None, wished: Engagement | None) -> Standing:
        return standing(engagement_current=now, engagement_desired=wished)

    near = engaged(Engagement.INFORM, Engagement.CONSULT)
    far = engaged(Engagement.INFORM, Engagement.COLLABORATE)
    beyond = engaged(Engagement.INVOLVE, Engagement.INFORM)
    there = engaged(Engagement.CONSULT, Engagement.CONSULT)
    found = mapping.gaps([near, beyond, there, far, engaged(None, Engagement.INFORM)])
    assert [(gap.standing, gap.steps) for gap in found.short] == [(far, 3), (near, 1)]
    assert [(gap.standing, gap.steps) for gap in found.beyond] == [(beyond, -2)]
    assert (found.reached, found.unknown) == (1, 1)
