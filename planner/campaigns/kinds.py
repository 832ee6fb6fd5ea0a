"""What each kind of campaign has: its fields, its sections, its letter. The one table; everything else asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.accounts.models import KIND_NAMES, Kind, Team
from planner.errors import Refusal
from planner.i18n import mark


class Section(StrEnum):
    """A part of a campaign that is filled in at its own address."""

    ABOUT = "about"
    WHY = "why"
    NEED = "need"
    OFFER = "offer"
    STRATEGY = "strategy"
    LESSONS = "lessons"


SECTION_NAMES: dict[Section, str] = {
    Section.ABOUT: mark("About"),
    Section.WHY: mark("Why"),
    Section.NEED: mark("The need"),
    Section.OFFER: mark("The offer"),
    Section.STRATEGY: mark("How"),
    Section.LESSONS: mark("Lessons"),
}


def _pairs(*stems: str) -> tuple[str, ...]:
    return tuple(f"{stem}_{language}" for stem in stems for language in ("th", "en"))


SECTION_FIELDS: dict[Section, tuple[str, ...]] = {
    Section.ABOUT: (
        *_pairs("title"),
        "start_on",
        "end_on",
        "timezone",
        "team_id",
        "owner_id",
        "approver_id",
        "field_of_work",
        "parent_id",
        "confidentiality",
        "embargo_until",
        "tags",
    ),
    Section.WHY: (
        *_pairs("situation", "purpose", "benefit_to_public", "benefit_to_organisation"),
        "seeks_no_benefit",
    ),
    Section.NEED: (*_pairs("need_statement", "exit_plan"), "need_source", "beneficiaries_planned"),
    Section.OFFER: (
        *_pairs("offer_summary", "terms", "segment"),
        "expected_return_type",
        "expected_return_value",
        "attribution_method",
    ),
    Section.STRATEGY: (*_pairs("strategy_summary"), "risks", "sdg", "iso26000"),
    Section.LESSONS: _pairs("lessons"),
}


@dataclass(frozen=True)
class Shape:
    """What is a kind's own."""

    letter: str
    section: Section
    fields: frozenset[str]


SHAPES: dict[Kind, Shape] = {
    Kind.COMMUNAL: Shape(
        letter="C",
        section=Section.NEED,
        fields=frozenset({*SECTION_FIELDS[Section.NEED], "seeks_no_benefit", "contributions"}),
    ),
    Kind.EXCHANGE: Shape(
        letter="X",
        section=Section.OFFER,
        fields=frozenset({*SECTION_FIELDS[Section.OFFER], "promotions", "redemptions"}),
    ),
}

# what a communal campaign never has, by whatever way it comes (domain: return fields)
RETURN_FIELDS = frozenset(
    {"expected_return_type", "expected_return_value", "attribution_method", "promotions", "redemptions"}
)

NO_RETURN = mark("A communal campaign expects nothing back: it has no field for a return.")
NOT_OF_KIND = mark("A campaign of the kind “%(kind)s” has no such field.")
NO_SUCH_SECTION = mark("A campaign of the kind “%(kind)s” has no such section.")
TEAM_DOES_NOT_RUN = mark("This team does not run campaigns of the kind “%(kind)s”.")


def other(kind: Kind) -> Kind:
    """The other kind."""
    return Kind.EXCHANGE if kind == Kind.COMMUNAL else Kind.COMMUNAL


def sections(kind: Kind) -> tuple[Section, ...]:
    """The sections a campaign of the kind has, in reading order."""
    return tuple(section for section in Section if section != SHAPES[other(kind)].section)


def fields(kind: Kind, section: Section) -> tuple[str, ...]:
    """The columns that a section of a campaign of the kind holds."""
    foreign = SHAPES[other(kind)].fields
    return tuple(key for key in SECTION_FIELDS[section] if key not in foreign)


def expect_section(kind: Kind, section: Section) -> None:
    """Refuse a section that the kind does not have."""
    if section not in sections(kind):
        raise Refusal(NO_SUCH_SECTION, kind=KIND_NAMES[kind])


def expect_fields(kind: Kind, values: Mapping[str, object]) -> None:
    """Refuse a value for a field that the kind does not have; an empty one is no value."""
    for key, value in values.items():
        if value in (None, "", False) or key not in SHAPES[other(kind)].fields:
            continue
        if kind == Kind.COMMUNAL and key in RETURN_FIELDS:
            raise Refusal(NO_RETURN, field=key)
        raise Refusal(NOT_OF_KIND, field=key, kind=KIND_NAMES[kind])


def may_run(team: Team, kind: Kind) -> bool:
    """Whether the team's campaigns may be of this kind."""
    return team.runs(kind)


def expect_runs(team: Team, kind: Kind) -> None:
    """Refuse a team that does not run the kind."""
    if not may_run(team, kind):
        raise Refusal(TEAM_DOES_NOT_RUN, field="team", kind=KIND_NAMES[kind])


def code(kind: Kind, year: int, number: int) -> str:
    """`C-2026-007`: the kind's letter, the year of its start (CE), its number among those."""
    return f"{SHAPES[kind].letter}-{year}-{number:03}"
