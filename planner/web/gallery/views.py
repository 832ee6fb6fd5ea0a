"""The gallery: every component in every state, and a few whole pages made of them. Development only."""

from __future__ import annotations

import segno
from flask import Blueprint, render_template, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.events.words import EventStatus
from planner.objectives.words import ObjectiveState
from planner.web.errors import ADVICE
from planner.web.gallery import calendar_samples, drawing_samples, samples
from planner.web.gallery.forms import SampleForm
from planner.web.language import language, say

bp = Blueprint("gallery", __name__, url_prefix="/gallery")

PAGES = (
    "components",
    "forms",
    "lists",
    "campaign",
    "campaigns",
    "edit",
    "month",
    "outsider",
    "mishap",
    "paper",
)

# what somebody in a hurry types
WRONG = {
    "title_th": "",
    "title_en": "",
    "start_on": "31/11/2569",
    "end_on": "12/12/26",
    "amount": "about a million",
    "visibility": "",
    "start_time": "25:10",
}


@bp.get("")
def index() -> str:
    """All pages of the gallery."""
    return show("components")


@bp.get("/<any(forms, refused, lists, campaign, campaigns, edit, month, outsider, mishap, paper):name>")
def show(name: str) -> str:
    """One page of the gallery."""
    right = SampleForm(formdata=None, data=samples.typed())
    wrong = SampleForm(formdata=MultiDict({**WRONG, "csrf_token": generate_csrf()}))
    wrong.validate()
    return render_template(
        f"gallery/{'index' if name == 'components' else name}.html",
        links=[(_address(page), page, page == name) for page in PAGES],
        samples=samples,
        month=calendar_samples,
        drawn=drawing_samples,
        qr_code=Markup(segno.make(samples.FEED).svg_inline(svgclass=None, lineclass=None, omitsize=True)),  # noqa: S704 - segno's own
        status=500,
        advice=say(ADVICE[500]),
        kinds=list(Kind),
        statuses=[Status, EventStatus, ObjectiveState],
        state_of=state_of,
        right=right,
        wrong=wrong,
        request_id="4f1c0a9be2d7",
        title=samples.PAGE_TITLES[name][0 if language() == "th" else 1],
    )


def state_of(record: samples.Record) -> Status | EventStatus:
    """The state of a sample as the key it stands for."""
    return EventStatus(record.status) if record in samples.EVENTS else Status(record.status)


def _address(page: str) -> str:
    return url_for("gallery.index") if page == "components" else url_for("gallery.show", name=page)
