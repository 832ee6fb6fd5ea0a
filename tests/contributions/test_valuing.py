"""What each form may be valued by, and that time is the company's only where the company paid for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planner.contributions import valuing
from planner.contributions.valuing import Worth
from planner.contributions.words import Form, ValuationBasis
from planner.errors import Refusal

PAID = ValuationBasis.ACTUAL_COST
COST = ValuationBasis.COST_TO_COMPANY
RATE = ValuationBasis.HOURLY_RATE
TIME: dict[str, Any] = {"hours": Decimal(8), "people": 2, "in_paid_time": True}


def worth(**values: Any) -> Worth:
    """In baht."""
    return Worth(**{"currency": "THB", **values})


@pytest.mark.parametrize(
    ("form", "typed", "basis", "value"),
    [
        (Form.CASH, {"value_minor": 500}, PAID, 500),
        (Form.CASH, {"value_minor": 0}, PAID, 0),
        (Form.CASH, {}, None, None),
        (Form.IN_KIND, {"value_minor": 500, "valuation_basis": COST}, COST, 500),
        (Form.IN_KIND, {"value_minor": 500, "valuation_basis": PAID}, PAID, 500),
        (Form.MANAGEMENT_COST, {"value_minor": 500, "valuation_basis": PAID}, PAID, 500),
        (Form.TIME, {**TIME, "valuation_basis": RATE, "hourly_rate_minor": 30_000}, RATE, 240_000),
        # halves up, never to even
        (
            Form.TIME,
            {**TIME, "hours": Decimal("0.5"), "valuation_basis": RATE, "hourly_rate_minor": 1},
            RATE,
            1,
        ),
        (Form.TIME, {**TIME, "valuation_basis": COST, "value_minor": 99}, COST, 99),
        (Form.TIME, TIME, None, None),
        (Form.TIME, {**TIME, "in_paid_time": False}, None, None),
    ],
)
def test_each_form_has_its_bases_and_hours_at_a_rate_are_worked_out(
    form: Form, typed: dict[str, Any], basis: ValuationBasis | None, value: int | None
) -> None:
    found = valuing.settled(form, worth(**typed))
    assert (found.valuation_basis, found.value_minor) == (basis, value)


@pytest.mark.parametrize(
    ("form", "typed", "field"),
    [
        (Form.CASH, {"value_minor": -1}, "value"),
        (Form.CASH, {"value_minor": 1, "currency": "XXX"}, "currency"),
        (Form.CASH, {"value_minor": 1, "valuation_basis": COST}, "valuation_basis"),
        (Form.IN_KIND, {"value_minor": 1}, "valuation_basis"),
        (Form.IN_KIND, {"valuation_basis": COST}, "value"),
        (Form.IN_KIND, {"value_minor": 1, "valuation_basis": RATE}, "valuation_basis"),
        (Form.TIME, {**TIME, "hours": None}, "hours"),
        (Form.TIME, {**TIME, "hours": Decimal(0)}, "hours"),
        (Form.TIME, {**TIME, "hours": Decimal(2 * 24 * 366 + 1)}, "hours"),
        (Form.TIME, {**TIME, "people": None}, "people"),
        (Form.TIME, {**TIME, "in_paid_time": None}, "in_paid_time"),
        (Form.TIME, {**TIME, "in_paid_time": False, "value_minor": 1}, "in_paid_time"),
        (Form.TIME, {**TIME, "in_paid_time": False, "hourly_rate_minor": 1}, "in_paid_time"),
        (Form.TIME, {**TIME, "valuation_basis": RATE}, "hourly_rate"),
        (
            Form.TIME,
            {**TIME, "valuation_basis": COST, "value_minor": 1, "hourly_rate_minor": 1},
            "hourly_rate",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(form: Form, typed: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        valuing.settled(form, worth(**typed))
    assert refused.value.field == field


def test_what_belongs_to_time_alone_is_left_out_of_other_forms() -> None:
    found = valuing.settled(Form.CASH, worth(**TIME, value_minor=5, hourly_rate_minor=7))
    assert (found.hours, found.people, found.in_paid_time, found.hourly_rate_minor) == (None,) * 4
