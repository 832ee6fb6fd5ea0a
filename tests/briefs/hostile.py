"""What people with bad intentions, and people with unusual names, type into a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from typing import Any, cast

from planner.i18n import Text

PLACE = "PLACE"
"""Stands for the address of a server that should never be asked."""

FETCHES = [
    '<img src="PLACE/img">',
    '<link rel="stylesheet" href="PLACE/link.css">',
    "<style>@import url(PLACE/import.css);</style>",
    '<div style="background:url(PLACE/background)">x</div>',
    "<style>@font-face{font-family:Sarabun;src:url(PLACE/font.woff2)}</style>",
    '<a rel="attachment" href="PLACE/attachment">x</a>',
    '<link rel="attachment" href="PLACE/link-attachment">',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image width="9" height="9" xlink:href="PLACE/svg"/></svg>',
    '<svg><use href="PLACE/use.svg#a"/></svg>',
    '<object data="PLACE/object"></object>',
    '<embed src="PLACE/embed">',
    '<iframe src="PLACE/frame"></iframe>',
    '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22><image href=%22PLACE/nested%22/></svg>">',
    '<base href="PLACE/"><img src="relative.png">',
    '<ul style="list-style-image:url(PLACE/bullet)"><li>x</ul>',
    '<p style="content:url(PLACE/content)">x</p>',
    '<picture><source srcset="PLACE/source"><img src="PLACE/picture"></picture>',
    '<meta http-equiv="refresh" content="0;url=PLACE/refresh">',
    '<img src="file:///etc/passwd">',
    '<a rel="attachment" href="file:///etc/passwd">x</a>',
    '<link rel="attachment" href="file:///etc/hostname">',
    '<object data="file:///etc/passwd"></object>',
    '<img src="ftp://127.0.0.1/x"><img src="//127.0.0.1/x"><img src="asset:../wsgi.py">',
]

SCRIPTS = [
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "</title><script>alert(1)</script>",
    "</section></body></html><h1>gone</h1>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "{% include 'layouts/page.html' %}",
    "%(name)s %s %d 100%",
    "&lt;b&gt;&amp;amp;&#0;",
    "<!-- -->--><![CDATA[x]]>",
    "\\0\\x00';DROP TABLE campaign;--",
    "]]></svg><text>x</text>",
    "}</style><p>x",
    "url(javascript:1)",
    "asset:brief.css",
    "#summary",
]

STRANGE = [
    "ก" * 600,
    "ที่" * 300,
    "W" * 600,
    "https://example.example/" + "a" * 600,
    "مرحبا بالعالم — שלום עולם — mixed ไทย",
    "\u202eright to left\u202c \u2066isolate\u2069",
    "🌱 ปลูกป่า 👩🏽‍🌾 🇹🇭",
    "北京 東京 서울",
    "Zalgo h̷̢̛e̶̡l̸̨p̵ ก้้้้้้้้้้้้้้้้้ ที่ิ่ิ่ิ่",
    "เ แ โ ใ ไ ็ ่ ้ ๊ ๋ ์ ำ ะ า",
    "zero\u200bwidth\u200dand\u00adsoft\u2060joins",
    "tab\tand\u00a0no-break\u2028line\u2029paragraph",
    "<",
    "\ud7ff\ue000\uffff",
]

PAYLOADS = FETCHES + SCRIPTS + STRANGE


FREE = {"details", "e_mail", "phone", "online_url", "code", "permit", "expected_value", "warning"}
"""Fields that hold plain strings people typed."""


def everywhere(part: Any, *words: str) -> Any:
    """The same brief with these words, one after another, in every text and every free string of it."""
    return _with(part, cycle(words))


def _with(part: Any, words: Iterator[str]) -> Any:
    if isinstance(part, Text):
        return Text(next(words), part.lang, part.is_fallback)
    if isinstance(part, tuple):
        return tuple(_with(each, words) for each in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {
        field.name: _changed(field.name, getattr(part, field.name), words)
        for field in fields(part)
        if field.name not in {"reader", "when"}
    }
    return replace(cast(Any, part), **changed)


def _changed(name: str, value: object, words: Iterator[str]) -> object:
    if name in FREE and isinstance(value, str):
        return next(words)
    if name in FREE and isinstance(value, tuple) and not isinstance(value, Text):
        return tuple(next(words) for _ in value)
    return _with(value, words)
