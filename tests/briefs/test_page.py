"""What stands on a brief's page, for whom."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from planner.briefs import page as briefs_page
from planner.briefs.content import ROWS, expect_room, rows
from planner.briefs.inside import GuardNote, InternalBrief, KeyMessage
from planner.briefs.outside import OutwardBrief, OutwardEvent
from planner.briefs.page import Composer, paragraphs, qr, sections
from planner.briefs.shapes import Money, Reader, When, as_written
from planner.briefs.timeline import Sort, by_month, entries, strip
from planner.briefs.writer import Writer
from planner.dates import Era
from planner.errors import Refusal
from planner.i18n import Language, Text
from tests.briefs import samples
from tests.briefs.telling import BANGKOK, TOKYO, at

EN, TH = Language.EN, Language.TH


def names(brief: InternalBrief | OutwardBrief) -> list[str]:
    return [section.name for section in sections(brief)]


class TestKinds:
    def test_each_kind_has_the_parts_it_needs_and_none_of_the_others(self) -> None:
        told = replace(samples.communal(), links=(), changes=None)
        communal, exchange = names(told), names(samples.exchange())
        assert set(communal) - set(exchange) == {"need", "contributions"}
        assert set(exchange) - set(communal) == {"offer", "promotions", "tactics"}
        assert [name for name in communal if name in exchange] == [
            name for name in exchange if name in communal
        ]

    def test_a_communal_brief_has_no_word_of_a_return(self, composer: Composer) -> None:
        page = composer.page(samples.communal(EN))
        for word in ("Expected return", "Promotion", "promo", "Quota", "Segment", "traced to the campaign"):
            assert word not in page
        assert "Expected return" in composer.page(samples.exchange(EN))

    def test_no_benefit_sought_is_an_answer_and_no_gap(self, composer: Composer) -> None:
        nothing = replace(
            samples.communal(EN), seeks_no_benefit=True, benefit_to_organisation=Text("", "en", False)
        )
        assert "<td>None sought</td>" in composer.page(nothing)
        assert "<td>None sought</td>" not in composer.page(samples.communal(EN))

    def test_what_the_guard_asks_about_says_who_answered_and_what_nobody_did(
        self, composer: Composer
    ) -> None:
        reason, by = Text("It is our own shop.", "en", False), Text("Manee", "en", False)
        notes = (
            GuardNote("Price: “99 baht”", None),
            GuardNote("Buy: “Shop”", reason, by, at(11, 24, 9)),
        )
        page = composer.page(replace(samples.communal(EN), guard_notes=notes))
        risks = re.sub(r"<[^>]+>|\s+", " ", page[page.index("Notes of the mixed-message guard") :])
        told = " ".join(risks.split())
        assert "Price: “99 baht” Nobody has answered for it." in told
        assert "Buy: “Shop” Kept because: It is our own shop. ( Manee , " in told

    def test_kinds_cannot_be_mixed_whoever_gathers_them(self) -> None:
        communal, exchange = samples.communal(), samples.exchange()
        with pytest.raises(ValueError, match="no offer"):
            replace(communal, offer=exchange.offer)
        with pytest.raises(ValueError, match="no promotions"):
            replace(communal, promotions=exchange.promotions)
        with pytest.raises(ValueError, match="no need"):
            replace(exchange, need=communal.need)

    def test_the_kind_is_told_by_a_word_and_by_an_edge(self, composer: Composer) -> None:
        page = composer.page(samples.communal(EN))
        assert '<body class="communal">' in page
        assert '<span class="kind-word">Communal</span>' in page


class TestOutwardCopies:
    def test_they_have_a_place_for_what_may_leave_the_house_and_for_nothing_else(self) -> None:
        """The allow-list of the trade, word for word; whoever widens it must come by here."""
        assert {field.name for field in fields(OutwardBrief)} == {
            # who it is for, when it was made, by which organisation
            *("reader", "made_on", "organisation"),
            *("title", "other_title", "starts_on", "ends_on", "purpose", "benefit_to_public"),
            *("need", "offer", "terms", "messages", "partners", "events", "days_off", "contact", "feed"),
        }
        assert {field.name for field in fields(OutwardEvent)} == {
            *("title", "public_text", "type", "when", "venue", "address", "online_url"),
            *("status", "is_cancelled", "contact"),
        }

    @pytest.mark.parametrize("language", Language)
    def test_they_tell_neither_kind_nor_number_nor_owner(
        self, language: Language, composer: Composer
    ) -> None:
        inside, outside = samples.communal(language), samples.outward(language)
        page = composer.page(outside)
        write = Writer(outside.reader)
        for word in (
            inside.cover.code,
            inside.cover.owner.name.text,
            inside.cover.team.text,
            "namthip@",
            'class="communal"',
            write.word("Communal") + "</span>",
            inside.targets[0].statement.text,
            inside.messages[2].text.text,
        ):
            assert word not in page, word

    def test_a_copy_with_little_to_say_is_short(self) -> None:
        little = replace(samples.outward(), events=(), partners=(), contact=None, feed=None)
        assert names(little) == ["outward_about"]


class TestWhoseItIs:
    @pytest.mark.parametrize("language", Language)
    def test_the_author_is_the_organisation_else_the_team_and_outwardly_the_planner(
        self, language: Language, composer: Composer
    ) -> None:
        nameless = Text("", language, False)
        inside, outside = samples.communal(language), samples.outward(language)
        for brief, author in (
            (inside, inside.organisation.text),
            (outside, outside.organisation.text),
            (replace(inside, organisation=nameless), inside.cover.team.text),
            (replace(outside, organisation=nameless), "Samphan"),
        ):
            assert f'<meta name="author" content="{author}">' in composer.page(brief)

    def test_where_no_approver_is_named_the_cover_says_who_approved(self, composer: Composer) -> None:
        named = samples.communal(EN)
        decider = named.cover.approver
        assert decider is not None
        page = composer.page(replace(named, cover=replace(named.cover, approver=None, decider=decider)))
        cover, rest = page.split("</section>", 1)
        assert f'<p class="label">Approved by</p><p><span>{decider.name.text}</span></p>' in cover
        assert "Nobody named yet" not in cover
        assert f"(<span>{decider.name.text}</span>)" in rest, "the signature bears the name"


class TestGaps:
    def test_what_is_not_written_yet_is_said_to_be_missing(self, composer: Composer) -> None:
        empty = Text("", EN, False)
        full = samples.exchange(EN)
        page = composer.page(
            replace(
                full,
                situation=empty,
                participants=(),
                targets=(),
                messages=(),
                events=(),
                promotions=(),
                tactics=(),
                offer=None,
                risks=None,
                budget=replace(full.budget, lines=(), totals=()),
            )
        )
        for words in (
            "Not written yet",
            "Nobody takes part yet.",
            "No objective is set yet.",
            "No event is planned yet.",
        ):
            assert words in page
        assert "No decision has been made" in page

    def test_no_budget_is_not_the_same_as_none_written(self, composer: Composer) -> None:
        full = samples.exchange(EN)
        page = composer.page(replace(full, budget=replace(full.budget, lines=(), totals=(), is_none=True)))
        assert "This campaign has no budget of its own." in page

    def test_a_baseline_nobody_knows_is_listed_as_a_gap_to_fill(self, composer: Composer) -> None:
        page = composer.page(samples.communal(EN))
        assert "not known yet" in page
        assert "a baseline, a measurement" in page

    def test_a_plan_that_was_never_sent_has_no_number(self, composer: Composer) -> None:
        assert "No numbered plan" in composer.page(samples.exchange(EN))
        assert "Plan 2 · " in composer.page(samples.communal(EN))


class TestLanguages:
    def test_words_only_written_in_the_other_language_are_shown_marked_and_tagged(
        self, composer: Composer
    ) -> None:
        page = composer.page(samples.exchange(TH))
        purpose = "Four thousand households"
        assert re.search(rf'<p lang="en" class="lead">{purpose}.*?<span class="fallback">', page)

    def test_the_page_says_its_language_and_runs_of_the_other_say_theirs(self, composer: Composer) -> None:
        page = composer.page(samples.communal(EN))
        assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
        thai = re.findall(r">([^<]*[\u0e00-\u0e7f][^<]*)<", page)
        assert thai == re.findall(r'<[a-z]+ lang="th"[^>]*>([^<]*)<', page)

    def test_a_note_kept_in_one_language_is_known_by_its_letters(self) -> None:
        assert as_written("น้ำ and more") == Text("น้ำ and more", TH, False)
        assert as_written("water") == Text("water", EN, False)
        assert as_written("") is None
        assert as_written(None) is None


class TestRows:
    def test_a_brief_of_five_hundred_rows_is_made_and_one_more_is_refused_with_words(self) -> None:
        brief = samples.communal(EN)
        spare = ROWS - rows(brief)
        message = KeyMessage(Text("one more", EN, False))
        full = replace(brief, messages=brief.messages + (message,) * spare)
        expect_room(full)
        with pytest.raises(Refusal) as refused:
            expect_room(replace(full, messages=(*full.messages, message)))
        assert "501 rows" in str(refused.value)
        assert "at most 500" in str(refused.value)

    def test_the_composer_asks_before_it_works(self, composer: Composer) -> None:
        outside = samples.outward()
        with pytest.raises(Refusal):
            composer.page(replace(outside, messages=outside.messages * 300))


class TestWriting:
    thai = Writer(Reader(TH, Era.BE, BANGKOK))
    english = Writer(Reader(EN, Era.CE, BANGKOK))

    def test_a_clock_stands_under_its_day(self) -> None:
        when = When(at(1, 29, 9), at(1, 29, 11), BANGKOK)
        assert self.thai.when(when) == ["29 ม.ค. 2570", "09.00–11.00 น."]
        assert self.english.when(when) == ["29 Jan 2027", "09:00–11:00"]

    def test_another_zone_is_named(self) -> None:
        when = When(at(2, 18, 12), at(2, 18, 13, 30), TOKYO)
        assert self.english.when(when) == ["18 Feb 2027", "14:00–15:30 (Tokyo, UTC+9)"]

    def test_a_night_keeps_both_days_in_one_line(self) -> None:
        when = When(at(2, 18, 22), at(2, 19, 2), BANGKOK)
        assert self.english.when(when) == ["18 Feb 2027, 22:00 – 19 Feb 2027, 02:00"]

    def test_a_moment_without_an_end_is_a_moment(self) -> None:
        assert self.thai.when(When(at(2, 18, 9), None, BANGKOK)) == ["18 ก.พ. 2570", "09.00 น."]

    def test_whole_days_are_days(self) -> None:
        assert self.thai.when(When(starts_on=date(2027, 1, 16), ends_on=date(2027, 1, 17))) == [
            "16–17 ม.ค. 2570"
        ]
        assert self.thai.when(When(starts_on=date(2027, 1, 16))) == ["16 ม.ค. 2570"]
        assert self.thai.when(When()) == []

    def test_days_over_the_end_of_a_month_take_two_lines_in_a_narrow_column(self) -> None:
        assert self.thai.short_days(date(2027, 2, 1), date(2027, 4, 30)) == ["1 ก.พ. –", "30 เม.ย."]
        assert self.thai.short_days(date(2027, 2, 1), date(2027, 2, 3)) == ["1–3 ก.พ."]

    def test_years_are_written_in_the_era_asked_for(self) -> None:
        both = Writer(Reader(EN, Era.BOTH, BANGKOK))
        assert both.when(When(at(1, 29, 9), at(1, 29, 11), BANGKOK)) == [
            "29 Jan 2027 (BE 2570)",
            "09:00–11:00",
        ]

    def test_figures_have_no_more_decimals_than_they_need(self) -> None:
        assert self.english.number(Decimal("18.40")) == "18.4"
        assert self.english.number(Decimal(12000)) == "12,000"
        assert self.thai.money(Money(125_000_050, "THB")) == "฿1,250,000.50"
        assert self.english.money(Money(125_000_000, "THB")) == "THB 1,250,000"
        assert self.english.amount(Money(125_000_000, "THB")) == "1,250,000"

    def test_lines_people_typed_stay_lines_and_empty_ones_part_paragraphs(self) -> None:
        assert paragraphs("a\nb\n\n\n c \n") == [["a", "b"], ["c"]]
        assert paragraphs("  \n ") == []


class TestTimeline:
    def test_days_come_in_order_with_what_bounds_the_campaign(self) -> None:
        found = entries(samples.communal())
        assert [entry.starts_on for entry in found] == sorted(entry.starts_on for entry in found)
        assert found[0].sort is Sort.BOUND
        assert {entry.sort for entry in found} == set(Sort)
        months = by_month(found)
        assert [month for month, _ in months] == sorted({month for month, _ in months})
        assert sum(len(group) for _, group in months) == len(found)

    def test_an_event_elsewhere_stands_on_the_day_it_has_there(self) -> None:
        brief = samples.outward()
        late = replace(brief.events[0], when=When(at(2, 18, 23), at(2, 18, 23, 30), TOKYO))
        (found,) = (entry for entry in entries(replace(brief, events=(late,))) if entry.sort is Sort.EVENT)
        assert found.starts_on == date(2027, 2, 19)

    def test_the_strip_shows_the_kind_inside_and_hides_it_outside(self) -> None:
        inside, outside = samples.communal(), samples.outward()
        assert "is-communal" in strip(entries(inside), inside).svg
        assert "is-communal" not in strip(entries(outside), outside).svg
        assert "<text" not in strip(entries(inside), inside).svg

    def test_short_campaigns_name_weeks_and_years_only_once(self) -> None:
        brief = replace(samples.outward(EN), starts_on=date(2026, 12, 20), ends_on=date(2027, 1, 12))
        ticks = [label.text for label in strip(entries(brief), brief).labels if label.role == "tick"]
        assert ticks == ["21 Dec", "28 Dec", "4 Jan", "11 Jan"]
        brief = samples.outward(TH)
        ticks = [label.text for label in strip(entries(brief), brief).labels if label.role == "tick"]
        assert ticks == ["ธ.ค. 2569", "ม.ค. 2570", "ก.พ.", "มี.ค.", "เม.ย."]


@pytest.mark.parametrize(("times", "is_long"), [(1, False), (20, True)])
def test_days_over_several_pages_are_not_evened_out_column_by_column(
    composer: Composer, times: int, is_long: bool
) -> None:
    brief = samples.communal()
    page = composer.page(replace(brief, events=brief.events * times))
    assert ('<div class="days long">' in page) is is_long
    assert ('<div class="days">' in page) is not is_long


def test_the_code_to_scan_is_shapes_with_a_name_and_no_style() -> None:
    drawn = qr("https://plan.example/feeds/x.ics", 'A "feed" <b>')
    assert "style=" not in drawn
    assert "<text" not in drawn
    assert "<title>A &#34;feed&#34; &lt;b&gt;</title>" in drawn or "&lt;b&gt;</title>" in drawn


def test_every_part_has_a_fragment_and_every_fragment_is_used() -> None:
    found = {value.name for value in vars(briefs_page).values() if isinstance(value, briefs_page.Section)}
    used = {
        name for brief in (samples.communal(), samples.exchange(), samples.outward()) for name in names(brief)
    }
    assert found == used
