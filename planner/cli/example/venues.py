"""Where the example's occasions are held: by key the name in both languages, and the address. All invented."""

from __future__ import annotations

from typing import NamedTuple


class Venue(NamedTuple):
    """A place to meet."""

    th: str
    en: str
    address: str | None = None


HEAD_OFFICE = "188 ถนนธาราสุข แขวงบางพลูใหญ่ เขตบางพลู กรุงเทพมหานคร 10990"
PLANT = "99 หมู่ 4 ตำบลท่าตะเคียน อำเภอหนองกระทุ่ม จังหวัดนครราชสีมา 30990"

VENUES: dict[str, Venue] = {
    "hall": Venue(
        "ห้องรวงข้าว ชั้น 8 สำนักงานใหญ่มณีรวง", "Ruang Khao Hall, 8th floor, Maniruang head office", HEAD_OFFICE
    ),
    "office": Venue("ห้องประชุม 502 สำนักงานใหญ่มณีรวง", "Meeting room 502, Maniruang head office", HEAD_OFFICE),
    "kitchen": Venue(
        "ครัวทดลองมณีรวง ชั้น 2 สำนักงานใหญ่", "Maniruang test kitchen, 2nd floor, head office", HEAD_OFFICE
    ),
    "plant": Venue(
        "อาคารต้อนรับ โรงงานมณีรวง นครราชสีมา", "Visitor building, Maniruang plant, Nakhon Ratchasima", PLANT
    ),
    "mill": Venue(
        "โรงสีมณีรวง นครสวรรค์",
        "Maniruang rice mill, Nakhon Sawan",
        "45 หมู่ 7 ตำบลบึงเสนา อำเภอเมือง จังหวัดนครสวรรค์ 60990",
    ),
    "village": Venue(
        "ศาลาประชาคมบ้านท่าตะเคียน",
        "Ban Tha Takhian village hall",
        "หมู่ 4 ตำบลท่าตะเคียน อำเภอหนองกระทุ่ม จังหวัดนครราชสีมา",
    ),
    "school": Venue(
        "โรงเรียนบ้านท่าตะเคียน", "Ban Tha Takhian School", "หมู่ 4 ตำบลท่าตะเคียน อำเภอหนองกระทุ่ม จังหวัดนครราชสีมา"
    ),
    "school_river": Venue("โรงเรียนวัดโพธิ์ริมน้ำ", "Wat Pho Rim Nam School", "ตำบลบึงเสนา อำเภอเมือง จังหวัดนครสวรรค์"),
    "school_hill": Venue(
        "โรงเรียนบ้านเขาแก้ว", "Ban Khao Kaeo School", "ตำบลเขาแก้ว อำเภอหนองกระทุ่ม จังหวัดนครราชสีมา"
    ),
    "temple": Venue(
        "ศาลาการเปรียญ วัดโพธิ์ริมน้ำ", "Assembly hall, Wat Pho Rim Nam", "ตำบลบึงเสนา อำเภอเมือง จังหวัดนครสวรรค์"
    ),
    "field": Venue(
        "แปลงนาสาธิตบึงเสนา", "Bueng Sena demonstration field", "ตำบลบึงเสนา อำเภอเมือง จังหวัดนครสวรรค์"
    ),
    "learning": Venue(
        "ศูนย์เรียนรู้ชาวนาบึงเสนา", "Bueng Sena farmers’ learning centre", "ตำบลบึงเสนา อำเภอเมือง จังหวัดนครสวรรค์"
    ),
    "university": Venue(
        "คณะเกษตรและอาหาร มหาวิทยาลัยลุ่มน้ำกลาง", "Faculty of Agriculture and Food, Lum Nam Klang University"
    ),
    "market": Venue(
        "ลานกิจกรรม ร้านมณีรวง สาขาบางพลู",
        "Event court, Maniruang Bang Phlu store",
        "12 ถนนธาราสุข เขตบางพลู กรุงเทพมหานคร",
    ),
    "store_korat": Venue(
        "ร้านมณีรวง สาขาหนองกระทุ่ม", "Maniruang Nong Krathum store", "อำเภอหนองกระทุ่ม จังหวัดนครราชสีมา"
    ),
    "mall": Venue(
        "ลานน้ำพุ ศูนย์การค้าเดอะธารา", "Fountain Court, The Thara mall", "ถนนธาราสุข เขตบางพลู กรุงเทพมหานคร"
    ),
    "hotel": Venue(
        "ห้องจามจุรี โรงแรมธาราเรสซิเดนซ์",
        "Chamchuri Room, Thara Residence Hotel",
        "ถนนธาราสุข เขตบางพลู กรุงเทพมหานคร",
    ),
    "cooking_school": Venue(
        "โรงเรียนอาหารบ้านครูใบเงิน", "Ban Khru Bai-ngoen Cooking School", "เขตบางพลู กรุงเทพมหานคร"
    ),
    "london": Venue(
        "ห้องชิมอาหารแม่น้ำเทมส์ ลอนดอน", "Wharfside Tasting Rooms, London", "Unit 4, Lantern Wharf, London SE99"
    ),
    "london_hall": Venue("ศูนย์แสดงสินค้าดอกกุหลาบ ลอนดอน", "Rosehall Exhibition Centre, London"),
    "new_york": Venue(
        "ครัวสาธิตถนนออร์ชาร์ดเลน นิวยอร์ก", "Orchard Lane Demo Kitchen, New York", "Orchard Lane, New York, NY"
    ),
    "sydney": Venue("โรงเก็บของหมายเลข 9 อ่าวไวต์แซนด์ ซิดนีย์", "Shed 9, Whitesand Bay, Sydney"),
    "tokyo": Venue("ห้องเจรจาการค้า ฮานามิซากะ โตเกียว", "Hanamizaka trade rooms, Tokyo"),
}
