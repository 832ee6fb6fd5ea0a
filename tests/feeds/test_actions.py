"""Who may make, change, renew and withdraw which feed, and what each of these does."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.activity.models import ActivityEntry
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.events.words import EventType
from planner.feeds import actions, queries
from planner.feeds.actions import Contents, Subscription
from planner.feeds.models import Feed, Holder, PreparedFeed
from tests import factories
from tests.factories import Office
from tests.programs import feed, shown_campaign


def make(session: Session, actor: User, holder: Holder = Holder.USER, **more: Any) -> Feed:
    stakeholder_id = more.pop("stakeholder_id", None)
    contents = Contents(**{"name": "Calendar", **more})
    made = actions.make(
        session, Subscription(contents=contents, holder=holder, stakeholder_id=stakeholder_id), actor=actor
    )
    session.commit()
    return made


def verbs(session: Session) -> list[str]:
    found = session.scalars(select(ActivityEntry.verb).order_by(ActivityEntry.id)).all()
    return [verb for verb in found if verb.startswith("feed.")]


def test_anyone_who_signs_in_makes_a_feed_of_their_own(session: Session, office: Office) -> None:
    made = make(session, office.viewer, kind=Kind.COMMUNAL, types=(EventType.WEBINAR, EventType.LAUNCH))
    assert (made.holder, made.user_id, made.created_by_id) == (
        Holder.USER,
        office.viewer.id,
        office.viewer.id,
    )
    assert (made.kind, made.types) == (Kind.COMMUNAL, ["launch", "webinar"])
    assert verbs(session) == ["feed.made"]


def test_a_feed_is_prepared_when_it_is_made(session: Session, office: Office) -> None:
    made = make(session, office.owner)
    row = session.get_one(PreparedFeed, made.id)
    assert (row.version, row.body_digest is not None) == (1, True)


def test_planners_make_feeds_for_outsiders_and_viewers_do_not(session: Session, office: Office) -> None:
    somebody = factories.stakeholder(session)
    for actor in (office.owner, office.approver, office.outsider, office.administrator):
        assert make(session, actor, Holder.OPEN).user_id is None
        made = make(session, actor, Holder.STAKEHOLDER, stakeholder_id=somebody.id)
        assert (made.user_id, made.stakeholder_id) == (None, somebody.id)
    for holder in (Holder.OPEN, Holder.STAKEHOLDER):
        with pytest.raises(NotAllowed):
            make(session, office.viewer, holder, stakeholder_id=somebody.id)


def test_the_kind_is_not_told_outside(session: Session, office: Office) -> None:
    for holder in (Holder.OPEN, Holder.STAKEHOLDER):
        with pytest.raises(Refusal) as refused:
            make(
                session,
                office.owner,
                holder,
                stakeholder_id=factories.stakeholder(session).id,
                kind=Kind.EXCHANGE,
            )
        assert refused.value.field == "kind"


@pytest.mark.parametrize(
    ("more", "field"), [({"stakeholder_id": None}, "stakeholder"), ({"name": ""}, "name")]
)
def test_what_is_missing_is_asked_for(
    session: Session, office: Office, more: dict[str, Any], field: str
) -> None:
    given = {"stakeholder_id": factories.stakeholder(session).id, **more}
    with pytest.raises(Refusal) as refused:
        make(session, office.owner, Holder.STAKEHOLDER, **given)
    assert refused.value.field == field


def test_nobody_is_given_a_feed_who_must_not_be_contacted_or_is_not_there(
    session: Session, office: Office
) -> None:
    barred = factories.stakeholder(session, do_not_contact=True, do_not_contact_reason="asked")
    with pytest.raises(Refusal):
        make(session, office.owner, Holder.STAKEHOLDER, stakeholder_id=barred.id)
    erased = factories.stakeholder(session, status="erased")
    for key in (erased.id, 999_999):
        with pytest.raises(NotFound):
            make(session, office.owner, Holder.STAKEHOLDER, stakeholder_id=key)


def test_a_campaign_that_one_may_not_see_is_not_found(session: Session, office: Office) -> None:
    with pytest.raises(NotFound):
        make(session, office.owner, campaign_id=office.noise.id)
    assert make(session, office.outsider, campaign_id=office.noise.id).campaign_id == office.noise.id


def test_ones_own_feed_is_ones_own(session: Session, office: Office) -> None:
    own = make(session, office.mate)
    for stranger in (office.owner, office.approver, office.outsider, office.viewer):
        with pytest.raises(NotFound):
            queries.shown(session, own.id, actor=stranger)
        for act in (actions.renew, actions.withdraw):
            with pytest.raises(NotAllowed):
                act(session, own, version=own.version, actor=stranger)
        assert not actions.may_manage(session, own, actor=stranger)
    assert queries.shown(session, own.id, actor=office.administrator) is own
    actions.withdraw(session, own, version=own.version, actor=office.administrator)


def test_feeds_of_outsiders_are_seen_and_kept_by_whoever_plans(session: Session, office: Office) -> None:
    public = make(session, office.owner, Holder.OPEN)
    for planner in (office.mate, office.approver, office.outsider, office.administrator):
        assert queries.shown(session, public.id, actor=planner) is public
        assert actions.may_manage(session, public, actor=planner)
    with pytest.raises(NotFound):
        queries.shown(session, public.id, actor=office.viewer)
    assert queries.listed(session, actor=office.viewer) == []
    actions.renew(session, public, version=public.version, actor=office.outsider)


@pytest.mark.parametrize("holder", [Holder.OPEN, Holder.STAKEHOLDER])
def test_a_feed_of_one_campaign_is_kept_by_its_team_and_by_whoever_made_it(
    session: Session, office: Office, holder: Holder
) -> None:
    campaign = shown_campaign(session, office)
    somebody = factories.stakeholder(session).id if holder == Holder.STAKEHOLDER else None
    of_team = make(session, office.owner, holder, campaign_id=campaign.id, stakeholder_id=somebody)
    of_stranger = make(session, office.outsider, holder, campaign_id=campaign.id, stakeholder_id=somebody)
    for planner in (office.owner, office.mate, office.approver, office.administrator):
        assert actions.may_manage(session, of_team, actor=planner)
        assert actions.may_manage(session, of_stranger, actor=planner)
    assert actions.may_manage(session, of_stranger, actor=office.outsider)
    assert queries.shown(session, of_team.id, actor=office.outsider) is of_team
    assert not actions.may_manage(session, of_team, actor=office.outsider)
    version = of_team.version
    for act in (actions.renew, actions.withdraw):
        with pytest.raises(NotAllowed):
            act(session, of_team, version=version, actor=office.outsider)
    with pytest.raises(NotAllowed):
        actions.revise(session, of_team, Contents(name="x"), version=version, actor=office.outsider)


def test_changing_what_a_feed_carries_leaves_its_link(session: Session, office: Office) -> None:
    own = make(session, office.owner)
    campaign = shown_campaign(session, office)
    actions.revise(
        session,
        own,
        Contents(name="Renamed", campaign_id=campaign.id, shows_cancelled=False),
        version=own.version,
        actor=office.owner,
    )
    assert (own.name, own.campaign_id, own.secret_version) == ("Renamed", campaign.id, 1)
    assert verbs(session)[-1] == "feed.revised"


def test_an_older_version_of_the_record_is_refused(session: Session, office: Office) -> None:
    own = make(session, office.owner)
    with pytest.raises(Stale):
        actions.revise(session, own, Contents(name="x"), version=own.version - 1, actor=office.owner)
    for act in (actions.renew, actions.withdraw):
        with pytest.raises(Stale):
            act(session, own, version=own.version - 1, actor=office.owner)


def test_what_is_withdrawn_stays_withdrawn(session: Session, office: Office) -> None:
    own = make(session, office.owner)
    actions.renew(session, own, version=own.version, actor=office.owner)
    actions.withdraw(session, own, version=own.version, actor=office.owner)
    session.commit()
    assert own.secret_version == 2
    for act in (actions.renew, actions.withdraw):
        with pytest.raises(Refusal):
            act(session, own, version=own.version, actor=office.owner)
    with pytest.raises(Refusal):
        actions.revise(session, own, Contents(name="x"), version=own.version, actor=office.owner)
    assert verbs(session) == ["feed.made", "feed.renewed", "feed.withdrawn"]


def test_documents_find_the_feed_that_belongs_to_their_copy(session: Session, office: Office) -> None:
    campaign = shown_campaign(session, office)
    assert queries.open_for(session, campaign.id) is None
    assert queries.own_for(session, campaign.id, actor=office.owner) is None
    everything = feed(session, Holder.USER, user_id=office.owner.id)
    feed(session, Holder.USER, user_id=office.owner.id, kind=Kind.COMMUNAL)
    feed(session)
    public = feed(session, campaign_id=campaign.id)
    assert queries.open_for(session, campaign.id) is public
    assert queries.own_for(session, campaign.id, actor=office.owner) is everything
    own = feed(session, Holder.USER, user_id=office.owner.id, campaign_id=campaign.id)
    assert queries.own_for(session, campaign.id, actor=office.owner) is own
    assert queries.own_for(session, campaign.id, actor=office.mate) is None
    assert queries.of_campaign(session, campaign.id, actor=office.mate) == [public]
    for one in (public, own):
        actions.withdraw(session, one, version=one.version, actor=office.administrator)
    assert queries.open_for(session, campaign.id) is None
    assert queries.own_for(session, campaign.id, actor=office.owner) is everything
