"""After a slip is saved, the page that follows offers to undo it."""

from __future__ import annotations

from typing import Any

from flask import Response, after_this_request, session, url_for

from planner.activity import kept
from planner.custody import undoing
from planner.extensions import db
from planner.i18n import mark
from planner.web.language import say

SAVED = mark("Saved.")


def running() -> kept.Act | None:
    """What the transaction has done so far, as long as it can be undone and is easily done by mistake."""
    act = kept.running(db.session)
    is_offered = act is not None and act.verbs and undoing.is_slip(act.verbs)
    return act if is_offered else None


def offer(act: kept.Act | None) -> None:
    """Let the message of the page that follows carry the way back."""
    if act is None or act.entry_id is None:
        return
    address = url_for("custody.undo", id=act.entry_id)

    def carry(response: Response) -> Response:
        if response.status_code in {302, 303}:
            session["_flashes"] = _carrying(session.get("_flashes", []), address)
        return response

    after_this_request(carry)


def _carrying(flashes: list[tuple[str, Any]], address: str) -> list[tuple[str, Any]]:
    """The flashed messages, of which the last about what was done has the way back; one that has its own keeps it."""
    for place in range(len(flashes) - 1, -1, -1):
        category, message = flashes[place]
        if category == "done":
            carried = {"text": message, "undo": address} if isinstance(message, str) else message
            return [*flashes[:place], (category, carried), *flashes[place + 1 :]]
    return [*flashes, ("done", {"text": say(SAVED), "undo": address})]
