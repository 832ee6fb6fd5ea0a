"""Putting occasions into the calendar: planned, filled in, repeated, confirmed, moved, called off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from planner import dates
from planner.cli.example.days import Days
from planner.cli.example.shapes import NOTHING, Again, Changed, Occasion, Plan, RunStep
from planner.cli.example.told_plans import link_data
from planner.cli.example.venues import VENUES
from planner.cli.example.world import Deed, World
from planner.events import actions, attachments, checklist, links, queries, run_sheet, series, stored
from planner.events.actions import About, Afterwards, NewEvent, Place, Preparation, Sharing, Step
from planner.events.checklist import Line
from planner.events.recurrence_rule import Frequency, Rule, Weekday, ordinal_of
from planner.events.run_sheet import Item
from planner.events.series import Change, Scope
from planner.events.when import When
from planner.events.words import EventStatus, ItemState
from planner.holidays import thailand

# how long before an occasion it is put down, confirmed, and its day told step by step
_PLANNED, _CONFIRMED, _RUN_SHEET, _CHANGED, _CALLED_OFF = 42, 30, 12, 6, 4
# a stretch of days in which holidays are left out of an endless series
_AHEAD = 400
_EMBARGO_ENDS = time(6)
_ANSWERS_BY = time(17)


@dataclass
class _Told:
    """One occasion on its way: the event that holds it, which a change of all that follow makes another one."""

    plan: Plan
    occasion: Occasion
    event_id: int = 0
    steps: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def by(self) -> str:
        return self.occasion.by or self.plan.owner


def deeds(plan: Plan, met: Mapping[str, int]) -> Iterator[Deed]:
    """Everything ever done about a campaign's occasions."""
    for nth, occasion in enumerate(plan.occasions):
        # not all on one day
        planned = max(plan.begun + 2, min(occasion.on.offset - _PLANNED - nth % 5, -1 - nth % 4))
        yield from _of_one(_Told(plan, occasion), planned, met)


def _of_one(told: _Told, planned: int, met: Mapping[str, int]) -> Iterator[Deed]:
    occasion, start = told.occasion, told.occasion.on.offset

    def not_before(day: int) -> int:
        return min(max(planned, day), -1)

    yield Deed(planned, partial(_plan, told))
    invited: dict[int, list[str]] = {}
    for who in occasion.attached:
        invited.setdefault(not_before(max(planned + 1, met[who] + 1)), []).append(who)
    for day, them in invited.items():
        yield Deed(day, partial(_attach, told, them))
    if occasion.status != EventStatus.TENTATIVE:
        yield Deed(not_before(start - _CONFIRMED), partial(_step, told, Step.CONFIRM, None))
    yield from _of_its_day(told, not_before)
    for changed in occasion.changed:
        yield Deed(not_before(changed.after - _CHANGED), partial(_change, told, changed))
    if occasion.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}:
        step = Step.CANCEL if occasion.status == EventStatus.CANCELLED else Step.POSTPONE
        yield Deed(not_before(start - _CALLED_OFF), partial(_step, told, step, occasion.reason))


def _of_its_day(told: _Told, not_before: Callable[[int], int]) -> Iterator[Deed]:
    """Its run sheet and its checklist, and whom they met there."""
    occasion, start = told.occasion, told.occasion.on.offset
    if occasion.run_sheet:
        yield Deed(not_before(start - _RUN_SHEET), partial(_write_run_sheet, told))
        for nth, item in enumerate(occasion.run_sheet):
            if item.state != ItemState.PLANNED:
                done = start if item.state == ItemState.DONE else start - _CHANGED
                yield Deed(not_before(done), partial(_tick, told, nth))
    if occasion.checklist:
        yield Deed(not_before(start - _RUN_SHEET), partial(_write_checklist, told))
        for nth, line in enumerate(occasion.checklist):
            if line.is_done:
                yield Deed(not_before(start - (line.before or 0)), partial(_tick_off, told, nth))
    if occasion.met is not None:
        # its weekday may lie some days after its day
        yield Deed(not_before(start + 7), partial(_count, told))


def _plan(told: _Told, world: World) -> None:
    occasion = told.occasion
    actor = world.people[told.by]
    data = NewEvent(
        campaign_id=world.campaigns[told.plan.key],
        when=_when(occasion, world.days),
        visibility=occasion.visibility,
        title_th=occasion.title.th,
        title_en=occasion.title.en,
        type=occasion.type,
    )
    told.event_id = actions.plan(world.session, data, actor=actor).id
    if occasion.again is not None:
        rule, excluded = _rule(occasion.again, data.when.start_on, world.days)
        series.repeat(world.session, told.event_id, rule, excluded, actor=actor)
    _fill_in(told, world)
    _link(told, world)


def _when(occasion: Occasion, days: Days) -> When:
    start = days.of(occasion.on)
    if occasion.at is None:
        end = start + timedelta(days=occasion.days - 1)
        return When(start_on=start, end_on=end, timezone=occasion.zone, is_all_day=True)
    begins, ends = _times(occasion.at)
    return When(start_on=start, start_time=begins, end_time=ends, timezone=occasion.zone)


def _times(at: str) -> tuple[time, time]:
    begins, ends = (time.fromisoformat(part) for part in at.split("-"))
    return begins, ends


def _rule(again: Again, start: date, days: Days) -> tuple[Rule, frozenset[date]]:
    until = None if again.until is None else days.plain(again.until)
    parts: dict[str, object] = {}
    if again.frequency is Frequency.WEEKLY:
        parts["weekdays"] = (Weekday.of(start), *again.weekdays)
    elif again.is_by_date:
        parts["month_day"] = start.day
    elif again.frequency is not Frequency.DAILY:
        ordinal = ordinal_of(start, prefer_last=again.is_last)
        parts |= {"ordinal": ordinal, "weekdays": (Weekday.of(start),)}
    if again.frequency is Frequency.YEARLY:
        parts["month"] = start.month
    rule = Rule(frequency=again.frequency, interval=again.interval, count=again.count, until=until, **parts)  # type: ignore[arg-type] # each part by its own name
    if not again.skips_holidays:
        return rule, frozenset()
    off = (day.on for day in thailand.between(start + timedelta(days=1), start + timedelta(days=_AHEAD)))
    return rule, frozenset(day for day in off if rule.has(start, day))


def _fill_in(told: _Told, world: World) -> None:
    occasion, session, actor = told.occasion, world.session, world.people[told.by]
    title, text = occasion.title, occasion.text
    if text != NOTHING or occasion.contact:
        about = About(
            title_th=title.th,
            title_en=title.en,
            type=occasion.type,
            public_text_th=text.th,
            public_text_en=text.en,
            public_contact=occasion.contact,
        )
        actions.revise(session, told.event_id, about, actor=actor)
    if occasion.venue or occasion.online:
        venue = VENUES[occasion.venue] if occasion.venue else None
        place = Place(
            venue_th=venue.th if venue else None,
            venue_en=venue.en if venue else None,
            address=venue.address if venue else None,
            online_url=occasion.online,
        )
        actions.revise(session, told.event_id, place, actor=actor)
    actions.revise(session, told.event_id, _preparation(told, world), actor=actor)
    if occasion.embargo is not None:
        ends_at = _instant(world.days.plain(occasion.embargo), _EMBARGO_ENDS)
        actions.revise(
            session,
            told.event_id,
            Sharing(visibility=occasion.visibility, embargo_until=ends_at),
            actor=actor,
        )


def _preparation(told: _Told, world: World) -> Preparation:
    occasion = told.occasion
    before = occasion.rsvp_days_before
    answers_on = None if before is None else world.days.of(occasion.on) - timedelta(days=before)
    return Preparation(
        owner_id=world.people[told.by].id,
        strategy=occasion.strategy,
        channel=occasion.channel,
        capacity=occasion.capacity,
        rsvp_due_at=None if answers_on is None else _instant(answers_on, _ANSWERS_BY),
        is_media_invited=occasion.is_media_invited,
        photo_notice=occasion.photo_notice,
        access_needs=occasion.access_needs,
        internal_note=occasion.note,
    )


def _instant(on: date, at: time) -> datetime:
    return dates.local_to_instant(on, at, dates.zone(dates.HOME_ZONE))


def _attach(told: _Told, them: list[str], world: World) -> None:
    actor = world.people[told.by]
    for who in them:
        role = told.occasion.attached[who]
        attachments.attach(world.session, told.event_id, world.stakeholders[who], role, actor=actor)


def _link(told: _Told, world: World) -> None:
    actor = world.people[told.by]
    for linked in told.occasion.links:
        event = links.to_edit(world.session, event_id=told.event_id, actor=actor)
        links.add(world.session, event, link_data(linked), actor=actor)


def _step(told: _Told, step: Step, reason: str | None, world: World) -> None:
    actions.step(world.session, told.event_id, step, actor=world.people[told.by], reason=reason)


def _write_run_sheet(told: _Told, world: World) -> None:
    ids: list[int] = []
    for step in told.occasion.run_sheet:
        item = _item(step, ids, ItemState.PLANNED)
        # each as if on its own page: what waits for an earlier step must find it there
        made = run_sheet.add(world.session, told.event_id, item, actor=world.people[told.by])
        ids.append(made.id)
        world.session.expunge_all()
    told.steps = tuple(ids)


def _tick(told: _Told, nth: int, world: World) -> None:
    step = told.occasion.run_sheet[nth]
    item = _item(step, told.steps, step.state)
    run_sheet.revise(world.session, told.event_id, told.steps[nth], item, actor=world.people[told.by])


def _write_checklist(told: _Told, world: World) -> None:
    lines = [
        Line(title=one.title, responsible=one.who, days_before=one.before) for one in told.occasion.checklist
    ]
    made = checklist.add(world.session, told.event_id, lines, actor=world.people[told.by])
    world.session.flush()
    told.lines = tuple(one.id for one in made)


def _tick_off(told: _Told, nth: int, world: World) -> None:
    checklist.tick(world.session, told.event_id, told.lines[nth], actor=world.people[told.by])


def _count(told: _Told, world: World) -> None:
    new, known = told.occasion.met or (None, None)
    counted = Afterwards(met_new_count=new, met_known_count=known)
    actions.revise(world.session, told.event_id, counted, actor=world.people[told.by])


def _item(step: RunStep, ids: list[int] | tuple[int, ...], state: ItemState) -> Item:
    return Item(
        starts_at=time.fromisoformat(step.at),
        duration_minutes=step.minutes,
        title=step.title,
        what_happens=step.what,
        responsible=step.who,
        location=step.where,
        cue=step.cue,
        depends_on_id=ids[step.waits_for - 1] if step.waits_for else None,
        contingency=step.otherwise,
        state=state,
        programme_th=step.guests.th if step.guests else None,
        programme_en=step.guests.en if step.guests else None,
        speaker=step.speaker,
    )


def _change(told: _Told, changed: Changed, world: World) -> None:
    session, actor = world.session, world.people[told.by]
    event = queries.shown(session, told.event_id, actor=actor)
    whole = stored.series_of(event)
    if whole.rule is None:
        return
    on = next(
        day
        for day in whole.rule.dates(whole.timing.on, world.days.plain(changed.after))
        if day not in whole.excluded and day not in whole.overrides
    )
    if changed.is_cancelled:
        series.cancel(session, event.id, on, Scope.THIS, actor=actor, reason=changed.reason)
        return
    was = When.of(whole.timing_of(on), event.timezone)
    shift = timedelta(days=changed.days)
    begins, ends = _times(changed.at) if changed.at else (was.start_time, was.end_time)
    when = replace(
        was, start_on=was.start_on + shift, end_on=was.last_on + shift, start_time=begins, end_time=ends
    )
    words = series.words_of(event, on)
    if changed.title.th or changed.title.en:
        words = replace(words, title_th=changed.title.th, title_en=changed.title.en)
    if changed.venue:
        words = replace(words, venue_th=VENUES[changed.venue].th, venue_en=VENUES[changed.venue].en)
    scope = Scope.FOLLOWING if changed.is_from_then_on else Scope.THIS
    data = Change(when=when, words=words, scope=scope)
    told.event_id = series.change(session, event.id, on, data, actor=actor).id
