"""How people are named and addressed in either language."""

from __future__ import annotations

from planner.i18n import Language, Text, pick
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind

HONORIFIC = {Language.TH: "คุณ", Language.EN: "Khun"}


def address(stakeholder: Stakeholder, language: str) -> Text:
    """What they are called to their face: as they asked to be, else คุณ and the given name; a body by its name.

    Thai writes คุณ and a Thai name as one; before Latin letters, and in English, a space parts them.
    """
    if stakeholder.address_as:
        return Text(stakeholder.address_as, language, False)
    if stakeholder.kind != StakeholderKind.PERSON:
        return pick(stakeholder.name_th, stakeholder.name_en, language)
    given = pick(stakeholder.given_th, stakeholder.given_latin, language)
    if not given.text:
        return pick(stakeholder.name_th, stakeholder.name_en, language)
    is_joined = language == Language.TH and not given.is_fallback
    gap = "" if is_joined else " "
    return Text(f"{HONORIFIC[Language(language)]}{gap}{given.text}", language, False)
