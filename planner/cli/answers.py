"""Turning the planner's ways of saying no into a line on the terminal and an exit status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app

from planner.errors import NotAllowed, NotFound, Refusal
from planner.extensions import db


@contextmanager
def committing() -> Iterator[None]:
    """Commit at the end; a refusal is told in one line, and nothing is written."""
    try:
        yield
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        raise click.ClickException(str(refusal)) from None
    except (NotFound, NotAllowed) as error:
        db.session.rollback()
        raise click.ClickException(f"There is no such thing: {error}") from None


def address(path: str) -> str:
    """A path of this planner as a full address."""
    return f"{current_app.config['BASE_URL']}{path}"
