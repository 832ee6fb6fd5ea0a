"""Going everywhere: all pages of the premises, the ways that lead on from them, and the forms found on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException

from tests.hardening.premises import Premises
from tests.pages import Form, Page, Visitor

TEXT_TYPES = {"text", "search", "email", "url", "tel", "number"}
# a PDF takes seconds; whether the tables are current is a matter of migrations, which tests do without
APART = {"briefs.show", "health.ready"}
SEVERAL = 2
"""Ways of one shape that are followed: the same page with other values of the same parameters."""


def shape_of(app: Flask, path: str) -> tuple[str, frozenset[str]]:
    """The endpoint that answers a path, and the names of its parameters; endpoint `""` where none does."""
    parts = urlsplit(path)
    try:
        endpoint, _ = app.url_map.bind("localhost").match(parts.path, method="GET")
    except HTTPException:
        endpoint = ""
    return endpoint, frozenset(parse_qs(parts.query, keep_blank_values=True))


def ways_on(app: Flask, page: Page) -> Iterator[str]:
    """The addresses of ours that a page links to, PDFs and static files aside."""
    for href in page.links():
        path = href.partition("#")[0]
        if path.startswith("/") and shape_of(app, path)[0] not in {"", "static"} | APART:
            yield path


def opened(visitor: Visitor, path: str) -> Page:
    """Whatever is at an address; a file is read whole."""
    return Page(visitor.client.get(path, buffered=True))


def crawl(
    app: Flask, visitor: Visitor, premises: Premises, *, several: int = SEVERAL, every: bool = True
) -> dict[str, Page]:
    """Every address of the premises and those they lead to, with what the visitor is shown there.

    At most `several` of one shape are followed, and of the premises' own too unless `every` one is wanted.
    """
    seen: dict[str, Page] = {}
    shapes: Counter[tuple[str, frozenset[str]]] = Counter()
    coming = [path for endpoint, path in premises.addresses(app) if endpoint not in APART]
    sure = set(coming) if every else set()
    while coming:
        path = coming.pop(0)
        shape = shape_of(app, path)
        if path in seen or (path not in sure and shapes[shape] >= several):
            continue
        shapes[shape] += 1
        seen[path] = page = opened(visitor, path)
        assert page.status < 500, f"GET {path}: {page.status}"
        if page.status == 200:
            coming += ways_on(app, page)
    return seen


@dataclass
class Sheet:
    """A form found on a page."""

    path: str
    action: str
    method: str
    names: frozenset[str]
    endpoint: str
    values: dict[str, list[str]]
    rooms: dict[str, int] = field(default_factory=dict)
    """Its controls for text, and how much each takes."""
    options: dict[str, str] = field(default_factory=dict)
    """Its lists, and the first real choice of each."""
    invalid: frozenset[str] = frozenset()
    """The controls that an answer marks as wrong."""

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What tells it from other forms: where it goes to, whatever the record, and what it asks."""
        return self.endpoint, self.names


def sheets(app: Flask, page: Page, path: str) -> Iterator[Sheet]:
    """The forms of a page; one of several buttons with addresses of their own counts as several."""
    for element in page.all("form"):
        form = Form(element)
        buttons = [one.get("formaction", "") for one in element.iter("button")]
        for action in dict.fromkeys([form.action, *filter(None, buttons)]):
            yield Sheet(
                path=path,
                action=action,
                method=form.method,
                names=frozenset(form.names),
                endpoint=_endpoint(app, action, form.method),
                values=form.values,
                rooms=dict(_rooms(element)),
                options=dict(_options(element)),
                invalid=frozenset(_invalid(element)),
            )


def _endpoint(app: Flask, action: str, method: str) -> str:
    try:
        endpoint, values = app.url_map.bind("localhost").match(urlsplit(action).path, method=method.upper())
    except HTTPException:
        return ""
    section = values.get("section") or values.get("verb")
    return f"{endpoint} {section}" if section else str(endpoint)


def _rooms(form: Element) -> Iterator[tuple[str, int]]:
    for control in form.iter():
        name, tag = control.get("name"), control.tag
        is_text = tag == "textarea" or (tag == "input" and control.get("type", "text") in TEXT_TYPES)
        if name and is_text and control.get("disabled") is None:
            yield name, int(control.get("maxlength") or 2_000)


def _options(form: Element) -> Iterator[tuple[str, str]]:
    for select in form.iter("select"):
        values = [option.get("value", "") for option in select.iter("option")]
        yield select.get("name", ""), next(filter(None, values), "")
    ticks = {"radio", "checkbox"}
    radios = [one for one in form.iter("input") if one.get("type") in ticks and one.get("value")]
    yield from {one.get("name", ""): one.get("value", "") for one in reversed(radios)}.items()


def _invalid(form: Element) -> Iterator[str]:
    for control in form.iter():
        if control.get("aria-invalid") == "true":
            yield control.get("name", "")
    for group in form.iter("fieldset"):
        if "has-error" in group.get("class", ""):
            yield from (one.get("name", "") for one in group.iter("input"))


def all_sheets(app: Flask, pages: Mapping[str, Page]) -> dict[tuple[str, frozenset[str]], list[Sheet]]:
    """The forms for sending something, from all the pages; those that ask the same of different records together."""
    found: dict[tuple[str, frozenset[str]], list[Sheet]] = {}
    for path, page in pages.items():
        if page.status == 200 and page.is_html:
            for sheet in sheets(app, page, path):
                if sheet.method == "post":
                    found.setdefault(sheet.key, []).append(sheet)
    return found


def again(app: Flask, visitor: Visitor, sheet: Sheet) -> Sheet | None:
    """The same form opened anew, with its tokens of now; None where it is no longer there."""
    return same(app, opened(visitor, sheet.path), sheet)


def same(app: Flask, page: Page, sheet: Sheet) -> Sheet | None:
    """The same form on an answer, which may have grown by a row."""
    way = (sheet.action, sheet.method)
    found = (one for one in sheets(app, page, sheet.path) if (one.action, one.method) == way)
    return next((one for one in found if one.rooms.keys() >= sheet.rooms.keys()), None)


# ── Filling in ──────────────────────────────────────────────────────────────────────────────────────────

SAMPLES: tuple[tuple[str, str], ...] = (
    ("start_time", "09:00"),
    ("end_time", "10:00"),
    ("_time", "08:00"),
    ("period_start_on", "1/3/2560"),
    ("start_on", "1/3/2570"),
    ("end_on", "2/3/2570"),
    ("baseline_on", "1/3/2560"),
    ("_on", "3/3/2570"),
    ("rsvp_due_at", "3/3/2570"),
    ("until", "1/3/2571"),
    ("starts_at", "09:30"),
    ("timezone", "Asia/Bangkok"),
    ("email", "someone@example.org"),
    ("phone", "02 123 4567"),
    ("url", "https://example.org/"),
    ("baseline", "1"),
    ("target", "4"),
    ("numerator", ""),
    ("denominator", ""),
    ("excluded", ""),
)


# controls whose whole name says what they take
EXACTLY = {"on": "3/3/2570", "address": "https://example.org/", "country": "JP"}


def sample(name: str, before: Iterable[str]) -> str:
    """Something that will do for a control that does not take just any text."""
    kept = next((value for value in before if value), "") or EXACTLY.get(name, "")
    return kept or next((value for part, value in SAMPLES if part in name), "7")


def send(visitor: Visitor, sheet: Sheet, values: Mapping[str, Any]) -> Page:
    """Send a form with these values instead of its own."""
    return Page(visitor.client.post(sheet.action, data={**sheet.values, **values}))


class Noting(ImmutableMultiDict[str, str]):
    """Parameters that note which of them somebody asks for."""

    asked: set[str] = set()  # noqa: RUF012 - one set for all requests, read by the test that sets it

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, *more: Any, **named: Any) -> Any:
        """The value."""
        self.asked.add(key)
        return super().get(key, *more, **named)

    def getlist(self, key: str, *more: Any, **named: Any) -> Any:
        """The values."""
        self.asked.add(key)
        return super().getlist(key, *more, **named)
