"""F1, F7: whatever is typed into whichever form, and wherever it then shows, it stays words; and nobody is led away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories import Office
from tests.hardening.hostile import MARK, SCRIPTS, packed
from tests.hardening.inert import in_calendar, problems
from tests.hardening.premises import Premises
from tests.hardening.walking import (
    APART,
    Sheet,
    again,
    all_sheets,
    crawl,
    opened,
    same,
    sample,
    send,
)
from tests.hardening.walking import sheets as sheets_of
from tests.pages import Page, Visitor
from tests.programs import Program

Visit = Callable[..., Visitor]

pytestmark = pytest.mark.once

TRIES = 4
# what these would end is needed by the other forms
# the last of them takes a file, and its zone is no text
UNSENT = {"accounts.sign_out", "profile.sign_browser_out", "sources.new"}
# these move a record to where its other forms are no longer found
MOVING = (
    "plans.",
    "guard.",
    "contributions.answer_need",
    "contributions.decline_need",
    "contributions.hear_need",
    "events.step",
    "events.occurrence_step",
    "objectives.not_measured",
    "promotions.withdraw",
    "stakeholders.edit contact",
)


# an objective that has figures keeps its unit; a link is kept only where it is one; drafts full of payloads lack what a
# review needs, and what is said along with steps is tried with the other ones; lines of a checklist are short, and
# tried where one is changed
KEPT = {
    ("events.new_lines", "titles"),
    ("promotions.edit offer", "code"),
    ("promotions.enter", "code"),
    ("promotions.enter", "redeemed_on"),
    ("promotions.enter", "redeemed_time"),
    ("promotions.correct", "code"),
    ("objectives.edit", "unit"),
    ("links.new", "address"),
    ("links.new_on_event", "address"),
    ("links.edit", "address"),
    ("layers.new", "address"),
    ("layers.edit", "address"),
    ("plans.submit", "comment"),
    ("promotions.new_codes", "prefix"),
}
# controls that are read into days, hours, figures, addresses; what cannot be read is shown again and not stored
READ = re.compile(
    r"(.*_)?on|.*(_time|embargo_until|rsvp_due_at)|timezone|starts_at|until|excluded|interval|(met_.*_)?count|capacity|duration_minutes"
    r"|n|country|days_before|quantity|quota_total|quota_per_person|target_quantity|cost_per_unit"
    r"|value|numerator|denominator|baseline|target|planned|committed|actual|forecast|amount|beneficiaries_planned"
    r"|people|hours|hourly_rate|people_reached|organisations_supported|environment_amount|leverage_.*"
    r"|expected_return_value|email.*|phone.*|online_url"
)

# what addresses are known to bring into forms; every search on a page is tried besides
REFLECTING = {"q", "next", "metric", "kind", "purpose", "on"}


class Typist:
    """Somebody who fills the forms they find with payload after payload, and looks at every answer."""

    def __init__(self, app: Flask, visitor: Visitor) -> None:
        self.app, self.visitor = app, visitor
        self.place: Counter[tuple[object, str]] = Counter()
        self.particular: dict[tuple[object, str], str] = {}
        self.stored: set[tuple[str, str]] = set()
        self.why: dict[str, str] = {}

    def reflect(self, sheet: Sheet) -> None:
        """Every payload at once in every control: most of it is refused, and shown again."""
        fresh = again(self.app, self.visitor, sheet)
        assert fresh is not None, sheet.path
        everything = " ".join(SCRIPTS)
        answer = send(self.visitor, fresh, dict.fromkeys(fresh.rooms, everything))
        self.look(answer)
        assert answer.status in {302, 422}, f"{sheet.action}: {answer.status}"
        shown = same(self.app, answer, fresh)
        if shown is not None:
            assert any("41" in value for name in shown.rooms for value in shown.values[name]), sheet.action

    def store(self, sheet: Sheet) -> bool:
        """As many payloads as go in: what is refused is left out until the rest is taken. Was it?"""
        fresh = again(self.app, self.visitor, sheet)
        if fresh is None:
            return False
        typed = {name: self._next(fresh, name, room) for name, room in fresh.rooms.items()}
        for _ in range(TRIES):
            answer = send(self.visitor, fresh, typed)
            self.look(answer)
            if answer.status == 302:
                self.stored |= {(sheet.endpoint, name) for name, text in typed.items() if MARK in text}
                return True
            shown = same(self.app, answer, fresh)
            if shown is None:
                break
            self.why[sheet.endpoint] = answer.text
            typed |= self._particulars(fresh, shown)
        return False

    def _next(self, sheet: Sheet, name: str, room: int) -> str:
        key = (sheet.key, name)
        if (sheet.endpoint, name) in KEPT:
            return sheet.values[name][0]
        if key in self.particular:
            return self.particular[key]
        # not every control begins with the same, so that few forms store them all
        begin = self.place[key] or hash_of(name)
        text, self.place[key] = packed(SCRIPTS, room, begin)
        return text

    def _particulars(self, sheet: Sheet, shown: Sheet) -> dict[str, str]:
        """Values for the controls that do not take just any text, and for lists in which one must be chosen."""
        wrong = shown.invalid or sheet.rooms.keys()
        found = {name: sample(name, sheet.values.get(name, ())) for name in wrong & sheet.rooms.keys()}
        self.particular |= {(sheet.key, name): value for name, value in found.items()}
        empty = {name for name in wrong & sheet.options.keys() if not any(sheet.values.get(name, ()))}
        return found | {name: sheet.options[name] for name in empty}

    def look(self, answer: Page) -> None:
        """Nothing typed acts on this answer, and it leads nowhere else."""
        assert answer.status < 500, answer.response.request.path
        found = problems(answer)
        assert found == [], f"{answer.response.request.path}: {found}"
        location = answer.location
        assert not location or (location.startswith("/") and location[1:2] not in {"/", "\\"}), location


def hash_of(name: str) -> int:
    """A number that is always the same for a name."""
    return sum(name.encode()) % len(SCRIPTS)


def text_sheets(app: Flask, pages: Mapping[str, Page]) -> tuple[list[Sheet], list[list[Sheet]]]:
    """The forms that take text, the longest first; and those that move something, as found on several records."""
    found = [of for of in all_sheets(app, pages).values() if of[0].rooms and of[0].endpoint not in UNSENT]
    found.sort(key=lambda of: (-len(of[0].names), of[0].endpoint))
    still = [of[0] for of in found if not of[0].endpoint.startswith(MOVING)]
    return still, [of for of in found if of[0].endpoint.startswith(MOVING)]


def type_everywhere(typist: Typist, still: list[Sheet], moving: list[list[Sheet]], rounds: int) -> set[str]:
    """Every form is filled so many times; those that move something once, at the end. Answers what was never taken."""
    left = {one.endpoint for one in [*still, *(of[0] for of in moving)]}
    for sheet in still:
        typist.reflect(sheet)
    for sheet in still * rounds:
        if typist.store(sheet):
            left.discard(sheet.endpoint)
    for place, of in enumerate(moving):
        # each on a record of its own, as far as there are so many
        begin = place % len(of)
        if any(typist.store(sheet) for sheet in [*of[begin:], *of[:begin]]):
            left.discard(of[0].endpoint)
    return left


@pytest.mark.parametrize("rounds", [1, pytest.param(46, marks=pytest.mark.long)])
def test_whatever_is_typed_into_any_form_stays_words_wherever_it_shows(
    rounds: int,
    app: Flask,
    session: Session,
    office: Office,
    visit: Visit,
    premises: Premises,
    program: Program,
) -> None:
    visitor = visit(office.administrator)
    typist = Typist(app, visitor)
    still, moving = text_sheets(app, crawl(app, visitor, premises))
    assert len(still) > 35
    assert type_everywhere(typist, still, moving, rounds) == set()
    asked = {(one.endpoint, name) for one in [*still, *(of[0] for of in moving)] for name in one.rooms}
    assert {one for one in asked - typist.stored if not READ.fullmatch(one[1])} <= KEPT
    shown = 0
    for page in crawl(app, visitor, premises).values():
        typist.look(page)
        shown += MARK in page.html
    assert shown > 100
    for feed in premises.feeds:
        session.refresh(feed)
        assert in_calendar(program.fetch(feed).body) == []


def test_the_approver_reads_what_was_typed_as_words(
    app: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    planner, approver = visit(office.mate), visit(office.approver)
    typist = Typist(app, planner)
    campaign = f"/campaigns/{premises.draft.id}"
    objective = f"/objectives/{premises.objective.id}/edit"
    for path in (f"{campaign}/edit/about", f"{campaign}/edit/why", f"{campaign}/edit/need", objective):
        sheet = next(one for one in sheets_of(app, opened(planner, path), path) if one.rooms.keys() - {"q"})
        assert typist.store(sheet), path
    planner.press(campaign, f"{campaign}/submit")
    page = approver.get(f"{campaign}/review")
    assert page.text.count(MARK) > 20
    typist.look(page)
    typist.look(approver.get("/"))


def test_what_stands_in_an_address_stays_words(
    app: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.mate)
    paths = {endpoint: path for endpoint, path in premises.addresses(app) if endpoint not in APART}
    for path in paths.values():
        page = opened(visitor, path)
        names = {name for one in sheets_of(app, page, path) if one.method == "get" for name in one.names}
        place, _, asked = path.partition("?")
        for payload in (" ".join(SCRIPTS), SCRIPTS[15]):
            values = {**dict(parse_qsl(asked)), **dict.fromkeys(names | REFLECTING, payload)}
            answer = Page(visitor.client.get(place, query_string=values, buffered=True))
            typist = Typist(app, visitor)
            typist.look(answer)
