"""What the pages of contributions and needs tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planner import clock, dates, money, text
from planner.accounts import permissions
from planner.accounts.models import Kind
from planner.campaigns import lifecycle
from planner.campaigns.models import Campaign
from planner.campaigns.words import ISO26000_NAMES, SDG_NAMES, Iso26000, Sdg
from planner.contributions import queries, statement, valuing
from planner.contributions.models import Contribution, Need
from planner.contributions.statement import Scope, Statement, Sums
from planner.contributions.words import VALUATION_BASIS_NAMES, Form, ValuationBasis
from planner.events.models import Event
from planner.extensions import db
from planner.i18n import Text, mark, pick, pick_of
from planner.stakeholders.models import Stakeholder
from planner.web import context, language
from planner.web.gate import actor
from planner.web.language import say

AT_RATE = mark("%(hours)s hours × %(rate)s = %(value)s")
OWN_TIME = mark("In their own time: counted in hours only")
HIDDEN_EVENT = mark("An event that you may not see")
NOT_VALUED = mark("Not valued yet")


def amount(minor: int, currency: str) -> str:
    """Money as it is printed."""
    return money.format_amount(minor, currency, language.language())


def amounts(held: dict[str, int]) -> str:
    """Money of several currencies, each for itself, the baht first."""
    return " · ".join(amount(held[one], one) for one in money.MINOR_DIGITS if one in held)


def name_of(stakeholder: Stakeholder) -> Text:
    """What a stakeholder is called."""
    return pick_of(stakeholder, "name", language.language())


def recipient(one: Contribution) -> Text:
    """Who received it."""
    if one.recipient_record is not None:
        return name_of(one.recipient_record)
    return pick(one.recipient, one.recipient, language.language())


def stated_by(one: Need) -> Text:
    """Who stated it."""
    if one.stated_by_record is not None:
        return name_of(one.stated_by_record)
    return pick(one.stated_by, one.stated_by, language.language())


def value(one: Contribution) -> str:
    """What it is worth, in a word where it has no value."""
    if one.value_minor is not None:
        return amount(one.value_minor, one.currency)
    return say(OWN_TIME if one.in_paid_time is False else NOT_VALUED)


def basis(one: Contribution) -> str | None:
    """What the value was taken from, hours at a rate with the arithmetic."""
    if one.valuation_basis is None:
        return None
    said = say(VALUATION_BASIS_NAMES[one.valuation_basis])
    if (
        one.valuation_basis != ValuationBasis.HOURLY_RATE
        or one.hours is None
        or one.hourly_rate_minor is None
    ):
        return said
    worked_out = say(
        AT_RATE,
        hours=context.quantity(one.hours),
        rate=amount(one.hourly_rate_minor, one.currency),
        value=amount(valuing.at_rate(one.hours, one.hourly_rate_minor), one.currency),
    )
    return f"{said}: {worked_out}"


def of_campaign(campaign: Campaign) -> dict[str, Any]:
    """Contributions and needs for the campaign's page; an exchange campaign has none."""
    gives = campaign.kind == Kind.COMMUNAL
    told = statement.counted(queries.contributions_of(db.session, campaign.id) if gives else ())
    return {
        "contributions": told.rows,
        "contribution_sums": told,
        "needs": queries.needs_of_campaign(db.session, campaign) if gives else [],
        "forms_of_giving": list(Form),
        "given": CALLS,
    }


def may_edit(campaign: Campaign) -> bool:
    """Whether the reader may change what a campaign gave, as it stands now."""
    may = permissions.may(actor(), "contribution:edit", campaign)
    return may and campaign.status not in lifecycle.READ_ONLY


def offers(form: Any, campaign: Campaign, record: Contribution | Need | None = None) -> None:
    """Give the controls of a form what may be chosen: who takes part, the events of the campaign.

    What the record holds already is among it: who has left the campaign, and an event without its name.
    """
    people = [(one.id, name_of(one).text) for one in queries.participants(db.session, campaign.id)]
    known = _named_in(record)
    if known is not None and known.id not in dict(people):
        people.append((known.id, name_of(known).text))
    for key in ("recipient_id", "stated_by_id"):
        if key in form:
            form[key].offer(people)
    if "event_id" in form:
        events = queries.events_of(db.session, campaign.id, actor=actor())
        choices = [(one.id, event_label(one)) for one in events]
        if record is not None and record.event_id is not None and record.event_id not in dict(choices):
            choices.append((record.event_id, say(HIDDEN_EVENT)))
        form["event_id"].offer(choices)
    if "contribution_id" in form:
        given = queries.contributions_of(db.session, campaign.id)
        form["contribution_id"].offer([(one.id, label(one)) for one in given])


def _named_in(record: Contribution | Need | None) -> Stakeholder | None:
    if isinstance(record, Contribution):
        return record.recipient_record
    return record.stated_by_record if record is not None else None


def event_label(event: Event) -> str:
    """An event as it stands in a list to choose from."""
    on = dates.instant_to_local(event.spans_from, dates.zone(event.timezone))[0]
    return f"{context.day(on)} · {pick_of(event, 'title', language.language()).text}"


def label(one: Contribution) -> str:
    """A contribution as it stands in a list to choose from."""
    described = pick_of(one, "description", language.language()).text
    return f"{context.day(one.contributed_on)} · {described[:80]}"


def told(scope: Scope) -> Statement:
    """The statement of what the reader may see."""
    return statement.of(db.session, scope, actor=actor())


def this_year() -> int:
    """The year it is where the reader is."""
    return clock.today(language.zone()).year


def quoted(one: Need) -> str:
    """The beginning of a need, as it was stated."""
    said = " ".join(one.text.split())
    short = text.shortened(said, 100)
    return say(mark("“%(words)s”"), words=short if short == said else f"{short} …")


def goals(numbers: Iterable[int]) -> str:
    """What the goals are called."""
    return ", ".join(say(SDG_NAMES[Sdg(str(number))]) for number in numbers)


def core_subject(key: str) -> str:
    """What a core subject is called."""
    return say(ISO26000_NAMES[Iso26000(key)])


def hours(sums: Sums) -> str | None:
    """Hours, those of people's own time apart; None where there are none."""
    if not sums.hours:
        return None
    if not sums.own_hours:
        return context.quantity(sums.hours)
    if not sums.paid_hours:
        return say(mark("%(own)s in their own time"), own=context.quantity(sums.own_hours))
    return say(
        mark("%(paid)s in paid time, %(own)s in their own"),
        paid=context.quantity(sums.paid_hours),
        own=context.quantity(sums.own_hours),
    )


CALLS = {
    "amount": amount,
    "amounts": amounts,
    "basis": basis,
    "hours": hours,
    "quoted": quoted,
    "recipient": recipient,
    "stated_by": stated_by,
    "value": value,
}
"""What templates call."""
