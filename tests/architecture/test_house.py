"""What must be true of code not yet written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from planner.activity.words import WORDS
from planner.web import gate

ROOT = Path(__file__).parent.parent.parent
PLANNER = ROOT / "planner"
EDGES = {"web", "cli", "poll.py", "app.py"}
LONGEST_FILE = 450

# pages for strangers; every other page leads to sign-in
PUBLIC = {
    "accounts.language",
    "accounts.link",
    "accounts.sign_in",
    "accounts.theme",
    "health.alive",
    "health.icon",
    "health.ready",
    "health.robots",
    "monitoring.show",
    "promotions.till",
    "promotions.till_undo",
    "static",
}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(PLANNER.rglob("*.py")):
        yield file.relative_to(PLANNER), ast.parse(file.read_text())


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_only_edges_commit() -> None:
    committing = {
        str(file)
        for file, tree in modules()
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    }
    # the feeds prepare their bytes in a transaction of their own, on behalf of the poll edge; a job runs outside of any
    # request: its claim, its progress and its work are a transaction each
    allowed = {"feeds/prepare.py", "feeds/visits.py", "jobs/runner.py"}
    assert {file for file in committing if file.split("/")[0] not in EDGES} <= allowed


def test_only_the_clock_asks_the_time() -> None:
    asking = {
        str(file)
        for file, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date"}
    }
    assert asking == {"clock.py"}


def test_every_verb_of_the_log_has_words_and_none_is_idle() -> None:
    used = {
        keyword.value.value
        for _, tree in modules()
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "record"
        for keyword in call.keywords
        if keyword.arg == "verb" and isinstance(keyword.value, ast.Constant)
    }
    assert used <= set(WORDS)
    text = "".join(file.read_text() for file in PLANNER.rglob("*.py") if file.name != "words.py")
    assert {verb for verb in WORDS if f'"{verb}"' not in text} == set()


def test_no_file_has_outgrown_its_name() -> None:
    long = {
        str(file.relative_to(ROOT)): count
        for folder in ("planner", "tests")
        for file in (ROOT / folder).rglob("*.py")
        if (count := len(file.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_nothing_relates_lazily() -> None:
    for file, tree in modules():
        for call in calls(tree):
            if isinstance(call.func, ast.Name) and call.func.id == "relationship":
                lazy = {
                    k.value.value
                    for k in call.keywords
                    if k.arg == "lazy" and isinstance(k.value, ast.Constant)
                }
                assert lazy == {"raise"}, f"{file}:{call.lineno}"


def test_strangers_are_sent_to_sign_in_everywhere_but_on_the_public_list(session_app: Flask) -> None:
    open_views = {
        name for name, view in session_app.view_functions.items() if getattr(view, "is_public", False)
    } | {"static"}
    assert {name for name in open_views if not name.startswith("gallery.")} == PUBLIC


def test_paths_are_kebab_case_and_typed(session_app: Flask) -> None:
    for rule in session_app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        assert re.fullmatch(
            r"(/([a-z0-9.-]*|<[a-z_]+(\([^)]*\))?:[a-z_]+>|<(till_)?token>)(\.[a-z]+)?)+", rule.rule
        ), rule.rule
        assert rule.rule == "/" or not rule.rule.endswith("/"), rule.rule


def test_what_only_takes_a_post_changes_nothing_by_get(session_app: Flask) -> None:
    for rule in session_app.url_map.iter_rules():
        assert rule.methods is not None
        assert not rule.methods & {"PUT", "DELETE", "PATCH"}, rule.rule
        if {"GET", "POST"} <= rule.methods:
            continue
        assert ("GET" in rule.methods) != ("POST" in rule.methods), rule.rule


def test_every_template_compiles(session_app: Flask) -> None:
    names = [name for name in session_app.jinja_env.list_templates() if name.endswith(".html")]
    assert len(names) > 40
    for name in names:
        if not name.startswith("briefs/"):
            session_app.jinja_env.get_template(name)


def test_the_thai_catalogue_is_whole() -> None:
    file = PLANNER / "translations" / "th" / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as source:
        catalogue = read_po(source, locale="th")
    for message in catalogue:
        said = message.string if isinstance(message.string, (tuple, list)) else [message.string]
        assert not message.id or all(said), f"no Thai for {message.id!r}"
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []
    for message in catalogue:
        assert not list(message.check(catalogue)), message.id


def test_the_gate_knows_who_asks_in_one_place() -> None:
    asking = {
        str(file)
        for file, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "flask_login"
    }
    assert asking == {"extensions.py", "web/gate.py"}
    assert {"GET", "HEAD", "OPTIONS"} == gate.SAFE_METHODS


@pytest.mark.parametrize("name", ["README.md", "docs/architecture.md"])
def test_the_map_names_the_packages_that_exist(name: str) -> None:
    text = (ROOT / name).read_text()
    packages = {path.name for path in PLANNER.iterdir() if (path / "__init__.py").exists()}
    assert {
        package for package in packages if f"{package}/" not in text and f"`{package}`" not in text
    } == set()
