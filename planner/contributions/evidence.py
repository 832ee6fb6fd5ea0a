"""Adding a file that proves a contribution, and taking it out.

Cleaning takes seconds and asks nothing of the database, so it is done before, outside of any transaction:
`expect_room`, `cleaned`, `add`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import text
from planner.accounts.models import User
from planner.activity import log
from planner.contributions import access, evidence_files
from planner.contributions.cleaning import asking
from planner.contributions.cleaning.kinds import ENDINGS, MOST_PAGES, Cleaned, Reason, Unclean
from planner.contributions.models import Contribution, Evidence
from planner.errors import Refusal, expect_version
from planner.i18n import mark
from planner.uploads.folder import Folder

MOST_FILES = 20
LONGEST_NAME = 120
UNNAMED = "evidence"

FULL = mark("A contribution takes %(most)s files at most. Take one out first.")
TWICE = mark("This file is here already, as “%(name)s”.")
BUSY = mark("Other files are being looked through just now. Please try again in a moment.")
REFUSED: dict[Reason, str] = {
    Reason.EMPTY: mark("The file is empty."),
    Reason.TOO_LARGE: evidence_files.TOO_LARGE,
    Reason.ANOTHER_KIND: mark(
        "This is neither a picture (JPEG, PNG, WebP) nor a PDF, whatever its name says. "
        "Save it as one of these and bring it again."
    ),
    Reason.DAMAGED: mark("The file is damaged and cannot be read. Save or print it anew and bring it again."),
    Reason.TOO_MANY_PIXELS: mark("The picture has more than 40 million pixels. Make it smaller."),
    Reason.LOCKED: mark(
        "The PDF is protected by a password or against changes. Bring it without protection."
    ),
    Reason.TOO_MANY_PAGES: mark("The PDF has more than %(pages)s pages. Bring the pages that prove it."),
    Reason.TOO_MUCH: mark("Looking through this file took too long or too much memory. Bring a simpler one."),
    Reason.UNFIT: mark(
        "This file could not be cleaned. Print it as a PDF or save it as a picture, and try again."
    ),
}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True, kw_only=True)
class NewEvidence:
    """A file that was cleaned, and what it was called."""

    contribution_id: int
    name: str
    file: Cleaned


def cleaned(content: bytes) -> Cleaned:
    """The file as it would be kept; takes seconds. Raises `Refusal` where it is not taken."""
    try:
        return asking.clean(content)
    except Unclean as unclean:
        raise Refusal(REFUSED[unclean.reason], field="file", pages=MOST_PAGES) from None
    except asking.Busy:
        raise Refusal(BUSY, field="file") from None


def expect_room(session: Session, contribution_id: int, *, actor: User) -> Contribution:
    """The contribution, which the actor may change and which takes one more file."""
    made = access.contribution(session, contribution_id, actor=actor)
    access.to_edit(made, actor=actor, version=None)
    count = session.scalar(select(func.count()).where(Evidence.contribution_id == contribution_id)) or 0
    if count >= MOST_FILES:
        raise Refusal(FULL, field="file", most=MOST_FILES)
    return made


def add(session: Session, folder: Folder, data: NewEvidence, *, actor: User) -> Evidence:
    """Keep the file and note it. Where the transaction fails, the file alone stays, and is swept away."""
    # of two who bring something at once the second counts what the first brought
    session.scalars(
        select(Contribution.id).where(Contribution.id == data.contribution_id).with_for_update()
    ).one_or_none()
    contribution = expect_room(session, data.contribution_id, actor=actor)
    digest = hashlib.sha256(data.file.content).hexdigest()
    held = session.scalars(
        select(Evidence.name)
        .where(Evidence.contribution_id == contribution.id, Evidence.digest == digest)
        .order_by(Evidence.id)
    ).first()
    if held is not None:
        raise Refusal(TWICE, field="file", name=held)
    made = Evidence(
        contribution_id=contribution.id,
        name=named(data.name, data.file),
        media_type=data.file.media_type.value,
        size=len(data.file.content),
        digest=digest,
        stored_as=evidence_files.put(folder, data.file.content),
    )
    session.add(made)
    _record(session, "evidence.added", made, contribution, actor)
    return made


def remove(session: Session, evidence_id: int, *, actor: User, version: int | None = None) -> Evidence:
    """Take a file out. It lies on the disk for 30 days more, so that this can be undone."""
    made = access.evidence(session, evidence_id, actor=actor)
    access.to_edit(made.contribution, actor=actor, version=None)
    expect_version(made.version, version)
    _record(session, "evidence.removed", made, made.contribution, actor)
    session.delete(made)
    session.flush()
    return made


def named(name: str, file: Cleaned) -> str:
    """What the file is called: the name it came with, no longer a path, with the ending of what it is."""
    plain = text.clean(_NOT_IN_NAMES.sub(" ", name.replace("\\", "/").rpartition("/")[2])).strip(" .")
    stem = _ENDING.sub("", plain).strip(" .")
    return f"{text.shortened(stem, LONGEST_NAME) or UNNAMED}{ENDINGS[file.media_type]}"


def _record(session: Session, verb: str, made: Evidence, of: Contribution, actor: User) -> None:
    log.record(
        session, verb=verb, subject=made, actor=actor, changes={}, about=[of, of.campaign], file=made.name
    )
