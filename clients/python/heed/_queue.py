"""Events that wait to be sent."""

from __future__ import annotations

import collections
import threading
from typing import Deque, List


class EventQueue:
    """Bounded by number and by bytes. What finds no room is refused, so that an outage cannot use up the service's memory."""

    def __init__(self, most_events: int, most_bytes: int) -> None:
        self._most_events = most_events
        self._most_bytes = most_bytes
        self._lines: Deque[bytes] = collections.deque()
        self._bytes = 0
        self._changed = threading.Condition(threading.Lock())
        self._closed = False

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def is_closed(self) -> bool:
        return self._closed

    def offer(self, line: bytes, batch: int) -> bool:
        """False where there is no room. Wakes the sender when a whole batch has come together."""
        with self._changed:
            if self._closed or len(self._lines) >= self._most_events or self._bytes + len(line) > self._most_bytes:
                return False
            self._lines.append(line)
            self._bytes += len(line)
            if len(self._lines) == batch:
                self._changed.notify_all()
            return True

    def take(self, most_events: int, most_bytes: int) -> List[bytes]:
        """The oldest events, at least one where there is any."""
        taken: List[bytes] = []
        size = 0
        with self._changed:
            while self._lines and len(taken) < most_events and (not taken or size + len(self._lines[0]) <= most_bytes):
                line = self._lines.popleft()
                self._bytes -= len(line)
                size += len(line)
                taken.append(line)
        return taken

    def wait(self, batch: int, seconds: float) -> None:
        """Until a whole batch waits, somebody wakes the sender, or the time is over."""
        with self._changed:
            if len(self._lines) < batch and not self._closed:
                self._changed.wait(seconds)

    def wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
