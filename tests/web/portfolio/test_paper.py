"""The portfolio on paper, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from tests.briefs.reading import Printed, bare
from tests.factories import Office
from tests.pages import Visitor
from tests.web.portfolio.test_portfolio import begun, promoted

Visit = Callable[..., Visitor]


@pytest.mark.pdf
@pytest.mark.parametrize(("language", "said"), [("th", "เพื่อสังคม"), ("en", "Quarter 1")])
def test_the_portfolio_is_printed_in_either_language_without_a_return(
    visit: Visit, session: Session, office: Office, tmp_path: Path, language: str, said: str
) -> None:
    begun(session, office)
    begun(session, office, Kind.EXCHANGE, expected_return_value=Decimal(777_123))
    answer = visit(office.owner).get(f"/portfolio.pdf?language={language}")
    words = bare(Printed(answer.response.data, tmp_path).text)
    for one in (said, "(THB)", "150"):
        assert bare(one) in words
    assert "777" not in words


@pytest.mark.pdf
def test_each_kind_has_its_own_ledger_on_paper_and_mixed_messages_are_named(
    visit: Visit, session: Session, office: Office, tmp_path: Path
) -> None:
    begun(session, office, title_en="Clean canals", purpose_en="Buy now.")
    promoted(session, office)
    visitor = visit(office.owner)
    for query, is_there in (("", True), ("&kind=communal", False)):
        answer = visitor.get(f"/portfolio.pdf?language=en{query}")
        words = bare(Printed(answer.response.data, tmp_path).text)
        for one in ("Offered and redeemed", "THB 45.50", "does not say what came back"):
            assert (bare(one) in words) == is_there, one
        assert bare("Not answered") in words
        assert bare("Clean canals") in words
