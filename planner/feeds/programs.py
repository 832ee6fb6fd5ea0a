"""Which calendar program fetched a feed, as far as it says so itself."""

from __future__ import annotations

import re

# the first that is found in what the program calls itself; programs call themselves many things at once
NAMES: tuple[tuple[str, str], ...] = (
    (r"google-calendar|googlecalendar", "Google Calendar"),
    (
        r"owl\.?calendar|outlook-(ios|android)|microsoft exchange|microsoft\.?office|ms-?office|outlook",
        "Outlook",
    ),
    (r"thunderbird|lightning", "Thunderbird"),
    (r"icsx5|icsdroid", "ICSx⁵"),
    (r"davx5", "DAVx⁵"),
    (r"nextcloud", "Nextcloud"),
    (r"evolution|gnome", "GNOME Evolution"),
    (r"korganizer|akonadi|kde", "KDE"),
    (r"calendaragent|dataaccessd|ical/|\bios/|iphone|ipad|macos|mac os x|mac_os_x|apple", "Apple Calendar"),
    (r"vdirsyncer", "vdirsyncer"),
    (r"zoho", "Zoho Calendar"),
    (r"yahoo", "Yahoo Calendar"),
    (r"mozilla/|chrome/|safari/|firefox/", "a web browser"),
)
_PATTERNS = [(re.compile(pattern, re.IGNORECASE), name) for pattern, name in NAMES]


def known(program: str | None) -> str | None:
    """The name people know a program by, or None where its own name must do."""
    return next((name for pattern, name in _PATTERNS if pattern.search(program or "")), None)
