"""What a calendar program gets over HTTP: `feeds.md` §3, rule by rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from planner import clock, poll
from planner.feeds.models import Feed
from planner.web.headers import CONTENT_POLICY
from tests import factories
from tests.factories import Office
from tests.programs import Program, feed, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def calendar(session: Session, office: Office) -> Feed:
    """An open feed with one event in it."""
    factories.event(session, shown_campaign(session, office))
    return feed(session)


def test_a_feed_says_what_it_is_and_nothing_that_programs_stumble_over(
    program: Program, calendar: Feed
) -> None:
    reply = program.fetch(calendar)
    assert reply.headers == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, max-age=300",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
        "Content-Security-Policy": CONTENT_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "ETag": reply.etag,
        "Last-Modified": reply.headers["Last-Modified"],
        "Content-Length": str(len(reply.body)),
    }


def test_over_https_it_asks_to_be_fetched_so_for_ever(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "BASE_URL", "https://planner.example.org")
    secure = Program(app)
    reply = secure.ask("/feeds/noise.ics")
    assert reply.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    secure.close()


@pytest.mark.parametrize(
    "accept", ["", "text/html", "application/json;q=0.9", "text/calendar,text/plain;q=0.8,*/*;q=0.5"]
)
def test_whatever_a_program_says_it_accepts_it_gets_the_calendar_unpacked(
    program: Program, calendar: Feed, accept: str
) -> None:
    reply = program.fetch(calendar, accept=accept, accept_encoding="gzip, br")
    assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Content-Encoding" not in reply.headers
    assert reply.body.startswith(b"BEGIN:VCALENDAR\r\n")


def test_an_unknown_query_is_ignored(program: Program, calendar: Feed) -> None:
    plain = program.fetch(calendar)
    shaken = program.ask(f"{program.path(calendar)}?nocache=1&language=th")
    assert (shaken.status, shaken.body, shaken.etag) == (200, plain.body, plain.etag)


def test_head_is_get_without_the_bytes(program: Program, calendar: Feed) -> None:
    got = program.fetch(calendar)
    headed = program.ask(program.path(calendar), method="HEAD")
    assert (headed.status, headed.headers, headed.body) == (200, got.headers, b"")
    again = program.ask(program.path(calendar), method="HEAD", headers={"If-None-Match": got.etag})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "REPORT"])
def test_a_feed_can_only_be_read(program: Program, calendar: Feed, method: str) -> None:
    for path in (program.path(calendar), "/feeds/noise.ics"):
        reply = program.ask(path, method=method, data={"csrf_token": "x"} if method == "POST" else None)
        assert reply.status == 405
        assert reply.headers["Allow"] == "GET, HEAD"
        assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"


# ── Asking for changes only ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "shape", ["{0}", "W/{0}", '"other", {0}', 'W/"other",W/{0}', "*", ' "x" , {0} , "y"', "{0}, garbage"]
)
def test_a_validator_it_has_in_any_form_says_nothing_has_changed(
    program: Program, calendar: Feed, shape: str
) -> None:
    etag = program.fetch(calendar).etag
    reply = program.fetch(calendar, status=304, if_none_match=shape.format(etag))
    assert reply.body == b""
    assert reply.etag == etag
    assert reply.headers["Cache-Control"] == "private, max-age=300"
    assert "Content-Length" not in reply.headers
    assert "Last-Modified" in reply.headers


@pytest.mark.parametrize("shape", ['"other"', "garbage", '"', "", 'W/"x", "y"', "1-abc"])
def test_any_other_validator_gets_the_calendar(program: Program, calendar: Feed, shape: str) -> None:
    reply = program.fetch(calendar)
    again = program.fetch(
        calendar, if_none_match=shape, if_modified_since=format_datetime(clock.now(), usegmt=True)
    )
    assert again.body == reply.body, "the validator is asked before the date"


def test_a_validator_of_an_earlier_life_of_the_same_version_gets_the_calendar(
    program: Program, calendar: Feed
) -> None:
    reply = program.fetch(calendar)
    version = reply.etag[1:].partition("-")[0]
    again = program.fetch(calendar, if_none_match=f'"{version}-0123456789abcdef0123456789abcdef"')
    assert again.body == reply.body


def test_programs_that_know_only_dates_are_told_what_has_changed(
    program: Program, session: Session, office: Office
) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        event = factories.event(session, shown_campaign(session, office))
        calendar = feed(session)
        first = program.fetch(calendar).headers["Last-Modified"]
        traveller.shift(60)
        program.fetch(calendar, status=304, if_modified_since=first)
        event.title_en = "Moved on"
        session.commit()
        reply = program.fetch(calendar, if_modified_since=first)
        assert parsedate_to_datetime(reply.headers["Last-Modified"]) > parsedate_to_datetime(first)
        program.fetch(calendar, status=304, if_modified_since=reply.headers["Last-Modified"])
        traveller.shift(60)
        later = format_datetime(clock.now(), usegmt=True)
        program.fetch(calendar, status=304, if_modified_since=later)


@pytest.mark.parametrize(
    "since", ["", "yesterday", "Tue, 99 Nov 2026 03:00:00 GMT", "0", "2026-11-24T03:00:00Z"]
)
def test_a_date_that_is_none_gets_the_calendar(program: Program, calendar: Feed, since: str) -> None:
    program.fetch(calendar)
    program.fetch(calendar, if_modified_since=since)


def test_a_date_to_come_is_not_believed(program: Program, calendar: Feed) -> None:
    program.fetch(calendar)
    program.fetch(calendar, if_modified_since=format_datetime(clock.now() + timedelta(days=400), usegmt=True))


def test_two_changes_within_a_second_are_two_dates_and_none_of_them_to_come(
    program: Program, session: Session, office: Office
) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        event = factories.event(session, shown_campaign(session, office))
        calendar = feed(session)
        first = program.fetch(calendar)
        event.title_en = "Second"
        session.commit()
        second = program.fetch(calendar)
        assert second.etag != first.etag
        assert parsedate_to_datetime(second.headers["Last-Modified"]) <= clock.now()
        traveller.shift(5)
        third = program.fetch(calendar, if_modified_since=first.headers["Last-Modified"])
        assert b"Second" in third.body, (
            "a program that saw only the first must not be told that nothing changed"
        )


def test_without_a_change_every_poll_gets_the_same_bytes(
    program: Program, app: Flask, calendar: Feed
) -> None:
    first = program.fetch(calendar)
    other_process = Program(app)
    again = other_process.fetch(calendar)
    other_process.close()
    assert (again.body, again.headers) == (first.body, first.headers)


# ── Saying no ───────────────────────────────────────────────────────────────────────────────────────────


def test_every_unknown_secret_gets_the_same_answer(
    program: Program, session: Session, calendar: Feed
) -> None:
    token = program.seals.token(calendar.id, 1)
    noise = [
        "noise",
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        program.seals.token(calendar.id + 1, 1),
        program.seals.token(calendar.id, 2),
        token.upper(),
        "a/b",
        "%00",
        "ไทย",
        "",
        "x" * 5_000,
    ]
    replies = [program.ask(f"/feeds/{one}.ics") for one in noise]
    assert {reply.status for reply in replies} == {404}
    assert len({(reply.body, *sorted(reply.headers.items())) for reply in replies}) == 1
    assert replies[0].headers["Content-Type"] == "text/plain; charset=utf-8"
    headed = program.ask("/feeds/noise.ics", method="HEAD")
    assert (headed.status, headed.headers) == (404, replies[0].headers)


def test_one_link_opens_one_feed_and_no_page(program: Program, session: Session, calendar: Feed) -> None:
    other = feed(session)
    token = program.seals.token(calendar.id, 1)
    assert program.ask(f"/feeds/{token.replace(f'cal_{calendar.id}_', f'cal_{other.id}_')}.ics").status == 404
    for path in (f"/feeds/{token}", f"/campaigns/{token}", f"/feeds/{calendar.id}", f"/{token}"):
        assert program.ask(path).status in {302, 404}, path
    assert program.ask(f"/feeds/{token}", method="POST").status in {302, 400, 404, 405}


def test_a_host_that_is_not_ours_is_not_served(program: Program, calendar: Feed) -> None:
    for host, status in (
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("localhost@evil.example", 400),
        ("", 400),
    ):
        reply = program.ask(program.path(calendar), headers={"Host": host})
        assert reply.status == status, host
        assert "evil" not in reply.body.decode()


def test_a_host_ending_that_is_trusted_is_trusted_with_every_name_before_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", [".example.org"])
    program = Program(app)
    for host, status in (("a.example.org", 404), ("example.org", 404), ("badexample.org", 400)):
        assert program.ask("/feeds/noise.ics", headers={"Host": host}).status == status, host
    program.close()


def test_no_answer_asks_for_a_password_redirects_or_sets_a_cookie(program: Program, calendar: Feed) -> None:
    for path in (program.path(calendar), "/feeds/noise.ics", "/feeds/../feeds/x.ics"):
        reply = program.ask(path)
        assert reply.status in {200, 404}
        assert not {"Set-Cookie", "Location", "WWW-Authenticate", "Vary"} & set(reply.headers)
        assert not reply.headers["Content-Type"].startswith("text/html")


# ── Limits ──────────────────────────────────────────────────────────────────────────────────────────────


def test_guessing_is_slowed_down_by_address_and_nobody_else_is(program: Program, calendar: Feed) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        guesser, neighbour = {"REMOTE_ADDR": "203.0.113.9"}, {"REMOTE_ADDR": "203.0.113.10"}

        def ask(path: str, who: dict[str, str]) -> int:
            return program.ask(path, environ_base=who).status

        assert [ask(f"/feeds/{n}.ics", guesser) for n in range(31)] == [404] * 30 + [429]
        assert ask("/feeds/x.ics", neighbour) == 404
        assert ask(program.path(calendar), guesser) == 200, "a genuine link works from the same address"
        assert program.ask("/feeds/x.ics", environ_base=guesser).headers["Retry-After"] == "60"
        traveller.shift(60)
        assert ask("/feeds/x.ics", guesser) == 404


def test_all_addresses_of_one_line_count_as_one(program: Program) -> None:
    with time_machine.travel(NOW, tick=False):
        statuses = [
            program.ask("/feeds/x.ics", environ_base={"REMOTE_ADDR": f"2001:db8:1:2::{n:x}"}).status
            for n in range(31)
        ]
        assert statuses[-1] == 429
        assert program.ask("/feeds/x.ics", environ_base={"REMOTE_ADDR": "2001:db8:1:3::1"}).status == 404


def test_behind_our_proxy_the_address_and_the_host_are_those_it_tells(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PROXIES", 1)
    program = Program(app)
    with time_machine.travel(NOW, tick=False):
        for n in range(31):
            # what stands before the last comma was sent by the asker
            headers = {"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.9", "X-Forwarded-Host": "x, localhost"}
            last = program.ask("/feeds/x.ics", headers={**headers, "Host": "inside"})
        assert last.status == 429
    assert program.ask("/feeds/x.ics", headers={"X-Forwarded-Host": "evil.example"}).status == 400
    program.close()


def test_one_link_may_be_polled_sixty_times_a_minute_from_wherever(
    program: Program, session: Session, calendar: Feed
) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        path = program.path(calendar)
        statuses = [
            program.ask(path, environ_base={"REMOTE_ADDR": f"203.0.113.{n}"}).status
            for n in range(poll.POLLS_A_MINUTE + 1)
        ]
        assert statuses == [200] * poll.POLLS_A_MINUTE + [429]
        assert program.fetch(feed(session)).status == 200, "another link is not held up"
        traveller.shift(60)
        program.fetch(calendar)


def test_everything_else_goes_on_to_the_application(program: Program) -> None:
    assert program.ask("/healthz").body == b"ok\n"
    assert program.ask("/feeds").status == 302
    assert program.ask("/feeds/new").status == 302
    assert program.ask("/campaigns/1/calendar.ics").status == 302
