"""Stakeholders, where they belong, and what they consented to."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import text
from planner.accounts.models import User
from planner.dates import Era
from planner.db import Base, Instant, Keyed, Record, by_code_point
from planner.i18n import Language
from planner.stakeholders import reach
from planner.stakeholders.words import (
    Attitude,
    Category,
    Channel,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    Engagement,
    StakeholderKind,
    StakeholderStatus,
)


class Stakeholder(Record, Base):
    """A person or organisation with an interest or concern in the organisation, or a public.

    People have given and family names in both scripts; organisations and publics `name_th` and `name_en`.
    Belongs to the whole organisation: planners of any team edit it.
    """

    __tablename__ = "stakeholder"
    __table_args__ = (
        CheckConstraint("power BETWEEN 1 AND 5", name="power_scale"),
        CheckConstraint("interest BETWEEN 1 AND 5", name="interest_scale"),
    )

    kind: Mapped[StakeholderKind] = mapped_column(Keyed(StakeholderKind))
    title: Mapped[str | None] = mapped_column(String(60))
    given_th: Mapped[str | None] = mapped_column(String(120))
    family_th: Mapped[str | None] = mapped_column(String(120))
    given_latin: Mapped[str | None] = mapped_column(String(120))
    family_latin: Mapped[str | None] = mapped_column(String(120))
    nickname_th: Mapped[str | None] = mapped_column(String(60))
    nickname_latin: Mapped[str | None] = mapped_column(String(60))
    address_as: Mapped[str | None] = mapped_column(String(120))
    organisation_name_th: Mapped[str | None] = mapped_column(String(200))
    organisation_name_en: Mapped[str | None] = mapped_column(String(200))
    category: Mapped[Category] = mapped_column(Keyed(Category), index=True)
    interest_or_concern: Mapped[str] = mapped_column(Text)
    language: Mapped[Language] = mapped_column(Keyed(Language), default=Language.TH)
    date_era: Mapped[Era] = mapped_column(Keyed(Era), default=Era.BE)
    timezone: Mapped[str] = mapped_column(String(64), default="Asia/Bangkok")
    emails: Mapped[list[str]] = mapped_column(JSON, default=list)
    phones: Mapped[list[str]] = mapped_column(JSON, default=list)
    line_id: Mapped[str | None] = mapped_column(String(60))
    preferred_channel: Mapped[Channel | None] = mapped_column(Keyed(Channel))
    power: Mapped[int | None]
    interest: Mapped[int | None]
    has_legitimacy: Mapped[bool | None]
    has_urgency: Mapped[bool | None]
    attitude: Mapped[Attitude | None] = mapped_column(Keyed(Attitude))
    engagement_current: Mapped[Engagement | None] = mapped_column(Keyed(Engagement))
    engagement_desired: Mapped[Engagement | None] = mapped_column(Keyed(Engagement))
    is_self_selected: Mapped[bool] = mapped_column(default=False)
    origin_channel: Mapped[str | None] = mapped_column(String(120))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    do_not_contact_reason: Mapped[str | None] = mapped_column(Text)
    external_ref: Mapped[str | None] = mapped_column(String(120))
    internal_notes: Mapped[str | None] = mapped_column(Text)
    status: Mapped[StakeholderStatus] = mapped_column(
        Keyed(StakeholderStatus), default=StakeholderStatus.ACTIVE
    )
    # the one that stands for both since they were merged
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    sort_key: Mapped[str] = mapped_column(by_code_point(), index=True)
    search_text: Mapped[str] = mapped_column(Text)

    owner: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    affiliations: Mapped[list[Affiliation]] = relationship(
        lazy="raise", foreign_keys="Affiliation.person_id", back_populates="person"
    )
    consents: Mapped[list[Consent]] = relationship(lazy="raise", back_populates="stakeholder")

    @property
    def name_th(self) -> str | None:
        """Their full name in Thai script; the given name first, as Thais sort and search."""
        return full_name(self.kind, self.given_th, self.family_th, self.organisation_name_th)

    @property
    def name_en(self) -> str | None:
        """Their full name in Latin script."""
        return full_name(self.kind, self.given_latin, self.family_latin, self.organisation_name_en)


class Affiliation(Record, Base):
    """A person's place in an organisation or public."""

    __tablename__ = "affiliation"

    person_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    position_th: Mapped[str | None] = mapped_column(String(200))
    position_en: Mapped[str | None] = mapped_column(String(200))
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]

    person: Mapped[Stakeholder] = relationship(
        lazy="raise", foreign_keys=[person_id], back_populates="affiliations"
    )
    organisation: Mapped[Stakeholder] = relationship(lazy="raise", foreign_keys=[organisation_id])


class Consent(Record, Base):
    """What one stakeholder said about one purpose; the newest row of a purpose holds."""

    __tablename__ = "consent"

    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    purpose: Mapped[ConsentPurpose] = mapped_column(Keyed(ConsentPurpose))
    state: Mapped[ConsentState] = mapped_column(Keyed(ConsentState))
    text_version: Mapped[str] = mapped_column(String(40))
    language: Mapped[Language] = mapped_column(Keyed(Language))
    method: Mapped[ConsentMethod] = mapped_column(Keyed(ConsentMethod))
    said_at: Mapped[datetime] = mapped_column(Instant)

    stakeholder: Mapped[Stakeholder] = relationship(lazy="raise", back_populates="consents")


@event.listens_for(Stakeholder, "before_insert")
@event.listens_for(Stakeholder, "before_update")
def _index(_mapper: object, _connection: object, one: Stakeholder) -> None:
    """Keep the sort key and the search text in step with the names, whichever way the row is written."""
    write_index(one)


def write_index(one: Stakeholder) -> None:
    """Write what it is sorted and searched by."""
    names = Names(*(getattr(one, key) for key in INDEXED))
    one.sort_key, one.search_text = names.sort_key, names.search_text


class Names(NamedTuple):
    """What a stakeholder is sorted and searched by; also for whoever writes many rows without the mapper."""

    kind: StakeholderKind
    title: str | None
    given_th: str | None
    family_th: str | None
    given_latin: str | None
    family_latin: str | None
    organisation_name_th: str | None
    organisation_name_en: str | None
    nickname_th: str | None
    nickname_latin: str | None
    address_as: str | None
    emails: list[str] | None
    phones: list[str] | None
    line_id: str | None
    external_ref: str | None

    @property
    def name_th(self) -> str | None:
        """Their full name in Thai script; the given name first, as Thais sort and search."""
        return full_name(self.kind, self.given_th, self.family_th, self.organisation_name_th)

    @property
    def name_en(self) -> str | None:
        """Their full name in Latin script."""
        return full_name(self.kind, self.given_latin, self.family_latin, self.organisation_name_en)

    @property
    def sort_key(self) -> str:
        """What it is sorted by."""
        return text.thai_sort_key(self.name_th or self.name_en or "")

    @property
    def search_text(self) -> str:
        """What it is found by."""
        return text.searchable(
            self.title,
            self.name_th,
            self.name_en,
            self.nickname_th,
            self.nickname_latin,
            self.address_as,
            *(self.emails or ()),
            *(spelling for phone in self.phones or () for spelling in reach.phone_spellings(phone)),
            self.line_id,
            self.external_ref,
        )


INDEXED = Names._fields


def full_name(kind: StakeholderKind, given: str | None, family: str | None, own: str | None) -> str | None:
    """The name in one script: a person's two together, anybody else's own."""
    if kind == StakeholderKind.PERSON:
        return " ".join(part for part in (given, family) if part) or None
    return own
