"""The parent of every form: versions, one-time submissions, refusals beside their field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField

from planner.i18n import mark
from planner.tokens import secrets
from planner.web.language import say

EITHER_LANGUAGE = mark("Fill this in, in Thai or in English.")


@dataclass(frozen=True)
class Conflict:
    """One field that two people changed: what is saved now, and what this person typed."""

    label: str
    theirs: str
    yours: str


class PlannerForm(FlaskForm):
    """A form about a record, or about one to be made.

    `Form(record=campaign)` fills the controls from the record by `prefill` and remembers its version.
    `needed_pairs` names bilingual fields of which one language must be filled in.
    """

    needed_pairs: ClassVar[tuple[str, ...]] = ()

    version = HiddenField()

    def __init__(self, *, record: Any = None, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        filled = {**(self.prefill(record) if record is not None else {}), **(data or {})}
        super().__init__(data=filled, **kwargs)
        self.record = record
        self.is_stale = False
        self.messages: list[str] = []
        if record is not None and not self.version.raw_data:
            self.version.data = str(record.version)
        for field in self:
            field.label.text = say(field.label.text)
            field.description = say(field.description)

    @classmethod
    def prefill(cls, record: Any) -> dict[str, Any]:
        """The controls' values for a record: by default, its attributes of the same names, of references the id."""
        skipped = {"version", "csrf_token", "submission"}
        found = {}
        for key in cls._control_names():
            column = f"{key}_id" if hasattr(type(record), f"{key}_id") else key
            if key not in skipped and hasattr(type(record), column):
                found[key] = getattr(record, column)
        return found

    @classmethod
    def _control_names(cls) -> list[str]:
        return [key for key in dir(cls) if hasattr(getattr(cls, key, None), "field_class")]

    @property
    def seen_version(self) -> int | None:
        """The version of the record that the person saw."""
        typed = str(self.version.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        if self.is_stale:
            return 409
        return 422 if self.is_submitted() and (self.errors or self.messages) else 200

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        for key in self.needed_pairs:
            pair = [self[f"{key}_th"], self[f"{key}_en"]]
            if not any(field.data or field.errors for field in pair):
                pair[0].errors = [*pair[0].errors, say(EITHER_LANGUAGE)]
                is_valid = False
        return is_valid

    def refuse(self, message: str, *, field: str | None) -> None:
        """Put a refusal beside its field, or above the form."""
        if field is not None and field in self:
            self[field].errors = [*self[field].errors, message]
        elif field is not None and f"{field}_th" in self:
            self[f"{field}_th"].errors = [*self[f"{field}_th"].errors, message]
        else:
            self.messages.append(message)

    @property
    def conflicts(self) -> list[Conflict]:
        """The fields where the record as saved now differs from what was typed."""
        if not self.is_stale or self.record is None:
            return []
        now = type(self)(record=self.record, formdata=None, meta={"csrf": False})
        found = []
        for field in self:
            if field.name in {"version", "csrf_token", "submission"} or field.name not in now:
                continue
            if isinstance(field, SelectField):
                # records to choose from are offered by the view, after the form is made
                cast(SelectField, now[field.name]).choices = field.choices
            theirs, yours = _shown(now[field.name]), _shown(field)
            if theirs != yours:
                found.append(Conflict(field.label.text, theirs, yours))
        # saving again is now a decision made in sight of both
        self.version.data = str(self.record.version)
        self.version.raw_data = None
        return found


class OnceForm(PlannerForm):
    """A form that makes something: sent twice, it makes it once (`planner.web.once`)."""

    submission = HiddenField()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if request.method != "POST" or not self.submission.data:
            self.submission.data = secrets.new("once")


def _shown(field: Any) -> str:
    choices = getattr(field, "choices", None)
    if choices:
        names = {str(choice.value): choice.label for choice in choices}
        held = field.data if isinstance(field.data, (list, tuple)) else [field.data]
        return ", ".join(str(names.get(str(item), "")) for item in held if item is not None)
    return str(field._value()) if hasattr(field, "_value") else str(field.data or "")
