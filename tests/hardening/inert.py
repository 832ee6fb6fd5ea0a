"""Is what people typed only words? Every way in which a text could act is looked for in the parsed answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Comment, Element

import tinyhtml5

from tests.feeds import conformance
from tests.hardening.hostile import ARITHMETIC, MARK
from tests.pages import Page

SVG = "{http://www.w3.org/2000/svg}"
SCHEMES = {"", "http", "https", "mailto", "tel", "webcal"}
LEADS = {
    "href",
    "src",
    "action",
    "formaction",
    "srcset",
    "data",
    "poster",
    "cite",
    "ping",
    "background",
    "xlink:href",
}
SAID = {"value", "title", "aria-label", "alt", "content", "label", "placeholder", "aria-description"}
NEVER = {
    "base",
    "iframe",
    "object",
    "embed",
    "applet",
    "frame",
    "frameset",
    "math",
    "style",
    "img",
    "noscript",
}
URI_LINE = re.compile(r"^(?:URL|ATTACH|ALTREP|CONFERENCE|IMAGE|SOURCE)[:;]", re.MULTILINE)


def problems(page: Page) -> list[str]:
    """Every sign that something typed is more than words on a page, a calendar file or a plain answer."""
    mimetype = page.response.mimetype
    if page.is_html:
        return [*_in_html(page), *page.problems()] if page.root is not None and page.status != 302 else []
    if mimetype == "text/calendar":
        return in_calendar(page.response.get_data(), is_file=True)
    return [] if MARK.encode() not in page.response.get_data() else [f"it stands in {mimetype}"]


def _in_html(page: Page) -> Iterator[str]:
    for element in parsed(page.html).iter():
        tag: object = element.tag
        if tag is Comment:
            if MARK in (element.text or ""):
                yield "it stands in a comment"
            continue
        name = str(tag)
        short = name.removeprefix("{http://www.w3.org/1999/xhtml}")
        if MARK in name or short in NEVER or (short == "meta" and element.get("http-equiv")):
            yield f"element {short}"
        if short in {"script", "style"} and (element.text or "").strip():
            yield f"text in {short}"
        yield from _attributes(element, short)
    if ARITHMETIC[1] in page.html:
        yield "a template did the arithmetic"


def _attributes(element: Element, short: str) -> Iterator[str]:
    for key, value in element.attrib.items():
        name = str(key).rpartition("}")[2].lower()
        if name.startswith(("on", "hx-", "data-hx-")) or name in {"style", "srcdoc"} or MARK in name:
            yield f"attribute {name} on {short}"
        if name in LEADS:
            if not is_harmless(value):
                yield f"{short} {name}={value[:80]!r}"
        elif MARK in value and name not in SAID and not name.startswith("data-"):
            yield f"it stands in {name} of {short}"


def is_harmless(address: str) -> bool:
    """Whether following it leads to a page, ours or a web page that somebody meant to name."""
    plain = re.sub("[\x00-\x20]", "", address)
    try:
        parts = urlsplit(plain)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and not plain.startswith(("//", "/\\", "\\"))


def in_calendar(data: bytes, *, is_file: bool = False) -> list[str]:
    """The same, of a calendar: it conforms, and no line of it was typed."""
    found = conformance.check(data, is_file=is_file)
    text = data.decode().replace("\r\n ", "")
    lines = text.split("\r\n")
    found += [f"a line begins with what was typed: {line[:60]}" for line in lines if line.startswith(MARK)]
    found += [f"line {line[:60]}" for line in lines if line.startswith(("ATTACH", "BEGIN:VALARM"))]
    found += [
        f"leads elsewhere: {line[:80]}"
        for line in lines
        if URI_LINE.match(line)
        and not line.partition(":")[2].lower().startswith(("https:", "http:", "mailto:"))
    ]
    return found


def parsed(html: str) -> Element:
    """A page by the rules of browsers."""
    return tinyhtml5.parse(html)
