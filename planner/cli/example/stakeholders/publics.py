"""Groups addressed as one."""

from __future__ import annotations

from functools import partial

from planner.cli.example.shapes import Both, Known
from planner.cli.example.stakeholders.telling import abroad, marks
from planner.dates import HOME_ZONE
from planner.stakeholders.sections import Reach
from planner.stakeholders.words import Attitude, Category, Channel, Engagement, StakeholderKind

_public = partial(Known, kind=StakeholderKind.PUBLIC)

PUBLICS = (
    _public(
        key="villagers",
        category=Category.COMMUNITY,
        name=Both("ชาวบ้านท่าตะเคียน หมู่ 4", "Villagers of Ban Tha Takhian, village 4"),
        concern="กลิ่น น้ำ รถบรรทุก และโอกาสทำงานในโรงงานที่อยู่ติดรั้วบ้าน",
        met=-236,
        by="kroekphon",
        reach=Reach(preferred_channel=Channel.IN_PERSON),
        assessment=marks(3, 5, True, True, Attitude.NEUTRAL, Engagement.INFORM, Engagement.INVOLVE),
    ),
    _public(
        key="pupils",
        category=Category.COMMUNITY,
        name=Both("นักเรียนประถมในโรงเรียนโครงการ", "Primary pupils of the project schools"),
        concern="มื้อกลางวันอร่อย อิ่ม และน้ำดื่มที่ไม่มีกลิ่น",
        met=-230,
        by="praewa",
        assessment=marks(1, 4, True, True, Attitude.SUPPORTER, Engagement.INFORM, Engagement.CONSULT),
    ),
    _public(
        key="parents",
        category=Category.COMMUNITY,
        name=Both("ผู้ปกครองนักเรียนโรงเรียนโครงการ", "Parents of the project schools"),
        concern="ลูกได้กินอิ่มและปลอดภัย อยากรู้ว่าในจานมีอะไร",
        met=-147,
        by="praewa",
        reach=Reach(preferred_channel=Channel.LINE, line_id="parents-thatakhian"),
        assessment=marks(2, 5, True, False, Attitude.SUPPORTER, Engagement.INFORM, Engagement.INVOLVE),
    ),
    _public(
        key="farmers",
        category=Category.SUPPLIER,
        name=Both("ชาวนาลุ่มน้ำบึงเสนา", "Rice farmers of the Bueng Sena basin"),
        concern="ต้นทุนน้ำมันสูบน้ำ ราคาข้าว และความเสี่ยงเมื่อเปลี่ยนวิธีทำนา",
        met=-218,
        by="kroekphon",
        reach=Reach(preferred_channel=Channel.IN_PERSON),
        assessment=marks(3, 4, True, True, Attitude.NEUTRAL, Engagement.CONSULT, Engagement.COLLABORATE),
    ),
    _public(
        key="plant_staff",
        category=Category.EMPLOYEE,
        name=Both("พนักงานโรงงานนครราชสีมา", "Employees of the Nakhon Ratchasima plant"),
        concern="ความปลอดภัย ตารางกะ และชื่อเสียงของโรงงานในสายตาเพื่อนบ้าน",
        met=-226,
        by="kroekphon",
        reach=Reach(emails=("plant-korat@maniruang.example",), preferred_channel=Channel.IN_PERSON),
        assessment=marks(4, 4, True, False, Attitude.SUPPORTER, Engagement.CONSULT, Engagement.INVOLVE),
    ),
    _public(
        key="volunteers",
        category=Category.EMPLOYEE,
        name=Both("พนักงานอาสามณีรวง", "Maniruang employee volunteers"),
        concern="ได้ลงมือทำจริง ไม่ใช่ไปถือป้าย และรู้ล่วงหน้าว่าต้องไปวันไหน",
        met=-226,
        by="kroekphon",
        reach=Reach(emails=("volunteers@maniruang.example",), preferred_channel=Channel.E_MAIL),
        assessment=marks(2, 5, True, False, Attitude.CHAMPION, Engagement.INVOLVE, Engagement.EMPOWER),
    ),
    _public(
        key="members",
        category=Category.CUSTOMER,
        name=Both("สมาชิกร้านมณีรวง", "Members of the Maniruang stores"),
        concern="ส่วนลดที่ใช้ได้จริง ข้อมูลส่วนตัวไม่ถูกส่งต่อ และของสดทุกวัน",
        met=-178,
        by="nattharika",
        reach=Reach(emails=("members@maniruang.example",), preferred_channel=Channel.LINE),
        assessment=marks(3, 4, True, False, Attitude.SUPPORTER, Engagement.INFORM, Engagement.CONSULT),
    ),
    _public(
        key="office_workers",
        category=Category.CUSTOMER,
        name=Both("คนทำงานออฟฟิศย่านบางพลู", "Office workers around Bang Phlu"),
        concern="มื้อกลางวันที่อุ่นเร็ว ราคาไม่เกินหกสิบเก้าบาท และไม่กินจำเจ",
        met=-86,
        by="nattharika",
        assessment=marks(2, 3, False, False, Attitude.NEUTRAL, Engagement.INFORM, Engagement.CONSULT),
    ),
    _public(
        key="food_press",
        category=Category.MEDIA,
        name=Both("ผู้สื่อข่าวสายอาหารและการค้าปลีก", "Food and retail reporters"),
        concern="ข่าวที่มีคนอ่าน รูปที่ใช้ได้ทันที และคนให้สัมภาษณ์ที่ตอบตรง",
        met=-211,
        by="nattharika",
        reach=Reach(emails=("press@maniruang.example",), preferred_channel=Channel.LINE),
    ),
    _public(
        key="buyers",
        category=Category.CUSTOMER,
        name=Both("ผู้ซื้ออาหารไทยในต่างประเทศ", "Buyers of Thai food abroad"),
        concern="Reliable supply, honest claims, and someone awake in their time zone.",
        met=-82,
        by="hannah",
        reach=abroad("buyers@maniruang.example", "Europe/London"),
        assessment=marks(4, 4, True, False, Attitude.NEUTRAL, Engagement.INFORM, Engagement.CONSULT),
    ),
    _public(
        key="allergic",
        category=Category.GENERAL_PUBLIC,
        name=Both("ผู้แพ้อาหารและครอบครัว", "People with food allergies and their families"),
        concern="ฉลากที่อ่านออกและถูกต้องทุกล็อต เพราะพลาดครั้งเดียวถึงชีวิต",
        met=-40,
        by="nattharika",
        reach=Reach(timezone=HOME_ZONE),
        assessment=marks(2, 5, True, True, Attitude.CRITIC, Engagement.INFORM, Engagement.CONSULT),
    ),
    _public(
        key="home_cooks",
        category=Category.GENERAL_PUBLIC,
        name=Both("คนชอบทำอาหารที่บ้าน", "People who like to cook at home"),
        concern="สูตรที่ทำตามได้จริง วัตถุดิบหาซื้อง่าย และได้อวดฝีมือ",
        met=-177,
        by="nattharika",
    ),
)
