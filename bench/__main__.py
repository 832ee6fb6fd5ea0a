"""`./dev bench [GOAL ...]`: measure, print the table, and end with 1 where a goal that must be met was missed."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.goals import GOALS, Goal

Figures = Callable[[], Iterator[tuple[str, float]]]
LINE = "{:5} {:>16} {:>11} {:>11}  {:8} {}"


def chapters() -> dict[str, Figures]:
    """What measures which goals."""
    from bench import (  # noqa: PLC0415 each brings in much
        briefs,
        feeds,
        lists,
        pages,
        polls,
        portfolio,
        promotions,
        redemption_lists,
        starting,
        views,
        windows,
        writers,
    )

    return {
        "G1 G2 G3 G3w G5": polls.figures,
        "G7 G8 G9": feeds.figures,
        "G10 G11 G11s G12": pages.figures,
        "C1w C1a C1t C1y C2m C2w C2a C2t C2y": views.figures,
        "C3m C3w C3a C3t C3y C4": windows.figures,
        "G13 G14 G15 G16": briefs.figures,
        "G17": lists.figures,
        "G18": writers.figures,
        "P1 P2 P3": portfolio.figures,
        "R1 R2": promotions.figures,
        "L1 L2": redemption_lists.figures,
        "G19 G20": starting.figures,
    }


def main(words: list[str]) -> int:
    """Measure the goals named, or all."""
    unknown = set(words) - set(GOALS)
    if unknown:
        print(
            f"No goal is called {', '.join(sorted(unknown))}; there are {', '.join(GOALS)}", file=sys.stderr
        )
        return 2
    wanted = set(words or GOALS)
    missed = 0
    print(LINE.format("goal", "measured", "must", "reach", "verdict", "what, and against what"))
    for keys, figures in chapters().items():
        if wanted.isdisjoint(keys.split()):
            continue
        for key, figure in figures():
            goal: Goal = GOALS[key]
            verdict = goal.verdict(figure)
            missed += verdict == "MISSED"
            shown = (goal.shown(figure), goal.shown(goal.must), goal.shown(goal.reach))
            print(LINE.format(key, *shown, verdict, goal.what), flush=True)
    print(f"\n{missed} missed" if missed else "\nevery goal that must be met is met")
    return 1 if missed else 0


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    # what prints tells of its steps, and telling would cost the floors what their product does not pay
    logging.disable(logging.INFO)
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main(sys.argv[1:]))
