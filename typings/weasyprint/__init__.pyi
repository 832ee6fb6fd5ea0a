# What we use of WeasyPrint 70.0.
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from weasyprint.document import Document as Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

__version__: str

_Fetch = URLFetcher | Callable[[str], URLFetcherResponse | dict[str, Any]]

class HTML:
    base_url: str | None
    def __init__(
        self,
        guess: str | Path | IO[bytes] | None = None,
        filename: str | Path | None = None,
        url: str | None = None,
        file_obj: IO[Any] | None = None,
        string: str | None = None,
        encoding: str | None = None,
        base_url: str | Path | None = None,
        url_fetcher: _Fetch | None = None,
        media_type: str = "print",
    ) -> None: ...
    def render(self, font_config: FontConfiguration | None = None, **options: Any) -> Document: ...
    def write_pdf(
        self,
        target: None = None,
        zoom: float = 1,
        finisher: Callable[[Document, Any], None] | None = None,
        font_config: FontConfiguration | None = None,
        *,
        stylesheets: Sequence[CSS | str | Path] | None = None,
        **options: Any,
    ) -> bytes: ...

class CSS:
    def __init__(
        self,
        guess: str | Path | IO[bytes] | None = None,
        filename: str | Path | None = None,
        url: str | None = None,
        file_obj: IO[Any] | None = None,
        string: str | None = None,
        encoding: str | None = None,
        base_url: str | Path | None = None,
        url_fetcher: _Fetch | None = None,
        *,
        media_type: str = "print",
        font_config: FontConfiguration | None = None,
    ) -> None: ...
