"""Somebody who fills in any form so that it is taken, and knows which forms move a record on."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from flask import Flask

from tests.hardening.walking import Sheet, again, all_sheets, same, sample, send
from tests.pages import Page, Visitor

TRIES = 4
# these move a record to where its other forms are no longer found or no longer taken, or take it away
MOVING = (
    "plans.",
    "campaigns.no_budget",
    "events.step",
    "events.occurrence_step",
    "events.detach",
    "objectives.not_measured",
    "stakeholders.edit contact",
    "stakeholders.retire",
    "feeds.withdraw",
    "people.deactivate",
    "people.end_administrator",
    "people.sign_out",
    "promotions.renew_till",
    "teams.archive",
)
# before anything that it needs is taken away
FIRST = ("plans.submit", "plans.submit_changes")
# after everything that it ends
LAST = ("events.occurrence_step cancel-following", "promotions.close_till")
# answered with a file, not with the way to a record; tests/web/exports looks at them
EXPORTS = {
    "exports.all_campaigns",
    "exports.all_stakeholders",
    "exports.campaign_part",
    "exports.events",
    "exports.make_archive",
    "exports.stakeholder_history",
    "contributions.export",
    "portfolio.export",
    "promotions.export",
    "promotions.export_codes",
    "promotions.export_redeemed",
}
# of the reader, not of the records
OF_THE_READER = {
    *EXPORTS,
    "accounts.language",
    "accounts.link",
    "accounts.sign_in",
    "accounts.sign_out",
    "accounts.theme",
    "profile.password",
    "profile.sign_browser_out",
    "profile.sign_others_out",
}
# these take files or answer with one; they have tests of their own
OF_FILES = ("imports.", "exports.", "sources.", "contributions.add_evidence")
# what to choose where a form asks for more than words
WISHES: dict[str, dict[str, str]] = {
    "events.repeat": {"frequency": "daily", "interval": "1", "until": "", "count": "", "excluded": ""},
    "events.edit afterwards": {"met_new_count": "4", "met_known_count": "9"},
    "events.edit_attachment": {"role": "speaker"},
    "stakeholders.edit assessment": {"power": "5"},
    "people.new": {"email": "newcomer@example.org"},
    "people.edit_membership": {"role": "planner"},
    "teams.new": {"kinds": "communal"},
    "contributions.edit goals": {"sdg": "3"},
    "promotions.edit offer": {"code": ""},
    "promotions.enter": {"code": "", "quantity": "1", "redeemed_on": "", "redeemed_time": ""},
    "promotions.correct": {"code": ""},
    "layers.edit": {"address": "https://example.org/another.ics"},
}
TEXTS = itertools.count(1)


def words(number: int) -> str:
    """A text that is like none before it."""
    return "Words " + sha256(str(number).encode()).hexdigest()[:12]


class Clerk:
    """Fills in forms with sensible things; remembers what was taken."""

    def __init__(self, app: Flask, visitor: Visitor) -> None:
        self.app, self.visitor = app, visitor
        self.known: dict[tuple[object, str], str] = {}
        self.why = ""
        self.answer: Page

    def values(self, sheet: Sheet) -> dict[str, Any]:
        """What this clerk would send: a new text in every control that takes any, the rest as it stands."""
        texts = {
            name: self.known.get((sheet.key, name), words(next(TEXTS)))
            for name in sheet.rooms
            if (sheet.key, name) in self.known or name not in {"unit", "metric"}
        }
        chosen = {name: value for (key, name), value in self.known.items() if key == sheet.key}
        # nobody has the address of somebody else, or it would be asked who is meant
        own = {
            name: f"someone{next(TEXTS)}@example.org" if name == "email" else f"02 {next(TEXTS) + 1_230_000}"
            for name in chosen.keys() & {"email", "phone"}
        }
        return {**sheet.values, **texts, **chosen, **own, **WISHES.get(sheet.endpoint, {})}

    def learn(self, sheet: Sheet, answer: Page) -> bool:
        """Take from a refusal which controls want something particular; False where it says nothing."""
        shown = same(self.app, answer, sheet)
        self.why = f"{sheet.path} → {sheet.action}: {answer.status} {answer.text[-3000:]}"
        if shown is None:
            return False
        wrong = shown.invalid or sheet.rooms.keys()
        for name in wrong & sheet.rooms.keys():
            self.known[(sheet.key, name)] = sample(name, sheet.values.get(name, ()))
        for name in wrong & sheet.options.keys():
            if not any(sheet.values.get(name, ())):
                self.known[(sheet.key, name)] = sheet.options[name]
        return bool(wrong)

    def sent(self, sheet: Sheet, *, until: int = 302) -> dict[str, Any] | None:
        """The form, opened anew and sent until it was taken: what was sent, or None where it is not taken."""
        fresh = again(self.app, self.visitor, sheet)
        self.why = f"{sheet.path} → {sheet.action}: not there"
        if fresh is None:
            return None
        for _ in range(TRIES):
            values = self.values(fresh)
            self.answer = send(self.visitor, fresh, values)
            if self.answer.status == until:
                return values
            if not self.learn(fresh, self.answer):
                return None
        return None


def deeds(app: Flask, pages: Mapping[str, Page], *, but: Iterable[str] = OF_THE_READER) -> list[list[Sheet]]:
    """Every form there is, the same one of several records together; those that move something last."""
    left_out = set(but)
    found = [
        of
        for of in all_sheets(app, pages).values()
        if of[0].endpoint not in left_out and not of[0].endpoint.startswith(OF_FILES)
    ]
    return sorted(found, key=lambda of: (_rank(of[0].endpoint), -len(of[0].rooms), of[0].endpoint))


def _rank(endpoint: str) -> int:
    if endpoint in FIRST or endpoint in LAST:
        return 1 if endpoint in FIRST else 3
    return 2 if endpoint.startswith(MOVING) or ".remove" in endpoint else 0


def begun_with(of: list[Sheet]) -> list[Sheet]:
    """The same forms in another order, so that each kind of deed begins with another record.

    The order hangs on the deed's own name: a deed added elsewhere changes nothing here.
    """
    # of two lines of a checklist the one not ticked: begun again is only what holds a tick
    other = of[0].endpoint == "events.tick"
    begin = (sum(of[0].endpoint.encode()) + other) % len(of)
    return [*of[begin:], *of[:begin]]
