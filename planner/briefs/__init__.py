"""Documents made of everything below: what goes into a brief, its page, and the press that prints it.

Who stands above asks for its modules by way of this one (`briefs.gather.internal`). Each is loaded when it is first
asked for: most of what a process answers is no document, and their shapes are a twentieth of its start.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.briefs import calendar_gather as calendar_gather
    from planner.briefs import event_brief as event_brief
    from planner.briefs import gather as gather
    from planner.briefs import inside as inside
    from planner.briefs import outward as outward
    from planner.briefs import page as page
    from planner.briefs import plain as plain
    from planner.briefs import portfolio_paper as portfolio_paper
    from planner.briefs import press as press
    from planner.briefs import programme as programme
    from planner.briefs import shapes as shapes
    from planner.briefs import sheet as sheet
    from planner.briefs import statement_paper as statement_paper
    from planner.briefs import writer as writer
else:

    def __getattr__(name):
        """A module of this room (PEP 562)."""
        if find_spec(f"{__name__}.{name}") is None:
            raise AttributeError(f"{__name__} has no {name}")
        return import_module(f"{__name__}.{name}")
