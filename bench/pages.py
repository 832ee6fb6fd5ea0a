"""G10, G11, G12: what a month costs, however many events there are beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from typing import Any

from dateutil import rrule
from jinja2 import Environment
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from bench.measure import Doing, ratio
from bench.stage import Stage, staged
from planner.campaigns.models import Campaign
from planner.dates import zone
from planner.events.models import Event, Override
from planner.events.recurrence import Series, occurrences
from planner.events.recurrence_rule import Frequency, Rule, Weekday
from planner.events.timing import Timed, Window

SHOWN = 300
ADDRESS = "/calendar?on=2026-11-10"
MONTH = Window.of_days(date(2026, 10, 26), date(2026, 12, 6), "Asia/Bangkok")
ROUNDS = 40

# the grid for wide screens and the list for narrow ones, as the page has them
TEMPLATE = Environment(autoescape=True).from_string(
    "<table>{% for week in weeks %}<tr>{% for day, chips in week %}<td><b>{{ day }}</b><ul>"
    "{% for href, time, kind, status, title, place, of in chips %}"
    '<li><a class="{{ kind }} {{ status }}" href="{{ href }}">{{ time }} {{ title }}</a></li>{% endfor %}</ul></td>'
    "{% endfor %}</tr>{% endfor %}</table>"
    "{% for week in weeks %}{% for day, chips in week %}<h3>{{ day }}</h3><ul>"
    "{% for href, time, kind, status, title, place, of in chips %}<li>{{ time }} {{ kind }} {{ status }}"
    '<a href="{{ href }}">{{ title }}</a> {{ place }} {{ of }}</li>{% endfor %}</ul>{% endfor %}{% endfor %}'
)
COLUMNS = (
    *(Event.id, Event.title_th, Event.title_en, Event.starts_at, Event.ends_at, Event.timezone, Event.status),
    *(Event.visibility, Event.recurrence, Event.venue_th, Event.venue_en),
    *(Campaign.kind, Campaign.title_th.label("of_th"), Campaign.title_en.label("of_en")),
)


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    with staged(SHOWN, elsewhere=1_000 - SHOWN) as small:
        yield "G10", ratio(_page(small), _bare(small), rounds=ROUNDS)
        with staged(SHOWN, elsewhere=100_000 - SHOWN) as large:
            yield "G11", ratio(_page(large), _page(small), rounds=ROUNDS)
        yield "G11s", _statements(small)
    yield "G12", ratio(*_series(), rounds=5)


def _page(stage: Stage) -> Doing:
    def page() -> None:
        answer = stage.client.get(ADDRESS)
        if answer.status_code != 200 or answer.data.count(b"/events/") < SHOWN:
            raise RuntimeError("the month does not show what it should")

    return page


def _bare(stage: Stage) -> Doing:
    """As many chips of the same columns, from two statements and a template of tuples: no permissions, no words."""
    chips = stage.client.get(ADDRESS).data.count(b'class="chip')
    bangkok = zone("Asia/Bangkok")
    first = MONTH.since.astimezone(bangkok).date()

    def bare() -> str:
        with Session(stage.session.get_bind()) as session:
            found = session.execute(
                select(*COLUMNS)
                .join(Campaign, Campaign.id == Event.campaign_id)
                .where(Event.spans_from >= MONTH.since - timedelta(days=60), Event.spans_from < MONTH.until)
            ).all()
            session.execute(select(Override.event_id, Override.on)).all()
        days: dict[date, list[tuple[Any, ...]]] = {}
        # a series is several chips of one row
        for row in islice(cycle(found), chips):
            start = row.starts_at.astimezone(bangkok)
            said = (row.title_th or row.title_en, row.venue_th or row.venue_en, row.of_th or row.of_en)
            chip = (f"/events/{row.id}", start.strftime("%H:%M"), row.kind, row.status, *said)
            days.setdefault(start.date(), []).append(chip)
        weeks = [
            [(day, days.get(day, [])) for day in (first + timedelta(days=7 * week + n) for n in range(7))]
            for week in range(6)
        ]
        return TEMPLATE.render(weeks=weeks)

    return bare


def _statements(stage: Stage) -> float:
    """All that reach the database for one month: who is asking among them."""
    with heard(stage.session.get_bind()) as found:  # type: ignore[arg-type] # the session is bound to an engine
        _page(stage)()
    return len(found)


@contextmanager
def heard(engine: Engine) -> Iterator[list[str]]:
    """The questions that reach the database within it."""
    found: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            found.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def _series() -> tuple[Doing, Doing]:
    """1,000 weekly series of two years in a window of 42 days; dateutil is asked for each by itself."""
    bangkok = zone("Asia/Bangkok")
    starts = [datetime(2025, 6, 2 + n % 7, 9, n % 60, tzinfo=bangkok) for n in range(1_000)]
    days = tuple(Weekday)
    ours = [
        Series(
            Timed(at.astimezone(UTC), (at + timedelta(hours=1)).astimezone(UTC), "Asia/Bangkok"),
            Rule(frequency=Frequency.WEEKLY, weekdays=(days[at.weekday()],)),
        )
        for at in starts
    ]
    theirs = [rrule.rrule(rrule.WEEKLY, dtstart=at) for at in starts]

    def by_dateutil() -> int:
        return sum(len(one.between(MONTH.since, MONTH.until, inc=True)) for one in theirs)

    def by_us() -> int:
        return sum(len(list(occurrences(one, MONTH))) for one in ours)

    if by_us() != by_dateutil():
        raise RuntimeError("the two do not find the same occurrences")
    return by_us, by_dateutil
