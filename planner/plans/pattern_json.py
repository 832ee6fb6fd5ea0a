"""A pattern as JSON, and back with nothing taken on trust: it may be of an older form, or have been changed by hand.

What stands at its usual value is not written. Whatever is not understood is refused by its place.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from planner.errors import Refusal
from planner.i18n import mark
from planner.plans import pattern_rules
from planner.plans.pattern import Pattern

FORM = 1
"""Raised when a pattern written before can no longer be read as it is."""

NOT_READABLE = mark(
    "This template cannot be used: “%(where)s” is not as it should be. Keep it anew from a campaign."
)
OTHER_FORM = mark(
    "This template was kept in a form (%(found)s) that the planner does not read; it reads form %(form)s. "
    "Keep it anew from a campaign."
)


class _Wrong(Exception):
    """Something is not as it should be; its words are the place."""


def written(pattern: Pattern) -> dict[str, Any]:
    """The pattern, plain."""
    return {"form": FORM, **_plain_fields(pattern)}


def read(content: Any) -> Pattern:
    """The pattern that was written. Raises `Refusal` where it is not one, or not one that a campaign may have."""
    if not isinstance(content, Mapping):
        raise Refusal(NOT_READABLE, where="…")
    form = content.get("form")
    if form != FORM or isinstance(form, bool):
        raise Refusal(OTHER_FORM, found="–" if form is None else str(form)[:20], form=FORM)
    rest = {key: value for key, value in content.items() if key != "form"}
    try:
        pattern: Pattern = _record(Pattern, rest, "")
    except _Wrong as wrong:
        raise Refusal(NOT_READABLE, where=str(wrong)) from wrong
    wrong_place = pattern_rules.broken(pattern)
    if wrong_place is not None:
        raise Refusal(NOT_READABLE, where=wrong_place)
    return pattern


def _plain_fields(record: Any) -> dict[str, Any]:
    return {
        one.name: _plain(value)
        for one in fields(record)
        if (value := getattr(record, one.name)) != one.default or one.default is MISSING
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def _record(kind: type[Any], content: Any, where: str) -> Any:
    if not isinstance(content, Mapping):
        raise _Wrong(where)
    known = {one.name: one for one in fields(kind)}
    for key in content:
        if key not in known:
            raise _Wrong(f"{where}{key}"[:200])
    values = {}
    for name, one in known.items():
        if name in content:
            values[name] = _value(_hints(kind)[name], content[name], f"{where}{name}")
        elif one.default is MISSING:
            raise _Wrong(f"{where}{name}")
    return kind(**values)


def _hints(kind: type[Any]) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


_HINTS: dict[type[Any], dict[str, Any]] = {}


def _value(hint: Any, content: Any, where: str) -> Any:
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        if content is None:
            return None
        return _value(next(one for one in get_args(hint) if one is not type(None)), content, where)
    if origin is tuple:
        if not isinstance(content, list):
            raise _Wrong(where)
        inner = get_args(hint)[0]
        return tuple(_value(inner, item, f"{where}[{place}]") for place, item in enumerate(content))
    if is_dataclass(hint):
        return _record(hint, content, f"{where}.")  # type: ignore[arg-type] # it is a class
    return _single(hint, content, where)


def _single(kind: Any, content: Any, where: str) -> Any:
    """A value that has no parts. Numbers are whole: where decimals may stand, they are text."""
    if kind in {bool, int}:
        if type(content) is not kind:
            raise _Wrong(where)
        return content
    if not isinstance(content, str) or "\x00" in content:
        raise _Wrong(where)
    try:
        if kind in {date, time}:
            return kind.fromisoformat(content)
        return kind(content)
    except (ValueError, InvalidOperation):
        raise _Wrong(where) from None
