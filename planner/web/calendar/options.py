"""What the calendar's filters offer: what has something on these days, one's own, and what is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import select

from planner import text
from planner.accounts.models import Kind, Team, User
from planner.calendar.entries import Bar
from planner.calendar.filters import Filters
from planner.calendar.offers import Offer
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.campaigns.words import PesoChannel, Strategy
from planner.events.words import EventStatus, EventType, Visibility
from planner.extensions import db
from planner.i18n import pick
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import SET_ASIDE, StakeholderKind
from planner.web import context, language
from planner.web.calendar.asked import Asked
from planner.web.gate import actor

Options = list[tuple[object, str]]
MOST_PUBLICS = 200


@dataclass(frozen=True)
class Offered:
    """The choices of each filter. The rarer ones are asked for only where the address says so."""

    asked: Asked
    running: Sequence[Bar]
    offers: Sequence[Offer] = ()

    @cached_property
    def teams(self) -> Options:
        """The teams that have something on these days, one's own, and the one that is looked at."""
        found = {bar.team_id: (bar.team_name_th, bar.team_name_en) for bar in self.running}
        found |= {m.team_id: (m.team.name_th, m.team.name_en) for m in actor().memberships}
        wanted = self.asked.filters.team_id
        if wanted is not None and wanted not in found:
            row = db.session.execute(
                select(Team.name_th, Team.name_en).where(Team.id == wanted)
            ).one_or_none()
            found |= {wanted: (row.name_th, row.name_en)} if row else {}
        return _sorted([(key, _in_reader_s(names)) for key, names in found.items()])

    @cached_property
    def campaigns(self) -> Options:
        """The campaigns of these days, and the one that is looked at."""
        found = {bar.campaign_id: (bar.title_th, bar.title_en) for bar in self.running}
        wanted = self.asked.filters.campaign_id
        if wanted is not None and wanted not in found:
            row = db.session.execute(
                select(Campaign.title_th, Campaign.title_en).where(Campaign.id == wanted, visible_to(actor()))
            ).one_or_none()
            found |= {wanted: (row.title_th, row.title_en)} if row else {}
        return [(key, _in_reader_s(titles)) for key, titles in found.items()]

    @cached_property
    def owners(self) -> Options:
        """Whose campaigns run on these days, oneself, and who is looked at. One statement."""
        wanted = {bar.owner_id for bar in self.running} | {actor().id, self.asked.filters.owner_id or 0}
        rows = db.session.scalars(select(User).where(User.id.in_(wanted)))
        return _sorted([(row.id, context.display_name(row).text) for row in rows])

    @cached_property
    def publics(self) -> Options:
        """The publics, as Thai dictionaries order them. One statement."""
        one = Stakeholder
        is_there = (one.kind == StakeholderKind.PUBLIC) & one.status.not_in(SET_ASIDE)
        wanted = is_there | (one.id == self.asked.filters.public_id)
        rows = db.session.scalars(select(one).where(wanted).order_by(one.sort_key).limit(MOST_PUBLICS))
        return [(row.id, context.display_name(row).text) for row in rows]

    def known(self, filters: Filters) -> Filters:
        """The filters without what is not there for this reader."""
        ids = {"team_id": self.teams, "campaign_id": self.campaigns}
        if filters.owner_id is not None:
            ids["owner_id"] = self.owners
        if filters.public_id is not None:
            ids["public_id"] = self.publics
        gone = {
            key: None
            for key, options in ids.items()
            if getattr(filters, key) not in {option for option, _ in options}
        }
        return replace(filters, **gone)

    def lists(self, *, is_fine: bool) -> dict[str, Options]:
        """What each filter offers."""
        found: dict[str, Options] = {
            "kind": [(kind.value, context.name(kind)) for kind in Kind],
            "team": self.teams,
            "campaign": self.campaigns,
            "type": [(one.value, context.name(one)) for one in EventType],
            "status": [(one.value, context.name(one)) for one in EventStatus],
        }
        if is_fine:
            found |= {
                "owner": self.owners,
                "public": self.publics,
                "visibility": [(one.value, context.name(one)) for one in Visibility],
                "strategy": [(one.value, context.name(one)) for one in Strategy],
                "channel": [(one.value, context.name(one)) for one in PesoChannel],
            }
        return found


def _in_reader_s(names: tuple[str | None, str | None]) -> str:
    return pick(*names, language.language()).text


def _sorted(options: Options) -> Options:
    return sorted(options, key=lambda option: text.thai_sort_key(option[1]))
