"""Moving events, making them repeat, and changing this one, this and the following, or all of a series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from planner import text
from planner.accounts.models import User
from planner.errors import Refusal
from planner.events import access, copying, recurrence, stored
from planner.events.actions import NO_TITLE
from planner.events.models import Event, Override
from planner.events.recurrence import NOT_AN_OCCURRENCE, Series
from planner.events.recurrence_rule import Frequency, Rule, Weekday
from planner.events.timing import Timing
from planner.events.when import When, in_zone
from planner.events.words import EventStatus
from planner.i18n import mark

NOT_OF_THE_SERIES = mark("The series has no occurrence on %(day)s.")
START_DAY_MISSING = mark("Tick the day of the week on which the event starts, too.")
NOT_CANCELLED = mark("This occurrence is not cancelled.")
CANCELLED_ALREADY = mark("This occurrence is cancelled already.")
NOT_LEFT_OUT = mark("This day is not left out.")


class Scope(StrEnum):
    """How far a change to one occurrence reaches."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


SCOPE_NAMES: dict[Scope, str] = {
    Scope.THIS: mark("Only this one"),
    Scope.FOLLOWING: mark("This and the following"),
    Scope.ALL: mark("All of the series"),
}


@dataclass(frozen=True, kw_only=True)
class Words:
    """What one occurrence may say of its own. Nothing means what the series says."""

    title_th: str | None = None
    title_en: str | None = None
    public_text_th: str | None = None
    public_text_en: str | None = None
    venue_th: str | None = None
    venue_en: str | None = None


WORDS = tuple(one.name for one in fields(Words))


@dataclass(frozen=True, kw_only=True)
class Change:
    """An occurrence as it is to be, and how far that reaches. `when` is read in the event's own zone."""

    when: When
    words: Words = field(default_factory=Words)
    scope: Scope = Scope.THIS


def words_of(event: Event, on: date) -> Words:
    """What the occurrence of a day says: its own words, else the series'."""
    override = _override(event, on)
    own = {key: getattr(override, key) for key in WORDS} if override else {}
    return Words(**{key: own.get(key) or getattr(event, key) for key in WORDS})


def move(session: Session, event_id: int, when: When, *, actor: User, version: int | None = None) -> Event:
    """Move an event, with all of its series: the first occurrence to this time, the others after it."""
    event = access.to_edit(session, event_id, actor=actor, version=version)
    series = stored.series_of(event)
    event.timezone = when.timezone
    _rewrite(event, recurrence.moved(series, when.timing()), series)
    if access.noted(event):
        access.record(session, "event.moved", event, actor=actor)
    return event


def repeat(
    session: Session,
    event_id: int,
    rule: Rule | None,
    excluded: frozenset[date] = frozenset(),
    *,
    actor: User,
    version: int | None = None,
) -> Event:
    """Say how often an event comes again and which days are left out; no rule: once.

    Occurrences that were changed stay changed as long as the new rule has their day.
    """
    event = access.to_edit(session, event_id, actor=actor, version=version)
    was = stored.series_of(event)
    series = repeating(was, rule, excluded)
    rules = [was.rule and was.rule.text(), series.rule and series.rule.text()]
    _rewrite(event, series)
    if rules[0] != rules[1] or was.excluded != series.excluded:
        access.touch(event, actor)
        changes: dict[str, list[object]] = {"recurrence": [*rules]} if rules[0] != rules[1] else {}
        access.record(session, "event.revised", event, actor=actor, changes=changes)
    return event


def repeating(was: Series, rule: Rule | None, excluded: frozenset[date]) -> Series:
    """A series under another rule. Refused beside the control of the builder that is at fault."""
    if rule is None:
        return Series(was.timing)
    start = was.timing.on
    if rule.frequency is Frequency.WEEKLY and Weekday.of(start) not in rule.weekdays:
        raise Refusal(START_DAY_MISSING, field="weekdays")
    recurrence.check(Series(was.timing, rule))
    for day in sorted(excluded):
        if not rule.has(start, day):
            raise Refusal(NOT_OF_THE_SERIES, field="excluded", day=day.isoformat())
    overrides = {
        day: override
        for day, override in was.overrides.items()
        if day not in excluded and rule.has(start, day)
    }
    series = Series(was.timing, rule, excluded, overrides)
    recurrence.check(series)
    return series


def change(
    session: Session, event_id: int, on: date, data: Change, *, actor: User, version: int | None = None
) -> Event:
    """Change one occurrence, or from it on, or all. Only what differs from how it was counts as changed.

    Answers with the event that holds the occurrence afterwards: for *this and following*, the new one.
    """
    event = access.to_edit(session, event_id, actor=actor, version=version)
    series = stored.series_of(event)
    was = _timing_of(series, on)
    wanted = data.when.timing()
    timing = None if wanted == was else wanted
    before = words_of(event, on)
    said = {
        key: text.clean(getattr(data.words, key) or "", multiline=key.startswith("public_text")) or None
        for key in WORDS
    }
    words = {key: value for key, value in said.items() if value != getattr(before, key)}
    if timing is None and not words:
        return event
    edit = _Edit(event, series, on, timing, words)
    match data.scope:
        case Scope.THIS:
            _change_one(session, edit, actor=actor)
            return event
        case Scope.FOLLOWING:
            return _change_following(session, edit, actor=actor)
        case Scope.ALL:
            _settle(event, series, edit)
            access.touch(event, actor)
            verb = "event.revised" if timing is None else "event.moved"
            access.record(session, verb, event, actor=actor)
            return event


def cancel(
    session: Session,
    event_id: int,
    on: date,
    scope: Scope,
    *,
    actor: User,
    reason: str | None = None,
    version: int | None = None,
) -> Event:
    """Call off one occurrence, or it and all that follow; those who hold a feed are told so.

    What follows becomes an event of its own that is cancelled, so that it is announced and can be restored.
    """
    event = access.to_edit(session, event_id, actor=actor, version=version)
    series = stored.series_of(event)
    _timing_of(series, on)
    reason = text.clean(reason or "", multiline=True) or None
    if scope is not Scope.THIS:
        later = event if scope is Scope.ALL else _part(session, event, series, on)[0]
        later.status, later.status_reason = EventStatus.CANCELLED, reason
        if scope is Scope.FOLLOWING:
            _tell_of_split(session, event, later, on, actor=actor)
        access.record(session, "event.cancelled", later, actor=actor, note=reason)
        return later
    override = _override(event, on) or _new_override(event, on)
    if override.status == EventStatus.CANCELLED:
        raise Refusal(CANCELLED_ALREADY)
    override.status, override.status_reason = EventStatus.CANCELLED, reason
    access.touch(event, actor)
    access.record(session, "event.occurrence_cancelled", event, actor=actor, changes={}, note=reason, on=on)
    return event


def restore(session: Session, event_id: int, on: date, *, actor: User, version: int | None = None) -> Event:
    """Take the cancelling of one occurrence back."""
    event = access.to_edit(session, event_id, actor=actor, version=version)
    override = _override(event, on)
    if override is None or override.status != EventStatus.CANCELLED:
        raise Refusal(NOT_CANCELLED)
    override.status = override.status_reason = None
    _drop_if_empty(event, override)
    access.touch(event, actor)
    access.record(session, "event.occurrence_restored", event, actor=actor, changes={}, on=on)
    return event


def leave_out(session: Session, event_id: int, on: date, *, actor: User, version: int | None = None) -> Event:
    """Strike one day from the series without announcing it, as if it had never been planned."""
    event = access.to_edit(session, event_id, actor=actor, version=version)
    series = stored.series_of(event)
    _rewrite(event, recurrence.excluding(series, on))
    access.touch(event, actor)
    access.record(session, "event.date_left_out", event, actor=actor, changes={}, on=on)
    return event


def take_in(session: Session, event_id: int, on: date, *, actor: User, version: int | None = None) -> Event:
    """Take a day that was left out back into the series."""
    event = access.to_edit(session, event_id, actor=actor, version=version)
    series = stored.series_of(event)
    if on not in series.excluded:
        raise Refusal(NOT_LEFT_OUT)
    _rewrite(event, replace(series, excluded=series.excluded - {on}))
    access.touch(event, actor)
    access.record(session, "event.date_taken_in", event, actor=actor, changes={}, on=on)
    return event


@dataclass(frozen=True)
class _Edit:
    """What is to change about an occurrence: its time (None: it stays) and those words that differ."""

    event: Event
    series: Series
    on: date
    timing: Timing | None
    words: Mapping[str, str | None]


def _change_one(session: Session, edit: _Edit, *, actor: User) -> None:
    event, on = edit.event, edit.on
    before = words_of(event, on)
    own = edit.series.overrides.get(on) or recurrence.Override()
    if edit.timing is not None:
        timing = in_zone(edit.timing, event.timezone)
        own = replace(own, timing=None if timing == edit.series.timing.moved_to(on) else timing)
    _rewrite(event, recurrence.overriding(edit.series, on, own))
    override = _override(event, on) or _new_override(event, on)
    for key, value in edit.words.items():
        setattr(override, key, None if value == getattr(event, key) else value)
    _drop_if_empty(event, override)
    access.touch(event, actor)
    verb = "event.occurrence_revised" if edit.timing is None else "event.occurrence_moved"
    changes: dict[str, list[object]] = {key: [getattr(before, key), new] for key, new in edit.words.items()}
    access.record(session, verb, event, actor=actor, changes=changes, on=on)


def _change_following(session: Session, edit: _Edit, *, actor: User) -> Event:
    later, tail = _part(session, edit.event, edit.series, edit.on)
    _settle(later, tail, edit)
    _tell_of_split(session, edit.event, later, edit.on, actor=actor)
    return later


def _tell_of_split(session: Session, event: Event, later: Event, on: date, *, actor: User) -> None:
    access.touch(event, actor)
    changes = access.noted(event)
    if later is not event:
        access.record(session, "event.planned", later, actor=actor)
    access.record(session, "event.split", event, actor=actor, changes=changes, on=on)


def _settle(event: Event, series: Series, edit: _Edit) -> None:
    """Give a whole series the time and the words of one of its occurrences, which then has none of its own."""
    override = _override(event, edit.on)
    for key, value in edit.words.items():
        setattr(event, key, value)
        if override is not None:
            setattr(override, key, None)
    if not (event.title_th or event.title_en):
        raise Refusal(NO_TITLE, field="title")
    if edit.timing is None:
        return
    own = series.overrides.get(edit.on)
    if own is not None and own.timing is not None:
        series = replace(series, overrides={**series.overrides, edit.on: replace(own, timing=None)})
    first_on = series.timing.on + (edit.timing.on - edit.on)
    event.timezone = getattr(edit.timing, "zone", event.timezone)
    _rewrite(event, recurrence.moved(series, edit.timing.moved_to(first_on)), series)


def _part(session: Session, event: Event, series: Series, on: date) -> tuple[Event, Series]:
    """End the series before a day and carry it on in an event of its own, with all that belongs to it.

    Where nothing would be left before the day, the event itself is carried on.
    """
    head, tail = recurrence.split(series, on)
    if head is None:
        _rewrite(event, tail)
        return event, tail
    later = copying.continuing(event, since=on)
    _rewrite(event, head)
    _rewrite(later, tail)
    session.add(later)
    return later, tail


def _rewrite(event: Event, series: Series, was: Series | None = None) -> None:
    recurrence.check(series)
    stored.write_series(event, series, was)


def _timing_of(series: Series, on: date) -> Timing:
    if series.rule is None or not series.has(on):
        raise Refusal(NOT_AN_OCCURRENCE)
    return series.timing_of(on)


def _override(event: Event, on: date) -> Override | None:
    return next((row for row in event.overrides if row.on == on), None)


def _new_override(event: Event, on: date) -> Override:
    override = Override(on=on)
    event.overrides.append(override)
    return override


def _drop_if_empty(event: Event, override: Override) -> None:
    """An override that says nothing is none."""
    has_time = override.starts_at is not None or override.all_day_start is not None
    if not has_time and not any(stored.content_of(override).values()):
        event.overrides.remove(override)
