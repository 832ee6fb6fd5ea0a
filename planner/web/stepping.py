"""Steps that say something along with them: where one is refused, what was typed is still there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from planner import i18n
from planner.i18n import mark
from planner.web.fields import Paragraph
from planner.web.forms import PlannerForm
from planner.web.language import say
from planner.web.saving import STALE_STEP, acting, saving

Answer = str | Response | tuple[str, int]


class StepForm(PlannerForm):
    """What is said along with a step."""

    comment = Paragraph(mark("Comment"))


@dataclass(frozen=True)
class Seen:
    """The record as it is now: what it is called, and its version."""

    name: i18n.Text
    version: int


def stepping(
    take: Callable[[str | None], object],
    *,
    title: str,
    home: str,
    seen: Callable[[], Seen],
    told: Callable[[], None],
) -> Answer:
    """Take a step and lead home. One refused is told there; with a comment, on a page that keeps the comment.

    `seen` reads the record anew after a refusal, `told` says that the step is done.
    """
    form = StepForm()
    if not form.comment.data:
        with acting() as done:
            take(None)
        if done:
            told()
        return redirect(home)
    if form.validate_on_submit():
        with saving(form) as saved:
            take(form.comment.data)
        if saved:
            told()
            return redirect(home)
    now, status = seen(), form.status
    if form.is_stale:
        # sending it again from here is done in sight of what has changed
        form.is_stale = False
        form.refuse(say(STALE_STEP), field=None)
    form.version.data, form.version.raw_data = str(now.version), None
    body = render_template(
        "layouts/step.html", form=form, title=title, name=now.name, home=home, action=request.path
    )
    return body, status


def seen_version() -> int | None:
    """The version a step was taken from, if it was sent along; one that cannot be is never the right one."""
    sent = request.form.get("version")
    if not sent:
        return None
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1
