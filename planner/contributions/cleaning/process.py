"""The process that cleans one file: it comes in by standard input, and what becomes of it goes out.

It runs as `python -m planner.contributions.cleaning.process MEMORY SECONDS`. It knows no settings, no database and no
network; whatever a file does to the libraries, it ends this process and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import resource
import sys

from planner.contributions.cleaning.kinds import (
    LARGEST,
    Cleaned,
    Reason,
    Unclean,
    image_format,
    is_pdf,
)

# what cleaning has no business doing, whatever a file says (PEP 578 names of audited acts)
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")


def clean(content: bytes) -> Cleaned:
    """The file as it is kept. Raises `Unclean`."""
    if not content:
        raise Unclean(Reason.EMPTY)
    if len(content) > LARGEST:
        raise Unclean(Reason.TOO_LARGE)
    if image_format(content) is not None:
        from planner.contributions.cleaning import images  # noqa: PLC0415 - only what this file needs

        return images.clean(content)
    if is_pdf(content):
        from planner.contributions.cleaning import papers  # noqa: PLC0415 - the same

        return papers.clean(content)
    raise Unclean(Reason.ANOTHER_KIND)


def keep_within(memory_bytes: int, seconds: int) -> None:
    """Cap memory and processor time, so that a hostile file ends this process and not the machine; no core file."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse_strangers(event: str, _arguments: tuple[object, ...]) -> None:
    """An audit hook: whatever is in a file reaches nobody."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)


def main(arguments: list[str]) -> int:
    # libraries that speak on standard output must not speak into the answer
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    keep_within(int(arguments[0]), int(arguments[1]))
    sys.addaudithook(refuse_strangers)
    try:
        made = clean(sys.stdin.buffer.read())
        head, body = made.media_type.value, made.content
    except Unclean as unclean:
        head, body = unclean.reason.value, b""
    except MemoryError:
        head, body = Reason.TOO_MUCH.value, b""
    with contextlib.suppress(BrokenPipeError), answer:
        answer.write(head.encode() + b"\n" + body)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
