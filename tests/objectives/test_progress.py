"""How an objective stands: a table of cases, and what must be true of every case."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.objectives.progress import ENOUGH, SLACK, Case, Figure, Progress, judge
from planner.objectives.words import Direction, ObjectiveState

UP, DOWN, KEEP, REACH = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN, Direction.REACH
SET, ON_TRACK, AT_RISK = ObjectiveState.SET, ObjectiveState.ON_TRACK, ObjectiveState.AT_RISK
MET, PARTLY, MISSED = ObjectiveState.MET, ObjectiveState.PARTLY_MET, ObjectiveState.MISSED
NOT_MEASURED = ObjectiveState.NOT_MEASURED

START, DUE = date(2026, 1, 1), date(2026, 4, 11)  # a hundred days, so that a day is a hundredth of the way
BEFORE, AFTER = DUE, DUE + timedelta(days=1)


def day(n: int) -> date:
    return START + timedelta(days=n)


def case(
    direction: Direction, baseline: object, target: object, *figures: tuple[int, object], lower: bool = False
) -> Case:
    return Case(
        direction=direction,
        target=Decimal(str(target)),
        due_on=DUE,
        start_on=START,
        baseline=None if baseline is None else Decimal(str(baseline)),
        figures=tuple(Figure(day(n), Decimal(str(value))) for n, value in figures),
        is_lower_better=lower,
    )


CASES: list[tuple[str, Case, date, ObjectiveState]] = [
    # nothing measured
    ("nothing yet", case(UP, 10, 100), day(0), SET),
    ("nothing yet, on the day it is due", case(UP, 10, 100), BEFORE, SET),
    ("nothing, and it was due", case(UP, 10, 100), AFTER, NOT_MEASURED),
    ("nothing to keep yet", case(KEEP, 90, 90), BEFORE, SET),
    ("nothing reached yet", case(REACH, None, 100), BEFORE, SET),
    # increase, before it is due
    ("even pace", case(UP, 0, 100, (50, 50)), day(50), ON_TRACK),
    ("ten points behind", case(UP, 0, 100, (50, 40)), day(50), ON_TRACK),
    ("a little more than ten points behind", case(UP, 0, 100, (50, "39.99")), day(50), AT_RISK),
    ("ahead", case(UP, 0, 100, (10, 60)), day(10), ON_TRACK),
    ("no change on the first day", case(UP, 10, 100, (0, 10)), day(0), ON_TRACK),
    ("no change on the tenth day", case(UP, 10, 100, (10, 10)), day(10), ON_TRACK),
    ("no change on the eleventh day", case(UP, 10, 100, (11, 10)), day(11), AT_RISK),
    ("the wrong way from the start", case(UP, 50, 100, (0, 44)), day(0), AT_RISK),
    ("measured before the start", case(UP, 10, 100, (-30, 5)), day(1), ON_TRACK),
    ("met early", case(UP, 10, 100, (20, 100)), day(20), MET),
    ("met and more", case(UP, 10, 100, (20, 250)), day(20), MET),
    ("met, then fallen: the newest figure counts", case(UP, 0, 100, (20, 100), (60, 40)), day(60), AT_RISK),
    ("behind, then met", case(UP, 0, 100, (60, 10), (80, 100)), day(80), MET),
    ("waiting does not worsen a figure", case(UP, 0, 100, (10, 10)), BEFORE, ON_TRACK),
    # increase, after it was due
    ("met at the end", case(UP, 10, 100, (100, 100)), AFTER, MET),
    ("met after the day", case(UP, 10, 100, (105, 100)), day(200), MET),
    ("half the way", case(UP, 0, 100, (99, 50)), AFTER, PARTLY),
    ("nearly all the way", case(UP, 0, 100, (99, "99.9999")), AFTER, PARTLY),
    ("less than half", case(UP, 0, 100, (99, "49.9999")), AFTER, MISSED),
    ("no change at all", case(UP, 10, 100, (99, 10)), AFTER, MISSED),
    ("the wrong way", case(UP, 10, 100, (99, 1)), AFTER, MISSED),
    ("an early figure is all there is", case(UP, 0, 100, (5, 60)), AFTER, PARTLY),
    # decrease
    ("down at an even pace", case(DOWN, 40, 20, (50, 30)), day(50), ON_TRACK),
    ("down too slowly", case(DOWN, 40, 20, (50, 33)), day(50), AT_RISK),
    ("down to the target", case(DOWN, 40, 20, (50, 20)), day(50), MET),
    ("down below it", case(DOWN, 40, 20, (50, 3)), day(50), MET),
    ("down half of it", case(DOWN, 40, 20, (99, 30)), AFTER, PARTLY),
    ("up instead of down", case(DOWN, 40, 20, (99, 48)), AFTER, MISSED),
    ("below nought", case(DOWN, 5, -5, (50, 0)), day(50), ON_TRACK),
    # maintain
    ("kept", case(KEEP, 90, 90, (10, 92), (50, 90)), day(50), ON_TRACK),
    ("kept, after a dip", case(KEEP, 90, 90, (10, 80), (50, 90)), day(50), ON_TRACK),
    ("dipped", case(KEEP, 90, 90, (10, 92), (50, "89.9")), day(50), AT_RISK),
    ("kept to the end", case(KEEP, 90, 90, (10, 92), (99, 90)), AFTER, MET),
    ("kept half of the time", case(KEEP, 90, 90, (10, 80), (99, 90)), AFTER, PARTLY),
    ("kept a third of the time", case(KEEP, 90, 90, (10, 80), (50, 80), (99, 90)), AFTER, MISSED),
    ("less is better, and it is less", case(KEEP, 24, 24, (50, 20), lower=True), day(50), ON_TRACK),
    ("less is better, and it is more", case(KEEP, 24, 24, (50, 25), lower=True), day(50), AT_RISK),
    ("kept without a known baseline", case(KEEP, None, 24, (99, 20), lower=True), AFTER, MET),
    # reach
    ("counted from nought", case(REACH, None, 100, (50, 50)), day(50), ON_TRACK),
    ("counted from nought, slowly", case(REACH, None, 100, (50, 30)), day(50), AT_RISK),
    ("reached", case(REACH, None, 100, (50, 101)), day(50), MET),
    ("half reached", case(REACH, None, 100, (99, 50)), AFTER, PARTLY),
    ("reached from a baseline", case(REACH, 60, 100, (50, 80)), day(50), ON_TRACK),
    ("a baseline makes the way shorter", case(REACH, 60, 100, (99, 70)), AFTER, MISSED),
    ("reached downwards from a baseline", case(REACH, 40, 20, (50, 30)), day(50), ON_TRACK),
    ("reached downwards", case(REACH, 40, 20, (99, 19)), AFTER, MET),
    ("down to a level, from nobody knows where", case(REACH, None, 24, (50, 30), lower=True), day(50), SET),
    ("down to a level, and there", case(REACH, None, 24, (50, 24), lower=True), day(50), MET),
    ("reach nothing", case(REACH, None, 0, (50, -3)), day(50), SET),
    # baseline not known
    ("measured, from nobody knows where", case(UP, None, 100, (50, 50)), day(50), SET),
    ("met, from nobody knows where", case(UP, None, 100, (50, 100)), day(50), MET),
    ("not met, from nobody knows where", case(UP, None, 100, (99, 99)), AFTER, MISSED),
    ("down, from nobody knows where", case(DOWN, None, 24, (50, 40)), day(50), SET),
    # two figures of one day: the one written last
    ("corrected on the same day", case(UP, 0, 100, (50, 10), (50, 60)), day(50), ON_TRACK),
    # a baseline beyond the target makes no way
    ("no way to go", case(UP, 120, 100, (50, 90)), day(50), SET),
]


@pytest.mark.parametrize(("told", "given_case", "today", "state"), CASES, ids=[one[0] for one in CASES])
def test_each_case_stands_as_the_rules_say(
    told: str, given_case: Case, today: date, state: ObjectiveState
) -> None:
    assert judge(given_case, today).state == state


def test_what_is_marked_is_not_measured_whatever_its_figures_say() -> None:
    marked = Case(UP, Decimal(100), DUE, START, Decimal(0), (Figure(day(9), Decimal(100)),), is_marked=True)
    assert judge(marked, BEFORE).state == NOT_MEASURED
    assert judge(marked, AFTER).state == NOT_MEASURED


def shown(progress: Progress) -> list[str]:
    return [one.message % one.values if one.values else one.message for one in progress.told]


def test_the_arithmetic_is_told_with_its_figures() -> None:
    stands = judge(case(UP, 12, 60, (60, 44)), day(61))
    assert shown(stands) == [
        "From 12 to 60 is a way of 48. 44 on 2026-03-02 is 32 of it: 66%.",
        (
            "An even pace from 2026-01-01 to 2026-04-11 would have brought 60% by then."
            " On track means no more than 10 points behind it."
        ),
    ]
    assert (stands.share, stands.expected) == (Fraction(2, 3), Fraction(3, 5))


def test_a_way_downwards_is_told_as_a_way() -> None:
    assert shown(judge(case(DOWN, 40, 20, (99, 35)), AFTER)) == [
        "From 40 to 20 is a way of 20. 35 on 2026-04-10 is 5 of it: 25%.",
        "It was due on 2026-04-11, and the newest figure is older. Partly met means at least half of the way.",
    ]


def test_nearly_there_is_never_told_as_all_of_it() -> None:
    assert "99%" in shown(judge(case(UP, 0, 100, (99, "99.9999")), AFTER))[0]


def test_what_cannot_be_reckoned_is_said_to_be_so() -> None:
    assert shown(judge(case(UP, None, 100, (50, 50)), day(50))) == [
        "50 on 2026-02-20; the target is 100. Without a baseline nobody can say how much of the way is gone."
    ]


# ── What must be true of every case ─────────────────────────────────────────────────────────────────────

figures = st.decimals(min_value=-1000, max_value=1000, places=2)
BEFORE_ORDER = [AT_RISK, ON_TRACK, MET]
AFTER_ORDER = [MISSED, PARTLY, MET]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    taken = draw(st.lists(st.tuples(st.integers(-20, 120), figures), max_size=4))
    baseline, target = draw(st.none() | figures), draw(figures)
    direction = draw(st.sampled_from(Direction))
    if direction in {UP, DOWN} and baseline is not None:
        assume(baseline != target)
        direction = UP if target > baseline else DOWN
    return case(direction, baseline, target, *taken, lower=draw(st.booleans()))


def rank(state: ObjectiveState, order: list[ObjectiveState]) -> int:
    # without a way there is nothing between set and met
    return 0 if state == SET else order.index(state)


@given(cases(), st.integers(-30, 150))
def test_every_case_has_a_state_and_a_sentence_whose_places_are_filled(one: Case, n: int) -> None:
    stands = judge(one, day(n))
    assert stands.told
    for sentence in shown(stands):
        assert not re.search(r"%\(|%%", sentence)
    is_over = day(n) > DUE
    if one.figures:
        assert stands.state in ({MET, PARTLY, MISSED} if is_over else {SET, ON_TRACK, AT_RISK, MET})
    else:
        assert stands.state == (NOT_MEASURED if is_over else SET)


@given(cases(), figures, figures, st.integers(0, 100))
def test_a_better_figure_never_stands_worse(one: Case, value: Decimal, other: Decimal, n: int) -> None:
    assume(one.direction != KEEP)
    better, worse = (value, other) if one.sign * (value - other) >= 0 else (other, value)
    for today, order in ((BEFORE, BEFORE_ORDER), (AFTER, AFTER_ORDER)):
        ranks = [
            rank(judge(replace(one, figures=(Figure(day(n), figure),)), today).state, order)
            for figure in (worse, better)
        ]
        assert ranks == sorted(ranks)


@given(figures, figures, figures, st.integers(0, 100), st.booleans())
def test_down_is_up_in_a_mirror(
    baseline: Decimal, target: Decimal, value: Decimal, n: int, is_over: bool
) -> None:
    assume(target > baseline)
    today = AFTER if is_over else BEFORE
    up = judge(case(UP, baseline, target, (n, value)), today)
    down = judge(case(DOWN, -baseline, -target, (n, -value)), today)
    assert (up.state, up.share, up.expected) == (down.state, down.share, down.expected)


@given(st.tuples(figures, figures, figures), st.integers(0, 100), st.integers(1, 1000), figures)
def test_another_unit_changes_nothing(
    told: tuple[Decimal, Decimal, Decimal], n: int, times: int, shift: Decimal
) -> None:
    baseline, target, value = told
    assume(target > baseline)
    plain = judge(case(UP, baseline, target, (n, value)), BEFORE)
    turned = [number * times + shift for number in told]
    assert judge(case(UP, turned[0], turned[1], (n, turned[2])), BEFORE).state == plain.state


@given(cases(), st.integers(-30, 100), st.integers(0, 130))
def test_waiting_alone_changes_no_state_until_it_is_due(one: Case, n: int, more: int) -> None:
    assume(day(n + more) <= DUE)
    assert judge(one, day(n)).state == judge(one, day(n + more)).state


@given(cases())
def test_the_order_in_which_figures_were_written_does_not_matter_where_their_days_differ(one: Case) -> None:
    assume(len({figure.on for figure in one.figures}) == len(one.figures))
    turned = Case(
        one.direction,
        one.target,
        one.due_on,
        one.start_on,
        one.baseline,
        one.figures[::-1],
        one.is_lower_better,
    )
    for today in (BEFORE, AFTER):
        assert judge(one, today).state == judge(turned, today).state


@given(cases(), st.integers(-30, 150))
def test_met_means_that_the_target_is_reached(one: Case, n: int) -> None:
    stands = judge(one, day(n))
    if stands.state == MET and stands.now is not None:
        assert one.is_reached(stands.now.value)
    if one.direction != KEEP and stands.now is not None and one.is_reached(stands.now.value):
        assert stands.state == MET


@given(figures, figures, figures, st.integers(0, 99))
def test_the_borders_are_those_that_the_sentences_name(
    baseline: Decimal, target: Decimal, value: Decimal, n: int
) -> None:
    assume(target > baseline)
    before = judge(case(UP, baseline, target, (n, value)), day(n))
    after = judge(case(UP, baseline, target, (n, value)), AFTER)
    assert before.share is not None
    assert before.expected is not None
    if before.state != MET:
        assert (before.state == ON_TRACK) == (before.share >= before.expected - SLACK)
        assert (after.state == PARTLY) == (before.share >= ENOUGH)
