"""The language, era, zone and theme of the person reading, and saying things in them."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g, request, session

from planner import i18n
from planner.accounts.models import User, WeekStart
from planner.dates import Era, usual_era
from planner.i18n import Language
from planner.web import gate

THEMES = ("system", "light", "dark")


def language() -> str:
    """Their choice, else this browser's choice, else what the browser asks for, else Thai."""
    if "language" not in g:
        user = gate.actor_or_none()
        chosen = user.language.value if user else session.get("language")
        if chosen not in set(Language):
            chosen = request.accept_languages.best_match([item.value for item in Language], Language.TH)
        g.language = str(chosen)
    return str(g.language)


def era() -> Era:
    """The era their dates are shown in."""
    user = gate.actor_or_none()
    return user.date_era if user else usual_era(language())


def zone() -> str:
    """The IANA zone their clock is in."""
    user = gate.actor_or_none()
    return user.timezone if user else "Asia/Bangkok"


def week_start() -> WeekStart:
    """The first column of their month."""
    user: User | None = gate.actor_or_none()
    return user.week_start if user else WeekStart.SUNDAY


def theme() -> str:
    """Light, dark, or whatever the system says; this browser's choice."""
    chosen = session.get("theme", "system")
    return chosen if chosen in THEMES else "system"


def say_with(message: str, values: Mapping[str, object]) -> str:
    """`say` for values that were kept together; for templates."""
    return say(message, **values)


def say(message: str, **values: object) -> str:
    """A marked message in the reader's language."""
    return i18n.translate(language(), message, **values)
