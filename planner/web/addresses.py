"""How addresses are read and written."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from werkzeug.routing import IntegerConverter, Rule

Writer = Callable[..., tuple[str, str]]


class RecordId(IntegerConverter):
    """A record's id in an address; one that no database could hold is simply not found."""

    regex = r"\d{1,9}"


class Address(Rule):
    """A rule that makes what writes its addresses when the first of them is written.

    Werkzeug compiles two small programs for every rule as it is added: a fifteenth of a start for 270 of them, and
    most processes write the addresses of few.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Writer:
        made = cache(super()._compile_builder)

        def write(rule: Rule, **values: object) -> tuple[str, str]:
            return made(append_unknown)(rule, **values)

        return write
