"""The closed vocabularies of objectives and measurements, and their names for people."""

from __future__ import annotations

from enum import StrEnum

from planner.i18n import mark


class Pillar(StrEnum):
    """What an objective builds."""

    REPUTATION = "reputation"
    VALUE = "value"
    RELATIONSHIP = "relationship"


PILLAR_NAMES: dict[Pillar, str] = {
    Pillar.REPUTATION: mark("Reputation"),
    Pillar.VALUE: mark("Value created"),
    Pillar.RELATIONSHIP: mark("Relationship"),
}


class Effect(StrEnum):
    """What is to change."""

    AWARENESS = "awareness"
    UNDERSTANDING = "understanding"
    ATTITUDE = "attitude"
    BEHAVIOUR = "behaviour"
    RELATIONSHIP = "relationship"
    CONDITION_CHANGED = "condition_changed"


EFFECT_NAMES: dict[Effect, str] = {
    Effect.AWARENESS: mark("Awareness"),
    Effect.UNDERSTANDING: mark("Understanding"),
    Effect.ATTITUDE: mark("Attitude"),
    Effect.BEHAVIOUR: mark("Behaviour"),
    Effect.RELATIONSHIP: mark("Relationship"),
    Effect.CONDITION_CHANGED: mark("Condition changed"),
}


class Stage(StrEnum):
    """Where an objective stands between effort and effect (AMEC)."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUT_TAKE = "out_take"
    OUTCOME = "outcome"
    IMPACT = "impact"


STAGE_NAMES: dict[Stage, str] = {
    Stage.INPUT: mark("Input"),
    Stage.ACTIVITY: mark("Activity"),
    Stage.OUTPUT: mark("Output"),
    Stage.OUT_TAKE: mark("Out-take"),
    Stage.OUTCOME: mark("Outcome"),
    Stage.IMPACT: mark("Impact"),
}


class Direction(StrEnum):
    """Which way the figure should go."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    REACH = "reach"


DIRECTION_NAMES: dict[Direction, str] = {
    Direction.INCREASE: mark("Increase"),
    Direction.DECREASE: mark("Decrease"),
    Direction.MAINTAIN: mark("Maintain"),
    Direction.REACH: mark("Reach"),
}


class ObjectiveState(StrEnum):
    """How an objective stands; computed from its measurements."""

    SET = "set"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    MET = "met"
    PARTLY_MET = "partly_met"
    MISSED = "missed"
    NOT_MEASURED = "not_measured"


OBJECTIVE_STATE_NAMES: dict[ObjectiveState, str] = {
    ObjectiveState.SET: mark("Set"),
    ObjectiveState.ON_TRACK: mark("On track"),
    ObjectiveState.AT_RISK: mark("At risk"),
    ObjectiveState.MET: mark("Met"),
    ObjectiveState.PARTLY_MET: mark("Partly met"),
    ObjectiveState.MISSED: mark("Missed"),
    ObjectiveState.NOT_MEASURED: mark("Not measured"),
}


class Method(StrEnum):
    """How a figure was got."""

    SURVEY = "survey"
    INTERVIEW = "interview"
    CONTENT_ANALYSIS = "content_analysis"
    MEDIA_LOG = "media_log"
    WEB_ANALYTICS = "web_analytics"
    SOCIAL_ANALYTICS = "social_analytics"
    SALES_DATA = "sales_data"
    REDEMPTION_LOG = "redemption_log"
    ATTENDANCE_COUNT = "attendance_count"
    SERVICE_LOG = "service_log"
    OBSERVATION = "observation"
    FINANCIAL_RECORD = "financial_record"
    THIRD_PARTY_REPORT = "third_party_report"


METHOD_NAMES: dict[Method, str] = {
    Method.SURVEY: mark("Survey"),
    Method.INTERVIEW: mark("Interview"),
    Method.CONTENT_ANALYSIS: mark("Content analysis"),
    Method.MEDIA_LOG: mark("Media log"),
    Method.WEB_ANALYTICS: mark("Web analytics"),
    Method.SOCIAL_ANALYTICS: mark("Social media analytics"),
    Method.SALES_DATA: mark("Sales data"),
    Method.REDEMPTION_LOG: mark("Redemption log"),
    Method.ATTENDANCE_COUNT: mark("Attendance count"),
    Method.SERVICE_LOG: mark("Service log"),
    Method.OBSERVATION: mark("Observation"),
    Method.FINANCIAL_RECORD: mark("Financial record"),
    Method.THIRD_PARTY_REPORT: mark("Report of a third party"),
}
