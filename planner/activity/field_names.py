"""What people call the columns of every record: in histories, differences, conflicts, and in the archive."""

from __future__ import annotations

from typing import Final

from planner.i18n import mark, translate

IN_THAI: Final = mark("%(field)s (Thai)")
IN_ENGLISH: Final = mark("%(field)s (English)")

# bilingual fields stand without their ending, references without theirs
FIELD_NAMES: dict[str, str] = {
    # what most records have
    "title": mark("Title"),
    "name": mark("Name"),
    "kind": mark("Kind"),
    "status": mark("State"),
    "status_reason": mark("Reason"),
    "type": mark("Type"),
    "owner": mark("Owner"),
    "team": mark("Team"),
    "timezone": mark("Time zone"),
    "language": mark("Language"),
    "date_era": mark("Era of dates"),
    "position": mark("Place in the order"),
    "role": mark("Role"),
    "note": mark("Note"),
    "campaign": mark("Campaign"),
    "stakeholder": mark("Stakeholder"),
    "public": mark("For"),
    # campaigns
    "code": mark("Code"),
    "start_on": mark("Start"),
    "end_on": mark("End"),
    "approver": mark("Approver"),
    "parent": mark("Part of"),
    "cloned_from": mark("Copied from"),
    "field_of_work": mark("Field of work"),
    "confidentiality": mark("Confidentiality"),
    "embargo_until": mark("Embargo until"),
    "situation": mark("Situation"),
    "purpose": mark("Purpose"),
    "benefit_to_public": mark("Benefit to the public"),
    "benefit_to_organisation": mark("Benefit to the organisation"),
    "seeks_no_benefit": mark("No benefit sought"),
    "strategy_summary": mark("Strategy in short"),
    "risks": mark("Risks"),
    "has_no_budget": mark("No budget"),
    "sdg": mark("Sustainable development goals"),
    "iso26000": mark("Subjects of ISO 26000"),
    "tags": mark("Tags"),
    "lessons": mark("Lessons"),
    "need_statement": mark("The need"),
    "need_source": mark("Who says so"),
    "beneficiaries_planned": mark("People to benefit"),
    "exit_plan": mark("How it ends well"),
    "offer_summary": mark("The offer"),
    "terms": mark("Terms"),
    "segment": mark("Segment"),
    "expected_return_type": mark("Expected return"),
    "expected_return_value": mark("Expected return, figure"),
    "attribution_method": mark("How the return is traced"),
    "why_them": mark("Why them"),
    "engagement_desired": mark("Desired engagement"),
    "engagement_current": mark("Engagement now"),
    "strategies": mark("Cultivation strategies"),
    "message": mark("Key message"),
    "text": mark("Message"),
    "proof": mark("Proof"),
    "is_public": mark("May be told outside"),
    "category": mark("Category"),
    "currency": mark("Currency"),
    "planned_minor": mark("Planned"),
    "committed_minor": mark("Committed"),
    "actual_minor": mark("Actual"),
    # events
    "public_text": mark("Public text"),
    "internal_note": mark("Internal note"),
    "starts_at": mark("Start"),
    "ends_at": mark("End"),
    "all_day_start": mark("First day"),
    "all_day_end": mark("Last day"),
    "recurrence": mark("Repeats"),
    "venue": mark("Venue"),
    "address": mark("Address"),
    "online_url": mark("Link"),
    "visibility": mark("Visibility"),
    "strategy": mark("Cultivation strategy"),
    "channel": mark("Channel"),
    "capacity": mark("Capacity"),
    "rsvp_due_at": mark("Answer by"),
    "public_contact": mark("Public contact"),
    "is_media_invited": mark("Media invited"),
    "photo_notice": mark("Photo notice"),
    "access_needs": mark("Access needs"),
    "duration_minutes": mark("Minutes"),
    "what_happens": mark("What happens"),
    "responsible": mark("Responsible"),
    "location": mark("Place"),
    "cue": mark("Cue or equipment"),
    "depends_on": mark("Depends on"),
    "contingency": mark("If it fails"),
    "state": mark("State"),
    "programme": mark("In the programme"),
    "speaker": mark("Speaker"),
    "label": mark("Name"),
    "is_outward": mark("Guests may read it"),
    # objectives
    "statement": mark("Statement"),
    "pillar": mark("Pillar"),
    "effect": mark("Effect"),
    "stage": mark("Stage"),
    "metric": mark("Metric"),
    "own_metric": mark("Metric of its own"),
    "unit": mark("Unit"),
    "is_return": mark("Is a return"),
    "direction": mark("Direction"),
    "baseline": mark("Baseline"),
    "baseline_on": mark("Date of the baseline"),
    "baseline_source": mark("Source of the baseline"),
    "target": mark("Target"),
    "due_on": mark("Due"),
    "not_measured_reason": mark("Why it was not measured"),
    "measured_on": mark("Measured"),
    "period_start_on": mark("Start of the period"),
    "value": mark("Figure"),
    "numerator": mark("Numerator"),
    "denominator": mark("Denominator"),
    "n": mark("People asked"),
    "method": mark("Method"),
    "source": mark("Source"),
    # stakeholders
    "given_th": mark("Given name (Thai)"),
    "family_th": mark("Family name (Thai)"),
    "given_latin": mark("Given name (Latin script)"),
    "family_latin": mark("Family name (Latin script)"),
    "nickname_th": mark("Nickname (Thai)"),
    "nickname_latin": mark("Nickname (Latin script)"),
    "address_as": mark("Addressed as"),
    "organisation_name": mark("Name"),
    "organisation": mark("Organisation"),
    "interest_or_concern": mark("Interest or concern"),
    "emails": mark("E-mail"),
    "phones": mark("Phone"),
    "line_id": mark("LINE ID"),
    "preferred_channel": mark("Preferred way to reach them"),
    "power": mark("Power"),
    "interest": mark("Interest"),
    "has_legitimacy": mark("Legitimacy"),
    "has_urgency": mark("Urgency"),
    "attitude": mark("Attitude"),
    "is_self_selected": mark("Asked to be added"),
    "origin_channel": mark("How we met"),
    "do_not_contact": mark("Do not contact"),
    "do_not_contact_reason": mark("Reason not to contact"),
    "external_ref": mark("Reference elsewhere"),
    "internal_notes": mark("Internal notes"),
    "merged_into": mark("Merged into"),
    "started_on": mark("Since"),
    "ended_on": mark("Until"),
    # holidays
    "on": mark("Day"),
    "country": mark("Country"),
    "short_name": mark("Short name"),
    "why": mark("Why"),
    "recurs_yearly": mark("Every year"),
    "is_struck_off": mark("Struck off"),
    # feeds and accounts
    "types": mark("Types of event"),
    "holder": mark("Holder"),
    "shows_cancelled": mark("Cancelled events are shown"),
    "withdrawn_at": mark("Withdrawn"),
    "email": mark("E-mail"),
    "week_start": mark("First day of the week"),
    "is_active": mark("Active"),
    "is_administrator": mark("Administrator"),
    "password_hash": mark("Password"),
    "discipline": mark("Discipline"),
    "runs_communal": mark("Runs communal campaigns"),
    "runs_exchange": mark("Runs exchange campaigns"),
}

OF_RECORD: dict[tuple[str, str], str] = {
    ("user", "position"): mark("Position"),
    ("affiliation", "position"): mark("Position"),
    ("stakeholder", "title"): mark("Title before the name"),
    ("feed", "type"): mark("Types of event"),
}


def stem(record_type: str, key: str) -> tuple[str | None, str]:
    """The marked name of a column, or of its stem, and the ending that is left over: `title_th` is Title and `th`."""
    known = OF_RECORD.get((record_type, key)) or FIELD_NAMES.get(key)
    if known:
        return known, ""
    base, _, ending = key.rpartition("_")
    return OF_RECORD.get((record_type, base)) or FIELD_NAMES.get(base), ending


def field_name(record_type: str, key: str, language: str) -> str:
    """A column's name for people; an unknown one keeps its key."""
    base, ending = stem(record_type, key)
    if base is None:
        return key.replace("_", " ")
    name = translate(language, base)
    if ending in {"th", "en"}:
        return translate(language, IN_THAI if ending == "th" else IN_ENGLISH, field=name)
    return name
