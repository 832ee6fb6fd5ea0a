"""A row of a list of campaigns: which campaign it is about, and what it asks for."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner.accounts import queries as people
from planner.accounts.models import KIND_NAMES, Team, User
from planner.campaigns import actions, kinds
from planner.campaigns.actions import NewCampaign, Revision
from planner.campaigns.kinds import Section
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.errors import Refusal
from planner.i18n import mark
from planner.imports.record_rows import Deed

NO_KIND = mark("Say which kind of campaign it is.")
NO_TEAM = mark("Say which team it belongs to.")
NOT_A_TEAM = mark("There is no team called “%(name)s”.")
NO_DAYS = mark("Give the first and the last day.")
NOBODY = mark("There is nobody of that name to choose.")
NO_SUCH_CODE = mark(
    "There is no campaign %(code)s that you may see. Leave the code empty: the planner gives it."
)
OTHER_KIND = mark("The campaign is of the kind “%(kind)s”; a list does not change that.")

_PEOPLE = {"owner": "owner_id", "approver": "approver_id"}
_FIRST = ("title_th", "title_en", "purpose_th", "purpose_en")


class Campaigns:
    """Finds the campaign of each row among those that the actor may see."""

    def __init__(self, session: Session, actor: User) -> None:
        self.session, self.actor = session, actor

    def __call__(self, values: dict[str, Any]) -> Deed:
        """What the row asks for. Raises the planner's ways of saying no."""
        given = dict(values)
        code, kind = given.pop("code", None), given.pop("kind", None)
        team = self._team(given.pop("team", None))
        if team is not None:
            given["team_id"] = team
        for key, column in _PEOPLE.items():
            if key in given:
                given[column] = self._person(given.pop(key))
        campaign = self._known(code, team, given)
        if campaign is None:
            return Deed(None, "", given, partial(self._plan, kind, given))
        if kind is not None and kind != campaign.kind:
            raise Refusal(OTHER_KIND, kind=KIND_NAMES[campaign.kind])
        current = {key: getattr(campaign, key) for key in given}
        title = campaign.title_th or campaign.title_en or ""
        return Deed(campaign.id, title, given, partial(self._revise, campaign, given), current)

    def _known(self, code: str | None, team: int | None, given: dict[str, Any]) -> Campaign | None:
        seen = select(Campaign).where(visible_to(self.actor))
        if code is not None:
            found = self.session.scalars(seen.where(Campaign.code == code.upper())).one_or_none()
            if found is None:
                raise Refusal(NO_SUCH_CODE, code=code)
            return found
        titles = [getattr(Campaign, key) == given[key] for key in ("title_th", "title_en") if key in given]
        if not titles:
            return None
        same = seen.where(*titles).order_by(Campaign.id)
        if team is not None:
            same = same.where(Campaign.team_id == team)
        return self.session.scalars(same.limit(1)).one_or_none()

    def _team(self, name: str | None) -> int | None:
        if name is None:
            return None
        wanted = select(Team.id).where(or_(Team.name_th == name, Team.name_en == name)).order_by(Team.id)
        found = self.session.scalars(wanted.limit(1)).one_or_none()
        if found is None:
            raise Refusal(NOT_A_TEAM, name=name)
        return found

    def _person(self, email: str) -> int:
        found = people.by_email(self.session, email)
        if found is None or not found.is_active:
            raise Refusal(NOBODY)
        return found.id

    def _plan(self, kind: Any, given: dict[str, Any]) -> int:
        if kind is None:
            raise Refusal(NO_KIND)
        own = [one.team_id for one in self.actor.memberships]
        team_id = given.get("team_id", own[0] if len(own) == 1 else None)
        if team_id is None:
            raise Refusal(NO_TEAM)
        if "start_on" not in given or "end_on" not in given:
            raise Refusal(NO_DAYS)
        about = kinds.fields(kind, Section.ABOUT)
        data = NewCampaign(
            kind=kind,
            team_id=team_id,
            start_on=given["start_on"],
            end_on=given["end_on"],
            **{key: given.get(key) for key in _FIRST},
            more={key: value for key, value in given.items() if key not in {*about, *_FIRST}},
        )
        campaign = actions.plan(self.session, data, actor=self.actor)
        self._revise(campaign, {key: value for key, value in given.items() if key in about})
        return campaign.id

    def _revise(self, campaign: Campaign, given: dict[str, Any]) -> int:
        kinds.expect_fields(campaign.kind, given)
        for section in kinds.sections(campaign.kind):
            own = kinds.fields(campaign.kind, section)
            values = {key: value for key, value in given.items() if key in own}
            if any(getattr(campaign, key) != value for key, value in values.items()):
                actions.revise(self.session, campaign.id, Revision(section, values), actor=self.actor)
        return campaign.id
