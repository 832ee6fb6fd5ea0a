"""What copied Thai reads as."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from planner.briefs import thai_map
from planner.briefs.thai_map import Readings, install, readings_of

FONTS = sorted((Path(__file__).parents[2] / "static/fonts").glob("sarabun-*.woff2"))


def glyph(file: Path, name: str) -> int:
    return TTFont(str(file)).getGlyphID(name)


def test_the_two_weights_of_the_face_are_there() -> None:
    assert [file.name for file in FONTS] == ["sarabun-400.woff2", "sarabun-700.woff2"]


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
class TestReadingsOfOurFace:
    def test_every_thai_letter_reads_as_itself(self, file: Path) -> None:
        readings = readings_of(file.read_bytes())
        letters = TTFont(str(file)).getBestCmap() or {}
        for codepoint in range(0x0E01, 0x0E5C):
            if codepoint in letters:
                assert readings[glyph(file, letters[codepoint])] == chr(codepoint)

    def test_a_mark_drawn_narrower_or_smaller_reads_as_the_mark(self, file: Path) -> None:
        # the usual shape, the narrow one over ป ฝ ฟ, the small one over another mark
        drawn = Counter(readings_of(file.read_bytes()).values())
        assert all(drawn[tone] == 3 for tone in "่้๊๋")
        assert all(drawn[vowel] == 2 for vowel in "ัิีึื็")

    def test_a_tone_fused_with_the_ring_of_sara_am_reads_tone_first_as_it_is_typed(self, file: Path) -> None:
        drawn = Counter(readings_of(file.read_bytes()).values())
        assert all(drawn[f"{tone}\u0e4d"] == 2 for tone in "่้๊๋")
        assert not any(drawn[f"\u0e4d{tone}"] for tone in "่้๊๋")

    def test_a_space_that_shares_its_glyph_reads_as_the_space_people_search_for(self, file: Path) -> None:
        readings = readings_of(file.read_bytes())
        assert readings[glyph(file, "space")] == " "


class Face:
    """What WeasyPrint's font looks like from outside."""

    def __init__(self) -> None:
        self.file_content = FONTS[0].read_bytes()
        self.index = 0
        self.to_unicode: dict[int, str] = {}


def test_only_glyphs_that_were_drawn_are_known_for_the_font_is_cut_down_to_them() -> None:
    readings = Readings({1: "ก", 2: "ข"})
    readings[2] = "นํ้า"
    readings[9] = "✓"
    assert readings == {2: "ข", 9: "✓"}


def test_a_release_nobody_tried_is_left_alone() -> None:
    class Newer(Face):
        pass

    assert not install(Newer, "71.0")
    assert not isinstance(Newer().to_unicode, Readings)


def test_the_release_in_the_lock_is_the_one_this_was_tried_with() -> None:
    assert version("weasyprint").startswith(thai_map.SUPPORTED)


def test_it_is_done_once_however_often_it_is_asked_for() -> None:
    class Font(Face):
        pass

    assert install(Font, "70.0")
    once = Font.__init__
    assert install(Font, "70.0")
    assert Font.__init__ is once
    assert isinstance(Font().to_unicode, Readings)


BEFORE = """
import sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
style = '@font-face {{ font-family: Sarabun; src: url(file://{font}) }} p {{ font-family: Sarabun }}'
page = HTML(string='<html lang="th"><title>x</title><p>น้ำ การ ทำ</p></html>')
sheet = CSS(string=style, font_config=fonts)
open(sys.argv[1], "wb").write(page.write_pdf(stylesheets=[sheet], font_config=fonts))
"""


@pytest.mark.pdf
def test_the_trap_is_still_there_and_the_day_this_fails_the_map_may_go(tmp_path: Path) -> None:
    file = tmp_path / "plain.pdf"
    subprocess.run([sys.executable, "-c", BEFORE.format(font=FONTS[0]), str(file)], check=True)
    read = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    assert "การ" not in read
