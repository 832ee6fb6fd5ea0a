"""How often somebody may try: counted by the minute, in this process alone, and gone with it."""

from __future__ import annotations

import ipaddress
from datetime import datetime
from typing import Any


class Counter:
    """How often each key came up in the present minute."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._minute = (-1, -1)
        self._counts: dict[Any, int] = {}

    def allows(self, key: object, now: datetime) -> bool:
        """Count the key once more; False where that is once too often."""
        minute = (now.hour, now.minute)
        if minute != self._minute or len(self._counts) > 100_000:
            self._minute, self._counts = minute, {}
        count = self._counts[key] = self._counts.get(key, 0) + 1
        return count <= self._most

    def forget(self) -> None:
        """Begin anew."""
        self._counts = {}


def network(address: str) -> str:
    """What counts as one asker: an IPv4 address, or the /64 that one IPv6 line has to itself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address
