"""What the glyphs of a font say, so that Thai copied or searched in a PDF is the Thai that was written.

WeasyPrint notes, the first time it draws a glyph, the text of the cluster the glyph stands in, and keeps that
note for the whole document. HarfBuzz draws ำ (U+0E33) as two glyphs, a ring and the sign of า, in one cluster
with any tone mark between them. So the first น้ำ of a document teaches that the sign of า reads "้ำ", and from
there on การ is copied as ก้ำร. It looks right on paper, so nobody notices until a search finds nothing.

The font itself knows better: its character map and its substitution tables say which characters each glyph was
made from. Those readings are used here in place of the guess. ำ then reads as its compatibility form ํา
(Unicode UAX #15: NFKC), which is what PDF readers compare by when they search.

Preparing the text instead (writing ํา into the page) is no cure: libthai then breaks lines inside words.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from fontTools.ttLib import TTFont

SUPPORTED = "70."
"""Which releases of WeasyPrint keep the readings where `install` puts them."""

RING = "\u0e4d"
SINGLE, LIGATURE, EXTENSION = 1, 4, 7
"""Kinds of lookup in an OpenType GSUB table (OpenType §GSUB, LookupType)."""


class Readings(dict[int, str]):
    """Glyph number → text, where a glyph the font can explain always reads as the font explains it.

    Only glyphs that were drawn are in it, because the embedded font is cut down to its keys.
    """

    def __init__(self, known: dict[int, str]) -> None:
        super().__init__()
        self._known = known

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, self._known.get(glyph, text))


@lru_cache(maxsize=8)
def readings_of(font_file: bytes, number: int = 0) -> dict[int, str]:
    """What each glyph of a font file reads as; `number` is the face in a collection."""
    font = TTFont(io.BytesIO(font_file), fontNumber=number, lazy=True)
    texts: dict[str, str] = {}
    for codepoint, name in sorted((font.getBestCmap() or {}).items()):
        # a space and a no-break space share a glyph: the plainer, lower one is what people search for
        texts.setdefault(name, chr(codepoint))
    if "GSUB" in font:
        _follow(_substitutions(font["GSUB"].table), texts)
    return {font.getGlyphID(name): text for name, text in texts.items()}


def _substitutions(table: Any) -> list[tuple[tuple[str, ...], str]]:
    """Every (glyphs before, glyph after) of the substitutions that keep the text as it is."""
    found: list[tuple[tuple[str, ...], str]] = []
    for lookup in table.LookupList.Lookup if table.LookupList else ():
        for subtable in lookup.SubTable:
            kind, rules = lookup.LookupType, subtable
            if kind == EXTENSION:
                kind, rules = subtable.ExtensionLookupType, subtable.ExtSubTable
            if kind == SINGLE:
                found += [((before,), after) for before, after in rules.mapping.items()]
            elif kind == LIGATURE:
                found += [
                    ((first, *ligature.Component), ligature.LigGlyph)
                    for first, ligatures in rules.ligatures.items()
                    for ligature in ligatures
                ]
    return found


def _follow(substitutions: Iterable[tuple[tuple[str, ...], str]], texts: dict[str, str]) -> None:
    """Give every glyph that has no character of its own the text of the glyphs it stands for."""
    waiting = [pair for pair in substitutions if pair[1] not in texts]
    while waiting:
        rest = []
        for before, after in waiting:
            if after in texts:
                continue
            if all(name in texts for name in before):
                texts[after] = _in_typed_order("".join(texts[name] for name in before))
            else:
                rest.append((before, after))
        if len(rest) == len(waiting):
            return
        waiting = rest


def _in_typed_order(text: str) -> str:
    """A tone mark before the ring of ำ, as people type it; fonts draw the ring first."""
    return text[1:] + RING if text.startswith(RING) else text


def install(font_class: type[Any], version: str) -> bool:
    """Teach WeasyPrint's font class to read by the font's own tables; says whether it was done.

    It reaches into an internal (`weasyprint.pdf.fonts.Font.to_unicode`), so any other release than the ones
    this was tried with is left alone: its pages still print, only copying Thai from them is off.
    """
    if not version.startswith(SUPPORTED):
        return False
    if getattr(font_class, "reads_by_font", False):
        return True
    start: Callable[..., None] = font_class.__init__

    def start_with_readings(self: Any, *arguments: Any, **named: Any) -> None:
        start(self, *arguments, **named)
        self.to_unicode = Readings(readings_of(self.file_content, self.index))

    setattr(font_class, "__init__", start_with_readings)  # noqa: B010 mypy: a method is not a variable
    font_class.reads_by_font = True
    return True
