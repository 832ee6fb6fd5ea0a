"""Addresses are written as Werkzeug writes them, and what writes them is made when it is first asked for."""

from __future__ import annotations

from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Map, Rule

from planner.app import create_app
from planner.web.addresses import Address, RecordId


def value(converter: BaseConverter) -> int | str:
    """Something that may stand where a rule leaves a place."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 7 if isinstance(converter, IntegerConverter) else "ก & ข/c"


def values(rule: Rule) -> dict[str, Any]:
    """A value for every place of a rule, and two that it has no place for."""
    held = {name: value(converter) for name, converter in rule._converters.items()}
    return held | {"on": date(2026, 11, 24), "q": "ค้นหา"}


def test_every_address_is_written_as_the_library_writes_it(app: Flask) -> None:
    theirs = Map(converters={"int": RecordId})
    asked = []
    for rule in app.url_map.iter_rules():
        held = rule.defaults or {}
        theirs.add(Rule(rule.rule, endpoint=rule.endpoint, methods=rule.methods, defaults=held or None))
        asked.append((rule.endpoint, {**values(rule), **held}))
    here, there = app.url_map.bind("a.example"), theirs.bind("a.example")
    assert len(asked) > 200
    for endpoint, given in asked:
        assert here.build(endpoint, given) == there.build(endpoint, given)
        assert here.build(endpoint, given, append_unknown=False) == there.build(
            endpoint, given, append_unknown=False
        )


def test_what_writes_an_address_is_made_once_and_not_before(app: Flask) -> None:
    with patch.object(Rule, "_compile_builder", autospec=True, side_effect=Rule._compile_builder) as making:
        fresh = create_app({key: app.config[key] for key in app.config})
        made = [one for one in making.call_args_list if isinstance(one.args[0], Address)]
        assert not made
        for _ in range(3):
            fresh.url_map.bind("a.example").build("campaigns.show", {"id": 7})
        assert [one.args[0].endpoint for one in making.call_args_list[-1:]] == ["campaigns.show"]
        assert len([one for one in making.call_args_list if isinstance(one.args[0], Address)]) == 1


def test_an_address_holds_no_number_that_a_database_could_not(app: Flask) -> None:
    here = app.url_map.bind("a.example")
    assert here.match("/campaigns/999999999") == ("campaigns.show", {"id": 999_999_999})
    with pytest.raises(NotFound):
        here.match("/campaigns/1000000000")
