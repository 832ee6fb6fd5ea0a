"""The form of merging: for every field in which two stakeholders differ, whose value is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # new in 3.3, the types are of 3.2

from planner.custody.merging import Merge, Preview
from planner.web.fields import RecordChoice
from planner.web.forms import Conflict, PlannerForm

_TAKE = "take_"


class Side(RecordChoice):
    """One of the two, by what it says; one of them is always chosen."""

    def offer(self, records: Any) -> None:
        """Set what may be chosen: the ids of the two, with what each says."""
        options = [SelectChoice(str(key), label) for key, label in records]
        self.offered = {int(option.value) for option in options}
        self.choices = options


class MergeForm(PlannerForm):
    """Whose value is kept; carries the versions of both that the person saw."""

    other_version = HiddenField()

    @property
    def conflicts(self) -> list[Conflict]:
        """Nothing was typed that could differ: the page shows both as they are now, to be looked at again."""
        if self.is_stale and self.record is not None:
            self.version.data = str(self.record.version)
            self.version.raw_data = None
        return []

    @property
    def sides(self) -> list[tuple[str, Any]]:
        """The choices, by the column that each is about."""
        return [(field.name.removeprefix(_TAKE), field) for field in self if field.name.startswith(_TAKE)]

    def to_data(self, keeps_id: int, drops_id: int, filled: Iterable[str]) -> Merge:
        """What was chosen; the columns `filled` are empty in the one that stays."""
        seen = str(self.other_version.data or "")
        return Merge(
            keeps_id=keeps_id,
            drops_id=drops_id,
            from_dropped=frozenset(key for key, field in self.sides if field.data == drops_id) | set(filled),
            keeps_version=self.seen_version,
            drops_version=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1,
        )


def merge_form(shown: Preview, said: dict[str, tuple[str, str, str]]) -> MergeForm:
    """The form for these two. `said` holds, by column, its label and what each of the two says there."""
    sides = {f"{_TAKE}{one.key}": Side(said[one.key][0]) for one in shown.differences if one.is_choice}
    ids = shown.keeps.id, shown.drops.id
    chosen = dict.fromkeys(sides, ids[0])
    form: MergeForm = type("MergeFormOfTwo", (MergeForm,), sides)(
        record=shown.keeps, data={**chosen, "other_version": str(shown.drops.version)}
    )
    for key, side in form.sides:
        _, kept, dropped = said[key]
        side.offer(zip(ids, (kept, dropped), strict=True))
    return form
