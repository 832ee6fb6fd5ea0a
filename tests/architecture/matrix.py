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
# a planner's own words: colleagues read them, nobody else changes them
WROTE_IT = _rule(**HIDDEN, viewer=NO, approver=NO, administrator=NO)
PLANS_IN_ITS_TEAM = _rule(viewer=NO, outsider=NO, outside_approver=NO)
ADMINISTERS = _rule(viewer=NO, mate=NO, approver=NO, outsider=NO, outside_approver=NO)
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
    "briefs.programme": SEES,
    "briefs.programme_file": SEES,
    "briefs.sheet": SEES,
    "briefs.sheet_file": SEES,
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
    "campaigns.stakeholder_map": SEES,
    "consents.new": PLANS_ANYWHERE,
    "custody.delete_campaign": EDITS,
    "custody.delete_event": EDITS,
    "custody.duplicates_index": PLANS_ANYWHERE,
    "custody.merge": PLANS_ANYWHERE,
    "custody.undo": EDITS,
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
    "exports.all_campaigns": SIGNED_IN,
    "exports.all_stakeholders": SIGNED_IN,
    "exports.archive": ADMINISTERS,
    "exports.campaign_part": SEES,
    "exports.events": SIGNED_IN,
    "exports.make_archive": ADMINISTERS,
    "exports.of_campaign": SEES,
    "exports.stakeholder_history": SIGNED_IN,
    "imports.columns": OWN_OR_ADMINISTRATOR,
    "imports.drop": OWN_OR_ADMINISTRATOR,
    "imports.index": PLANS_ANYWHERE,
    "imports.new": PLANS_ANYWHERE,
    "imports.read_as": OWN_OR_ADMINISTRATOR,
    "imports.refused": OWN_OR_ADMINISTRATOR,
    "imports.show": OWN_OR_ADMINISTRATOR,
    "imports.take_back": OWN_OR_ADMINISTRATOR,
    "imports.take_in": OWN_OR_ADMINISTRATOR,
    "jobs.show": OWN_ALONE,
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
    "holidays.confirm": ADMINISTERS,
    "holidays.countries": ADMINISTERS,
    "holidays.drop_country": ADMINISTERS,
    "holidays.edit": ADMINISTERS,
    "holidays.index": SIGNED_IN,
    "holidays.new": ADMINISTERS,
    "holidays.on": SIGNED_IN,
    "holidays.put_back": ADMINISTERS,
    "holidays.reopen": ADMINISTERS,
    "holidays.strike_off": ADMINISTERS,
    "holidays.take_over": ADMINISTERS,
    "home.index": SIGNED_IN,
    "links.edit": EDITS,
    "links.move_down": EDITS,
    "links.move_up": EDITS,
    "links.new": EDITS,
    "links.new_on_event": EDITS,
    "links.remove": EDITS,
    "marked_days.edit": PLANS_IN_ITS_TEAM,
    "marked_days.index": SIGNED_IN,
    "marked_days.new": PLANS_ANYWHERE,
    "marked_days.remove": PLANS_IN_ITS_TEAM,
    "marked_days.take_up": PLANS_ANYWHERE,
    "measurements.edit": EDITS,
    "measurements.new": EDITS,
    "measurements.remove": EDITS,
    "metrics.new": EDITS,
    "monitoring.show": dict.fromkeys(Who, GONE),  # no token is set: there is no such page
    "objectives.edit": EDITS,
    "objectives.measure_after_all": EDITS,
    "objectives.new": EDITS,
    "objectives.not_measured": EDITS,
    "objectives.remove": EDITS,
    "objectives.show": SEES,
    "people.deactivate": ADMINISTERS,
    "people.edit": ADMINISTERS,
    "people.edit_membership": ADMINISTERS,
    "people.end_administrator": ADMINISTERS,
    "people.hand_over": ADMINISTERS,
    "people.index": ADMINISTERS,
    "people.link": ADMINISTERS,
    "people.make_administrator": ADMINISTERS,
    "people.new": ADMINISTERS,
    "people.new_membership": ADMINISTERS,
    "people.reactivate": ADMINISTERS,
    "people.remove_membership": ADMINISTERS,
    "people.show": ADMINISTERS,
    "people.sign_out": ADMINISTERS,
    "people.withdraw_link": ADMINISTERS,
    "plans.approve": DECIDES,
    "plans.archive": EDITS,
    "plans.cancel": EDITS,
    "plans.change_kind": EDITS,
    "plans.comment": EDITS,
    "plans.complete": EDITS,
    "plans.edit_comment": WROTE_IT,
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
    "plans.withdraw_comment": WROTE_IT,
    "profile.edit": SIGNED_IN,
    "profile.password": SIGNED_IN,
    "profile.sign_browser_out": OWN_ALONE,
    "profile.sign_others_out": SIGNED_IN,
    "search.index": SIGNED_IN,
    "stakeholders.allow_contact": PLANS_ANYWHERE,
    "stakeholders.bring_back": PLANS_ANYWHERE,
    "stakeholders.edit": PLANS_ANYWHERE,
    "stakeholders.index": SIGNED_IN,
    "stakeholders.map": SIGNED_IN,
    "stakeholders.new": PLANS_ANYWHERE,
    "stakeholders.retire": PLANS_ANYWHERE,
    "stakeholders.show": SIGNED_IN,
    "teams.archive": ADMINISTERS,
    "teams.edit": ADMINISTERS,
    "teams.index": ADMINISTERS,
    "teams.new": ADMINISTERS,
    "teams.restore": ADMINISTERS,
    "teams.show": ADMINISTERS,
}
