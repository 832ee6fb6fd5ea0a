"""The ways the planner says no.

They share no parent on purpose: catching one never hides another. Each edge turns every one of them into
its own kind of answer, in one place.
"""

from __future__ import annotations


class Refusal(Exception):
    """A rule of the trade forbids this; the message says so to the person.

    `message` is marked for translation and may hold `%(name)s` places for `values`.
    `field` names the form control the message belongs beside, if any.
    """

    def __init__(self, message: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class Unreadable(ValueError):
    """What a person typed cannot be taken for a day, a time or a sum; the message says how to write it.

    Not an answer of the trade but of the form: the edge turns it into the error beside the field.
    `message` is marked for translation and may hold `%(name)s` places for `values`.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class NotAllowed(Exception):
    """The actor may see the thing but may not do this to it; its words are the permission that is wanting."""


class NotFound(Exception):
    """There is no such thing, or none that the actor may see."""


class Stale(Exception):
    """Someone else saved the record after this person opened it."""


def expect_version(current: int, seen: int | None) -> None:
    """Raise `Stale` unless the person saw the record as it stands now.

    `seen` is None where nobody looked first (the command line, the demo data).
    """
    if seen is not None and seen != current:
        raise Stale
