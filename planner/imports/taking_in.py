"""Writing what was planned of a list of stakeholders, thousands of rows a statement, in one transaction.

Not through the mapper, which takes a statement and several objects a row; what it would do besides is done here:
versions are compared and raised, names are made searchable, feeds are told, images are kept for undoing, and the
history of every record gets its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.activity import kept
from planner.activity.models import ActivityAbout, ActivityEntry
from planner.dates import Era
from planner.errors import Refusal
from planner.feeds import watch
from planner.i18n import Language, mark
from planner.imports import matching
from planner.imports.names import is_thai
from planner.imports.outcomes import Outcome, OutcomeKind
from planner.stakeholders import models
from planner.stakeholders.models import Affiliation, Consent, Stakeholder
from planner.stakeholders.words import ConsentMethod, StakeholderKind, StakeholderStatus

CHANGED_SINCE = mark(
    "Records were changed after you looked through the list. Nothing was written; look through it again."
)

PEOPLE: Table = Stakeholder.__table__  # type: ignore[assignment] # of a mapped class it is a table
PLACES: Table = Affiliation.__table__  # type: ignore[assignment] # the same
ABOUT: Table = ActivityAbout.__table__  # type: ignore[assignment] # the same
CONSENTS: Table = Consent.__table__  # type: ignore[assignment] # the same
_NOON = time(5, tzinfo=UTC)  # noon in Thailand: the same day in every zone an office of ours is in

_NAMED = {
    *matching.NAMES,
    *("title", "nickname_th", "nickname_latin", "address_as", "emails", "phones", "line_id", "external_ref"),
}
# plain, as what comes from a list is
_BLANK: dict[str, Any] = {
    **{column.name: None for column in PEOPLE.columns},
    "language": Language.TH.value,
    "date_era": Era.BE.value,
    "timezone": "Asia/Bangkok",
    "emails": [],
    "phones": [],
    "is_self_selected": False,
    "do_not_contact": False,
    "status": StakeholderStatus.ACTIVE.value,
    "version": 1,
}


class Writer:
    """Writes the outcomes of one list, batch by batch; `end` writes what needs all of them to be there."""

    def __init__(self, session: Session, entry: ActivityEntry, actor: User, text_version: str) -> None:
        """`text_version` is noted on consents: which list declared them."""
        self.session, self.entry, self.actor, self.text_version = session, entry, actor, text_version
        self.now = clock.now()
        self._ids: dict[int, int] = {}  # of new records, by the line of their row
        self._places: list[dict[str, Any]] = []
        self._consents: list[dict[str, Any]] = []
        self._bodies: dict[str, dict[str, Any]] = {}

    def write(self, outcomes: Iterable[Outcome]) -> None:
        """Write new and changed records; remember their places and consents."""
        wanted = [one for one in outcomes if one.kind in {OutcomeKind.CREATED, OutcomeKind.UPDATED}]
        created = [one for one in wanted if one.kind == OutcomeKind.CREATED]
        for one, key in zip(created, kept.numbers(self.session, PEOPLE, len(created)), strict=True):
            one.record_id = self._ids[one.line] = key
        self._insert_people([self._new(one) for one in created])
        self._update_people([one for one in wanted if one.kind == OutcomeKind.UPDATED])
        self._revise_places([one for one in wanted if one.place])
        for one in wanted:
            self._remember(one)
        self._tell(one.record_id for one in wanted if one.record_id is not None)

    def end(self) -> None:
        """Write organisations that people belong to and nobody had noted, then all places and consents."""
        ids = kept.numbers(self.session, PEOPLE, len(self._bodies))
        by_name = dict(zip(self._bodies, ids, strict=True))
        self._insert_people(
            [{**body, "id": by_name[plain], **self._signed()} for plain, body in self._bodies.items()]
        )
        self._tell(ids)
        for row in self._places:
            body = row["organisation_id"]
            row["organisation_id"] = by_name[body] if isinstance(body, str) else self._ids.get(-body, body)
        self._insert(PLACES, self._places)
        self._insert(CONSENTS, self._consents)

    def _new(self, one: Outcome) -> dict[str, Any]:
        given = {key: after for key, (_, after) in one.changes.items()}
        return {**_BLANK, **given, "kind": one.stakeholder_kind, "id": one.record_id, **self._signed()}

    def _signed(self) -> dict[str, Any]:
        stamp = {"created_at": self.now, "updated_at": self.now}
        return {**stamp, "created_by_id": self.actor.id, "updated_by_id": self.actor.id}

    def _insert_people(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            row.update(index_of(row))
        self._insert(PEOPLE, rows)

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        if "id" not in rows[0]:
            for row, key in zip(rows, kept.numbers(self.session, table, len(rows)), strict=True):
                row["id"] = key
        # a column that none of the rows fills stays empty without being sent with each
        filled = [key for key in rows[0] if any(row[key] is not None for row in rows)]
        self.session.connection().execute(insert(table), [{key: row[key] for key in filled} for row in rows])
        kept.keep_rows(self.session, self.entry, table, ((row["id"], None, row) for row in rows))

    def _update_people(self, outcomes: list[Outcome]) -> None:
        """One statement for each set of columns that change together."""
        groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        renamed = self._names([one.record_id for one in outcomes if _NAMED & one.changes.keys()])
        for one in outcomes:
            values = {key: after for key, (_, after) in one.changes.items()}
            if one.record_id in renamed:
                values |= index_of({**renamed[one.record_id], **values})
            groups.setdefault(tuple(sorted(values)), []).append(
                {"_id": one.record_id, "_version": one.version, **values}
            )
        for keys, rows in groups.items():
            if keys:
                update_rows(self.session, PEOPLE, keys, rows, now=self.now, actor_id=self.actor.id)
        kept.keep_rows(
            self.session,
            self.entry,
            PEOPLE,
            (
                (
                    one.record_id,
                    {key: before for key, (before, _) in one.changes.items()},
                    {key: after for key, (_, after) in one.changes.items()},
                )
                for one in outcomes
                if one.changes
            ),
        )
        watch.touch(self.session, [one.record_id for one in outcomes if one.record_id and one.changes])

    def _names(self, ids: list[int | None]) -> dict[int | None, Mapping[str, Any]]:
        wanted = [PEOPLE.c[key] for key in ("id", "kind", *_NAMED)]
        rows = self.session.execute(select(*wanted).where(PEOPLE.c.id.in_(ids))).mappings() if ids else ()
        return {row["id"]: dict(row) for row in rows}

    def _revise_places(self, outcomes: list[Outcome]) -> None:
        for one in outcomes:
            changes = one.place["changes"]
            values = {
                key: _day(after) if key == "started_on" else after for key, (_, after) in changes.items()
            }
            row = {"_id": one.place["id"], "_version": one.place["version"], **values}
            keys = tuple(sorted(values))
            update_rows(self.session, PLACES, keys, [row], now=self.now, actor_id=self.actor.id)
        kept.keep_rows(
            self.session,
            self.entry,
            PLACES,
            (
                (
                    one.place["id"],
                    {key: before for key, (before, _) in one.place["changes"].items()},
                    {key: after for key, (_, after) in one.place["changes"].items()},
                )
                for one in outcomes
            ),
        )

    def _remember(self, one: Outcome) -> None:
        if one.new_place:
            place = one.new_place
            plain = matching.folded(place["name"])
            if place["body"] is None and plain not in self._bodies:
                self._bodies[plain] = self._body(place["name"], one)
            self._places.append(
                {
                    "person_id": one.record_id,
                    "organisation_id": plain if place["body"] is None else place["body"],
                    "position_th": place.get("position_th"),
                    "position_en": place.get("position_en"),
                    "started_on": _day(place.get("started_on")),
                    "ended_on": None,
                    "version": 1,
                    **self._signed(),
                }
            )
        said_at = datetime.combine(date.fromisoformat(one.consent_on), _NOON) if one.consent_on else self.now
        for purpose, (_, state) in one.consents.items():
            self._consents.append(
                {
                    "stakeholder_id": one.record_id,
                    "purpose": purpose,
                    "state": state,
                    "text_version": self.text_version,
                    "language": Language.TH,
                    "method": ConsentMethod.IMPORT_DECLARED,
                    "said_at": min(said_at, self.now),
                    "version": 1,
                    **self._signed(),
                }
            )

    def _body(self, name: str, one: Outcome) -> dict[str, Any]:
        """An organisation known through its people alone: what they are to us, it is too."""
        given = {key: after for key, (_, after) in one.changes.items()}
        known: dict[str, Any] = dict(given)
        if "category" not in given or "interest_or_concern" not in given:
            columns = (PEOPLE.c.category, PEOPLE.c.interest_or_concern)
            row = self.session.execute(select(*columns).where(PEOPLE.c.id == one.record_id)).mappings().one()
            known = {"category": row["category"], "interest_or_concern": row["interest_or_concern"], **given}
        return {
            **_BLANK,
            "kind": StakeholderKind.ORGANISATION.value,
            "category": known["category"],
            "interest_or_concern": known["interest_or_concern"],
            "organisation_name_th" if is_thai(name) else "organisation_name_en": name,
        }

    def _tell(self, ids: Iterable[int]) -> None:
        """The list stands in the history of every record that it touched."""
        about = [{"entry_id": self.entry.id, "record_type": PEOPLE.name, "record_id": key} for key in ids]
        if about:
            self.session.connection().execute(insert(ABOUT), about)


def index_of(row: Mapping[str, Any]) -> dict[str, str]:
    """What the row is sorted and searched by."""
    names = models.Names(**{key: row.get(key) for key in models.INDEXED})  # type: ignore[arg-type] # kind is there
    return {"sort_key": names.sort_key, "search_text": names.search_text}


def update_rows(
    session: Session,
    table: Table,
    keys: tuple[str, ...],
    rows: list[dict[str, Any]],
    *,
    now: datetime,
    actor_id: int,
) -> None:
    """Write these columns of rows given with `_id` and `_version`. Raises `Refusal` where a version has risen."""
    statement = (
        update(table)
        .where(table.c.id == bindparam("_id"), table.c.version == bindparam("_version"))
        .values(
            **{key: bindparam(key, type_=table.c[key].type) for key in keys},
            version=table.c.version + 1,
            updated_at=now,
            updated_by_id=actor_id,
        )
    )
    done = session.connection().execute(statement, rows)
    if done.rowcount != len(rows):
        raise Refusal(CHANGED_SINCE)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
