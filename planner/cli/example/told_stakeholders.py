"""Taking stakeholders up, as the office would: the short form first, the rest bit by bit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from planner import clock
from planner.cli.example.shapes import NOTHING, Belongs, Consented, Known
from planner.cli.example.stakeholders.telling import CONSENT_TEXT
from planner.cli.example.world import Deed, World
from planner.stakeholders import actions
from planner.stakeholders.actions import NewAffiliation, Place, Said
from planner.stakeholders.sections import Background, Identity, NewStakeholder


def deeds(known: Known, met: Mapping[str, int]) -> Iterator[Deed]:
    """Everything ever done about one stakeholder; `met` says since when each is known."""
    yield Deed(known.met, partial(_add, known))
    yield Deed(known.met + 1, partial(_fill_in, known))
    if known.assessment is not None:
        yield Deed(known.met + 6, partial(_assess, known))
    for place in known.belongs:
        yield Deed(max(known.met, met[place.to]) + 1, partial(_belong, known, place))
    for said in known.consents:
        yield Deed(max(said.on, known.met + 1), partial(_consent, known, said))
    if known.barred is not None:
        yield Deed(known.met + 36, partial(_bar, known, known.barred))


def _add(known: Known, world: World) -> None:
    ways = known.reach
    data = NewStakeholder(
        kind=known.kind,
        category=known.category,
        interest_or_concern=known.concern,
        given_th=known.given.th,
        family_th=known.family.th,
        given_latin=known.given.en,
        family_latin=known.family.en,
        name_th=known.name.th,
        name_en=known.name.en,
        email=next(iter(ways.emails), None),
        phone=next(iter(ways.phones), None),
        line_id=ways.line_id,
    )
    made = actions.add(world.session, data, actor=world.people[known.by])
    world.stakeholders[known.key] = made.id


def _fill_in(known: Known, world: World) -> None:
    actor, one = world.people[known.by], world.stakeholder(known.key)
    if known.title or known.address_as or known.nickname != NOTHING:
        actions.revise(world.session, one, _identity(known), actor=actor)
    actions.revise(world.session, one, known.reach, actor=actor)
    background = Background(
        owner_id=actor.id,
        origin_channel=known.origin,
        is_self_selected=known.is_self_selected,
        internal_notes=known.notes,
    )
    actions.revise(world.session, one, background, actor=actor)


def _identity(known: Known) -> Identity:
    return Identity(
        category=known.category,
        interest_or_concern=known.concern,
        title=known.title,
        given_th=known.given.th,
        family_th=known.family.th,
        given_latin=known.given.en,
        family_latin=known.family.en,
        nickname_th=known.nickname.th,
        nickname_latin=known.nickname.en,
        address_as=known.address_as,
        name_th=known.name.th,
        name_en=known.name.en,
    )


def _assess(known: Known, world: World) -> None:
    if known.assessment is None:
        return
    one, actor = world.stakeholder(known.key), world.people[known.by]
    # who is near enough to be judged is judged in two goes: where they stand, then how far they are to take part
    first = replace(known.assessment, engagement_current=None, engagement_desired=None)
    actions.assess(world.session, one, first, actor=actor)
    actions.assess(world.session, one, known.assessment, actor=actor)


def _belong(known: Known, place: Belongs, world: World) -> None:
    days = world.days
    data = NewAffiliation(
        world.stakeholder(known.key),
        world.stakeholder(place.to),
        Place(
            position_th=place.position.th,
            position_en=place.position.en,
            started_on=None if place.since is None else days.plain(place.since),
            ended_on=None if place.until is None else days.plain(place.until),
        ),
    )
    actions.affiliate(world.session, data, actor=world.people[known.by])


def _consent(known: Known, said: Consented, world: World) -> None:
    data = Said(
        purpose=said.purpose,
        state=said.state,
        method=said.method,
        text_version=CONSENT_TEXT,
        said_at=clock.now(),
        language=known.reach.language,
    )
    actions.record_consent(world.session, world.stakeholder(known.key), data, actor=world.people[known.by])


def _bar(known: Known, reason: str, world: World) -> None:
    actions.bar_contact(world.session, world.stakeholder(known.key), reason, actor=world.people[known.by])
