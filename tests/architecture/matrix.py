"""Who may open and send what: one line an endpoint. A route without a line fails the suite."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """What somebody gets."""

    OK = "ok"  # the page, the step done, or a refusal by a rule of the trade
    SIGN_IN = "sign in"
    FORBIDDEN = "forbidden"
    MISSING = "missing"


class Who(StrEnum):
    """Who asks. The things asked for belong to the corporate team, and only that team may know of them."""

    STRANGER = "stranger"
    LINK_HOLDER = "holder of a stakeholder's feed link"
    VIEWER = "viewer"
    MATE = "planner"
    APPROVER = "approver"
    OUTSIDER = "planner of another team"
    OUTSIDE_APPROVER = "approver of another team"
    ADMINISTRATOR = "administrator"


def _rule(**other: Answer) -> dict[Who, Answer]:
    usual = dict.fromkeys(Who, Answer.OK) | {Who.STRANGER: Answer.SIGN_IN, Who.LINK_HOLDER: Answer.SIGN_IN}
    return usual | {Who[key.upper()]: answer for key, answer in other.items()}


NO, GONE = Answer.FORBIDDEN, Answer.MISSING
HIDDEN = {"outsider": GONE, "outside_approver": GONE}

PUBLIC = dict.fromkeys(Who, Answer.OK)
SIGNED_IN = _rule()
SEES = _rule(**HIDDEN)
EDITS = _rule(**HIDDEN, viewer=NO)
DECIDES = _rule(**HIDDEN, viewer=NO, mate=NO, administrator=NO)
PLANS_ANYWHERE = _rule(viewer=NO)
OWN_ALONE = _rule(
    **{who.name.lower(): GONE for who in Who if who not in {Who.STRANGER, Who.LINK_HOLDER, Who.MATE}}
)
OWN_OR_ADMINISTRATOR = {**OWN_ALONE, Who.ADMINISTRATOR: Answer.OK}

RULES: dict[str, dict[Who, Answer]] = {
    "accounts.language": PUBLIC,
    "accounts.link": PUBLIC,
    "accounts.sign_in": PUBLIC,
    "accounts.sign_out": PUBLIC,
    "accounts.theme": PUBLIC,
    "affiliations.edit": PLANS_ANYWHERE,
    "affiliations.new": PLANS_ANYWHERE,
    "affiliations.remove": PLANS_ANYWHERE,
    "briefs.show": SEES,
    "calendar.index": SIGNED_IN,
    "campaigns.edit": EDITS,
    "campaigns.edit_budget_line": EDITS,
    "campaigns.edit_message": EDITS,
    "campaigns.edit_participation": EDITS,
    "campaigns.index": SIGNED_IN,
    "campaigns.move_message_down": EDITS,
    "campaigns.move_message_up": EDITS,
    "campaigns.new": SIGNED_IN,
    "campaigns.new_budget_line": EDITS,
    "campaigns.new_message": EDITS,
    "campaigns.new_participation": EDITS,
    "campaigns.no_budget": EDITS,
    "campaigns.remove_budget_line": EDITS,
    "campaigns.remove_message": EDITS,
    "campaigns.remove_participation": EDITS,
    "campaigns.show": SEES,
    "consents.new": PLANS_ANYWHERE,
    "events.attach": EDITS,
    "events.begin": PLANS_ANYWHERE,
    "events.change": EDITS,
    "events.detach": EDITS,
    "events.edit": EDITS,
    "events.edit_attachment": EDITS,
    "events.edit_step": EDITS,
    "events.move": EDITS,
    "events.new": EDITS,
    "events.new_step": EDITS,
    "events.occurrence": SEES,
    "events.occurrence_step": EDITS,
    "events.remove_step": EDITS,
    "events.repeat": EDITS,
    "events.show": SEES,
    "events.step": EDITS,
    "feeds.campaign_file": SEES,
    "feeds.edit": OWN_OR_ADMINISTRATOR,
    "feeds.event_file": SEES,
    "feeds.index": SIGNED_IN,
    "feeds.new": SIGNED_IN,
    "feeds.renew": OWN_OR_ADMINISTRATOR,
    "feeds.show": OWN_OR_ADMINISTRATOR,
    "feeds.withdraw": OWN_OR_ADMINISTRATOR,
    "health.alive": PUBLIC,
    "health.icon": PUBLIC,
    "health.ready": PUBLIC,
    "health.robots": PUBLIC,
    "home.index": SIGNED_IN,
    "measurements.edit": EDITS,
    "measurements.new": EDITS,
    "measurements.remove": EDITS,
    "metrics.new": EDITS,
    "objectives.edit": EDITS,
    "monitoring.show": dict.fromkeys(Who, GONE),  # no token is set: there is no such page
    "objectives.measure_after_all": EDITS,
    "objectives.new": EDITS,
    "objectives.not_measured": EDITS,
    "objectives.remove": EDITS,
    "objectives.show": SEES,
    "plans.approve": DECIDES,
    "plans.archive": EDITS,
    "plans.cancel": EDITS,
    "plans.change_kind": EDITS,
    "plans.complete": EDITS,
    "plans.evaluate": EDITS,
    "plans.pause": EDITS,
    "plans.reject": DECIDES,
    "plans.request_changes": DECIDES,
    "plans.restore": EDITS,
    "plans.resume": EDITS,
    "plans.review": DECIDES,
    "plans.start": EDITS,
    "plans.submit": EDITS,
    "plans.submit_changes": EDITS,
    "plans.withdraw": EDITS,
    "profile.edit": SIGNED_IN,
    "profile.password": SIGNED_IN,
    "profile.sign_browser_out": OWN_ALONE,
    "search.index": SIGNED_IN,
    "stakeholders.allow_contact": PLANS_ANYWHERE,
    "stakeholders.bring_back": PLANS_ANYWHERE,
    "stakeholders.edit": PLANS_ANYWHERE,
    "stakeholders.index": SIGNED_IN,
    "stakeholders.new": PLANS_ANYWHERE,
    "stakeholders.retire": PLANS_ANYWHERE,
    "stakeholders.show": SIGNED_IN,
}
