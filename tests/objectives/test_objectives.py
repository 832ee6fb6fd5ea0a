"""Setting, changing and measuring objectives; who may; what the log keeps; what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.activity import queries as activity
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.objectives import actions, progress, queries
from planner.objectives.actions import NewMetric
from planner.objectives.models import Objective
from planner.objectives.queries import GapKind
from planner.objectives.setting import MeasurementData, ObjectiveData
from planner.objectives.words import Method, ObjectiveState, Stage
from tests import factories
from tests.factories import Office


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    return factories.campaign(session, office.corporate, office.owner)


@pytest.fixture
def data(campaign: Campaign) -> ObjectiveData:
    return ObjectiveData(
        statement_th="ครัวเรือน 60 ครัวเรือน",
        statement_en="60 households",
        metric="people_reached",
        baseline=Decimal(12),
        target=Decimal(60),
        due_on=campaign.end_on,
    )


def figure(value: int = 30, days_ago: int = 0) -> MeasurementData:
    return MeasurementData(
        clock.today() - timedelta(days=days_ago), Method.OBSERVATION, "Field notes", Decimal(value)
    )


def test_a_team_mate_sets_an_objective_and_the_campaign_remembers(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    first = actions.set(session, campaign, data, actor=office.mate)
    second = actions.set(session, campaign, data, actor=office.owner)
    assert [one.position for one in (first, second)] == [1, 2]
    assert queries.of_campaign(session, campaign.id) == [first, second]
    entry = activity.history(session, "campaign", campaign.id)[-1]
    assert (entry.verb, entry.actor_id, entry.values["name_en"]) == (
        "objective.set",
        office.mate.id,
        "60 households",
    )


@pytest.mark.parametrize("who", ["viewer", "outsider", "outside_approver"])
def test_others_may_not(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData, who: str
) -> None:
    made = factories.objective(session, campaign)
    with pytest.raises(NotAllowed):
        actions.set(session, campaign, data, actor=getattr(office, who))
    found = queries.shown(session, made.id, actor=office.owner)
    with pytest.raises(NotAllowed):
        actions.measure(session, found, figure(), actor=getattr(office, who))


def test_an_archived_campaign_is_only_read(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    made = actions.set(session, campaign, data, actor=office.owner)
    campaign.status = Status.ARCHIVED
    session.flush()
    with pytest.raises(Refusal, match="archived"):
        actions.set(session, campaign, data, actor=office.owner)
    with pytest.raises(Refusal, match="archived"):
        actions.revise(session, made, data, actor=office.owner)
    with pytest.raises(Refusal, match="archived"):
        actions.measure(session, made, figure(), actor=office.owner)
    with pytest.raises(Refusal, match="archived"):
        actions.remove(session, made, actor=office.owner)
    with pytest.raises(Refusal, match="archived"):
        actions.add_metric(session, campaign, NewMetric("trees", "ต้นไม้"), actor=office.owner)


def test_an_approved_plan_may_change_its_objectives(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    campaign.status = Status.APPROVED
    made = actions.set(session, campaign, data, actor=office.owner)
    actions.revise(session, made, replace(data, target=Decimal(80)), actor=office.owner)
    assert (made.target, campaign.status) == (Decimal(80), Status.APPROVED)


def test_a_communal_campaign_takes_no_return_whichever_way_it_comes(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    for key in ("redemptions", "return_value", "cost_per_redemption"):
        with pytest.raises(Refusal, match="seeks no return"):
            actions.set(session, campaign, replace(data, metric=key), actor=office.owner)
    with pytest.raises(Refusal, match="seeks no return"):
        actions.add_metric(
            session, campaign, NewMetric("orders", name_en="Orders", is_return=True), actor=office.owner
        )
    made = actions.set(session, campaign, data, actor=office.owner)
    with pytest.raises(Refusal, match="seeks no return"):
        actions.revise(session, made, replace(data, metric="redemptions"), actor=office.owner)


def test_an_exchange_campaign_measures_its_return(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    orders = actions.add_metric(
        session, campaign, NewMetric("orders", name_en="Orders", is_return=True), actor=office.outsider
    )
    data = ObjectiveData(Decimal(500), campaign.end_on, statement_en="500 orders", own_metric_id=orders.id)
    made = actions.set(session, campaign, data, actor=office.outsider)
    assert (made.metric, made.own_metric_id, made.unit) == (None, orders.id, "orders")
    assert queries.own_metrics(session, campaign.id) == [orders]


def test_a_metric_or_a_public_of_another_campaign_is_refused(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    other = factories.campaign(session, office.corporate, office.owner)
    foreign = actions.add_metric(session, other, NewMetric("trees", name_en="Trees"), actor=office.owner)
    with pytest.raises(Refusal, match="of this campaign"):
        actions.set(session, campaign, replace(data, own_metric_id=foreign.id), actor=office.owner)
    stranger, partner = factories.stakeholder(session), factories.stakeholder(session)
    factories.participation(session, campaign, partner)
    with pytest.raises(Refusal) as refused:
        actions.set(session, campaign, replace(data, public_id=stranger.id), actor=office.owner)
    assert refused.value.field == "public"
    made = actions.set(session, campaign, replace(data, public_id=partner.id), actor=office.owner)
    assert made.public_id == partner.id
    assert queries.publics(session, campaign.id) == [partner]


def test_a_figure_moves_the_state_and_stands_in_both_histories(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    made = actions.set(session, campaign, data, actor=office.owner)
    actions.measure(session, made, figure(60), actor=office.mate)
    session.commit()
    found = queries.shown(session, made.id, actor=office.owner)
    stands = progress.of(found, campaign_start_on=campaign.start_on, today=clock.today())
    assert (stands.state, stands.now and stands.now.value) == (ObjectiveState.MET, Decimal(60))
    for kind, key in (("objective", made.id), ("campaign", campaign.id)):
        entry = activity.history(session, kind, key)[0]
        assert (entry.verb, entry.values["name_en"]) == ("measurement.recorded", "60 households – 60")


def test_a_figure_is_corrected_and_taken_back_and_the_log_keeps_what_it_was(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    made = actions.set(session, campaign, data, actor=office.owner)
    taken = actions.measure(session, made, figure(30), actor=office.owner)
    seen = taken.version
    actions.revise_measurement(session, taken, figure(33), actor=office.mate, version=seen)
    with pytest.raises(Stale):
        actions.revise_measurement(session, taken, figure(34), actor=office.owner, version=seen)
    actions.remove_measurement(session, taken, actor=office.owner, version=taken.version)
    removed, revised = activity.history(session, "objective", made.id)[:2]
    assert (revised.verb, revised.changes["value"]) == ("measurement.revised", ["30", "33"])
    assert (removed.verb, removed.changes["value"]) == ("measurement.removed", ["33", None])
    with pytest.raises(NotFound):
        queries.measurement(session, taken.id, actor=office.owner)


def test_what_was_measured_keeps_its_metric_and_its_place_in_the_plan(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    made = actions.set(session, campaign, data, actor=office.owner)
    actions.revise(session, made, replace(data, metric="attendance"), actor=office.owner)
    actions.measure(session, made, figure(30), actor=office.owner)
    for changed in (data, replace(data, metric="attendance", unit="families")):
        with pytest.raises(Refusal) as refused:
            actions.revise(session, made, changed, actor=office.owner)
        assert refused.value.field == "metric"
    with pytest.raises(Refusal, match="has been measured"):
        actions.remove(session, made, actor=office.owner)
    with pytest.raises(Refusal, match="has been measured"):
        actions.mark_not_measured(session, made, "Lost", actor=office.owner)


def test_an_objective_is_taken_out_and_the_campaign_remembers(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    made = actions.set(session, campaign, data, actor=office.owner)
    with pytest.raises(Stale):
        actions.remove(session, made, actor=office.owner, version=made.version + 1)
    actions.remove(session, made, actor=office.owner, version=made.version)
    assert queries.of_campaign(session, campaign.id) == []
    assert activity.history(session, "campaign", campaign.id)[0].verb == "objective.removed"


def test_what_will_not_be_measured_says_why_until_it_is_after_all(
    session: Session, office: Office, campaign: Campaign, data: ObjectiveData
) -> None:
    made = actions.set(session, campaign, data, actor=office.owner)
    with pytest.raises(Refusal, match="Say why"):
        actions.mark_not_measured(session, made, " ", actor=office.owner)
    actions.mark_not_measured(session, made, "The log was lost", actor=office.owner)
    with pytest.raises(Refusal, match="marked"):
        actions.measure(session, made, figure(), actor=office.owner)
    actions.measure_after_all(session, made, actor=office.owner)
    actions.measure(session, made, figure(), actor=office.owner)
    verbs = [entry.verb for entry in activity.history(session, "objective", made.id)]
    assert verbs[:3] == ["measurement.recorded", "objective.measured_again", "objective.marked_not_measured"]


def test_an_objective_is_seen_by_those_who_see_its_campaign(session: Session, office: Office) -> None:
    secret = factories.campaign(session, office.corporate, office.owner, confidentiality="restricted")
    made = factories.objective(session, secret)
    taken = actions.measure(
        session, queries.shown(session, made.id, actor=office.owner), figure(), actor=office.owner
    )
    for one in (office.mate, office.outsider, office.viewer):
        with pytest.raises(NotFound):
            queries.shown(session, made.id, actor=one)
        with pytest.raises(NotFound):
            queries.measurement(session, taken.id, actor=one)
    assert queries.shown(session, made.id, actor=office.administrator).id == made.id


def objective(**values: object) -> Objective:
    given = {
        "baseline": Decimal(1),
        "baseline_on": date(2026, 1, 1),
        "baseline_source": "Wave 1",
        "due_on": date(2026, 6, 1),
        "stage": Stage.OUTCOME,
        "measurements": [],
    }
    return Objective(**{**given, **values})


def test_what_is_not_known_is_listed() -> None:
    today = date(2026, 6, 2)
    whole = objective(not_measured_reason="Lost")
    assert queries.gaps([whole], today=today) == []
    found = queries.gaps(
        [
            objective(baseline=None, due_on=today),
            objective(baseline_source=None, due_on=today),
            objective(),
        ],
        today=today,
    )
    assert [gap.kind for gap in found] == [
        GapKind.NO_BASELINE,
        GapKind.NO_BASELINE_SOURCE,
        GapKind.NOT_MEASURED,
    ]


def test_outputs_alone_are_a_gap_of_the_whole() -> None:
    outputs = [objective(stage=stage, due_on=date(2027, 1, 1)) for stage in (Stage.INPUT, Stage.OUTPUT)]
    today = date(2026, 6, 2)
    assert [gap.kind for gap in queries.gaps(outputs, today=today)] == [GapKind.OUTPUTS_ALONE]
    outcome = objective(due_on=date(2027, 1, 1))
    assert queries.gaps([*outputs, outcome], today=today) == []
    assert queries.gaps([], today=today) == []
