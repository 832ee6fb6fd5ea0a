"""Finding stakeholders: order, search in both scripts, filters, pages, and a constant number of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from planner.errors import NotFound
from planner.stakeholders import actions, queries
from planner.stakeholders.actions import NewAffiliation
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.queries import Wanted
from planner.stakeholders.words import Attitude, Category, StakeholderKind, StakeholderStatus
from tests import factories
from tests.factories import Office

PERSON = StakeholderKind.PERSON


@pytest.fixture
def person(session: Session, office: Office) -> Callable[..., Stakeholder]:
    def make(given: str, family: str = "รักไทย", **values: object) -> Stakeholder:
        names = {"given_th": given, "family_th": family, "given_latin": None, "family_latin": None}
        return factories.stakeholder(session, kind=PERSON, **{"emails": [], **names, **values})

    return make


def found(session: Session, **wanted: object) -> list[str]:
    rows = queries.listed(session, Wanted(**{"kind": PERSON, **wanted})).rows  # type: ignore[arg-type]
    return [row.given_th or row.given_latin or "" for row in rows]


def test_people_stand_in_thai_order_by_their_given_name(
    session: Session, person: Callable[..., Stakeholder]
) -> None:
    for name in ("แก้วตา", "กานดา", "ไพลิน", "เกศินี", "ปิติ", "โสภา", "ใจดี"):
        person(name)
    assert found(session) == ["กานดา", "เกศินี", "แก้วตา", "ใจดี", "ปิติ", "ไพลิน", "โสภา"]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("มานี", ["มานี"]),
        ("รักไทย มานี", ["มานี"]),
        ("ไทยใหญ่", ["ปิติ"]),
        ("manee", ["มานี"]),
        ("MANEE rakthai", ["มานี"]),
        ("หนูนิด", ["มานี"]),
        ("nunid", ["มานี"]),
        ("manee@canal", ["มานี"]),
        ("081-234", ["มานี"]),
        ("0812345678", ["มานี"]),
        ("+66 81 234 5678", ["มานี"]),
        ("๐๘๑ ๒๓๔", ["มานี"]),
        ("@manee", ["มานี"]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("ไม่มีใคร", []),
        ("\u200b", ["ปิติ", "มานี"]),
    ],
)
def test_part_of_anything_they_are_known_by_finds_them(
    session: Session, person: Callable[..., Stakeholder], q: str, names: list[str]
) -> None:
    person(
        "มานี",
        given_latin="Manee",
        family_latin="Rakthai",
        nickname_th="หนูนิด",
        nickname_latin="Nunid",
        emails=["manee@canalpost.example.com"],
        phones=["+66812345678"],
        line_id="@manee-post",
    )
    person("ปิติ", "คนไทยใหญ่")
    assert found(session, q=q) == names


def test_each_filter_narrows_and_all_of_them_hold_together(
    session: Session, person: Callable[..., Stakeholder], office: Office
) -> None:
    person(
        "กานดา",
        category=Category.MEDIA,
        attitude=Attitude.CRITIC,
        power=5,
        interest=5,
        has_legitimacy=True,
        has_urgency=False,
    )
    person("ปิติ", category=Category.MEDIA, do_not_contact=True, do_not_contact_reason="Asked")
    person("ชูใจ", category=Category.INVESTOR, status=StakeholderStatus.INACTIVE)
    person("วีระ", status=StakeholderStatus.ERASED)
    assert found(session) == ["กานดา", "ชูใจ", "ปิติ"]
    assert found(session, category=Category.MEDIA) == ["กานดา", "ปิติ"]
    assert found(session, attitude=Attitude.CRITIC) == ["กานดา"]
    assert found(session, unassessed=True) == ["ชูใจ", "ปิติ"]
    assert found(session, do_not_contact=True) == ["ปิติ"]
    assert found(session, status=StakeholderStatus.INACTIVE) == ["ชูใจ"]
    assert found(session, status=StakeholderStatus.ERASED) == ["วีระ"]
    assert found(session, category=Category.MEDIA, unassessed=True, q="ปิ") == ["ปิติ"]
    assert Wanted(q="x", unassessed=True).filters == 2


def test_half_an_assessment_is_still_none(session: Session, person: Callable[..., Stakeholder]) -> None:
    person("กานดา", power=5, interest=5)
    assert found(session, unassessed=True) == ["กานดา"]


def test_pages_part_the_whole_and_a_page_too_far_is_the_last(
    session: Session, person: Callable[..., Stakeholder]
) -> None:
    for n in range(7):
        person(f"ก{n}")
    pages = [queries.listed(session, Wanted(kind=PERSON), page=page, size=3) for page in (1, 2, 3, 99, -1)]
    assert [len(page.rows) for page in pages] == [3, 3, 1, 1, 3]
    assert [(page.total, page.number, page.count) for page in pages][3:] == [(7, 3, 3), (7, 1, 3)]
    names = [row.given_th for page in pages[:3] for row in page.rows]
    assert names == [f"ก{n}" for n in range(7)]


def test_counts_leave_out_the_erased(session: Session, person: Callable[..., Stakeholder]) -> None:
    before = queries.counts(session)
    person("กานดา", category=Category.MEDIA)
    person("วีระ", category=Category.MEDIA, status=StakeholderStatus.ERASED)
    after = queries.counts(session)
    assert after.total == before.total + 1
    assert after.by_kind[PERSON] == before.by_kind[PERSON] + 1
    assert after.by_category[Category.MEDIA] == before.by_category[Category.MEDIA] + 1


def test_a_picker_offers_active_ones_and_not_those_chosen(
    session: Session, person: Callable[..., Stakeholder]
) -> None:
    first, second = person("กานดา"), person("กานดา", "ใจดี")
    person("กานดา", "ลาออก", status=StakeholderStatus.INACTIVE)
    body = factories.stakeholder(session, organisation_name_th="กานดาการพิมพ์")
    assert queries.matching(session, "กานดา", kinds=[PERSON]) == [second, first]
    assert queries.matching(session, "กานดา", kinds=queries.BODIES) == [body]
    assert queries.matching(session, "กานดา", without=[second.id], kinds=[PERSON]) == [first]
    assert len(queries.matching(session, "", limit=2)) == 2


def test_nobody_is_shown_who_is_not_there(session: Session, office: Office) -> None:
    for ask in (queries.shown, queries.one):
        with pytest.raises(NotFound):
            ask(session, 999_999)


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(*given: object) -> None:
        statements.append(str(given[2]))

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield statements
    event.remove(session.get_bind(), "before_cursor_execute", note)


def test_a_longer_list_asks_no_more_questions(
    session: Session, person: Callable[..., Stakeholder], office: Office
) -> None:
    body = factories.stakeholder(session)
    asked = []
    for n in (2, 12):
        for m in range(n):
            one = person(f"ก{n}{m}")
            actions.affiliate(session, NewAffiliation(one, body), actor=office.owner)
        session.commit()
        with Session(session.get_bind()) as fresh, counted(fresh) as statements:
            rows = queries.listed(fresh, Wanted()).rows
            assert all(place.organisation.name_th for row in rows for place in row.affiliations)
        asked.append(len([one for one in statements if one.startswith("SELECT")]))
    assert asked == [3, 3]
