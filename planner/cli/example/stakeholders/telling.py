"""Short ways of saying what is said of many stakeholders."""

from __future__ import annotations

from planner.dates import HOME_ZONE, Era
from planner.i18n import Language
from planner.stakeholders.sections import Assessment, Reach
from planner.stakeholders.words import Attitude, Channel, Engagement

CONSENT_TEXT = "PDPA-3"
"""The version of the consent text in use."""


def reached(
    *emails: str,
    phone: str | None = None,
    line: str | None = None,
    by: Channel | None = Channel.E_MAIL,
    era: Era = Era.BE,
) -> Reach:
    """Someone in Thailand, written to in Thai."""
    return Reach(
        emails=emails,
        phones=(phone,) if phone else (),
        line_id=line,
        preferred_channel=by,
        date_era=era,
        timezone=HOME_ZONE,
    )


def abroad(email: str, zone: str, phone: str | None = None) -> Reach:
    """Someone abroad, written to in English."""
    return Reach(
        emails=(email,),
        phones=(phone,) if phone else (),
        preferred_channel=Channel.E_MAIL,
        language=Language.EN,
        date_era=Era.CE,
        timezone=zone,
    )


def marks(
    power: int,
    interest: int,
    has_legitimacy: bool,
    has_urgency: bool,
    attitude: Attitude,
    now: Engagement | None = None,
    wanted: Engagement | None = None,
) -> Assessment:
    """An assessment: power and interest, claim, haste, attitude, how far they take part and should."""
    return Assessment(
        power=power,
        interest=interest,
        has_legitimacy=has_legitimacy,
        has_urgency=has_urgency,
        attitude=attitude,
        engagement_current=now,
        engagement_desired=wanted,
    )
