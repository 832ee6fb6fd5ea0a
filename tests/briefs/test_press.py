"""The press: two at a time, never too long, never too big, and nothing twice."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from planner.briefs import press as briefs_press
from planner.briefs.libraries import INSTALL
from planner.briefs.press import NotPrinted, PdfBusy, PdfFailed, PdfTooBig, PdfTooLong, PdfUnavailable, Press
from tests.briefs.conftest import STATIC
from tests.briefs.stand_ins import BARE, CURIOUS, QUITS, RETIRES, SLOW, STUCK, notes, stand_in

PAGE = '<html lang="en"><title>A page</title><h1>A page</h1></html>'


class Makes:
    """Makes presses over one folder, as several server processes of one instance would have them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.closing = ExitStack()

    def __call__(self, does: str | None = None, **options: float) -> Press:
        command = briefs_press.COMMAND if does is None else stand_in(self.folder / "stand-in", does)
        numbers = {name: int(value) for name, value in options.items() if name == "memory_bytes"}
        seconds = {name: value for name, value in options.items() if name != "memory_bytes"}
        press = Press(self.folder / "press", STATIC, command=command, **seconds, **numbers)  # type: ignore[arg-type] # split above
        self.closing.callback(press.close)
        return press

    @property
    def notes(self) -> list[str]:
        return notes(self.folder / "stand-in")


@pytest.fixture
def makes(tmp_path: Path) -> Iterator[Makes]:
    makes = Makes(tmp_path)
    with makes.closing:
        yield makes


def most_at_once(lines: list[str]) -> int:
    moments = sorted(
        (float(at), 1 if word == "start" else -1) for word, at in (line.split() for line in lines)
    )
    now = most = 0
    for _, step in moments:
        now += step
        most = max(most, now)
    return most


def is_running(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


class TestManyAtOnce:
    def test_two_print_and_the_others_wait_whichever_process_of_the_server_they_asked(
        self, makes: Makes
    ) -> None:
        presses = [makes(SLOW), makes(SLOW)]
        with ThreadPoolExecutor(5) as people:
            asked = [people.submit(presses[n % 2].pdf, f"page {n}") for n in range(5)]
        assert {each.result() for each in asked} == {b"%%PDF-1.7 page %d %%%%EOF" % n for n in range(5)}
        assert len(makes.notes) == 10
        assert most_at_once(makes.notes) == 2

    def test_somebody_who_waited_long_enough_is_asked_to_come_back(self, makes: Makes) -> None:
        press = makes(SLOW, wait_s=0.1)
        with ThreadPoolExecutor(3) as people:
            asked = [people.submit(press.pdf, f"page {n}") for n in range(3)]
        refused = [each.exception() for each in asked if each.exception()]
        assert [type(error) for error in refused] == [PdfBusy]
        assert refused[0].retry_after_s == 10  # type: ignore[union-attr] # its type is asserted above

    def test_no_more_wait_than_the_server_has_threads_to_spare(self, makes: Makes) -> None:
        press = makes(SLOW, wait_s=5)
        crowd = 2 + briefs_press.WAITING + 2
        with ThreadPoolExecutor(crowd) as people:
            asked = [people.submit(press.pdf, f"page {n}") for n in range(crowd)]
        assert sum(isinstance(each.exception(), PdfBusy) for each in asked) == 2

    def test_a_page_that_many_ask_for_together_is_printed_once(self, makes: Makes) -> None:
        press = makes(SLOW)
        with ThreadPoolExecutor(3) as people:
            asked: list[Future[bytes]] = [people.submit(press.pdf, "the same") for _ in range(3)]
        assert len({each.result() for each in asked}) == 1
        assert len(makes.notes) == 2

    def test_a_server_process_that_dies_leaves_no_place_taken(self, makes: Makes) -> None:
        press = makes(SLOW)
        place = press._free_place()
        other = press._free_place()
        assert place is not None
        assert other is not None
        assert press._free_place() is None
        os.close(place)
        os.close(other)
        assert press.pdf("page")


class TestTheShelf:
    def test_what_was_printed_is_not_printed_again_by_anyone(self, makes: Makes) -> None:
        first = makes(SLOW).pdf("page")
        assert makes(QUITS).pdf("page") == first

    def test_another_word_is_another_page(self, makes: Makes) -> None:
        press = makes(SLOW)
        assert press.pdf("page") != press.pdf("page!")

    def test_half_a_file_left_by_a_power_cut_is_printed_anew(self, makes: Makes) -> None:
        press = makes(SLOW)
        whole = press.pdf("page")
        (file,) = (makes.folder / "press/finished").glob("*.pdf")
        for half in (b"", whole[:12]):
            file.write_bytes(half)
            assert press.pdf("page") == whole

    def test_a_full_disk_costs_the_copy_and_not_the_answer(self, makes: Makes) -> None:
        press = makes(SLOW)
        finished = makes.folder / "press/finished"
        finished.rmdir()
        finished.write_text("no folder any more")
        assert press.pdf("page").startswith(b"%PDF")


class TestBadProcesses:
    def test_one_that_does_not_come_to_an_end_is_killed_and_the_person_told(self, makes: Makes) -> None:
        press = makes(STUCK, limit_s=1)
        began = time.monotonic()
        with pytest.raises(PdfTooLong, match="not ready after 1 seconds"):
            press.pdf("page")
        assert 0.9 < time.monotonic() - began < 3
        assert not is_running(int(makes.notes[0]))

    def test_one_that_retired_after_its_last_page_is_replaced_unseen(self, makes: Makes) -> None:
        press = makes(RETIRES)
        assert press.pdf("one") != press.pdf("two")
        assert len(set(makes.notes)) == 2

    def test_one_that_ends_before_it_printed_anything_is_reported_not_retried_for_ever(
        self, makes: Makes
    ) -> None:
        with pytest.raises(PdfFailed) as failed:
            makes(QUITS).pdf("page")
        assert "ended with 3" in failed.value.reason
        assert "tell the person who looks after" in str(failed.value)

    def test_it_is_told_nothing_of_ours(self, makes: Makes, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PLANNER_SECRET_KEY", "the key")
        monkeypatch.setenv("PLANNER_DATABASE_URL", "postgresql://user:word@host/db")
        makes(CURIOUS).pdf("page")
        told = json.loads(makes.notes[0])
        assert not [name for name in told if name.startswith(("PLANNER", "PG", "FLASK"))]
        assert "the key" not in told.values()

    def test_its_folder_goes_with_it(self, makes: Makes) -> None:
        press = makes(CURIOUS)
        press.pdf("page")
        scratch = Path(json.loads(makes.notes[0])["TMPDIR"])
        press.close()
        assert not scratch.exists()

    def test_closing_ends_those_that_wait_and_leaves_the_press_usable(self, makes: Makes) -> None:
        press = makes(SLOW)
        press.pdf("page")
        press.close()
        press.close()
        assert press.pdf("another")
        assert threading.active_count() < 20


@pytest.mark.pdf
class TestTheRealProcess:
    def test_without_pango_one_reads_what_to_install(self, makes: Makes) -> None:
        with pytest.raises(PdfUnavailable) as unavailable:
            makes(BARE).pdf(PAGE)
        said = str(unavailable.value)
        assert "pango" in said
        assert "harfbuzz" not in said.partition("install them with")[0]
        assert INSTALL in said
        assert "libpango-1.0-0" in INSTALL

    def test_it_prints_page_after_page_without_starting_again(self, press: Press) -> None:
        press.pdf(PAGE)
        (before,) = press._idle
        press.pdf(PAGE.replace("A page", "Another page"))
        assert press._idle == [before]

    def test_a_page_that_wants_too_much_memory_costs_only_its_own_process(self, makes: Makes) -> None:
        press = makes(memory_bytes=320 * 1024 * 1024)
        with pytest.raises(PdfTooBig):
            press.pdf(f"<title>Big</title><pre>{'x ' * 8_000_000}</pre>")
        assert press.pdf(PAGE).startswith(b"%PDF")

    def test_a_page_nested_without_end_is_stopped_at_the_limit(self, makes: Makes) -> None:
        press = makes(limit_s=6)
        with pytest.raises(PdfTooLong):
            press.pdf("<title>Deep</title>" + "<div>" * 60_000)


def test_every_way_of_not_printing_says_so_in_words() -> None:
    for refusal in (
        PdfBusy(),
        PdfTooBig(),
        PdfTooLong(seconds=30),
        PdfFailed("a cause"),
        PdfUnavailable(missing="pango", command=INSTALL),
    ):
        assert isinstance(refusal, NotPrinted)
        assert "%(" not in str(refusal)
        assert len(str(refusal)) > 40
