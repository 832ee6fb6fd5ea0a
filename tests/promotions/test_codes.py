"""Codes of a batch: what a slip of the hand does to them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.promotions import codes

BODIES = st.text(codes.ALPHABET, min_size=codes.RANDOM, max_size=codes.RANDOM)


@given(BODIES, st.data())
def test_one_wrong_character_is_always_found(body: str, data: st.DataObject) -> None:
    code = body + codes.check(body)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(codes.ALPHABET).filter(lambda one: one != code[place]))
    assert codes.is_sound(code)
    assert not codes.is_sound(code[:place] + other + code[place + 1 :])


def test_two_neighbours_swapped_are_found_but_for_one_pair() -> None:
    missed = set()
    for first in codes.ALPHABET:
        for second in codes.ALPHABET:
            code = "2222" + first + second + "2"
            whole = code + codes.check(code)
            swapped = "2222" + second + first + "2" + whole[-1]
            if first != second and codes.is_sound(swapped):
                missed.add(frozenset({first, second}))
    # the weakness of the method: the first and the last character of its alphabet
    assert missed <= {frozenset({codes.ALPHABET[0], codes.ALPHABET[-1]})}


def test_a_new_code_is_sound_and_reads_as_typed() -> None:
    made = {codes.new("SALE") for _ in range(500)}
    assert len(made) == 500
    assert all(codes.is_sound(one) for one in made)
    one = made.pop()
    assert codes.clean(f" {one.lower()[:7]} {one.lower()[7:]} ") == one


def test_what_has_another_form_is_no_code() -> None:
    for typed in ("", "SALE", "SALE-", "๒๓๔", "A" * 40, "-" * 8, "SALE-0OIL1111"):
        assert not codes.is_sound(codes.clean(typed))
