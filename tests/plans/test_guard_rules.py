"""The words that raise the guard, and those beside them that keep it silent."""

from __future__ import annotations

import itertools
import re
import time

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from planner.accounts.models import Kind
from planner.i18n import Language
from planner.plans import guard_cases, guard_rates, guard_rules
from planner.plans.guard_cases import Case, Set
from planner.plans.guard_words import OF_WORDS, RULES, Rule

EVERY = [case for which in Set for language in Language for case in guard_cases.cases(which, language)]


@pytest.mark.parametrize("language", Language)
def test_each_sentence_of_the_table_raises_its_rules_and_no_others(language: Language) -> None:
    wrong = {
        case.text: sorted(guard_rates.raised(case))
        for case in guard_cases.cases(Set.TABLE, language)
        if guard_rates.raised(case) != case.rules
    }
    assert wrong == {}


@pytest.mark.parametrize("which", Set)
@pytest.mark.parametrize("language", Language)
def test_there_are_sentences_enough_and_a_third_must_stay_silent(which: Set, language: Language) -> None:
    cases = guard_cases.cases(which, language)
    assert len(cases) >= 45
    assert sum(not case.rules for case in cases) * 3 >= len(cases)
    assert {rule for case in cases for rule in case.rules} == set(OF_WORDS)
    assert len({(case.text, case.is_backed) for case in cases}) == len(cases)


def test_on_sentences_it_has_not_seen_it_hears_most_and_cries_wolf_at_next_to_none() -> None:
    unseen = [case for language in Language for case in guard_cases.cases(Set.HELD_OUT, language)]
    rates = guard_rates.counted(unseen)
    assert sum(rate.missed for rate in rates) <= 0.12 * sum(rate.should_speak for rate in rates)
    assert sum(rate.false_alarms for rate in rates) <= 0.01 * sum(rate.should_be_silent for rate in rates)


def test_the_rates_are_counted_from_the_sentences() -> None:
    cases = guard_cases.cases(Set.TABLE, Language.EN)
    price = {rate.rule: rate for rate in guard_rates.counted(cases)}[Rule.PRICE]
    expected = sum(Rule.PRICE in case.rules for case in cases)
    communal = sum(case.kind == Kind.COMMUNAL for case in cases)
    assert (price.should_speak, price.should_be_silent) == (expected, communal - expected)
    silent_price = Case(Language.EN, Kind.COMMUNAL, "The sea is warm.", frozenset({Rule.PRICE}))
    told_price = Case(Language.EN, Kind.COMMUNAL, "Now only 99 baht.", frozenset())
    worse = {rate.rule: rate for rate in guard_rates.counted([*cases, silent_price, told_price])}
    assert worse[Rule.PRICE].missed == price.missed + 1
    assert worse[Rule.PRICE].false_alarms == price.false_alarms + 1
    assert worse[Rule.PRICE].miss_rate == pytest.approx(1 / (expected + 1))
    assert worse[Rule.BUY].missed == 0


def test_the_command_prints_every_rate_with_its_counts(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["guard", "rates"])
    assert printed.exit_code == 0, printed.output
    lines = [re.split(r"\s{2,}", line.strip()) for line in printed.output.splitlines()]
    for which in Set:
        for language in Language:
            for rate in guard_rates.counted(guard_cases.cases(which, language)):
                missed = f"{rate.missed} of {rate.should_speak} ({rate.miss_rate:.1%})"
                false = f"{rate.false_alarms} of {rate.should_be_silent} ({rate.false_alarm_rate:.1%})"
                assert [rate.rule.value, missed, false] in lines


def test_every_rule_says_why_it_matters_and_what_to_do() -> None:
    assert set(RULES) == set(Rule)
    assert all(one.name and one.why and one.advice for one in RULES.values())


def test_each_kind_is_asked_its_own_rules_alone() -> None:
    sale, cause = "Buy now with the promo code GIVE10, 20% off.", "We donate 5 baht for every cup."
    assert {one.rule for one in guard_rules.find(sale, Kind.COMMUNAL)} == {
        Rule.BUY,
        Rule.PROMO_CODE,
        Rule.PRICE,
    }
    assert guard_rules.find(sale, Kind.EXCHANGE) == guard_rules.find(cause, Kind.COMMUNAL) == []
    assert [one.words for one in guard_rules.find(cause, Kind.EXCHANGE)] == ["donate"]
    assert guard_rules.find(cause, Kind.EXCHANGE, is_backed=True) == []


def test_a_gift_with_a_commercial_motive_is_told_by_its_record() -> None:
    assert guard_rules.of_motivation("commercial_initiative", Kind.COMMUNAL)
    assert not guard_rules.of_motivation("charitable_gift", Kind.COMMUNAL)
    assert not guard_rules.of_motivation("commercial_initiative", Kind.EXCHANGE)


def test_one_sentence_may_hold_both_languages_and_either_digits() -> None:
    said = guard_rules.find("ร่วมปลูกป่า แล้ว buy now เพียง ๙๙ บาท", Kind.COMMUNAL)
    assert [(one.rule, one.words) for one in said] == [(Rule.BUY, "buy now"), (Rule.PRICE, "เพียง ๙๙ บาท")]


def test_the_sentence_around_the_words_is_shown_and_no_more() -> None:
    text = "Everybody is welcome. Tea is only 20 baht today! Bring a hat.\nSee you."
    found = guard_rules.find(text, Kind.COMMUNAL)
    assert [guard_rules.sentence(text, one) for one in found] == [("Tea is ", "only 20 baht", " today!")]


def test_a_long_sentence_is_cut_at_spaces() -> None:
    text = f"{'ก' * 50} " * 9 + "ส่วนลด " + f"{'ข' * 50} " * 9
    [found] = guard_rules.find(text, Kind.COMMUNAL)
    before, _, after = guard_rules.sentence(text, found)
    assert before.startswith("… กก")
    assert after.endswith("ขข …")
    assert all(part in {"…", "ก" * 50, "ข" * 50} for part in f"{before} {after}".split())


@pytest.mark.parametrize("piece", ["1", "1,", "buy ", "ซื้อ", "ร้อย", "99 baht ", "must ", "profits "])
def test_a_page_of_nothing_but_the_like_takes_no_time(piece: str) -> None:
    page = piece * (20_000 // len(piece))
    begun = time.process_time()
    for kind in Kind:
        guard_rules.find(page, kind)
    assert time.process_time() - begun < 5


pieces = st.lists(
    st.sampled_from([case.text for case in EVERY]) | st.text(max_size=20) | st.sampled_from(" \n.ๆ%฿"),
    max_size=8,
).map("".join)


@given(pieces, st.sampled_from(Kind))
def test_whatever_is_written_the_words_stand_where_it_says(text: str, kind: Kind) -> None:
    found = guard_rules.find(text, kind)
    assert all(text[one.start : one.end] == one.words != "" for one in found)
    assert all(RULES[one.rule].kind == kind for one in found)
    for rule in Rule:
        places = [one for one in found if one.rule == rule]
        assert all(first.end <= then.start for first, then in itertools.pairwise(places))
    for one in found:
        before, words, after = guard_rules.sentence(text, one)
        assert f"{before.removeprefix('… ')}{words}{after.removesuffix(' …')}" in text
