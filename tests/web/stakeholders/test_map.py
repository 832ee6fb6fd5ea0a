"""The stakeholder map of the whole organisation and of a campaign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from planner.events.models import Attachment
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import Category, Engagement, StakeholderKind, StakeholderStatus
from tests import factories
from tests.browser import Windows, complaints
from tests.counting import statements
from tests.factories import Office
from tests.pages import Page, Visitor, words

Visit = Callable[..., Visitor]


def judged(session: Session, power: int | None, interest: int | None, **values: object) -> Stakeholder:
    return factories.stakeholder(session, power=power, interest=interest, **values)


def rows(page: Page, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, row by row."""
    (table,) = [one for one in page.all("table") if words(next(iter(one))) == caption]
    body = [one for one in table.iter() if one.tag.endswith("tr")][1:]
    return [[words(cell) for cell in row] for row in body]


@pytest.fixture
def met(session: Session, office: Office) -> tuple[Stakeholder, Stakeholder]:
    """Two key players: one to be met tomorrow, one whom nobody meets."""
    campaign = factories.campaign(session, office.corporate, office.owner)
    one = judged(session, 5, 4, organisation_name_en="Province")
    other = judged(session, 4, 5, organisation_name_en="Paper")
    event = factories.event(session, campaign, title_en="Town meeting")
    session.add(Attachment(event_id=event.id, stakeholder_id=one.id))
    for who in (one, other):
        factories.participation(session, campaign, who)
    session.commit()
    return one, other


def test_the_picture_and_the_table_say_the_same(session: Session, office: Office, visit: Visit) -> None:
    for name in ("Ant", "Bee"):
        judged(session, 5, 2, organisation_name_en=name, organisation_name_th=name)
    session.commit()
    page = visit(office.owner).get("/stakeholders/map")
    assert rows(page, "Power and interest as a table") == [["Keep satisfied", "5", "2", "2", "Ant, Bee"]]
    labels = [words(one) for one in page.all("span") if "plot-label" in one.get("class", "")]
    assert {"Ant", "Bee", "Keep satisfied: 2", "Key player: 0"} <= set(labels)


def test_a_key_player_whom_nobody_meets_stands_first_and_is_counted(
    office: Office, met: tuple[Stakeholder, Stakeholder], visit: Visit
) -> None:
    page = visit(office.owner).get("/stakeholders/map")
    first, second = rows(page, "Key players")
    assert first[0] == "PaperNo event with them"
    assert first[1:3] == ["–", "–"]
    assert second[0] == "Province"
    assert "Town meeting" in second[2]
    assert "1 key player without an event" in page.text
    bold = [words(one) for one in page.all("span") if "is-target" in one.get("class", "")]
    assert "Paper" in bold
    assert "Province" not in bold


def test_a_campaign_shows_those_who_take_part_and_leads_to_it(
    session: Session, office: Office, met: tuple[Stakeholder, Stakeholder], visit: Visit
) -> None:
    judged(session, 5, 5, organisation_name_en="Stranger to it")
    campaign = factories.campaign(session, office.corporate, office.owner, confidentiality="team")
    factories.participation(session, campaign, met[0], engagement_desired=Engagement.EMPOWER)
    unknown = judged(session, None, 3, organisation_name_en="Unjudged")
    factories.participation(session, campaign, unknown)
    met[0].engagement_current = Engagement.INFORM
    session.commit()
    address = f"/campaigns/{campaign.id}/stakeholder-map"
    assert address in visit(office.mate).get(f"/campaigns/{campaign.id}").links()
    page = visit(office.mate).get(address)
    assert "Stranger to it" not in page.text
    # what the campaign wishes goes before what is wished in general
    assert rows(page, "Engagement now and desired") == [["Province", "Inform", "Empower", "4"]]
    assert "1 not assessed" in page.text
    assert "Unjudged" in page.text
    visit(office.outsider).get(address, status=404)


def test_filters_narrow_the_map_and_the_ways_to_the_list(
    session: Session, office: Office, visit: Visit
) -> None:
    judged(session, 5, 5, organisation_name_en="Daily", category=Category.MEDIA)
    judged(session, 5, 5, organisation_name_en="Village", category=Category.COMMUNITY)
    judged(
        session, 5, 5, organisation_name_en="Gone", category=Category.MEDIA, status=StakeholderStatus.INACTIVE
    )
    judged(session, None, None, organisation_name_en="New", category=Category.MEDIA)
    session.commit()
    visitor = visit(office.viewer)
    page = visitor.get("/stakeholders/map?category=media&kind=organisation")
    assert "Daily" in page.text
    assert "Village" not in page.text
    assert "Gone" not in page.text
    (cell,) = [link for link in page.links() if "power=5" in link]
    assert "category=media" in cell
    assert "Daily" in visitor.get(cell).text
    (lacking,) = [link for link in page.links() if "unassessed=power_interest" in link]
    assert "New" in visitor.get(lacking).text


def test_what_cannot_be_understood_is_left_out(office: Office, visit: Visit) -> None:
    visitor = visit(office.owner)
    visitor.get("/stakeholders/map?category=nobody&kind=%00&power=9")
    visitor.get("/stakeholders?power=9&interest=x&quadrant=5&salience=&unassessed=perhaps")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("quadrant=key_player", {"Both"}),
        ("quadrant=keep_satisfied", {"Power"}),
        ("quadrant=minimal_effort", {"Neither"}),
        ("salience=definitive", {"Both"}),
        ("salience=dormant", {"Power"}),
        ("salience=nonstakeholder", {"Neither"}),
        ("unassessed=salience", {"Unweighed"}),
        ("unassessed=power_interest", {"Unplaced"}),
        ("power=3&interest=3", {"Neither"}),
    ],
)
def test_the_list_finds_who_stands_in_a_place(
    session: Session, office: Office, visit: Visit, query: str, found: set[str]
) -> None:
    weighed = {"has_legitimacy": True, "has_urgency": True}
    light = {"has_legitimacy": False, "has_urgency": False}
    judged(session, 4, 4, organisation_name_en="Both", **weighed)
    judged(session, 5, 3, organisation_name_en="Power", **light)
    judged(session, 3, 3, organisation_name_en="Neither", **light)
    judged(session, 1, 5, organisation_name_en="Unweighed")
    judged(session, 2, None, organisation_name_en="Unplaced", has_legitimacy=True, has_urgency=False)
    session.commit()
    mine = {"Both", "Power", "Neither", "Unweighed", "Unplaced"}
    page = visit(office.owner).get(f"/stakeholders?{query}")
    names = {words(one) for one in page.all("th") if "name-cell" in one.get("class", "")}
    assert {one for one in mine if any(one in name for name in names)} == found


def test_crowded_cells_name_the_first_and_count_the_rest_in_as_many_statements(
    session: Session, office: Office, visit: Visit
) -> None:
    def page_and_cost() -> tuple[Page, int]:
        visitor = visit(office.owner)
        visitor.get("/")
        with statements(session) as sent:
            page = visitor.get("/stakeholders/map")
        return page, len(sent)

    judged(session, 5, 5)
    session.commit()
    cost = page_and_cost()[1]
    session.add_all(
        Stakeholder(
            kind=StakeholderKind.ORGANISATION,
            category=Category.MEDIA,
            interest_or_concern="News",
            organisation_name_en=f"Paper {number:03}",
            power=1 + number % 5,
            interest=5,
            has_legitimacy=True,
            has_urgency=False,
        )
        for number in range(400)
    )
    session.commit()
    page, full = page_and_cost()
    assert full == cost
    table = rows(page, "Power and interest as a table")
    assert [(row[1], row[3]) for row in table] == [
        ("5", "81"),
        ("4", "80"),
        ("3", "80"),
        ("2", "80"),
        ("1", "80"),
    ]
    assert table[1][4].endswith("and 68 more")
    assert "77 more" in page.text
    assert len(page.html) < 200_000


def test_the_map_is_read_in_thai_and_nothing_of_it_goes_outward(
    session: Session, office: Office, met: tuple[Stakeholder, Stakeholder], visit: Visit
) -> None:
    page = visit(office.owner, language="th").get("/stakeholders/map")
    assert page.root is not None
    assert page.root.get("lang") == "th"
    visit().get("/stakeholders/map", status=302)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_wrong_and_names_do_not_overlap(
    session: Session, office: Office, windows: Windows, width: int
) -> None:
    now = datetime.now(UTC)
    campaign = factories.campaign(session, office.corporate, office.owner)
    event = factories.event(
        session, campaign, starts_at=now - timedelta(days=3), ends_at=now - timedelta(days=3)
    )
    for number in range(60):
        one = judged(
            session,
            1 + number % 5,
            1 + number % 4,
            has_legitimacy=number % 2 == 0,
            has_urgency=number % 3 == 0,
            organisation_name_th=f"เครือข่ายอนุรักษ์ลุ่มน้ำแห่งที่ {number}",
        )
        if number % 7 == 0:
            session.add(Attachment(event_id=event.id, stakeholder_id=one.id))
    session.commit()
    page = windows.open("/stakeholders/map", who=office.owner, width=width)
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    overlaps = page.evaluate(
        """() => { const boxes = [...document.querySelectorAll('.plot-label a')].map(e => e.getBoundingClientRect());
        return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => a.left < b.right - 1 && b.left < a.right - 1
          && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length }"""
    )
    assert overlaps == 0
