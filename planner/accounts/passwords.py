"""Hashing passwords (argon2id) and refusing those that are easily guessed."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from planner.errors import Refusal
from planner.i18n import mark

SHORTEST = 15
LONGEST = 1_024
# powers of ten of guesses; below it lies what a list of common passwords, words, years and rows of keys finds
FEWEST_GUESSES = 9
CONTEXT = ("samphan", "สัมพันธ์", "planner", "bangkok")

# each hash takes 64 MiB for a quarter of a second: a burst of sign-ins must not take the machine
_turn = threading.BoundedSemaphore(2)
_hasher = PasswordHasher()


def check(password: str, *, context: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short or easily guessed. No rule about which characters it is made of.

    `context` are words an attacker would try first: the person's and the teams' names. The estimate comes from
    zxcvbn, whose lists of 30,000 common passwords, words and names are part of the package.
    """
    if len(password) < SHORTEST:
        raise Refusal(
            mark("Use at least %(n)s characters; a short sentence is easy to remember."),
            field="password",
            n=SHORTEST,
        )
    if len(password) > LONGEST:
        raise Refusal(mark("Use at most %(n)s characters."), field="password", n=LONGEST)
    # its lists weigh 13 MB: a process that sets no password does without
    from zxcvbn import zxcvbn  # noqa: PLC0415

    words = [part for phrase in (*CONTEXT, *context) for part in phrase.lower().split() if len(part) > 1]
    # the estimate's cost grows with the square of the length; the first 72 characters decide
    if zxcvbn(_normal(password)[:72], user_inputs=words)["guesses_log10"] < FEWEST_GUESSES:
        raise Refusal(
            mark(
                "This is easily guessed: it is made of common words, names, rows of keys or numbers. Use another."
            ),
            field="password",
        )


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
