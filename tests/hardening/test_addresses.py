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
    for path in crawl(app, visitor, premises, several=1, every=False):
        endpoint = shape_of(app, path)[0]
        _, names = found.setdefault(endpoint, (path.partition("?")[0], set()))
        Noting.asked.clear()
        opened(visitor, path)
        names |= Noting.asked
    return found


@pytest.mark.parametrize("at_once", [True, pytest.param(False, marks=pytest.mark.long)])
def test_no_parameter_of_any_page_takes_sql_for_sql(
    at_once: bool, listening: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    tried = 0
    for path, asked in asked_for(listening, visitor, premises).values():
        names = sorted(asked)
        for step in range(len(SQL)):
            # each name meets each string, all names in one request or one by one
            values = {name: SQL[(step + place) % len(SQL)] for place, name in enumerate(names)}
            for query in [values] if at_once else [{name: value} for name, value in values.items()]:
                answer = visitor.client.get(path, query_string=query, buffered=True)
                assert answer.status_code in {200} | REFUSED, f"{path} {query}: {answer.status_code}"
                tried += len(query)
    assert tried > 700


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
        strange = [dict.fromkeys(names, value) for value in STRANGE] if names else []
        for query in [*strange, *(RAW if names else RAW[:1]), dict.fromkeys(TREACHEROUS, "1")]:
            answer = visitor.client.get(path, query_string=query, buffered=True)
            assert answer.status_code in {200} | REFUSED, f"{path}?{str(query)[:200]}"


def test_no_link_of_a_list_is_bent_by_its_own_address(
    office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.owner)
    for name in TREACHEROUS:
        for path in ("/campaigns", "/stakeholders", "/calendar", "/feeds/new", "/search"):
            page = visitor.get(f"{path}?{name}=javascript&_external=1&sort=start&page=2")
            assert page.links()
            assert [href for href in page.links() if not href.startswith(("/", "#"))] == []


PATHS = (
    *(quote(one[:200]) for one in STRANGE),
    *(raw for raw in RAW if "=" not in raw),
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/config.py",
    "1%0d%0aSet-Cookie:%20x=1",
    "99999999999999999999",
    "0",
    "1.5",
    "0x1",
    "01",
)


def test_no_path_is_too_strange_to_answer(office: Office, visit: Visit, premises: Premises) -> None:
    visitor = visit(office.administrator)
    around = (
        ("/campaigns/", ""),
        ("/campaigns/", "/edit/about"),
        (f"/events/{premises.series.id}/occurrences/", ""),
        (f"/stakeholders/{premises.person.id}/edit/", ""),
        ("/links/", ""),
        ("/feeds/", ".ics"),
        ("/static/css/", ""),
        ("/", ""),
    )
    for before, after in around:
        for hostile in PATHS:
            for method in ("GET", "POST"):
                answer = visitor.client.open(f"{before}{hostile}{after}", method=method)
                assert answer.status_code in {200, 308} | REFUSED, f"{method} {before}{hostile}{after}"
                assert b"root:" not in answer.data
                assert "x=1" not in answer.headers.get("Set-Cookie", "")
        for method in ("HEAD", "OPTIONS", "DELETE", "PUT", "TRACE", "PROPFIND", "X"):
            answer = visitor.client.open(f"{before}1{after}", method=method)
            assert answer.status_code in {200, 403, 404, 405}, f"{method} {before}1{after}"


EDGES = ("0001-01-01", "1899-12-31", "2400-01-01", "9999-12-31", "2027-02-29", "10000-1-1")


def test_days_at_the_edge_of_time_are_answered(office: Office, visit: Visit, premises: Premises) -> None:
    visitor = visit(office.administrator)
    token = visitor.get("/profile").form("/profile").values["csrf_token"]
    for on in EDGES:
        for path in ("/calendar?view=month&on=", "/calendar?view=agenda&on=", "/events/new?on="):
            visitor.get(path + on)
        visitor.get(f"/campaigns/{premises.draft.id}/events/new?on={on}")
        series = f"/events/{premises.series.id}/occurrences/{on}"
        assert visitor.client.get(series).status_code == 404
        for verb in ("", "/cancel", "/cancel-following", "/restore", "/leave-out", "/take-in"):
            answer = visitor.client.post(f"{series}{verb}", data={"csrf_token": token})
            assert answer.status_code in {302, 404, 422}, verb
