"""Commits what a view did, and turns the planner's ways of saying no into answers beside the form."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flask import flash, redirect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from planner.errors import Refusal, Stale
from planner.extensions import db
from planner.i18n import mark
from planner.web import offers, once
from planner.web.forms import OnceForm, PlannerForm
from planner.web.language import say

log = logging.getLogger("planner.web")
# not null, foreign key, unique (PostgreSQL's SQLSTATE, appendix A)
TWO_AT_ONCE = {"23502", "23503", "23505"}
STALE_STEP = mark("Someone changed this a moment ago. Look at it as it is now, then try again.")


class Outcome:
    """True once the deed is committed; knows where the person goes next."""

    def __init__(self, form: PlannerForm | None = None) -> None:
        self.is_done = False
        self.form = form
        self.location = ""

    def __bool__(self) -> bool:
        return self.is_done

    def at(self, location: str) -> None:
        """Say where the deed can be seen; a creating form sent again is led there too."""
        self.location = location
        if isinstance(self.form, OnceForm):
            once.remember(self.form, location)

    def redirect(self) -> Response:
        """Lead the person there."""
        return redirect(self.location)


@contextmanager
def saving(form: PlannerForm) -> Iterator[Outcome]:
    """Commit at the end; a refusal goes beside its field, a stale version makes the form show both.

    Nothing of a refused deed is written, and the form keeps everything that was typed.
    """
    once.refuse_second(form)
    outcome = Outcome(form)
    try:
        yield outcome
        _commit(outcome)
    except Refusal as refusal:
        db.session.rollback()
        # what stands in its way may be what this very form made a moment ago
        once.refuse_second(form)
        form.refuse(say(refusal.message, **refusal.values), field=refusal.field)
    except (Stale, StaleDataError):
        db.session.rollback()
        once.refuse_second(form)
        form.is_stale = True
    except IntegrityError as error:
        db.session.rollback()
        once.refuse_second(form)
        _expect_other(error)
        form.refuse(say(STALE_STEP), field=None)


@contextmanager
def acting() -> Iterator[Outcome]:
    """Commit a step that has no form of its own; a refusal is told on the page the person comes back to."""
    outcome = Outcome()
    try:
        yield outcome
        _commit(outcome)
    except Refusal as refusal:
        db.session.rollback()
        flash(say(refusal.message, **refusal.values), "refusal")
    except (Stale, StaleDataError):
        db.session.rollback()
        flash(say(STALE_STEP), "refusal")
    except IntegrityError as error:
        db.session.rollback()
        _expect_other(error)
        flash(say(STALE_STEP), "refusal")


def _expect_other(error: IntegrityError) -> None:
    """Raise the error anew unless somebody else wrote between our looking and our writing.

    On PostgreSQL two write at once, and what both are about to make, or what one takes away beneath the other, is
    known to its constraints alone. SQLite's writer is alone: there it is a fault of ours.
    """
    if getattr(error.orig, "sqlstate", None) not in TWO_AT_ONCE:
        raise error
    # the constraint, not what was written: that is nobody's business
    named = getattr(error.orig, "diag", None)
    log.info("two wrote at once: %s", getattr(named, "constraint_name", None))


def _commit(outcome: Outcome) -> None:
    act = offers.running()
    db.session.commit()
    outcome.is_done = True
    offers.offer(act)
