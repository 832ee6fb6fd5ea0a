"""Templates: patterns that a team keeps from its campaigns, to begin others from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from planner import text
from planner.accounts import permissions
from planner.accounts.models import Kind, User
from planner.activity import log
from planner.campaigns import queries as campaigns
from planner.campaigns.words import Confidentiality
from planner.errors import NotFound, Refusal, expect_version
from planner.events.words import Visibility
from planner.i18n import mark
from planner.plans import cloning, pattern_json
from planner.plans.beginning import Source
from planner.plans.models import CampaignTemplate

NO_NAME = mark("Give the template a name, in Thai or in English.")
RESTRICTED = mark(
    "A restricted campaign cannot be kept as a template: everyone who plans in the team reads it."
)


@dataclass(frozen=True)
class Names:
    """What a template is called."""

    name_th: str | None
    name_en: str | None


def keep(session: Session, campaign_id: int, data: Names, *, actor: User) -> CampaignTemplate:
    """Keep the pattern of a campaign for its team: without persons, and without events that the team may not see."""
    campaign = campaigns.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "template:edit", campaign)
    if campaign.confidentiality == Confidentiality.RESTRICTED:
        raise Refusal(RESTRICTED)
    taken = cloning.of_campaign(session, campaign_id, actor=actor).pattern
    open_ones = tuple(one for one in taken.events if one.visibility != Visibility.RESTRICTED)
    kept, _ = cloning.present(session, cloning.without_persons(session, replace(taken, events=open_ones)))
    content = pattern_json.written(kept)
    # whoever begins a campaign from it will find it readable
    pattern_json.read(content)
    template = CampaignTemplate(team_id=campaign.team_id, kind=campaign.kind, pattern=content)
    _name(template, data)
    session.add(template)
    log.record(session, verb="template.kept", subject=template, actor=actor, **_named(template))
    return template


def rename(
    session: Session, template_id: int, data: Names, *, actor: User, version: int | None = None
) -> CampaignTemplate:
    """Call a template something else."""
    template = shown(session, template_id, actor=actor)
    expect_version(template.version, version)
    with session.no_autoflush:
        _name(template, data)
    if session.is_modified(template):
        log.record(session, verb="template.revised", subject=template, actor=actor, **_named(template))
    return template


def remove(session: Session, template_id: int, *, actor: User, version: int | None = None) -> None:
    """Keep a template no longer. Campaigns begun from it stay as they are."""
    template = shown(session, template_id, actor=actor)
    expect_version(template.version, version)
    log.record(
        session, verb="template.removed", subject=template, actor=actor, changes={}, **_named(template)
    )
    session.delete(template)
    session.flush()


def shown(session: Session, template_id: int, *, actor: User) -> CampaignTemplate:
    """One template with its team.

    :raises NotFound: where there is none of a team in which the actor plans.
    """
    template = session.scalars(
        select(CampaignTemplate)
        .where(CampaignTemplate.id == template_id)
        .options(joinedload(CampaignTemplate.team))
    ).one_or_none()
    if template is None or not permissions.may(actor, "template:edit", template):
        raise NotFound
    return template


def offered(session: Session, kind: Kind, *, actor: User) -> list[CampaignTemplate]:
    """The templates of a kind that are kept in the actor's teams, by name."""
    found = session.scalars(
        select(CampaignTemplate)
        .where(CampaignTemplate.kind == kind)
        .options(joinedload(CampaignTemplate.team))
        .order_by(CampaignTemplate.id)
    )
    seen = [one for one in found if permissions.may(actor, "template:edit", one)]
    return sorted(seen, key=lambda one: text.thai_sort_key(one.name_th or one.name_en or ""))


def source(template: CampaignTemplate) -> Source:
    """What a campaign is begun from. Raises `Refusal` where the template can no longer be read."""
    pattern = pattern_json.read(template.pattern)
    if pattern.kind != template.kind:
        raise Refusal(pattern_json.NOT_READABLE, where="kind")
    return Source(pattern, name_th=template.name_th, name_en=template.name_en)


def _name(template: CampaignTemplate, data: Names) -> None:
    values = {key: text.clean(getattr(data, key) or "") or None for key in ("name_th", "name_en")}
    if not any(values.values()):
        raise Refusal(NO_NAME, field="name")
    for key, value in values.items():
        if getattr(template, key) != value:
            setattr(template, key, value)


def _named(template: CampaignTemplate) -> dict[str, Any]:
    return {"name_th": template.name_th, "name_en": template.name_en}
