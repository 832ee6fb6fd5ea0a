"""What no template may hold, because the content security policy has no exception and PDFs have traps.

    python tools/check_templates.py

Reads the text, not the parsed page: a fragment that no test renders is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"

# Jinja's own text is blanked out, so that a macro's style= is not taken for an attribute.
JINJA = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True)
class Rule:
    """A pattern nobody may write, and the sentence that says what to do instead."""

    pattern: re.Pattern[str]
    instead: str
    folders: tuple[str, ...] = field(default=("",))
    with_jinja: bool = False


def _rule(pattern: str, instead: str, *folders: str, with_jinja: bool = False) -> Rule:
    flags = re.IGNORECASE | re.DOTALL
    return Rule(re.compile(pattern, flags), instead, folders or ("",), with_jinja=with_jinja)


RULES = [
    _rule(r"<[^<>]*\sstyle\s*=", "style= is blocked by the policy: give it a class"),
    _rule(r"<style\b", "an inline style sheet is blocked by the policy: put it in static/css"),
    _rule(r"<script\b(?![^>]*\ssrc\s*=)", "an inline script is blocked by the policy: put it in static/js"),
    _rule(r"<script\b[^>]*>\s*[^\s<]", "a script element with src holds no text"),
    _rule(r"<[^<>]*\son[a-z]+\s*=", "on…= is blocked by the policy: listen from static/js"),
    _rule(r"\shx-on\b", "hx-on is evaluated, which the policy blocks: listen from static/js"),
    _rule(r"=\s*[\"']?\s*(?:js|javascript):", "js: and javascript: are evaluated, which the policy blocks"),
    _rule(r"(?:src|href|srcset)\s*=\s*[\"']?\s*data:", "data: addresses are blocked by the policy"),
    _rule(
        r"<(?:script|link|img|iframe|source|use|object|embed)\b[^>]*\s(?:src|href|srcset|data)\s*=\s*[\"']?\s*(?:https?:)?//",
        "only our own origin is loaded from: vendor the file",
    ),
    _rule(r"\|\s*safe\b", "safe switches escaping off: build Markup where the text is made", with_jinja=True),
    _rule(r"\{%-?\s*autoescape\s+false", "escaping stays on", with_jinja=True),
    _rule(
        r"<text\b",
        "WeasyPrint drops Thai tone marks from SVG text: place HTML over the drawing",
        "briefs",
    ),
]


def _blank(match: re.Match[str]) -> str:
    """As many lines as before, so that line numbers stay right; a word, so that attributes keep a value."""
    return "x" + "\n" * match[0].count("\n")


def faults(text: str, folder: str = "") -> Iterator[tuple[int, str]]:
    """The line and the sentence for every rule the template breaks."""
    plain = JINJA.sub(_blank, text)
    for rule in RULES:
        if not any(
            folder == wanted or folder.startswith(f"{wanted}/") or not wanted for wanted in rule.folders
        ):
            continue
        read = text if rule.with_jinja else plain
        for match in rule.pattern.finditer(read):
            yield read.count("\n", 0, match.end()) + 1, rule.instead


def complaints(templates: Path = TEMPLATES) -> Iterator[str]:
    """A sentence with its place for every fault in every template."""
    for path in sorted(templates.rglob("*")):
        if path.suffix not in {".html", ".svg", ".xml"}:
            continue
        folder = path.parent.relative_to(templates).as_posix()
        for line, instead in faults(path.read_text(encoding="utf-8"), "" if folder == "." else folder):
            yield f"{path.relative_to(templates.parent)}:{line}: {instead}"


def main() -> int:
    """Run from the command line; 1 when there was a fault."""
    found = list(complaints())
    for complaint in found:
        print(complaint)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
