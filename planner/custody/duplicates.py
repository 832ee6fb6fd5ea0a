"""Who may be the same stakeholder twice: the same e-mail or telephone, or a name much alike in either script.

Titles and legal forms (นาย, ดร., บริษัท … จำกัด, Mr, Ltd) are left out of names before they are compared, and names
that differ in a number are different names. Candidates come from the database, few at a time; only those are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import Session

from planner import text
from planner.i18n import mark
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.reach import same_email
from planner.stakeholders.sections import NewStakeholder
from planner.stakeholders.words import SET_ASIDE, StakeholderKind

ALIKE = 86
"""How alike two names must be, of 100; below it lie brothers and sisters, and most other people."""
CANDIDATES = 200
SHOWN = 5
COMPARED = 20_000
"""So many stakeholders are compared with each other at most; more would take longer than a page may."""
NEIGHBOURS = 8
"""In a block of names that begin alike, each is compared with so many that follow it in order."""
PAGE_SIZE = 20
_PIECE = 4

_PREFIXES = (
    r"นาย|นางสาว|น\.\s?ส\.|นาง|คุณ|ด\.\s?ช\.|ด\.\s?ญ\.|เด็กชาย|เด็กหญิง|ดร\.?|ผศ\.?|รศ\.?|ศ\.|ศาสตราจารย์|อาจารย์|"
    r"อ\.|นพ\.|พญ\.|ทพ\.|ทพญ\.|ม\.ร\.ว\.|ม\.ล\.|หม่อมราชวงศ์|หม่อมหลวง|พล\.?[ตทอรจ]?\.?[ตทอรจ]?\.|พ\.ต\.[อทต]\.|"
    r"ร\.ต\.[อทต]\.|บริษัท|บจก\.?|บมจ\.?|หจก\.?|ห้างหุ้นส่วนจำกัด|สำนักข่าว"
)
_BEFORE = re.compile(rf"^(?:(?:{_PREFIXES})\s*)+")
_BEFORE_LATIN = re.compile(r"^(?:(?:mr|mrs|ms|miss|dr|prof|khun|asst|assoc)\b\.?\s*)+")
_AFTER = re.compile(
    r"[\s,]*(?:จำกัด\s*\(มหาชน\)|\(มหาชน\)|จำกัด|public company limited|company limited|co\.?,?\s*ltd\.?|"
    r"limited|ltd\.?|plc\.?|pcl\.?|inc\.?)$"
)
_NUMBERS = re.compile(r"\d+")


class Reason(StrEnum):
    """Why two may be the same."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


REASON_NAMES: dict[Reason, str] = {
    Reason.EMAIL: mark("the same e-mail"),
    Reason.PHONE: mark("the same telephone"),
    Reason.NAME: mark("a similar name"),
}


@dataclass(frozen=True)
class Known:
    """What is compared of a stakeholder."""

    kind: StakeholderKind
    names: tuple[str, ...]
    emails: frozenset[str]
    phones: frozenset[str]
    id: int = 0


@dataclass(frozen=True)
class Match:
    """Somebody known already, why it may be the same one, and how alike the names are, of 100."""

    stakeholder: Stakeholder
    reasons: tuple[Reason, ...]
    likeness: int


@dataclass(frozen=True)
class Pair:
    """Two that may be one, the one taken up earlier first."""

    first: Stakeholder
    second: Stakeholder
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Pairs:
    """One page of likely duplicates, the likeliest first; whether there were too many stakeholders to compare all."""

    rows: list[Pair]
    total: int
    number: int
    count: int
    is_cut: bool


def bare(name: str) -> str:
    """A name without title or legal form, in one spelling, for comparing."""
    plain = text.clean(name).casefold().translate(text.THAI_DIGITS)
    plain = _AFTER.sub("", _BEFORE_LATIN.sub("", _BEFORE.sub("", plain)))
    return " ".join(plain.replace(".", " ").split())


def known(one: Stakeholder | Any) -> Known:
    """What is compared of a record, or of a row with its columns."""
    if one.kind == StakeholderKind.PERSON:
        names = [
            " ".join(part for part in parts if part)
            for parts in ((one.given_th, one.family_th), (one.given_latin, one.family_latin))
        ]
    else:
        names = [one.organisation_name_th or "", one.organisation_name_en or ""]
    return Known(
        kind=one.kind,
        names=tuple(filter(None, map(bare, names))),
        emails=frozenset(map(same_email, one.emails)),
        phones=frozenset(one.phones),
        id=one.id,
    )


def of_new(data: NewStakeholder) -> Known:
    """What is compared of somebody about to be taken up."""
    if data.kind == StakeholderKind.PERSON:
        names = [
            " ".join(part for part in parts if part)
            for parts in ((data.given_th, data.family_th), (data.given_latin, data.family_latin))
        ]
    else:
        names = [data.name_th or "", data.name_en or ""]
    return Known(
        kind=data.kind,
        names=tuple(filter(None, map(bare, names))),
        emails=frozenset(filter(None, [same_email(data.email or "")])),
        phones=frozenset(filter(None, [data.phone])),
    )


def similar(session: Session, one: Known) -> list[Match]:
    """Who is known already and may be this one, the likeliest first. One statement."""
    wanted = list(_clues(one))
    if not wanted:
        return []
    score = sum(
        (case((clue, weight), else_=0) for clue, weight in wanted), start=case((wanted[0][0], 0), else_=0)
    )
    found = session.scalars(
        select(Stakeholder)
        .where(
            Stakeholder.kind == one.kind,
            Stakeholder.status.not_in(SET_ASIDE),
            Stakeholder.id != one.id,
            or_(*(clue for clue, _ in wanted)),
        )
        .order_by(score.desc(), Stakeholder.id)
        .limit(CANDIDATES)
    )
    matches = []
    for candidate in found:
        reasons, likeness = compare(one, known(candidate))
        if reasons:
            matches.append(Match(candidate, reasons, likeness))
    matches.sort(key=lambda match: (-_weight(match.reasons), -match.likeness, match.stakeholder.id))
    return matches[:SHOWN]


def compare(one: Known, other: Known) -> tuple[tuple[Reason, ...], int]:
    """Why the two may be the same, if they may, and how alike the names are. Pure."""
    likeness = max((_alike(a, b) for a in one.names for b in other.names), default=0)
    reasons = []
    if one.emails & other.emails:
        reasons.append(Reason.EMAIL)
    if one.phones & other.phones:
        reasons.append(Reason.PHONE)
    if likeness >= ALIKE:
        reasons.append(Reason.NAME)
    return tuple(reasons), likeness


def pairs(session: Session, *, page: int = 1, size: int = PAGE_SIZE) -> Pairs:
    """A page of likely duplicates among all. Two statements; a page too far shows the last."""
    light = (
        Stakeholder.id,
        Stakeholder.kind,
        Stakeholder.given_th,
        Stakeholder.family_th,
        Stakeholder.given_latin,
        Stakeholder.family_latin,
        Stakeholder.organisation_name_th,
        Stakeholder.organisation_name_en,
        Stakeholder.emails,
        Stakeholder.phones,
    )
    found = session.execute(
        select(*light)
        .where(Stakeholder.status.not_in(SET_ASIDE))
        .order_by(Stakeholder.id.desc())
        .limit(COMPARED + 1)
    ).all()
    everyone = {row.id: known(row) for row in found[:COMPARED]}
    likely = sorted(_likely(everyone), key=lambda one: (-_weight(one[2]), -one[3], one[0], one[1]))
    count = max(1, -(-len(likely) // size))
    number = min(max(1, page), count)
    shown = likely[(number - 1) * size : number * size]
    ids = {key for first, second, *_ in shown for key in (first, second)}
    held = {one.id: one for one in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(ids or {0})))}
    rows = [Pair(held[first], held[second], reasons) for first, second, reasons, _ in shown]
    return Pairs(rows, len(likely), number, count, is_cut=len(found) > COMPARED)


def _likely(everyone: dict[int, Known]) -> list[tuple[int, int, tuple[Reason, ...], int]]:
    """Pairs of ids with why and how alike, of all that share an address or begin alike in a script."""
    found = {}
    for first, second in _candidates(everyone):
        key = (min(first, second), max(first, second))
        if key not in found and everyone[first].kind == everyone[second].kind:
            found[key] = compare(everyone[first], everyone[second])
    return [(*key, reasons, likeness) for key, (reasons, likeness) in found.items() if reasons]


def _candidates(everyone: dict[int, Known]) -> Iterator[tuple[int, int]]:
    """Those who share an address; and in each block of names that begin or end alike, neighbours in order."""
    blocks: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for key, one in everyone.items():
        for address in (*one.emails, *one.phones):
            blocks["address", address].append(("", key))
        for name in one.names:
            blocks["begins", name[:2]].append((name, key))
            # a slip in the first letters is found by the last name
            blocks["ends", name.rpartition(" ")[2]].append((name, key))
    for block in blocks.values():
        block.sort()
        for place, (_, first) in enumerate(block):
            for _, second in block[place + 1 : place + 1 + NEIGHBOURS]:
                if first != second:
                    yield first, second


def _alike(a: str, b: str) -> int:
    """How alike two bare names are, of 100; whole words may stand in another order."""
    if _NUMBERS.findall(a) != _NUMBERS.findall(b):
        return 0
    from rapidfuzz import fuzz  # noqa: PLC0415 two megabytes for who looks for duplicates

    return int(max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)))


def _weight(reasons: Iterable[Reason]) -> int:
    return sum({Reason.EMAIL: 4, Reason.PHONE: 3, Reason.NAME: 2}[one] for one in reasons)


def _clues(one: Known) -> Iterator[tuple[ColumnElement[bool], int]]:
    """What a candidate's search text may hold, and how much it says."""
    for address in (*one.emails, *one.phones):
        yield _holds(text.searchable(address)), 10
    for name in one.names:
        for word in name.split():
            yield _holds(word), 3
            yield from ((_holds(piece), 1) for piece in _pieces(word))


def _pieces(word: str) -> list[str]:
    """A few letters at the beginning, in the middle and at the end: one slip leaves the others whole."""
    if len(word) <= _PIECE:
        return []
    middle = (len(word) - _PIECE) // 2
    return list(dict.fromkeys([word[:_PIECE], word[middle : middle + _PIECE], word[-_PIECE:]]))


def _holds(piece: str) -> ColumnElement[bool]:
    return Stakeholder.search_text.like(text.like_pattern(piece), escape=text.LIKE_ESCAPE)
