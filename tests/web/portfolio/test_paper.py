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
from tests.web.portfolio.test_portfolio import begun

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
