"""Hashing passwords (argon2id) and refusing those that are easily guessed."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 15
LONGEST = 1_024

# each hash takes 64 MiB for a quarter of a second: a burst of sign-ins must not take the machine
_turn = threading.BoundedSemaphore(2)
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """The argon2id hash, with its salt and parameters."""
    with _turn:
        return _hasher.hash(_normal(password))


def is_right(stored: str | None, password: str) -> bool:
    """Whether this is the password. Takes as long where there is none, so that time does not tell who exists."""
    with _turn:
        try:
            _hasher.verify(stored or _nobody(), _normal(password))
            return stored is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


def _normal(password: str) -> str:
    # the same letters typed on another keyboard must be the same password (NIST SP 800-63B §5.1.1.2)
    return unicodedata.normalize("NFKC", password)[:LONGEST]
