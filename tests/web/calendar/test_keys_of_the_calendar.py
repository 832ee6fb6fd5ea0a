"""The calendar says which key leads where; what a page does not have, no key leads to."""

from __future__ import annotations

from collections.abc import Callable

from planner.calendar.looking import View
from planner.web.calendar.asked import VIEW_KEYS
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]


def keys(page: Page) -> dict[str, str]:
    """The keys of a page, with where each leads."""
    return {key: one.get("href", one.tag) for one in page.iter() if (key := one.get("data-key"))}


def test_every_view_has_a_key_of_its_own() -> None:
    assert set(VIEW_KEYS) == set(View)
    assert len({*VIEW_KEYS.values(), *"tpncqz/?"}) == len(View) + 8


def test_keys_lead_to_views_steps_and_fields(visit: Visit, office: Office) -> None:
    page = visit(office.mate).get("/calendar?on=2020-11-24")
    found = keys(page)
    for view, key in VIEW_KEYS.items():
        assert found[key].startswith(f"/calendar?view={view}&on=2020-11-24")
    assert found["p"] == "/calendar?view=month&on=2020-10-01"
    assert found["n"] == "/calendar?view=month&on=2020-12-01"
    assert found["c"] == "/events/new?on=2020-11-24"
    assert (found["q"], found["/"]) == ("input", "input")
    assert "t" in found


def test_who_does_not_plan_has_no_keys_for_planning(visit: Visit, office: Office) -> None:
    found = keys(visit(office.viewer).get("/calendar"))
    assert not {"c", "q"} & set(found)
    assert {"t", "m", "/"} <= set(found)


def test_the_profile_leads_to_the_keys_without_a_key(visit: Visit, office: Office) -> None:
    page = visit(office.viewer).get("/profile")
    (button,) = [one for one in page.all("button") if one.get("data-keys") is not None]
    assert button.get("hidden") is not None, "without scripts there is nothing to show"
