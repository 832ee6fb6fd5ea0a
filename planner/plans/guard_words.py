"""The rules of the mixed-message guard: what each is called, why it matters, what to do about it.

Research on communal and exchange relationships (Clark and Mills; Heyman and Ariely) says that an offer which mixes the
two is received as a market offer, and that a gift with its price or its pay-back beside it is no longer felt as one.
So a campaign that says gift may not mean sale, and a promotion may not borrow a cause that nobody gave to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from planner.accounts.models import Kind
from planner.i18n import mark


class Rule(StrEnum):
    """What the guard looks for."""

    PROMO_CODE = "promo_code"
    PRICE = "price"
    BUY = "buy"
    LEAD_TARGET = "lead_target"
    RETURN_SOUGHT = "return_sought"
    COMMERCIAL_INITIATIVE = "commercial_initiative"
    UNBACKED_CAUSE = "unbacked_cause"


OF_WORDS: Final = tuple(rule for rule in Rule if rule != Rule.COMMERCIAL_INITIATIVE)
"""The rules that read words. A motivation is asked of the record: it is there or it is not."""


@dataclass(frozen=True)
class Explained:
    """A rule in words: on which kind it holds, its name, why it matters, what to do."""

    kind: Kind
    name: str
    why: str
    advice: str


RULES: Final[dict[Rule, Explained]] = {
    Rule.PROMO_CODE: Explained(
        Kind.COMMUNAL,
        mark("Promo code"),
        mark(
            "A code that pays off at the till tells people that the gift is a sale. They then judge it as one."
        ),
        mark(
            "Take the code out. If there is to be one, plan a promotion of its own as an exchange campaign."
        ),
    ),
    Rule.PRICE: Explained(
        Kind.COMMUNAL,
        mark("Price or money off"),
        mark(
            "A price beside a gift moves people from caring to reckoning: the whole is taken as a market offer."
        ),
        mark(
            "Say what is given and why it is needed. Prices and discounts belong into an exchange campaign."
        ),
    ),
    Rule.BUY: Explained(
        Kind.COMMUNAL,
        mark("Call to buy"),
        mark(
            "Whoever is asked to buy in the same breath reads the help as advertising, and trusts both less."
        ),
        mark("Ask for nothing that is sold. If you buy in order to give, say for whom."),
    ),
    Rule.LEAD_TARGET: Explained(
        Kind.COMMUNAL,
        mark("Target for leads or sales"),
        mark(
            "Counting those who are helped as customers to be is book-keeping of who owes whom; it ends a gift."
        ),
        mark("Measure what changed for the people. Leads and sales are targets of an exchange campaign."),
    ),
    Rule.RETURN_SOUGHT: Explained(
        Kind.COMMUNAL,
        mark("Something wanted back"),
        mark("A benefit with a return expected is an exchange, whatever it is called, and is felt as one."),
        mark("State what the public needs. If a return is really wanted, change the kind of the campaign."),
    ),
    Rule.COMMERCIAL_INITIATIVE: Explained(
        Kind.COMMUNAL,
        mark("Given as a commercial initiative"),
        mark(
            "What was given to sell something is not a gift; counted among gifts it makes all of them doubtful."
        ),
        mark("Record it in an exchange campaign, or correct the motivation if it was another."),
    ),
    Rule.UNBACKED_CAUSE: Explained(
        Kind.EXCHANGE,
        mark("Cause without a contribution"),
        mark(
            "A promotion that claims a cause is believed as long as the gift can be shown; nothing is recorded here."
        ),
        mark("Say where the gift is on record, in the terms or as your reason, or take the claim out."),
    ),
}
