"""What became of the events of one process."""

from __future__ import annotations

import threading
from typing import Dict, NamedTuple


class Stats(NamedTuple):
    """Counts since the process began."""

    taken: int
    """Events that entered the queue."""

    sent: int
    """Events that the server has accepted: they are durable there."""

    dropped: int
    """Events that found no room, or that were left when the service ended."""

    rejected: int
    """Events that the server refused."""

    spooled: int
    """Events that went to disk while the server was away."""

    failures: int
    """Requests that had to be repeated."""

    waiting: int
    """Events in the queue now."""


class Counters:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: Dict[str, int] = dict.fromkeys(("taken", "sent", "dropped", "rejected", "spooled", "failures"), 0)

    def add(self, name: str, count: int) -> None:
        with self._lock:
            self._values[name] += count

    def read(self, waiting: int) -> Stats:
        with self._lock:
            return Stats(waiting=waiting, **self._values)
