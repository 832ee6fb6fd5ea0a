"""Awareness days that offices often plan around, offered and never forced.

Each with what proclaimed it: resolutions of the United Nations' General Assembly (A/RES/…), of its agencies, or of
the Thai cabinet. Days that the package's list of Thailand already has (women, teachers, science) are not repeated.
"""

from __future__ import annotations

from typing import NamedTuple


class Suggestion(NamedTuple):
    """A day of every year."""

    key: str
    month: int
    day: int
    name_th: str
    name_en: str
    source: str


SUGGESTIONS = (
    Suggestion("water", 3, 22, "วันน้ำโลก", "World Water Day", "UN A/RES/47/193 (1992)"),
    Suggestion("health", 4, 7, "วันอนามัยโลก", "World Health Day", "WHO (since 1950)"),
    Suggestion("earth", 4, 22, "วันคุ้มครองโลก", "International Mother Earth Day", "UN A/RES/63/278 (2009)"),
    Suggestion("no-tobacco", 5, 31, "วันงดสูบบุหรี่โลก", "World No Tobacco Day", "WHO, WHA42.19 (1989)"),
    Suggestion("environment", 6, 5, "วันสิ่งแวดล้อมโลก", "World Environment Day", "UN A/RES/2994(XXVII) (1972)"),
    Suggestion("oceans", 6, 8, "วันมหาสมุทรโลก", "World Oceans Day", "UN A/RES/63/111 (2008)"),
    Suggestion("literacy", 9, 8, "วันการรู้หนังสือสากล", "International Literacy Day", "UNESCO (1966)"),
    Suggestion(
        "older", 10, 1, "วันผู้สูงอายุสากล", "International Day of Older Persons", "UN A/RES/45/106 (1990)"
    ),
    Suggestion("food", 10, 16, "วันอาหารโลก", "World Food Day", "FAO (1979); UN A/RES/35/70 (1980)"),
    Suggestion("children", 11, 20, "วันเด็กสากล", "World Children’s Day", "UN A/RES/836(IX) (1954)"),
    Suggestion(
        "disabilities",
        12,
        3,
        "วันคนพิการสากล",
        "International Day of Persons with Disabilities",
        "UN A/RES/47/3 (1992)",
    ),
    Suggestion(
        "volunteers", 12, 5, "วันอาสาสมัครสากล", "International Volunteer Day", "UN A/RES/40/212 (1985)"
    ),
    Suggestion("soil", 12, 5, "วันดินโลก", "World Soil Day", "UN A/RES/68/232 (2013)"),
    Suggestion(
        "corruption",
        12,
        9,
        "วันต่อต้านคอร์รัปชันสากล",
        "International Anti-Corruption Day",
        "UN A/RES/58/4 (2003)",
    ),
)
BY_KEY = {one.key: one for one in SUGGESTIONS}
