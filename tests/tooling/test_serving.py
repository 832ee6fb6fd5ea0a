"""The server that stands before the browser in the tests."""

from __future__ import annotations

import logging
import socket
import struct
import threading
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

from tests.browser import closed

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

HANG_UP = struct.pack("ii", 1, 0)  # SO_LINGER of no seconds: close() resets the connection


class Answer:
    """All of it is sent, and before its end is seen the reader is gone."""

    def __init__(self, gone: threading.Event) -> None:
        self.gone = gone
        self.closed = threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        yield b"whole"
        self.gone.wait(10)

    def close(self) -> None:
        self.closed.set()


def test_an_answer_is_closed_though_its_reader_hangs_up() -> None:
    gone = threading.Event()
    answer = Answer(gone)

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", "5")])
        return answer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("localhost", 0, closed(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with socket.create_connection(("localhost", server.server_port)) as reader:
            reader.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            reader.recv(1)
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HANG_UP)
        gone.set()
        assert answer.closed.wait(10)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
