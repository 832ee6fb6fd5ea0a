"""A visitor without a browser, who checks every page that they are given.

Every HTML page fetched in any test: one h1; a title that begins with it; labelled inputs; unique ids; the
language set; forms with an action and a CSRF token; no inline style or script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from flask import Flask
from flask.testing import FlaskClient
from lxml.etree import HTML, HTMLParser
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from planner.accounts import sessions
from planner.accounts.models import User
from planner.i18n import Language

UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


class _Tree(TreeBuilder):
    """What libxml2 reads, as the standard library's elements."""

    def start(self, tag: str, attributes: Mapping[str, str], /) -> Element:
        return super().start(tag, dict(attributes))


def parsed(html: str) -> Element:
    """A page's elements. Its parser is libxml2's: one that stands in Python took a third of all the tests' time."""
    root: Element = HTML(html.encode(), HTMLParser(target=_Tree(), remove_comments=True, encoding="utf-8"))
    for room in root.iter("textarea"):
        # what a browser leaves out and libxml2 does not
        room.text = (room.text or "").removeprefix("\n")
    return root


class Page:
    """One answer, as a person would see it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        self.is_html = response.mimetype == "text/html"
        self.html = response.get_data(as_text=True) if self.is_html else ""
        self.root: Element | None = parsed(self.html) if self.is_html and self.html else None
        if self.root is not None and not 300 <= self.status < 400:
            problems = self.problems()
            assert not problems, f"{response.request.path}: {problems}"

    def all(self, tag: str) -> list[Element]:
        """Every element of a name."""
        return [] if self.root is None else list(self.root.iter(tag))

    @property
    def text(self) -> str:
        """The words of the page, white space folded."""
        if self.root is None:
            return self.response.get_data(as_text=True)
        return words(self.root)

    @property
    def heading(self) -> str:
        """The words of its h1."""
        return words(self.all("h1")[0])

    def links(self) -> list[str]:
        """Every address it links to."""
        return [a.get("href", "") for a in self.all("a")]

    def form(self, action: str | None = None, *, holding: str | None = None) -> Form:
        """The form with this action (a part of it will do), or the one that holds this control."""
        for element in self.all("form"):
            form = Form(element)
            if (action is None or action in form.action) and (holding is None or holding in form.names):
                if action is None and holding is None and form.method == "get":
                    continue
                return form
        raise AssertionError(f"no form for {action or holding} on {self.response.request.path}")

    def problems(self) -> list[str]:
        """What is wrong with the page, by the house's conventions."""
        return [
            *self._heading_problems(),
            *self._label_problems(),
            *self._form_problems(),
            *self._inline_problems(),
        ]

    def _heading_problems(self) -> list[str]:
        found = []
        headings = self.all("h1")
        title = words(self.all("title")[0]) if self.all("title") else ""
        if len(headings) != 1:
            found.append(f"{len(headings)} h1")
        elif not title.startswith(words(headings[0])):
            found.append(f"title {title!r} does not begin with {words(headings[0])!r}")
        if self.root is not None and self.root.get("lang") not in {"th", "en"}:
            found.append("no language")
        return found

    def _label_problems(self) -> list[str]:
        ids = [element.get("id") for element in self.iter() if element.get("id")]
        found = [f"id {one} twice" for one in {one for one in ids if ids.count(one) > 1}]
        labelled = {label.get("for") for label in self.all("label")}
        wrapped = {id(inner) for label in self.all("label") for inner in label.iter()}
        waiting = {id(inner) for piece in self.all("template") for inner in piece.iter()}
        for control in [*self.all("input"), *self.all("select"), *self.all("textarea")]:
            if control.get("type") in UNLABELLED or id(control) in waiting:
                continue
            has_label = control.get("id") in labelled or id(control) in wrapped
            if not (has_label or control.get("aria-label") or control.get("aria-labelledby")):
                found.append(f"control {control.get('name')} has no label")
        return found

    def _form_problems(self) -> list[str]:
        found = []
        for form in map(Form, self.all("form")):
            if not form.action:
                found.append("form without action")
            # a till's address is itself the secret that nobody else's page can know
            is_till = form.action.startswith("/tills/till_")
            if form.method == "post" and not is_till and "csrf_token" not in form.names:
                found.append(f"form {form.action} without a CSRF token")
        return found

    def _inline_problems(self) -> list[str]:
        found = []
        for element in self.iter():
            inline = [key for key in element.attrib if key == "style" or key.startswith("on")]
            if inline:
                found.append(f"inline {inline} on {element.tag}")
        if self.all("style") or any(not script.get("src") for script in self.all("script")):
            found.append("inline style or script")
        return found

    def iter(self) -> Iterable[Element]:
        """Every element."""
        return () if self.root is None else self.root.iter()


class Form:
    """A form of a page, with what a browser would send."""

    def __init__(self, element: Element) -> None:
        self.action = element.get("action", "")
        self.method = element.get("method", "get").lower()
        self.values: dict[str, list[str]] = {}
        self.names: set[str] = set()
        for control in element.iter():
            name = control.get("name")
            if not name or control.get("disabled") is not None:
                continue
            self.names.add(name)
            for value in _sent(control):
                self.values.setdefault(name, []).append(value)

    def filled(self, **values: Any) -> dict[str, list[str]]:
        """What is sent when a person fills these in and leaves the rest."""
        sent = {key: list(items) for key, items in self.values.items()}
        for key, value in values.items():
            assert key in self.names, f"the form has no control {key}: {sorted(self.names)}"
            items = value if isinstance(value, (list, tuple)) else [value]
            sent[key] = [str(item) for item in items if item is not None]
        return sent


def _sent(control: Element) -> list[str]:
    tag = control.tag
    if tag == "textarea":
        return [control.text or ""]
    if tag == "select":
        options = list(control.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None]
        if not chosen and control.get("multiple") is None:
            chosen = options[:1]
        return [o.get("value", o.text or "") for o in chosen]
    if tag == "input":
        kind = control.get("type", "text")
        if kind in {"checkbox", "radio"}:
            return [control.get("value", "on")] if control.get("checked") is not None else []
        return [] if kind in {"submit", "button", "image", "file"} else [control.get("value", "")]
    return []


def words(element: Element) -> str:
    """The text inside an element, white space folded."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


class Visitor:
    """Someone with a browser: a stranger, or a signed-in person."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    @classmethod
    def of(cls, app: Flask, session: Session, user: User | None, *, language: str = "en") -> Visitor:
        """A visitor; signed in by a session row of their own when there is a user."""
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["language"] = language
            if user is not None:
                user.language = Language(language)
                cookie["_user_id"] = sessions.begin(session, user, program="tests")
                session.commit()
        return cls(client)

    def get(self, path: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Page:
        """Open a page, expecting a status."""
        page = Page(self.client.get(path, headers=headers))
        assert page.status == status, f"GET {path}: {page.status}\n{page.text[:2000]}"
        return page

    def post(self, path: str, data: Mapping[str, Any] | None = None, *, status: int = 302) -> Page:
        """Send values as they are (bring a CSRF token), expecting a status."""
        page = Page(self.client.post(path, data=data))
        assert page.status == status, f"POST {path}: {page.status}\n{page.text[:2000]}"
        return page

    def fill(self, page: Page, action: str | None = None, *, status: int = 302, **values: Any) -> Page:
        """Fill in a form of a page and send it, as a browser would."""
        form = page.form(action, holding=next(iter(values), None) if action is None else None)
        target = form.action
        return self.post(target, form.filled(**values), status=status)

    def press(self, path: str, action: str, *, status: int = 302, **values: Any) -> Page:
        """Open a page and send the form with this action: a step."""
        return self.fill(self.get(path), action, status=status, **values)

    def follow(self, page: Page) -> Page:
        """Go where an answer leads."""
        return self.get(page.location)
