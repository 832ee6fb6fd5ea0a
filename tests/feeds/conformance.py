"""Does a file keep to what docs/ and the RFCs ask of a feed? It reads the bytes by itself.

`check(data)` names every fault it finds; an empty list is a clean file. It knows nothing of the
writer, so it may be asked about any feed or file.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cache

from dateutil import rrule, tz

from planner.dates import zone as clocks

TEXT = {
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "NAME",
    "X-WR-CALNAME",
    "X-WR-CALDESC",
    "UID",
    "COMMENT",
    "CONTACT",
}
NEVER = {"METHOD", "ATTENDEE", "ORGANIZER", "SOURCE", "ATTACH", "RDATE", "X-ALT-DESC", "DURATION"}
REQUIRED = (
    "UID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DTSTART",
    "SUMMARY",
    "STATUS",
    "TRANSP",
    "CLASS",
)
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}
REPEATABLE = {"EXDATE", "CATEGORIES"}
YEARLY = re.compile(r"FREQ=YEARLY;BYMONTH=\d{1,2};BYDAY=(-1|[1-5])(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
UTC_FORM = re.compile(r"\d{8}T\d{6}Z", re.ASCII)
LOCAL_FORM = re.compile(r"\d{8}T\d{6}", re.ASCII)
DAY_FORM = re.compile(r"\d{8}", re.ASCII)
LINE = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(.*)", re.ASCII | re.DOTALL)
BAD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(?:\\(?![\\;,nN])|[;,])")
FORMS = {"utc": UTC_FORM, "local": LOCAL_FORM, "day": DAY_FORM}
MOMENTS = {"DTSTART", "DTEND", "EXDATE", "RECURRENCE-ID"}
TIMEZONE_PART = {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE"}


@dataclass
class Property:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def form(self) -> tuple[str, ...]:
        """What must be the same for two moments to be written alike."""
        shape = (
            "utc" if UTC_FORM.fullmatch(self.value) else "day" if DAY_FORM.fullmatch(self.value) else "local"
        )
        return (shape, self.parameters.get("TZID", ""), self.parameters.get("VALUE", "DATE-TIME"))


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [found for found in self.properties if found.name == name]

    def get(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)

    def value(self, name: str) -> str:
        found = self.get(name)
        return found.value if found else ""

    def kind(self, name: str) -> list[Component]:
        return [found for found in self.components if found.name == name]


def check(data: bytes, *, is_file: bool = False) -> list[str]:
    """Every fault of a feed, or of a file for one's own calendar, in words."""
    problems = list(_octets(data))
    calendar, structure = _read(data.decode("utf-8", "replace"))
    problems += structure
    if calendar is None:
        return problems
    problems += _calendar(calendar, is_file=is_file)
    zones = {zone.value("TZID"): zone for zone in calendar.kind("VTIMEZONE")}
    problems += [problem for zone in calendar.kind("VTIMEZONE") for problem in _timezone(zone)]
    events = calendar.kind("VEVENT")
    for event in events:
        where = f"{event.value('UID')} {event.value('RECURRENCE-ID')}".strip()
        problems += [f"{where}: {problem}" for problem in _event(event, zones)]
    problems += _sets(events)
    used = {
        found.parameters["TZID"]
        for event in events
        for found in event.properties
        if "TZID" in found.parameters
    }
    problems += [f"VTIMEZONE {name} is used by nothing" for name in zones.keys() - used]
    return problems


def _octets(data: bytes) -> Iterator[str]:
    """RFC 5545 3.1: CRLF, 75 octets, folds that any reader can undo."""
    if not data.endswith(b"\r\n"):
        yield "the last line has no CRLF"
    if b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        yield "a line ends with something other than CRLF"
    lines = data.split(b"\r\n")
    for number, line in enumerate(lines, 1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number} splits a character"
            continue
        if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffd]", text):
            yield f"line {number} holds a control character"
        if not line and number < len(lines):
            yield f"line {number} is empty"
        is_folded = number < len(lines) and lines[number].startswith((b" ", b"\t"))
        if is_folded and (len(line) - len(line.rstrip(b"\\"))) % 2:
            yield f"line {number} is folded between a backslash and its character"


def _read(text: str) -> tuple[Component | None, list[str]]:
    problems: list[str] = []
    root = Component("")
    stack = [root]
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        found = LINE.fullmatch(line)
        if found is None:
            problems.append(f"not a content line: {line[:40]!r}")
            continue
        name, parameters, value = found.groups()
        if name == "BEGIN":
            stack.append(Component(value))
            stack[-2].components.append(stack[-1])
        elif name == "END" and len(stack) > 1 and stack[-1].name == value:
            stack.pop()
        elif name == "END":
            problems.append(f"END:{value} closes nothing")
        else:
            pairs = (part.split("=", 1) for part in parameters.split(";") if part)
            stack[-1].properties.append(Property(name, {key: item.strip('"') for key, item in pairs}, value))
    if len(stack) > 1:
        problems.append(f"{stack[-1].name} is not closed")
    if [found.name for found in root.components] != ["VCALENDAR"] or root.properties:
        problems.append("it is not one VCALENDAR and nothing else")
    return next(iter(root.kind("VCALENDAR")), None), problems


def _calendar(calendar: Component, *, is_file: bool) -> Iterator[str]:
    for name, value in (("VERSION", "2.0"), ("CALSCALE", "GREGORIAN")):
        if [found.value for found in calendar.all(name)] != [value]:
            yield f"{name} is not {value}"
    if len(calendar.all("PRODID")) != 1 or not calendar.value("PRODID").isascii():
        yield "PRODID is not there once in ASCII"
    if calendar.all("UID"):
        yield "the calendar has a UID"
    if not calendar.kind("VEVENT"):
        yield "there is no event"
    yield from (
        f"{found.name} stands in it"
        for found in calendar.components
        if found.name not in ("VTIMEZONE", "VEVENT")
    )
    yield from (f"{name} is there twice" for name in _repeated(calendar))
    yield from (f"{found.name} stands in it" for found in calendar.properties if found.name in NEVER)
    yield from _texts(calendar)
    yield from _head(calendar, is_file=is_file)


def _head(calendar: Component, *, is_file: bool) -> Iterator[str]:
    names = [calendar.get(name) for name in ("NAME", "X-WR-CALNAME")]
    if is_file:
        if any(names):
            yield "a file has a name, so Outlook opens a new calendar"
        return
    if None in names or len({found.value for found in names if found}) != 1 or not calendar.value("NAME"):
        yield "NAME and X-WR-CALNAME are not there and the same"
    refresh = calendar.get("REFRESH-INTERVAL")
    if refresh is None or refresh.parameters.get("VALUE") != "DURATION":
        yield "REFRESH-INTERVAL has no VALUE=DURATION"
    if refresh is None or calendar.value("X-PUBLISHED-TTL") != refresh.value:
        yield "X-PUBLISHED-TTL is not what REFRESH-INTERVAL is"


def _timezone(zone: Component) -> Iterator[str]:
    """The shape Outlook takes (MS-OXCICAL): one yearly rule each way, or single changes; no RDATE."""
    name = zone.value("TZID")
    yearly = Counter(part.name for part in zone.components if part.get("RRULE"))
    if not zone.components:
        yield f"VTIMEZONE {name} says nothing"
    if any(count > 1 for count in yearly.values()) or (yearly and len(zone.components) != 2):
        yield f"VTIMEZONE {name} has more than one rule each way"
    for part in zone.components:
        if part.name not in ("STANDARD", "DAYLIGHT"):
            yield f"VTIMEZONE {name} has a {part.name}"
        if {found.name for found in part.properties} - TIMEZONE_PART:
            yield f"VTIMEZONE {name} has more than Outlook reads"
        if not LOCAL_FORM.fullmatch(part.value("DTSTART")):
            yield f"VTIMEZONE {name} begins a part at no local time"
        for offset in ("TZOFFSETFROM", "TZOFFSETTO"):
            if not re.fullmatch(r"[+-]\d{4}(\d\d)?", part.value(offset), re.ASCII):
                yield f"VTIMEZONE {name} has no {offset}"
        if part.get("RRULE") and not YEARLY.fullmatch(part.value("RRULE")):
            yield f"VTIMEZONE {name} has a rule that is not yearly on one weekday of one month"


def _event(event: Component, zones: dict[str, Component]) -> Iterator[str]:
    yield from (f"{name} is missing" for name in REQUIRED if not event.get(name))
    yield from (f"{name} is there twice" for name in _repeated(event))
    yield from (f"{found.name} stands in it" for found in event.components)
    yield from (f"{found.name} stands in it" for found in event.properties if found.name in NEVER)
    yield from _texts(event)
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        if not UTC_FORM.fullmatch(event.value(name)):
            yield f"{name} is not in UTC"
    if event.value("DTSTAMP") != event.value("LAST-MODIFIED"):
        yield "DTSTAMP is not LAST-MODIFIED"
    if not re.fullmatch(r"\d{1,6}", event.value("SEQUENCE"), re.ASCII):
        yield "SEQUENCE is not a small number"
    if event.value("STATUS") not in STATUSES:
        yield "STATUS is none of the three"
    if event.value("STATUS") == "CANCELLED" and event.value("TRANSP") != "TRANSPARENT":
        yield "it is cancelled and still takes time"
    url = event.get("URL")
    if url and not re.fullmatch(r"[a-z]+:[!-~]+", url.value):
        yield "URL is not a URI in ASCII"
    yield from _times(event, zones)
    yield from _repeating(event, zones)


def _texts(component: Component) -> Iterator[str]:
    for found in component.properties:
        if found.name in TEXT and BAD_ESCAPE.search(found.value):
            yield f"{found.name} is not escaped"
    for found in component.all("CATEGORIES"):
        if BAD_ESCAPE.search(re.sub(r"(?<!\\)((?:\\\\)*),", r"\1", found.value)):
            yield "CATEGORIES is not escaped"


def _times(event: Component, zones: dict[str, Component]) -> Iterator[str]:
    moments = [found for found in event.properties if found.name in MOMENTS]
    problems = [problem for found in moments for problem in _written(found, zones)]
    yield from problems
    start, end = event.get("DTSTART"), event.get("DTEND")
    if problems or start is None:
        return
    if end is None:
        if start.form[0] == "day":
            yield "an all-day event has no end"
    elif (start.form[0] == "day") != (end.form[0] == "day"):
        yield "DTSTART and DTEND are of different kinds"
    elif not _moment(start, zones) < _moment(end, zones):
        yield "DTEND is not later than DTSTART"


def _written(found: Property, zones: dict[str, Component]) -> Iterator[str]:
    """RFC 5545 3.3.4, 3.3.5: a day that says it is one, UTC, or local time in a zone that is in the file."""
    shape, tzid, value = found.form
    if not FORMS[shape].fullmatch(found.value) or not _is_real(found):
        yield f"{found.name} is no moment: {found.value!r}"
        return
    if (shape == "day") != (value == "DATE"):
        yield f"{found.name} is a day without saying so, or says so and is none"
    if shape == "local" and not tzid:
        yield f"{found.name} is floating"
    if shape != "local" and tzid:
        yield f"{found.name} has a zone it cannot have"
    elif tzid and tzid not in zones:
        yield f"{found.name} is in {tzid}, which has no VTIMEZONE"
    elif tzid and _moment(found, zones) != _local(found).replace(tzinfo=clocks(tzid)).astimezone(UTC):
        yield f"{found.name} is another instant by its VTIMEZONE than by the zone"


def _repeating(event: Component, zones: dict[str, Component]) -> Iterator[str]:
    start, rule = event.get("DTSTART"), event.get("RRULE")
    if event.get("RECURRENCE-ID") and (rule or event.get("EXDATE")):
        yield "one occurrence repeats"
    if start is None:
        return
    for found in event.all("EXDATE"):
        if found.form != start.form:
            yield "EXDATE is written otherwise than DTSTART"
    if rule is None:
        return
    parts = dict(part.partition("=")[::2] for part in rule.value.split(";"))
    until = parts.get("UNTIL")
    if until is not None and "COUNT" in parts:
        yield "RRULE has both UNTIL and COUNT"
        return
    if until is not None and not (DAY_FORM if start.form[0] == "day" else UTC_FORM).fullmatch(until):
        yield "UNTIL has another form than DTSTART asks for"
        return
    begins = _zoned(start, zones) if start.form[0] != "day" else _local(start)
    try:
        first = next(iter(rrule.rrulestr(rule.value, dtstart=begins)), None)
    except ValueError as wrong:
        yield f"RRULE cannot be read: {wrong}"
        return
    if first != begins:
        yield "DTSTART is not the first instance of its RRULE"


def _sets(events: list[Component]) -> Iterator[str]:
    """What belongs together by UID: one series, and its changed occurrences."""
    masters = [event for event in events if not event.get("RECURRENCE-ID")]
    counts = Counter(event.value("UID") for event in masters)
    yield from (f"{uid} is there {count} times" for uid, count in counts.items() if count > 1)
    by_uid = {event.value("UID"): event for event in masters}
    names = Counter((event.value("UID"), event.value("RECURRENCE-ID")) for event in events)
    yield from (f"{uid} {on} is there twice" for (uid, on), count in names.items() if on and count > 1)
    for event in events:
        name = event.get("RECURRENCE-ID")
        if name is None:
            continue
        uid, master = event.value("UID"), by_uid.get(event.value("UID"))
        start = master.get("DTSTART") if master else None
        if master is None or start is None or not master.get("RRULE"):
            yield f"{uid} {name.value} is an occurrence of no series"
            continue
        if name.form != start.form:
            yield f"{uid} {name.value}: RECURRENCE-ID is written otherwise than DTSTART"
        if int(event.value("SEQUENCE") or 0) < int(master.value("SEQUENCE") or 0):
            yield f"{uid} {name.value}: its SEQUENCE is below its series'"
        if any(found.value == name.value for found in master.all("EXDATE")):
            yield f"{uid} {name.value} is left out and changed"


def _repeated(component: Component) -> list[str]:
    counts = Counter(found.name for found in component.properties)
    return [name for name, count in counts.items() if count > 1 and name not in REPEATABLE]


def _local(found: Property) -> datetime:
    return datetime.fromisoformat(found.value.removesuffix("Z"))


def _zoned(found: Property, zones: dict[str, Component]) -> datetime:
    """The moment as a reader has it who believes the VTIMEZONE; a day as its midnight in UTC."""
    shape, tzid, _ = found.form
    return _local(found).replace(tzinfo=_believed(zones[tzid]) if shape == "local" and tzid in zones else UTC)


def _moment(found: Property, zones: dict[str, Component]) -> datetime:
    # in UTC, because Python compares two times of one zone by what the clocks show
    return _zoned(found, zones).astimezone(UTC)


def _is_real(found: Property) -> bool:
    try:
        return 1900 <= _local(found).year < 2400  # 2569 would be a year of the Buddhist era
    except ValueError:
        return False


def _believed(zone: Component) -> tzinfo:
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.value('TZID')}"]
    for part in zone.components:
        lines += [
            f"BEGIN:{part.name}",
            *(f"{item.name}:{item.value}" for item in part.properties),
            f"END:{part.name}",
        ]
    return _zone_by_dateutil("\r\n".join([*lines, "END:VTIMEZONE", ""]))


@cache
def _zone_by_dateutil(text: str) -> tzinfo:
    try:
        return tz.tzical(io.StringIO(text)).get() or UTC
    except ValueError:
        return UTC  # why it cannot be read is said by _timezone
