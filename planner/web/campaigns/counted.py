"""What a figure of another page counts, as it stands in the address of the list of campaigns."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import Any

from flask import request

from planner import dates
from planner.campaigns.listing import LATE_NAMES, Filters, Late
from planner.extensions import db
from planner.i18n import mark, pick_of
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import CATEGORY_NAMES, Category
from planner.web import language
from planner.web.language import say

KEYS = ("year", "quarter", "counted", "stakeholder", "category", "late")


def asked() -> dict[str, Any]:
    """What a figure elsewhere counts; a year or a quarter that is none is as if it were not there."""
    category, late = request.args.get("category", ""), request.args.get("late", "")
    year, quarter = number("year"), number("quarter")
    return {
        "year": year if year is not None and MINYEAR < year < MAXYEAR else None,
        "quarter": quarter if quarter in {1, 2, 3, 4} else None,
        "is_counted": request.args.get("counted") == "1",
        "stakeholder_id": number("stakeholder"),
        "category": Category(category) if category in set(Category) else None,
        "late": Late(late) if late in set(Late) else None,
    }


def said(filters: Filters) -> list[str]:
    """The same in words, for the list to say what it is narrowed to besides its controls."""
    found = []
    if filters.year is not None:
        year = dates.format_year(filters.year, language.language(), language.era())
        found.append(
            say(mark("Begins in %(year)s"), year=year)
            if filters.quarter is None
            else say(mark("Begins in quarter %(quarter)s of %(year)s"), quarter=filters.quarter, year=year)
        )
    if filters.is_counted:
        found.append(say(mark("Neither draft nor cancelled")))
    if filters.stakeholder_id is not None:
        who = db.session.get(Stakeholder, filters.stakeholder_id)
        found.append(pick_of(who, "name", language.language()).text if who else "–")
    if filters.category is not None:
        found.append(say(CATEGORY_NAMES[filters.category]))
    if filters.late is not None:
        found.append(say(LATE_NAMES[filters.late]))
    return found


def number(name: str) -> int | None:
    """A number in the address; anything else is as if it were not there."""
    value = request.args.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
