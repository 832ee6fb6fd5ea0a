"""What is promoted and redeemed in the premises, and what is given there."""

from __future__ import annotations

from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.promotions.tills import Seals
from planner.web.promotions import tills as page_of_tills
from tests import factories
from tests.conftest import KEY
from tests.factories import Office
from tests.hardening.given import Given


class Sold:
    """A promotion that is redeemed, one that nobody has used, and one that was withdrawn."""

    def __init__(self, session: Session, office: Office) -> None:
        selling = factories.campaign(
            session, office.corporate, office.owner, Kind.EXCHANGE, status=Status.ACTIVE
        )
        withdrawn = {"withdrawn_at": clock.now(), "withdrawn_reason": "The price was wrong"}
        self.promotions = [
            factories.promotion(session, selling, quota_total=1_000, code="FIZZ"),
            factories.promotion(session, selling),
            factories.promotion(session, selling, **withdrawn),
        ]
        self.redemption = factories.redemption(session, self.promotions[0], place="Siam")
        factories.batch_code(session, self.promotions[0])
        # where nobody needs a code
        self.at_tills = factories.promotion(session, selling)
        self.till = factories.till(session, self.at_tills)
        self.entered = factories.redemption(session, self.at_tills, till_id=self.till.id)
        self.given = Given(session, office)
        page_of_tills.WRONG.forget()
        page_of_tills.SENT.forget()

    def named(self) -> dict[str, list[int | str]]:
        """The variables of addresses but for `id`."""
        return {
            "batch": [1],
            "till_id": [self.till.id],
            "till_token": [Seals(KEY).token(self.till)],
            **self.given.named(),
        }

    def asked(self) -> dict[str, dict[str, str]]:
        """The page of the till right after something was entered there."""
        return {"promotions.till": {"done": Seals(KEY).receipt(self.till.id, self.entered.id)}}

    def ids(self) -> dict[str, list[int]]:
        """What addresses name, by endpoint."""
        return {
            **self.given.ids(),
            "promotions": [one.id for one in self.promotions],
            "promotions.correct": [self.redemption.id],
            "promotions.take_out": [self.redemption.id],
            "promotions.close_till": [self.at_tills.id],
            "promotions.renew_till": [self.at_tills.id],
            "promotions.show_till": [self.at_tills.id],
        }
