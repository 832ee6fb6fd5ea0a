"""Files that are no lists though they look like it, long ones, and rows about what is hidden or twice there."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.errors import Refusal
from planner.events.models import Event
from planner.imports import at_work, looking, reading
from planner.imports.models import ImportState
from planner.imports.reading import LARGEST_FILE, How
from planner.imports.rows import MOST_COLUMNS, MOST_ROWS
from planner.jobs import actions as jobs
from planner.jobs import runner
from planner.lists.columns import ListKind
from planner.uploads import encodings
from planner.uploads.encodings import Encoding
from tests import factories
from tests.factories import Office
from tests.imports.conftest import Desk

UTF_8 = How(Encoding.UTF_8, ",")


def file(heading: str, *rows: str, end: str = "\r\n") -> bytes:
    """A CSV file."""
    return end.join((heading, *rows)).encode()


def kept(folder: Path, content: bytes) -> Path:
    """A file with this content."""
    path = folder / "list"
    path.write_bytes(content)
    return path


def test_a_file_that_grew_beyond_what_a_list_may_be_is_not_read(tmp_path: Path) -> None:
    path = kept(tmp_path, b"a,b\r\n")
    with path.open("r+b") as grown:
        grown.truncate(LARGEST_FILE + 1)
    with pytest.raises(Refusal, match="20 MB"):
        reading.look(path)


def test_more_columns_than_a_list_may_have_are_refused(tmp_path: Path) -> None:
    content = file(",".join(f"c{n}" for n in range(MOST_COLUMNS + 1)), ",".join("x" * (MOST_COLUMNS + 1)))
    with pytest.raises(Refusal, match="columns"):
        reading.table(kept(tmp_path, content), UTF_8, ListKind.STAKEHOLDERS)


def test_rows_beyond_the_most_are_refused_wherever_they_are_read(tmp_path: Path) -> None:
    path = kept(tmp_path, b"name\r\n" + b"x\r\n" * (MOST_ROWS + 1))
    read = reading.rows(path, UTF_8, 1, 1)
    with pytest.raises(Refusal, match="more than"):
        sum(1 for _ in read)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_lines_may_end_as_old_programs_end_them(tmp_path: Path, separator: str) -> None:
    content = file("given_th,emails", "มานี,m@news.example", "ปิติ,p@news.example", end="\r")
    path = kept(tmp_path, content.replace(b",", separator.encode()))
    looked = reading.look(path)
    assert looked.how.separator == separator
    table = reading.table(path, looked.how, ListKind.STAKEHOLDERS)
    assert [row.cells for row in table.sample] == [("มานี", "m@news.example"), ("ปิติ", "p@news.example")]


def test_a_letter_or_two_are_read_like_any_others() -> None:
    assert encodings.guess(b"a").readings == (Encoding.UTF_8,)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("letter.txt", "Dear all")
    with pytest.raises(Refusal, match="cannot be opened"):
        reading.look(kept(tmp_path, held.getvalue()))


def test_what_is_planned_is_written_in_batches_with_none_left_over(desk: Desk) -> None:
    one = desk.bring(file("given_th,emails", *(f"คน{n},a{n}@news.example" for n in "กขคงจ")))
    want = looking.chosen(one)
    for size, lengths in ((2, [2, 2, 1]), (5, [5]), (9, [5])):
        assert [len(batch) for batch in looking.batches(desk.folder, want, size)] == lengths


def test_a_campaign_named_twice_in_a_list_is_changed_once(desk: Desk, office: Office) -> None:
    known = factories.campaign(desk.session, office.corporate, office.owner)
    desk.session.commit()
    rows = (f"{known.code},น้ำใส", f"{known.code},น้ำขุ่น")
    one = desk.bring(file("code,title_th", *rows), kind=ListKind.CAMPAIGNS)
    assert (one.found["updated"], one.found["refused"]) == (1, 1)
    assert "row 2" in desk.reasons(one)[3][0]
    desk.take_in(one)
    assert desk.session.get_one(Campaign, known.id, populate_existing=True).title_th == "น้ำใส"


def test_whoever_plans_in_no_team_says_for_which_a_campaign_is(desk: Desk, office: Office) -> None:
    boss = Desk(desk.session, desk.folder, office.administrator.id)
    rows = ("communal,ของใคร,,1/2/2570,1/3/2570,x", "communal,ของเรา,สื่อสารองค์กร,1/2/2570,1/3/2570,x")
    heading = "kind,title_th,team,start_on,end_on,purpose_th"
    one = boss.bring(file(heading, *rows), kind=ListKind.CAMPAIGNS)
    assert one.found["created"] == 1, boss.reasons(one)
    assert "team" in boss.reasons(one)[2][0].lower()


def fair(session: Session, campaign: Campaign) -> Event:
    """Three whole days."""
    first, last = date(2027, 2, 1), date(2027, 2, 3)
    made = factories.event(
        session, campaign, starts_at=None, ends_at=None, all_day_start=first, all_day_end=last
    )
    session.commit()
    return made


def test_an_event_of_several_days_moves_as_a_whole(desk: Desk, office: Office) -> None:
    event = fair(desk.session, factories.campaign(desk.session, office.corporate, office.owner))
    one = desk.bring(file("uid,start_on", f"{event.uid},10/2/2570"), kind=ListKind.EVENTS)
    desk.take_in(one)
    moved = desk.session.get_one(Event, event.id, populate_existing=True)
    assert (moved.all_day_start, moved.all_day_end) == (date(2027, 2, 10), date(2027, 2, 12))


def test_of_an_event_one_may_not_see_a_list_learns_and_changes_nothing(desk: Desk, office: Office) -> None:
    theirs = factories.campaign(desk.session, office.marketing, office.outsider, confidentiality="team")
    event = fair(desk.session, theirs)
    one = desk.bring(file("uid,title_th", f"{event.uid},ของเรา"), kind=ListKind.EVENTS)
    assert one.found["refused"] == 1
    ((said,),) = desk.reasons(one).values()
    assert theirs.code not in said
    assert (theirs.title_th or "?") not in said


def test_a_worker_looks_through_lists_of_campaigns_and_takes_them_in(
    desk: Desk, office: Office, tmp_path: Path
) -> None:
    known = factories.campaign(desk.session, office.corporate, office.owner)
    desk.session.commit()
    one = desk.bring(file("code,title_th", f"{known.code},น้ำใส"), kind=ListKind.CAMPAIGNS)
    engine = desk.session.get_bind()
    assert isinstance(engine, Engine)
    for kind, state in (
        (at_work.LOOK, ImportState.CHECKED),
        (at_work.TAKE_IN, ImportState.APPLIED),
        (at_work.TAKE_BACK, ImportState.UNDONE),
    ):
        payload = {"import_id": one.id, "actor_id": desk.actor_id}
        jobs.ask(desk.session, kind, payload, made_by_id=desk.actor_id, location="/imports")
        desk.session.commit()
        assert runner.work_one(engine, at_work.handlers(tmp_path))
        desk.session.expire_all()
        assert one.state == state
    assert desk.session.get_one(Campaign, known.id).title_th == known.title_th
