"""Writing campaigns: the first form, section by section, then the steps and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from itertools import accumulate
from typing import Any

from sqlalchemy import select

from planner import clock, money
from planner.campaigns import actions, budget, budget_entries, messages, participations
from planner.campaigns import queries as campaigns
from planner.campaigns.actions import NewCampaign, Revision
from planner.campaigns.budget import LineData
from planner.campaigns.budget_entries import EntryData
from planner.campaigns.kinds import Section
from planner.campaigns.messages import MessageData
from planner.campaigns.models import BudgetLine, KeyMessage, Participation
from planner.campaigns.participations import NewParticipation, ParticipationData
from planner.cli.example import kept_words, papers, people
from planner.cli.example.papers import Paper
from planner.cli.example.shapes import (
    Both,
    Decided,
    Figure,
    Goal,
    Happened,
    Linked,
    Message,
    Money,
    OwnMeasure,
    Part,
    Plan,
    Repriced,
    Revised,
    Reworded,
    Sent,
    Stepped,
)
from planner.cli.example.world import Deed, World
from planner.events import links
from planner.events.links import LinkData
from planner.objectives import actions as objectives
from planner.objectives import queries as objective_queries
from planner.objectives.actions import NewMetric
from planner.objectives.setting import MeasurementData, ObjectiveData
from planner.plans import actions as plans


def deeds(plan: Plan, met: Mapping[str, int]) -> Iterator[Deed]:
    """Everything ever done about one campaign but its events; `met` says since when stakeholders are known."""
    begun = plan.begun
    joined = {part.who: max(begun + 2, met[part.who] + 1) for part in plan.parts}
    yield Deed(begun, partial(_begin, plan))
    yield Deed(begun + 1, partial(_write, plan, Section.ABOUT))
    yield Deed(begun + 1, partial(_write, plan, Section.WHY))
    for section in (Section.NEED, Section.OFFER, Section.STRATEGY):
        yield Deed(begun + 3, partial(_write, plan, section))
    for part in plan.parts:
        yield Deed(joined[part.who], partial(_take_part, plan, part))
    said = list(
        accumulate((joined.get(one.to or "", begun) for one in plan.messages), max, initial=begun + 4)
    )
    for message, day in zip(plan.messages, said[1:], strict=True):
        yield Deed(day, partial(_say, plan, message))
    for part in plan.parts:
        yield Deed(max(joined[part.who], said[part.message or 0]), partial(_cultivate, plan, part))
    for line in plan.budget:
        yield Deed(begun + 5, partial(_cost, plan, line))
    for linked in plan.links:
        yield Deed(begun + 5, partial(_link, plan, linked))
    for goal in plan.goals:
        yield from _of_goal(plan, goal, max(begun + 6, joined.get(goal.about or "", begun)))
    yield from kept_words.deeds(plan.key)
    for happened in plan.happened:
        yield Deed(happened.on, partial(_happen, plan, happened))
    yield from _spent(plan)
    for paper in papers.OF_PLAN.get(plan.key, ()):
        yield Deed(paper.on, partial(_enter, plan, paper))


def _begin(plan: Plan, world: World) -> None:
    owner = next(one for one in people.COLLEAGUES if one.key == plan.owner)
    data = NewCampaign(
        kind=plan.kind,
        team_id=world.teams[owner.team or ""],
        start_on=world.days.plain(plan.start),
        end_on=world.days.plain(plan.end),
        title_th=plan.title.th,
        title_en=plan.title.en,
        purpose_th=plan.purpose.th,
        purpose_en=plan.purpose.en,
    )
    made = actions.plan(world.session, data, actor=world.people[plan.owner])
    world.campaigns[plan.key] = made.id


def _write(plan: Plan, section: Section, world: World) -> None:
    values = {**plan.sections.get(section, {}), **_in_columns(plan.texts.get(section, {}))}
    if section == Section.ABOUT:
        values["approver_id"] = world.people[plan.approver].id
        if plan.parent is not None:
            values["parent_id"] = world.campaigns[plan.parent]
    if values:
        _revise(plan, world, section, values, plan.owner)


def _in_columns(texts: Mapping[str, Both]) -> dict[str, str | None]:
    return {f"{stem}_{tag}": getattr(both, tag) for stem, both in texts.items() for tag in ("th", "en")}


def _revise(plan: Plan, world: World, section: Section, values: Mapping[str, Any], by: str) -> None:
    dated = {key: world.days.plain(value) if key.endswith("_on") else value for key, value in values.items()}
    actions.revise(world.session, world.campaigns[plan.key], Revision(section, dated), actor=world.people[by])


def _take_part(plan: Plan, part: Part, world: World) -> None:
    data = NewParticipation(world.stakeholders[part.who], part.role, part.why)
    participations.add(world.session, world.campaigns[plan.key], data, actor=world.people[plan.owner])


def _cultivate(plan: Plan, part: Part, world: World) -> None:
    if not (part.engagement or part.strategies or part.message):
        return
    campaign_id, session = world.campaigns[plan.key], world.session
    row = session.scalars(
        select(Participation.id).where(
            Participation.campaign_id == campaign_id,
            Participation.stakeholder_id == world.stakeholders[part.who],
        )
    ).one()
    data = ParticipationData(
        role=part.role,
        why_them=part.why,
        engagement_desired=part.engagement,
        strategies=[one.value for one in part.strategies],
        message_id=_message_id(plan, world, part.message) if part.message else None,
    )
    participations.revise(session, row, data, actor=world.people[plan.owner])


def _say(plan: Plan, message: Message, world: World) -> None:
    data = MessageData(
        text_th=message.text.th,
        text_en=message.text.en,
        proof_th=message.proof.th,
        proof_en=message.proof.en,
        public_id=world.stakeholders[message.to] if message.to else None,
        is_public=message.is_public,
    )
    messages.add(world.session, world.campaigns[plan.key], data, actor=world.people[plan.owner])


def _message_id(plan: Plan, world: World, nth: int) -> int:
    return world.session.scalars(
        select(KeyMessage.id)
        .where(KeyMessage.campaign_id == world.campaigns[plan.key])
        .order_by(KeyMessage.position)
        .offset(nth - 1)
        .limit(1)
    ).one()


def _cost(plan: Plan, line: Money, world: World) -> None:
    # what is committed and spent is entered once the campaign runs
    data = _line(Money(line.category, line.planned, currency=line.currency))
    budget.add(world.session, world.campaigns[plan.key], data, actor=world.people[plan.owner])


def _spent(plan: Plan) -> Iterator[Deed]:
    """Bills come in while the campaign runs; the last word on each line is what the example says of it today."""
    later = {one.line.category: one.on for one in plan.happened if isinstance(one, Repriced)}
    for nth, line in enumerate(plan.budget):
        if (line.committed or line.actual) and line.category not in later:
            on = min(max(plan.start + 14, plan.begun + 12) + 3 * nth, -3 - nth)
            yield Deed(on, partial(_reprice, plan, line, plan.owner))


def _reprice(plan: Plan, line: Money, by: str, world: World) -> None:
    budget.revise(world.session, _line_id(plan, line.category, world), _line(line), actor=world.people[by])


def _enter(plan: Plan, paper: Paper, world: World) -> None:
    """Only lines in baht have documents in the example."""
    data = EntryData(
        kind=paper.kind,
        amount_minor=paper.amount * 10 ** money.MINOR_DIGITS[money.HOME_CURRENCY],
        dated_on=world.days.plain(paper.on),
        document=paper.document,
        is_credit=paper.is_credit,
        supplier=paper.supplier,
        note=paper.note,
    )
    budget_entries.add(world.session, _line_id(plan, paper.line, world), data, actor=world.people[plan.owner])


def _line_id(plan: Plan, category: str, world: World) -> int:
    return world.session.scalars(
        select(BudgetLine.id).where(
            BudgetLine.campaign_id == world.campaigns[plan.key], BudgetLine.category == category
        )
    ).one()


def _line(line: Money) -> LineData:
    minor = 10 ** money.MINOR_DIGITS[line.currency]
    return LineData(
        category=line.category,
        currency=line.currency,
        planned_minor=line.planned * minor,
        committed_minor=line.committed * minor,
        actual_minor=line.actual * minor,
    )


def _link(plan: Plan, linked: Linked, world: World) -> None:
    actor = world.people[plan.owner]
    campaign = links.to_edit(world.session, campaign_id=world.campaigns[plan.key], actor=actor)
    links.add(world.session, campaign, link_data(linked), actor=actor)


def link_data(linked: Linked) -> LinkData:
    """A link as a person would type it."""
    return LinkData(
        label_th=linked.name.th,
        label_en=linked.name.en,
        address=linked.address,
        is_outward=linked.is_outward,
    )


def _of_goal(plan: Plan, goal: Goal, on: int) -> Iterator[Deed]:
    made: dict[str, int] = {}
    yield Deed(on, partial(_set, plan, goal, made))
    for figure in goal.figures:
        yield Deed(figure.on, partial(_measure, plan, figure, made))
    if goal.not_measured is not None:
        day, reason = goal.not_measured
        yield Deed(day, partial(_give_up, plan, reason, made))


def _set(plan: Plan, goal: Goal, made: dict[str, int], world: World) -> None:
    session, actor, days = world.session, world.people[plan.owner], world.days
    campaign = campaigns.shown(session, world.campaigns[plan.key], actor=actor)
    own = None
    if isinstance(goal.metric, OwnMeasure):
        name = goal.metric.name
        new = NewMetric(goal.metric.unit, name.th, name.en, is_return=goal.metric.is_return)
        own = objectives.add_metric(session, campaign, new, actor=actor)
    data = ObjectiveData(
        target=Decimal(goal.target),
        due_on=days.plain(goal.due),
        statement_th=goal.statement.th,
        statement_en=goal.statement.en,
        metric=None if own else str(goal.metric),
        own_metric_id=own.id if own else None,
        baseline=None if goal.baseline is None else Decimal(goal.baseline),
        baseline_on=None if goal.baseline_on is None else min(days.plain(goal.baseline_on), clock.today()),
        baseline_source=goal.baseline_source,
        direction=goal.direction,
        stage=goal.stage,
        pillar=goal.pillar,
        effect=goal.effect,
        public_id=world.stakeholders[goal.about] if goal.about else None,
    )
    made["id"] = objectives.set(session, campaign, data, actor=actor).id


def _measure(plan: Plan, figure: Figure, made: dict[str, int], world: World) -> None:
    session, actor = world.session, world.people[plan.owner]
    objective = objective_queries.shown(session, made["id"], actor=actor)
    numerator, denominator = figure.of or (None, None)
    data = MeasurementData(
        measured_on=clock.today(),
        method=figure.method,
        source=figure.source,
        value=None if figure.value is None else Decimal(figure.value),
        numerator=None if numerator is None else Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
        n=figure.n,
        period_start_on=None if figure.since is None else world.days.plain(figure.since),
        note=figure.note,
    )
    objectives.measure(session, objective, data, actor=actor)


def _give_up(plan: Plan, reason: str, made: dict[str, int], world: World) -> None:
    actor = world.people[plan.owner]
    objective = objective_queries.shown(world.session, made["id"], actor=actor)
    objectives.mark_not_measured(world.session, objective, reason, actor=actor)


def _happen(plan: Plan, happened: Happened, world: World) -> None:
    session, campaign_id, actor = world.session, world.campaigns[plan.key], world.people[happened.by]
    match happened:
        case Sent(is_changed_plan=True):
            plans.submit_changes(session, campaign_id, actor=actor, comment=happened.comment)
        case Sent():
            plans.submit(session, campaign_id, actor=actor, comment=happened.comment)
        case Decided():
            plans.decide(session, campaign_id, happened.decision, actor=actor, comment=happened.comment)
        case Stepped():
            plans.move(session, campaign_id, happened.step, actor=actor, comment=happened.comment)
        case Revised():
            _revise(plan, world, happened.section, happened.values, happened.by)
        case Reworded():
            _reword(plan, happened, world)
        case Repriced():
            _reprice(plan, happened.line, happened.by, world)


def _reword(plan: Plan, happened: Reworded, world: World) -> None:
    session = world.session
    row = session.get_one(KeyMessage, _message_id(plan, world, happened.message))
    data = MessageData(
        text_th=happened.text.th,
        text_en=happened.text.en,
        proof_th=row.proof_th,
        proof_en=row.proof_en,
        public_id=row.public_id,
        is_public=row.is_public,
    )
    messages.revise(session, row.id, data, actor=world.people[happened.by])
