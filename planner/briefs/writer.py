"""How figures, days and words are written in one copy of a brief: its reader's language, era and clocks."""

from __future__ import annotations

from babel import Locale
from babel.numbers import format_decimal

from planner import dates
from planner.briefs.content import Money, Reader, When, Word
from planner.i18n import translate
