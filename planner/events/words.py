"""The closed vocabularies of events, and their names for people."""

from __future__ import annotations

from enum import StrEnum

from planner.i18n import mark


class EventType(StrEnum):
    """What sort of occasion it is."""

    PRESS_CONFERENCE = "press_conference"
    MEDIA_BRIEFING = "media_briefing"
    INTERVIEW = "interview"
    LAUNCH = "launch"
    COMMUNITY_EVENT = "community_event"
    VOLUNTEER_DAY = "volunteer_day"
    DONATION_HANDOVER = "donation_handover"
    EDUCATION_CAMPAIGN = "education_campaign"
    CONSULTATION = "consultation"
    OPEN_HOUSE = "open_house"
    SITE_VISIT = "site_visit"
    ONLINE_CHAT = "online_chat"
    WEBINAR = "webinar"
    EXHIBITION = "exhibition"
    ROADSHOW = "roadshow"
    PROMOTION_PERIOD = "promotion_period"
    CEREMONY = "ceremony"
    PUBLICATION = "publication"
    DEADLINE = "deadline"
    EMBARGO_LIFT = "embargo_lift"
    MILESTONE = "milestone"
    INTERNAL_MEETING = "internal_meeting"
    FEEDBACK_WINDOW = "feedback_window"
    OBSERVANCE = "observance"


EVENT_TYPE_NAMES: dict[EventType, str] = {
    EventType.PRESS_CONFERENCE: mark("Press conference"),
    EventType.MEDIA_BRIEFING: mark("Media briefing"),
    EventType.INTERVIEW: mark("Interview"),
    EventType.LAUNCH: mark("Launch"),
    EventType.COMMUNITY_EVENT: mark("Community event"),
    EventType.VOLUNTEER_DAY: mark("Volunteer day"),
    EventType.DONATION_HANDOVER: mark("Donation handover"),
    EventType.EDUCATION_CAMPAIGN: mark("Education campaign"),
    EventType.CONSULTATION: mark("Consultation"),
    EventType.OPEN_HOUSE: mark("Open house"),
    EventType.SITE_VISIT: mark("Site visit"),
    EventType.ONLINE_CHAT: mark("Online chat"),
    EventType.WEBINAR: mark("Webinar"),
    EventType.EXHIBITION: mark("Exhibition"),
    EventType.ROADSHOW: mark("Roadshow"),
    EventType.PROMOTION_PERIOD: mark("Promotion period"),
    EventType.CEREMONY: mark("Ceremony"),
    EventType.PUBLICATION: mark("Publication"),
    EventType.DEADLINE: mark("Deadline"),
    EventType.EMBARGO_LIFT: mark("Embargo lift"),
    EventType.MILESTONE: mark("Milestone"),
    EventType.INTERNAL_MEETING: mark("Internal meeting"),
    EventType.FEEDBACK_WINDOW: mark("Feedback window"),
    EventType.OBSERVANCE: mark("Observance"),
}


class EventStatus(StrEnum):
    """Whether it will happen (RFC 5545 §3.8.1.11; postponed is sent as tentative)."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


EVENT_STATUS_NAMES: dict[EventStatus, str] = {
    EventStatus.TENTATIVE: mark("Tentative"),
    EventStatus.CONFIRMED: mark("Confirmed"),
    EventStatus.POSTPONED: mark("Postponed"),
    EventStatus.CANCELLED: mark("Cancelled"),
}


class Visibility(StrEnum):
    """Who may know of an event."""

    PUBLIC = "public"
    STAKEHOLDERS = "stakeholders"
    INVITED = "invited"
    TEAM = "team"
    RESTRICTED = "restricted"


VISIBILITY_NAMES: dict[Visibility, str] = {
    Visibility.PUBLIC: mark("Public"),
    Visibility.STAKEHOLDERS: mark("Stakeholders of the campaign"),
    Visibility.INVITED: mark("Those attached to the event"),
    Visibility.TEAM: mark("Team"),
    Visibility.RESTRICTED: mark("Restricted"),
}


class AttachmentRole(StrEnum):
    """What a stakeholder is at an event."""

    GUEST = "guest"
    VIP = "vip"
    SPEAKER = "speaker"
    CHAIR = "chair"
    MEDIA = "media"
    PARTNER = "partner"
    VOLUNTEER = "volunteer"
    INTERPRETER = "interpreter"
    STAFF = "staff"


ATTACHMENT_ROLE_NAMES: dict[AttachmentRole, str] = {
    AttachmentRole.GUEST: mark("Guest"),
    AttachmentRole.VIP: mark("VIP guest"),
    AttachmentRole.SPEAKER: mark("Speaker"),
    AttachmentRole.CHAIR: mark("Chair"),
    AttachmentRole.MEDIA: mark("Press"),
    AttachmentRole.PARTNER: mark("Partner"),
    AttachmentRole.VOLUNTEER: mark("Volunteer"),
    AttachmentRole.INTERPRETER: mark("Interpreter"),
    AttachmentRole.STAFF: mark("Staff"),
}


class ItemState(StrEnum):
    """How far a step of the run sheet is."""

    PLANNED = "planned"
    READY = "ready"
    DONE = "done"
    DROPPED = "dropped"


ITEM_STATE_NAMES: dict[ItemState, str] = {
    ItemState.PLANNED: mark("Planned"),
    ItemState.READY: mark("Ready"),
    ItemState.DONE: mark("Done"),
    ItemState.DROPPED: mark("Dropped"),
}
