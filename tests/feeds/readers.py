"""Feeds as other programs' libraries read them: what happens between two instants.

Each answers with the same plain pairs of texts, sorted: start and end, UTC instants for what is timed,
days with the end excluded for what lasts all day. An event that is a moment has its start twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import icalendar
import recurring_ical_events
import vobject
from playwright.sync_api import Page

from planner.events.recurrence import Override, Series, occurrences
from planner.events.timing import AllDay, Timing, Window
from planner.feeds.printed import PrintedEvent

Spans = list[tuple[str, str]]


def by_us(events: Iterable[PrintedEvent], window: Window) -> Spans:
    found = []
    for printed in events:
        overrides = {override.on: Override(override.timing) for override in printed.overrides}
        series = Series(printed.timing, printed.rule, printed.excluded, overrides)
        found += [_span(occurrence.timing) for occurrence in occurrences(series, window)]
    return sorted(found)


def _span(timing: Timing) -> tuple[str, str]:
    if isinstance(timing, AllDay):
        return _text(timing.first_on), _text(timing.last_on + timedelta(days=1))
    return _text(timing.starts_at), _text(timing.ends_at)


def _text(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()
    return moment.isoformat()


def by_icalendar(data: bytes, window: Window) -> Spans:
    """icalendar and recurring-ical-events."""
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    components = recurring_ical_events.of(calendar).between(window.since, window.until)
    events = [found for found in components if isinstance(found, icalendar.Event)]
    return sorted((_text(found.start), _text(found.end)) for found in events)


def by_vobject(data: bytes, window: Window) -> Spans:
    """vobject with dateutil, by the VTIMEZONE in the file; changed occurrences put in place by us."""
    (calendar,) = vobject.readComponents(data.decode("utf-8"), validate=True)
    found: list[tuple[date | datetime, date | datetime]] = []
    changed = [
        (event.contents["uid"][0].value, event.contents["recurrence-id"][0].value)
        for event in calendar.vevent_list
        if "recurrence-id" in event.contents
    ]
    for event in calendar.vevent_list:
        start = event.dtstart.value
        length = event.dtend.value - start if "dtend" in event.contents else timedelta(0)
        rules = event.getrruleset()
        if rules is None:
            found.append((start, start + length))
            continue
        uid = event.contents["uid"][0].value
        for moment in rules:
            begins = moment if isinstance(start, datetime) else moment.date()
            if _is_after(begins, window.until):
                break
            if (uid, begins) not in changed:
                found.append((begins, begins + length))
    return sorted((_text(start), _text(end)) for start, end in found if _is_within(start, end, window))


def _is_after(moment: date | datetime, until: datetime) -> bool:
    return moment >= until if isinstance(moment, datetime) else moment > until.date() + timedelta(days=1)


def _is_within(start: date | datetime, end: date | datetime, window: Window) -> bool:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return start < window.until and (window.since < end or window.since <= start)
    return start <= window.last_on and end > window.first_on


ICAL_JS = """
([data, since, until]) => {
  const calendar = new ICAL.Component(ICAL.parse(data));
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(zone.getFirstPropertyValue('tzid'), new ICAL.Timezone(zone));
  const text = time => time.isDate ? time.toString() : time.toJSDate().toISOString();
  const found = [];
  const add = (start, end) => {
    const [from, to] = [start.toJSDate().toISOString(), end.toJSDate().toISOString()];
    if (start.isDate || (from < until && (since < to || since <= from))) found.push([text(start), text(end)]);
  };
  for (const component of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(component);
    if (event.isRecurrenceException()) continue;
    if (!event.isRecurring()) { add(event.startDate, event.endDate); continue; }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      if (next.toJSDate().toISOString() > until) break;
      const occurrence = event.getOccurrenceDetails(next);
      add(occurrence.startDate, occurrence.endDate);
    }
  }
  return found;
}
"""


def by_ical_js(page: Page, data: bytes, window: Window) -> Spans:
    """ical.js, which is what Thunderbird reads with; all-day events are cut to the window here."""
    since, until = (at.strftime("%Y-%m-%dT%H:%M:%S.000Z") for at in (window.since, window.until))
    found: list[list[str]] = page.evaluate(ICAL_JS, [data.decode("utf-8"), since, until])
    spans: Spans = []
    for start, end in found:
        if "T" in start:
            spans.append((_text(datetime.fromisoformat(start)), _text(datetime.fromisoformat(end))))
        elif _is_within(date.fromisoformat(start), date.fromisoformat(end), window):
            spans.append((start, end))
    return sorted(spans)


def words_by_ical_js(page: Page, data: bytes) -> dict[str, str | list[str]]:
    """The words of the one event in a feed, as ical.js reads them."""
    read: dict[str, str | list[str]] = page.evaluate(
        """data => {
          const event = new ICAL.Component(ICAL.parse(data)).getFirstSubcomponent('vevent');
          const names = ['summary', 'description', 'location', 'url'];
          const words = Object.fromEntries(names.map(name => [name, event.getFirstPropertyValue(name)]));
          return {...words, categories: event.getFirstProperty('categories').getValues()};
        }""",
        data.decode("utf-8"),
    )
    return read
