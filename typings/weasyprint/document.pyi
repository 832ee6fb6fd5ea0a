from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

class Page:
    width: float
    height: float
    bookmarks: list[Any]
    links: list[Any]
    anchors: dict[str, Any]

class DocumentMetadata:
    title: str | None
    authors: list[str]
    description: str | None
    keywords: list[str]
    lang: str | None

class Document:
    pages: Sequence[Page]
    metadata: DocumentMetadata
    fonts: dict[Any, Any]
    def copy(self, pages: Literal["all"] | Iterable[Page] = "all") -> Document: ...
    def make_bookmark_tree(self, scale: float = 1, transform_pages: bool = False) -> list[Any]: ...
    def write_pdf(
        self,
        target: None = None,
        zoom: float = 1,
        finisher: Callable[[Document, Any], None] | None = None,
        **options: Any,
    ) -> bytes: ...
