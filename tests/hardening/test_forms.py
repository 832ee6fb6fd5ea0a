"""What cannot be meant, typed into whichever form: refused in words or taken as words, never a mishap of ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.factories import Office
from tests.hardening.clerk import deeds
from tests.hardening.hostile import STRANGE
from tests.hardening.premises import Premises
from tests.hardening.walking import again, crawl, opened
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]

pytestmark = pytest.mark.once

UNSEEN = "\u200b"
"""A space of no width, as web pages bring it along; whoever pastes it believes the control is filled in."""
MORE = ("x" * 100_000, "a@b@c", "29/2/2570", "24:00", "https://[::1", "-9223372036854775809", "∞")
# the reader would be gone
UNSENT = {"accounts.sign_out", "profile.sign_browser_out"}


def refused_or_taken(app: Flask, visitor: Visitor, premises: Premises, *values: str) -> int:
    """Send every form with each of the values in all its texts, then in all that it asks; how often that was."""
    tried = 0
    for of in deeds(app, crawl(app, visitor, premises, several=1), but=UNSENT):
        for value in values:
            fresh = again(app, visitor, of[0])
            if fresh is None:
                break
            for names in filter(None, (set(fresh.rooms), fresh.names - {"csrf_token", *fresh.rooms})):
                answer = Page(
                    visitor.client.post(fresh.action, data={**fresh.values, **dict.fromkeys(names, value)})
                )
                assert answer.status < 500, f"{fresh.action} {sorted(names)}: {value[:20]!r}"
                tried += 1
    assert opened(visitor, "/profile").status == 200
    return tried


def test_what_cannot_be_seen_fills_in_nothing(
    app: Flask, office: Office, visit: Visit, premises: Premises
) -> None:
    assert refused_or_taken(app, visit(office.administrator), premises, UNSEEN) > 80


@pytest.mark.long
def test_no_form_minds_what_is_strange(app: Flask, office: Office, visit: Visit, premises: Premises) -> None:
    assert refused_or_taken(app, visit(office.administrator), premises, *STRANGE, *MORE) > 1_000
