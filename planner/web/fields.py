"""Form fields that understand what planners type: cleaned text, days of either era, money, closed vocabularies.

Every field keeps what was typed when it cannot be understood, and says what to do in the reader's language.
Labels and hints are marked messages; the form translates them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # new in 3.3, the types are of 3.2
from wtforms.validators import Length, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from planner import dates, money, text
from planner.errors import Unreadable
from planner.i18n import mark
from planner.web.days import written_day
from planner.web.language import say
from planner.web.vocabulary import names_of

LINE_LIMIT = 200
TEXT_LIMIT = 10_000
E = TypeVar("E", bound=StrEnum)


class Needed:
    """The field must be filled in; says so in the reader's language."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: str = mark("Fill this in.")) -> None:
        self.message = message

    def __call__(self, _form: object, field: Any) -> None:
        # what is pasted with nothing to see in it is as good as nothing, here as wherever it is kept
        if not field.raw_data or not any(text.clean(str(item), multiline=True) for item in field.raw_data):
            field.errors[:] = []
            raise StopValidation(say(self.message))


class AtMost(Length):
    """The longest a text may be, in characters."""

    def __init__(self, longest: int) -> None:
        super().__init__(max=longest)

    def __call__(self, _form: object, field: Any) -> None:
        if field.data and len(field.data) > self.max:
            raise ValidationError(
                say(
                    mark("Shorten this to %(max)s characters; it has %(n)s."), max=self.max, n=len(field.data)
                )
            )


def _rules(is_needed: bool, *more: Any) -> list[Any]:
    return [*([Needed()] if is_needed else []), *more]


class Line(StringField):
    """One line of text, cleaned."""

    def __init__(self, label: str, *, needed: bool = False, longest: int = LINE_LIMIT, **kwargs: Any) -> None:
        kwargs["validators"] = _rules(needed, AtMost(longest), *kwargs.pop("validators", ()))
        super().__init__(label, **kwargs)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = text.clean(valuelist[0]) or None if valuelist else None


class Paragraph(TextAreaField):
    """Several lines of text, cleaned."""

    def __init__(self, label: str, *, needed: bool = False, longest: int = TEXT_LIMIT, **kwargs: Any) -> None:
        kwargs["validators"] = _rules(needed, AtMost(longest), *kwargs.pop("validators", ()))
        super().__init__(label, **kwargs)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = text.clean(valuelist[0], multiline=True) or None if valuelist else None


class _Read(StringField):
    """A text input whose text is read into something; unreadable text stays and is explained."""

    def __init__(self, label: str, *, needed: bool = False, **kwargs: Any) -> None:
        kwargs["validators"] = _rules(needed, *kwargs.pop("validators", ()))
        super().__init__(label, **kwargs)

    def read(self, typed: str) -> Any:
        raise NotImplementedError

    def write(self, value: Any) -> str:
        return str(value)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = None
        typed = text.clean(valuelist[0]) if valuelist else ""
        if not typed:
            return
        try:
            self.data = self.read(typed)
        except Unreadable as error:
            raise ValueError(say(error.message, **error.values)) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.write(self.data)


class Day(_Read):
    """A day, written in either era; `echo` says how it was understood.

    Where it is a day on which the office is closed, the next working day is offered; not of a day `as_it_was`, which
    is told, says when the office is closed, or bounds what is looked for.
    """

    data: date | None  # type: ignore[assignment] # the library says text; this field reads it

    def __init__(self, label: str, *, as_it_was: bool = False, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.offers_working_day = not as_it_was

    def read(self, typed: str) -> date:
        return dates.parse_day(typed).day

    def write(self, value: date) -> str:
        return written_day(value)

    @property
    def echo(self) -> str:
        """How the day was understood, in both eras."""
        return dates.echo(self.data) if self.data else ""


class TimeOfDay(_Read):
    """A time on the wall."""

    data: time | None  # type: ignore[assignment] # the library says text; this field reads it

    def read(self, typed: str) -> time:
        return dates.parse_time(typed)

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"


class Zone(_Read):
    """An IANA zone, chosen from the list or typed."""

    data: str | None

    def read(self, typed: str) -> str:
        return dates.zone(typed).key

    @property
    def options(self) -> tuple[str, ...]:
        """The zones offered."""
        return dates.zones()


class Amount(_Read):
    """Money, read into minor units of a currency."""

    data: int | None  # type: ignore[assignment] # the library says text; this field reads it

    def __init__(self, label: str, *, currency: str = "THB", **kwargs: Any) -> None:
        self.currency = currency
        super().__init__(label, **kwargs)

    def read(self, typed: str) -> int:
        return money.parse_amount(typed, self.currency)

    def write(self, value: int) -> str:
        return money.format_number(value, self.currency)


class Number(_Read):
    """A figure with up to four decimals."""

    example = mark("Write a number, for example 1,250 or 4.2.")

    data: Decimal | None  # type: ignore[assignment] # the library says text; this field reads it

    def __init__(
        self, label: str, *, lowest: Decimal | None = None, highest: Decimal = Decimal(10**13), **kwargs: Any
    ) -> None:
        self.lowest, self.highest = lowest, highest
        super().__init__(label, **kwargs)

    def read(self, typed: str) -> Decimal:
        try:
            value = Decimal(typed.translate(text.THAI_DIGITS).replace(",", "").replace(" ", ""))
        except InvalidOperation:
            raise Unreadable(self.example) from None
        if not value.is_finite():
            raise Unreadable(self.example)
        # the range first: rounding a number of too many digits (1e400) is itself an error
        if (self.lowest is not None and value < self.lowest) or abs(value) > self.highest:
            raise Unreadable(mark("This number is out of range."))
        if value != round(value, 4):
            raise Unreadable(mark("Write a number with four decimals at most."))
        return value

    def write(self, value: Decimal) -> str:
        return f"{value:f}"


class Whole(Number):
    """A whole number, nought or more."""

    example = mark("Write a whole number, for example 1,250.")

    def __init__(self, label: str, *, lowest: int = 0, highest: int = 1_000_000_000, **kwargs: Any) -> None:
        super().__init__(label, lowest=Decimal(lowest), highest=Decimal(highest), **kwargs)

    def read(self, typed: str) -> Any:
        value = super().read(typed)
        if value != int(value):
            raise Unreadable(self.example)
        return int(value)

    def write(self, value: Any) -> str:
        return str(int(value))


class Link(Line):
    """An address that may be opened: http, https or mailto."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, longest=2_000, **kwargs)

    def pre_validate(self, form: object) -> None:
        if self.data and not text.is_safe_link(self.data):
            raise ValidationError(
                say(mark("Give a full address that begins with https://, http:// or mailto:."))
            )


class _OneOf(SelectField):
    """One key of a closed vocabulary. The options carry the stored keys as values."""

    def __init__(
        self,
        label: str,
        vocabulary: type[StrEnum],
        *,
        needed: bool = True,
        only: Iterable[StrEnum] | None = None,
        empty: str = mark("Not chosen"),
        **kwargs: Any,
    ) -> None:
        members = list(only) if only is not None else list(vocabulary)
        names = names_of(vocabulary)
        options = [SelectChoice(member.value, say(names[member])) for member in members]
        super().__init__(
            label,
            choices=options if needed else [SelectChoice("", say(empty)), *options],
            coerce=_coercer(vocabulary),
            validate_choice=False,
            validators=_rules(needed, *kwargs.pop("validators", ())),
            **kwargs,
        )
        self.members = members
        self.is_needed = needed

    def pre_validate(self, form: object) -> None:
        if self.data is None and not self.is_needed and not any(self.raw_data or ()):
            return
        if self.data not in self.members:
            raise ValidationError(say(mark("Choose one from the list.")))


class Choice(_OneOf):
    """One key, in a list that drops down."""


class RadioChoice(_OneOf, RadioField):
    """One key, all of them in view."""

    widget: Any = RadioField.widget  # type: ignore[misc] # the library types it per instance
    option_widget: Any = RadioField.option_widget


def _coercer(vocabulary: type[E]) -> Callable[[Any], E | None]:
    def coerce(value: Any) -> E | None:
        try:
            return vocabulary(value)
        except ValueError:
            return None

    return coerce


class Choices(SelectMultipleField):
    """Any number of keys of a closed vocabulary, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, vocabulary: type[StrEnum], **kwargs: Any) -> None:
        names = names_of(vocabulary)
        super().__init__(
            label,
            choices=[SelectChoice(member.value, say(names[member])) for member in vocabulary],
            coerce=str,
            validate_choice=False,
            **kwargs,
        )
        self.keys = {member.value for member in vocabulary}
        self._named = [(member, say(names[member])) for member in vocabulary]

    def leave_out(self, *members: StrEnum) -> None:
        """Offer these no longer; one that is sent nevertheless is passed over by whom it means nothing to."""
        self.choices = [SelectChoice(one.value, name) for one, name in self._named if one not in members]

    def pre_validate(self, form: object) -> None:
        if not set(self.data or ()) <= self.keys:
            raise ValidationError(say(mark("Choose from the list.")))


class RecordChoice(SelectField):
    """One record out of those the person may choose; its id is the value. Give it `options` before validating."""

    def __init__(
        self, label: str, *, needed: bool = True, empty: str = mark("Not chosen"), **kwargs: Any
    ) -> None:
        super().__init__(
            label, choices=[], coerce=_record_id, validate_choice=False, validators=_rules(needed), **kwargs
        )
        self.is_needed = needed
        self.empty = empty
        self.offered: set[int] = set()

    def offer(self, records: Iterable[tuple[int, str]]) -> None:
        """Set what may be chosen: ids with names in the reader's language."""
        options = [SelectChoice(str(key), label) for key, label in records]
        self.offered = {int(option.value) for option in options}
        if not self.is_needed or len(options) != 1:
            options.insert(0, SelectChoice("", say(self.empty)))
        self.choices = options

    def pre_validate(self, form: object) -> None:
        if self.data is None and not self.is_needed and not any(self.raw_data or ()):
            return
        if self.data not in self.offered:
            raise ValidationError(say(mark("Choose one from the list.")))


def _record_id(value: Any) -> int | None:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return None
    return number if 0 < number < 2**31 else None


class Tick(BooleanField):
    """Yes when ticked."""


__all__ = [
    "Amount",
    "AtMost",
    "Choice",
    "Choices",
    "Day",
    "Line",
    "Link",
    "Needed",
    "Number",
    "Paragraph",
    "RadioChoice",
    "RecordChoice",
    "Tick",
    "TimeOfDay",
    "Whole",
    "Zone",
]
