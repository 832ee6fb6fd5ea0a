"""Settings, read from the environment in one place. An unsafe or missing one stops the start with one line.

Production is any PLANNER_BASE_URL that is not loopback.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SHORTEST_KEY = 32
HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?|\[[0-9a-f:.]+\](:\d{1,5})?", re.IGNORECASE)


class Unsafe(SystemExit):
    """A setting that must not be started with; the message names it."""

    def __init__(self, setting: str, why: str) -> None:
        super().__init__(f"{setting}: {why}")


def settings(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Flask's configuration from `PLANNER_*` variables (`docs/operating.md` describes each)."""
    env = os.environ if environment is None else environment
    base_url = env.get("PLANNER_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
    scheme, host = _address(base_url)
    is_local = host in LOOPBACK
    if not is_local and scheme != "https":
        raise Unsafe("PLANNER_BASE_URL", "must be https, except on this machine itself")
    if env.get("FLASK_DEBUG", "0") not in {"", "0"} and not is_local:
        raise Unsafe("FLASK_DEBUG", "must be off where others can reach the planner")
    data_dir = _data_dir(env)
    database_url = env.get("PLANNER_DATABASE_URL") or f"sqlite:///{data_dir / 'planner.sqlite3'}"
    return {
        "BASE_URL": base_url,
        "IS_LOCAL": is_local,
        "DATA_DIR": str(data_dir),
        "SECRET_KEY": _secret_key(env, data_dir, is_local=is_local),
        "KEY_IS_SET": bool(env.get("PLANNER_SECRET_KEY")),
        "SECRET_KEY_FALLBACKS": [
            _strong(key, "PLANNER_SECRET_KEY_FALLBACKS")
            for key in _several(env, "PLANNER_SECRET_KEY_FALLBACKS")
        ],
        "SQLALCHEMY_DATABASE_URI": _database_url(database_url),
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(database_url),
        "TRUSTED_HOSTS": _trusted_hosts(env) or [host, *(sorted(LOOPBACK) if is_local else [])],
        **_organisation(env, data_dir),
        "PROXIES": _number(env, "PLANNER_PROXIES", 0),
        "LOG": _one_of(env, "PLANNER_LOG", ("text", "json")),
        "LOG_REQUESTS": env.get("PLANNER_LOG_REQUESTS", "0") == "1",
        "METRICS_TOKEN": _metrics_token(env),
        "GALLERY": is_local and env.get("PLANNER_GALLERY", "0") == "1",
        "IS_DEMO": is_local and (data_dir / "demo").exists(),
    }


def _organisation(env: Mapping[str, str], data_dir: Path) -> dict[str, str]:
    """The organisation's name for outward pages; the living example has one of its own."""
    marker = data_dir / "demo"
    lines = [*(marker.read_text(encoding="utf-8").splitlines() if marker.exists() else ()), "", ""]
    return {
        "ORGANISATION_TH": env.get("PLANNER_ORGANISATION_TH", lines[0]).strip(),
        "ORGANISATION_EN": env.get("PLANNER_ORGANISATION_EN", lines[1]).strip(),
    }


def _address(base_url: str) -> tuple[str, str]:
    """Scheme and host of the address people use."""
    try:
        parts = urlsplit(base_url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    is_bare = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in {"http", "https"} or not host or not is_bare:
        raise Unsafe("PLANNER_BASE_URL", "give a scheme and a host, such as https://planner.example.org")
    return parts.scheme, host


def _several(env: Mapping[str, str], setting: str) -> list[str]:
    return [part.strip() for part in env.get(setting, "").split(",") if part.strip()]


def _trusted_hosts(env: Mapping[str, str]) -> list[str]:
    hosts = _several(env, "PLANNER_TRUSTED_HOSTS")
    for host in hosts:
        if not HOST.fullmatch(host):
            raise Unsafe("PLANNER_TRUSTED_HOSTS", "name each host; a dot in front stands for all beneath it")
    return hosts


def _number(env: Mapping[str, str], setting: str, default: int) -> int:
    said = env.get(setting, str(default))
    if not (said.isascii() and said.isdigit()):
        raise Unsafe(setting, "must be a whole number, nought or more")
    return int(said)


def _one_of(env: Mapping[str, str], setting: str, known: tuple[str, ...]) -> str:
    """One of few words; the first unless it is said otherwise."""
    said = env.get(setting) or known[0]
    if said not in known:
        raise Unsafe(setting, f"must be {' or '.join(known)}")
    return said


def _metrics_token(env: Mapping[str, str]) -> str:
    token = env.get("PLANNER_METRICS_TOKEN", "")
    return _strong(token, "PLANNER_METRICS_TOKEN") if token else ""


def _data_dir(env: Mapping[str, str]) -> Path:
    folder = Path(env.get("PLANNER_DATA_DIR") or ROOT / "data").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Unsafe("PLANNER_DATA_DIR", f"cannot be made ({error.strerror})") from None
    if not os.access(folder, os.W_OK):
        raise Unsafe("PLANNER_DATA_DIR", "cannot be written to")
    return folder


def _secret_key(env: Mapping[str, str], data_dir: Path, *, is_local: bool) -> str:
    key = env.get("PLANNER_SECRET_KEY", "")
    file = data_dir / "secret-key"
    if not key and file.exists():
        key = file.read_text().strip()
    if not key and _is_restoring(sys.argv):
        # a restore brings the key; on an empty folder it must begin without one, and make none that is in the way
        key = secrets.token_urlsafe(48)
    if not key and is_local:
        key = _own_key(file)
    if not key:
        raise Unsafe("PLANNER_SECRET_KEY", "is missing; set it to at least 32 random characters")
    return _strong(key, "PLANNER_SECRET_KEY")


def _is_restoring(arguments: list[str]) -> bool:
    """Whether this process is `flask … restore`, which serves nobody."""
    program = Path(arguments[0])
    is_flask = program.name == "flask" or program.parent.name == "flask"
    return is_flask and "restore" in arguments[1:]


def _own_key(file: Path) -> str:
    """The key this start makes for itself; of two starts at once, the one that the first of them made."""
    made = file.with_name(f".{file.name}-{os.getpid()}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        try:
            os.link(made, file)
        except PermissionError:
            # a file system without links: the later of two starts at once wins, and the other starts again
            made.replace(file)
    made.unlink(missing_ok=True)
    return file.read_text().strip()


def _strong(key: str, setting: str) -> str:
    if len(key) < SHORTEST_KEY or len(set(key)) < SHORTEST_KEY // 4:
        raise Unsafe(setting, "is too easy to guess; set it to at least 32 random characters")
    return key


def _database_url(url: str) -> str:
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return url
    if scheme in {"postgresql", "postgres", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    raise Unsafe("PLANNER_DATABASE_URL", "must begin with sqlite:/// or postgresql://")


def _engine_options(url: str) -> dict[str, Any]:
    if not url.startswith("sqlite"):
        return {
            "pool_pre_ping": True,
            # an error tells the statement, not what somebody typed
            "hide_parameters": True,
            # a server that went without a word is noticed within seconds, not by the system's two hours
            "connect_args": {
                "connect_timeout": 5,
                "tcp_user_timeout": 10_000,
                "keepalives_idle": 5,
                "keepalives_interval": 2,
                "keepalives_count": 3,
            },
        }
    try:
        # a newer SQLite than the system's, whose write-ahead log had a corruption bug before 3.51.3
        from pysqlite3 import dbapi2  # noqa: PLC0415 - only where there is a wheel of it
    except ImportError:
        return {"hide_parameters": True}
    return {"module": dbapi2, "hide_parameters": True}
