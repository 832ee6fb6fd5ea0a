"""Bringing a list, saying what its columns are, looking through it, taking it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from planner import clock, text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.activity.models import ActivityEntry
from planner.campaigns.queries import visible_to
from planner.custody import undoing
from planner.errors import NotFound, Refusal
from planner.i18n import mark
from planner.imports import cells, looking, reading, record_lists, redemption_lists
from planner.imports.looking import Chosen, Looked, Tell, silent
from planner.imports.models import HeadingMeaning, Import, ImportState, OnMatch
from planner.imports.reading import How
from planner.imports.redemption_lists import Terms
from planner.imports.rows import MOST_ROWS
from planner.imports.taking_in import CHANGED_SINCE, Writer
from planner.lists import columns
from planner.lists.columns import ListKind
from planner.promotions import access as promotions
from planner.promotions.models import Promotion
from planner.uploads.encodings import Encoding
from planner.uploads.folder import Folder

PER_MINUTE = 5
# names the lock under which lists are taken in (PostgreSQL: an advisory lock is a number of the application's own)
TAKING_IN = 7_204_002
NEAR = 1_000
"""So many numbers of entries back somebody may still be writing."""
NOT_OPEN = mark("This list was taken in already.")
NOT_TAKEN_IN = mark("This list was not taken in, or was taken back already.")
NOT_CHECKED = mark("Look through the list first.")
NOTHING_NEW = mark("There is nothing to take in.")
NO_COLUMN = mark("Match at least one column.")
NO_DAY_COLUMN = mark("Say which column holds the day.")

NEEDED = {
    ListKind.STAKEHOLDERS: "stakeholder:edit",
    ListKind.EVENTS: "list:bring",
    ListKind.CAMPAIGNS: "list:bring",
    ListKind.REDEMPTIONS: "list:bring",
}
MOST = {
    ListKind.STAKEHOLDERS: MOST_ROWS,
    ListKind.EVENTS: record_lists.MOST,
    ListKind.CAMPAIGNS: record_lists.MOST,
    ListKind.REDEMPTIONS: redemption_lists.MOST,
}
"""Rows of one list."""
PLANNED_BY_READING = frozenset({ListKind.STAKEHOLDERS, ListKind.REDEMPTIONS})
"""Lists that are planned without writing anything; the others are done and gone back on."""


@dataclass(frozen=True)
class Brought:
    """A file that lies in the folder, what it is a list of, and what it was called; of a promotion, of which."""

    kind: ListKind
    file_name: str
    stored_as: str
    promotion_id: int | None = None


@dataclass(frozen=True)
class Choice:
    """What a person says about a list: how it is read, what its columns are, what holds for all rows."""

    mapping: Sequence[str]
    on_match: OnMatch = OnMatch.UPDATE
    settings: Mapping[str, Any] = field(default_factory=dict)


def wait(session: Session, actor: User) -> timedelta | None:
    """How long the person must wait before bringing another list: at most five a minute (hardening H8)."""
    since = clock.now() - timedelta(minutes=1)
    count, oldest = session.execute(
        select(func.count(), func.min(Import.created_at)).where(
            Import.created_by_id == actor.id, Import.created_at > since
        )
    ).one()
    return None if count < PER_MINUTE else oldest + timedelta(minutes=1) - clock.now()


def bring(session: Session, data: Brought, folder: Folder, *, actor: User) -> Import:
    """Take a first look at a list that was brought. Raises `Refusal` where it is none."""
    permissions.demand(actor, NEEDED[data.kind])
    if data.kind == ListKind.REDEMPTIONS:
        redemption_lists.terms(session, data.promotion_id, actor=actor)
    folder.sweep()
    looked = reading.look(folder.file(data.stored_as))
    made = Import(
        kind=data.kind,
        promotion_id=data.promotion_id,
        file_name=text.shortened(text.clean(data.file_name), 200) or "list",
        stored_as=data.stored_as,
        created_by_id=actor.id,
        updated_by_id=actor.id,
    )
    read_as(session, made, looked.how, folder)
    session.add(made)
    session.flush()
    return made


def read_as(session: Session, one: Import, how: How, folder: Folder) -> None:
    """Read the file in this way: find its heading and what the headings mean."""
    expect_open(one)
    path = folder.file(one.stored_as)
    one.row_count = looking.expect_few_enough(path, how, MOST[one.kind])
    found = reading.table(path, how, one.kind)
    one.encoding = None if how.encoding is None else how.encoding.value
    one.separator, one.sheet = how.separator, how.sheet
    one.heading, one.heading_line = [*found.heading], found.line
    one.mapping = cells.meant(one.kind, found.heading, _said(session, one))
    one.state, one.found, one.digest = ImportState.BROUGHT, {}, None


def choose(session: Session, one: Import, data: Choice, *, actor: User) -> None:
    """Say what the columns are; it is remembered for this person's next list."""
    expect_open(one)
    mapping = [*data.mapping, *("" for _ in one.heading)][: len(one.heading)]
    if not any(mapping):
        raise Refusal(NO_COLUMN)
    for key in cells.doubled(mapping):
        names = columns.column(one.kind, key)
        raise Refusal(looking.DOUBLED, name=names.name(actor.language))
    if one.kind == ListKind.REDEMPTIONS and "redeemed_on" not in mapping:
        # every row would be refused for it
        raise Refusal(NO_DAY_COLUMN)
    one.mapping = mapping
    one.settings = {**data.settings, "on_match": data.on_match.value}
    one.state, one.found, one.digest = ImportState.BROUGHT, {}, None
    _remember(session, one, actor)


def look_through(session: Session, one: Import, folder: Folder, tell: Tell = silent) -> None:
    """Understand every row and plan it. Called within a transaction that writes, or by a worker (`at_work`)."""
    expect_open(one)
    want = looking.chosen(one)
    terms = terms_of(session, one)
    understand(folder, want, terms, tell)
    looked(one, planned(session, folder, one, tell, terms=terms))
    looking.keep_refused(folder, want)


def terms_of(session: Session, one: Import) -> Terms | None:
    """Those of the promotion that a list is of, if it is of one."""
    if one.kind != ListKind.REDEMPTIONS:
        return None
    return redemption_lists.terms(session, one.promotion_id, actor=_maker(session, one))


def understand(folder: Folder, want: Chosen, terms: Terms | None = None, tell: Tell = silent) -> None:
    """Read the file once, and keep what its rows say. Asks nothing of the database."""
    if want.kind == ListKind.STAKEHOLDERS:
        looking.understand(folder, want, tell)
    elif terms is not None:
        redemption_lists.understand(folder, want, terms, tell)
    else:
        record_lists.understand(folder, want)


def planned(
    session: Session,
    folder: Folder,
    one: Import,
    tell: Tell = silent,
    *,
    terms: Terms | None = None,
    locks: bool = False,
) -> Looked:
    """Plan what was understood against the records as they are; of a promotion, under the `terms` it was read by."""
    want = looking.chosen(one)
    if one.kind == ListKind.STAKEHOLDERS:
        # before anything is read: what is entered meanwhile came after
        as_of = entered(session)
        return replace(looking.plan(session, folder, want, tell, locks=locks), as_of=as_of)
    terms, maker = terms or terms_of(session, one), _maker(session, one)
    if terms is not None:
        return redemption_lists.plan(session, folder, want, terms, actor=maker, tell=tell)
    return record_lists.plan(session, folder, want, maker)


def looked(one: Import, found: Looked) -> None:
    """Note what looking through came to."""
    one.state, one.found, one.digest = ImportState.CHECKED, {**found.found, **found.as_of}, found.digest


def take_in(
    session: Session, one: Import, folder: Folder, *, actor: User, as_of: Mapping[str, int] | None = None
) -> ActivityEntry:
    """Write what was looked through, all of it in this transaction.

    Where anything was entered in the log since, it is planned again against the records as they are now, and refused
    where that comes to something else than what the person saw. `as_of` is how the log stood where that was done
    already, a moment ago and without holding anybody up.
    """
    permissions.demand(actor, NEEDED[one.kind])
    _wait_for_others(session)
    expect_open(one)
    if one.state != ImportState.CHECKED:
        raise Refusal(NOT_CHECKED)
    if not one.found.get("created") and not one.found.get("updated"):
        raise Refusal(NOTHING_NEW)
    if one.kind == ListKind.STAKEHOLDERS and not still(session, one, as_of):
        expect_same(one, planned(session, folder, one, locks=True))
    one.state = ImportState.APPLIED
    entry = _write(session, one, folder, actor)
    one.entry_id = entry.id
    session.flush()
    return entry


def _write(session: Session, one: Import, folder: Folder, actor: User) -> ActivityEntry:
    want = looking.chosen(one)
    terms = terms_of(session, one)
    if terms is not None:
        return redemption_lists.take_in(session, folder, want, terms, found=one.found, actor=actor)
    counts: dict[str, Any] = {key: one.found[key] for key in ("created", "updated", "unchanged", "refused")}
    entry = log.record(
        session, verb="list.taken_in", subject=one, actor=actor, changes={}, name=one.file_name, **counts
    )
    if one.kind != ListKind.STAKEHOLDERS:
        expect_same(one, record_lists.take_in(session, folder, want, actor))
    else:
        writer = Writer(session, entry, actor, text.shortened(one.file_name, 40))
        for batch in looking.batches(folder, want):
            writer.write(batch)
        writer.end()
    return entry


def take_back(session: Session, one: Import, *, actor: User) -> ActivityEntry:
    """Undo the whole import, row by row, or nothing of it where something was changed since."""
    permissions.demand(actor, NEEDED[one.kind])
    if one.state != ImportState.APPLIED or one.entry_id is None:
        raise Refusal(NOT_TAKEN_IN)
    entry = undoing.undo(session, one.entry_id, actor=actor)
    session.refresh(one)
    return entry


def expect_same(one: Import, found: Looked) -> None:
    """Raise `Refusal` where the records have changed since the person looked the list through."""
    if found.digest != one.digest:
        raise Refusal(CHANGED_SINCE)


def rehearsed(session: Session, one: Import, folder: Folder, tell: Tell = silent) -> Mapping[str, int]:
    """Plan once more in a transaction that only reads; how the log stood where it still came to the same.

    Raises `Refusal` where it came to something else.
    """
    if still(session, one):
        return entered(session)
    found = planned(session, folder, one, tell)
    expect_same(one, found)
    return found.as_of


def still(session: Session, one: Import, as_of: Mapping[str, int] | None = None) -> bool:
    """Whether nothing was entered in the log since the list was looked through, or since `as_of`."""
    known = one.found if as_of is None else as_of
    now = entered(session)
    return all(known.get(key) == value for key, value in now.items())


def entered(session: Session) -> Mapping[str, int]:
    """How the log stands: every change of a record writes an entry.

    Its newest number does not tell alone: of two who write at once the one with the lower number may be done later.
    """
    newest = session.scalar(select(func.max(ActivityEntry.id))) or 0
    near = select(func.count()).where(ActivityEntry.id > newest - NEAR)
    return {"newest_entry": newest, "entries_near": session.scalar(near) or 0}


def shown(session: Session, import_id: int, *, actor: User) -> Import:
    """A list that the actor brought; administrators see all. Raises `NotFound`, also where they may not see of what."""
    found = session.get(Import, import_id)
    if found is None or (found.created_by_id != actor.id and not actor.is_administrator):
        raise NotFound
    if found.kind == ListKind.REDEMPTIONS:
        promotions.shown(session, found.promotion_id or 0, actor=actor)
    return found


def brought_by(session: Session, actor: User, *, limit: int = 20) -> list[Import]:
    """The lists that a person brought, newest first."""
    seen = select(Promotion.id).join(Promotion.campaign).where(visible_to(actor))
    mine = select(Import).where(
        Import.created_by_id == actor.id,
        or_(Import.kind != ListKind.REDEMPTIONS, Import.promotion_id.in_(seen)),
    )
    return list(session.scalars(mine.order_by(Import.id.desc()).limit(limit)))


def expect_open(one: Import) -> None:
    """Raise `Refusal` where the list was taken in already."""
    if one.state in {ImportState.APPLIED, ImportState.UNDONE}:
        raise Refusal(NOT_OPEN)


def how_of(one: Import, *, encoding: Encoding | None, separator: str | None, sheet: str | None) -> How:
    """How the list is read, with what the person chose of it."""
    if one.sheet is not None:
        return How(sheet=sheet or one.sheet)
    return How(encoding or Encoding(one.encoding or Encoding.UTF_8), separator or one.separator)


def is_much(one: Import) -> bool:
    """Whether a list is too long to be worked through while somebody waits for the page."""
    return one.row_count > looking.FEW


def changes_most(one: Import) -> bool:
    """Whether it would change more than half of the records that it matches."""
    updated, unchanged = one.found.get("updated", 0), one.found.get("unchanged", 0)
    return updated > 1 and updated > unchanged


def _wait_for_others(session: Session) -> None:
    """Of two who take one list in at once the second sees what the first wrote. SQLite's writer is alone anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(TAKING_IN)))


def _maker(session: Session, one: Import) -> User:
    return session.scalars(select(User).where(User.id == one.created_by_id)).one()


def _said(session: Session, one: Import) -> dict[str, str]:
    found = select(HeadingMeaning.heading, HeadingMeaning.key).where(
        HeadingMeaning.user_id == one.created_by_id, HeadingMeaning.kind == one.kind
    )
    known = {column.key for column in columns.LISTS[one.kind]}
    return {heading: key for heading, key in session.execute(found) if not key or key in known}


def _remember(session: Session, one: Import, actor: User) -> None:
    """Where a person says something else than we would have guessed, or said before."""
    found = select(HeadingMeaning).where(HeadingMeaning.user_id == actor.id, HeadingMeaning.kind == one.kind)
    known = {said.heading: said for said in session.scalars(found)}
    for heading, key in zip(one.heading, one.mapping, strict=True):
        plain = columns.plain_heading(heading)[:200]
        guess = columns.recognised(one.kind, heading)
        if not plain:
            continue
        if plain in known:
            known[plain].key, known[plain].said_at = key, clock.now()
        elif key != (guess.key if guess is not None else ""):
            known[plain] = HeadingMeaning(user_id=actor.id, kind=one.kind, heading=plain, key=key)
            session.add(known[plain])


def drop(session: Session, one: Import) -> None:
    """Forget a list that was not taken in."""
    expect_open(one)
    session.delete(one)
    session.flush()
