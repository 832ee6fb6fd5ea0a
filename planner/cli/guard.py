"""`flask --app wsgi guard rates`: how often the mixed-message guard is wrong, rule by rule."""

from __future__ import annotations

import click

from planner.i18n import LANGUAGE_NAMES, Language
from planner.plans import guard_cases, guard_rates
from planner.plans.guard_cases import Set
from planner.plans.guard_rates import Rate

SET_NAMES = {Set.TABLE: "the table the rules were sharpened on", Set.HELD_OUT: "held out, not seen before"}


@click.group("guard")
def guard() -> None:
    """The mixed-message guard."""


@guard.command("rates")
def rates() -> None:
    """Print how often each rule misses and how often it raises a false alarm, from the labelled cases."""
    for which, name in SET_NAMES.items():
        for language in Language:
            cases = guard_cases.cases(which, language)
            silent = sum(not case.rules for case in cases)
            click.echo(
                f"{LANGUAGE_NAMES[language]}, {name}: {len(cases)} sentences, {silent} must stay silent"
            )
            click.echo(f"  {'rule':<16} {'missed':>18} {'false alarms':>20}")
            for rate in guard_rates.counted(cases):
                click.echo(_line(rate))


def _line(rate: Rate) -> str:
    missed = f"{rate.missed} of {rate.should_speak} ({rate.miss_rate:.1%})"
    false = f"{rate.false_alarms} of {rate.should_be_silent} ({rate.false_alarm_rate:.1%})"
    return f"  {rate.rule:<16} {missed:>18} {false:>20}"
