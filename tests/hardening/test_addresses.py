"""F4 and hostile encodings: whatever stands in an address is answered by a page, and none of it reaches SQL as SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from flask import Flask, Request

from tests.factories import Office
from tests.hardening.hostile import SQL, STRANGE
from tests.hardening.premises import Premises
from tests.hardening.walking import Noting, crawl, opened, shape_of
from tests.pages import Visitor

Visit = Callable[..., Visitor]

# names that mean something to the functions that build addresses
TREACHEROUS = (
    "endpoint",
    "self",
    "_external",
    "_scheme",
    "_anchor",
    "_method",
    "values",
    "page",
    "section",
    "id",
)
RAW = (
    "%",
    "%zz",
    "%00",
    "%ff%fe",
    "%c0%ae%c0%ae",
    "%ed%a0%80",
    "%f5%80%80%80",
    "%e0%b8",
    "%u0e01",
    "q=%ed%bf%bf&q=%00",
    "&&==&;;",
    "q[]=1&q[a][b]=2&q.x=3",
    "page=1&page=2&page=%27",
)
REFUSED = {302, 400, 403, 404, 405, 414, 422}


class Listener(Request):
    """A request that notes which parameters of its address are asked for."""

    parameter_storage_class = Noting


@pytest.fixture
def listening(app: Flask) -> Iterator[Flask]:
    """The application, noting."""
    before, app.request_class = app.request_class, Listener
    yield app
    app.request_class = before


def asked_for(app: Flask, visitor: Visitor, premises: Premises) -> dict[str, tuple[str, set[str]]]:
    """Every endpoint with an address of its own, and the parameters it asks for, at whatever address."""
    found: dict[str, tuple[str, set[str]]] = {}
    for path in crawl(app, visitor, premises, several=1):
        endpoint = shape_of(app, path)[0]
        _, names = found.setdefault(endpoint, (path.partition("?")[0], set()))
        Noting.asked.clear()
        opened(visitor, path)
        names |= Noting.asked
    return found


def test_no_parameter_of_any_page_takes_sql_for_sql(
    listening: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    tried = 0
    for path, names in asked_for(listening, visitor, premises).values():
        for name in sorted(names):
            for injected in SQL:
                answer = visitor.client.get(path, query_string={name: injected})
                assert answer.status_code in {200} | REFUSED, (
                    f"{path}?{name}={injected}: {answer.status_code}"
                )
                tried += 1
    assert tried > 500


def test_an_injected_condition_finds_nothing_more(office: Office, visit: Visit, premises: Premises) -> None:
    visitor = visit(office.mate)
    for path in ("/campaigns", "/stakeholders", "/search"):
        nothing = visitor.get(f"{path}?q=qqqqzz").text.replace("qqqqzz", "")
        for injected in SQL[4:]:
            found = visitor.get(f"{path}?q={quote('qqqqzz' + injected)}").text
            assert "Clean water" not in found, injected
            assert len(found) < len(nothing) + 300, injected


def test_no_parameter_of_any_page_minds_what_is_strange(
    listening: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    for path, names in asked_for(listening, visitor, premises).values():
        for value in STRANGE if names else ("1",):
            answer = visitor.client.get(path, query_string=dict.fromkeys({*names, *TREACHEROUS}, value))
            assert answer.status_code in {200} | REFUSED, f"{path} {sorted(names)} {value[:20]!r}"
        for raw in RAW:
            answer = visitor.client.get(path, query_string=raw)
            assert answer.status_code in {200} | REFUSED, f"{path}?{raw}"


@pytest.mark.parametrize("name", TREACHEROUS)
def test_no_link_of_a_list_is_bent_by_its_own_address(
    name: str, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.owner)
    for path in ("/campaigns", "/stakeholders", "/calendar", "/feeds/new", "/search"):
        page = visitor.get(f"{path}?{name}=javascript&_external=1&sort=start&page=2")
        assert page.links()
        assert [href for href in page.links() if not href.startswith(("/", "#"))] == []


@pytest.mark.parametrize(
    "hostile",
    [
        *(quote(one[:200]) for one in STRANGE),
        *(raw for raw in RAW if "=" not in raw),
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/config.py",
        "1%0d%0aSet-Cookie:%20x=1",
        "99999999999999999999",
        "-1",
        "0",
        "1.5",
        "0x1",
        "01",
    ],
)
def test_no_path_is_too_strange_to_answer(
    hostile: str, app: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    for before, after in (
        ("/campaigns/", ""),
        ("/campaigns/", "/edit/about"),
        (f"/events/{premises.series.id}/occurrences/", ""),
        ("/stakeholders/1/edit/", ""),
        ("/links/", ""),
        ("/feeds/", ""),
        ("/feeds/", ".ics"),
        ("/static/", ""),
        ("/static/css/", ""),
        ("/", ""),
        ("/messages/", "/edit"),
    ):
        for method in ("GET", "POST", "HEAD", "OPTIONS", "DELETE", "TRACE"):
            answer = visitor.client.open(f"{before}{hostile}{after}", method=method)
            assert answer.status_code in {200, 308} | REFUSED, f"{method} {before}{hostile}{after}"
            assert b"root:" not in answer.data
            assert "x=1" not in answer.headers.get("Set-Cookie", "")


@pytest.mark.parametrize(
    "year", ["0001-01-01", "1899-12-31", "2400-01-01", "9999-12-31", "2027-02-29", "10000-1-1"]
)
def test_days_at_the_edge_of_time_are_answered(
    year: str, app: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    token = visitor.get("/profile").form("/profile").values["csrf_token"]
    for path in ("/calendar?view=month&on=", "/calendar?view=agenda&on=", "/events/new?on="):
        visitor.get(path + year)
    answer = visitor.client.get(f"/campaigns/{premises.draft.id}/events/new?on={year}")
    assert answer.status_code == 200
    series = f"/events/{premises.series.id}/occurrences/{year}"
    assert visitor.client.get(series).status_code == 404
    for verb in ("", "/cancel", "/cancel-following", "/restore", "/leave-out", "/take-in"):
        answer = visitor.client.post(f"{series}{verb}", data={"csrf_token": token})
        assert answer.status_code in {302, 404, 422}, verb
