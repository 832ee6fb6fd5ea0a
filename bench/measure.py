"""Taking ratios on a machine that is never quiet: product and floor by turns, the least of each."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import quantiles

Doing = Callable[[], object]


def cpu_seconds(doing: Doing, times: int = 1) -> float:
    """Processor time of this process that one doing takes, all its threads together."""
    began = time.process_time()
    for _ in range(times):
        doing()
    return (time.process_time() - began) / times


def wall_seconds(doing: Doing) -> float:
    """Time by the clock that one doing takes: for what other processes do."""
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began


def ratio(
    product: Doing,
    floor: Doing,
    *,
    rounds: int = 9,
    times: int = 1,
    floor_times: int | None = None,
    by: Callable[[Doing], float] | None = None,
) -> float:
    """The least that the product takes over the least that the floor takes, the two measured by turns.

    Each is done once before anything counts. `times` doings stand in one measurement.
    """
    product(), floor()
    own, bare = [], []
    for _ in range(rounds):
        own.append(by(product) if by else cpu_seconds(product, times))
        bare.append(by(floor) if by else cpu_seconds(floor, floor_times or times))
    return min(own) / min(bare)


def ninety_ninth(seconds: list[float]) -> float:
    """What 99 in 100 stay within."""
    return quantiles(seconds, n=100)[98]
