"""Secrets cannot be guessed, are known by their beginning, and nothing that is stored of them opens anything."""

from __future__ import annotations

import re

from planner.tokens import secrets


def test_a_new_secret_has_its_beginning_192_bits_and_is_never_the_same() -> None:
    made = {secrets.new("link") for _ in range(1_000)}
    assert len(made) == 1_000
    assert all(re.fullmatch(r"link_[A-Za-z0-9_-]{32}", one) for one in made)


def test_what_is_stored_is_not_the_secret_and_is_the_same_every_time() -> None:
    made = secrets.new("link")
    assert secrets.digest(made) == secrets.digest(made)
    assert made not in secrets.digest(made)
    assert secrets.digest(made) != secrets.digest(f"{made}x")
    # an address may hold what no letter is
    assert len(secrets.digest("\udc80")) == 64


def test_keys_differ_by_purpose_and_by_instance() -> None:
    keys = {secrets.derived_key(key, purpose) for key in ("one", "two") for purpose in ("feeds", "forms")}
    assert len(keys) == 4
    assert secrets.derived_key("one", "feeds") in keys


def test_a_seal_holds_for_one_text_and_one_key() -> None:
    seals = {secrets.seal(key, text) for key in (b"one", b"two") for text in ("1_1", "1_2")}
    assert len(seals) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{24}", one) for one in seals)
    assert secrets.seal(b"one", "1_1") in seals


def test_only_the_same_is_the_same() -> None:
    assert secrets.is_same("ก\udc80", "ก\udc80")
    assert not secrets.is_same("ab", "ac")
    assert not secrets.is_same("ab", "abc")
