"""What must hold of a database after anything was killed: nothing acknowledged lost, nothing twice, nothing half."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign
from planner.tokens.models import Submission

PLANNED = "campaign.planned"
BY_SOMEBODY = Campaign.created_by_id.is_not(None)
"""Not what a test put there itself."""


@dataclass
class Verdict:
    """What was found; all of it empty where all is well."""

    stored: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to complain of."""
        return not (self.lost or self.doubled or self.half)


def check(engine: Engine, acknowledged: Mapping[str, str]) -> Verdict:
    """Hold a database against what was acknowledged, title by title and place by place.

    What is stored but was never acknowledged is allowed: its answer was on the way when the server died.
    """
    with Session(engine) as session:
        rows = session.execute(select(Campaign.title_en, Campaign.id).where(BY_SOMEBODY)).all()
        told = Counter(
            session.scalars(select(ActivityEntry.subject_id).where(ActivityEntry.verb == PLANNED)).all()
        )
        answered = Counter(session.scalars(select(Submission.location)).all())
    by_title = {str(title): f"/campaigns/{number}" for title, number in rows}
    counts = Counter(str(title) for title, _ in rows)
    verdict = Verdict(len(rows))
    verdict.lost = [title for title, place in acknowledged.items() if by_title.get(title) != place]
    verdict.doubled = [title for title, count in counts.items() if count > 1]
    numbers = {number for _, number in rows}
    verdict.half += [
        f"campaign {number}: {told[number]} lines of history" for number in numbers if told[number] != 1
    ]
    verdict.half += [f"history of campaign {number}, which is not there" for number in set(told) - numbers]
    verdict.half += [
        f"{place}: {count} submissions"
        for place, count in ({place: answered[place] for place in by_title.values()} | answered).items()
        if count != 1 or place not in by_title.values()
    ]
    verdict.half += _damage(engine)
    return verdict


def _damage(engine: Engine) -> list[str]:
    """What the database itself finds wrong; PostgreSQL lets no reference go wrong."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            return []
        said = connection.execute(text("PRAGMA integrity_check")).scalars().all()
        loose = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [f"integrity: {line}" for line in said if line != "ok"] + [f"reference: {row}" for row in loose]


def changes(engine: Engine) -> tuple[int, int]:
    """How many campaigns there are, and how many lines say that one was planned."""
    with Session(engine) as session:
        campaigns = session.scalar(select(func.count()).select_from(Campaign).where(BY_SOMEBODY)) or 0
        lines = session.scalar(
            select(func.count()).select_from(ActivityEntry).where(ActivityEntry.verb == PLANNED)
        )
        return campaigns, lines or 0
