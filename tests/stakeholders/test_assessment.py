"""Where a stakeholder stands: every case of both readings, and their borders."""

from __future__ import annotations

import itertools

import pytest

from planner.stakeholders.assessment import CLASSES, QUADRANTS, is_high, power_interest, salience
from planner.stakeholders.words import (
    POWER_INTEREST_MEANINGS,
    POWER_INTEREST_NAMES,
    SALIENCE_MEANINGS,
    SALIENCE_NAMES,
    PowerInterest,
    Salience,
)


@pytest.mark.parametrize(
    ("power", "interest", "quadrant"),
    [
        (1, 1, PowerInterest.MINIMAL_EFFORT),
        (3, 3, PowerInterest.MINIMAL_EFFORT),
        (1, 3, PowerInterest.MINIMAL_EFFORT),
        (3, 4, PowerInterest.KEEP_INFORMED),
        (1, 5, PowerInterest.KEEP_INFORMED),
        (4, 3, PowerInterest.KEEP_SATISFIED),
        (5, 1, PowerInterest.KEEP_SATISFIED),
        (4, 4, PowerInterest.KEY_PLAYER),
        (5, 5, PowerInterest.KEY_PLAYER),
        (5, 4, PowerInterest.KEY_PLAYER),
    ],
)
def test_four_and_five_are_high_and_three_is_not(power: int, interest: int, quadrant: PowerInterest) -> None:
    assert power_interest(power, interest) == quadrant


@pytest.mark.parametrize(("power", "interest"), [(None, None), (5, None), (None, 5)])
def test_half_a_judgement_makes_no_quadrant(power: int | None, interest: int | None) -> None:
    assert power_interest(power, interest) is None


@pytest.mark.parametrize(
    ("power", "legitimacy", "urgency", "expected"),
    [
        (3, False, False, Salience.NONSTAKEHOLDER),
        (4, False, False, Salience.DORMANT),
        (3, True, False, Salience.DISCRETIONARY),
        (3, False, True, Salience.DEMANDING),
        (4, True, False, Salience.DOMINANT),
        (4, False, True, Salience.DANGEROUS),
        (3, True, True, Salience.DEPENDENT),
        (4, True, True, Salience.DEFINITIVE),
        (1, True, True, Salience.DEPENDENT),
        (5, False, False, Salience.DORMANT),
    ],
)
def test_each_combination_of_power_legitimacy_and_urgency_has_its_class(
    power: int, legitimacy: bool, urgency: bool, expected: Salience
) -> None:
    assert salience(power, legitimacy, urgency) == expected


@pytest.mark.parametrize(
    ("power", "legitimacy", "urgency"), [(None, True, True), (5, None, True), (5, True, None)]
)
def test_an_open_question_makes_no_class(
    power: int | None, legitimacy: bool | None, urgency: bool | None
) -> None:
    assert salience(power, legitimacy, urgency) is None


def test_both_tables_are_whole_and_name_nothing_twice() -> None:
    assert set(QUADRANTS) == set(itertools.product([False, True], repeat=2))
    assert set(QUADRANTS.values()) == set(PowerInterest)
    assert set(CLASSES) == set(itertools.product([False, True], repeat=3))
    assert sorted(CLASSES.values()) == sorted(Salience)


def test_power_counts_the_same_in_both_readings() -> None:
    for power in range(1, 6):
        has_power = salience(power, False, False) == Salience.DORMANT
        assert has_power == is_high(power) == (power_interest(power, 1) == PowerInterest.KEEP_SATISFIED)


def test_every_reading_has_a_name_and_a_plain_meaning() -> None:
    assert set(POWER_INTEREST_NAMES) == set(POWER_INTEREST_MEANINGS) == set(PowerInterest)
    assert set(SALIENCE_NAMES) == set(SALIENCE_MEANINGS) == set(Salience)
