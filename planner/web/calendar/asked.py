"""What an address of the calendar asks for. What cannot be understood is as if it were not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from flask import request, url_for

from planner import clock
from planner.calendar import grid
from planner.calendar.filters import Filters
from planner.calendar.looking import Group, Span, View, filters_of, key_of, number_of, view_of, written
from planner.web import language
from planner.web.days import iso_day

# the calendar holds these years: what people plan, and no date arithmetic over an edge
FIRST, LAST = date(1900, 2, 1), date(2399, 11, 1)
AGENDA_DAYS = 28


# beside t today, p and n previous and next, c create, q quick: as programs of calendars have them; l is the timeline's,
# since t is taken
VIEW_KEYS: dict[View, str] = {
    View.MONTH: "m",
    View.WEEK: "w",
    View.AGENDA: "a",
    View.TIMELINE: "l",
    View.YEAR: "y",
}


@dataclass(frozen=True)
class Asked:
    """A view of some days, narrowed by filters. `span`, `group` and `skipped` rows are a timeline's."""

    view: View
    on: date
    today: date
    filters: Filters
    span: Span = Span.QUARTER
    group: Group = Group.KIND
    skipped: int = 0
    is_laid_over: bool = False
    """Whether calendars of others are shown beside one's own plan."""
    saved_id: int | None = None
    """The saved view that was opened; what is shown may be something else by now."""
    is_fine: bool = False
    """Whether the rarer filters are offered too: what they offer has to be asked for."""

    @classmethod
    def of_request(cls) -> Asked:
        """As the address says; without a day, today by the reader's clock."""
        today = clock.today(language.zone())
        on = iso_day(request.args.get("on")) or today
        return cls(
            view=view_of(request.args),
            on=min(max(on, FIRST), LAST),
            today=today,
            filters=filters_of(request.args),
            span=key_of(Span, request.args, "span") or Span.QUARTER,
            group=key_of(Group, request.args, "group") or Group.KIND,
            skipped=number_of(request.args, "skip") or 0,
            is_laid_over=request.args.get("layers") == "1",
            saved_id=number_of(request.args, "saved"),
            is_fine="fine" in request.args,
        )

    @cached_property
    def weeks(self) -> Sequence[Sequence[date]]:
        """The weeks of the month."""
        return grid.weeks_of_month(self.on, language.week_start())

    @cached_property
    def week(self) -> Sequence[date]:
        """The days of the week."""
        return grid.week_of(self.on, language.week_start())

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day shown."""
        match self.view:
            case View.MONTH:
                return self.weeks[0][0], self.weeks[-1][-1]
            case View.WEEK:
                return self.week[0], self.week[-1]
            case View.AGENDA:
                return self.on, self.on + timedelta(days=AGENDA_DAYS - 1)
            case View.TIMELINE if self.span is Span.QUARTER:
                return grid.quarter_of(self.on)
        return date(self.on.year, 1, 1), date(self.on.year, 12, 31)

    @property
    def before(self) -> date:
        """Where one step back leads."""
        match self.view:
            case View.MONTH:
                return grid.month_before(self.on)
            case View.WEEK:
                return self.on - timedelta(days=7)
            case View.AGENDA:
                return self.on - timedelta(days=AGENDA_DAYS)
        return (self.days[0] - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """Where one step on leads."""
        match self.view:
            case View.MONTH:
                return grid.next_month(self.on)
            case View.WEEK:
                return self.on + timedelta(days=7)
            case View.AGENDA:
                return self.on + timedelta(days=AGENDA_DAYS)
        return self.days[1] + timedelta(days=1)

    def narrowed(self, filters: Filters) -> Asked:
        """With other filters."""
        return replace(self, filters=filters)

    def kept(self) -> dict[str, str]:
        """The filters as they stand in an address."""
        return written(self.filters)

    @property
    def shape(self) -> dict[str, str]:
        """What the view itself is set to, as it stands in an address; nothing where it is as usual."""
        found = self._layers | self._saved
        if self.view is View.TIMELINE:
            found |= {"span": self.span} if self.span is not Span.QUARTER else {}
            found |= {"group": self.group} if self.group is not Group.KIND else {}
        return found

    @property
    def _layers(self) -> dict[str, str]:
        return {"layers": "1"} if self.is_laid_over else {}

    @property
    def _saved(self) -> dict[str, str]:
        return {} if self.saved_id is None else {"saved": str(self.saved_id)}

    @property
    def layers_address(self) -> str:
        """The same with calendars of others laid over, or without them."""
        given = {**self.held, **self.kept()}
        if not self.is_laid_over:
            return self.address_with(layers=1)
        given.pop("layers")
        return f"{self._place}?{urlencode(given)}"

    @property
    def held(self) -> dict[str, str]:
        """What stays as it is while the filters change."""
        return {"view": self.view.value, "on": self.on.isoformat(), **self.shape}

    def address(self, view: View, on: date, *, with_filters: bool = True) -> str:
        """The address of another view or day."""
        kept = self._filters if with_filters else ""
        shape = self._shape if view is self.view else self._shape_elsewhere
        return f"{self._place}?view={view.value}&on={on.isoformat()}{shape}{kept}"

    def address_with(self, **changes: object) -> str:
        """The address of the same view and day, set otherwise: `span`, `group`, `skip`, `fine`, or a filter's name."""
        given = {**self.held, **self.kept(), **changes}
        return f"{self._place}?{urlencode({key: str(value) for key, value in given.items()})}"

    @property
    def export_address(self) -> str:
        """Where the same days and filters are taken out as a list."""
        return f"{url_for('exports.events')}?view={self.view.value}&on={self.on.isoformat()}{self._filters}"

    @property
    def views_address(self) -> str:
        """Where saved views are listed, beside what is shown."""
        return f"{url_for('saved_views.index')}?{urlencode({**self.held, **self.kept()})}"

    @property
    def print_address(self) -> str:
        """Where the same days and filters are put on paper."""
        return f"{url_for('briefs.calendar')}?view={self.view.value}&on={self.on.isoformat()}{self._filters}"

    @property
    def clashes_address(self) -> str:
        """Where the clashes of the same days and filters are listed."""
        return f"{url_for('clashes.index')}?view={self.view.value}&on={self.on.isoformat()}{self._filters}"

    @property
    def marks_address(self) -> str:
        """Where scripts ask which of the same days' events clash; the filters change nothing about that."""
        return f"{url_for('clashes.marks')}?view={self.view.value}&on={self.on.isoformat()}"

    # made once: a month has an address for each of its days

    @cached_property
    def _place(self) -> str:
        return url_for("calendar.index")

    @cached_property
    def _shape(self) -> str:
        return f"&{urlencode(self.shape)}" if self.shape else ""

    @cached_property
    def _shape_elsewhere(self) -> str:
        held = self._layers | self._saved
        return f"&{urlencode(held)}" if held else ""

    @cached_property
    def _filters(self) -> str:
        kept = urlencode(self.kept())
        return f"&{kept}" if kept else ""
