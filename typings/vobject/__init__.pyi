# What the tests use of vobject 0.9.9.
from collections.abc import Iterator
from typing import Any

from dateutil.rrule import rruleset

class Line:
    value: Any

class Component:
    name: str
    vevent_list: list[Component]
    dtstart: Line
    dtend: Line
    contents: dict[str, list[Any]]
    def getrruleset(self, addRDate: bool = False) -> rruleset | None: ...
    def __getattr__(self, name: str) -> Any: ...

def readComponents(streamOrString: str, validate: bool = False) -> Iterator[Component]: ...
