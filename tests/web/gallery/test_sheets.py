"""The sheets and scripts stay light, keep to themselves, and their colours can be read."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "static"
TEMPLATES = STATIC.parent / "templates"
# brief.css dresses the PDFs, which no browser loads
SHEETS = sorted(file for file in (STATIC / "css").rglob("*.css") if file.name != "brief.css")
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
KILOBYTE = 1024
TOKEN = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
PAPERS = ("paper", "sheet", "wash", "communal-wash", "exchange-wash", "action-wash", "loss-wash", "care-wash")
INKS = ("ink", "quiet", "faint", "communal", "exchange", "action", "loss", "care")


def zipped(files: list[Path]) -> int:
    """What goes over the wire for these files."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def colours() -> dict[str, tuple[str, str]]:
    """The tokens that are colours: light, dark."""
    return {
        name: (light, dark) for name, light, dark in TOKEN.findall((STATIC / "css/tokens.css").read_text())
    }


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of `#rrggbb`."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2), 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", PAPERS)
def test_ink_can_be_read_on_every_paper(paper: str, theme: int) -> None:
    tokens = colours()
    weak = {ink for ink in INKS if contrast(tokens[ink][theme], tokens[paper][theme]) < 4.5}
    assert not weak
    assert contrast(tokens["edge"][theme], tokens[paper][theme]) >= 3


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_word_on_the_primary_act_can_be_read(theme: int) -> None:
    tokens = colours()
    assert contrast(tokens["on-action"][theme], tokens["action"][theme]) >= 4.5


def sheets_of(template: Path) -> set[Path]:
    """The sheets that a page of this template loads beside the common ones, its frames' too."""
    return named_by(template, r"css/features/[a-z-]+\.css")


def named_by(template: Path, names: str) -> set[Path]:
    """The files of such names that a template loads itself, or its frames."""
    text = template.read_text()
    found = {STATIC / name for name in re.findall(rf"asset\('({names})'\)", text)}
    for frame in re.findall(r'{% extends "([^"]+)" %}', text):
        found |= named_by(TEMPLATES / frame, names)
    return found


def test_no_page_loads_twenty_kilobytes_of_sheets() -> None:
    common = [file for file in SHEETS if file.parent.name != "features"]
    assert zipped(common) <= 15 * KILOBYTE
    own = {template: zipped(sorted(sheets_of(template))) for template in TEMPLATES.rglob("*.html")}
    assert set().union(*(sheets_of(template) for template in own)) == set(SHEETS) - set(common)
    assert zipped(common) + max(own.values()) <= 20 * KILOBYTE


def test_no_page_loads_25_kilobytes_of_scripts() -> None:
    vendored = sorted((STATIC / "vendor").rglob("*.js"))
    assert vendored
    own = {template: named_by(template, r"js/[a-z-]+\.js") for template in TEMPLATES.rglob("*.html")}
    # what no page names for itself stands in the layout, and is loaded by every page
    common = sorted(set(SCRIPTS) - set().union(*own.values()))
    assert zipped([*common, *vendored]) + max(zipped(sorted(some)) for some in own.values()) <= 25 * KILOBYTE


@pytest.mark.parametrize("file", [*SHEETS, *SCRIPTS], ids=lambda file: file.name)
def test_nothing_is_fetched_from_elsewhere_or_written_into_the_file(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"data:|https?://|@import|eval\(|new Function|innerHTML|insertAdjacentHTML", text)


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.name)
def test_every_rule_stands_in_a_layer(file: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    outside = re.sub(r"@layer [a-z]+ \{.*?\n\}", "", text, flags=re.DOTALL)
    outside = re.sub(r"@font-face \{.*?\n\}", "", outside, flags=re.DOTALL)
    assert (
        outside.replace("@layer reset, tokens, base, layout, components, features, print;", "").strip() == ""
    )


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.name)
def test_thai_is_never_spaced_slanted_or_justified(file: Path) -> None:
    found = re.findall(
        r"letter-spacing|font-style: italic|text-align: justify|text-transform", file.read_text()
    )
    assert not found
