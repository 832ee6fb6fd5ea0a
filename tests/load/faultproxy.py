"""A network that misbehaves: a TCP proxy to be put before a database, which cuts, refuses, delays or swallows."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from typing import Literal

Mode = Literal["pass", "refuse", "blackhole", "delay"]
CHUNK = 65_536


class FaultProxy:
    """Listens on `port` and passes bytes on as `mode` says; runs in a thread of its own."""

    def __init__(self, host: str, port: int, *, delay_s: float = 0.3) -> None:
        self.mode: Mode = "pass"
        self._target, self._delay_s = (host, port), delay_s
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        is_listening = threading.Event()
        self._thread = threading.Thread(target=self._run, args=[is_listening], daemon=True)
        self._thread.start()
        is_listening.wait(5)

    def cut(self) -> None:
        """Reset every connection there is, in the midst of whatever it says."""
        done = threading.Event()

        def reset() -> None:
            for writer in list(self._writers):
                found: socket.socket = writer.get_extra_info("socket")
                # linger of nought: a reset, not an orderly end
                found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.close()
            done.set()

        self._loop.call_soon_threadsafe(reset)
        done.wait(5)

    def close(self) -> None:
        """Cut everything and listen no more."""
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _run(self, is_listening: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = int(server.sockets[0].getsockname()[1])
        is_listening.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mode == "refuse":
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection(*self._target)
        pair = {writer, back}
        self._writers |= pair
        try:
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        except OSError:
            pass  # one side is gone, and so is the other now
        finally:
            self._writers -= pair
            for one in pair:
                one.close()

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while chunk := await source.read(CHUNK):
            while self.mode == "blackhole":
                await asyncio.sleep(0.05)
            if self.mode == "delay":
                await asyncio.sleep(self._delay_s)
            target.write(chunk)
            await target.drain()
        target.close()
