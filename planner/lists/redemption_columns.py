"""The columns of a list of what was redeemed, as shops, tills and marketplaces write it."""

from __future__ import annotations

from planner.lists.column import Amount, Clock, Column, Key, Lines, Moment, Whole, Words
from planner.promotions.words import REDEMPTION_SOURCE_NAMES, SALES_CHANNEL_NAMES

_CHANNELS = {
    **dict.fromkeys(("store", "หน้าร้าน", "สาขา", "ร้านค้า", "branch", "pos", "offline"), "shop"),
    **dict.fromkeys(("web", "online", "ออนไลน์", "เว็บ", "เว็บไซต์", "e-commerce"), "website"),
    **dict.fromkeys(("shopee", "lazada", "tiktok shop", "มาร์เก็ตเพลส", "ตลาดออนไลน์"), "marketplace"),
    **dict.fromkeys(("facebook", "เฟซบุ๊ก", "instagram", "tiktok", "โซเชียล"), "social"),
    **dict.fromkeys(("line", "line oa", "ไลน์"), "line"),
    **dict.fromkeys(("งาน", "อีเวนต์", "บูธ", "booth"), "event"),
    **dict.fromkeys(("พาร์ทเนอร์", "คู่ค้า", "ตัวแทน"), "partner"),
    **dict.fromkeys(("call center", "คอลเซ็นเตอร์", "tel"), "phone"),
}

REDEMPTIONS: tuple[Column, ...] = (
    Column("number", "เลขที่รายการในสัมพันธ์", "Samphan entry no.", Whole(1), (), 12),
    Column(
        "redeemed_on",
        "วันที่ใช้สิทธิ์",
        "Redeemed on",
        Moment(),
        (
            *("วันที่", "วันที่ขาย", "วันที่ทำรายการ", "วันเวลา", "วันที่และเวลา", "วันที่/เวลา", "วันที่ใช้", "วันที่ใช้คูปอง"),
            *("date", "day", "date and time", "datetime", "timestamp", "transaction date", "sale date"),
            *("created at", "order date", "when"),
        ),
        14,
    ),
    Column(
        "redeemed_time",
        "เวลาที่ใช้สิทธิ์",
        "Redeemed at",
        Clock(to_the_minute=True),
        ("เวลา", "เวลาที่ขาย", "เวลาทำรายการ", "time", "transaction time"),
        10,
    ),
    Column(
        "quantity",
        "จำนวนสิทธิ์",
        "How many",
        Whole(1, 1_000_000),
        ("จำนวน", "จำนวนที่ใช้", "จำนวนครั้ง", "quantity", "qty", "count", "redeemed"),
        10,
    ),
    Column(
        "value",
        "มูลค่าที่ได้กลับมา",
        "What came back",
        Amount(),
        (
            *("มูลค่า", "ยอด", "ยอดขาย", "ยอดเงิน", "ยอดสุทธิ", "ยอดซื้อ", "ยอดบิล", "จำนวนเงิน", "ราคา"),
            *("value", "amount", "total", "sales", "net", "revenue", "order total"),
        ),
        14,
    ),
    Column(
        "channel",
        "ช่องทาง",
        "Channel",
        Key(SALES_CHANNEL_NAMES, _CHANNELS),
        ("ช่องทางขาย", "ช่องทางการขาย", "sales channel"),
        14,
    ),
    Column(
        "place",
        "ร้านหรือสถานที่",
        "Shop or place",
        Words(120),
        ("สาขา", "ชื่อสาขา", "ร้าน", "สถานที่", "จุดขาย", "branch", "store", "shop", "place", "outlet", "location"),
        24,
    ),
    Column(
        "code",
        "โค้ด",
        "Code",
        Words(),
        (
            *("รหัส", "รหัสคูปอง", "คูปอง", "โค้ดส่วนลด", "รหัสส่วนลด", "เลขคูปอง"),
            *(
                "coupon",
                "coupon code",
                "promo code",
                "promotion code",
                "voucher",
                "voucher code",
                "discount code",
            ),
        ),
        18,
    ),
    Column(
        "reference",
        "เลขที่ใบเสร็จ",
        "Receipt no.",
        Words(),
        (
            *("เลขที่บิล", "เลขที่ใบกำกับภาษี", "เลขที่เอกสาร", "เลขที่รายการ", "ใบเสร็จ", "เลขที่คำสั่งซื้อ", "บิล"),
            *(
                "receipt",
                "receipt number",
                "invoice",
                "invoice no",
                "bill",
                "bill no",
                "order no",
                "order id",
            ),
            *("order number", "transaction id", "transaction no", "reference", "ref"),
        ),
        18,
    ),
    Column("note", "หมายเหตุ", "Note", Lines(2_000), ("บันทึก", "remark", "remarks", "comment"), 30),
    Column("source", "ที่มาของข้อมูล", "How we know", Key(REDEMPTION_SOURCE_NAMES), (), 18, comes_in=False),
)
