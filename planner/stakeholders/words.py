"""The closed vocabularies of stakeholders, and their names for people."""

from __future__ import annotations

from enum import StrEnum

from planner.i18n import mark


class StakeholderKind(StrEnum):
    """A single person, an organisation, or a group addressed as one."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PUBLIC = "public"


STAKEHOLDER_KIND_NAMES: dict[StakeholderKind, str] = {
    StakeholderKind.PERSON: mark("Person"),
    StakeholderKind.ORGANISATION: mark("Organisation"),
    StakeholderKind.PUBLIC: mark("Public group"),
}
STAKEHOLDER_KIND_MEANINGS: dict[StakeholderKind, str] = {
    StakeholderKind.PERSON: mark("Someone with a name, who can be met and answered"),
    StakeholderKind.ORGANISATION: mark(
        "A body with a name of its own: an agency, a company, a foundation, a paper"
    ),
    StakeholderKind.PUBLIC: mark("A group addressed as one: the people of a village, readers, new parents"),
}


class Category(StrEnum):
    """What they are to the organisation."""

    EMPLOYEE = "employee"
    CUSTOMER = "customer"
    MEDIA = "media"
    COMMUNITY = "community"
    GOVERNMENT = "government"
    REGULATOR = "regulator"
    INVESTOR = "investor"
    SUPPLIER = "supplier"
    PARTNER = "partner"
    NGO_FOUNDATION = "ngo_foundation"
    ACADEMIC = "academic"
    INFLUENCER = "influencer"
    PEER_PROFESSIONAL = "peer_professional"
    GENERAL_PUBLIC = "general_public"


CATEGORY_NAMES: dict[Category, str] = {
    Category.EMPLOYEE: mark("Employee"),
    Category.CUSTOMER: mark("Customer"),
    Category.MEDIA: mark("Media"),
    Category.COMMUNITY: mark("Community"),
    Category.GOVERNMENT: mark("Government"),
    Category.REGULATOR: mark("Regulator"),
    Category.INVESTOR: mark("Investor"),
    Category.SUPPLIER: mark("Supplier"),
    Category.PARTNER: mark("Partner"),
    Category.NGO_FOUNDATION: mark("NGO or foundation"),
    Category.ACADEMIC: mark("Academic"),
    Category.INFLUENCER: mark("Influencer"),
    Category.PEER_PROFESSIONAL: mark("Peer professional"),
    Category.GENERAL_PUBLIC: mark("General public"),
}


class Attitude(StrEnum):
    """How they stand towards the organisation, from champion to opponent."""

    CHAMPION = "champion"
    SUPPORTER = "supporter"
    NEUTRAL = "neutral"
    CRITIC = "critic"
    OPPONENT = "opponent"


ATTITUDE_NAMES: dict[Attitude, str] = {
    Attitude.CHAMPION: mark("Champion"),
    Attitude.SUPPORTER: mark("Supporter"),
    Attitude.NEUTRAL: mark("Neutral"),
    Attitude.CRITIC: mark("Critic"),
    Attitude.OPPONENT: mark("Opponent"),
}


class Engagement(StrEnum):
    """How far they take part, after the IAP2 spectrum."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    COLLABORATE = "collaborate"
    EMPOWER = "empower"


ENGAGEMENT_NAMES: dict[Engagement, str] = {
    Engagement.INFORM: mark("Inform"),
    Engagement.CONSULT: mark("Consult"),
    Engagement.INVOLVE: mark("Involve"),
    Engagement.COLLABORATE: mark("Collaborate"),
    Engagement.EMPOWER: mark("Empower"),
}
ENGAGEMENT_MEANINGS: dict[Engagement, str] = {
    Engagement.INFORM: mark("They are told, plainly and in time"),
    Engagement.CONSULT: mark("They are asked, and hear what became of their answer"),
    Engagement.INVOLVE: mark("Their concerns are worked with throughout"),
    Engagement.COLLABORATE: mark("They decide together with us"),
    Engagement.EMPOWER: mark("They decide; we carry it out"),
}


class Channel(StrEnum):
    """The way they prefer to be reached."""

    E_MAIL = "e_mail"
    PHONE = "phone"
    LINE = "line"
    LETTER = "letter"
    IN_PERSON = "in_person"


CHANNEL_NAMES: dict[Channel, str] = {
    Channel.E_MAIL: mark("E-mail"),
    Channel.PHONE: mark("Phone"),
    Channel.LINE: mark("LINE"),
    Channel.LETTER: mark("Letter"),
    Channel.IN_PERSON: mark("In person"),
}


class StakeholderStatus(StrEnum):
    """Whether the record is in use."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    ERASED = "erased"
    MERGED = "merged"


STAKEHOLDER_STATUS_NAMES: dict[StakeholderStatus, str] = {
    StakeholderStatus.ACTIVE: mark("In use"),
    StakeholderStatus.INACTIVE: mark("Inactive"),
    StakeholderStatus.ERASED: mark("Erased"),
    StakeholderStatus.MERGED: mark("Merged into another"),
}
# of these nothing is shown or written any more
SET_ASIDE = frozenset({StakeholderStatus.ERASED, StakeholderStatus.MERGED})


class PowerInterest(StrEnum):
    """What power and interest together ask for (Mendelow)."""

    MINIMAL_EFFORT = "minimal_effort"
    KEEP_INFORMED = "keep_informed"
    KEEP_SATISFIED = "keep_satisfied"
    KEY_PLAYER = "key_player"


POWER_INTEREST_NAMES: dict[PowerInterest, str] = {
    PowerInterest.MINIMAL_EFFORT: mark("Minimal effort"),
    PowerInterest.KEEP_INFORMED: mark("Keep informed"),
    PowerInterest.KEEP_SATISFIED: mark("Keep satisfied"),
    PowerInterest.KEY_PLAYER: mark("Key player"),
}
POWER_INTEREST_MEANINGS: dict[PowerInterest, str] = {
    PowerInterest.MINIMAL_EFFORT: mark(
        "Little power and little interest. Watch for change; do not fill their letter box."
    ),
    PowerInterest.KEEP_INFORMED: mark(
        "Much interest, little power. Tell them early and answer them; they are often the ones who know."
    ),
    PowerInterest.KEEP_SATISFIED: mark(
        "Much power, little interest. Meet what they need and do not weary them with the rest."
    ),
    PowerInterest.KEY_PLAYER: mark(
        "Much power and much interest. Work with them in person, before decisions, not after."
    ),
}


class Salience(StrEnum):
    """Power, legitimacy and urgency combined (Mitchell, Agle and Wood)."""

    DORMANT = "dormant"
    DISCRETIONARY = "discretionary"
    DEMANDING = "demanding"
    DOMINANT = "dominant"
    DANGEROUS = "dangerous"
    DEPENDENT = "dependent"
    DEFINITIVE = "definitive"
    NONSTAKEHOLDER = "nonstakeholder"


SALIENCE_NAMES: dict[Salience, str] = {
    Salience.DORMANT: mark("Dormant"),
    Salience.DISCRETIONARY: mark("Discretionary"),
    Salience.DEMANDING: mark("Demanding"),
    Salience.DOMINANT: mark("Dominant"),
    Salience.DANGEROUS: mark("Dangerous"),
    Salience.DEPENDENT: mark("Dependent"),
    Salience.DEFINITIVE: mark("Definitive"),
    Salience.NONSTAKEHOLDER: mark("Not a stakeholder"),
}
SALIENCE_MEANINGS: dict[Salience, str] = {
    Salience.DORMANT: mark("Power alone: they could act, but have neither claim nor haste. Stay acquainted."),
    Salience.DISCRETIONARY: mark(
        "Legitimacy alone: the claim is right and nobody presses. It is ours to take up."
    ),
    Salience.DEMANDING: mark(
        "Urgency alone: loud without power or claim. Hear them; do not be ruled by them."
    ),
    Salience.DOMINANT: mark("Power and legitimacy: they expect a regular place in what we do, and have it."),
    Salience.DANGEROUS: mark(
        "Power and urgency without legitimacy: they may force things. Prepare, and keep talking."
    ),
    Salience.DEPENDENT: mark(
        "Legitimacy and urgency without power: they need someone to speak for them. Let it be us."
    ),
    Salience.DEFINITIVE: mark("Power, legitimacy and urgency: they come first, now."),
    Salience.NONSTAKEHOLDER: mark("None of the three for now. Look again when something changes."),
}


class ConsentPurpose(StrEnum):
    """What a consent is for; each purpose is asked separately (PDPA)."""

    EVENT_INVITATIONS = "event_invitations"
    NEWSLETTERS = "newsletters"
    SURVEYS = "surveys"
    PROMOTIONS = "promotions"
    TESTIMONIAL_USE = "testimonial_use"
    PHOTO_VIDEO = "photo_video"
    PUBLIC_PARTNER_LISTING = "public_partner_listing"


CONSENT_PURPOSE_NAMES: dict[ConsentPurpose, str] = {
    ConsentPurpose.EVENT_INVITATIONS: mark("Invitations to events"),
    ConsentPurpose.NEWSLETTERS: mark("Newsletters"),
    ConsentPurpose.SURVEYS: mark("Surveys"),
    ConsentPurpose.PROMOTIONS: mark("Promotions"),
    ConsentPurpose.TESTIMONIAL_USE: mark("Use of testimonials"),
    ConsentPurpose.PHOTO_VIDEO: mark("Photo and video"),
    ConsentPurpose.PUBLIC_PARTNER_LISTING: mark("Being listed as a partner"),
}


class ConsentState(StrEnum):
    """Where a consent stands."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not_asked"
    EXPIRED = "expired"


CONSENT_STATE_NAMES: dict[ConsentState, str] = {
    ConsentState.GIVEN: mark("Consent given"),
    ConsentState.REFUSED: mark("Consent refused"),
    ConsentState.WITHDRAWN: mark("Consent withdrawn"),
    ConsentState.NOT_ASKED: mark("Not asked"),
    ConsentState.EXPIRED: mark("Consent expired"),
}


class ConsentMethod(StrEnum):
    """How a consent reached us."""

    WEB_FORM = "web_form"
    E_MAIL = "e_mail"
    PAPER = "paper"
    SPOKEN_NOTED = "spoken_noted"
    IMPORT_DECLARED = "import_declared"


CONSENT_METHOD_NAMES: dict[ConsentMethod, str] = {
    ConsentMethod.WEB_FORM: mark("Web form"),
    ConsentMethod.E_MAIL: mark("E-mail"),
    ConsentMethod.PAPER: mark("Paper"),
    ConsentMethod.SPOKEN_NOTED: mark("Spoken, noted down"),
    ConsentMethod.IMPORT_DECLARED: mark("Declared at import"),
}
