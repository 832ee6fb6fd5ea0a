"""The closing table: what passed, what was skipped and why, what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree


@dataclass
class Section:
    """One run of pytest, or the reason there was none."""

    name: str
    passed: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    absent: str | None = None
    is_required: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether this section must stop a change."""
        return bool(self.failed) or (self.absent is not None and self.is_required)


def read(section: Section, junit: Path, code: int) -> None:
    """Fill a section from what pytest wrote down and how it ended."""
    try:
        # S314: written a moment ago by our own pytest
        suites = ElementTree.parse(junit).getroot()  # noqa: S314
    except (OSError, ElementTree.ParseError):
        section.failed.append(f"pytest ended with {code} and left no report")
        return
    for case in suites.iter("testcase"):
        name = f"{case.get('classname', '').replace('.', '/')}::{case.get('name', '')}"
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            section.failed.append(name)
        elif skip is not None:
            section.skipped.append((name, skip.get("message", "")))
        else:
            section.passed += 1
    # 5: nothing matched what was asked for, which is no fault where only some sections hold it.
    # Otherwise a failed test explains why pytest did not end with 0, also when it stopped at the first.
    if code not in {0, 5} and not section.failed:
        section.failed.append(f"pytest ended with {code}")


def table(sections: Sequence[Section]) -> str:
    """The table, the reasons, and a last line as pytest would put it."""
    lines = ["", f"{'section':<12}{'passed':>8}{'skipped':>9}{'failed':>8}{'time':>9}"]
    for section in sections:
        if section.absent is not None:
            verdict = "required, but" if section.is_required else "skipped:"
            lines.append(f"{section.name:<12}{verdict} {section.absent}")
            continue
        counts = f"{section.passed:>8}{len(section.skipped):>9}{len(section.failed):>8}"
        lines.append(f"{section.name:<12}{counts}{section.seconds:>7.0f} s")
    for section in sections:
        reasons = Counter(reason for _, reason in section.skipped)
        lines += [f"{section.name}: skipped {count}: {reason}" for reason, count in reasons.most_common()]
    for section in sections:
        lines += [f"{section.name}: FAILED {name}" for name in section.failed]
    return "\n".join([*lines, "", _last(sections)])


def _last(sections: Sequence[Section]) -> str:
    passed = sum(section.passed for section in sections)
    # a section that had to run and could not is one failure; one that was let off is one skip
    failed = sum(len(section.failed) or section.is_broken for section in sections)
    skipped = sum(
        len(section.skipped) + (section.absent is not None and not section.is_required)
        for section in sections
    )
    seconds = sum(section.seconds for section in sections)
    return f"{passed} passed, {failed} failed, {skipped} skipped in {seconds:.2f}s"
