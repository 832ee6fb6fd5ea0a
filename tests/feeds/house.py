"""A house of planners, twin feeds, and all that people do between two polls."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from sqlalchemy import delete, inspect, select, update
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Membership, Role, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Participation
from planner.campaigns.words import Confidentiality, PesoChannel, Strategy
from planner.dates import HOME_ZONE
from planner.events.models import Attachment, Event, ExcludedDate, Override
from planner.events.words import EventStatus, Visibility
from planner.feeds import actions
from planner.feeds.models import Feed, Holder, PreparedEvent, PreparedFeed
from planner.feeds.prepare import prepare
from planner.feeds.prepared import Store
from planner.holidays.models import Holiday, HolidayYear, MarkedDays
from planner.promotions.models import Promotion
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import feed, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


class House:
    """Two campaigns, their events, some who look on, and twin feeds."""

    def __init__(
        self, session: Session, office: Office, traveller: time_machine.Traveller, store: Store, seed: int
    ) -> None:
        self.session, self.office, self.traveller, self.store = session, office, traveller, store
        self.chance = random.Random(seed)  # noqa: S311 - the same story every time
        self.campaigns = [shown_campaign(session, office, title_en=name) for name in ("Water", "Reading")]
        self.shop = factories.campaign(
            session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE, title_en="Sale"
        )
        self.campaigns.append(self.shop)
        self.guest = factories.stakeholder(session)
        # more than one shelf holds, with gaps
        self.events = [self.planned(id=1_000 + n * 37) for n in range(12)]
        self.deleted: list[dict[str, Any]] = []
        self.year = HolidayYear(country="TH", year=2026, confirmed_at=NOW)
        session.add(self.year)
        session.commit()
        water = {"campaign_id": self.campaigns[0].id}
        asked: list[tuple[Holder, dict[str, Any]]] = [
            (Holder.OPEN, {}),
            (Holder.OPEN, {**water, "language": "th", "date_era": "be"}),
            (Holder.OPEN, {**water, "shows_cancelled": False, "types": ["webinar", "milestone"]}),
            (Holder.OPEN, {"campaign_id": self.shop.id, "shows_cancelled": False}),
            (Holder.OPEN, {"campaign_id": self.shop.id, "types": ["promotion_period"]}),
            (Holder.STAKEHOLDER, {"stakeholder_id": self.guest.id}),
            (Holder.USER, {"user_id": office.mate.id, "shows_cancelled": False}),
            *((Holder.USER, {"user_id": office.mate.id, **values}) for values in self.narrowed()),
            (Holder.OPEN, {"shows_holidays": True, "shows_awareness": True}),
            (Holder.USER, {"user_id": office.mate.id, "shows_awareness": True, "shows_sensitive": True}),
        ]
        self.twins = [(feed(session, of, **values), feed(session, of, **values)) for of, values in asked]
        self.from_touched = 0

    def narrowed(self) -> tuple[dict[str, Any], ...]:
        """One of each filter of the calendar, and some together."""
        return (
            {"team_id": self.office.corporate.id, "status": EventStatus.CONFIRMED},
            {"status": EventStatus.CANCELLED},
            {"status": EventStatus.TENTATIVE, "owner_id": self.office.mate.id},
            {"owner_id": self.office.mate.id},
            {"public_id": self.guest.id},
            {"visibility": Visibility.STAKEHOLDERS},
            {"strategy": Strategy.SHARING_OF_TASKS, "kind": "communal"},
            {"channel": PesoChannel.OWNED, "status": EventStatus.POSTPONED},
        )

    def planned(self, **values: Any) -> Event:
        start = NOW + timedelta(days=self.chance.randint(-40, 60), minutes=self.chance.randint(0, 600))
        given: dict[str, Any] = {
            "title_en": f"Event {self.chance.randint(0, 999)}",
            "starts_at": start,
            "ends_at": start + timedelta(hours=1),
            "type": self.chance.choice(("webinar", "milestone", "exhibition")),
            "timezone": self.chance.choice((HOME_ZONE, "Europe/London", "UTC")),
            "recurrence": self.chance.choice((None, None, "FREQ=DAILY;COUNT=4")),
            **values,
        }
        made: Event = factories.event(self.session, self.chance.choice(self.campaigns), **given)
        return made

    def one(self) -> Event:
        return self.chance.choice(self.events)

    # ── what people do ──────────────────────────────────────────────────────────────────────────────────

    def edit(self) -> None:
        self.one().title_en = f"Edited {self.chance.randint(0, 999)}"

    def note(self) -> None:
        self.one().internal_note = f"Note {self.chance.randint(0, 999)}"

    def move(self) -> None:
        event, days = self.one(), self.chance.choice((-300, -100, -3, 1, 7, 900))
        assert event.starts_at is not None
        event.starts_at = event.starts_at.replace(year=2026) + timedelta(days=days)
        event.ends_at = event.starts_at + timedelta(hours=2)
        event.spans_from, event.spans_until = (
            at + timedelta(days=n) for at, n in ((event.starts_at, -1), (event.ends_at, 6))
        )

    def hand_over(self) -> None:
        self.one().campaign_id = self.chance.choice(self.campaigns).id

    def step(self) -> None:
        self.one().status = self.chance.choice(list(EventStatus))

    def share(self) -> None:
        self.one().visibility = self.chance.choice(list(Visibility))

    def hold_back(self) -> None:
        hours = self.chance.choice((None, -1, 1, 5, 30))
        self.one().embargo_until = None if hours is None else self.now() + timedelta(hours=hours)

    def repeat(self) -> None:
        event = self.one()
        self.take_apart(event)
        event.recurrence = self.chance.choice((None, "FREQ=DAILY;COUNT=3", "FREQ=DAILY;INTERVAL=2"))

    def except_a_day(self) -> None:
        event = self.one()
        assert event.starts_at is not None
        on = event.starts_at.date() + timedelta(days=self.chance.randint(0, 2))
        if event.recurrence is None:
            event.recurrence = "FREQ=DAILY;COUNT=5"
        kind: type[Override | ExcludedDate] = self.chance.choice((Override, ExcludedDate))
        found = self.session.scalars(
            select(kind).where(kind.event_id == event.id, kind.on == on)
        ).one_or_none()
        if found is not None:
            self.session.delete(found)
        elif kind is Override:
            self.session.add(Override(event_id=event.id, on=on, title_en="Otherwise"))
        else:
            self.session.add(ExcludedDate(event_id=event.id, on=on))

    def take_on(self) -> None:
        people = (None, self.office.owner.id, self.office.mate.id)
        self.one().owner_id = self.chance.choice(people)

    def choose_how(self) -> None:
        event = self.one()
        event.strategy = self.chance.choice((None, Strategy.SHARING_OF_TASKS, Strategy.ACCESS))
        event.channel = self.chance.choice((None, PesoChannel.OWNED, PesoChannel.PAID))

    def change_a_day(self) -> None:
        changed = self.session.scalars(select(Override).order_by(Override.event_id, Override.on)).all()
        if changed:
            self.chance.choice(changed).status = self.chance.choice((None, *EventStatus))

    def attach(self) -> None:
        event = self.one()
        found = self.attachments(event)
        if found:
            self.session.delete(found[0])
        else:
            self.session.add(Attachment(event_id=event.id, stakeholder_id=self.guest.id, role="guest"))

    def attachments(self, event: Event) -> list[Attachment]:
        return [*self.session.scalars(select(Attachment).where(Attachment.event_id == event.id))]

    def plan(self) -> None:
        self.events.append(self.planned())

    def delete(self) -> None:
        # often the latest: SQLite gives its id to the next
        event = self.chance.choice((self.one(), max(self.events, key=lambda event: event.id)))
        self.take_apart(event, attachments=True)
        self.session.refresh(event)
        self.deleted.append({column.key: getattr(event, column.key) for column in inspect(Event).columns})
        self.events.remove(event)
        self.session.delete(event)

    def take_apart(self, event: Event, *, attachments: bool = False) -> None:
        parts = [
            *self.session.scalars(select(Override).where(Override.event_id == event.id)),
            *self.session.scalars(select(ExcludedDate).where(ExcludedDate.event_id == event.id)),
            *(self.attachments(event) if attachments else ()),
        ]
        for part in parts:
            self.session.delete(part)
        self.session.flush()

    def restore(self) -> None:
        self.session.flush()
        taken = set(self.session.scalars(select(Event.id)))
        back = [row for row in self.deleted if row["id"] not in taken]
        if back:
            row = self.chance.choice(back)
            self.deleted.remove(row)
            self.events.append(Event(**{key: value for key, value in row.items() if key != "version"}))
            self.session.add(self.events[-1])

    def change_campaign(self) -> None:
        campaign = self.chance.choice(self.campaigns)
        how = self.chance.randrange(5)
        if how == 0:
            campaign.status = self.chance.choice(
                (Status.ACTIVE, Status.ACTIVE, Status.CANCELLED, Status.ARCHIVED)
            )
        elif how == 1:
            campaign.confidentiality = self.chance.choice(list(Confidentiality))
        elif how == 2:
            campaign.owner_id = self.chance.choice((self.office.owner.id, self.office.mate.id))
        elif how == 3:
            campaign.team_id = self.chance.choice((self.office.corporate.id, self.office.marketing.id))
        else:
            campaign.embargo_until = self.chance.choice((None, self.now() + timedelta(hours=4)))

    def take_part(self) -> None:
        campaign = self.chance.choice(self.campaigns)
        mine = select(Participation).where(Participation.campaign_id == campaign.id)
        found = self.session.scalars(mine.where(Participation.stakeholder_id == self.guest.id)).one_or_none()
        if found is not None:
            self.session.delete(found)
        else:
            factories.participation(self.session, campaign, self.guest)

    def change_teams(self) -> None:
        mate = self.office.mate.id
        found = self.session.scalars(select(Membership).where(Membership.user_id == mate)).first()
        if found is not None:
            self.session.delete(found)
        else:
            self.session.add(Membership(user_id=mate, team_id=self.office.corporate.id, role=Role.VIEWER))

    def change_days(self) -> None:
        on = NOW.date() + timedelta(days=self.chance.randint(-20, 37))
        how = self.chance.randrange(4)
        found = self.session.scalars(select(Holiday).order_by(Holiday.id)).all()
        if how == 0 or not found:
            name = f"Day {self.chance.randint(0, 999)}"
            self.session.add(Holiday(country="TH", on=on, kind="public", name_en=name))
        elif how == 1:
            self.chance.choice(found).on = on
        elif how == 2:
            one = self.chance.choice(found)
            one.is_struck_off = not one.is_struck_off
        else:
            self.year.confirmed_at = None if self.year.confirmed_at else NOW

    def mark_days(self) -> None:
        on = NOW.date() + timedelta(days=self.chance.randint(-20, 90))
        found = self.session.scalars(select(MarkedDays).order_by(MarkedDays.id)).all()
        if found and self.chance.random() < 0.4:
            self.session.delete(self.chance.choice(found))
        else:
            kind, team = self.chance.choice(("awareness", "sensitive")), self.office.corporate.id
            self.session.add(
                MarkedDays(
                    kind=kind,
                    team_id=self.chance.choice((None, team)),
                    start_on=on,
                    end_on=on,
                    recurs_yearly=self.chance.random() < 0.5,
                    name_en=f"Marked {self.chance.randint(0, 999)}",
                )
            )

    def promote(self) -> None:
        found = self.session.scalars(select(Promotion).order_by(Promotion.id)).all()
        how = self.chance.randrange(6)
        if how < 2 or not found:
            at = NOW.replace(hour=17) + timedelta(days=self.chance.randint(-20, 90))
            until = at + self.chance.choice((timedelta(days=3), timedelta(hours=2)))
            zone = self.chance.choice((HOME_ZONE, "Europe/London"))
            factories.promotion(self.session, self.shop, starts_at=at, ends_at=until, timezone=zone)
            return
        one = self.chance.choice(found)
        if how == 2:
            one.name_en = f"Promotion {self.chance.randint(0, 999)}"
        elif how == 3:
            one.starts_at -= timedelta(days=1)
        elif how == 4:
            one.withdrawn_at = None if one.withdrawn_at else NOW
        else:
            self.session.delete(one)

    def rename(self) -> None:
        name = f"Feed {self.chance.randint(0, 9)}"
        for one in self.chance.choice(self.twins):
            one.name = name

    def choose_otherwise(self) -> None:
        values = self.chance.choice(self.narrowed())
        twins = self.chance.choice([pair for pair in self.twins if pair[0].holder == Holder.USER])
        contents = actions.Contents(name=twins[0].name, language=twins[0].language, **values)
        for one in twins:
            owner = self.session.get_one(User, one.user_id)
            actions.revise(self.session, one, contents, version=one.version, actor=owner)

    # ── what is told of it ──────────────────────────────────────────────────────────────────────────────

    def now(self) -> datetime:
        return datetime.now(UTC)

    def compare(self) -> None:
        for poll, scratch in self.twins:
            row = self.session.get_one(PreparedFeed, poll.id, populate_existing=True)
            self.from_touched += row.due_at <= self.now() and bool(row.touched)
            self.session.commit()
            self.forget(scratch)
            bodies = [self.body(one) for one in (scratch, poll)]
            assert bodies[0] == bodies[1]
            assert conformance.check(bodies[1]) == []

    def forget(self, twin: Feed) -> None:
        """What was kept of its bytes; not the book of what it has sent."""
        self.session.execute(delete(PreparedEvent))
        kept = {"format_version": 0, "touched": None, "due_at": NOW}
        self.session.execute(update(PreparedFeed).where(PreparedFeed.feed_id == twin.id).values(kept))
        self.session.commit()

    def body(self, one: Feed) -> bytes:
        prepare_one(self.session.get_bind(), one.id)
        found = self.store.whole(one.id)
        assert found is not None
        return found[1].replace(b"notice-%d@" % one.id, b"notice@")


def prepare_one(engine: Any, feed_id: int) -> None:
    with Session(engine) as session, session.begin():
        prepare(session, feed_id)


OFTEN = (House.edit, House.move, House.step, House.share, House.hold_back)
SINGLE = (
    *OFTEN,
    *OFTEN,
    House.note,
    House.hand_over,
    House.repeat,
    House.except_a_day,
    House.take_on,
    House.choose_how,
    House.change_a_day,
    House.attach,
    House.plan,
    House.delete,
    House.restore,
)
WIDE = (
    House.change_campaign,
    House.take_part,
    House.change_teams,
    House.rename,
    House.choose_otherwise,
    House.change_days,
    House.mark_days,
    House.promote,
    House.promote,
)
