"""The brief's address: the right copy in the right language, for whom may see the campaign."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.briefs import press as pressing
from planner.campaigns.models import Campaign
from planner.web.briefs import views
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A communal campaign that only its team may know of."""
    made = factories.ready_campaign(
        session,
        office.corporate,
        office.owner,
        title_th="น้ำดื่มสะอาดเพื่อชุมชน",
        title_en="Clean water for all",
        confidentiality="team",
        risks="INTERNALMARK",
    )
    factories.event(session, made)
    session.commit()
    return made


def path(campaign: Campaign, language: str, copy: str) -> str:
    return f"/campaigns/{campaign.id}/brief.pdf?language={language}&copy={copy}"


def text_of(pdf: bytes, tmp_path: Path) -> str:
    file = tmp_path / "brief.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("copy", ["internal", "outward"])
def test_the_right_copy_comes_in_the_right_language(
    language: str, copy: str, campaign: Campaign, visit: Visit, office: Office, tmp_path: Path
) -> None:
    answer = visit(office.owner).get(path(campaign, language, copy)).response
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    words = text_of(answer.data, tmp_path)
    assert "Clean water for all" in words
    assert ("INTERNALMARK" in words) == (copy == "internal")
    assert (campaign.code in words) == (copy == "internal")


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("language", "copy", "plain", "real"),
    [
        ("th", "internal", "brief-CODE-th-internal", "น้ำดื่มสะอาดเพื่อชุมชน, ไทย, ฉบับใช้ภายใน"),
        ("en", "internal", "brief-CODE-en-internal", "Clean water for all, English, Internal copy"),
        ("th", "outward", "brief-ID-th-outward", "น้ำดื่มสะอาดเพื่อชุมชน, ไทย, ฉบับเผยแพร่"),
        (
            "en",
            "outward",
            "brief-Clean-water-for-all-en-outward",
            "Clean water for all, English, Outward copy",
        ),
    ],
)
def test_each_copy_has_a_file_name_of_its_own_and_the_outward_one_tells_no_code(
    language: str, copy: str, plain: str, real: str, campaign: Campaign, visit: Visit, office: Office
) -> None:
    answer = visit(office.owner).get(path(campaign, language, copy)).response
    plain = plain.replace("CODE", campaign.code).replace("ID", str(campaign.id))
    kind, ascii_name, coded = answer.headers["Content-Disposition"].split("; ")
    assert (kind, ascii_name) == ("inline", f'filename="{plain}.pdf"')
    assert unquote(coded.removeprefix("filename*=UTF-8''")) == f"{real}.pdf"
    assert (campaign.code in unquote(coded)) is False


@pytest.mark.pdf
def test_a_long_title_leaves_room_for_language_and_copy(
    campaign: Campaign, visit: Visit, office: Office, session: Session
) -> None:
    campaign.title_th = "น้ำดื่มสะอาด" * 15
    session.commit()
    answer = visit(office.owner).get(path(campaign, "th", "outward")).response
    assert unquote(answer.headers["Content-Disposition"]).endswith(", ไทย, ฉบับเผยแพร่.pdf")


@pytest.mark.pdf
def test_asking_again_reads_the_finished_pdf(
    campaign: Campaign, visit: Visit, office: Office, app: Flask
) -> None:
    first = visit(office.owner).get(path(campaign, "th", "internal")).response.data
    with app.app_context():
        views.press().close()
        finished = list(Path(app.config["DATA_DIR"], "briefs", "finished").glob("*.pdf"))
        again = visit(office.owner).get(path(campaign, "th", "internal")).response.data
        assert views.press()._idle == []
    assert again == first
    assert finished


@pytest.mark.pdf
def test_an_exchange_brief_tells_the_return_and_a_communal_one_never(
    campaign: Campaign, visit: Visit, office: Office, session: Session, tmp_path: Path
) -> None:
    office.corporate.runs_exchange = True
    other = factories.ready_campaign(session, office.corporate, office.owner, Kind.EXCHANGE)
    session.commit()
    visitor = visit(office.owner)
    exchange = text_of(visitor.get(path(other, "en", "internal")).response.data, tmp_path)
    communal = text_of(visitor.get(path(campaign, "en", "internal")).response.data, tmp_path)
    assert "Expected return" in exchange
    assert "return" not in communal.lower().replace("returned", "")


def test_the_outsider_finds_no_brief(campaign: Campaign, visit: Visit, office: Office) -> None:
    visit(office.outsider).get(path(campaign, "th", "internal"), status=404)
    visit(office.outsider).get(path(campaign, "th", "outward"), status=404)


@pytest.mark.parametrize("query", ["language=de", "copy=secret", "language=", "copy=internal%00"])
def test_a_copy_that_does_not_exist_is_explained(
    query: str, campaign: Campaign, visit: Visit, office: Office
) -> None:
    page = visit(office.owner).get(f"/campaigns/{campaign.id}/brief.pdf?{query}", status=400)
    assert "could not be understood" in page.text


def test_where_pango_is_missing_the_page_says_what_to_install(
    campaign: Campaign,
    visit: Visit,
    office: Office,
    app: Flask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # a stand-in for the PDF process on such a machine: it answers as the real one does when a library is missing
    script = tmp_path / "missing.py"
    script.write_text(
        "import sys, json\n"
        "from planner.briefs import frames\n"
        "frames.receive(sys.stdin.buffer)\n"
        "frames.send(sys.stdout.buffer, frames.Kind.MISSING, json.dumps(['libpango-1.0.so.0']).encode())\n"
    )
    folder = tmp_path / "briefs"
    folder.mkdir()
    command = (sys.executable, str(script))
    press = pressing.Press(folder, Path(str(app.static_folder)), command=command)
    monkeypatch.setitem(app.extensions, "press", press)
    page = visit(office.owner).get(path(campaign, "th", "internal"), status=503)
    assert "apt-get install" in page.text
    assert "libpango" in page.text
