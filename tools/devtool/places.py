"""Where things are, and the environment our commands run in. All is written inside the project's folder."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CACHE = ROOT / ".cache"
TRANSLATIONS = ROOT / "planner" / "translations"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"


class Unready(Exception):
    """Why we cannot go on, in one line for the person at the terminal."""


def tool(name: str) -> str:
    """A command installed in the virtual environment."""
    return str(VENV / "bin" / name)


def environment(**more: str) -> dict[str, str]:
    """The caller's environment, with every cache kept in the project's folder."""
    return {
        **os.environ,
        "XDG_CACHE_HOME": str(CACHE),
        "PIP_CACHE_DIR": str(CACHE / "pip"),
        "UV_CACHE_DIR": str(CACHE / "uv"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        **more,
    }
