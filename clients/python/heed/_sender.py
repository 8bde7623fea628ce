"""The thread that carries events to the server."""

from __future__ import annotations

import http.client
import logging
import threading
import time
from typing import List, Optional

from ._connection import Connection
from ._queue import EventQueue
from ._spool import Spool
from ._stats import Counters

_log = logging.getLogger("heed")

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 30.0
LOG_EVERY = 60.0


class Sender:
    """Takes batches from the queue and sends each until the server has answered it. While the server is away, batches go to the
    spool where there is one, so that the queue stays free; else they wait in the queue until that is full."""

    def __init__(
        self, queue: EventQueue, connection: Connection, spool: Optional[Spool], counters: Counters, batch_events: int, batch_bytes: int, interval: float
    ) -> None:
        self._queue = queue
        self._connection = connection
        self._spool = spool
        self._counters = counters
        self._batch_events = batch_events
        self._batch_bytes = batch_bytes
        self._interval = interval
        self._stop = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._last_log = 0.0
        self._pause = 0.0
        self._not_before = 0.0
        self._thread = threading.Thread(target=self._run, name="heed-sender", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def busy(self) -> None:
        """Says that there is an event to send."""
        self._idle.clear()

    def flush(self, seconds: float) -> bool:
        """Whether everything that was taken before has been answered or spooled within the time."""
        self._queue.wake()
        return self._idle.wait(seconds)

    def stop(self, seconds: float) -> None:
        self._queue.close()
        self._stop.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        waiting: List[bytes] = []
        while True:
            try:
                waiting = self._step(waiting)
            except Exception:  # The service's own life does not hang on its monitoring.
                self._warn("the sender met an error of its own; its batch is dropped", exc_info=True)
                self._counters.add("dropped", len(waiting))
                waiting = []
            if self._queue.is_closed and not waiting and len(self._queue) == 0:
                self._connection.close()
                self._idle.set()
                return
            if not waiting and len(self._queue) == 0:
                self._idle.set()
                if len(self._queue):
                    self._idle.clear()

    def _step(self, waiting: List[bytes]) -> List[bytes]:
        """Sends one batch; what is returned has to be sent again."""
        if not waiting:
            if not self._stop.is_set() and not (self._spool and self._not_before == 0.0 and self._spool.size()):
                self._queue.wait(self._batch_events, self._interval)
            waiting = self._queue.take(self._batch_events, self._batch_bytes)
        now = time.monotonic()
        if now < self._not_before:
            return self._put_off(waiting, self._not_before - now)
        if not waiting:
            self._send_spooled()
            return []
        return waiting if not self._deliver(waiting) else []

    def _put_off(self, waiting: List[bytes], seconds: float) -> List[bytes]:
        if waiting and self._spool is not None and self._store(waiting):
            return []
        if waiting and self._stop.is_set():
            # The service ends and the server is away: one last try is made above, what remains is lost and counted.
            if not self._deliver(waiting):
                self._counters.add("dropped", len(waiting))
            return []
        self._stop.wait(min(seconds, self._interval))
        return waiting

    def _store(self, lines: List[bytes]) -> bool:
        assert self._spool is not None
        try:
            stored = self._spool.put(lines)
        except OSError as error:
            self._warn("a batch could not be kept on disk: %s", error)
            return False
        if stored:
            self._counters.add("spooled", len(lines))
        return stored

    def _send_spooled(self) -> None:
        if self._spool is None:
            return
        oldest = self._spool.oldest()
        if oldest is None:
            return
        path, lines = oldest
        if not lines or self._deliver(lines):
            self._spool.drop(path)

    def _deliver(self, lines: List[bytes]) -> bool:
        """False where the same lines have to be sent again. The server joins repeated predictions by their ids."""
        try:
            answer = self._connection.post(lines)
        except (OSError, http.client.HTTPException) as error:
            self._fail("no answer from the server: %s", error, None)
            return False
        if answer.status == 200:
            self._pause, self._not_before = 0.0, 0.0
            refused = max(answer.rejected, len(lines) - answer.accepted)
            self._counters.add("sent", len(lines) - refused)
            if refused:
                self._counters.add("rejected", refused)
                self._warn("the server refused %d of %d events, the first because of %s", refused, len(lines), answer.reason)
            return True
        if answer.status == 413 and len(lines) > 1:
            half = len(lines) // 2
            return self._deliver(lines[:half]) and self._deliver(lines[half:])
        if answer.status in (408, 425, 429) or answer.status >= 500:
            self._fail("the server answered %s", answer.status, answer.retry_after)
            return False
        self._pause, self._not_before = 0.0, 0.0
        self._counters.add("rejected", len(lines))
        self._warn("the server refused %d events with %d: %s", len(lines), answer.status, answer.reason)
        return True

    def _fail(self, text: str, what: object, retry_after: Optional[float]) -> None:
        self._pause = min(LONGEST_PAUSE, max(FIRST_PAUSE, 2 * self._pause))
        self._not_before = time.monotonic() + max(self._pause, retry_after or 0.0)
        self._counters.add("failures", 1)
        self._warn(text + "; events wait", what)

    def _warn(self, text: str, *arguments: object, exc_info: bool = False) -> None:
        now = time.monotonic()
        if self._last_log and now - self._last_log < LOG_EVERY:
            return
        self._last_log = now
        _log.warning(text, *arguments, exc_info=exc_info)
