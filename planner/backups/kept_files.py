"""What the data folder keeps besides the database and the key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

NOT_KEPT = {"briefs", "backups"}
"""Finished PDFs are made anew; backups kept in the folder would hold one another."""
MARKER = "demo"


def kept(folder: Path) -> Iterator[Path]:
    """Files in sub-folders, and the mark of the living example; not links, not what begins with a dot."""
    marker = folder / MARKER
    if marker.is_file():
        yield marker
    for top in sorted(folder.iterdir()):
        if not top.is_dir() or top.is_symlink() or top.name in NOT_KEPT or top.name.startswith("."):
            continue
        for path in sorted(top.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path


def place(folder: Path, name: str) -> Path | None:
    """Where a kept file belongs; None where its name is none of ours, as one that leads out of the folder."""
    target = Path(os.path.normpath(folder / name))
    is_inside = target.is_relative_to(folder) and target != folder
    top = target.relative_to(folder).parts if is_inside else ()
    return target if len(top) > 1 or top == (MARKER,) else None
