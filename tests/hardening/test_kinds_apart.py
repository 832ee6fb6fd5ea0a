"""Where nothing is expected back, nothing that came back is shown: every way out of a communal campaign is walked.

The office has no exchange campaign, so that whatever says “return” says it of a gift. The database itself takes no
return of a communal campaign; what is looked for is any place that would speak of one.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.kinds import RETURN_FIELDS
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.contributions.words import Form, NeedState, ValuationBasis
from planner.stakeholders.models import Stakeholder
from tests import factories
from tests.factories import Office
from tests.hardening.clerk import EXPORTS
from tests.hardening.walking import all_sheets, opened, send, shape_of
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]

SAID = re.compile(
    r"\b(?:returns?|revenue|profits?|sales|roi|redeem\w*|redemptions?)\b"
    r"|ผลตอบแทน|รายได้|ยอดขาย|กำไร|การใช้สิทธิ์",
    re.IGNORECASE,
)
# what is said of both kinds or of what a gift is not: names of research scales, what the guard looks for
ABOUT_KINDS = (
    "ความสัมพันธ์แบบหวังผลตอบแทน",
    "ความสัมพันธ์แบบไม่หวังผลตอบแทน",
    "องค์กรไม่หวังผลตอบแทน",
    "เป้าลูกค้าหรือยอดขาย",
    "Target for leads or sales",
    # "each for itself", in letters that hold the word for income
    "ยกเลิกเฉพาะรายได้",
)
# about the other kind: where a kind is chosen or changed, and the pages of promotions
OF_THE_OTHER = {"campaigns.new", "plans.change_kind", "promotions.index"}
MONEY = re.compile(r"THB|฿|บาท")
SEVERAL = 3


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Communal, running, with something of everything; what it gave went to a stakeholder."""
    no_return = dict.fromkeys(RETURN_FIELDS - {"promotions", "redemptions"})
    session.execute(update(Campaign).values(kind=Kind.COMMUNAL, **no_return))
    made = factories.ready_campaign(session, office.corporate, office.owner, status=Status.ACTIVE)
    school = factories.stakeholder(session)
    factories.participation(session, made, school)
    given = factories.contribution(session, made, recipient_id=school.id, recipient=None)
    factories.contribution(
        session,
        made,
        form=Form.TIME,
        hours=Decimal(8),
        people=4,
        in_paid_time=True,
        valuation_basis=ValuationBasis.HOURLY_RATE,
        hourly_rate_minor=30_000,
        value_minor=240_000,
        recipient_id=school.id,
        recipient=None,
    )
    factories.need(session, made, stated_by_id=school.id, stated_by=None)
    factories.need(session, made, state=NeedState.ANSWERED, response="Bought", contribution_id=given.id)
    factories.budget_entry(session, factories.budget_line(session, made))
    factories.objective(session, made, position=5)
    factories.event(session, made)
    session.commit()
    return made


def walked(app: Flask, visitor: Visitor, start: str) -> dict[str, Page]:
    """All that links lead to from the campaign and from Home: pages, files, documents. At most so many of a shape."""
    seen: dict[str, Page] = {}
    shapes: Counter[tuple[str, frozenset[str]]] = Counter()
    coming = [
        start,
        "/",
        "/portfolio",
        "/contributions",
        "/campaigns",
    ]
    while coming:
        path = coming.pop(0)
        shape = shape_of(app, path)
        if path in seen or shape[0] in {"", "static", *OF_THE_OTHER} or shapes[shape] >= SEVERAL:
            continue
        shapes[shape] += 1
        seen[path] = page = opened(visitor, path)
        assert page.status < 500, path
        if page.status == 200 and page.is_html:
            coming += [href.partition("#")[0] for href in page.links() if href.startswith("/")]
    return seen


def text_of(page: Page) -> str:
    """What is read in an answer: the words of a page, of a PDF, or of a file."""
    kind = page.response.mimetype or ""
    if page.is_html:
        return page.text
    if kind == "application/pdf":
        read = subprocess.run(
            ["pdftotext", "-", "-"], input=page.response.data, capture_output=True, check=True
        )
        return str(read.stdout.decode())
    said: str = page.response.get_data(as_text=True) if kind.startswith("text/") else ""
    # the names of the columns are those of both kinds; the cells beneath are of this one
    return said.partition("\n")[2] if kind == "text/csv" else said


def problems(path: str, said: str) -> Iterator[str]:
    """Every word for a return, with what stands around it."""
    for phrase in ABOUT_KINDS:
        said = re.sub(re.escape(phrase), "", said, flags=re.IGNORECASE)
    for found in SAID.finditer(said):
        yield f"{path}: {said[max(0, found.start() - 60) : found.end() + 40]!r}"


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["th", "en"])
def test_no_way_out_of_a_communal_campaign_shows_a_return(
    app: Flask, session: Session, office: Office, campaign: Campaign, language: str
) -> None:
    visitor = Visitor.of(app, session, office.administrator, language=language)
    stakeholders = session.scalars(select(Stakeholder.id).order_by(Stakeholder.id)).all()
    start = f"/campaigns/{campaign.id}"
    session.rollback()
    pages = walked(app, visitor, start)
    kinds = {page.response.mimetype for page in pages.values()}
    assert {"text/html", "application/pdf", "text/calendar"} <= kinds
    for sheet in (of[0] for of in all_sheets(app, pages).values()):
        if sheet.endpoint.partition(" ")[0] in EXPORTS:
            pages[sheet.action] = send(visitor, sheet, {"form": "csv"})
    assert any(page.response.mimetype == "text/csv" for page in pages.values())
    found = [one for path, page in pages.items() for one in problems(path, text_of(page))]
    assert not found, "\n".join(found)
    # nor is anybody's account kept: what a stakeholder was given stands with the campaign alone
    accounts = [f"/stakeholders/{one}" for one in stakeholders]
    assert [path for path in accounts if MONEY.search(text_of(opened(visitor, path)))] == []
