"""The list of stakeholders."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from planner.stakeholders import actions
from planner.stakeholders.actions import NewAffiliation
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import Attitude, Category, StakeholderKind, StakeholderStatus
from tests import factories
from tests.factories import Office
from tests.pages import Visitor, words

Visit = Callable[..., Visitor]


def named(session: Session, given: str, **values: object) -> Stakeholder:
    names = {"given_th": given, "family_th": "รักไทย", "given_latin": None, "family_latin": None}
    return factories.stakeholder(session, kind=StakeholderKind.PERSON, **{**names, **values})


def rows(visitor: Visitor, path: str) -> list[str]:
    page = visitor.get(path)
    return [words(cell) for cell in page.all("th") if cell.get("scope") == "row"]


def test_everyone_signed_in_sees_everyone_in_thai_order(
    visit: Visit, office: Office, session: Session
) -> None:
    for given in ("ไพลิน", "กานดา", "เกศินี"):
        named(session, given)
    session.commit()
    for reader in (office.owner, office.viewer, office.outsider):
        seen = [row for row in rows(visit(reader), "/stakeholders") if "รักไทย" in row]
        assert [row.split()[0] for row in seen] == ["กานดา", "เกศินี", "ไพลิน"]


def test_the_filters_stand_in_the_address(visit: Visit, office: Office, session: Session) -> None:
    named(session, "กานดา", category=Category.MEDIA, attitude=Attitude.CRITIC, power=5, interest=5)
    named(session, "ปิติ", category=Category.MEDIA, status=StakeholderStatus.INACTIVE)
    named(session, "ชูใจ", do_not_contact=True, do_not_contact_reason="Asked")
    session.commit()
    visitor = visit(office.owner)
    for query, expected in (
        ("q=กาน", ["กานดา"]),
        ("category=media", ["กานดา", "ปิติ"]),
        ("category=media&status=inactive", ["ปิติ"]),
        ("attitude=critic", ["กานดา"]),
        ("kind=person&do_not_contact=1", ["ชูใจ"]),
        ("kind=person&unassessed=1&q=รักไทย", ["กานดา", "ชูใจ", "ปิติ"]),
    ):
        assert [row.split()[0] for row in rows(visitor, f"/stakeholders?{query}")] == expected
    page = visitor.get("/stakeholders?category=media&status=inactive&q=ปิ")
    kept = page.form(holding="category")
    assert (kept.values["category"], kept.values["status"], kept.values["q"]) == (
        ["media"],
        ["inactive"],
        ["ปิ"],
    )


def test_whatever_stands_in_the_address_is_answered(visit: Visit, office: Office, session: Session) -> None:
    visitor = visit(office.owner)
    for query in (
        "kind=robot&category=&status=x&attitude=%00",
        "page=-3",
        "page=99999999999999999999",
        "page=two",
        "q=%25%25%25_%5C%27%22%3Cscript%3E",
        "q=" + "ก" * 3000,
        "unassessed=yes&do_not_contact=2",
        "q=%E0%B8",
    ):
        visitor.get(f"/stakeholders?{query}")


def test_a_row_says_where_they_belong_and_how_they_stand(
    visit: Visit, office: Office, session: Session
) -> None:
    manee = named(session, "มานี", power=4, interest=5, attitude=Attitude.SUPPORTER)
    desk = factories.stakeholder(session, organisation_name_en="The Canal Post", organisation_name_th=None)
    actions.affiliate(session, NewAffiliation(manee, desk), actor=office.owner)
    named(session, "ปิติ", do_not_contact=True, do_not_contact_reason="Asked")
    session.commit()
    page = visit(office.owner).get("/stakeholders?kind=person")
    for told in ("The Canal Post", "Key player", "Supporter", "Do not contact"):
        assert told in page.text


def test_a_long_list_is_paged(visit: Visit, office: Office, session: Session) -> None:
    for n in range(53):
        named(session, f"ก{n:02}")
    session.commit()
    visitor = visit(office.owner)
    first = visitor.get("/stakeholders?kind=person&q=รักไทย")
    assert "53 stakeholders" in first.text
    assert "Page 1 of 2" in first.text
    following = next(link for link in first.links() if "page=2" in link)
    assert "kind=person" in following
    assert len(rows(visitor, following)) == 3


def test_an_empty_list_offers_the_first_step(visit: Visit, office: Office, session: Session) -> None:
    visitor = visit(office.owner)
    page = visitor.get("/stakeholders?q=ไม่มีใคร")
    assert "Nobody matches" in page.text
    session.query(Stakeholder).update({"status": StakeholderStatus.ERASED})
    session.commit()
    page = visitor.get("/stakeholders")
    assert "Nobody yet" in page.text
    assert "/stakeholders/new" in page.links()
    assert "/stakeholders/new" not in visit(office.viewer).get("/stakeholders").links()


def test_it_reads_in_both_languages(visit: Visit, office: Office, session: Session) -> None:
    named(session, "มานี", given_latin="Manee", family_latin="Rakthai")
    session.commit()
    page = visit(office.owner, language="th").get("/stakeholders?q=manee")
    assert page.root is not None
    assert page.root.get("lang") == "th"
    assert "มานี รักไทย" in page.text
    assert "Manee Rakthai" in page.text
