"""Turning the planner's ways of saying no into a line on the terminal and an exit status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from planner.errors import NotAllowed, NotFound, Refusal
from planner.extensions import db


@contextmanager
def committing() -> Iterator[None]:
    """Commit at the end; a refusal or a database away is told in one line, and nothing is written."""
    try:
        yield
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        raise click.ClickException(str(refusal)) from None
    except (NotFound, NotAllowed) as error:
        db.session.rollback()
        raise click.ClickException(f"There is no such thing: {error}") from None
    except SQLAlchemyError as error:
        db.session.rollback()
        raise click.ClickException(_why(error)) from None


def _why(error: SQLAlchemyError) -> str:
    """What is wrong with the database, in its own words; never the statement, which is nobody's business."""
    try:
        is_made = inspect(db.engine).has_table("user")
    except SQLAlchemyError:
        is_made = True
    if not is_made:
        return "There is no database yet. Run: flask --app wsgi db upgrade"
    said = str(getattr(error, "orig", error)).strip().partition("\n")[0]
    return f"The database cannot do this: {said}"


def address(path: str) -> str:
    """A path of this planner as a full address."""
    return f"{current_app.config['BASE_URL']}{path}"
