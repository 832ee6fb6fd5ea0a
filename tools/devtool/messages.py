"""`./dev messages`: gather the words marked for translation, and bring the Thai catalogue up to them."""

from __future__ import annotations

import subprocess

from tools.devtool.places import CACHE, ROOT, TRANSLATIONS, environment, tool
from tools.devtool.setup import compile_words

LANGUAGE = "th"


def messages() -> int:
    """Extract, merge, compile. New words are left empty for a person: nothing is guessed from likeness."""
    gathered = CACHE / "messages.pot"
    catalogue = TRANSLATIONS / LANGUAGE / "LC_MESSAGES" / "messages.po"
    # No line numbers: they would change the catalogue with every change of code.
    style = ["--width", "110", "--add-location", "file"]
    extract = ["extract", "-F", "babel.cfg", "-k", "mark", "--sort-by-file", *style, "-o", str(gathered)]
    about = ["--project", "Samphan", "--version", ""]
    merge = ["update", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
    steps = [
        [*extract, *about, "."],
        [*merge, "--width", "110", "-i", str(gathered), "-d", str(TRANSLATIONS), "-l", LANGUAGE],
    ]
    if not catalogue.exists():
        steps[1] = ["init", "--width", "110", "-i", str(gathered), "-d", str(TRANSLATIONS), "-l", LANGUAGE]
    for step in steps:
        if code := subprocess.run(
            [tool("pybabel"), "-q", *step], cwd=ROOT, env=environment(), check=False
        ).returncode:
            return code
    compile_words()
    return 0
