"""The rules no template may break, each shown by one that does."""

from __future__ import annotations

import pytest

from tools.check_templates import faults


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ('<p style="color:red">x</p>', "style="),
        ('<svg><rect\n  style = "fill:red"/></svg>', "style="),
        ("<style>p{}</style>", "inline style sheet"),
        ("<script>alert(1)</script>", "inline script"),
        ('<script src="/a.js">alert(1)</script>', "holds no text"),
        ('<button onclick="x()">x</button>', "on…="),
        ('<p\nonmouseover="x()">x</p>', "on…="),
        ('<p hx-on:click="x()">x</p>', "hx-on"),
        ('<a href="javascript:x()">x</a>', "javascript:"),
        ("<div hx-vals='js:{a: 1}'></div>", "js:"),
        ('<img src="data:image/png;base64,AA">', "data:"),
        ('<script src="https://elsewhere.example/a.js"></script>', "our own origin"),
        ('<link rel="stylesheet" href="//elsewhere.example/a.css">', "our own origin"),
        ("{{ note | safe }}", "safe"),
        ("{% autoescape false %}{{ note }}{% endautoescape %}", "escaping stays on"),
    ],
)
def test_a_template_that_breaks_a_rule_is_told_which(template: str, says: str) -> None:
    assert [sentence for _, sentence in faults(template) if says in sentence]


@pytest.mark.parametrize(
    "template",
    [
        '{{ button(_("Save"), style="quiet", onward=true) }}',
        '{% from "components/button.html" import button %}<script src="{{ url }}" defer></script>',
        '<a href="https://elsewhere.example/">a link out is a link, not a load</a>',
        '<p class="stylish" data-once="1">style= is only a word here</p>',
        "{# <style> is blocked by the policy #}<p>{{ title }}</p>",
        '<svg><text x="1">only briefs may not</text></svg>',
    ],
)
def test_a_template_within_the_rules_is_left_alone(template: str) -> None:
    assert list(faults(template)) == []


def test_a_fault_is_found_on_its_line_though_jinja_stands_above_it() -> None:
    template = '{#\nabout\n#}\n{{ heading(\n  _("x")\n) }}\n<p style="x">y</p>\n'
    assert [line for line, _ in faults(template)] == [7]


def test_words_inside_a_drawing_are_refused_in_briefs_where_they_would_lose_their_tone_marks() -> None:
    drawing = "<svg><text>สื่อ</text></svg>"
    assert list(faults(drawing, "briefs/parts"))
    assert not list(faults(drawing, "objectives"))
