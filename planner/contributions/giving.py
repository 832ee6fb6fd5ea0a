"""Noting what was given, putting it right section by section, and taking it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock, dates, money, text
from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.campaigns.words import Iso26000
from planner.contributions import access, valuing
from planner.contributions.models import Contribution, Evidence, Need
from planner.contributions.valuing import Worth
from planner.contributions.words import (
    Form,
    ImpactDepth,
    Leverage,
    Motivation,
    SubjectArea,
)
from planner.errors import Refusal
from planner.events import stored
from planner.events.models import Attachment, Event
from planner.events.timing import Timed
from planner.events.words import AttachmentRole, EventStatus
from planner.i18n import mark

NO_DESCRIPTION = mark("Say what was given, in Thai or in English.")
NO_RECIPIENT = mark("Say who received it.")
NOT_YET = mark("A contribution is noted once it is given. Plan it as a line of the budget until then.")
FAR_OFF = mark("That is more than a year outside the campaign’s dates. Look at the year again.")
NOT_NEGATIVE = mark("Write nought or more, or leave it empty.")
NO_UNIT = mark("Say what was counted: kilograms, trees, litres.")
NO_NUMBER = mark("Write how much it was, or leave the unit empty.")
NO_LENGTH = mark("This event says no hours. Write the hours yourself.")
SERIES = mark("This event repeats. Write the hours yourself.")
NOT_HELD = mark(
    "This event has not taken place. Hours are counted of what was done; write them yourself if they were given."
)
OTHER_CURRENCY = mark(
    "What others gave is noted in %(currency)s. Empty these amounts first, and write them anew after."
)
NEEDED_BY = mark("A need is noted as answered by it. Take that back first.")
AROUND = timedelta(days=366)
LONGEST_RECIPIENT = 200
LONGEST_PLACE = 120
LONGEST_UNIT = 60
NEVER_HELD = (EventStatus.CANCELLED, EventStatus.POSTPONED)
GIVES_TIME = (AttachmentRole.VOLUNTEER, AttachmentRole.STAFF)


@dataclass(frozen=True, kw_only=True)
class Gift:
    """What was given, to whom, when and where. Of the recipients one of the two is needed."""

    motivation: Motivation
    subject_area: SubjectArea
    contributed_on: date
    description_th: str | None = None
    description_en: str | None = None
    recipient_id: int | None = None
    recipient: str | None = None
    place: str | None = None
    event_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NewContribution:
    """What a contribution means nothing without. Time given at an event may leave the hours to the event."""

    campaign_id: int
    form: Form
    gift: Gift
    worth: Worth


@dataclass(frozen=True, kw_only=True)
class Results:
    """What came of it for others; leverage in minor units of the contribution's currency."""

    people_reached: int | None = None
    organisations_supported: int | None = None
    environment_amount: Decimal | None = None
    environment_unit: str | None = None
    impact_depth: ImpactDepth | None = None
    leverage_employees_minor: int | None = None
    leverage_customers_minor: int | None = None
    leverage_organisations_minor: int | None = None
    leverage_government_minor: int | None = None


@dataclass(frozen=True, kw_only=True)
class Goals:
    """Which goals and core subjects it serves."""

    sdg: tuple[int, ...] = ()
    iso26000: tuple[Iso26000, ...] = ()


Section = Gift | Worth | Results | Goals


def note(session: Session, data: NewContribution, *, actor: User) -> Contribution:
    """Note what a communal campaign has given."""
    campaign = access.to_give_in(session, data.campaign_id, actor=actor)
    made = Contribution(campaign=campaign, form=data.form, sdg=[], iso26000=[])
    with session.no_autoflush:
        event = _put_gift(session, made, campaign, data.gift, actor)
        worth = with_hours(session, event, data.worth) if data.form == Form.TIME else data.worth
        _put(made, vars(valuing.settled(data.form, worth)))
    session.add(made)
    _record(session, "contribution.noted", made, actor)
    return made


def revise(
    session: Session, contribution_id: int, data: Section, *, actor: User, version: int | None = None
) -> Contribution:
    """Change one section."""
    made = access.contribution(session, contribution_id, actor=actor)
    access.to_edit(made, actor=actor, version=version)
    with session.no_autoflush:
        match data:
            case Gift():
                _put_gift(session, made, made.campaign, data, actor)
            case Worth():
                event = access.event_or_none(
                    session, made.campaign_id, made.event_id, actor=actor, held=made.event_id
                )
                worth = with_hours(session, event, data) if made.form == Form.TIME else data
                settled = valuing.settled(made.form, worth)
                # the same number of minor units would be another amount
                if settled.currency != made.currency and made.leverage():
                    raise Refusal(OTHER_CURRENCY, field="currency", currency=made.currency)
                _put(made, vars(settled))
            case Results():
                _expect_results(data)
                _put(made, vars(data))
            case Goals():
                iso26000 = [one.value for one in data.iso26000]
                _put(made, {"sdg": sorted(set(data.sdg)), "iso26000": iso26000})
    if session.is_modified(made):
        _record(session, "contribution.revised", made, actor)
    return made


def remove(
    session: Session, contribution_id: int, *, actor: User, version: int | None = None
) -> Contribution:
    """Take out what was never given, with its files; not while a need or a promotion points at it."""
    made = access.contribution(session, contribution_id, actor=actor)
    access.to_edit(made, actor=actor, version=version)
    if session.scalars(select(Need.id).where(Need.contribution_id == made.id).limit(1)).first() is not None:
        raise Refusal(NEEDED_BY)
    _record(session, "contribution.removed", made, actor, changes={})
    for file in session.scalars(
        select(Evidence).where(Evidence.contribution_id == made.id).order_by(Evidence.id)
    ):
        session.delete(file)
    session.flush()
    session.delete(made)
    session.flush()
    return made


def with_hours(session: Session, event: Event | None, worth: Worth) -> Worth:
    """Hours that were left empty, taken from the event: its length times those who came to give their time.

    People are those typed in, else the stakeholders attached as volunteers or staff.
    """
    if event is None or worth.hours is not None:
        return worth
    people = worth.people or _attached(session, event)
    if event.recurrence is not None:
        raise Refusal(SERIES, field="hours")
    if event.status in NEVER_HELD or _day_of(event) > clock.today(event.timezone):
        raise Refusal(NOT_HELD, field="hours")
    timing = stored.timing_of(event)
    if not isinstance(timing, Timed):
        raise Refusal(NO_LENGTH, field="hours")
    length = Decimal(int(timing.length.total_seconds())) / 3600
    return Worth(
        **{**vars(worth), "people": people, "hours": (length * (people or 0)).quantize(Decimal("0.0001"))}
    )


def _day_of(event: Event) -> date:
    if event.starts_at is None:
        # whole days have no hours: that is told next, whenever they are
        return date.min
    return dates.instant_to_local(event.starts_at, dates.zone(event.timezone))[0]


def _attached(session: Session, event: Event) -> int | None:
    found = session.scalars(
        select(func.count(Attachment.id)).where(
            Attachment.event_id == event.id, Attachment.role.in_(GIVES_TIME)
        )
    ).one()
    return found or None


def _put_gift(
    session: Session, made: Contribution, campaign: Campaign, data: Gift, actor: User
) -> Event | None:
    """Write the section; answers with its event."""
    recipient_id = access.participant_or_none(
        session, campaign.id, data.recipient_id, "recipient_id", held=made.recipient_id
    )
    event = access.event_or_none(session, campaign.id, data.event_id, actor=actor, held=made.event_id)
    if data.contributed_on > clock.today(campaign.timezone):
        raise Refusal(NOT_YET, field="contributed_on")
    if not campaign.start_on - AROUND <= data.contributed_on <= campaign.end_on + AROUND:
        raise Refusal(FAR_OFF, field="contributed_on")
    _put(
        made,
        {
            **vars(data),
            "recipient_id": recipient_id,
            # one of the two: whoever is on record needs no second name
            "recipient": None if recipient_id is not None else data.recipient,
        },
    )
    if not (made.description_th or made.description_en):
        raise Refusal(NO_DESCRIPTION, field="description")
    if made.recipient_id is None and not made.recipient:
        raise Refusal(NO_RECIPIENT, field="recipient")
    return event


def _put(made: Contribution, values: Mapping[str, Any]) -> None:
    """Write what differs; texts are cleaned."""
    for key, value in values.items():
        held = text.clean(value, multiline=key in _SEVERAL_LINES) or None if isinstance(value, str) else value
        if getattr(made, key) != held:
            setattr(made, key, held)


_SEVERAL_LINES = {"description_th", "description_en", "valuation_note"}


def _expect_results(data: Results) -> None:
    keys = ("people_reached", "organisations_supported", *(f"leverage_{one.value}_minor" for one in Leverage))
    for key in keys:
        number = getattr(data, key)
        if number is not None and not 0 <= number <= money.LARGEST:
            raise Refusal(NOT_NEGATIVE, field=key.removesuffix("_minor"))
    if data.environment_amount is not None and data.environment_amount < 0:
        raise Refusal(NOT_NEGATIVE, field="environment_amount")
    if data.environment_amount is not None and not text.clean(data.environment_unit or ""):
        raise Refusal(NO_UNIT, field="environment_unit")
    if data.environment_amount is None and text.clean(data.environment_unit or ""):
        raise Refusal(NO_NUMBER, field="environment_amount")


def _record(
    session: Session,
    verb: str,
    made: Contribution,
    actor: User,
    *,
    changes: dict[str, list[object]] | None = None,
) -> None:
    name = made.description_th, made.description_en
    access.record(session, verb, made, name, actor=actor, changes=changes)
