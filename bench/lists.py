"""G17: a list of 10,000 stakeholders, read, checked and taken in, against bare upserts of the same rows."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from bench.measure import Doing, ratio
from bench.stage import Stage, staged
from planner.db import Base
from planner.imports import actions
from planner.imports.actions import Brought, Choice
from planner.lists.columns import ListKind
from planner.uploads.folder import Folder
from tests.imports.samples import media_list

ROWS = 10_000
BATCH = 5_000
ROUNDS = 4
# people and what they belong to
TABLES = ("stakeholder", "affiliation")


def figures() -> Iterator[tuple[str, float]]:
    """The goal of this chapter and what was measured."""
    with staged(0) as stage:
        take_in, bare = _taking_in(stage), _bare(stage)
        # the floor's own rows lie there all the while; the collector would go through them for the product
        gc.collect()
        gc.freeze()
        yield "G17", ratio(take_in, bare, rounds=ROUNDS)


def _taking_in(stage: Stage) -> Doing:
    def take_in() -> None:
        # rolled back in the end, so that every round finds the same
        with Session(stage.session.get_bind(), expire_on_commit=False) as session:
            _take_in(session, stage)

    return take_in


def _take_in(session: Session, stage: Stage) -> None:
    folder = Folder(stage.app.config["DATA_DIR"])
    file = _file()
    actor = stage.office.owner
    stored = folder.keep(io.BytesIO(file), largest=len(file))
    one = actions.bring(session, Brought(ListKind.STAKEHOLDERS, "media.csv", stored), folder, actor=actor)
    actions.choose(session, one, Choice(one.mapping, settings=SETTINGS), actor=actor)
    actions.look_through(session, one, folder)
    actions.take_in(session, one, folder, actor=actor)
    if one.found["created"] < ROWS * 0.9:
        raise RuntimeError(f"most rows were not taken in: {one.found}")


@cache
def _file() -> bytes:
    """The list as somebody sends it; writing it is none of what is measured."""
    return media_list(ROWS).encode("cp874")


# what the list does not say of its rows
SETTINGS = {"kind": "person", "category": "media"}


def _bare(stage: Stage) -> Doing:
    """The rows that a list comes to, in batches of INSERT … ON CONFLICT, with nothing looked at."""
    rows = _rows(stage)

    def bare() -> None:
        with Session(stage.session.get_bind()) as session:
            for table, values in rows:
                statement = insert(table)
                statement = statement.on_conflict_do_update(
                    index_elements=[table.c.id],
                    set_={key: statement.excluded[key] for key in values[0] if key != "id"},
                )
                for begin in range(0, len(values), BATCH):
                    session.execute(statement, values[begin : begin + BATCH])

    return bare


def _rows(stage: Stage) -> list[tuple[Table, list[dict[str, Any]]]]:
    with Session(stage.session.get_bind(), expire_on_commit=False) as session:
        _take_in(session, stage)
        tables = [Base.metadata.tables[name] for name in TABLES]
        return [(table, [dict(row) for row in session.execute(select(table)).mappings()]) for table in tables]
