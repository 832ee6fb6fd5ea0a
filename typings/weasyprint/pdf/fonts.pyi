from typing import Any

# An internal we mend (copied Thai text): pinned and guarded by version where it is used.
class Font:
    to_unicode: dict[int, str]
    file_content: bytes
    def __init__(self, pango_font: Any, description: Any, font_size: float) -> None: ...
    def __getattr__(self, name: str) -> Any: ...
