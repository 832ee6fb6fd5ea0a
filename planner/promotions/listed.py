"""A list of redemptions: what would become of each row, and taking in what is new, thousands of rows a statement.

The rules are those of `redeeming`, one by one and in the same words; a row that is there already changes nothing, so
the same list may be brought again. The promotion's row is held while the list is judged and written, as by whoever
redeems: what no longer fits into the quota is refused, and nothing is oversold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from planner import clock, dates, money, text
from planner.accounts.models import User
from planner.activity import kept, log
from planner.activity.models import ActivityEntry
from planner.errors import Refusal
from planner.i18n import mark
from planner.promotions import access, codes, redeeming, standing, tallies
from planner.promotions.models import LONGEST_CODE, CodeUse, Promotion, PromotionCode, Redemption
from planner.promotions.redeeming import LONGEST_PLACE, Redeemed
from planner.promotions.words import RedemptionSource, SalesChannel

VERB = "promotion.list_taken_in"
BATCH = 2_000
LONGEST_REFERENCE = 120
TOO_LONG = mark("The number of the receipt is too long.")
CHANGED_SINCE = mark(
    "Something was redeemed or changed after you looked through the list. Nothing was written; "
    "look through it again."
)
TABLE: Table = Redemption.__table__  # type: ignore[assignment] # of a mapped class it is a table


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Listed(Redeemed):
    """A row of a list: the line it stands on, the number the shop gave it, and ours if it has been here before."""

    line: int
    reference: str | None = None
    number: int | None = None


@dataclass(frozen=True)
class Unread:
    """A row whose cells cannot be read, and which is refused whatever else it says."""

    line: int


@dataclass(frozen=True)
class Judged:
    """A row as it would be stored, and what becomes of it; why, where it is refused by a rule."""

    row: Listed | Unread
    fate: Fate
    refusal: Refusal | None = None


Rows = Iterable[Listed | Unread]
Same = tuple[datetime, str | None, int, str | None, SalesChannel | None, int | None]


def look_through(session: Session, promotion_id: int, rows: Rows, *, actor: User) -> Iterator[Judged]:
    """What taking the list in would do, row by row. Writes nothing."""
    promotion = access.to_edit(session, promotion_id, actor=actor, version=None)
    redeeming.expect_open_to_it(promotion)
    for some in _Judge(session, promotion).batches(rows):
        yield from some


def take_in(
    session: Session, promotion_id: int, rows: Rows, *, seen: Counter[Fate], actor: User
) -> ActivityEntry:
    """Write what is new, all in this transaction. Refused where it comes to something else than the person `seen`."""
    access.to_edit(session, promotion_id, actor=actor, version=None)
    promotion = access.locked(session, promotion_id)
    redeeming.expect_open_to_it(promotion)
    entry = log.record(
        session,
        verb=VERB,
        subject=promotion,
        actor=actor,
        changes={},
        about=[promotion.campaign],
        name_th=promotion.name_th,
        name_en=promotion.name_en,
        new=seen[Fate.NEW],
        known=seen[Fate.KNOWN],
        refused=seen[Fate.REFUSED],
    )
    session.flush()
    found: Counter[Fate] = Counter()
    days, used = set(), set()
    for some in _Judge(session, promotion).batches(rows):
        found.update(one.fate for one in some)
        new = [one.row for one in some if one.fate == Fate.NEW and isinstance(one.row, Listed)]
        written = _write(session, promotion, entry, new, actor)
        days |= {row["redeemed_on"] for row in written}
        used |= {row["code"] for row in written}
    if any(found[fate] != seen[fate] for fate in Fate):
        raise Refusal(CHANGED_SINCE)
    tallies.recount(session, promotion_id, days, used)
    return entry


@dataclass(frozen=True)
class _Before:
    """What was there before the list, of what some of its rows say."""

    there: Counter[Same]
    codes: set[str]
    used: set[str]
    references: set[str]
    numbers: set[int]


class _Judge:
    """Judges the rows of one list against what was there when it began, and against the rows before them."""

    def __init__(self, session: Session, promotion: Promotion) -> None:
        self.session, self.promotion = session, promotion
        self.left = standing.remaining(promotion, tallies.of_one(session, promotion.id).quantity)
        # what the list itself has written meanwhile was not there: later rows are new beside it
        mine = select(func.max(Redemption.id)).where(Redemption.promotion_id == promotion.id)
        self.newest = session.scalar(mine) or 0
        self.references: set[str] = set()
        self.codes: set[str] = set()
        self.met: Counter[Same] = Counter()

    def batches(self, rows: Rows) -> Iterator[list[Judged]]:
        source = iter(rows)
        while some := list(islice(source, BATCH)):
            read = {row.line: _cleaned(row) for row in some if isinstance(row, Listed)}
            before = self._before(list(read.values()))
            yield [
                self._one(read[row.line], before) if row.line in read else Judged(row, Fate.REFUSED)
                for row in some
            ]

    def _before(self, rows: Sequence[Listed]) -> _Before:
        numbers, references = self._numbers_of(rows), self._references_of(rows)
        return _Before(self._there(rows), *self._codes_of(rows), references, numbers)

    def _one(self, row: Listed, before: _Before) -> Judged:
        if self._is_known(row, before):
            return Judged(row, Fate.KNOWN)
        try:
            self._expect_sound(row, before)
        except Refusal as no:
            return Judged(row, Fate.REFUSED, no)
        if row.reference is not None:
            self.references.add(row.reference)
        if row.code is not None:
            self.codes.add(row.code)
        if self.left is not None:
            self.left -= row.quantity
        return Judged(row, Fate.NEW)

    def _is_known(self, row: Listed, before: _Before) -> bool:
        if row.number in before.numbers:
            return True
        if row.reference is not None:
            return row.reference in before.references or row.reference in self.references
        # alike are as many as there are: two of a minute are two, and the same two when they are brought again
        key = _same(row)
        self.met[key] += key in before.there
        return self.met[key] <= before.there[key] if key in before.there else False

    def _expect_sound(self, row: Listed, before: _Before) -> None:
        redeeming.expect_time(self.promotion, row.redeemed_at)
        redeeming.expect_within(row.quantity, row.quantity, self.left)
        if row.code is not None and row.code != self.promotion.code:
            is_used = row.code in before.used or row.code in self.codes
            is_known = row.code in before.codes
            redeeming.expect_code(row.code, row.quantity, is_known=is_known, is_used=is_used)
        if row.value_minor is not None and row.value_minor < 0:
            raise Refusal(money.NEGATIVE, field="value")
        if row.value_minor is not None and row.value_minor > money.LARGEST:
            largest = money.format_number(money.LARGEST, self.promotion.currency)
            raise Refusal(money.TOO_LARGE, field="value", largest=largest)
        if row.reference is not None and len(row.reference) > LONGEST_REFERENCE:
            raise Refusal(TOO_LONG, field="reference")

    def _there(self, rows: Sequence[Listed]) -> Counter[Same]:
        """How many like these were there before, of those rows that have no number to be known by."""
        one, found = Redemption, Counter[Same]()
        alike = (one.redeemed_at, one.code, one.quantity, one.place, one.channel, one.value_minor)
        for some in tallies.portions(sorted({row.redeemed_at for row in rows if row.reference is None})):
            wanted = select(*alike, func.count()).where(
                one.promotion_id == self.promotion.id, one.redeemed_at.in_(some), one.id <= self.newest
            )
            for at, code, quantity, place, channel, value, count in self.session.execute(
                wanted.group_by(*alike)
            ):
                found[at, code, quantity, place, channel, value] = count
        return found

    def _references_of(self, rows: Sequence[Listed]) -> set[str]:
        found: set[str] = set()
        for some in tallies.portions(sorted({row.reference for row in rows if row.reference is not None})):
            found |= self._among(Redemption.reference, Redemption.promotion_id, some)
        return found

    def _numbers_of(self, rows: Sequence[Listed]) -> set[int]:
        found: set[int] = set()
        for some in tallies.portions(sorted({row.number for row in rows if row.number is not None})):
            found |= self._among(Redemption.id, Redemption.promotion_id, some)
        return found

    def _codes_of(self, rows: Sequence[Listed]) -> tuple[set[str], set[str]]:
        """Which codes of the rows are of a batch, and which were redeemed before."""
        asked = {row.code for row in rows if row.code is not None and len(row.code) <= LONGEST_CODE}
        known: set[str] = set()
        used: set[str] = set()
        for some in tallies.portions(sorted(asked)):
            known |= self._among(PromotionCode.code, PromotionCode.promotion_id, some)
            used |= self._among(CodeUse.code, CodeUse.promotion_id, some)
        return known, used

    def _among(self, column: Any, owner: Any, some: Sequence[Any]) -> set[Any]:
        wanted = select(column).where(owner == self.promotion.id, column.in_(some))
        return set(self.session.scalars(wanted))


def _cleaned(row: Listed) -> Listed:
    """The row as it is stored."""
    return Listed(
        line=row.line,
        number=row.number,
        redeemed_at=row.redeemed_at,
        quantity=row.quantity,
        value_minor=row.value_minor,
        channel=row.channel,
        place=text.clean(row.place or "")[:LONGEST_PLACE] or None,
        code=codes.clean(row.code or "") or None,
        note=text.clean(row.note or "", multiline=True) or None,
        reference=text.clean(row.reference or "") or None,
    )


def _same(row: Listed) -> Same:
    return row.redeemed_at, row.code, row.quantity, row.place, row.channel, row.value_minor


def _write(
    session: Session, promotion: Promotion, entry: ActivityEntry, rows: Sequence[Listed], actor: User
) -> list[dict[str, Any]]:
    """Past the mapper, which takes several objects a row; the images for undoing are kept here."""
    now, zone = clock.now(), dates.zone(promotion.timezone)
    written = [
        {
            "id": key,
            "promotion_id": promotion.id,
            "redeemed_at": row.redeemed_at,
            "redeemed_on": dates.instant_to_local(row.redeemed_at, zone)[0],
            "quantity": row.quantity,
            "value_minor": row.value_minor,
            "channel": row.channel,
            "place": row.place,
            "source": RedemptionSource.LIST,
            "code": row.code,
            "reference": row.reference,
            "note": row.note,
            "till_id": None,
            "version": 1,
            "created_at": now,
            "updated_at": now,
            "created_by_id": actor.id,
            "updated_by_id": actor.id,
        }
        for key, row in zip(kept.numbers(session, TABLE, len(rows)), rows, strict=True)
    ]
    if written:
        session.connection().execute(insert(TABLE), written)
        kept.keep_rows(session, entry, TABLE, ((row["id"], None, row) for row in written))
    return written
