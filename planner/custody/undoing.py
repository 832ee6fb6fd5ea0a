"""Undoing an act: everything one transaction did is taken back, or nothing of it.

Only what still stands as the act left it is taken back: whoever changed it since meant what they wrote. Undoing is an
act itself, so it stands in the history and can be undone in turn.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import kept, log
from planner.activity.images import Image
from planner.activity.models import ActivityEntry, KeptRow
from planner.calendar.models import SavedView
from planner.custody import handing_over, permits, redeemed_lists, restoring, standing
from planner.errors import NotAllowed, NotFound, Refusal
from planner.i18n import mark
from planner.stakeholders import actions as stakeholders
from planner.stakeholders.models import Stakeholder

UNDONE, REDONE = "act.undone", "act.redone"
MERGED = "stakeholder.merged"
# decisions, moves of a campaign, people and what they sign in with, links that may be in strangers' hands
FINAL = frozenset(
    {
        "campaign.submitted",
        "campaign.changes_submitted",
        "campaign.withdrawn",
        "campaign.approved",
        "campaign.approved_own",
        "campaign.changes_requested",
        "campaign.rejected",
        "campaign.started",
        "campaign.paused",
        "campaign.resumed",
        "campaign.completed",
        "campaign.evaluated",
        "campaign.cancelled",
        "campaign.restored",
        "campaign.archived",
        "campaign.kind_changed",
    }
)
FINAL_THINGS = frozenset({"user", "team", "membership", "feed", "plan_comment"})
# what is easily done by mistake: the page that follows offers at once to undo it
SLIPS = frozenset(
    {"revised", "moved", "split", "removed", "deleted", "assessed", "merged", "undone", "redone"}
)

# of an act of more rows a page looks at so many before it offers to undo; the undoing itself looks at all
LOOKED_AT = 200
# of a record's latest acts, how many a page tries before it offers none
TRIED = 3

DONE_ALREADY = mark("This was undone already.")
NOT_TO_BE_UNDONE = mark(
    "This cannot be undone by a button: it was a decision, a step of a campaign, or about people and links."
)
NOTHING_KEPT = mark("What it was like before is not known, so it cannot be undone.")


def undo(session: Session, entry_id: int, *, actor: User) -> ActivityEntry:
    """Take back the whole act that the entry belongs to.

    :raises NotFound: where the actor may not see all that it touched.
    :raises Refusal: where something changed since, or it is not to be undone.
    """
    root = _locked_root(session, entry_id)
    of_act = _entries(session, root.id, selectinload(ActivityEntry.about))
    if redeemed_lists.is_one(of_act):
        return _undo_list(session, root, of_act, actor)
    found = kept.of_act(session, root.id)
    _expect_permitted(session, of_act, found, actor)
    _expect_undoable(session, of_act, found)
    standing.expect_unchanged(session, found, locks=True)
    standing.expect_not_carried(session, found)
    restoring.restore(session, found, actor=actor)
    _expect_permitted(session, of_act, found, actor)
    entry = _enter(session, root, of_act, actor)
    _bar_the_parted(session, root, found, actor)
    return entry


def _undo_list(
    session: Session, root: ActivityEntry, of_act: Sequence[ActivityEntry], actor: User
) -> ActivityEntry:
    redeemed_lists.expect_permitted(session, root, actor=actor)
    _expect_not_undone(session, root)
    entry = _enter(session, root, of_act, actor)
    redeemed_lists.restore(session, root, entry)
    return entry


def can_undo(session: Session, entry: ActivityEntry, *, actor: User) -> bool:
    """Whether the actor may undo the entry's act as things stand now. Of a long act, whether it looks so."""
    if not permissions.may(actor, "stakeholder:edit") and entry.subject_type != SavedView.__tablename__:
        # whoever may change more than their own plans somewhere, and so may change stakeholders
        return False
    of_act = _entries(session, entry.act_id or entry.id)
    if any(_is_final(one.verb) for one in of_act):
        return False
    found = kept.of_act(session, of_act[0].id, limit=LOOKED_AT)
    try:
        _expect_undoable(session, of_act, found)
        _expect_permitted(session, of_act, found, actor)
        standing.expect_unchanged(session, found)
        standing.expect_not_carried(session, found)
    except (Refusal, NotAllowed, NotFound):
        return False
    return True


def newest(session: Session, entries: Sequence[ActivityEntry], *, actor: User) -> int | None:
    """Of a record's entries, newest first, the one whose act can be undone; only the latest few are tried."""
    acts = {entry.act_id or entry.id: entry for entry in reversed(entries)}
    for _, entry in sorted(acts.items(), reverse=True)[:TRIED]:
        if can_undo(session, entry, actor=actor):
            return entry.id
    return None


def is_slip(verbs: Sequence[str]) -> bool:
    """Whether the page that follows a deed of these verbs should offer to undo it at once."""
    # a series that is split makes an event, which is told first
    first = verbs[-1] if verbs[-1] == "event.split" else verbs[0]
    return first.rpartition(".")[2].rpartition("_")[2] in SLIPS and not any(map(_is_final, verbs))


def _locked_root(session: Session, entry_id: int) -> ActivityEntry:
    """The first entry of the act, locked: of two who undo at once the second sees that it was undone."""
    act = select(func.coalesce(ActivityEntry.act_id, ActivityEntry.id)).where(ActivityEntry.id == entry_id)
    wanted = select(ActivityEntry).where(ActivityEntry.id == act.scalar_subquery())
    found = session.scalars(wanted.with_for_update()).one_or_none()
    if found is None:
        raise NotFound
    return found


def _entries(session: Session, root_id: int, *options: ORMOption) -> list[ActivityEntry]:
    """All entries of an act, the first of them first."""
    wanted = select(ActivityEntry).where((ActivityEntry.id == root_id) | (ActivityEntry.act_id == root_id))
    return list(session.scalars(wanted.options(*options).order_by(ActivityEntry.id)))


def _is_final(verb: str) -> bool:
    return verb in FINAL or verb.partition(".")[0] in FINAL_THINGS


def _expect_permitted(
    session: Session, of_act: Sequence[ActivityEntry], found: Sequence[Image], actor: User
) -> None:
    """The permission that the act itself needs: merging moves whatever there is, but joins rows only of one's own."""
    if _told_of(of_act[0]) == MERGED:
        permissions.demand(actor, "stakeholder:edit")
        permits.expect_own(session, found, actor=actor)
        return
    permits.expect(session, found, actor=actor)


def _told_of(entry: ActivityEntry) -> str:
    """What was done, also where the entry tells that it was undone or done again."""
    return str(entry.values.get("undone", entry.verb)) if entry.verb in {UNDONE, REDONE} else entry.verb


def _expect_undoable(session: Session, of_act: Sequence[ActivityEntry], found: Sequence[Image]) -> None:
    root = of_act[0]
    _expect_not_undone(session, root)
    is_move = any(
        one.table == "campaign" and one.before and one.after and "status" in one.after for one in found
    )
    is_beyond = _told_of(root) != MERGED and any(one.table not in permits.ANCHORS for one in found)
    if is_move or is_beyond or any(_is_final(one.verb) for one in of_act):
        raise Refusal(NOT_TO_BE_UNDONE)
    if not found:
        raise Refusal(NOTHING_KEPT)
    handing_over.expect_may_hold_again(session, found)


def _expect_not_undone(session: Session, root: ActivityEntry) -> None:
    wanted = select(ActivityEntry.id).where(ActivityEntry.undoes_id == root.id)
    if session.scalars(wanted).first() is not None:
        raise Refusal(DONE_ALREADY)


def _bar_the_parted(session: Session, root: ActivityEntry, found: Sequence[Image], actor: User) -> None:
    """Whoever asked not to be contacted while two were one may be either of them."""
    for one in found:
        kept_id = (one.after or {}).get("merged_into_id") if one.table == Stakeholder.__tablename__ else None
        if kept_id is None or (one.before or {}).get("merged_into_id") is not None:
            continue
        parted, stayed = (session.get_one(Stakeholder, key) for key in (one.key[0], kept_id))
        since = select(KeptRow.after).where(
            KeptRow.table_name == one.table, KeptRow.row_id == kept_id, KeptRow.entry_id > root.id
        )
        is_barred_since = any((after or {}).get("do_not_contact") for after in session.scalars(since))
        if stayed.do_not_contact and is_barred_since and not parted.do_not_contact:
            stakeholders.bar_contact(session, parted, stayed.do_not_contact_reason or "", actor=actor)


def _enter(
    session: Session, root: ActivityEntry, of_act: Sequence[ActivityEntry], actor: User
) -> ActivityEntry:
    """The entry that tells of the undoing, in every history in which the act stood."""
    named = {log.Named(about.record_type, about.record_id) for one in of_act for about in one.about}
    told = _told_of(root)
    by = root.values.get("undone_by", root.actor_id) if told != root.verb else root.actor_id
    entry = log.record(
        session,
        verb=REDONE if root.verb == UNDONE else UNDONE,
        subject=log.Named(root.subject_type, root.subject_id),
        actor=actor,
        changes={key: [after, before] for key, (before, after) in root.changes.items()},
        about=named,
        **{**root.values, "undone": told, "undone_by": by},
    )
    entry.undoes_id = root.id
    session.flush()
    return entry
