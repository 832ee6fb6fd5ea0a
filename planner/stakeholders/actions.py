"""What people do with stakeholders. Planners of any team may: stakeholders belong to the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock, text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.errors import Refusal, expect_version
from planner.i18n import Language, mark, translate
from planner.stakeholders import consents, sections
from planner.stakeholders.models import Affiliation, Consent, Stakeholder
from planner.stakeholders.sections import Assessment, Background, Identity, NewStakeholder, Reach
from planner.stakeholders.words import (
    CONSENT_PURPOSE_NAMES,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    StakeholderKind,
    StakeholderStatus,
)

ERASED = mark("What was known about this stakeholder was erased; nothing can be written here any more.")

MERGED = mark("This stakeholder was merged into another one. Open that one and write there.")


@dataclass(frozen=True)
class Place:
    """What a person is in an organisation or a public, and from when to when (both days included)."""

    position_th: str | None = None
    position_en: str | None = None
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class NewAffiliation:
    """A person, where they belong, and what they are there."""

    person: Stakeholder
    organisation: Stakeholder
    place: Place = Place()


@dataclass(frozen=True)
class Said:
    """What a stakeholder said about one purpose: when, how, in which language, to which version of our text."""

    purpose: ConsentPurpose
    state: ConsentState
    method: ConsentMethod
    text_version: str
    said_at: datetime
    language: Language = Language.TH


def add(session: Session, data: NewStakeholder, *, actor: User) -> Stakeholder:
    """Take somebody up."""
    permissions.demand(actor, "stakeholder:edit")
    made = Stakeholder(**sections.columns_of_new(data))
    session.add(made)
    log.record(session, verb="stakeholder.added", subject=made, actor=actor)
    return made


def revise(
    session: Session,
    stakeholder: Stakeholder,
    data: Identity | Reach | Background,
    *,
    actor: User,
    version: int | None = None,
) -> None:
    """Say anew who they are, how they are reached, or what else the office remembers."""
    expect_open(stakeholder, actor, version)
    _write(session, stakeholder, sections.columns_of(stakeholder.kind, data), actor=actor)


def assess(
    session: Session, stakeholder: Stakeholder, data: Assessment, *, actor: User, version: int | None = None
) -> None:
    """Judge where they stand, in whole or in part."""
    expect_open(stakeholder, actor, version)
    changed = sections.columns_of(stakeholder.kind, data)
    _write(session, stakeholder, changed, actor=actor, verb="stakeholder.assessed")


def bar_contact(
    session: Session, stakeholder: Stakeholder, reason: str, *, actor: User, version: int | None = None
) -> None:
    """Nobody may send them anything any more; the reason stands on their page."""
    expect_open(stakeholder, actor, version)
    why = _reason(reason, mark("Say why they must not be contacted, so that nobody has to ask them again."))
    changed = {"do_not_contact": True, "do_not_contact_reason": why}
    _write(session, stakeholder, changed, actor=actor, verb="stakeholder.contact_barred", note=why)


def allow_contact(
    session: Session, stakeholder: Stakeholder, reason: str, *, actor: User, version: int | None = None
) -> None:
    """They may be contacted again; why stands in the history."""
    expect_open(stakeholder, actor, version)
    if not stakeholder.do_not_contact:
        return
    why = _reason(
        reason, mark("Say why they may be contacted again, for example what they told you and when.")
    )
    changed = {"do_not_contact": False, "do_not_contact_reason": None}
    _write(session, stakeholder, changed, actor=actor, verb="stakeholder.contact_allowed", note=why)


def retire(session: Session, stakeholder: Stakeholder, *, actor: User, version: int | None = None) -> None:
    """Set aside: kept with its history, no longer offered."""
    expect_open(stakeholder, actor, version)
    changed = {"status": StakeholderStatus.INACTIVE}
    _write(session, stakeholder, changed, actor=actor, verb="stakeholder.retired")


def bring_back(
    session: Session, stakeholder: Stakeholder, *, actor: User, version: int | None = None
) -> None:
    """Take up again."""
    expect_open(stakeholder, actor, version)
    changed = {"status": StakeholderStatus.ACTIVE}
    _write(session, stakeholder, changed, actor=actor, verb="stakeholder.returned")


def affiliate(session: Session, data: NewAffiliation, *, actor: User) -> Affiliation:
    """Note that a person belongs to an organisation or a public, which both pages then show."""
    for one in (data.person, data.organisation):
        expect_open(one, actor)
    if data.person.kind != StakeholderKind.PERSON or data.organisation.kind == StakeholderKind.PERSON:
        raise Refusal(mark("A person belongs to an organisation or a public, not the other way round."))
    place = _place(data.place)
    same = select(Affiliation.id).where(
        Affiliation.person_id == data.person.id,
        Affiliation.organisation_id == data.organisation.id,
        Affiliation.ended_on.is_(None),
    )
    if data.place.ended_on is None and session.scalars(same).first() is not None:
        raise Refusal(
            mark("They already belong there. Change what is noted, or end it first."), field="other"
        )
    made = Affiliation(person_id=data.person.id, organisation_id=data.organisation.id, **place)
    session.add(made)
    _log_affiliation(session, made, (data.person, data.organisation), "affiliation.added", actor)
    return made


def revise_affiliation(
    session: Session, affiliation: Affiliation, data: Place, *, actor: User, version: int | None = None
) -> None:
    """Change what they are there, since when and until when; needs both ends loaded."""
    ends = (affiliation.person, affiliation.organisation)
    for one in ends:
        expect_open(one, actor)
    expect_version(affiliation.version, version)
    for key, value in _place(data).items():
        setattr(affiliation, key, value)
    if log.differences(affiliation):
        _log_affiliation(session, affiliation, ends, "affiliation.revised", actor)


def remove_affiliation(
    session: Session, affiliation: Affiliation, *, actor: User, version: int | None = None
) -> None:
    """Take back an affiliation noted by mistake; one that is over is ended, not removed. Needs both ends loaded."""
    ends = (affiliation.person, affiliation.organisation)
    for one in ends:
        expect_open(one, actor)
    expect_version(affiliation.version, version)
    _log_affiliation(session, affiliation, ends, "affiliation.removed", actor)
    session.delete(affiliation)
    session.flush()


def record_consent(session: Session, stakeholder: Stakeholder, data: Said, *, actor: User) -> Consent:
    """Write down what they said about one purpose. Earlier words stay; the newest holds."""
    expect_open(stakeholder, actor)
    if data.state not in consents.SAID:
        raise Refusal(mark("Choose what they said."), field="state")
    if data.said_at > clock.now():
        raise Refusal(mark("This moment has not come yet."), field="said_on")
    text_version = text.clean(data.text_version)
    if not text_version:
        raise Refusal(mark("Name the version of the text they were shown or told."), field="text_version")
    made = Consent(
        stakeholder_id=stakeholder.id,
        purpose=data.purpose,
        state=data.state,
        text_version=text_version,
        language=data.language,
        method=data.method,
        said_at=data.said_at,
    )
    session.add(made)
    written: dict[str, list[Any]] = {
        "purpose": [None, data.purpose],
        "state": [None, data.state],
        "method": [None, data.method],
    }
    purpose = CONSENT_PURPOSE_NAMES[data.purpose]
    log.record(
        session,
        verb="consent.recorded",
        subject=made,
        actor=actor,
        about=[stakeholder],
        changes=written,
        name_th=translate(Language.TH, purpose),
        name_en=translate(Language.EN, purpose),
    )
    return made


def expect_open(stakeholder: Stakeholder, actor: User, version: int | None = None) -> None:
    """Raise unless the actor may write about this stakeholder as they last saw it."""
    permissions.demand(actor, "stakeholder:edit", stakeholder)
    if stakeholder.status == StakeholderStatus.ERASED:
        raise Refusal(ERASED)
    if stakeholder.status == StakeholderStatus.MERGED:
        raise Refusal(MERGED)
    expect_version(stakeholder.version, version)


def _write(
    session: Session,
    stakeholder: Stakeholder,
    changed: dict[str, Any],
    *,
    actor: User,
    verb: str = "stakeholder.revised",
    note: str | None = None,
) -> None:
    """Set what differs, and log it; saving what already stands says nothing."""
    for key, value in changed.items():
        if getattr(stakeholder, key) != value:
            setattr(stakeholder, key, value)
    if log.differences(stakeholder):
        log.record(session, verb=verb, subject=stakeholder, actor=actor, note=note)


def _place(data: Place) -> dict[str, Any]:
    if data.started_on and data.ended_on and data.ended_on < data.started_on:
        raise Refusal(mark("The end lies before the beginning."), field="ended_on")
    return {
        "position_th": text.clean(data.position_th or "") or None,
        "position_en": text.clean(data.position_en or "") or None,
        "started_on": data.started_on,
        "ended_on": data.ended_on,
    }


def _log_affiliation(
    session: Session, affiliation: Affiliation, ends: tuple[Stakeholder, Stakeholder], verb: str, actor: User
) -> None:
    person, organisation = ends
    log.record(
        session,
        verb=verb,
        subject=affiliation,
        actor=actor,
        about=ends,
        name_th=_joined(person.name_th or person.name_en, organisation.name_th or organisation.name_en),
        name_en=_joined(person.name_en or person.name_th, organisation.name_en or organisation.name_th),
    )


def _joined(*names: str | None) -> str:
    return " – ".join(name for name in names if name)


def _reason(typed: str, asked: str) -> str:
    reason = text.clean(typed, multiline=True)
    if not reason:
        raise Refusal(asked, field="reason")
    return reason
