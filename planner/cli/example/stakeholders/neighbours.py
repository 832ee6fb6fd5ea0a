"""People around the plants, in schools, offices and farms."""

from __future__ import annotations

from functools import partial

from planner.cli.example.shapes import Belongs, Both, Consented, Known
from planner.cli.example.stakeholders.telling import marks, reached
from planner.dates import Era
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

_person = partial(Known, kind=StakeholderKind.PERSON)

NEIGHBOURS = (
    _person(
        key="kasem",
        category=Category.COMMUNITY,
        title="ผู้ใหญ่บ้าน",
        given=Both("เกษม", "Kasem"),
        family=Both("ทองคำพันธุ์", "Thongkhamphan"),
        address_as="ผู้ใหญ่เกษม",
        concern="น้ำทิ้งจากโรงงานช่วงหน้าฝน รถบรรทุกวิ่งผ่านหมู่บ้านตอนเช้าที่เด็กไปโรงเรียน และงานให้คนหนุ่มสาวในหมู่บ้าน",
        met=-236,
        by="kroekphon",
        reach=reached(
            "kasem@thatakhian.example", phone="044 000 104", line="kasem.moo4", by=Channel.IN_PERSON
        ),
        assessment=marks(4, 5, True, False, Attitude.SUPPORTER, Engagement.INVOLVE, Engagement.COLLABORATE),
        origin="เวทีประชาคมหมู่บ้าน",
        notes="ชอบให้ไปหาที่บ้านก่อนประชุม อย่าส่งหนังสือราชการไปเฉย ๆ",
        belongs=(Belongs(to="villagers", position=Both("ผู้ใหญ่บ้าน หมู่ 4", "Head of village 4"), since=-1900),),
        consents=(
            Consented(ConsentPurpose.EVENT_INVITATIONS, ConsentState.GIVEN, ConsentMethod.SPOKEN_NOTED, -230),
            Consented(ConsentPurpose.PHOTO_VIDEO, ConsentState.GIVEN, ConsentMethod.PAPER, -118),
        ),
    ),
    _person(
        key="saengduean",
        category=Category.COMMUNITY,
        given=Both("แสงเดือน", "Saengduean"),
        family=Both("ชูศรี", "Chusi"),
        nickname=Both("เดือน", "Duean"),
        address_as="พี่เดือน",
        concern="ภาวะเตี้ยและผอมของเด็กเล็กในตำบล อยากให้มื้อกลางวันมีผักและไข่ทุกวัน",
        met=-140,
        by="praewa",
        reach=reached(phone="044 000 118", line="duean.osm", by=Channel.LINE),
        assessment=marks(2, 5, True, True, Attitude.CHAMPION, Engagement.INVOLVE, Engagement.INVOLVE),
        origin="แนะนำโดยผู้ใหญ่เกษม",
        belongs=(
            Belongs(
                to="villagers",
                position=Both("ประธานอาสาสมัครสาธารณสุขหมู่บ้าน", "Chair of the village health volunteers"),
                since=-2400,
            ),
        ),
        consents=(
            Consented(ConsentPurpose.EVENT_INVITATIONS, ConsentState.GIVEN, ConsentMethod.PAPER, -132),
            Consented(ConsentPurpose.TESTIMONIAL_USE, ConsentState.GIVEN, ConsentMethod.PAPER, -60),
        ),
    ),
    _person(
        key="bunma",
        category=Category.COMMUNITY,
        title="ผู้ใหญ่บ้าน",
        given=Both("บุญมา", "Bunma"),
        family=Both("แก้วใส", "Kaeosai"),
        address_as="ผู้ใหญ่บุญมา",
        concern="ต้นทุนสูบน้ำเข้านา และกลัวว่าลดน้ำแล้วผลผลิตจะตก",
        met=-231,
        by="kroekphon",
        reach=reached(phone="056 000 121", by=Channel.PHONE),
        assessment=marks(3, 4, True, False, Attitude.NEUTRAL, Engagement.CONSULT, Engagement.COLLABORATE),
        belongs=(
            Belongs(to="farmers", position=Both("ผู้ใหญ่บ้านบึงเสนา", "Head of Bueng Sena village"), since=-1500),
        ),
    ),
    _person(
        key="kraison",
        category=Category.COMMUNITY,
        given=Both("ไกรสร", "Kraison"),
        family=Both("หาญกล้า", "Hankla"),
        concern="กลิ่นและสีของน้ำในคลองตะเคียน ต้องการผลตรวจคุณภาพน้ำจากคนกลาง ไม่ใช่จากบริษัทเอง",
        met=-198,
        by="kroekphon",
        reach=reached("kraison@khlongtakhian.example", phone="044 000 127", by=Channel.PHONE),
        assessment=marks(3, 5, True, True, Attitude.CRITIC, Engagement.INFORM, Engagement.INVOLVE),
        origin="โพสต์ร้องเรียนในกลุ่มชุมชนออนไลน์",
        notes="พูดตรง ตรวจตัวเลขเอง หากสัญญาอะไรต้องลงวันที่และทำตามทุกครั้ง",
        is_self_selected=True,
        belongs=(
            Belongs(
                to="villagers",
                position=Both("ประธานกลุ่มผู้ใช้น้ำคลองตะเคียน", "Chair of the Khlong Takhian water users"),
                since=-900,
            ),
        ),
    ),
    _person(
        key="abbot",
        category=Category.COMMUNITY,
        given=Both("พระครูโพธิวรคุณ", "Phra Khru Phothiworakhun"),
        address_as="ท่านพระครู",
        concern="โรงเรียนวัดมีน้ำดื่มพอตลอดปี และอยากให้คนในชุมชนดูแลเครื่องกรองเองได้",
        met=-233,
        by="praewa",
        reach=reached(phone="056 000 133", by=Channel.IN_PERSON),
        assessment=marks(4, 3, True, False, Attitude.SUPPORTER, Engagement.CONSULT, Engagement.INVOLVE),
        belongs=(
            Belongs(
                to="temple_foundation", position=Both("ประธานมูลนิธิ", "Chair of the foundation"), since=-3300
            ),
        ),
    ),
    _person(
        key="praiwan",
        category=Category.ACADEMIC,
        given=Both("ไพรวัลย์", "Praiwan"),
        family=Both("สุขเกษม", "Sukkasem"),
        address_as="ผอ. ไพรวัลย์",
        concern="งบอาหารกลางวันต่อหัวไม่พอ ครูต้องทำกับข้าวเองจนไม่มีเวลาเตรียมสอน",
        met=-150,
        by="praewa",
        reach=reached("praiwan@bantt-school.example", phone="044 000 140"),
        assessment=marks(4, 5, True, True, Attitude.CHAMPION, Engagement.COLLABORATE, Engagement.COLLABORATE),
        belongs=(Belongs(to="school", position=Both("ผู้อำนวยการโรงเรียน", "Head teacher"), since=-1100),),
        consents=(
            Consented(ConsentPurpose.EVENT_INVITATIONS, ConsentState.GIVEN, ConsentMethod.PAPER, -145),
            Consented(ConsentPurpose.PHOTO_VIDEO, ConsentState.GIVEN, ConsentMethod.PAPER, -145),
            Consented(ConsentPurpose.TESTIMONIAL_USE, ConsentState.GIVEN, ConsentMethod.E_MAIL, -44),
        ),
    ),
    _person(
        key="ueangfa",
        category=Category.ACADEMIC,
        given=Both("เอื้องฟ้า", "Ueangfa"),
        family=Both("ดวงแก้ว", "Duangkaeo"),
        address_as="ครูเอื้องฟ้า",
        concern="เด็กกลับบ้านไปกินขนมกรุบกรอบแทนข้าว อยากได้เมนูที่เด็กชอบและมีผักจริง",
        met=-228,
        by="praewa",
        reach=reached("ueangfa@watpho-school.example", line="kru.ueangfa", by=Channel.LINE),
        belongs=(
            Belongs(
                to="school_river",
                position=Both("ครูอนามัยและโภชนาการ", "Health and nutrition teacher"),
                since=-800,
            ),
        ),
        consents=(Consented(ConsentPurpose.PHOTO_VIDEO, ConsentState.REFUSED, ConsentMethod.PAPER, -201),),
    ),
    _person(
        key="thirawat",
        category=Category.ACADEMIC,
        title="ผศ. ดร.",
        given=Both("ธีรวัฒน์", "Thirawat"),
        family=Both("กุลวานิช", "Kunlawanit"),
        address_as="อาจารย์ธีรวัฒน์",
        concern="ข้อมูลน้ำและผลผลิตที่เก็บจากแปลงจริงต้องเผยแพร่ได้ แม้ผลจะไม่เป็นอย่างที่หวัง",
        met=-96,
        by="kroekphon",
        reach=reached("thirawat@lumnamklang.example", phone="056 000 152", era=Era.BOTH),
        assessment=marks(3, 4, True, False, Attitude.SUPPORTER, Engagement.CONSULT, Engagement.COLLABORATE),
        belongs=(
            Belongs(to="university", position=Both("ผู้ช่วยศาสตราจารย์", "Assistant professor"), since=-2000),
        ),
        consents=(
            Consented(ConsentPurpose.PUBLIC_PARTNER_LISTING, ConsentState.GIVEN, ConsentMethod.E_MAIL, -40),
        ),
    ),
    _person(
        key="dechawut",
        category=Category.GOVERNMENT,
        title="นายอำเภอ",
        given=Both("เดชาวุธ", "Dechawut"),
        family=Both("นิลสุวรรณ", "Ninsuwan"),
        address_as="ท่านนายอำเภอ",
        concern="ความเดือดร้อนของประชาชนรอบโรงงาน และตัวชี้วัดคุณภาพชีวิตของอำเภอ",
        met=-190,
        by="orawan",
        reach=reached("dechawut@nongkrathum.example", phone="044 000 160", by=Channel.LETTER),
        assessment=marks(5, 3, True, False, Attitude.NEUTRAL, Engagement.INFORM, Engagement.CONSULT),
    ),
    _person(
        key="ueamphon",
        category=Category.GOVERNMENT,
        title="นักวิชาการสาธารณสุข",
        given=Both("เอื้อมพร", "Ueamphon"),
        family=Both("ศรีสว่าง", "Sisawang"),
        concern="มาตรฐานความสะอาดของครัวโรงเรียน และผลชั่งน้ำหนักวัดส่วนสูงต้องส่งตรงเวลา",
        met=-148,
        by="praewa",
        reach=reached("ueamphon@nkt-health.example", phone="044 000 166"),
        assessment=marks(4, 4, True, False, Attitude.SUPPORTER, Engagement.INVOLVE, Engagement.COLLABORATE),
        belongs=(
            Belongs(
                to="district_health",
                position=Both("หัวหน้างานส่งเสริมสุขภาพ", "Head of health promotion"),
                since=-700,
            ),
        ),
    ),
    _person(
        key="somphon",
        category=Category.EMPLOYEE,
        given=Both("สมพร", "Somphon"),
        family=Both("ใจกว้าง", "Chaikwang"),
        nickname=Both("ต้อม", "Tom"),
        address_as="พี่ต้อม",
        concern="ชั่วโมงอาสาต้องนับเป็นเวลางานจริง และอย่าให้เป็นงานบังคับ",
        met=-225,
        by="kroekphon",
        reach=reached("somphon.c@maniruang.example", line="tom.volunteer", by=Channel.LINE),
        assessment=marks(2, 4, True, False, Attitude.CHAMPION, Engagement.INVOLVE, Engagement.EMPOWER),
        belongs=(
            Belongs(to="plant_staff", position=Both("หัวหน้ากะบรรจุภัณฑ์", "Packing shift leader"), since=-3000),
            Belongs(
                to="volunteers", position=Both("ประธานชมรมอาสา", "Chair of the volunteers’ club"), since=-400
            ),
        ),
    ),
    _person(
        key="chaithip",
        category=Category.SUPPLIER,
        given=Both("ใจทิพย์", "Chaithip"),
        family=Both("แสงทอง", "Saengthong"),
        concern="ราคารับซื้อข้าวที่คาดการณ์ได้ และจ่ายเงินภายในสิบห้าวัน",
        met=-219,
        by="kroekphon",
        reach=reached("chaithip@buengsena-coop.example", phone="056 000 171", by=Channel.PHONE),
        assessment=marks(4, 4, True, False, Attitude.SUPPORTER, Engagement.CONSULT, Engagement.COLLABORATE),
        belongs=(
            Belongs(to="coop", position=Both("ประธานสหกรณ์", "Chair of the co-operative"), since=-1300),
            Belongs(to="farmers", position=Both("เจ้าของแปลงนา 32 ไร่", "Farms 32 rai"), since=-5000),
        ),
    ),
    _person(
        key="siriphon",
        category=Category.NGO_FOUNDATION,
        given=Both("ศิริพร", "Siriphon"),
        family=Both("โอบอ้อม", "Op-om"),
        concern="เด็กต้องได้กินจริงทุกวัน ไม่ใช่เฉพาะวันถ่ายรูป และบริษัทต้องไม่ขายของในโรงเรียน",
        met=-222,
        by="praewa",
        reach=reached("siriphon@imthong.example", phone="02 000 0181"),
        assessment=marks(
            3, 5, True, False, Attitude.CHAMPION, Engagement.COLLABORATE, Engagement.COLLABORATE
        ),
        belongs=(Belongs(to="im_thong", position=Both("ผู้จัดการโครงการ", "Programme manager"), since=-1250),),
        consents=(
            Consented(ConsentPurpose.EVENT_INVITATIONS, ConsentState.GIVEN, ConsentMethod.E_MAIL, -220),
            Consented(ConsentPurpose.NEWSLETTERS, ConsentState.WITHDRAWN, ConsentMethod.E_MAIL, -75),
        ),
    ),
)
