"""What one row of a list of events or campaigns asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from planner.activity import images


@dataclass(frozen=True)
class Deed:
    """A record that a row is about, as it stands by column, what the row gives, and how it is done.

    `record_id` is None where the row makes a record; `do` makes or changes it and returns its id.
    """

    record_id: int | None
    label: str
    given: dict[str, Any]
    do: Callable[[], int]
    current: dict[str, Any] = field(default_factory=dict)


def changes_of(deed: Deed) -> dict[str, list[Any]]:
    """What the row changes, plain: {column: [before, after]}."""
    return {
        key: [images.plain(deed.current.get(key)), images.plain(value)]
        for key, value in deed.given.items()
        if deed.current.get(key) != value
    }
