"""What nobody has for long, made for whoever opens every page: lists and calendars on their way in, and long work."""

from __future__ import annotations

import io

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner import dates
from planner.accounts.models import User
from planner.errors import Refusal
from planner.events import actions as event_actions
from planner.events.actions import Step
from planner.events.queries import campaigns_to_plan_in
from planner.imports import actions
from planner.imports.actions import Brought, Choice
from planner.imports.models import Import
from planner.jobs import actions as jobs
from planner.jobs.models import JobState
from planner.lists.columns import ListKind
from planner.promotions.models import Redemption
from planner.sources import actions as sources
from planner.sources import fetching, layering, refreshing
from planner.sources.fetching import Fetched, Known
from planner.sources.layering import LayerData
from planner.sources.models import CalendarImport, ForeignEvent
from planner.uploads.folder import Folder
from tests.imports.samples import media_list
from tests.sources.calendars import calendar, event

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
        **_redeemed(session, folder),
        **_calendars(session, planner, Folder(folder.path.parent, sources.SHELF)),
        "job": waiting.id,
        "failed_job": failed.id,
    }


def _redeemed(session: Session, folder: Folder) -> dict[str, int]:
    """A list of redemptions that was looked through: one new, one that cannot be read, one from another time."""
    administrator = select(User).where(User.is_administrator).options(selectinload(User.memberships))
    actor = session.scalars(administrator.order_by(User.id)).one()
    known = session.scalars(
        select(Redemption).options(joinedload(Redemption.promotion)).order_by(Redemption.id).limit(1)
    ).one()
    day, _ = dates.instant_to_local(known.redeemed_at, dates.zone(known.promotion.timezone))
    file = (
        "วันที่,เวลา,เลขที่ใบเสร็จ,จำนวน,ยอดขาย,สาขา,แคชเชียร์\n"
        f"{day},12:01,B-1,1,99,สยาม,เอ\n{day},25:00,B-2,1,,สยาม,เอ\n1/1/2540,10:00,B-3,1,,สยาม,เอ\n"
    ).encode("cp874")
    stored = folder.keep(io.BytesIO(file), largest=len(file))
    data = Brought(ListKind.REDEMPTIONS, "ยอดขาย.csv", stored, known.promotion_id)
    one = actions.bring(session, data, folder, actor=actor)
    actions.choose(session, one, Choice(one.mapping), actor=actor)
    actions.look_through(session, one, folder)
    return {"redeemed_list": one.id}


def _calendars(session: Session, planner: User, folder: Folder) -> dict[str, int]:
    """Ids of calendars by how far they are; one event was changed there and here."""
    (campaign, *_) = campaigns_to_plan_in(session, actor=planner)
    talk = event("DTSTART;TZID=Asia/Tokyo:20270104T090000", "RRULE:FREQ=WEEKLY;COUNT=3", uid="talk")
    fair = event("DTSTART;VALUE=DATE:20270201", uid="fair", title="มหกรรม")
    bomb = event("RRULE:FREQ=SECONDLY", uid="bomb", title="Every second")

    def bring(*parts: str) -> CalendarImport:
        content = calendar(*parts, lines=["X-WR-CALNAME:งานของชุมชน"])
        stored = folder.keep(io.BytesIO(content), largest=len(content))
        data = sources.Brought(campaign.id, "ปฏิทินชุมชน.ics", stored, "Asia/Bangkok")
        return sources.bring(session, data, folder, actor=planner)

    unread, read, taken_in = bring(talk), bring(talk, fair, bomb), bring(talk, fair, bomb)
    sources.read_through(session, read, folder, actor=planner)
    sources.read_through(session, taken_in, folder, actor=planner)
    session.commit()
    sources.take_in(session, taken_in, folder, (), actor=planner)
    session.commit()
    came = select(ForeignEvent.event_id).where(ForeignEvent.uid == "fair")
    event_actions.step(session, session.scalars(came).one(), Step.CANCEL, actor=planner)
    session.commit()
    changed = bring(talk, fair.replace("20270201", "20270202"))
    sources.read_through(session, changed, folder, actor=planner)
    seen = LayerData("ปฏิทินเมือง", "https://city.example/a.ics", "Asia/Bangkok")
    layer, failed, removed = (layering.add(session, seen, actor=planner) for _ in range(3))
    refreshing.note(session, layer, Fetched(calendar(talk, fair, bomb), Known()))
    refreshing.note(session, failed, Refusal(fetching.UNREACHABLE, host="city.example"))
    layering.remove(session, removed.id, actor=planner)
    session.commit()
    return {
        "layer": layer.id,
        "calendar_unread": unread.id,
        "calendar_read": read.id,
        "calendar_taken_in": taken_in.id,
        "calendar_changed_here": changed.id,
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
