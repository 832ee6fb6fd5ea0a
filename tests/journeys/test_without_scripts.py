"""Everything that people do day by day works in a browser that runs no scripts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from planner.accounts.models import Kind
from tests.journeys import story
from tests.journeys.conftest import Pair
from tests.journeys.hands import Hands
from tests.journeys.steps import COMMUNAL

pytestmark = [pytest.mark.browser, pytest.mark.pdf]


def test_a_day_at_work_without_scripts(pairs: dict[Kind, Pair], mouse: Callable[..., Hands]) -> None:
    story.everyday(partial(mouse, scripts=False), COMMUNAL, pairs[Kind.COMMUNAL])
