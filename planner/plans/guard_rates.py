"""How often each rule of the guard is wrong, counted from the labelled cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.plans import guard_rules
from planner.plans.guard_cases import Case
from planner.plans.guard_words import OF_WORDS, RULES, Rule


@dataclass(frozen=True)
class Rate:
    """How a rule did on some cases: how many it should have raised and missed, kept silent about and raised."""

    rule: Rule
    should_speak: int
    missed: int
    should_be_silent: int
    false_alarms: int

    @property
    def miss_rate(self) -> float:
        """The part of the sentences that should raise the rule and did not."""
        return self.missed / self.should_speak if self.should_speak else 0.0

    @property
    def false_alarm_rate(self) -> float:
        """The part of the sentences that should not raise the rule and did."""
        return self.false_alarms / self.should_be_silent if self.should_be_silent else 0.0


def counted(cases: Iterable[Case]) -> list[Rate]:
    """How each rule does on these cases. Asked only of cases of the kind on which it holds."""
    judged = [(case, raised(case)) for case in cases]
    return [_of_rule(rule, judged) for rule in OF_WORDS]


def raised(case: Case) -> frozenset[Rule]:
    """The rules that a case raises."""
    return frozenset(found.rule for found in guard_rules.find(case.text, case.kind, is_backed=case.is_backed))


def _of_rule(rule: Rule, judged: list[tuple[Case, frozenset[Rule]]]) -> Rate:
    asked = [(case, said) for case, said in judged if case.kind == RULES[rule].kind]
    speaking = [said for case, said in asked if rule in case.rules]
    silent = [said for case, said in asked if rule not in case.rules]
    return Rate(
        rule=rule,
        should_speak=len(speaking),
        missed=sum(rule not in said for said in speaking),
        should_be_silent=len(silent),
        false_alarms=sum(rule in said for said in silent),
    )
