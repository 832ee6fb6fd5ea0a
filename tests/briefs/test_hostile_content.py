"""Whatever is typed into a plan, its brief prints, shows it as words, and asks nobody for anything."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from markupsafe import escape

from planner.briefs.content import Brief
from planner.briefs.page import Composer
from planner.briefs.pdf import refuse_strangers
from planner.briefs.press import NotPrinted, Press
from planner.i18n import Language
from tests.briefs import samples
from tests.briefs.hostile import FETCHES, PAYLOADS, PLACE, STRANGE, everywhere
from tests.briefs.reading import Prints


class Canary:
    """A server on this machine that counts who comes."""

    def __init__(self) -> None:
        visits = self.visits = list[str]()

        class Note(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                visits.append(self.path)
                self.send_response(302)
                self.send_header("Location", "/again")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the library's name
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Note)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def canary() -> Iterator[Canary]:
    canary = Canary()
    yield canary
    canary.close()


class Elements(HTMLParser):
    """The names of the elements of a page, and the addresses they would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [
            value or ""
            for name, value in attrs
            if name in {"src", "href", "data", "style", "srcset", "xlink:href"} or name.startswith("on")
        ]


BRIEFS: list[Brief] = [samples.communal(), samples.exchange(), samples.outward()]
every_brief = pytest.mark.parametrize("brief", BRIEFS, ids=["communal", "exchange", "outward"])


@every_brief
@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_what_people_type_stays_words_on_the_page(brief: Brief, payload: str, composer: Composer) -> None:
    tame = Elements(composer.page(everywhere(brief, "word")))
    page = composer.page(everywhere(brief, payload))
    wild = Elements(page)
    assert wild.names <= tame.names | {"p", "br"}
    assert wild.addresses == tame.addresses or payload.startswith("https://")
    assert escape(payload.splitlines()[0].strip()) in page


def test_only_links_that_are_safe_to_follow_can_be_followed(composer: Composer) -> None:
    brief = samples.outward()
    for address in ("javascript:alert(1)", "file:///etc/passwd", "//elsewhere.example", "data:text/html,x"):
        assert f'href="{address}"' not in composer.page(everywhere(brief, address))
    assert 'href="https://talks' in composer.page(brief)


@pytest.mark.pdf
class TestOnPaper:
    @every_brief
    def test_addresses_in_every_field_are_never_asked_and_no_file_goes_along(
        self, brief: Brief, composer: Composer, printed: Prints, canary: Canary
    ) -> None:
        words = [fetch.replace(PLACE, canary.address) for fetch in FETCHES]
        paper = printed(composer.page(everywhere(brief, *words)))
        assert canary.visits == []
        assert paper.attachments == "0 embedded files"

    def test_even_a_page_that_escaped_nothing_would_reach_nobody(
        self, printed: Prints, canary: Canary
    ) -> None:
        for fetch in FETCHES:
            page = f"<html lang=en><title>x</title><body>{fetch.replace(PLACE, canary.address)}</body></html>"
            paper = printed(page)
            assert paper.attachments == "0 embedded files", fetch
            assert b"root:" not in paper.objects, fetch
        assert canary.visits == []

    @pytest.mark.parametrize("payload", STRANGE, ids=range(len(STRANGE)))
    def test_strange_words_in_every_field_still_make_a_brief(
        self, payload: str, composer: Composer, printed: Prints
    ) -> None:
        paper = printed(composer.page(everywhere(samples.outward(Language.EN), payload)))
        assert int(paper.info["Pages"]) >= 2

    def test_one_bad_page_does_not_spoil_the_next(self, press: Press, composer: Composer) -> None:
        with contextlib.suppress(NotPrinted):
            press.pdf("\x00<svg><svg><math>")
        assert press.pdf(composer.page(samples.outward(Language.EN))).startswith(b"%PDF")


def test_should_a_page_find_a_way_past_it_all_the_process_itself_refuses() -> None:
    for act in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
        with pytest.raises(PermissionError):
            refuse_strangers(act, ())
    refuse_strangers("open", ())
