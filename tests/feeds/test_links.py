"""The secret in a feed's address."""

from __future__ import annotations

import re

import pytest

from planner.feeds.links import LONGEST_ADDRESS, Link, Seals

KEY = "a key for tests that no instance would ever have been given"
OTHER = "another key for tests that no instance would ever have been given"


def test_ten_thousand_tokens_are_all_different_and_read_back() -> None:
    seals = Seals(KEY)
    pairs = [(feed_id, version) for feed_id in range(1, 2_501) for version in range(1, 5)]
    tokens = [seals.token(*pair) for pair in pairs]
    assert len(set(tokens)) == 10_000
    assert len({token[-24:] for token in tokens}) == 10_000
    assert [seals.read(token) for token in tokens[::97]] == [Link(*pair) for pair in pairs[::97]]


def test_a_token_is_recognisable_and_holds_144_bits() -> None:
    token = Seals(KEY).token(12, 3)
    assert re.fullmatch(r"cal_12_3_[A-Za-z0-9_-]{24}", token)


def test_the_same_instance_gives_the_same_link_again_and_another_key_another() -> None:
    assert Seals(KEY).token(1, 1) == Seals(KEY).token(1, 1)
    assert Seals(KEY).token(1, 1) != Seals(OTHER).token(1, 1)


def test_links_made_by_an_earlier_key_still_work_and_new_ones_use_the_new_key() -> None:
    rotated = Seals(OTHER, [KEY])
    assert rotated.read(Seals(KEY).token(7, 2)) == Link(7, 2)
    assert rotated.token(7, 2) == Seals(OTHER).token(7, 2)
    assert Seals(OTHER).read(Seals(KEY).token(7, 2)) is None


TOKEN = Seals(KEY).token(1, 1)
NOISE = (
    TOKEN.replace("cal_1_", "cal_2_"),
    TOKEN.replace("cal_1_1_", "cal_1_2_"),
    TOKEN[:-1] + ("A" if TOKEN[-1] != "A" else "B"),
    TOKEN.replace("cal_1_", "cal_01_"),
    TOKEN.replace("cal_1_", "cal_๑_"),
    TOKEN + "\n",
    TOKEN.upper(),
    "",
    "cal_1_1_" + "A" * 24,
    "cal_" + "9" * 40 + "_1_" + "A" * 24,
    "\x00\x00",
    TOKEN + ".ics",
)


@pytest.mark.parametrize("noise", NOISE)
def test_whatever_is_not_just_as_it_was_made_is_noise(noise: str) -> None:
    assert Seals(KEY).read(TOKEN) == Link(1, 1)
    assert Seals(KEY).read(noise) is None


def test_the_longest_address_is_one_that_google_takes() -> None:
    address = Seals(KEY).address("https://" + "planner." * 15 + "example.org", 999_999_999, 999_999_999)
    assert len(address) <= LONGEST_ADDRESS


def test_remembering_genuine_tokens_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.feeds.links.REMEMBERED", 10)
    seals = Seals(KEY)
    for feed_id in range(1, 50):
        assert seals.read(seals.token(feed_id, 1)) == Link(feed_id, 1)
    assert len(seals._genuine) <= 10
