"""The gallery shows every component, in both languages, in pages that keep the conventions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.web.gallery.views import PAGES
from tests.factories import Office
from tests.pages import Visitor

TEMPLATES = Path(__file__).parents[3] / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
MACRO = re.compile(r"{%-? macro ([a-z]\w*)\(")


def address(name: str) -> str:
    """Where a page of the gallery is."""
    return "/gallery" if name == "components" else f"/gallery/{name}"


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_gallery_keeps_the_conventions(
    name: str, language: str, office: Office, visit: Callable[..., Visitor]
) -> None:
    page = visit(office.owner, language=language).get(address(name))
    assert page.heading
    assert page.root is not None


def test_a_page_that_is_not_in_the_gallery_is_not_found(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    visit(office.owner).get("/gallery/attic", status=404)


def test_a_stranger_is_sent_to_sign_in_even_from_the_gallery(visit: Callable[..., Visitor]) -> None:
    assert "/sign-in" in visit().get("/gallery", status=302).location


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.name)
def test_a_component_says_first_what_it_is_with_an_example(file: Path) -> None:
    comment = re.match(r"\{#(.*?)#\}", file.read_text(), re.DOTALL)
    assert comment is not None
    assert "Example:" in comment[1]


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.name)
def test_every_component_is_shown_in_the_gallery(file: Path) -> None:
    pages = [*(TEMPLATES / "gallery").glob("*.html"), *(TEMPLATES / "layouts").glob("*.html"), *COMPONENTS]
    shown = "\n".join(MACRO.sub("", page.read_text()) for page in pages)
    unseen = [name for name in MACRO.findall(file.read_text()) if not re.search(rf"\b{name}\(", shown)]
    assert not unseen


def test_a_refused_form_leads_from_its_summary_to_each_control(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    page = visit(office.owner).get("/gallery/refused")
    ids = {element.get("id") for element in page.iter()}
    summary = next(element for element in page.iter() if element.get("class") == "error-summary")
    targets = [link.get("href", "") for link in summary.iter() if link.get("href")]
    assert len(targets) >= 5
    assert all(target.removeprefix("#") in ids for target in targets)


def test_what_was_typed_stays_in_a_refused_form(office: Office, visit: Callable[..., Visitor]) -> None:
    page = visit(office.owner).get("/gallery/refused")
    assert {"31/11/2569", "about a million"} <= {control.get("value") for control in page.all("input")}


def test_a_day_is_read_back_in_both_eras_without_scripts(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    assert "= 2 พ.ย. 2569 / 2 Nov 2026" in visit(office.owner).get("/gallery/forms").text


def test_content_in_the_other_language_says_so_and_carries_its_language(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    page = visit(office.owner, language="en").get("/gallery/campaigns")
    runs = [
        run for run in page.all("span") if run.get("lang") == "th" and (run.text or "").startswith("ห้องสมุด")
    ]
    assert len(runs) == 1
    assert "in Thai" in page.text
