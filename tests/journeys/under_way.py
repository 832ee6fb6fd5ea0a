"""What nobody has for long, made for whoever opens every page: lists on their way in, in each state, and long work."""

from __future__ import annotations

import io

from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.imports import actions
from planner.imports.actions import Brought, Choice
from planner.imports.folder import Folder
from planner.imports.models import Import
from planner.jobs import actions as jobs
from planner.jobs.models import JobState
from planner.lists.columns import ListKind
from tests.imports.samples import media_list

SETTINGS = {
    "kind": "person",
    "category": "media",
    "interest_or_concern": "ข่าวของโครงการ",
    "makes_bodies": True,
}
EVENTS = "ชื่อกิจกรรม,วันที่,เวลา,สถานที่\nซ้อมใหญ่ก่อนวันงาน,5/1/2570,09.00-12.00,หอประชุม\n"


def places(session: Session, planner: User, folder: Folder) -> dict[str, int | str]:
    """Ids of lists and of work by how far they are."""
    known = media_list(20).replace("reporter1@", "reporter.one@")
    taken_in, taken_back = (_looked_through(session, planner, folder, media_list(20)) for _ in range(2))
    for one in (taken_back, taken_in):
        # each is an act by itself, as on its own page
        session.commit()
        actions.take_in(session, one, folder, actor=planner)
        session.commit()
        if one is taken_back:
            actions.take_back(session, one, actor=planner)
    refused = _brought(session, planner, folder, media_list(20))
    actions.choose(session, refused, Choice(refused.mapping, settings={"kind": "person"}), actor=planner)
    actions.look_through(session, refused, folder)
    waiting, failed = (
        jobs.ask(session, "lists.look", {}, made_by_id=planner.id, location="/imports") for _ in range(2)
    )
    failed.state, failed.message, failed.message_values = JobState.FAILED, jobs.GAVE_UP, {"times": 3}
    return {
        "brought": _brought(session, planner, folder, media_list(20)).id,
        "events_list": _brought(session, planner, folder, EVENTS, ListKind.EVENTS).id,
        "looked_through": refused.id,
        "taken_in": taken_in.id,
        "taken_back": taken_back.id,
        "known_already": _looked_through(session, planner, folder, known).id,
        "job": waiting.id,
        "failed_job": failed.id,
    }


def _brought(
    session: Session, planner: User, folder: Folder, text: str, kind: ListKind = ListKind.STAKEHOLDERS
) -> Import:
    file = text.encode("cp874")
    stored = folder.keep(io.BytesIO(file), largest=len(file))
    return actions.bring(session, Brought(kind, "รายชื่อ.csv", stored), folder, actor=planner)


def _looked_through(session: Session, planner: User, folder: Folder, text: str) -> Import:
    one = _brought(session, planner, folder, text)
    actions.choose(session, one, Choice(one.mapping, settings=SETTINGS), actor=planner)
    actions.look_through(session, one, folder)
    return one
