"""From a key of any closed vocabulary to its name for people."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from planner import dates, i18n
from planner.accounts import models as accounts
from planner.accounts import people
from planner.briefs import copies as briefs
from planner.calendar import words as clashes
from planner.campaigns import budget, lifecycle
from planner.campaigns import words as campaigns
from planner.contributions import words as contributions
from planner.custody import handing_over
from planner.events import recurrence_rule, repetition, series
from planner.events import words as events
from planner.feeds import models as feeds
from planner.holidays import comparing
from planner.holidays import words as holidays
from planner.imports import models as lists
from planner.imports import outcomes
from planner.jobs import models as jobs
from planner.lists import columns
from planner.objectives import words as objectives
from planner.plans import laying_out, pattern
from planner.plans import models as plans
from planner.promotions import queries as promoted
from planner.promotions import words as promotions
from planner.sources import models as sources
from planner.sources import outcomes as sourced
from planner.stakeholders import words as stakeholders
from planner.uploads import encodings

_NAMES: dict[type[Enum], Mapping[Enum, str]] = {}
for _module in (
    dates,
    i18n,
    accounts,
    people,
    briefs,
    handing_over,
    lifecycle,
    budget,
    campaigns,
    clashes,
    contributions,
    events,
    recurrence_rule,
    repetition,
    series,
    feeds,
    comparing,
    holidays,
    jobs,
    columns,
    encodings,
    lists,
    outcomes,
    objectives,
    plans,
    laying_out,
    pattern,
    promoted,
    promotions,
    sources,
    sourced,
    stakeholders,
):
    for _label, _table in vars(_module).items():
        if _label.endswith("_NAMES") and isinstance(_table, dict):
            _NAMES[type(next(iter(_table)))] = _table


def name_of(member: Enum) -> str:
    """The marked name."""
    return _NAMES[type(member)][member]


def names_of(vocabulary: type[Enum]) -> Mapping[Enum, str]:
    """The whole table."""
    return _NAMES[vocabulary]
