"""Everything that people do day by day works without a mouse, and the focus can be seen at every stop."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planner.accounts.models import Kind
from tests.journeys import story
from tests.journeys.conftest import Pair
from tests.journeys.hands import Keys
from tests.journeys.steps import EXCHANGE

pytestmark = [pytest.mark.browser, pytest.mark.pdf]


def test_a_day_at_work_by_keyboard(pairs: dict[Kind, Pair], keyboard: Callable[..., Keys]) -> None:
    story.everyday(keyboard, EXCHANGE, pairs[Kind.EXCHANGE])
