"""What the planner tells whoever runs it: one line each, as text or as JSON, and never a secret.

Everything goes through the standard library's loggers. What holds for a whole request (its number, who is asking) is
bound once (`bind`) and stands in every line that is written while it lasts.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars, merge_contextvars
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

# the secrets of addresses of feeds and tills, one-time links, sessions and submissions, as `tokens` and these make them
_SECRETS = (
    (re.compile(r"\b(cal|till)_(\d{1,9})_(\d{1,9})_[A-Za-z0-9_-]{6,}"), r"\1_\2_\3_…"),
    (re.compile(r"\b(link|ses|once|entry)_[A-Za-z0-9_-]{16,}"), r"\1_…"),
    # whatever stands in the place of a secret, whether or not it is one of ours
    (re.compile(r"(/links/|/tills/(?=till_)|/feeds/(?=cal))[^\s/?#\"'<>]+"), r"\1…"),
    (re.compile(r"(://[^\s:/@]*:)[^\s@]+@"), r"\1…@"),
    (re.compile(r"(?i)\b(bearer\s+)[A-Za-z0-9._~+/=-]{8,}"), r"\1…"),
)


def set_up(form: str) -> None:
    """Write lines as `text` or `json`; leaves alone what a test or another program has set up already."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(handler(form, sys.stderr))
        root.setLevel(logging.INFO)
        # it tells of its own parts at every start
        logging.getLogger("alembic").setLevel(logging.WARNING)


def handler(form: str, stream: TextIO) -> logging.Handler:
    """A handler that writes whole lines to a stream."""
    made = logging.StreamHandler(stream)
    made.setFormatter(formatter(form))
    return made


def formatter(form: str) -> ProcessorFormatter:
    """Turns any record of the standard library's into one line."""
    before: list[Processor] = [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if form == "json":
        after: list[Processor] = [
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _mask,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    else:
        after = [
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _mask,
            structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0),
        ]
    return ProcessorFormatter(foreign_pre_chain=before, processors=after)


def begin() -> None:
    """A new request: nothing holds any more that held for the one before on this thread."""
    clear_contextvars()


def bind(**values: Any) -> None:
    """Say something that holds for the rest of this request."""
    bind_contextvars(**values)


def masked(text: str) -> str:
    """The text without what opens anything."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def _mask(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = masked(value)
    return event
