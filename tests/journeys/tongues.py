"""In which language the words of a page stand, and which of them are known to be of one language.

Known are the planner's own messages, and the content that people write twice. What they write once, in whatever
language, is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from babel.messages.pofile import read_po
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.db import Base
from tests.pages import Page

CATALOGUE = Path(__file__).parents[2] / "planner/translations/th/LC_MESSAGES/messages.po"
SAID_BY = ("aria-label", "placeholder", "title", "alt", "data-copy-done", "data-echo", "label")
SILENT = {"script", "style", "textarea"}
THAI = re.compile("[\u0e00-\u0e7f]")
LATIN = re.compile("[A-Za-z]{3}")


def english_words() -> set[str]:
    """What the planner says in English and says differently in Thai."""
    with CATALOGUE.open("rb") as file:
        messages = list(read_po(file))
    said = set()
    for message in messages:
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        thai = message.string if isinstance(message.string, tuple | list) else (message.string,)
        said |= {words(text) for text in ids if text and text not in thai and "%(" not in text}
    return said - {""}


def content(session: Session, language: str) -> set[str]:
    """What people wrote in this language where they could have written both, line by line."""
    other = {"th": ("en", "latin"), "en": ("th",), "latin": ("th",)}[language]
    found: set[str] = set()
    for mapper in Base.registry.mappers:
        columns = {column.key for column in mapper.column_attrs}
        stems = {key.removesuffix(f"_{language}") for key in columns if key.endswith(f"_{language}")}
        for stem in stems:
            if any(f"{stem}_{tongue}" in columns for tongue in other):
                values = session.scalars(select(getattr(mapper.class_, f"{stem}_{language}")))
                found |= {words(line) for value in values if value for line in value.splitlines()}
    script = THAI if language == "th" else LATIN
    return {text for text in found if script.search(text)}


def words(text: str) -> str:
    """A text with its white space folded."""
    return re.sub(r"\s+", " ", text).strip()


def spoken(page: Page) -> Iterator[tuple[str, str]]:
    """Every run of words of a page, with the language that a reader would take it for."""
    assert page.root is not None
    yield from _spoken(page.root, page.root.get("lang", ""))


def _spoken(element: Element, language: str) -> Iterator[tuple[str, str]]:
    language = element.get("lang", language)
    tag = element.tag
    # a list of languages or a text that somebody typed is nobody's speech but theirs
    if tag not in SILENT:
        for text in (element.text, *(element.get(name) for name in SAID_BY)):
            if text and words(text):
                yield words(text), language
        for inner in element:
            yield from _spoken(inner, language)
            if inner.tail and words(inner.tail):
                yield words(inner.tail), language
