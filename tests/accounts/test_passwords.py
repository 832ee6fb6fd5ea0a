"""Which passwords are taken."""

from __future__ import annotations

import pytest

from planner.accounts import passwords
from planner.errors import Refusal

GOOD = [
    "น้ำใจงามยามเช้าวันจันทร์",
    "correct horse battery staple",
    "Tr0ub4dor&3-riding-a-bicycle",
    "ก" * 5 + "ตลาดน้ำยามเย็นมีแต่ดอกไม้",
    "x9#kQ2!mZ7@pL4$v",
    "the quiet river bends twice before the temple " * 3,
]
BAD = [
    "short",
    "fourteen chars",
    "password12345678",
    "123456789012345",
    "samphansamphan1",
    "qwertyuiopasdfgh",
    "aaaaaaaaaaaaaaaaaaaa",
    "marketingpr12345",
    "สัมพันธ์สัมพันธ์",
    "x" * 1025,
]


@pytest.mark.parametrize("password", GOOD)
def test_a_password_that_is_hard_to_guess_is_taken(password: str) -> None:
    passwords.check(password, context=("Marketing PR", "สื่อสารองค์กร"))


@pytest.mark.parametrize("password", BAD)
def test_a_password_that_is_easy_to_guess_is_refused_with_a_reason(password: str) -> None:
    with pytest.raises(Refusal) as refused:
        passwords.check(password, context=("Marketing PR", "สื่อสารองค์กร"))
    assert refused.value.field == "password"
    assert len(str(refused.value)) > 20


def test_a_hash_is_argon2id_and_knows_its_password() -> None:
    stored = passwords.hashed("น้ำ ใจ งาม ยาม เช้า")
    assert stored.startswith("$argon2id$")
    assert passwords.is_right(stored, "น้ำ ใจ งาม ยาม เช้า")
    assert not passwords.is_right(stored, "น้ำ ใจ งาม ยาม เช้ม")


def test_nobody_has_no_password() -> None:
    assert not passwords.is_right(None, "nobody has this password")


def test_full_width_letters_are_the_same_password() -> None:
    assert passwords.is_right(passwords.hashed("ＰＡＳＳphrase for 2569"), "PASSphrase for 2569")
