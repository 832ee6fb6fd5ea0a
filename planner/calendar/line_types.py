"""What sort of event a title names, where its words stand for one sort and no other."""

from __future__ import annotations

import re
from functools import cache

from planner import i18n
from planner.events.words import EVENT_TYPE_NAMES, EventType
from planner.i18n import Language

# as people say it, beside the names of the vocabulary
_ALSO: dict[str, EventType] = {
    "เปิดตัว": EventType.LAUNCH,
    "จิตอาสา": EventType.VOLUNTEER_DAY,
    "ส่งมอบสิ่งของ": EventType.DONATION_HANDOVER,
    "ศึกษาดูงาน": EventType.SITE_VISIT,
    "ประชาพิจารณ์": EventType.CONSULTATION,
    "webinar": EventType.WEBINAR,
    "road show": EventType.ROADSHOW,
    "โร้ดโชว์": EventType.ROADSHOW,
    "ครบกำหนด": EventType.DEADLINE,
    "team meeting": EventType.INTERNAL_MEETING,
    "press briefing": EventType.MEDIA_BRIEFING,
    "open day": EventType.OPEN_HOUSE,
}


def type_in(title: str) -> EventType | None:
    """The type a title names; none where it names none, or more than one."""
    folded = title.casefold()
    found = [(match.span(), kind) for pattern, kind in _words() for match in pattern.finditer(folded)]
    # “พิธีส่งมอบสิ่งบริจาค” is one thing, though “พิธี” stands in it
    whole = {
        kind
        for (start, end), kind in found
        if not any(a <= start and end <= b and (a, b) != (start, end) for (a, b), _ in found)
    }
    return whole.pop() if len(whole) == 1 else None


@cache
def _words() -> tuple[tuple[re.Pattern[str], EventType], ...]:
    words = dict(_ALSO)
    for kind, name in EVENT_TYPE_NAMES.items():
        for language in Language:
            words[i18n.translate(language, name).casefold()] = kind
    return tuple(
        (
            re.compile(
                rf"(?<![a-z]){re.escape(word)}(?:e?s)?(?![a-z])" if word.isascii() else re.escape(word)
            ),
            kind,
        )
        for word, kind in words.items()
    )
