"""The way of events from the service to the server."""

from __future__ import annotations

import atexit
import logging
import os
import ssl
import threading
import time
import weakref
from typing import Any, Dict, Mapping, Optional, Union

from ._connection import Connection
from ._encoding import encode
from ._prediction import Prediction
from ._queue import EventQueue
from ._sender import Sender
from ._spool import Spool
from ._stats import Counters, Stats

_log = logging.getLogger("heed")

Id = Union[str, int]


class Client:
    """Sends events to one Heed server. Safe to use from any thread, and after a fork: a child sends its own events only.

    Args:
        url: The server's address, ``http://127.0.0.1:4333``.
        model: The model of events that name none.
        version: The model's version, likewise.
        queue_events: Events that may wait; a further one is dropped and counted.
        queue_bytes: The same in bytes of JSON.
        batch_events: The most events in one request.
        batch_bytes: The most bytes of JSON in one request.
        interval: Seconds until a batch that is not full is sent.
        timeout: Seconds for one request.
        spool: A folder that takes batches while the server is away; ``None`` for none.
        spool_bytes: How much may lie there.
        headers: Sent with each request, ``{"Authorization": "Bearer …"}``.
        ssl_context: For https; the system's authorities by default.
        exit_seconds: How long the end of the process waits for what is left.
    """

    def __init__(
        self,
        url: str,
        *,
        model: Optional[str] = None,
        version: Optional[str] = None,
        queue_events: int = 10_000,
        queue_bytes: int = 32 << 20,
        batch_events: int = 500,
        batch_bytes: int = 1 << 20,
        interval: float = 1.0,
        timeout: float = 10.0,
        spool: Optional[str] = None,
        spool_bytes: int = 256 << 20,
        headers: Optional[Mapping[str, str]] = None,
        ssl_context: Optional[ssl.SSLContext] = None,
        exit_seconds: float = 5.0,
    ) -> None:
        for name, value in (("queue_events", queue_events), ("queue_bytes", queue_bytes), ("batch_events", batch_events), ("batch_bytes", batch_bytes)):
            if value < 1:
                raise ValueError(f"expected {name} of at least 1, found {value}")
        if interval <= 0 or timeout <= 0:
            raise ValueError(f"expected an interval and a timeout above 0 seconds, found {interval} and {timeout}")
        self.model = model
        self.version = version
        self._batch_events = batch_events
        self._exit_seconds = exit_seconds
        self._counters = Counters()
        self._spool = Spool(spool, spool_bytes) if spool else None
        self._make_queue = lambda: EventQueue(queue_events, queue_bytes)
        self._make_sender = lambda queue: Sender(
            queue, Connection(url, headers or {}, timeout, ssl_context), self._spool, self._counters, batch_events, batch_bytes, interval
        )
        self._starting = threading.Lock()
        self._queue = self._make_queue()
        self._sender: Optional[Sender] = None
        Connection(url, headers or {}, timeout, ssl_context)  # A wrong address is told to the one who wrote it.
        _register(self)

    @property
    def stats(self) -> Stats:
        return self._counters.read(len(self._queue))

    def prediction(
        self,
        model: Optional[str] = None,
        *,
        id: Optional[Id] = None,
        version: Optional[str] = None,
        endpoint: Optional[str] = None,
        features: Optional[Mapping[str, Any]] = None,
        segments: Optional[Mapping[str, Any]] = None,
    ) -> Prediction:
        """A block that makes one prediction; see :class:`Prediction`."""
        return Prediction(
            self,
            model or self.model,
            id=None if id is None else str(id),
            version=version or self.version,
            endpoint=endpoint,
            features=features,
            segments=segments,
        )

    def feedback(self, id: Id, label: Any, *, model: Optional[str] = None, time_ms: Optional[int] = None) -> bool:
        """What the right answer was; of a ranking the list of its relevant items, or a mapping of grades by item."""
        return self.send({"type": "label", "model": model or self.model, "id": str(id), "label": label, "time": time_ms})

    def correction(self, id: Id, label: Any, *, model: Optional[str] = None, time_ms: Optional[int] = None) -> bool:
        """What a user said the answer should have been."""
        return self.send({"type": "correction", "model": model or self.model, "id": str(id), "label": label, "time": time_ms})

    def deployment(self, version: Optional[str] = None, *, note: Optional[str] = None, model: Optional[str] = None) -> bool:
        """A version of the model begins to answer."""
        return self.send({"type": "deployment", "model": model or self.model, "version": version or self.version, "note": note})

    def send(self, event: Dict[str, Any]) -> bool:
        """Queues one event as docs/formats/events.md describes it. False, and counted, where it is dropped; never raises."""
        try:
            if event.get("time") is None:
                event = {**event, "time": time.time_ns() // 1_000_000}
            line = encode(event)
            if not self._queue.offer(line, self._batch_events):
                self._counters.add("dropped", 1)
                return False
            self._counters.add("taken", 1)
            (self._sender or self._start()).busy()
            return True
        except Exception:
            self._counters.add("dropped", 1)
            _log.debug("an event could not be written", exc_info=True)
            return False

    def flush(self, seconds: float = 5.0) -> bool:
        """Whether all events so far have been answered by the server, or kept on disk, within the time."""
        sender = self._sender
        return sender is None or sender.flush(seconds)

    def close(self) -> None:
        """Sends what is left and ends. Events that come later are dropped and counted."""
        self._queue.close()
        sender, self._sender = self._sender, None
        if sender is not None:
            sender.stop(self._exit_seconds)
            left = self._queue.take(1 << 62, 1 << 62)
            if left:
                self._counters.add("dropped", len(left))

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> Sender:
        with self._starting:
            if self._sender is None:
                sender = self._make_sender(self._queue)
                sender.start()
                self._sender = sender
            return self._sender

    def _after_fork(self) -> None:
        """The child has the parent's queue but not its thread: what is queued there, the parent sends."""
        self._starting = threading.Lock()
        self._counters = Counters()
        self._queue = self._make_queue()
        self._sender = None


_clients: "weakref.WeakSet[Client]" = weakref.WeakSet()


def _register(client: Client) -> None:
    if not _clients:
        atexit.register(_close_all)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_renew_all)
    _clients.add(client)


def _close_all() -> None:
    for client in list(_clients):
        client.close()


def _renew_all() -> None:
    for client in list(_clients):
        client._after_fork()
