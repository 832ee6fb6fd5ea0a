"""Somebody on a telephone who reads one of the two languages."""

from __future__ import annotations

from planner.i18n import Language, translate
from tests.browser import WIDER, Windows, complaints
from tests.journeys.hands import Hands


class Reader(Hands):
    """Hands on a telephone, of somebody who reads one of the two languages and looks at every page they come to."""

    def __init__(self, windows: Windows, place: str, language: str, *, scripts: bool, **who: object) -> None:
        page = windows.open(place, width=390, language=language, scripts=scripts, **who)  # type: ignore[arg-type]
        super().__init__(page, has_scripts=scripts)
        self.language = language
        self._see()

    def _see(self) -> None:
        super()._see()
        assert self.page.locator("html").get_attribute("lang") == self.language
        assert self.page.evaluate(WIDER) == [], self.path()
        if self.has_scripts:
            found = complaints(self.page)
            assert not found, f"{self.path()}: {found}"

    def figures(self) -> list[str]:
        """The great numbers of the page: redeemed and left; at a till what is left alone."""
        return self.page.locator("main .promotion-figure").all_inner_texts()

    def reads(self, words: str) -> bool:
        """Whether the page says this, in the reader's language."""
        return translate(Language(self.language), words) in self.text()
