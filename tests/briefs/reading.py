"""Reading a printed brief with Poppler, a reader that shares nothing with what wrote it."""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from planner.i18n import Text

NUMBERS = count(1)


class Printed:
    """A PDF on disk."""

    def __init__(self, pdf: bytes, folder: Path) -> None:
        self.pdf = pdf
        self.file = folder / f"brief-{next(NUMBERS)}.pdf"
        self.file.write_bytes(pdf)

    def run(self, tool: str, *options: str) -> str:
        done = subprocess.run([tool, *options, str(self.file)], capture_output=True, check=True)
        return done.stdout.decode()

    @cached_property
    def info(self) -> dict[str, str]:
        lines = (line.partition(":") for line in self.run("pdfinfo").splitlines())
        return {name: value.strip() for name, _, value in lines}

    @cached_property
    def fonts(self) -> list[str]:
        return [line.split()[0] for line in self.run("pdffonts").splitlines()[2:]]

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, as it is copied, in the order in which it was drawn."""
        done = subprocess.run(
            ["pdftotext", "-raw", str(self.file), "-"], capture_output=True, check=True
        ).stdout.decode()
        return done.split("\f")[:-1]

    @cached_property
    def text(self) -> str:
        return bare("".join(self.pages))

    @cached_property
    def objects(self) -> bytes:
        """The file with everything packed in it unpacked."""
        packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", self.pdf, flags=re.DOTALL)
        return self.pdf + b"\n".join(_unpacked(stream) for stream in packed)

    @property
    def attachments(self) -> str:
        done = subprocess.run(["pdfdetach", "-list", str(self.file)], capture_output=True, check=True)
        return done.stdout.decode().strip()


Prints = Callable[[str], Printed]


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def bare(text: str) -> str:
    """A text without spaces, with ำ in the form in which readers compare it: ํา (Unicode NFKC)."""
    return re.sub(r"\s", "", text.replace("\u0e33", "\u0e4d\u0e32").replace("\u00ad", ""))


def is_thai(text: str) -> bool:
    return any("THAI" in unicodedata.name(letter, "") for letter in text)


def told(part: object) -> Iterator[Text]:
    """Every piece of content in a brief, in the order of its fields."""
    if isinstance(part, Text):
        if part.text:
            yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from told(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from told(getattr(part, field.name))
