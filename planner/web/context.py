"""What every template may use: filters for days, instants, money and bilingual text, and the page's frame."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request, url_for
from markupsafe import Markup, escape

from planner import dates, i18n, money, text
from planner.accounts import permissions
from planner.web import day_notes, gate, language
from planner.web.days import written_day
from planner.web.menu import menu, own_links
from planner.web.vocabulary import name_of


def init_app(app: Flask) -> None:
    """Give the templates their filters and names."""
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(
        day=day,
        span=span,
        instant=instant,
        clock_time=clock_time,
        money=_money,
        figure=money.format_number,
        quantity=quantity,
        pick=pick,
        name=name,
        display_name=display_name,
        lined=lined,
        typed=typed,
    )
    env.globals.update(
        asset=asset,
        may=_may,
        echo=dates.echo,
        name_of=name_of,
        day_note=day_notes.note,
        day_notes_url=day_notes.address,
        working_day_after=day_notes.working_day_after,
        written_day=written_day,
    )
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    user = gate.actor_or_none()
    return {
        "language": language.language(),
        "other_language": "en" if language.language() == "th" else "th",
        "theme": language.theme(),
        "actor": user,
        "menu": menu() if user else [],
        "here": request.full_path.rstrip("?") if request.method == "GET" else None,
        "home_url": url_for("home.index"),
        "search_url": url_for("search.index"),
        "profile_url": url_for("profile.edit"),
        "sign_out_url": url_for("accounts.sign_out"),
        "language_url": url_for("accounts.language"),
        "user_links": own_links(user),
        "theme_url": url_for("accounts.theme"),
        "is_demo": current_app.config.get("IS_DEMO", False),
    }


def _gettext(message: str) -> str:
    return i18n.translate(language.language(), message)


def _ngettext(singular: str, plural: str, number: int) -> str:
    return str(i18n.translator(language.language()).ungettext(singular, plural, number))


def _may(permission: str, thing: object = None) -> bool:
    user = gate.actor_or_none()
    return user is not None and permissions.may(user, permission, thing)


def day(value: date | None, style: dates.Style = "medium") -> str:
    """A day in the reader's language and era."""
    return "" if value is None else dates.format_day(value, language.language(), language.era(), style=style)


def instant(value: datetime | None, zone: str | None = None) -> str:
    """A moment on the reader's clock, or on the clock of the zone named."""
    if value is None:
        return ""
    return dates.format_instant(
        value, dates.zone(zone or language.zone()), language.language(), language.era()
    )


def clock_time(value: datetime, zone: str | None = None) -> str:
    """Only the time of day of a moment."""
    local = value.astimezone(dates.zone(zone or language.zone()))
    return dates.format_time(local.time(), language.language())


def span(first: date, last: date) -> str:
    """From one day to another, both included."""
    return dates.format_range(first, last, language.language(), language.era())


def _money(minor: int, currency: str = "THB") -> str:
    return money.format_amount(minor, currency, language.language())


def quantity(value: Any) -> str:
    """A figure with its thousands marked and no needless noughts."""
    return (
        ""
        if value is None
        else f"{value:,f}".rstrip("0").rstrip(".")
        if "." in f"{value:f}"
        else f"{value:,f}"
    )


def pick(record: object, key: str) -> i18n.Text:
    """A bilingual field in the reader's language, else in the other."""
    return i18n.pick_of(record, key, language.language())


def name(member: Enum | None) -> str:
    """What people call a key of a closed vocabulary."""
    return "" if member is None else language.say(name_of(member))


def display_name(person: object) -> i18n.Text:
    """A person's, organisation's or team's name in the reader's language, else in the other script."""
    return i18n.pick_of(person, "name", language.language())


def typed(value: Any) -> Any:
    """A text that somebody wrote once, in whatever language: where it is not the page's, it says which it is.

    Its letters tell. Anything but a plain string is as it was: it speaks for itself.
    """
    if type(value) is not str:
        return value
    tongue = text.tongue_of(value)
    if tongue in {None, language.language()}:
        return value
    return Markup('<span lang="{}">{}</span>').format(tongue, value)


def lined(written: str | None) -> Markup:
    """Plain text with its line breaks kept and nothing else understood."""
    return Markup("<br>").join(escape(typed(line)) for line in (written or "").split("\n"))


def asset(path: str) -> str:
    """The address of a static file, with its digest so that browsers may keep it for ever."""
    # a file that is being worked on is looked at each time; a page has a score of them
    modified = _file(path).stat().st_mtime if current_app.debug else 0.0
    return _asset(request.script_root, path, modified)


@cache
def _asset(_root: str, path: str, _modified: float) -> str:
    return url_for("static", filename=path, v=hashlib.sha256(_file(path).read_bytes()).hexdigest()[:12])


def _file(path: str) -> Path:
    return Path(str(current_app.static_folder)) / path
