"""What the mixed-message guard listens for, in Thai and English: terms, and what beside them makes them harmless.

Thai has no spaces between words, so a term is found inside other words too, and what it may stand inside of is said
with it: ลด in ลดขยะ, ช็อป in เวิร์กช็อป, โค้ด in คิวอาร์โค้ด. English terms end where Latin letters end, whatever script
stands beside them. Neither language is told from the other first: one sentence may hold both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planner.plans.guard_words import Rule

_FLAGS = re.IGNORECASE | re.ASCII


class Words:
    """Some patterns as one, compiled when it is first looked for: most processes listen to nothing as they start."""

    def __init__(self, *patterns: str, flags: int = _FLAGS) -> None:
        self._patterns, self._flags = patterns, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{one})" for one in self._patterns), self._flags)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in a text, if there is one."""
        return self._compiled.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place in a text."""
        return self._compiled.finditer(text)


@dataclass(frozen=True)
class Term:
    """A term of a rule, and what silences it: right before it, or right after it, in the same sentence.

    `despite` before it or after it makes it speak all the same; only `never_before` outweighs what stands before it.
    """

    rule: Rule
    pattern: Words
    never_before: Words | None = None
    unless_before: Words | None = None
    unless_after: Words | None = None
    despite_before: Words | None = None
    despite_after: Words | None = None


# What is said not to be, and words that are only talked about. "Not only" and "do not miss" deny nothing.
DENIED = Words(
    r"\b(?:no|not|never|without|nothing|neither|nor|cannot|free of|\w+n't)\b"
    r"(?!\s+(?:only|just|miss|forget|wait|hesitate|later))"
    r"(?:\s+(?!miss\b|forget\b|wait\b|only\b)[\w'-]+){0,4}\s*$",
    r"(?:ไม่(?!จำกัด|แพง|อั้น|ควรพลาด|พลาด|ถึง|เกิน|น้อยกว่า|ต่ำกว่า)|มิได้|มิใช่|ปราศจาก|งด|ไร้)\S{0,20}$",
)
TALKED_ABOUT = Words(
    r"\b(?:words?|terms?|phrases?)(?:\s+(?:such as|like))?\s*[\"'«]?$",
    r"(?:คำว่า|คำอย่าง|ถ้อยคำ)\s*[\"'«]?$",
)

# ── Money ────────────────────────────────────────────────────────────────────────────────────────────────

# from its first figure, and no longer than sums are: a page of nothing but figures must not take a minute
_SUM = r"(?<![\d,])\d[\d,]{0,14}(?:\.\d{1,4})?"
_MONEY_WRITTEN = (
    rf"(?:฿|THB|US\$|\$|USD|€|EUR|£)\s?{_SUM}(?:\s?(?:k|m|million|thousand)\b)?",
    rf"{_SUM}(?:\s?(?:k|million|thousand))?\s?(?:baht|THB|US dollars?|dollars?|USD|euros?)\b",
    rf"{_SUM}(?:\s?(?:พัน|หมื่น|แสน|ล้าน))*\s?(?:บาท(?!หลวง)|฿)",
    rf"{_SUM}\s?\.-",
    r"(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน){1,8}บาท",
)
_MONEY = Words(*_MONEY_WRITTEN)
_ONLY = Words(*(rf"(?:\bonly|\bjust|เพียง|แค่)\s?{one}" for one in _MONEY_WRITTEN))
_GIVEN_ONLY = Words(r"(?:\b(?:donat|giv|contribut)\w*|บริจาค|สมทบ|ให้|มอบ)\s*$")
# what people need or lose is told in money too: not a price, even where the word price stands beside it
_NEEDED = (
    (
        r"\b(?:earn(?:s|ing|ed)?|incomes?|wages?|salar\w+|live on|debts?|owe[sd]?|fell|dropp\w+|los[ts]\w*|damages?"
        r"|families|households?|farmers|patients?|villagers|(?:schools?|parents) (?:pay|buy|spend|need|lack))\b"
        r"(?:\W+\w+){0,6}\W*$"
    ),
    (
        r"(?:รายได้|ค่าจ้าง|ค่าแรง|หนี้|ตกต่ำ|เงินเดือน|เลี้ยงชีพ|เสียหาย|สูญเสีย|(?:ชาวนา|เกษตรกร|ชาวบ้าน|ครอบครัว"
        r"|ผู้ปกครอง|ผู้ป่วย|โรงเรียน)\S{0,6}(?:ต้อง|ขาย|จ่าย|ซื้อ|ได้))[^\n]{0,25}$"
    ),
)
_NEED = Words(*_NEEDED)
_GIVEN = Words(
    *_NEEDED,
    r"\b(?:donat\w+|grants?|scholarships?|bursar\w+|stipends?|fund(?:s|ing|ed|rais\w+)?|budgets?|giv(?:e|es|en|ing)|gave"
    r"|contribut\w+|rais(?:e|es|ed|ing)|awards?|relief|pledg\w+|allocat\w+|invest\w*|provid\w+|worth|sponsor\w*"
    r"|support\w*|spen[dt]\w*|subsid\w+|cheques?|hand(?:s|ed)? over)\b(?:\W+\w+){0,6}\W*$",
    r"(?:บริจาค|มอบ|ทุน|งบ|สมทบ|สนับสนุน|ระดม|เงินช่วย|ช่วยเหลือ|เยียวยา|รางวัล|จัดสรร|ถวาย|วงเงิน|มูลค่า|เงินอุดหนุน"
    r"|ใช้เงิน|เป็นเงิน|จำนวนเงิน|เงินจำนวน|(?:วัน|เดือน|เทอม|ปี)ละ|(?<!คุ้ม)ค่า(?!สมัคร|บัตร|เข้า|ลงทะเบียน|ตั๋ว|ห้อง))[^\n]{0,30}$",
)
_GIVEN_AFTER = Words(
    r"^\W*(?:in|of|for)?\s*(?:scholarships?|grants?|donations?|funds?|aid|budget|relief|bursar\w+|stipends?)\b",
    r"^\s*(?:(?:was|were|is|are|has been|have been|will be)\s+)?(?:donated|given|raised|granted|awarded|pledged"
    r"|allocated|handed|set aside|spent)\b",
    r"^\s*(?:a|per|every|each)\s+(?:day|week|month|term|year)\b",
    r"^\s*(?:ต่อ(?:วัน|เดือน|เทอม|ปี)|ให้|แก่|แด่|สมทบ|เป็นทุน|เพื่อ(?:ช่วย|สนับสนุน|เป็นทุน|จัดซื้อ|สร้าง|ซ่อม|การศึกษา))",
)
_PRICED = Words(
    r"\b(?:pric(?:e|es|ed|ing)|tickets?|seats?|entry|admission|fees?|sell|sold|sale|save)\b(?:\W+\w+){0,4}\W*$",
    r"(?:ราคา|ค่าสมัคร|ค่าบัตร|ค่าเข้า|ค่าลงทะเบียน|ค่าตั๋ว|ตั๋ว|เริ่มต้น|จำหน่าย|ขาย|ลดเหลือ|เหลือเพียง|แลกซื้อ)[^\n]{0,15}$",
)
_OFF = Words(r"^\s*(?:off|discount)\b", r"^\s*per\s+(?:piece|ticket|bottle|pack|cup|seat)\b")
_PRICE_SAID = Words(
    rf"{_SUM}\s?%\s?(?:off\b(?!-|\s+grid)|discounts?\b)",
    r"\b(?:half|special|reduced|member(?:s'?)?|introductory|sale|best|lowest|promotional)[\s-]+pric(?:e|es|ed|ing)\b",
    r"\bdiscount(?:s|ed)?\b",
    r"\bcash-?back\b",
    r"\bmoney off\b",
    r"\b(?:clearance|flash|mega|year-end)\s+sale\b",
    r"\bsave\s+(?:up to\s+)?\d+\s?%(?!\s+(?:of|on|energy|water|electricity|fuel|paper))",
    r"ลดครึ่งราคา|ลดราคา|ครึ่งราคา|ลดทั้งร้าน|ลดกระหน่ำ|ส่วนลด(?!หย่อน)|คุ้มราคา|แคชแบ็?ก|ผ่อน\s?0",
    r"ราคา(?:พิเศษ|โปร|สมาชิก|เดียว|เบา|ส่ง|ถูกสุด|โรงงาน)|โปรโมชั่?น|โปรแรง|โปรเด็ด|รับเงินคืน|เครดิตเงินคืน",
)
_PERCENT_OFF = Words(
    rf"ลด(?:ราคา)?\s?(?:สูงสุด|ทันที|เพิ่ม|พิเศษ|กว่า|ถึง){{0,2}}\s?(?:ร้อยละ\s?{_SUM}|{_SUM}\s?(?:%|เปอร์เซ็น(?:ต์)?))"
)
# a fifth less of these is what one hopes for
_LESS_HARM = Words(
    r"(?:ขยะ|ฝุ่น|พลาสติก|คาร์บอน|มลพิษ|ก๊าซ|พลังงาน|อุบัติเหตุ|ปล่อย|ป่วย|อัตรา|สูญเสีย|การใช้|โซเดียม|ควัน|เผา"
    r"|จำนวน|ปริมาณ|โรค|ต้นทุน|ความเสี่ยง)[^\n]{0,25}$"
)

# ── Codes ────────────────────────────────────────────────────────────────────────────────────────────────

_CODE = Words(
    r"\b(?:promo(?:tion(?:al)?)?|discount|coupon|voucher|referral|offer|gift)[\s-]?codes?\b",
    r"\bdiscount\s+(?:coupon|voucher)s?\b",
    r"\bcoupons?\b",
    r"(?:ใส่|กรอก|ใช้|แจ้ง|แสดง|รับ)?โค้ด(?:ส่วนลด|ลด|โปร)|โปรโมโค้ด|(?:ใส่|กรอก|ใช้|แจ้ง|แสดง|รับ)โค้ด",
    r"รหัส(?:ส่วนลด|โปรโมชั่?น|คูปอง|โปร|แนะนำเพื่อน)|คูปอง(?:ส่วนลด|ลด|เงินสด)",
)
# a code is written in capitals, so capitals count here
_CODE_WRITTEN = Words(
    r"(?i:\b(?:use|enter|quote|apply|show|type|mention|with)\s+(?:the\s+|our\s+|your\s+)?code)\s*:?\s*\"?[A-Z][A-Z0-9]{2,}\b",
    r"โค้ด\s?\"?[A-Z][A-Z0-9]{2,}",
    r"(?:กรอก|ใส่|ใช้)รหัส\s?\"?[A-Z][A-Z0-9]{3,}(?=[^\n]{0,30}(?:ชำระ|จ่าย|สั่ง|ซื้อ|ลด|ตะกร้า))",
    flags=re.ASCII,
)
_OTHER_CODE = Words(r"(?:\bQR|คิวอาร์|บาร์|เขียน|สอน|\b(?:meal|food|lunch|rice|ration))\s?$")

# ── Calls to buy ─────────────────────────────────────────────────────────────────────────────────────────

_CALL = Words(
    r"\bbuy\s+(?:one|two|three|\d+)\b[^.!?\n]{0,20}?\bget\b(?:\s+(?:one|two|\d+))?(?:\s+free)?",
    r"\b(?:buy|purchase)\s+(?:now|today|online|here|yours|your)\b",
    r"\border\s+(?:now|today|online|here|yours?|via|through|our|from our)\b",
    r"\bshop\s+(?:now|online|today|our|with us|at our|at any|the (?:new|latest|whole))\b",
    r"\bshop\s+and\s+(?:win|save|give|help|support)\b",
    r"\badd(?:ed)?\s+(?:it\s+)?to\s+(?:your\s+)?(?:cart|basket)\b",
    r"\bpre-?order(?:s|ed)?\b",
    r"\b(?:every|each|any|your|minimum|with)\s+purchases?\b",
    r"\bget yours\s+(?:now|today)\b",
    r"\bbuying\s+(?:our|from us)\b",
    r"ซื้อ\s?\d+[^\n]{0,12}?(?:แถม|ฟรี|ลด)(?:\s?\d+)?|(?<!\d)\d{1,3}\s?แถม\s?\d{1,3}|หนึ่งแถมหนึ่ง",
    r"ทุก(?:การ|ยอด)(?:สั่ง)?ซื้อ|เมื่อ(?:สั่ง)?ซื้อ|(?:เชิญ|ชวน|เลือก|แวะ|แลก|แค่|เพียง|กด|(?<!คำ)สั่ง|สิทธิ์)(?:สั่ง)?ซื้อ",
    r"ซื้อ(?:เลย|วันนี้|ได้ที่|ได้แล้ว|ครบ|ผ่าน|ตอนนี้|ด่วน|\S{0,20}?ของ(?:เรา|บริษัท))",
    r"ซื้อ\S{0,20}?\s?(?:1|หนึ่ง)\s?(?:ขวด|ชิ้น|แก้ว|กล่อง|ใบ|ตัว|ถุง|แพ็ก|ซอง|ชุด|คู่|เล่ม)",
    r"สั่ง(?:เลย|จอง|ออนไลน์)|พรีออร?์?เดอร์|(?:หยิบ|ใส่)(?:ลง)?ตะกร้า",
    r"(?<!เวิร์ก)(?<!เวิร์ค)(?<!เวิร์คช)(?<!โฟโต้)(?<!คอฟฟี่)(?<!บาร์เบอร์)ช[้็]?อป",
)
_ON_SALE = Words(r"\b(?:on|for)\s+sale\b", r"(?:วาง)?จำหน่าย|วางขาย")
_SOLD_BY_OTHERS = Words(
    r"(?:สิทธิ์?|สิทธิการ|ตัวแทน|ผู้แทน|ใบอนุญาต)$",
    r"(?:ชาวบ้าน|เกษตรกร|ชุมชน|กลุ่มแม่บ้าน|วิสาหกิจ|ผู้พิการ|คนพิการ)\S{0,25}$",
    r"\b(?:villagers|farmers|weavers|artisans|community|pupils)\b(?:\W+\w+){0,4}\W*$",
)
_NOT_NEEDED = Words(r"^\s*(?:is|are)?\s*(?:not|un)\s?(?:necessary|required|needed)")
_BUY = Words(r"\b(?:buy|purchase)\b")
_BOUGHT_TO_GIVE = Words(
    r"\b(?:we|we've|we'll|i|they|us|volunteers?|staff|teams?|employees|donations?|funds?|money|budget|proceeds|grants?"
    r"|committee|company|baht|used|helps?|helped|schools?|teachers?|hospitals?)\b(?:\W+\w+){0,3}\W*$",
    r"\b(?:afford|able|unable|cannot|can't|forced|struggle|enough|impossible)\s+to\s*$",
)
_BOUGHT_FOR = Words(
    r"^\s+(?:of|orders?|department|committee)\b",
    r"^(?:\s+[\w'-]+){0,6}?\s+for\s+(?:(?:the|a|all|every|our|poor|needy|local|\d+)\s+)*(?:schools?|pupils?|students?"
    r"|children|families|villages?|villagers|hospitals?|patients?|victims?|communit\w+|elderly|library|orphan\w*|temples?"
    r"|households?)\b",
)
_SUE = Words(r"(?<!จัด)(?<!รับ)(?<!กำลัง)(?<!สั่ง)(?<!ผู้)(?<!เลิก)ซื้อ(?!ใจ|เวลา|ขาย|-ขาย|เสียง)")
_SUE_TO_GIVE = Words(
    r"(?:เรา|บริษัท|ทีมงาน|อาสา|พนักงาน|มูลนิธิ|คณะ|กองทุน|เงิน|งบ|เพื่อ|นำไป|ใช้|ต้อง|เจ้าหน้าที่|ครู|โรงเรียน|ชุมชน"
    r"|ปีที่แล้ว|สามารถ)\S{0,12}$"
)
_SUE_FOR = Words(
    r"^[^\n]{0,40}?(?:ให้|มอบ|แจก|บริจาค)(?:แก่|กับ|แด่|ให้)?\s?(?:โรงเรียน|นักเรียน|เด็ก|น้อง|ผู้|ชุมชน|ชาวบ้าน|ครอบครัว"
    r"|ครู|วัด|โรงพยาบาล|ศูนย์|มูลนิธิ|คน|หมู่บ้าน|\d)"
)

# ── Leads and sales ──────────────────────────────────────────────────────────────────────────────────────

_LEADS = Words(
    r"(?<![\d,])\d[\d,]{0,14}\s+(?:\w+\s+){0,2}?leads\b(?!\s+to\b)",
    r"\b(?:generate|capture|collect|gather|qualified|sales|new|warm|marketing|gain|produce)\s+(?:\w+\s+)?leads\b(?!\s+to\b)",
    r"\blead[\s-](?:gen(?:eration)?|targets?|capture)\b",
    r"\b(?:new|potential|prospective|future|paying)\s+(?:customers|buyers|clients|shoppers)\b",
    r"(?:(?<![\d,])\d[\d,]{0,14}|\b(?:target|new|more|generate|app|newsletter|card|member(?:ship)?|collect|get|of))\s+(?:\w+\s+)?sign-?ups\b",
    r"\bsales\s+(?:targets?|figures|volume|growth|goals?|uplift|pipeline)\b",
    r"\b(?:increase|boost|grow|drive|lift|raise|push|double)s?(?:\s+\w+){0,2}\s+sales\b",
    r"\bmarket share\b",
    r"\bconversion(?:s| rates?)\b",
    r"\bcustomer (?:acquisition|base)\b",
    r"\b(?:sales|new|qualified) prospects\b",
    r"ลูกค้า(?:ราย)?ใหม่|ลูกค้า(?:มุ่งหวัง|ในอนาคต|กลุ่มใหม่|เป้าหมาย)|ว่าที่ลูกค้า|ผู้มุ่งหวัง|ฐานลูกค้า",
    r"ยอดขาย|ยอดสั่งซื้อ|ยอดสมัคร(?!อาสา|เป็นอาสา)|ยอดดาวน์โหลด|เป้า(?:หมาย)?(?:การ)?ขาย|ปิดการขาย|ส่วนแบ่ง(?:การ)?ตลาด",
    r"(?:\d\s?|เก็บ|หา|สร้าง|ได้|เป้า)ลีด(?!เดอร์|เดอ)",
)
_GAIN_OF_OTHERS = Words(
    r"\b(?:volunteer|donor|their|farmers?|villagers|weavers|artisans|helpers?)(?:'s?)?(?:\W+\w+){0,2}\W*$",
    r"(?:ช่วย|สนับสนุน|สอน|ให้)(?:กลุ่ม)?(?:ชาวบ้าน|เกษตรกร|ชุมชน|แม่บ้าน|ทอผ้า|วิสาหกิจ|ผู้พิการ|คนพิการ)\S{0,20}$",
)
_GAIN_FOR_OTHERS = Words(
    r"^\W*(?:as|of|for|by)?\W*(?:\w+\W+){0,2}(?:volunteers?|donors?|helpers?|blood)\b",
    r"^\S{0,20}?(?:ของ|ให้|แก่)(?:กลุ่ม)?(?:ชาวบ้าน|เกษตรกร|ชุมชน|แม่บ้าน|วิสาหกิจ|ผู้พิการ|คนพิการ|ร้านเล็ก)",
)

# ── Something wanted back ────────────────────────────────────────────────────────────────────────────────

_RETURN = Words(
    r"\bin return\b(?!\s+visits?)(?:\s+for\b)?",
    r"\bin exchange for\b",
    r"\breturn on (?:the |our )?investment\b|\bROI\b",
    r"\bexpected returns?\b",
    r"\b(?:recoup|recover)\w*\s+(?:(?:the|our|its)\s+)?(?:costs?|investment|money|outlay)\b",
    r"\bpays?[\s-]?back\b",
    r"\b(?:must|have to|are (?:asked|required|expected) to|on condition that)\b[^.!?\n]{0,40}?"
    r"\b(?:recommend|promote|review|endorse|follow|like|share|advertise)\b[^.!?\n]{0,25}?"
    r"\b(?:our|us|the (?:company|brand|product))\b",
    r"\b(?:advertising|media|PR) value\b",
    r"ผลตอบแทน|สิ่งตอบแทน|เป็นการตอบแทน(?!สังคม|ชุมชน|คุณ|แผ่นดิน|บุญคุณ|ผู้มีพระคุณ)|(?:เพื่อ)?แลกกับ",
    r"คืนทุน(?!การศึกษา)|คุ้มทุน|หวังผล(?:กำไร|ทางธุรกิจ|ทางการค้า|เชิงพาณิชย์)|มูลค่า(?:สื่อ|ประชาสัมพันธ์|พีอาร์)",
    r"(?:ต้อง|ขอให้)\S{0,12}?(?:แนะนำ(?:สินค้า|ผลิตภัณฑ์|แบรนด์|บริษัท|บริการ)|โปรโมต|รีวิว|กดไล[กค]์?|กดติดตาม|กดแชร์|โฆษณา)",
)

_NONE_SOUGHT = Words(r"\b(?:neither|nor|nothing|no|not|never|without)\b(?:\W+\w+){0,9}\W*$")

# ── Causes ───────────────────────────────────────────────────────────────────────────────────────────────

_CAUSE = Words(
    r"\bdonat(?:e|es|ed|ing|ions?)\b",
    r"\b(?:for\s+)?charit(?:y|ies|able)\b|\b(?:for\s+)?(?:a\s+)?good cause\b|\bin aid of\b",
    r"\b(?:proceeds|profits?|revenues?|income|percent|portion|share|baht)\b[^.!?\n]{0,40}?"
    r"\b(?:go(?:es)? (?:to|towards?)|helps?|supports?|benefits?|given to|funds?)\b",
    r"\b(?:purchases?|orders?|cups?|bottles?|packs?|bags?|pairs?|items?|tickets?|sold)\b[^.!?\n]{0,30}?"
    r"\b(?:helps?|feeds?|plants?|builds?|saves?|supports?|gives?|protects?)\b(?=[^.!?\n]{0,30}"
    r"\b(?:child\w*|schools?|pupils?|victims?|hospitals?|forests?|trees?|shelters?|orphan\w*|elephants?|animals|patients?"
    r"|farmers|communit\w+|villages?)\b)",
    r"\bgiv(?:e|es|ing) back to (?:society|the communit\w+|communit\w+)\b",
    r"(?:รายได้|กำไร|ยอดขาย)ส่วนหนึ่ง|ส่วนหนึ่งของ(?:รายได้|กำไร|ยอดขาย)",
    r"(?:รายได้|กำไร|ยอดขาย)\S{0,25}?\s?(?:มอบ|สมทบ|บริจาค|สนับสนุน|ช่วย)(?!\S{0,4}ลูกค้า)",
    r"(?:เพื่อ)?การกุศล|สมทบทุน|สมทบกองทุน|(?:ร่วม)?บริจาค|ร่วมทำบุญ|ได้บุญ|คืน(?:กำไร)?สู่สังคม|ตอบแทนสังคม",
    r"(?:มอบ|ส่งต่อ)\S{0,15}?(?:ให้|แก่)\S{0,4}?(?:มูลนิธิ|โรงเรียน|เด็กกำพร้า|เด็กยากไร้|เด็กด้อยโอกาส|ผู้ประสบภัย|ผู้ป่วย|วัด)",
    r"ทุกการ(?:สั่ง)?ซื้อ[^\n]{0,25}?ช่วย(?=\S{0,6}(?:สร้าง|เด็ก|โรงเรียน|น้อง|ผู้|ชุมชน|ป่า|สัตว์))",
    r"ปลูกต้นไม้|ช่วยเหลือ(?:ผู้ประสบ|เด็ก|สังคม)|ซื้อ\s?1\s?(?:บริจาค|ให้)\s?1",
)

COMMUNAL: tuple[Term, ...] = (
    Term(Rule.PROMO_CODE, _CODE, unless_before=_OTHER_CODE),
    Term(Rule.PROMO_CODE, _CODE_WRITTEN, unless_before=_OTHER_CODE),
    Term(
        Rule.PRICE,
        _MONEY,
        never_before=_NEED,
        unless_before=_GIVEN,
        unless_after=_GIVEN_AFTER,
        despite_before=_PRICED,
        despite_after=_OFF,
    ),
    Term(Rule.PRICE, _ONLY, never_before=_NEED, unless_before=_GIVEN_ONLY, unless_after=_GIVEN_AFTER),
    Term(Rule.PRICE, _PRICE_SAID),
    Term(Rule.PRICE, _PERCENT_OFF, unless_before=_LESS_HARM),
    Term(Rule.BUY, _CALL, unless_after=_NOT_NEEDED),
    Term(Rule.BUY, _ON_SALE, unless_before=_SOLD_BY_OTHERS),
    Term(Rule.BUY, _BUY, unless_before=_BOUGHT_TO_GIVE, unless_after=_BOUGHT_FOR),
    Term(Rule.BUY, _SUE, unless_before=_SUE_TO_GIVE, unless_after=_SUE_FOR),
    Term(Rule.LEAD_TARGET, _LEADS, unless_before=_GAIN_OF_OTHERS, unless_after=_GAIN_FOR_OTHERS),
    Term(Rule.RETURN_SOUGHT, _RETURN, unless_before=_NONE_SOUGHT),
)
EXCHANGE: tuple[Term, ...] = (Term(Rule.UNBACKED_CAUSE, _CAUSE),)
