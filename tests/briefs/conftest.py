"""A composer, a press that stays warm for all these tests, and eyes for what it printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.briefs.page import Composer
from planner.briefs.press import Press
from tests.briefs.reading import Printed

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"


@pytest.fixture(scope="session")
def composer() -> Composer:
    return Composer(ROOT / "templates")


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    press = Press(tmp_path_factory.mktemp("press"), STATIC)
    yield press
    press.close()


@pytest.fixture
def printed(press: Press, tmp_path: Path) -> Iterator[type[Printed]]:
    """`printed(page)`: the page on paper, to be read with Poppler's tools."""

    class Here(Printed):
        def __init__(self, page: str) -> None:
            super().__init__(press.pdf(page), tmp_path)

    yield Here
