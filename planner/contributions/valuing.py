"""What a contribution is worth, and on which basis: rules of the B4SI framework, asked of the data alone.

Money is worth what was paid. Things are worth what they cost the company, never their price in the shop. Time counts
as the company's only where it is paid time; staff who give their own time are counted in hours. The cost of managing
the giving is kept apart from what was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from planner import money
from planner.contributions.words import Form, ValuationBasis
from planner.errors import Refusal
from planner.i18n import mark

NO_BASIS = mark("Say what the value was taken from.")
NO_VALUE = mark("There is a basis but no value. Write the value, or leave both empty until it is known.")
OTHER_BASIS = mark("This basis does not suit the form.")
NEGATIVE = mark("Write an amount of nought or more.")
NO_CURRENCY = mark("Choose one of the currencies offered.")
NO_HOURS = mark("Write how many hours were given, all people together.")
NO_PEOPLE = mark("Write how many people gave their time.")
HOURS_TOO_MANY = mark("That is more than 24 hours a day for a year per person. Look at the figures again.")
SAY_WHETHER_PAID = mark("Say whether it was in paid working time.")
OWN_TIME = mark("What people give in their own time is counted in hours and not as the company’s money.")
NO_RATE = mark("Write what an hour costs.")
RATE_ALONE = mark("An hourly rate belongs to the basis “Hours at an hourly rate”.")
HOURS_IN_YEAR = 24 * 366
MOST_HOURS = Decimal(10_000_000)

BASES: dict[Form, tuple[ValuationBasis, ...]] = {
    Form.CASH: (ValuationBasis.ACTUAL_COST,),
    Form.TIME: (ValuationBasis.HOURLY_RATE, ValuationBasis.COST_TO_COMPANY),
    Form.IN_KIND: (ValuationBasis.COST_TO_COMPANY, ValuationBasis.ACTUAL_COST),
    Form.MANAGEMENT_COST: (ValuationBasis.ACTUAL_COST, ValuationBasis.COST_TO_COMPANY),
}
"""What each form may be valued by, the usual one first."""


@dataclass(frozen=True, kw_only=True)
class Worth:
    """Value and basis as they were typed; minor units of `currency`. Time alone has hours, people and a rate."""

    currency: str
    value_minor: int | None = None
    valuation_basis: ValuationBasis | None = None
    valuation_note: str | None = None
    hours: Decimal | None = None
    people: int | None = None
    in_paid_time: bool | None = None
    hourly_rate_minor: int | None = None


def settled(form: Form, worth: Worth) -> Worth:
    """The worth as it is kept: bases checked, hours times rate worked out. Raises `Refusal`."""
    if worth.currency not in money.MINOR_DIGITS:
        raise Refusal(NO_CURRENCY, field="currency")
    if form != Form.TIME:
        return _valued(form, _without_time(worth))
    _expect_time(worth)
    if not worth.in_paid_time:
        if worth.value_minor is not None or worth.hourly_rate_minor is not None:
            raise Refusal(OWN_TIME, field="in_paid_time")
        return Worth(currency=worth.currency, hours=worth.hours, people=worth.people, in_paid_time=False)
    if worth.valuation_basis == ValuationBasis.HOURLY_RATE:
        return _at_rate(worth)
    if worth.hourly_rate_minor is not None:
        raise Refusal(RATE_ALONE, field="hourly_rate")
    return _valued(form, worth)


def at_rate(hours: Decimal, rate_minor: int) -> int:
    """What hours cost at a rate, in minor units, halves up."""
    return int((hours * rate_minor).to_integral_value(ROUND_HALF_UP))


def _without_time(worth: Worth) -> Worth:
    return Worth(
        currency=worth.currency,
        value_minor=worth.value_minor,
        valuation_basis=worth.valuation_basis,
        valuation_note=worth.valuation_note,
    )


def _valued(form: Form, worth: Worth) -> Worth:
    """With a value there is a basis that suits the form; without one there is none yet."""
    if worth.value_minor is None:
        if worth.valuation_basis is not None and len(BASES[form]) > 1:
            raise Refusal(NO_VALUE, field="value")
        return _replaced(worth, valuation_basis=None)
    if not 0 <= worth.value_minor <= money.LARGEST:
        raise Refusal(NEGATIVE, field="value")
    basis = worth.valuation_basis
    if basis is None and len(BASES[form]) == 1:
        basis = BASES[form][0]
    if basis is None:
        raise Refusal(NO_BASIS, field="valuation_basis")
    if basis not in BASES[form]:
        raise Refusal(OTHER_BASIS, field="valuation_basis")
    return _replaced(worth, valuation_basis=basis)


def _at_rate(worth: Worth) -> Worth:
    if worth.hourly_rate_minor is None or not 0 < worth.hourly_rate_minor <= money.LARGEST:
        raise Refusal(NO_RATE, field="hourly_rate")
    assert worth.hours is not None  # noqa: S101 - time was looked at before
    value = at_rate(worth.hours, worth.hourly_rate_minor)
    if value > money.LARGEST:
        raise Refusal(NO_RATE, field="hourly_rate")
    return _replaced(worth, value_minor=value)


def _expect_time(worth: Worth) -> None:
    if worth.people is None or worth.people < 1:
        raise Refusal(NO_PEOPLE, field="people")
    if worth.hours is None or worth.hours <= 0:
        raise Refusal(NO_HOURS, field="hours")
    if worth.hours > min(Decimal(worth.people * HOURS_IN_YEAR), MOST_HOURS):
        raise Refusal(HOURS_TOO_MANY, field="hours")
    if worth.in_paid_time is None:
        raise Refusal(SAY_WHETHER_PAID, field="in_paid_time")


def _replaced(worth: Worth, **values: object) -> Worth:
    return Worth(**{**vars(worth), **values})
