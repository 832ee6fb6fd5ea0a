"""Text on its way in, into order, into search, and into addresses and headers.

Pure functions over strings. What the Thai script needs, measured: plain comparison puts every name that
begins with เ แ โ ใ ไ after ฮ; words are not parted by spaces; one look can be typed in several orders of
marks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, urlsplit

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

# ── Cleaning ─────────────────────────────────────────────────────────────────────────────────────────────

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Never content:
#  - C0 and C1 controls, which cut a calendar event in two or make its file unreadable (tab and newline stay)
#  - soft hyphen, zero-width space, word joiner, byte order mark: they hide in pasted text and make two titles
#    that look alike unequal; Thai lines break well without them
#  - bidirectional embeddings, overrides and isolates, which show a text in another order than it is stored
#  - Hangul fillers, tag characters, noncharacters, the replacement character, lone surrogates
# Kept: zero-width joiner and non-joiner, which write emoji families and several scripts' names.
_NEVER = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)

MOST_MARKS = 30
"""Combining marks kept in a row: what Unicode's Stream-Safe Text Format keeps (UAX #15, D3)."""

# below the line, above the line, tones, what stands on a tone, and nikhahit last, where it meets its า
_MARK_PLACE = {
    **dict.fromkeys("\u0e3a", 0),
    **dict.fromkeys("\u0e38\u0e39", 1),
    **dict.fromkeys("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47", 2),
    **dict.fromkeys("\u0e48\u0e49\u0e4a\u0e4b", 3),
    **dict.fromkeys("\u0e4c\u0e4e", 4),
    "\u0e4d": 5,
}
# What needs none of the work below, which is nearly all that people type: ASCII and Thai letters, the marks of each in
# their order already, no เเ that means แ, no tone behind an ำ. Looked at once instead of letter by letter.
_IN_ORDER = re.compile(
    "(?: |[!-~\u0e01-\u0e30\u0e32\u0e3f\u0e41-\u0e46\u0e4f-\u0e5b]"
    "[\u0e38\u0e39]?[\u0e31\u0e34-\u0e37\u0e47]?[\u0e48-\u0e4b]?[\u0e4c\u0e4e]?"
    "|\u0e33(?![\u0e48-\u0e4b])|\u0e40(?!\u0e40))*"
)
_HAS_THAI = re.compile("[\u0e01-\u0e5b]")
_HAS_LATIN = re.compile("[A-Za-z]{2}")
_LATE_TONE = re.compile("(?<=[\u0e01-\u0e2e])(\u0e33)([\u0e48-\u0e4b]+)")


def tongue_of(text: str) -> str | None:
    """The language that a text's letters tell: Thai if there is a Thai one, English if there are only Latin ones."""
    if _HAS_THAI.search(text):
        return "th"
    return "en" if _HAS_LATIN.search(text) else None


def clean(text: str, *, multiline: bool = False) -> str:
    """What is kept of a typed or pasted text; cleaning twice changes nothing more.

    Composed (NFC), Thai marks in their one order, nothing invisible that is not content, trimmed. A single
    line has single spaces; of several lines each keeps its inner spaces and tabs, and no trailing ones. A
    text with nothing to see in it is empty.
    """
    if _is_in_order(text):
        return text.strip() if multiline else " ".join(text.split())
    text = _LINE_ENDS.sub("\n", text)
    text = _one_spelling(_NEVER.sub("", text))
    lines = [line.rstrip() if multiline else " ".join(line.split()) for line in text.split("\n")]
    text = "\n".join(lines).strip() if multiline else " ".join(filter(None, lines))
    return text if any(_is_seen(char) for char in text) else ""


def _is_in_order(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or _IN_ORDER.fullmatch(text) is not None


def _one_spelling(text: str) -> str:
    """NFC, and for Thai what NFC leaves open: น + ํ + ้ + า and น + ้ + ำ look alike, so do เเ and แ."""
    text = unicodedata.normalize("NFC", _in_order(text))
    if not _HAS_THAI.search(text):
        return text
    text = text.replace("\u0e40\u0e40", "\u0e41").replace("\u0e4d\u0e32", "\u0e33")
    # a tone typed after ำ belongs before it
    return unicodedata.normalize("NFC", _in_order(_LATE_TONE.sub(r"\2\1", text)))


def _in_order(text: str) -> str:
    """Text with the marks of each letter in one order, Thai ones first, and no endless runs of them.

    Endless runs would take normalisation time by the square of their length.
    """
    if text.isascii():
        return text
    kept: list[str] = []
    run: list[str] = []
    for char in text:
        if char in _MARK_PLACE or unicodedata.combining(char):
            run.append(char)
            continue
        if run:
            kept += sorted(run, key=_place)[:MOST_MARKS]
            run = []
        kept.append(char)
    return "".join((*kept, *sorted(run, key=_place)[:MOST_MARKS]))


def _place(mark: str) -> tuple[int, int]:
    return _MARK_PLACE.get(mark, len(_MARK_PLACE)), unicodedata.combining(mark)


def _is_seen(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNPS"


# ── Order ────────────────────────────────────────────────────────────────────────────────────────────────

SORT_KEY_LENGTH = 200
"""Longest key, in characters."""

_LETTERS_LENGTH = 150
_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
# what the order of words does not see: dots, quotation marks, ฯ, ๆ, ฿
_UNSEEN = frozenset(".'’‘\"“”«»\u0e2f\u0e46\u0e3f\u0e4f\u0e5a\u0e5b")
# decides only among words that are otherwise the same; the order is that of CLDR's Thai collation
_MARK_WEIGHT = {
    mark: str(weight) for weight, mark in enumerate("\u0e3a\u0e4e\u0e4c\u0e47\u0e48\u0e49\u0e4a\u0e4b", 1)
}
_ACCENT_WEIGHT = "9"
# the end stands before the gap between two words, and the gap before every letter
_END, _GAP = " ", "!"
# nikhahit stands before the vowels: it takes the place of ฯ, which is not seen
_LETTER = str.maketrans({"\u0e4d": "\u0e2f", "\u0e45": "\u0e32"})
_FULL_WIDTH = 0xFEE0
_AFTER_LATIN = "～"


def thai_sort_key(text: str) -> str:
    """A key whose plain comparison by code point is the order of a Thai dictionary.

    Made once, stored in a column that compares by code point (`db.by_code_point`), so both databases agree.
    Numbers come first, then Thai, Latin (without regard to case or accents), other scripts. A leading vowel
    counts after its consonant; tone marks, ็ and ์ decide only between words that are otherwise the same
    (single words agree with CLDR's `th`). Unlike CLDR's, a gap between words counts, so that all who are
    called สม stand before any สมชาย. At most `SORT_KEY_LENGTH` characters.
    """
    letters: list[str] = []
    marks: list[str] = []
    # more than fills the key, so that a pasted page costs no more than a name
    for char in _LEADING_VOWEL.sub(r"\2\1", _folded(text[:600])):
        letter, mark = _weights(char)
        if letter and (letter != _GAP or (letters and letters[-1] != _GAP)):
            letters.append(letter)
            marks.append("0")
        if mark and marks:
            marks[-1] += mark
    if letters and letters[-1] == _GAP:
        letters.pop()
    first = "".join(letters)[:_LETTERS_LENGTH]
    second = "".join(marks).rstrip("0")
    return f"{first}{_END}{second}"[:SORT_KEY_LENGTH].rstrip() if second else first


@lru_cache(maxsize=1_000)
def _weights(char: str) -> tuple[str, str]:
    """What a folded character weighs among the letters, and what among the marks."""
    if char in _MARK_WEIGHT:
        return "", _MARK_WEIGHT[char]
    if char in _UNSEEN:
        return "", ""
    parts = unicodedata.normalize("NFD", char)
    if "a" <= parts[0] <= "z":
        # full-width letters stand after the Thai ones
        return chr(ord(parts[0]) + _FULL_WIDTH), _ACCENT_WEIGHT if len(parts) > 1 else ""
    if "0" <= char <= "9" or "\u0e01" <= char <= "\u0e4d":
        return char.translate(_LETTER), ""
    category = unicodedata.category(char)[0]
    if category == "M":
        return "", _ACCENT_WEIGHT
    return (_AFTER_LATIN + char if category in "LN" else _GAP), ""


def _folded(text: str) -> str:
    """Text without what search and order do not tell apart: case, width, ligatures, kinds of digits."""
    if _is_in_order(text):
        return text.casefold().translate(THAI_DIGITS)
    text = unicodedata.normalize("NFKC", _in_order(_NEVER.sub("", text))).casefold()
    return _one_spelling(unicodedata.normalize("NFKC", text)).translate(THAI_DIGITS)


# ── Search ───────────────────────────────────────────────────────────────────────────────────────────────

LIKE_ESCAPE = "\\"
"""What `like_pattern` escapes with: `column.like(pattern, escape=LIKE_ESCAPE)`."""

MOST_TERMS = 8
LONGEST_TERM = 60

_PART_END = "\n"
_THAI_GAP = re.compile("(?<=[\u0e01-\u0e4e]) +(?=[\u0e01-\u0e4e])")
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")


def searchable(*parts: str | None) -> str:
    """The stored text that terms are looked for in: folded, each part on its own line so that none runs on.

    Spaces between Thai letters are left out, so ปลูกป่า is found in "ปลูก ป่า"; `search_terms` parts a query at
    its spaces, so "ปลูก ป่า" is found in ปลูกป่า too.
    """
    return _PART_END.join(_THAI_GAP.sub("", plain) for part in parts if part and (plain := _plain(part)))


def search_terms(query: str) -> list[str]:
    """The terms of a query, each folded like `searchable`; a record is found when it holds them all."""
    terms = dict.fromkeys(term[:LONGEST_TERM] for term in _plain(query[:1000]).split(" ") if term)
    return list(terms)[:MOST_TERMS]


def like_pattern(term: str) -> str:
    """A LIKE pattern that finds the term anywhere, its own `%`, `_` and backslashes taken literally."""
    escaped = re.sub(r"([\\%_])", r"\\\1", term)
    return f"%{escaped}%"


def _plain(text: str) -> str:
    folded = _folded(text)
    if _is_in_order(folded):
        return " ".join(folded.split())
    decomposed = unicodedata.normalize("NFD", folded)
    return " ".join(unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).split())


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────

LONGEST_LINK = 2000

_WEB = re.compile(r"https?://", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^@?&%:/\\]+@[^@?&%:/\\]+(\?subject=[^&?#]*)?", re.IGNORECASE)
_NOT_IN_LINKS = re.compile("[\\s\x00-\x20\x7f-\xa0<>\"'`\\\\{}|^]")
_CODED_CONTROLS = re.compile("%(?:[01][0-9a-f]|7f)", re.IGNORECASE)


def is_safe_link(url: str) -> bool:
    """Whether an address may be stored and shown: http, https or mailto, complete, and nothing hidden in it.

    Refused are other schemes however they are spelled, addresses without a scheme (`//host`, `/path`), names
    and passwords before the host (`https://bank.example@evil.example`), any space, control, quotation mark or
    backslash, and coded line ends.
    """
    if not url or len(url) > LONGEST_LINK or _NOT_IN_LINKS.search(url) or _CODED_CONTROLS.search(url):
        return False
    if _NEVER.search(url):
        return False
    if url[:7].casefold() == "mailto:":
        return _MAIL.fullmatch(url) is not None
    return _WEB.match(url) is not None and _has_plain_host(url)


def _has_plain_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and "@" not in parts.netloc and "%" not in parts.netloc and port != 0


# ── File names ───────────────────────────────────────────────────────────────────────────────────────────

LONGEST_NAME = 100

_NOT_IN_NAMES = re.compile(r'[\s/\\:*?"<>|;\x00-\x1f]+')
_NOT_ASCII_NAME = re.compile("[^A-Za-z0-9]+")


def ascii_filename(title: str, fallback: str) -> str:
    """A file name (without its ending) in ASCII letters, digits and hyphens: the title's, else the fallback.

    A title that is not all ASCII must leave at least three letters; of "งาน 2569" only a year would be left.
    """
    title = clean(title)
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = _NOT_ASCII_NAME.sub("-", plain)[:LONGEST_NAME].strip("-")
    is_useful = (bool(name) and title.isascii()) or sum(char.isalpha() for char in name) >= 3
    return name if is_useful else fallback


def content_disposition(
    kind: Literal["attachment", "inline"],
    filename: str,
    *,
    fallback: str = "download",
    plain_stem: str | None = None,
) -> str:
    """The header's value (RFC 6266): an ASCII `filename` for all, `filename*` (RFC 8187) for its real name.

    `fallback` is the ASCII name, without ending, where the real one has too few Latin letters to be useful;
    `plain_stem` is that name whatever the real one is.
    """
    stem, dot, ending = _NOT_IN_NAMES.sub(" ", clean(filename)).strip().rpartition(".")
    if not dot or not re.fullmatch("[A-Za-z0-9]{1,8}", ending):
        stem, ending = f"{stem}{dot}{ending}", ""
    suffix = f".{ending}" if ending else ""
    stem = shortened(stem.strip(" ."), LONGEST_NAME)
    ascii_stem = _NOT_ASCII_NAME.sub("-", fallback if plain_stem is None else plain_stem)
    plain = f"{ascii_filename(stem, ascii_stem) if plain_stem is None else ascii_stem}{suffix}"
    value = f'{kind}; filename="{plain}"'
    real = f"{stem}{suffix}"
    return value if real == plain or not stem else f"{value}; filename*=UTF-8''{quote(real, safe='')}"


def shortened(text: str, length: int) -> str:
    """At most so many characters, none of them parted from its marks."""
    if len(text) <= length:
        return text
    while length and (unicodedata.category(text[length])[0] == "M" or text[length] == "\u0e33"):
        length -= 1
    return text[:length].rstrip()
