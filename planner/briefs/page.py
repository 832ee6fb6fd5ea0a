"""A brief's content put onto a page: HTML that loads nothing, ready for the press.

Briefs have a template environment of their own, without Flask: the same page is made by a request, a command and
a test. Every word of content is escaped; nothing in it can ask for anything to be loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planner import text
from planner.briefs.content import Brief, expect_room
from planner.briefs.copies import COPY_NAMES, Copy
from planner.briefs.inside import InternalBrief
from planner.briefs.outside import OutwardBrief
from planner.briefs.shapes import Reader, Word
from planner.briefs.timeline import SORT_NAMES, by_month, entries, strip
from planner.briefs.writer import Writer
from planner.i18n import Text, mark, translate, translator


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a brief: the fragment `_NAME.html` and its heading."""

    name: str
    title: Word


SUMMARY = Section("summary", mark("Summary"))
SITUATION = Section("situation", mark("Situation, and why now"))
NEED = Section("need", mark("The need, and who stated it"))
OFFER = Section("offer", mark("The offer, and what is expected for it"))
PURPOSE = Section("purpose", mark("Purpose check: the benefit to each side"))
PUBLICS = Section("publics", mark("Publics and stakeholders"))
OBJECTIVES = Section("objectives", mark("Objectives"))
STRATEGIES = Section("strategies", mark("Strategies by public"))
MESSAGES = Section("messages", mark("Key messages"))
TACTICS = Section("tactics", mark("Tactics by channel"))
TIMELINE = Section("timeline", mark("Timeline"))
EVENTS = Section("events", mark("Events"))
PROMOTIONS = Section("promotions", mark("Promotions"))
CONTRIBUTIONS = Section("contributions", mark("Contributions and exit"))
BUDGET = Section("budget", mark("Budget"))
ROLES = Section("roles", mark("Roles"))
RISKS = Section("risks", mark("Risks and guard notes"))
EVALUATION = Section("evaluation", mark("Evaluation plan"))
CONTACTS = Section("contacts", mark("Contacts and calendar"))
LINKS = Section("links", mark("Links"))
CHANGES = Section("changes", mark("Changes since the plan was sent"))
APPROVAL = Section("approval", mark("Approval"))

UNNAMED = "Samphan"

ABOUT = Section("outward_about", mark("About this campaign"))
PROGRAMME = Section("outward_programme", mark("Programme"))
PARTNERS = Section("outward_partners", mark("Partners"))


def sections(brief: Brief) -> tuple[Section, ...]:
    """The parts of a brief in reading order; those its campaign has no use for are left out."""
    parts = _inside(brief) if isinstance(brief, InternalBrief) else _outside(brief)
    return tuple(section for section, is_wanted in parts if is_wanted)


def _inside(brief: InternalBrief) -> list[tuple[Section, bool]]:
    is_communal = brief.cover.is_communal
    return [
        (SUMMARY, True),
        (SITUATION, True),
        (NEED, is_communal),
        (OFFER, not is_communal),
        (PURPOSE, True),
        (PUBLICS, True),
        (OBJECTIVES, True),
        (STRATEGIES, True),
        (MESSAGES, True),
        (TACTICS, brief.tactics is not None),
        (TIMELINE, True),
        (EVENTS, True),
        (PROMOTIONS, brief.promotions is not None),
        (CONTRIBUTIONS, is_communal and (brief.contributions is not None or brief.exit_plan is not None)),
        (BUDGET, True),
        (ROLES, True),
        (RISKS, True),
        (EVALUATION, True),
        (CONTACTS, brief.contact is not None or brief.feed is not None),
        (LINKS, bool(brief.links)),
        (CHANGES, brief.changes is not None),
        (APPROVAL, True),
    ]


def _outside(brief: OutwardBrief) -> list[tuple[Section, bool]]:
    return [
        (ABOUT, True),
        (PROGRAMME, bool(brief.events)),
        (PARTNERS, bool(brief.partners)),
        (CONTACTS, brief.contact is not None or brief.feed is not None),
    ]


def author(brief: Brief) -> str:
    """Whom the document's properties name: the organisation; where it has no name set, the team, outwardly us."""
    within = brief.cover.team.text if isinstance(brief, InternalBrief) else ""
    return brief.organisation.text or within or UNNAMED


class Composer:
    """Makes pages from the templates in one folder; keep one, its templates stay compiled."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates
        self._environment = cache(self._make_environment)

    def paper(self, template: str, reader: Reader, *, organisation: Text, **values: object) -> str:
        """A document of its own, neither copy of a brief: one page, as HTML."""
        return (
            self._environment(reader.language)
            .get_template(f"briefs/{template}.html")
            .render(
                write=Writer(reader), organisation=organisation, author=organisation.text or UNNAMED, **values
            )
        )

    def page(self, brief: Brief) -> str:
        """The brief as HTML; raises `Refusal` where it has too many rows."""
        expect_room(brief)
        copy = Copy.INTERNAL if isinstance(brief, InternalBrief) else Copy.OUTWARD
        found = entries(brief)
        line = strip(found, brief)
        template = self._environment(brief.reader.language).get_template(
            "briefs/campaign.html" if copy is Copy.INTERNAL else "briefs/campaign_outward.html"
        )
        return template.render(
            brief=brief,
            write=Writer(brief.reader),
            sections=sections(brief),
            entries=found,
            strip=line,
            strip_drawing=Markup(line.svg),  # noqa: S704 shapes drawn by our own charts, which escape what they name
            copy_name=COPY_NAMES[copy],
            author=author(brief),
        )

    def _make_environment(self, language: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        environment.install_gettext_translations(translator(language), newstyle=True)  # type: ignore[attr-defined] # added by the extension
        environment.filters["qr"] = qr
        environment.filters["is_safe_link"] = text.is_safe_link
        environment.filters["paragraphs"] = paragraphs
        environment.filters["by_month"] = by_month
        environment.filters["sort_name"] = lambda entry: translate(language, SORT_NAMES[entry.sort])
        return environment


def qr(address: str, title: str) -> Markup:
    """An address as a QR code, drawn as shapes; `title` is read out in its place."""
    import segno  # noqa: PLC0415 a megabyte for who draws a code

    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=0, omitsize=True, title=title, dark="#1a2234"))  # noqa: S704 shapes made here; segno escapes the title


def paragraphs(typed: str) -> list[list[str]]:
    """A text as paragraphs of lines, the way it was typed."""
    blocks: list[list[str]] = [[]]
    for line in typed.splitlines():
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]
