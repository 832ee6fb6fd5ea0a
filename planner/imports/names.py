"""A full name in one cell, as Thai lists have it: title, given name, family name, nickname in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TITLES_TH = (
    r"นางสาว",
    r"น\.\s?ส\.",
    r"นส\.",
    r"นาย",
    r"นาง",
    r"คุณ",
    r"ด\.ช\.",
    r"ด\.ญ\.",
    r"(?:รศ|ผศ|ศ)\.(?:\s?(?:พิเศษ|เกียรติคุณ))?",
    r"ดร\.",
    r"(?:ศาสตราจารย์|รองศาสตราจารย์|ผู้ช่วยศาสตราจารย์)",
    r"(?:นพ|พญ|ทพ|ทพญ|ภก|ภญ|สพ)\.",
    r"นายแพทย์|แพทย์หญิง",
    r"ม\.ร\.ว\.|ม\.ล\.|หม่อมหลวง|หม่อมราชวงศ์",
    r"พล\.(?:ต\.)?[ตอทร]\.(?:[ตอทจ]\.)?|พ\.(?:ต\.)?[ตอทจ]\.(?:[ตอท]\.)?|ร\.(?:ต\.)?[ตอท]\.(?:[ตอท]\.)?|[จส]\.(?:ส\.)?[ตอท]\.",
    r"พระครู|พระมหา|อาจารย์|อ\.|ผอ\.",
)
_TITLES_LATIN = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Assoc|Asst|Khun|Rev|Sir|Lt|Col|Gen|Maj|Capt)\b\.?"
# after a title a name begins: with a consonant or a leading vowel, never with what hangs on a letter before it
_TITLE = re.compile(
    rf"(?:{'|'.join(_TITLES_TH)})\s*(?=[\u0e01-\u0e2e\u0e40-\u0e44A-Za-z])|{_TITLES_LATIN}\s*(?=[A-Za-z])"
)
_NICKNAME = re.compile(r"\s*[(\[{“\"]\s*([^()\[\]{}”\"]{1,60}?)\s*[)\]}”\"]\s*$")
_THAI = re.compile("[\u0e01-\u0e2e]")
_EVERYBODY = {"คุณ", "Khun"}
"""Said to everyone, so no title of anybody's own."""


@dataclass(frozen=True)
class Name:
    """The parts of a name; empty ones are None. `is_thai` tells the script."""

    title: str | None
    given: str | None
    family: str | None
    nickname: str | None
    is_thai: bool


def parted(written: str) -> Name:
    """The parts of a full name, the given name first."""
    rest, nickname = without_nickname(written)
    title, rest = without_title(rest)
    given, _, family = rest.partition(" ")
    return Name(title, given or None, family.strip() or None, nickname, is_thai(rest))


def without_nickname(written: str) -> tuple[str, str | None]:
    """The name without what stands in brackets behind it, and that."""
    found = _NICKNAME.search(written)
    if found is None or not written[: found.start()].strip():
        return written.strip(), None
    return written[: found.start()].strip(), found[1]


def without_title(written: str) -> tuple[str | None, str]:
    """The titles before a name in one piece, if there are any, and the name."""
    titles, rest = [], written.strip()
    while (found := _TITLE.match(rest)) is not None:
        titles.append(found[0].strip())
        rest = rest[found.end() :]
    own = [title for title in titles if title not in _EVERYBODY]
    joined = "".join(own) if rest and is_thai("".join(own)) else " ".join(own)
    return joined or None, rest


def is_thai(written: str) -> bool:
    """Whether it is written in Thai letters."""
    return _THAI.search(written) is not None
