"""A composer, a press that stays warm for all these tests, and eyes for what it printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.briefs.page import Composer
from planner.briefs.press import Press
from tests.briefs.reading import Printed, Prints

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"


@pytest.fixture(scope="session")
def composer() -> Composer:
    return Composer(ROOT / "templates")


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    # patient: the machine that runs the tests may be busy with others
    press = Press(tmp_path_factory.mktemp("press"), STATIC, limit_s=120, wait_s=60)
    yield press
    press.close()


@pytest.fixture
def printed(press: Press, tmp_path: Path) -> Prints:
    """`printed(page)`: the page on paper, to be read with Poppler's tools."""

    def on_paper(page: str) -> Printed:
        return Printed(press.pdf(page), tmp_path)

    return on_paper
