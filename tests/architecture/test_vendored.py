"""What we ship of others is what we say it is, and pages load nothing from anybody else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tools import check_templates, vendor

ROOT = vendor.ROOT


# What is made here rather than kept; the same folders that .gitignore names.
MADE = {"node_modules", "data", "demo-data", "__pycache__"}


def kept(folder: Path) -> Iterator[Path]:
    """Every file of ours, also where git is not installed."""
    for path in sorted(folder.iterdir()):
        if path.name in MADE or (
            path.name.startswith(".") and path.name not in {".ci", ".npmrc", ".gitignore"}
        ):
            continue
        if path.is_dir():
            yield from kept(path)
        else:
            yield path


def test_every_vendored_file_is_the_one_its_manifest_names() -> None:
    assert list(vendor.complaints()) == []


def test_a_changed_vendored_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("static/vendor", "static/fonts", "tests/vendor", "tools"):
        (tmp_path / folder).mkdir(parents=True)
    kept = tmp_path / "static/vendor/thing-1/thing.js"
    kept.parent.mkdir()
    kept.write_text("as it came")
    entry = {
        "name": "thing",
        "version": "1",
        "licence": "MIT",
        "files": {"static/vendor/thing-1/thing.js": vendor.digest(kept)},
    }
    (tmp_path / "static/vendor/MANIFEST.json").write_text(json.dumps([entry]))
    (tmp_path / "tests/vendor/MANIFEST.json").write_text("[]")
    locked = {"packages": {"node_modules/thing": {"version": "1"}}}
    (tmp_path / "tools/package-lock.json").write_text(json.dumps(locked))
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    monkeypatch.setattr(vendor, "TOOLS", tmp_path / "tools")
    assert list(vendor.complaints()) == []

    kept.write_text("mended by hand")
    (tmp_path / "static/vendor/stray.js").write_text("nobody's")

    assert list(vendor.complaints()) == [
        "static/vendor/thing-1/thing.js is not the file that thing 1 came with",
        "static/vendor/stray.js is in nobody's manifest",
    ]


def test_templates_load_only_from_our_own_origin_and_keep_the_policy() -> None:
    assert list(check_templates.complaints()) == []


def test_style_sheets_and_scripts_load_only_from_our_own_origin() -> None:
    foreign = re.compile(r"url\(\s*[\"']?(?:https?:|data:|//)|@import|\bimport\s*\(?[\"'](?:https?:)?//")
    ours = [path for kind in ("css", "js") for path in (ROOT / "static" / kind).rglob(f"*.{kind}")]
    assert ours
    # @import of our own layers is how one sheet gathers the others
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in ours
        for match in foreign.finditer(path.read_text(encoding="utf-8"))
        if match[0] != "@import"
    ]
    assert found == []


def test_scripts_evaluate_no_text() -> None:
    evaluating = re.compile(r"\beval\s*\(|new\s+Function\s*\(|\.(?:inner|outer)HTML\s*=|document\.write\s*\(")
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "static" / "js").rglob("*.js")
        if evaluating.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("weight", ["400", "700"])
def test_one_font_file_holds_thai_and_latin_together(weight: str) -> None:
    font = TTFont(str(ROOT / "static" / "fonts" / f"sarabun-{weight}.woff2"))
    held = font.getBestCmap() or {}
    wanted = "ก้ำร ป่าไม้ สื่อ ฿ ๒๕๖๙ Łukasz Nguyễn — “a” → 1½ ▲"
    assert [letter for letter in wanted if ord(letter) not in held] == []
    # marks are placed above one another by these
    assert {"GSUB", "GPOS", "GDEF"} <= {tag for tag in ("GSUB", "GPOS", "GDEF") if tag in font}


def test_no_committed_file_names_the_host_a_package_was_fetched_from() -> None:
    # put together here, so that this file does not name one itself
    hosts = [".".join(parts) for parts in (("files", "pythonhosted", "org"), ("registry", "npmjs", "org"))]
    said = re.compile("|".join(map(re.escape, hosts)) + r"|\"resolved\":")
    kinds = {".lock", ".json", ".in", ".toml", ".cfg", ".sh", ".md", ".py", ""}
    listed = [path for path in kept(ROOT) if path.suffix in kinds]
    assert ROOT / "requirements.lock" in listed
    found = [
        str(path.relative_to(ROOT))
        for path in listed
        if said.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []
