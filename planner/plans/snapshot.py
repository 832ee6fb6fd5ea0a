"""What an approver decides about, taken down: kind, dates, messages, planned money, objectives, and nothing else.

Events, actual money and participants are left out on purpose: they may change without a new approval.
The content is plain JSON, so that it can be read as long as the planner exists.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from planner.campaigns.models import BudgetLine, Campaign, KeyMessage
from planner.objectives.models import Objective

Content: TypeAlias = dict[str, Any]


def content(campaign: Campaign, objectives: Iterable[Objective]) -> Content:
    """The plan as it stands; needs messages and budget lines loaded, and the objectives' own metrics.

    Messages stand in their order, which is part of the plan; lines and objectives by id, whose order is not.
    """
    return {
        "kind": campaign.kind.value,
        "start_on": campaign.start_on.isoformat(),
        "end_on": campaign.end_on.isoformat(),
        "has_no_budget": campaign.has_no_budget,
        "messages": [
            _message(one) for one in sorted(campaign.messages, key=lambda one: (one.position, one.id))
        ],
        "budget_lines": [_line(one) for one in sorted(campaign.budget_lines, key=lambda one: one.id)],
        "objectives": [_objective(one) for one in sorted(objectives, key=lambda one: one.id)],
    }


def digest(plan: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form: equal plans have equal digests, whatever order a database gave them back in."""
    canonical = json.dumps(plan, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def stamp(digest_: str) -> str:
    """The first sixteen digits of a digest in groups of four: enough to tell two plans on paper apart."""
    return " ".join(digest_[place : place + 4] for place in range(0, 16, 4))


def _message(one: KeyMessage) -> Content:
    return {
        "id": one.id,
        "text_th": one.text_th,
        "text_en": one.text_en,
        "proof_th": one.proof_th,
        "proof_en": one.proof_en,
        "public_id": one.public_id,
        "is_public": one.is_public,
    }


def _line(one: BudgetLine) -> Content:
    return {
        "id": one.id,
        "category": one.category,
        "currency": one.currency,
        "planned_minor": one.planned_minor,
    }


def _objective(one: Objective) -> Content:
    own = one.own_metric
    return {
        "id": one.id,
        "statement_th": one.statement_th,
        "statement_en": one.statement_en,
        "pillar": _key(one.pillar),
        "effect": _key(one.effect),
        "stage": one.stage.value,
        "public_id": one.public_id,
        "metric": one.metric,
        "own_metric_th": own.name_th if own else None,
        "own_metric_en": own.name_en if own else None,
        "is_return": own.is_return if own else False,
        "unit": one.unit,
        "direction": one.direction.value,
        "baseline": _figure(one.baseline),
        "baseline_on": one.baseline_on.isoformat() if one.baseline_on else None,
        "baseline_source": one.baseline_source,
        "target": _figure(one.target),
        "due_on": one.due_on.isoformat(),
    }


def _key(member: Any) -> str | None:
    return None if member is None else str(member.value)


def _figure(value: Decimal | None) -> str | None:
    """A figure without needless noughts, so that 100 and 100.0 are the same plan."""
    return None if value is None else f"{value.normalize():f}"
