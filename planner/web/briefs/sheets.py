"""The approval sheet: a page that prints, and the same as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, render_template, request, url_for

from planner import briefs, text
from planner.campaigns import queries
from planner.extensions import db
from planner.i18n import LANGUAGE_NAMES, Language, mark, pick_of, translate
from planner.plans import queries as plans
from planner.web import language
from planner.web.briefs.views import asked_language, bp, composer, edition_for, printed
from planner.web.errors import Answer
from planner.web.gate import actor
from planner.web.language import say

if TYPE_CHECKING:
    from planner.briefs.sheet import ApprovalSheet

# what the address may say of a reviewer: a person's number, or that there is none
NOBODY = "none"
FILE_NAME = mark("Approval sheet")


@bp.get("/campaigns/<int:id>/approval-sheet")
def sheet(id: int) -> str:
    """The sheet on screen, with who is to agree, and the way to the PDFs."""
    reader = Language(language.language())
    found = _gathered(id, reader)
    campaign = queries.shown(db.session, id, actor=actor())
    chosen = request.args.get("reviewer", "")
    people = briefs.sheet.reviewers(db.session, campaign, plans.snapshots(db.session, id)[0])
    return render_template(
        "plans/sheet.html",
        sheet=found,
        sheet_rows=[(row.label, row.before, row.after) for row in found.differences],
        write=briefs.writer.Writer(edition_for(reader).reader),
        campaign=campaign,
        reviewers=[
            (url_for("briefs.sheet", id=id), say(mark("A line to write the name on"))),
            (url_for("briefs.sheet", id=id, reviewer=NOBODY), say(mark("Nobody: two signatures"))),
            *(
                (url_for("briefs.sheet", id=id, reviewer=one.id), pick_of(one, "name", reader).text)
                for one in people
            ),
        ],
        copies=[
            (
                say(LANGUAGE_NAMES[tongue]),
                url_for("briefs.sheet_file", id=id, language=tongue.value, reviewer=chosen or None),
            )
            for tongue in Language
        ],
    )


@bp.get("/campaigns/<int:id>/approval-sheet.pdf")
def sheet_file(id: int) -> Response | Answer:
    """The sheet as PDF: `language` th or en, `reviewer` a colleague's number or none."""
    wanted = asked_language()
    found = _gathered(id, wanted)
    composed = composer().paper(
        "approval_sheet",
        found.reader,
        sheet=found,
        title=found.title,
        made_on=found.made_on,
        organisation=found.organisation,
    )
    stem = f"{translate(wanted, FILE_NAME)} {found.code} {found.number}"
    plain = f"approval-sheet-{found.code}-{found.number}-{wanted}"
    return printed(composed, text.content_disposition("inline", f"{stem}.pdf", plain_stem=plain))


def _gathered(campaign_id: int, wanted: Language) -> ApprovalSheet:
    chosen = request.args.get("reviewer", "")
    reviewer = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
    return briefs.sheet.gather(
        db.session,
        campaign_id,
        actor=actor(),
        edition=edition_for(wanted),
        reviewer_id=reviewer,
        has_reviewer=chosen != NOBODY,
    )
