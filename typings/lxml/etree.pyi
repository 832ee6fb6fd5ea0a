"""The little of lxml.etree that the tests read pages with."""

from typing import Any
from xml.etree.ElementTree import TreeBuilder

class HTMLParser:
    def __init__(
        self, *, target: TreeBuilder, remove_comments: bool = ..., encoding: str | None = ...
    ) -> None: ...

def HTML(text: bytes, parser: HTMLParser) -> Any: ...
