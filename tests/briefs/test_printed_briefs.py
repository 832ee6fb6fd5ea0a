"""What a reader, a search and a screen reader find in a printed brief."""

from __future__ import annotations

import html
import re

import pytest

from planner.briefs.inside import InternalBrief
from planner.briefs.outside import OutwardBrief
from planner.briefs.page import Composer, sections
from planner.briefs.writer import Writer
from planner.i18n import Language
from tests.briefs import samples
from tests.briefs.reading import Prints, bare, is_thai, told

pytestmark = pytest.mark.pdf

BRIEFS = {
    "communal-th": samples.communal(Language.TH),
    "communal-en": samples.communal(Language.EN),
    "exchange-th": samples.exchange(Language.TH),
    "exchange-en": samples.exchange(Language.EN),
    "outward-th": samples.outward(Language.TH),
    "outward-en": samples.outward(Language.EN),
}
every_brief = pytest.mark.parametrize("brief", BRIEFS.values(), ids=BRIEFS.keys())
Brief = InternalBrief | OutwardBrief


@every_brief
def test_every_word_of_the_plan_can_be_found_as_it_was_written(
    brief: Brief, composer: Composer, printed: Prints
) -> None:
    text = printed(composer.page(brief)).text
    for told_text in told(brief):
        # what one says over several lines stands in several paragraphs
        for line in told_text.text.splitlines():
            assert bare(line) in text


@every_brief
def test_the_whole_text_of_the_page_stands_on_paper_in_its_order(
    brief: Brief, composer: Composer, printed: Prints
) -> None:
    """Word after word of the page's own text, so nothing is lost, doubled into another, or out of order."""
    page = composer.page(brief)
    paper = printed(page).text
    body = page[page.index('<nav class="contents">') :]
    # notes in the margin are drawn before the text beside them; labels over the strip may be cut short where
    # they would meet the next one, and stand in full in the list
    body = re.sub(
        r'<svg.*?</svg>|<aside.*?</aside>|<span class="plot-label.*?</span>', "", body, flags=re.DOTALL
    )
    place = 0
    for run in re.findall(r">([^<>]+)<", body):
        words = bare(html.unescape(run))
        if len(words) > 12 or is_thai(words):
            place = paper.find(words, place)
            assert place >= 0, words
            place += len(words)


@every_brief
def test_it_is_set_in_our_face_and_no_other(brief: Brief, composer: Composer, printed: Prints) -> None:
    fonts = printed(composer.page(brief)).fonts
    assert fonts
    assert all(re.fullmatch(r"[A-Z]{6}\+Sarabun(-Bold)?", font) for font in fonts)


@every_brief
def test_it_says_what_it_is_to_readers_that_cannot_see_it(
    brief: Brief, composer: Composer, printed: Prints
) -> None:
    paper = printed(composer.page(brief))
    assert paper.info["Tagged"] == "yes"
    assert paper.info["Title"] == brief.title.text
    assert paper.info["Author"] == brief.organisation.text
    assert paper.info["Page size"].endswith("(A4)")
    assert f"/Lang ({brief.reader.language})".encode() in paper.objects
    assert b"pdfuaid" in paper.objects


@every_brief
def test_the_contents_name_the_page_on_which_each_part_begins(
    brief: Brief, composer: Composer, printed: Prints
) -> None:
    paper = printed(composer.page(brief))
    assert int(paper.info["Pages"]) == len(paper.pages)
    contents = [bare(line) for line in paper.pages[1].splitlines()]
    write = Writer(brief.reader)
    for number, section in enumerate(sections(brief), 1):
        title = bare(f"{number}{write.word(section.title)}")
        (entry,) = (line for line in contents if re.fullmatch(re.escape(title) + r"\d+", line))
        begins = [
            page
            for page, text in enumerate(paper.pages, 1)
            if title in [bare(line) for line in text.splitlines()]
        ]
        assert begins == [int(entry.removeprefix(title))], title


@every_brief
def test_every_page_but_the_cover_says_whose_it_is_and_which_page(
    brief: Brief, composer: Composer, printed: Prints
) -> None:
    pages = printed(composer.page(brief)).pages
    for number, page in enumerate(pages[1:], 2):
        assert bare(brief.title.text) in bare(page)
        assert f"{number}/{len(pages)}" in bare(page)
        assert bare(Writer(brief.reader).day(brief.made_on)) in bare(page)
    assert f"1/{len(pages)}" not in bare(pages[0])


def test_parts_can_be_reached_from_the_readers_side_bar(composer: Composer, printed: Prints) -> None:
    brief = samples.exchange()
    paper = printed(composer.page(brief))
    assert b"/Outlines" in paper.objects
    assert paper.objects.count(b"/First") >= 1
