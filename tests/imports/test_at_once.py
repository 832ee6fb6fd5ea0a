"""Two who bring the same list and take it in at the same moment: its people are here once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from planner.errors import Refusal
from planner.imports import actions
from planner.imports.models import Import
from planner.imports.taking_in import CHANGED_SINCE
from planner.stakeholders.models import Stakeholder
from tests.factories import Office
from tests.imports.conftest import Desk

LIST = "ชื่อ,นามสกุล,อีเมล\n" + "".join(f"มานะ{n},ชูใจ,mana{n}@example.org\n" for n in range(40))


def test_the_same_list_of_two_colleagues_is_taken_in_once(
    session: Session, office: Office, desk: Desk
) -> None:
    mine = desk.bring(LIST.encode())
    theirs = Desk(session, desk.folder, office.mate.id).bring(LIST.encode())
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    before = session.scalar(select(func.count()).select_from(Stakeholder)) or 0
    whose = {mine.id: desk.actor_id, theirs.id: office.mate.id}
    session.commit()
    together = Barrier(len(whose))

    def take_in(import_id: int) -> str | None:
        with Session(engine) as own:
            at_own = Desk(own, desk.folder, whose[import_id])
            together.wait()
            try:
                one = own.get_one(Import, import_id)
                actions.take_in(own, one, desk.folder, actor=at_own.actor)
                own.commit()
            except Refusal as refusal:
                return refusal.message
            return None

    with ThreadPoolExecutor(len(whose)) as colleagues:
        said = list(colleagues.map(take_in, whose))
    assert set(said) == {None, CHANGED_SINCE}
    assert (session.scalar(select(func.count()).select_from(Stakeholder)) or 0) - before == 40
