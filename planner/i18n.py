"""Marking words for translation, and translating them.

Features only mark. Edges, documents and feeds translate, each for its own reader: a feed's language is the
subscription's, a brief's is asked for, a page's is the person's.
"""

from __future__ import annotations

import io
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations


class Language(StrEnum):
    """The two languages everything exists in."""

    TH = "th"
    EN = "en"


class Marked(str):
    """An English message that is in the catalogue; other text, such as a title, is never translated."""

    __slots__ = ()


def mark(message: str) -> Marked:
    """Mark an English message for the catalogue; it is translated where it is shown."""
    return Marked(message)


LANGUAGE_NAMES: dict[Language, str] = {Language.TH: mark("Thai"), Language.EN: mark("English")}

FOLDER = Path(__file__).parent / "translations"


class Text(NamedTuple):
    """A run of content with the language it is really in."""

    text: str
    lang: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text


def pick(th: str | None, en: str | None, language: str) -> Text:
    """The reader's language where it was written, else the other one, marked as such."""
    wanted, other = (th, en) if language == Language.TH else (en, th)
    if wanted:
        return Text(wanted, language, False)
    if other:
        return Text(other, Language.EN if language == Language.TH else Language.TH, True)
    return Text("", language, False)


def pick_of(record: object, key: str, language: str) -> Text:
    """`pick` for a record with `KEY_th` and `KEY_en`."""
    return pick(getattr(record, f"{key}_th"), getattr(record, f"{key}_en"), language)


@cache
def translator(language: str) -> NullTranslations:
    """The catalogue for a language; English is the source and needs none.

    The compiled catalogue is not kept in the repository; where set-up has not compiled it, or the text is
    newer, it is compiled in memory.
    """
    if language == Language.EN:
        return NullTranslations()
    folder = FOLDER / language / "LC_MESSAGES"
    source, compiled = folder / "messages.po", folder / "messages.mo"
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        with compiled.open("rb") as file:
            return Translations(file)
    buffer = io.BytesIO()
    with source.open("rb") as file:
        write_mo(buffer, read_po(file, locale=language))
    buffer.seek(0)
    return Translations(buffer)


def translate(language: str, message: str, **values: object) -> str:
    """A marked message in a language, its places filled; marked values are translated, lists of them joined."""
    # gettext("") answers with the catalogue's header
    text = translator(language).ugettext(message) if message else ""
    if not values:
        return text
    return text % {key: _said(language, value) for key, value in values.items()}


def _said(language: str, value: object) -> object:
    if isinstance(value, Marked):
        return translate(language, value)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_said(language, item)) for item in value)
    return value
