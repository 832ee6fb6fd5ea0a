"""The secret in a feed's address: derived from the instance's key, stored nowhere.

A token reads `cal_<feed>_<version>_<seal>`; the seal is 144 bits of HMAC over feed and version. So the people
who may see a feed can look its address up again, renewing is the next version, an earlier version is still
known for what it was, and a copy of the database opens no calendar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from planner.tokens import secrets

PREFIX = "cal"
LONGEST_ADDRESS = 255
"""Google drops a longer one without a word (`feeds.md`, decision 6)."""

REMEMBERED = 10_000

_TOKEN = re.compile(rf"{PREFIX}_([1-9]\d{{0,8}})_([1-9]\d{{0,8}})_([A-Za-z0-9_-]{{24}})", re.ASCII)


class Link(NamedTuple):
    """What a genuine token says."""

    feed_id: int
    version: int


class Seals:
    """Makes tokens by the instance's key, and reads those made by it or by an earlier one."""

    def __init__(self, key: str, fallbacks: Sequence[str] = ()) -> None:
        self._keys = tuple(secrets.derived_key(one, "feeds") for one in (key, *fallbacks))
        self._genuine: dict[str, Link] = {}

    def token(self, feed_id: int, version: int) -> str:
        """The secret for one version of one feed's link."""
        return f"{PREFIX}_{feed_id}_{version}_{self._seal(self._keys[0], feed_id, version)}"

    def address(self, base_url: str, feed_id: int, version: int) -> str:
        """The whole address to subscribe to; `base_url` is the instance's own, never a request's."""
        return f"{base_url}/feeds/{self.token(feed_id, version)}.ics"

    def read(self, token: str) -> Link | None:
        """What the token says, or None where we did not make it. The seal is compared in constant time.

        Genuine tokens are remembered: most polls are of the same ones, and the seal is half of what a poll costs.
        """
        known = self._genuine.get(token)
        if known is not None:
            return known
        found = _TOKEN.fullmatch(token)
        if found is None:
            return None
        link = Link(int(found[1]), int(found[2]))
        if not any(secrets.is_same(self._seal(key, *link), found[3]) for key in self._keys):
            return None
        if len(self._genuine) >= REMEMBERED:
            self._genuine = {}
        self._genuine[token] = link
        return link

    @staticmethod
    def _seal(key: bytes, feed_id: int, version: int) -> str:
        return secrets.seal(key, f"{feed_id}|{version}")
