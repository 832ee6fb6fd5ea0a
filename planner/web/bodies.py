"""Bodies that come in chunks, without saying how long they are.

What parses forms reads a body only as far as it was announced, so of one in chunks it would read nothing, or cut it
off at the limit without a word. Here it is read up to the limit, and from then on it is as long as it says.
"""

from __future__ import annotations

import io

from flask import Flask, current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

AT_ONCE = 64 * 1024


def init_app(app: Flask) -> None:
    """Take such bodies in before any form is read, and after strangers were turned away."""
    app.before_request(_take_in)


def _take_in() -> None:
    environ = request.environ
    if environ.get("CONTENT_LENGTH") or "chunked" not in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
        return
    limit = int(current_app.config["MAX_CONTENT_LENGTH"])
    body = bytearray()
    while some := environ["wsgi.input"].read(AT_ONCE):
        body += some
        if len(body) > limit:
            raise RequestEntityTooLarge
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
