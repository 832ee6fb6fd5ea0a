"""What the pages of promotions tell: their time, what is left, how fast it goes, what it brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from flask import url_for

from planner import clock, dates, money
from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.campaigns.words import Attribution, ReturnType
from planner.contributions import access as contributions
from planner.errors import NotFound
from planner.extensions import db
from planner.i18n import mark
from planner.promotions import causes, queries, redeeming, signs, standing
from planner.promotions.actions import Period
from planner.promotions.models import Promotion
from planner.promotions.queries import PLACES, Part, Standing
from planner.promotions.standing import Pace, Redeemed
from planner.promotions.words import SALES_CHANNEL_NAMES, SalesChannel
from planner.web import context, language
from planner.web.contributions import shown as contribution_pages
from planner.web.gate import actor
from planner.web.language import say

DAYS = 14
"""Days shown one by one; earlier ones are in the list of redemptions."""
HIDDEN_CAUSE = mark("A contribution that you may not see")
NOT_KNOWN = mark("Not given")
REST = mark("%(count)s others")
SO_FAR = mark("%(part)s so far, by all promotions of the campaign: %(percent)s %%")
NOT_ADDED = mark("Not counted: what came back in %(currencies)s.")
PARTLY_CODED = mark("Only in part: %(part)s of %(whole)s carry a code. Of the others nothing is known.")
PERMIT_WANTING = mark("It needs a permit that is not there yet.")
PERMIT_OVER = mark("Its permit was valid until %(day)s only.")
PERMIT_SHORT = mark("Its permit is valid until %(day)s, and the promotion goes on longer.")
# what each way of tracing can and cannot tell; only a comparison with people not reached tells cause from coincidence
CONFIDENCE: dict[Attribution, str] = {
    Attribution.CONTROL_GROUP: mark("High: compared with people who were not offered it."),
    Attribution.PROMO_CODE: mark(
        "Good: each one carries the code. It does not tell who would have bought anyway."
    ),
    Attribution.TRACKED_LINK: mark(
        "Good: each one came by the link. It does not tell who would have come anyway."
    ),
    Attribution.SURVEY_ASKED: mark("Fair: people say so themselves, and remember wrongly at times."),
    Attribution.BEFORE_AFTER: mark("Low: season, price and weather change too."),
    Attribution.JUDGEMENT: mark("Low: it is somebody's judgement."),
}


@dataclass(frozen=True)
class Bar:
    """One line of a table with a bar, which is as long as its part of the `most` there is on any line."""

    label: str
    redeemed: Redeemed
    most: int


def period(promotion: Promotion) -> str:
    """From when until when, on the promotion's clocks; they are named where the reader's are others."""
    when = Period.of(promotion)
    days = context.span(when.start_on, when.end_on)
    if when.start_time is not None or when.end_time is not None:
        first, last = (
            " ".join([context.day(on), *([dates.format_time(at, language.language())] if at else [])])
            for on, at in ((when.start_on, when.start_time), (when.end_on, when.end_time))
        )
        days = f"{first} – {last}"
    return ", ".join(filter(None, (days, clocks(promotion))))


def clocks(promotion: Promotion) -> str:
    """Whose clocks its times are on; empty where they are the reader's."""
    if promotion.timezone == language.zone():
        return ""
    return dates.zone_label(promotion.timezone, language.language(), promotion.starts_at)


def amount(minor: int, currency: str) -> str:
    """Money as it is printed."""
    return money.format_amount(minor, currency, language.language())


def of_page(promotion: Promotion, campaign: Campaign, now: datetime) -> dict[str, Any]:
    """The figures of a promotion's page."""
    stands = queries.standings(db.session, [promotion], now=now)[0]
    today = clock.today(promotion.timezone)
    return {
        "stands": stands,
        "when": period(promotion),
        "pace": standing.pace(promotion, stands.redeemed.quantity, now),
        "is_near": standing.is_near_quota(promotion, stands.redeemed.quantity),
        "by_channel": _bars(queries.by_channel(db.session, promotion.id), channel),
        "by_place": _bars(
            _first(queries.by_place(db.session, promotion.id)), lambda key: key or say(NOT_KNOWN)
        ),
        "by_day": _days(promotion, today),
        "is_begun": redeeming.has_begun(promotion, now),
        "enters_now": redeeming.holds_now(promotion, now) and stands.remaining != 0,
        "permit": permit_warning(promotion, now),
        "signs": signs.look(db.session, promotion, stands.redeemed.quantity, now=now),
        "costs": costs(promotion, stands.redeemed),
        "returns": returns(promotion, campaign, stands.redeemed),
    }


def of_campaign(campaign: Campaign) -> dict[str, Any]:
    """The promotions for the campaign's page; a communal campaign has none."""
    has_some = campaign.kind == Kind.EXCHANGE
    rows = queries.of_campaign(db.session, campaign, now=clock.now()) if has_some else []
    return {"promotions": rows, "promotion_period": period, "promotion_standing": standing_of}


def costs(promotion: Promotion, redeemed: Redeemed) -> dict[str, str]:
    """What the redemptions cost; empty where the cost of one is not known."""
    total = standing.cost_minor(promotion, redeemed.quantity)
    if total is None or promotion.cost_per_unit_minor is None:
        return {}
    return {
        "one": amount(promotion.cost_per_unit_minor, promotion.currency),
        "total": amount(total, promotion.currency),
    }


def returns(promotion: Promotion, campaign: Campaign, redeemed: Redeemed) -> dict[str, Any]:
    """What came back, how much of what was expected that is, and how surely it came by this promotion."""
    method = campaign.attribution_method
    return {
        "value": amount(redeemed.value_minor, promotion.currency) if redeemed.valued else None,
        "unvalued": redeemed.unvalued,
        "so_far": _so_far(campaign),
        "method": method,
        "confidence": _confidence(method, promotion, redeemed) if method else None,
    }


def _so_far(campaign: Campaign) -> str | None:
    """What all promotions of a campaign brought back of the sales it expects, which are in the home currency."""
    whole = campaign.expected_return_value
    if campaign.expected_return_type is not ReturnType.SALES or not whole:
        return None
    home = money.HOME_CURRENCY
    back = queries.brought_back(db.session, campaign.id)
    minor = back.pop(home, 0)
    part = Decimal(minor).scaleb(-money.MINOR_DIGITS[home])
    told = say(SO_FAR, part=amount(minor, home), percent=int(part * 100 / whole))
    return f"{told} {say(NOT_ADDED, currencies=', '.join(sorted(back)))}" if back else told


def _confidence(method: Attribution, promotion: Promotion, redeemed: Redeemed) -> str:
    """How surely it came by this promotion; where codes are to prove it, as far as there are any."""
    if method is Attribution.PROMO_CODE and redeemed.quantity:
        coded = queries.coded(db.session, promotion.id)
        if coded < redeemed.quantity:
            return say(PARTLY_CODED, part=context.quantity(coded), whole=context.quantity(redeemed.quantity))
    return say(CONFIDENCE[method])


def permit_warning(promotion: Promotion, now: datetime) -> str | None:
    """What is wrong with the permit of a promotion that goes on or is to come."""
    if now >= promotion.ends_at or promotion.withdrawn_at is not None:
        return None
    if promotion.permit_needed and not promotion.permit_ref:
        return say(PERMIT_WANTING)
    until = promotion.permit_expires_on
    if until is None:
        return None
    zone = dates.zone(promotion.timezone)
    if until < dates.instant_to_local(now, zone)[0]:
        return say(PERMIT_OVER, day=context.day(until))
    if until < dates.instant_to_local(promotion.ends_at - datetime.resolution, zone)[0]:
        return say(PERMIT_SHORT, day=context.day(until))
    return None


def offer_causes(form: Any, held: int | None) -> None:
    """Let a form choose from the contributions that its reader may see; one held already stays without its name."""
    if "contribution_id" not in form:
        return
    found = causes.offered(db.session, actor=actor(), held=held)
    options = [(one.id, contribution_pages.label(one)) for one in found]
    if held is not None and held not in dict(options):
        options.append((held, say(HIDDEN_CAUSE)))
    form["contribution_id"].offer(options)


def cause(promotion: Promotion) -> tuple[str, str | None] | None:
    """The contribution behind the cause: what it is called and the way to it, as far as the reader may see it."""
    if promotion.contribution_id is None:
        return None
    try:
        found = contributions.contribution(db.session, promotion.contribution_id, actor=actor())
    except NotFound:
        return say(HIDDEN_CAUSE), None
    return contribution_pages.label(found), url_for("contributions.show", id=found.id)


def pace_told(pace: Pace) -> int:
    """The share of time gone, in whole per cent."""
    return int(pace.share_of_time * Decimal(100))


def channel(key: str) -> str:
    """What a channel is called; an empty key is one not known."""
    return say(SALES_CHANNEL_NAMES[SalesChannel(key)]) if key else say(NOT_KNOWN)


def _first(parts: list[Part]) -> list[Part]:
    """The places with the most, and the rest as one."""
    if len(parts) <= PLACES:
        return parts
    rest = parts[PLACES:]
    summed = Redeemed(
        entries=sum(one.redeemed.entries for one in rest),
        quantity=sum(one.redeemed.quantity for one in rest),
        value_minor=sum(one.redeemed.value_minor for one in rest),
        valued=sum(one.redeemed.valued for one in rest),
    )
    return [*parts[:PLACES], Part(say(REST, count=len(rest)), summed)]


def _bars(parts: list[Part], name: Any) -> list[Bar]:
    most = max((one.redeemed.quantity for one in parts), default=0)
    return [Bar(name(one.key), one.redeemed, most) for one in parts]


def _days(promotion: Promotion, today: date) -> list[Bar]:
    """The last days of the promotion so far, or up to the last on which anything was redeemed, the newest first."""
    zone = dates.zone(promotion.timezone)
    first, _ = dates.instant_to_local(promotion.starts_at, zone)
    last, _ = dates.instant_to_local(promotion.ends_at - datetime.resolution, zone)
    last = min(last, today)
    since = max(first, last - timedelta(days=DAYS - 1))
    found = dict(queries.by_day(db.session, promotion.id, since))
    if not found and (latest := queries.last_day(db.session, promotion.id)) is not None:
        last, since = latest, max(first, latest - timedelta(days=DAYS - 1))
        found = dict(queries.by_day(db.session, promotion.id, since))
    most = max((one.quantity for one in found.values()), default=0)
    if not most:
        return []
    days = [last - timedelta(days=back) for back in range((last - since).days + 1)]
    return [Bar(context.day(on), found.get(on, Redeemed()), most) for on in days]


def standing_of(row: Standing) -> str:
    """What a list says of a promotion: redeemed, and of how many."""
    quota = row.promotion.quota_total
    quantity = context.quantity(row.redeemed.quantity)
    return (
        quantity
        if quota is None
        else say(mark("%(part)s of %(whole)s"), part=quantity, whole=context.quantity(quota))
    )
