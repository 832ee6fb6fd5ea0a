"""The parts of a stakeholder's record as people fill them in, and the columns each becomes once it is in order.

Nothing here touches the database: what is wrong is refused with the name of the control it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

from planner import dates, text
from planner.dates import Era
from planner.errors import Refusal, Unreadable
from planner.i18n import Language, mark
from planner.stakeholders import assessment, reach
from planner.stakeholders.words import Attitude, Category, Channel, Engagement, StakeholderKind

MOST_ADDRESSES = 10


@dataclass(frozen=True)
class NewStakeholder:
    """The first form: who they are to us, one way to reach them, and what they care about."""

    kind: StakeholderKind
    category: Category
    interest_or_concern: str
    given_th: str | None = None
    family_th: str | None = None
    given_latin: str | None = None
    family_latin: str | None = None
    name_th: str | None = None
    name_en: str | None = None
    email: str | None = None
    phone: str | None = None
    line_id: str | None = None


@dataclass(frozen=True)
class Identity:
    """Who they are. A person has given and family names; an organisation or a public has `name_th`, `name_en`."""

    category: Category
    interest_or_concern: str
    title: str | None = None
    given_th: str | None = None
    family_th: str | None = None
    given_latin: str | None = None
    family_latin: str | None = None
    nickname_th: str | None = None
    nickname_latin: str | None = None
    address_as: str | None = None
    name_th: str | None = None
    name_en: str | None = None


@dataclass(frozen=True)
class Reach:
    """How they are reached, and in which language, era and zone they are written to."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    line_id: str | None = None
    preferred_channel: Channel | None = None
    language: Language = Language.TH
    date_era: Era = Era.BE
    timezone: str = dates.HOME_ZONE


@dataclass(frozen=True)
class Background:
    """What else the office wants to remember; never leaves it."""

    owner_id: int | None = None
    origin_channel: str | None = None
    is_self_selected: bool = False
    external_ref: str | None = None
    internal_notes: str | None = None


@dataclass(frozen=True)
class Assessment:
    """Where they stand. Power and interest from 1 to 5; None is "not assessed"."""

    power: int | None = None
    interest: int | None = None
    has_legitimacy: bool | None = None
    has_urgency: bool | None = None
    attitude: Attitude | None = None
    engagement_current: Engagement | None = None
    engagement_desired: Engagement | None = None


Section = Identity | Reach | Background | Assessment
Columns = dict[str, Any]


def columns_of_new(data: NewStakeholder) -> Columns:
    """What the first form writes."""
    return {
        "kind": data.kind,
        "category": data.category,
        "interest_or_concern": _concern(data.interest_or_concern),
        **_ways(data, data.kind),
        **_names(data.kind, data),
    }


def columns_of(kind: StakeholderKind, data: Section) -> Columns:
    """What a section writes to a stakeholder of this kind."""
    match data:
        case Identity():
            return _identity(kind, data)
        case Reach():
            return _reach(kind, data)
        case Background():
            return _background(data)
        case Assessment():
            return _assessment(data)


def _assessment(data: Assessment) -> Columns:
    for field in ("power", "interest"):
        given = getattr(data, field)
        if given is not None and not assessment.LOWEST <= given <= assessment.HIGHEST:
            raise Refusal(mark("Choose a mark from 1 to 5, or leave it open."), field=field)
    return {one.name: getattr(data, one.name) for one in fields(data)}


def _names(kind: StakeholderKind, data: NewStakeholder | Identity) -> dict[str, str | None]:
    """The columns of the kind's name; a name in one script suffices, and a person needs a given name."""
    if kind == StakeholderKind.PERSON:
        keys = ("given_th", "family_th", "given_latin", "family_latin")
        named = {key: text.clean(getattr(data, key) or "") or None for key in keys}
        if not (named["given_th"] or named["given_latin"]):
            raise Refusal(mark("Give their given name, in Thai or in Latin script."), field="given_th")
        return named
    bodies = {
        "organisation_name_th": text.clean(data.name_th or "") or None,
        "organisation_name_en": text.clean(data.name_en or "") or None,
    }
    if not any(bodies.values()):
        raise Refusal(mark("Give the name, in Thai or in English."), field="name_th")
    return bodies


def _identity(kind: StakeholderKind, data: Identity) -> Columns:
    changed: Columns = {
        **_names(kind, data),
        "category": data.category,
        "interest_or_concern": _concern(data.interest_or_concern),
        "title": text.clean(data.title or "") or None,
        "address_as": text.clean(data.address_as or "") or None,
    }
    if kind == StakeholderKind.PERSON:
        changed["nickname_th"] = text.clean(data.nickname_th or "") or None
        changed["nickname_latin"] = text.clean(data.nickname_latin or "") or None
    return changed


def _reach(kind: StakeholderKind, data: Reach) -> Columns:
    return {
        **_ways(data, kind),
        "preferred_channel": data.preferred_channel,
        "language": data.language,
        "date_era": data.date_era,
        "timezone": _zone(data.timezone),
    }


def _background(data: Background) -> Columns:
    return {
        "owner_id": data.owner_id,
        "origin_channel": text.clean(data.origin_channel or "") or None,
        "is_self_selected": data.is_self_selected,
        "external_ref": text.clean(data.external_ref or "") or None,
        "internal_notes": text.clean(data.internal_notes or "", multiline=True) or None,
    }


def _concern(typed: str) -> str:
    concern = text.clean(typed, multiline=True)
    if not concern:
        raise Refusal(
            mark(
                "Say what they are interested in or concerned about: without it there is nothing to relate to."
            ),
            field="interest_or_concern",
        )
    return concern


def _ways(data: NewStakeholder | Reach, kind: StakeholderKind) -> Columns:
    """E-mails, phones, LINE; a person or an organisation has at least one, a public may be reached through others."""
    if isinstance(data, Reach):
        controls, emails, phones = ("emails", "phones"), data.emails, data.phones
    else:
        controls, emails, phones = ("email", "phone"), (data.email or "",), (data.phone or "",)
    ways = {
        "emails": _each(reach.read_email, emails, controls[0]),
        "phones": _each(reach.read_phone, phones, controls[1]),
        "line_id": text.clean(data.line_id or "") or None,
    }
    if kind != StakeholderKind.PUBLIC and not any(ways.values()):
        raise Refusal(
            mark("Give one way to reach them: an e-mail address, a telephone number or a LINE ID."),
            field=controls[0],
        )
    return ways


def _each(read: Callable[[str], str], typed: Iterable[str], field: str) -> list[str]:
    """Each address read once, in the order given."""
    try:
        found = list(dict.fromkeys(read(one) for one in typed if text.clean(one)))
    except Unreadable as wrong:
        raise Refusal(wrong.message, field=field, **wrong.values) from wrong
    if len(found) > MOST_ADDRESSES:
        raise Refusal(mark("Keep the ten that are used."), field=field)
    return found


def _zone(tzid: str) -> str:
    try:
        return dates.zone(tzid).key
    except Unreadable as wrong:
        raise Refusal(wrong.message, field="timezone", **wrong.values) from wrong
