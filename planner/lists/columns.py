"""Every list as a table: its columns, what they are called in either language, how a cell is read and written.

One table for both ways, so that a list that went out and comes in again changes nothing: `read(write(x)) == x`
for every value a record can hold, in both languages. A column without `goes_out` is only understood in lists that
come from elsewhere; one without `comes_in` is written for people to read and never changes a record.

The value of a column is the record's attribute of the same name, but for these: `number` the record's id;
`organisation`, `position_th`, `position_en`, `started_on` those of the person's first affiliation that has not
ended (`organisation` by its name); `owner`, `approver` the person's e-mail address; `team` the team's name;
`campaign` its code; `redeemed_on` and `redeemed_time` on the clocks of the promotion, `value` in its currency;
`consent_<purpose>` the state that holds, None where nobody was asked; of an event `start_on`,
`start_time`, `end_on`, `end_time` on the clocks of its zone, the times None where it lasts whole days.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from planner import text
from planner.i18n import mark
from planner.lists import event_columns, redemption_columns, stakeholder_columns
from planner.lists.column import Column


class ListKind(StrEnum):
    """What a list is of."""

    STAKEHOLDERS = "stakeholders"
    EVENTS = "events"
    CAMPAIGNS = "campaigns"
    REDEMPTIONS = "redemptions"


LIST_KIND_NAMES: dict[ListKind, str] = {
    ListKind.STAKEHOLDERS: mark("Stakeholders"),
    ListKind.EVENTS: mark("Events"),
    ListKind.CAMPAIGNS: mark("Campaigns"),
    ListKind.REDEMPTIONS: mark("What was redeemed"),
}

LISTS: dict[ListKind, tuple[Column, ...]] = {
    ListKind.STAKEHOLDERS: stakeholder_columns.COLUMNS,
    ListKind.EVENTS: event_columns.EVENTS,
    ListKind.CAMPAIGNS: event_columns.CAMPAIGNS,
    ListKind.REDEMPTIONS: redemption_columns.REDEMPTIONS,
}


def going_out(kind: ListKind) -> tuple[Column, ...]:
    """The columns of a list that is written, in order."""
    return tuple(column for column in LISTS[kind] if column.goes_out)


def column(kind: ListKind, key: str) -> Column:
    """The column of this key."""
    return _by_key(kind)[key]


def recognised(kind: ListKind, heading: str) -> Column | None:
    """The column that a heading of somebody's file means, in either language; None if it means none of ours."""
    return _by_heading(kind).get(plain_heading(heading))


def plain_heading(heading: str) -> str:
    """A heading as it is compared: without case, spaces, stars, dots and what stands between words."""
    folded = text.clean(heading).translate(text.THAI_DIGITS).casefold()
    return re.sub(r"[\s*.:_\-–/()\[\]\"'’#]+", "", folded)


@cache
def _by_key(kind: ListKind) -> dict[str, Column]:
    return {one.key: one for one in LISTS[kind]}


@cache
def _by_heading(kind: ListKind) -> dict[str, Column]:
    found: dict[str, Column] = {}
    # our own names first: what goes out comes in as the same column, whatever else others call by that name
    own = [(name, one) for one in LISTS[kind] for name in (one.name_th, one.name_en)]
    # a column “Number” or “ID” of theirs counts their rows: taken for our numbers it would change strangers' records
    by_any_name = [one for one in LISTS[kind] if one.key != "number"]
    others = [(name, one) for one in by_any_name for name in (one.key, *one.synonyms)]
    for name, one in [*own, *others]:
        found.setdefault(plain_heading(name), one)
    return found


# ── Cells that a spreadsheet would calculate ─────────────────────────────────────────────────────────────

# the wide forms too: spreadsheets of East Asia read them as the narrow ones
_CALCULATES = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"''*[=+\-@\t\r＝＋－＠]")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what would begin one (OWASP).

    Of workbooks too: their texts calculate nothing by themselves, but somebody may save one as CSV.
    """
    return f"'{cell}" if _CALCULATES.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell
