"""A creating form sent twice makes one record; the second sending is led to what the first one made."""

from __future__ import annotations

from flask import redirect
from werkzeug.wrappers import Response

from planner import clock
from planner.extensions import db
from planner.tokens import secrets
from planner.tokens.models import Submission
from planner.web import gate
from planner.web.forms import OnceForm, PlannerForm


class AlreadySent(Exception):
    """This very form was sent before; the answer is the way to what it made."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def refuse_second(form: PlannerForm) -> None:
    """Raise `AlreadySent` if an earlier sending of this very form made something."""
    if not isinstance(form, OnceForm):
        return
    row = db.session.get(Submission, _digest(form))
    if row is not None and row.user_id == gate.actor().id:
        raise AlreadySent(row.location)


def remember(form: OnceForm, location: str) -> None:
    """Note, in the deed's own transaction, what this sending made.

    Two at the same moment: on SQLite the second waits its turn and finds this row; on PostgreSQL it waits on the
    row's key and is then refused it (`saving` answers as for any second sending).
    """
    db.session.add(
        Submission(
            token_digest=_digest(form), user_id=gate.actor().id, sent_at=clock.now(), location=location
        )
    )
    db.session.flush()


def answer(again: AlreadySent) -> Response:
    """Lead a second sending to what the first one made."""
    return redirect(again.location)


def _digest(form: OnceForm) -> str:
    return secrets.digest(str(form.submission.data or ""))
