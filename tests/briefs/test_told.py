"""Whoever watches is told of every page that was asked of the press: printed, kept from earlier, or failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import ROOT
from planner.briefs.press import PdfFailed, Press


def test_of_one_that_was_kept_and_of_one_that_failed(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    press = Press(
        tmp_path, ROOT / "static", command=("/bin/false",), told=lambda outcome, s: told.append((outcome, s))
    )
    press.shelf.keep(press.shelf.mark("kept"), b"%PDF-1.7 %%EOF")
    assert press.pdf("kept").startswith(b"%PDF")
    with pytest.raises(PdfFailed):
        press.pdf("other")
    press.close()
    assert [outcome for outcome, _ in told] == ["kept", "failed"]
    assert all(seconds >= 0 for _, seconds in told)
