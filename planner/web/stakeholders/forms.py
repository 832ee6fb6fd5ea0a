"""Forms about stakeholders: the first one, and one for each section of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField

from planner import clock, dates
from planner.dates import Era
from planner.i18n import Language, mark
from planner.stakeholders import consents
from planner.stakeholders.actions import Place, Said
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.sections import Assessment, Background, Identity, NewStakeholder, Reach
from planner.stakeholders.words import (
    Attitude,
    Category,
    Channel,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    Engagement,
    StakeholderKind,
)
from planner.web import language
from planner.web.fields import Choice, Day, Line, Needed, Paragraph, RecordChoice, Tick, TimeOfDay, Zone
from planner.web.forms import OnceForm, PlannerForm
from planner.web.stakeholders.fields import Email, Phone, Picked, Scale, Several, YesOrNo

NAME_LIMIT = 120
CHOOSE_CATEGORY = mark("Choose a category")
GIVEN_NAME = mark("Give their given name, in Thai or in Latin script.")
CONCERN = mark("Say what they are interested in or concerned about.")
CONCERN_HINT = mark("In a sentence or two: what they want, what worries them, what they have said.")


class _PersonNames:
    """A person's names in both scripts; the given name comes first and names them."""

    given_th = Line(mark("Given name (Thai)"), longest=NAME_LIMIT)
    family_th = Line(mark("Family name (Thai)"), longest=NAME_LIMIT)
    given_latin = Line(mark("Given name (Latin script)"), longest=NAME_LIMIT)
    family_latin = Line(mark("Family name (Latin script)"), longest=NAME_LIMIT)


class _BodyNames:
    """The name of an organisation or a public."""

    name_th = Line(mark("Name (Thai)"))
    name_en = Line(mark("Name (English)"))


class _Concern:
    """What they are to us, and what they care about."""

    category = Choice(
        mark("Category"), Category, needed=False, empty=CHOOSE_CATEGORY, validators=[Needed(CHOOSE_CATEGORY)]
    )
    interest_or_concern = Paragraph(
        mark("Interest or concern"), description=CONCERN_HINT, validators=[Needed(CONCERN)]
    )


class _OneWay:
    """One way to reach them."""

    email = Email(mark("E-mail"))
    phone = Phone(mark("Phone"))
    line_id = Line(mark("LINE ID"), longest=60)


class _Seen:
    """Those who were shown as perhaps the same one."""

    seen = HiddenField()

    def has_seen(self, ids: Iterable[int]) -> bool:
        """Whether the person was shown all of these; if not, they count as shown from now on."""
        shown = set(str(self.seen.data or "").split())
        wanted = [str(one) for one in ids]
        self.seen.data = " ".join(wanted)
        self.seen.raw_data = None
        return shown.issuperset(wanted)


class NewPersonForm(_PersonNames, _Concern, _OneWay, _Seen, OnceForm):
    """A person is taken up."""

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) & _has_given_name(self)


class NewBodyForm(_BodyNames, _Concern, _OneWay, _Seen, OnceForm):
    """An organisation or a public is taken up."""

    needed_pairs = ("name",)


class PersonForm(_PersonNames, _Concern, PlannerForm):
    """Who a person is."""

    title = Line(mark("Title before the name"), longest=60, description=mark("Such as Dr. or พ.ต.อ."))
    nickname_th = Line(mark("Nickname (Thai)"), longest=60)
    nickname_latin = Line(mark("Nickname (Latin script)"), longest=60)
    address_as = Line(
        mark("Addressed as"),
        longest=NAME_LIMIT,
        description=mark("Where they wish for something else than คุณ and their given name."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) & _has_given_name(self)

    def to_data(self) -> Identity:
        """What was typed."""
        return Identity(**_filled(self, Identity))


class BodyForm(_BodyNames, _Concern, PlannerForm):
    """Who an organisation or a public is."""

    needed_pairs = ("name",)

    def to_data(self) -> Identity:
        """What was typed."""
        return Identity(**_filled(self, Identity))


class ReachForm(PlannerForm):
    """How they are reached and written to."""

    emails = Several(Email(mark("E-mail")), mark("E-mail addresses"))
    phones = Several(Phone(mark("Phone")), mark("Telephone numbers"))
    line_id = Line(mark("LINE ID"), longest=60)
    preferred_channel = Choice(mark("Preferred way to reach them"), Channel, needed=False)
    language = Choice(mark("Language they are written to in"), Language)
    date_era = Choice(mark("Era of dates"), Era)
    timezone = Zone(mark("Time zone"), needed=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.emails.open_a_row()
        self.phones.open_a_row()

    def to_data(self) -> Reach:
        """What was typed."""
        given = _filled(self, Reach) | {"emails": self.emails.filled, "phones": self.phones.filled}
        return Reach(**given)


class AssessmentForm(PlannerForm):
    """Where they stand, as the office judges it."""

    power = Scale(mark("Power"), description=mark("How much they can further or stop what we do."))
    interest = Scale(mark("Interest"), description=mark("How much it matters to them."))
    legitimacy = YesOrNo(
        mark("Legitimacy"), description=mark("Is their claim right and proper in the eyes of others?")
    )
    urgency = YesOrNo(mark("Urgency"), description=mark("Does it press, and do they press it?"))
    attitude = Choice(mark("Attitude"), Attitude, needed=False)
    engagement_current = Choice(mark("Engagement now"), Engagement, needed=False)
    engagement_desired = Choice(mark("Desired engagement"), Engagement, needed=False)

    @classmethod
    def prefill(cls, record: Stakeholder) -> dict[str, Any]:
        return super().prefill(record) | {
            "legitimacy": YesOrNo.key(record.has_legitimacy),
            "urgency": YesOrNo.key(record.has_urgency),
        }

    def to_data(self) -> Assessment:
        """What was chosen."""
        given = _filled(self, Assessment)
        return Assessment(**given, has_legitimacy=self.legitimacy.answer, has_urgency=self.urgency.answer)


class ContactForm(PlannerForm):
    """Why they must not be contacted."""

    reason = Paragraph(
        mark("Reason"),
        needed=True,
        longest=2_000,
        description=mark("What they said and when. It stands on their page, and in the history."),
    )

    @classmethod
    def prefill(cls, record: Stakeholder) -> dict[str, Any]:
        return {"reason": record.do_not_contact_reason}


class BackgroundForm(PlannerForm):
    """What else the office wants to remember."""

    owner = RecordChoice(mark("Looked after by"), needed=False, empty=mark("Nobody yet"))
    origin_channel = Line(mark("How we met"), longest=NAME_LIMIT)
    self_selected = Tick(mark("They asked to be added"))
    external_ref = Line(
        mark("Reference elsewhere"), longest=NAME_LIMIT, description=mark("Such as a customer number.")
    )
    internal_notes = Paragraph(
        mark("Internal notes"), description=mark("Never leave the house. Write what they may read one day.")
    )

    @classmethod
    def prefill(cls, record: Stakeholder) -> dict[str, Any]:
        return super().prefill(record) | {"self_selected": record.is_self_selected}

    def to_data(self) -> Background:
        """What was typed."""
        given = _filled(self, Background)
        return Background(**given, owner_id=self.owner.data, is_self_selected=self.self_selected.data)


class _PlaceFields:
    """What a person is somewhere, and when."""

    position_th = Line(mark("Position (Thai)"))
    position_en = Line(mark("Position (English)"))
    started_on = Day(mark("Since"), as_it_was=True)
    ended_on = Day(mark("Until"), as_it_was=True)


class PlaceForm(_PlaceFields, PlannerForm):
    """An affiliation is changed."""

    def to_data(self) -> Place:
        """What was typed."""
        return Place(**_filled(self, Place))


class NewAffiliationForm(_PlaceFields, OnceForm):
    """Somebody belongs somewhere."""

    other = Picked(mark("Organisation or person"))

    def to_data(self) -> Place:
        """What was typed."""
        return Place(**_filled(self, Place))


class ConsentForm(OnceForm):
    """What somebody said about one purpose."""

    purpose = Choice(mark("Purpose"), ConsentPurpose)
    state = Choice(mark("What they said"), ConsentState, only=consents.SAID)
    method = Choice(mark("How they said it"), ConsentMethod)
    text_version = Line(
        mark("Version of the text"),
        needed=True,
        longest=40,
        description=mark("Which wording they were shown or told, for example 2026-05."),
    )
    language = Choice(mark("Language of the text"), Language)
    said_on = Day(mark("Day"), as_it_was=True, needed=True)
    said_time = TimeOfDay(mark("Time"), needed=True)

    @classmethod
    def now(cls, language_: Language) -> dict[str, Any]:
        """The controls at first: this moment on the reader's clock, in the stakeholder's language."""
        day, moment = dates.instant_to_local(clock.now(), dates.zone(language.zone()))
        return {"said_on": day, "said_time": moment, "language": language_}

    def to_data(self) -> Said:
        """What was typed; the moment is one on the reader's clock."""
        said_on, said_time = self.said_on.data, self.said_time.data
        if said_on is None or said_time is None:  # pragma: no cover - the form has refused it
            raise ValueError("a consent has its moment")
        said_at = dates.local_to_instant(said_on, said_time, dates.zone(language.zone()))
        return Said(**_filled(self, Said), said_at=said_at)


NEW_FORMS: dict[StakeholderKind, type[NewPersonForm | NewBodyForm]] = {
    StakeholderKind.PERSON: NewPersonForm,
    StakeholderKind.ORGANISATION: NewBodyForm,
    StakeholderKind.PUBLIC: NewBodyForm,
}


def identity_form(kind: StakeholderKind) -> type[PersonForm | BodyForm]:
    """The form that says who a stakeholder of this kind is."""
    return PersonForm if kind == StakeholderKind.PERSON else BodyForm


def new_data(form: NewPersonForm | NewBodyForm, kind: StakeholderKind) -> NewStakeholder:
    """What was typed in the first form."""
    return NewStakeholder(kind=kind, **_filled(form, NewStakeholder))


def _has_given_name(form: Any) -> bool:
    pair = [form.given_th, form.given_latin]
    if any(field.data or field.errors for field in pair):
        return True
    form.given_th.errors = [*form.given_th.errors, language.say(GIVEN_NAME)]
    return False


def _filled(form: PlannerForm, shape: Any) -> dict[str, Any]:
    """The values of the controls that the data has places for."""
    return {key: form[key].data for key in shape.__dataclass_fields__ if key in form}
