"""The gallery, opened in a real browser by somebody signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page

from tests.browser import Windows
from tests.factories import Office

Opener = Callable[..., Page]


@pytest.fixture
def opened(windows: Windows, office: Office) -> Opener:
    """`opened("/gallery", width=390, theme="dark", language="th", scripts=False)`."""
    return partial(windows.open, who=office.owner)
