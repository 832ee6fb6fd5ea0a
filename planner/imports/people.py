"""A row of the list of stakeholders, as what it says about one of them.

What people put into one cell is parted here (titles, nicknames, full names), but only into columns that the file
does not have itself: a list that went out from here comes in again cell by cell as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from planner import text
from planner.i18n import mark
from planner.imports import names
from planner.imports.cells import Understood
from planner.imports.rows import Wrong
from planner.lists.stakeholder_columns import consent_key
from planner.stakeholders.sections import MOST_ADDRESSES
from planner.stakeholders.words import ConsentPurpose, StakeholderKind

KEEP_TEN = mark("Keep the ten that are used.")

PERSON = StakeholderKind.PERSON.value
_PAIRS = (("given_th", "given_latin"), ("family_th", "family_latin"), ("nickname_th", "nickname_latin"))
_OF_PEOPLE = ("given_th", "family_th", "nickname_th", "given_latin", "family_latin", "nickname_latin")
_PLACE = ("position_th", "position_en", "started_on")
_ELSEWHERE = {
    "number",
    "organisation",
    "owner",
    "do_not_contact",
    "do_not_contact_reason",
    "consent_on",
    "full_name",
}
_NOT_SAID = {"line", "wrong", "digest"}
_CONSENTS = {consent_key(purpose): purpose.value for purpose in ConsentPurpose}


@dataclass
class Prepared:
    """What a row says, plain (as JSON holds it): columns of the record, and what else there is to it.

    Rows of one `digest` say the same.
    """

    line: int
    kind: str
    columns: dict[str, Any]
    number: int | None = None
    owner: str | None = None
    organisation: str | None = None
    place: dict[str, str] = field(default_factory=dict)
    bars_contact: bool | None = None
    bar_reason: str | None = None
    consents: dict[str, str] = field(default_factory=dict)
    consent_on: str | None = None
    wrong: list[Wrong] = field(default_factory=list)
    digest: bytes = b""

    @property
    def said(self) -> dict[str, Any]:
        """Everything but where it stood: two rows that say the same say it once."""
        return {key: value for key, value in vars(self).items() if key not in _NOT_SAID}

    @property
    def label(self) -> str:
        """What the row is called, for people."""
        given = self.columns.get
        thai = [given("given_th"), given("family_th"), given("organisation_name_th")]
        latin = [given("given_latin"), given("family_latin"), given("organisation_name_en")]
        return (
            " ".join(filter(None, thai)) or " ".join(filter(None, latin)) or str((given("emails") or [""])[0])
        )


@dataclass(frozen=True)
class Usual:
    """What holds for rows that do not say it themselves."""

    category: str | None = None
    interest_or_concern: str | None = None
    kind: str | None = None


def prepared(row: Understood, given: frozenset[str], usual: Usual) -> Prepared:
    """What the row says; `given` are the columns that the file has."""
    values = dict(row.values)
    kind = values.pop("kind", None) or usual.kind or _kind(values)
    if kind == PERSON:
        _part(values, given)
        if "organisation" not in values and (body := values.get("name_th") or values.get("name_en")):
            values["organisation"] = body
    else:
        _gather(values)
    found = Prepared(
        row.line,
        kind,
        {key: value for key, value in values.items() if _is_column(key, kind)},
        number=values.get("number"),
        # as it is compared, so that it does not tell two rows apart
        owner=values["owner"].casefold() if "owner" in values else None,
        bars_contact=values.get("do_not_contact"),
        bar_reason=values.get("do_not_contact_reason"),
        consents={_CONSENTS[key]: value for key, value in values.items() if key in _CONSENTS},
        consent_on=values.get("consent_on"),
        wrong=list(row.wrong),
    )
    if kind == PERSON:
        found.organisation = values.get("organisation")
        found.place = {key: values[key] for key in _PLACE if key in values}
    else:
        for ours, theirs in (("organisation_name_th", "name_th"), ("organisation_name_en", "name_en")):
            if theirs in values:
                found.columns[ours] = values[theirs]
    for key in ("emails", "phones"):
        if len(found.columns.get(key, ())) > MOST_ADDRESSES:
            found.wrong.append(Wrong(KEEP_TEN))
    return found


def _is_column(key: str, kind: str) -> bool:
    if key in _ELSEWHERE or key in _CONSENTS or key in _PLACE or key in {"name_th", "name_en"}:
        return False
    return kind == PERSON or key not in _OF_PEOPLE


def _kind(values: dict[str, Any]) -> str:
    """Without a column that says it: whoever has a name of their own is a person, the rest are organisations."""
    if any(key in values for key in ("full_name", "given_th", "family_th", "given_latin", "family_latin")):
        return PERSON
    bodies = ("name_th", "name_en", "organisation")
    return StakeholderKind.ORGANISATION.value if any(key in values for key in bodies) else PERSON


def _part(values: dict[str, Any], given: frozenset[str]) -> None:
    """Part what one cell holds of a person's name."""
    own = "given_th" in values or "given_latin" in values
    is_whole = not {"family_th", "family_latin", "full_name"} & given
    if "full_name" in values and not own:
        _put(values, names.parted(values["full_name"]))
    for key in ("given_th", "given_latin"):
        written = values.get(key)
        if written is None:
            continue
        if is_whole and " " in written:
            del values[key]
            _put(values, names.parted(written))
            continue
        if not {"nickname_th", "nickname_latin"} & given:
            written, nickname = names.without_nickname(written)
            _put_nickname(values, nickname)
        if "title" not in given:
            title, written = names.without_title(written)
            if title:
                values.setdefault("title", title)
        values[key] = written
    for thai, latin in _PAIRS:
        _by_script(values, given, thai, latin)


def _put(values: dict[str, Any], name: names.Name) -> None:
    script = "th" if name.is_thai else "latin"
    for key, part in (
        (f"given_{script}", name.given),
        (f"family_{script}", name.family),
        ("title", name.title),
    ):
        if part:
            values.setdefault(key, part)
    _put_nickname(values, name.nickname)


def _put_nickname(values: dict[str, Any], nickname: str | None) -> None:
    if nickname:
        values.setdefault("nickname_th" if names.is_thai(nickname) else "nickname_latin", nickname)


def _by_script(values: dict[str, Any], given: frozenset[str], thai: str, latin: str) -> None:
    """A name in the other script than its column's goes where it belongs, unless the file has a column for that."""
    if latin not in given and latin not in values and text.tongue_of(values.get(thai, "")) == "en":
        values[latin] = values.pop(thai)
    elif thai not in given and thai not in values and names.is_thai(values.get(latin, "")):
        values[thai] = values.pop(latin)


def _gather(values: dict[str, Any]) -> None:
    """A body's name may stand in the columns of people's names, or in that of what people belong to."""
    if "name_th" in values or "name_en" in values:
        return
    parts = [values.get("full_name"), values.get("given_th"), values.get("family_th")]
    name = " ".join(filter(None, parts)) or values.get("given_latin") or values.get("organisation")
    if name:
        values["name_th" if names.is_thai(name) else "name_en"] = name
