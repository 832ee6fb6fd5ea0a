"""Forms about promotions: the first one, the sections, the time, and what was redeemed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from planner import clock, dates
from planner.i18n import mark
from planner.promotions.actions import Limits, NewPromotion, Offer, Period, Section, Terms
from planner.promotions.models import LONGEST_CODE, Promotion, Redemption
from planner.promotions.redeeming import LONGEST_PLACE, Redeemed
from planner.promotions.words import Mechanic, SalesChannel, ValueType
from planner.web import fields, money_fields
from planner.web.forms import OnceForm, PlannerForm

LONGEST_PERMIT = 120
NOON = time(12)


class _PeriodControls:
    start_on = fields.Day(mark("Starts on"), needed=True, as_it_was=True)
    start_time = fields.TimeOfDay(mark("Start time"))
    end_on = fields.Day(mark("Ends on"), needed=True, as_it_was=True)
    end_time = fields.TimeOfDay(mark("End time"))
    timezone = fields.Zone(mark("Time zone"), needed=True)

    def period(self) -> Period:
        """The time as typed; call after validation."""
        assert self.start_on.data is not None and self.end_on.data is not None  # noqa: S101, PT018 - both are needed
        return Period(
            start_on=self.start_on.data,
            start_time=self.start_time.data,
            end_on=self.end_on.data,
            end_time=self.end_time.data,
            timezone=self.timezone.data or dates.HOME_ZONE,
        )


class _CauseControl:
    contribution_id = fields.RecordChoice(
        mark("Contribution behind the cause"),
        needed=False,
        empty=mark("None"),
        description=mark("A cause-related promotion points at what was given; the others leave this empty."),
    )


class NewPromotionForm(_CauseControl, _PeriodControls, OnceForm):
    """What a promotion means nothing without."""

    needed_pairs = ("name",)

    name_th = fields.Line(mark("Name"))
    name_en = fields.Line(mark("Name"))
    mechanic = fields.Choice(mark("Mechanic"), Mechanic)
    offer_text_th = fields.Paragraph(mark("What is offered"))
    offer_text_en = fields.Paragraph(mark("What is offered"))

    def to_data(self, campaign_id: int) -> NewPromotion:
        """For the action; call after validation."""
        return NewPromotion(
            campaign_id=campaign_id,
            mechanic=self.mechanic.data,
            period=self.period(),
            name_th=self.name_th.data,
            name_en=self.name_en.data,
            offer_text_th=self.offer_text_th.data,
            offer_text_en=self.offer_text_en.data,
            contribution_id=self.contribution_id.data,
        )


class PeriodForm(_PeriodControls, PlannerForm):
    """From when until when."""

    @classmethod
    def prefill(cls, record: Promotion) -> dict[str, Any]:
        """The controls' values."""
        period = Period.of(record)
        return {
            key: getattr(period, key) for key in ("start_on", "start_time", "end_on", "end_time", "timezone")
        }


class SectionForm(PlannerForm):
    """One section of a promotion's page."""

    def to_data(self) -> Section:
        """For the action; call after validation."""
        raise NotImplementedError


class OfferForm(_CauseControl, SectionForm):
    """What is offered, and where."""

    needed_pairs = ("name",)

    name_th = fields.Line(mark("Name"))
    name_en = fields.Line(mark("Name"))
    mechanic = fields.Choice(mark("Mechanic"), Mechanic)
    offer_text_th = fields.Paragraph(mark("What is offered"))
    offer_text_en = fields.Paragraph(mark("What is offered"))
    value = fields.Number(mark("Value of one"))
    value_type = fields.Choice(mark("What the number stands for"), ValueType, needed=False)
    code = fields.Line(
        mark("Offer code"),
        longest=LONGEST_CODE,
        description=mark("One code for everybody. Codes for one person each are made as a batch."),
    )
    channels = fields.Choices(mark("Channels"), SalesChannel)

    @classmethod
    def prefill(cls, record: Promotion) -> dict[str, Any]:
        """The controls' values: each is the column of its own name."""
        return {key: getattr(record, key) for key in cls._control_names() if hasattr(type(record), key)}

    def to_data(self) -> Offer:
        return Offer(
            name_th=self.name_th.data,
            name_en=self.name_en.data,
            mechanic=self.mechanic.data,
            offer_text_th=self.offer_text_th.data,
            offer_text_en=self.offer_text_en.data,
            value=self.value.data,
            value_type=self.value_type.data,
            code=self.code.data,
            channels=tuple(SalesChannel(key) for key in self.channels.data or ()),
            contribution_id=self.contribution_id.data,
        )


class LimitsForm(SectionForm):
    """How many there are, how many are aimed at, and what one costs."""

    quota_total = fields.Whole(
        mark("Quota"), description=mark("How many there are in all; empty for no limit.")
    )
    quota_per_person = fields.Whole(mark("Per person"))
    target_quantity = fields.Whole(
        mark("Aimed at"), description=mark("How many should be redeemed; the pace is told against this.")
    )
    currency = money_fields.Currency(mark("Currency"))
    cost_per_unit = money_fields.AmountBeside(mark("Cost of one"))

    def __init__(self, *, record: Promotion, **kwargs: Any) -> None:
        super().__init__(record=record, **kwargs)
        self.cost_per_unit.currency = record.currency

    @classmethod
    def prefill(cls, record: Promotion) -> dict[str, Any]:
        """The controls' values."""
        return {
            **{key: getattr(record, key) for key in ("quota_total", "quota_per_person", "target_quantity")},
            "currency": record.currency,
            "cost_per_unit": record.cost_per_unit_minor,
        }

    def to_data(self) -> Limits:
        return Limits(
            quota_total=self.quota_total.data,  # type: ignore[arg-type] # a whole number
            quota_per_person=self.quota_per_person.data,  # type: ignore[arg-type] # a whole number
            target_quantity=self.target_quantity.data,  # type: ignore[arg-type] # a whole number
            currency=self.currency.data,
            cost_per_unit_minor=self.cost_per_unit.data,
        )


class TermsForm(SectionForm):
    """For whom, on which terms, and under which permit."""

    eligibility = fields.Paragraph(mark("Who is eligible"))
    terms_th = fields.Paragraph(mark("Terms"))
    terms_en = fields.Paragraph(mark("Terms"))
    permit_needed = fields.Tick(mark("Needs a permit"))
    permit_ref = fields.Line(
        mark("Permit"), longest=LONGEST_PERMIT, description=mark("Its number, once it is there.")
    )
    permit_expires_on = fields.Day(mark("Permit valid until"), as_it_was=True)

    def to_data(self) -> Terms:
        return Terms(
            eligibility=self.eligibility.data,
            terms_th=self.terms_th.data,
            terms_en=self.terms_en.data,
            permit_needed=bool(self.permit_needed.data),
            permit_ref=self.permit_ref.data,
            permit_expires_on=self.permit_expires_on.data,
        )


SECTIONS: Mapping[str, type[SectionForm]] = {"offer": OfferForm, "limits": LimitsForm, "terms": TermsForm}


class _RedemptionControls:
    quantity = fields.Whole(mark("How many"), lowest=1, needed=True)
    channel = fields.Choice(mark("Channel"), SalesChannel, needed=False)
    place = fields.Line(mark("Shop or place"), longest=LONGEST_PLACE)
    value = fields.Amount(
        mark("What came back"), description=mark("What the buyers paid, or what it was worth.")
    )
    code = fields.Line(mark("Offer code"), longest=LONGEST_CODE)
    redeemed_on = fields.Day(mark("Day"), as_it_was=True)
    redeemed_time = fields.TimeOfDay(mark("Time"))
    note = fields.Paragraph(mark("Note"))

    promotion: Promotion

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Read the controls; an amount is in the promotion's currency."""
        self.value.currency = self.promotion.currency
        super().process(*args, **kwargs)  # type: ignore[misc]  # the form it is mixed into has it

    def redeemed(self) -> Redeemed:
        """What is entered; without a day, now, and without a time, noon of a day that is over."""
        return Redeemed(
            redeemed_at=self._at(),
            quantity=int(self.quantity.data or 1),
            value_minor=self.value.data,
            channel=self.channel.data,
            place=self.place.data,
            code=self.code.data,
            note=self.note.data,
        )

    def _at(self) -> datetime:
        promotion = self.promotion
        now, on, at = clock.now(), self.redeemed_on.data, self.redeemed_time.data
        zone = dates.zone(promotion.timezone)
        if on is None and at is None:
            return now
        today, _ = dates.instant_to_local(now, zone)
        day = on or today
        if at is not None:
            return dates.local_to_instant(day, at, zone)
        if day == today:
            return now
        noon = dates.local_to_instant(day, NOON, zone)
        last = promotion.ends_at - datetime.resolution
        # a promotion that begins after noon, or ends before it, was on that day all the same
        is_first = dates.instant_to_local(promotion.starts_at, zone)[0] == day
        is_last = dates.instant_to_local(last, zone)[0] == day
        return max(noon, promotion.starts_at) if is_first else min(noon, last) if is_last else noon


class NewRedemptionForm(_RedemptionControls, OnceForm):
    """What was redeemed."""

    def __init__(self, *, promotion: Promotion, **kwargs: Any) -> None:
        self.promotion = promotion
        super().__init__(**kwargs)


class RedemptionForm(_RedemptionControls, PlannerForm):
    """What was entered, to be corrected."""

    def __init__(self, *, record: Redemption, **kwargs: Any) -> None:
        self.promotion = record.promotion
        on, at = dates.instant_to_local(record.redeemed_at, dates.zone(record.promotion.timezone))
        super().__init__(record=record, data={"redeemed_on": on, "redeemed_time": at}, **kwargs)

    @classmethod
    def prefill(cls, record: Redemption) -> dict[str, Any]:
        """The controls' values but for day and time, which are those of the promotion's clocks."""
        return {
            **{key: getattr(record, key) for key in ("quantity", "channel", "place", "code", "note")},
            "value": record.value_minor,
        }
