"""What was given and needed in the premises."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from planner.campaigns.lifecycle import Status
from planner.campaigns.models import KeyMessage
from planner.contributions.words import Form, NeedState, ValuationBasis
from tests import factories
from tests.evidence.given import proof
from tests.factories import Office


class Given:
    """Contributions of two forms, and needs in every state; one each that may go."""

    def __init__(self, session: Session, office: Office) -> None:
        giving = factories.campaign(session, office.corporate, office.owner, status=Status.ACTIVE)
        # more than two, so that one can be moved up after another was moved down
        session.add_all(
            KeyMessage(campaign_id=giving.id, position=place, text_en="m") for place in (1, 2, 3, 4)
        )
        factories.participation(session, giving, factories.stakeholder(session))
        worth = {"hours": Decimal(8), "people": 2, "in_paid_time": True, "hourly_rate_minor": 10_000}
        self.contributions = [
            factories.contribution(session, giving),
            factories.contribution(
                session,
                giving,
                form=Form.TIME,
                valuation_basis=ValuationBasis.HOURLY_RATE,
                **worth,
            ),
        ]
        self.evidence = proof(session, self.contributions[0])
        answered = {
            "state": NeedState.ANSWERED,
            "response": "Bought",
            "contribution_id": self.contributions[1].id,
        }
        # where nothing is given or sold, the kind may change
        self.undecided = factories.campaign(session, office.corporate, office.owner)
        self.needs = [
            factories.need(session, giving),
            factories.need(session, giving, **answered),
            factories.need(session, giving, state=NeedState.ACCEPTED),
            factories.need(session, giving, state=NeedState.DECLINED_WITH_REASON, declined_reason="No money"),
        ]

    def named(self) -> dict[str, list[int | str]]:
        """The variables of addresses but for `id`."""
        return {"evidence_id": [self.evidence.id]}

    def ids(self) -> dict[str, list[int]]:
        """What addresses name, by endpoint."""
        needs = [one.id for one in self.needs]
        return {
            "plans.change_kind": [self.undecided.id],
            "contributions": [one.id for one in self.contributions],
            **{
                f"contributions.{step}": needs
                for step in (
                    "need",
                    "edit_need",
                    "answer_need",
                    "hear_need",
                    "accept_need",
                    "reopen_need",
                    "decline_need",
                    "remove_need",
                )
            },
        }
