"""Controls for money whose currency is chosen beside it."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # new in 3.3, the types are of 3.2
from wtforms.validators import ValidationError

from planner import money
from planner.i18n import mark
from planner.web.fields import Amount
from planner.web.language import say


class Currency(SelectField):
    """A currency out of those offered."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, validate_choice=False, default=money.HOME_CURRENCY, **kwargs)
        self.choices = [SelectChoice(code, code) for code in money.MINOR_DIGITS]

    def pre_validate(self, form: object) -> None:
        if self.data not in money.MINOR_DIGITS:
            raise ValidationError(say(mark("Choose one from the list.")))


class AmountBeside(Amount):
    """Money of the currency chosen in the control `currency` of the same form."""

    def read(self, typed: str) -> int:
        sent = request.form.get("currency", "")
        return money.parse_amount(typed, sent if sent in money.MINOR_DIGITS else money.HOME_CURRENCY)
