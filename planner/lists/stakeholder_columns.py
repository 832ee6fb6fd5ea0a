"""The columns of the list of people, organisations and publics."""

from __future__ import annotations

from planner.dates import ERA_NAMES
from planner.i18n import LANGUAGE_NAMES
from planner.lists.column import EMAILS, PHONES, Column, Day, Key, Lines, Read, Whole, Words, YesNo, read_zone
from planner.stakeholders.reach import read_email
from planner.stakeholders.words import (
    ATTITUDE_NAMES,
    CATEGORY_NAMES,
    CHANNEL_NAMES,
    CONSENT_STATE_NAMES,
    ENGAGEMENT_NAMES,
    SET_ASIDE,
    STAKEHOLDER_KIND_NAMES,
    STAKEHOLDER_STATUS_NAMES,
    ConsentPurpose,
    ConsentState,
)

KIND = Key(
    STAKEHOLDER_KIND_NAMES,
    {
        **dict.fromkeys(("คน", "บุคคล", "บุคคลธรรมดา", "individual", "contact"), "person"),
        **dict.fromkeys(
            ("องค์กร", "หน่วยงาน", "บริษัท", "นิติบุคคล", "มูลนิธิ", "company", "organization", "org"),
            "organisation",
        ),
        **dict.fromkeys(("กลุ่ม", "กลุ่มคน", "กลุ่มสาธารณะ", "group"), "public"),
    },
)
CATEGORY = Key(
    CATEGORY_NAMES,
    {
        **dict.fromkeys(("สื่อ", "สื่อมวลชน", "นักข่าว", "ผู้สื่อข่าว", "press", "journalist"), "media"),
        **dict.fromkeys(("พนักงาน", "บุคลากร", "staff"), "employee"),
        **dict.fromkeys(("ลูกค้า", "client"), "customer"),
        **dict.fromkeys(("ชุมชน", "ชาวบ้าน"), "community"),
        **dict.fromkeys(("ราชการ", "หน่วยงานรัฐ", "ภาครัฐ"), "government"),
        **dict.fromkeys(("มูลนิธิ", "องค์กรไม่แสวงหากำไร", "ngo", "foundation"), "ngo_foundation"),
        **dict.fromkeys(("นักวิชาการ", "อาจารย์", "มหาวิทยาลัย", "academia"), "academic"),
        **dict.fromkeys(("คู่ค้า", "ซัพพลายเออร์", "vendor"), "supplier"),
        **dict.fromkeys(("พันธมิตร", "ภาคี"), "partner"),
        **dict.fromkeys(("ประชาชน", "ประชาชนทั่วไป"), "general_public"),
    },
)
CONSENT = Key(
    {state: name for state, name in CONSENT_STATE_NAMES.items() if state != ConsentState.NOT_ASKED},
    {
        **dict.fromkeys(("yes", "y", "1", "true", "ใช่", "ยินยอม", "อนุญาต", "✓", "✔"), "given"),
        **dict.fromkeys(("no", "n", "0", "false", "ไม่", "ไม่ยินยอม", "ไม่อนุญาต", "✗"), "refused"),
        **dict.fromkeys(("ถอน", "ถอนความยินยอม"), "withdrawn"),
    },
)
STATUS = Key({key: name for key, name in STAKEHOLDER_STATUS_NAMES.items() if key not in SET_ASIDE})
_CONSENTS = {
    ConsentPurpose.EVENT_INVITATIONS: ("ยินยอม: คำเชิญร่วมงาน", "Consent: invitations"),
    ConsentPurpose.NEWSLETTERS: ("ยินยอม: จดหมายข่าว", "Consent: newsletters"),
    ConsentPurpose.SURVEYS: ("ยินยอม: แบบสำรวจ", "Consent: surveys"),
    ConsentPurpose.PROMOTIONS: ("ยินยอม: ข่าวโปรโมชัน", "Consent: promotions"),
    ConsentPurpose.TESTIMONIAL_USE: ("ยินยอม: ใช้คำกล่าว", "Consent: testimonials"),
    ConsentPurpose.PHOTO_VIDEO: ("ยินยอม: ภาพถ่ายและวิดีโอ", "Consent: photo and video"),
    ConsentPurpose.PUBLIC_PARTNER_LISTING: ("ยินยอม: ออกชื่อเป็นพันธมิตร", "Consent: listed as partner"),
}
SCALE = Whole(1, 5)


def consent_key(purpose: ConsentPurpose) -> str:
    """The key of the column of one purpose."""
    return f"consent_{purpose.value}"


_WHO = (
    Column("number", "เลขที่ในสัมพันธ์", "Samphan no.", Whole(1), (), 10),
    Column("kind", "ประเภท", "Kind", KIND, ("ชนิด", "type", "บุคคล/องค์กร"), 12),
    Column(
        "external_ref",
        "รหัสอ้างอิง",
        "Reference",
        Words(120),
        ("รหัส", "ref", "code", "external ref", "รหัสสื่อ"),
        14,
    ),
    Column(
        "title",
        "คำนำหน้า",
        "Title",
        Words(60),
        ("คำนำหน้าชื่อ", "ยศ", "ตำแหน่งทางวิชาการ", "prefix", "salutation"),
        10,
    ),
    Column(
        "full_name",
        "ชื่อ-นามสกุล",
        "Full name",
        Words(300),
        ("ชื่อ นามสกุล", "ชื่อและนามสกุล", "ชื่อ-สกุล", "ชื่อสกุล", "รายชื่อ", "name", "contact name", "ผู้ติดต่อ"),
        goes_out=False,
    ),
    Column(
        "given_th",
        "ชื่อ",
        "Given name (Thai)",
        Words(120),
        ("ชื่อ (ไทย)", "ชื่อจริง", "ชื่อตัว", "first name", "given name"),
    ),
    Column(
        "family_th",
        "นามสกุล",
        "Family name (Thai)",
        Words(120),
        ("สกุล", "นามสกุล (ไทย)", "last name", "surname", "family name"),
    ),
    Column("nickname_th", "ชื่อเล่น", "Nickname (Thai)", Words(60), ("ชื่อเล่น (ไทย)", "nickname"), 12),
    Column(
        "given_latin",
        "ชื่อ (อักษรโรมัน)",
        "Given name",
        Words(120),
        ("ชื่อ (อังกฤษ)", "ชื่อภาษาอังกฤษ", "given name (english)", "first name (en)"),
    ),
    Column(
        "family_latin",
        "นามสกุล (อักษรโรมัน)",
        "Family name",
        Words(120),
        ("นามสกุล (อังกฤษ)", "นามสกุลภาษาอังกฤษ", "family name (english)", "last name (en)"),
    ),
    Column(
        "nickname_latin",
        "ชื่อเล่น (อักษรโรมัน)",
        "Nickname",
        Words(60),
        ("ชื่อเล่น (อังกฤษ)", "nickname (english)"),
        12,
    ),
    Column("address_as", "เรียกว่า", "Address as", Words(120), ("คำเรียกขาน",)),
    Column(
        "name_th",
        "ชื่อองค์กรหรือกลุ่ม",
        "Name (Thai)",
        Words(200),
        ("ชื่อหน่วยงาน", "ชื่อองค์กร", "ชื่อบริษัท", "ชื่อกลุ่ม", "ชื่อสำนักข่าว"),
        28,
    ),
    Column(
        "name_en",
        "ชื่อองค์กรหรือกลุ่ม (อังกฤษ)",
        "Name (English)",
        Words(200),
        ("ชื่อองค์กร (อังกฤษ)", "company name"),
        28,
    ),
    Column(
        "organisation",
        "สังกัด",
        "Organisation",
        Words(200),
        (
            "หน่วยงาน",
            "องค์กร",
            "ต้นสังกัด",
            "บริษัท",
            "สำนักข่าว",
            "สื่อ",
            "organization",
            "company",
            "outlet",
            "media outlet",
            "affiliation",
        ),
        28,
    ),
    Column(
        "position_th",
        "ตำแหน่ง",
        "Position (Thai)",
        Words(200),
        ("ตำแหน่ง (ไทย)", "ตำแหน่งงาน", "position", "job title"),
    ),
    Column("position_en", "ตำแหน่ง (อังกฤษ)", "Position", Words(200), ("position (english)", "job title (en)")),
    Column(
        "started_on",
        "สังกัดตั้งแต่",
        "There since",
        Day(),
        ("ตั้งแต่", "วันที่เริ่ม", "เริ่มงาน", "since", "started on"),
        12,
    ),
)
_REACH = (
    Column("category", "กลุ่มผู้มีส่วนได้ส่วนเสีย", "Category", CATEGORY, ("หมวด", "หมวดหมู่", "กลุ่ม", "group")),
    Column(
        "interest_or_concern",
        "ความสนใจหรือข้อกังวล",
        "Interest or concern",
        Lines(),
        ("ความสนใจ", "ข้อกังวล", "สายข่าว", "ประเด็นที่สนใจ", "beat", "interests"),
        30,
    ),
    Column(
        "emails",
        "อีเมล",
        "E-mail",
        EMAILS,
        ("อีเมล์", "อีเมลล์", "email", "e-mail address", "email address", "mail"),
        28,
    ),
    Column(
        "phones",
        "โทรศัพท์",
        "Phone",
        PHONES,
        (
            "เบอร์โทร",
            "เบอร์โทรศัพท์",
            "เบอร์",
            "เบอร์มือถือ",
            "มือถือ",
            "โทร",
            "tel",
            "telephone",
            "mobile",
            "phone number",
        ),
        18,
    ),
    Column("line_id", "ไลน์ไอดี", "LINE ID", Words(60), ("line", "ไลน์", "ไอดีไลน์", "id line"), 14),
    Column("preferred_channel", "ช่องทางที่สะดวก", "Preferred channel", Key(CHANNEL_NAMES), ("ช่องทางติดต่อ",), 14),
    Column(
        "language",
        "ภาษา",
        "Language",
        Key(LANGUAGE_NAMES, {"ไทย": "th", "อังกฤษ": "en", "thai": "th"}),
        (),
        10,
    ),
    Column("date_era", "ศักราช", "Date era", Key(ERA_NAMES), ("ปีศักราช",), 12),
    Column("timezone", "เขตเวลา", "Time zone", Read(read_zone), ("timezone",), 16),
)
_STANDING = (
    Column("attitude", "ท่าที", "Attitude", Key(ATTITUDE_NAMES), ("ทัศนคติ",), 12),
    Column("power", "อำนาจ", "Power", SCALE, ("อิทธิพล",), 8),
    Column("interest", "ระดับความสนใจ", "Interest", SCALE, ("ความสนใจ (1-5)",), 8),
    Column("has_legitimacy", "ความชอบธรรม", "Legitimacy", YesNo(), (), 10),
    Column("has_urgency", "ความเร่งด่วน", "Urgency", YesNo(), (), 10),
    Column("engagement_current", "การมีส่วนร่วมปัจจุบัน", "Engagement now", Key(ENGAGEMENT_NAMES), (), 14),
    Column("engagement_desired", "การมีส่วนร่วมที่ต้องการ", "Engagement wanted", Key(ENGAGEMENT_NAMES), (), 14),
    Column("owner", "ผู้ดูแล", "Looked after by", Read(read_email), ("ผู้รับผิดชอบ", "owner"), 24),
    Column("origin_channel", "รู้จักจาก", "Known from", Words(120), ("ที่มา", "source")),
    Column("is_self_selected", "ติดต่อเข้ามาเอง", "Came forward", YesNo(), (), 10),
    Column("do_not_contact", "ห้ามติดต่อ", "Do not contact", YesNo(), ("งดติดต่อ", "dnc"), 10),
    Column("do_not_contact_reason", "เหตุผลที่ห้ามติดต่อ", "Why not to contact", Lines(), (), 24),
    Column("status", "สถานะ", "Status", STATUS, (), 12),
    *(Column(consent_key(purpose), th, en, CONSENT, (), 16) for purpose, (th, en) in _CONSENTS.items()),
    Column("consent_on", "วันที่ให้ความยินยอม", "Consent on", Day(), ("วันที่ยินยอม",), 12, goes_out=False),
    Column(
        "internal_notes",
        "บันทึกภายใน",
        "Internal notes",
        Lines(),
        ("หมายเหตุ", "โน้ต", "notes", "note", "remark", "remarks"),
        30,
    ),
)

COLUMNS: tuple[Column, ...] = (*_WHO, *_REACH, *_STANDING)
