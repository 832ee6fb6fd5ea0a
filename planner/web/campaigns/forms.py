"""The first form of a campaign, and one form for each of its sections."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from flask import request

from planner import dates, text
from planner.accounts.models import Kind
from planner.campaigns import kinds
from planner.campaigns.actions import NewCampaign, Revision
from planner.campaigns.kinds import Section
from planner.campaigns.models import Campaign
from planner.campaigns.words import (
    Attribution,
    Confidentiality,
    FieldOfWork,
    Iso26000,
    NeedSource,
    ReturnType,
    Sdg,
)
from planner.i18n import mark
from planner.web.fields import (
    Choice,
    Choices,
    Day,
    Line,
    Number,
    Paragraph,
    RadioChoice,
    RecordChoice,
    Tick,
    TimeOfDay,
    Whole,
    Zone,
)
from planner.web.forms import OnceForm, PlannerForm

MOST_TAGS = 20


def strays(kind: Kind) -> dict[str, Any]:
    """What was sent for fields that the kind does not have; the action refuses it with the reason."""
    foreign = kinds.SHAPES[kinds.other(kind)].fields
    return {key: text.clean(request.form[key]) for key in foreign if request.form.get(key)}


class NewCampaignForm(OnceForm):
    """What a campaign means nothing without."""

    needed_pairs = ("title", "purpose")

    title_th = Line(mark("Title"))
    title_en = Line(mark("Title"))
    start_on = Day(mark("Start"), needed=True)
    end_on = Day(mark("End"), needed=True)
    team = RecordChoice(mark("Team"))
    purpose_th = Paragraph(mark("Purpose"))
    purpose_en = Paragraph(mark("Purpose"))

    def to_data(self, kind: Kind) -> NewCampaign:
        """For the action; call after validation."""
        first, last = self.start_on.data, self.end_on.data
        if first is None or last is None:
            raise ValueError("an invalid form has no data")
        return NewCampaign(
            kind=kind,
            team_id=self.team.data,
            start_on=first,
            end_on=last,
            title_th=self.title_th.data,
            title_en=self.title_en.data,
            purpose_th=self.purpose_th.data,
            purpose_en=self.purpose_en.data,
            more=strays(kind),
        )


class SectionForm(PlannerForm):
    """One section of a campaign. Controls are named as the columns, references without `_id`."""

    section: ClassVar[Section]

    def to_data(self, kind: Kind) -> Revision:
        """For the action; call after validation."""
        return Revision(self.section, {**strays(kind), **self.values()}, self.seen_version)

    def values(self) -> dict[str, Any]:
        """The new values by column."""
        own = kinds.SECTION_FIELDS[self.section]
        return {key: self[key].data for key in own if key in self}


class AboutForm(SectionForm):
    """What it is called, when it is, whose it is and who may see it."""

    section = Section.ABOUT
    needed_pairs = ("title",)

    title_th = Line(mark("Title"))
    title_en = Line(mark("Title"))
    start_on = Day(mark("Start"), needed=True)
    end_on = Day(mark("End"), needed=True)
    timezone = Zone(mark("Time zone"), needed=True)
    team = RecordChoice(mark("Team"))
    owner = RecordChoice(mark("Owner"))
    approver = RecordChoice(mark("Approver"), needed=False, empty=mark("Any approver of the team"))
    field_of_work = Choice(mark("Field of work"), FieldOfWork, needed=False)
    parent = RecordChoice(mark("Part of"), needed=False, empty=mark("Stands by itself"))
    confidentiality = RadioChoice(mark("Who may see it"), Confidentiality)
    embargo_until = Day(mark("Embargo until"))
    embargo_until_time = TimeOfDay(mark("Time of day"))
    tags = Line(mark("Tags"), longest=400, description=mark("Words to find it by, with commas between them."))

    @classmethod
    def prefill(cls, record: Campaign) -> dict[str, Any]:
        """The controls' values; the embargo is shown on the campaign's own clock."""
        plain = ("title_th", "title_en", "start_on", "end_on", "timezone", "field_of_work", "confidentiality")
        day, at = None, None
        if record.embargo_until is not None:
            day, at = dates.instant_to_local(record.embargo_until, dates.zone(record.timezone))
        return {
            **{key: getattr(record, key) for key in plain},
            "team": record.team_id,
            "owner": record.owner_id,
            "approver": record.approver_id,
            "parent": record.parent_id,
            "embargo_until": day,
            "embargo_until_time": at,
            "tags": ", ".join(record.tags),
        }

    def values(self) -> dict[str, Any]:
        """The new values by column."""
        found = super().values()
        for key in ("team", "owner", "approver", "parent"):
            found[f"{key}_id"] = self[key].data
        found["embargo_until"] = self._embargo()
        words = (text.clean(word) for word in (self.tags.data or "").split(","))
        found["tags"] = list(dict.fromkeys(word for word in words if word))[:MOST_TAGS]
        return found

    def _embargo(self) -> datetime | None:
        day = self.embargo_until.data
        if day is None:
            return None
        at = self.embargo_until_time.data or time(0)
        return dates.local_to_instant(day, at, dates.zone(self.timezone.data or dates.HOME_ZONE))


class WhyForm(SectionForm):
    """The situation, the purpose, and what each side gains."""

    section = Section.WHY
    needed_pairs = ("purpose",)

    situation_th = Paragraph(mark("Situation"))
    situation_en = Paragraph(mark("Situation"))
    purpose_th = Paragraph(mark("Purpose"))
    purpose_en = Paragraph(mark("Purpose"))
    benefit_to_public_th = Paragraph(mark("Benefit to the public"))
    benefit_to_public_en = Paragraph(mark("Benefit to the public"))
    benefit_to_organisation_th = Paragraph(mark("Benefit to the organisation"))
    benefit_to_organisation_en = Paragraph(mark("Benefit to the organisation"))


class CommunalWhyForm(WhyForm):
    """The same, where the organisation may seek nothing."""

    seeks_no_benefit = Tick(mark("No benefit sought for the organisation"))


class NeedForm(SectionForm):
    """Communal: what is needed, who says so, for how many, and how it ends."""

    section = Section.NEED

    need_statement_th = Paragraph(mark("The need"))
    need_statement_en = Paragraph(mark("The need"))
    need_source = RadioChoice(mark("Who says so"), NeedSource, needed=False)
    beneficiaries_planned = Whole(mark("People to benefit"))
    exit_plan_th = Paragraph(mark("How it ends well"))
    exit_plan_en = Paragraph(mark("How it ends well"))


class OfferForm(SectionForm):
    """Exchange: what is offered to whom on what terms, and what is expected back."""

    section = Section.OFFER

    offer_summary_th = Paragraph(mark("The offer"))
    offer_summary_en = Paragraph(mark("The offer"))
    terms_th = Paragraph(mark("Terms"))
    terms_en = Paragraph(mark("Terms"))
    segment_th = Paragraph(mark("Segment"))
    segment_en = Paragraph(mark("Segment"))
    expected_return_type = Choice(mark("Expected return"), ReturnType, needed=False)
    expected_return_value = Number(mark("Expected return, figure"), lowest=Decimal(0))
    attribution_method = Choice(mark("How the return is traced"), Attribution, needed=False)


class StrategyForm(SectionForm):
    """How it is to work, what may go wrong, and which wider goals it serves."""

    section = Section.STRATEGY

    strategy_summary_th = Paragraph(mark("Strategy in short"))
    strategy_summary_en = Paragraph(mark("Strategy in short"))
    risks = Paragraph(mark("Risks"), description=mark("Internal: never leaves the house."))
    sdg = Choices(mark("Sustainable development goals"), Sdg)
    iso26000 = Choices(mark("Subjects of ISO 26000"), Iso26000)

    @classmethod
    def prefill(cls, record: Campaign) -> dict[str, Any]:
        """The controls' values; goals are kept as numbers."""
        return {**super().prefill(record), "sdg": [str(number) for number in record.sdg]}

    def values(self) -> dict[str, Any]:
        """The new values by column."""
        found = super().values()
        return {**found, "sdg": sorted(int(key) for key in found["sdg"] or ())}


class LessonsForm(SectionForm):
    """What was learnt."""

    section = Section.LESSONS

    lessons_th = Paragraph(mark("Lessons"))
    lessons_en = Paragraph(mark("Lessons"))


_FORMS: dict[Section, type[SectionForm]] = {
    Section.ABOUT: AboutForm,
    Section.WHY: WhyForm,
    Section.NEED: NeedForm,
    Section.OFFER: OfferForm,
    Section.STRATEGY: StrategyForm,
    Section.LESSONS: LessonsForm,
}


def section_form(campaign: Campaign, section: Section) -> SectionForm:
    """The form of a section, filled from the campaign or from what was sent."""
    kinds.expect_section(campaign.kind, section)
    if section == Section.WHY and campaign.kind == Kind.COMMUNAL:
        return CommunalWhyForm(record=campaign)
    return _FORMS[section](record=campaign)
