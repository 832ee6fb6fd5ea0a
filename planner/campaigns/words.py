"""The closed vocabularies of campaigns, and their names for people."""

from __future__ import annotations

from enum import StrEnum

from planner.i18n import mark


class FieldOfWork(StrEnum):
    """The branch of public relations a campaign belongs to."""

    CSR = "csr"
    CRISIS = "crisis"
    ISSUES = "issues"
    EMPLOYEE_RELATIONS = "employee_relations"
    CUSTOMER_RELATIONS = "customer_relations"
    MEDIA_RELATIONS = "media_relations"
    COMMUNITY_RELATIONS = "community_relations"
    INVESTOR_RELATIONS = "investor_relations"
    GOVERNMENT_RELATIONS = "government_relations"
    SUPPLIER_RELATIONS = "supplier_relations"
    PRODUCT_PUBLICITY = "product_publicity"
    SALES_PROMOTION = "sales_promotion"


FIELD_OF_WORK_NAMES: dict[FieldOfWork, str] = {
    FieldOfWork.CSR: mark("CSR"),
    FieldOfWork.CRISIS: mark("Crisis"),
    FieldOfWork.ISSUES: mark("Issues"),
    FieldOfWork.EMPLOYEE_RELATIONS: mark("Employee relations"),
    FieldOfWork.CUSTOMER_RELATIONS: mark("Customer relations"),
    FieldOfWork.MEDIA_RELATIONS: mark("Media relations"),
    FieldOfWork.COMMUNITY_RELATIONS: mark("Community relations"),
    FieldOfWork.INVESTOR_RELATIONS: mark("Investor relations"),
    FieldOfWork.GOVERNMENT_RELATIONS: mark("Government relations"),
    FieldOfWork.SUPPLIER_RELATIONS: mark("Supplier relations"),
    FieldOfWork.PRODUCT_PUBLICITY: mark("Product publicity"),
    FieldOfWork.SALES_PROMOTION: mark("Sales promotion"),
}


class Confidentiality(StrEnum):
    """The widest circle that may know of a campaign."""

    PUBLIC = "public"
    STAKEHOLDERS = "stakeholders"
    TEAM = "team"
    RESTRICTED = "restricted"


CONFIDENTIALITY_NAMES: dict[Confidentiality, str] = {
    Confidentiality.PUBLIC: mark("Open to all"),
    Confidentiality.STAKEHOLDERS: mark("Stakeholders"),
    Confidentiality.TEAM: mark("Team"),
    Confidentiality.RESTRICTED: mark("Restricted"),
}


class EntryKind(StrEnum):
    """What an entry of the budget says of the money: ordered, or paid."""

    COMMITTED = "committed"
    SPENT = "spent"


ENTRY_KIND_NAMES: dict[EntryKind, str] = {
    EntryKind.COMMITTED: mark("Committed: ordered or promised"),
    EntryKind.SPENT: mark("Spent: paid"),
}


class PesoChannel(StrEnum):
    """Where something is said: paid, earned, shared or owned media."""

    PAID = "paid"
    EARNED = "earned"
    SHARED = "shared"
    OWNED = "owned"


PESO_CHANNEL_NAMES: dict[PesoChannel, str] = {
    PesoChannel.PAID: mark("Paid"),
    PesoChannel.EARNED: mark("Earned"),
    PesoChannel.SHARED: mark("Shared"),
    PesoChannel.OWNED: mark("Owned"),
}


class NeedSource(StrEnum):
    """Who says that the public needs it."""

    STATED_BY_STAKEHOLDER = "stated_by_stakeholder"
    THIRD_PARTY_DATA = "third_party_data"
    OUR_ASSESSMENT = "our_assessment"


NEED_SOURCE_NAMES: dict[NeedSource, str] = {
    NeedSource.STATED_BY_STAKEHOLDER: mark("Stated by a stakeholder"),
    NeedSource.THIRD_PARTY_DATA: mark("Data of a third party"),
    NeedSource.OUR_ASSESSMENT: mark("Our own assessment"),
}


class ReturnType(StrEnum):
    """What an exchange campaign expects back."""

    SALES = "sales"
    LEADS = "leads"
    SIGN_UPS = "sign_ups"
    ATTENDANCE = "attendance"
    REFERRALS = "referrals"
    COVERAGE = "coverage"
    PARTNERSHIP_VALUE = "partnership_value"
    DATA_WITH_CONSENT = "data_with_consent"


RETURN_TYPE_NAMES: dict[ReturnType, str] = {
    ReturnType.SALES: mark("Sales"),
    ReturnType.LEADS: mark("Leads"),
    ReturnType.SIGN_UPS: mark("Sign-ups"),
    ReturnType.ATTENDANCE: mark("Attendance"),
    ReturnType.REFERRALS: mark("Referrals"),
    ReturnType.COVERAGE: mark("Coverage"),
    ReturnType.PARTNERSHIP_VALUE: mark("Partnership value"),
    ReturnType.DATA_WITH_CONSENT: mark("Data given with consent"),
}


class Attribution(StrEnum):
    """How the return will be traced to the campaign."""

    PROMO_CODE = "promo_code"
    TRACKED_LINK = "tracked_link"
    SURVEY_ASKED = "survey_asked"
    BEFORE_AFTER = "before_after"
    CONTROL_GROUP = "control_group"
    JUDGEMENT = "judgement"


ATTRIBUTION_NAMES: dict[Attribution, str] = {
    Attribution.PROMO_CODE: mark("Promo code"),
    Attribution.TRACKED_LINK: mark("Tracked link"),
    Attribution.SURVEY_ASKED: mark("Asked in a survey"),
    Attribution.BEFORE_AFTER: mark("Before and after"),
    Attribution.CONTROL_GROUP: mark("Control group"),
    Attribution.JUDGEMENT: mark("Judgement"),
}


class ParticipationRole(StrEnum):
    """What a stakeholder is in a campaign."""

    BENEFICIARY = "beneficiary"
    TARGET_PUBLIC = "target_public"
    PARTNER = "partner"
    SPONSOR = "sponsor"
    SUPPLIER = "supplier"
    MEDIA = "media"
    DECISION_MAKER = "decision_maker"
    INTERNAL = "internal"


PARTICIPATION_ROLE_NAMES: dict[ParticipationRole, str] = {
    ParticipationRole.BENEFICIARY: mark("Beneficiary"),
    ParticipationRole.TARGET_PUBLIC: mark("Target public"),
    ParticipationRole.PARTNER: mark("Partner"),
    ParticipationRole.SPONSOR: mark("Sponsor"),
    ParticipationRole.SUPPLIER: mark("Supplier"),
    ParticipationRole.MEDIA: mark("Media"),
    ParticipationRole.DECISION_MAKER: mark("Decision maker"),
    ParticipationRole.INTERNAL: mark("Internal"),
}


class Strategy(StrEnum):
    """The six ways of cultivating a relationship (Hon and Grunig; Ki and Hon)."""

    ACCESS = "access"
    POSITIVITY = "positivity"
    OPENNESS = "openness"
    SHARING_OF_TASKS = "sharing_of_tasks"
    NETWORKING = "networking"
    ASSURANCES = "assurances"


STRATEGY_NAMES: dict[Strategy, str] = {
    Strategy.ACCESS: mark("Access"),
    Strategy.POSITIVITY: mark("Positivity"),
    Strategy.OPENNESS: mark("Openness"),
    Strategy.SHARING_OF_TASKS: mark("Sharing of tasks"),
    Strategy.NETWORKING: mark("Networking"),
    Strategy.ASSURANCES: mark("Assurances"),
}


class Iso26000(StrEnum):
    """The core subjects of ISO 26000."""

    ORGANIZATIONAL_GOVERNANCE = "organizational_governance"
    HUMAN_RIGHTS = "human_rights"
    LABOUR_PRACTICES = "labour_practices"
    ENVIRONMENT = "environment"
    FAIR_OPERATING_PRACTICES = "fair_operating_practices"
    CONSUMER_ISSUES = "consumer_issues"
    COMMUNITY_INVOLVEMENT_DEVELOPMENT = "community_involvement_development"


ISO26000_NAMES: dict[Iso26000, str] = {
    Iso26000.ORGANIZATIONAL_GOVERNANCE: mark("Organizational governance"),
    Iso26000.HUMAN_RIGHTS: mark("Human rights"),
    Iso26000.LABOUR_PRACTICES: mark("Labour practices"),
    Iso26000.ENVIRONMENT: mark("Environment"),
    Iso26000.FAIR_OPERATING_PRACTICES: mark("Fair operating practices"),
    Iso26000.CONSUMER_ISSUES: mark("Consumer issues"),
    Iso26000.COMMUNITY_INVOLVEMENT_DEVELOPMENT: mark("Community involvement and development"),
}


class Sdg(StrEnum):
    """The sustainable development goals of the United Nations, by number."""

    NO_POVERTY = "1"
    ZERO_HUNGER = "2"
    GOOD_HEALTH = "3"
    QUALITY_EDUCATION = "4"
    GENDER_EQUALITY = "5"
    CLEAN_WATER = "6"
    CLEAN_ENERGY = "7"
    DECENT_WORK = "8"
    INDUSTRY = "9"
    REDUCED_INEQUALITIES = "10"
    SUSTAINABLE_CITIES = "11"
    RESPONSIBLE_CONSUMPTION = "12"
    CLIMATE_ACTION = "13"
    LIFE_BELOW_WATER = "14"
    LIFE_ON_LAND = "15"
    PEACE_AND_JUSTICE = "16"
    PARTNERSHIPS = "17"


SDG_NAMES: dict[Sdg, str] = {
    Sdg.NO_POVERTY: mark("1 No poverty"),
    Sdg.ZERO_HUNGER: mark("2 Zero hunger"),
    Sdg.GOOD_HEALTH: mark("3 Good health and well-being"),
    Sdg.QUALITY_EDUCATION: mark("4 Quality education"),
    Sdg.GENDER_EQUALITY: mark("5 Gender equality"),
    Sdg.CLEAN_WATER: mark("6 Clean water and sanitation"),
    Sdg.CLEAN_ENERGY: mark("7 Affordable and clean energy"),
    Sdg.DECENT_WORK: mark("8 Decent work and economic growth"),
    Sdg.INDUSTRY: mark("9 Industry, innovation and infrastructure"),
    Sdg.REDUCED_INEQUALITIES: mark("10 Reduced inequalities"),
    Sdg.SUSTAINABLE_CITIES: mark("11 Sustainable cities and communities"),
    Sdg.RESPONSIBLE_CONSUMPTION: mark("12 Responsible consumption and production"),
    Sdg.CLIMATE_ACTION: mark("13 Climate action"),
    Sdg.LIFE_BELOW_WATER: mark("14 Life below water"),
    Sdg.LIFE_ON_LAND: mark("15 Life on land"),
    Sdg.PEACE_AND_JUSTICE: mark("16 Peace, justice and strong institutions"),
    Sdg.PARTNERSHIPS: mark("17 Partnerships for the goals"),
}
