"""What of a text says gift and means sale, or says sale and borrows a cause: the mixed-message guard's pure rules.

No database, no language chosen beforehand: a text, the kind of its campaign, and what in it raises which rule. The
guard points at words; whether they are right is for people to say (`planner.plans.guard`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner import text as texts
from planner.accounts.models import Kind
from planner.contributions.words import Motivation
from planner.plans import guard_terms
from planner.plans.guard_terms import Term, Words
from planner.plans.guard_words import Rule

# each is one character for one, so that places in the text stay what they are
_PLAIN = texts.THAI_DIGITS | str.maketrans("“”„«»’‘\u00a0", '"""""\'\' ')
_BREAK = re.compile(r"[\n!?;•]|\.(?=\s)")
SHOWN = 160
"""Characters of a sentence that are shown on either side of the words, up to the next space."""
_NEAR = 60
"""Characters on either side in which a term may be silenced."""


@dataclass(frozen=True, order=True)
class Found:
    """Words that raise a rule, and where they stand in the text."""

    start: int
    end: int
    rule: Rule
    words: str


def find(text: str, kind: Kind, *, is_backed: bool = False) -> list[Found]:
    """What in a text of a campaign of this kind raises which rule, in reading order.

    `is_backed`: a contribution is recorded for what is said, so that a cause may be claimed.
    """
    if kind == Kind.EXCHANGE and is_backed:
        return []
    plain = text.translate(_PLAIN)
    terms = guard_terms.COMMUNAL if kind == Kind.COMMUNAL else guard_terms.EXCHANGE
    return _apart(text, (span for term in terms for span in _spoken(term, plain)))


def of_motivation(motivation: str, kind: Kind) -> bool:
    """Whether a contribution given for this is no gift: asked of the record, not of its words."""
    return kind == Kind.COMMUNAL and motivation == Motivation.COMMERCIAL_INITIATIVE


def sentence(text: str, found: Found) -> tuple[str, str, str]:
    """The sentence around what was found: before it, the words, after it.

    Thai ends no sentence with a mark: a long one is cut where there is a space, and … says so.
    """
    start = max((one.end() for one in _BREAK.finditer(text, 0, found.start)), default=0)
    stop = _BREAK.search(text, found.end)
    end = len(text) if stop is None else stop.start() + (stop.group() in "!?.")
    before, after = text[start : found.start].lstrip(), text[found.end : end].rstrip()
    if len(before) > SHOWN and " " in before[:-SHOWN]:
        before = f"… {before[before.rindex(' ', 0, -SHOWN) + 1 :]}"
    if len(after) > SHOWN and " " in after[SHOWN:]:
        after = f"{after[: after.index(' ', SHOWN)]} …"
    return before, found.words, after


def _spoken(term: Term, plain: str) -> Iterator[tuple[Rule, int, int]]:
    for one in term.pattern.finditer(plain):
        before = _last_part(plain[max(0, one.start() - _NEAR) : one.start()])
        after = _BREAK.split(plain[one.end() : one.end() + _NEAR], maxsplit=1)[0]
        if not _is_silent(term, before, after):
            yield term.rule, one.start(), one.end()


def _last_part(before: str) -> str:
    return _BREAK.split(before)[-1]


def _is_silent(term: Term, before: str, after: str) -> bool:
    if guard_terms.DENIED.search(before) or guard_terms.TALKED_ABOUT.search(before):
        return True
    if _says(term.despite_after, after):
        return False
    if _says(term.never_before, before):
        return True
    if _says(term.despite_before, before):
        return False
    return _says(term.unless_before, before) or _says(term.unless_after, after)


def _says(pattern: Words | None, part: str) -> bool:
    return pattern is not None and pattern.search(part) is not None


def _apart(text: str, spans: Iterable[tuple[Rule, int, int]]) -> list[Found]:
    """Of spans over each other the longest, those beside each other as one; a discount within a promo code is none."""
    kept: list[tuple[Rule, int, int]] = []
    for rule, start, end in sorted(spans, key=lambda one: (one[1] - one[2], one[1])):
        is_said = any(
            start < other_end and other_start < end and other in {rule, Rule.PROMO_CODE}
            for other, other_start, other_end in kept
        )
        if not is_said:
            kept.append((rule, start, end))
    return sorted(Found(start, end, rule, text[start:end]) for rule, start, end in _joined(text, kept))


def _joined(text: str, spans: Iterable[tuple[Rule, int, int]]) -> list[tuple[Rule, int, int]]:
    joined: list[tuple[Rule, int, int]] = []
    for rule, start, end in sorted(spans):
        if joined and joined[-1][0] == rule and not text[joined[-1][2] : start].strip():
            joined[-1] = (rule, joined[-1][1], end)
        else:
            joined.append((rule, start, end))
    return joined
