"""What people of the example answered the mixed-message guard: words that stay, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from planner.campaigns.models import Campaign
from planner.cli.example.world import Deed, World
from planner.plans import guard


@dataclass(frozen=True, kw_only=True)
class KeptWords:
    """Words that somebody stands by, as the guard found them."""

    on: int
    words: str
    by: str
    reason: str


OF_PLAN: dict[str, tuple[KeptWords, ...]] = {
    "reading": (
        KeptWords(
            on=-4,
            words="สั่งซื้อ",
            by="praewa",
            reason="เราเป็นผู้ซื้อเองจากช่างไม้ในหมู่บ้าน ไม่ได้ชวนใครซื้ออะไร",
        ),
    ),
}


def deeds(key: str) -> Iterator[Deed]:
    """The answers of one plan."""
    for kept in OF_PLAN.get(key, ()):
        yield Deed(kept.on, partial(_keep, key, kept))


def _keep(key: str, kept: KeptWords, world: World) -> None:
    actor = world.people[kept.by]
    campaign = world.session.get_one(Campaign, world.campaigns[key])
    looked = guard.look(world.session, campaign, actor=actor)
    [finding] = [one for one in looked.open if one.found.words == kept.words]
    guard.answer(world.session, campaign.id, finding.key, kept.reason, actor=actor)
