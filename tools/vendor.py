"""Copy the few files of others that we ship, and say exactly what they are.

    python tools/vendor.py            fetch by the lock file (npm), copy, cut the fonts, write the manifests
    python tools/vendor.py --check    say what in the repository differs from the manifests

The copies are committed: running the app needs neither Node nor a network.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"
NODE_MODULES = TOOLS / "node_modules"

# One file holds both scripts: split by script, the PDF draws Latin text with the Thai file's glyphs.
# Beyond Thai and Latin-1: the letters of European and Vietnamese names, and what a brief sets between words.
FONT_CHARACTERS = (
    "U+0020-007E,U+00A0-00FF",  # Latin-1
    "U+0100-017E,U+01A0-01A1,U+01AF-01B0,U+1EA0-1EF9",  # names of neighbours near and far
    "U+0300-0304,U+0306-030C,U+0323",  # marks typed apart from their letters
    "U+0E01-0E3A,U+0E3F-0E5B",  # Thai, with the baht sign
    "U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030-2033,U+2039-203A",  # punctuation
    "U+20AC,U+2122,U+2044,U+2212,U+2215,U+2248,U+2260,U+2264-2265",  # euro, trade mark, arithmetic
    "U+2190-2193,U+25A0,U+25B2,U+25B6,U+25BC,U+25C0,U+25C6",  # arrows and shapes
)


@dataclass(frozen=True)
class Package:
    """One package of the lock file and the files of it that we keep, by where they go."""

    name: str
    folder: Path
    copies: dict[str, str]
    fonts: dict[str, str] | None = None

    @property
    def manifest(self) -> Path:
        """Where it is written down: apart for what ships and what only tests see."""
        top = "tests" if self.folder.parts[0] == "tests" else "static"
        return ROOT / top / "vendor" / "MANIFEST.json"


def packages(versions: dict[str, str]) -> list[Package]:
    """Everything we keep of others; a version in a folder's name makes its address safe to cache for ever."""
    return [
        Package(
            "htmx.org",
            Path("static/vendor") / f"htmx-{versions['htmx.org']}",
            {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"},
        ),
        Package(
            "@expo-google-fonts/sarabun",
            Path("static/fonts"),
            {"LICENSE_FONT": "LICENSE"},
            {
                "400Regular/Sarabun_400Regular.ttf": "sarabun-400.woff2",
                "700Bold/Sarabun_700Bold.ttf": "sarabun-700.woff2",
            },
        ),
        Package(
            "axe-core",
            Path("tests/vendor") / f"axe-core-{versions['axe-core']}",
            {
                "axe.min.js": "axe.min.js",
                "LICENSE": "LICENSE",
                "LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt",
            },
        ),
        Package(
            "ical.js",
            Path("tests/vendor") / f"ical.js-{versions['ical.js']}",
            # The build that leaves a global ICAL behind when a page loads it with a plain script element.
            {"dist/ical.es5.min.cjs": "ical.min.js", "LICENSE": "LICENSE"},
        ),
    ]


def locked() -> dict[str, dict[str, str]]:
    """What the lock file says of each package: version, licence, integrity."""
    lock = json.loads((TOOLS / "package-lock.json").read_text())
    prefix = "node_modules/"
    return {path.removeprefix(prefix): entry for path, entry in lock["packages"].items() if path}


def digest(path: Path) -> str:
    """The file's SHA-384, written as browsers' subresource integrity writes it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def copy(package: Package) -> list[Path]:
    """Put the package's files in place and return where they are."""
    source, target = NODE_MODULES / package.name, ROOT / package.folder
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for theirs, ours in package.copies.items():
        # copyfile, not copy: npm marks some of its files executable.
        made.append(Path(shutil.copyfile(source / theirs, target / ours)))
    for theirs, ours in (package.fonts or {}).items():
        cut_font(source / theirs, target / ours)
        made.append(target / ours)
    return made


def cut_font(source: Path, target: Path) -> None:
    """Keep the characters we set and every layout feature: Thai marks are placed by them."""
    subprocess.run(
        [
            str(Path(sys.executable).with_name("pyftsubset")),
            str(source),
            f"--unicodes={','.join(FONT_CHARACTERS)}",
            "--layout-features=*",
            "--flavor=woff2",
            f"--output-file={target}",
        ],
        check=True,
    )


def vendor() -> None:
    """Fetch what the lock file names, copy it, and write the manifests."""
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=TOOLS, check=True)
    known = locked()
    manifests: dict[Path, list[dict[str, object]]] = {}
    for old in (ROOT / "static" / "vendor", ROOT / "tests" / "vendor"):
        shutil.rmtree(old, ignore_errors=True)
    for package in packages({name: entry["version"] for name, entry in known.items()}):
        files = {path.relative_to(ROOT).as_posix(): digest(path) for path in copy(package)}
        entry = known[package.name]
        manifests.setdefault(package.manifest, []).append(
            {
                "name": package.name,
                "version": entry["version"],
                "licence": entry["license"],
                "files": files,
            }
        )
    for manifest, entries in manifests.items():
        manifest.write_text(json.dumps(entries, indent=2) + "\n")
        print(f"wrote {manifest.relative_to(ROOT)}")


def complaints() -> Iterator[str]:
    """Sentences about files that are not what the manifests and the lock file say."""
    known = locked()
    for top in ("static", "tests"):
        manifest = ROOT / top / "vendor" / "MANIFEST.json"
        listed: set[Path] = {manifest}
        for entry in json.loads(manifest.read_text()):
            name, version = entry["name"], entry["version"]
            if known.get(name, {}).get("version") != version:
                yield f"{name} {version} is vendored, but tools/package-lock.json names another version"
            for file, expected in entry["files"].items():
                listed.add(ROOT / file)
                if not (ROOT / file).is_file():
                    yield f"{file} is missing"
                elif digest(ROOT / file) != expected:
                    yield f"{file} is not the file that {name} {version} came with"
        folders = [manifest.parent, ROOT / "static" / "fonts"] if top == "static" else [manifest.parent]
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path not in listed:
                    yield f"{path.relative_to(ROOT)} is in nobody's manifest"


def main() -> int:
    """Run from the command line; 1 when --check found something."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="only compare what is here with the manifests")
    if not parser.parse_args().check:
        vendor()
    found = list(complaints())
    for complaint in found:
        print(complaint)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
