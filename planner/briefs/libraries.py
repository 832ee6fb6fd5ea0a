"""The system libraries a PDF needs, and what to say where they are missing.

WeasyPrint names only the first missing one, in a stack trace. People need all of them, as one command.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

NEEDED = {
    "gobject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
}
"""Library → its file on Linux, macOS, Windows."""

DEBIAN = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""The packages of Debian and Ubuntu that bring all of them, and the Thai line breaking with them."""

INSTALL = f"sudo apt-get install --no-install-recommends {DEBIAN}"


def missing(open_library: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """The names of needed libraries this machine cannot open, on Linux; elsewhere WeasyPrint itself finds out.

    macOS and Windows keep libraries in places only WeasyPrint's own search knows.
    """
    if sys.platform != "linux":
        return []
    return [name for name, files in NEEDED.items() if not _opens(files[0], open_library)]


def _opens(file: str, open_library: Callable[[str], object]) -> bool:
    try:
        open_library(file)
    except OSError:
        return False
    return True
