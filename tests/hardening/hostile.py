"""What people with bad intentions type. Everything that would run, load or break out bears the mark `xss7`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MARK = "xss7"
ARITHMETIC = ("{{ 7919*7907 }}", str(7919 * 7907))
"""A template's arithmetic, and what would be shown if somebody did it."""

SCRIPTS: tuple[str, ...] = (
    "<script>xss7(1)</script>",
    '"><script>xss7(2)</script>',
    "'><script>xss7(3)</script>",
    "</title><script>xss7(4)</script>",
    "</textarea><script>xss7(5)</script>",
    "</option></select><img src=x onerror=xss7(6)>",
    "</template><svg onload=xss7(7)>",
    "<img src=x onerror=xss7(8)>",
    "<svg/onload=xss7(9)>",
    '" onfocus=xss7(10) autofocus x="',
    "' onmouseover=xss7(11) '",
    '" style="xss7:12"',
    "<body onload=xss7(13)>",
    '<iframe srcdoc="<script>xss7(14)</script>">',
    '<a href="javascript:xss7(15)">x</a>',
    "javascript:xss7(16)",
    "JaVaScRiPt&colon;xss7(17)",
    "java\tscript:xss7(18)",
    "data:text/html,<script>xss7(19)</script>",
    "vbscript:xss7(20)",
    "//xss7.example/21",
    "<base href=//xss7.example/22>",
    '<meta http-equiv=refresh content="0;url=//xss7.example/23">',
    "<form action=//xss7.example/24><button>",
    "<input name=xss7 value=25 form=form>",
    "<style>@import '//xss7.example/26'</style>",
    "<link rel=stylesheet href=//xss7.example/27>",
    "<object data=//xss7.example/28>",
    "<math><mtext><table><mglyph><style><img src=x onerror=xss7(29)>",
    '<noscript><p title="</noscript><img src=x onerror=xss7(30)>">',
    "<!--><img src=x onerror=xss7(31)>-->",
    "<![CDATA[<script>xss7(32)</script>]]>",
    "&lt;script&gt;xss7(33)&lt;/script&gt;",
    "&#60;img src=x onerror=xss7(34)&#62;",
    "\\u003cscript\\u003exss7(35)\\u003c/script\\u003e",
    "%3Cscript%3Exss7(36)%3C/script%3E",
    "＜script＞xss7(37)＜/script＞",
    f"{ARITHMETIC[0]}{{% xss7 %}}",
    "%(xss7)s %s ${xss7} #{xss7}",
    "xss7\r\nATTACH:javascript:xss7(40)\r\nBEGIN:VALARM",
    "<img hx-get=//xss7.example/41 hx-trigger=load>",
)

SQL: tuple[str, ...] = (
    "'",
    '"',
    "''",
    "\\",
    "' OR '1'='1",
    "1 OR 1=1",
    "1' ORDER BY 99--",
    "x' UNION SELECT NULL,NULL,NULL--",
    "1; DROP TABLE campaign",
    "'); DELETE FROM event;--",
    "1) OR (1=1",
    'id DESC, (SELECT password_hash FROM "user")',
    "title_th COLLATE nothing",
    "1/0",
    "1 AND (SELECT 1 FROM (SELECT sleep(5)) x)",
    "(SELECT CASE WHEN 1=1 THEN 1 ELSE abs(-9223372036854775808) END)",
    "%' ESCAPE '",
    "/**/UNION/**/ALL/**/SELECT/**/1",
    "; PRAGMA writable_schema=1;--",
    ":name %(name)s ?1 $1 \x00'",
)

STRANGE: tuple[str, ...] = (
    "\x00",
    "\ufeff\u200b\u202ereversed",
    "\ufffe\uffff\U0010ffff",
    "9" * 5_000,
    "-1",
    "1e400",
    "NaN",
    "٣",
    "๓",
    "²",
    "1_000",
    " 1 ",
    "9999-12-31",
    "0001-01-01",
    "2027-02-30",
    "ก" * 1_000,
    "ก" + "้" * 1_000,
    "👩🏽‍🌾" * 100,
)


def packed(payloads: Sequence[str], room: int, begin: int) -> tuple[str, int]:
    """As many payloads as there is room for, from a place on; and the place after the last. One always fits."""
    taken: list[str] = []
    length = 0
    for payload in _around(payloads, begin):
        length += len(payload) + 1
        if taken and length > room:
            break
        taken.append(payload)
    return " ".join(taken)[:room], begin + len(taken)


def _around(payloads: Sequence[str], begin: int) -> Iterator[str]:
    for step in range(len(payloads)):
        yield payloads[(begin + step) % len(payloads)]
