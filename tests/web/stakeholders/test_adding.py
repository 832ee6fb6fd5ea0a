"""The first form: who it is, one way to reach them, what they care about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import Category, StakeholderKind
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]
MANEE: dict[str, Any] = {
    "given_th": "มานี",
    "family_th": "รักไทย",
    "category": "media",
    "interest_or_concern": "ขอข้อมูลดิบ",
    "phone": "081-234-5678",
}


def everyone(session: Session) -> list[Stakeholder]:
    """All of them as the application left them, read by a connection of their own that is closed again."""
    with Session(session.get_bind()) as fresh:
        found = list(fresh.scalars(select(Stakeholder).order_by(Stakeholder.id)))
        fresh.expunge_all()
    return found


def test_the_kind_is_chosen_first(visit: Visit, office: Office) -> None:
    page = visit(office.owner).get("/stakeholders/new")
    kinds = [f"/stakeholders/new?kind={kind}" for kind in StakeholderKind]
    assert [link for link in page.links() if "kind=" in link] == kinds
    assert visit(office.owner).get("/stakeholders/new?kind=robot").heading == page.heading


def test_a_planner_of_any_team_takes_up_a_person(visit: Visit, office: Office, session: Session) -> None:
    visitor = visit(office.outsider)
    form = visitor.get("/stakeholders/new?kind=person")
    shown = visitor.follow(visitor.fill(form, "/stakeholders/new", **MANEE))
    assert shown.heading == "มานี รักไทย"
    made = everyone(session)[-1]
    assert (made.kind, made.category, made.phones) == (
        StakeholderKind.PERSON,
        Category.MEDIA,
        ["+66812345678"],
    )


def test_an_organisation_has_one_name(visit: Visit, office: Office, session: Session) -> None:
    visitor = visit(office.owner)
    form = visitor.get("/stakeholders/new?kind=organisation")
    visitor.fill(
        form,
        "/stakeholders/new",
        name_en="The Canal Post",
        category="media",
        interest_or_concern="Figures",
        email="news@canalpost.example.com",
    )
    assert everyone(session)[-1].organisation_name_en == "The Canal Post"


def test_a_public_needs_no_way_of_its_own(visit: Visit, office: Office, session: Session) -> None:
    visitor = visit(office.owner)
    form = visitor.get("/stakeholders/new?kind=public")
    visitor.fill(
        form, "/stakeholders/new", name_th="ผู้อ่าน", category="general_public", interest_or_concern="ต้นไม้"
    )
    assert everyone(session)[-1].kind == StakeholderKind.PUBLIC


def test_a_viewer_may_not(visit: Visit, office: Office) -> None:
    visit(office.viewer).get("/stakeholders/new?kind=person", status=403)
    visit().get("/stakeholders/new?kind=person", status=302)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"given_th": "", "family_th": "รักไทย"}, "Give their given name"),
        ({"category": ""}, "Category: Choose a category"),
        ({"category": "robot"}, "Choose"),
        ({"interest_or_concern": " "}, "Say what they are interested in"),
        ({"phone": ""}, "one way to reach them"),
        ({"phone": "081-234"}, "No telephone has the number 081-234"),
        ({"phone": "ไม่มี"}, "telephone number in digits"),
        ({"email": "manee@"}, "not a complete e-mail address"),
        ({"email": "a@example.org b@example.org"}, "one e-mail address only"),
        ({"given_th": "ก" * 121}, "Shorten this to 120"),
        ({"line_id": "x" * 61}, "Shorten this to 60"),
    ],
)
def test_bad_input_is_explained_in_either_language_and_kept(
    visit: Visit, office: Office, session: Session, wrong: dict[str, Any], told: str
) -> None:
    before = len(everyone(session))
    sent = {**MANEE, **wrong}
    for language in ("en", "th"):
        visitor = visit(office.owner, language=language)
        form = visitor.get("/stakeholders/new?kind=person")
        page = visitor.fill(form, "/stakeholders/new", status=422, **sent)
        assert language == "th" or told in page.text
        assert [line for line in page.all("p") if line.get("class") == "field-error"]
        kept = page.form("/stakeholders/new").values
        typed = {key: value.strip() for key, value in sent.items() if key != "category"}
        assert {key: kept[key][0].strip() for key in typed} == typed
    assert len(everyone(session)) == before


def test_hostile_bytes_are_cleaned_or_refused_never_a_mishap(
    visit: Visit, office: Office, session: Session
) -> None:
    visitor = visit(office.owner)
    form = visitor.get("/stakeholders/new?kind=person")
    visitor.fill(
        form,
        "/stakeholders/new",
        **{
            **MANEE,
            "given_th": "<script>alert(1)</script>\u202e\x00",
            "interest_or_concern": "a\r\n\x07b",
        },
    )
    made = everyone(session)[-1]
    assert made.given_th == "<script>alert(1)</script>"
    shown = visitor.get(f"/stakeholders/{made.id}")
    assert "<script>alert" not in shown.html


def test_a_form_sent_twice_makes_one(visit: Visit, office: Office, session: Session) -> None:
    visitor = visit(office.owner)
    form = visitor.get("/stakeholders/new?kind=person")
    first = visitor.fill(form, "/stakeholders/new", **MANEE)
    count = len(everyone(session))
    second = visitor.fill(form, "/stakeholders/new", **MANEE)
    assert second.location == first.location
    assert len(everyone(session)) == count
