"""What the data folder keeps besides the database and the key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

NOT_KEPT = {"briefs", "backups"}
"""Finished PDFs are made anew; backups kept in the folder would hold one another."""


def kept(folder: Path) -> Iterator[Path]:
    """Files in sub-folders, and the mark of the living example; not links, not what begins with a dot."""
    marker = folder / "demo"
    if marker.is_file():
        yield marker
    for top in sorted(folder.iterdir()):
        if not top.is_dir() or top.is_symlink() or top.name in NOT_KEPT or top.name.startswith("."):
            continue
        for path in sorted(top.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path


def put(folder: Path, name: str) -> Path:
    """Where a kept file belongs; its folders are made.

    Raises:
        ValueError: the name leads out of the folder.
    """
    target = Path(os.path.normpath(folder / name))
    if not target.is_relative_to(folder) or target == folder:
        raise ValueError(name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return target
