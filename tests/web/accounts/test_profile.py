"""One's own profile, password and browsers."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from planner.accounts import passwords
from planner.accounts.models import User
from planner.dates import Era
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]
PASSWORD = "แม่น้ำเจ้าพระยาไหลช้าช้า"


def test_someone_changes_how_they_read(visit: Visit, office: Office, session: Session) -> None:
    visitor = visit(office.owner)
    visitor.press(
        "/profile",
        "/profile",
        given_th="สมหญิง",
        language="th",
        date_era="ce",
        timezone="Asia/Tokyo",
        week_start="monday",
    )
    session.expire_all()
    user = session.get(User, office.owner.id)
    assert user is not None
    assert (user.given_th, user.date_era, user.timezone) == ("สมหญิง", Era.CE, "Asia/Tokyo")
    assert visitor.get("/profile").root.get("lang") == "th"  # type: ignore[union-attr]


def test_an_unknown_zone_is_explained_and_the_rest_kept(visit: Visit, office: Office) -> None:
    page = visit(office.owner).press(
        "/profile", "/profile", given_th="สมหญิง", timezone="Mars/Olympus", status=422
    )
    form = page.form("/profile")
    assert form.values["timezone"] == ["Mars/Olympus"]
    assert form.values["given_th"] == ["สมหญิง"]
    assert "There is no time zone Mars/Olympus" in page.text


def test_two_browsers_changing_one_profile_do_not_lose_a_change(visit: Visit, office: Office) -> None:
    one, other = visit(office.owner), visit(office.owner)
    seen = other.get("/profile")
    one.press("/profile", "/profile", position="Director")
    refused = other.fill(seen, "/profile", position="Manager", status=409)
    assert "Director" in refused.text
    assert refused.form("/profile").values["position"] == ["Manager"]
    other.fill(refused, "/profile")
    assert one.get("/profile").form("/profile").values["position"] == ["Manager"]


def test_a_name_is_needed(visit: Visit, office: Office) -> None:
    page = visit(office.owner).press("/profile", "/profile", given_th="", given_latin=" ", status=422)
    assert "Give your name" in page.text


def test_a_password_is_changed_knowing_the_old_one(visit: Visit, office: Office, session: Session) -> None:
    office.owner.password_hash = passwords.hashed("the one before this one")
    session.commit()
    here, there = visit(office.owner), visit(office.owner)
    here.press("/profile/password", "/profile/password", current="wrong", password=PASSWORD, status=422)
    here.press("/profile/password", "/profile/password", current="the one before this one", password=PASSWORD)
    here.get("/profile")
    there.get("/profile", status=302)


def test_one_browser_signs_another_out_but_never_someone_elses(visit: Visit, office: Office) -> None:
    here, there, stranger = visit(office.owner), visit(office.owner), visit(office.mate)
    page = here.get("/profile")
    here.fill(page, "/profile/browsers")
    there.get("/profile", status=302)
    target = page.form("/profile/browsers").action
    token = stranger.get("/profile").form("/profile").values["csrf_token"]
    stranger.post(target, {"csrf_token": token}, status=404)


def test_a_form_without_its_token_is_refused(visit: Visit, office: Office) -> None:
    visitor = visit(office.owner)
    assert "could not be understood" in visitor.post("/profile", {"given_th": "x"}, status=400).text


def test_the_theme_is_the_browsers(visit: Visit, office: Office) -> None:
    visitor = visit(office.owner)
    visitor.press("/profile", "/theme", theme="dark")
    assert visitor.get("/profile").root.get("data-theme") == "dark"  # type: ignore[union-attr]


def test_all_other_browsers_are_signed_out_at_once(visit: Visit, office: Office) -> None:
    here, there, elsewhere = visit(office.owner), visit(office.owner), visit(office.owner)
    stranger = visit(office.mate)
    done = here.press("/profile", "/profile/browsers/sign-others-out")
    page = here.follow(done)
    assert "Every other browser is signed out" in page.text
    assert "Sign out all others" not in page.text
    there.get("/profile", status=302)
    elsewhere.get("/profile", status=302)
    stranger.get("/profile")


def test_the_browsers_are_listed_with_first_and_last_visit_and_this_one_is_marked(
    visit: Visit, office: Office
) -> None:
    visit(office.owner)
    text = visit(office.owner).get("/profile").text
    assert text.count("Last visit") == 2
    assert text.count("Since ") == 2
    assert text.count("This browser") == 1


def test_the_language_chosen_is_kept_and_an_unknown_choice_changes_nothing(
    visit: Visit, office: Office, session: Session
) -> None:
    visitor = visit(office.owner)
    visitor.press("/profile", "/language", language="th")
    page = visitor.get("/profile")
    assert page.root.get("lang") == "th"  # type: ignore[union-attr]
    token = page.form("/profile").values["csrf_token"]
    visitor.post("/language", {"csrf_token": token, "language": "xx"})
    visitor.post("/theme", {"csrf_token": token, "theme": "plaid"})
    page = visitor.get("/profile")
    assert page.root.get("lang") == "th"  # type: ignore[union-attr]
    assert page.root.get("data-theme") == "system"  # type: ignore[union-attr]
