"""Forms of a list on its way in: the file, how it is read, what its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # new in 3.3, the types are of 3.2

from planner.i18n import mark
from planner.imports.models import Import, OnMatch
from planner.imports.reading import SEPARATORS, Looked
from planner.lists import columns
from planner.lists.columns import ListKind
from planner.stakeholders.words import Category, StakeholderKind
from planner.uploads.encodings import ENCODING_NAMES, Encoding
from planner.web import language
from planner.web.fields import Choice, Paragraph, RadioChoice, Tick
from planner.web.forms import OnceForm, PlannerForm
from planner.web.language import say

NO_FILE = mark("Choose the file.")
LEAVE_OUT = mark("Leave out")
NOT_SAID = mark("As the list says")
SEPARATOR_NAMES = {
    ",": mark("Comma"),
    ";": mark("Semicolon"),
    "\t": mark("Tab"),
    "|": mark("Vertical bar"),
}


class _FileForm(OnceForm):
    """A file, which must be there."""

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        file = self["file"]
        if not getattr(file.data, "filename", None):
            file.errors = [*file.errors, say(NO_FILE)]
            is_valid = False
        return is_valid


class BringForm(_FileForm):
    """The file, and what it is a list of; what was redeemed is brought from the page of its promotion."""

    kind = RadioChoice(
        mark("What it is a list of"), ListKind, only=[one for one in ListKind if one != ListKind.REDEMPTIONS]
    )
    file = FileField(mark("File"), description=mark("CSV or Excel (XLSX), at most 20 MB and 100,000 rows."))


class BringRedemptionsForm(_FileForm):
    """The file of what was redeemed of one promotion."""

    file = FileField(mark("File"), description=mark("CSV or Excel (XLSX), at most 20 MB and 200,000 rows."))


class ReadingForm(PlannerForm):
    """How the file is read; only what can be otherwise is offered."""

    encoding = SelectField(mark("Letters"), choices=[], validate_choice=False)
    separator = SelectField(mark("Cells are parted by"), choices=[], validate_choice=False)
    sheet = SelectField(mark("Sheet"), choices=[], validate_choice=False)

    def offer(self, looked: Looked) -> None:
        """Set what may be chosen for this file; the rest is taken away."""
        if looked.sheets:
            self.sheet.choices = [SelectChoice(name, name) for name in looked.sheets]
            del self.encoding, self.separator
            return
        self.encoding.choices = [SelectChoice(one.value, say(ENCODING_NAMES[one])) for one in looked.samples]
        self.separator.choices = [SelectChoice(sign, say(SEPARATOR_NAMES[sign])) for sign in SEPARATORS]
        del self.sheet

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen of what was offered."""
        found: dict[str, Any] = {"encoding": None, "separator": None, "sheet": None}
        for key in found:
            field: Any = getattr(self, key, None)
            if field is not None and field.data in [choice.value for choice in field.choices]:
                found[key] = Encoding(field.data) if key == "encoding" else field.data
        return found


class ColumnsForm(PlannerForm):
    """What each column is (one control a column, made by `columns_form`), and what becomes of matches."""

    on_match: Any = RadioChoice(mark("Records that are here already"), OnMatch)

    def mapping(self, count: int) -> list[str]:
        """The key chosen for each column."""
        return [str(self[control(place)].data or "") for place in range(count)]

    def settings(self) -> dict[str, Any]:
        """What holds for the whole list."""
        return {}


class StakeholderColumnsForm(ColumnsForm):
    """What else holds for every row of a list of stakeholders that does not say it."""

    kind = Choice(mark("Rows without a kind are"), StakeholderKind, needed=False, empty=NOT_SAID)
    category = Choice(mark("Rows without a category are"), Category, needed=False, empty=NOT_SAID)
    interest_or_concern = Paragraph(
        mark("Interest or concern of rows without one"),
        description=mark("Only for those who are new, for example: news about our projects."),
    )
    makes_bodies = Tick(mark("Add organisations that people belong to and that are not here yet"))

    def settings(self) -> dict[str, Any]:
        """What holds for the whole list."""
        return {
            "kind": self.kind.data,
            "category": self.category.data,
            "interest_or_concern": self.interest_or_concern.data or None,
            "makes_bodies": bool(self.makes_bodies.data),
        }


class RedemptionColumnsForm(ColumnsForm):
    """What each column is; what is here already stays as it is."""

    on_match = None


def control(place: int) -> str:
    """The name of a column's control."""
    return f"column_{place}"


PARENTS = {
    ListKind.STAKEHOLDERS: StakeholderColumnsForm,
    ListKind.REDEMPTIONS: RedemptionColumnsForm,
}


def columns_form(one: Import, samples: Sequence[str]) -> ColumnsForm:
    """The form for this list, with a control for each of its columns; `samples` show what stands in them."""
    parent = PARENTS.get(one.kind, ColumnsForm)
    offered = [
        SelectChoice("", say(LEAVE_OUT)),
        *(
            SelectChoice(column.key, column.name(language.language()))
            for column in columns.LISTS[one.kind]
            if column.comes_in
        ),
    ]
    controls = {
        control(place): SelectField("–", description="", choices=offered) for place in range(len(one.heading))
    }
    made: type[ColumnsForm] = type("ListColumnsForm", (parent,), controls)
    filled = {control(place): key for place, key in enumerate(one.mapping)}
    form = made(
        data={"on_match": OnMatch.UPDATE, "makes_bodies": True, **one.settings, **filled},
    )
    for place, heading in enumerate(one.heading):
        field = form[control(place)]
        field.label.text = heading or say(mark("Column %(number)s"), number=place + 1)
        field.description = samples[place]
    return form
