"""The lock files: how they are made, and whether they still belong to what they were made from."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.devtool.places import DEV_LOCK, ROOT, RUNTIME_LOCK, environment, tool

SOURCES = {RUNTIME_LOCK: ROOT / "requirements.in", DEV_LOCK: ROOT / "requirements-dev.in"}
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*])?==([^ ;\\]+)", re.IGNORECASE)


def heading(source: Path) -> str:
    """The lock's first line: which requirements it answers. Comments do not count, so they may be mended."""
    lines = (line.split("#")[0].strip() for line in source.read_text().splitlines())
    wanted = "\n".join(line for line in lines if line)
    return f"# made by ./dev lock from {source.name} {hashlib.sha256(wanted.encode()).hexdigest()[:16]}\n"


def lock(arguments: Sequence[str]) -> int:
    """Resolve both lists anew; pins that still fit are kept. Arguments go to uv: --upgrade, -P NAME."""
    for target, source in SOURCES.items():
        constraint = [] if target == RUNTIME_LOCK else ["-c", RUNTIME_LOCK.name]
        command = [
            *(tool("uv"), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
            *("--generate-hashes", "--no-header", "--no-annotate", *constraint, *arguments),
            *(source.name, "-o", target.name),
        ]
        if code := subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode:
            return code
        pins = [line for line in target.read_text().splitlines(keepends=True) if not line.startswith("#")]
        target.write_text(heading(source) + "".join(pins))
        print(f"wrote {target.name}")
    return 0


def pins(lock_file: Path) -> dict[str, str]:
    """The locked packages and their versions."""
    found = (PIN.match(line) for line in lock_file.read_text().splitlines())
    return {match[1].lower(): match[2] for match in found if match}


def complaints() -> Iterator[str]:
    """Sentences about locks that do not say what they should; asks no network."""
    for target, source in SOURCES.items():
        text = target.read_text()
        if not text.startswith(heading(source)):
            yield f"{target.name} was made from another {source.name}: run ./dev lock"
        if "://" in text or "--index-url" in text:
            yield f"{target.name} names a host"
        for entry in re.split(r"\n(?=\S)", text):
            if PIN.match(entry) and "--hash=sha256:" not in entry:
                yield f"{target.name}: {entry.splitlines()[0]} has no hash"
    ours, with_tools = pins(RUNTIME_LOCK), pins(DEV_LOCK)
    for name, version in ours.items():
        if with_tools.get(name) != version:
            yield f"{DEV_LOCK.name} has another {name} than {RUNTIME_LOCK.name} ({version})"
