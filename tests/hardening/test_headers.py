"""D4, F6, F11, F12, H5: hosts, headers, cookies, file names and sizes, on every kind of answer there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

import config
from planner.accounts import passwords, sessions
from planner.app import create_app, with_poll_edge
from planner.db import Base
from planner.extensions import db
from planner.web import gate
from tests import factories
from tests.conftest import KEY
from tests.factories import Office
from tests.hardening.premises import Premises
from tests.hardening.walking import crawl
from tests.pages import Visitor
from tests.programs import Program

pytestmark = pytest.mark.once

Visit = Callable[..., Visitor]

PASSWORD = "ฝนตกที่เชียงใหม่เมื่อวานซืน"
POLICY = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}


def faults(headers: Headers, *, is_https: bool = False) -> list[str]:
    """What is missing from an answer's headers, whatever it answers."""
    policy = dict(
        part.strip().split(" ", 1) for part in headers.get("Content-Security-Policy", "x y").split(";")
    )
    wanted = {
        "the policy": policy == POLICY,
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "a referrer policy": headers.get("Referrer-Policy") in {"same-origin", "no-referrer"},
        "an opener policy": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "transport security": ("max-age=31536000" in headers.get("Strict-Transport-Security", ""))
        == is_https,
        "a word on caching": bool(headers.get("Cache-Control")),
        "one of each": all(len(headers.getlist(key)) == 1 for key, _ in headers if key != "Set-Cookie"),
    }
    return [name for name, is_there in wanted.items() if not is_there]


def test_every_page_says_what_browsers_and_caches_may_do(
    app: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    for path, page in crawl(app, visitor, premises, several=1, every=False).items():
        headers = page.response.headers
        assert faults(headers) == [], path
        if not path.startswith(("/favicon", "/static")):
            assert headers["Cache-Control"] == "no-store", path
            assert "Cookie" in headers["Vary"], path
        if path.startswith(("/links/", "/feeds/", "/tills/")):
            assert headers["Referrer-Policy"] == "no-referrer", path


@pytest.mark.pdf
def test_a_brief_has_them_too(office: Office, visit: Visit, premises: Premises) -> None:
    answer = visit(office.mate).client.get(f"/campaigns/{premises.active.id}/brief.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert faults(answer.headers) == []
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.fixture
def brittle(app: Flask) -> Iterator[list[str]]:
    """A page that fails in whatever way is asked for: name the status, last one first."""
    asked: list[str] = []

    @gate.public
    def fail() -> str:
        status = int(asked.pop())
        if status == 500:
            raise RuntimeError("a mishap")
        abort(status)

    before = app.view_functions["health.robots"]
    app.view_functions["health.robots"] = fail
    yield asked
    app.view_functions["health.robots"] = before


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 413, 415, 418, 422, 429, 500, 501, 503])
def test_every_refusal_and_mishap_has_them_and_a_number_that_stands_in_the_log(
    status: int, brittle: list[str], office: Office, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for visitor in (visit(), visit(office.owner)):
        brittle.append(str(status))
        answer = visitor.client.get("/robots.txt")
        assert answer.status_code == status
        assert faults(answer.headers) == []
        assert answer.headers["Cache-Control"] == "no-store"
        number = answer.headers["X-Request-ID"]
        assert f"<code>{number}</code>" in answer.text
        assert number in caplog.text
    caplog.clear()


def test_answers_that_no_view_gives_have_them_too(
    app: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.owner)
    client = visitor.client
    answers = {
        "a static file": client.get("/static/css/base.css", buffered=True),
        "a static file by its digest": client.get("/static/css/base.css?v=1", buffered=True),
        "a static file that is not there": client.get("/static/css/nothing.css?v=1", buffered=True),
        "a way to the page without a slash": client.get("/campaigns/"),
        "a method nobody takes": client.delete("/campaigns"),
        "only the options": client.options("/campaigns"),
        "only the head": client.head("/campaigns"),
        "another host": client.get("/", headers={"Host": "evil.example"}),
        "no token": client.post("/profile"),
        "a stranger": app.test_client().get("/campaigns"),
    }
    for name, answer in answers.items():
        assert faults(answer.headers) == [], name
    assert "immutable" in answers["a static file by its digest"].headers["Cache-Control"]
    assert answers["a static file that is not there"].headers["Cache-Control"] == "no-store"
    assert answers["a static file that is not there"].status_code == 404


def test_feeds_and_their_refusals_have_them_too(
    session: Session, premises: Premises, program: Program
) -> None:
    path = program.path(premises.feeds[0])
    etag = program.ask(path).etag
    for wanted, reply in {
        200: program.ask(path),
        304: program.ask(path, headers={"If-None-Match": etag}),
        404: program.ask("/feeds/cal_1_1_AAAAAAAAAAAAAAAAAAAAAAAA.ics"),
        405: program.ask(path, method="POST"),
        400: program.ask(path, headers={"Host": "evil.example"}),
    }.items():
        assert reply.status == wanted
        headers = Headers(list(reply.headers.items()))
        assert faults(headers) == [], wanted
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in headers
        assert headers["Cache-Control"].startswith(("private", "no-store"))


# ── Hosts ───────────────────────────────────────────────────────────────────────────────────────────────

HOSTS = (
    "evil.example",
    "localhost.evil.example",
    "evil.example:80",
    "localhost@evil.example",
    "",
    "[::2]",
    "a b",
)


@pytest.mark.parametrize("host", HOSTS)
def test_only_our_own_hosts_are_answered(host: str, app: Flask, visit: Visit, office: Office) -> None:
    for visitor in (visit(), visit(office.owner)):
        for path in ("/", "/sign-in", "/campaigns", "/healthz", "/static/css/base.css", "/nowhere"):
            answer = visitor.client.get(path, headers={"Host": host}, buffered=True)
            assert answer.status_code == 400, f"{host!r} {path}"
            assert "evil" not in answer.text
            assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-Host",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "Forwarded",
        "X-Original-URL",
        "X-Rewrite-URL",
    ],
)
def test_nobody_is_believed_who_says_what_a_proxy_would_say(header: str, visit: Visit) -> None:
    answer = visit().client.get("/campaigns", headers={header: "evil.example"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?next=/campaigns"


def test_addresses_given_to_others_begin_with_the_base_address_whatever_host_was_asked(
    app: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    feed = premises.feeds[0]
    client = visit(office.mate).client
    held = client.get_cookie("samphan")
    assert held is not None
    client.set_cookie("samphan", held.value, domain="127.0.0.1")
    page = client.get(f"/feeds/{feed.id}", base_url="http://127.0.0.1:9999")
    assert page.status_code == 200
    assert "127.0.0.1" not in page.text
    assert re.search(r"http://localhost/feeds/cal_\d+_1_", page.text)


# ── Sizes ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_body_over_the_limit_is_refused_in_words(app: Flask, office: Office, visit: Visit) -> None:
    visitor = visit(office.owner)
    limit = app.config["MAX_CONTENT_LENGTH"]
    for body in (b"given_th=" + b"x" * limit, b"&".join([b"a=1"] * (limit // 4 + 1))):
        answer = visitor.client.post("/profile", data=body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 413
        assert "This is too large" in answer.text
        assert faults(answer.headers) == []


def test_a_body_in_chunks_is_counted_too(app: Flask, office: Office, visit: Visit) -> None:
    class Endless:
        sent = 0

        def read(self, size: int = -1) -> bytes:
            some = 65_536 if size < 0 else min(size, 65_536)
            self.sent += some
            return b"x" * some

    stream = Endless()
    environ = EnvironBuilder(path="/profile", method="POST").get_environ()
    environ |= {
        "wsgi.input": stream,
        "wsgi.input_terminated": True,
        "HTTP_TRANSFER_ENCODING": "chunked",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
    }
    environ.pop("CONTENT_LENGTH", None)
    held = visit(office.owner).client.get_cookie("samphan")
    assert held is not None
    environ["HTTP_COOKIE"] = f"samphan={held.value}"
    _, status, _ = run_wsgi_app(app, environ)
    assert status.startswith("413")
    assert 0 < stream.sent < 2 * app.config["MAX_CONTENT_LENGTH"]


def test_ten_thousand_parts_are_too_many(app: Flask, office: Office, visit: Visit) -> None:
    parts = "".join(f'--x\r\nContent-Disposition: form-data; name="a{n}"\r\n\r\n1\r\n' for n in range(10_000))
    answer = visit(office.owner).client.post(
        "/profile", data=f"{parts}--x--\r\n", content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "application/json",
        "text/xml",
        "\xff",
        "a/b;c=d",
    ],
)
def test_a_body_of_another_kind_is_no_form(kind: str, office: Office, visit: Visit) -> None:
    answer = visit(office.owner).client.post("/profile", data=b"\xff\x00--x", content_type=kind)
    assert answer.status_code == 400


# ── File names ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "title",
    [
        'a "quoted" name',
        "a\r\nSet-Cookie: x=1",
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "a;b=c; filename=evil.exe",
        "งานปลูกป่าชายเลน",
        "งาน 2569",
        "%00%0d%0a",
        "con.",
        "x" * 190,
        "ก็" * 95,
        "👩🏽‍🌾",
        "é" * 40,
    ],
)
def test_any_title_makes_a_file_name(title: str, session: Session, office: Office, visit: Visit) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner, title_th=None, title_en=title)
    event = factories.event(session, campaign, title_th=None, title_en=title)
    session.commit()
    for path, ending in (
        (f"/campaigns/{campaign.id}/calendar.ics", ".ics"),
        (f"/events/{event.id}.ics", ".ics"),
    ):
        answer = visit(office.owner).client.get(path)
        assert answer.status_code == 200
        (said,) = answer.headers.getlist("Content-Disposition")
        plain = re.match(r'attachment; filename="([A-Za-z0-9-]+)(\.[a-z]+)"', said)
        assert plain is not None, said
        assert plain[2] == ending
        assert len(plain[1]) > 2
        assert "x=1" not in answer.headers.get("Set-Cookie", "")
        real = re.search(r"filename\*=UTF-8''(\S+)$", said)
        assert real is None or not set('/\\":\r\n') & set(unquote(real[1]))
        if title.startswith("งานปลูก"):
            assert real is not None
            assert "งานปลูกป่าชายเลน" in unquote(real[1])


# ── Behind https ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[FlaskClient]:
    """A planner that others reach, by https; with one person in it."""
    app = create_app(
        config.settings(
            {
                "PLANNER_DATA_DIR": str(tmp_path),
                "PLANNER_SECRET_KEY": KEY,
                "PLANNER_BASE_URL": "https://planner.example.org",
            }
        )
    )
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with Session(db.engine) as session:
            factories.user(session, email="one@example.org", password_hash=passwords.hashed(PASSWORD))
            session.commit()
    app.wsgi_app = with_poll_edge(app)  # type: ignore[method-assign, assignment]
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def test_by_https_every_answer_asks_for_https_and_every_cookie_is_bound_to_it(secure: FlaskClient) -> None:
    base = "https://planner.example.org"
    page = secure.get("/sign-in", base_url=base)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    form = {"email": "one@example.org", "password": PASSWORD, "csrf_token": token[1]}
    signed_in = secure.post("/sign-in", data=form, base_url=base)
    assert signed_in.status_code == 302
    answers = [
        page,
        signed_in,
        *(secure.get(path, base_url=base) for path in ("/", "/nowhere", "/feeds/x.ics")),
    ]
    for answer in answers:
        assert faults(answer.headers, is_https=True) == []
        for cookie in answer.headers.getlist("Set-Cookie"):
            name, *attributes = [part.strip() for part in cookie.split(";")]
            assert name.startswith("__Host-samphan=")
            assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
            assert not any(part.startswith(("Domain", "Max-Age", "Expires")) for part in attributes)
            assert len(cookie) < 4_096
    assert secure.get("/", base_url=base).status_code == 200
    assert secure.get("/", base_url="https://127.0.0.1").status_code == 400


def test_the_cookie_stays_small_whatever_is_told_to_it(app: Flask, office: Office, visit: Visit) -> None:
    visitor = visit(office.owner)
    for n in range(6):
        visitor.press("/profile", "/theme", theme=("dark", "light")[n % 2])
        answer = visitor.press("/profile", "/language", language=("th", "en")[n % 2])
        for cookie in answer.response.headers.getlist("Set-Cookie"):
            assert len(cookie) < 1_000
            assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert sessions.LONGEST.days == 14
