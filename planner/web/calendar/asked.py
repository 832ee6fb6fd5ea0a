"""What an address of the calendar asks for. What cannot be understood is as if it were not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

from flask import request, url_for

from planner import clock
from planner.accounts.models import Kind
from planner.calendar import grid
from planner.calendar.entries import Filters
from planner.events.words import EventStatus, EventType
from planner.i18n import mark
from planner.web import language
from planner.web.days import iso_day

# the calendar holds these years: what people plan, and no date arithmetic over an edge
FIRST, LAST = date(1900, 2, 1), date(2399, 11, 1)
AGENDA_DAYS = 28
K = TypeVar("K", bound=StrEnum)


class View(StrEnum):
    """How the days are shown."""

    MONTH = "month"
    AGENDA = "agenda"


VIEW_NAMES: dict[View, str] = {View.MONTH: mark("Month"), View.AGENDA: mark("Agenda")}


@dataclass(frozen=True)
class Asked:
    """A view of some days, narrowed by filters."""

    view: View
    on: date
    today: date
    filters: Filters

    @classmethod
    def of_request(cls) -> Asked:
        """As the address says; without a day, today by the reader's clock."""
        today = clock.today(language.zone())
        on = iso_day(request.args.get("on")) or today
        return cls(
            view=_key(View, "view") or View.MONTH,
            on=min(max(on, FIRST), LAST),
            today=today,
            filters=Filters(
                kind=_key(Kind, "kind"),
                team_id=_number("team"),
                campaign_id=_number("campaign"),
                type=_key(EventType, "type"),
                status=_key(EventStatus, "status"),
            ),
        )

    @cached_property
    def weeks(self) -> Sequence[Sequence[date]]:
        """The weeks of the month."""
        return grid.weeks_of_month(self.on, language.week_start())

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day shown."""
        if self.view is View.MONTH:
            return self.weeks[0][0], self.weeks[-1][-1]
        return self.on, self.on + timedelta(days=AGENDA_DAYS - 1)

    @property
    def before(self) -> date:
        """Where one step back leads."""
        if self.view is View.MONTH:
            return grid.month_before(self.on)
        return self.on - timedelta(days=AGENDA_DAYS)

    @property
    def after(self) -> date:
        """Where one step on leads."""
        if self.view is View.MONTH:
            return grid.next_month(self.on)
        return self.on + timedelta(days=AGENDA_DAYS)

    def narrowed(self, filters: Filters) -> Asked:
        """With other filters."""
        return replace(self, filters=filters)

    def kept(self) -> dict[str, str]:
        """The filters as they stand in an address."""
        values = {
            "kind": self.filters.kind,
            "team": self.filters.team_id,
            "campaign": self.filters.campaign_id,
            "type": self.filters.type,
            "status": self.filters.status,
        }
        return {key: str(value) for key, value in values.items() if value is not None}

    def address(self, view: View, on: date, *, with_filters: bool = True) -> str:
        """The address of another view or day."""
        kept = self._filters if with_filters else ""
        return f"{self._place}?view={view.value}&on={on.isoformat()}{kept}"

    @property
    def export_address(self) -> str:
        """Where the same days and filters are taken out as a list."""
        return f"{url_for('exports.events')}?view={self.view.value}&on={self.on.isoformat()}{self._filters}"

    # made once: a month has an address for each of its days

    @cached_property
    def _place(self) -> str:
        return url_for("calendar.index")

    @cached_property
    def _filters(self) -> str:
        kept = urlencode(self.kept())
        return f"&{kept}" if kept else ""


def _key(vocabulary: type[K], name: str) -> K | None:
    value = request.args.get(name, "")
    return vocabulary(value) if value in set(vocabulary) else None


def _number(name: str) -> int | None:
    value = request.args.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
