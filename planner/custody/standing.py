"""Whether rows still stand as an act left them, and what stands in the way of taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from planner.activity import images
from planner.activity.images import DERIVED, Image
from planner.custody.permits import in_parts
from planner.db import Base
from planner.errors import Refusal
from planner.feeds.models import Carried
from planner.i18n import mark

NOUNS: dict[str, str] = {
    "affiliation": mark("an affiliation"),
    "attachment": mark("a stakeholder at an event"),
    "budget_entry": mark("an entry of the budget"),
    "budget_line": mark("a budget line"),
    "campaign": mark("the campaign"),
    "campaign_template": mark("the template"),
    "checklist_item": mark("a line of the checklist"),
    "clash_acknowledgement": mark("an accepted clash"),
    "consent": mark("a consent"),
    "event": mark("the event"),
    "event_override": mark("an occurrence"),
    "excluded_date": mark("a day left out of a series"),
    "feed": mark("a calendar feed"),
    "foreign_event": mark("what it was taken in from"),
    "guard_answer": mark("an answer to the mixed-message guard"),
    "key_message": mark("a key message"),
    "measurement": mark("a measurement"),
    "named_link": mark("a link"),
    "objective": mark("an objective"),
    "own_metric": mark("a metric"),
    "participation": mark("how a stakeholder takes part"),
    "contribution": mark("a contribution"),
    "evidence": mark("a file that proves it"),
    "need": mark("a need"),
    "promotion": mark("a promotion"),
    "redemption": mark("a redemption"),
    "till": mark("a till"),
    "promotion_code": mark("a batch of codes"),
    "plan_snapshot": mark("a plan that was sent for review"),
    "plan_comment": mark("a comment on the plan"),
    "run_sheet_item": mark("a step of the run sheet"),
    "saved_view": mark("a saved view"),
    "stakeholder": mark("the stakeholder"),
}
SOMETHING = mark("something else")
# tables whose rows follow their event or their promotion by themselves
FOLLOWING = frozenset({"prepared_event", "carried", "redemption_tally", "code_use"})

CHANGED = mark("Somebody has changed %(what)s since then. Look at it as it is now, and change it by hand.")
GONE = mark("It cannot be undone: %(what)s has been removed since then.")
THERE = mark("It cannot be undone: %(what)s stands there again already.")
HANGS = mark("It cannot be undone: %(what)s has been added to it since then. Remove that first.")
WANTS = mark("It cannot be undone: %(what)s that it belongs to is no longer there.")
CARRIED = mark(
    "A calendar feed has carried this event, so it cannot be taken away without a word. "
    "Cancel it instead: everyone who holds the feed is then told."
)


class ChangedSince(Refusal):
    """Somebody changed a column after the act; it says which, for whoever can name it to people."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(CHANGED, what=noun(table))
        self.table = table
        self.column = column


def noun(table: str) -> str:
    """What people call a row of the table."""
    return NOUNS.get(table, SOMETHING)


def rows(
    session: Session, name: str, keys: Iterable[tuple[Any, ...]], *, locks: bool = False
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The rows of a table that have these plain keys, plain, by key; nobody else may change them if it `locks`."""
    table = images.table_of(name)
    first = table.primary_key.columns.values()[0]
    wanted = set(keys)
    found = {}
    for some in in_parts(sorted({key[0] for key in wanted})):
        asked = select(table).where(first.in_(some)).order_by(first)
        for row in session.execute(asked.with_for_update() if locks else asked).mappings():
            held = images.written(table, {**row})
            key = images.key_of(table, held)
            if key in wanted:
                found[key] = held
    return found


def expect_unchanged(session: Session, found: Sequence[Image], *, locks: bool = False) -> None:
    """Raise unless every row stands as the act left it; if it `locks`, so it stays until the transaction ends."""
    for name, of_table in by_table(found).items():
        now = rows(session, name, [one.key for one in of_table], locks=locks)
        for one in of_table:
            held = now.get(one.key)
            if one.after is None:
                if held is not None:
                    raise Refusal(THERE, what=noun(name))
            elif held is None:
                raise Refusal(GONE, what=noun(name))
            else:
                for column, value in one.after.items():
                    if column not in DERIVED and column in held and held[column] != value:
                        raise ChangedSince(name, column)


def by_table(found: Iterable[Image]) -> dict[str, list[Image]]:
    """The images of each table."""
    sorted_: dict[str, list[Image]] = {}
    for one in found:
        sorted_.setdefault(one.table, []).append(one)
    return sorted_


def expect_not_carried(session: Session, found: Sequence[Image]) -> None:
    """Raise if taking the act back would remove an event that a feed has carried."""
    made = [one for one in found if one.table == "event" and one.before is None]
    uids = [one.after["uid"] for one in made if one.after is not None]
    if is_carried(session, [one.key[0] for one in made], uids):
        raise Refusal(CARRIED)


def is_carried(session: Session, event_ids: Sequence[int], uids: Sequence[str]) -> bool:
    """Whether a feed carries one of the events, or ever did."""
    return any(
        session.scalars(
            select(Carried.uid).where(or_(Carried.event_id.in_(ids), Carried.uid.in_(some))).limit(1)
        ).first()
        is not None
        for ids, some in zip(in_parts(event_ids), in_parts(uids), strict=True)
    )


def pointing_at(name: str) -> list[tuple[Table, Any]]:
    """Every column of every table that points at the table: found in the tables, so that none is forgotten."""
    target = images.table_of(name)
    return [
        (table, column)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name not in FOLLOWING and any(key.column.table is target for key in column.foreign_keys)
    ]


def expect_nothing_hangs(session: Session, leaving: dict[str, set[tuple[Any, ...]]]) -> None:
    """Raise if rows that stay point at rows that are to leave."""
    for name, keys in leaving.items():
        for table, column in pointing_at(name):
            own = list(table.primary_key.columns)
            for some in in_parts(sorted(key[0] for key in keys)):
                for row in session.execute(select(*own).where(column.in_(some))):
                    if tuple(images.plain(part) for part in row) not in leaving.get(table.name, set()):
                        raise Refusal(HANGS, what=noun(table.name))
