"""Words to paste into a chat, for pages that offer them."""

from __future__ import annotations

from planner import briefs
from planner.dates import usual_era
from planner.i18n import Language, mark
from planner.web import language
from planner.web.language import say

Offered = tuple[str, str, str]
"""The language of a text, its label in the reader's language, and the text."""

FOR_LINE: dict[Language, str] = {
    Language.TH: mark("For LINE, in Thai"),
    Language.EN: mark("For LINE, in English"),
}


def offered(tongue: Language, words: str) -> Offered:
    """A text with its label."""
    return tongue.value, say(FOR_LINE[tongue]), words


def inviting(name: str, address: str) -> list[Offered]:
    """The words that invite people to follow a feed."""
    readers = [briefs.shapes.Reader(tongue, usual_era(tongue), language.zone()) for tongue in Language]
    return [offered(reader.language, briefs.plain.feed(name, address, reader)) for reader in readers]
