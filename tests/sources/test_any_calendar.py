"""Whatever calendars are made of: taken in once and no second time, and taken back whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.sources.outcomes import OutcomeKind
from tests.sources.calendars import calendar, event
from tests.sources.conftest import Desk, everything

pytestmark = pytest.mark.database

TITLES = st.sampled_from(["ประชุม", "Meeting", "Open day", "งานเปิดบ้าน"])
RULES = st.sampled_from(
    [
        (),
        ("RRULE:FREQ=DAILY;COUNT=5", "EXDATE;VALUE=DATE:20270106"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270301",),
        ("RDATE;VALUE=DATE:20270110,20270112",),
        ("RRULE:FREQ=HOURLY",),
    ]
)
STARTS = st.sampled_from(
    [
        ("DTSTART;VALUE=DATE:20270104",),
        ("DTSTART;VALUE=DATE:20270104", "DTEND;VALUE=DATE:20270106"),
        ("DTSTART;TZID=Europe/Berlin:20270104T090000", "DURATION:PT90M"),
        ("DTSTART:20270104T090000", "DTEND:20270104T100000"),
    ]
)
SOME = st.lists(st.tuples(TITLES, STARTS, RULES), min_size=1, max_size=5)


def _written(drawn: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> bytes:
    return calendar(
        *(event(*start, *rule, uid=f"drawn-{n}", title=title) for n, (title, start, rule) in enumerate(drawn))
    )


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(first=SOME, second=SOME)
def test_whatever_comes_in_comes_in_once_and_goes_out_whole(desk: Desk, first: Any, second: Any) -> None:
    before = everything(desk.session)
    undone = []
    for drawn in (first, second):
        one = desk.bring(_written(drawn))
        if one.found["created"] or one.found["updated"]:
            undone.append((everything(desk.session), desk.take_in(one)))
        again = desk.bring(_written(drawn))
        assert {kind for kind, count in again.found.items() if count} <= {
            OutcomeKind.UNCHANGED,
            OutcomeKind.REFUSED,
        }
    for was, one in reversed(undone):
        desk.undo(one)
        assert everything(desk.session) == was
    assert everything(desk.session) == before
