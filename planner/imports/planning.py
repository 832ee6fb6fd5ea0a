"""What taking a list of stakeholders in would do, row by row, against the records as they are now. Writes nothing.

The same code plans for the page that shows it and for the transaction that does it, so that both come to the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.activity import images
from planner.i18n import mark
from planner.imports import matching
from planner.imports.matching import Ambiguous, Index
from planner.imports.models import OnMatch
from planner.imports.outcomes import Outcome, OutcomeKind
from planner.imports.people import PERSON, Prepared, Usual
from planner.imports.rows import Wrong
from planner.stakeholders.models import Affiliation, Consent, Stakeholder
from planner.stakeholders.words import CONSENT_PURPOSE_NAMES, SET_ASIDE, ConsentPurpose, ConsentState

BATCH = 2_000

NO_GIVEN = mark("Give their given name, in Thai or in Latin script.")
NO_NAME = mark("Give the name, in Thai or in English.")
NO_CATEGORY = mark(
    "Say what they are to the organisation: give a category, or choose one for the whole list."
)
NO_CONCERN = mark(
    "Say what they are interested in or concerned about: without it there is nothing to relate to."
)
NO_WAY = mark("Give one way to reach them: an e-mail address, a telephone number or a LINE ID.")
NOBODY = mark("There is nobody of that name to choose.")
SEVERAL = mark("This could be any of several records: %(names)s. Give the reference or our own number.")
SEVERAL_BODIES = mark("There are several organisations called “%(name)s”.")
SAME_AS = mark("This is the same one as in row %(line)s, but says something else.")
REPEATS = mark("The same as row %(line)s.")
STAYS_BARRED = mark("“Do not contact” stays: a list cannot lift it.")
STAYS_SAID = mark("They refused or withdrew their consent to “%(purpose)s”; a list cannot change that.")
ERASED_SINCE = mark("What was known about this stakeholder was erased; nothing can be written here any more.")
MERGED_SINCE = mark("This one was merged into number %(number)s. Write that number, or leave the row out.")
LEFT = mark("Left as it is, as you chose.")


@dataclass(frozen=True)
class Rules:
    """What the person chose for the whole list."""

    usual: Usual = field(default_factory=Usual)
    on_match: OnMatch = OnMatch.UPDATE
    makes_bodies: bool = True
    file_name: str = ""


@dataclass
class Record:
    """A stakeholder as it stands, plain, with where they belong now and what they consented to."""

    columns: dict[str, Any]
    version: int
    places: list[dict[str, Any]] = field(default_factory=list)
    consents: dict[str, str] = field(default_factory=dict)


class Planner:
    """Plans the rows of one file."""

    def __init__(self, session: Session, rules: Rules, shared: Counter[str], *, locks: bool = False) -> None:
        """`locks` holds the records that match until the transaction ends."""
        self.session, self.rules, self.locks = session, rules, locks
        self.index: Index = matching.index(session, shared)
        self._owners = {
            email.casefold(): key
            for key, email in session.execute(select(User.id, User.email).where(User.is_active))
        }
        # who an earlier row of the file was about: its line, and a digest of what it said
        self._taken: dict[int, tuple[int, bytes]] = {}
        # organisations that will be made because somebody belongs to them
        self.new_bodies: dict[str, str] = {}

    def plan(self, rows: Iterable[Prepared]) -> Iterator[list[Outcome]]:
        """The outcomes, some thousands at a time, in the order of the rows."""
        source = iter(rows)
        while batch := list(islice(source, BATCH)):
            found = [(row, *self._whom(row)) for row in batch]
            records = self._records([key for _, key, _ in found if key is not None and key > 0])
            yield [self._outcome(row, key, outcome, records) for row, key, outcome in found]

    def _whom(self, row: Prepared) -> tuple[int | None, Outcome | None]:
        """Whom a row is about, or already what becomes of it."""
        self._fill(row)
        if row.wrong:
            return None, self._refused(row, *row.wrong)
        if row.number in self.index.merged:
            # a list of before: what it says of the one that went must not be written over the one that stayed
            stays = self.index.merged[row.number]
            return None, self._refused(row, Wrong(MERGED_SINCE, {"number": stays}))
        try:
            key = self.index.find(row)
        except Ambiguous as several:
            return None, self._refused(row, Wrong(SEVERAL, {"names": self._names(several.ids)}))
        taken = self._taken.get(key) if key is not None else None
        if taken is not None:
            if taken[1] == row.digest:
                note = Wrong(REPEATS, {"line": taken[0]})
                return None, Outcome(row.line, OutcomeKind.UNCHANGED, row.label, notes=[note])
            return None, self._refused(row, Wrong(SAME_AS, {"line": taken[0]}))
        if key is None:
            lacking = self._lacking(row)
            if lacking:
                return None, self._refused(row, *lacking)
            self.index.add_row(row)
        self._taken[-row.line if key is None else key] = (row.line, row.digest)
        return key, None

    def _fill(self, row: Prepared) -> None:
        """Find the owner; a person of that address must be here."""
        if row.owner is not None:
            owner_id = self._owners.get(row.owner)
            if owner_id is None:
                row.wrong.append(Wrong(NOBODY))
            else:
                row.columns["owner_id"] = owner_id
            row.owner = None

    def _lacking(self, row: Prepared) -> list[Wrong]:
        """What somebody new would mean nothing without; what holds for the whole list is filled in."""
        own, usual = row.columns, self.rules.usual
        if usual.category:
            own.setdefault("category", usual.category)
        if usual.interest_or_concern:
            own.setdefault("interest_or_concern", usual.interest_or_concern)
        wrong = []
        if row.kind == PERSON and not (own.get("given_th") or own.get("given_latin")):
            wrong.append(Wrong(NO_GIVEN))
        if row.kind != PERSON and not (own.get("organisation_name_th") or own.get("organisation_name_en")):
            wrong.append(Wrong(NO_NAME))
        if not own.get("category"):
            wrong.append(Wrong(NO_CATEGORY))
        if not own.get("interest_or_concern"):
            wrong.append(Wrong(NO_CONCERN))
        if row.kind != "public" and not any(own.get(key) for key in ("emails", "phones", "line_id")):
            wrong.append(Wrong(NO_WAY))
        return wrong

    def _outcome(
        self, row: Prepared, key: int | None, outcome: Outcome | None, records: dict[int, Record]
    ) -> Outcome:
        if outcome is not None:
            return outcome
        record = records.get(key) if key is not None else None
        if key is not None and record is None:
            return self._refused(row, Wrong(ERASED_SINCE))
        if record is not None and self.rules.on_match == OnMatch.LEAVE:
            return Outcome(row.line, OutcomeKind.UNCHANGED, row.label, key, notes=[Wrong(LEFT)])
        found = Outcome(
            row.line, OutcomeKind.CREATED if record is None else OutcomeKind.UPDATED, row.label, key
        )
        found.stakeholder_kind = row.kind
        self._columns(row, record, found)
        self._contact(row, record, found)
        self._consents(row, record, found)
        refusal = self._place(row, record, found)
        if refusal is not None:
            return self._refused(row, refusal)
        if record is not None:
            found.version = record.version
            if not (found.changes or found.consents or found.place or found.new_place):
                found.kind = OutcomeKind.UNCHANGED
        return found

    def _columns(self, row: Prepared, record: Record | None, found: Outcome) -> None:
        was = {} if record is None else record.columns
        for key, value in row.columns.items():
            before = was.get(key)
            if before != value:
                found.changes[key] = [before, value]

    def _contact(self, row: Prepared, record: Record | None, found: Outcome) -> None:
        """A list may bar contact; it never lifts the bar."""
        is_barred = record is not None and record.columns["do_not_contact"]
        if row.bars_contact and not is_barred:
            reason = row.bar_reason or self.rules.file_name
            found.changes |= {"do_not_contact": [False, True], "do_not_contact_reason": [None, reason]}
        elif row.bars_contact is False and is_barred:
            found.notes.append(Wrong(STAYS_BARRED))

    def _consents(self, row: Prepared, record: Record | None, found: Outcome) -> None:
        """What the list declares is written down as declared; a no that was said here is not turned into a yes."""
        was = {} if record is None else record.consents
        for purpose, state in row.consents.items():
            before = was.get(purpose)
            if before == state:
                continue
            if state == ConsentState.GIVEN and before in {ConsentState.REFUSED, ConsentState.WITHDRAWN}:
                name = CONSENT_PURPOSE_NAMES[ConsentPurpose(purpose)]
                found.notes.append(Wrong(STAYS_SAID, {"purpose": name}))
                continue
            found.consents[purpose] = [before, state]
        if found.consents and row.consent_on:
            found.consent_on = row.consent_on

    def _place(self, row: Prepared, record: Record | None, found: Outcome) -> Wrong | None:
        """Where a person belongs: known already, or to be noted."""
        if row.organisation is None or row.kind != PERSON:
            return None
        try:
            body = self.index.body(row.organisation)
        except Ambiguous:
            return Wrong(SEVERAL_BODIES, {"name": row.organisation})
        plain = matching.folded(row.organisation)
        if body is None:
            if not self.rules.makes_bodies:
                return None
            self.new_bodies.setdefault(plain, row.organisation)
        for place in record.places if record is not None else ():
            if place["organisation_id"] == body:
                changed = {
                    key: [place[key], value] for key, value in row.place.items() if place[key] != value
                }
                if changed:
                    found.place = {"id": place["id"], "version": place["version"], "changes": changed}
                return None
        found.new_place = {"name": row.organisation, "body": body, **row.place}
        return None

    def _records(self, ids: list[int]) -> dict[int, Record]:
        """Those records that were not erased, with their places and consents. Three statements."""
        found: dict[int, Record] = {}
        table = Stakeholder.__table__
        wanted = select(table).where(table.c.id.in_(ids), table.c.status.not_in(SET_ASIDE))
        if self.locks:
            wanted = wanted.order_by(table.c.id).with_for_update()
        for row in self.session.execute(wanted).mappings():
            found[row["id"]] = Record(
                {key: images.plain(value) for key, value in row.items()}, row["version"]
            )
        places = Affiliation.__table__
        current = select(places).where(places.c.person_id.in_(ids), places.c.ended_on.is_(None))
        for row in self.session.execute(current.order_by(places.c.id)).mappings():
            if row["person_id"] in found:
                plain = {key: images.plain(value) for key, value in row.items()}
                found[row["person_id"]].places.append(plain)
        said = select(Consent.stakeholder_id, Consent.purpose, Consent.state)
        # the newest holds, and of two said at once the one written last
        said = said.where(Consent.stakeholder_id.in_(ids)).order_by(Consent.said_at, Consent.id)
        for key, purpose, state in self.session.execute(said):
            if key in found:
                found[key].consents[purpose.value] = state.value
        return found

    def _refused(self, row: Prepared, *wrong: Wrong) -> Outcome:
        return Outcome(row.line, OutcomeKind.REFUSED, row.label, notes=list(wrong))

    def _names(self, ids: list[int]) -> list[str]:
        """The names of a few records, for people; rows of the file by their line."""
        one = Stakeholder
        full = [func.coalesce(getattr(one, key), "") for key in matching.NAMES]
        rows = self.session.execute(
            select(one.id, *full).where(one.id.in_([key for key in ids[:5] if key > 0]))
        )
        return [
            f"{' '.join(filter(None, parts[:2])) or ' '.join(filter(None, parts[2:]))} ({key})"
            for key, *parts in rows
        ]
