"""The gallery in a real browser: accessible in every guise, nothing wider than the screen, and what scripts add."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, expect
from sqlalchemy.orm import Session

from planner.accounts import sessions
from planner.web.gallery.views import PAGES
from tests.browser import WIDER, complaints
from tests.factories import Office
from tests.pages import Visitor
from tests.requirements_here import is_long
from tests.web.gallery.conftest import Opener
from tests.web.gallery.test_gallery import address as path_of

pytestmark = pytest.mark.browser

GUISES = [
    (width, theme, language)
    for width in (1440, 390)
    for theme in ("light", "dark")
    for language in ("th", "en")
]
SMALL = """[...document.querySelectorAll('button, .button, select, .menu a, .tabs a,'
  + 'input:not([type=checkbox], [type=radio], [type=hidden], [type=date])')]
  .filter(e => e.checkVisibility() && !e.closest('.visually-hidden')
    && e.getBoundingClientRect().height < (e.matches('.small') ? 37 : 43.9)).map(e => e.outerHTML.slice(0, 90))"""


def looked_at(guise: tuple[int, str, str]) -> tuple[str, ...]:
    """Every page in the first guise, a share of them in each other; all of them on a long run."""
    at = GUISES.index(guise)
    return PAGES if at == 0 or is_long() else PAGES[at - 1 :: len(GUISES) - 1]


@pytest.mark.parametrize(("width", "theme", "language"), GUISES)
def test_axe_finds_nothing_wrong(width: int, theme: str, language: str, opened: Opener) -> None:
    page = opened("/gallery", width=width, theme=theme, language=language)
    found = {}
    for name in looked_at((width, theme, language)):
        page.goto(path_of(name))
        found[name] = complaints(page)
    assert not {name: wrong for name, wrong in found.items() if wrong}


def test_nothing_is_wider_than_the_narrowest_phone(opened: Opener) -> None:
    page = opened("/gallery", width=320, language="en")
    found = {}
    for name in PAGES:
        page.goto(path_of(name))
        found[name] = page.evaluate(WIDER)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not {name: wide for name, wide in found.items() if wide}


def test_targets_are_large_enough_for_a_thumb(opened: Opener) -> None:
    page = opened("/gallery", width=390)
    found = {}
    for name in PAGES:
        page.goto(path_of(name))
        found[name] = page.evaluate(SMALL)
    assert not {name: small for name, small in found.items() if small}


def test_a_typed_day_is_echoed_in_both_eras_and_nonsense_is_not(opened: Opener) -> None:
    page = opened("/gallery/forms", language="en")
    day = page.locator("#end_on")
    day.fill("29/2/2567")
    expect(page.locator("#end_on-echo")).to_have_text("= 29 ก.พ. 2567 / 29 Feb 2024")
    day.fill("29/2/2566")
    expect(page.locator("#end_on-echo")).to_have_text("Such as 24/11/2569 or 24/11/2026")
    day.fill("๒๔/๑๑/๒๕๖๙")
    expect(page.locator("#end_on-echo")).to_have_text("= 24 พ.ย. 2569 / 24 Nov 2026")


def test_the_picker_writes_in_the_era_the_person_types_in(opened: Opener) -> None:
    page = opened("/gallery/forms")
    for typed, written in (("1/1/2569", "24/11/2569"), ("1/1/2026", "24/11/2026"), ("", "24/11/2569")):
        page.locator("#end_on").fill(typed)
        page.locator("[data-day]:has(#end_on) input[type=date]").evaluate(
            "e => { e.value = '2026-11-24'; e.dispatchEvent(new Event('change')) }"
        )
        expect(page.locator("#end_on")).to_have_value(written)


def test_an_address_is_copied_whole(opened: Opener) -> None:
    page = opened("/gallery", language="en")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#feed-address").input_value()


def test_rows_are_added_and_removed_with_their_names_in_order(opened: Opener) -> None:
    page = opened("/gallery/forms", language="en")
    page.get_by_role("button", name="Add a row").click()
    names = page.locator("[data-rows] input[type=text]").evaluate_all("all => all.map(e => [e.name, e.id])")
    assert [name for name, _ in names] == [
        f"messages_said-{n}-text_{tongue}" for n in range(3) for tongue in ("th", "en")
    ]
    assert all(name == key for name, key in names)
    expect(page.locator("#messages_said-2-text_th")).to_be_focused()
    page.get_by_role("button", name="Remove this row").first.click()
    expect(page.locator("#messages_said-0-text_th")).to_have_value("")
    expect(page.locator("#messages_said-2-text_th")).to_have_count(0)


def test_the_slash_leads_to_the_search_but_never_while_typing(opened: Opener) -> None:
    page = opened("/gallery/campaigns")
    search = page.locator("#filter-words")
    page.locator("h1").focus()
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.press("/")
    expect(search).to_have_value("/")


def test_on_a_phone_the_slash_unfolds_the_filters_first(opened: Opener) -> None:
    page = opened("/gallery/campaigns", width=390)
    page.keyboard.press("/")
    expect(page.locator("#filter-words")).to_be_focused()


def test_escape_closes_a_menu_and_gives_the_focus_back(opened: Opener) -> None:
    page = opened("/gallery")
    page.locator(".user-menu > summary").click()
    expect(page.locator(".user-menu")).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".user-menu > summary")).to_be_focused()
    expect(page.locator(".user-menu")).not_to_have_attribute("open", "")


def test_a_refusal_is_the_first_thing_a_reader_hears(opened: Opener) -> None:
    page = opened("/gallery/refused")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(page.locator("#start_on")).to_be_focused()


def test_what_was_typed_comes_back_after_the_tab_was_reloaded(opened: Opener) -> None:
    page = opened("/gallery/edit", language="en")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#title_en").fill("Half a thought")
    page.reload()
    expect(page.locator("#title_en")).to_have_value("Half a thought")
    page.get_by_role("button", name="Go back to what is saved").click()
    expect(page.locator("#title_en")).to_have_value("Mangroves with the Bang Khun Thian community")


def test_a_draft_outlives_a_sign_in_that_ran_out(
    opened: Opener, office: Office, session: Session, visit: Callable[..., Visitor]
) -> None:
    page = opened("/profile", language="en")
    page.locator("#position").fill("Head of dialogue")
    sessions.end_all(session, office.owner.id)
    session.commit()
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    cookie = visit(office.owner).client.get_cookie("samphan")
    assert cookie is not None
    page.context.add_cookies([{"name": "samphan", "value": cookie.value, "url": page.url}])
    page.goto("/profile")
    expect(page.locator("#position")).to_have_value("Head of dialogue")
    expect(page.get_by_text("Here is what you had typed and not saved.")).to_be_visible()


def test_a_draft_is_forgotten_once_it_is_saved(opened: Opener) -> None:
    page = opened("/profile", language="en")
    page.locator("#position").fill("Head of dialogue")
    page.get_by_role("button", name="Save").click()
    page.goto("/profile")
    expect(page.locator("#position")).to_have_value("Head of dialogue")
    expect(page.locator("form[data-guard] .notice")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_a_month_prints_on_one_page_with_every_title(opened: Opener) -> None:
    page = opened("/gallery/month")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('.chip, .span')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
    )
    assert not cut


def test_the_theme_a_person_chose_stays_when_the_system_says_otherwise(opened: Opener) -> None:
    page = opened("/gallery", language="en")
    page.locator(".user-menu > summary").click()
    page.get_by_role("button", name="Dark").click()
    whole = page.locator("html")
    expect(whole).to_have_attribute("data-theme", "dark")
    expect(whole).to_have_css("background-color", "rgb(22, 28, 40)")


def test_leaving_a_form_with_typed_text_asks_first(opened: Opener) -> None:
    page = opened("/gallery/edit")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.locator("#title_en").fill("Half a thought")
    page.reload()
    assert asked == ["beforeunload"]


def test_without_scripts_every_control_is_there(opened: Opener) -> None:
    page = opened("/gallery/edit", scripts=False)
    for control in ("title_th", "title_en", "start_on", "end_on", "amount"):
        expect(page.locator(f"#{control}")).to_be_visible()
    expect(page.locator("button[type=submit].primary")).to_be_visible()
    assert page.locator(".icon-button").count() == 0


def test_on_a_phone_the_month_is_an_agenda_and_the_menu_is_at_hand(opened: Opener) -> None:
    page = opened("/gallery/month", width=390)
    expect(page.locator(".month")).to_be_hidden()
    expect(page.locator(".agenda-day").first).to_be_visible()
    box = page.locator(".menu").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(900, abs=1)
