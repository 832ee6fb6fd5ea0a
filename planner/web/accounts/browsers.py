"""What people call a browser, from the long line by which it names itself (RFC 9110 §10.1.5)."""

from __future__ import annotations

# the first that is found counts: most pretend to be those further down
_BROWSERS = (
    ("Line/", "LINE"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
SHOWN = 60


def name(program: str) -> str:
    """Browser and system; of an unknown one the beginning of what it says, of none nothing."""
    browser = next((called for part, called in _BROWSERS if part in program), None)
    system = next((called for part, called in _SYSTEMS if part in program), None)
    known = [part for part in (browser, system) if part]
    return " · ".join(known) if browser else program[:SHOWN]
