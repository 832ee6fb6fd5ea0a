"""One VEVENT as plain values: when it is, what it says, how it repeats, which occurrence it is about."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from planner import text
from planner.errors import Refusal
from planner.events.recurrence import changes_clocks
from planner.events.timing import Timed, Timing
from planner.events.when import in_zone
from planner.i18n import mark
from planner.sources.items import WORDS, Reason, Words
from planner.sources.models import LONGEST_UID
from planner.sources.read import Component
from planner.sources.stamps import Clock, Stamp

LONGEST_TITLE, LONGEST_VENUE, LONGEST_NOTE, LONGEST_LINK = 200, 300, 20_000, 2_000
MOST_DATES = 2_000

NO_TITLE = mark("It has no title.")
TOO_MANY_DATES = mark("It names more than %(most)s dates one by one.")
SHORTENED = mark("Its words were shortened.")
SEVERAL_RULES = mark("It repeats by several rules at once, which cannot be kept here.")
TAKES_OUT_BY_RULE = mark("It leaves out days by a rule (EXRULE), which cannot be kept here.")


@dataclass(frozen=True)
class Entry:
    """What one VEVENT says.

    `names` is the occurrence that it is about, if not a whole series, and `is_from_then` whether it is about all that
    follow, too (RFC 5545 §3.2.13). `extra` are dates added one by one, each with its own time; `out` those left out.
    """

    uid: str
    line: int
    sequence: int
    words: Words
    timing: Timing
    rule: str
    extra: tuple[tuple[Stamp, Timing], ...]
    out: tuple[Stamp, ...]
    names: Stamp | None
    is_from_then: bool
    is_cancelled: bool
    is_private: bool
    notes: tuple[Reason, ...]

    @property
    def zone(self) -> str | None:
        """The zone of its times; None of whole days."""
        return self.timing.zone if isinstance(self.timing, Timed) else None


def entry(event: Component, clock: Clock, *, is_cancelled: bool) -> Entry:
    """What a VEVENT says. Raises `Refusal` with the reason why it cannot be taken."""
    if event.wrong is not None:
        raise Refusal(event.wrong.message, **event.wrong.values)
    clock.take_notes()
    rule = _rule(event)
    timing = _at_home(event, clock, clock.timing(event), repeats=bool(rule or event.all("RDATE")))
    words, is_short = _words(event)
    named = event.first("RECURRENCE-ID")
    names = None if named is None else clock.stamp(named)
    if not (words["title_th"] or words["title_en"]) and names is None:
        raise Refusal(NO_TITLE)
    extra = _extra(event, clock, timing)
    stamps = (stamp for one in event.all("EXDATE") for stamp, _ in clock.stamps(one))
    out = tuple(islice(stamps, MOST_DATES + 1))
    if len(extra) + len(out) > MOST_DATES:
        raise Refusal(TOO_MANY_DATES, most=f"{MOST_DATES:,}")
    return Entry(
        uid=_uid(event),
        line=event.line,
        sequence=_number(event.text("SEQUENCE")),
        words=words,
        timing=timing,
        rule=rule,
        extra=extra,
        out=out,
        names=names,
        is_from_then=named is not None and named.params.get("RANGE", "").upper() == "THISANDFUTURE",
        is_cancelled=is_cancelled or event.text("STATUS").strip().upper() == "CANCELLED",
        is_private=event.text("CLASS").strip().upper() in {"PRIVATE", "CONFIDENTIAL"},
        notes=(*clock.take_notes(), *([Reason(SHORTENED)] if is_short else [])),
    )


def label(event: Component) -> str:
    """What to call a component in a list, also where it cannot be read."""
    return text.shortened(text.clean(event.text("SUMMARY")), 80)


def _rule(event: Component) -> str:
    if event.all("EXRULE"):
        raise Refusal(TAKES_OUT_BY_RULE)
    found = event.all("RRULE")
    if len({one.value for one in found}) > 1:
        # RFC 5545 §3.8.5.3: SHOULD NOT, and what it means is not defined
        raise Refusal(SEVERAL_RULES)
    return found[0].value.strip() if found else ""


def _at_home(event: Component, clock: Clock, timing: Timing, *, repeats: bool) -> Timing:
    """What was written in UTC is read on the clocks at home, unless it repeats and they would show other days."""
    first = event.first("DTSTART")
    if not isinstance(timing, Timed) or first is None or timing.zone != "UTC":
        return timing
    home = clock.at_home(timing, is_utc=True)
    is_same_day = home.on == timing.on and not changes_clocks(clock.home, timing.on.year)
    return home if not repeats or is_same_day else timing


def _words(event: Component) -> tuple[dict[str, str | None], bool]:
    title, title_cut = _cut(text.clean(event.text("SUMMARY")), LONGEST_TITLE)
    venue, venue_cut = _cut(text.clean(event.text("LOCATION")), LONGEST_VENUE)
    note, note_cut = _cut(text.clean(event.text("DESCRIPTION"), multiline=True), LONGEST_NOTE)
    found: dict[str, str | None] = dict.fromkeys(WORDS)
    found["title_th" if text.tongue_of(title) == "th" else "title_en"] = title or None
    found["venue_th" if text.tongue_of(venue) == "th" else "venue_en"] = venue or None
    found["internal_note"] = note or None
    links = (event.text("URL"), *(one.value for one in event.all("CONFERENCE")))
    safe = (link for one in links if (link := text.clean(one)) and len(link) <= LONGEST_LINK)
    found["online_url"] = next((link for link in safe if text.is_safe_link(link)), None)
    return found, title_cut or venue_cut or note_cut


def _cut(words: str, length: int) -> tuple[str, bool]:
    """Words of at most this length, clean as they will be kept; and whether some are gone."""
    if len(words) <= length:
        return words, False
    return text.clean(text.shortened(words, length), multiline=True), True


def _extra(event: Component, clock: Clock, timing: Timing) -> tuple[tuple[Stamp, Timing], ...]:
    found: list[tuple[Stamp, Timing]] = []
    for one in event.all("RDATE"):
        for stamp, rest in clock.stamps(one):
            if len(found) >= MOST_DATES:
                raise Refusal(TOO_MANY_DATES, most=f"{MOST_DATES:,}")
            found.append((stamp, _extra_timing(clock, timing, stamp, rest, one.line)))
    return tuple(found)


def _extra_timing(clock: Clock, timing: Timing, stamp: Stamp, rest: str, line: int) -> Timing:
    if rest.upper().startswith(("P", "+P", "-P")):
        return clock.lasting(stamp, rest, line)
    if rest:
        given = clock.period_end(rest, stamp, line)
        return clock.between(stamp, given)
    if not isinstance(timing, Timed) or stamp.at is None:
        return timing.moved_to(stamp.day_in(timing.zone if isinstance(timing, Timed) else clock.home))
    return in_zone(clock.lasting_exactly(stamp, timing.length), timing.zone)


def _uid(event: Component) -> str:
    """Its name; where it has none, or one too long to be kept, one that is the same the next time."""
    given = text.clean(event.text("UID"))
    if given and len(given) <= LONGEST_UID:
        return given
    said = given or "\n".join(event.text(key) for key in ("DTSTART", "SUMMARY", "RECURRENCE-ID"))
    return f"digest:{sha256(said.encode()).hexdigest()}"


def _number(written: str) -> int:
    plain = written.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else 0
