"""Form fields of stakeholders: addresses read as people write them, marks from 1 to 5, and yes, no or not yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from wtforms import FieldList, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # new in 3.3, the types are of 3.2
from wtforms.validators import ValidationError

from planner.errors import Unreadable
from planner.i18n import mark
from planner.stakeholders import reach
from planner.stakeholders.assessment import HIGHEST, LOWEST
from planner.web import language
from planner.web.fields import Line, RecordChoice
from planner.web.language import say

NOT_ASSESSED = mark("Not assessed")


class _Address(Line):
    """A line that is read into its stored form; what cannot be read stays as typed."""

    reader: Callable[[str], str]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        super().process_formdata(valuelist)
        if self.data:
            try:
                self.data = type(self).reader(self.data)
            except Unreadable as wrong:
                raise ValueError(say(wrong.message, **wrong.values)) from None


class Email(_Address):
    """An e-mail address."""

    reader = staticmethod(reach.read_email)

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, longest=reach.LONGEST_EMAIL, **kwargs)


class Phone(_Address):
    """A telephone number, shown as people write it."""

    reader = staticmethod(reach.read_phone)

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, longest=60, **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return reach.shown_phone(self.data, language.language()) if self.data else ""


MOST_ROWS = 100
"""Far more than are kept: merging brings together what several records had, and a person then chooses."""


class Several(FieldList):  # type: ignore[type-arg]  # generic in its stubs only
    """Rows of one kind of address, always with an empty one at the end for the next."""

    def __init__(self, field: Any, label: str, **kwargs: Any) -> None:
        super().__init__(field, label, min_entries=1, max_entries=MOST_ROWS, **kwargs)

    def open_a_row(self) -> None:
        """Name the rows in the reader's language, and add an empty one."""
        if self.entries and self.entries[-1].data and len(self.entries) < MOST_ROWS:
            self.append_entry()
        for entry in self.entries:
            entry.label.text = say(entry.label.text)

    @property
    def filled(self) -> tuple[str, ...]:
        """What stands in the rows that are not empty."""
        return tuple(entry.data for entry in self.entries if entry.data)

    def _value(self) -> str:
        return ", ".join(str(entry._value()) for entry in self.entries if entry.data)


class _Open(RadioField):
    """A closed choice that may be left open; a choice that was not sent leaves what stands."""

    refusal: str

    def __init__(
        self, label: str, options: Sequence[tuple[str, str]], read: Callable[[Any], Any], **kwargs: Any
    ) -> None:
        choices = [SelectChoice("", say(NOT_ASSESSED)), *(SelectChoice(key, name) for key, name in options)]
        super().__init__(label, choices=choices, coerce=read, validate_choice=False, **kwargs)
        self.keys = {"", *(key for key, _ in options)}

    def pre_validate(self, form: object) -> None:
        if self.raw_data and str(self.raw_data[0]) not in self.keys:
            raise ValidationError(say(self.refusal))


class Scale(_Open):
    """A mark from 1 to 5, or none yet."""

    refusal = mark("Choose a mark from 1 to 5, or leave it open.")

    def __init__(self, label: str, **kwargs: Any) -> None:
        marks = {str(n): n for n in range(LOWEST, HIGHEST + 1)}
        super().__init__(label, [(key, key) for key in marks], lambda value: marks.get(str(value)), **kwargs)


class YesOrNo(_Open):
    """Yes, no, or not said yet; as keys, and as `answer`."""

    refusal = mark("Choose yes or no, or leave it open.")

    def __init__(self, label: str, **kwargs: Any) -> None:
        names = {"yes": say(mark("Yes")), "no": say(mark("No"))}
        super().__init__(
            label, list(names.items()), lambda value: value if value in names else None, **kwargs
        )

    @property
    def answer(self) -> bool | None:
        """What was answered, if anything."""
        return None if self.data is None else self.data == "yes"

    @staticmethod
    def key(answer: bool | None) -> str | None:
        """The key of an answer."""
        return None if answer is None else "yes" if answer else "no"


class Picked(RecordChoice):
    """One of the records in view, as radios; none of them is chosen beforehand."""

    def offer(self, records: Iterable[tuple[int, str]]) -> None:
        super().offer(records)
        options: list[Any] = list(self.choices or ())
        self.choices = [option for option in options if option.value]
