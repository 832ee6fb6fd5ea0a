"""The goals: what is compared with what, how much it must be within, and how much it might reach."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """One goal. `must` is what careful work keeps to, `reach` is near the limit; both in `unit`."""

    key: str
    what: str
    must: float
    reach: float
    unit: str = "x"

    def verdict(self, figure: float) -> str:
        """How a figure stands to the goal, in a word."""
        if figure <= self.reach:
            return "reached"
        return "met" if figure <= self.must else "MISSED"

    def shown(self, figure: float) -> str:
        """A figure in the goal's unit."""
        return f"{figure:.3g} {self.unit}" if self.unit != "%" else f"{figure:.2g} %"


GOALS = {
    goal.key: goal
    for goal in (
        Goal("G1", "an unchanged poll (304), against a bare Flask view's 304", 2.5, 0.3),
        Goal("G2", "the same poll at 10,000 events, against 100", 1.2, 1.0),
        Goal("G3", "rows that a poll reads", 1, 0, "rows"),
        Goal("G3w", "rows that a poll writes", 0, 0, "rows"),
        Goal(
            "G5",
            "an unchanged feed of 1,000 events (200), against a bare Flask view with the bytes",
            2.0,
            1.3,
        ),
        Goal(
            "G7", "a feed of 1,000 events made anew after one change, against its first making", 5, 1.5, "%"
        ),
        Goal("G8", "events written for 3 changes in a feed of 1,000 with 5 readers alike", 3, 3, "events"),
        Goal("G9", "first making of 1,000 events, against icalendar objects of the same events", 1.15, 0.3),
        Goal("G10", "a month page of 300 events, against bare rows and a template of tuples", 3, 1.5),
        Goal("G11", "the same page among 100,000 events, against among 1,000", 1.3, 1.1),
        Goal("G11s", "statements of a month page", 6, 4, "statements"),
        Goal("G12", "1,000 series in a window of 42 days, against dateutil for each", 1.5, 0.1),
        Goal("G13", "a brief, against WeasyPrint on the same page, both warm", 1.15, 1.05),
        Goal("G14", "the same brief asked again, against printing it", 5, 0.5, "%"),
        Goal("G15", "99 in 100 polls while a brief is printed, against polls alone", 2, 1.3),
        Goal("G16", "a page's share of a brief of 60 pages, against one of 10", 1.3, 1.2),
        Goal("G17", "a list of 10,000 stakeholders checked and taken in, against bare upserts", 5, 2.5),
        Goal("G18", "edits lost or refused, 8 writers on SQLite", 0, 0, "edits"),
        Goal(
            "G19", "from start to the first answer, against the same libraries with one bare view", 1.3, 1.1
        ),
        *(
            Goal(f"C1{sign}", f"the {view} among 20,000 events, against among 1,000", 1.3, 1.1)
            for sign, view in (("w", "week"), ("a", "agenda"), ("t", "timeline"), ("y", "year"))
        ),
        *(
            Goal(f"C2{sign}", f"HTML of {what}, 200 events in it, gzipped", 40, 20, "KB")
            for sign, what in (
                ("m", "a month"),
                ("w", "a week"),
                ("a", "an agenda"),
                ("t", "a timeline of 40 campaigns"),
                ("y", "a year"),
            )
        ),
        *(
            Goal(f"C3{sign}", f"until the largest of {what} is painted, in a new browser", 1.0, 0.5, "s")
            for sign, what in (
                ("m", "a month"),
                ("w", "a week"),
                ("a", "an agenda"),
                ("t", "a timeline"),
                ("y", "a year"),
            )
        ),
        Goal("C4", "what moves on any of these pages after it is painted (CLS)", 0.02, 0.0, "of the page"),
        Goal("R1", "a promotion's page with 100,000 redemptions, against with 1,000", 1.5, 1.1),
        Goal("R2", "statements of that page", 20, 14, "statements"),
        Goal("L1", "a list of 200,000 redemptions looked through, in and back, against bare inserts", 6, 4),
        Goal("L2", "the most memory of that, against of a list of a tenth", 2, 1.5),
        Goal("P1", "the portfolio of a year of 300 campaigns among 3,000 of others, against alone", 1.3, 1.1),
        Goal("P2", "the same page, against its figures counted and not shown", 2.5, 1.5),
        Goal("P3", "statements of that page", 24, 18, "statements"),
        Goal("G20", "memory of a serving process, against a bare one of Flask and SQLAlchemy", 1.6, 1.3),
    )
}
