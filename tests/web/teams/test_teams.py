"""Teams: made, changed, put away when empty; and told of when nobody in them approves."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts import people, queries
from planner.accounts.models import Discipline, Kind, Membership, Team
from planner.activity.models import ActivityEntry
from planner.campaigns.lifecycle import Status
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


def test_a_team_is_made_once_and_runs_what_is_ticked(visit: Visit, office: Office, session: Session) -> None:
    visitor = visit(office.administrator)
    values = (
        visitor.get("/teams/new")
        .form("/teams/new")
        .filled(name_th="กิจการเพื่อสังคม", discipline="corporate_communications", kinds=["communal", "exchange"])
    )
    first = visitor.post("/teams/new", values)
    assert visitor.post("/teams/new", values).location == first.location
    made = session.scalars(select(Team).where(Team.name_th == "กิจการเพื่อสังคม")).one()
    assert made.kinds == [Kind.COMMUNAL, Kind.EXCHANGE]
    page = visitor.follow(first)
    assert "Nobody here can approve a plan" in page.text
    assert "No approver" in visitor.get("/teams").text
    assert [team.id for team in people.teams_without_approver(session)] == [made.id]


def test_a_team_needs_a_name_and_a_kind(visit: Visit, office: Office) -> None:
    visitor = visit(office.administrator)
    page = visitor.press("/teams/new", "/teams/new", name_en="New", kinds=[], status=422)
    assert "at least one kind" in page.text
    assert page.form("/teams/new").values["name_en"] == ["New"]
    page = visitor.press("/teams/new", "/teams/new", kinds=["communal"], status=422)
    assert "in Thai or in English" in page.text


def test_a_kind_with_campaigns_that_are_not_over_stays(
    visit: Visit, office: Office, session: Session
) -> None:
    of = factories.campaign(session, office.corporate, office.owner, status=Status.ACTIVE)
    session.commit()
    visitor = visit(office.administrator)
    path = f"/teams/{office.corporate.id}/edit"
    page = visitor.press(path, path, kinds=["exchange"], status=422)
    assert "1 campaigns of the kind “Communal”" in page.text
    visitor.press(path, path, kinds=["communal", "exchange"], name_en="Community")
    of.status = Status.ARCHIVED
    session.commit()
    visitor.press(path, path, kinds=["exchange"])
    session.expire_all()
    assert session.get_one(Team, office.corporate.id).kinds == [Kind.EXCHANGE]
    of_the_team = select(ActivityEntry).where(ActivityEntry.verb == "team.revised")
    told = session.scalars(of_the_team.order_by(ActivityEntry.id)).all()
    assert told[1].changes == {"runs_communal": [True, False]}


def test_two_who_rename_a_team_see_both_names(visit: Visit, office: Office) -> None:
    visitor = visit(office.administrator)
    path = f"/teams/{office.corporate.id}/edit"
    seen = visitor.get(path)
    visitor.press(path, path, name_en="Community")
    refused = visitor.fill(seen, path, name_en="Society", status=409)
    assert "Community" in refused.text
    assert refused.form(path).values["name_en"] == ["Society"]


def test_only_an_empty_team_is_put_away_and_it_comes_back(
    visit: Visit, office: Office, session: Session
) -> None:
    visitor = visit(office.administrator)
    where = f"/teams/{office.corporate.id}"
    assert f"{where}/archive" not in visitor.get(where).html
    of = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    token = visitor.get("/teams/new").form("/teams/new").values["csrf_token"]

    def archive() -> str:
        session.expire_all()
        version = str(session.get_one(Team, office.corporate.id).version)
        session.commit()
        done = visitor.post(f"{where}/archive", {"csrf_token": token, "version": version})
        return visitor.follow(done).text

    assert "people in this team still" in archive()
    for one in session.scalars(select(Membership).where(Membership.team_id == office.corporate.id)):
        session.delete(one)
    session.commit()
    assert "1 campaigns of this team are not archived" in archive()
    of.status = Status.ARCHIVED
    session.commit()
    assert "Archived" in archive()
    kinds = [team.id for team in queries.teams_for(session, office.administrator, Kind.COMMUNAL)]
    assert kinds == []
    assert queries.first_team(session, Discipline.CORPORATE_COMMUNICATIONS) is None
    session.commit()
    visitor.press(where, f"{where}/restore")
    assert queries.first_team(session, Discipline.CORPORATE_COMMUNICATIONS) is not None
    verbs = list(session.scalars(select(ActivityEntry.verb).order_by(ActivityEntry.id)))
    assert verbs[-2:] == ["team.archived", "team.restored"]


def test_a_team_page_names_its_people_by_what_they_do(visit: Visit, office: Office, session: Session) -> None:
    office.viewer.is_active = False
    session.commit()
    for language in ("en", "th"):
        page = visit(office.administrator, language=language).get(f"/teams/{office.corporate.id}")
        shown = [link for link in page.links() if link.startswith("/people/")]
        assert shown[0] == f"/people/{office.approver.id}"
        assert shown[-1] == f"/people/{office.viewer.id}"
    visit(office.administrator).get("/teams/999999", status=404)


def test_a_deactivated_approver_approves_nothing(visit: Visit, office: Office, session: Session) -> None:
    office.approver.is_active = False
    session.commit()
    page = visit(office.administrator).get(f"/teams/{office.corporate.id}")
    assert "Nobody here can approve a plan" in page.text


def test_others_open_no_page_of_teams(visit: Visit, office: Office, session: Session) -> None:
    visitor = visit(office.approver)
    for path in (
        "/teams",
        "/teams/new",
        f"/teams/{office.corporate.id}",
        f"/teams/{office.corporate.id}/edit",
    ):
        visitor.get(path, status=403)
    assert session.scalar(select(func.count(Team.id))) == 2
