"""Which record a row is about.

In this order, the first that finds one decides: our own number; the office's reference; an e-mail address; a
telephone number with the name; the name with the organisation. An address that several share (a newsroom's) needs
the name as well. A row of one kind is never about a record of another. Where several records fit equally, nobody
guesses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import text
from planner.imports.people import Prepared
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.stakeholders.reach import same_email
from planner.stakeholders.words import SET_ASIDE, StakeholderKind

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a record, or of an earlier row of the file (whose id is its line, negative)."""

    id: int
    kind: str
    names: frozenset[str]


class Ambiguous(Exception):
    """Several records fit equally; their ids."""

    def __init__(self, ids: Iterable[int]) -> None:
        super().__init__()
        self.ids = sorted(ids)


class Index:
    """Everybody who is known, by each of the ways."""

    def __init__(self, shared: Counter[str]) -> None:
        """`shared` counts the e-mail addresses of the file."""
        # nearly every way leads to one alone: a set for each would be most of what a long list takes
        self._by: dict[Key, int | set[int]] = {}
        self._known: dict[int, Known] = {}
        self._bodies: dict[str, set[int]] = {}
        # of records merged into others: who stands for them now
        self.merged: dict[int, int] = {}
        self._shared = shared

    def add(self, known: Known, *, ref: str | None, emails: Any, phones: Any, bodies: Iterable[str]) -> None:
        """Take somebody up; `bodies` are the folded names of what they belong to."""
        self._known[known.id] = known
        if ref:
            self._put(known, ("ref", known.kind, folded(ref)))
        for email in emails or ():
            self._put(known, ("email", known.kind, same_email(email)))
        for name in known.names:
            for phone in phones or ():
                self._put(known, ("phone", known.kind, phone, name))
            for body in bodies or ("",):
                self._put(known, ("name", known.kind, name, body))
            if known.kind != StakeholderKind.PERSON:
                self._bodies.setdefault(name, set()).add(known.id)

    def add_row(self, row: Prepared) -> None:
        """Take up a row that makes somebody: what follows in the file may be about them."""
        self.add(
            Known(-row.line, row.kind, names_of(row.columns)),
            ref=row.columns.get("external_ref"),
            emails=row.columns.get("emails"),
            phones=row.columns.get("phones"),
            bodies=(folded(row.organisation),) if row.organisation else (),
        )

    def find(self, row: Prepared) -> int | None:
        """Whom the row is about; None where nobody fits. Raises `Ambiguous`."""
        own = self._known.get(row.number or 0)
        if own is not None and own.kind == row.kind:
            return own.id
        names = names_of(row.columns)
        ref = row.columns.get("external_ref")
        found = self._of(("ref", row.kind, folded(ref))) if ref else set()
        return (
            _only(found)
            or self._by_email(row, names)
            or _only(self._all("phone", row, names, row.columns.get("phones") or ()))
            or _only(self._all("name", row, names, (folded(row.organisation or ""),)))
        )

    def body(self, name: str) -> int | None:
        """The organisation or public of this name. Raises `Ambiguous`."""
        return _only(self._bodies.get(folded(name), set()))

    def _by_email(self, row: Prepared, names: frozenset[str]) -> int | None:
        emails = [same_email(email) for email in row.columns.get("emails") or ()]
        found: set[int] = set()
        for email in emails:
            found |= self._of(("email", row.kind, email))
        if len(found) == 1 and all(self._shared[email] < 2 for email in emails):
            return next(iter(found))
        named = {one for one in found if not names or names & self._known[one].names}
        return _only(named)

    def _all(self, way: str, row: Prepared, names: frozenset[str], others: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for other in others:
            for name in names:
                key = (way, row.kind, name, other) if way == "name" else (way, row.kind, other, name)
                found |= self._of(key)
        return found

    def _of(self, key: Key) -> set[int]:
        found = self._by.get(key)
        return found if isinstance(found, set) else set() if found is None else {found}

    def _put(self, known: Known, key: Key) -> None:
        there = self._by.setdefault(key, known.id)
        if isinstance(there, set):
            there.add(known.id)
        elif there != known.id:
            self._by[key] = {there, known.id}


def index(session: Session, shared: Counter[str]) -> Index:
    """Everybody in the database who was not erased. Three statements, whatever the number of rows."""
    found = Index(shared)
    one, body = Stakeholder.__table__.alias(), Stakeholder.__table__.alias()
    ended, person, of = Affiliation.ended_on, Affiliation.person_id, Affiliation.organisation_id
    places: dict[int, set[str]] = {}
    named = select(person, body.c.organisation_name_th, body.c.organisation_name_en)
    for key, *written in session.execute(named.join(body, body.c.id == of).where(ended.is_(None))):
        places.setdefault(key, set()).update(folded(name) for name in written if name)
    wanted = ("id", "kind", "external_ref", "emails", "phones", *NAMES)
    for row in session.execute(
        select(*(one.c[key] for key in wanted)).where(one.c.status.not_in(SET_ASIDE))
    ).mappings():
        found.add(
            Known(row["id"], row["kind"].value, names_of(row)),
            ref=row["external_ref"],
            emails=row["emails"],
            phones=row["phones"],
            bodies=places.get(row["id"], ()),
        )
    merged = select(one.c.id, one.c.merged_into_id).where(one.c.merged_into_id.is_not(None))
    found.merged = {row.id: row.merged_into_id for row in session.execute(merged)}
    return found


NAMES = (
    "given_th",
    "family_th",
    "given_latin",
    "family_latin",
    "organisation_name_th",
    "organisation_name_en",
)


def names_of(columns: Any) -> frozenset[str]:
    """The full names of a record or a row, in either script, as they are compared."""
    get = columns.get
    pairs = ((get("given_th"), get("family_th")), (get("given_latin"), get("family_latin")))
    full = [f"{given or ''} {family or ''}" for given, family in pairs if given or family]
    full += filter(None, (get("organisation_name_th"), get("organisation_name_en")))
    return frozenset(plain for name in full if (plain := folded(name)))


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """A name as it is compared: without case and needless spaces."""
    return text.searchable(name).replace(" ", "") if not name.isascii() else " ".join(name.casefold().split())


def _only(found: set[int]) -> int | None:
    if len(found) > 1:
        raise Ambiguous(found)
    return next(iter(found), None)
