"""A list as a download: paced, noted, written, sent. The list is read after the note is committed.

Taking a list out is a deed and so a POST: it is logged, and no link or preview of one can cause it.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import IO, Any

from flask import request
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response
from werkzeug.wsgi import FileWrapper

from planner import clock, text
from planner.accounts import queries as people
from planner.db import only_reads
from planner.exports import pacing, writing
from planner.exports.going_out import Reader
from planner.exports.writing import CONTENT_TYPES, IN_MEMORY, Form, Sheet
from planner.extensions import db
from planner.i18n import Language, mark, translate
from planner.web import gate, language
from planner.web.errors import Answer, page
from planner.web.language import say

TOO_MANY = mark("Ten lists a minute are the most. Wait %(seconds)s seconds, then try again.")
FILE_NAME = mark("%(name)s %(day)s")
BLOCK = 64 * 1024

Made = Callable[[Session, Reader], Sheet]


def send(made: Made, *, name: str, plain: str, of: Any = None) -> Response | Answer:
    """The list that `made` reads, in the form asked for; `name` is marked, `plain` an ASCII file name's beginning."""
    form = _form()
    refused = too_many()
    if refused is not None:
        return refused
    actor = gate.actor()
    names = {f"name_{one}": translate(one, name) for one in Language}
    pacing.note_list(db.session, actor=actor, of=of, **names)
    reader = as_reader_after_commit()
    file = writing.write(made(db.session, reader), form, reader.era)
    return download(file, f"{say(name)}.{form.value}", plain, CONTENT_TYPES[form])


def too_many() -> Answer | None:
    """The page that asks for patience, where it is needed."""
    wait = pacing.wait(db.session, actor=gate.actor())
    if wait is None:
        return None
    seconds = max(1, math.ceil(wait.total_seconds()))
    return page(429, say(TOO_MANY, seconds=seconds), retry_after=seconds)


def as_reader_after_commit() -> Reader:
    """Commit what was noted, and go on reading as the same person: a long list must not keep others from writing."""
    key, tongue = gate.actor().id, Language(language.language())
    db.session.commit()
    only_reads(True)
    actor = people.person(db.session, key)
    return Reader(tongue, actor.date_era, actor)


def download(file: IO[bytes], name: str, plain: str, content_type: str) -> Response:
    """A file to keep, named after what it is and the day; closed once it has been sent."""
    today = clock.today(language.zone()).isoformat()
    stem, _, ending = name.rpartition(".")
    response = _response(file, content_type)
    whole = say(FILE_NAME, name=stem, day=today)
    response.headers["Content-Disposition"] = text.content_disposition(
        "attachment", f"{whole}.{ending}", plain_stem=f"{plain}-{today}"
    )
    return response


def _response(file: IO[bytes], content_type: str) -> Response:
    """What is in memory anyway is sent as it is; a longer file is read from disk as it goes."""
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    if length <= IN_MEMORY:
        with file:
            return Response(file.read(), content_type=content_type)
    response = Response(FileWrapper(file, BLOCK), content_type=content_type, direct_passthrough=True)
    response.content_length = length
    response.call_on_close(file.close)
    return response


def _form() -> Form:
    asked = request.form.get("form", Form.CSV.value)
    if asked not in set(Form):
        raise BadRequest
    return Form(asked)
